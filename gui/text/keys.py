"""Which keys move the caret, how far and whether they select: one table. Pure.

Command keys (digits, letters, Tab, Enter, Delete, Alt with Left or Right) are not here: they are
actions of the window and pass through the view untouched.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt


class Step(StrEnum):
    """How far the caret goes."""

    CHARACTER = "character"
    TOKEN = "token"  # noqa: S105
    LINE = "line"
    LINE_EDGE = "line_edge"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    PAGE = "page"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Motion:
    """A step forwards (+1) or back (-1); `is_sideways`: the direction is that of the eye.

    `extends`: the selection grows from its anchor instead of being left.
    """

    step: Step
    direction: int
    extends: bool = False
    is_sideways: bool = False


_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier

_SIDEWAYS = {
    _NONE: Step.CHARACTER,
    _CTRL: Step.TOKEN,
    # Spans are made of tokens: with Shift the short way is a token, the exact one a character.
    _SHIFT: Step.TOKEN,
    _SHIFT | _CTRL: Step.CHARACTER,
}
_UPWARDS = {
    _NONE: Step.LINE,
    _SHIFT: Step.LINE,
    _CTRL: Step.PARAGRAPH,
    _SHIFT | _CTRL: Step.PARAGRAPH,
    _ALT: Step.SENTENCE,
    _SHIFT | _ALT: Step.SENTENCE,
}
_EDGES = {
    _NONE: Step.LINE_EDGE,
    _SHIFT: Step.LINE_EDGE,
    _CTRL: Step.ARTICLE,
    _SHIFT | _CTRL: Step.ARTICLE,
}
_PAGES = {_NONE: Step.PAGE, _SHIFT: Step.PAGE}

_TABLE = {
    Qt.Key.Key_Left: (_SIDEWAYS, -1),
    Qt.Key.Key_Right: (_SIDEWAYS, 1),
    Qt.Key.Key_Up: (_UPWARDS, -1),
    Qt.Key.Key_Down: (_UPWARDS, 1),
    Qt.Key.Key_Home: (_EDGES, -1),
    Qt.Key.Key_End: (_EDGES, 1),
    Qt.Key.Key_PageUp: (_PAGES, -1),
    Qt.Key.Key_PageDown: (_PAGES, 1),
}


def motion_for(key: int, modifiers: Qt.KeyboardModifier) -> Motion | None:
    """The motion that a key press means; `None` when it is not the view's."""
    row = _TABLE.get(Qt.Key(key)) if key in _KNOWN else None
    if row is None:
        return None
    steps, direction = row
    pressed = modifiers & ~_KEYPAD
    step = steps.get(pressed)
    if step is None:
        return None
    return Motion(
        step,
        direction,
        extends=bool(pressed & _SHIFT),
        is_sideways=steps is _SIDEWAYS,
    )


_KNOWN = frozenset(int(key) for key in _TABLE)
