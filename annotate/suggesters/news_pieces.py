"""Word pieces: cuts a stretch of text into the pieces of the encoder's vocabulary.

The uncased scheme of BERT, so that nothing but the vocabulary file is needed at run time. Offsets
are code points, half-open.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_LONGEST_WORD: Final = 100
_CACHED_WORDS: Final = 200_000
_ASCII_SIGNS: Final = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_IDEOGRAPHS: Final = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)

_SPACE, _ALONE, _NOTHING, _LETTER = range(4)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of a stretch: ids, and for each the word's number and the word's offsets."""

    ids: list[int]
    word_ids: list[int]
    offsets: list[tuple[int, int]]


class WordPieces:
    """Cuts text with one vocabulary; words are remembered, so repeated ones cost little."""

    def __init__(self, vocabulary: Path) -> None:
        """Read the vocabulary file: one piece a line, its number is its id."""
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: index for index, piece in enumerate(lines) if piece}
        self._unknown = self._ids["[UNK]"]
        self._known: dict[str, list[int]] = {}
        self._kinds: dict[str, int] = {}

    def cut(self, text: str) -> Pieces:
        """The pieces of `text`; a word that normalises to nothing leaves no piece."""
        ids: list[int] = []
        word_ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        word = 0
        for start, end in self._words(text):
            pieces = self._pieces(text[start:end])
            if pieces:
                ids += pieces
                word_ids += [word] * len(pieces)
                offsets += [(start, end)] * len(pieces)
                word += 1
        return Pieces(ids, word_ids, offsets)

    def _words(self, text: str) -> Iterator[tuple[int, int]]:
        kinds = self._kinds
        start = last = -1
        for index, char in enumerate(text):
            kind = kinds.get(char)
            if kind is None:
                kind = kinds[char] = _kind(char)
            if kind == _LETTER:
                if start < 0:
                    start = index
                last = index + 1
            elif kind != _NOTHING:
                # Invisible characters belong to a word only when letters follow them.
                if start >= 0:
                    yield start, last
                    start = -1
                if kind == _ALONE:
                    yield index, index + 1
        if start >= 0:
            yield start, last

    def _pieces(self, word: str) -> list[int]:
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHED_WORDS:
                self._known.clear()
            found = self._known[word] = self._cut_word(_normalised(word))
        return found

    def _cut_word(self, word: str) -> list[int]:
        if len(word) > _LONGEST_WORD:
            return [self._unknown]
        pieces: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                piece = self._ids.get(prefix + word[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return [self._unknown]
        return pieces


def _kind(char: str) -> int:
    if char in _ASCII_SIGNS:
        return _ALONE
    if char.isspace():
        return _SPACE
    category = unicodedata.category(char)
    if category[0] == "C" or char == "\ufffd":
        return _NOTHING
    if category[0] == "P":
        return _ALONE
    code = ord(char)
    if any(low <= code <= high for low, high in _IDEOGRAPHS):
        return _ALONE
    return _LETTER


def _normalised(word: str) -> str:
    """Lower case, without accents and control characters."""
    if word.isascii():
        return "".join(filter(str.isprintable, word)).lower()
    kept = "".join(char for char in word if _kind(char) != _NOTHING)
    split = unicodedata.normalize("NFD", kept)
    return "".join(char for char in split if unicodedata.category(char) != "Mn").lower()
