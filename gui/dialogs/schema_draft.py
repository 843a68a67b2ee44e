"""What the schema editor does to its draft: add, take out and shift what rows of its tree show."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace
from typing import TypeVar

from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import Label, LabelSchema, dump_schema
from annotate.schema.new_labels import make_labels
from annotate.schema.roles import Attribute, Role
from annotate.spans import Layer
from gui.dialogs.schema_tree import Node

T = TypeVar("T")


def free_name(stem: str, taken: Container[str]) -> str:
    """The stem with the first number that makes it a name that is not taken."""
    number = 1
    while f"{stem}_{number}" in taken:
        number += 1
    return f"{stem}_{number}"


def with_new_label(schema: LabelSchema, layer: Layer, parent: str = "") -> tuple[LabelSchema, Node]:
    """The draft with a label of a name that is free, below `parent`; and its row."""
    name = free_name("LABEL", {label.name for label in schema.in_layer(layer)})
    (made,) = make_labels(schema, [(layer, name)])
    family = schema.require(layer, parent).family if parent else ""
    made = replace(made, parent=parent, family=family)
    return schema.with_labels([made]), Node(layer, name)


def with_new_role(schema: LabelSchema, label: Label) -> tuple[LabelSchema, Node]:
    """The draft with another role of an event label; and its row."""
    name = free_name("Role", {role.name for role in schema.roles_of(label.name)})
    made = replace(label, roles=(*label.roles, Role(name)))
    labels = tuple(made if item is label else item for item in schema.labels)
    return replace(schema, labels=labels), Node(label.layer, label.name, role=name)


def with_new_attribute(schema: LabelSchema) -> tuple[LabelSchema, Node]:
    """The draft with another attribute; and its row."""
    name = free_name("attribute", {item.name for item in schema.attributes})
    made = replace(schema, attributes=(*schema.attributes, Attribute(name)))
    return made, Node(attribute=name)


def with_new_relation(schema: LabelSchema) -> tuple[LabelSchema, Node]:
    """The draft with another relation; and its row."""
    name = free_name("relation", {item.name for item in schema.relations})
    return schema.with_relations([RelationLabel(name)]), Node(relation=name)


def with_used(schema: LabelSchema, used: Iterable[Label]) -> LabelSchema:
    """A schema of a file as the draft: with the labels that spans have, and their keys if free."""
    keys = {label.key.casefold() for label in schema.labels if label.key}
    kept = (replace(x, key="") if x.key.casefold() in keys else x for x in used)
    return schema.with_labels(kept)


def text_of(schema: LabelSchema, *, is_brat: bool) -> str:
    """The draft as TOML, or as brat's `annotation.conf`."""
    if not is_brat:
        return dump_schema(schema)
    from annotate.exchange.brat_schema_writing import in_names, write_configuration

    return write_configuration(in_names(schema))


def with_relation(
    schema: LabelSchema, before: RelationLabel, after: RelationLabel
) -> LabelSchema | None:
    """The draft with a relation changed; None where another one has its name."""
    if after.name != before.name and schema.relation(after.name) is not None:
        return None
    made = tuple(after if item is before else item for item in schema.relations)
    return replace(schema, relations=made)


def without(schema: LabelSchema, node: Node) -> LabelSchema:
    """The draft without what a row stands for."""
    if node.relation:
        kept = tuple(item for item in schema.relations if item.name != node.relation)
        return replace(schema, relations=kept)
    if node.attribute:
        return replace(
            schema,
            attributes=tuple(item for item in schema.attributes if item.name != node.attribute),
            labels=tuple(
                replace(x, attributes=tuple(n for n in x.attributes if n != node.attribute))
                for x in schema.labels
            ),
        )
    labels: list[Label] = []
    for label in schema.labels:
        if (label.layer, label.name) != (node.layer, node.label):
            labels.append(label)
        elif node.role:
            roles = tuple(item for item in label.roles if item.name != node.role)
            labels.append(replace(label, roles=roles))
    return replace(schema, labels=tuple(labels))


def shifted(schema: LabelSchema, node: Node, step: int) -> LabelSchema:
    """The draft with what a row stands for one place up (-1) or down (1) among its like."""
    if node.relation:
        place = [item.name for item in schema.relations].index(node.relation)
        return replace(schema, relations=_shifted(schema.relations, place, step))
    if node.attribute:
        place = [item.name for item in schema.attributes].index(node.attribute)
        return replace(schema, attributes=_shifted(schema.attributes, place, step))
    if node.layer is None:
        return schema
    label = schema.require(node.layer, node.label)
    if node.role:
        place = [item.name for item in label.roles].index(node.role)
        made = replace(label, roles=_shifted(label.roles, place, step))
        return replace(schema, labels=tuple(made if x is label else x for x in schema.labels))
    near = [
        x for x in schema.in_layer(label.layer)
        if (x.family, x.parent) == (label.family, label.parent)
    ]  # fmt: skip
    place = near.index(label) + step
    if not 0 <= place < len(near):
        return schema
    labels = list(schema.labels)
    one, other = labels.index(label), labels.index(near[place])
    labels[one], labels[other] = labels[other], labels[one]
    return replace(schema, labels=tuple(labels))


def _shifted(items: tuple[T, ...], place: int, step: int) -> tuple[T, ...]:
    other = place + step
    if not 0 <= other < len(items):
        return items
    made = list(items)
    made[place], made[other] = made[other], made[place]
    return tuple(made)
