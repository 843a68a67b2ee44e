"""The same words again: where else in the article they stand, and what stands there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotate.articles import Tokens
from annotate.desk import Desk
from annotate.spans import Layer


class Standing(StrEnum):
    """What a place has at present."""

    FREE = "free"  # nothing of the layer, or a suggestion
    LABELLED = "labelled"  # the very same statement
    TAKEN = "taken"  # gold of the layer that overlaps it


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch (code points, half-open) that reads like the one asked about."""

    start: int
    end: int
    standing: Standing


def find_words(
    text: str, tokens: Tokens, words: str, *, after: int = 0
) -> Iterator[tuple[int, int]]:
    """Where exactly these words stand from the offset `after` on: whole tokens, no overlaps."""
    at = text.find(words, after) if words else -1
    while at >= 0:
        end = at + len(words)
        if tokens.is_aligned(at, end):
            yield at, end
            at = text.find(words, end)
        else:
            at = text.find(words, at + 1)


def same_words(desk: Desk, start: int, end: int, *, label: str, layer: Layer) -> list[Place]:
    """Every other place with exactly the words of `start:end`, in order."""
    text = desk.article.text
    return [
        Place(at, stop, standing_of(desk, at, stop, label, layer))
        for at, stop in find_words(text, desk.tokens, text[start:end])
        if stop <= start or at >= end
    ]


def standing_of(desk: Desk, start: int, end: int, label: str, layer: Layer) -> Standing:
    """What stands at `start:end` (code points, half-open) for a label that is to go there."""
    gold = [span for span in desk.spans.overlapping(start, end) if span.layer is layer]
    if any(span.key == (layer, start, end, label) for span in gold):
        return Standing.LABELLED
    return Standing.TAKEN if gold else Standing.FREE
