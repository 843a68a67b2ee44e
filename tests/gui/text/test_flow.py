"""Blocks in the viewport: contiguous, clamped to the text, moved by what is asked."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gui.text.block import TextBlock
from gui.text.flow import Flow
from gui.text.heights import HeightMap
from gui.text.layout_cache import LayoutCache
from gui.text.metrics import make_metrics
from gui.text.paragraphs import Paragraphs

HEIGHT, HEADER, FOOTER = 300.0, 40.0, 30.0
WORDS = ("officials", "said", "that", "the", "talks", "near", "the", "river", "would", "begin")


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def text_of(paragraphs: int, seed: int = 1) -> str:
    chosen = random.Random(seed)
    return "\n".join(
        " ".join(chosen.choices(WORDS, k=chosen.choice((0, 3, 20, 70)))) for _ in range(paragraphs)
    )


def made(text: str) -> tuple[Flow, Paragraphs, LayoutCache]:
    font = QFont()
    font.setPixelSize(14)
    metrics = make_metrics(font, zoom=1, characters=40, line_spacing=1, available=500)
    paragraphs = Paragraphs(text)

    def plan(block: TextBlock) -> None:
        block.place_lines(metrics)
        block.is_stale = False

    cache = LayoutCache(lambda index: TextBlock(paragraphs, index, metrics), plan)
    heights = HeightMap(paragraphs.starts, len(text), per_character=1.2, per_block=30)
    flow = Flow(cache, heights, len(paragraphs), height=HEIGHT, header=HEADER, footer=FOOTER)
    return flow, paragraphs, cache


def assert_sound(flow: Flow, count: int) -> None:
    """Blocks follow each other and fill the viewport as far as the text goes."""
    shown = flow.shown()
    assert shown
    for one, other in itertools.pairwise(shown):
        assert other.block.index == one.block.index + 1
        assert other.top == one.top + one.block.height
    first, last = shown[0], shown[-1]
    if first.block.index == 0:
        assert first.top <= HEADER
    else:
        assert first.top <= 0
    bottom = last.top + last.block.height
    if last.block.index < count - 1:
        assert bottom >= HEIGHT
    elif first.block.index > 0:
        assert bottom + FOOTER >= HEIGHT - 1


@given(st.integers(1, 40), st.lists(st.integers(-700, 700), max_size=25))
def test_scrolling_keeps_blocks_together(paragraphs: int, deltas: list[int]) -> None:
    flow, _, _ = made(text_of(paragraphs))
    for delta in deltas:
        before = {item.block.index: item.top for item in flow.shown()}
        moved = flow.scroll_by(delta)
        assert abs(moved) <= abs(delta)
        assert moved * delta >= 0
        assert_sound(flow, paragraphs)
        for item in flow.shown():
            if item.block.index in before:
                assert item.top == before[item.block.index] - moved


@given(st.integers(1, 40), st.integers(0, 39), st.integers(-500, 500))
def test_jumps_are_clamped(paragraphs: int, index: int, top: int) -> None:
    flow, _, _ = made(text_of(paragraphs))
    flow.jump(min(index, paragraphs - 1), top)
    assert_sound(flow, paragraphs)


def test_there_and_back() -> None:
    flow, _, _ = made(text_of(30))
    start = flow.shown()
    assert flow.y == 0
    moved = flow.scroll_by(777)
    assert moved == 777
    assert flow.scroll_by(-moved) == -moved
    assert flow.shown() == start


def test_the_ends_stop_the_scrolling() -> None:
    flow, _, _ = made(text_of(12))
    assert flow.scroll_by(-50) == 0
    flow.jump_to_end()
    assert flow.is_at_end
    assert flow.scroll_by(50) == 0
    assert not made("short")[0].scroll_by(10)


def test_every_height_leads_to_a_sound_place() -> None:
    flow, _, _ = made(text_of(60))
    last = -1
    for y in range(0, 4000, 160):
        flow.jump_to_y(y)
        assert_sound(flow, 60)
        index = flow.shown()[0].block.index
        assert index >= last
        last = index


def test_heights_become_exact_as_blocks_are_laid_out() -> None:
    flow, paragraphs, _ = made(text_of(40))
    exact = HEADER + FOOTER + sum(flow.block(i).height for i in range(len(paragraphs)))
    assert flow.total == pytest.approx(exact)
    flow.jump_to_end()
    assert flow.y == pytest.approx(exact - HEIGHT, abs=1.5)


def test_what_lies_at_a_height() -> None:
    flow, _, _ = made(text_of(20))
    for item in flow.shown():
        for line in item.block.lines:
            if item.top + line.top < HEIGHT and line.height > 2:
                found = flow.at(item.top + line.top + 1)
                assert found is not None
                assert found[1] is line
    above, below = flow.at(-100.0), flow.at(10_000.0)
    assert above is not None
    assert above[1] is flow.shown()[0].block.lines[0]
    assert below is not None
    assert below[0] == flow.shown()[-1]


def test_the_next_page_is_laid_out_first() -> None:
    flow, paragraphs, cache = made(text_of(80))
    flow.jump(30, 0.0)
    last = flow.shown()[-1].block.index
    assert flow.next_unmade(pages=1) == last + 1
    while (index := flow.next_unmade(pages=1)) is not None:
        flow.block(index)
    reached = sum(
        flow.block(i).height for i in range(last + 1, len(paragraphs)) if cache.peek(i) is not None
    )
    assert reached >= HEIGHT
    assert len(cache) < len(paragraphs)


def test_a_block_that_grows_pushes_those_below() -> None:
    flow, _, _ = made(text_of(20))
    before = flow.shown()
    block = before[0].block
    block.height += 55
    flow.invalidate()
    after = flow.shown()
    assert after[0].top == before[0].top
    assert after[1].top == before[1].top + 55


def test_blocks_that_the_cache_dropped_are_laid_out_again() -> None:
    flow, _, cache = made(text_of(20))
    before = [(item.block.index, item.top) for item in flow.shown()]
    cache.clear()
    assert [(item.block.index, item.top) for item in flow.shown()] == before
    assert all(item.block.lines for item in flow.shown())


def test_another_header_moves_only_a_reader_at_the_top() -> None:
    flow, _, _ = made(text_of(30))
    flow.set_header(90.0)
    assert flow.shown()[0].top == 90
    assert flow.y == 0
    flow.scroll_by(400)
    before = flow.shown()
    flow.set_header(20.0)
    assert flow.shown() == before
    flow.scroll_by(-1000)
    assert flow.shown()[0].top == 20
    for header in (0.0, 35.0):
        flow.set_header(header)
        assert flow.shown()[0].top == header


def test_the_page_around_a_place_far_away_is_laid_out_on_demand() -> None:
    flow, _, cache = made(text_of(200))
    flow.shown()
    before = flow.next_unmade_around(120)
    assert before == 120, "the place itself first"
    while (index := flow.next_unmade_around(120)) is not None:
        flow.block(index)
    held = len(cache)
    flow.reveal(120, flow.block(120).lines[0].top)
    flow.shown()
    assert len(cache) == held, "nothing was missing for the jump"


@given(index=st.integers(0, 199), share=st.floats(0, 1))
def test_what_is_revealed_stands_in_the_upper_half_below_the_beginning_of_a_paragraph(
    index: int, share: float
) -> None:
    flow, _, _ = made(text_of(200))
    block = flow.block(index)
    line = block.line_at_y(share * block.height)
    flow.reveal(index, line.top)
    stands_at = (flow.top_of(index) or 0.0) + line.top
    if index < 190:
        assert 0 <= stands_at <= HEIGHT / 2 + 1
    assert stands_at + line.height <= HEIGHT
    first = flow.shown()[0]
    if first.top not in (0, HEADER):
        # No beginning was near enough: that of the first one is far above, or the text ends here.
        assert first.top < -HEIGHT / 10 or flow.is_at_end


@pytest.mark.parametrize("index", [0, 199])
def test_the_page_around_an_end_of_the_text_has_an_end(index: int) -> None:
    flow, _, _ = made(text_of(200))
    asked = 0
    while (missing := flow.next_unmade_around(index)) is not None:
        flow.block(missing)
        asked += 1
    assert asked < 60
