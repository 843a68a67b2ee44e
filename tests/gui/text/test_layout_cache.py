"""Blocks are made once, planned when stale, and dropped when there are too many."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from gui.text.block import TextBlock
from gui.text.layout_cache import LayoutCache
from gui.text.metrics import make_metrics
from gui.text.paragraphs import Paragraphs


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


class Bench:
    """A cache that counts what it makes and plans."""

    def __init__(self, text: str) -> None:
        self.made: list[int] = []
        self.planned: list[int] = []
        self._metrics = make_metrics(QFont(), zoom=1, characters=60, line_spacing=1, available=900)
        self._paragraphs = Paragraphs(text)
        self.cache = LayoutCache(self._make, self._plan)

    def _make(self, index: int) -> TextBlock:
        self.made.append(index)
        return TextBlock(self._paragraphs, index, self._metrics)

    def _plan(self, block: TextBlock) -> None:
        self.planned.append(block.index)
        block.is_stale = False


def test_a_block_is_made_and_planned_once() -> None:
    bench = Bench("one\ntwo\nthree")
    first = bench.cache.get(1)
    assert bench.cache.get(1) is first
    assert bench.made == [1]
    assert bench.planned == [1]
    assert 1 in bench.cache
    assert 2 not in bench.cache
    assert bench.cache.peek(2) is None
    assert bench.cache.peek(1) is first


def test_stale_blocks_are_planned_again_and_not_shaped_again() -> None:
    bench = Bench("one\ntwo")
    bench.cache.get(0)
    bench.cache.get(1)
    bench.cache.mark_stale()
    bench.cache.get(1)
    assert bench.made == [0, 1]
    assert bench.planned == [0, 1, 1]


def test_the_least_lately_used_goes_first() -> None:
    bench = Bench("\n".join("word " * 10 for _ in range(400)))
    for index in range(300):
        bench.cache.get(index)
    bench.cache.get(0)
    bench.cache.get(300)
    assert len(bench.cache) == 300
    assert 0 in bench.cache
    assert 1 not in bench.cache


def test_long_blocks_count_for_more() -> None:
    bench = Bench("\n".join("word " * 800 for _ in range(60)))
    for index in range(60):
        bench.cache.get(index)
    assert sum(block.length for block in bench.cache) <= 120_000
    assert 59 in bench.cache


def test_a_block_that_is_larger_than_all_room_is_kept_while_it_is_used() -> None:
    bench = Bench("a\n" + "b")
    bench.cache.get(0)
    last = bench.cache.get(1)
    assert last.lines


def test_clear_frees_everything() -> None:
    bench = Bench("one\ntwo")
    block = bench.cache.get(0)
    bench.cache.clear()
    assert len(bench.cache) == 0
    assert block.lines == []
    bench.cache.get(0)
    assert bench.made == [0, 0]


def test_dropped_blocks_stand_empty_at_once_and_are_freed_later() -> None:
    text = "\n".join(f"Line {number} of Velmora." for number in range(700))
    paragraphs = Paragraphs(text)
    font = QFont()
    font.setPixelSize(16)
    metrics = make_metrics(font, zoom=1, characters=76, line_spacing=1, available=800)
    cache = LayoutCache(
        lambda index: TextBlock(paragraphs, index, metrics),
        lambda block: block.place_lines(metrics),
    )
    first = cache.get(0)
    for index in range(1, 330):
        cache.get(index)
    assert len(cache) == 300
    assert 0 not in cache
    assert first.lines == []
    assert len(cache._dropped) == 30
    assert all(cache._dropped)
    cache.free()
    assert cache._dropped == []
    for index in range(330, 700):
        cache.get(index)
        assert len(cache._dropped) <= 60
