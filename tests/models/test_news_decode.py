from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.news_decode import best_tags, span_scores, spans_of

TAGS = 5  # outside, and begin and inside of two kinds


def is_legal(tags: tuple[int, ...] | list[int]) -> bool:
    before = 0
    for tag in tags:
        if tag and tag % 2 == 0 and before not in {tag, tag - 1}:
            return False
        before = tag
    return True


@given(st.integers(0, 4), st.integers(0, 10_000))
def test_decoding_finds_the_best_legal_sequence(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, TAGS)).astype(np.float32)
    best = best_tags(scores)
    assert is_legal(best)
    totals = {
        tags: sum(scores[word, tag] for word, tag in enumerate(tags))
        for tags in product(range(TAGS), repeat=count)
        if is_legal(tags)
    }
    assert sum(scores[word, tag] for word, tag in enumerate(best)) == pytest.approx(
        max(totals.values())
    )


@given(st.lists(st.integers(0, TAGS - 1), max_size=12).filter(is_legal))
def test_spans_say_the_same_as_the_tags(tags: list[int]) -> None:
    written = [0] * len(tags)
    for start, end, kind in spans_of(tags):
        assert start < end
        written[start] = 1 + 2 * kind
        written[start + 1 : end] = [2 + 2 * kind] * (end - start - 1)
    assert written == tags


def test_two_mentions_of_a_kind_stay_apart() -> None:
    assert spans_of([1, 1, 2, 0, 3]) == [(0, 1, 0), (1, 3, 0), (4, 5, 1)]


def test_a_span_is_as_sure_as_its_weakest_word() -> None:
    chances = np.array([[0.1, 0.9, 0.0], [0.4, 0.0, 0.6], [0.8, 0.0, 0.2]]) + 1e-9
    assert span_scores(np.log(chances), [(0, 2, 0)]) == pytest.approx([0.6], abs=1e-6)


def test_a_span_that_may_well_go_on_is_unsure() -> None:
    chances = np.array([[0.01, 0.99, 0.0], [0.1, 0.0, 0.9]]) + 1e-9
    assert span_scores(np.log(chances), [(0, 1, 0)]) == pytest.approx([0.1], abs=1e-3)


def test_no_span_has_no_score() -> None:
    assert span_scores(np.zeros((2, TAGS), dtype=np.float32), []) == []
