"""Flows of event frames: the target "frames" of the table of actions, and what goes with it.

The hands, the keys, the panel and the strip are made when a frame is first opened or accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QKeySequence

from annotate.edits import Edit, PutFrame, primitives
from annotate.shortening import shortened
from annotate.spans import Layer
from gui.commands import EditCommand
from gui.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from annotate.frames.notes import FrameNote
    from gui.frames.desk import FrameDesk
    from gui.main_window import MainWindow
    from gui.text.frames.hit import FrameHit


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
        view.frame_clicked.connect(self._on_drawing_clicked)
        self._session.frame_focus.changed.connect(self._on_focus_changed)
        self._index = 0
        self._session.undo_stack.indexChanged.connect(self._on_step)

    @property
    def parts(self) -> FrameDesk:
        """Hands, keys, panel and strip."""
        if self._parts is None:
            from gui.frames.desk import FrameDesk

            self._parts = FrameDesk(self._window)
        return self._parts

    # -- actions -----------------------------------------------------------------------------------

    @property
    def has_event_here(self) -> bool:
        """Whether what is selected or in focus is an event or takes part in one."""
        session = self._window.session
        desk, item = session.desk, session.focused
        if desk is None or item is None:
            return False
        if session.selection is not None:
            return True
        return item.layer is Layer.EVENT or bool(desk.annotations.frames_with(item.id))

    def open_here(self) -> None:
        """Open the frame of the event in focus, made if there is none."""
        self.parts.hands.open_here()
        self._to_text()

    def accept_here(self) -> None:
        """Accept the frame that is suggested here, whole."""
        self.parts.hands.verdicts.accept_here()

    def accept_all(self) -> None:
        """Accept every frame that is suggested in the article."""
        self.parts.hands.verdicts.accept_all()

    def reject_here(self) -> None:
        """Reject what is suggested for the frame here."""
        self.parts.hands.verdicts.reject_here()

    def add_here(self) -> None:
        """Another event on the same word."""
        self.parts.hands.add_here()
        self._to_text()

    def copy(self) -> None:
        """Copy the frame to an event."""
        self.parts.walks.copy()
        self._to_text()

    def split(self) -> None:
        """One frame for each filler of a role."""
        self.parts.hands.split()
        self._to_text()

    def merge(self) -> None:
        """Make one of two frames."""
        self.parts.walks.merge()
        self._to_text()

    def move_trigger(self) -> None:
        """Give the frame another trigger."""
        self.parts.walks.move_trigger()
        self._to_text()

    def remove(self) -> None:
        """Delete the open frame."""
        self.parts.hands.remove()

    def link(self) -> None:
        """Link the span in focus with another that names the same."""
        self.parts.walks.link()
        self._to_text()

    def unlink(self) -> None:
        """Let the span in focus leave its chain."""
        self.parts.walks.unlink()

    def next_mention(self, step: int = 1) -> None:
        """Go to the next mention of the same."""
        self.parts.walks.next_mention(step)

    def _to_text(self) -> None:
        """The next keys are about the frame, wherever this one came from: to the text with them."""
        if self._session.frame_focus.is_busy:
            self._window.pane.view.setFocus()

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

    @property
    def stops(self) -> list[tuple[QWidget, Callable[[], object]]]:
        """The panel of the open frame, for whoever goes from panel to panel."""
        return [(self._parts.panel, self._parts.panel.list.setFocus)] if self._parts else []

    def _on_clicked(self, item_id: str) -> None:
        if self._session.frame_focus.is_busy:
            self.parts.hands.click(item_id)

    def _on_link_drawn(self, source_id: str, target_id: str, place: QPoint) -> None:
        self.parts.ask_role(source_id, target_id, place)

    def _on_drawing_clicked(self, hit: FrameHit) -> None:
        """An empty role was clicked: begin to fill it."""
        from gui.text.frames.hit import FramePart

        if hit.part is FramePart.VACANCY and hit.frame_id == self._session.frame_focus.frame_id:
            self.parts.hands.begin(hit.role)

    def _on_step(self, index: int) -> None:
        """Say what a new step on a span did to the frames that it is in."""
        is_new, self._index = index == self._index + 1, index
        desk, project = self._session.desk, self._session.project
        command = self._session.undo_stack.command(index - 1) if is_new else None
        if desk is None or project is None or not isinstance(command, EditCommand):
            return
        if not desk.annotations.frames and not _touches_frames(command.edit):
            return
        from annotate.frames.notes import note_of

        note = note_of(command.edit, desk, project.schema)
        if note is not None:
            self._window.banner.say_here(_sentence(note))

    def _on_focus_changed(self) -> None:
        # Another part of the window may have opened it.
        if self._session.frame_focus.is_busy:
            self.parts.show_soon()


def _tr(text: str) -> str:
    return QCoreApplication.translate("FrameFlows", text)


def _touches_frames(edit: Edit) -> bool:
    return any(isinstance(item, PutFrame) for item in primitives(edit))


def _sentence(note: FrameNote) -> str:
    """What a step on a span did to frames, in words."""
    parts: list[str] = []
    if note.gone:
        parts.append(
            counted(
                note.gone, _tr("Its event went with it."), _tr("Its {count} events went with it.")
            )
        )
    if note.left:
        parts.append(
            counted(note.left, _tr("It left the event it was in."), _tr("It left {count} events."))
        )
    if note.faults:
        parts.append(
            counted(
                note.faults,
                _tr("One role or filler does not go with that label; it is marked."),
                _tr("{count} roles or fillers do not go with that label; they are marked."),
            )
        )
    return f"“{shortened(note.words, 40)}”: {' '.join(parts)}"
