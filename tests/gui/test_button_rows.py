"""Buttons of the focus panel: one row as long as it is narrow, more where letters are large."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from gui.painting import chip_width, key_cap_width
from gui.panels.button_rows import MOST_WIDTH, ButtonRows
from gui.theme import Appearance
from tests.gui.conftest import Desk


@pytest.fixture
def twice_the_size(qapp: QApplication) -> Iterator[None]:
    """Letters of 200 %; put back afterwards."""
    font = QApplication.font()
    before = font.pointSizeF()
    font.setPointSizeF(before * 2)
    QApplication.setFont(font)
    yield
    font.setPointSizeF(before)
    QApplication.setFont(font)


@pytest.fixture
def large_desk(twice_the_size: None, request: pytest.FixtureRequest) -> Desk:
    desk = request.getfixturevalue("desk")
    assert isinstance(desk, Desk)
    return desk


def rows(qtbot: QtBot, appearance: Appearance, *words: str) -> ButtonRows:
    made = ButtonRows(appearance)
    qtbot.addWidget(made)
    for word in words:
        action = QAction(word, made)
        action.setObjectName(f"{word}{len(made.buttons)}")
        made.add(action, word, "A")
    made.show()
    return made


def places(made: ButtonRows) -> list[tuple[int, int]]:
    """Row and column of each button, by where it stands."""
    corners = [button.mapTo(made, button.rect().topLeft()) for button in made.buttons.values()]
    lefts = sorted({corner.x() for corner in corners})
    tops = sorted({corner.y() for corner in corners})
    return [(tops.index(corner.y()), lefts.index(corner.x())) for corner in corners]


@pytest.mark.parametrize("length", [1, 8, 12, 16, 24, 60])
def test_as_many_side_by_side_as_there_is_room_for(
    qtbot: QtBot, appearance: Appearance, length: int
) -> None:
    made = rows(qtbot, appearance, "m" * length)
    width = made.sizeHint().width()
    layout = made.layout()
    assert layout is not None
    gap = layout.spacing()
    made = rows(qtbot, appearance, *["m" * length] * 5)
    fitting = [c for c in (5, 3, 2) if c * width + (c - 1) * gap <= MOST_WIDTH]
    columns = max(fitting, default=1)
    assert made.columns == columns
    assert made.minimumSizeHint().width() <= max(MOST_WIDTH, width)


def test_few_stand_side_by_side_and_long_ones_below_each_other(
    qtbot: QtBot, appearance: Appearance
) -> None:
    assert places(rows(qtbot, appearance, *"abc")) == [(0, 0), (0, 1), (0, 2)]
    long = rows(qtbot, appearance, *["m" * 90] * 3)
    assert places(long) == [(0, 0), (1, 0), (2, 0)]


def test_a_click_does_what_the_action_does(qtbot: QtBot, appearance: Appearance) -> None:
    made = rows(qtbot, appearance, "One", "Two")
    action = made.findChild(QAction, "Two1")
    assert action is not None
    with qtbot.waitSignal(action.triggered):
        made.buttons["Two1"].click()
    action.setEnabled(False)
    assert not made.buttons["Two1"].isEnabled()
    assert made.buttons["One0"].isEnabled()


def test_the_keyboard_goes_through_them_in_reading_order(
    qtbot: QtBot, appearance: Appearance
) -> None:
    made = rows(qtbot, appearance, *"abcde")
    buttons: list[QPushButton] = [made.buttons["a0"]]
    while len(buttons) < 5:
        following = buttons[-1].nextInFocusChain()
        while following is not None and not isinstance(following, QPushButton):
            following = following.nextInFocusChain()
        assert following is not None
        buttons.append(following)
    assert [button.text() for button in buttons] == list("abcde")


def test_with_letters_of_twice_the_size_the_window_fits_a_small_screen(large_desk: Desk) -> None:
    window = large_desk.window
    window.resize(1280, 800)
    QApplication.processEvents()
    assert window.minimumSizeHint().width() <= 1280
    assert window.width() == 1280
    assert window.focus_panel.width() <= 480
    view = window.pane.view
    assert view.viewport().width() >= 320
    for button in window.focus_panel.buttons.buttons.values():
        assert button.width() >= button.minimumSizeHint().width()
        assert window.focus_panel.rect().contains(
            button.mapTo(window.focus_panel, button.rect().bottomRight())
        )


def test_with_letters_of_the_usual_size_all_stand_in_one_row(desk: Desk) -> None:
    assert desk.window.focus_panel.buttons.columns == 5


def test_no_label_is_cut_by_letters_of_twice_the_size(large_desk: Desk) -> None:
    large_desk.window.resize(1280, 800)
    QApplication.processEvents()
    panel = large_desk.window.labels
    metrics = panel.fontMetrics()
    places: list[int] = []
    for section in panel.sections.values():
        places.append(section.mapTo(panel, section.rect().topLeft()).y())
        names = [label.name for label in section.model.labels]
        key = key_cap_width(section.list.font(), "Ctrl+1")
        widest = max(chip_width(section.list.font(), name) for name in names)
        assert section.list.column == 8 * metrics.height()
        assert section.list.gridSize().width() >= widest + key
        assert section.list.viewport().width() >= section.list.gridSize().width()
    assert places[0] < places[1], "one below the other"


def test_the_usual_letters_leave_the_layers_side_by_side(desk: Desk) -> None:
    places = [
        section.mapTo(desk.window.labels, section.rect().topLeft())
        for section in desk.window.labels.sections.values()
    ]
    assert places[0].y() == places[1].y()
    assert places[0].x() < places[1].x()
