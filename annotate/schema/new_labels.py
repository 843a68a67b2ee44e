"""Labels for names that came with a file: each with a colour that is not in use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache

from annotate.relations.relation import RelationLabel
from annotate.schema.colours import SEEN_APART, distance
from annotate.schema.label_schema import Label, LabelSchema
from annotate.spans import Layer

# Light enough for black text, far enough apart to be told from one another.
_PALETTE = (
    "#6fa0f7", "#90c562", "#f7a165", "#d282dd", "#12b796", "#e0dd6a", "#da7d92", "#b5e2fe",
    "#de880d", "#cbbcfb", "#87fbab", "#ec815f", "#4dcadb", "#f7a7d1", "#b69a06", "#a290d8",
    "#abac7d", "#febab4", "#66a9c1", "#e2c69e", "#b796b8", "#fbbd5a", "#aed9e0", "#bc9d97",
)  # fmt: skip


def make_labels(schema: LabelSchema, names: Iterable[tuple[Layer, str]]) -> list[Label]:
    """Labels for the names that `schema` has not, in order, in colours that are used least.

    Colours that look like one of the same layer are taken when no other is left.
    """
    used = [label.colour.lower() for label in schema.labels]
    in_layer = {layer: Counter(x.colour.lower() for x in schema.in_layer(layer)) for layer in Layer}
    made: list[Label] = []
    for layer, name in dict.fromkeys(names):
        if (layer, name) in schema.names:
            continue
        near = in_layer[layer]
        colour = min(_PALETTE, key=lambda one: (_alike(one, near), used.count(one)))
        used.append(colour)
        near[colour] += 1
        made.append(Label(name=name, layer=layer, title=name, colour=colour))
    return made


def _alike(colour: str, others: Counter[str]) -> int:
    """How many of `others` look like `colour`."""
    return sum(count for other, count in others.items() if _is_alike(colour, other))


@cache
def _is_alike(one: str, other: str) -> bool:
    return distance(one, other) < SEEN_APART


def with_new_labels(
    schema: LabelSchema,
    names: Iterable[tuple[Layer, str]],
    declared: LabelSchema | None = None,
    relations: Iterable[str] = (),
) -> LabelSchema | None:
    """`schema` with the labels and relations of these names that it has not; None: it has all.

    What `declared` says of the new ones (roles, attributes, titles) is taken over.
    """
    labels = make_labels(schema, names)
    made = schema.with_labels(labels) if labels else schema
    named = tuple(relations)
    if declared is not None:
        from annotate.schema.merging import new_relations, take_over

        if labels:
            new = {(label.layer, label.name) for label in labels}
            made = take_over(made, declared, only=new).schema
        told = new_relations(made, declared)
        made = made.with_relations(item for item in told if item.name in named)
    made = made.with_relations(map(RelationLabel, named))
    return made if made is not schema else None
