"""The same words again: where else in the article they stand, and what stands there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotate.articles import Tokens
from annotate.desk import Desk
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion


class Standing(StrEnum):
    """What a place has at present."""

    FREE = "free"  # nothing of the layer, or a suggestion that the label may take the place of
    CUTS = "cuts"  # a suggestion of the layer goes beyond it: the label would cut a longer name
    LABELLED = "labelled"  # the very same statement
    TAKEN = "taken"  # gold of the layer that overlaps it


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch (code points, half-open) that reads like the one asked about."""

    start: int
    end: int
    standing: Standing


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A span or suggestion in the way of a place: its label and words.

    `is_around`: the place lies inside it; otherwise it begins or ends in the middle of the place.
    """

    label: str
    words: str
    is_suggested: bool
    is_around: bool


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
    if gold:
        return Standing.TAKEN
    return Standing.CUTS if _beyond(desk, start, end, layer) else Standing.FREE


def obstacle_of(desk: Desk, start: int, end: int, layer: Layer) -> Obstacle | None:
    """What is in the way of a label at `start:end`, gold first, the longest first."""
    gold = [span for span in desk.spans.overlapping(start, end) if span.layer is layer]
    in_way: list[Span | Suggestion] = [*(gold or _beyond(desk, start, end, layer))]
    if not in_way:
        return None
    item = max(in_way, key=lambda each: each.end - each.start)
    return Obstacle(
        item.label,
        " ".join(desk.surface(item).split()),
        is_suggested=isinstance(item, Suggestion),
        is_around=item.start <= start
        and end <= item.end
        and (item.start, item.end) != (start, end),
    )


def _beyond(desk: Desk, start: int, end: int, layer: Layer) -> list[Suggestion]:
    """Visible suggestions of the layer that overlap the place and go beyond it."""
    return [
        item
        for item in desk.suggestions.overlapping(start, end)
        if item.layer is layer and (item.start < start or item.end > end)
    ]
