"""Foreign labels and relations into those of a project: mapped as asked, else by name, else new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from annotate.exchange.name_proposals import SchemaNames, TakenName
from annotate.spans import Layer

_BLANKS = re.compile(r"[\s\x00-\x1f]+")
_MOST = 64  # characters of a label's name
_RELATION = "relation:"
RELATION, ROLE = "relation", "role"
"""Kinds of names beside the layers of labels."""

LabelKey = tuple[Layer | None, str]
"""A label as a file has it: its layer if the file tells one, and its name."""


@dataclass(frozen=True, slots=True)
class LabelTarget:
    """What a foreign label becomes; an empty name leaves its spans out.

    Without a layer the file's own, or that of the schema's label of this name, is taken.
    """

    name: str
    layer: Layer | None = None


@dataclass(frozen=True, slots=True)
class LabelMap:
    """What was asked for: targets by foreign label (for either layer when its layer is `None`).

    Labels that neither the map nor the schema knows become new ones if `adds_labels`, else their
    spans are left out. `relations` are names of relations by their foreign name, empty for those
    without one; an empty name leaves the relations out. One that begins at an event becomes a role
    of that name. Names about which nothing is asked, and that the schema has not, are sought in
    `proposed`; without it they stay as they are.
    """

    targets: Mapping[LabelKey, LabelTarget] = field(default_factory=dict[LabelKey, LabelTarget])
    adds_labels: bool = True
    relations: Mapping[str, str] = field(default_factory=dict[str, str])
    proposed: SchemaNames | None = None


def parse_mapping(text: str) -> tuple[LabelKey, LabelTarget]:
    """`OLD=NEW` as a mapping; both may name a layer as `entity:` or `event:`, NEW may be empty.

    Raises `ValueError` when there is no `=` or OLD is empty.
    """
    old, sign, new = text.rpartition("=")
    if not sign or not old:
        raise ValueError(text)
    old_layer, old_name = _layered(old)
    new_layer, new_name = _layered(new)
    return (old_layer, old_name), LabelTarget(clean_label(new_name), new_layer)


def parse_relation_mapping(text: str) -> tuple[str, str] | None:
    """`relation:OLD=NEW` as a mapping of names of relations; `None` for a mapping of labels.

    OLD may be empty, for relations without a name, and NEW too; NEW may have the sign again.
    """
    old, sign, new = text.rpartition("=")
    if not sign or not old.startswith(_RELATION):
        return None
    return old.removeprefix(_RELATION), clean_label(new.removeprefix(_RELATION))


def _layered(text: str) -> tuple[Layer | None, str]:
    head, sign, rest = text.partition(":")
    if sign and head in set(Layer):
        return Layer(head), rest
    return None, text


def clean_label(name: str) -> str:
    """`name` as a schema can hold it: no blanks, at most 64 characters, nothing unstorable."""
    from annotate.text import normalise_text

    return _BLANKS.sub("_", normalise_text(name).text.strip())[:_MOST]


class LabelResolver:
    """Gives each foreign label its label in the project, always the same within one import."""

    def __init__(self, known: Iterable[tuple[Layer, str]], asked: LabelMap) -> None:
        """Begin with the labels of the schema and what was asked for."""
        self.known = frozenset(known)
        self._asked = asked
        self.given: dict[LabelKey, tuple[Layer, str] | None] = {}
        """What each foreign label became; `None` where its spans are left out."""
        self.seen: Counter[LabelKey] = Counter()
        """How many spans have each foreign label."""
        self.added: dict[tuple[Layer, str], None] = {}
        """Labels that the schema has not yet, in the order in which they came."""
        self.relations: Counter[str] = Counter()
        """How many arcs between spans have each foreign name; empty for those without one."""
        self.roles: Counter[str] = Counter()
        """How many of them begin at an event."""
        self.taken: dict[TakenName, None] = {}
        """Names that were taken as others of the schema without having been asked to."""

    def mark(self) -> tuple[int, int, int, int]:
        """Where things stand, for `forget`."""
        return len(self.given), len(self.added), len(self.relations), len(self.taken)

    def forget(self, mark: tuple[int, int, int, int]) -> None:
        """Forget the labels that came since `mark`: the record that had them is refused."""
        for name in list(self.taken)[mark[3] :]:
            del self.taken[name]
        for name in list(self.relations)[mark[2] :]:
            del self.relations[name]
            del self.roles[name]
        for key in list(self.given)[mark[0] :]:
            del self.given[key]
            del self.seen[key]
        for label in list(self.added)[mark[1] :]:
            del self.added[label]

    def resolve(
        self, layer: Layer | None, name: str, *, is_trigger: bool = False
    ) -> tuple[Layer, str] | None:
        """Layer and name in the project; `None` when its spans are to be left out.

        `is_trigger` says that a frame hangs on the span, which makes an unknown label an event.
        """
        key = (layer, name)
        self.seen[key] += 1
        if key not in self.given:
            self.given[key] = self._find(layer, name, is_trigger=is_trigger)
        return self.given[key]

    def relation(self, name: str, *, is_role: bool) -> str | None:
        """What an arc of this foreign name is called; `None` when it is to be left out.

        `is_role` says that it begins at an event. The name comes back as it is where nothing was
        asked about it.
        """
        self.relations[name] += 1
        if is_role:
            self.roles[name] += 1
            asked = self._asked.relations.get(name)
            return name if asked is None else asked or None
        ours = self.relation_target(name)
        if ours and ours != name and not self.is_asked(name):
            self.taken[TakenName(RELATION, name, ours)] = None
        return ours

    def relation_target(self, name: str) -> str | None:
        """What `relation` answers, without counting; a role that all of them become."""
        asked = self._asked.relations.get(name)
        if asked is not None:
            return asked or None
        if self.roles[name]:
            ours = {each.ours for each in self.taken if (each.kind, each.given) == (ROLE, name)}
            return next(iter(ours)) if len(ours) == 1 else name
        names = self._asked.proposed
        return names.relation(name) if names is not None else name

    def role(self, label: str, name: str) -> str:
        """What the role `name` of an event with this label is called."""
        names = self._asked.proposed
        ours = names.role(label, name) if names is not None else name
        if ours != name:
            self.taken[TakenName(ROLE, name, ours)] = None
        return ours

    def is_asked(self, relation: str) -> bool:
        """Whether something was asked about the relations of this name."""
        return relation in self._asked.relations

    def as_it_is(self, layer: Layer | None, name: str) -> tuple[Layer, str] | None:
        """The label of this very name for a span that would else be another one's double.

        `None` when the double is to be left out: it was asked for, or the name is the same.
        """
        ours = self.given.get((layer, name))
        wanted = clean_label(name)
        if ours is None or ours[1] == wanted or self._target(layer, name) is not None:
            return None
        found = (ours[0], wanted)
        if found not in self.known:
            if not self._asked.adds_labels:
                return None
            self.added.setdefault(found)
        return found

    def declare(self, labels: Iterable[tuple[Layer, str]]) -> None:
        """Add labels that the files declare, used or not, unless they were to become others."""
        if not self._asked.adds_labels:
            return
        asked = {name for _, name in self._asked.targets}
        for layer, name in sorted(labels):
            is_new = clean_label(name) == name and (layer, name) not in self.known
            if is_new and name not in asked and self._proposed(name, (layer,)) is None:
                self.added.setdefault((layer, name))

    def _find(
        self, layer: Layer | None, name: str, *, is_trigger: bool
    ) -> tuple[Layer, str] | None:
        target = self._target(layer, name)
        if target is not None and not target.name:
            return None
        wanted = clean_label(name) if target is None else target.name
        if not wanted:
            return None
        if target is not None and target.layer is not None:
            layer = target.layer
        found = (layer or self._layer_of(wanted, is_trigger=is_trigger), wanted)
        if target is None and found not in self.known:
            layers = (layer,) if layer else _order(is_trigger=is_trigger)
            proposed = self._proposed(name, layers) or self._proposed(wanted, layers)
            if proposed is not None:
                self.taken[TakenName(str(proposed[0]), name, proposed[1])] = None
                return proposed
        if found not in self.known and found not in self.added:
            if not self._asked.adds_labels and target is None:
                return None
            self.added[found] = None
        return found

    def _target(self, layer: Layer | None, name: str) -> LabelTarget | None:
        targets = self._asked.targets
        return targets.get((layer, name)) or targets.get((None, name))

    def _proposed(self, name: str, layers: Iterable[Layer]) -> tuple[Layer, str] | None:
        names = self._asked.proposed
        return names.label(name, layers) if names is not None else None

    def _layer_of(self, name: str, *, is_trigger: bool) -> Layer:
        order = _order(is_trigger=is_trigger)
        for layer in order:
            if (layer, name) in self.known or (layer, name) in self.added:
                return layer
        return order[0]


def _order(*, is_trigger: bool) -> tuple[Layer, Layer]:
    """In which order the layers are asked for a label whose layer the file does not tell."""
    return (Layer.EVENT, Layer.ENTITY) if is_trigger else (Layer.ENTITY, Layer.EVENT)
