"""Finding words in a text: offsets are code points, blanks match any white space."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.panels.find_bar import MOST_HITS, FindBar, Found, Query, Trouble, find_all


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Kyiv and kyiv", "kyiv", [(0, 4), (9, 13)]),
        ("a  b\na b", "a b", [(0, 4), (5, 8)]),
        ("🇺🇦 Kyiv", "kyiv", [(3, 7)]),
        ("aaa", "aa", [(0, 2)]),
        ("1.5 (1.5)", "(1.5)", [(4, 9)]),
        ("anything", "", []),
        ("anything", "   ", []),
    ],
)
def test_places(text: str, words: str, hits: list[tuple[int, int]]) -> None:
    assert find_all(text, Query(words)) == Found(hits)


def test_capitals_count_when_asked() -> None:
    assert find_all("Us us US", Query("US", is_case_sensitive=True)).hits == [(6, 8)]


def test_places_are_limited() -> None:
    assert len(find_all("x" * (MOST_HITS + 5), Query("x")).hits) == MOST_HITS
    many = find_all("x" * (MOST_HITS + 5), Query("x", is_pattern=True))
    assert len(many.hits) == MOST_HITS


@given(st.text("ab \n🙂", max_size=80), st.text("ab🙂", min_size=1, max_size=3))
def test_places_are_sorted_disjoint_and_hold_the_words(text: str, words: str) -> None:
    hits = find_all(text, Query(words)).hits
    for start, end in hits:
        assert text[start:end].casefold() == words.casefold()
    assert all(first[1] <= second[0] for first, second in pairwise(hits))
    assert len(hits) == text.count(words)


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Kyiv, Kyivan kyiv's", "kyiv", [(0, 4), (13, 17)]),
        ("a-b ab", "a", [(0, 1)]),
        ("U.S. and U.S.A", "U.S.", [(0, 4)]),
        ("été é", "é", [(4, 5)]),
    ],
)
def test_whole_words(text: str, words: str, hits: list[tuple[int, int]]) -> None:
    assert find_all(text, Query(words, is_whole_word=True)).hits == hits


@pytest.mark.parametrize(
    ("text", "pattern", "hits"),
    [
        ("3 of 45 in 678", r"\d+", [(0, 1), (5, 7), (11, 14)]),
        ("🇺🇦 Kyiv\nKyiv", "^kyiv", [(8, 12)]),
        ("abc", "x*", []),
        ("Ana Petrova, Bo", r"\p{Lu}\w+ \p{Lu}\w+", [(0, 11)]),
        ("ab ab", "(?r)ab", [(0, 2), (3, 5)]),
        ("ab ab", r"\b", []),
        ("ab ab", "(?=a)", []),
        ("ab\nab", "^|$", []),
        ("ab", "a(?=b)|(?<=a)", [(0, 1)]),
        ("one\ntwo", "(?s).+", [(0, 7)]),
    ],
)
def test_patterns(text: str, pattern: str, hits: list[tuple[int, int]]) -> None:
    query = Query(pattern, is_pattern=True, is_case_sensitive=pattern.startswith(r"\p"))
    assert find_all(text, query) == Found(hits)


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "*", "(?P<x"])
def test_what_is_no_pattern_is_said(pattern: str) -> None:
    assert find_all("a(b", Query(pattern, is_pattern=True)) == Found([], Trouble.NO_PATTERN)


def test_a_pattern_that_would_never_end_is_stopped() -> None:
    pattern = r"(.*)(.*)(.*)(.*)(.*)\1\2\3\4\5z"
    found = find_all("abcdefgh" * 30 + "z", Query(pattern, is_pattern=True))
    assert found.trouble is Trouble.TOO_SLOW


@given(st.text("ab(*+?[]\\.^$ ", max_size=12), st.text("ab \n", max_size=40), st.booleans())
def test_whatever_is_typed_as_a_pattern_places_are_sound(
    pattern: str, text: str, is_whole: bool
) -> None:
    hits = find_all(text, Query(pattern, is_pattern=True, is_whole_word=is_whole)).hits
    assert all(0 <= start < end <= len(text) for start, end in hits)
    assert all(first[1] <= second[0] for first, second in pairwise(hits))


def test_the_search_begins_at_the_caret(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    chosen: list[tuple[int, int]] = []
    bar.hit_chosen.connect(lambda start, end: chosen.append((start, end)))
    bar.set_text("rain, rain, rain")
    bar.open_bar(start=5)
    qtbot.keyClicks(bar.field, "rain")
    assert bar.count_text == "2 of 3"
    assert chosen[-1] == (6, 10)
    bar.close_bar()
    bar.field.clear()
    bar.open_bar(start=15)
    qtbot.keyClicks(bar.field, "ra")
    assert bar.count_text == "1 of 3"


def test_the_bar_switches_by_alt_and_a_letter(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.set_text("Rain in Bahrain; rain. 12 mm")
    bar.open_bar()
    qtbot.keyClicks(bar.field, "rain")
    assert bar.count_text == "1 of 3"
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(bar.field, Qt.Key.Key_W, alt)
    assert bar.hits == [(0, 4), (17, 21)]
    qtbot.keyClick(bar.field, Qt.Key.Key_C, alt)
    assert bar.hits == [(17, 21)]
    assert bar.case.isChecked()
    bar.field.clear()
    qtbot.keyClick(bar.field, Qt.Key.Key_R, alt)
    qtbot.keyClicks(bar.field, "[0-9]+")
    assert bar.hits == [(23, 25)]
    bar.field.setText("[0-9")
    assert bar.count_text == "no regular expression"
    assert bar.hits == []
    bar.set_text("7 more")
    bar.field.setText("[0-9]")
    assert bar.hits == [(0, 1)]


def test_the_places_are_there_again_when_the_window_is(qtbot: QtBot) -> None:
    window = QWidget()
    bar = FindBar(window)
    qtbot.addWidget(window)
    window.show()
    marked: list[list[tuple[int, int]]] = []
    bar.hits_changed.connect(marked.append)
    bar.set_text("rain, rain")
    bar.open_bar()
    qtbot.keyClicks(bar.field, "rain")
    window.hide()
    window.show()
    assert bar.isVisible()
    assert bar.hits == marked[-1] == [(0, 4), (6, 10)]
    bar.step(1)
    assert bar.count_text == "2 of 2"
    bar.close_bar()
    assert bar.hits == marked[-1] == []


def test_a_pattern_that_is_looked_for_from_the_end_goes_on_in_text_order(qtbot: QtBot) -> None:
    bar = FindBar()
    qtbot.addWidget(bar)
    bar.set_text("rain, rain, rain")
    bar.pattern.setChecked(True)
    bar.open_bar(start=5)
    qtbot.keyClicks(bar.field, "(?r)rain")
    assert bar.count_text == "2 of 3"


@pytest.mark.parametrize(("width", "is_narrow"), [(900, False), (320, True)])
def test_a_narrow_bar_has_room_for_what_is_typed_and_said(
    qtbot: QtBot, width: int, is_narrow: bool
) -> None:
    window = QWidget()
    bar = FindBar(window)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(1)
    column.addWidget(bar)
    window.resize(width, 300)
    window.show()
    bar.set_text("rain")
    bar.open_bar("rain")
    assert bar.height() >= bar.minimumSizeHint().height(), "it comes as high as it must be"
    assert (bar.field.geometry().bottom() < bar.case.geometry().top()) is is_narrow
    assert bar.field.width() >= 12 * bar.fontMetrics().averageCharWidth()
    order: list[QWidget] = [bar.field]
    for _ in range(3):
        qtbot.keyClick(order[-1], Qt.Key.Key_Tab)
        following = window.focusWidget()
        assert following is not None
        order.append(following)
    assert order == [bar.field, bar.case, bar.whole, bar.pattern]
    bar.pattern.setChecked(True)
    bar.field.setText("(never closed")
    QApplication.processEvents()
    said = next(label for label in bar.findChildren(QLabel) if label.text() == bar.count_text)
    room = said.contentsRect()
    flags = int(Qt.TextFlag.TextWordWrap) if is_narrow else 0
    needed = said.fontMetrics().boundingRect(room, flags, said.text())
    assert needed.width() <= room.width()
    assert needed.height() <= room.height()
    window.resize(900, 300)
    QApplication.processEvents()
    assert bar.field.geometry().bottom() > bar.case.geometry().top()
