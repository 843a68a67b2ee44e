"""The map in the scroll bar: which rows are marked, and going places with it."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotate.annotations import SpanIndex
from annotate.articles import Article, Tokens
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.text.heights import HeightMap
from gui.text.minimap import row_of, row_starts, rows_of_hits, rows_with, runs_of
from tests.gui.text.desk import Desk

TEXT = "\n".join(f"Line {number:03} of a text about Velmora." for number in range(300))


def scale(length: int) -> HeightMap:
    starts = array("I", range(0, max(length, 1), 97))
    return HeightMap(starts, length, per_character=0.4, per_block=21.0)


@given(st.integers(1, 20_000), st.integers(1, 700))
def test_parts_begin_in_order_and_hold_the_whole_text(length: int, rows: int) -> None:
    starts = row_starts(rows, scale(length))
    assert len(starts) == rows
    assert starts[0] == 0
    assert list(starts) == sorted(starts)
    assert starts[-1] <= length
    for offset in range(0, length, max(length // 30, 1)):
        row = row_of(offset, starts)
        assert starts[row] <= offset
        assert row + 1 == rows or offset < starts[row + 1]


@given(st.integers(1, 20_000), st.integers(1, 700), st.lists(st.integers(0, 19_999), max_size=40))
def test_rows_are_those_where_stretches_start(length: int, rows: int, places: list[int]) -> None:
    places = [place for place in places if place < length]
    index = SpanIndex(
        Span(f"s{n}", place, place + 5, "GPE", Layer.ENTITY) for n, place in enumerate(places)
    )
    starts = row_starts(rows, scale(length))
    expected = {row_of(place, starts) for place in places}
    marks = rows_with(index, starts)
    assert {row for row, mark in enumerate(marks) if mark} == expected
    hits = sorted({(place, place + 3) for place in places})
    assert rows_of_hits(hits, starts) == sorted(expected)


@given(st.lists(st.booleans(), max_size=60))
def test_runs_cover_the_marks(marks: list[bool]) -> None:
    covered = [row for start, end in runs_of(marks) for row in range(start, end)]
    assert covered == [row for row, mark in enumerate(marks) if mark]


@pytest.fixture
def mapped(desk: Desk) -> Desk:
    desk.open(TEXT)
    desk.painted()
    return desk


def test_a_suggestion_is_marked_until_it_is_decided(mapped: Desk) -> None:
    bar = mapped.view._minimap
    item = mapped.suggest("Line 200", "GPE")
    bar.count()
    ((start, end),) = bar.suggestion_rows()
    assert start == pytest.approx(bar.height() * 2 / 3, abs=4)
    assert end == start + 1
    mapped.suggestions.remove(item.id)
    mapped.view.refresh([(item.start, item.end)])
    assert bar.suggestion_rows() == []
    mapped.suggestions.put(item)
    mapped.view.refresh([(item.start, item.end)])
    assert bar.suggestion_rows() == [(start, end)]


def test_a_press_goes_there_and_a_drag_goes_on(mapped: Desk) -> None:
    bar = mapped.view._minimap
    at = QPoint(5, bar.height() // 2)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    mapped.painted()
    middle = mapped.view.place()[0]
    assert middle == pytest.approx(len(TEXT) / 2, rel=0.2)
    QTest.mouseMove(bar, QPoint(5, bar.height() * 3 // 4))
    mapped.painted()
    assert mapped.view.place()[0] > middle
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton)
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 0))
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton)
    mapped.painted()
    assert mapped.view.place()[0] == 0


def test_holding_the_thumb_does_not_move_it(mapped: Desk) -> None:
    bar = mapped.view._minimap
    bar.setValue(bar.maximum() // 2)
    mapped.painted()
    before = bar.value()
    top, height = bar._thumb()
    at = QPoint(5, round(top + height / 3))
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert bar.value() == pytest.approx(before, abs=30)
    QTest.mouseRelease(bar, Qt.MouseButton.LeftButton)


def test_marks_and_hits_are_painted(mapped: Desk) -> None:
    bar = mapped.view._minimap
    plain = bar.grab().toImage()
    mapped.suggest("Line 100", "GPE")
    bar.count()
    marked = bar.grab().toImage()
    assert marked != plain
    mapped.view.set_hits([(0, 4), (3000, 3004)])
    assert bar.grab().toImage() != marked


def test_nothing_is_counted_or_laid_out_ahead_before_the_text_is_painted(desk: Desk) -> None:
    desk.open("Officials met rebels near the river.\n" * 400)
    desk.view.viewport().repaint()
    minimap, prefetch = desk.view._minimap, desk.view._prefetch
    text = "Envoys spoke in Velmora about the river.\n" * 400
    desk.view.set_article(Article(id="2", text=text), tokens=Tokens.rough(text))
    first = text.index("Velmora")
    suggestion = Suggestion(start=first, end=first + 7, label="GPE", layer=Layer.ENTITY, score=0.9)
    desk.suggestions = SpanIndex([suggestion])
    desk.view.set_content(SpanIndex(), desk.suggestions)
    desk.view.expect(len(text) - 10)
    assert not minimap._timer.isActive()
    assert not prefetch._timer.isActive()
    desk.view.viewport().repaint()
    desk.qtbot.waitUntil(lambda: minimap.suggestion_rows() != [])
    last = desk.view._paragraphs.block_at(len(text) - 10)
    desk.qtbot.waitUntil(lambda: desk.view._cache.peek(last) is not None)
