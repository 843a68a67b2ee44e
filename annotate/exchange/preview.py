"""What an import would bring, before anything is written: counts, labels, problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotate.exchange.drafts import Refusal
from annotate.exchange.importing import ARTICLES, ReadPlan, read_annotated
from annotate.exchange.label_map import LabelKey
from annotate.exchange.losses import Loss, Losses
from annotate.exchange.reading import Progress
from annotate.spans import Layer

_MOST_REFUSALS = 500


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label of the files: how many spans have it, and what it would become.

    `target` is `None` where its spans would be left out.
    """

    layer: Layer | None
    name: str
    count: int
    target: tuple[Layer, str] | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class FoundRelation:
    """A name of relations in the files, empty for those without one: how many there are.

    `roles` of them begin at an event, and become arguments of it. `target` is what they would be
    called, `None` where they would be left out.
    """

    name: str
    count: int
    roles: int
    target: str | None


@dataclass(slots=True)
class Preview:
    """Counts over everything that was read; picklable. `known` articles are in the project."""

    formats: dict[str, int] = field(default_factory=dict[str, int])
    articles: int = 0
    known: int = 0
    spans: int = 0
    suggestions: int = 0
    frames: int = 0
    chains: int = 0
    relations: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    """The first of those that are refused."""
    losses: Losses = field(default_factory=Losses)
    labels: tuple[FoundLabel, ...] = ()
    relation_names: tuple[FoundRelation, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but articles, about which nothing is said."""
        return not set(self.formats) - {ARTICLES} and not self.labels

    @property
    def problems(self) -> int:
        """How many things would not go in, or not as they are."""
        return self.refused + self.losses.total


def preview(
    paths: Sequence[Path],
    plan: ReadPlan,
    *,
    known: Collection[str],
    labels: Iterable[tuple[Layer, str]] = (),
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Preview:
    """Read `paths` and count; `known` are fingerprints and `labels` the labels of the project.

    Raises `JobCancelled` when asked, and `SettingsError` for a plan that cannot be.
    """
    schema = frozenset(labels)
    reading = read_annotated(
        paths, plan, labels=schema, progress=progress, is_cancelled=is_cancelled
    )
    found = Preview()
    seen: set[str] = set()
    for item in reading:
        if isinstance(item, Refusal):
            found.refused += 1
            if len(found.refusals) < _MOST_REFUSALS:
                found.refusals.append(item)
        elif isinstance(item, Loss):
            found.losses.add(item)
        else:
            mark = item.draft.fingerprint
            if mark not in seen:
                seen.add(mark)
                found.articles += 1
                found.known += mark in known
            found.spans += len(item.spans)
            found.suggestions += len(item.proposals)
            found.frames += len(item.frames)
            found.chains += len(item.chains)
            found.relations += len(item.relations)
            found.losses.extend(item.losses)
    found.formats = dict(reading.formats)
    resolver = reading.resolver
    found.labels = _labels(resolver.seen, resolver.given, schema)
    found.relation_names = tuple(
        FoundRelation(name, count, resolver.roles[name], resolver.relation_target(name))
        for name, count in sorted(resolver.relations.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return found


def _labels(
    seen: Counter[LabelKey],
    given: Mapping[LabelKey, tuple[Layer, str] | None],
    schema: frozenset[tuple[Layer, str]],
) -> tuple[FoundLabel, ...]:
    return tuple(
        FoundLabel(
            layer=key[0],
            name=key[1],
            count=count,
            target=given[key],
            is_new=given[key] is not None and given[key] not in schema,
        )
        for key, count in sorted(seen.items(), key=lambda pair: (-pair[1], pair[0][1]))
    )
