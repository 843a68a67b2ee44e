"""Whose a key is: of a field that is typed in, of a panel that is walked in, or of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_FIELDS = (QLineEdit, QPlainTextEdit, QAbstractSpinBox, QComboBox)
_MOVING_KEYS = frozenset(
    {
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Delete,
    }
)
# Actions may have these by a preset or a user's own keys; a field that is typed in needs them.
_EDITING_KEYS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Insert,
    }
)
_ALT = Qt.KeyboardModifier.AltModifier
_PLAIN = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


def is_typed_in(focused: QWidget | None) -> bool:
    """Whether letters are text where the keyboard is."""
    return isinstance(focused, _FIELDS)


def belongs_to_focus(event: QKeyEvent, focused: QWidget) -> bool:
    """Whether a key is for the focused field or panel, and no action may take it.

    Keys with Ctrl or Alt are for actions, but for those that move and delete in a field; the others
    are text in a field, and Tab, Space, Enter, Delete and the arrows are for whatever has the
    keyboard.
    """
    if Qt.Key(event.key()) in _EDITING_KEYS:
        is_plain = event.modifiers() in (_PLAIN[0], _PLAIN[2])
        return is_plain or (is_typed_in(focused) and not event.modifiers() & _ALT)
    if event.modifiers() not in _PLAIN:
        return False
    if Qt.Key(event.key()) in _MOVING_KEYS:
        return True
    is_text = bool(event.text()) and event.text().isprintable()
    return is_typed_in(focused) and (is_text or event.key() == Qt.Key.Key_Escape)
