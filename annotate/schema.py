"""Label schemas: which labels an annotator may give, with colour, key and guideline.

A schema is a TOML file; `resources/schemas/` ships some, and each project keeps its own copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from annotate.errors import SchemaError, UnknownLabelError
from annotate.spans import Layer

_COLOUR = r"#[0-9a-fA-F]{6}"
_NAME = r"[^\s\x00-\x1f]{1,64}"


@dataclass(frozen=True, slots=True)
class Family:
    """Labels that belong together and share a hue."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """What a span may be called; `colour` is "#rrggbb", `key` a portable key sequence or empty."""

    name: str
    layer: Layer
    title: str = ""
    family: str = ""
    colour: str = "#cccccc"
    key: str = ""
    guideline: str = ""
    examples: tuple[str, ...] = ()


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

    @cached_property
    def _by_name(self) -> dict[tuple[Layer, str], Label]:
        return {(label.layer, label.name): label for label in self.labels}

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

    def with_labels(self, labels: Iterable[Label]) -> LabelSchema:
        """The same schema with `labels` added behind those that it has."""
        known = self.names
        new = tuple(label for label in labels if (label.layer, label.name) not in known)
        return LabelSchema(
            name=self.name,
            labels=(*self.labels, *new),
            title=self.title,
            description=self.description,
            families=self.families,
            version=self.version,
            extra=self.extra,
        )


def parse_schema(toml: str, *, source: str) -> LabelSchema:
    """Read a schema from TOML text; raises `SchemaError` with the reason and the key."""
    import tomllib  # a project keeps its schema as rows

    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise SchemaError(source=source, reason=str(error), key="") from error
    return schema_from_table(table, source=source)


def schema_from_table(table: Mapping[str, Any], *, source: str) -> LabelSchema:
    """Read a schema from parsed TOML; raises `SchemaError`."""
    families = tuple(
        Family(id=_text(item, "id", source), title=_text(item, "title", source, default=""))
        for item in _tables(table, "family", source)
    )
    labels = tuple(_label(item, source) for item in _tables(table, "label", source))
    if not labels:
        raise SchemaError(source=source, reason="no labels", key="label")
    _require_unique(((label.layer, label.name) for label in labels), "name", source)
    _require_unique((label.key for label in labels if label.key), "key", source)
    known = {"name", "title", "description", "version", "family", "label"}
    version = table.get("version", 1)
    if not isinstance(version, int):
        raise SchemaError(source=source, reason="not a whole number", key="version")
    return LabelSchema(
        name=_text(table, "name", source),
        labels=labels,
        title=_text(table, "title", source, default=""),
        description=_text(table, "description", source, default=""),
        families=families,
        version=version,
        extra={key: value for key, value in table.items() if key not in known},
    )


def schema_to_table(schema: LabelSchema) -> dict[str, Any]:
    """The schema as a TOML table, which `schema_from_table` reads back equal."""
    return {
        "name": schema.name,
        "title": schema.title,
        "description": schema.description,
        "version": schema.version,
        "family": [{"id": item.id, "title": item.title} for item in schema.families],
        "label": [
            {
                "name": label.name,
                "layer": str(label.layer),
                "title": label.title,
                "family": label.family,
                "colour": label.colour,
                "key": label.key,
                "guideline": label.guideline,
                "examples": list(label.examples),
            }
            for label in schema.labels
        ],
        **schema.extra,
    }


def dump_schema(schema: LabelSchema) -> str:
    """The schema as TOML text."""
    import tomli_w

    return tomli_w.dumps(schema_to_table(schema), multiline_strings=True)


def _label(item: Mapping[str, Any], source: str) -> Label:
    name = _text(item, "name", source)
    if not re.fullmatch(_NAME, name):
        raise SchemaError(
            source=source, reason="no blanks, 1 to 64 characters", key=f"label {name}"
        )
    layer = _text(item, "layer", source)
    if layer not in set(Layer):
        raise SchemaError(source=source, reason=f"layer {layer!r}", key=f"label {name}")
    colour = _text(item, "colour", source, default="#cccccc")
    if not re.fullmatch(_COLOUR, colour):
        raise SchemaError(source=source, reason=f"colour {colour!r}", key=f"label {name}")
    examples = item.get("examples", [])
    if not isinstance(examples, list):
        raise SchemaError(source=source, reason="examples are no list", key=f"label {name}")
    return Label(
        name=name,
        layer=Layer(layer),
        title=_text(item, "title", source, default=""),
        family=_text(item, "family", source, default=""),
        colour=colour.lower(),
        key=_text(item, "key", source, default=""),
        guideline=_text(item, "guideline", source, default=""),
        examples=tuple(str(example) for example in cast("list[object]", examples)),
    )


def _tables(table: Mapping[str, Any], key: str, source: str) -> list[Mapping[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(
        isinstance(item, dict) for item in cast("list[object]", value)
    ):
        raise SchemaError(source=source, reason=f"[[{key}]] expected", key=key)
    return cast("list[Mapping[str, Any]]", value)


def _text(table: Mapping[str, Any], key: str, source: str, *, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str):
        raise SchemaError(source=source, reason="text expected", key=key)
    return value


def _require_unique(values: Iterable[object], key: str, source: str) -> None:
    seen: set[object] = set()
    for value in values:
        if value in seen:
            raise SchemaError(source=source, reason=f"{value} twice", key=key)
        seen.add(value)
