"""Where the blocks stand in the viewport: an anchor block with its pixel, and walks from there.

Only the blocks around the viewport are laid out. The anchor makes what the reader sees independent
of estimates: a corrected height elsewhere moves the scroll bar, never the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from gui.text.block import TextBlock, TextLine
from gui.text.heights import HeightMap
from gui.text.layout_cache import LayoutCache

REVEALED_AT = 0.3
"""How far down the viewport, as a share of its height, what was far away comes into sight."""
_NEAR = 0.2
"""By how much of the height that place may be another, for a paragraph to begin at the top."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A block on the screen and the pixel of its top, relative to the viewport."""

    block: TextBlock
    top: float


class Flow:
    """The stack of blocks seen through a viewport `height` pixels high.

    `header` is the room above the first block, `footer` that below the last one.
    """

    def __init__(
        self,
        cache: LayoutCache,
        heights: HeightMap,
        count: int,
        *,
        height: float,
        header: float,
        footer: float,
    ) -> None:
        """Start at the top of `count` blocks."""
        self._cache = cache
        self._heights = heights
        self._count = count
        self._height = height
        self._header = header
        self._footer = footer
        self._anchor = 0
        self._anchor_top = header
        self._shown: list[Shown] | None = None

    @property
    def height(self) -> float:
        """Height of the viewport."""
        return self._height

    @property
    def header(self) -> float:
        """Room above the first block."""
        return self._header

    @property
    def total(self) -> float:
        """Height of everything, partly estimated."""
        return self._header + self._heights.total + self._footer

    @property
    def y(self) -> float:
        """How far the viewport's top lies below the top of everything, partly estimated."""
        return self._header + self._heights.top(self._anchor) - self._anchor_top

    @property
    def is_at_end(self) -> bool:
        """Whether the end of the text is in sight."""
        shown = self.shown()
        if not shown or shown[-1].block.index < self._count - 1:
            return False
        bottom = shown[-1].top + shown[-1].block.height
        return bottom + self._footer <= self._height + 0.5

    def set_height(self, height: float) -> None:
        """The viewport has become higher or lower."""
        self._height = height
        self._settle()

    def set_header(self, header: float) -> None:
        """The room above the first block has become another; a reader further down stays."""
        if self._anchor == 0 and self._anchor_top >= self._header:
            self._anchor_top = header
        self._header = header
        self._settle()

    def block(self, index: int) -> TextBlock:
        """Block `index`, laid out and measured."""
        block = self._cache.get(index)
        if block.counted_height != block.height:
            self._count_height(block)
        return block

    def shown(self) -> list[Shown]:
        """Blocks that touch the viewport, from top to bottom."""
        if self._shown is None or not all(item.block.lines for item in self._shown):
            # Not stacked yet, or the cache has dropped one of them meanwhile.
            shown: list[Shown] = []
            index, top = self._anchor, self._anchor_top
            while index < self._count and top < self._height:
                block = self.block(index)
                shown.append(Shown(block, top))
                top += block.height
                index += 1
            self._shown = shown
        return self._shown

    def invalidate(self) -> None:
        """Heights of blocks on the screen have changed: stack them anew below the anchor."""
        self._shown = None

    def settle(self) -> None:
        """Bring the text back between header and footer after heights have changed."""
        self._settle()

    def scroll_by(self, delta: float) -> float:
        """Move the viewport down by `delta` pixels as far as the text goes; by how many it did."""
        anchor, top = self._anchor, self._anchor_top
        # Whole pixels, so that a blit and a repaint give the same picture.
        self._anchor_top -= round(delta)
        self._settle()
        return self._moved(anchor, top)

    def jump(self, index: int, top: float) -> None:
        """Put the top of block `index` at the pixel `top` of the viewport, as far as possible."""
        self._anchor, self._anchor_top = index, float(round(top))
        self._settle()

    def reveal(self, index: int, y: float) -> None:
        """Bring what is `y` pixels down block `index` into sight, about `REVEALED_AT` down.

        Where it can, a block begins at the top of the viewport: the reader sees how the paragraph
        begins, and nothing is laid out of which only the end would show.
        """
        near = _NEAR * self._height
        top = REVEALED_AT * self._height - y
        while top > near and index > 0:
            index -= 1
            top -= self.block(index).height
        if -near <= top <= near:
            top = 0.0 if index else self._header
        self.jump(index, top)

    def jump_to_y(self, y: float) -> None:
        """Put the (estimated) height `y` at the top of the viewport."""
        if y <= self._header:
            self.jump(0, self._header - y)
            return
        index, inside = self._heights.at(y - self._header)
        height = self._heights.height(index)
        share = inside / height if height else 0.0
        self.jump(index, -share * self.block(index).height)

    def jump_to_end(self) -> None:
        """Put the end of the text at the lower edge."""
        self.jump(self._count - 1, self._height - self._footer - self.block(self._count - 1).height)

    def top_of(self, index: int) -> float | None:
        """Pixel of the top of a block on the screen."""
        for shown in self.shown():
            if shown.block.index == index:
                return shown.top
        return None

    def at(self, y: float) -> tuple[Shown, TextLine] | None:
        """The block and line at the pixel `y` of the viewport, the nearest one outside."""
        shown = self.shown()
        if not shown:
            return None
        found = shown[0]
        for candidate in shown:
            if candidate.top > y:
                break
            found = candidate
        return found, found.block.line_at_y(y - found.top)

    def next_unmade(self, *, pages: float) -> int | None:
        """The nearest block within `pages` viewports that is not laid out yet."""
        shown = self.shown()
        if not shown:
            return None
        first, last = shown[0].block.index, shown[-1].block.index
        room = pages * self._height
        below, above = last + 1, first - 1
        spent = 0.0
        while spent < room and (below < self._count or above >= 0):
            if below < self._count:
                if below not in self._cache:
                    return below
                spent += self._heights.height(below)
                below += 1
            if above >= 0:
                if above not in self._cache:
                    return above
                above -= 1
        return None

    def next_unmade_around(self, index: int) -> int | None:
        """The nearest block that is not laid out of those on the screen if `index` is revealed."""
        if index not in self._cache:
            return index
        above, room = index, REVEALED_AT * self._height
        while room > 0 and above > 0:
            above -= 1
            if above not in self._cache:
                return above
            room -= self._heights.height(above)
        below, room = index, (1 - REVEALED_AT + _NEAR) * self._height
        while room > 0 and below < self._count - 1:
            below += 1
            if below not in self._cache:
                return below
            room -= self._heights.height(below)
        return None

    def _count_height(self, block: TextBlock) -> None:
        self._heights.measure(block.index, block.height)
        block.counted_height = block.height

    def _moved(self, anchor: int, top: float) -> float:
        """How many pixels the text has gone up since block `anchor` stood at `top`."""
        moved = top - self._anchor_top
        for index in range(anchor, self._anchor):
            moved += self.block(index).height
        for index in range(self._anchor, anchor):
            moved -= self.block(index).height
        return moved

    def _settle(self) -> None:
        self._shown = None
        self._normalise()
        shown = self.shown()
        if shown and shown[-1].block.index == self._count - 1:
            bottom = shown[-1].top + shown[-1].block.height
            if bottom + self._footer < self._height:
                self._anchor_top += float(round(self._height - bottom - self._footer))
                self._shown = None
                self._normalise()
        if self._anchor == 0 and self._anchor_top > self._header:
            self._anchor_top = self._header
            self._shown = None

    def _normalise(self) -> None:
        """Make the anchor the first block that touches the viewport."""
        while self._anchor_top > 0 and self._anchor > 0:
            self._anchor -= 1
            self._anchor_top -= self.block(self._anchor).height
        while self._anchor < self._count - 1:
            height = self.block(self._anchor).height
            if self._anchor_top + height > 0:
                break
            self._anchor += 1
            self._anchor_top += height
