"""What may be done to the labels and roles of a schema that is in use, and the schema afterwards.

Rename, merge, split and retire are values; `after` gives the schema that comes of one, with every
place that names the label or role brought along: parents, fillers, values by label, other names.
What becomes of the articles is in `annotate.schema.rewriting`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotate.errors import SchemaChangeError, UnknownLabelError
from annotate.relations.changes import (
    MergeRelations,
    RelationChange,
    RenameRelation,
    RetireRelation,
)
from annotate.relations.changes import after as after_relation
from annotate.schema.attribute_changes import AttributeChange
from annotate.schema.attribute_changes import after as after_attribute
from annotate.schema.checks import require_sound
from annotate.schema.label_schema import ALIASES, Label, LabelSchema
from annotate.schema.merging import without_clashes
from annotate.schema.new_labels import make_labels
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.schema.toml_fields import NAME, ROLE_NAME
from annotate.spans import Layer


@dataclass(frozen=True, slots=True)
class RenameLabel:
    """Call a label otherwise; `new` must not be there yet."""

    layer: Layer
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class MergeLabels:
    """Make one label of several; `into` may be one of them, another one, or a new one."""

    layer: Layer
    names: tuple[str, ...]
    into: str


@dataclass(frozen=True, slots=True)
class SplitLabel:
    """Give some spans of a label other labels, which may be new.

    `by_words` says it for the words of a span (`folded`), `by_span` for its id, which goes first;
    all others keep `old`, as do spans for which `by_span` says so.
    """

    layer: Layer
    old: str
    by_words: Mapping[str, str] = field(default_factory=dict[str, str])
    by_span: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def names(self) -> tuple[str, ...]:
        """The labels that take spans over."""
        named = dict.fromkeys((*self.by_words.values(), *self.by_span.values()))
        return tuple(name for name in named if name != self.old)


@dataclass(frozen=True, slots=True)
class RetireLabel:
    """Give a label no more, or again; spans that have it keep it."""

    layer: Layer
    name: str
    is_retired: bool = True


@dataclass(frozen=True, slots=True)
class RenameRole:
    """Call a role otherwise, for one event label and those below it, or for all (`label` "").

    Where the label has a role of the new name already, the two become one: a merge. With
    `is_unknown` it is one that events have and the schema has not for their labels: the schema
    stays as it is.
    """

    label: str
    old: str
    new: str
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class SplitRole:
    """Give some fillers of a role another role: those with the labels that `fillers` name."""

    label: str
    old: str
    new: str
    fillers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RetireRole:
    """Take a role out of the schema; what fills it keeps it, and is marked as unknown."""

    label: str
    role: str


LabelChange = RenameLabel | MergeLabels | SplitLabel | RetireLabel
RoleChange = RenameRole | SplitRole | RetireRole
Change = LabelChange | RoleChange | AttributeChange | RelationChange


def folded(words: str) -> str:
    """Words as a split compares them: case and the width of blanks do not count."""
    return " ".join(words.split()).casefold()


def after(schema: LabelSchema, change: Change) -> LabelSchema:
    """The schema after a change; raises `UnknownLabelError` or `SchemaError`."""
    match change:
        case RenameLabel():
            made = _renamed(schema, change)
        case MergeLabels():
            made = _merged(schema, change)
        case SplitLabel():
            made = _split(schema, change)
        case RetireLabel(layer, name, is_retired):
            schema.require(layer, name)
            made = _with(schema, layer, name, lambda x: replace(x, is_retired=is_retired))
        case RenameRole():
            made = _role_renamed(schema, change)
        case SplitRole():
            made = _role_split(schema, change)
        case RetireRole():
            made = _role_retired(schema, change)
        case RenameRelation() | MergeRelations() | RetireRelation():
            made = after_relation(schema, change)
        case _:
            made = after_attribute(schema, change)
    made = without_clashes(made)
    if made.has_roles or made.attributes:
        require_sound(made, source=schema.name)
    return made


def owners(schema: LabelSchema, label: str, role: str) -> tuple[str, ...]:
    """The event labels whose own role is meant: that from which `label` has it, or all of them.

    Raises `SchemaChangeError` when there is none.
    """
    if label:
        schema.require(Layer.EVENT, label)
        line = schema.ancestors(label)
        found = [x.name for x in line if any(item.name == role for item in x.roles)][:1]
    else:
        every = schema.in_layer(Layer.EVENT)
        found = [x.name for x in every if any(item.name == role for item in x.roles)]
    if not found:
        raise SchemaChangeError(
            source=schema.name, reason="no such role", key=f"{label} {role}".strip()
        )
    return tuple(found)


def having(schema: LabelSchema, label: str, role: str) -> frozenset[str]:
    """Event labels that have the role by way of its `owners`, themselves or inherited."""
    meant = frozenset(owners(schema, label, role))
    found: set[str] = set()
    for item in schema.in_layer(Layer.EVENT):
        line = schema.ancestors(item.name)
        owner = next((x.name for x in line if any(r.name == role for r in x.roles)), "")
        if owner in meant:
            found.add(item.name)
    return frozenset(found)


def lacking(schema: LabelSchema, label: str, role: str) -> frozenset[str]:
    """Event labels that have no such role: `label` and those below it, or of all (`label` "")."""
    if label:
        schema.require(Layer.EVENT, label)
    return frozenset(
        item.name
        for item in schema.in_layer(Layer.EVENT)
        if schema.role_of(item.name, role) is None
        and (not label or any(x.name == label for x in schema.ancestors(item.name)))
    )


# -- labels ----------------------------------------------------------------------------------------


def _renamed(schema: LabelSchema, change: RenameLabel) -> LabelSchema:
    schema.require(change.layer, change.old)
    if schema.get(change.layer, change.new) is not None:
        raise SchemaChangeError(source=schema.name, reason=f"{change.new} twice", key="name")
    _require_name(schema, change.new)
    made = _with(schema, change.layer, change.old, lambda x: _named(x, change.new))
    return _references(made, change.layer, {change.old: change.new})


def _named(label: Label, name: str) -> Label:
    """A title that only repeats the name goes with it."""
    return replace(label, name=name, title=name if label.title == label.name else label.title)


def _merged(schema: LabelSchema, change: MergeLabels) -> LabelSchema:
    layer, into = change.layer, change.into
    merged = [schema.require(layer, name) for name in change.names]
    if not merged or set(change.names) == {into}:
        raise SchemaChangeError(source=schema.name, reason="nothing to merge", key=into)
    target = schema.get(layer, into)
    if target is None:
        _require_name(schema, into)
        target = _named(merged[0], into)
    gone = set(change.names) - {into}
    first = next(x for x in schema.labels if x.layer is layer and x.name in gone | {into})
    place = into if schema.get(layer, into) is not None else first.name
    labels = [
        _with_roles_of(target, schema, merged)
        if label.layer is layer and label.name == place
        else label
        for label in schema.labels
        if label.layer is not layer or label.name not in gone or label.name == place
    ]
    above = {x.name: x.parent for x in schema.labels if x.layer is layer}
    made = replace(schema, labels=tuple(labels))
    made = _with(
        made, layer, into, lambda x: replace(x, parent=_parent(x.parent, gone | {into}, above))
    )
    return _references(made, layer, dict.fromkeys(gone, into))


def _parent(parent: str, gone: Iterable[str], above: Mapping[str, str]) -> str:
    """The nearest ancestor that is not one of the labels that become one."""
    seen: set[str] = set()
    while parent in set(gone) and parent not in seen:
        seen.add(parent)
        parent = above.get(parent, "")
    return "" if parent in seen else parent


def _with_roles_of(target: Label, schema: LabelSchema, merged: Sequence[Label]) -> Label:
    """The label with the roles of the others that it does not have: nothing becomes unknown."""
    gone = {label.name for label in merged}
    above = (x for x in schema.ancestors(target.parent) if x.name not in gone)
    have = {role.name for label in (target, *above) for role in label.roles}
    roles = list(target.roles)
    attributes = dict.fromkeys(target.attributes)
    for label in merged:
        for role in schema.roles_of(label.name) if label.layer is Layer.EVENT else ():
            if role.name not in have:
                roles.append(replace(role, cardinality=_loosened(role.cardinality)))
                have.add(role.name)
        attributes |= dict.fromkeys(label.attributes) if target.attributes else {}
    return replace(target, roles=tuple(roles), attributes=tuple(attributes))


def _loosened(cardinality: Cardinality) -> Cardinality:
    """The events of the other label do without."""
    return replace(cardinality, least=0)


def _split(schema: LabelSchema, change: SplitLabel) -> LabelSchema:
    old = schema.require(change.layer, change.old)
    new = [name for name in change.names if schema.get(change.layer, name) is None]
    if not change.names:
        raise SchemaChangeError(source=schema.name, reason="nothing to split", key=change.old)
    for name in new:
        _require_name(schema, name)
    colours = {label.name: label for label in make_labels(schema, [(change.layer, x) for x in new])}
    made = [
        replace(old, name=name, title=name, key="", colour=colours[name].colour, is_retired=False)
        for name in new
    ]
    place = schema.labels.index(old) + 1
    labels = (*schema.labels[:place], *made, *schema.labels[place:])
    return _fillers_added(
        replace(schema, labels=labels),
        f"{change.layer}:{change.old}",
        [f"{change.layer}:{name}" for name in new],
    )


def _fillers_added(schema: LabelSchema, old: str, new: list[str]) -> LabelSchema:
    """Where a label may fill a role, the labels that were split off may as well."""

    def role(item: Role) -> Role:
        if old not in item.fillers:
            return item
        return replace(item, fillers=tuple(dict.fromkeys((*item.fillers, *new))))

    def added(kinds: tuple[str, ...]) -> Iterable[str]:
        return dict.fromkeys((*kinds, *new)) if old in kinds else kinds

    return _each_relation(_each_role(schema, role), added)


# -- what names a label ----------------------------------------------------------------------------


def _references(schema: LabelSchema, layer: Layer, names: Mapping[str, str]) -> LabelSchema:
    """Every place that speaks of the old names (keys) speaks of the new ones."""

    def filler(written: str) -> str:
        of, colon, name = written.partition(":")
        return f"{of}:{names.get(name, name)}" if colon and of == layer else written

    def role(item: Role) -> Role:
        return replace(item, fillers=tuple(dict.fromkeys(map(filler, item.fillers))))

    made = _each_relation(_each_role(schema, role), lambda kinds: dict.fromkeys(map(filler, kinds)))
    if layer is Layer.EVENT:
        made = replace(
            made,
            labels=tuple(_reparented(label, names) for label in made.labels),
            attributes=tuple(_values(item, names) for item in made.attributes),
        )
    return replace(made, extra=_aliases(made, layer, names))


def _reparented(label: Label, names: Mapping[str, str]) -> Label:
    if label.layer is not Layer.EVENT or label.parent not in names:
        return label
    parent = names[label.parent]
    return replace(label, parent="" if parent == label.name else parent)


def _values(attribute: Attribute, names: Mapping[str, str]) -> Attribute:
    """Values by label under the new names; where two become one, the values of both."""
    own: dict[str, dict[str, None]] = {}
    for label, values in attribute.values_by_label:
        own.setdefault(names.get(label, label), {}).update(dict.fromkeys(values))
    pairs = tuple((label, tuple(own[label])) for label in sorted(own))
    return replace(attribute, values_by_label=pairs)


def _aliases(schema: LabelSchema, layer: Layer, names: Mapping[str, str]) -> dict[str, Any]:
    """Suggestions for the old names go to the new ones; no name stays that is a label now."""
    extra = dict(schema.extra)
    given = extra.get(ALIASES)
    aliases: dict[str, str] = {}
    for key, name in given.items() if isinstance(given, Mapping) else ():
        is_ours = str(key).startswith(f"{layer}:")
        aliases[str(key)] = names.get(str(name), str(name)) if is_ours else str(name)
    aliases |= {f"{layer}:{old}": new for old, new in names.items()}
    labels = {f"{label.layer}:{label.name}" for label in schema.labels}
    extra[ALIASES] = {key: name for key, name in sorted(aliases.items()) if key not in labels}
    return extra


# -- roles -----------------------------------------------------------------------------------------


def _role_renamed(schema: LabelSchema, change: RenameRole) -> LabelSchema:
    if change.old == change.new:
        raise SchemaChangeError(source=schema.name, reason="nothing to rename", key=change.new)
    _require_name(schema, change.new, is_role=True)
    if change.is_unknown:
        return schema
    made = schema
    for label in owners(schema, change.label, change.old):
        made = _with(made, Layer.EVENT, label, lambda x: _one_role(x, change.old, change.new))
    return made


def _one_role(label: Label, old: str, new: str) -> Label:
    """The label with `old` called `new`; a role of that name takes it in."""
    found = {role.name: role for role in label.roles}
    moved = found[old]
    if new not in found:
        title = new if moved.title in ("", old) else moved.title
        renamed = replace(moved, name=new, title=title)
        return replace(label, roles=tuple(renamed if r is moved else r for r in label.roles))
    both = found[new]
    joined = replace(
        both,
        cardinality=_joined(both.cardinality, moved.cardinality),
        fillers=tuple(dict.fromkeys((*both.fillers, *moved.fillers)))
        if both.fillers and moved.fillers
        else (),
    )
    roles = (joined if role is both else role for role in label.roles if role is not moved)
    return replace(label, roles=tuple(roles))


def _joined(one: Cardinality, other: Cardinality) -> Cardinality:
    most = None if one.most is None or other.most is None else one.most + other.most
    return Cardinality(min(one.least, other.least), most)


def _role_split(schema: LabelSchema, change: SplitRole) -> LabelSchema:
    if not change.fillers or change.old == change.new:
        raise SchemaChangeError(source=schema.name, reason="nothing to split", key=change.old)
    _require_name(schema, change.new, is_role=True)
    made = schema
    for label in owners(schema, change.label, change.old):
        made = _with(made, Layer.EVENT, label, lambda x: _two_roles(x, change))
    return made


def _two_roles(label: Label, change: SplitRole) -> Label:
    roles: list[Role] = []
    names = {role.name for role in label.roles}
    for role in label.roles:
        if role.name != change.old:
            roles.append(role)
            continue
        left = tuple(filler for filler in role.fillers if filler not in change.fillers)
        loose = replace(role.cardinality, least=0)
        roles.append(replace(role, fillers=left or role.fillers, cardinality=loose))
        if change.new not in names:
            roles.append(
                replace(
                    role,
                    name=change.new,
                    title=change.new,
                    key="",
                    cardinality=loose,
                    fillers=change.fillers,
                )
            )
    return replace(label, roles=tuple(roles))


def _role_retired(schema: LabelSchema, change: RetireRole) -> LabelSchema:
    made = schema
    for label in owners(schema, change.label, change.role):
        made = _with(made, Layer.EVENT, label, lambda x: _without_role(x, change.role))
    return made


def _without_role(label: Label, role: str) -> Label:
    return replace(label, roles=tuple(item for item in label.roles if item.name != role))


# -- within ----------------------------------------------------------------------------------------


def _with(
    schema: LabelSchema, layer: Layer, name: str, changed: Callable[[Label], Label]
) -> LabelSchema:
    """The schema with one label changed."""
    if (layer, name) not in schema.names:
        raise UnknownLabelError(label=name, layer=str(layer))
    return replace(
        schema,
        labels=tuple(
            changed(label) if label.layer is layer and label.name == name else label
            for label in schema.labels
        ),
    )


def _each_role(schema: LabelSchema, changed: Callable[[Role], Role]) -> LabelSchema:
    labels = tuple(
        replace(label, roles=tuple(map(changed, label.roles))) if label.roles else label
        for label in schema.labels
    )
    return replace(schema, labels=labels)


def _each_relation(
    schema: LabelSchema, fillers: Callable[[tuple[str, ...]], Iterable[str]]
) -> LabelSchema:
    return replace(
        schema, relations=tuple(relation.with_fillers(fillers) for relation in schema.relations)
    )


def _require_name(schema: LabelSchema, name: str, *, is_role: bool = False) -> None:
    if not re.fullmatch(ROLE_NAME if is_role else NAME, name):
        raise SchemaChangeError(
            source=schema.name, reason="no blanks, 1 to 64 characters", key=name
        )
