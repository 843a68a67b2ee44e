"""Roles, attributes and guidelines of one schema taken over into another, label by label."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import ANY_SPAN, Attribute, Role, filler_label
from annotate.spans import Layer

LabelName = tuple[Layer, str]


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What a schema got from another one: roles as (label, role), and names of the rest."""

    schema: LabelSchema
    roles: tuple[tuple[str, str], ...] = ()
    attributes: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    guidelines: tuple[str, ...] = ()
    """Labels that got a title, a guideline or examples."""

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to take."""
        taken = (self.roles, self.attributes, self.parents, self.relations, self.guidelines)
        return not any(taken)


def take_over(
    schema: LabelSchema, source: LabelSchema, *, only: Collection[LabelName] | None = None
) -> TakenOver:
    """Give the labels of `schema` what those of `source` with their names have and they have not.

    That is roles, attributes, the parent where it is there, and title, guideline and examples where
    they are empty; besides, attributes and relations that `schema` has not. Nothing that is there
    is changed. Fillers that `schema` does not have are left out. `only` are the labels that take
    part; None is all of them.
    """
    names = schema.names
    attributes, new_attributes = _attributes(schema, source, names)
    known = {item.name for item in attributes}
    roles: list[tuple[str, str]] = []
    parents: list[str] = []
    told: list[str] = []
    labels: list[Label] = []
    for label in schema.labels:
        theirs = source.get(label.layer, label.name)
        if theirs is None or (only is not None and (label.layer, label.name) not in only):
            labels.append(label)
            continue
        added = _new_roles(schema, label, theirs, names)
        roles += [(label.name, role.name) for role in added]
        parent = label.parent or _parent(schema, label, theirs)
        if parent != label.parent:
            parents.append(label.name)
        named = label.attributes or tuple(name for name in theirs.attributes if name in known)
        made = replace(
            label,
            roles=(*label.roles, *added),
            parent=parent,
            attributes=named if added or parent != label.parent else label.attributes,
            title=theirs.title if label.title in ("", label.name) else label.title,
            guideline=label.guideline or theirs.guideline,
            examples=label.examples or theirs.examples,
        )
        if _prose(made) != _prose(label):
            told.append(label.name)
        labels.append(made)
    made = _yielding(replace(schema, labels=tuple(labels), attributes=attributes), roles)
    relations = new_relations(schema, source)
    return TakenOver(
        without_clashes(made).with_relations(relations),
        tuple(roles),
        new_attributes,
        tuple(parents),
        tuple(item.name for item in relations),
        tuple(told),
    )


def _prose(label: Label) -> tuple[str, str, tuple[str, ...]]:
    return label.title, label.guideline, label.examples


def new_relations(schema: LabelSchema, source: LabelSchema) -> list[RelationLabel]:
    """The relations of the source that the schema has not, with fillers that it can have."""
    return [
        item.with_fillers(lambda fillers: known_fillers(fillers, schema.names))
        for item in source.relations
        if schema.relation(item.name) is None
    ]


def _yielding(schema: LabelSchema, new: Collection[tuple[str, str]]) -> LabelSchema:
    """The schema without letters of `new` roles that others have in the labels below."""
    kept: dict[str, set[str]] = {}
    for label in schema.in_layer(Layer.EVENT):
        keys = {role.key.casefold() for role in label.roles if (label.name, role.name) not in new}
        for above in schema.ancestors(label.name)[1:]:
            kept.setdefault(above.name, set()).update(keys)

    def role_of(label: Label, role: Role) -> Role:
        is_taken = role.key.casefold() in kept.get(label.name, ())
        return replace(role, key="") if is_taken and (label.name, role.name) in new else role

    labels = (
        replace(label, roles=tuple(role_of(label, role) for role in label.roles))
        for label in schema.labels
    )
    return replace(schema, labels=tuple(labels))


def without_clashes(schema: LabelSchema) -> LabelSchema:
    """The schema without letters of roles that are taken in their label, and without such keys."""
    labels: list[Label] = []
    for label in schema.labels:
        taken = {item.key.casefold() for item in schema.attributes_of(label.name) if item.key}
        own = {role.name for role in label.roles}
        inherited = (role for role in schema.roles_of(label.name) if role.name not in own)
        taken |= {role.key.casefold() for role in inherited if role.key}
        roles: list[Role] = []
        for role in label.roles:
            is_taken = role.key.casefold() in taken
            roles.append(replace(role, key="") if role.key and is_taken else role)
            taken.add(role.key.casefold())
        labels.append(replace(label, roles=tuple(roles)) if tuple(roles) != label.roles else label)
    return replace(schema, labels=tuple(labels))


def known_fillers(fillers: Iterable[str], names: Collection[LabelName]) -> tuple[str, ...]:
    """The fillers that a schema with these labels can have; "span" where none of them is left."""
    given = tuple(fillers)
    kept = tuple(
        filler for filler in given if (named := filler_label(filler)) is None or named in names
    )
    return kept if kept or not given else (ANY_SPAN,)


def _attributes(
    schema: LabelSchema, source: LabelSchema, names: Collection[LabelName]
) -> tuple[tuple[Attribute, ...], tuple[str, ...]]:
    have = {item.name for item in schema.attributes}
    roles = (role for label in schema.labels for role in label.roles)
    # Letters of roles and attributes hold together, and what is there keeps its own.
    keys = {item.key.casefold() for item in (*schema.attributes, *roles)}
    new = [
        replace(
            item,
            key="" if item.key.casefold() in keys else item.key,
            values_by_label=tuple(
                pair for pair in item.values_by_label if (Layer.EVENT, pair[0]) in names
            ),
        )
        for item in source.attributes
        if item.name not in have
    ]
    return (*schema.attributes, *new), tuple(item.name for item in new)


def _new_roles(
    schema: LabelSchema, label: Label, theirs: Label, names: Collection[LabelName]
) -> list[Role]:
    if label.layer is not Layer.EVENT:
        return []
    have = {role.name for role in schema.roles_of(label.name)}
    return [
        replace(role, fillers=known_fillers(role.fillers, names))
        for role in theirs.roles
        if role.name not in have
    ]


def _parent(schema: LabelSchema, label: Label, theirs: Label) -> str:
    """The parent that the source has, unless it is not there or would close a circle."""
    parent = theirs.parent
    if not parent or schema.get(Layer.EVENT, parent) is None:
        return ""
    above = {each.name for each in schema.ancestors(parent)}
    return "" if label.name in above else parent
