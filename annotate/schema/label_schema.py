"""Label schemas: which labels an annotator may give, with colour, key and guideline.

A schema is a TOML file; `resources/schemas/` ships some, and each project keeps its own copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, cast

from annotate.errors import SchemaError, UnknownLabelError
from annotate.relations.relation import RelationLabel, parse_relation, relation_to_table
from annotate.schema import toml_fields as toml
from annotate.schema.roles import (
    Attribute,
    Role,
    attribute_to_table,
    parse_attribute,
    parse_role,
    role_to_table,
)
from annotate.spans import Layer

ALIASES = "alias"
"""Table in `LabelSchema.extra`: label by "layer:other name"."""


@dataclass(frozen=True, slots=True)
class Family:
    """Labels that belong together and share a hue."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a span may be called; `colour` is "#rrggbb", `key` a portable key sequence or empty.

    An event label has roles, and `parent` may name another one, whose roles and attributes it
    inherits. `attributes` are names of those of the schema that apply. A retired label stays on the
    spans that have it and is given to no other.
    """

    name: str
    layer: Layer
    title: str = ""
    family: str = ""
    colour: str = "#cccccc"
    key: str = ""
    guideline: str = ""
    examples: tuple[str, ...] = ()
    parent: str = ""
    roles: tuple[Role, ...] = ()
    attributes: tuple[str, ...] = ()
    is_retired: bool = False


@dataclass(frozen=True)
class LabelSchema:
    """Every label of a project, in the order of the palette; label names are unique in a layer."""

    name: str
    labels: tuple[Label, ...]
    title: str = ""
    description: str = ""
    families: tuple[Family, ...] = ()
    version: int = 1
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
    attributes: tuple[Attribute, ...] = ()
    relations: tuple[RelationLabel, ...] = ()

    @cached_property
    def _by_name(self) -> dict[tuple[Layer, str], Label]:
        return {(label.layer, label.name): label for label in self.labels}

    @cached_property
    def aliases(self) -> Mapping[tuple[Layer, str], str]:
        """Names by which others know labels of ours, for suggestions: from `[alias]` in the TOML.

        A label of the schema is never an alias, and an alias names a label that is there.
        """
        given = self.extra.get(ALIASES)
        pairs = given.items() if isinstance(given, Mapping) else ()
        found: dict[tuple[Layer, str], str] = {}
        for key, name in cast("Iterable[tuple[str, object]]", pairs):
            layer, _, old = key.partition(":")
            if layer not in set(Layer) or not isinstance(name, str):
                continue
            pair = (Layer(layer), old)
            if pair not in self._by_name and (pair[0], name) in self._by_name:
                found[pair] = name
        return found

    def get(self, layer: Layer, name: str) -> Label | None:
        """The label with this name in the layer, if there is one."""
        return self._by_name.get((layer, name))

    def require(self, layer: Layer, name: str) -> Label:
        """The label with this name in the layer; raises `UnknownLabelError`."""
        label = self.get(layer, name)
        if label is None:
            raise UnknownLabelError(label=name, layer=str(layer))
        return label

    def in_layer(self, layer: Layer) -> tuple[Label, ...]:
        """Labels of one layer, in order."""
        return tuple(label for label in self.labels if label.layer is layer)

    @cached_property
    def names(self) -> frozenset[tuple[Layer, str]]:
        """(layer, label name) pairs."""
        return frozenset(self._by_name)

    @cached_property
    def offered(self) -> frozenset[tuple[Layer, str]]:
        """(layer, label name) pairs of the labels that are given still."""
        return frozenset((x.layer, x.name) for x in self.labels if not x.is_retired)

    def choices(self, layer: Layer) -> tuple[Label, ...]:
        """Labels of one layer that are given still, in order."""
        return tuple(label for label in self.in_layer(layer) if not label.is_retired)

    def with_labels(self, labels: Iterable[Label]) -> LabelSchema:
        """The same schema with `labels` added behind those that it has."""
        known = self.names
        new = tuple(label for label in labels if (label.layer, label.name) not in known)
        return replace(self, labels=(*self.labels, *new))

    def ancestors(self, name: str) -> tuple[Label, ...]:
        """The event label with this name, its parent and so on up; empty for an unknown name."""
        found: list[Label] = []
        label = self.get(Layer.EVENT, name)
        while label is not None and label not in found:
            found.append(label)
            label = self.get(Layer.EVENT, label.parent) if label.parent else None
        return tuple(found)

    def children(self, name: str) -> tuple[Label, ...]:
        """Event labels whose parent has this name, in order."""
        return tuple(label for label in self.in_layer(Layer.EVENT) if label.parent == name)

    def roles_of(self, label_name: str) -> tuple[Role, ...]:
        """Roles of an event label: its own, then inherited ones that it does not have itself."""
        return self._roles.get(label_name, ())

    def role_of(self, label_name: str, role: str) -> Role | None:
        """The role of an event label with this name, if it has one."""
        return next((item for item in self.roles_of(label_name) if item.name == role), None)

    @cached_property
    def _roles(self) -> dict[str, tuple[Role, ...]]:
        return {label.name: self._own_and_inherited(label) for label in self.in_layer(Layer.EVENT)}

    def _own_and_inherited(self, label: Label) -> tuple[Role, ...]:
        by_name: dict[str, Role] = {}
        for each in self.ancestors(label.name):
            for role in each.roles:
                by_name.setdefault(role.name, role)
        return tuple(by_name.values())

    @cached_property
    def has_roles(self) -> bool:
        """Whether any event label has a role: without, nothing can be said of a frame's roles."""
        return any(label.roles for label in self.labels)

    def relation(self, name: str) -> RelationLabel | None:
        """What relations of this name are, if the schema says it."""
        return next((item for item in self.relations if item.name == name), None)

    def with_relations(self, labels: Iterable[RelationLabel]) -> LabelSchema:
        """The same schema with those of the relations that it has not behind its own."""
        added = {item.name: item for item in labels if self.relation(item.name) is None}
        return replace(self, relations=(*self.relations, *added.values())) if added else self

    def attribute(self, name: str) -> Attribute | None:
        """The attribute with this name, if there is one."""
        return next((item for item in self.attributes if item.name == name), None)

    def attributes_of(self, label_name: str) -> tuple[Attribute, ...]:
        """Attributes of an event label, in the schema's order: its own and inherited ones, or all.

        A label for which neither it nor an ancestor names any has them all. Values are those that
        the label, or else its nearest ancestor, has of its own.
        """
        line = self.ancestors(label_name)
        named = {name for label in line for name in label.attributes}
        names = [label.name for label in line]
        return tuple(
            item.narrowed(names) for item in self.attributes if not named or item.name in named
        )


def parse_schema(toml: str, *, source: str) -> LabelSchema:
    """Read a schema from TOML text; raises `SchemaError` with the reason and the key."""
    import tomllib  # a project keeps its schema as rows

    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(source=source, **_place_of(str(error))) from error
    return schema_from_table(table, source=source)


def _place_of(said: str) -> dict[str, str]:
    """Reason and place of what `tomllib` says, as in "Invalid statement (at line 3, column 1)"."""
    reason, _, place = said.removesuffix(")").partition(" (at ")
    return {"reason": reason, "key": "its end" if place == "end of document" else place or "a line"}


def schema_from_table(table: Mapping[str, Any], *, source: str) -> LabelSchema:
    """Read a schema from parsed TOML; raises `SchemaError`."""
    families = tuple(
        Family(id=toml.text(item, "id", source), title=toml.text(item, "title", source, default=""))
        for item in toml.tables(table, "family", source)
    )
    toml.require_unique((family.id for family in families), "family", source)
    labels = tuple(label_from_table(item, source) for item in toml.tables(table, "label", source))
    attributes = tuple(
        parse_attribute(item, source) for item in toml.tables(table, "attribute", source)
    )
    relations = tuple(
        parse_relation(item, source) for item in toml.tables(table, "relation", source)
    )
    if not labels:
        raise SchemaError(source=source, reason="no labels", key="label")
    toml.require_unique(((label.layer, label.name) for label in labels), "name", source)
    toml.require_unique((label.key for label in labels if label.key), "key", source)
    toml.require_unique((item.name for item in attributes), "attribute", source)
    toml.require_unique((item.name for item in relations), "relation", source)
    about = {"name", "title", "description", "version"}
    known = about | {"family", "label", "attribute", "relation"}
    version = table.get("version", 1)
    if not isinstance(version, int):
        raise SchemaError(source=source, reason="not a whole number", key="version")
    schema = LabelSchema(
        name=toml.text(table, "name", source),
        labels=labels,
        title=toml.text(table, "title", source, default=""),
        description=toml.text(table, "description", source, default=""),
        families=families,
        version=version,
        extra={key: value for key, value in table.items() if key not in known},
        attributes=attributes,
        relations=relations,
    )
    if schema.has_roles or schema.attributes or any(label.parent for label in labels):
        from annotate.schema.checks import require_sound

        require_sound(schema, source=source)
    return schema


def schema_to_table(schema: LabelSchema) -> dict[str, Any]:
    """The schema as a TOML table, which `schema_from_table` reads back equal."""
    table: dict[str, Any] = {
        "name": schema.name,
        "title": schema.title,
        "description": schema.description,
        "version": schema.version,
        **schema.extra,
        "family": [{"id": item.id, "title": item.title} for item in schema.families],
    }
    if schema.attributes:
        table["attribute"] = [attribute_to_table(item) for item in schema.attributes]
    if schema.relations:
        table["relation"] = [relation_to_table(item) for item in schema.relations]
    table["label"] = [label_to_table(label) for label in schema.labels]
    return table


def label_to_table(label: Label) -> dict[str, Any]:
    """A label as a TOML table, which `label_from_table` reads back equal.

    What a label without roles and parent does not need is left out.
    """
    table: dict[str, Any] = {
        "name": label.name,
        "layer": str(label.layer),
        "title": label.title,
        "family": label.family,
        "colour": label.colour,
        "key": label.key,
        "guideline": label.guideline,
        "examples": list(label.examples),
    }
    if label.parent:
        table["parent"] = label.parent
    if label.attributes:
        table["attributes"] = list(label.attributes)
    if label.is_retired:
        table["retired"] = True
    if label.roles:
        table["role"] = [role_to_table(role) for role in label.roles]
    return table


def dump_schema(schema: LabelSchema) -> str:
    """The schema as TOML text."""
    import tomli_w

    return tomli_w.dumps(schema_to_table(schema), multiline_strings=True)


def label_from_table(item: Mapping[str, Any], source: str) -> Label:
    """Read one `[[label]]`; raises `SchemaError`."""
    name = toml.text(item, "name", source)
    where = f"label {name}"
    if not re.fullmatch(toml.NAME, name):
        raise SchemaError(source=source, reason="no blanks, 1 to 64 characters", key=where)
    layer = toml.text(item, "layer", source)
    if layer not in set(Layer):
        raise SchemaError(source=source, reason=f"layer {layer!r}", key=where)
    colour = toml.text(item, "colour", source, default="#cccccc")
    if not re.fullmatch(toml.COLOUR, colour):
        raise SchemaError(source=source, reason=f"colour {colour!r}", key=where)
    roles = tuple(
        parse_role(each, source, label=name) for each in toml.tables(item, "role", source)
    )
    toml.require_unique((role.name for role in roles), f"role of {name}", source)
    return Label(
        name=name,
        layer=Layer(layer),
        title=toml.text(item, "title", source, default=""),
        family=toml.text(item, "family", source, default=""),
        colour=colour.lower(),
        key=toml.text(item, "key", source, default=""),
        guideline=toml.text(item, "guideline", source, default=""),
        examples=toml.texts(item, "examples", source, where=where),
        parent=toml.text(item, "parent", source, default=""),
        roles=roles,
        attributes=toml.texts(item, "attributes", source, where=where),
        is_retired=toml.flag(item, "retired", source),
    )
