"""Which names of a schema the names of a file are: the same but for case, or known synonyms.

Tools write one label in several ways: `Attack` is `ATTACK`, `PER` is `PERSON`, and a label that was
renamed in the project comes once more under its old name. Nothing is guessed beyond that, nothing
changes its layer, and a name that the schema has is never another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer

LabelName = tuple[Layer, str]

_SAME = (
    frozenset({"per", "pers", "person"}),
    frozenset({"loc", "location"}),
    frozenset({"org", "organization", "organisation"}),
    frozenset({"fac", "facility"}),
)
_PARTS = {"country": "gpe", "city": "gpe"}
"""Labels that are part of a wider one of the shipped schemas, in small letters."""


class TakenName(NamedTuple):
    """A name of a file that was taken as one of the schema; `kind` is what it names."""

    kind: str
    given: str
    ours: str


@dataclass(frozen=True, slots=True)
class SchemaNames:
    """The names that are given in a project, to find those of files among them; picklable."""

    labels: tuple[LabelName, ...] = ()
    aliases: Mapping[LabelName, str] = field(default_factory=dict[LabelName, str])
    """Labels by names that they had, or that others have for them."""
    roles: Mapping[str, tuple[tuple[str, str], ...]] = field(
        default_factory=dict[str, tuple[tuple[str, str], ...]]
    )
    """Names and titles of the roles by event label, in order."""
    relations: tuple[str, ...] = ()

    @classmethod
    def of(cls, schema: LabelSchema) -> SchemaNames:
        """The names of `schema`; those of retired labels are given to nothing."""
        return cls(
            labels=tuple(
                (label.layer, label.name) for label in schema.labels if not label.is_retired
            ),
            aliases={
                key: new for key, new in schema.aliases.items() if (key[0], new) in schema.offered
            },
            roles={
                label.name: tuple((role.name, role.title) for role in schema.roles_of(label.name))
                for label in schema.in_layer(Layer.EVENT)
            },
            relations=tuple(relation.name for relation in schema.relations),
        )

    def label(self, name: str, layers: Iterable[Layer]) -> LabelName | None:
        """The label that `name` is in the first of `layers` that has one."""
        for layer in layers:
            if (found := self.aliases.get((layer, name))) is not None:
                return layer, found
            known = [each for at, each in self.labels if at is layer]
            for names in _ways(name):
                for each in known:
                    if each.casefold() in names:
                        return layer, each
        return None

    def role(self, label: str, name: str) -> str:
        """The role of the event label that `name` is, by name or title; else `name` itself."""
        there = self.roles.get(label, ())
        if any(role == name for role, _ in there):
            return name
        wanted = name.casefold()
        for at in (0, 1):
            for role in there:
                if role[at].casefold() == wanted:
                    return role[0]
        return name

    def relation(self, name: str) -> str:
        """The relation that `name` is; else `name` itself."""
        if name in self.relations:
            return name
        wanted = name.casefold()
        return next((each for each in self.relations if each.casefold() == wanted), name)


def _ways(name: str) -> Iterator[frozenset[str]]:
    """In which ways a label may be written that is `name`, the closest first."""
    plain = name.casefold()
    yield frozenset({plain})
    yield from (names for names in _SAME if plain in names)
    if plain in _PARTS:
        yield frozenset({_PARTS[plain]})
