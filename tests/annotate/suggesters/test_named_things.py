"""Organisations, facilities, places, laws and events by the words of their names."""

from __future__ import annotations

import pytest

from annotate.suggesters.capitals import read_capitals
from annotate.suggesters.gazetteer import load_gazetteer
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.named_things import find_things
from annotate.suggesters.words import read_words


def things(text: str) -> dict[str, tuple[str, float, str]]:
    """Named things in the text with label, score and reason."""
    words, parts = read_words(text), load_name_parts()
    capitals = read_capitals(words, parts)
    return {
        text[words.starts[thing.first] : words.ends[thing.end - 1]]: (
            thing.label,
            thing.score,
            thing.reason,
        )
        for thing in find_things(words, capitals, load_gazetteer().find(words), parts)
    }


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("the National Unity Party won", "National Unity Party", "ORG"),
        ("In Riga the Vrantz Institute said", "Vrantz Institute", "ORG"),
        ("Vrantz & Osk Inc. fell", "Vrantz & Osk Inc.", "ORG"),
        ("the Russian Defense Ministry said", "Russian Defense Ministry", "ORG"),
        ("the Anti-Money Laundering Authority", "Anti-Money Laundering Authority", "ORG"),
        ("the 79th Vrantz Brigade", "Vrantz Brigade", "ORG"),
        ("the Central Bank of Libya", "Central Bank of Libya", "ORG"),
        ("the Bank of Vrantz", "Bank of Vrantz", "ORG"),
        (
            "the Ministry of Defence of Latvia",
            "Ministry of Defence of Latvia",
            "ORG",
        ),
        ("the Institute for Peace Studies", "Institute for Peace Studies", "ORG"),
        ("the Committee to Protect Rivers", "Committee to Protect Rivers", "ORG"),
        ("near Larkin International Airport", "Larkin International Airport", "FAC"),
        ("on Vrantz Boulevard", "Vrantz Boulevard", "FAC"),
        ("on 117th Street", "117th Street", "FAC"),
        ("the Kabul airport", "Kabul airport", "FAC"),
        ("the Rivne nuclear power plant", "Rivne nuclear power plant", "FAC"),
        ("the Vrantz Peninsula", "Vrantz Peninsula", "LOC"),
        ("the Gulf of Vrantz", "Gulf of Vrantz", "LOC"),
        ("on Lake Vrantz", "Lake Vrantz", "LOC"),
        ("in Kharkiv province", "Kharkiv province", "GPE"),
        ("in Vrantz County", "Vrantz County", "GPE"),
        ("the Clean Rivers Act 2021", "Clean Rivers Act 2021", "LAW"),
        ("under Article 158 of it", "Article 158", "LAW"),
        ("UN Resolution 1701 says", "UN Resolution 1701", "LAW"),
        ("the Treaty of Vrantz", "Treaty of Vrantz", "LAW"),
        ("the Battle of Vrantz", "Battle of Vrantz", "EVENT"),
        ("Operation Silent Harbour began", "Operation Silent Harbour", "EVENT"),
        ("the Vrantz Uprising", "Vrantz Uprising", "EVENT"),
        ("the 2024 Summer Olympics", "2024 Summer Olympics", "EVENT"),
        ("the 2020 Polish presidential election", "2020 Polish presidential election", "EVENT"),
        ("two F-15J fighters", "F-15J", "PRODUCT"),
        ("a Tu-204 jet", "Tu-204", "PRODUCT"),
        ("from Osk, Va., on Monday", "Va.", "GPE"),
        ("in Vrantz County, Wis., on Monday", "Wis.", "GPE"),
        ("the Vrantz Prize went", "Vrantz Prize", "WORK_OF_ART"),
    ],
)
def test_names(text: str, name: str, label: str) -> None:
    found = things(text)

    assert name in found
    assert found[name][0] == label
    assert 0 < found[name][1] <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Party members left.",
        "The Party said",
        "the bank of the river",
        "Monday Airport",
        "He met Ministers of the region.",
        "Parks and rivers",
        "the election of 2020",
        "Tony Hall came",
        "the presidential election",
        "Article of faith",
    ],
)
def test_heads_alone_are_no_names(text: str) -> None:
    assert things(text) == {}


def test_what_is_capital_only_at_the_start_of_a_sentence_stays_outside() -> None:
    assert list(things("While Vrantz Airport slept, nobody came.")) == ["Vrantz Airport"]
    assert list(things("Former Vrantz Group staff left.")) == ["Vrantz Group"]
    assert list(things("New York University won.")) == ["New York University"]


def test_names_do_not_swallow_days_people_or_titles() -> None:
    assert "Vrantz Council" in things("on Monday Vrantz Council met")
    assert "Alliance of Vrantz" in things("the Alliance of Vrantz Prime Minister Osk met")
    assert not any("Obama" in name for name in things("Barack Obama Foundation grew"))


def test_and_joins_parts_of_one_name_only() -> None:
    assert "Peace and Bread Party" in things("the Peace and Bread Party won")
    assert "Germany and Green Party" not in things("Germany and Green Party members")
    assert "Ministry of Trade and Industry" in things("the Ministry of Trade and Industry")
    assert "Ministry of Trade" in things("the Ministry of Trade and Osk met")


def test_acronyms() -> None:
    found = things("The Organization for Maritime Safety (OMS) met. OMS said no. So did the BVX.")

    assert found["OMS"] == ("ORG", 0.92, "short for Organization for Maritime Safety")
    assert found["BVX"][0] == "ORG"
    assert found["BVX"][1] < 0.7


@pytest.mark.parametrize(
    ("text", "name", "label", "short"),
    [
        ("the Verein für Osk und Zeit (VOZ)", "Verein für Osk und Zeit", "ORG", "VOZ"),
        ("of Hurras al-Nur wal-Bahr (HNB)", "Hurras al-Nur wal-Bahr", "ORG", "HNB"),
        (
            "the Clean Rivers and Open Waters Act (CROWA) passed",
            "Clean Rivers and Open Waters Act",
            "LAW",
            "CROWA",
        ),
    ],
)
def test_a_name_that_is_spelt_out_before_its_short_form(
    text: str, name: str, label: str, short: str
) -> None:
    found = things(text)

    assert found[name][0] == label
    assert found[short][0] == label


@pytest.mark.parametrize(
    "text",
    ["Vrantz saw a Vole (OSK)", "Ilse ran to a Vole (ITV)", "Big and then some Osk Rune (BOR)"],
)
def test_other_words_before_a_short_form_are_no_name(text: str) -> None:
    assert all("(" not in name and len(name.split()) == 1 for name in things(text))


@pytest.mark.parametrize("text", ["the COVID-19 rules", "a 4-2 win", "Va. is short", "osk, Va."])
def test_other_hyphens_and_short_forms_are_nothing(text: str) -> None:
    assert things(text) == {}


def test_a_head_that_begins_a_title_is_none() -> None:
    found = things("In Vrantz County District Attorney Ilse Osk said so")
    assert "Vrantz County" in found
    assert "Vrantz County District" not in found


@pytest.mark.parametrize(
    "text", ["a TV and a PC", "the CEO, 40 KM", "STOP THE WAR NOW PLEASE FRIENDS", "It is NOT so."]
)
def test_capitals_that_are_no_organisation(text: str) -> None:
    assert things(text) == {}


def test_headlines_in_title_case_give_no_heads() -> None:
    assert things("Angry Crowds Storm City Hall During Budget Council") == {}
