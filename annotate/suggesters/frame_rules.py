"""What rules add to the arguments that the role model reads: numbers, dates, places.

The scores are priors, not measured chances. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from annotate.frames.suggested import (
    AGENT,
    AMOUNT,
    INJURED,
    KILLED,
    PATIENT,
    PLACE,
    TIME,
    ArgumentProposal,
)

Mark = tuple[int, int, str]

_VICTIMS: Final = {"DIE": KILLED, "INJURE": INJURED}
_NUMBERS: Final = frozenset({"CARDINAL", "QUANTITY", "PERCENT"})
_SUMS: Final = frozenset({"MONEY", "QUANTITY", "PERCENT"})
_TIMES: Final = frozenset({"DATE", "TIME"})
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})
_AT_A_PLACE: Final = frozenset(
    {
        "ATTACK",
        "DIE",
        "INJURE",
        "DESTROY",
        "SEIZE",
        "CEASEFIRE",
        "MEET",
        "DEMONSTRATE",
        "ARREST_JAIL",
        "CRIME",
        "DISASTER",
        "ELECT",
    }
)
"""Labels of events that happen at a place, and need not say so themselves."""

_IN_PATIENT, _BESIDE, _FRONTED, _ONLY, _SAME_VICTIMS = 0.95, 0.6, 0.6, 0.45, 0.45

_FRONT: Final = 28
_LENGTH = re.compile(r"[-‐](?:minute|hour|day|week|month|year)|^(?:for|over)\b", re.IGNORECASE)
_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|inside|around|across|on|throughout)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_BEFORE_VICTIMS = re.compile(
    r"\s+(?:(?:more|others?|people|persons|men|women|children|soldiers|civilians|were|was|have|been"
    r"|has|dead|of|them|also)\s+)*",
    re.IGNORECASE,
)
_BEHIND_VICTIMS = re.compile(r"\s+(?:at\s+least\s+|up\s+to\s+|about\s+|another\s+)?", re.IGNORECASE)
_TOLL = re.compile(r"\btoll\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A trigger of a sentence, with what is read of it so far."""

    trigger: Mark
    arguments: Sequence[ArgumentProposal]

    def has(self, role: str) -> bool:
        """Whether an argument has the role."""
        return any(each.role == role for each in self.arguments)


def role_in(text: str, role: str, start: int) -> str:
    """The role of a phrase that begins at `start`: what is done by somebody is not done to them.

    Of “the invasion by the Danes” the Danes are the agent, whatever is read.
    """
    return AGENT if role == PATIENT and text[start : start + 3].lower() == "by " else role


def added(
    text: str, sentence: tuple[int, int], told: Sequence[Told], entities: Sequence[Mark]
) -> list[list[ArgumentProposal]]:
    """For each trigger of a sentence, in order, what rules add; `entities` are those within it."""
    numbers = [list(_numbers(text, each, entities)) for each in told]
    fronted = _fronted(text, sentence, entities)
    dates = [each for each in entities if each[2] in _TIMES and not _is_length(text, each)]
    places = [each for each in entities if each[2] in _PLACES and _is_locative(text, each)]
    found: list[list[ArgumentProposal]] = []
    for index, each in enumerate(told):
        own = list(numbers[index])
        if not _has_date(each, entities):
            own += _date(each, fronted, dates)
        if not each.has(PLACE) and each.trigger[2] in _AT_A_PLACE and len(places) == 1:
            own += _apart(each, places[0], PLACE, _ONLY, "only place of the sentence")
        if numbers[index] and not each.has(PATIENT):
            own += _same_victims(told[:index])
        found.append(own)
    return found


def _numbers(text: str, told: Told, entities: Sequence[Mark]) -> Iterator[ArgumentProposal]:
    """How many died or were injured, and sums of what changes hands."""
    start, end, label = told.trigger
    role = _VICTIMS.get(label, AMOUNT)
    kinds = _NUMBERS if label in _VICTIMS else _SUMS
    numbers = [each for each in entities if each[2] in kinds]
    if label in _VICTIMS:
        for low, high, _ in numbers:
            # "nine killed and two injured": what stands beside the word is its own number.
            if _is_beside(text, low, high, start, end):
                yield ArgumentProposal(role, low, high, _BESIDE, "number beside the trigger")
                return
    for each in told.arguments:
        inside = [one for one in numbers if each.start <= one[0] and one[1] <= each.end]
        if each.role == PATIENT and inside:
            score = round(_IN_PATIENT * each.score, 4)
            yield ArgumentProposal(role, *inside[0][:2], score, "number in the patient")
            return


def _is_beside(text: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether the number `low:high` is that of the victims of the trigger `start:end`."""
    if high <= start:
        return _BEFORE_VICTIMS.fullmatch(text, high, start) is not None
    is_toll = _TOLL.search(text, start, end) is not None
    return low >= end and (is_toll or _BEHIND_VICTIMS.fullmatch(text, end, low) is not None)


def _fronted(text: str, sentence: tuple[int, int], entities: Iterable[Mark]) -> Mark | None:
    """A date ahead of everything else: “On Monday, …”."""
    for each in entities:
        is_near = each[0] - sentence[0] <= _FRONT and text[each[1] : each[1] + 1] == ","
        if each[2] in _TIMES and is_near and "," not in text[sentence[0] : each[0]]:
            return each
    return None


def _date(told: Told, fronted: Mark | None, dates: Sequence[Mark]) -> Iterator[ArgumentProposal]:
    if fronted is not None:
        yield from _apart(told, fronted, TIME, _FRONTED, "date ahead of the sentence")
    elif len(dates) == 1:
        yield from _apart(told, dates[0], TIME, _ONLY, "only date of the sentence")


def _has_date(told: Told, entities: Iterable[Mark]) -> bool:
    """Whether a time is read that is more than “again” or “then”."""
    times = [each for each in told.arguments if each.role == TIME]
    return any(
        each.start < end and start < each.end and label in _TIMES
        for start, end, label in entities
        for each in times
    )


def _apart(
    told: Told, mark: Mark, role: str, score: float, explanation: str
) -> Iterator[ArgumentProposal]:
    """The argument, unless it lies in the trigger or in what has another role."""
    start, end, _ = mark
    is_apart = end <= told.trigger[0] or start >= told.trigger[1]
    if is_apart and not any(each.start <= start and end <= each.end for each in told.arguments):
        yield ArgumentProposal(role, start, end, score, explanation)


def _same_victims(before: Sequence[Told]) -> Iterator[ArgumentProposal]:
    """Whose number alone is told: “four soldiers were killed and two injured”."""
    for told in reversed(before):
        if told.trigger[2] in _VICTIMS:
            for each in told.arguments:
                if each.role == PATIENT:
                    score = round(min(each.score, _SAME_VICTIMS), 4)
                    yield ArgumentProposal(PATIENT, each.start, each.end, score, "same victims")
            return


def _is_length(text: str, mark: Mark) -> bool:
    """Whether it says how long something was, not when."""
    start, end, _ = mark
    return _LENGTH.search(text[max(start - 5, 0) : end].strip()) is not None


def _is_locative(text: str, mark: Mark) -> bool:
    return _LOCATIVE.search(text, max(mark[0] - 40, 0), mark[0]) is not None
