"""The strip under the article while a frame is open: what each key would do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from annotate.compat import override
from gui.fonts import scaled
from gui.painting import key_cap_width, paint_key_cap
from gui.theme import SMALL, SPACE, Appearance

_MOST_ROWS = 3
_WIDEST = 220
"""The words of one cell, in device-independent pixels."""


class CellState(StrEnum):
    """How a cell is drawn."""

    USUAL = "usual"
    EMPTY = "empty"
    AMISS = "amiss"
    CHOSEN = "chosen"
    SUGGESTED = "suggested"
    OTHER = "other"  # a candidate that the role does not name


@dataclass(frozen=True, slots=True)
class Cell:
    """One key with what it does; `id` is told when it is clicked."""

    id: str
    key: str
    text: str
    state: CellState = CellState.USUAL
    colour: str = ""


class _Field(QLineEdit):
    """A free value; Return gives it, Esc leaves."""

    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class FrameStrip(QWidget):
    """A heading and cells, as many as fit in three rows."""

    cell_clicked = Signal(str)
    value_given = Signal(str)
    left = Signal()
    """The field was left without a value."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._heading = ""
        self._cells: tuple[Cell, ...] = ()
        self._boxes: list[tuple[Cell, QRectF]] = []
        self._hovered = ""
        self._kept = 1
        """The rows that were needed since it was shown: a height that changes moves the text."""
        self.field = _Field(self)
        self.field.setAccessibleName(self.tr("Value of the attribute"))
        self.field.returnPressed.connect(lambda: self.value_given.emit(self.field.text()))
        self.field.left.connect(self.left)
        self.field.hide()
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)
        self.hide()

    @property
    def heading(self) -> str:
        """What stands ahead of the cells."""
        return self._heading

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What is offered."""
        return self._cells

    @property
    def boxes(self) -> list[tuple[Cell, QRectF]]:
        """The cells that there is room for, with their places in the strip."""
        return [(cell, self._placed(box)) for cell, box in self._boxes]

    def show_cells(self, heading: str, cells: Sequence[Cell], *, value: str | None = None) -> None:
        """Show these cells; with a `value` a field for a free one, which takes the keyboard."""
        had_field = not self.field.isHidden()
        self._heading, self._cells = heading, tuple(cells)
        spoken = ", ".join(f"{cell.key} {cell.text}".strip() for cell in self._cells)
        self.setAccessibleName(f"{heading} {spoken}")
        self.field.setVisible(value is not None)
        self.show()
        self._lay_out()
        if value is not None and not had_field:
            self.field.setText(value)
            self.field.selectAll()
            self.field.setFocus()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, 2 * SPACE + self._row_height() * self._kept)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.field.hide()
        self._kept = 1
        super().hideEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._cell_at(event)
        if hovered != self._hovered:
            self._hovered = hovered
            has_cell = bool(hovered)
            shape = Qt.CursorShape.PointingHandCursor if has_cell else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_at(event)
        if cell and event.button() is Qt.MouseButton.LeftButton:
            self.cell_clicked.emit(cell)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), self._appearance.colour("card"))
            painter.setPen(QPen(self._appearance.colour("separator"), 1.0))
            painter.drawLine(0, 0, self.width(), 0)
            font = scaled(self.font(), SMALL)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(self._appearance.colour("muted"))
            room = self._heading_width()
            heading = QRectF(SPACE + 4, SPACE, room, self._row_height())
            painter.drawText(self._placed(heading), self._flags(), self._heading)
            for cell, box in self._boxes:
                self._paint_cell(painter, cell, box)

    def _paint_cell(self, painter: QPainter, cell: Cell, box: QRectF) -> None:
        is_chosen = cell.state is CellState.CHOSEN
        if is_chosen or cell.id == self._hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour("selected" if is_chosen else "hover"))
            painter.drawRoundedRect(self._placed(box.adjusted(0, 1, 0, -1)), 5, 5)
        left = box.left() + 5
        if cell.key:
            width, height = key_cap_width(self.font(), cell.key), self.fontMetrics().height() + 3
            cap = QRectF(left, box.center().y() - height / 2, width, height)
            paint_key_cap(painter, self._placed(cap), cell.key, self._appearance, self.font())
            left += width + 5
        if cell.colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(cell.colour))
            dot = QRectF(left, box.center().y() - 4, 8, 8)
            painter.drawRoundedRect(self._placed(dot), 2, 2)
            left += 12
        names = {
            CellState.CHOSEN: "selected_text",
            CellState.AMISS: "danger",
            CellState.EMPTY: "muted",
            CellState.SUGGESTED: "muted",
            CellState.OTHER: "muted",
        }
        font = self.font()
        font.setItalic(cell.state is CellState.SUGGESTED)
        painter.setFont(font)
        painter.setPen(self._appearance.colour(names.get(cell.state, "window_text")))
        room = QRectF(left, box.top(), box.right() - left - 4, box.height())
        text = painter.fontMetrics().elidedText(
            cell.text, Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(self._placed(room), self._flags(), text)

    def _cell_at(self, event: QMouseEvent) -> str:
        for cell, box in self._boxes:
            if self._placed(box).contains(event.position()):
                return cell.id
        return ""

    def _row_height(self) -> int:
        return self.fontMetrics().height() + 10

    def _heading_width(self) -> float:
        font = scaled(self.font(), SMALL)
        font.setBold(True)
        return QFontMetricsF(font).horizontalAdvance(self._heading) + 6

    def _width_of(self, cell: Cell) -> float:
        words = min(self.fontMetrics().horizontalAdvance(cell.text) + 2, _WIDEST)
        cap = key_cap_width(self.font(), cell.key) + 5 if cell.key else 0
        return 5 + cap + (12 if cell.colour else 0) + words + 8

    def _lay_out(self) -> None:
        """Give each cell its place; what does not fit in three rows is left out."""
        self._boxes = []
        begin = SPACE + 4 + self._heading_width() + 4
        left, top, height = begin, float(SPACE), self._row_height()
        if not self.field.isHidden():
            width = min(360, max(self.width() - int(begin) - 2 * SPACE, 80))
            self.field.setGeometry(self._placed(QRectF(begin, top, width, height)).toAlignedRect())
            left += width + SPACE
        rows = 1
        for cell in self._cells:
            width = self._width_of(cell)
            if left + width > self.width() - SPACE and left > begin:
                if rows == _MOST_ROWS:
                    break
                rows += 1
                left, top = begin, top + height
            self._boxes.append((cell, QRectF(left, top, width, height)))
            left += width + 2
        self._kept = max(self._kept, self._rows())
        self.updateGeometry()

    def _rows(self) -> int:
        return len({box.top() for _, box in self._boxes}) or 1

    def _flags(self) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter

    def _placed(self, rect: QRectF) -> QRectF:
        """Where `rect` is painted: mirrored in a window that reads from right to left."""
        if not self.isRightToLeft():
            return rect
        return QRectF(self.width() - rect.right(), rect.top(), rect.width(), rect.height())
