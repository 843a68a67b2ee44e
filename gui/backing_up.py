"""Backups while one works: a moment is fixed at once, and written by a thread of its own."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotate.errors import AnnotateError, JobCancelled, StoreError, StoreMissingError
from gui.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from annotate.project import Project
    from annotate.settings import Settings
    from annotate.store.backup import Backup, Rule, Snapshot

_log = logging.getLogger(__name__)
_AFTER_OPENING_MS = 4_000
"""The first paint and the first suggestions go before the backup of what was opened."""
_BULK_PAUSE_S = 600.0
"""Seconds in which one backup stands for all bulk edits of one article each."""


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A moment that is fixed and is to be written; `then` hears what was made."""

    snapshot: Snapshot
    folder: Path
    rule: Rule
    reason: str
    then: Callable[[Backup | None], None] | None


class BackingUp(QObject):
    """Makes backups of the open project: after opening, by the clock, and before bulk edits."""

    made = Signal(object)
    """The `Backup` that was made, or None when the newest says the same."""
    failed = Signal(object)
    """`AnnotateError`."""
    _ended = Signal(object, object)

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        """Watch the session; nothing is made yet."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._thread: threading.Thread | None = None
        self._writing: _Asked | None = None
        self._waiting: deque[_Asked] = deque()
        self._is_stopping = False
        self._last_bulk = 0.0
        self._told: type[AnnotateError] | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._on_clock)
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(_AFTER_OPENING_MS)
        self._opening.timeout.connect(self._on_opened_long_enough)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        session.project_opened.connect(self._on_project_opened)
        session.bulk_edit_coming.connect(lambda count: self.before_bulk(is_many=count > 1))

    @property
    def is_running(self) -> bool:
        """Whether a backup is being written."""
        return self._thread is not None

    def make(self, reason: str, *, then: Callable[[Backup | None], None] | None = None) -> bool:
        """Fix the present moment and write it in the background, one moment after the other.

        Whether the moment was fixed; `then` is called with the `Backup`, or None when the newest
        says the same, and not at all when it fails.
        """
        project = self._session.project
        if project is None or project.is_read_only:
            return False
        from annotate.safety import folder_of, rule_of

        rule = rule_of(self._settings)
        try:
            snapshot = _moment_of(project)
        except AnnotateError as error:
            self._tell(error, reason)
            return False
        self._waiting.append(_Asked(snapshot, folder_of(project, rule), rule, reason, then))
        self._write_next()
        return True

    def _write_next(self) -> None:
        if self._writing is not None or not self._waiting:
            return
        self._writing = asked = self._waiting.popleft()
        self._is_stopping = False
        self._thread = threading.Thread(
            target=self._write, args=(asked,), name="spandesk-backup", daemon=False
        )
        self._thread.start()

    def _write(self, asked: _Asked) -> None:
        """On the thread of its own."""
        outcome: Backup | AnnotateError | None
        try:
            outcome = asked.snapshot.write(
                asked.folder,
                reason=asked.reason,
                rule=asked.rule,
                is_stopped=lambda: self._is_stopping,
            )
        except JobCancelled:
            outcome = None
        except AnnotateError as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - the border of a thread: the owner must hear it
            _log.exception("a backup broke")
            outcome = StoreError(path=str(asked.folder), reason=repr(error))
        self._ended.emit(asked, outcome)

    def before_bulk(self, *, is_many: bool) -> None:
        """A bulk edit is coming: keep what is there.

        Before one of the open article alone (not `is_many`) only every so often.
        """
        import time

        is_due = not self._last_bulk or time.monotonic() - self._last_bulk > _BULK_PAUSE_S
        if is_many or is_due:
            self._last_bulk = time.monotonic()
            self.make("bulk")

    def stop(self) -> None:
        """Give up what is being written or waits, and wait for the thread; no half backup stays."""
        self._clock.stop()
        self._opening.stop()
        self._is_stopping = True
        while self._waiting:
            self._waiting.popleft().snapshot.close()
        thread, self._thread, self._writing = self._thread, None, None
        if thread is not None:
            thread.join()

    def _on_project_opened(self) -> None:
        project = self._session.project
        if project is None or project.is_read_only:
            return
        self._last_bulk = 0.0
        self._told = None
        # A moment that is still being read keeps the log of the project from being merged.
        project.before_close.append(self.stop)
        self._opening.start()
        self._clock.stop()

    def _on_opened_long_enough(self) -> None:
        """Back up what was opened, and from now on by the clock."""
        self.make("open")
        self._wind()

    def follow_preferences(self) -> None:
        """Go by another clock from now on; one that has begun to wait begins anew."""
        project = self._session.project
        is_working = project is not None and not project.is_read_only
        if is_working and not self._opening.isActive():
            self._wind()

    def _wind(self) -> None:
        from annotate.safety import minutes_between

        wait = int(minutes_between(self._settings) * 60_000)
        if not wait:
            self._clock.stop()
        elif not self._clock.isActive() or self._clock.interval() != wait:
            self._clock.start(wait)

    def _on_clock(self) -> None:
        # A disk that takes longer than the clock must not have ever more moments waiting for it.
        if not self.is_running:
            self.make("clock")

    def _on_ended(self, asked: _Asked, outcome: Backup | AnnotateError | None) -> None:
        if asked is not self._writing or self._thread is None:
            # It was given up.
            return
        self._thread.join()
        self._thread = self._writing = None
        self._write_next()
        if isinstance(outcome, AnnotateError):
            self._tell(outcome, asked.reason)
            return
        self._told = None
        if asked.then is not None:
            asked.then(outcome)
        self.made.emit(outcome)

    def _tell(self, error: AnnotateError, reason: str) -> None:
        """Say once why backups fail, as each attempt would say it again, but answer who asked."""
        if reason == "asked" or self._told is not type(error):
            self._told = type(error)
            self.failed.emit(error)


def _moment_of(project: Project) -> Snapshot:
    """The present moment; raises a `StoreError`, also when the file at the path is another one."""
    from annotate.store.backup import Snapshot

    try:
        snapshot = Snapshot(project.path)
    except StoreError:
        _require_place(project)
        raise
    try:
        # Looked at when the file is open: in its place may lie somebody else's by now.
        _require_place(project)
    except StoreError:
        snapshot.close()
        raise
    return snapshot


def _require_place(project: Project) -> None:
    if not project.is_in_place:
        raise StoreMissingError(path=str(project.path))
