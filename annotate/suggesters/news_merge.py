"""What the model, the rules and the lexicon say together: one score for each span, by measure.

The weights are fitted on the development parts of the corpora, by `merging.py` of the model's
build, so agreement and disagreement count for as much as they were worth there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from annotate.spans import Layer
from annotate.suggesters.news_labels import ENTITY_TYPES, EVENT_TYPES
from annotate.suggesters.news_model import Asked, Seen, chance_of, log_odds
from annotate.suggestions import Proposal

_Key = tuple[Layer, int, int, str]
# The corpora draw dates and times in ways of their own or not at all; the rules are better at both.
_RULES_OWN = frozenset({"DATE", "TIME"})
NEVER_LEARNED = frozenset({"LAW", "LANGUAGE", "PRODUCT", "EVENT"})
"""Names of which the measured sets of news have none or a handful: the model cannot judge them."""
SURE = 0.8
"""Score of a rule from which it is told apart; chosen on the development parts of the corpora."""
_SURE_PHRASE = 0.7
"""Score from which a phrase of the lexicon is one; from 0.7 to 0.8 made no difference there."""
PHRASE_MOST = 0.89
"""Score that a trigger of several words has at most: nothing measured says 0.9 of them.

On the development part of ECB+ one of seven that had more was right, for it marks other words."""
_BELOW = 0.0002
_BENT, _SURE_SCORE = 0.85, 0.9
_SURE_PLACE, _TIE = 0.9, 0.1
_PLACES = frozenset({"GPE", "LOC"})
_KNOWN: Mapping[Layer, frozenset[str]] = {
    Layer.ENTITY: frozenset(ENTITY_TYPES) - _RULES_OWN,
    Layer.EVENT: frozenset(EVENT_TYPES),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is said of one span with one label.

    `raw` is the model's chance (0 where it was not asked or could not answer), `other` the
    strongest proposal of the others for it, `against` their strongest one that overlaps it and
    says something else.
    """

    start: int
    end: int
    label: str
    layer: Layer
    raw: float
    is_chosen: bool
    is_contested: bool = False
    is_inside: bool = False
    other: Proposal | None = None
    against: float = 0.0


def questions(proposals: Iterable[Proposal]) -> list[Asked]:
    """What to ask the model about the others' proposals."""
    return [
        Asked(each.start, each.end, each.label, each.layer)
        for each in proposals
        if each.label in _KNOWN[each.layer]
    ]


def gather(seen: Sequence[Seen], proposals: Sequence[Proposal]) -> list[Evidence]:
    """Evidence for every span that the model chose or another proposed, with a label it knows."""
    chances: dict[_Key, float] = {}
    chosen: set[_Key] = set()
    for span in seen:
        if span.label not in _KNOWN[span.layer]:
            continue
        key = (span.layer, span.start, span.end, span.label)
        chances[key] = max(span.raw, chances.get(key, 0.0))
        if span.is_chosen:
            chosen.add(key)
    others: dict[_Key, Proposal] = {}
    for each in proposals:
        key = (each.layer, each.start, each.end, each.label)
        if key not in others or each.score > others[key].score:
            others[key] = each
    keys = chosen | {key for key in others if key[3] in _KNOWN[key[0]]}
    theirs, ours = _Places(others), _Places(chosen)
    return [
        Evidence(
            start,
            end,
            label,
            layer,
            chances.get(key, 0.0),
            key in chosen,
            is_contested=any(True for _ in ours.against(key)),
            is_inside=any(
                place[1] <= start and end <= place[2] and place[2] - place[1] > end - start
                for place in ours.against(key)
            ),
            other=others.get(key),
            against=max((others[place].score for place in theirs.against(key)), default=0.0),
        )
        for key in sorted(keys)
        for layer, start, end, label in [key]
    ]


class _Places:
    """Spans in order, to find those that overlap a span and say something else."""

    def __init__(self, keys: Iterable[_Key]) -> None:
        self._keys = sorted(keys, key=_start)
        self._longest = max((key[2] - key[1] for key in self._keys), default=0)

    def against(self, key: _Key) -> Iterator[_Key]:
        layer, start, end, _ = key
        first = bisect_left(self._keys, start - self._longest, key=_start)
        for index in range(first, len(self._keys)):
            place = self._keys[index]
            if place[1] >= end:
                return
            if place[2] > start and place[0] is layer and place != key:
                yield place


def _start(key: _Key) -> int:
    return key[1]


def features(evidence: Evidence) -> dict[str, float]:
    """The named inputs of the measured merge."""
    other = evidence.other
    inputs = {
        "bias": 1.0,
        "model": log_odds(evidence.raw),
        "chosen": float(evidence.is_chosen),
        "contested": float(evidence.is_contested),
        "against": evidence.against,
        "contradicted": float(evidence.against > 0.0),
        f"label {evidence.label}": 1.0,
    }
    if other is not None:
        inputs["agreed"] = 1.0
        inputs["both"] = float(evidence.is_chosen)
        inputs["score of the other"] = other.score
        inputs["odds of the other"] = log_odds(other.score)
        inputs["sure"] = float(other.score >= SURE and not is_disputed(evidence))
        inputs[f"agreed {evidence.label}"] = 1.0
    return inputs


def is_disputed(evidence: Evidence) -> bool:
    """Whether the model says something longer about a name, or anything else about a trigger."""
    return evidence.is_inside if evidence.layer is Layer.ENTITY else evidence.is_contested


def is_sure_phrase(text: str, proposal: Proposal) -> bool:
    """Whether it is a trigger of several words of which the lexicon is sure ("phone call").

    By our guideline such a phrase is one trigger; the corpora mostly mark one word of it, so
    neither the model nor weights fitted on them can judge it.
    """
    if proposal.layer is not Layer.EVENT or proposal.score < _SURE_PHRASE:
        return False
    mention = text[proposal.start : proposal.end]
    return any(char.isspace() or char == "-" for char in mention)


def phrases_first(text: str, proposals: Iterable[Proposal]) -> list[Proposal]:
    """The same proposals, triggers inside a sure phrase scored below it.

    The phrase is as sure as what it holds, but not surer than `PHRASE_MOST`.
    """
    kept = list(proposals)
    events = sorted((each for each in kept if each.layer is Layer.EVENT), key=_begin)
    starts = [each.start for each in events]
    most: dict[int, float] = {}
    scores: dict[int, float] = {}
    for phrase in events:
        if not is_sure_phrase(text, phrase):
            continue
        some = events[bisect_left(starts, phrase.start) : bisect_left(starts, phrase.end)]
        size = phrase.end - phrase.start
        inner = [each for each in some if each.end <= phrase.end and each.end - each.start < size]
        score = min(max([phrase.score, *(each.score for each in inner)]), PHRASE_MOST)
        scores[id(phrase)] = score
        for each in inner:
            most[id(each)] = min(score - _BELOW, most.get(id(each), 1.0))
    return [
        replace(each, score=min(scores.get(id(each), each.score), most.get(id(each), 1.0)))
        if id(each) in scores or id(each) in most
        else each
        for each in kept
    ]


def _begin(proposal: Proposal) -> int:
    return proposal.start


def settle_places(proposals: Iterable[Proposal], others: Iterable[Proposal]) -> list[Proposal]:
    """The same proposals, with places called GPE or LOC as the name lists call them.

    Most corpora cannot tell the two apart, so neither can weights that were fitted on them.
    """
    listed = {
        (each.start, each.end): each.label
        for each in sorted(others, key=lambda each: each.score)
        if each.label in _PLACES
    }
    best: dict[_Key, Proposal] = {}
    for each in proposals:
        label = listed.get((each.start, each.end), each.label)
        settled = replace(each, label=label) if each.label in _PLACES else each
        key = (settled.layer, settled.start, settled.end, settled.label)
        if key not in best or settled.score > best[key].score:
            best[key] = settled
    return list(best.values())


def listed_places_first(
    proposals: Iterable[Proposal], others: Iterable[Proposal]
) -> list[Proposal]:
    """The same proposals; a listed place that is nearly as sure as a person changes scores with it.

    Such ties are few: on the development parts both of two were places.
    """
    kept = list(proposals)
    listed = {
        (each.start, each.end)
        for each in others
        if each.label in _PLACES and each.score >= _SURE_PLACE
    }
    persons = {
        (each.start, each.end): index
        for index, each in enumerate(kept)
        if each.label == "PERSON" and (each.start, each.end) in listed
    }
    for index, each in enumerate(kept):
        other = persons.get((each.start, each.end))
        if other is None or each.label not in _PLACES:
            continue
        person = kept[other]
        if 0.0 <= person.score - each.score < _TIE:
            kept[index] = replace(each, score=person.score)
            kept[other] = replace(person, score=each.score - _BELOW)
    return kept


def explained(evidence: Evidence) -> str:
    """Who stands behind the span: the model with its chance, and the rule or entry that agreed."""
    model = f"news model {evidence.raw:.0%}"
    return f"{model}; {evidence.other.explanation}" if evidence.other is not None else model


@dataclass(frozen=True, slots=True)
class Merge:
    """The fitted weights of one layer, by name of the input.

    `knees` are scores by label that count as 0.9, since lower ones were right too seldom.
    """

    weights: Mapping[str, float]
    knees: Mapping[str, float] = field(default_factory=dict[str, float])

    def score(self, evidence: Evidence) -> float:
        """The chance that the span is right with its label, 0 to 1."""
        weights = self.weights
        chance = chance_of(
            sum(weights.get(name, 0.0) * value for name, value in features(evidence).items())
        )
        return bent(chance, self.knees.get(evidence.label, _SURE_SCORE))


def bent(score: float, knee: float) -> float:
    """The score on the broken line that takes `knee` to 0.9 and leaves 0.85, all below, and 1."""
    if score <= _BENT or knee <= _SURE_SCORE:
        return score
    if score < knee:
        return _BENT + (score - _BENT) * (_SURE_SCORE - _BENT) / (knee - _BENT)
    return 1.0 - (1.0 - score) * (1.0 - _SURE_SCORE) / (1.0 - knee)
