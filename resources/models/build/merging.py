"""Fits the weights by which model, rules and lexicon are merged, on the development parts."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_labels import EVENT_TYPES
from annotate.suggesters.news_merge import Evidence, Merge, features
from annotate.suggesters.news_model import Found, NewsModel
from annotate.suggestions import hide_suggestions, merge_proposals
from resources.models.build.corpora import SOURCES, Document, documents
from resources.models.build.evaluate import (
    DEV_TESTS,
    Outcome,
    doubtful_triggers,
    marked,
    merged_label,
    run_test,
)
from resources.models.build.fitting import Row, best_floor, fit
from resources.models.build.guideline import by_our_guideline, says_nothing_of, unjudged_labels

# A third of the silver set's part is plenty beside the others.
_LIMITS: Final = {"gmb": 9}
_SETS: Final = {
    Layer.ENTITY: ("gmb", "ewt", "gum_news", "gum_interview", "gum_other", "crossner_politics"),
    Layer.EVENT: ("ecbplus", "own_news"),
}
_OURS: Final = 0.6
"""What our own articles weigh beside a corpus: marks made over suggestions are kind to them.

With more, ECB+ falls; with less, our own do."""
_TOPICS: Final = "ecbplus"
_Group = tuple[float, list[tuple[Evidence, bool]]]
_SURE: Final = 0.9
_SURE_RIGHT: Final = 0.96
"""So many of the names of each label with such a score shall be right on the development parts, and
of the triggers in each topic of ECB+ with weights that were fitted without it.

It is one in a hundred more than promised, since other texts do worse."""
_MOST_KNEE: Final = 0.98
_KNEE_STEP: Final = 0.001
_ALIKE: Final = tuple(
    frozenset(labels) for labels in (("PERSON",), ("ORG",), ("GPE", "LOC"), ("NORP",))
)
"""Labels of names, those together that most sets cannot tell apart."""
_GROUPS: Final = {"gum_news": "gum", "gum_interview": "gum", "gum_other": "gum"}
_LEAST: Final = 0.15
_HOLD: Final = {"": 1.0, "label": 20.0, "agreed": 20.0}
"""How firmly weights stay near their rest, by first word; chosen with halves of the parts."""


def fit_merges(
    folder: Path, data: Path, layers: Sequence[Layer] = tuple(Layer), *, keeps: bool = False
) -> None:
    """Fit the weights of some layers for the model in `folder` and write them into its file.

    With `keeps`, weights and floors stay, and only what high scores are worth is measured anew.
    """
    suggester = NewsSuggester(NewsModel(folder, keeps_all=True))
    file = folder / "news.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    merge, floors = described.setdefault("merge", {}), described.setdefault("merge_floors", {})
    for layer in layers:
        names = _SETS[layer]
        groups = _judged(suggester, data, names, layer)
        merge[layer.value] = dict(merge[layer.value]) if keeps else _fit(groups)
        knees = described.setdefault("merge_knees", {})
        if layer is Layer.EVENT:
            knee = knee_of_topics(_topics(suggester, data), groups[1:])
            knees |= dict.fromkeys(EVENT_TYPES, knee)
        else:
            judged = [each for _, group in groups for each in group]
            knees |= knees_of(merge[layer.value], judged)
        if not keeps:
            floors[layer.value] = _LEAST
    _write(described, file)
    together = Together(folder)
    for layer in () if keeps else layers:
        tests = [test for test in DEV_TESTS if test.events == (layer is Layer.EVENT)]
        floors[layer.value] = _floor([run_test(together, data, test) for test in tests])
    _write(described, file)


def _write(described: dict[str, Any], file: Path) -> None:
    file.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def _judged(
    suggester: NewsSuggester, data: Path, names: Iterable[str], layer: Layer
) -> list[_Group]:
    """What each group of sets weighs, and its spans with evidence and whether they are right."""
    judged: dict[str, list[tuple[Evidence, bool]]] = {}
    for source in SOURCES:
        if source.name not in names:
            continue
        group = judged.setdefault(_GROUPS.get(source.name, source.name), [])
        for document in islice(documents(data, source, "dev"), _LIMITS.get(source.name)):
            group.extend(judge(suggester, document, layer))
    return [(_OURS if name == "own_news" else 1.0, group) for name, group in judged.items()]


def _fit(judged: list[_Group]) -> dict[str, float]:
    rows = [
        Row(features(evidence), is_right, weight / math.sqrt(len(group)))
        for weight, group in judged
        for evidence, is_right in group
    ]
    return fit(rows, rest={"model": 0.7}, hold=_HOLD)


def _topics(suggester: NewsSuggester, data: Path) -> list[list[tuple[Evidence, bool]]]:
    """The judged triggers of each topic of ECB+."""
    (source,) = (source for source in SOURCES if source.name == _TOPICS)
    topics: dict[str, list[tuple[Evidence, bool]]] = {}
    for document in documents(data, source, "dev"):
        topic = topics.setdefault(document.ids[0].partition("_")[0], [])
        topic.extend(judge(suggester, document, Layer.EVENT))
    return list(topics.values())


def knee_of_topics(
    topics: Sequence[list[tuple[Evidence, bool]]], others: Sequence[_Group]
) -> float:
    """From which score, 0.9 or more, enough triggers are right in a topic that nobody looked at.

    Each topic is judged by weights that are fitted on the other topics and `others`.
    """
    said: list[list[tuple[float, bool]]] = []
    for topic in topics:
        rest = [each for other in topics if other is not topic for each in other]
        merge = Merge(_fit([(1.0, rest), *others]))
        said.append([(score, is_right) for score, is_right, _ in _best(merge, topic)])
    return _knee(said)


def knees_of(
    weights: Mapping[str, float], judged: Sequence[tuple[Evidence, bool]]
) -> dict[str, float]:
    """From which score, 0.9 or more, enough of the names with each label are right."""
    best = _best(Merge(weights), judged)
    knees: dict[str, float] = {}
    for labels in _ALIKE:
        knee = _knee([[(score, is_right) for score, is_right, label in best if label in labels]])
        knees |= dict.fromkeys(sorted(labels), knee)
    return knees


def _knee(groups: Sequence[Sequence[tuple[float, bool]]]) -> float:
    """The least score from 0.9 on from which enough are right in each of the groups."""
    steps = range(round((_MOST_KNEE - _SURE) / _KNEE_STEP))
    scores = (round(_SURE + step * _KNEE_STEP, 3) for step in steps)
    enough = (score for score in scores if all(_enough_right(said, score) for said in groups))
    return next(enough, _MOST_KNEE)


def _enough_right(said: Iterable[tuple[float, bool]], floor: float) -> bool:
    sure = [is_right for score, is_right in said if score >= floor]
    return sum(sure) >= _SURE_RIGHT * len(sure)


def _best(merge: Merge, judged: Sequence[tuple[Evidence, bool]]) -> list[tuple[float, bool, str]]:
    """The surest of what is said of each place: its score, whether it is right, its label."""
    best: dict[tuple[int, int, int], tuple[float, bool, str]] = {}
    text = last = 0
    for evidence, is_right in judged:
        text += evidence.start < last  # the next text has begun
        last = evidence.start
        place = (text, evidence.start, evidence.end)
        said = (merge.score(evidence), is_right, evidence.label)
        best[place] = max(best.get(place, (0.0, False, "")), said)
    return list(best.values())


def _floor(outcomes: Sequence[Outcome]) -> float:
    """The score from which the mean F1 of what is shown is best."""
    results = [outcome.typed or outcome.result for outcome in outcomes]
    return best_floor([(result.scored, result.total.gold) for result in results])


class Together:
    """Reads as the suggester does: model, rules and lexicon, and of overlapping spans the best."""

    is_ours = True

    def __init__(self, folder: Path) -> None:
        """Load the model in `folder`."""
        model = NewsModel(folder)
        self.suggester = NewsSuggester(model)
        self.floors = model.merge_floors

    def read_all(self, texts: Sequence[str]) -> list[list[Found]]:
        """What the annotator would see of each text."""
        return [self._read(text) for text in texts]

    def _read(self, text: str) -> list[Found]:
        proposals = self.suggester.suggest(Article(id="", text=text))
        shown = hide_suggestions(merge_proposals(proposals), gold=[], decisions={})
        return [
            Found(each.start, each.end, each.label, each.layer, each.score)
            for each in shown
            if each.hidden is None
        ]


def judge(
    suggester: NewsSuggester, document: Document, layer: Layer
) -> Iterator[tuple[Evidence, bool]]:
    """Every span with evidence that the set can judge, and whether it is right."""
    others = suggester.others(Article(id="", text=document.text))
    evidence = [each for each in suggester.evidence(document.text, others) if each.layer is layer]
    if layer is Layer.ENTITY:
        return _judged_entities(document, evidence)
    return _judged_events(document, evidence)


def _judged_entities(
    document: Document, evidence: Iterable[Evidence]
) -> Iterator[tuple[Evidence, bool]]:
    # ewt has no nationalities in its development part, though in its training part.
    labels = {merged_label(label) for label in document.source.entities - unjudged_labels(document)}
    document = by_our_guideline(document)
    gold = {(span.start, span.end): merged_label(span.kind) for span in document.gold}
    unknown = [(span.start, span.end) for span in document.gold if span.kind is None]
    doubtful = marked(document)
    for each in evidence:
        label = merged_label(each.label)
        if label not in labels:
            continue
        if any(each.start < end and low < each.end for low, end in unknown):
            continue
        is_right = gold.get((each.start, each.end)) == label
        if not is_right and says_nothing_of(document, each.label, each.start, each.end):
            continue
        if is_right or each.end > doubtful.get(each.start, 0):
            yield each, is_right


def _judged_events(
    document: Document, evidence: Iterable[Evidence]
) -> Iterator[tuple[Evidence, bool]]:
    cuts = [c for c, known in zip(document.sentences, document.annotated, strict=True) if known]
    gold = {(t.start, t.end): t.kind for t in document.triggers if t.kind in EVENT_TYPES}
    doubtful = doubtful_triggers(document)
    for each in evidence:
        is_right = gold.get((each.start, each.end)) == each.label
        if not is_right and any(each.start < b and a < each.end for a, b in doubtful):
            continue
        if any(low <= each.start and each.end <= high for low, high in cuts):
            yield each, is_right
