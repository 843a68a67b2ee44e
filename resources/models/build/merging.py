"""Fits the weights by which model, rules and lexicon are merged, on the development parts."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_labels import EVENT_TYPES
from annotate.suggesters.news_merge import Evidence, Merge, features
from annotate.suggesters.news_model import Found, NewsModel
from annotate.suggesters.news_titles import untitled
from annotate.suggestions import hide_suggestions, merge_proposals
from resources.models.build.corpora import SOURCES, Document, Gold, documents
from resources.models.build.evaluate import marked, merged_label
from resources.models.build.fitting import Row, best_floor, fit

# A third of the silver set's part is plenty beside the others.
_LIMITS: Final = {"gmb": 9}
_ENTITY_SETS: Final = ("gmb", "ewt", "gum_news", "gum_interview", "gum_other", "crossner_politics")
_EVENT_SETS: Final = ("ecbplus",)
_GROUPS: Final = {"gum_news": "gum", "gum_interview": "gum", "gum_other": "gum"}
_HOLD: Final = {"": 0.05, "label": 2.0, "agreed": 2.0}


def fit_merges(folder: Path, data: Path) -> None:
    """Fit the weights of both layers for the model in `folder` and write them into its file."""
    suggester = NewsSuggester(NewsModel(folder, keeps_all=True))
    file = folder / "news.json"
    described = json.loads(file.read_text(encoding="utf-8"))
    described["merge"], described["merge_floors"] = {}, {}
    for layer, names in ((Layer.ENTITY, _ENTITY_SETS), (Layer.EVENT, _EVENT_SETS)):
        judged = _judged(suggester, data, names, layer)
        weights = _fit(judged)
        described["merge"][layer.value] = weights
        described["merge_floors"][layer.value] = _floor(judged, Merge(weights))
    file.write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def _judged(
    suggester: NewsSuggester, data: Path, names: Iterable[str], layer: Layer
) -> list[list[tuple[Evidence, bool]]]:
    """Spans with evidence and whether they are right, a list for each group of sets."""
    judged: dict[str, list[tuple[Evidence, bool]]] = {}
    for source in SOURCES:
        if source.name not in names:
            continue
        group = judged.setdefault(_GROUPS.get(source.name, source.name), [])
        for document in islice(documents(data, source, "dev"), _LIMITS.get(source.name)):
            group.extend(judge(suggester, document, layer))
    return list(judged.values())


def _fit(judged: list[list[tuple[Evidence, bool]]]) -> dict[str, float]:
    rows = [
        Row(features(evidence), is_right, 1.0 / math.sqrt(len(group)))
        for group in judged
        for evidence, is_right in group
    ]
    return fit(rows, rest={"model": 0.7}, hold=_HOLD)


def _floor(judged: list[list[tuple[Evidence, bool]]], merge: Merge) -> float:
    """The score from which the mean F1 of the sets is best; what nobody proposed is left out."""
    groups = [
        [(merge.score(evidence), is_right) for evidence, is_right in group] for group in judged
    ]
    return best_floor([(group, sum(is_right for _, is_right in group)) for group in groups])


class Together:
    """Reads as the suggester does: model, rules and lexicon, and of overlapping spans the best."""

    has_titles = False

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
    gold = {(_start(document, span), span.end): merged_label(span.kind) for span in document.gold}
    unknown = [(span.start, span.end) for span in document.gold if span.kind is None]
    doubtful = marked(document)
    # ewt has no nationalities in its development part, though in its training part.
    labels = {merged_label(label) for label in document.source.entities}
    for each in evidence:
        label = merged_label(each.label)
        if label not in labels:
            continue
        if any(each.start < end and low < each.end for low, end in unknown):
            continue
        is_right = gold.get((each.start, each.end)) == label
        if is_right or each.end > doubtful.get(each.start, 0):
            yield each, is_right


def _start(document: Document, span: Gold) -> int:
    if span.kind != "PERSON":
        return span.start
    return untitled(document.text, span.start, span.end, load_name_parts())


def _judged_events(
    document: Document, evidence: Iterable[Evidence]
) -> Iterator[tuple[Evidence, bool]]:
    cuts = [c for c, known in zip(document.sentences, document.annotated, strict=True) if known]
    gold = {(t.start, t.end): t.kind for t in document.triggers if t.kind in EVENT_TYPES}
    for each in evidence:
        if any(low <= each.start and each.end <= high for low, high in cuts):
            yield each, gold.get((each.start, each.end)) == each.label
