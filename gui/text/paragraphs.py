"""Cut a text into blocks: one for each line of the text, very long ones cut at a space.

Shaping costs grow with the length of what is shaped at once, so nothing longer than about
`BLOCK_LIMIT` characters is ever shaped in one piece. All offsets are code points, half-open.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import repeat
from operator import add, sub

BLOCK_LIMIT = 4000
# How far behind the limit a good place to cut is looked for.
_SLACK = 600
_STICKY = frozenset("\u200d\ufe0e\ufe0f")
_SENTENCE_END = r"[.!?…。؟۔]['\"”’»)\]]*\s+"
# Bounds of ranges of code points, first and one past the last in turn: a look-up by bisection is
# ready at once, where a compiled pattern takes a millisecond of every start.
_RTL = (
    *(0x0590, 0x0900, 0x200F, 0x2010, 0x202B, 0x202C, 0x202E, 0x202F, 0x2067, 0x2068),
    *(0xFB1D, 0xFE00, 0xFE70, 0xFEFD, 0x10800, 0x11000, 0x1E800, 0x1F000),
)
# Scripts whose characters stand side by side, one cell for one code point.
_SIMPLE = (
    *(0x09, 0x0A, 0x20, 0x7F, 0xA0, 0xAD, 0xAE, 0x0300, 0x0370, 0x0483, 0x048A, 0x0590),
    *(0x1E00, 0x200B, 0x2010, 0x2028, 0x202F, 0x205F, 0x2070, 0x20D0, 0x2100, 0x2C00),
    *(0x3000, 0x302A, 0x3030, 0x3099, 0x309B, 0xA4D0, 0xAC00, 0xD7A4, 0xFF00, 0xFF9E),
)
_DIRECTION_REACH = 1000


class Paragraphs:
    """Blocks of one text: block `i` is `text[starts[i]:ends[i]]` and holds no line feed.

    A block that ends where the next one starts is a piece of a longer paragraph.
    """

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str) -> None:
        """Cut `text`; an empty text is one empty block."""
        self.text = text
        self.ends = _line_ends(text)
        self.starts = array("I", [0])
        self.starts.extend(map(add, self.ends[:-1], repeat(1)))
        if max(map(sub, self.ends, self.starts)) > BLOCK_LIMIT + _SLACK:
            self._cut_long_ones()

    def __len__(self) -> int:
        """Number of blocks, at least one."""
        return len(self.starts)

    def block_at(self, offset: int) -> int:
        """Index of the block that holds `offset`; a line feed belongs to the block before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def block_text(self, index: int) -> str:
        """Text of one block."""
        return self.text[self.starts[index] : self.ends[index]]

    def is_continued(self, index: int) -> bool:
        """Whether the paragraph goes on in the next block."""
        return index + 1 < len(self.starts) and self.starts[index + 1] == self.ends[index]

    def is_continuation(self, index: int) -> bool:
        """Whether the paragraph began in an earlier block."""
        return index > 0 and self.starts[index] == self.ends[index - 1]

    def paragraph_start(self, offset: int) -> int:
        """Where the paragraph around `offset` begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def is_right_to_left(self, index: int) -> bool:
        """Whether the block's paragraph runs from right to left, by its first strong letter."""
        start = self.starts[index]
        if self.is_continuation(index):
            start = self.paragraph_start(start)
        end = min(max(self.ends[index], start), start + _DIRECTION_REACH)
        return is_right_to_left(self.text[start:end])

    def _cut_long_ones(self) -> None:
        starts, ends = array("I"), array("I")
        for start, end in zip(self.starts, self.ends, strict=True):
            place = start
            while end - place > BLOCK_LIMIT + _SLACK:
                cut = _place_to_cut(self.text, place + BLOCK_LIMIT, place + BLOCK_LIMIT + _SLACK)
                starts.append(place)
                ends.append(cut)
                place = cut
            starts.append(place)
            ends.append(end)
        self.starts, self.ends = starts, ends


def _line_ends(text: str) -> array[int]:
    """Where each line ends, the last one too: a third of the time that `str.split` takes."""
    ends = array("I")
    find, keep = text.find, ends.append
    place = find("\n")
    while place >= 0:
        keep(place)
        place = find("\n", place + 1)
    keep(len(text))
    return ends


def as_qt_takes_it(text: str) -> str:
    """`text` with a sign of the same kind for a byte order mark in front, which PySide drops.

    Of files that were put together there is one at the beginning of lines: all behind it would be
    one position off.
    """
    return f"\u2060{text[1:]}" if text.startswith("\ufeff") else text


def runs_right_to_left(text: str, offset: int) -> bool:
    """Whether the paragraph around `offset` runs from right to left, as `Paragraphs` has it."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset, start + _DIRECTION_REACH)
    return is_right_to_left(text[start : end if end >= 0 else start + _DIRECTION_REACH])


def has_right_to_left(text: str) -> bool:
    """Whether any character may be painted from right to left."""
    return not text.isascii() and any(map(_is_right_to_left, set(text)))


def is_complex_text(text: str) -> bool:
    """Whether letters may join, stack, vanish or change direction when they are painted."""
    return not text.isascii() and not all(map(_is_simple, set(text)))


def is_right_to_left(text: str) -> bool:
    """Whether the first strong letter of `text` runs from right to left."""
    if not has_right_to_left(text):
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in {"R", "AL"}:
            return True
    return False


# An article has some hundred different characters, and each block asks about its own.
@lru_cache(maxsize=4096)
def _is_right_to_left(character: str) -> bool:
    return _is_in(_RTL, character)


@lru_cache(maxsize=4096)
def _is_simple(character: str) -> bool:
    return _is_in(_SIMPLE, character)


def _is_in(bounds: tuple[int, ...], character: str) -> bool:
    return bisect_right(bounds, ord(character)) % 2 == 1


def _place_to_cut(text: str, low: int, high: int) -> int:
    """Where to cut between `low` and `high`: behind a sentence, a space, else between clusters."""
    sentence = re.compile(_SENTENCE_END).search(text, low, high)
    if sentence is not None:
        return sentence.end()
    space = text.find(" ", low, high)
    if space >= 0:
        return space + 1
    place = low
    while place < high and not _may_cut_before(text, place):
        place += 1
    return place


def _may_cut_before(text: str, place: int) -> bool:
    before, behind = text[place - 1], text[place]
    if unicodedata.combining(behind) or unicodedata.category(behind) in {"Mn", "Mc", "Me", "Sk"}:
        return False
    is_flag = "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= behind <= "\U0001f1ff"
    return before not in _STICKY and behind not in _STICKY and not is_flag
