"""Whose a key is, as a table: fields, panels, and the text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.keyboard import belongs_to_focus, is_typed_in

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
FIELDS = [QLineEdit, QPlainTextEdit, QSpinBox, QComboBox]
PANELS = [QListView, QPushButton, QWidget]


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers, text)


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (Qt.Key.Key_A, NONE, "a"),
        (Qt.Key.Key_A, SHIFT, "A"),
        (Qt.Key.Key_1, NONE, "1"),
        (Qt.Key.Key_1, SHIFT, "!"),
        (Qt.Key.Key_1, KEYPAD, "1"),
        (Qt.Key.Key_Slash, NONE, "/"),
        (Qt.Key.Key_Odiaeresis, NONE, "ö"),
        (Qt.Key.Key_Space, NONE, " "),
        (Qt.Key.Key_Delete, NONE, "\x7f"),
        (Qt.Key.Key_Escape, NONE, "\x1b"),
        (Qt.Key.Key_Return, NONE, "\r"),
        (Qt.Key.Key_Tab, NONE, "\t"),
        (Qt.Key.Key_Backtab, SHIFT, ""),
        (Qt.Key.Key_Left, NONE, ""),
        (Qt.Key.Key_Right, SHIFT, ""),
        (Qt.Key.Key_Backspace, NONE, "\x08"),
        (Qt.Key.Key_Backspace, CTRL, "\x7f"),
        (Qt.Key.Key_End, CTRL, ""),
        (Qt.Key.Key_Insert, SHIFT, ""),
    ],
)
def test_fields_keep_what_is_typed(
    qtbot: QtBot,
    kind: type[QWidget],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    text: str,
) -> None:
    field = kind()
    qtbot.addWidget(field)
    assert is_typed_in(field)
    assert belongs_to_focus(pressed(key, modifiers, text), field)


@pytest.mark.parametrize("kind", [*FIELDS, *PANELS])
@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (Qt.Key.Key_K, CTRL, "\x0b"),
        (Qt.Key.Key_Z, CTRL, "\x1a"),
        (Qt.Key.Key_1, CTRL, ""),
        (Qt.Key.Key_Return, CTRL, "\r"),
        (Qt.Key.Key_Left, ALT, ""),
        (Qt.Key.Key_F1, NONE, ""),
        (Qt.Key.Key_F11, NONE, ""),
        (Qt.Key.Key_PageDown, SHIFT, ""),
    ],
)
def test_commands_work_everywhere(
    qtbot: QtBot,
    kind: type[QWidget],
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    text: str,
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    assert not belongs_to_focus(pressed(key, modifiers, text), widget)


@pytest.mark.parametrize("kind", PANELS)
def test_panels_keep_the_keys_that_walk_in_them(qtbot: QtBot, kind: type[QWidget]) -> None:
    panel = kind()
    qtbot.addWidget(panel)
    assert not is_typed_in(panel)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        assert belongs_to_focus(pressed(key), panel)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Backspace):
        assert belongs_to_focus(pressed(key), panel)
        assert not belongs_to_focus(pressed(key, CTRL), panel)
    for key, text in ((Qt.Key.Key_A, "a"), (Qt.Key.Key_3, "3"), (Qt.Key.Key_Escape, "\x1b")):
        assert not belongs_to_focus(pressed(key, NONE, text), panel)


def test_nobody_is_typed_in() -> None:
    assert not is_typed_in(None)
