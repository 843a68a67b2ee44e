"""What rules add to the arguments of a sentence: numbers, dates, places."""

from __future__ import annotations

from annotate.frames.suggested import ArgumentProposal
from annotate.suggesters.frame_rules import Told, added, role_in
from tests.annotate.suggesters.marked import unmark

EVENTS = frozenset({"ATTACK", "DIE", "INJURE", "MEET", "TRANSACTION", "STATEMENT"})


def rules(marked: str, *arguments: tuple[str, str, str]) -> list[dict[str, str]]:
    """What is added to each trigger; `arguments` are (trigger, role, phrase) that were read."""
    text, spans = unmark(marked)
    told = []
    for start, end, label in spans:
        if label in EVENTS:
            read = [
                ArgumentProposal(role, text.index(words), text.index(words) + len(words), 0.8)
                for trigger, role, words in arguments
                if trigger == text[start:end]
            ]
            told.append(Told((start, end, label), read))
    entities = [each for each in spans if each[2] not in EVENTS]
    found = added(text, (0, len(text)), told, entities)
    return [{each.role: text[each.start : each.end] for each in some} for some in found]


def test_the_number_of_victims_in_the_patient() -> None:
    (found,) = rules(
        "[[Nine|CARDINAL]] guards were [[killed|DIE]].", ("killed", "Patient", "Nine guards")
    )
    assert found == {"Killed": "Nine"}


def test_the_number_beside_the_word_is_its_own() -> None:
    killed, injured = rules(
        "[[Nine|CARDINAL]] guards were [[killed|DIE]] and [[two|CARDINAL]] more [[hurt|INJURE]].",
        ("killed", "Patient", "Nine guards"),
        ("hurt", "Patient", "Nine guards"),
    )
    assert killed["Killed"] == "Nine"
    assert injured["Injured"] == "two"


def test_victims_of_whom_only_the_number_is_told() -> None:
    _, injured = rules(
        "[[Nine|CARDINAL]] guards were [[killed|DIE]] and [[two|CARDINAL]] [[hurt|INJURE]].",
        ("killed", "Patient", "Nine guards"),
    )
    assert injured == {"Injured": "two", "Patient": "Nine guards"}


def test_a_toll_has_its_number_behind_it() -> None:
    (found,) = rules("The [[death toll|DIE]] rose to [[at least 22|CARDINAL]].")
    assert found == {"Killed": "at least 22"}


def test_a_number_of_something_else() -> None:
    (found,) = rules("[[Nine|CARDINAL]] trucks stood where a guard was [[killed|DIE]].")
    assert found == {}


def test_sums_change_hands() -> None:
    (found,) = rules(
        "They [[paid|TRANSACTION]] [[$5|MONEY]] in cash.", ("paid", "Patient", "$5 in cash")
    )
    assert found == {"Amount": "$5"}


def test_a_date_ahead_of_the_sentence_holds_for_all_of_it() -> None:
    both = rules(
        "On [[Monday|DATE]], rebels [[raided|ATTACK]] a camp and envoys [[met|MEET]]"
        " in [[June|DATE]].",
        ("met", "Time", "in June"),
    )
    assert [each.get("Time") for each in both] == ["Monday", None]


def test_the_only_date_and_the_only_place() -> None:
    (found,) = rules("Rebels [[raided|ATTACK]] a camp near [[Orlov|GPE]] on [[Monday|DATE]].")
    assert found == {"Time": "Monday", "Place": "Orlov"}
    (spoken,) = rules("He [[spoke|STATEMENT]] of a camp near [[Orlov|GPE]].")
    assert spoken == {}, "what is said is not said there"


def test_two_dates_or_places_are_left_to_the_model() -> None:
    (found,) = rules(
        "Rebels [[raided|ATTACK]] camps in [[Orlov|GPE]] and in [[Riga|GPE]] on [[Monday|DATE]] or"
        " [[Friday|DATE]]."
    )
    assert found == {}


def test_what_has_a_role_gets_no_other() -> None:
    (found,) = rules(
        "Rebels [[raided|ATTACK]] the town in [[Orlov|GPE]].",
        ("raided", "Patient", "the town in Orlov"),
    )
    assert found == {}


def test_then_is_no_date() -> None:
    (found,) = rules(
        "Rebels again [[raided|ATTACK]] a camp on [[Monday|DATE]].", ("raided", "Time", "again")
    )
    assert found == {"Time": "Monday"}


def test_how_long_is_not_when() -> None:
    assert rules("The [[45-minute|TIME]] [[talk|MEET]] was calm.") == [{}]


def test_by_somebody_is_not_to_somebody() -> None:
    text = "the invasion by the Danes"
    assert role_in(text, "Patient", 13) == "Agent"
    assert role_in(text, "Place", 13) == "Place"
    assert role_in(text, "Patient", 0) == "Patient"
