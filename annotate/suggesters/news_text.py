"""How the news model reads a text: sentences, words, and the case that its word pieces lose.

All offsets are code points of the whole text, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

SHAPES: Final = 16
SPACINGS: Final = 4

_SPECIAL = 0
_LOWER, _TITLE, _UPPER, _INITIAL, _MIXED = 1, 2, 3, 4, 5
_DIGITS, _ALNUM, _PUNCTUATION, _UNCASED, _QUOTE, _YEAR = 6, 7, 8, 9, 10, 11

GLUED, SPACED, NEW_LINE = 1, 2, 3
"""What stands before a word: nothing, a space, a line break or the start of the window."""

_HYPHENS = frozenset("-\u2010\u2011\u2013")
_QUOTES = frozenset("\"'“”‘’«»„`")

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9])")
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_SHORT_FORM = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|Rev|St|Jr|Sr|Jan|Feb"
    r"|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|Inc|Co|Corp|Ltd|U\.S|U\.N|U\.K|D\.C|a\.m|p\.m))$"
)


class Encoded(Protocol):
    """What the tokenizer gives for one stretch of text: one entry a word piece."""

    @property
    def ids(self) -> Sequence[int]:
        """Ids of the pieces in the vocabulary."""
        ...

    @property
    def offsets(self) -> Sequence[tuple[int, int]]:
        """Start and end of each piece in the stretch."""
        ...

    @property
    def word_ids(self) -> Sequence[int | None]:
        """Which word of the stretch each piece belongs to."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence as the model sees it.

    `pieces`, `shapes` and `spacings` run in parallel over the word pieces, `first` gives the index
    of each word's first piece, and `starts`/`ends` the words' offsets in the whole text.
    """

    pieces: list[int]
    shapes: list[int]
    spacings: list[int]
    first: list[int]
    starts: list[int]
    ends: list[int]


def shape_of(word: str) -> int:
    """Class of the word's case and characters, 1 to 11 (0 is kept for special pieces)."""
    if word.isdigit():
        return _YEAR if len(word) == 4 and word[:2] in {"18", "19", "20"} else _DIGITS
    if not any(char.isalnum() for char in word):
        return _QUOTE if word in _QUOTES else _PUNCTUATION
    if any(char.isdigit() for char in word):
        return _ALNUM
    if word.islower():
        return _LOWER
    if word.isupper():
        return _INITIAL if len(word) == 1 else _UPPER
    if word[0].isupper() and word[1:].islower():
        return _TITLE
    return _MIXED if word.lower() != word else _UNCASED


def read_words(text: str, start: int, encoded: Encoded) -> Words:
    """Words of a stretch of `text` that begins at `start`, from the tokenizer's answer."""
    pieces, first = list(encoded.ids), list[int]()
    starts, ends = list[int](), list[int]()
    owner: list[int] = []
    last: int | None = None
    for index, (word, (low, high)) in enumerate(
        zip(encoded.word_ids, encoded.offsets, strict=True)
    ):
        if word != last or not first:
            first.append(index)
            starts.append(start + low)
            ends.append(start + high)
            last = word
        else:
            ends[-1] = max(ends[-1], start + high)
        owner.append(len(first) - 1)
    word_shapes = [shape_of(text[low:high]) for low, high in zip(starts, ends, strict=True)]
    word_spacings = [
        _spacing(text, ends[i - 1] if i else None, low) for i, low in enumerate(starts)
    ]
    return Words(
        pieces=pieces,
        shapes=[word_shapes[word] for word in owner],
        spacings=[
            word_spacings[word] if index == first[word] else GLUED
            for index, word in enumerate(owner)
        ],
        first=first,
        starts=starts,
        ends=ends,
    )


def _spacing(text: str, before: int | None, start: int) -> int:
    if before is None:
        gap = text[max(0, start - 2) : start]
        return NEW_LINE if not gap or "\n" in gap else SPACED
    if before == start:
        return GLUED
    return NEW_LINE if "\n" in text[before:start] else SPACED


def sentences(text: str) -> list[tuple[int, int]]:
    """Sentences of `text`, trimmed, never across a line break; offsets in code points."""
    result: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        low = line.start()
        for stop in _SENTENCE_END.finditer(text, line.start(), line.end()):
            if _SHORT_FORM.search(text, max(low, stop.start() - 6), stop.start()):
                continue
            _keep(text, low, stop.end(), result)
            low = stop.end()
        _keep(text, low, line.end(), result)
    return result


def _keep(text: str, low: int, high: int, result: list[tuple[int, int]]) -> None:
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    if low < high:
        result.append((low, high))


def cut_words(words: Words, limit: int) -> list[Words]:
    """The same words in parts of at most `limit` pieces each (no word has more than 100)."""
    if len(words.pieces) <= limit:
        return [words] if words.pieces else []
    parts: list[Words] = []
    low = 0
    bounds = [*words.first, len(words.pieces)]
    while low < len(words.first):
        high = low + 1
        while high < len(words.first) and bounds[high + 1] - bounds[low] <= limit:
            high += 1
        pieces = slice(bounds[low], bounds[high])
        parts.append(
            Words(
                pieces=words.pieces[pieces],
                shapes=words.shapes[pieces],
                spacings=words.spacings[pieces],
                first=[first - bounds[low] for first in words.first[low:high]],
                starts=words.starts[low:high],
                ends=words.ends[low:high],
            )
        )
        low = high
    return parts


def windows(lengths: Sequence[int], *, limit: int) -> list[tuple[int, int]]:
    """Runs of sentences `[low, high)` of at most `limit` pieces each; a longer one stands alone."""
    result: list[tuple[int, int]] = []
    low = filled = 0
    for index, length in enumerate(lengths):
        if index > low and filled + length > limit:
            result.append((low, index))
            low, filled = index, 0
        filled += length
    if low < len(lengths):
        result.append((low, len(lengths)))
    return result


def is_in_compound(text: str, start: int, end: int) -> bool:
    """Whether `start:end` (code points, half-open) is a part of a hyphenated word."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] in _HYPHENS and bool(before[:1].strip())) or (
        after[:1] in _HYPHENS and bool(after[1:].strip())
    )
