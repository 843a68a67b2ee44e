"""What is known of an article that is not finished: where nothing marked means nothing there.

`ner` learns of each token whether it is outside or unknown (*missing*); a span group knows no
missing, so for the span categorizer whole stretches are told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotate.complete.marks import CompleteMark, LabelName, Stretch, known_regions
from annotate.spans import Layer

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Needed:
    """Labels that a region must be complete for: those of `doc.ents`, those of the span group."""

    entities: frozenset[LabelName]
    group: frozenset[LabelName]

    @classmethod
    def of(cls, labels: Iterable[LabelName], *, spans_key: str = "") -> Needed:
        """What an export of these labels needs; a span group of one's own holds both layers."""
        every = frozenset(labels)
        entities = frozenset(item for item in every if item[0] is Layer.ENTITY)
        return cls(entities, every if spans_key else every - entities)


NOTHING = Needed(frozenset(), frozenset())
"""Without labels nothing is ever known."""


def tokens_inside(doc: Doc, regions: Iterable[Stretch]) -> list[Stretch]:
    """The tokens that lie whole in each region (code points), as pairs of token indices."""
    found: list[Stretch] = []
    for start, end in regions:
        span = doc.char_span(start, end, alignment_mode="contract")
        if span is not None:
            found.append((span.start, span.end))
    return found


def known_tokens(
    doc: Doc, marks: Iterable[CompleteMark], labels: frozenset[LabelName]
) -> list[Stretch]:
    """Runs of tokens, as pairs of indices, of which everything about these labels is known."""
    return tokens_inside(doc, known_regions(marks, labels))


def marks_as_data(marks: Iterable[CompleteMark]) -> list[dict[str, Any]]:
    """Marks as plain data: offsets in code points, labels by layer."""
    return [
        {
            "start": mark.start,
            "end": mark.end,
            "labels": {
                str(layer): [name for of, name in mark.labels if of is layer] for layer in Layer
            },
        }
        for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end))
    ]
