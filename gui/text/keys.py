"""Which keys move the caret, how far and whether they select: one table. Pure.

Command keys (digits, letters, Tab, Enter, Delete, Alt with Left or Right) are not here: they are
actions of the window and pass through the view untouched. A user may give movements other keys:
`gui.keymap` makes a `MotionKeys` of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence


class Step(StrEnum):
    """How far the caret goes."""

    CHARACTER = "character"
    TOKEN = "token"  # noqa: S105 - a token of text, no secret
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

    @property
    def id(self) -> str:
        """The name of the movement in presets and preferences."""
        verb = "select" if self.extends else "move"
        return f"caret.{verb}_{self.step}_{'on' if self.direction > 0 else 'back'}"


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
_PAGES = {
    _NONE: Step.PAGE,
    _SHIFT: Step.PAGE,
    # Alt with an arrow moves a boundary when a span is in focus; these go by a sentence always.
    _CTRL: Step.SENTENCE,
    _SHIFT | _CTRL: Step.SENTENCE,
}

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
    """The motion that a key press means by default; `None` when it is not the view's."""
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


def default_motions() -> dict[Motion, tuple[str, ...]]:
    """Every motion with the keys (portable) that it has by default."""
    found: dict[Motion, list[str]] = {}
    for key, (steps, _) in _TABLE.items():
        for modifiers in steps:
            motion = motion_for(int(key), modifiers)
            if motion is not None:
                sequence = QKeySequence(QKeyCombination(modifiers, key))
                found.setdefault(motion, []).append(
                    sequence.toString(QKeySequence.SequenceFormat.PortableText)
                )
    return {motion: tuple(keys) for motion, keys in found.items()}


def _combinations(key: str) -> list[QKeyCombination]:
    """What a portable key sequence is made of; empty when it is none."""
    sequence = QKeySequence(key)
    # PySide's stubs do not know that a sequence can be asked for its parts.
    parts = cast("list[QKeyCombination]", sequence)
    return [parts[place] for place in range(sequence.count())]


class MotionKeys:
    """Keys of a user's own for the motions; stands in for `motion_for`."""

    def __init__(self, keys: Mapping[Motion, Iterable[str]]) -> None:
        """Give each motion its keys (portable)."""
        self._motions = {
            combination.toCombined(): motion
            for motion, texts in keys.items()
            for text in texts
            for combination in _combinations(text)
        }

    def motion_for(self, key: int, modifiers: Qt.KeyboardModifier) -> Motion | None:
        """The motion that a key press means; `None` when it is not the view's."""
        combination = QKeyCombination(modifiers & ~_KEYPAD, Qt.Key(key))
        return self._motions.get(combination.toCombined())
