"""The whole evaluation: articles with gold and suggestions in, everything that is counted out."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotate.evaluation.calibration import Calibration, Judged, calibrate
from annotate.evaluation.confusion import Cell, Pair, count_cells, pair_up
from annotate.evaluation.marks import Found, Label, Mark, Reference, Scope
from annotate.evaluation.scores import Scores, Tally, relaxed, strict, total
from annotate.spans import Layer

_RESAMPLES = 500
_FEWEST_ARTICLES = 5
"""With fewer, an interval would say more than is known."""


@dataclass(frozen=True, slots=True)
class ArticleResult:
    """How it went in one article; `wrong` are the pairs that are not right, in text order."""

    article_id: str
    title: str
    scores: Scores
    layers: dict[Layer, Scores]
    wrong: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the strict F1 of such articles lies in 95 of 100 draws, 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Everything that was counted.

    `uncounted` are suggestions left out because their label does not count; `judged` has the score
    of each counted suggestion and whether it is strictly right. `intervals` are drawn with the rest
    and not when they are asked for: of 20,000 articles that takes a second.
    """

    labels: dict[Label, Scores]
    cells: Counter[Cell]
    articles: tuple[ArticleResult, ...]
    judged: dict[Label, list[Judged]]
    uncounted: Counter[Label] = field(default_factory=Counter[Label])
    failed: int = 0
    intervals: dict[Layer, Interval] = field(default_factory=dict[Layer, Interval])

    @property
    def scores(self) -> Scores:
        """All labels of both layers together."""
        return _together(self.labels.values())

    def of_layer(self, layer: Layer) -> Scores:
        """All labels of one layer together."""
        return _together(scores for of, scores in self.labels.items() if of[0] is layer)

    @property
    def layers(self) -> list[Layer]:
        """Layers in which there is gold or a suggestion that counts."""
        return [layer for layer in Layer if any(of[0] is layer for of in self.labels)]

    def macro_f1(self, layer: Layer) -> float:
        """Mean strict F1 of the labels that have gold; 0 without any."""
        values = [
            scores.strict.f1
            for of, scores in self.labels.items()
            if of[0] is layer and scores.strict.gold
        ]
        return sum(values) / len(values) if values else 0.0

    def calibration(self, layer: Layer | None = None) -> Calibration:
        """Of one layer or of both."""
        return calibrate(
            each
            for of, judged in self.judged.items()
            if layer is None or of[0] is layer
            for each in judged
        )

    def worst(self, most: int = 10, *, layer: Layer | None = None) -> list[ArticleResult]:
        """Articles with anything wrong, the lowest strict F1 first, then the most errors.

        With a `layer` only that layer counts.
        """
        ranked: list[tuple[float, int, str, ArticleResult]] = []
        for item in self.articles:
            scores = item.scores if layer is None else item.layers[layer]
            wrong = scores.strict.missed + scores.strict.spurious
            if wrong:
                ranked.append((scores.strict.f1, -wrong, item.article_id, item))
        ranked.sort(key=lambda row: row[:3])
        return [item for *_, item in ranked[:most]]

    def interval(self, layer: Layer) -> Interval | None:
        """Interval of the layer's F1 by drawing articles anew; nothing for very few of them."""
        return self.intervals.get(layer)


def evaluate(
    pairs: Iterable[tuple[Reference, Sequence[Found]]], scope: Scope | None = None
) -> Evaluation:
    """Compare the suggestions of each article with its gold, as far as they are in `scope`."""
    scope = scope or Scope()
    labels: dict[Label, Scores] = {}
    cells: Counter[Cell] = Counter()
    judged: dict[Label, list[Judged]] = {}
    uncounted: Counter[Label] = Counter()
    articles: list[ArticleResult] = []
    for reference, found in pairs:
        gold = scope.gold(reference)
        counted = scope.found(reference, found, gold)
        uncounted.update(item.mark.of for item in found if scope.counted(item.mark) is None)
        for mark, score in counted:
            judged.setdefault(mark.of, []).append((score, mark in gold))
        by_label = _by_label(gold, [item.mark for item in counted])
        for label, scores in by_label.items():
            labels[label] = labels.get(label, Scores()).plus(scores)
        matched = pair_up(gold, (item.mark for item in counted))
        cells += count_cells(matched)
        articles.append(
            ArticleResult(
                article_id=reference.article_id,
                title=reference.title,
                scores=_together(by_label.values()),
                layers={
                    layer: _together(each for of, each in by_label.items() if of[0] is layer)
                    for layer in Layer
                },
                wrong=tuple(pair for pair in matched if not pair.is_right),
            )
        )
    return Evaluation(
        labels=dict(sorted(labels.items())),
        cells=cells,
        articles=tuple(articles),
        judged=judged,
        uncounted=uncounted,
        intervals=_intervals(articles),
    )


def labels_of(references: Iterable[Reference]) -> frozenset[Label]:
    """Labels that the gold uses anywhere."""
    return frozenset(mark.of for reference in references for mark in reference.marks)


def _by_label(gold: set[Mark], found: Sequence[Mark]) -> dict[Label, Scores]:
    groups: dict[Label, tuple[list[Mark], list[Mark]]] = {}
    for side, marks in enumerate((gold, found)):
        for mark in marks:
            groups.setdefault(mark.of, ([], []))[side].append(mark)
    return {label: Scores(strict(*both), relaxed(*both)) for label, both in groups.items()}


def _together(scores: Iterable[Scores]) -> Scores:
    every = list(scores)
    return Scores(total(each.strict for each in every), total(each.relaxed for each in every))


def _intervals(articles: Sequence[ArticleResult]) -> dict[Layer, Interval]:
    found: dict[Layer, Interval] = {}
    for layer in Layer:
        tallies = [item.layers[layer].strict for item in articles]
        interval = _interval([tally for tally in tallies if tally != Tally()])
        if interval is not None:
            found[layer] = interval
    return found


def _interval(tallies: Sequence[Tally]) -> Interval | None:
    """Percentile bootstrap over articles (Efron 1979), with a seed of its own."""
    if len(tallies) < _FEWEST_ARTICLES:
        return None
    draw = random.Random(0)  # noqa: S311 - a sample, no secret
    drawn = sorted(total(draw.choices(tallies, k=len(tallies))).f1 for _ in range(_RESAMPLES))
    tail = round(_RESAMPLES * 0.025)
    return Interval(drawn[tail], drawn[-tail - 1])
