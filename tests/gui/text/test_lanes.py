"""Lanes as data: what may never overlap, what stays near the text, what is cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gui.text.lanes import MAX_LANES, Extent, place_in_lanes

WIDTH = 600.0


@st.composite
def extents(draw: st.DrawFn) -> list[Extent]:
    result = []
    for _ in range(draw(st.integers(0, 40))):
        left = draw(st.integers(0, 590))
        right = draw(st.integers(left + 1, 600))
        result.append(Extent(left, right, draw(st.sampled_from([0, 20, 45, 90, 700]))))
    return result


def overlaps(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] - 0.5 and other[0] < one[1] - 0.5


@given(extents(), st.booleans())
def test_neither_spans_nor_labels_share_a_place(
    items: list[Extent], is_right_to_left: bool
) -> None:
    placed = place_in_lanes(items, width=WIDTH, is_right_to_left=is_right_to_left)
    for number, (item, place) in enumerate(zip(items, placed, strict=True)):
        assert -1 <= place.lane < MAX_LANES
        if place.label_width:
            assert place.label_left >= -0.01
            assert place.label_left + place.label_width <= WIDTH + 0.01
            assert place.label_width <= item.label_width
        for other, at in zip(items[:number], placed[:number], strict=True):
            if at.lane != place.lane or place.lane < 0:
                continue
            assert not overlaps((item.left, item.right), (other.left, other.right))
            if place.label_width and at.label_width:
                assert not overlaps(
                    (place.label_left, place.label_left + place.label_width),
                    (at.label_left, at.label_left + at.label_width),
                )


@given(extents())
def test_no_lane_is_left_empty(items: list[Extent]) -> None:
    lanes = {place.lane for place in place_in_lanes(items, width=WIDTH)} - {-1}
    assert lanes == set(range(len(lanes)))


@given(extents())
def test_a_label_stays_with_its_span(items: list[Extent]) -> None:
    placed = place_in_lanes(items, width=WIDTH)
    for item, place in zip(items, placed, strict=True):
        if place.label_width:
            assert place.label_left <= item.right
            assert place.label_left + place.label_width >= item.left


def test_outer_spans_lie_nearest_to_the_text() -> None:
    inner, outer = Extent(50, 80, 20), Extent(50, 200, 30)
    placed = place_in_lanes([inner, outer], width=WIDTH)
    assert [place.lane for place in placed] == [1, 0]
    assert [place.depth for place in placed] == [1, 0]


def test_a_label_moves_along_under_its_span_before_it_takes_a_lane() -> None:
    first, second = Extent(0, 20, 60), Extent(30, 200, 40)
    placed = place_in_lanes([first, second], width=WIDTH, gap=2)
    assert [place.lane for place in placed] == [0, 0]
    assert placed[1].label_left == 62


def test_a_label_at_the_end_of_the_line_moves_inwards() -> None:
    (place,) = place_in_lanes([Extent(580, 600, 50)], width=WIDTH)
    assert place.label_left == 550


def test_a_label_starts_at_the_right_where_text_does() -> None:
    (place,) = place_in_lanes([Extent(100, 300, 50)], width=WIDTH, is_right_to_left=True)
    assert place.label_left == 250


def test_a_label_wider_than_the_line_is_cut() -> None:
    (place,) = place_in_lanes([Extent(0, 30, 900)], width=WIDTH)
    assert place.label_width == WIDTH


def test_more_spans_than_lanes_are_counted_as_hidden() -> None:
    placed = place_in_lanes([Extent(0, 100, 20)] * (MAX_LANES + 3), width=WIDTH)
    assert sum(1 for place in placed if place.lane < 0) == 3


def test_depth_counts_only_what_is_filled() -> None:
    items = [Extent(0, 100, 10), Extent(10, 90, 10), Extent(20, 80, 10)]
    placed = place_in_lanes(items, width=WIDTH, is_filled=[True, False, True])
    assert [place.depth for place in placed] == [0, 0, 1]


@given(extents(), st.booleans())
def test_a_span_alone_is_placed_as_among_others(
    items: list[Extent], is_right_to_left: bool
) -> None:
    far = Extent(700, 710, 0)
    for item in items:
        (alone,) = place_in_lanes([item], width=WIDTH, is_right_to_left=is_right_to_left)
        together = place_in_lanes([item, far], width=WIDTH, is_right_to_left=is_right_to_left)
        assert alone == together[0]
