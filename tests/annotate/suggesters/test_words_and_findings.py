"""The word view of an article, what its capitals say, and which findings stand."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.capitals import read_capitals
from annotate.suggesters.durations import DATE_RULES, TIME_RULES
from annotate.suggesters.finding import Finding, matches_of, rule, standing
from annotate.suggesters.name_parts import load_name_parts
from annotate.suggesters.ranges import ranges
from annotate.suggesters.times import CLOCK_RULES
from annotate.suggesters.words import read_words, straight


def test_words_keep_offsets_and_straighten_signs() -> None:
    text = "Kyiv’s U.S.‑led\n\ntalks"
    words = read_words(text)

    assert list(words.surfaces) == ["Kyiv", "'s", "U.S.", "-", "led", "talks"]
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)][1] == "’s"
    assert words.key(0) == "kyiv"
    assert words.key(-1) == words.key(99) == words.surface(99) == ""


def test_words_know_sentences_and_glue() -> None:
    words = read_words("Kyiv’s mayor. He left\nToday")

    assert [words.surfaces[i] for i in range(len(words)) if words.is_sentence_start(i)] == [
        "Kyiv",
        "He",
        "Today",
    ]
    assert words.is_glued(1)
    assert not words.is_glued(0)
    assert not words.is_glued(2)
    assert not words.is_glued(len(words))


@given(st.text(max_size=120))
def test_straightening_keeps_the_length(text: str) -> None:
    assert len(straight(text)) == len(text)


@given(st.text(max_size=120))
def test_each_word_has_a_sentence(text: str) -> None:
    words = read_words(text)

    assert len(words.sentence) == len(words.keys) == len(words)
    assert all(two - one in {0, 1} for one, two in pairwise(words.sentence))


@pytest.mark.parametrize(
    ("text", "word", "is_name"),
    [
        ("They saw Vrantz", "Vrantz", True),
        ("They saw O'Brien", "O'Brien", True),
        ("They saw NATO", "NATO", False),
        ("on Monday", "Monday", False),
        ("the Party", "Party", False),
        ("a F-16 here", "F-16", False),
        ("see X there", "X", False),
        ("However they came", "However", False),
    ],
)
def test_what_may_be_a_word_of_a_name(text: str, word: str, is_name: bool) -> None:
    words = read_words(text)
    capitals = read_capitals(words, load_name_parts())

    assert capitals.is_name_word(words.surfaces.index(word)) is is_name


@pytest.mark.parametrize(
    ("text", "is_headline"),
    [
        ("Angry Crowds Storm City Hall During Night", True),
        ("ANGRY CROWDS STORM CITY HALL TODAY", True),
        ("Angry crowds storm city hall during night", False),
        ("Angry Crowds", False),
        ("Maria Vrantz Visited Kyiv University Square Today.", False),
    ],
)
def test_headlines(text: str, is_headline: bool) -> None:
    capitals = read_capitals(read_words(text), load_name_parts())

    assert capitals.is_shouted(0) is is_headline


def test_a_word_is_common_when_the_article_writes_it_small() -> None:
    words = read_words("Fire broke out. The fire grew in Vrantz. Vrantz burned.")
    capitals = read_capitals(words, load_name_parts())

    assert capitals.is_common(0)
    assert not capitals.is_common(words.surfaces.index("Vrantz"))


def finding(start: int, end: int, label: str = "X", score: float = 0.5, rank: int = 0) -> Finding:
    return Finding(start, end, label, score, "test", rank)


def test_rank_then_length_then_score_decide() -> None:
    assert standing([finding(0, 9), finding(2, 4, rank=1)]) == [finding(2, 4, rank=1)]
    assert standing([finding(0, 9), finding(5, 12, score=0.9)]) == [finding(0, 9)]
    assert standing([finding(0, 4), finding(0, 4, "Y", 0.9)]) == [finding(0, 4, "Y", 0.9)]


stretches = st.builds(
    lambda start, length, rank: finding(start, start + length, rank=rank),
    st.integers(0, 900),
    st.integers(1, 300),
    st.integers(0, 2),
)


@given(st.lists(stretches, max_size=40))
def test_what_stands_never_overlaps_and_leaves_no_room(findings: list[Finding]) -> None:
    kept = standing(findings)

    assert all(one.end <= two.start for one, two in pairwise(kept))
    for each in findings:
        assert any(each.start < other.end and other.start < each.end for other in kept)


def test_patterns_give_findings_without_blanks_at_their_ends() -> None:
    (found,) = matches_of([rule(0.5, r" a", r"b ")], "x ab y", label="X", reason="r", rank=3)

    assert found == Finding(2, 4, "X", 0.5, "r", 3)


@pytest.mark.parametrize(
    ("text", "labels", "expected"),
    [
        ("between 10 and 15%", ["CARDINAL", "PERCENT"], [(0, 18, "PERCENT")]),
        ("between 2014 and 2018", ["DATE", "DATE"], [(0, 21, "DATE")]),
        ("10 to 15%", ["CARDINAL", "PERCENT"], [(0, 9, "PERCENT")]),
        ("from 10 to 15%", ["CARDINAL", "PERCENT"], []),
        ("10 and 15%", ["CARDINAL", "PERCENT"], []),
        ("between 10% and 15", ["PERCENT", "CARDINAL"], []),
        ("2014 to 2018", ["DATE", "DATE"], []),
    ],
)
def test_ranges(text: str, labels: list[str], expected: list[tuple[int, int, str]]) -> None:
    spans = [match.span() for match in re.finditer(r"\d+%?", text)]
    findings = [finding(*span, label) for span, label in zip(spans, labels, strict=True)]

    assert [(f.start, f.end, f.label) for f in ranges(findings, text)] == expected


def test_a_rule_that_needs_a_word_finds_the_same_where_the_word_stands() -> None:
    plain = rule(0.9, r"\bat dawn\b")
    needy = rule(0.9, r"\bat dawn\b", needs=("dawn", "dusk"))
    for text in ("They left at dawn.", "They left at dusk.", "They left."):
        found = [
            list(matches_of([each], text, label="TIME", reason="", rank=1))
            for each in (plain, needy)
        ]
        assert found[0] == found[1]


def test_every_match_of_a_time_rule_has_a_word_that_it_needs() -> None:
    text = (
        "It left at 9.30, at noon, from dawn to sunset, at dusk, at 8 in the evening, at ten "
        "o'clock, after 3 hours 12 minutes, 4 minutes 5 seconds, an hour and a half, a half-hour, "
        "two days and three nights, in the spring, over the long weekend and in Q3."
    )
    needy = [each for each in (*DATE_RULES, *TIME_RULES, *CLOCK_RULES) if each.needs]
    found = 0
    for each in needy:
        without = replace(each, needs=())
        matches = list(matches_of([without], text, label="TIME", reason="", rank=1))
        assert matches == list(matches_of([each], text, label="TIME", reason="", rank=1))
        assert all(any(need in text for need in each.needs) for _ in matches)
        found += bool(matches)
    assert found == len(needy)
