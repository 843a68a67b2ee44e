"""Text out of tokens: words and the white space between them, with where each word lies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotate.exchange.records import RecordSpan
from annotate.exchange.tags import Chunk
from annotate.spans import Layer


@dataclass(slots=True)
class Assembly:
    """An article that grows sentence by sentence; offsets are code points of `text`."""

    parts: list[str] = field(default_factory=list[str])
    length: int = 0
    spans: list[RecordSpan] = field(default_factory=list[RecordSpan])
    _ends_open: bool = False

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.parts)

    def space(self, spaces: str) -> None:
        """Append white space."""
        if spaces:
            self.parts.append(spaces)
            self.length += len(spaces)

    def sentence(
        self, words: Sequence[str], spaces: Sequence[str], *, after: str | None
    ) -> list[tuple[int, int]]:
        r"""Append a sentence; `spaces` follow its words, `after` the last one.

        `after` of `None` means that nothing is known: a line feed, if another sentence follows.
        Returns where the words lie.
        """
        if self._ends_open:
            self.space("\n")
        places: list[tuple[int, int]] = []
        for word, follows in zip(words, spaces, strict=True):
            places.append((self.length, self.length + len(word)))
            self.parts.append(word)
            self.length += len(word)
            self.space(follows)
        self.space(after or "")
        self._ends_open = after is None
        return places

    def add(
        self,
        places: Sequence[tuple[int, int]],
        chunks: Iterable[Chunk],
        layer: Layer | None = None,
    ) -> None:
        """Append the spans that `chunks` of the sentence at `places` make."""
        self.spans += [
            RecordSpan(places[chunk.first][0], places[chunk.last][1], chunk.label, layer)
            for chunk in chunks
        ]
