"""What an export says about itself: figures, what did not fit, and what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from annotate.training.advice import advise
from annotate.training.alignment import UnalignedSpan
from annotate.training.docs import BuiltDoc, OverlappingEntity
from annotate.training.splits import Side
from annotate.training.staging import FORMAT

FEW_EXAMPLES: Final = 50
"""`spacy debug data` calls a label with so many training spans or fewer too rare."""
FEW_DOCS: Final = 100
"""`spacy debug data` fails under so many training examples."""
LONG_SPAN: Final = 12
"""Beyond so many tokens the span suggester costs more than the few long spans are worth."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at before training: a code and plain fields; `advice` words it."""

    code: str
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(slots=True)
class SideFigures:
    """What one side of the split holds; labels are counted after alignment."""

    articles: int = 0
    tokens: int = 0
    missing_tokens: int = 0
    frames: int = 0
    rejected: int = 0
    entities: Counter[str] = field(default_factory=Counter[str])
    events: Counter[str] = field(default_factory=Counter[str])
    overlapping: Counter[str] = field(default_factory=Counter[str])

    def add(self, built: BuiltDoc, *, frames: int) -> None:
        """Count one more article."""
        self.articles += 1
        self.tokens += len(built.doc)
        self.missing_tokens += built.missing_tokens
        self.frames += frames
        self.rejected += built.rejected
        self.entities.update(built.entities)
        self.events.update(built.events)
        self.overlapping.update(item.label for item in built.overlapping)

    @property
    def spans(self) -> int:
        """Spans of both layers that are in the file."""
        return self.entities.total() + self.events.total() + self.overlapping.total()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The outcome of an export; everything in it is plain and picklable.

    `command` trains, `check_command` checks, both from the export directory. `memory` is to be
    kept and given to the next export, so that no article changes its side. `reach` is
    the share of spans that a suggester up to so many tokens can find; `groups` names the span
    groups in the files.
    """

    path: str
    command: str
    check_command: str
    language: str
    tokenizer: str
    spacy_version: str
    memory: Mapping[str, Any]
    unit: str
    examples: int
    spans_key: str
    components: tuple[str, ...]
    span_categorizer: str
    suggester_sizes: tuple[int, int] | None
    reach: Mapping[int, float]
    sides: Mapping[Side, SideFigures]
    unaligned: tuple[UnalignedSpan, ...]
    overlapping: tuple[OverlappingEntity, ...]
    left_out: Mapping[str, int]
    notices: tuple[Notice, ...]
    warnings: Mapping[str, int]
    groups: tuple[str, ...]
    files: tuple[str, ...]
    verified_spans: int
    seconds: float

    @property
    def articles(self) -> int:
        """Articles in the export, of all sides."""
        return sum(side.articles for side in self.sides.values())

    @property
    def spans(self) -> int:
        """Gold spans in the export, of all sides and both layers."""
        return sum(side.spans for side in self.sides.values())


def report_as_data(report: ExportReport) -> dict[str, Any]:
    """The report as JSON data, with its notices in words."""
    return {
        "format": FORMAT,
        "version": 1,
        "command": report.command,
        "check_command": report.check_command,
        "articles": {
            "total": report.articles,
            **{str(side): figures.articles for side, figures in report.sides.items()},
            "left_out": dict(report.left_out),
        },
        "spans": {
            "total": report.spans,
            "by_side": {str(side): _side(figures) for side, figures in report.sides.items()},
        },
        "split": dict(report.memory),
        "training": {
            "language": report.language,
            "tokenizer": report.tokenizer,
            "spacy": report.spacy_version,
            "unit": report.unit,
            "examples": report.examples,
            "spans_key": report.spans_key,
            "components": list(report.components),
            "span_categorizer": report.span_categorizer,
            "suggester_sizes": list(report.suggester_sizes) if report.suggester_sizes else None,
            "suggester_reach": {str(size): share for size, share in report.reach.items()},
            "span_groups": list(report.groups),
        },
        "unaligned": [asdict(item) for item in report.unaligned],
        "overlapping_entities": [asdict(item) for item in report.overlapping],
        "notices": [
            {"code": item.code, "text": advise(item.code, item.fields), **item.fields}
            for item in report.notices
        ],
        "spacy_warnings": dict(report.warnings),
        "verified_spans": report.verified_spans,
        "seconds": round(report.seconds, 3),
        "files": list(report.files),
    }


def _side(figures: SideFigures) -> dict[str, Any]:
    return {
        "total": figures.spans,
        "entities": _by_count(figures.entities),
        "events": _by_count(figures.events),
        "overlapping_entities": _by_count(figures.overlapping),
        "frames": figures.frames,
        "rejected": figures.rejected,
        "tokens": figures.tokens,
        "missing_tokens": figures.missing_tokens,
    }


def _by_count(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def suggester_reach(lengths: Mapping[int, int]) -> dict[int, float]:
    """For each length in tokens that occurs: the share of spans that are no longer."""
    total = sum(lengths.values())
    reach: dict[int, float] = {}
    seen = 0
    for length in sorted(lengths):
        seen += lengths[length]
        reach[length] = round(seen / total, 4)
    return reach


def rare_labels(counts: Mapping[str, int]) -> dict[str, int]:
    """Labels that `spacy debug data` will call too rare, with their number of training spans."""
    return {label: count for label, count in sorted(counts.items()) if count <= FEW_EXAMPLES}


def only_outside_training(sides: Mapping[Side, SideFigures]) -> list[str]:
    """Labels of dev or test that training never sees."""
    train = _labels(sides[Side.TRAIN])
    others: set[str] = set()
    for side in (Side.DEV, Side.TEST):
        others |= _labels(sides[side])
    return sorted(others - train)


def _labels(figures: SideFigures) -> set[str]:
    return set(figures.entities) | set(figures.events)


def labels_as_data(
    entries: Iterable[tuple[str, str, str, str, str]], sides: Mapping[Side, SideFigures]
) -> dict[str, Any]:
    """`labels.json`: each label's layer, title, colour, guideline, and its spans per side.

    `entries` are (name, layer, title, colour, guideline), in the order of the palette; labels that
    are in the data only stand behind them.
    """
    counters = {
        "entity": {side: figures.entities + figures.overlapping for side, figures in sides.items()},
        "event": {side: figures.events for side, figures in sides.items()},
    }
    rows: dict[str, list[dict[str, Any]]] = {"entity": [], "event": []}
    known: set[tuple[str, str]] = set()
    for name, layer, title, colour, guideline in entries:
        known.add((layer, name))
        rows[layer].append(
            {"label": name, "title": title, "colour": colour, "guideline": guideline}
        )
    for layer, counts in counters.items():
        found = set().union(*counts.values())
        rows[layer] += [{"label": name} for name in sorted(found) if (layer, name) not in known]
        for row in rows[layer]:
            row["spans"] = {str(side): count[row["label"]] for side, count in counts.items()}
    return {"entities": rows["entity"], "events": rows["event"]}
