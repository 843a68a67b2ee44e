"""Near-duplicates: exact Jaccard of shingles, and no pair above the threshold is missed."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.training.near_duplicates import SHINGLE, NearDuplicates, SimilarPair, similarity

WORDS = [f"word{number}" for number in range(400)]


def text_of(seed: int, length: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(length))


def pairs_of(texts: dict[str, str], *, threshold: float = 0.5) -> list[SimilarPair]:
    found = NearDuplicates()
    for key, text in texts.items():
        found.add(key, text)
    return list(found.pairs(texts, threshold=threshold))


def test_similarity_counts_shared_shingles() -> None:
    words = "one two three four five six seven"
    assert similarity(words, "One, two; three FOUR five (six) seven!") == 1
    # Three shingles each; two of them shared, four in all.
    assert similarity(words, "zero two three four five six seven") == pytest.approx(2 / 4)
    assert similarity("a b", "a b") == 1
    assert similarity("a b", "b a") == 0
    assert similarity("", "") == similarity("...", "a") == 0


def test_pairs_are_exactly_those_above_the_threshold() -> None:
    texts: dict[str, str] = {}
    for number in range(40):
        text = text_of(number)
        words = text.split()
        texts[f"{number}"] = text
        # Copies in which more and more words at the end are others.
        kept = max(len(words) - 7 * number, 0)
        texts[f"{number}b"] = " ".join([*words[:kept], *text_of(1000 + number).split()[kept:]])
    for threshold in (0.5, 0.8):
        expected = {
            (one, other): similarity(texts[one], texts[other])
            for place, one in enumerate(texts)
            for other in list(texts)[place + 1 :]
            if similarity(texts[one], texts[other]) >= threshold
        }
        found = {
            (pair.first, pair.second): pair.similarity
            for pair in pairs_of(texts, threshold=threshold)
        }
        assert found == expected
        assert len(expected) >= 5


def test_short_texts_and_many_copies() -> None:
    assert pairs_of({"a": "Rain again.", "b": "rain, again", "c": "Sun.", "d": "", "e": ""}) == [
        SimilarPair("a", "b", 1.0)
    ]
    many = {str(number): "The same short report of the weather, again." for number in range(300)}
    found = pairs_of(many)
    assert {pair.second for pair in found} == set(many) - {"0"}, "each has its pair"
    assert len(found) <= 64 * 300, "and not with every other one"


def test_pairs_that_do_not_matter_are_not_measured() -> None:
    found = NearDuplicates()
    texts = {"a": text_of(1), "b": text_of(1), "c": text_of(1)}
    for key, text in texts.items():
        found.add(key, text)
    kept = found.pairs(texts, matters=lambda one, other: "c" in (one, other))
    assert [(pair.first, pair.second) for pair in kept] == [("a", "c"), ("b", "c")]


@given(
    st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30)
)
def test_similarity_is_symmetric_and_a_share(one: list[str], other: list[str]) -> None:
    first, second = " ".join(one), " ".join(other)
    share = similarity(first, second)
    assert share == similarity(second, first)
    assert 0 <= share <= 1
    assert (share == 1) == (shingles(one) == shingles(other) != set())


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    if len(words) <= SHINGLE:
        return {tuple(words)} if words else set()
    return {tuple(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)}
