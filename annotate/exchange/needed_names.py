"""Labels and names of relations that an import needs: those of what really goes in, no others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.store.coming_in import Newly
    from annotate.store.imports import Incoming

LabelName = tuple[Layer, str]


@dataclass(slots=True)
class NeededNames:
    """Keeps the labels that files have and the schema has not, until an article brings one in."""

    _waiting: dict[LabelName, None] = field(default_factory=dict[LabelName, None])

    @property
    def is_waiting(self) -> bool:
        """Whether some label has come that nothing has brought in yet."""
        return bool(self._waiting)

    def take(
        self,
        labels: Iterable[LabelName],
        items: Sequence[Incoming],
        newly: Sequence[Newly],
        *,
        declared: Collection[LabelName] = (),
    ) -> tuple[LabelName, ...]:
        """Those of `labels`, and of earlier ones, that `items` bring in, in the order they came.

        With them go labels that the files only declare: those of `declared` that no item has.
        """
        self._waiting.update(dict.fromkeys(labels))
        if not self._waiting:
            return ()
        had = {label for item in items for label in (*_said(item), *_suggested(item))}
        wanted = {
            label
            for item, (says, suggests) in zip(items, newly, strict=True)
            for label in (*(_said(item) if says else ()), *(_suggested(item) if suggests else ()))
        }
        if wanted & self._waiting.keys():
            wanted |= {label for label in declared if label not in had}
        taken = tuple(label for label in self._waiting if label in wanted)
        for label in taken:
            del self._waiting[label]
        return taken


def relation_names(items: Sequence[Incoming], newly: Sequence[Newly]) -> list[str]:
    """Names of the relations that go in, sorted."""
    return sorted(
        {
            relation.label
            for item, (says, _) in zip(items, newly, strict=True)
            if says
            for relation in item.relations
        }
    )


def _said(item: Incoming) -> Iterator[LabelName]:
    yield from ((span.layer, span.label) for span in item.spans)
    yield from ((decision.layer, decision.label) for decision in item.decisions)
    for mark in item.complete:
        yield from mark.labels


def _suggested(item: Incoming) -> Iterator[LabelName]:
    yield from ((proposal.layer, proposal.label) for proposal in item.proposals)
