"""What the role model is told of the words around one trigger, at run time as in training."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.suggesters.news_labels import EVENT_TYPES
from annotate.suggesters.role_labels import (
    DISTANCES,
    ENTITY_KINDS,
    FARTHEST,
    MOST_WORDS,
    UNKNOWN_MARK,
)

_KINDS = {name: number for number, name in enumerate(ENTITY_KINDS)}
_EVENTS = {name: number for number, name in enumerate(EVENT_TYPES)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a trigger stands among the words of its sentence: `[first, last)`, and what is read."""

    first: int
    last: int
    low: int
    high: int


def place_of(starts: Sequence[int], ends: Sequence[int], start: int, end: int) -> Place | None:
    """The place of the trigger `start:end` (code points) among words in text order, if any."""
    first = bisect_right(ends, start)
    last = bisect_left(starts, end)
    if first >= last:
        return None
    low = max(0, min(first - MOST_WORDS // 2, len(starts) - MOST_WORDS))
    return Place(first, last, low, min(len(starts), low + MOST_WORDS))


def distances(place: Place) -> list[int]:
    """For each word that is read, how far it is from the trigger, as a number from 0."""
    found: list[int] = []
    for word in range(place.low, place.high):
        if word < place.first:
            found.append(max(word - place.first, -FARTHEST) + FARTHEST)
        elif word < place.last:
            found.append(DISTANCES - 1)
        else:
            found.append(min(word - place.last + 1, FARTHEST) + FARTHEST)
    return found


def entity_marks(
    starts: Sequence[int], ends: Sequence[int], entities: Iterable[tuple[int, int, str]]
) -> list[int]:
    """A number for each word: 0, or that it begins or goes on an entity of a kind.

    `entities` are (start, end, label) in code points; those of unknown labels say nothing.
    """
    marks = [0] * len(starts)
    for start, end, label in entities:
        kind = _KINDS.get(label)
        if kind is None:
            continue
        first, last = bisect_right(ends, start), bisect_left(starts, end)
        for word in range(first, last):
            marks[word] = (1 if word == first else 2) + 2 * kind
    return marks


def event_mark(label: str) -> int:
    """The number of an event label; one that is not among the 30 is unknown."""
    return _EVENTS.get(label, UNKNOWN_MARK)
