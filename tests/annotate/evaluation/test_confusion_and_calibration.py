"""Pairs by place, bins by score, and what is left from a score on."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.evaluation.calibration import BINS, calibrate, operating_points
from annotate.evaluation.confusion import Pair, count_cells, pair_up
from annotate.evaluation.marks import Mark
from annotate.spans import Layer
from tests.annotate.evaluation.test_scores import entity, marks

ENTITY = Layer.ENTITY


def test_the_same_stretch_with_another_label_is_a_confusion() -> None:
    (pair,) = pair_up([entity(0, 5, "ORG")], [entity(0, 5, "GPE")])
    assert pair.cell == (ENTITY, "ORG", "GPE")
    assert not pair.is_right
    assert not pair.is_boundary


def test_other_boundaries_with_the_right_label() -> None:
    (pair,) = pair_up([entity(4, 10)], [entity(0, 10)])
    assert pair.is_boundary
    assert pair.cell == (ENTITY, "GPE", "GPE")


def test_missed_and_spurious() -> None:
    pairs = pair_up([entity(0, 5)], [entity(9, 12, "ORG")])
    assert [pair.cell for pair in pairs] == [(ENTITY, "GPE", ""), (ENTITY, "", "ORG")]


def test_the_closest_counterpart_is_taken() -> None:
    near, far = entity(0, 9, "ORG"), entity(8, 20, "PERSON")
    pairs = pair_up([entity(0, 10)], [far, near])
    assert Pair(entity(0, 10), near) in pairs
    assert Pair(None, far) in pairs


def test_an_equal_one_is_never_given_away() -> None:
    exact = entity(2, 4)
    pairs = pair_up([exact, entity(0, 5, "ORG")], [exact])
    assert Pair(exact, exact) in pairs
    assert Pair(entity(0, 5, "ORG"), None) in pairs


def test_layers_are_counted_apart() -> None:
    event = Mark(Layer.EVENT, 0, 5, "ATTACK")
    assert len(pair_up([entity(0, 5)], [event])) == 2


@given(marks(), marks())
def test_every_mark_is_in_one_pair(gold: set[Mark], found: set[Mark]) -> None:
    pairs = pair_up(gold, found)
    assert Counter(pair.gold for pair in pairs if pair.gold) == Counter(gold)
    assert Counter(pair.found for pair in pairs if pair.found) == Counter(found)
    assert all(pair.gold.overlaps(pair.found) for pair in pairs if pair.gold and pair.found)
    assert sum(pair.is_right for pair in pairs) == len(gold & found)
    assert sum(count_cells(pairs).values()) == len(pairs)


@given(marks(), marks(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(gold: set[Mark], found: set[Mark], shuffler: object) -> None:
    again, others = list(gold), list(found)
    shuffler.shuffle(again)  # type: ignore[attr-defined]
    shuffler.shuffle(others)  # type: ignore[attr-defined]
    assert pair_up(gold, found) == pair_up(again, others)


def test_nothing_cannot_be_a_pair() -> None:
    with pytest.raises(ValueError, match="nothing"):
        _ = Pair(None, None).cell


# -- calibration -----------------------------------------------------------------------------------

JUDGED = st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60)


def test_scores_that_mean_what_they_say() -> None:
    judged = [(0.8, True)] * 8 + [(0.8, False)] * 2
    found = calibrate(judged)
    assert found.error == pytest.approx(0)
    (filled,) = [each for each in found.bins if each.count]
    assert (filled.low, filled.high, filled.right) == (0.8, 0.9, 8)


def test_scores_that_boast() -> None:
    assert calibrate([(1.0, False)] * 4).error == 1
    assert calibrate([(0.9, True), (0.9, False)]).error == pytest.approx(0.4)


def test_the_last_bin_holds_certainty() -> None:
    assert calibrate([(1.0, True)]).bins[-1].count == 1


def test_no_suggestions_no_error() -> None:
    assert calibrate([]).error == 0
    assert calibrate([]).count == 0


@given(JUDGED)
def test_the_error_by_its_definition(judged: list[tuple[float, bool]]) -> None:
    expected = 0.0
    for place in range(BINS):
        inside = [
            item for item in judged if place == min(int(item[0] * BINS), BINS - 1)
        ]  # fmt: skip
        if inside:
            mean = sum(score for score, _ in inside) / len(inside)
            share = sum(is_right for _, is_right in inside) / len(inside)
            expected += len(inside) / len(judged) * abs(mean - share)
    found = calibrate(judged)
    assert found.error == pytest.approx(expected)
    assert 0 <= found.error <= 1
    assert found.count == len(judged)


@given(JUDGED, st.integers(0, 30), st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_what_is_left_from_a_score_on(
    judged: list[tuple[float, bool]], missed: int, scores: list[float]
) -> None:
    gold = missed + sum(is_right for _, is_right in judged)
    points = operating_points(judged, gold=gold, scores=scores)
    assert [point.score for point in points] == sorted(scores)
    for point in points:
        left = [is_right for score, is_right in judged if score >= point.score]
        assert point.count == len(left)
        assert point.precision == pytest.approx(sum(left) / len(left) if left else 0)
        assert point.recall == pytest.approx(sum(left) / gold if gold else 0)
    recalls = [point.recall for point in points]
    assert recalls == sorted(recalls, reverse=True)
