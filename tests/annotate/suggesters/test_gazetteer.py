"""Lists of names: their format, their look-up, and what Spandesk brings along."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.gazetteer import (
    Gazetteer,
    GazetteerError,
    NameList,
    load_gazetteer,
    parse_lists,
)
from annotate.suggesters.name_parts import load_name_parts, parse_name_parts
from annotate.suggesters.words import read_words

GOOD = """
format = 1
[[list]]
title = "rivers"
label = "LOC"
score = 0.9
names = ["Blue Nile", "Nile", "N'Djamena"]
"""


def found(gazetteer: Gazetteer, text: str) -> list[str]:
    words = read_words(text)
    return [
        text[words.starts[hit.first] : words.ends[hit.end - 1]] for hit in gazetteer.find(words)
    ]


def test_the_longest_name_at_a_place_is_found() -> None:
    gazetteer = Gazetteer(parse_lists(GOOD, source="x"))

    assert found(gazetteer, "The Blue Nile and the Nile, not the nile.") == ["Blue Nile", "Nile"]


def test_names_do_not_reach_over_sentences_or_lines() -> None:
    gazetteer = Gazetteer(parse_lists(GOOD, source="x"))

    assert found(gazetteer, "All is Blue\nNile water") == ["Nile"]


def test_apostrophes_may_be_curly_and_possessives_stay_outside() -> None:
    gazetteer = Gazetteer(parse_lists(GOOD, source="x"))

    assert found(gazetteer, "N’Djamena’s mayor, the Nile's banks") == ["N’Djamena", "Nile"]


def test_a_name_with_the_needs_the_and_leaves_it_outside() -> None:
    gazetteer = Gazetteer([NameList("regions", "LOC", 0.9, ("the West",))])

    assert found(gazetteer, "In the West it rains; West winds blow.") == ["West"]


def test_of_a_name_in_two_lists_the_first_counts() -> None:
    gazetteer = Gazetteer(
        [NameList("one", "LOC", 0.9, ("Kara",)), NameList("two", "GPE", 0.5, ("Kara",))]
    )
    name = gazetteer.get("Kara")

    assert name is not None
    assert name.label == "LOC"
    assert len(gazetteer) == 1


@pytest.mark.parametrize(
    ("toml", "reason"),
    [
        ("format = 2", "format 2"),
        ("format = ", ""),
        ("format = 1\nlist = 3", "[[list]] expected"),
        ("format = 1\nlist = [3]", "[[list]] expected"),
        (GOOD.replace('"LOC"', '""'), "title and label"),
        (GOOD.replace("0.9", "1.5"), "score between"),
        (GOOD.replace('"Nile",', '" Nile",'), "list of texts"),
        (GOOD.replace("score", "colour = 1\nscore"), "unknown key 'colour'"),
    ],
)
def test_mistakes_are_named(toml: str, reason: str) -> None:
    with pytest.raises(GazetteerError) as caught:
        parse_lists(toml, source="own.toml")

    assert caught.value.fields["source"] == "own.toml"
    assert reason in str(caught.value.fields["reason"])


def test_name_parts_are_refused_with_their_key() -> None:
    with pytest.raises(GazetteerError) as caught:
        parse_name_parts("format = 1\ntitles = 3", source="x")
    assert caught.value.fields["key"] == "titles"
    with pytest.raises(GazetteerError) as caught:
        parse_name_parts("format = 1\nhats = []", source="x")
    assert caught.value.fields["key"] == "hats"


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Ukraine", "GPE"),
        ("Bosnia and Herzegovina", "GPE"),
        ("Hong Kong", "GPE"),
        ("Côte d'Ivoire", "GPE"),
        ("Myanmar", "GPE"),
        ("Saint Lucia", "GPE"),
        ("U.S.", "GPE"),
        ("Rotterdam", "GPE"),
        ("Black Sea", "LOC"),
        ("Europe", "LOC"),
        ("Kremlin", "FAC"),
        ("NATO", "ORG"),
        ("Kurds", "NORP"),
        ("Second World War", "EVENT"),
        ("Geneva Conventions", "LAW"),
        ("F-16", "PRODUCT"),
    ],
)
def test_what_spandesk_brings_along(name: str, label: str) -> None:
    words = read_words(name)
    (hit,) = load_gazetteer().find(words)

    assert (hit.first, hit.end, hit.name.label) == (0, len(words), label)


@pytest.mark.parametrize(
    "word", ["Reading", "Of", "Nice", "Mobile", "March", "May", "Will", "World"]
)
def test_common_words_are_no_names(word: str) -> None:
    assert load_gazetteer().get(word) is None


def test_the_lists_of_words_do_not_contradict_each_other() -> None:
    parts = load_name_parts()

    assert not parts.first_names & parts.organisation_heads
    assert not parts.titles & parts.first_names
    assert {"Olena", "Volodymyr", "Mary"} <= parts.first_names
    assert not any(name.startswith("#") for name in parts.first_names)


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text: str) -> None:
    words = read_words(text)

    for hit in load_gazetteer().find(words):
        assert 0 <= hit.first < hit.end <= len(words)
