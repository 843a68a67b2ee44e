"""Keys of the open frame: roles by letter, attributes by digit, candidates by Tab.

They stand before the keys of the window while a frame is open or a candidate is looked for, and
leave it the rest: arrows move and select, Ctrl and Alt give commands.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotate.compat import override
from gui.frames.hands import VALUE_KEYS, FrameHands

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KINDS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_MOVING = frozenset(
    {
        *_ENTER,
        Qt.Key.Key_Tab,
        Qt.Key.Key_Backtab,
        Qt.Key.Key_Space,
        Qt.Key.Key_Escape,
    }
)
"""Keys that go through a panel, choose in it and leave it."""
Deed = Callable[[], None]


class FrameKeys(QObject):
    """Watches the keyboard of the article view and of the panel of the frame."""

    def __init__(
        self,
        hands: FrameHands,
        view: QWidget,
        *,
        has_selection: Callable[[], bool],
        is_command: Callable[[str], bool],
    ) -> None:
        """`is_command` says of a letter without a role whether it opens or accepts frames."""
        super().__init__(hands)
        self._hands = hands
        self._has_selection = has_selection
        self._is_command = is_command
        self._view = view
        view.installEventFilter(self)

    def watch_beside(self, panel: QWidget) -> None:
        """Take letters, digits and deletions in a panel too; what moves in it stays the panel's."""
        panel.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key that is about the frame, ahead of the actions of the window."""
        if event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        is_beside = watched is not self._view
        if not self._hands.focus.is_busy or (is_beside and Qt.Key(event.key()) in _MOVING):
            return False
        deed = self._deed(event)
        if deed is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if is_beside:
            self._view.setFocus()
        deed()
        return True

    def _deed(self, event: QKeyEvent) -> Deed | None:
        """What a key does now; `None` leaves it to the window."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key is Qt.Key.Key_Backtab or (key is Qt.Key.Key_Tab and modifiers == _SHIFT):
            return partial(self._step, -1)
        if modifiers == _SHIFT and key in _ENTER:
            return self._of_shift_enter()
        if modifiers not in _PLAIN:
            return None
        return self._of_control(key) or self._of_sign(event.text().upper())

    def _of_shift_enter(self) -> Deed | None:
        """Fill and go on with the role; or accept all that is suggested: a role may have the F."""
        focus = self._hands.focus
        if focus.role:
            return partial(self._hands.confirm, stays=True)
        is_open = focus.frame_id and not focus.purpose and not focus.attribute
        return self._hands.verdicts.accept_here if is_open else None

    def _of_control(self, key: Qt.Key) -> Deed | None:
        hands, focus = self._hands, self._hands.focus
        if key is Qt.Key.Key_Tab:
            return partial(self._step, 1)
        if key in _ENTER:
            # A selection with no role in hand is for a span.
            is_for_span = self._has_selection() and not focus.purpose
            return None if is_for_span else hands.confirm
        if key is Qt.Key.Key_Escape:
            return None if self._has_selection() else hands.leave
        if key is Qt.Key.Key_Backspace:
            return hands.take_out
        if key is Qt.Key.Key_Delete:
            is_inside = focus.purpose or focus.attribute or focus.argument or focus.part
            return hands.take_out if is_inside else hands.remove
        if key is Qt.Key.Key_Space:
            return hands.begin_next
        return None

    def _of_sign(self, sign: str) -> Deed | None:
        """A letter is for a role, a digit for a candidate, a value or an attribute."""
        focus = self._hands.focus
        if len(sign) != 1 or not sign.isalnum():
            return None
        if focus.attribute and not focus.purpose and (deed := self._of_value(sign)) is not None:
            return deed
        if sign.isdecimal() and (focus.purpose or focus.attribute):
            return partial(self._hands.pick, int(sign) - 1) if sign != "0" else _nothing
        sheet = self._hands.sheet
        for row in sheet.roles if sheet is not None else ():
            if row.slot.key == sign:
                return partial(self._hands.begin, row.slot.role.name)
        for row in sheet.attributes if sheet is not None else ():
            if row.slot.key == sign:
                return partial(self._hands.give, row.slot.attribute.name)
        # A slip of the finger must not label or judge anything.
        return None if self._is_command(sign) else _nothing

    def _of_value(self, sign: str) -> Deed | None:
        """A value of the attribute in hand; its first nine have digits, the others letters."""
        attribute, place = self._hands.attribute, VALUE_KEYS.find(sign)
        values = attribute.values if attribute is not None else ()
        return partial(self._hands.pick, place) if 0 <= place < len(values) else None

    def _step(self, step: int) -> None:
        if self._hands.focus.purpose:
            self._hands.focus.step(step)
        else:
            self._hands.step_filler(step)


def _nothing() -> None:
    """A key that is for nothing now."""
