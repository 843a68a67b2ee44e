"""Complete marks: of which labels a region of an article has every span that there is.

A span says what is there; nothing says what is not, until somebody has read a paragraph for a
label and says so. Training needs that word: outside of complete regions an unfinished article is
unknown, not empty. All offsets are code points of the article's text, half-open.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.schema.label_schema import LabelSchema

LabelName = tuple[Layer, str]
Stretch = tuple[int, int]

LABELS = "complete.labels"
"""Setting of a project: a line "LAYER NAME" for each label that marks are made for; none: all."""

_LINE = re.compile(r"[^\n]*\S[^\n]*")


@dataclass(frozen=True, slots=True)
class CompleteMark:
    """Every span of these labels that lies in `start:end` is annotated.

    An article has one mark for each region. `labels` are sorted and never none. `annotator` is who
    says so, `at` when (ISO 8601 in UTC).
    """

    start: int
    end: int
    labels: tuple[LabelName, ...]
    annotator: str = ""
    at: str = ""

    @property
    def id(self) -> str:
        """Its region, which tells it from the others of its article."""
        return f"{self.start}-{self.end}"


def paragraphs(text: str) -> list[Stretch]:
    """The lines of `text` that are not blank, without their line feeds."""
    return [match.span() for match in _LINE.finditer(text)]


def paragraph_at(text: str, offset: int) -> Stretch | None:
    """The paragraph that holds `offset`, else the last one before it, else the first one."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = (start, end if end >= 0 else len(text))
    if text[slice(*line)].strip():
        return line
    every = paragraphs(text)
    before = [item for item in every if item[1] <= offset]
    return before[-1] if before else next(iter(every), None)


def known_regions(marks: Iterable[CompleteMark], labels: Iterable[LabelName]) -> list[Stretch]:
    """Where marks say of each of `labels` that all its spans are there; sorted, apart, maximal.

    Marks that lie on each other add up. Without labels there is nothing that could be known.
    """
    wanted = frozenset(labels)
    steps: defaultdict[int, Counter[LabelName]] = defaultdict(Counter)
    for mark in marks:
        for label in wanted.intersection(mark.labels):
            steps[mark.start][label] += 1
            steps[mark.end][label] -= 1
    depth: Counter[LabelName] = Counter()
    found: list[Stretch] = []
    since: int | None = None
    for offset in sorted(steps):
        depth.update(steps[offset])
        is_known = all(depth[label] for label in wanted)
        if is_known and since is None:
            since = offset
        elif not is_known and since is not None:
            found.append((since, offset))
            since = None
    return found


def offered_labels(schema: LabelSchema) -> tuple[LabelName, ...]:
    """The labels that a mark can be made for: those that are still given."""
    return tuple((label.layer, label.name) for label in schema.labels if not label.is_retired)


def chosen_labels(
    setting: str,
    labels: Iterable[LabelName],
    aliases: Mapping[LabelName, str] | None = None,
) -> tuple[LabelName, ...]:
    """Those of `labels` that the setting names; all of them where it names none of these.

    `aliases` are names of today for labels that were called otherwise when it was set.
    """
    every = tuple(labels)
    lines = set(setting.splitlines())
    lines |= {
        f"{layer} {new}"
        for (layer, old), new in (aliases or {}).items()
        if f"{layer} {old}" in lines
    }
    return tuple(item for item in every if f"{item[0]} {item[1]}" in lines) or every


def as_setting(chosen: Iterable[LabelName], labels: Iterable[LabelName]) -> str:
    """What the setting says for these; nothing for all labels, so that new ones count as well."""
    said = sorted(f"{layer} {name}" for layer, name in chosen)
    return "" if len(said) == len(tuple(labels)) else "\n".join(said)


def is_within(stretch: Stretch, regions: Sequence[Stretch]) -> bool:
    """Whether one of the regions, sorted and apart, holds all of a stretch."""
    return any(start <= stretch[0] and stretch[1] <= end for start, end in regions)
