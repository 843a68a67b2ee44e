"""What words that are made a filler are called: as they are elsewhere, else as the role takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from annotate.frames.roles import label_for
from annotate.propagation import find_words
from annotate.schema.roles import Role
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.schema.label_schema import LabelSchema
    from annotate.suggestions import Suggestion

_MOST_PLACES = 200
"""So many places with the same words are looked at: a name stands in an article that often."""


def filler_label_for(
    desk: Desk, schema: LabelSchema, role: Role, start: int, end: int
) -> tuple[Layer, str] | None:
    """The label of a new span at `start:end` (code points, half-open) that is to fill `role`.

    Of what the role takes: what most of these words are, gold ahead of suggestions; else what the
    same words are elsewhere in the article; else the first that the role names, or that is likely.
    None in a schema without labels. What was given last has no say: it was for other words.
    """
    offered = schema.offered
    for found in (_said_here(desk, start, end), _said_elsewhere(desk, start, end)):
        for said in found:
            if said in offered and role.takes(*said):
                return said
    return label_for(schema, role)


def _said_here(desk: Desk, start: int, end: int) -> Iterator[tuple[Layer, str]]:
    """Labels over at least half of the words, of spans and suggestions no longer than twice them.

    Entities come ahead of events, gold ahead of suggestions, then what fits best.
    """

    def share(item: Span | Suggestion) -> float:
        shared = min(item.end, end) - max(item.start, start)
        return shared / (max(item.end, end) - min(item.start, start))

    there: list[Span | Suggestion] = [
        item
        for index in (desk.spans, desk.suggestions)
        for item in index.overlapping(start, end)
        if 2 * share(item) >= 1
    ]
    there.sort(
        key=lambda item: (item.layer is Layer.EVENT, not isinstance(item, Span), -share(item))
    )
    yield from ((item.layer, item.label) for item in there)


def _said_elsewhere(desk: Desk, start: int, end: int) -> Iterator[tuple[Layer, str]]:
    """Labels of the same words at other places, the most frequent first, gold ahead of all."""
    text = desk.article.text
    places = find_words(text, desk.tokens, text[start:end])
    for_gold: Counter[tuple[Layer, str]] = Counter()
    for_suggested: Counter[tuple[Layer, str]] = Counter()
    for at, stop in islice(places, _MOST_PLACES):
        for index, counted in ((desk.spans, for_gold), (desk.suggestions, for_suggested)):
            counted.update(
                (item.layer, item.label)
                for item in index.overlapping(at, stop)
                if (item.start, item.end) == (at, stop)
            )
    for counted in (for_gold, for_suggested):
        yield from (said for said, _ in counted.most_common())
