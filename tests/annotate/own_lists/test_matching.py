"""Entries found in texts: by tokens, longest first, case, forms, signs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import Article, Tokens
from annotate.own_lists.matching import ListMatcher, surfaces
from annotate.own_lists.values import LISTS, Form, ListEntry, checked
from annotate.pipeline import tokens_of
from annotate.spans import Layer
from annotate.suggesters.own_lists import OwnListSuggester


def name(text: str, label: str = "ORG", **fields: object) -> ListEntry:
    return checked(replace(ListEntry(text, label, Layer.ENTITY), **fields))  # type: ignore[arg-type]


def trigger(text: str, label: str = "ATTACK", form: Form = Form.WORDS) -> ListEntry:
    return checked(ListEntry(text, label, Layer.EVENT, form, is_exact=False))


def found(text: str, *entries: ListEntry) -> list[tuple[str, str]]:
    hits = ListMatcher([("list", entries)]).find(text, tokens_of(text))
    return [(text[hit.start : hit.end], hit.entry.label) for hit in hits]


def test_a_name_is_found_wherever_it_stands() -> None:
    text = "The Harbour Union struck. Riga’s Harbour Union, they said (Harbour Union)."
    assert found(text, name("Harbour Union")) == [("Harbour Union", "ORG")] * 3


def test_only_whole_tokens_match() -> None:
    assert found("Romania and Oman agree, Omani ships sail.", name("Oman", "GPE")) == [
        ("Oman", "GPE")
    ]
    assert found("F-16s flew.", name("F-16", "PRODUCT")) == []


def test_case_counts_for_names_unless_it_does_not() -> None:
    text = "Turkey bought turkey. TURKEY!"
    assert found(text, name("Turkey", "GPE")) == [("Turkey", "GPE")]
    assert len(found(text, name("Turkey", "GPE", is_exact=False))) == 3


def test_the_longest_at_a_place_and_both_labels_of_the_same() -> None:
    text = "The Bank of Riga closed."
    assert found(text, name("Bank"), name("Bank of Riga")) == [("Bank of Riga", "ORG")]
    both = found(text, name("Bank of Riga"), name("Bank of Riga", "FAC"))
    assert sorted(both) == [("Bank of Riga", "FAC"), ("Bank of Riga", "ORG")]


def test_layers_do_not_stand_in_each_others_way() -> None:
    text = "The Strike Committee met."
    assert found(text, name("Strike Committee"), trigger("strike")) == [
        ("Strike Committee", "ORG"),
        ("Strike", "ATTACK"),
    ]


def test_signs_of_all_kinds_are_the_plain_ones() -> None:
    entry = name("People's Front", "ORG")
    assert found("The People’s Front won.", entry) == [("People’s Front", "ORG")]
    dashed = name("Al-Shifa hospital", "FAC")
    assert found("At Al\u2011Shifa\u00a0hospital.", dashed) == [
        ("Al\u2011Shifa\u00a0hospital", "FAC")
    ]


def test_a_line_break_is_a_blank_but_a_paragraph_is_none() -> None:
    entry = name("Harbour Union")
    assert len(found("The Harbour\nUnion.", entry)) == 1
    assert found("The Harbour\n\nUnion.", entry) == []


def test_verbs_and_nouns_in_their_forms() -> None:
    text = "Dockers walked out; others walk out and crises, air strikes, an air strike went on."
    entries = (
        trigger("walk out", "DEMONSTRATE", Form.VERB),
        trigger("air strike", "ATTACK", Form.NOUN),
    )
    assert found(text, *entries) == [
        ("walked out", "DEMONSTRATE"),
        ("walk out", "DEMONSTRATE"),
        ("air strikes", "ATTACK"),
        ("air strike", "ATTACK"),
    ]


def test_irregular_forms_are_known() -> None:
    assert {"fight off", "fought off", "fighting off"} <= set(
        surfaces(trigger("fight off", form=Form.VERB))
    )


def test_token_patterns() -> None:
    entry = name('[{"LOWER": "black"}, {"LOWER": "sea"}, {"IS_TITLE": true, "OP": "*"}]', "LOC",
                 form=Form.TOKENS)  # fmt: skip
    assert found("the black sea; the Black Sea Fleet Command sails", entry) == [
        ("black sea", "LOC"),
        ("Black Sea Fleet Command", "LOC"),
    ]
    assert found("Black Sea\nFleet", entry) == [("Black Sea", "LOC")]


def test_a_pattern_that_may_begin_with_anything() -> None:
    entry = name('[{"IS_TITLE": true}, {"LOWER": "union"}]', "ORG", form=Form.TOKENS)
    assert found("A Harbour Union.", entry) == [("Harbour Union", "ORG")]


def test_what_is_switched_off_is_not_looked_for() -> None:
    assert found("Harbour Union", name("Harbour Union", is_enabled=False)) == []


def test_letters_whose_small_form_is_longer_do_not_move_offsets() -> None:
    entry = name("riga", "GPE", is_exact=False)
    assert found("İİİ Riga", entry) == [("Riga", "GPE")]


TEXTS = st.lists(
    st.sampled_from(["Ana", "ana", "Petrova", "of", "Riga", "U.S.", "F-16", "’s", ",", "🇺🇦", "\n"]),
    max_size=25,
).map(" ".join)
NAMES = st.lists(
    st.sampled_from(["Ana", "Ana Petrova", "Riga", "of Riga", "U.S.", "F-16", "Petrova of Riga"]),
    unique=True,
    max_size=5,
)


@given(TEXTS, NAMES, st.booleans())
def test_hits_are_what_a_slow_search_finds(text: str, names: list[str], is_exact: bool) -> None:
    tokens = tokens_of(text)
    entries = [name(each, is_exact=is_exact) for each in names]
    hits = ListMatcher([("l", entries)]).find(text, tokens)
    starts, ends = set(tokens.starts), set(tokens.ends)

    def same(one: str, other: str) -> bool:
        one, other = (each.replace("\n", " ").replace("’", "'") for each in (one, other))
        return one == other if is_exact else one.lower() == other.lower()

    expected: list[tuple[int, int]] = []
    last = 0
    for start in sorted(starts):
        if start < last:
            continue
        fits = [
            start + len(each)
            for each in names
            if start + len(each) in ends and same(text[start : start + len(each)], each)
        ]
        if fits:
            last = max(fits)
            expected.append((start, last))
    assert [(hit.start, hit.end) for hit in hits] == expected


def test_a_hundred_thousand_names_are_searched_by_look_up() -> None:
    """The work grows with the text, not with the list: nothing is tried name by name."""
    entries = [ListEntry(f"Firm {number} Ltd", "ORG", Layer.ENTITY) for number in range(100_000)]
    matcher = ListMatcher([("firms", entries)])
    assert matcher.count == 100_000
    text = "Firm 77 Ltd met Firm 99999 Ltd. " * 50
    hits = matcher.find(text, Tokens.rough(text))
    assert len(hits) == 100
    # All these names begin alike: only their lengths are tried.
    assert len(matcher._ordered["firm"]) == 5


# -- the suggester ---------------------------------------------------------------------------------

LEXICON = """
format = 1
name = "mine"
[triggers]
DEMONSTRATE = [{ verb = "picket", score = 0.8 }]
"""


def test_the_suggester_says_which_list_it_was() -> None:
    suggester = OwnListSuggester(
        [("Unions", [name("Harbour Union", score=0.7)])], [("Strikes", LEXICON)], revision=4
    )
    article = Article("1", "The Harbour Union picketed the port.")
    first, second = suggester.suggest(article)
    assert (first.label, first.score, first.suggester) == ("ORG", 0.7, LISTS)
    assert first.explanation == "my list “Unions”: Harbour Union → ORG"
    assert (second.label, second.layer) == ("DEMONSTRATE", Layer.EVENT)
    assert second.explanation == "my lexicon “Strikes”: *picket* → DEMONSTRATE"
    assert suggester.version.endswith(".4")
    assert suggester.suggest(article) == suggester.suggest_in(article, tokens_of(article.text))


def test_without_lists_there_is_nothing_to_say() -> None:
    assert OwnListSuggester().suggest(Article("1", "Anything at all.")) == []


def test_a_lexicon_keeps_to_its_language() -> None:
    suggester = OwnListSuggester((), [("Strikes", LEXICON)])
    german = Article("1", "They picketed.", language="de")
    assert suggester.suggest_in(german, tokens_of(german.text)) == []


@pytest.mark.parametrize("long", [59, 300])
def test_long_entries_are_shortened_in_the_explanation(long: int) -> None:
    entry = name("a" * long)
    (proposal,) = OwnListSuggester([("l", [entry])]).suggest(Article("1", "a" * long))
    assert len(proposal.explanation) < 100
