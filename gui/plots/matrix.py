"""A confusion matrix: rows are gold, columns what was suggested; the last of each is nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotate.compat import override
from gui.fonts import scaled
from gui.theme import SMALL, Appearance, contrast

_LEAST, _MOST = 19.0, 40.0
_PAD = 8.0
_MOST_NAME = 130.0
"""Room for the name of a label, in device-independent pixels; a longer one is cut short."""
_STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}  # fmt: skip

Counts = Mapping[tuple[str, str], int]
"""How often a gold label (row) was suggested as a label (column); empty: missed or spurious."""


class ConfusionMatrix(QWidget):
    """Cells are chosen with the mouse or the arrow keys; the shade is the share of the row."""

    cell_chosen = Signal(str, str)
    """Gold label and suggested label; an empty one: spurious or missed."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._counts: Counts = {}
        self.labels: tuple[str, ...] = ()
        self._chosen: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Confusion matrix"))
        appearance.changed.connect(self.update)

    def set_counts(self, counts: Counts, labels: Sequence[str]) -> None:
        """Show other counts; `labels` in the order of rows and columns."""
        self._counts = dict(counts)
        self.labels = tuple(labels)
        self._chosen = None
        wrong = sorted(
            ((count, *cell) for cell, count in counts.items() if cell[0] != cell[1]), reverse=True
        )
        self.setAccessibleDescription(
            "; ".join(self._sentence(gold, found, count) for count, gold, found in wrong[:20])
        )
        self.setMinimumSize(self._size(_LEAST))
        self.updateGeometry()
        self.update()

    def count(self, gold: str, found: str) -> int:
        """How many pairs are in a cell."""
        return self._counts.get((gold, found), 0)

    @override
    def sizeHint(self) -> QSize:
        return self._size(30.0)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            cell = self.cell_at(event.pos())
            text = ""
            if cell is not None and (count := self.count(*self._names(cell))):
                text = self._sentence(*self._names(cell), count)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        if cell is not None:
            self._choose(cell)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position().toPoint())
        has_count = cell is not None and self.count(*self._names(cell)) > 0
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if has_count else Qt.CursorShape.ArrowCursor
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or not self.labels:
            super().keyPressEvent(event)
            return
        last = len(self.labels)
        row, column = self._chosen or (0, 0)
        self._choose(
            (min(max(row + step[0], 0), last), min(max(column + step[1], 0), last))
            if self._chosen is not None
            else (0, 0)
        )

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # axes run as in print
            self._paint_names(painter)
            sums = [
                sum(self.count(name, other) for other in (*self.labels, ""))
                for name in (*self.labels, "")
            ]
            for row in range(len(self.labels) + 1):
                for column in range(len(self.labels) + 1):
                    self._paint_cell(painter, row, column, sums[row])
            if self._chosen is not None:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._appearance.colour("accent"), 2.0))
                painter.drawRoundedRect(self.cell_rect(*self._chosen), 3, 3)

    def cell_rect(self, row: int, column: int) -> QRectF:
        """Where a cell is painted, in device-independent pixels; nothing and sums stand off."""
        side, last = self._side(), len(self.labels)
        left, top = self._head()
        return QRectF(
            left + column * side + (_PAD if column == last else 0) + 1,
            top + row * side + (_PAD if row == last else 0) + 1,
            side - 2,
            side - 2,
        )

    def cell_at(self, place: QPoint) -> tuple[int, int] | None:
        """Row and column under a point of the widget."""
        side, last = self._side(), len(self.labels)
        left, top = self._head()
        row, column = int((place.y() - top) // side), int((place.x() - left) // side)
        for at in ((row, column), (row - 1, column), (row, column - 1), (row - 1, column - 1)):
            is_cell = 0 <= at[0] <= last and 0 <= at[1] <= last
            if is_cell and self.cell_rect(*at).contains(QPointF(place)):
                return at
        return None

    # -- within ------------------------------------------------------------------------------------

    def _choose(self, cell: tuple[int, int]) -> None:
        if cell == (len(self.labels), len(self.labels)):
            return
        self._chosen = cell
        self.update()
        self.cell_chosen.emit(*self._names(cell))

    def _names(self, cell: tuple[int, int]) -> tuple[str, str]:
        names = (*self.labels, "")
        return names[cell[0]], names[cell[1]]

    def _paint_names(self, painter: QPainter) -> None:
        side, last = self._side(), len(self.labels)
        left, top = self._head()
        rows = (*self.labels, self.tr("spurious"))
        columns = (*self.labels, self.tr("missed"))
        painter.setFont(self._name_font())
        for place, name in enumerate(rows):
            is_label = place < last
            painter.setPen(self._appearance.colour("window_text" if is_label else "muted"))
            rect = self.cell_rect(place, 0)
            place_of = QRectF(0, rect.top(), left - 8, side - 2)
            align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place_of, align, self._shown(name))
        for place, name in enumerate(columns):
            painter.setPen(self._appearance.colour("window_text" if place < last else "muted"))
            rect = self.cell_rect(0, place)
            painter.save()
            painter.translate(rect.center().x(), top - 6)
            painter.rotate(-60)
            place_of = QRectF(0, -side / 2, 400, side)
            painter.drawText(place_of, Qt.AlignmentFlag.AlignVCenter, self._shown(name))
            painter.restore()

    def _paint_cell(self, painter: QPainter, row: int, column: int, total: int) -> None:
        last = len(self.labels)
        if row == last and column == last:
            return
        gold, found = self._names((row, column))
        count = self.count(gold, found)
        rect = self.cell_rect(row, column)
        base = self._appearance.colour("card")
        painter.setPen(QPen(self._appearance.colour("separator"), 1.0))
        share = count / total if total else 0.0
        shade = self._appearance.colour("success" if row == column else "danger")
        fill = _mixed(base, shade, 0.12 + 0.78 * share) if count else base
        painter.setBrush(fill)
        painter.drawRoundedRect(rect, 3, 3)
        if count:
            ink = max(
                (self._appearance.colour("text"), self._appearance.colour("bright_text"),
                 QColor("#000000"), QColor("#ffffff")),
                key=lambda colour: contrast(colour, fill),
            )  # fmt: skip
            painter.setPen(ink)
            text = str(count) if count < 10_000 else f"{count // 1000}k"
            font = scaled(self.font(), SMALL, weight=QFont.Weight.DemiBold)
            while QFontMetricsF(font).horizontalAdvance(text) > rect.width() - 2:
                smaller = scaled(font, 0.9)
                if smaller == font:
                    break
                font = smaller
            painter.setFont(font)
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)

    def _name_font(self) -> QFont:
        return scaled(self.font(), SMALL)

    def _shown(self, name: str) -> str:
        metrics = QFontMetricsF(self._name_font())
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, self._most())

    def _most(self) -> float:
        """The widest that a name is written, which grows with the letters."""
        height = QFontMetricsF(self._name_font()).height()
        return max(_MOST_NAME, 9 * height)

    def _width(self, name: str) -> float:
        return min(QFontMetricsF(self._name_font()).horizontalAdvance(name), self._most())

    def _head(self) -> tuple[float, float]:
        """Room for the names on the left, and above."""
        height = QFontMetricsF(self._name_font()).height()
        left = max(self._width(name) for name in (*self.labels, self.tr("spurious")))
        top = max(self._width(name) for name in (*self.labels, self.tr("missed")))
        return left + 12, top * 0.87 + height + 6

    def _lean(self) -> float:
        """How far the names of the columns reach to the right of the last one."""
        height = QFontMetricsF(self._name_font()).height()
        columns = (*self.labels, self.tr("missed"))
        return max(
            self._width(name) * 0.5 + height - behind * _LEAST
            for behind, name in enumerate(reversed(columns))
        )

    def _side(self) -> float:
        left, top = self._head()
        cells = len(self.labels) + 1
        room = min(
            (self.width() - left - _PAD - self._lean()) / cells,
            (self.height() - top - _PAD) / cells,
        )
        return min(max(room, _LEAST), _MOST)

    def _size(self, side: float) -> QSize:
        left, top = self._head()
        cells = len(self.labels) + 1
        return QSize(
            round(left + cells * side + _PAD + self._lean()) + 2,
            round(top + cells * side + _PAD) + 2,
        )

    def _sentence(self, gold: str, found: str, count: int) -> str:
        if not found:
            return self.tr("{count} × {gold} missed").format(count=count, gold=gold)
        if not gold:
            return self.tr("{count} × {found} suggested where there is none").format(
                count=count, found=found
            )
        if gold == found:
            return self.tr("{count} × {gold} suggested as {gold}").format(count=count, gold=gold)
        return self.tr("{count} × {gold} suggested as {found}").format(
            count=count, gold=gold, found=found
        )


def _mixed(base: QColor, other: QColor, share: float) -> QColor:
    """`share` of the other colour over the base."""

    def part(low: int, high: int) -> int:
        return round(low + (high - low) * share)

    return QColor(
        part(base.red(), other.red()),
        part(base.green(), other.green()),
        part(base.blue(), other.blue()),
    )
