"""Whole frames: right only when every argument is, and none is too many."""

from __future__ import annotations

import pytest

from annotate.frames.suggested import AGENT, PATIENT, PLACE, TIME, TOPIC, ArgumentProposal
from resources.models.build.roles_gold import ANY, GoldArgument, GoldEvent
from resources.models.build.roles_whole import WholeFrames, is_whole, whole_lines

TEXT = "The rebels attacked the port of Odesa on Monday."


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def gold(words: str, *roles: str) -> GoldArgument:
    return GoldArgument(*place(words), roles)


def said(words: str, role: str, score: float = 0.9) -> ArgumentProposal:
    return ArgumentProposal(role, *place(words), score)


REBELS, PORT = gold("The rebels", AGENT), gold("the port of Odesa", PATIENT)


@pytest.mark.parametrize(
    ("found", "strict", "heads"),
    [
        ([said("The rebels", AGENT), said("the port of Odesa", PATIENT)], True, True),
        ([said("rebels", AGENT), said("the port", PATIENT)], False, True),
        ([said("The rebels", AGENT)], False, False),
        ([said("The rebels", PATIENT), said("the port of Odesa", AGENT)], False, False),
        (
            [
                *(said("The rebels", AGENT), said("the port of Odesa", PATIENT)),
                said("Monday", TIME),
            ],
            False,
            False,
        ),
    ],
)
def test_a_frame_is_right_as_a_whole_or_not(
    found: list[ArgumentProposal], *, strict: bool, heads: bool
) -> None:
    assert is_whole(TEXT, [REBELS, PORT], found, exact=True) is strict
    assert is_whole(TEXT, [REBELS, PORT], found, exact=False) is heads


def test_a_role_that_may_be_one_of_two() -> None:
    either = gold("The rebels", AGENT, PATIENT)
    assert is_whole(TEXT, [either], [said("The rebels", PATIENT)], exact=True)


def test_counts_with_gold_triggers_and_from_end_to_end() -> None:
    whole = WholeFrames()
    trigger = place("attacked")
    event = GoldEvent(*trigger, "ATTACK", (REBELS, PORT, gold("Monday", ANY)))
    right = [
        said("The rebels", AGENT),
        said("the port of Odesa", PATIENT),
        said("Monday", TOPIC),  # no folded role: not looked at
        said("Odesa", PLACE, 0.2),  # too weak to be suggested
    ]
    whole.count(TEXT, event, right, [(*trigger, "ATTACK")])
    whole.count(TEXT, event, right, [(*trigger, "MOVE")])
    whole.count(TEXT, event, right, [])
    whole.count(TEXT, event, right[:1], [(*trigger, "ATTACK")])
    other = GoldEvent(*trigger, "OTHER", (REBELS,))
    whole.count(TEXT, other, right[:1], [(*trigger, "ATTACK")])
    bare = GoldEvent(*trigger, "ATTACK", ())
    whole.count(TEXT, bare, [], [(*trigger, "ATTACK")])
    assert (whole.events, whole.strict, whole.heads) == (6, 5, 5)
    assert (whole.with_arguments, whole.strict_of_these) == (5, 4)
    assert (whole.known, whole.triggers, whole.typed) == (4, 3, 2)
    assert (whole.strict_to_the_end, whole.heads_to_the_end) == (1, 1)
    first, second = whole_lines("set", whole)
    assert "strict 80.0, heads 80.0 of 5" in first
    assert "trigger 75.0, with its type 50.0, whole strict 25.0, heads 25.0 of 4" in second


def test_nothing_counted_divides_by_nothing() -> None:
    assert all("0.0" in line for line in whole_lines("set", WholeFrames()))
