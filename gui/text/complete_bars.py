"""Bars at the edge of complete paragraphs: whole for all labels asked for, dotted for some.

They stand where event frames draw no rails: behind the lines, that is at the right, or at the left
of a paragraph that runs from right to left. A tick at the top tells them apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotate.complete.marks import Stretch, is_within, paragraphs
from gui.text.colours import RGB, Chrome
from gui.text.flow import Shown
from gui.text.looks import colour
from gui.text.metrics import Metrics

_GREEN: dict[bool, RGB] = {False: (28, 122, 74), True: (104, 204, 148)}
_GAP = 9.0
"""Between the column and the bar, in pixels."""
_WIDTH = 3.0
_TICK = ((-3.5, 0.0), (-1.0, 2.5), (3.5, -3.0))


class Completeness(Enum):
    """How complete a paragraph is."""

    SOME = auto()
    ALL = auto()


class CompleteBars:
    """What is painted for the complete regions of one article; offsets are code points."""

    def __init__(self, known: Sequence[Stretch], marked: Iterable[Stretch]) -> None:
        """`known` are complete for all labels asked for, sorted and apart; `marked` for some."""
        self._known = known
        self._marked = tuple(marked)

    def of(self, text: str, start: int, end: int) -> Completeness | None:
        """How complete the paragraph `text[start:end]` is; one that is blank is not."""
        lines = paragraphs(text[start:end])
        if not lines:
            return None
        first, last = start + lines[0][0], start + lines[-1][1]
        # Blank characters around it are nothing that could be marked.
        while text[first].isspace():
            first += 1
        while text[last - 1].isspace():
            last -= 1
        if is_within((first, last), self._known):
            return Completeness.ALL
        if any(a < last and first < b for a, b in self._marked):
            return Completeness.SOME
        return None

    def paint(
        self,
        painter: QPainter,
        shown: Iterable[Shown],
        *,
        left: float,
        metrics: Metrics,
        chrome: Chrome,
        clip: QRectF,
    ) -> None:
        """Paint the bars of the blocks that `clip` touches; `left` is the column's left edge."""
        for item in shown:
            block, top = item.block, item.top
            bottom = top + block.height - block.gap
            if bottom <= clip.top() or top >= clip.bottom():
                continue
            found = self.of(block.text, block.start, block.end)
            if found is None:
                continue
            x = left - _GAP if block.is_right_to_left else left + metrics.column + _GAP
            _paint_bar(painter, x, top + 2, bottom - 2, found, chrome)


def _paint_bar(
    painter: QPainter, x: float, top: float, bottom: float, found: Completeness, chrome: Chrome
) -> None:
    ink = chrome.ink if chrome.is_high_contrast else _GREEN[chrome.is_dark]
    if found is Completeness.SOME:
        pen = QPen(colour(ink), _WIDTH, Qt.PenStyle.DotLine, Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        return
    tick = QPointF(x + 0.5, top + 5)
    pen = QPen(colour(ink), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([tick + QPointF(dx, dy) for dx, dy in _TICK]))
    painter.setPen(QPen(colour(ink), _WIDTH, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(x, min(top + 12, bottom)), QPointF(x, bottom))
