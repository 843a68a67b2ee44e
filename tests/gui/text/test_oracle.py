"""The view against QTextLayout itself, for any mixture of scripts.

The oracle lays the same text out on its own and tells where it breaks lines, where a caret may
stand, and, by painting a selection, which pixels belong to which characters.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QApplication

from annotate.spans import Layer, Span
from annotate.text import normalise_text
from gui.text.block import TextBlock, TextLine
from gui.text.metrics import Metrics, make_metrics
from gui.text.paragraphs import Paragraphs
from tests.gui.text.desk import Desk, MakeDesk

WORDS = st.sampled_from(
    [
        *("Port", "Sella", "said", "9", "24", "(a)", "“Why?”", "fi", "AVA", "Kraśnik", "Ö"),
        *("שלום", "עולם", "בירושלים", "ב-3", "קרית־גת"),
        *("قال", "الوزير", "محادثات", "لا", "في", "مرحبًا", "٢٤"),
        *("Zoe\u0308", "cafe\u0301", "n\u0303\u0302o", "שָׁלוֹם"),
        *("\U0001f54a\ufe0f", "\U0001f469\u200d\U0001f4bb", "\U0001f1fa\U0001f1e6", "\U0001d4d0b"),
        *("zero\u200bwidth", "no\u2060break", "a\u200cb", "x\u200dy", "soft\xadhyphen"),
        *("नमस्ते", "ไทย", "漢字", "한국어"),
    ]
)
BLANKS = st.sampled_from([" ", " ", " ", "  ", "\t", "\u00a0", "\u2009", ""])


@st.composite
def paragraphs(draw: st.DrawFn, *, most: int = 12) -> str:
    """Some words of any scripts with blanks between them."""
    parts: list[str] = []
    for _ in range(draw(st.integers(1, most))):
        parts += [draw(WORDS), draw(BLANKS)]
    return "".join(parts)


TEXTS = st.lists(paragraphs(), min_size=1, max_size=4).map("\n".join)
LIGATURES = {"لا", "fi"}
WIDTHS = st.sampled_from([110.0, 190.0, 330.0, 900.0])


@pytest.fixture(autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp


def sizes(width: float) -> Metrics:
    font = QFont()
    font.setPixelSize(16)
    return make_metrics(font, zoom=1, characters=200, line_spacing=1, available=width + 56)


def block_of(text: str, width: float) -> TextBlock:
    metrics = sizes(width)
    block = TextBlock(Paragraphs(text), 0, metrics)
    block.place_lines(metrics)
    return block


def units(text: str) -> int:
    """Length in UTF-16 code units, by Python's own codec."""
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Oracle:
    """The text laid out by QTextLayout alone."""

    text: str
    width: float
    is_right_to_left: bool

    def __post_init__(self) -> None:
        self.layout = QTextLayout(self.text, sizes(self.width).font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = Qt.LayoutDirection
        option.setTextDirection(
            direction.RightToLeft if self.is_right_to_left else direction.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if self.is_right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self.layout.setTextOption(option)
        self.layout.beginLayout()
        self.lines: list[QTextLine] = []
        top = 0.0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(sizes(self.width).column)
            line.setPosition(QPointF(0, top))
            top += line.height()
            self.lines.append(line)
        self.layout.endLayout()

    def offset(self, position: int) -> int:
        """The code point at a position of Qt, which may lie inside its surrogate pair."""
        return len(self.text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))

    def following(self, offset: int) -> int:
        """Where the caret goes from `offset`; Qt sometimes stops inside a surrogate pair."""
        position = units(self.text[:offset])
        while self.offset(position) <= offset:
            position = self.layout.nextCursorPosition(position)
        return self.offset(position)

    def columns(self, number: int, start: int, end: int) -> set[int]:
        """The pixel columns of line `number` that a selection of `start:end` paints."""
        line = self.lines[number]
        margin = 40
        image = QImage(round(self.width) + 2 * margin, 4, QImage.Format.Format_Grayscale8)
        image.fill(255)
        chosen = QTextLayout.FormatRange()
        chosen.start = units(self.text[:start])
        chosen.length = units(self.text[start:end])
        painted = QTextCharFormat()
        painted.setBackground(QColor("black"))
        painted.setForeground(QColor("black"))
        chosen.format = painted
        painter = QPainter(image)
        painter.setPen(QColor("white"))
        # The few rows at the top of the line hold hardly a letter, only the selection.
        self.layout.draw(painter, QPointF(margin, -line.position().y() - 1), [chosen])
        painter.end()
        row = bytes(image.constScanLine(0))[: image.width()]
        return {x - margin for x, value in enumerate(row) if value < 128}


def oracle_of(block: TextBlock, text: str, width: float) -> Oracle:
    return Oracle(text, width, block.is_right_to_left)


def clean(text: str) -> str:
    """What an import makes of `text`.

    Qt paints a tab in a line with a soft hyphen elsewhere than it says: there is no oracle for it.
    """
    assume("\t" not in text or "\xad" not in text)
    return normalise_text(text).text


@given(paragraphs(most=30), WIDTHS)
def test_lines_break_where_qt_breaks_them(text: str, width: float) -> None:
    text = clean(text)
    block = block_of(text, width)
    oracle = oracle_of(block, text, width)
    expected = [oracle.offset(line.textStart()) for line in oracle.lines]
    assert [line.start for line in block.lines] == expected
    assert [line.end for line in block.lines] == [*expected[1:], len(text)]


@given(paragraphs(most=30))
def test_a_caret_stands_where_qt_lets_it_stand(text: str) -> None:
    text = clean(text)
    block = block_of(text, 400)
    oracle = oracle_of(block, text, 400)
    layout = oracle.layout
    for offset in range(len(text) + 1):
        position = units(text[:offset])
        is_valid = layout.isValidCursorPosition(position)
        assert (block.snap_to_character(offset) == offset) == is_valid
        if offset < len(text):
            assert block.next_character(offset) == oracle.following(offset)
        if offset:
            before = oracle.offset(layout.previousCursorPosition(position))
            assert block.previous_character(offset) == before


def is_in_ligature(text: str, start: int) -> bool:
    """Whether the character shares a glyph; Qt selects parts of one beside where they are."""
    return text[start : start + 2] in LIGATURES or text[max(start - 1, 0) : start + 1] in LIGATURES


def clusters(block: TextBlock, line: TextLine) -> list[tuple[int, int]]:
    edges = [line.start]
    while edges[-1] < line.end:
        following = block.next_character(edges[-1])
        assert following > edges[-1]
        edges.append(min(following, line.end))
    return list(itertools.pairwise(edges))


def covered(rects: tuple[tuple[float, float], ...]) -> set[int]:
    return {x for left, right in rects for x in range(round(left), round(right))}


def near(columns: set[int], by: int) -> set[int]:
    return {x + step for x in columns for step in range(-by, by + 1)}


@settings(max_examples=120)
@given(paragraphs(), WIDTHS, st.data())
def test_a_stretch_covers_the_pixels_that_qt_selects(
    text: str, width: float, data: st.DataObject
) -> None:
    text = clean(text)
    block = block_of(text, width)
    oracle = oracle_of(block, text, width)
    number = data.draw(st.integers(0, len(block.lines) - 1))
    line = block.lines[number]
    parts = clusters(block, line)
    assume(parts)
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    start, end = parts[first][0], parts[last][1]
    stretch = text[start:end]
    # Blanks that hang over the column, and what has no width, are not painted by Qt.
    assume(stretch == stretch.strip() and "\t" not in stretch)
    expected = {x for x in oracle.columns(number, start, end) if 0 <= x < block.width}
    assume(len(expected) > 2)
    found = covered(line.rects_of(start, end))
    is_cut = is_in_ligature(text, start) or is_in_ligature(text, end - 1)
    assert is_cut or expected <= near(found, 2), (stretch, sorted(expected - near(found, 2)))
    if is_cut:
        # A ligature is one piece to us; Qt paints the share of it that is selected.
        around = parts[max(first - 1, 0)][0], parts[min(last + 1, len(parts) - 1)][1]
        expected = oracle.columns(number, *around)
    assert found <= near(expected, 2), (stretch, sorted(found - near(expected, 2)))


@settings(max_examples=120)
@given(paragraphs(), WIDTHS, st.data())
def test_a_pixel_belongs_to_the_character_that_qt_paints_there(
    text: str, width: float, data: st.DataObject
) -> None:
    text = clean(text)
    block = block_of(text, width)
    oracle = oracle_of(block, text, width)
    number = data.draw(st.integers(0, len(block.lines) - 1))
    line = block.lines[number]
    parts = [
        part
        for part in clusters(block, line)
        if text[slice(*part)].strip() and not is_in_ligature(text, part[0])
    ]
    assume(parts)
    start, end = data.draw(st.sampled_from(parts))
    columns = sorted(x for x in oracle.columns(number, start, end) if 0 <= x < block.width)
    assume(len(columns) >= 5 and columns[-1] - columns[0] == len(columns) - 1)
    middle = (columns[0] + columns[-1] + 1) / 2
    for x in (columns[0] + 1.5, middle - 0.6, middle + 0.6, columns[-1] - 0.5):
        hit = block.snap_to_character(line.offset_at(x))
        assert hit in {start, end}, (text[start:end], x, hit)


@given(paragraphs(), WIDTHS)
def test_a_caret_stands_at_an_edge_of_its_character(text: str, width: float) -> None:
    text = clean(text)
    block = block_of(text, width)
    oracle = oracle_of(block, text, width)
    for number, line in enumerate(block.lines):
        for start, end in clusters(block, line):
            columns = sorted(oracle.columns(number, start, end))
            is_whole = columns and columns[-1] - columns[0] == len(columns) - 1
            is_shown = is_whole and text[start:end].strip() and columns[-1] < block.width
            if not is_shown or is_in_ligature(text, start):
                continue
            edges = (columns[0], columns[-1] + 1)
            assert min(abs(line.x_at(start) - edge) for edge in edges) <= 2, text[start:end]


@settings(max_examples=40)
@given(TEXTS, st.data())
def test_the_pieces_of_a_span_are_the_span_whatever_it_runs_over(
    make_desk: MakeDesk, text: str, data: st.DataObject
) -> None:
    text = clean(text)
    assume(text.strip())
    desk = view_of(make_desk)
    desk.open(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    layer = data.draw(st.sampled_from(Layer))
    desk.put(Span("s", start, end, "GPE", layer))
    desk.painted()
    pieces = [piece for piece in desk.view.paint_summary().pieces if piece.item_id == "s"]
    told = sorted((piece.start, piece.end) for piece in pieces)
    inside = {place for low, high in told for place in range(low, high)}
    assert inside == {place for place in range(start, end) if text[place] != "\n"}
    for (_, high), (low, _) in itertools.pairwise(told):
        assert set(text[high:low]) <= {"\n"}
    if inside and text[start] != "\n" and text[end - 1] != "\n":
        assert [piece.is_start for piece in pieces].count(True) == 1
        assert [piece.is_end for piece in pieces].count(True) == 1


@settings(max_examples=40)
@given(TEXTS, st.data())
def test_a_click_puts_the_caret_beside_the_character_under_it(
    make_desk: MakeDesk, text: str, data: st.DataObject
) -> None:
    text = clean(text)
    desk = view_of(make_desk)
    desk.open(text)
    shown = desk.view._flow.shown()
    lines = [(item, line) for item in shown for line in item.block.lines if line.end > line.start]
    assume(lines)
    item, line = data.draw(st.sampled_from(lines))
    start, end = data.draw(st.sampled_from(clusters(item.block, line)))
    cell = next(cell for cell in line.cells() if cell.start == start)
    assume(cell.right - cell.left >= 4 and text[start:end].strip())
    x = desk.view._left + (cell.left + cell.right) / 2
    y = item.top + line.baseline - 4
    assume(0 <= y < desk.view.viewport().height())
    desk.click(QPointF(x, y).toPoint())
    assert desk.view.caret in {start, end}


@settings(max_examples=40)
@given(TEXTS, st.data())
def test_what_is_copied_is_what_is_stored(
    make_desk: MakeDesk, text: str, data: st.DataObject
) -> None:
    text = clean(text)
    desk = view_of(make_desk)
    desk.open(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(0, len(text)))
    assume(start != end)
    desk.view.set_selection(start, end)
    desk.painted()
    desk.view.copy()
    assert QGuiApplication.clipboard().text() == text[min(start, end) : max(start, end)]
    assert desk.view.text == text


@settings(max_examples=40)
@given(TEXTS)
def test_arrows_walk_through_any_text_and_back(make_desk: MakeDesk, text: str) -> None:
    text = clean(text)
    desk = view_of(make_desk)
    desk.open(text)
    view = desk.view

    def walk(end: int, *, is_forward: bool) -> list[int]:
        places = [view.caret]
        for _ in range(2 * len(text) + 4):
            if view.caret == end:
                break
            block = view._flow.block(view._paragraphs.block_at(view.caret))
            is_edge = view.caret == (block.end if is_forward else block.start)
            is_left = block.is_right_to_left == is_forward and not is_edge
            if is_edge:
                # Over a line feed the next paragraph's direction counts as well.
                is_left = block.is_right_to_left == is_forward
            desk.key(Qt.Key.Key_Left if is_left else Qt.Key.Key_Right)
            places.append(view.caret)
        return places

    view.set_caret(0)
    there = walk(len(text), is_forward=True)
    assert there[-1] == len(text)
    assert there == sorted(set(there))
    back = walk(0, is_forward=False)
    assert back[-1] == 0
    assert back[::-1] == there


_DESKS: dict[int, Desk] = {}


def view_of(make_desk: MakeDesk) -> Desk:
    """One desk for all examples of a test."""
    key = id(make_desk)
    if key not in _DESKS:
        _DESKS.clear()
        _DESKS[key] = make_desk(width=420, height=900)
    return _DESKS[key]
