"""What reaches the screen: layers, gold and suggestion, focus, hits, extremes of size."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from annotate.articles import Tokens
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.text.colours import chrome_for, colours_for
from gui.text.metrics import DEFAULT_COLUMN, reading_font
from tests.gui.text.desk import Desk, MakeDesk

TEXT = "Officials in Velmora said that rebels had shelled Port Sella overnight, again."


def image(desk: Desk) -> QImage:
    return desk.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colours_in(picture: QImage, rect: QRect) -> set[tuple[int, int, int]]:
    found = set()
    for x in range(max(rect.left(), 0), min(rect.right() + 1, picture.width())):
        for y in range(max(rect.top(), 0), min(rect.bottom() + 1, picture.height())):
            found.add(QColor(picture.pixel(x, y)).getRgb()[:3])
    return found


@pytest.mark.parametrize("is_dark", [False, True])
def test_entities_are_filled_events_are_not(desk: Desk, is_dark: bool) -> None:
    desk.open(TEXT)
    desk.view.set_dark(is_dark)
    entity = desk.mark("Velmora", "GPE")
    event = desk.mark("shelled", "ATTACK", layer=Layer.EVENT)
    page = chrome_for(is_dark=is_dark)
    fill = colours_for("#3f9d5b", page).fill
    tag = colours_for("#c8352b", page)
    picture = image(desk)
    assert fill in colours_in(picture, desk.view.item_rect(entity.id))
    on_event = colours_in(picture, desk.view.item_rect(event.id))
    assert tag.fill not in on_event
    below = desk.view.item_rect(event.id).translated(0, desk.view.item_rect(event.id).height())
    assert tag.tag in colours_in(picture, below)


@pytest.mark.parametrize("script", ["latin", "hebrew"])
def test_a_box_is_square_where_its_span_goes_on_in_another_line(
    make_desk: MakeDesk, script: str
) -> None:
    words = TEXT if script == "latin" else "אמר השר כי השיחות עם המורדים יחודשו בעיר " * 3
    desk = make_desk(width=300)
    desk.open(words)
    span = Span("s", 5, len(words) - 5, "GPE", Layer.ENTITY)
    desk.spans.put(span)
    desk.view.refresh([(span.start, span.end)])
    fill = QColor(*colours_for("#3f9d5b", chrome_for(is_dark=False)).fill)
    picture = image(desk)
    ((shown, *_),) = (desk.view._flow.shown(),)
    corners: list[tuple[bool, bool]] = []
    for line in shown.block.lines:
        x, y, width, *_ = line.fills[0]
        left, top = round(desk.view._left) + x, round(shown.top) + y
        ends = (
            picture.pixelColor(left, top) == fill,
            picture.pixelColor(left + width - 1, top) == fill,
        )
        corners.append(ends)
    first, *between, last = corners
    assert len(between) > 0
    assert set(between) == {(True, True)}
    begins = (False, True) if script == "latin" else (True, False)
    assert (first, last) == (begins, begins[::-1])


def test_a_suggestion_is_paler_and_dashed(desk: Desk) -> None:
    desk.open(TEXT)
    item = desk.suggest("Velmora", "GPE")
    colours = colours_for("#3f9d5b", chrome_for(is_dark=False))
    rect = desk.view.item_rect(item.id)
    found = colours_in(image(desk), rect.adjusted(-3, -2, 3, 2))
    assert colours.ghost_fill in found
    assert colours.fill not in found
    picture = image(desk)
    row = [picture.pixelColor(x, rect.top() - 1) for x in range(rect.left(), rect.right())]
    changes = sum(1 for one, other in itertools.pairwise(row) if one != other)
    assert changes > 8


def test_the_focus_ring_is_seen_and_goes_away(desk: Desk) -> None:
    desk.open(TEXT)
    span = desk.mark("Velmora", "GPE")
    plain = image(desk)
    desk.view.set_focus(span.id)
    ringed = image(desk)
    assert ringed != plain
    around = desk.view.item_rect(span.id).adjusted(-5, -4, 5, 4)
    assert chrome_for(is_dark=False).focus in colours_in(ringed, around)
    desk.view.set_focus(None)
    assert image(desk) == plain


def test_two_spans_of_one_stretch_show_which_is_in_focus(desk: Desk) -> None:
    desk.open(TEXT)
    one = desk.mark("Velmora", "GPE")
    other = desk.mark("Velmora", "ORG")
    desk.view.set_focus(one.id)
    first = image(desk)
    desk.view.set_focus(other.id)
    assert image(desk) != first


def test_hits_and_selection_are_seen(desk: Desk) -> None:
    desk.open(TEXT)
    desk.mark("Port Sella", "GPE")
    page = chrome_for(is_dark=False)
    start = TEXT.index("rebels")
    desk.view.set_hits([(start, start + 6)])
    assert desk.view.paint_summary().hits == ((start, start + 6),)
    desk.view.set_selection(TEXT.index("Port"), TEXT.index("overnight"))
    picture = image(desk)
    found = colours_in(picture, picture.rect())
    assert page.hit in found
    assert page.selection in found
    desk.view.set_hits([])
    assert page.hit not in colours_in(image(desk), picture.rect())


def test_a_warning_mark_makes_the_label_wider(desk: Desk) -> None:
    desk.open(TEXT)
    span = desk.mark("Velmor", "GPE")
    (plain,) = desk.view.paint_summary().pieces
    desk.view.set_misaligned(frozenset([span.id]))
    (warned,) = desk.view.paint_summary().pieces
    assert warned.has_warning
    assert warned.label_width > plain.label_width


def test_the_title_is_painted_above_and_scrolls_with_the_text(desk: Desk) -> None:
    desk.open(TEXT)
    low = desk.view.paint_summary().lines[0].top
    desk.view.set_title_block("A long title about the shelling of Port Sella", "2 April 2021")
    summary = desk.view.paint_summary()
    assert summary.title.startswith("A long title")
    assert summary.lines[0].top > low + 30


def test_a_span_over_lines_is_labelled_once_and_open_in_between(make_desk: MakeDesk) -> None:
    desk = make_desk(width=300)
    desk.open(TEXT)
    span = desk.mark(TEXT[10:70], "ORG")
    pieces = [piece for piece in desk.view.paint_summary().pieces if piece.item_id == span.id]
    assert len(pieces) > 1
    assert [piece.is_start for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    assert [piece.is_end for piece in pieces] == [False] * (len(pieces) - 1) + [True]
    assert [bool(piece.label_width) for piece in pieces] == [True] + [False] * (len(pieces) - 1)
    for one, other in itertools.pairwise(pieces):
        assert one.end == other.start


def test_a_span_over_paragraphs_shows_in_each(desk: Desk) -> None:
    desk.open("First line\n\nSecond line\nThird")
    span = Span("wide", 6, 26, "ORG", Layer.ENTITY)
    desk.put(span)
    texts = [desk.text[p.start : p.end] for p in desk.view.paint_summary().pieces]
    assert texts == ["line", "Second line", "Th"]


def test_recolouring_builds_no_layout(desk: Desk) -> None:
    desk.open(TEXT)
    desk.mark("Velmora", "GPE")
    desk.painted()
    layouts = [id(block.layout) for block in desk.view._cache]
    desk.view.set_dark(True)
    desk.view.set_high_contrast(True)
    desk.painted()
    assert [id(block.layout) for block in desk.view._cache] == layouts


def test_unknown_labels_are_shown_too(desk: Desk) -> None:
    desk.open(TEXT)
    desk.mark("Velmora", "NOWHERE")
    desk.painted()
    assert [piece.label for piece in desk.view.paint_summary().pieces] == ["NOWHERE"]


def crowd(text: str, count: int) -> list[Span]:
    tokens = Tokens.rough(text)
    return [
        Span(
            f"s{number}",
            tokens.starts[number * 7 % (len(tokens) - 5)],
            tokens.ends[number * 7 % (len(tokens) - 5) + number % 5],
            ("GPE", "PERSON", "ATTACK")[number % 3],
            Layer.EVENT if number % 3 == 2 else Layer.ENTITY,
        )
        for number in range(count)
    ]


def test_a_long_article_with_many_spans(desk: Desk) -> None:
    text = "\n".join([TEXT * 6] * 210)
    desk.open(text)
    for span in crowd(text, 1_700):
        desk.spans.put(span)
    desk.view.set_content(desk.spans, desk.suggestions)
    desk.painted()
    assert len(text) > 98_000
    assert desk.view.paint_summary().pieces
    assert len(desk.view._cache) < 40


def test_one_line_of_126_000_characters(desk: Desk) -> None:
    text = (TEXT + " ") * 1_600
    desk.open(text)
    for span in crowd(text, 2_000):
        desk.spans.put(span)
    desk.view.set_content(desk.spans, desk.suggestions)
    desk.painted()
    assert len(desk.view._cache) < 6
    middle = text.index("Port", len(text) // 2)
    desk.view.set_caret(middle)
    assert any(line.start <= middle < line.end for line in desk.view.paint_summary().lines)
    found = desk.view.hit(desk.point_of(middle).toPointF())
    assert found.offset in {middle, middle + 1}


def test_a_crowd_on_one_line_says_how_many_are_hidden(desk: Desk) -> None:
    desk.open(TEXT)
    for number in range(40):
        desk.spans.put(Span(f"s{number:02}", 0, 9 + number, "GPE", Layer.ENTITY))
    desk.view.set_content(desk.spans, desk.suggestions)
    desk.painted()
    line = desk.view.paint_summary().lines[0]
    assert line.hidden == 40 - line.lanes
    assert len(line.pieces) == 40
    desk.view.set_focus("s39")
    desk.painted()
    assert desk.view.item_rect("s39") is not None


def test_labels_never_cover_each_other(desk: Desk) -> None:
    text = "\n".join([TEXT * 3] * 6)
    desk.open(text)
    for span in crowd(text, 140):
        desk.spans.put(span)
    for number, start in enumerate(range(0, len(text) - 60, 50)):
        item = Suggestion(
            start=start, end=start + 11 + number % 40, label="ORG", layer=Layer.ENTITY, score=0.5
        )
        if "\n" not in text[item.start : item.end]:
            desk.suggestions.put(item)
    desk.view.set_content(desk.spans, desk.suggestions)
    for line in desk.view.paint_summary().lines:
        taken: dict[int, list[tuple[float, float]]] = {}
        for piece in line.pieces:
            if piece.label_width and piece.lane >= 0:
                box = (piece.label_left, piece.label_left + piece.label_width)
                for other in taken.setdefault(piece.lane, []):
                    assert box[0] >= other[1] or other[0] >= box[1]
                taken[piece.lane].append(box)


@pytest.mark.parametrize("zoom", [0.5, 1.0, 2.0, 4.0])
def test_any_zoom(desk: Desk, zoom: float) -> None:
    desk.open(TEXT)
    desk.mark("Velmora", "GPE")
    desk.suggest("shelled", "ATTACK", layer=Layer.EVENT)
    desk.view.set_text_zoom(zoom)
    desk.painted()
    assert desk.view.text_zoom == zoom
    assert desk.view.paint_summary().pieces


def test_compact_lines_take_room_only_for_their_lanes(desk: Desk) -> None:
    desk.open("Talks in Velmora.\nTalks in Velmora.")
    desk.mark("Velmora", "GPE")
    wide = [line.height for line in desk.view.paint_summary().lines]
    font = reading_font(desk.view.font())
    desk.view.set_reading(font, zoom=1.0, characters=DEFAULT_COLUMN, line_spacing=0.9)
    first, second = (line.height for line in desk.view.paint_summary().lines)
    assert first == wide[0]
    assert second < wide[1]
    desk.mark("Velmora", "GPE", nth=1)
    assert desk.view.paint_summary().lines[1].height == first


def test_characters_without_a_shape_are_painted_without_harm(desk: Desk) -> None:
    odd = "\x0b\x0c\x85\xad\ufeff\ufffc\ufffd\u2060\u202e\u2067\u2069\u200b\t"
    desk.open("\n".join(f"One {sign} two{sign}three Velmora" for sign in odd) + "\n" + odd)
    for number in range(len(odd)):
        start = desk.text.index("two", number * 20) - 2
        desk.spans.put(Span(f"s{number}", start, start + 7, "GPE", Layer.ENTITY))
    desk.view.set_content(desk.spans, desk.suggestions)
    desk.view.set_selection(0, len(desk.text))
    desk.painted()
    assert len(desk.view.paint_summary().pieces) >= 8
    assert not image(desk).isNull()
