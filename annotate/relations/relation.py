"""Relations: labelled arcs between two spans of one article that no event frame ties together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self

from annotate.errors import SchemaError
from annotate.schema import toml_fields as toml
from annotate.schema.roles import parse_fillers, takes
from annotate.spans import Layer


class Labelled(Protocol):
    """What has a label: a span or a suggestion."""

    @property
    def layer(self) -> Layer:
        """Its layer."""
        ...

    @property
    def label(self) -> str:
        """Its label in that layer."""
        ...


@dataclass(frozen=True, slots=True)
class Relation:
    """An arc from the span `head_id` to another, `child_id`; the head is no event.

    What an event has to do with other spans are the arguments of its frame. `created_at` is
    ISO 8601 in UTC.
    """

    id: str
    label: str
    head_id: str
    child_id: str
    annotator: str = ""
    created_at: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two relations the same statement: label, head, child."""
        return (self.label, self.head_id, self.child_id)

    @property
    def span_ids(self) -> tuple[str, str]:
        """Ids of head and child."""
        return (self.head_id, self.child_id)

    def between(self, head_id: str, child_id: str) -> Self:
        """The same relation between other spans."""
        return replace(self, head_id=head_id, child_id=child_id)


@dataclass(frozen=True, slots=True)
class RelationLabel:
    """What a relation may be called; `heads` and `children` are fillers as those of a role.

    Without any, every span goes.
    """

    name: str
    title: str = ""
    heads: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    guideline: str = ""

    def ties(self, head: Labelled, child: Labelled) -> bool:
        """Whether the schema has this relation from the one to the other, spans or suggestions."""
        return takes(self.heads, head.layer, head.label) and takes(
            self.children, child.layer, child.label
        )

    def with_fillers(self, made: Callable[[tuple[str, ...]], Iterable[str]]) -> Self:
        """The same relation with other heads and children, made of those that it has."""
        return replace(self, heads=tuple(made(self.heads)), children=tuple(made(self.children)))


def parse_relation(item: toml.Table, source: str) -> RelationLabel:
    """Read one `[[relation]]`; raises `SchemaError` with the relation."""
    name = toml.text(item, "name", source)
    where = f"relation {name}"
    if not re.fullmatch(toml.NAME, name):
        raise SchemaError(source=source, reason="no blanks, 1 to 64 characters", key=where)
    return RelationLabel(
        name=name,
        title=toml.text(item, "title", source, default=""),
        heads=parse_fillers(item, "heads", source, where),
        children=parse_fillers(item, "children", source, where),
        guideline=toml.text(item, "guideline", source, default=""),
    )


def relation_to_table(label: RelationLabel) -> dict[str, Any]:
    """The label as a TOML table, which `parse_relation` reads back equal."""
    return {
        "name": label.name,
        "title": label.title,
        "heads": list(label.heads),
        "children": list(label.children),
        "guideline": label.guideline,
    }
