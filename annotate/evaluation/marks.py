"""What is compared: spans reduced to layer, offsets and label; offsets are code points, half-open.

A reference is one article with all that is known to be right about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from annotate.spans import Layer

Label = tuple[Layer, str]
"""A label of a layer."""


class Mark(NamedTuple):
    """A span as it is compared; equal ones count once."""

    layer: Layer
    start: int
    end: int
    label: str

    @property
    def of(self) -> Label:
        """Layer and label."""
        return (self.layer, self.label)

    def overlaps(self, other: Mark) -> bool:
        """Whether both share a code point of the same layer."""
        return self.layer is other.layer and self.start < other.end and other.start < self.end


class Found(NamedTuple):
    """A suggested span with its score, 0 to 1."""

    mark: Mark
    score: float


class Labelled(Protocol):
    """Anything that can be marked: a span, a suggestion, a proposal."""

    @property
    def layer(self) -> Layer: ...  # noqa: D102 - as in `Span`
    @property
    def start(self) -> int: ...  # noqa: D102 - a protocol: the names say it
    @property
    def end(self) -> int: ...  # noqa: D102 - a protocol: the names say it
    @property
    def label(self) -> str: ...  # noqa: D102 - a protocol: the names say it


class Scored(Labelled, Protocol):
    """A labelled stretch with a score."""

    @property
    def score(self) -> float: ...  # noqa: D102 - a protocol: the names say it


def mark_of(item: Labelled) -> Mark:
    """The mark of a span, a suggestion or a proposal."""
    return Mark(item.layer, item.start, item.end, item.label)


def found_of(item: Scored) -> Found:
    """The mark of a suggestion or a proposal, with its score."""
    return Found(mark_of(item), item.score)


@dataclass(frozen=True, slots=True)
class Reference:
    """One article and its gold.

    `unclear` are stretches that say neither right nor wrong: a suggestion there counts only if it
    is right. With `exhaustive`, only what lies in one of its stretches counts, gold or suggested.
    """

    article_id: str
    marks: frozenset[Mark]
    title: str = ""
    unclear: tuple[tuple[Layer, int, int], ...] = ()
    exhaustive: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Which labels count (`None`: all), from which score on, and which are taken for one."""

    labels: frozenset[Label] | None = None
    min_score: float = 0.0
    merged: Mapping[str, str] = field(default_factory=dict[str, str])

    def counted(self, mark: Mark) -> Mark | None:
        """The mark as it is counted, or nothing when its label does not count."""
        if self.labels is not None and mark.of not in self.labels:
            return None
        name = self.merged.get(mark.label)
        return mark if name is None else mark._replace(label=name)

    def gold(self, reference: Reference) -> set[Mark]:
        """Gold that counts."""
        marks = (self.counted(mark) for mark in reference.marks if _is_inside(mark, reference))
        return {mark for mark in marks if mark is not None}

    def found(self, reference: Reference, found: Sequence[Found], gold: set[Mark]) -> list[Found]:
        """Suggestions that count, each mark once with its best score, in text order."""
        best: dict[Mark, float] = {}
        for item in found:
            mark = self.counted(item.mark)
            if mark is None or item.score < self.min_score or not _is_inside(mark, reference):
                continue
            if mark not in gold and _is_unclear(mark, reference):
                continue
            best[mark] = max(item.score, best.get(mark, 0.0))
        return [Found(mark, best[mark]) for mark in sorted(best, key=text_order)]


def merged_labels(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """What each label of a group is counted as: the names of the group, joined by "/"."""
    return {name: "/".join(group) for group in groups if len(group) > 1 for name in group}


def text_order(mark: Mark) -> tuple[int, int, str, str]:
    """From the start of the text on, the longer first."""
    return (mark.start, -mark.end, mark.layer, mark.label)


def _is_inside(mark: Mark, reference: Reference) -> bool:
    stretches = reference.exhaustive
    return stretches is None or any(
        start <= mark.start and mark.end <= end for start, end in stretches
    )


def _is_unclear(mark: Mark, reference: Reference) -> bool:
    return any(
        layer is mark.layer and mark.start < end and start < mark.end
        for layer, start, end in reference.unclear
    )
