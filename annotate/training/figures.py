"""What an export counts while articles pass, and the notices that follow from the counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from annotate.articles import Article
from annotate.training.alignment import UnalignedSpan
from annotate.training.dataset import AnnotatedArticle
from annotate.training.docs import OVERLAPPING, BuiltDoc, Overlap, OverlappingEntity
from annotate.training.report import (
    FEW_DOCS,
    FEW_EXAMPLES,
    LONG_SPAN,
    Notice,
    SideFigures,
    only_outside_training,
    rare_labels,
    suggester_reach,
)
from annotate.training.splits import Side

PARAGRAPH: Final = "paragraph"
SENTENCE: Final = "sentence"
_SENTENCE_END: Final = re.compile(r"[.!?…。！？][\"'”’»)\]]*[^\S\n]+(?=[^\sa-z])")


def _new_sides() -> dict[Side, SideFigures]:
    return {side: SideFigures() for side in Side}


@dataclass(slots=True)
class Figures:
    """Counts of one export; lengths are in tokens, of the spans that the categorizer learns.

    `marked` counts the unfinished articles with complete marks, `known_runs` the stretches of them
    that the categorizer may learn from, `held_back` their spans outside of these.
    """

    sides: dict[Side, SideFigures] = field(default_factory=_new_sides)
    unaligned: list[UnalignedSpan] = field(default_factory=list[UnalignedSpan])
    overlapping: list[OverlappingEntity] = field(default_factory=list[OverlappingEntity])
    lengths: Counter[int] = field(default_factory=Counter[int])
    languages: Counter[str] = field(default_factory=Counter[str])
    unfinished: Counter[Side] = field(default_factory=Counter[Side])
    marked: Counter[Side] = field(default_factory=Counter[Side])
    known_runs: int = 0
    held_back: int = 0
    groups: dict[str, None] = field(default_factory=dict[str, None])
    overlap: Overlap = Overlap.NONE
    paragraphs: int = 0
    sentences: int = 0

    def add(self, side: Side, annotated: AnnotatedArticle, built: BuiltDoc) -> None:
        """Count one article."""
        self.sides[side].add(built, frames=len(annotated.frames))
        self.unaligned += built.unaligned
        self.overlapping += built.overlapping
        self.lengths.update(built.group_lengths)
        self.overlap = max(self.overlap, built.overlap)
        self.languages[annotated.article.language] += 1
        if not annotated.is_finished:
            self.unfinished[side] += 1
            self.marked[side] += built.known is not None
            self.known_runs += len(built.known or ())
            self.held_back += built.held_back
        self.groups.update(dict.fromkeys(built.doc.spans))
        if side is Side.TRAIN:
            self._count_examples(annotated.article)

    def _count_examples(self, article: Article) -> None:
        lines = [line for line in article.text.split("\n") if line and not line.isspace()]
        self.paragraphs += len(lines)
        if self.paragraphs < FEW_DOCS:
            self.sentences += sum(1 + len(_SENTENCE_END.findall(line.strip())) for line in lines)

    @property
    def unit(self) -> str:
        """What one training example is: a paragraph, or a sentence where paragraphs are few."""
        return PARAGRAPH if self.paragraphs >= FEW_DOCS else SENTENCE

    @property
    def examples(self) -> int:
        """Training examples, counted in the text: off by those that a span holds together."""
        return self.paragraphs if self.unit == PARAGRAPH else self.sentences


def notices(
    figures: Figures, *, language: str, spans_key: str, pinned: int, is_rule_based: bool
) -> tuple[Notice, ...]:
    """Everything about the export that its user should look at before training."""
    return (
        *_about_sides(figures, pinned),
        *_about_labels(figures, spans_key),
        *_about_spans(figures),
        *_about_languages(figures, language, is_rule_based=is_rule_based),
    )


def _about_sides(figures: Figures, pinned: int) -> Iterator[Notice]:
    if pinned:
        yield Notice("pinned", {"count": pinned, "dev": figures.sides[Side.DEV].articles})
    if not figures.sides[Side.DEV].articles:
        yield Notice("empty_dev")
    if not figures.sides[Side.TEST].articles:
        yield Notice("empty_test")
    if figures.unit == SENTENCE:
        yield Notice("sentences", {"minimum": FEW_DOCS})
    if figures.examples < FEW_DOCS:
        yield Notice("few_examples", {"count": figures.examples, "minimum": FEW_DOCS})
    open_ones = figures.unfinished - figures.marked
    if open_ones:
        yield Notice("unfinished", {"count": open_ones.total()})
    if figures.marked:
        yield Notice("complete", {"count": figures.marked.total(), "parts": figures.known_runs})
    if figures.held_back:
        yield Notice("held_back", {"count": figures.held_back})
    scored = open_ones[Side.DEV] + open_ones[Side.TEST]
    if scored:
        yield Notice("unfinished_scores", {"count": scored})


def _about_labels(figures: Figures, spans_key: str) -> Iterator[Notice]:
    train = figures.sides[Side.TRAIN]
    rare = rare_labels(train.entities) | rare_labels(train.events)
    if rare:
        yield Notice("rare_labels", {"threshold": FEW_EXAMPLES, "labels": rare})
    unseen = only_outside_training(figures.sides)
    if unseen:
        yield Notice("unseen_labels", {"labels": unseen})
    shared = sorted(set(train.entities) & set(train.events))
    if spans_key and shared:
        yield Notice("shared_labels", {"group": spans_key, "labels": shared})
    for layer, counts in (("entity", train.entities), ("event", train.events)):
        if not counts:
            yield Notice("nothing_to_learn", {"layer": layer})


def _about_spans(figures: Figures) -> Iterator[Notice]:
    if figures.unaligned:
        yield Notice("unaligned", {"count": len(figures.unaligned)})
    if figures.overlapping:
        yield Notice("overlapping", {"count": len(figures.overlapping), "group": OVERLAPPING})
    longest = max(figures.lengths, default=0)
    if longest > LONG_SPAN:
        reach = suggester_reach(figures.lengths)
        size = max((length for length in reach if length <= LONG_SPAN), default=longest)
        share = reach[size]
        yield Notice("long_spans", {"longest": longest, "size": size, "share": share})


def _about_languages(figures: Figures, language: str, *, is_rule_based: bool) -> Iterator[Notice]:
    others = {name: count for name, count in figures.languages.items() if name != language}
    if others:
        yield Notice(
            "languages",
            {"language": language, "count": sum(others.values()), "others": others},
        )
    if not is_rule_based:
        yield Notice("own_tokenizer")
