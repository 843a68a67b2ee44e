"""Code points to UTF-16 units and back, for the border between our offsets and Qt's.

Qt counts UTF-16 units, spaCy and Spandesk count code points. They differ only after characters
outside the basic plane, so the map is a sorted list of those and bisection (docs/adr/0004).
"""

from __future__ import annotations

import re
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class OffsetMap:
    """Offsets of one text: code point to UTF-16 unit and back, O(log astral characters)."""

    __slots__ = ("_astral", "_astral_utf16", "_length")

    def __init__(self, text: str) -> None:
        """Index the characters of `text` that take two UTF-16 units."""
        self._length = len(text)
        self._astral: list[int] = (
            [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        )
        self._astral_utf16 = [position + before for before, position in enumerate(self._astral)]

    @property
    def is_identity(self) -> bool:
        """Whether both kinds of offset are the same throughout."""
        return not self._astral

    @property
    def length(self) -> int:
        """Length of the text in code points."""
        return self._length

    @property
    def utf16_length(self) -> int:
        """Length of the text in UTF-16 units."""
        return self._length + len(self._astral)

    def to_utf16(self, offset: int) -> int:
        """UTF-16 offset of the code point offset `offset` (0 ≤ offset ≤ length)."""
        return offset + bisect_left(self._astral, offset) if self._astral else offset

    def from_utf16(self, utf16_offset: int) -> int:
        """Code point offset of a UTF-16 offset; inside a surrogate pair, that of its character."""
        if not self._astral:
            return utf16_offset
        before = bisect_left(self._astral_utf16, utf16_offset)
        if before and self._astral_utf16[before - 1] == utf16_offset - 1:
            # Between the two halves of the last astral character: its own code point offset.
            return self._astral[before - 1]
        return utf16_offset - before
