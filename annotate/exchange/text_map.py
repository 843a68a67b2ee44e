r"""Offsets of a text as a file has it against offsets of the text as Spandesk stores it.

`normalise_text` drops byte-order marks in front and the `\r` of `\r\n`; everything else keeps its
place. All offsets here are code points, except where a name says UTF-16.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from annotate.errors import OutsideTextError
from annotate.offsets import OffsetMap
from annotate.text import NormalisedText, normalise_text


@dataclass(frozen=True, slots=True)
class TextMap:
    r"""A text as given, and as it is stored.

    `_line_ends` are the offsets in the stored text of line feeds that were `\r\n`; `_shift` is the
    number of byte-order marks that stood in front.
    """

    given: str
    normalised: NormalisedText
    _shift: int = 0
    _line_ends: tuple[int, ...] = ()

    @classmethod
    def from_given(cls, given: str) -> TextMap:
        """The map of `given`."""
        normalised = normalise_text(given)
        if len(normalised.text) == len(given):
            return cls(given, normalised)
        shift = len(given) - len(given.lstrip("\ufeff"))
        line_ends: list[int] = []
        at = given.find("\r\n", shift)
        while at >= 0:
            line_ends.append(at - shift - len(line_ends))
            at = given.find("\r\n", at + 2)
        return cls(given, normalised, shift, tuple(line_ends))

    @property
    def stored(self) -> str:
        """The text as Spandesk stores it."""
        return self.normalised.text

    @property
    def is_identity(self) -> bool:
        """Whether both kinds of offset are the same throughout."""
        return not self._shift and not self._line_ends

    def given_offset(self, stored_offset: int) -> int:
        """Offset in `given` of the border between characters at `stored_offset`."""
        return stored_offset + self._shift + bisect_left(self._line_ends, stored_offset)

    def stored_start(self, given_offset: int) -> int:
        r"""Offset in the stored text where a span that starts at `given_offset` starts.

        A border inside `\r\n` goes in front of it, one inside dropped marks behind them.
        """
        at = max(given_offset - self._shift, 0)
        return at - self._dropped_before(at)

    def stored_end(self, given_offset: int) -> int:
        r"""Offset in the stored text where a span that ends at `given_offset` ends.

        A border inside `\r\n` goes behind it.
        """
        at = max(given_offset - self._shift, 0)
        dropped = self._dropped_before(at)
        # Between the two: the line feed is the character that the "\r" has become.
        is_inside = bool(dropped) and self._line_ends[dropped - 1] + dropped == at
        return at - dropped + is_inside

    def _dropped_before(self, at: int) -> int:
        r"""How many `\r` of `\r\n` stand before `at`, an offset behind the byte-order marks."""
        low, high = 0, len(self._line_ends)
        while low < high:
            middle = (low + high) // 2
            # The `\r` of line end number `middle` stands at its stored offset plus those before.
            if self._line_ends[middle] + middle < at:
                low = middle + 1
            else:
                high = middle
        return low


class Utf16Offsets:
    """Turns offsets in UTF-16 units, as Java and JavaScript count, into code points."""

    __slots__ = ("_map",)

    def __init__(self, text: str) -> None:
        """Index `text`, which is as the file has it."""
        self._map = OffsetMap(text)

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Code points of `start:end`; raises `OutsideTextError` outside or inside a pair."""
        if not 0 <= start <= end <= self._map.utf16_length:
            raise OutsideTextError(start=start, end=end, length=self._map.utf16_length)
        first, last = self._map.from_utf16(start), self._map.from_utf16(end)
        if self._map.to_utf16(first) != start or self._map.to_utf16(last) != end:
            raise OutsideTextError(
                start=start, end=end, length=self._map.utf16_length, reason="cuts_pair"
            )
        return first, last

    def utf16(self, offset: int) -> int:
        """UTF-16 units before the code point offset `offset`."""
        return self._map.to_utf16(offset)
