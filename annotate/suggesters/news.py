"""The suggester "news": entities and events from the built-in model, rules and lexicon together.

Where they disagree, weights decide that were measured (see `news_merge`), and the scores are
calibrated. What the model was not asked about, such as sums of money and names in hyphenated words,
keeps the rule's own score, which is a prior.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from annotate.articles import Article
from annotate.previews import Heard
from annotate.spans import Layer
from annotate.suggesters.lexicon import load_lexicon
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.news_article import (
    bodies_of_nations,
    datelines_first,
    longest_events,
    names_over_numbers,
    one_person_at_a_time,
    people_as_in_full,
    seats_of_government,
)
from annotate.suggesters.news_merge import (
    NEVER_LEARNED,
    PHRASE_MOST,
    Evidence,
    Merge,
    explained,
    gather,
    is_sure_phrase,
    listed_places_first,
    phrases_first,
    questions,
    settle_places,
)
from annotate.suggesters.news_model import NAME, HeardPart, NewsModel, Seen, shipped_folder
from annotate.suggesters.news_text import is_in_compound
from annotate.suggesters.news_titles import end_of_firm, redrawn
from annotate.suggesters.news_triggers import (
    is_no_trigger,
    nouns_of_light_verbs,
    triggers_before_dates,
    triggers_otherwise,
    triggers_outside_names,
)
from annotate.suggesters.rules import RuleSuggester
from annotate.suggestions import Proposal, Suggester

_LANGUAGE = "en"
_HEARD = 0.5
"""The model's chance of a trigger from which it may have 0.9: of 328 such scores on the development
part of ECB+ the model gave 324 at least this, so nothing measured says 0.9 of the others."""
_MEDIA = "gazetteer: media"
_QUOTES = ('"', "“", " ‘", " '")


class NewsSuggester:
    """Suggests what model, rules and lexicon find; all are loaded when it is first asked."""

    def __init__(self, model: NewsModel | None = None) -> None:
        """Use `model`, or the shipped one when it is first needed."""
        self._given = model

    @property
    def model(self) -> NewsModel:
        """The network, for others that read what it sees."""
        return self._model

    @cached_property
    def _model(self) -> NewsModel:
        return self._given or NewsModel(shipped_folder())

    @cached_property
    def _others(self) -> Sequence[Suggester]:
        return (RuleSuggester(), load_lexicon())

    @cached_property
    def _merges(self) -> dict[Layer, Merge]:
        knees = self._model.merge_knees
        return {
            layer: Merge(weights, knees) for layer, weights in self._model.merge_weights.items()
        }

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
        return self.suggest_partly(article)

    def suggest_partly(self, article: Article, heard: Heard | None = None) -> list[Proposal]:
        """The same; `heard` is told of each part of a long article that the model has read."""
        text, others = article.text, self.others(article)
        if article.language and article.language != _LANGUAGE:
            return [replace(each, suggester=NAME) for each in others]

        def on_part(seen: list[Seen], start: int, end: int) -> None:
            some = [each for each in others if start <= each.start < end]
            found = self._settled(text, _gathered(text, seen, _asked(text, some)), some)
            if heard is not None:
                heard(found, start, end)

        told = None if heard is None else on_part
        return self._settled(text, self.evidence(text, others, told), others)

    def _settled(
        self, text: str, evidence: Sequence[Evidence], others: Sequence[Proposal]
    ) -> list[Proposal]:
        """Everything that is said, weighed, without what is too weak."""
        weighed = {
            (each.layer, each.start, each.end, each.label) for each in evidence if each.other
        }
        proposals = [self._proposal(each) for each in evidence]
        # What was not asked of the model, such as sums of money, is the rules' own affair.
        proposals += [
            replace(each, suggester=NAME, score=_own_score(text, each))
            for each in others
            if (each.layer, each.start, each.end, each.label) not in weighed
        ]
        floors = self._model.merge_floors
        settled = listed_places_first(settle_places(proposals, others), others)
        settled = longest_events(settled, floors[Layer.ENTITY])
        settled = datelines_first(seats_of_government(settled, others), others)
        settled = phrases_first(text, settled)
        settled = bodies_of_nations(text, settled, others)
        settled = people_as_in_full(text, settled, others, floors[Layer.ENTITY])
        settled = one_person_at_a_time(text, settled, floors[Layer.ENTITY])
        settled = names_over_numbers(settled, floors[Layer.ENTITY])
        settled = triggers_otherwise(text, triggers_before_dates(text, settled))
        settled = triggers_outside_names(text, settled, floors[Layer.ENTITY])
        kept = [
            each
            for each in settled
            if each.score >= floors[each.layer] and not is_no_trigger(text, each)
        ]
        return nouns_of_light_verbs(text, kept, floors[Layer.EVENT])

    def others(self, article: Article) -> list[Proposal]:
        """What rules and lexicon propose."""
        found = [each for suggester in self._others for each in suggester.suggest(article)]
        return [
            replace(each, end=end_of_firm(article.text, each.end)) if each.label == "ORG" else each
            for each in found
        ]

    def evidence(
        self, text: str, others: Sequence[Proposal], heard: HeardPart | None = None
    ) -> list[Evidence]:
        """What is said of each span that the model or another suggester names."""
        asked = _asked(text, others)
        seen = self._model.look_all([text], [questions(asked)], heard)[0]
        return _gathered(text, seen, asked)

    def _proposal(self, evidence: Evidence) -> Proposal:
        score = self._merges[evidence.layer].score(evidence)
        if evidence.layer is Layer.EVENT and evidence.raw < _HEARD:
            score = min(score, PHRASE_MOST)
        return Proposal(
            start=evidence.start,
            end=evidence.end,
            label=evidence.label,
            layer=evidence.layer,
            score=round(score, 4),
            suggester=NAME,
            explanation=explained(evidence),
        )


def _own_score(text: str, proposal: Proposal) -> float:
    """The score of what the model was not asked about.

    Of phrases and of named events, nothing measured says 0.9.
    """
    is_doubtful = proposal.label == "EVENT" or is_sure_phrase(text, proposal)
    return min(proposal.score, PHRASE_MOST) if is_doubtful else proposal.score


def _asked(text: str, others: Sequence[Proposal]) -> list[Proposal]:
    """Those of `others` about which the model is asked.

    The corpora leave names in compounds unmarked ("U.S.-Ukraine"), so these are not asked of the
    model, and stay as the rules found them; so do triggers of several words.
    """
    return [
        each
        for each in others
        if each.label not in NEVER_LEARNED
        and not _has_nickname(text, each)
        and not is_in_compound(text, each.start, each.end)
        and not _is_credit(text, each)
        and not is_sure_phrase(text, each)
    ]


def _is_credit(text: str, proposal: Proposal) -> bool:
    """Whether it is an agency in the credit of a picture: "Ada Lund/[AFP]/[Getty Images]"."""
    beside = text[max(0, proposal.start - 1) : proposal.start] + text[proposal.end :][:1]
    return "/" in beside and proposal.explanation.startswith(_MEDIA)


def _has_nickname(text: str, proposal: Proposal) -> bool:
    """Whether a name has a nickname in quotes, of which the corpora have next to none."""
    mention = text[proposal.start : proposal.end]
    return proposal.label == "PERSON" and any(quote in mention for quote in _QUOTES)


def _gathered(text: str, seen: list[Seen], asked: Sequence[Proposal]) -> list[Evidence]:
    return gather(redrawn(text, seen, load_name_parts()), asked)
