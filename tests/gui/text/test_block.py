"""Laid-out blocks: offsets against QTextLayout, places of characters there and back."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from annotate.text import normalise_text
from gui.text.block import TextBlock
from gui.text.metrics import Metrics, make_metrics
from gui.text.paragraphs import Paragraphs

ENGLISH = "President Ada Lorne met Bo Tarr in Velmora, after nine years of silence, on Friday."
EMOJI = "She said \U0001f54a\ufe0f and \U0001f469\u200d\U0001f4bb then \U0001f1fa\U0001f1e6 won."
COMBINING = "Zoe\u0308 Mu\u0308ller a\u0301\u0302 cafe\u0301 n\u0303o"
ARABIC = "قال الرئيس أحمد منصور يوم الجمعة إن وزارة الخارجية سوف تجري محادثات"
MIXED_RTL = "ראש הממשלה אמר United Nations ב-3 במאי, לאחר פגישה בירושלים"
MIXED_LTR = "The word שלום עולם means peace and مرحبا means hello there."
TABS = "one\ttwo\u00a0three \u200bzero\u200b width"
TEXTS = {
    "english": ENGLISH,
    "emoji": EMOJI,
    "combining": COMBINING,
    "arabic": ARABIC,
    "hebrew with english": MIXED_RTL,
    "english with hebrew": MIXED_LTR,
    "tabs and zero width": TABS,
}
SCRIPTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab c,אבג سلام\u0301\u0308\U0001f54a\U0001f1fa\U0001f1e6\u200d\t1"),
        # What QTextDocument takes for itself, and what has no shape.
        st.sampled_from("\x0b\x0c\x85\xad\ufeff\ufffc\ufffd\u2060\u202e\u2067\u2069"),
    ),
    min_size=1,
    max_size=70,
)


def metrics(width: float = 400) -> Metrics:
    font = QFont()
    font.setPixelSize(16)
    return make_metrics(font, zoom=1, characters=200, line_spacing=1, available=width + 56)


def made(text: str, width: float = 400) -> TextBlock:
    sizes = metrics(width)
    block = TextBlock(Paragraphs(text), 0, sizes)
    block.place_lines(sizes)
    return block


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("width", [90, 200, 900])
def test_lines_follow_each_other_without_gap(text: str, width: int) -> None:
    block = made(text, width)
    assert block.lines[0].start == 0
    assert block.lines[-1].end == len(text)
    for line, following in zip(block.lines, block.lines[1:], strict=False):
        assert line.end == following.start
        assert line.bottom == following.top


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_offsets_are_those_of_the_text(text: str) -> None:
    block = made(text)
    encoded = text.encode("utf-16-le")
    for offset in range(len(text) + 1):
        position = block.to_utf16(offset)
        assert encoded[: 2 * position].decode("utf-16-le") == text[:offset]
        assert block.from_utf16(position) == offset


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_characters_step_as_a_text_cursor_does(text: str) -> None:
    block = made(text)
    document = QTextDocument()
    document.setPlainText(text)
    cursor = QTextCursor(document)
    offset = 0
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        offset = block.next_character(offset)
        assert block.to_utf16(offset) == cursor.position()
    assert offset == len(text)
    while cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter):
        offset = block.previous_character(offset)
        assert block.to_utf16(offset) == cursor.position()


def clusters(block: TextBlock, text: str) -> list[tuple[int, int]]:
    edges = [0]
    while edges[-1] < len(text):
        edges.append(block.next_character(edges[-1]))
    return list(itertools.pairwise(edges))


def assert_round_trip(text: str, width: float) -> None:
    block = made(text, width)
    for start, end in clusters(block, text):
        line = block.line_at(start)
        if end > line.end:
            continue
        rects = line.rects_of(start, end)
        assert len(rects) == 1
        left, right = rects[0]
        if right - left < 2 or right > block.width:
            continue  # nothing to point at: zero width, or blanks that hang over the column
        near, far = left + (right - left) * 0.2, left + (right - left) * 0.8
        hits = {block.snap_to_character(line.offset_at(x)) for x in (near, far)}
        allowed = {start, end} if end < line.end or line.is_last else {start, end, line.start}
        assert hits <= allowed, (text[start:end], start, hits)
        assert start in hits


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("width", [150, 900])
def test_pixel_to_offset_and_back(text: str, width: int) -> None:
    assert_round_trip(text, width)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("width", [150, 900])
def test_rectangles_of_a_line_do_not_overlap(text: str, width: int) -> None:
    block = made(text, width)
    for line in block.lines:
        parts = sorted(
            rect
            for start, end in clusters(block, text)
            if line.start <= start and end <= line.end
            for rect in line.rects_of(start, end)
        )
        for (_, right), (left, _) in itertools.pairwise(parts):
            assert left >= right - 1.5


def test_a_word_in_a_right_to_left_line_has_its_own_place() -> None:
    block = made(MIXED_RTL, 900)
    (line,) = block.lines
    start = MIXED_RTL.index("United")
    (united,) = line.rects_of(start, start + len("United Nations"))
    (before,) = line.rects_of(0, 3)
    (behind,) = line.rects_of(MIXED_RTL.index("בירושלים"), len(MIXED_RTL))
    assert behind[1] < united[0] < united[1] < before[0]
    assert before[1] <= block.width + 1


@pytest.mark.parametrize("width", [150, 300])
def test_right_to_left_lines_start_at_the_right_edge(width: int) -> None:
    block = made(ARABIC, width)
    assert len(block.lines) > 1
    for line in block.lines:
        ((_, right),) = line.rects_of(line.start, line.start + 1)
        assert right == pytest.approx(block.width, abs=1.5)
    for line in made(ENGLISH, width).lines:
        assert line.rects_of(line.start, line.start + 1)[0][0] == 0


def test_a_stretch_over_both_directions_has_two_parts() -> None:
    block = made(MIXED_LTR, 900)
    (line,) = block.lines
    start = MIXED_LTR.index("word")
    rects = line.rects_of(start, MIXED_LTR.index("עולם"))
    assert len(rects) == 2


def test_caret_stands_at_the_near_edge_of_its_character() -> None:
    block = made(ARABIC, 900)
    (line,) = block.lines
    (first,) = line.rects_of(0, 1)
    assert line.x_at(0) == pytest.approx(first[1], abs=0.6)
    assert line.x_at(len(ARABIC)) < first[0]
    block = made(ENGLISH, 900)
    (line,) = block.lines
    assert line.x_at(0) == 0
    assert line.x_at(5) == pytest.approx(line.rects_of(5, 6)[0][0])


@given(SCRIPTS)
def test_nothing_fails_on_any_mixture(text: str) -> None:
    text = normalise_text(text).text.replace("\n", " ")
    block = made(text, 160)
    for offset in range(len(text) + 1):
        line = block.line_at(offset)
        assert isinstance(line.x_at(offset), float)
        snapped = block.snap_to_character(offset)
        assert snapped <= offset
    for line in block.lines:
        for x in (-50.0, 0.0, 33.0, 160.0, 900.0):
            assert line.start <= line.offset_at(x) <= line.end
        for start in range(line.start, line.end):
            rects = line.rects_of(start, line.end)
            assert all(right > left for left, right in rects)


def test_height_grows_with_lanes() -> None:
    block = made(ENGLISH, 900)
    low = block.height
    block.lines[0].lanes = 3
    block.place_lines(metrics(900))
    assert block.height == low + 2 * metrics(900).lane


def test_an_empty_line_is_a_gap() -> None:
    assert 0 < made("").height < made("a").height


def test_no_step_ends_inside_a_surrogate_pair() -> None:
    text = "नमस्ते \U0001d4d0b"
    block = made(text)
    place = text.index("\U0001d4d0")
    assert block.next_character(place) == place + 1
    assert block.previous_character(place + 1) == place
    assert [cell.end - cell.start for cell in block.lines[0].cells()][-2:] == [1, 1]


def test_a_tab_before_a_word_of_the_other_direction_ends_where_the_word_is_painted() -> None:
    block = made("(a)\tשלום Port", 900)
    (line,) = block.lines
    tab = line.cells()[3]
    word = [cell for cell in line.cells() if cell.is_right_to_left]
    assert tab.right == pytest.approx(min(cell.left for cell in word), abs=0.6)
    for cell in word:
        middle = (cell.left + cell.right) / 2
        assert line.offset_at(middle - 1) in {cell.start, cell.end}


@pytest.mark.parametrize("text", ["Port لا لا ", "لا إله إلا", "قال لا لاحقًا"])
def test_the_letters_of_a_ligature_share_it_and_nothing_overlaps(text: str) -> None:
    (line,) = made(text, 900).lines
    places = sorted((cell.left, cell.right) for cell in line.cells() if cell.right > cell.left)
    for (_, right), (left, _) in itertools.pairwise(places):
        assert left == pytest.approx(right, abs=0.6)
    for cell in line.cells():
        if cell.right - cell.left >= 2:
            middle = (cell.left + cell.right) / 2
            for x in (middle - 0.5, middle + 0.5):
                assert line.offset_at(x) in {cell.start, cell.end}


def test_a_stretch_that_cuts_a_cluster_or_a_ligature_covers_the_whole_of_it() -> None:
    text = "שָׁלוֹם لا"
    (line,) = made(text, 900).lines
    whole = line.rects_of(0, 3)
    assert [line.rects_of(place, place + 1) for place in range(3)] == [whole] * 3
    ligature = text.index("لا")
    assert line.rects_of(ligature, ligature + 1) == line.rects_of(ligature, ligature + 2)
    assert line.rects_of(ligature + 1, ligature + 2) == line.rects_of(ligature, ligature + 2)


@pytest.mark.parametrize("text", ["Sella left", "Zoe\u0308 🇺🇦 left", "קול העם", "\ufeffSella", ""])
def test_a_byte_order_mark_at_the_beginning_of_a_line_moves_nothing(text: str) -> None:
    """Files that were put together have one there; PySide drops it on the way to Qt."""
    sizes = metrics()
    paragraphs = Paragraphs(f"One.\n\ufeff{text}")
    block = TextBlock(paragraphs, 1, sizes)
    block.place_lines(sizes)
    plain = made(f"\u2060{text}")
    (line,), (expected,) = block.lines, plain.lines
    start = len("One.\n")
    assert (line.start, line.end) == (start, start + 1 + len(text))
    for offset in range(len(text) + 2):
        assert line.x_at(start + offset) == pytest.approx(expected.x_at(offset))
        x = expected.x_at(offset)
        assert line.offset_at(x) - start == expected.offset_at(x)
        assert block.snap_to_character(start + offset) - start == plain.snap_to_character(offset)
    assert [word.width() for word in _widths(block)] == [word.width() for word in _widths(plain)]


def _widths(block: TextBlock) -> list[QRectF]:
    return [line.qt.naturalTextRect() for line in block.lines]
