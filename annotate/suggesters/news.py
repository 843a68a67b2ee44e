"""The suggester "news": entities and events from the built-in model, rules and lexicon together.

Where they disagree, weights decide that were measured (see `news_merge`). What a rule or the
lexicon is sure of keeps its own score, which is a prior; the other scores are calibrated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.lexicon import load_lexicon
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.news_merge import (
    Evidence,
    Merge,
    explained,
    gather,
    questions,
    settle_places,
)
from annotate.suggesters.news_model import NAME, NewsModel, shipped_folder
from annotate.suggesters.news_titles import without_titles
from annotate.suggesters.rules import RuleSuggester
from annotate.suggestions import Proposal, Suggester

_LANGUAGE = "en"
_SURE = 0.8
"""Score of a rule from which it keeps its own; chosen on the development parts of the corpora."""
_HYPHENS = frozenset("-\u2010\u2011")


class NewsSuggester:
    """Suggests what model, rules and lexicon find; all are loaded when it is first asked."""

    def __init__(self, model: NewsModel | None = None) -> None:
        """Use `model`, or the shipped one when it is first needed."""
        self._given = model

    @cached_property
    def _model(self) -> NewsModel:
        return self._given or NewsModel(shipped_folder())

    @cached_property
    def _others(self) -> Sequence[Suggester]:
        return (RuleSuggester(), load_lexicon())

    @cached_property
    def _merges(self) -> dict[Layer, Merge]:
        return {layer: Merge(weights) for layer, weights in self._model.merge_weights.items()}

    @property
    def name(self) -> str:
        """Stable name of the suggester."""
        return NAME

    @property
    def version(self) -> str:
        """Versions of the model's files, of the rules and of the lexicon."""
        return self._version

    @cached_property
    def _version(self) -> str:
        return "+".join((self._model.version, *(other.version for other in self._others)))

    @property
    def layers(self) -> frozenset[Layer]:
        """Both layers."""
        return frozenset(Layer)

    def suggest(self, article: Article) -> list[Proposal]:
        """Proposals for an English article; for another language the rules alone speak."""
        others = self.others(article)
        if article.language and article.language != _LANGUAGE:
            return [replace(each, suggester=NAME) for each in others]
        evidence = self.evidence(article.text, others)
        weighed = {
            (each.layer, each.start, each.end, each.label) for each in evidence if each.other
        }
        proposals = [self._proposal(each) for each in evidence]
        # What was not asked of the model, such as sums of money, is the rules' own affair.
        proposals += [
            replace(each, suggester=NAME)
            for each in others
            if (each.layer, each.start, each.end, each.label) not in weighed
        ]
        floors = self._model.merge_floors
        return [
            each for each in settle_places(proposals, others) if each.score >= floors[each.layer]
        ]

    def others(self, article: Article) -> list[Proposal]:
        """What rules and lexicon propose."""
        return [each for suggester in self._others for each in suggester.suggest(article)]

    def evidence(self, text: str, others: Sequence[Proposal]) -> list[Evidence]:
        """What is said of each span that the model or another suggester names."""
        # The corpora leave names in compounds unmarked ("U.S.-Ukraine"), so these are not asked of
        # the model, and stay as the rules found them.
        others = [each for each in others if not is_in_compound(text, each.start, each.end)]
        seen = self._model.look_all([text], [questions(others)])[0]
        return gather(without_titles(text, seen, load_name_parts()), others)

    def _proposal(self, evidence: Evidence) -> Proposal:
        return Proposal(
            start=evidence.start,
            end=evidence.end,
            label=evidence.label,
            layer=evidence.layer,
            score=self._score(evidence),
            suggester=NAME,
            explanation=explained(evidence),
        )

    def _score(self, evidence: Evidence) -> float:
        """The measured score; what a rule or the lexicon is sure of keeps its own.

        Unless the model says otherwise: something longer about a name, anything about a trigger.
        """
        score = self._merges[evidence.layer].score(evidence)
        other = evidence.other
        is_disputed = (
            evidence.is_inside if evidence.layer is Layer.ENTITY else evidence.is_contested
        )
        if other is not None and other.score >= _SURE and not is_disputed:
            score = max(score, other.score)
        return round(score, 4)


def is_in_compound(text: str, start: int, end: int) -> bool:
    """Whether `start:end` (code points, half-open) is a part of a hyphenated word."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[-1:] in _HYPHENS and bool(before[:1].strip())) or (
        after[:1] in _HYPHENS and bool(after[1:].strip())
    )
