"""The articles that an import brought, as its report lists them: any number, in little memory."""

from __future__ import annotations

import json
import tempfile
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from annotate.exchange.drafts import Note, NoteCode

_IN_MEMORY = 25_000


@dataclass(frozen=True, slots=True)
class AddedArticle:
    """One article that went in, as the report lists it."""

    id: str
    title: str
    source: str
    line: int | None
    notes: tuple[Note, ...]


class AddedArticles:
    """Grows at its end; beyond the first so many they lie in a temporary file."""

    def __init__(self) -> None:
        """Hold none, and make no file yet."""
        self._first: list[AddedArticle] = []
        self._rest: IO[bytes] | None = None
        self._is_at_end = True
        self._count = 0

    def __len__(self) -> int:
        """How many there are."""
        return self._count

    def __iter__(self) -> Iterator[AddedArticle]:
        """All of them, in the order in which they came."""
        yield from self._first
        place = 0
        while self._rest is not None:
            self._is_at_end = False
            self._rest.seek(place)
            line = self._rest.readline()
            place = self._rest.tell()
            if not line:
                return
            yield _read(line)

    def append(self, item: AddedArticle) -> None:
        """Take in one more."""
        self._count += 1
        if len(self._first) < _IN_MEMORY:
            self._first.append(item)
            return
        if self._rest is None:
            self._rest = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as this
            weakref.finalize(self, self._rest.close)
        if not self._is_at_end:  # a seek for each would write each for itself
            self._rest.seek(0, 2)
            self._is_at_end = True
        self._rest.write(_written(item))


def _written(item: AddedArticle) -> bytes:
    notes = [[note.code, note.value] for note in item.notes]
    return json.dumps([item.id, item.title, item.source, item.line, notes]).encode() + b"\n"


def _read(line: bytes) -> AddedArticle:
    article_id, title, source, number, notes = json.loads(line)
    made = tuple(Note(NoteCode(code), value) for code, value in notes)
    return AddedArticle(article_id, title, source, number, made)
