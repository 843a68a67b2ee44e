"""Triggers that are none by where they stand."""

from __future__ import annotations

import pytest

from annotate.spans import Layer
from annotate.suggesters.news_triggers import (
    is_no_trigger,
    triggers_before_dates,
    triggers_outside_names,
)
from annotate.suggestions import Proposal

FLOOR = 0.5


def proposal(text: str, word: str, label: str, score: float = 0.9) -> Proposal:
    start = text.index(word)
    layer = Layer.ENTITY if label in {"ORG", "EVENT", "PERSON", "FAC", "DATE"} else Layer.EVENT
    return Proposal(start, start + len(word), label, layer, score, "news", "")


@pytest.mark.parametrize(
    ("text", "word", "is_none"),
    [
        ("Troops will leave", "will", True),
        ("Troops Would leave", "Would", True),
        ("her will was read", "read", False),
        ("the president-elect spoke", "elect", True),
        ("They elect a mayor", "elect", False),
        ("the co-operation ended", "operation", True),
        ("the rescue operation ended", "operation", False),
        ("a drive-by shooting", "shooting", False),
        ("elect", "elect", False),
    ],
)
def test_auxiliaries_and_ends_of_words_are_no_triggers(
    text: str, word: str, *, is_none: bool
) -> None:
    assert is_no_trigger(text, proposal(text, word, "MEET")) is is_none
    assert not is_no_trigger(text, proposal(text, word, "ORG"))


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("The vote comes as prices rise", "comes", "MOVE"),
        ("It came amid a row over fish", "came", "MOVE"),
        ("when it comes to saving money", "comes", "MOVE"),
        ("It came in response to a letter", "came", "MOVE"),
        ("The strike came to an end", "came", "MOVE"),
        ("The blaze left six people injured", "left", "MOVE"),
        ("The bank left its main rate unchanged", "left", "MOVE"),
        ("He leaves behind two sons", "leaves", "MOVE"),
        ("They carried out a raid", "carried out", "MOVE"),
        ("They carried out a raid", "carried", "MOVE"),
        ("Unions condemned the move", "move", "MOVE"),
        ("The council rejected a bid to build homes", "bid", "TRANSACTION"),
        ("The fire is treated as arson", "treated", "AID"),
        ("Norway’s latest move surprised all", "move", "MOVE"),
        ("She called the plan “a gamble”", "called", "CONTACT"),
        ('He called it "absurd"', "called", "CONTACT"),
        ("A lorry slammed into a wall", "slammed", "ACCUSE"),
        ("He committed serious crimes", "committed", "AGREE"),
        ("the abuses that were committed there", "committed", "AGREE"),
        ("She had 40 percent of the vote against 31", "vote against", "REJECT"),
        ("It rained.\n(Reporting by Ada Brandt)", "Reporting", "STATEMENT"),
        ("It rained.\n(Additional reporting by Ada Brandt)", "reporting", "STATEMENT"),
        ("It did so in response to the floods", "response", "STATEMENT"),
        ("He ignored a request for comment", "request", "DEMAND"),
        ("He ignored requests for further comment", "comment", "STATEMENT"),
        ("the confirmed death toll", "confirmed", "STATEMENT"),
        ("Peru’s confirmed losses", "confirmed", "STATEMENT"),
    ],
)
def test_fixed_phrases_hold_no_trigger_of_that_label(text: str, word: str, label: str) -> None:
    assert is_no_trigger(text, proposal(text, word, label))
    assert not is_no_trigger(text, proposal(text, word, "ATTACK"))


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("The envoy came to Lima", "came", "MOVE"),
        ("Two others came as well", "came", "MOVE"),
        ("The trucks left the port", "left", "MOVE"),
        ("She left. Two men were found dead", "left", "MOVE"),
        ("They carried the wounded home", "carried", "MOVE"),
        ("The herds move north in May", "move", "MOVE"),
        ("the move of troops to the border", "move", "MOVE"),
        ("The firm rejected a bid to buy its shares", "bid", "TRANSACTION"),
        ("a hostile bid by a rival", "bid", "TRANSACTION"),
        ("Medics treated nine people", "treated", "AID"),
        ("He called her, and said “come home”", "called", "CONTACT"),
        ("The mayor slammed the company", "slammed", "ACCUSE"),
        ("Brussels committed 40 million euros", "committed", "AGREE"),
        ("Nine members vote against the plan", "vote against", "REJECT"),
        ("Reporting that two had died, he wept", "Reporting", "STATEMENT"),
        ("There was no response from the palace", "response", "STATEMENT"),
        ("A request for help was sent", "request", "DEMAND"),
        ("His comment drew laughter", "comment", "STATEMENT"),
        ("She confirmed the figures", "confirmed", "STATEMENT"),
    ],
)
def test_the_same_words_elsewhere_are_triggers(text: str, word: str, label: str) -> None:
    assert not is_no_trigger(text, proposal(text, word, label))


def test_a_word_of_a_name_that_is_shown_is_no_trigger() -> None:
    text = "The Harbour Rescue Service sent boats after the rescue"
    name = proposal(text, "Harbour Rescue Service", "ORG", 0.6)
    inside, outside = proposal(text, "Rescue", "AID"), proposal(text, "rescue", "AID")
    shown = [name, inside, outside]
    assert triggers_outside_names(text, shown, FLOOR) == [name, outside]
    weak = proposal(text, "Harbour Rescue Service", "ORG", 0.4)
    assert triggers_outside_names(text, [weak, inside], FLOOR) == [weak, inside]


def test_a_storm_is_both_a_name_and_a_trigger() -> None:
    text = "Cyclone Ines made landfall"
    shown = [proposal(text, "Cyclone Ines", "EVENT"), proposal(text, "Cyclone", "DISASTER")]
    assert triggers_outside_names(text, shown, FLOOR) == shown


@pytest.mark.parametrize(
    ("text", "trigger", "left"),
    [
        ("After the Ada Lund School shooting", "School shooting", "shooting"),
        ("After the Ada Lund School-shooting", "School-shooting", ""),
        ("After the Ada Lund School", "Ada Lund School", "Ada Lund School"),
    ],
)
def test_a_trigger_that_begins_in_a_name_begins_behind_it(
    text: str, trigger: str, left: str
) -> None:
    name = proposal(text, "Ada Lund School", "ORG")
    kept = triggers_outside_names(text, [name, proposal(text, trigger, "ATTACK")], FLOOR)
    assert [text[each.start : each.end] for each in kept[1:]] == ([left] if left else [])


def test_triggers_in_small_letters_stay_in_names() -> None:
    text = "Doctors for peace now"
    shown = [proposal(text, "Doctors for peace", "ORG"), proposal(text, "peace", "CEASEFIRE")]
    assert triggers_outside_names(text, shown, FLOOR) == shown


@pytest.mark.parametrize(
    ("text", "trigger", "date", "left"),
    [
        ("They agreed on Thursday", "agreed on", "Thursday", "agreed"),
        ("They agreed on a plan on Thursday", "agreed on", "Thursday", "agreed on"),
        ("They agreed Thursday", "agreed", "Thursday", "agreed"),
        ("They called for May elections", "called for", "May", "called for"),
    ],
)
def test_a_preposition_before_a_date_is_none_of_the_trigger(
    text: str, trigger: str, date: str, left: str
) -> None:
    event = proposal(text, trigger, "AGREE")
    cut, _ = triggers_before_dates(text, [event, proposal(text, date, "DATE")])
    assert text[cut.start : cut.end] == left
