"""Which key presses are the view's, and what each one means."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from gui.text.keys import Motion, MotionKeys, Step, default_motions, motion_for

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
META = Qt.KeyboardModifier.MetaModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
KEY = Qt.Key


@pytest.mark.parametrize(
    ("key", "modifiers", "motion"),
    [
        (KEY.Key_Right, NONE, Motion(Step.CHARACTER, 1, is_sideways=True)),
        (KEY.Key_Left, CTRL, Motion(Step.TOKEN, -1, is_sideways=True)),
        (KEY.Key_Right, SHIFT, Motion(Step.TOKEN, 1, extends=True, is_sideways=True)),
        (KEY.Key_Left, SHIFT | CTRL, Motion(Step.CHARACTER, -1, extends=True, is_sideways=True)),
        (KEY.Key_Down, NONE, Motion(Step.LINE, 1)),
        (KEY.Key_Up, SHIFT, Motion(Step.LINE, -1, extends=True)),
        (KEY.Key_Up, CTRL, Motion(Step.PARAGRAPH, -1)),
        (KEY.Key_Down, ALT, Motion(Step.SENTENCE, 1)),
        (KEY.Key_Down, ALT | SHIFT, Motion(Step.SENTENCE, 1, extends=True)),
        (KEY.Key_Home, NONE, Motion(Step.LINE_EDGE, -1)),
        (KEY.Key_End, CTRL, Motion(Step.ARTICLE, 1)),
        (KEY.Key_Home, CTRL | SHIFT, Motion(Step.ARTICLE, -1, extends=True)),
        (KEY.Key_PageDown, NONE, Motion(Step.PAGE, 1)),
        (KEY.Key_PageUp, SHIFT, Motion(Step.PAGE, -1, extends=True)),
        (KEY.Key_Right, KEYPAD, Motion(Step.CHARACTER, 1, is_sideways=True)),
    ],
)
def test_motions(key: Qt.Key, modifiers: Qt.KeyboardModifier, motion: Motion) -> None:
    assert motion_for(key, modifiers) == motion


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (KEY.Key_Left, ALT),
        (KEY.Key_Right, ALT | SHIFT),
        (KEY.Key_Left, META),
        (KEY.Key_PageDown, ALT),
        (KEY.Key_Up, CTRL | ALT),
        (KEY.Key_Home, ALT),
        (KEY.Key_Tab, NONE),
        (KEY.Key_Backtab, SHIFT),
        (KEY.Key_Return, NONE),
        (KEY.Key_Enter, KEYPAD),
        (KEY.Key_Delete, NONE),
        (KEY.Key_Space, NONE),
        (KEY.Key_Escape, NONE),
        (KEY.Key_A, NONE),
        (KEY.Key_X, NONE),
        (KEY.Key_C, CTRL),
        *((getattr(KEY, f"Key_{digit}"), NONE) for digit in range(10)),
        *((getattr(KEY, f"Key_{digit}"), SHIFT) for digit in range(10)),
    ],
)
def test_command_keys_are_left_to_the_window(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    assert motion_for(key, modifiers) is None


def test_a_key_that_qt_does_not_know_is_left_alone() -> None:
    assert motion_for(0x7FFFFFF, NONE) is None
    assert MotionKeys(default_motions()).motion_for(0x7FFFFFF, NONE) is None


def test_sentences_have_keys_that_no_span_in_focus_takes_away() -> None:
    assert motion_for(KEY.Key_PageDown, CTRL) == Motion(Step.SENTENCE, 1)
    assert motion_for(KEY.Key_PageUp, CTRL | SHIFT) == Motion(Step.SENTENCE, -1, extends=True)


def test_the_default_keys_said_as_text_are_those_of_the_table() -> None:
    motions = default_motions()
    assert len({motion.id for motion in motions}) == len(motions)
    keys = MotionKeys(motions)
    for key in (KEY.Key_Left, KEY.Key_Down, KEY.Key_Home, KEY.Key_PageUp, KEY.Key_A, KEY.Key_Tab):
        for modifiers in (NONE, SHIFT, CTRL, ALT, CTRL | SHIFT, ALT | SHIFT, CTRL | ALT):
            assert keys.motion_for(key, modifiers) == motion_for(key, modifiers)


def test_a_motion_may_have_other_keys() -> None:
    left = motion_for(KEY.Key_Left, NONE)
    assert left is not None
    keys = MotionKeys({left: ("Ctrl+B", "Home", "")})
    assert keys.motion_for(KEY.Key_B, CTRL) == left
    assert keys.motion_for(KEY.Key_Home, KEYPAD) == left
    assert keys.motion_for(KEY.Key_Left, NONE) is None
