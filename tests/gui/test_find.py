"""Finding words in a text: offsets are code points, blanks match any white space."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.panels.find_bar import MOST_HITS, find_all


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Kyiv and kyiv", "kyiv", [(0, 4), (9, 13)]),
        ("a  b\na b", "a b", [(0, 4), (5, 8)]),
        ("🇺🇦 Kyiv", "kyiv", [(3, 7)]),
        ("aaa", "aa", [(0, 2)]),
        ("1.5 (1.5)", "(1.5)", [(4, 9)]),
        ("anything", "", []),
        ("anything", "   ", []),
    ],
)
def test_places(text: str, words: str, hits: list[tuple[int, int]]) -> None:
    assert find_all(text, words) == hits


def test_capitals_count_when_asked() -> None:
    assert find_all("Us us US", "US", is_case_sensitive=True) == [(6, 8)]


def test_places_are_limited() -> None:
    assert len(find_all("x" * (MOST_HITS + 5), "x")) == MOST_HITS


@given(st.text("ab \n🙂", max_size=80), st.text("ab🙂", min_size=1, max_size=3))
def test_places_are_sorted_disjoint_and_hold_the_words(text: str, words: str) -> None:
    hits = find_all(text, words)
    for start, end in hits:
        assert text[start:end].casefold() == words.casefold()
    assert all(first[1] <= second[0] for first, second in pairwise(hits))
    assert len(hits) == text.count(words)
