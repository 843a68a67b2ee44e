"""A schema in parts, so that a step of the history holds what it changes of it and no more.

The parts are the labels, each by itself, the attributes, the relations, the families, what is said
of the schema as a whole, and the order of the labels. Each is JSON; a part that is not there is "".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from annotate.edits import PutSchema
from annotate.errors import EditConflictError
from annotate.relations.relation import parse_relation, relation_to_table
from annotate.schema.label_schema import (
    Family,
    Label,
    LabelSchema,
    label_from_table,
    label_to_table,
)
from annotate.schema.roles import attribute_to_table, parse_attribute

_ABOUT = "about"
_FAMILIES = "families"
_ATTRIBUTES = "attributes"
_RELATIONS = "relations"
_ORDER = "order"
_LABEL = "label "
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_SOURCE = "history"

Parts = dict[str, str]


def parts_of(schema: LabelSchema) -> Parts:
    """Every part of a schema by its key."""
    about = {
        "name": schema.name,
        "title": schema.title,
        "description": schema.description,
        "version": schema.version,
        "extra": dict(schema.extra),
    }
    parts = {
        _ABOUT: _JSON(about),
        _FAMILIES: _JSON([[family.id, family.title] for family in schema.families]),
        _ATTRIBUTES: _JSON([attribute_to_table(item) for item in schema.attributes]),
        _RELATIONS: _JSON([relation_to_table(item) for item in schema.relations]),
        _ORDER: _JSON([_key(label) for label in schema.labels]),
    }
    return parts | {_LABEL + _key(label): _JSON(label_to_table(label)) for label in schema.labels}


def schema_of(parts: Mapping[str, str]) -> LabelSchema:
    """The schema of these parts; labels that the order does not name come last."""
    about = cast("dict[str, Any]", json.loads(parts.get(_ABOUT) or "{}"))
    order = {key: place for place, key in enumerate(_list(parts, _ORDER))}
    labels = {
        key.removeprefix(_LABEL): label_from_table(json.loads(part), _SOURCE)
        for key, part in parts.items()
        if key.startswith(_LABEL) and part
    }
    # The sort is stable: those without a place stay as they came.
    ordered = sorted(labels, key=lambda key: order.get(key, len(order)))
    return LabelSchema(
        name=about.get("name", ""),
        title=about.get("title", ""),
        description=about.get("description", ""),
        version=about.get("version", 1),
        extra=about.get("extra", {}),
        families=tuple(Family(id_, title) for id_, title in _list(parts, _FAMILIES)),
        attributes=tuple(parse_attribute(item, _SOURCE) for item in _list(parts, _ATTRIBUTES)),
        relations=tuple(parse_relation(item, _SOURCE) for item in _list(parts, _RELATIONS)),
        labels=tuple(labels[key] for key in ordered),
    )


def schema_edit(before: LabelSchema, after: LabelSchema) -> PutSchema | None:
    """The edit that turns one schema into another; None when they are the same."""
    old, new = parts_of(before), parts_of(after)
    keys = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    if not keys:
        return None
    return PutSchema(
        tuple((key, old.get(key, "")) for key in keys),
        tuple((key, new.get(key, "")) for key in keys),
    )


def edited(schema: LabelSchema, edit: PutSchema) -> LabelSchema:
    """The schema after an edit; raises `EditConflictError` when it is not what that was made for.

    The order of labels is no conflict: labels that came since keep their place behind the others.
    """
    parts = parts_of(schema)
    for key, part in edit.before:
        if key != _ORDER and parts.get(key, "") != part:
            raise EditConflictError(kind="schema", item_id=key)
    parts |= dict(edit.after)
    return schema_of(parts)


def labels_in(edit: PutSchema) -> tuple[list[str], list[str]]:
    """Names of the labels that an edit takes away or changes, and of those that it puts."""
    return (
        [key.partition(":")[2] for key, part in edit.before if key.startswith(_LABEL) and part],
        [key.partition(":")[2] for key, part in edit.after if key.startswith(_LABEL) and part],
    )


def _key(label: Label) -> str:
    return f"{label.layer}:{label.name}"


def _list(parts: Mapping[str, str], key: str) -> list[Any]:
    return cast("list[Any]", json.loads(parts.get(key) or "[]"))
