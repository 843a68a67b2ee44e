"""What may stand in an event frame: roles with their fillers, attributes with their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from annotate.errors import SchemaError
from annotate.schema import toml_fields as toml
from annotate.spans import Layer, Span

ANY_SPAN = "span"
JOINT = ", "
"""Between the values of an attribute that takes several."""
_FILLER = rf"span|(entity|event)(:{toml.NAME})?"
_COUNTED = r"\{(\d{1,3})(?:(-)(\d{0,3}))?\}"


@dataclass(frozen=True, slots=True)
class Cardinality:
    """How many spans may fill a role; `most` None is any number."""

    least: int = 0
    most: int | None = None

    @classmethod
    def parse(cls, written: str) -> Cardinality:
        """Read "?", "1", "*", "+", "{n}" "{n-m}" or "{n-}"; raises `ValueError`."""
        if written in _WRITTEN:
            return cls(*_WRITTEN[written])
        match = re.fullmatch(_COUNTED, written)
        if match is None:
            raise ValueError(written)
        least = int(match[1])
        most = int(match[3]) if match[3] else None if match[2] else least
        if most is not None and most < max(least, 1):
            raise ValueError(written)
        return cls(least, most)

    def __str__(self) -> str:
        """As `parse` reads it."""
        for written, pair in _WRITTEN.items():
            if pair == (self.least, self.most):
                return written
        if self.most is None:
            return f"{{{self.least}-}}"
        return f"{{{self.least}}}" if self.least == self.most else f"{{{self.least}-{self.most}}}"

    @property
    def is_required(self) -> bool:
        """Whether an empty role is a fault."""
        return self.least > 0

    def allows(self, count: int) -> bool:
        """Whether so many fillers are right."""
        return self.least <= count and (self.most is None or count <= self.most)


_WRITTEN: dict[str, tuple[int, int | None]] = {
    "?": (0, 1),
    "1": (1, 1),
    "*": (0, None),
    "+": (1, None),
}


@dataclass(frozen=True, slots=True)
class Role:
    """How a span takes part in an event.

    A filler is "entity:PERSON", "event:ATTACK", "entity" or "event" (any of the layer) or "span"
    (anything); without fillers anything goes. `key` is one letter, valid while the frame is open.
    """

    name: str
    title: str = ""
    cardinality: Cardinality = Cardinality()
    fillers: tuple[str, ...] = ()
    key: str = ""
    colour: str = "#cccccc"
    guideline: str = ""
    examples: tuple[str, ...] = ()

    def takes(self, layer: Layer, label: str) -> bool:
        """Whether a span of this layer and label may fill the role."""
        return takes(self.fillers, layer, label)

    def takes_span(self, span: Span) -> bool:
        """Whether this span may fill the role."""
        return self.takes(span.layer, span.label)


@dataclass(frozen=True, slots=True)
class Attribute:
    """What is said of an event as a whole; without `values` any text may be one.

    `values_by_label` are (event label, values) pairs, sorted, for labels with values of their own.
    With `takes_several` an event may have several of the values, which a frame keeps as one text.
    """

    name: str
    title: str = ""
    values: tuple[str, ...] = ()
    default: str = ""
    key: str = ""
    guideline: str = ""
    examples: tuple[str, ...] = ()
    values_by_label: tuple[tuple[str, tuple[str, ...]], ...] = ()
    takes_several: bool = False

    def parts(self, value: str) -> tuple[str, ...]:
        """The values that the text of a frame stands for; none for an empty one."""
        if not self.takes_several:
            return (value,) if value else ()
        return tuple(part for item in value.split(JOINT.strip()) if (part := item.strip()))

    def joined(self, parts: Iterable[str]) -> str:
        """The text that stands for these values: in the order of the schema, each once."""
        order = {value: place for place, value in enumerate(self.values)}
        unique = dict.fromkeys(parts)
        return JOINT.join(sorted(unique, key=lambda part: order.get(part, len(order))))

    def toggled(self, value: str, part: str) -> str:
        """The text with one more value, or with one less if it has it."""
        have = self.parts(value)
        left = tuple(item for item in have if item != part)
        return self.joined(left if part in have else (*have, part))

    @property
    def is_free(self) -> bool:
        """Whether any value goes."""
        return not self.values

    def narrowed(self, labels: Iterable[str]) -> Attribute:
        """The attribute with the values that the first of these event labels has of its own."""
        own = dict(self.values_by_label)
        values = next((own[label] for label in labels if label in own), None)
        return self if values is None else replace(self, values=values, values_by_label=())


def takes(fillers: tuple[str, ...], layer: Layer, label: str) -> bool:
    """Whether a span of this layer and label is among the fillers; without any, every one is."""
    if not fillers or ANY_SPAN in fillers:
        return True
    return str(layer) in fillers or f"{layer}:{label}" in fillers


def filler_label(filler: str) -> tuple[Layer, str] | None:
    """The layer and label that a filler names; None when it names no single label."""
    layer, colon, label = filler.partition(":")
    return (Layer(layer), label) if colon else None


def parse_fillers(item: toml.Table, key: str, source: str, where: str) -> tuple[str, ...]:
    """Read a list of fillers; raises `SchemaError` for one that cannot be."""
    fillers = toml.texts(item, key, source, where=where)
    for filler in fillers:
        if not re.fullmatch(_FILLER, filler):
            raise SchemaError(source=source, reason=f"filler {filler!r}", key=where)
    return fillers


def parse_role(item: toml.Table, source: str, *, label: str) -> Role:
    """Read one `[[label.role]]`; raises `SchemaError` with the label and the role."""
    name = _name(item, source, f"role of {label}")
    where = f"role {name} of {label}"
    written = toml.text(item, "cardinality", source, default="*")
    try:
        cardinality = Cardinality.parse(written)
    except ValueError as error:
        raise SchemaError(source=source, reason=f"cardinality {written!r}", key=where) from error
    fillers = parse_fillers(item, "fillers", source, where)
    colour = toml.text(item, "colour", source, default="#cccccc")
    if not re.fullmatch(toml.COLOUR, colour):
        raise SchemaError(source=source, reason=f"colour {colour!r}", key=where)
    return Role(
        name=name,
        title=toml.text(item, "title", source, default=""),
        cardinality=cardinality,
        fillers=fillers,
        key=toml.text(item, "key", source, default=""),
        colour=colour.lower(),
        guideline=toml.text(item, "guideline", source, default=""),
        examples=toml.texts(item, "examples", source, where=where),
    )


def role_to_table(role: Role) -> dict[str, Any]:
    """The role as a TOML table, which `parse_role` reads back equal."""
    return {
        "name": role.name,
        "title": role.title,
        "cardinality": str(role.cardinality),
        "fillers": list(role.fillers),
        "key": role.key,
        "colour": role.colour,
        "guideline": role.guideline,
        "examples": list(role.examples),
    }


def parse_attribute(item: toml.Table, source: str) -> Attribute:
    """Read one `[[attribute]]`; raises `SchemaError`."""
    name = _name(item, source, "attribute")
    where = f"attribute {name}"
    values = toml.texts(item, "values", source, where=where)
    toml.require_unique(values, where, source)
    takes_several = item.get("several", False)
    if not isinstance(takes_several, bool):
        raise SchemaError(source=source, reason=f"several {takes_several!r}", key=where)
    own = _values_by_label(item, source, where)
    if takes_several and not values:
        raise SchemaError(source=source, reason="several values, and none is named", key=where)
    every = (*values, *(value for _, some in own for value in some))
    if takes_several and any(JOINT.strip() in value for value in every):
        raise SchemaError(source=source, reason="several values, and one has a comma", key=where)
    default = toml.text(item, "default", source, default="")
    if default and values and default not in values:
        raise SchemaError(source=source, reason=f"default {default!r} is no value", key=where)
    return Attribute(
        name=name,
        title=toml.text(item, "title", source, default=""),
        values=values,
        default=default,
        key=toml.text(item, "key", source, default=""),
        guideline=toml.text(item, "guideline", source, default=""),
        examples=toml.texts(item, "examples", source, where=where),
        values_by_label=own,
        takes_several=takes_several,
    )


def _values_by_label(
    item: toml.Table, source: str, where: str
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    table = item.get("values_by_label", {})
    if not isinstance(table, Mapping):
        raise SchemaError(source=source, reason="values_by_label is no table", key=where)
    own = cast("toml.Table", table)
    return tuple((label, toml.texts(own, label, source, where=where)) for label in sorted(own))


def attribute_to_table(attribute: Attribute) -> dict[str, Any]:
    """The attribute as a TOML table, which `parse_attribute` reads back equal."""
    own = {label: list(values) for label, values in attribute.values_by_label}
    return {
        "name": attribute.name,
        "title": attribute.title,
        "values": list(attribute.values),
        "default": attribute.default,
        "key": attribute.key,
        "guideline": attribute.guideline,
        "examples": list(attribute.examples),
        **({"several": True} if attribute.takes_several else {}),
        **({"values_by_label": own} if own else {}),
    }


def _name(item: toml.Table, source: str, where: str) -> str:
    name = toml.text(item, "name", source)
    if not re.fullmatch(toml.ROLE_NAME, name):
        reason = "no blanks, colons or commas, 1 to 64 characters"
        raise SchemaError(source=source, reason=reason, key=f"{where} {name}")
    return name
