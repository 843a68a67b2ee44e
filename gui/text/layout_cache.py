"""The blocks that are laid out at the moment, the least lately used ones dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator

from gui.text.block import TextBlock, TextLine

# A shaped character costs about 60 bytes, a block about 2 KiB.
_MOST_CHARACTERS = 120_000
_MOST_BLOCKS = 300
_MOST_DROPPED = 60


class LayoutCache:
    """Laid-out blocks by number; `get` makes what is missing."""

    def __init__(self, make: Callable[[int], TextBlock], plan: Callable[[TextBlock], None]) -> None:
        """Shape blocks with `make`, and lay spans on new and stale ones with `plan`."""
        self._make = make
        self._plan = plan
        self._blocks: OrderedDict[int, TextBlock] = OrderedDict()
        # Lines of dropped blocks: to free them can wait until the page is painted.
        self._dropped: list[list[TextLine]] = []
        self._characters = 0

    def __len__(self) -> int:
        """Number of blocks held."""
        return len(self._blocks)

    def __contains__(self, index: object) -> bool:
        """Whether the block is laid out."""
        return index in self._blocks

    def __iter__(self) -> Iterator[TextBlock]:
        """The blocks held, least lately used first."""
        return iter(list(self._blocks.values()))

    def get(self, index: int) -> TextBlock:
        """The block `index`, laid out."""
        block = self._blocks.get(index)
        if block is not None:
            self._blocks.move_to_end(index)
            if block.is_stale:
                self._plan(block)
            return block
        block = self._make(index)
        self._plan(block)
        self._blocks[index] = block
        self._characters += block.length
        self._drop_oldest(keep=block)
        return block

    def peek(self, index: int) -> TextBlock | None:
        """The block if it is laid out."""
        return self._blocks.get(index)

    def mark_stale(self) -> None:
        """Have every block planned anew when it is next asked for."""
        for block in self._blocks.values():
            block.is_stale = True

    def clear(self) -> None:
        """Drop all blocks."""
        for block in self._blocks.values():
            block.release()
        self._blocks.clear()
        self._characters = 0
        self.free()

    def free(self) -> None:
        """Give back the memory of blocks that were dropped."""
        for lines in self._dropped:
            lines.clear()
        self._dropped.clear()

    def _drop_oldest(self, *, keep: TextBlock) -> None:
        while len(self._blocks) > 1 and (
            self._characters > _MOST_CHARACTERS or len(self._blocks) > _MOST_BLOCKS
        ):
            index, block = self._blocks.popitem(last=False)
            if block is keep:
                self._blocks[index] = block
                return
            self._characters -= block.length
            self._dropped.append(block.drop_lines())
        if len(self._dropped) > _MOST_DROPPED:
            self.free()
