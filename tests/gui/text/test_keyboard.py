"""Real key events: the caret and the selection by character, token, line, sentence, page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.text.desk import Desk, MakeDesk

TEXT = (
    "President Ada Lorne met Bo Tarr. They spoke for \U0001f1fa\U0001f1e6 hours.\n"
    "\n"
    "قال الرئيس أحمد\n"
    "Zoe\u0308 left."
)
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(desk: Desk) -> Desk:
    desk.open(TEXT)
    desk.view.setFocus()
    return desk


def place(desk: Desk, surface: str) -> int:
    offset = TEXT.index(surface)
    desk.view.set_caret(offset)
    return offset


def test_arrows_move_by_character(opened: Desk) -> None:
    start = place(opened, "Ada")
    opened.key(Qt.Key.Key_Right)
    assert opened.view.caret == start + 1
    opened.key(Qt.Key.Key_Left)
    opened.key(Qt.Key.Key_Left)
    assert opened.view.caret == start - 1
    assert opened.view.selection is None


def test_a_flag_and_a_combined_letter_are_one_step(opened: Desk) -> None:
    start = place(opened, "\U0001f1fa")
    opened.key(Qt.Key.Key_Right)
    assert opened.view.caret == start + 2
    start = place(opened, "e\u0308")
    opened.key(Qt.Key.Key_Right)
    assert opened.view.caret == start + 2
    opened.key(Qt.Key.Key_Left)
    assert opened.view.caret == start


def test_ctrl_arrows_move_by_token(opened: Desk) -> None:
    place(opened, "Ada")
    opened.key(Qt.Key.Key_Right, CTRL)
    assert opened.view.caret == TEXT.index("Lorne")
    opened.key(Qt.Key.Key_Left, CTRL)
    assert opened.view.caret == TEXT.index("Ada")


def test_shift_arrows_select_tokens_and_with_ctrl_characters(opened: Desk) -> None:
    start = place(opened, "Ada")
    opened.key(Qt.Key.Key_Right, SHIFT)
    opened.key(Qt.Key.Key_Right, SHIFT)
    assert TEXT[slice(*opened.view.selection)] == "Ada Lorne"
    opened.key(Qt.Key.Key_Left, SHIFT)
    assert TEXT[slice(*opened.view.selection)] == "Ada"
    opened.key(Qt.Key.Key_Right, SHIFT | CTRL)
    assert opened.view.selection == (start, start + 4)
    opened.key(Qt.Key.Key_Right)
    assert opened.view.selection is None
    assert opened.view.caret == start + 4


def test_in_a_right_to_left_paragraph_arrows_go_where_they_point(opened: Desk) -> None:
    start = place(opened, "قال")
    opened.key(Qt.Key.Key_Left)
    assert opened.view.caret == start + 1
    opened.key(Qt.Key.Key_Left, CTRL)
    assert opened.view.caret == TEXT.index("الرئيس")
    opened.key(Qt.Key.Key_Left, SHIFT)
    assert TEXT[slice(*opened.view.selection)] == "الرئيس"


@pytest.mark.parametrize(
    ("start", "key", "modifier"),
    [
        ("President", Qt.Key.Key_Right, SHIFT),
        ("President", Qt.Key.Key_Right, SHIFT | CTRL),
        ("قال", Qt.Key.Key_Left, SHIFT),
        ("قال", Qt.Key.Key_Left, SHIFT | CTRL),
    ],
)
def test_a_selection_grows_on_where_the_direction_changes(
    opened: Desk, start: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    first = place(opened, start)
    grown, back = [], []
    while opened.view.caret < len(TEXT):
        opened.key(key, modifier)
        grown.append(opened.view.selection)
        assert len(set(grown)) == len(grown), "it turned round"
    assert opened.view.selection == (first, len(TEXT))
    other = Qt.Key.Key_Left if key is Qt.Key.Key_Right else Qt.Key.Key_Right
    while opened.view.selection is not None:
        opened.key(other, modifier)
        back.append(opened.view.selection)
    assert back[-2::-1] == grown[:-1]


def test_up_and_down_keep_the_column_and_pass_over_gaps(opened: Desk) -> None:
    place(opened, "Tarr")
    opened.key(Qt.Key.Key_Down)
    assert TEXT.index("قال") <= opened.view.caret <= TEXT.index("أحمد") + 4
    opened.key(Qt.Key.Key_Down)
    assert opened.view.caret > TEXT.index("Zoe")
    opened.key(Qt.Key.Key_Up)
    opened.key(Qt.Key.Key_Up)
    assert opened.view.caret == TEXT.index("Tarr")
    opened.key(Qt.Key.Key_Up)
    assert opened.view.caret == 0
    opened.key(Qt.Key.Key_Down, SHIFT)
    assert opened.view.selection is not None


def test_home_and_end(opened: Desk) -> None:
    place(opened, "Lorne")
    opened.key(Qt.Key.Key_End)
    assert opened.view.caret == TEXT.index("\n")
    opened.key(Qt.Key.Key_Home)
    assert opened.view.caret == 0
    opened.key(Qt.Key.Key_End, CTRL)
    assert opened.view.caret == len(TEXT)
    opened.key(Qt.Key.Key_Home, CTRL | SHIFT)
    assert opened.view.selection == (0, len(TEXT))


def test_sentences_and_paragraphs(opened: Desk) -> None:
    place(opened, "President")
    opened.key(Qt.Key.Key_Down, ALT)
    assert opened.view.caret == TEXT.index("They")
    opened.key(Qt.Key.Key_Up, ALT)
    assert opened.view.caret == 0
    opened.key(Qt.Key.Key_Down, CTRL)
    assert opened.view.caret == TEXT.index("قال")
    opened.key(Qt.Key.Key_Up, CTRL)
    assert opened.view.caret == 0
    opened.key(Qt.Key.Key_Down, ALT | SHIFT)
    assert opened.view.selection == (0, TEXT.index("They"))


def test_arrows_go_over_line_feeds_both_ways(opened: Desk) -> None:
    end = TEXT.index("\n")
    opened.view.set_caret(end)
    opened.key(Qt.Key.Key_Right)
    opened.key(Qt.Key.Key_Right)
    assert opened.view.caret == TEXT.index("قال")
    # Where text runs from right to left, Right leads back.
    opened.key(Qt.Key.Key_Right)
    opened.key(Qt.Key.Key_Left)
    assert opened.view.caret == end


def test_pages_scroll_and_the_caret_stays_on_the_screen(make_desk: MakeDesk) -> None:
    desk = make_desk(width=600, height=300)
    desk.open("\n".join(f"Line {n} of a text about Velmora." for n in range(300)))
    desk.view.set_caret(0)
    seen = []
    for _ in range(5):
        desk.key(Qt.Key.Key_PageDown)
        seen.append(desk.view.place()[0])
        lines = desk.view.paint_summary().lines
        assert lines[0].start <= desk.view.caret <= lines[-1].end
    assert seen == sorted(set(seen))
    for _ in range(6):
        desk.key(Qt.Key.Key_PageUp)
    assert desk.view.place()[0] == 0
    assert desk.view.caret == 0
    for _ in range(80):
        desk.key(Qt.Key.Key_PageDown, SHIFT)
    assert desk.view.selection == (0, len(desk.text))


def test_the_caret_is_kept_in_sight(make_desk: MakeDesk) -> None:
    desk = make_desk(width=500, height=200)
    desk.open("\n".join(f"Line {n} of a text." for n in range(100)))
    desk.view.set_caret(0)
    for _ in range(30):
        desk.key(Qt.Key.Key_Down)
        lines = desk.view.paint_summary().lines
        line = next(line for line in lines if line.start <= desk.view.caret <= line.end)
        assert line.top >= 0
        assert line.top + line.height <= desk.view.viewport().height() + 1


def test_one_signal_for_each_change(opened: Desk, qtbot: QtBot) -> None:
    place(opened, "Ada")
    carets, selections = [], []
    opened.view.caret_moved.connect(carets.append)
    opened.view.selection_changed.connect(lambda: selections.append(opened.view.selection))
    opened.key(Qt.Key.Key_Right, SHIFT)
    opened.view.clear_selection()
    opened.view.clear_selection()
    assert carets == [TEXT.index("Ada") + 3]
    assert selections == [(TEXT.index("Ada"), TEXT.index("Ada") + 3), None]
