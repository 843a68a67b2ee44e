"""What is on the screen, for the drawing of event frames, and where its lines and boxes are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF

from gui.text.block import TextLine
from gui.text.flow import Shown
from gui.text.metrics import Metrics

Extent = tuple[float, float]


class Page(NamedTuple):
    """What is on the screen: blocks, the column, the viewport, and the part to paint, in pixels."""

    shown: Sequence[Shown]
    left: int
    column: int
    width: int
    height: int
    clip: QRectF

    def key(self, *more: object) -> tuple[object, ...]:
        """The same as long as everything stands where it did, and `more` is the same."""
        places = tuple((item.block.index, item.top) for item in self.shown)
        return (*more, self.left, self.width, self.height, places)


def lines_in(page: Page) -> Iterator[tuple[Shown, TextLine]]:
    """Blocks and lines that the part to paint touches."""
    top, bottom = page.clip.top(), page.clip.bottom()
    for item in page.shown:
        if item.top >= bottom or item.top + item.block.height <= top:
            continue
        for line in item.block.lines:
            if item.top + line.bottom > top and item.top + line.top < bottom:
                yield item, line


def floor_of(line: TextLine, band: int, metrics: Metrics) -> int:
    """Where the boxes around the text of a line begin, and what stands on them ends."""
    return round(line.top + band + metrics.space_above) - 1


def anchor_of(extent: Extent, metrics: Metrics, *, is_right_to_left: bool) -> int:
    """Where a rail comes down on a filler: in the middle of a word, near the start of a phrase."""
    half = min(extent[1] - extent[0], 40 * metrics.scale) / 2
    return round(extent[1] - half if is_right_to_left else extent[0] + half)
