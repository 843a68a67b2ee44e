"""F1 by label as bars, with precision, recall and counts in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotate.compat import override
from annotate.evaluation.scores import Scores
from gui.fonts import scaled
from gui.painting import ChipLook, chip_width, paint_chip, rgb
from gui.theme import SMALL, Appearance
from gui.words import decimal, suggestion_count

_GAP = 12.0
_MOST_LETTERS = 24
"""A longer name is cut short, so that the bars and the figures keep their room."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class LabelBar:
    """One row: a label and its scores; without a look it is a sum over labels."""

    name: str
    scores: Scores
    look: ChipLook | None = None

    @property
    def figures(self) -> tuple[str, ...]:
        """What stands in the columns."""
        strict = self.scores.strict
        shares = (strict.precision, strict.recall, strict.f1, self.scores.relaxed.f1)
        return (*(decimal(100 * share, 1) for share in shares), str(strict.gold), str(strict.found))


class LabelBars(QWidget):
    """A row for each label: strict F1 as a full bar, relaxed F1 as a pale one behind it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.rows: tuple[LabelBar, ...] = ()
        self._heads = (
            self.tr("Precision"),
            self.tr("Recall"),
            self.tr("F1"),
            self.tr("F1 relaxed"),
            self.tr("gold"),
            self.tr("suggested"),
        )
        self._line = self.fontMetrics().height() + 10
        appearance.changed.connect(self.update)

    def set_rows(self, rows: Sequence[LabelBar]) -> None:
        """Show other rows, in this order."""
        self.rows = tuple(rows)
        self.setAccessibleName(
            "; ".join(
                f"{row.name}: "
                + ", ".join(
                    f"{head} {figure}"
                    for head, figure in zip(self._heads, row.figures, strict=True)
                )
                for row in rows
            )
        )
        self.setMinimumSize(self.sizeHint())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self._chips() + sum(self._columns()) + _GAP * 8 + 120
        return QSize(round(width), self._line * (len(self.rows) + 1) + 6)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = int((event.pos().y() - self._line) // self._line)
            text = self._tip(self.rows[row]) if 0 <= row < len(self.rows) else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # axes run as in print
            self._paint_heads(painter)
            for place, row in enumerate(self.rows):
                self._paint_row(painter, row, (place + 1) * self._line)

    # -- within ------------------------------------------------------------------------------------

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(scaled(self.font(), SMALL))
        painter.setPen(self._appearance.colour("muted"))
        for rect, head in zip(self._cells(0), self._heads, strict=True):
            painter.drawText(rect, _RIGHT, head)
        painter.setPen(self._appearance.colour("separator"))
        painter.drawLine(QPointF(0, self._line - 1), QPointF(self.width(), self._line - 1))

    def _paint_row(self, painter: QPainter, row: LabelBar, top: float) -> None:
        chips = self._chips()
        if row.look is not None:
            width = min(chip_width(self.font(), row.name), chips)
            rect = QRectF(chips - width, top + 3, width, self._line - 6)
            paint_chip(painter, rect, row.look, self._appearance, self.font())
            strong = rgb(self._appearance.label_colours(row.look.colour).strong)
        else:
            painter.setFont(scaled(self.font(), 1.0, weight=QFont.Weight.DemiBold))
            painter.setPen(self._appearance.colour("window_text"))
            painter.drawText(QRectF(0, top, chips, self._line), _RIGHT, row.name)
            strong = self._appearance.colour("muted")
        track = self._track(top)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.colour("hover"))
        painter.drawRoundedRect(track, 3, 3)
        for share, opacity in ((row.scores.relaxed.f1, 0.35), (row.scores.strict.f1, 1.0)):
            if share > 0:
                painter.setOpacity(opacity)
                painter.setBrush(strong)
                bar = QRectF(track.left(), track.top(), track.width() * share, track.height())
                painter.drawRoundedRect(bar, 3, 3)
        painter.setOpacity(1.0)
        weight = QFont.Weight.DemiBold if row.look is None else QFont.Weight.Normal
        painter.setFont(scaled(self.font(), 1.0, weight=weight))
        for column, (rect, figure) in enumerate(zip(self._cells(top), row.figures, strict=True)):
            is_empty = column < 4 and not (row.scores.strict.gold or row.scores.strict.found)
            colour = "muted" if column > 2 or is_empty else "window_text"
            painter.setPen(self._appearance.colour(colour))
            painter.drawText(rect, _RIGHT, figure)

    def _chips(self) -> float:
        plain = self.fontMetrics()
        widest = max(
            (
                chip_width(self.font(), row.name)
                if row.look is not None
                else plain.horizontalAdvance(row.name) * 1.08
                for row in self.rows
            ),
            default=0.0,
        )
        return min(widest, chip_width(self.font(), "M" * _MOST_LETTERS) * 0.8)

    def _columns(self) -> list[float]:
        metrics = self.fontMetrics()
        return [max(metrics.horizontalAdvance(head), metrics.horizontalAdvance("100.0")) * 1.0
                for head in self._heads]  # fmt: skip

    def _cells(self, top: float) -> list[QRectF]:
        """Where the figures of a row stand, from the left."""
        cells: list[QRectF] = []
        right = self.width() - 4.0
        for width in reversed(self._columns()):
            cells.append(QRectF(right - width, top, width, self._line))
            right -= width + _GAP
        return cells[::-1]

    def _track(self, top: float) -> QRectF:
        left = self._chips() + _GAP
        right = self._cells(top)[0].left() - _GAP
        return QRectF(left, top + self._line / 2 - 4, max(right - left, 20), 8)

    def _tip(self, row: LabelBar) -> str:
        strict, relaxed = row.scores.strict, row.scores.relaxed
        return self.tr(
            "{name}: {right} of {gold} found exactly, {near} at least in part; "
            "not right: {spurious} of {suggestions}"
        ).format(
            name=row.name, right=strict.right, gold=strict.gold, near=relaxed.right,
            spurious=strict.spurious, suggestions=suggestion_count(strict.found),
        )  # fmt: skip
