"""Pieces, lanes and pictures of lines; what lies under a pixel of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from annotate.annotations import SpanIndex
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.text.block import TextBlock, TextLine
from gui.text.colours import chrome_for
from gui.text.hit_test import EdgeHit, caret_at, edge_at, items_at
from gui.text.metrics import make_metrics
from gui.text.paragraphs import Paragraphs
from gui.text.plan import Planner
from gui.text.sprites import Sprites, SpriteShelf
from tests.gui.text.desk import SCHEMA

TEXT = "Officials in Velmora said that rebels had shelled Port Sella overnight, again."


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


class Bench:
    """A planned block of a text."""

    def __init__(self, text: str = TEXT, width: float = 900, zoom: float = 1.0) -> None:
        font = QFont()
        font.setPixelSize(16)
        self.text = text
        self.metrics = make_metrics(
            font, zoom=zoom, characters=300, line_spacing=1, available=width + 56
        )
        chrome = chrome_for(is_dark=False)
        self.sprites = Sprites(self.metrics, chrome, 1.0)
        self.planner = Planner(self.metrics, chrome, self.sprites)
        self.planner.set_schema(SCHEMA)
        self.block = TextBlock(Paragraphs(text), 0, self.metrics)

    def show(self, *items: Span | Suggestion) -> None:
        self.planner.spans = SpanIndex(item for item in items if isinstance(item, Span))
        self.planner.suggestions = SpanIndex(item for item in items if isinstance(item, Suggestion))
        self.planner.plan_block(self.block)
        for line in self.block.lines:
            self.planner.stamp(line)

    def span(self, surface: str, label: str, layer: Layer = Layer.ENTITY) -> Span:
        start = self.text.index(surface)
        return Span(f"{label}:{surface}", start, start + len(surface), label, layer)

    def suggestion(self, surface: str, label: str, layer: Layer = Layer.ENTITY) -> Suggestion:
        span = self.span(surface, label, layer)
        return Suggestion(start=span.start, end=span.end, label=label, layer=layer, score=0.9)

    @property
    def line(self) -> TextLine:
        return self.block.lines[0]


def test_an_entity_has_a_box_and_a_label_an_event_a_bar_and_a_label() -> None:
    bench = Bench()
    bench.show(bench.span("Velmora", "GPE"))
    assert (len(bench.line.fills), len(bench.line.bars), len(bench.line.labels)) == (1, 0, 1)
    bench.show(bench.span("shelled", "ATTACK", Layer.EVENT))
    assert (len(bench.line.fills), len(bench.line.bars), len(bench.line.labels)) == (0, 1, 1)


def test_an_entity_in_a_lower_lane_has_a_rail_too() -> None:
    bench = Bench()
    bench.show(bench.span("Port Sella", "ORG"), bench.span("Sella", "GPE"))
    assert (len(bench.line.fills), len(bench.line.bars), len(bench.line.labels)) == (2, 1, 2)
    outer, inner = (QRect(*fill[:4]) for fill in bench.line.fills)
    assert outer.contains(inner)
    assert inner.height() < outer.height()


def test_a_suggestion_has_dashes_along_its_box_and_gold_has_none() -> None:
    bench = Bench()
    bench.show(bench.span("Velmora", "GPE"))
    assert bench.line.edges == []
    bench.show(bench.suggestion("Velmora", "GPE"))
    ((x, y, width, height, _),) = bench.line.fills
    box = QRect(x, y, width, height)
    assert len(bench.line.edges) == 4
    for *edge, brush in bench.line.edges:
        assert box.contains(QRect(*edge))
        assert min(edge[2:]) == 1
        assert not brush.texture().isNull()
    bench.show(bench.suggestion("shelled", "ATTACK", Layer.EVENT))
    assert bench.line.edges == []


def test_where_a_suggestion_goes_on_in_another_line_no_edge_closes_it() -> None:
    bench = Bench(width=220)
    bench.show(bench.suggestion(TEXT[5:70], "ORG"))
    first, *_, last = [line for line in bench.block.lines if line.pieces]
    for line, side in ((first, "left"), (last, "right")):
        down = [edge for edge in line.edges if edge[3] > edge[2]]
        assert len(down) == 1
        ((x, y, width, height, _, at_left, at_right),) = line.fills
        assert (at_left > 0, at_right > 0) == (side == "right", side == "left")
        middle = QRectF(x, y, width, height).center().x()
        assert (down[0][0] < middle) == (side == "left")


@pytest.mark.parametrize(("zoom", "width"), [(0.5, 1), (1.0, 1), (1.1, 1), (2.0, 2), (4.0, 4)])
def test_edges_are_whole_pixels_at_any_zoom(zoom: float, width: int) -> None:
    bench = Bench(zoom=zoom, width=4000)
    bench.show(bench.suggestion("Port Sella", "GPE"))
    assert {min(edge[2:4]) for edge in bench.line.edges} == {width}


def test_a_bar_is_thicker_than_a_rail() -> None:
    bench = Bench()
    bench.show(
        bench.span("Port Sella", "ORG"),
        bench.span("Sella", "GPE"),
        bench.span("shelled", "ATTACK", Layer.EVENT),
    )
    heights = sorted(bar[3] for bar in bench.line.bars)
    assert heights[0] < heights[1]


def test_every_picture_lies_in_the_lines_own_room() -> None:
    bench = Bench(width=220)
    bench.show(
        bench.span(TEXT[5:60], "ORG"),
        bench.span("Velmora", "GPE"),
        bench.span("shelled", "ATTACK", Layer.EVENT),
        bench.suggestion("Port Sella", "GPE"),
    )
    for line in bench.block.lines:
        for x, y, pixmap in line.labels:
            assert line.top <= y
            assert y + pixmap.height() <= line.bottom
            assert x >= 0
            assert x + pixmap.width() <= bench.block.width + 1
        for _, y, _, height, _ in line.bars:
            assert line.top <= y
            assert y + height <= line.bottom
        for fill in line.fills:
            box = QRectF(*fill[:4])
            assert line.top - 2 <= box.top()
            assert box.bottom() <= line.bottom
        for _, y, _, height, _ in line.edges:
            assert line.top - 2 <= y
            assert y + height <= line.bottom


def test_planning_one_line_says_whether_the_height_changes() -> None:
    bench = Bench()
    bench.show(bench.span("Velmora", "GPE"))
    height = bench.block.height
    bench.planner.spans.put(bench.span("rebels", "ORG"))
    assert not bench.planner.plan_line(bench.block, bench.line)
    bench.planner.spans.put(bench.span("in Velmora said", "ORG"))
    assert bench.planner.plan_line(bench.block, bench.line)
    bench.planner.restack(bench.block)
    assert bench.block.height == height + bench.metrics.lane


def test_find_knows_gold_and_suggestions() -> None:
    bench = Bench()
    gold, open_item = bench.span("Velmora", "GPE"), bench.suggestion("rebels", "ORG")
    bench.show(gold, open_item)
    assert bench.planner.find(gold.id) is gold
    assert bench.planner.find(open_item.id) is open_item
    assert bench.planner.find("nothing") is None


def test_looks_are_made_once_and_again_for_another_schema() -> None:
    bench = Bench()
    look = bench.planner.look("entity", "GPE", is_suggestion=False)
    assert bench.planner.look("entity", "GPE", is_suggestion=False) is look
    assert bench.planner.look("entity", "GPE", is_suggestion=True) is not look
    bench.planner.set_schema(SCHEMA)
    assert bench.planner.look("entity", "GPE", is_suggestion=False) is look
    bench.planner.set_schema(replace(SCHEMA, name="another"))
    assert bench.planner.look("entity", "GPE", is_suggestion=False) is not look


def middle(bench: Bench, surface: str) -> float:
    start = bench.text.index(surface)
    ((left, right),) = bench.line.rects_of(start, start + len(surface))
    return (left + right) / 2


def test_on_the_text_all_around_are_hit_the_shortest_first() -> None:
    bench = Bench()
    outer, inner = bench.span("Port Sella overnight", "ORG"), bench.span("Sella", "GPE")
    ghost = bench.suggestion("Sella", "ORG")
    bench.show(outer, inner, ghost)
    y = bench.line.baseline - 4
    at = items_at(bench.line, bench.metrics, middle(bench, "Sella"), y)
    assert at == [inner.id, ghost.id, outer.id]
    assert items_at(bench.line, bench.metrics, middle(bench, "Port"), y) == [outer.id]
    assert items_at(bench.line, bench.metrics, middle(bench, "again"), y) == []


def test_a_bar_and_a_label_are_hit_alone() -> None:
    bench = Bench()
    event = bench.span("shelled Port Sella", "ATTACK", Layer.EVENT)
    bench.show(event, bench.span("Sella", "GPE"))
    x = middle(bench, "Sella")
    bar_y = bench.line.lanes_top + 1
    assert items_at(bench.line, bench.metrics, x, bar_y) == [event.id]
    label_y = bench.line.lanes_top + bench.metrics.label_drop + 2
    assert items_at(bench.line, bench.metrics, middle(bench, "shell"), label_y) == [event.id]
    # Beside the label the room under a bar still belongs to it; beside the bar nothing does.
    assert items_at(bench.line, bench.metrics, x, label_y) == [event.id]
    assert items_at(bench.line, bench.metrics, middle(bench, "again"), label_y) == []


def test_edges_of_the_focus_can_be_gripped() -> None:
    bench = Bench()
    span = bench.span("Port Sella", "GPE")
    bench.show(span)
    ((left, right),) = bench.line.rects_of(span.start, span.end)
    y = bench.line.baseline - 4

    def grip(x: float, *, is_right_to_left: bool = False) -> EdgeHit | None:
        return edge_at(
            bench.line,
            bench.metrics,
            x,
            y,
            item_id=span.id,
            is_right_to_left=is_right_to_left,
        )

    assert grip(left - 2) == EdgeHit(span.id, is_start=True)
    assert grip(right + 2) == EdgeHit(span.id, is_start=False)
    assert grip(left, is_right_to_left=True) == EdgeHit(span.id, is_start=False)
    assert grip((left + right) / 2) is None
    assert grip(left - 30) is None


def test_an_edge_that_lies_on_another_line_cannot_be_gripped() -> None:
    bench = Bench(width=200)
    span = bench.span(TEXT[3:60], "ORG")
    bench.show(span)
    line = bench.block.lines[1]
    ((left, right),) = line.rects_of(span.start, span.end)
    for x in (left, right):
        found = edge_at(
            line,
            bench.metrics,
            x,
            line.baseline - 4,
            item_id=span.id,
            is_right_to_left=False,
        )
        assert found is None


def test_the_caret_stays_on_its_line() -> None:
    bench = Bench(width=200)
    bench.show()
    for line in bench.block.lines:
        assert caret_at(bench.block, line, -100) == line.start
        assert line.start <= caret_at(bench.block, line, 5000) <= line.end


def test_label_pictures_are_shared_cut_and_mirrored() -> None:
    bench = Bench()
    look = bench.planner.look("event", "ATTACK", is_suggestion=False)
    width = bench.sprites.label_width("ATTACK", look, False)
    picture = bench.sprites.label(look, "ATTACK", width, has_warning=False)
    assert bench.sprites.label(look, "ATTACK", width, has_warning=False) is picture
    assert picture.width() == width
    assert picture.height() == bench.metrics.label_height
    cut = bench.sprites.label(look, "ATTACK", width // 2, has_warning=False)
    assert cut.width() == width // 2
    mirrored = bench.sprites.label(look, "ATTACK", width, has_warning=False, is_reversed=True)
    assert mirrored.toImage() != picture.toImage()
    entity = bench.planner.look("entity", "GPE", is_suggestion=False)
    plain = bench.sprites.label(entity, "GPE", 40, has_warning=False)
    assert bench.sprites.label(entity, "GPE", 40, has_warning=False, is_reversed=True) is plain


def test_pictures_are_as_sharp_as_the_screen() -> None:
    bench = Bench()
    sharp = Sprites(bench.metrics, chrome_for(is_dark=False), 2.0)
    look = bench.planner.look("entity", "GPE", is_suggestion=False)
    picture = sharp.label(look, "GPE", 30, has_warning=False)
    assert picture.width() == 60
    assert picture.devicePixelRatio() == 2.0
    assert not sharp.fits(bench.metrics, chrome_for(is_dark=True), 2.0)
    assert not sharp.fits(bench.metrics, chrome_for(is_dark=False), 1.0)
    assert sharp.fits(Bench(width=300).metrics, chrome_for(is_dark=False), 2.0)
    assert not sharp.fits(Bench(zoom=2).metrics, chrome_for(is_dark=False), 2.0)


def test_the_store_of_pictures_is_bounded() -> None:
    bench = Bench(zoom=4)
    look = bench.planner.look("entity", "GPE", is_suggestion=False)
    for width in range(200, 1400):
        bench.sprites.label(look, "GPE", width, has_warning=False)
    assert bench.sprites._bytes <= 6 * 1024 * 1024
    assert len(bench.sprites._cache) < 1200


def test_the_shelf_keeps_the_last_sizes_and_drops_what_weighs() -> None:
    chrome, shelf = chrome_for(is_dark=False), SpriteShelf()
    sizes = [Bench(zoom=zoom).metrics for zoom in (1.0, 1.1, 1.2, 1.3, 1.5, 1.7, 2.0)]
    first = shelf.take(sizes[0], chrome, 1.0)
    other = shelf.take(sizes[1], chrome, 1.0)
    assert other is not first
    assert shelf.take(sizes[0], chrome, 1.0) is first
    assert shelf.take(sizes[0], chrome_for(is_dark=True), 1.0) is not first
    for size in sizes:
        shelf.take(size, chrome, 1.0)
    assert len(shelf) == 6
    assert shelf.take(sizes[0], chrome, 1.0) is not first
    look = Bench().planner.look("entity", "GPE", is_suggestion=False)
    for number, size in enumerate(sizes):
        heavy = shelf.take(size, chrome, 4.0)
        for width in range(400, 425):
            heavy.label(look, f"{number}", width, has_warning=False)
    shelf.take(sizes[-1], chrome, 4.0)
    assert sum(item.weight for item in shelf._sets) <= 6 * 1024 * 1024 or len(shelf) == 1
