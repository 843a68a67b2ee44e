"""Inflected forms are those of the rules that the lexicon's description states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.inflection import noun_forms, verb_forms

lemmas = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("bomb", {"bomb", "bombs", "bombed", "bombing"}),
        ("invade", {"invade", "invades", "invaded", "invading"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("destroy", {"destroy", "destroys", "destroyed", "destroying"}),
        ("attack", {"attack", "attacks", "attacked", "attacking"}),
        ("reach", {"reach", "reaches", "reached", "reaching"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
        ("tax", {"tax", "taxes", "taxed", "taxing"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("radio", {"radio", "radios", "radioed", "radioing"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("shoe", {"shoe", "shoes", "shoed", "shoeing"}),
        ("dye", {"dye", "dyes", "dyed", "dyeing"}),
    ],
)
def test_regular_verbs(lemma: str, forms: set[str]) -> None:
    assert verb_forms(lemma) == forms


@pytest.mark.parametrize(
    ("lemma", "plural"),
    [
        ("strike", "strikes"),
        ("casualty", "casualties"),
        ("ploy", "ploys"),
        ("speech", "speeches"),
        ("loss", "losses"),
        ("embargo", "embargoes"),
        ("blitz", "blitzes"),
        ("video", "videos"),
    ],
)
def test_regular_nouns(lemma: str, plural: str) -> None:
    assert noun_forms(lemma) == {lemma, plural}


def test_a_consonant_is_never_doubled() -> None:
    assert "stabbed" not in verb_forms("stab")


def test_an_irregular_list_is_the_complete_set_with_the_lemma() -> None:
    irregular = {"shoot": ["shoots", "shot", "shooting"]}

    assert verb_forms("shoot", irregular) == {"shoot", "shoots", "shot", "shooting"}
    assert verb_forms("bomb", irregular) == verb_forms("bomb")
    assert noun_forms("crisis", {"crisis": ["crises"]}) == {"crisis", "crises"}


@given(lemmas)
def test_every_verb_has_its_lemma_and_one_form_of_each_ending(lemma: str) -> None:
    forms = verb_forms(lemma)

    assert lemma in forms
    assert len(forms) == 4
    assert any(form.endswith("ing") for form in forms)
    assert any(form.endswith("ed") for form in forms)
    assert any(form.endswith("s") for form in forms)


@given(lemmas)
def test_no_form_loses_more_than_two_letters_of_the_lemma(lemma: str) -> None:
    stem = lemma[:-2]

    assert all(form.startswith(stem) for form in verb_forms(lemma) | noun_forms(lemma))


@given(lemmas)
def test_a_plural_is_longer_than_its_noun(lemma: str) -> None:
    (plural,) = noun_forms(lemma) - {lemma}

    assert plural.endswith("s")
    assert len(plural) > len(lemma)
