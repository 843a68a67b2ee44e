"""Strict scores of a network on one part of a set: entities, triggers, typed triggers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from annotate.evaluation.scores import Tally, total
from annotate.suggesters.news_decode import best_tags, span_scores, spans_of
from annotate.suggesters.news_labels import ENTITY_TYPES, EVENT_TYPES, STYLES
from annotate.suggesters.news_text import windows
from resources.models.build.mix import CLS, SEP
from resources.models.build.prepare import Part

Scorer = Callable[[dict[str, np.ndarray]], tuple[np.ndarray, np.ndarray, np.ndarray]]
"""From the inputs of a padded batch to the scores of the three heads."""

_PLACES = frozenset({"GPE", "LOC"})


@dataclass(slots=True)
class Result:
    """Scores of one part: per label and in all, and (score, is right) of every suggested span."""

    labels: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    scored: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def total(self) -> Tally:
        """All labels together."""
        return total(self.labels.values())

    def count(self, label: str, score: float, *, is_right: bool) -> None:
        """One suggested span more."""
        self.labels[label] = self.labels[label].plus(Tally(right=is_right, found=1))
        self.scored.append((score, is_right))

    def expect(self, label: str, count: int = 1) -> None:
        """So many gold spans more."""
        self.labels[label] = self.labels[label].plus(Tally(gold=count))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence's word-level scores and targets."""

    entities: np.ndarray
    triggers: np.ndarray
    types: np.ndarray
    allowed: np.ndarray
    trigger_gold: np.ndarray
    class_gold: np.ndarray


def score_sentences(
    part: Part,
    scorer: Scorer,
    *,
    entity_style: str = "neutral",
    trigger_style: str = "ecbplus",
    limit: int = 200,
    batch_pieces: int = 6000,
) -> list[Sentence]:
    """Run the network over a part in windows of running sentences."""
    lengths = np.diff(part.bounds).tolist()
    cuts: list[tuple[int, int]] = []
    for low, high in zip(part.docs[:-1].tolist(), part.docs[1:].tolist(), strict=True):
        cuts += [(low + a, low + b) for a, b in windows(lengths[low:high], limit=limit)]
    cuts.sort(key=lambda cut: part.bounds[cut[1]] - part.bounds[cut[0]])
    found: dict[int, Sentence] = {}
    group: list[tuple[int, int]] = []
    for cut in [*cuts, None]:
        if cut is not None:
            width = min(int(part.bounds[cut[1]] - part.bounds[cut[0]]), 510) + 2
        if group and (cut is None or width * (len(group) + 1) > batch_pieces):
            _run(part, scorer, group, found, (entity_style, trigger_style))
            group = []
        if cut is not None:
            group.append(cut)
    return [found[index] for index in sorted(found)]


def inputs_of(
    part: Part, group: list[tuple[int, int]], styles: tuple[str, str]
) -> dict[str, np.ndarray]:
    """Padded inputs of a group of windows, given as runs of sentences."""
    ranges = [(int(part.bounds[a]), int(part.bounds[b])) for a, b in group]
    width = max(min(high - low, 510) for low, high in ranges) + 2
    shape = (len(ranges), width)
    inputs = {name: np.zeros(shape, dtype=np.int64) for name in ("pieces", "shapes", "spacings")}
    inputs["real"] = np.zeros(shape, dtype=bool)
    for row, (low, high) in enumerate(ranges):
        high = min(high, low + 510)  # noqa: PLW2901 - only the shortened stretch counts
        size = high - low
        inputs["pieces"][row, [0, size + 1]] = CLS, SEP
        for name in ("pieces", "shapes", "spacings"):
            inputs[name][row, 1 : size + 1] = getattr(part, name)[low:high]
        inputs["spacings"][row, 1] = 3
        inputs["real"][row, : size + 2] = True
    inputs["entity_styles"] = np.full(len(ranges), STYLES.index(styles[0]), dtype=np.int64)
    inputs["trigger_styles"] = np.full(len(ranges), STYLES.index(styles[1]), dtype=np.int64)
    return inputs


def _run(
    part: Part,
    scorer: Scorer,
    group: list[tuple[int, int]],
    found: dict[int, Sentence],
    styles: tuple[str, str],
) -> None:
    entities, triggers, types = scorer(inputs_of(part, group, styles))
    for row, (a, b) in enumerate(group):
        base = int(part.bounds[a])
        for index in range(a, b):
            low, high = int(part.bounds[index]), int(part.bounds[index + 1])
            places = low + np.flatnonzero(part.first[low:high])
            places = places[places - base < 510]
            columns = places - base + 1
            found[index] = Sentence(
                _log_softmax(entities[row, columns]),
                _log_softmax(triggers[row, columns]),
                _log_softmax(types[row, columns]),
                part.allowed[places],
                part.triggers[places],
                part.classes[places],
            )


def _log_softmax(scores: np.ndarray) -> np.ndarray:
    scores = scores.astype(np.float32)
    scores = scores - scores.max(axis=-1, keepdims=True)
    return scores - np.log(np.exp(scores).sum(axis=-1, keepdims=True))


def entity_result(sentences: list[Sentence], labels: frozenset[str]) -> Result:
    """Strict entity scores on `labels`, GPE and LOC as one; unknown words count neither way."""
    result = Result()
    for sentence in sentences:
        gold = {
            (start, end, _merged(kind))
            for start, end, kind in _gold_spans(sentence.allowed)
            if ENTITY_TYPES[kind] in labels
        }
        unknown = _unknown(sentence.allowed)
        spans = [
            span
            for span in spans_of(best_tags(sentence.entities))
            if ENTITY_TYPES[span[2]] in labels and not unknown[span[0] : span[1]].any()
        ]
        scores = span_scores(sentence.entities, spans)
        for (start, end, kind), score in zip(spans, scores, strict=True):
            name = _merged(kind)
            result.count(name, score, is_right=(start, end, name) in gold)
        for _, _, name in gold:
            result.expect(name)
    return result


def _merged(kind: int) -> str:
    name = ENTITY_TYPES[kind]
    return "GPE/LOC" if name in _PLACES else name


def _gold_spans(allowed: np.ndarray) -> list[tuple[int, int, int]]:
    tags = [
        bits.bit_length() - 1 if bits and bits & (bits - 1) == 0 else 0 for bits in allowed.tolist()
    ]
    return spans_of(tags)


def _unknown(allowed: np.ndarray) -> np.ndarray:
    everything = (1 << (1 + 2 * len(ENTITY_TYPES))) - 1
    return (allowed == everything) | (allowed == 0)


def event_results(sentences: list[Sentence]) -> tuple[Result, Result]:
    """Strict trigger scores, untyped and typed.

    Untyped: every gold trigger of an annotated sentence. Typed: gold triggers with one of the 30
    types; a typed suggestion on a trigger whose type is outside the scheme counts as wrong.
    """
    untyped, typed = Result(), Result()
    for sentence in sentences:
        if (sentence.trigger_gold < 0).all():
            continue
        gold_spans = spans_of(np.maximum(sentence.trigger_gold, 0).tolist())
        gold = {(start, end) for start, end, _ in gold_spans}
        kinds = {(start, end): int(sentence.class_gold[start]) for start, end, _ in gold_spans}
        spans = spans_of(best_tags(sentence.triggers))
        for span, score in zip(spans, span_scores(sentence.triggers, spans), strict=True):
            place = span[:2]
            untyped.count("trigger", score, is_right=place in gold)
            kind = int(sentence.types[place[0]].argmax())
            if kind < len(EVENT_TYPES):
                chance = score * float(np.exp(sentence.types[place[0], kind]))
                typed.count(EVENT_TYPES[kind], chance, is_right=kinds.get(place) == kind)
        untyped.expect("trigger", len(gold))
        for name, count in Counter(
            EVENT_TYPES[kind] for kind in kinds.values() if 0 <= kind < len(EVENT_TYPES)
        ).items():
            typed.expect(name, count)
    return untyped, typed
