"""A label schema as brat's `annotation.conf`, with the roles of its events."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.new_labels import make_labels
from annotate.schema.roles import Attribute, Role
from annotate.spans import Layer

_ILLEGAL = re.compile(r"[^\w-]")
_BINARY = "true"
EQUIVALENT = "Equiv"
"""What brat calls spans that name the same."""
Naming = Callable[[str], str]


def brat_name(name: str) -> str:
    """A name as brat can hold it."""
    return _ILLEGAL.sub("_", name) or "_"


def in_names(schema: LabelSchema, named: Naming = brat_name) -> LabelSchema:
    """The schema with names that brat can hold, everywhere; `named` gives each its name."""

    def filler(written: str) -> str:
        layer, colon, name = written.partition(":")
        return f"{layer}:{named(name)}" if colon else written

    def role(item: Role) -> Role:
        return replace(item, name=named(item.name), fillers=tuple(map(filler, item.fillers)))

    labels = tuple(
        replace(
            label,
            name=named(label.name),
            parent=named(label.parent) if label.parent else "",
            roles=tuple(map(role, label.roles)),
            attributes=tuple(map(named, label.attributes)),
        )
        for label in schema.labels
    )
    attributes = tuple(
        replace(
            item,
            name=named(item.name),
            values_by_label=tuple((named(label), own) for label, own in item.values_by_label),
        )
        for item in schema.attributes
    )
    relations = tuple(
        replace(item, name=named(item.name)).with_fillers(lambda fillers: map(filler, fillers))
        for item in schema.relations
    )
    return replace(schema, labels=labels, attributes=attributes, relations=relations)


def write_configuration(schema: LabelSchema, *, has_chains: bool = False) -> str:
    """The schema as `annotation.conf`; its names are those that `in_names` has made."""
    lines = ["[entities]", ""]
    lines += [label.name for label in schema.in_layer(Layer.ENTITY)]
    lines += ["", "[relations]", ""]
    lines += [
        f"{item.name}\tArg1:{_types(item.heads)}, Arg2:{_types(item.children)}"
        for item in schema.relations
    ]
    if has_chains:
        lines.append(f"{EQUIVALENT}\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive")
    lines += ["", "[events]", ""]
    for label in schema.in_layer(Layer.EVENT):
        if not label.parent or schema.get(Layer.EVENT, label.parent) is None:
            lines += _event_lines(schema, label, 0)
    lines += ["", "[attributes]", ""]
    lines += [line for item in schema.attributes if (line := _attribute_line(schema, item))]
    return "\n".join(lines) + "\n"


def _event_lines(schema: LabelSchema, label: Label, depth: int) -> list[str]:
    """An event with those below it; brat inherits no arguments, so each has them all."""
    roles = ", ".join(_written(role) for role in schema.roles_of(label.name))
    lines = ["\t" * depth + f"{label.name}\t{roles}".rstrip()]
    for child in schema.children(label.name):
        lines += _event_lines(schema, child, depth + 1)
    return lines


def _written(role: Role) -> str:
    cardinality = str(role.cardinality)
    sign = {"1": ""}.get(cardinality, cardinality)
    if sign.endswith("-}"):
        sign = "+"
    return f"{role.name}{sign}:{_types(role.fillers)}"


def _types(fillers: Sequence[str]) -> str:
    """Fillers as brat names what an argument may be."""
    named = {"span": "<ANY>", "event": "<EVENT>", "entity": "<ENTITY>"}
    return "|".join(named.get(item) or item.partition(":")[2] for item in fillers) or "<ANY>"


def _attribute_line(schema: LabelSchema, attribute: Attribute) -> str:
    of_all = schema.in_layer(Layer.EVENT)
    having = [
        label
        for label in of_all
        if any(item.name == attribute.name for item in schema.attributes_of(label.name))
    ]
    if of_all and not having:
        return ""
    about = "<EVENT>" if len(having) == len(of_all) else "|".join(x.name for x in having)
    line = f"{attribute.name}\tArg:{about or '<EVENT>'}"
    own = [value for _, values in attribute.values_by_label for value in values]
    values = dict.fromkeys((*attribute.values, *own))
    if tuple(values) != (_BINARY,) and values:
        line += f", Value:{'|'.join(_value(value) for value in values)}"
    return line


def _value(value: str) -> str:
    return re.sub(r"[\s,|]", "_", value)


def with_what_is_used(
    schema: LabelSchema,
    *,
    entities: Sequence[str],
    roles: Mapping[str, Sequence[str]],
    attributes: Mapping[str, Sequence[str]],
    relations: Sequence[str] = (),
) -> LabelSchema:
    """The schema with what articles use: labels, roles by event label, values, relations."""
    names = [(Layer.ENTITY, name) for name in entities] + [(Layer.EVENT, name) for name in roles]
    full = schema.with_labels(make_labels(schema, names))
    labels: list[Label] = []
    for label in full.labels:
        used = roles.get(label.name, ()) if label.layer is Layer.EVENT else ()
        have = {role.name for role in full.roles_of(label.name)}
        added = tuple(Role(name) for name in used if name not in have)
        labels.append(replace(label, roles=(*label.roles, *added)) if added else label)
    return replace(
        full, labels=tuple(labels), attributes=_with_values(full.attributes, attributes)
    ).with_relations(map(RelationLabel, relations))


def _with_values(
    attributes: Sequence[Attribute], used: Mapping[str, Sequence[str]]
) -> tuple[Attribute, ...]:
    have = {item.name for item in attributes}
    kept = [
        replace(item, values=tuple(dict.fromkeys((*item.values, *used.get(item.name, ())))))
        for item in attributes
    ]
    new = [
        Attribute(name, values=tuple(values)) for name, values in used.items() if name not in have
    ]
    return (*kept, *new)
