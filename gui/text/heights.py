"""Heights of blocks: estimated from their lengths, exact where a block has been laid out.

The estimate of a top is a closed form of the block's start and number, so opening a text of any
size costs nothing here; corrections are kept in groups, so that a look-up stays in microseconds.
All heights are logical pixels.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_right

_GROUP = 256
_FEW = 1024


class HeightMap:
    """Tops and heights of all blocks of one text for one width and font."""

    __slots__ = (
        "_corrections",
        "_length",
        "_per_block",
        "_per_character",
        "_starts",
        "_sums",
    )

    def __init__(
        self, starts: array[int], length: int, *, per_character: float, per_block: float
    ) -> None:
        """Estimate `per_character` pixels for each code point and `per_block` for each block."""
        self._starts = starts
        self._length = length
        self._per_character = per_character
        self._per_block = per_block
        self._corrections: dict[int, array[float]] = {}
        self._sums = array("d", bytes(8 * (len(starts) // _GROUP + 1)))

    @property
    def total(self) -> float:
        """Height of all blocks together."""
        return (self._length * self._per_character + len(self._starts) * self._per_block) + sum(
            self._sums
        )

    def estimate(self, block: int) -> float:
        """What the block would be high if nothing were known but its length."""
        return self._estimated_top(block + 1) - self._estimated_top(block)

    def height(self, block: int) -> float:
        """Height of the block, exact if it has been measured."""
        group = self._corrections.get(block // _GROUP)
        return self.estimate(block) + (group[block % _GROUP] if group else 0.0)

    def measure(self, block: int, height: float) -> None:
        """Remember the exact height of a block."""
        number, place = divmod(block, _GROUP)
        group = self._corrections.get(number)
        if group is None:
            group = self._corrections[number] = array("d", bytes(8 * _GROUP))
        correction = height - self.estimate(block)
        self._sums[number] += correction - group[place]
        group[place] = correction

    def top(self, block: int) -> float:
        """Distance from the top of the first block; `block` may be the number of blocks."""
        number, place = divmod(block, _GROUP)
        top = self._estimated_top(block) + sum(self._sums[:number])
        group = self._corrections.get(number)
        return top + sum(group[:place]) if group and place else top

    def at(self, y: float) -> tuple[int, float]:
        """The block at the height `y` and how far `y` lies below its top; clamped to the text."""
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.top(middle) <= y:
                low = middle
            else:
                high = middle - 1
        return low, min(max(y - self.top(low), 0.0), self.height(low))

    def offset_at(self, fraction: float) -> int:
        """The first offset that lies so far down the text, by lengths alone."""
        y = fraction * self._estimated_top(len(self._starts))
        block = max(bisect_right(range(len(self._starts)), y, key=self._estimated_top) - 1, 0)
        inside = math.ceil((y - self._estimated_top(block)) / self._per_character)
        end = self._starts[block + 1] if block + 1 < len(self._starts) else self._length
        return min(self._starts[block] + max(inside, 0), end)

    def row_starts(self, rows: int) -> array[int]:
        """`offset_at` of each of `rows` equal parts of the height; the first is 0."""
        count = len(self._starts)
        if count > _FEW:
            return array("Q", [self.offset_at(row / rows) if row else 0 for row in range(rows)])
        # The map asks at each opening, before the first paint: one walk instead of many searches.
        starts, per_character, length = self._starts, self._per_character, self._length
        tops = [self._estimated_top(block) for block in range(count + 1)]
        found = array("Q", [0] if rows else [])
        block = 0
        for row in range(1, rows):
            y = row / rows * tops[-1]
            while block + 1 < count and tops[block + 1] <= y:
                block += 1
            inside = max(math.ceil((y - tops[block]) / per_character), 0)
            end = starts[block + 1] if block + 1 < count else length
            found.append(min(starts[block] + inside, end))
        return found

    def _estimated_top(self, block: int) -> float:
        start = self._starts[block] if block < len(self._starts) else self._length
        return start * self._per_character + block * self._per_block
