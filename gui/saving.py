"""Steps on their way to the disk: what is saved, what still waits, and what did not get there."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotate.clock import now

if TYPE_CHECKING:
    from annotate.project import Project
    from gui.commands import EditCommand


_HEAD_START = 0.002
"""Seconds that a paint may be held up for a step to be durable: an eighth of a frame."""
_SHORT_START = 0.0004
"""Seconds that let the writer come as far as waiting for the disk, for which it needs nobody."""
_TURN = 0.0002
"""Seconds after which a thread of Python gives way to another that waits."""
_REMEMBERED = 4
"""How many steps tell how quick the disk is: the quickest of them, for any may meet a hold-up."""


class SaveState(StrEnum):
    """Whether what is shown is on the disk."""

    SAVED = "saved"
    PENDING = "pending"
    FAILED = "failed"
    READ_ONLY = "read_only"
    LOST = "lost"
    """Written, but into a file that does not lie at its place any more."""


@dataclass(frozen=True, slots=True)
class SaveStatus:
    """The state of saving: since when (ISO 8601, UTC), and how many steps are on their way."""

    state: SaveState
    at: str = ""
    pending: int = 0


@dataclass(slots=True)
class Step:
    """A step on its way; `shift` is what it did to the undo stack's index, 1 or -1."""

    command: EditCommand
    shift: int
    is_new: bool
    future: Future[int]


class DiskPace:
    """How long a step takes to be durable on this disk, and how long it is worth waiting for."""

    def __init__(self) -> None:
        """A disk that has done nothing yet is taken for a quick one."""
        self._taken: deque[float] = deque(maxlen=_REMEMBERED)

    def note(self, seconds: float) -> None:
        """A step has taken so long; may be called on any thread."""
        self._taken.append(seconds)

    @property
    def taken(self) -> tuple[float, ...]:
        """Seconds that the last steps have taken, the latest last."""
        return tuple(self._taken)

    @property
    def head_start(self) -> float:
        """Seconds that a step gets before the paint."""
        taken = self.taken
        return _SHORT_START if taken and min(taken) > _HEAD_START else _HEAD_START


class Saving(QObject):
    """Follows each step until the writer has answered, on the thread of the window."""

    status_changed = Signal(object)
    """`SaveStatus`."""
    failed = Signal(object, object)
    """The error, and the `Step`s that did not get to the disk, the last first."""
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is on its way."""
        super().__init__(parent)
        self.status = SaveStatus(SaveState.SAVED)
        self._on_the_way: list[Step] = []
        self.is_in_place: Callable[[], bool] = lambda: True
        """Whether the file that is written is still the one at the path of the project."""
        self.pace = DiskPace()
        # The window's thread and the writer's take turns far more often than Python has them do:
        # neither a paint nor the word that a step is durable waits five milliseconds for the other.
        # The writer asks for its turn with every statement.
        sys.setswitchinterval(_TURN)
        # The writer thread answers; the slot runs on this object's thread.
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def follow(self, step: Step) -> None:
        """Watch a step that the writer has just been given, and give it a head start.

        The writer needs the interpreter that the window is about to paint with. On a quick disk
        a step is durable in less than a millisecond, so it is waited for: then it is shown as saved
        in the very frame that shows the correction. Where the disk is slower nobody waits.
        """
        self._on_the_way.append(step)
        since = perf_counter()
        step.future.add_done_callback(lambda _: self.pace.note(perf_counter() - since))
        if self._is_durable_at_once(step.future):
            self._on_answered(step)
            return
        step.future.add_done_callback(lambda _: self._answered.emit(step))
        self.set_status(SaveState.PENDING)

    def _is_durable_at_once(self, future: Future[int]) -> bool:
        """Wait a moment for the writer: shorter where the disk is slow."""
        try:
            error = future.exception(self.pace.head_start)
        except TimeoutError:
            return False
        # What failed is told by way of the queue, when the step is on the undo stack.
        return error is None

    def settle(self, project: Project) -> None:
        """Wait until every step is durable or has failed, and act on it now."""
        if not self._on_the_way:
            return
        project.flush()
        for step in list(self._on_the_way):
            self._on_answered(step)

    def set_status(self, state: SaveState) -> None:
        """Tell where saving stands; nothing is saved in a file that is gone."""
        if state is SaveState.SAVED and not self.is_in_place():
            state = SaveState.LOST
        is_settled = state in (SaveState.SAVED, SaveState.FAILED, SaveState.LOST)
        self.status = SaveStatus(state, now() if is_settled else "", len(self._on_the_way))
        self.status_changed.emit(self.status)

    def look(self) -> None:
        """Look whether what was saved is still in its place, or is there again."""
        was_saved = self.status.state is SaveState.SAVED
        if was_saved or self.status.state is SaveState.LOST:
            is_saved = self.is_in_place()
            if is_saved is not was_saved:
                self.set_status(SaveState.SAVED if is_saved else SaveState.LOST)

    def _on_answered(self, step: Step) -> None:
        if step not in self._on_the_way:
            return
        error = step.future.exception()
        if error is None:
            self._on_the_way.remove(step)
            self.set_status(SaveState.PENDING if self._on_the_way else SaveState.SAVED)
            return
        # Those behind it were made for a state that never came to be.
        lost = list(reversed(self._on_the_way))
        self._on_the_way.clear()
        self.failed.emit(error, lost)
        self.set_status(SaveState.FAILED)
