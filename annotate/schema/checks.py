"""Is a schema sound? Everything that is wrong with its hierarchy, roles, fillers and keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotate.errors import SchemaError
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Role, filler_label
from annotate.schema.toml_fields import NAME, ROLE_NAME
from annotate.spans import Layer


class SchemaFaultKind(StrEnum):
    """What is wrong with a part of a schema."""

    BAD_NAME = "no name of 1 to 64 characters without blanks"
    UNKNOWN_PARENT = "unknown parent"
    CYCLE = "its own ancestor"
    NOT_AN_EVENT = "only event labels have this"
    UNKNOWN_FILLER = "unknown filler"
    KEY_CLASH = "key is taken"
    LONG_KEY = "key of more than one character"
    UNKNOWN_ATTRIBUTE = "unknown attribute"
    UNKNOWN_FAMILY = "unknown family"
    UNKNOWN_LABEL = "unknown label"
    DARK_COLOUR = "dark colour"
    ALIKE = "colours alike"
    COMMAND_KEY = "key of a command"


_MARKED_ONLY = frozenset(
    (
        SchemaFaultKind.UNKNOWN_FAMILY,
        SchemaFaultKind.DARK_COLOUR,
        SchemaFaultKind.ALIKE,
        SchemaFaultKind.COMMAND_KEY,
    )
)


@dataclass(frozen=True, slots=True)
class SchemaFault:
    """One thing that is wrong: `layer` and `label` say where, `part` the role or attribute there.

    `found` is what is wrong (a filler, a key, a name), `other` what it clashes with.
    """

    kind: SchemaFaultKind
    found: str
    label: str = ""
    layer: Layer = Layer.EVENT
    part: str = ""
    other: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the schema cannot be used so; the others are marked only."""
        return self.kind not in _MARKED_ONLY


def faults(schema: LabelSchema) -> tuple[SchemaFault, ...]:
    """Everything that is wrong, in the order of the labels."""
    return tuple(_faults(schema))


def require_sound(schema: LabelSchema, *, source: str) -> None:
    """Raise a `SchemaError` for the first fault that is an error."""
    for fault in _faults(schema):
        if fault.is_error:
            other = f" ({fault.other})" if fault.other else ""
            where = (
                f"role or attribute {fault.part} of {fault.label}" if fault.part else fault.label
            )
            raise SchemaError(
                source=source, reason=f"{fault.kind}: {fault.found}{other}", key=where
            )


def _faults(schema: LabelSchema) -> Iterator[SchemaFault]:
    yield from _name_faults(schema)
    yield from _attribute_faults(schema)
    yield from _label_key_faults(schema)
    for label in schema.labels:
        yield from _label_faults(schema, label)


def _name_faults(schema: LabelSchema) -> Iterator[SchemaFault]:
    kind = SchemaFaultKind.BAD_NAME
    for item in schema.attributes:
        if not re.fullmatch(ROLE_NAME, item.name):
            yield SchemaFault(kind, item.name, part=item.name)
    for relation in schema.relations:
        if not re.fullmatch(NAME, relation.name):
            yield SchemaFault(kind, relation.name, part=relation.name)
    for label in schema.labels:
        if not re.fullmatch(NAME, label.name):
            yield SchemaFault(kind, label.name, label.name, label.layer)
        for role in label.roles:
            if not re.fullmatch(ROLE_NAME, role.name):
                yield SchemaFault(kind, role.name, label.name, label.layer, part=role.name)


def _label_key_faults(schema: LabelSchema) -> Iterator[SchemaFault]:
    keys: dict[str, Label] = {}
    for label in schema.labels:
        if not label.key:
            continue
        other = keys.setdefault(label.key.casefold(), label)
        if other is not label:
            yield SchemaFault(
                SchemaFaultKind.KEY_CLASH, label.key, label.name, label.layer, other=other.name
            )


def _attribute_faults(schema: LabelSchema) -> Iterator[SchemaFault]:
    keys: dict[str, str] = {}
    for attribute in schema.attributes:
        for label, _ in attribute.values_by_label:
            if schema.get(Layer.EVENT, label) is None:
                kind = SchemaFaultKind.UNKNOWN_LABEL
                yield SchemaFault(kind, label, part=attribute.name)
        yield from _key_faults(attribute.key, attribute.name, keys, label="")


def _key_faults(key: str, name: str, keys: dict[str, str], *, label: str) -> Iterator[SchemaFault]:
    if not key:
        return
    if len(key) != 1:
        yield SchemaFault(SchemaFaultKind.LONG_KEY, key, label, part=name)
    other = keys.setdefault(key.casefold(), name)
    if other != name:
        yield SchemaFault(SchemaFaultKind.KEY_CLASH, key, label, part=name, other=other)


def _label_faults(schema: LabelSchema, label: Label) -> Iterator[SchemaFault]:
    kind = SchemaFaultKind
    name, layer = label.name, label.layer
    if label.family and label.family not in {family.id for family in schema.families}:
        yield SchemaFault(kind.UNKNOWN_FAMILY, label.family, name, layer)
    for attribute in label.attributes:
        if schema.attribute(attribute) is None:
            yield SchemaFault(kind.UNKNOWN_ATTRIBUTE, attribute, name, layer, part=attribute)
    if layer is not Layer.EVENT:
        for found in (label.parent, *(role.name for role in label.roles)):
            if found:
                yield SchemaFault(kind.NOT_AN_EVENT, found, name, layer)
        return
    if label.parent and schema.get(Layer.EVENT, label.parent) is None:
        yield SchemaFault(kind.UNKNOWN_PARENT, label.parent, name, layer)
    if _is_own_ancestor(schema, label):
        yield SchemaFault(kind.CYCLE, label.parent, name, layer)
    for role in label.roles:
        yield from _filler_faults(schema, label, role)
    yield from _role_key_faults(schema, label)


def _role_key_faults(schema: LabelSchema, label: Label) -> Iterator[SchemaFault]:
    """Role and attribute letters hold together while a frame is open."""
    keys = {item.key.casefold(): item.name for item in schema.attributes_of(label.name) if item.key}
    own = {role.name for role in label.roles}
    roles = schema.roles_of(label.name)
    # A clash among inherited ones is said where they stand.
    for role in (*(r for r in roles if r.name not in own), *(r for r in roles if r.name in own)):
        found = _key_faults(role.key, role.name, keys, label=label.name)
        yield from (fault for fault in found if role.name in own)


def _filler_faults(schema: LabelSchema, label: Label, role: Role) -> Iterator[SchemaFault]:
    for filler in role.fillers:
        named = filler_label(filler)
        if named is not None and schema.get(*named) is None:
            yield SchemaFault(
                SchemaFaultKind.UNKNOWN_FILLER, filler, label.name, label.layer, part=role.name
            )


def _is_own_ancestor(schema: LabelSchema, label: Label) -> bool:
    seen: set[str] = set()
    parent = schema.get(Layer.EVENT, label.parent) if label.parent else None
    while parent is not None and parent.name not in seen:
        if parent.name == label.name:
            return True
        seen.add(parent.name)
        parent = schema.get(Layer.EVENT, parent.parent) if parent.parent else None
    return False


def command_keys(schema: LabelSchema, taken: Mapping[str, str]) -> list[SchemaFault]:
    """Labels whose key is that of a command; `taken` has the command by its key."""
    return [
        SchemaFault(
            SchemaFaultKind.COMMAND_KEY, label.key, label.name, label.layer, other=taken[label.key]
        )
        for label in schema.labels
        if label.key in taken and not label.is_retired
    ]
