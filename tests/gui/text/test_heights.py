"""Tops and heights stay consistent whatever is measured, and the map's scale never turns back."""

from __future__ import annotations

from array import array
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.text.heights import HeightMap

LENGTHS = st.lists(st.integers(min_value=0, max_value=900), min_size=1, max_size=700)


def made(lengths: list[int]) -> HeightMap:
    starts = array("I", [0, *accumulate(length + 1 for length in lengths)][: len(lengths)])
    length = starts[-1] + lengths[-1]
    return HeightMap(starts, length, per_character=0.5, per_block=20.0)


@given(LENGTHS, st.data())
def test_tops_are_sums_of_heights(lengths: list[int], data: st.DataObject) -> None:
    heights = made(lengths)
    count = len(lengths)
    for block in data.draw(st.lists(st.integers(0, count - 1), max_size=30)):
        heights.measure(block, data.draw(st.integers(5, 3000)))
    tops = [0.0, *accumulate(heights.height(block) for block in range(count))]
    for block in range(count + 1):
        assert heights.top(block) == pytest.approx(tops[block])
    assert heights.total == pytest.approx(tops[-1])


@given(LENGTHS, st.data())
def test_at_finds_the_block_under_a_height(lengths: list[int], data: st.DataObject) -> None:
    heights = made(lengths)
    for block in data.draw(st.lists(st.integers(0, len(lengths) - 1), max_size=10)):
        heights.measure(block, data.draw(st.integers(5, 3000)))
    y = data.draw(st.floats(0, heights.total, allow_nan=False))
    block, inside = heights.at(y)
    assert heights.top(block) + inside == pytest.approx(y, abs=1e-6)


def test_measuring_twice_counts_once() -> None:
    heights = made([10, 20, 30])
    before = heights.total - heights.height(1)
    heights.measure(1, 500)
    heights.measure(1, 70)
    assert heights.height(1) == 70
    assert heights.total == pytest.approx(before + 70)


@given(LENGTHS)
def test_offsets_grow_with_the_height(lengths: list[int]) -> None:
    heights = made(lengths)
    length = sum(lengths) + len(lengths) - 1
    offsets = [heights.offset_at(step / 50) for step in range(51)]
    assert offsets == sorted(offsets)
    assert offsets[0] == 0
    assert offsets[-1] <= length


@given(LENGTHS, st.integers(1, 900))
def test_parts_of_the_height_begin_where_each_alone_would(lengths: list[int], rows: int) -> None:
    heights = made(lengths)
    alone = [heights.offset_at(row / rows) for row in range(1, rows)]
    assert list(heights.row_starts(rows)) == [0, *alone]


def test_parts_of_many_blocks_begin_where_each_alone_would() -> None:
    heights = made([3] * 3000)
    alone = [heights.offset_at(row / 700) for row in range(1, 700)]
    assert list(heights.row_starts(700)) == [0, *alone]


@given(LENGTHS)
def test_a_block_begins_at_its_own_height(lengths: list[int]) -> None:
    heights = made(lengths)
    starts = [0, *accumulate(length + 1 for length in lengths)][: len(lengths)]
    for block, start in enumerate(starts):
        # A hair below the top: the quotient may be rounded either way.
        found = heights.offset_at((heights.top(block) + 1e-6) / heights.total)
        assert start <= found <= start + 1
