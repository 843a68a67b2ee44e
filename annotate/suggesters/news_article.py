"""What one proposal of an article says of another: numbers in names, people named in full.

It follows the measured merge, which looks at each span by itself. Offsets are code points,
half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from annotate.spans import Layer
from annotate.suggesters.datelines import REASON as DATELINE
from annotate.suggestions import Proposal

_COUNTED = frozenset({"CARDINAL", "ORDINAL"})
_BELOW = 0.0002
_SURE_FULL_NAME = 0.7
_SURE_SURNAME = 0.8
_LEAST_LATER = 0.75
_SURE_BODY, _LEAST_BODY = 0.85, 0.7
_OF_ANY_STATE = frozenset(
    {"Ministry", "Parliament", "Government", "Embassy", "Court", "Police", "Department", "Cabinet"}
)
_SEATS = "gazetteer: seats of government"
_SEAT = 0.89
"""Score of such a building: on the development part of gmb 11 of 14 were right."""
_LEAST_DATELINE = 0.85
_NATIONS = frozenset({"NORP", "GPE", "LOC"})


def names_over_numbers(proposals: Sequence[Proposal], floor: float) -> list[Proposal]:
    """The same proposals; a number inside a longer name that is shown is less sure than it.

    So "the [6th Infantry Division]" is one name and no ordinal.
    """
    names = sorted(
        (
            each
            for each in proposals
            if each.layer is Layer.ENTITY and each.label not in _COUNTED and each.score >= floor
        ),
        key=_start,
    )
    starts = [each.start for each in names]
    longest = max((each.end - each.start for each in names), default=0)

    def settled(each: Proposal) -> Proposal:
        if each.layer is not Layer.ENTITY or each.label not in _COUNTED:
            return each
        low = bisect_left(starts, each.start - longest)
        high = bisect_right(starts, each.start)
        around = [
            name.score
            for name in names[low:high]
            if each.end <= name.end and each.end - each.start < name.end - name.start
        ]
        return replace(each, score=min(each.score, max(around) - _BELOW)) if around else each

    return [settled(each) for each in proposals]


def people_as_in_full(
    text: str, proposals: Sequence[Proposal], others: Iterable[Proposal], floor: float
) -> list[Proposal]:
    """The same proposals; a surname of somebody whose full name is shown is a person's too.

    `others` are the rules' own proposals, which know how a surname ends.
    """
    in_full = _in_full(text, proposals)
    tails = frozenset(_tails(text, in_full))
    taken = _Taken(
        (each.start, each.end)
        for each in proposals
        if each.layer is Layer.ENTITY and each.score >= floor
    )
    known = {
        (each.start, each.end)
        for each in others
        if each.label == "PERSON"
        and each.score >= _SURE_SURNAME
        and text[each.start : each.end] in tails
        and not taken.holds(each.start, each.end)
    }
    if not known:
        return list(proposals)
    best: dict[tuple[int, int], float] = {}
    for each in proposals:
        place = (each.start, each.end)
        if each.layer is Layer.ENTITY and place in known:
            best[place] = max(each.score, best.get(place, _LEAST_LATER))

    def settled(each: Proposal) -> Proposal:
        top = best.get((each.start, each.end)) if each.layer is Layer.ENTITY else None
        if top is None:
            return each
        is_person = each.label == "PERSON"
        return replace(each, score=top if is_person else min(each.score, top - _BELOW))

    return [settled(each) for each in proposals]


def bodies_of_nations(
    text: str, proposals: Sequence[Proposal], others: Iterable[Proposal]
) -> list[Proposal]:
    """The same proposals; a sure organisation begins with its nation: "[Peruvian Armed Forces]".

    `others` are the rules' own proposals. On the development parts the model marked the nation
    alone in ten such names, of which eight are organisations. A nation's ministry or court may as
    well be marked without it.
    """
    sure = {
        (each.start, each.end)
        for each in others
        if each.label == "ORG"
        and each.score >= _SURE_BODY
        and _OF_ANY_STATE.isdisjoint(text[each.start : each.end].split()[-1:])
    }
    nations: dict[int, Proposal] = {}
    for each in proposals:
        if each.label in _NATIONS and each.layer is Layer.ENTITY:
            known = nations.get(each.start)
            nations[each.start] = max(each, known, key=_score) if known else each
    result: list[Proposal] = []
    for each in proposals:
        nation = nations.get(each.start) if (each.start, each.end) in sure else None
        is_body = nation is not None and nation.end < each.end and each.label == "ORG"
        if nation is not None and is_body:
            score = max(each.score, nation.score + _BELOW, _LEAST_BODY)
            result.append(replace(each, score=min(score, 1.0)))
        else:
            result.append(each)
    return result


def longest_events(proposals: Sequence[Proposal], floor: float) -> list[Proposal]:
    """The same proposals; a named event is less sure than a longer one that holds it.

    So "the [Second Vrantz War]" is one name, whoever found "Vrantz War" in it.
    """
    events = [each for each in proposals if each.label == "EVENT" and each.score >= floor]

    def settled(each: Proposal) -> Proposal:
        if each.label != "EVENT":
            return each
        longer = [
            other.score
            for other in events
            if other.start <= each.start
            and each.end <= other.end
            and other.end - other.start > each.end - each.start
        ]
        return replace(each, score=min(each.score, max(longer) - _BELOW)) if longer else each

    return [settled(each) for each in proposals] if len(events) > 1 else list(proposals)


def seats_of_government(
    proposals: Sequence[Proposal], others: Iterable[Proposal]
) -> list[Proposal]:
    """The same proposals; a listed building that stands for a government keeps its own label.

    By our guideline the White House is a facility whatever it does; most sets call it otherwise.
    """
    seats = {
        (each.start, each.end): each
        for each in others
        if each.layer is Layer.ENTITY and each.explanation.startswith(_SEATS)
    }

    def settled(each: Proposal) -> Proposal:
        seat = seats.get((each.start, each.end)) if each.layer is Layer.ENTITY else None
        if seat is None:
            return each
        is_seat = each.label == seat.label
        return replace(each, score=_SEAT if is_seat else min(each.score, _BELOW))

    return [settled(each) for each in proposals] if seats else list(proposals)


def datelines_first(proposals: Sequence[Proposal], others: Iterable[Proposal]) -> list[Proposal]:
    """The same proposals; place and agency of a dateline are that, whatever they look like.

    `others` are the rules' own proposals. No development part has datelines of agencies.
    """
    places = {
        (each.start, each.end): each.label
        for each in others
        if each.layer is Layer.ENTITY and each.explanation == DATELINE
    }

    def settled(each: Proposal) -> Proposal:
        if each.layer is not Layer.ENTITY:
            return each
        if places.get((each.start, each.end)) == each.label:
            return replace(each, score=max(each.score, _LEAST_DATELINE))
        if any(each.start < end and start < each.end for start, end in places):
            return replace(each, score=min(each.score, _BELOW))
        return each

    return [settled(each) for each in proposals] if places else list(proposals)


def one_person_at_a_time(text: str, proposals: Sequence[Proposal], floor: float) -> list[Proposal]:
    """The same proposals without a single word that stands right before a person's full name.

    It is a title or a trade: "[Villager] [Ada Lund]".
    """
    full = {
        each.start
        for each in proposals
        if each.label == "PERSON" and each.score >= floor and " " in text[each.start : each.end]
    }
    return [
        each
        for each in proposals
        if not (
            each.label == "PERSON"
            and each.end + 1 in full
            and text[each.end] == " "
            and " " not in text[each.start : each.end]
        )
    ]


def _in_full(text: str, proposals: Iterable[Proposal]) -> list[Proposal]:
    return [
        each
        for each in proposals
        if each.label == "PERSON"
        and each.score >= _SURE_FULL_NAME
        and " " in text[each.start : each.end]
    ]


def _tails(text: str, in_full: Iterable[Proposal]) -> Iterator[str]:
    for each in in_full:
        words = text[each.start : each.end].split()
        for count in range(1, len(words)):
            yield " ".join(words[count:])


class _Taken:
    """Stretches of text, to ask whether one lies inside another."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._stretches = sorted(stretches)
        self._longest = max((end - start for start, end in self._stretches), default=0)

    def holds(self, start: int, end: int) -> bool:
        """Whether `start:end` is a part of a longer one of them."""
        low = bisect_left(self._stretches, (start - self._longest, 0))
        high = bisect_right(self._stretches, (start, 1 << 60))
        return any(
            end <= other_end and end - start < other_end - other_start
            for other_start, other_end in self._stretches[low:high]
        )


def _score(proposal: Proposal) -> float:
    return proposal.score


def _start(proposal: Proposal) -> int:
    return proposal.start
