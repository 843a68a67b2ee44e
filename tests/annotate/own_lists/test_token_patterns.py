"""Token patterns against spaCy's own matcher; what is refused, and that nothing explodes."""

from __future__ import annotations

import json
import time

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc

from annotate.errors import ListEntryError
from annotate.messages import sentence
from annotate.own_lists.token_patterns import LONGEST, as_phrase, parse_pattern, shape_of

NLP = spacy.blank("en")
WORDS = ["Kyiv", "kyiv", "the", "The", "24", "1,000", "NATO", "F-16", ".", "navy", "twenty"]
ATTRIBUTES = st.one_of(
    st.tuples(st.sampled_from(["TEXT", "ORTH"]), st.sampled_from(WORDS)),
    st.tuples(st.just("LOWER"), st.sampled_from([word.lower() for word in WORDS])),
    st.tuples(
        st.sampled_from(["TEXT", "LOWER"]),
        st.fixed_dictionaries(
            {}, optional={"IN": st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)}
        ).filter(bool),
    ),
    st.tuples(
        st.just("LOWER"),
        st.fixed_dictionaries({"NOT_IN": st.lists(st.sampled_from(WORDS), max_size=3)}),
    ),
    st.tuples(
        st.sampled_from(
            ["IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_UPPER", "IS_TITLE", "IS_PUNCT",
             "LIKE_NUM"]
        ),
        st.booleans(),
    ),
    st.tuples(st.just("SHAPE"), st.sampled_from(["Xxxx", "xxxx", "dd", "X-dd", "XXXX", "xxx"])),
    st.tuples(
        st.just("LENGTH"),
        st.one_of(
            st.integers(1, 6),
            st.dictionaries(
                st.sampled_from(["==", ">=", "<=", ">", "<", "!="]), st.integers(1, 5), min_size=1,
                max_size=1,
            ),
        ),
    ),
)  # fmt: skip
STEPS = st.builds(
    lambda attributes, mark: {**dict(attributes), **({"OP": mark} if mark else {})},
    st.lists(ATTRIBUTES, max_size=2),
    st.sampled_from(["", "?", "*", "+", "{2}", "{1,2}", "{0,1}", "{1,}"]),
)


LEAVES_OUT = {"?", "*", "{0,1}"}
"""Marks of tokens that may be missing; a pattern of nothing else is refused."""
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=7)


def longest_by_spacy(words: list[str], pattern: list[dict[str, object]], start: int) -> int | None:
    matcher = Matcher(NLP.vocab)
    matcher.add("it", [pattern])
    ends = [end for _, first, end in matcher(Doc(NLP.vocab, words=words)) if first == start]
    return max(ends, default=None)


@given(SENTENCES, st.lists(STEPS, min_size=1, max_size=4))
def test_it_matches_what_spacy_matches(words: list[str], steps: list[dict[str, object]]) -> None:
    if all(step.get("OP") in LEAVES_OUT for step in steps):
        with pytest.raises(ListEntryError):
            parse_pattern(json.dumps(steps))
        return
    pattern = parse_pattern(json.dumps(steps))
    for start in range(len(words)):
        found = pattern.longest_end(words, start, len(words))
        assert found == longest_by_spacy(words, steps, start)
        if found is not None and pattern.first_words is not None:
            assert words[start].lower() in pattern.first_words


def test_a_negated_token_stands_for_one_that_is_another() -> None:
    steps = [{"LOWER": "black"}, {"LOWER": "sea", "OP": "!"}, {"LOWER": "fleet"}]
    pattern = parse_pattern(json.dumps(steps))
    assert pattern.longest_end(["Black", "market", "fleet"], 0, 3) == 3
    assert pattern.longest_end(["Black", "Sea", "fleet"], 0, 3) is None


@pytest.mark.parametrize("word", ["Kyiv", "NATO", "F-16s", "1,000", "covid19", "a" * 120, "Ünïts"])
def test_shapes_are_those_of_spacy(word: str) -> None:
    assert shape_of(word) == Doc(NLP.vocab, words=[word])[0].shape_


def test_many_stars_stay_quick() -> None:
    """Ten stars over fifteen tokens take spaCy's matcher seconds, and twenty minutes."""
    pattern = parse_pattern(json.dumps([{"OP": "*"}] * 30 + [{"LOWER": "end"}]))
    began = time.process_time()
    assert pattern.longest_end(["word"] * 200, 0, 200) is None
    # No limit of time is meant here, only that it ends at all.
    assert time.process_time() >= began


def test_a_match_is_not_longer_than_a_paragraph() -> None:
    pattern = parse_pattern('[{"IS_ALPHA": true, "OP": "+"}]')
    assert pattern.longest_end(["word"] * 500, 0, 500) == LONGEST
    assert pattern.longest_end(["word"] * 500, 0, 7) == 7


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [
        ("{", "bad_pattern", "no JSON"),
        ("[]", "bad_pattern", "list of tables"),
        ('["navy"]', "bad_pattern", "each token is a table"),
        ('[{"POS": "NOUN"}]', "needs_pipeline", "asks for POS"),
        ('[{"LEMMA": "be"}]', "needs_pipeline", "asks for LEMMA"),
        ('[{"TEXT": {"REGEX": "(a+)+$"}}]', "regex", "list behind IN"),
        ('[{"LOWER": {"FUZZY": "navy"}}]', "regex", "FUZZY"),
        ('[{"LOWER": {"IN": "navy"}}]', "bad_pattern", "list of words"),
        ('[{"LOWER": {"IN": [1]}}]', "bad_pattern", "list of words"),
        ('[{"LOWER": 3}]', "bad_pattern", "is a word"),
        ('[{"IS_TITLE": "yes"}]', "bad_pattern", "true or false"),
        ('[{"LENGTH": "3"}]', "bad_pattern", "whole number"),
        ('[{"LENGTH": {"~": 3}}]', "bad_pattern", "compared"),
        ('[{"LOWER": "a", "OP": "{99}"}]', "bad_pattern", "too many"),
        ('[{"LOWER": "a", "OP": "{}"}]', "bad_pattern", "not one of"),
        ('[{"LOWER": "a", "OP": "{3,2}"}]', "bad_pattern", "too many"),
        ('[{"LOWER": "a", "OP": 1}]', "bad_pattern", "OP is one of"),
        ('[{"LOWER": "a", "OP": "*"}]', "bad_pattern", "left out"),
        (json.dumps([{"LOWER": "a"}] * 61), "bad_pattern", "more than"),
        ("[" * 100_000, "bad_pattern", "no JSON"),
    ],
)
def test_what_is_refused_says_why(text: str, reason: str, words: str) -> None:
    with pytest.raises(ListEntryError) as raised:
        parse_pattern(text)
    assert raised.value.fields["reason"] == reason
    assert words in sentence(raised.value)
    assert "–" not in sentence(raised.value)


@pytest.mark.parametrize(
    ("pattern", "phrase"),
    [
        ([{"LOWER": "san"}, {"LOWER": "francisco"}], ("san francisco", False)),
        ([{"TEXT": "Kyiv"}], ("Kyiv", True)),
        ([{"ORTH": "New"}, {"TEXT": "York"}], ("New York", True)),
        ([{"LOWER": "a"}, {"TEXT": "B"}], None),
        ([{"LOWER": "San"}], None),  # never matches, and stays a pattern that never does
        ([{"TEXT": "U.S."}], None),  # how it is cut is the tokenizer's affair
        ([{"LOWER": "a", "OP": "?"}], None),
        ([{"LOWER": {"IN": ["a"]}}], None),
        (["a"], None),
    ],
)
def test_plain_words_become_a_phrase(
    pattern: list[object], phrase: tuple[str, bool] | None
) -> None:
    assert as_phrase(pattern) == phrase
