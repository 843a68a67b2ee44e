"""Strict scores of the shipped model, per set and label, at the level of characters.

The model reads each document as the application would; nothing of the gold but the annotated
sentences is shown to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from annotate.evaluation.scores import Tally
from annotate.spans import Layer
from annotate.suggesters.news_labels import EVENT_TYPES
from annotate.suggesters.news_model import Found
from resources.models.build.corpora import SOURCES, Document, Source, after_article, documents
from resources.models.build.guideline import (
    by_our_guideline,
    says_nothing_of,
    unjudged_labels,
)
from resources.models.build.scoring import Result

_PLACES: Final = frozenset({"GPE", "LOC"})
NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC"})
# GUM marks no nationalities but the people of one, so NORP cannot be counted there.
_NAMED: Final = NAMES | {"FAC", "EVENT", "PRODUCT"}
_GMB: Final = NAMES | {"NORP", "DATE", "TIME", "EVENT", "WORK_OF_ART", "FAC"}


@dataclass(frozen=True, slots=True)
class Trial:
    """One line of the table: parts of sets, and the labels that count."""

    name: str
    sets: tuple[tuple[str, str], ...]
    labels: frozenset[str] = NAMES
    only_files: frozenset[str] = frozenset()
    events: bool = False
    target: float | None = None
    typed_target: float | None = None

    @property
    def style(self) -> str:
        """The guideline of its sets."""
        by_name = {source.name: source for source in SOURCES}
        return by_name[self.sets[0][0]].style


TESTS: Final = (
    Trial("uner_pud news", (("uner_pud", "test"),), only_files=frozenset({"test_news"}), target=77),
    Trial("uner_pud wiki", (("uner_pud", "test"),), only_files=frozenset({"test_wiki"})),
    Trial("ewt test", (("ewt", "test"),), target=78),
    Trial("re3d ukgov + usstate", (("re3d", "test"),), target=68),
    Trial(
        "gum news + interview, dev + test",
        tuple((name, part) for name in ("gum_news", "gum_interview") for part in ("dev", "test")),
        labels=_NAMED,
        target=75,
    ),
    Trial(
        "gum news + interview, dev + test: PERSON ORG GPE/LOC",
        tuple((name, part) for name in ("gum_news", "gum_interview") for part in ("dev", "test")),
    ),
    Trial("gmb test", (("gmb", "test"),), labels=_GMB, target=85),
    Trial(
        "ecbplus test, triggers", (("ecbplus", "test"),), events=True, target=82, typed_target=74
    ),
)
"""The published table: the targets are F1."""

STRICT: Final = "all, unlabelled mentions and silence as wrong"
"""How the table calls the figures of `Outcome.strict`."""

DEV_TESTS: Final = (
    Trial("gmb dev", (("gmb", "dev"),), labels=_GMB),
    Trial("ewt dev", (("ewt", "dev"),)),
    Trial("gum dev", tuple((f"gum_{kind}", "dev") for kind in ("news", "interview", "other"))),
    Trial("re3d dfat + eudel", (("re3d", "dev"),)),
    Trial("crossner_politics dev", (("crossner_politics", "dev"),)),
    Trial("ecbplus dev, triggers", (("ecbplus", "dev"),), events=True),
    Trial("own articles, triggers", (("own_news", "dev"),), events=True),
)
"""What choices may be made on: parts that are neither trained on nor published."""


@dataclass(slots=True)
class Outcome:
    """Scores of one test; `typed` only for events.

    In `strict`, a span on a mention that the set marks but does not label counts as wrong, and so
    does one that by our guideline the set is silent on; in `result` both count neither way.
    """

    test: Trial
    floors: dict[Layer, float]
    result: Result = field(default_factory=Result)
    is_ours: bool = False
    strict: Result = field(default_factory=Result)
    typed: Result | None = None
    examples: list[tuple[str, float, bool]] = field(default_factory=list)


class Reader(Protocol):
    """What is measured: reads texts, and says from which scores on its spans count."""

    @property
    def floors(self) -> Mapping[Layer, float]:
        """The least score of a span that counts, by layer."""
        ...

    @property
    def is_ours(self) -> bool:
        """Whether it is measured by our own guideline; else by that of each set."""
        ...

    def read_all(self, texts: Sequence[str]) -> list[list[Found]]:
        """The spans of each text."""
        ...


def run_test(model: Reader, data: Path, test: Trial) -> Outcome:
    """Read all documents of one test and count.

    Untyped triggers are counted with any score, all else from the model's floors on.
    """
    outcome = Outcome(
        test,
        dict(model.floors),
        is_ours=model.is_ours,
        typed=Result() if test.events else None,
    )
    for source, part in _parts(test):
        found = [
            document
            for document in documents(data, source, part)
            if not test.only_files or document.file in test.only_files
        ]
        answers = model.read_all([document.text for document in found])
        for document, spans in zip(found, answers, strict=True):
            if test.events:
                _count_events(outcome, document, spans)
            else:
                _count_entities(outcome, document, spans)
    return outcome


def _parts(test: Trial) -> Iterable[tuple[Source, str]]:
    by_name = {source.name: source for source in SOURCES}
    return [(by_name[name], part) for name, part in test.sets]


def _count_entities(outcome: Outcome, document: Document, spans: Iterable[Found]) -> None:
    labels = outcome.test.labels
    if outcome.is_ours:
        labels = labels - unjudged_labels(document)
        document = by_our_guideline(document)
    gold = {
        (span.start, span.end): merged_label(span.kind)
        for span in document.gold
        if span.kind in labels
    }
    # A mention whose label is outside the scheme says neither right nor wrong.
    unknown = [(span.start, span.end) for span in document.gold if span.kind is None]
    doubtful = marked(document)
    for span in spans:
        if span.layer is not Layer.ENTITY or span.label not in labels:
            continue
        if span.score < outcome.floors[Layer.ENTITY]:
            continue
        if any(span.start < end and low < span.end for low, end in unknown):
            continue
        is_right = gold.get((span.start, span.end)) == merged_label(span.label)
        outcome.strict.count(merged_label(span.label), span.score, is_right=is_right)
        if not is_right and outcome.is_ours and _is_silent(document, span):
            continue
        if not is_right and span.end <= doubtful.get(span.start, 0):
            continue
        outcome.result.count(merged_label(span.label), span.score, is_right=is_right)
        outcome.examples.append((span.label, span.score, is_right))
    for label in gold.values():
        outcome.result.expect(label)
        outcome.strict.expect(label)


def _is_silent(document: Document, span: Found) -> bool:
    return says_nothing_of(document, span.label, span.start, span.end)


def marked(document: Document) -> dict[int, int]:
    """Starts and furthest ends of mentions that the set marks but does not label."""
    marked: dict[int, int] = {}
    for low, high in document.unsure:
        start = after_article(document.text, low, high)
        if all(high <= span.start or span.end <= start for span in document.gold):
            marked[start] = max(high, marked.get(start, 0))
    return marked


def merged_label(label: str | None) -> str:
    """The label as it is counted: GPE and LOC as one, since most sets cannot tell them apart."""
    return "GPE/LOC" if label in _PLACES else label or ""


def _count_events(outcome: Outcome, document: Document, spans: Iterable[Found]) -> None:
    """Untyped: every annotated trigger. Typed: those with one of the 30 types.

    A typed suggestion on a trigger whose type lies outside the scheme counts as wrong. One that is
    wrong and lies on a trigger that may be one or not counts neither way.
    """
    typed = outcome.typed or Result()
    chosen = [
        cut for cut, known in zip(document.sentences, document.annotated, strict=True) if known
    ]
    gold = {
        (trigger.start, trigger.end): trigger.kind
        for trigger in document.triggers
        if trigger.kind is not None and _inside(chosen, trigger.start, trigger.end)
    }
    doubtful = doubtful_triggers(document)
    for span in spans:
        if span.layer is not Layer.EVENT or not _inside(chosen, span.start, span.end):
            continue
        place = (span.start, span.end)
        if place not in gold and any(span.start < b and a < span.end for a, b in doubtful):
            continue
        outcome.result.count("trigger", span.score, is_right=place in gold)
        is_right = gold.get(place) == span.label
        if span.score >= outcome.floors[Layer.EVENT]:
            typed.count(span.label, span.score, is_right=is_right)
        outcome.examples.append((span.label, span.score, is_right))
    outcome.result.expect("trigger", len(gold))
    for kind in gold.values():
        if kind in EVENT_TYPES:
            typed.expect(kind)


def doubtful_triggers(document: Document) -> list[tuple[int, int]]:
    """Places of words that may be triggers or not."""
    return [(each.start, each.end) for each in document.triggers if each.kind is None]


def _inside(cuts: list[tuple[int, int]], start: int, end: int) -> bool:
    return any(low <= start and end <= high for low, high in cuts)


def lines_of(outcomes: Iterable[Outcome], *, labels: bool) -> list[str]:
    """The table in Markdown, with a line per label if wished."""
    lines = ["| set | label | P | R | F1 | gold | to reach |", "|---|---|---|---|---|---|---|"]
    for outcome in outcomes:
        target = f"{outcome.test.target:g}" if outcome.test.target else ""
        lines.append(_line(outcome.test.name, "all", outcome.result.total, target))
        strict = outcome.strict.total
        if strict.found > outcome.result.total.found:
            lines.append(_line("", STRICT, strict, ""))
        if labels:
            lines += _label_lines(outcome.result)
        if outcome.typed is not None:
            goal = f"{outcome.test.typed_target:g}" if outcome.test.typed_target else ""
            lines.append(_line(outcome.test.name, "typed", outcome.typed.total, goal))
            if labels:
                lines += _label_lines(outcome.typed)
    return lines


def _label_lines(result: Result) -> list[str]:
    ranked = sorted(result.labels.items(), key=lambda pair: -pair[1].gold)
    return [_line("", label, tally, "") for label, tally in ranked]


def _line(name: str, label: str, tally: Tally, target: str) -> str:
    figures = " | ".join(f"{100 * x:.1f}" for x in (tally.precision, tally.recall, tally.f1))
    return f"| {name} | {label} | {figures} | {tally.gold} | {target} |"


def sure_line(outcomes: Iterable[Outcome], floor: float = 0.9) -> str:
    """Precision of the spans with at least this score, and their part of all gold spans.

    Where some tests have a goal, they alone count: the others are parts of them, or no news.
    """
    outcomes = list(outcomes)
    found = right = gold = 0
    for outcome in [each for each in outcomes if each.test.target] or outcomes:
        result = outcome.typed or outcome.result
        sure = [is_right for score, is_right in result.scored if score >= floor]
        found += len(sure)
        right += sum(sure)
        gold += result.total.gold
    return (
        f"scores of at least {floor:g}: precision {right / max(found, 1):.3f}, "
        f"{right / max(gold, 1):.3f} of all gold spans"
    )
