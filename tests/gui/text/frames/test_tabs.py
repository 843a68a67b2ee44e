"""Tabs of one frame never cover each other, keep their order, and stay near to their boxes."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from gui.text.frames.plan import Run, numbered, numbered_in_turn, place_on_tracks
from gui.text.frames.tabs import free_place, side_by_side
from tests.gui.text.framed import DRAWN

WANTED = st.lists(st.tuples(st.integers(-20, 700), st.integers(5, 90)), min_size=1, max_size=9)
INTERVALS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 30)).map(lambda pair: (pair[0], sum(pair))),
    max_size=30,
)


@given(WANTED, st.integers(0, 6))
def test_tabs_stand_side_by_side_in_the_order_of_their_places(
    wanted: list[tuple[int, int]], gap: int
) -> None:
    lefts = side_by_side(wanted, (0, 680), gap)
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at][0], at))
    for one, other in itertools.pairwise(order):
        assert lefts[one] + wanted[one][1] + gap <= lefts[other] + 1
    if sum(width for _, width in wanted) + gap * (len(wanted) - 1) <= 680:
        assert all(
            left >= -1 and left + width <= 681
            for left, (_, width) in zip(lefts, wanted, strict=True)
        )


@given(WANTED)
def test_a_tab_with_room_stands_where_it_wants_to(wanted: list[tuple[int, int]]) -> None:
    lefts = side_by_side(wanted, (0, 680), 2)
    for number, (left, width) in enumerate(wanted):
        others = [pair for at, pair in enumerate(wanted) if at != number]
        is_within = left >= 0 and left + width <= 680
        is_alone = all(left + width + 200 < x or x + wide + 200 < left for x, wide in others)
        if is_within and is_alone and sum(wide for _, wide in others) < 150:
            assert lefts[number] == left


def test_tabs_that_push_each_other_give_way_on_both_sides() -> None:
    assert side_by_side([(100, 50), (100, 50)], (0, 400), 0) == [75, 125]
    assert side_by_side([(0, 50), (10, 50)], (0, 400), 0) == [0, 50]
    assert side_by_side([(380, 50), (390, 50)], (0, 400), 4) == [296, 350]


def test_a_free_place_is_the_nearest_one() -> None:
    taken = [(100, 150), (160, 200)]
    assert free_place(taken, 40, (0, 400), near=120, gap=2) == 58
    assert free_place(taken, 40, (0, 400), near=190, gap=2) == 202
    assert free_place(taken, 8, (0, 400), near=151, gap=1) == 151
    assert free_place([(0, 400)], 10, (0, 400), near=3, gap=2) is None


@given(INTERVALS)
def test_intervals_that_meet_have_different_numbers(intervals: list[tuple[int, int]]) -> None:
    pairs = (
        (intervals, numbered(intervals)),
        (sorted(intervals), numbered_in_turn(sorted(intervals))),
    )
    for items, numbers in pairs:
        for (one, first), (other, second) in itertools.combinations(
            zip(items, numbers, strict=True), 2
        ):
            if one[0] <= other[1] and other[0] <= one[1]:
                assert first != second


@given(INTERVALS)
def test_no_more_numbers_than_overlap_in_one_place(intervals: list[tuple[int, int]]) -> None:
    items = sorted(intervals)
    deepest = max((sum(low <= at <= high for low, high in items) for at in range(91)), default=0)
    assert len(set(numbered_in_turn(items))) == deepest


def test_short_intervals_are_nested_in_long_ones() -> None:
    assert numbered([(0, 9), (2, 3), (5, 6)]) == [1, 0, 0]


def test_rails_on_a_line_never_run_into_each_other() -> None:
    places = [(0, 500), (20, 80), (60, 140), (300, 420), (90, 120)]
    runs = [Run(DRAWN) for _ in places]
    for run, (left, right) in zip(runs, places, strict=True):
        run.take((left, left + 5))
        run.take((right - 5, right), number=0)
    assert place_on_tracks(runs, 680) == 3
    for one, other in itertools.combinations(runs, 2):
        if one.left <= other.right and other.left <= one.right:
            assert one.track != other.track
    assert runs[0].track == 2


def test_a_run_that_goes_on_reaches_to_the_margin() -> None:
    near, far = Run(DRAWN), Run(DRAWN)
    near.take((10, 60))
    near.take((70, 90), number=0)
    far.take((400, 460))
    far.is_open = True
    assert place_on_tracks([near, far], 680) == 2
    far.is_right = True
    assert place_on_tracks([near, far], 680) == 1


def test_a_trigger_alone_needs_no_track() -> None:
    alone = Run(DRAWN)
    alone.take((10, 60))
    assert place_on_tracks([alone], 680) == 0
