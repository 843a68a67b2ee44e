"""What may be done to the relations of a schema that is in use, and what becomes of the arcs.

Rename, merge and retire are values, as those of `annotate.schema.changes`, which calls this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from annotate.annotations import AnnotationSet
from annotate.errors import SchemaChangeError
from annotate.relations.relation import Relation, RelationLabel
from annotate.schema.attribute_changes import aliased, aliases_of
from annotate.schema.label_schema import LabelSchema
from annotate.schema.toml_fields import NAME

ALIAS = "relation"
"""Begins the keys of the schema's aliases that are names of relations."""


@dataclass(frozen=True, slots=True)
class RenameRelation:
    """Call a relation otherwise; `new` must not be there yet."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class MergeRelations:
    """Make one relation of several; `into` may be one of them, another one, or a new one."""

    names: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class RetireRelation:
    """Take a relation out of the schema; arcs that have it keep it."""

    name: str


RelationChange = RenameRelation | MergeRelations | RetireRelation


@dataclass(frozen=True, slots=True)
class ArcTouch:
    """An arc that a change touches, and the name that it has then.

    `is_gone`: the same is said already by another one, which stays.
    """

    relation: Relation
    after: str
    is_gone: bool = False


def relations_of(change: RelationChange) -> tuple[str, ...]:
    """The relations that arcs may lose by a change."""
    match change:
        case RenameRelation(old):
            return (old,)
        case MergeRelations(names, into):
            return tuple(name for name in names if name != into)
        case RetireRelation(name):
            return (name,)


def title_of(change: RelationChange) -> str:
    """What the step is called in the history, in English."""
    match change:
        case RenameRelation(old, new):
            return f"rename relation {old} to {new}"
        case MergeRelations(names, into):
            return f"merge relations {', '.join(names)} into {into}"
        case RetireRelation(name):
            return f"retire relation {name}"


# -- the schema ------------------------------------------------------------------------------------


def after(schema: LabelSchema, change: RelationChange) -> LabelSchema:
    """The schema after a change; raises `SchemaChangeError`."""
    names = change.names if isinstance(change, MergeRelations) else relations_of(change)
    for name in names:
        if schema.relation(name) is None:
            raise _error(schema, "no such relation", name)
    match change:
        case RenameRelation(old, new):
            if schema.relation(new) is not None:
                raise _error(schema, f"{new} twice", "relation")
            made = _put(schema, (old,), _named(_require(schema, old), new))
        case MergeRelations(_, into):
            if not relations_of(change):
                raise _error(schema, "nothing to merge", into)
            made = _merged(schema, change)
        case RetireRelation(name):
            return replace(schema, relations=tuple(x for x in schema.relations if x.name != name))
    new = change.new if isinstance(change, RenameRelation) else change.into
    if not re.fullmatch(NAME, new):
        raise _error(schema, "no blanks, 1 to 64 characters", new)
    for name in relations_of(change):
        made = aliased(made, ALIAS, name, new)
    return made


def _merged(schema: LabelSchema, change: MergeRelations) -> LabelSchema:
    """The relation ties all that any of them tied."""
    merged = [_require(schema, name) for name in change.names]
    target = schema.relation(change.into)
    made = target or _named(merged[0], change.into)
    for item in merged:
        made = replace(
            made,
            heads=_joined(made.heads, item.heads),
            children=_joined(made.children, item.children),
        )
    gone = relations_of(change)
    return _put(schema, (change.into,) if target is not None else gone[:1], made, gone)


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Fillers of either; without any, every span goes."""
    return tuple(dict.fromkeys((*one, *other))) if one and other else ()


def _named(item: RelationLabel, name: str) -> RelationLabel:
    # A title that only repeats the name goes with it.
    return replace(item, name=name, title=name if item.title == item.name else item.title)


def _put(
    schema: LabelSchema,
    place: tuple[str, ...],
    made: RelationLabel,
    gone: tuple[str, ...] = (),
) -> LabelSchema:
    """The schema with `made` in the place of a relation, and without those that are gone."""
    kept = (x for x in schema.relations if x.name in place or x.name not in gone)
    return replace(schema, relations=tuple(made if x.name in place else x for x in kept))


def _require(schema: LabelSchema, name: str) -> RelationLabel:
    found = schema.relation(name)
    if found is None:
        raise _error(schema, "no such relation", name)
    return found


def _error(schema: LabelSchema, reason: str, key: str) -> SchemaChangeError:
    return SchemaChangeError(source=schema.name, reason=reason, key=key)


# -- the articles ----------------------------------------------------------------------------------


def touched(change: RelationChange, annotations: AnnotationSet) -> list[ArcTouch]:
    """The arcs of an article that a change is about, in the order of their heads in the text."""
    names = {name: _new_name(change, name) for name in relations_of(change)}
    found = sorted(
        (item for item in annotations.relations.values() if item.label in names),
        key=lambda item: (*_place(annotations, item), item.id),
    )
    return list(_renamed(names, found, annotations))


def renamed_relations(schema: LabelSchema, annotations: AnnotationSet) -> list[ArcTouch]:
    """The arcs by names of an earlier time, and each by that of today."""
    known = {item.name for item in schema.relations}
    aliases = aliases_of(schema, ALIAS)
    names = {old: new for old, new in aliases.items() if old not in known and new in known}
    found = sorted(
        (item for item in annotations.relations.values() if item.label in names),
        key=lambda item: item.id,
    )
    return list(_renamed(names, found, annotations))


def _new_name(change: RelationChange, name: str) -> str:
    match change:
        case RenameRelation(_, new):
            return new
        case MergeRelations(_, into):
            return into
        case RetireRelation():
            return name


def _renamed(
    names: Mapping[str, str], found: list[Relation], annotations: AnnotationSet
) -> Iterator[ArcTouch]:
    said = {item.key for item in annotations.relations.values() if item.label not in names}
    for item in found:
        key = replace(item, label=names[item.label]).key
        yield ArcTouch(item, names[item.label], is_gone=key in said)
        said.add(key)


def _place(annotations: AnnotationSet, relation: Relation) -> tuple[int, int]:
    head, child = map(annotations.spans.get, relation.span_ids)
    return (head.start if head else 0, child.start if child else 0)
