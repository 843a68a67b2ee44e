"""Flows of event frames: the target "frames" of the table of actions, and what goes with it.

The hands, the keys, the panel and the strip are made when a frame is first opened or accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QKeySequence

if TYPE_CHECKING:
    from gui.frame_desk import FrameDesk
    from gui.main_window import MainWindow


class FrameFlows(QObject):
    """Actions on frames and chains; each calls the hands."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`; nothing is made before it is asked for."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._parts: FrameDesk | None = None
        view = window.pane.view
        view.item_clicked.connect(self._on_clicked)
        view.link_drawn.connect(self._on_link_drawn)
        self._session.frame_focus.changed.connect(self._on_focus_changed)

    @property
    def parts(self) -> FrameDesk:
        """Hands, keys, panel and strip."""
        if self._parts is None:
            from gui.frame_desk import FrameDesk

            self._parts = FrameDesk(self._window)
        return self._parts

    # -- actions -----------------------------------------------------------------------------------

    def open_here(self) -> None:
        """Open the frame of the event in focus, made if there is none."""
        self.parts.hands.open_here()

    def accept_here(self) -> None:
        """Accept the frame that is suggested here, whole."""
        self.parts.hands.accept_here()

    def reject_here(self) -> None:
        """Reject what is suggested for the frame here."""
        self.parts.hands.reject_here()

    def add_here(self) -> None:
        """Another event on the same word."""
        self.parts.hands.add_here()

    def copy(self) -> None:
        """Copy the frame to an event."""
        self.parts.walks.copy()

    def split(self) -> None:
        """One frame for each filler of a role."""
        self.parts.hands.split()

    def merge(self) -> None:
        """Make one of two frames."""
        self.parts.walks.merge()

    def move_trigger(self) -> None:
        """Give the frame another trigger."""
        self.parts.walks.move_trigger()

    def remove(self) -> None:
        """Delete the open frame."""
        self.parts.hands.remove()

    def link(self) -> None:
        """Link the span in focus with another that names the same."""
        self.parts.walks.link()

    def unlink(self) -> None:
        """Let the span in focus leave its chain."""
        self.parts.walks.unlink()

    def next_mention(self, step: int = 1) -> None:
        """Go to the next mention of the same."""
        self.parts.walks.next_mention(step)

    # -- from elsewhere ----------------------------------------------------------------------------

    def is_command(self, letter: str) -> bool:
        """Whether a plain letter is the key of a command on frames."""
        sequence = QKeySequence(letter)
        return any(
            sequence in self._window.actions_[name].shortcuts()
            for name in ("event.open", "event.accept", "event.reject")
        )

    @property
    def hint(self) -> str:
        """What the keys do while a frame is open; empty while none is."""
        if self._parts is None or not self._session.frame_focus.is_busy:
            return ""
        return self._parts.hint

    def _on_clicked(self, item_id: str) -> None:
        if self._session.frame_focus.is_busy:
            self.parts.hands.click(item_id)

    def _on_link_drawn(self, source_id: str, target_id: str, place: QPoint) -> None:
        self.parts.ask_role(source_id, target_id, place)

    def _on_focus_changed(self) -> None:
        # Another part of the window may have opened it.
        if self._session.frame_focus.is_busy:
            self.parts.show_soon()
