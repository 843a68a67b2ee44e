"""Articles: the texts that are annotated, their tokens and their states."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class ArticleState(StrEnum):
    """How far the annotator has come with an article."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"
    REMOVED = "removed"
    """Out of everything but the file: nothing counts, suggests, finds or exports it."""


IN_USE = frozenset(ArticleState) - {ArticleState.REMOVED}
"""States of the articles that "all articles" means (docs/adr/0021-removed-articles.md)."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known about a text, and may be put right: as `Article` has it."""

    title: str = ""
    source: str = ""
    date: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Article:
    """One text as stored (see `annotate.text`), with what is known about it.

    `id` is unique in the project and stable; `date` is the publication date (ISO 8601, may be
    empty); `language` an ISO 639-1 code; `meta` are further (name, value) pairs of the source.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    date: str = ""
    language: str = "en"
    state: ArticleState = ArticleState.NEW
    meta: tuple[tuple[str, str], ...] = ()

    @property
    def details(self) -> Details:
        """What is known about the text, without the text."""
        return Details(self.title, self.source, self.date, self.language)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What the article list shows of one article, without its text."""

    id: str
    number: int
    title: str
    source: str
    date: str
    state: ArticleState
    characters: int
    spans: int = 0


# Words with inner apostrophes, hyphens and full stops kept apart as spaCy mostly does; a stand-in
# until the real tokens arrive from the worker.
_ROUGH_WORD = r"[^\W_]+(?:[’'](?=[^\W_]))?|[^\w\s]|_"


@dataclass(slots=True)
class Tokens:
    """Tokens of one text as sorted, disjoint stretches; offsets are code points, half-open.

    `tokenizer` names what made them; "rough" are the stand-ins before spaCy's arrive.
    """

    starts: array[int] = field(default_factory=lambda: array("I"))
    ends: array[int] = field(default_factory=lambda: array("I"))
    tokenizer: str = "rough"

    @classmethod
    def from_pairs(cls, pairs: Iterable[tuple[int, int]], *, tokenizer: str) -> Tokens:
        """Tokens from (start, end) pairs in text order."""
        starts, ends = array("I"), array("I")
        for start, end in pairs:
            starts.append(start)
            ends.append(end)
        return cls(starts, ends, tokenizer)

    @classmethod
    def rough(cls, text: str) -> Tokens:
        """Stand-in tokens: words and single signs."""
        return cls.from_pairs(
            (match.span() for match in re.finditer(_ROUGH_WORD, text)), tokenizer="rough"
        )

    def __len__(self) -> int:
        """Number of tokens."""
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """(start, end) pairs in text order."""
        return zip(self.starts, self.ends, strict=True)

    def index_at(self, offset: int) -> int | None:
        """Index of the token that holds the character at `offset`, if any."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 and offset < self.ends[index] else None

    def snap(self, start: int, end: int) -> tuple[int, int] | None:
        """Smallest stretch of whole tokens that covers every token touched by `start:end`.

        `None` when no token is touched. An empty stretch takes the token at its place.
        """
        last = bisect_left(self.starts, max(end, start + 1)) - 1
        first = bisect_right(self.ends, start)
        if first > last:
            return None
        return self.starts[first], self.ends[last]

    def is_aligned(self, start: int, end: int) -> bool:
        """Whether `start:end` begins where a token begins and ends where one ends."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.ends, end)
        return (
            first < len(self.starts)
            and self.starts[first] == start
            and last < len(self.ends)
            and self.ends[last] == end
        )

    def next_start(self, offset: int) -> int | None:
        """Start of the first token that begins after `offset`."""
        index = bisect_right(self.starts, offset)
        return self.starts[index] if index < len(self.starts) else None

    def previous_start(self, offset: int) -> int | None:
        """Start of the last token that begins before `offset`."""
        index = bisect_left(self.starts, offset) - 1
        return self.starts[index] if index >= 0 else None

    def next_end(self, offset: int) -> int | None:
        """End of the first token that ends after `offset`."""
        index = bisect_right(self.ends, offset)
        return self.ends[index] if index < len(self.ends) else None

    def previous_end(self, offset: int) -> int | None:
        """End of the last token that ends before `offset`."""
        index = bisect_left(self.ends, offset) - 1
        return self.ends[index] if index >= 0 else None

    def start_beside(self, offset: int, step: int) -> int:
        """Start of the next (`step` 1) or previous (-1) token; `offset` where there is none."""
        found = self.next_start(offset) if step > 0 else self.previous_start(offset)
        return offset if found is None else found

    def end_beside(self, offset: int, step: int) -> int:
        """End of the next (`step` 1) or previous (-1) token; `offset` where there is none."""
        found = self.next_end(offset) if step > 0 else self.previous_end(offset)
        return offset if found is None else found
