"""A schema in parts, so that a step of the history holds what it changes of it and no more.

The parts are the labels, attributes and relations, each by itself, the order of each of the three,
the families, and what is said of the schema as a whole. Each is JSON; a part that is not there
is "".
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from annotate.edits import PutSchema
from annotate.errors import EditConflictError
from annotate.relations.relation import RelationLabel, parse_relation, relation_to_table
from annotate.schema.label_schema import (
    Family,
    Label,
    LabelSchema,
    label_from_table,
    label_to_table,
)
from annotate.schema.roles import Attribute, attribute_to_table, parse_attribute

_ABOUT = "about"
_FAMILIES = "families"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_SOURCE = "history"

Parts = dict[str, str]
Thing = Label | Attribute | RelationLabel


@dataclass(frozen=True, slots=True)
class _Kind:
    """Things of one kind: `head` begins the key of each, `order` is that of their order."""

    head: str
    order: str
    write: Callable[[Any], dict[str, Any]]
    whole: str = ""
    """The key under which older steps of the history have all of them as one list."""


_LABELS = _Kind("label ", "order", label_to_table)
_ATTRIBUTES = _Kind("attribute ", "order of attributes", attribute_to_table, "attributes")
_RELATIONS = _Kind("relation ", "order of relations", relation_to_table, "relations")
_KINDS = (_LABELS, _ATTRIBUTES, _RELATIONS)
_ORDERS = frozenset(kind.order for kind in _KINDS)


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
    }
    for kind, things in (
        (_LABELS, schema.labels),
        (_ATTRIBUTES, schema.attributes),
        (_RELATIONS, schema.relations),
    ):
        parts |= _things(kind, things)
    return parts


def _things(kind: _Kind, things: Iterable[Thing]) -> Iterator[tuple[str, str]]:
    keys: list[str] = []
    for thing in things:
        keys.append(_key(thing))
        yield kind.head + keys[-1], _JSON(kind.write(thing))
    yield kind.order, _JSON(keys)


def schema_of(parts: Mapping[str, str]) -> LabelSchema:
    """The schema of these parts; what an order does not name comes last."""
    about = cast("dict[str, Any]", json.loads(parts.get(_ABOUT) or "{}"))
    return LabelSchema(
        name=about.get("name", ""),
        title=about.get("title", ""),
        description=about.get("description", ""),
        version=about.get("version", 1),
        extra=about.get("extra", {}),
        families=tuple(Family(id_, title) for id_, title in _list(parts.get(_FAMILIES, ""))),
        attributes=tuple(parse_attribute(x, _SOURCE) for x in _tables(parts, _ATTRIBUTES)),
        relations=tuple(parse_relation(x, _SOURCE) for x in _tables(parts, _RELATIONS)),
        labels=tuple(label_from_table(x, _SOURCE) for x in _tables(parts, _LABELS)),
    )


def _tables(parts: Mapping[str, str], kind: _Kind) -> list[dict[str, Any]]:
    order = {key: place for place, key in enumerate(_list(parts.get(kind.order, "")))}
    found = {
        key.removeprefix(kind.head): part
        for key, part in parts.items()
        if key.startswith(kind.head) and part
    }
    # The sort is stable: those without a place stay as they came.
    ordered = sorted(found, key=lambda key: order.get(key, len(order)))
    return [json.loads(found[key]) for key in ordered]


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

    The order of things is no conflict: those that came since keep their place behind the others.
    """
    parts = parts_of(schema)
    before, after = _single(edit)
    for key, part in before.items():
        if key not in _ORDERS and parts.get(key, "") != part:
            raise EditConflictError(kind="schema", item_id=key)
    return schema_of(parts | after)


def rebased(
    draft: LabelSchema, base: LabelSchema, present: LabelSchema
) -> tuple[LabelSchema, tuple[str, ...]]:
    """What was changed from `base` to `draft`, done to `present`; what stays as it is there.

    Those are labels, attributes and relations by name (and "" for all else) that `present` has
    otherwise than both.
    """
    edit = schema_edit(base, draft)
    if edit is None:
        return present, ()
    now = parts_of(present)
    old, new = dict(edit.before), dict(edit.after)
    kept = [
        key for key in new
        if key not in _ORDERS and now.get(key, "") not in (old[key], new[key])
    ]  # fmt: skip
    made = now | {key: part for key, part in new.items() if key not in kept}
    return schema_of(made), tuple(_name(key) for key in kept)


def names_in(edit: PutSchema) -> tuple[list[str], list[str]]:
    """Names of the labels, attributes and relations that an edit takes away or changes, and puts.

    Where labels are among them, no others: those follow.
    """
    found = _single(edit)
    for kinds in ((_LABELS,), (_ATTRIBUTES, _RELATIONS)):
        heads = tuple(kind.head for kind in kinds)
        before, after = (
            [_name(key) for key, part in parts.items() if key.startswith(heads) and part]
            for parts in found
        )
        if before or after:
            return before, after
    return [], []


def _single(edit: PutSchema) -> tuple[Parts, Parts]:
    """The parts before and after, with the lists of older steps taken apart."""
    before, after = dict(edit.before), dict(edit.after)
    for kind in _KINDS:
        if not kind.whole or kind.whole not in before:
            continue
        lists = [
            {str(table["name"]): _JSON(table) for table in _list(parts.pop(kind.whole))}
            for parts in (before, after)
        ]
        for parts, own in zip((before, after), lists, strict=True):
            parts |= {kind.head + name: own.get(name, "") for found in lists for name in found}
            parts[kind.order] = _JSON(list(own))
    return before, after


def _key(thing: Thing) -> str:
    return f"{thing.layer}:{thing.name}" if isinstance(thing, Label) else thing.name


def _name(key: str) -> str:
    """What the part of a schema is called that stands under a key."""
    for kind in _KINDS:
        if key.startswith(kind.head):
            name = key.removeprefix(kind.head)
            return name.partition(":")[2] if kind is _LABELS else name
    return ""


def _list(part: str) -> list[Any]:
    return cast("list[Any]", json.loads(part or "[]"))
