"""Cut a text into blocks: one for each line of the text, very long ones cut at a space.

Shaping costs grow with the length of what is shaped at once, so nothing longer than about
`BLOCK_LIMIT` characters is ever shaped in one piece. All offsets are code points, half-open.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import cache
from itertools import repeat
from operator import add, sub

BLOCK_LIMIT = 4000
# How far behind the limit a good place to cut is looked for.
_SLACK = 600
_STICKY = frozenset("\u200d\ufe0e\ufe0f")
_SENTENCE_END = r"[.!?…。؟۔]['\"”’»)\]]*\s+"
_RTL = (
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200f\u202b\u202e\u2067"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Scripts whose characters stand side by side, one cell for one code point.
_COMPLEX = (
    "[^\t\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u1fff\u2000-\u200a"
    "\u2010-\u2027\u202f-\u205e\u2070-\u20cf\u2100-\u2bff\u3000-\u3029\u3030-\u3098"
    "\u309b-\ua4cf\uac00-\ud7a3\uff00-\uff9d]"
)
_DIRECTION_REACH = 1000


@cache  # each takes a millisecond, and most articles are painted without
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _is_western(text: str) -> bool:
    """Whether `text` surely holds nothing but Latin letters and usual signs, one cell each."""
    if text.isascii():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return "\xad" not in text


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


def has_right_to_left(text: str) -> bool:
    """Whether any character may be painted from right to left."""
    return not _is_western(text) and _pattern(_RTL).search(text) is not None


def is_complex_text(text: str) -> bool:
    """Whether letters may join, stack, vanish or change direction when they are painted."""
    return not _is_western(text) and _pattern(_COMPLEX).search(text) is not None


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


def _place_to_cut(text: str, low: int, high: int) -> int:
    """Where to cut between `low` and `high`: behind a sentence, a space, else between clusters."""
    sentence = _pattern(_SENTENCE_END).search(text, low, high)
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
