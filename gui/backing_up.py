"""Backups while one works: a moment is fixed at once, and written by a thread of its own."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotate.errors import AnnotateError, JobCancelled
from gui.session import Session

if TYPE_CHECKING:
    from annotate.settings import Settings
    from annotate.store.backup import Backup

_log = logging.getLogger(__name__)
_AFTER_OPENING_MS = 4_000
"""The first paint and the first suggestions go before the backup of what was opened."""
_BULK_PAUSE_S = 600.0
"""Seconds in which one backup stands for all bulk edits of one article each."""


class BackingUp(QObject):
    """Makes backups of the open project: after opening, by the clock, and before bulk edits."""

    made = Signal(object)
    """The `Backup` that was made, or None when the newest says the same."""
    failed = Signal(object)
    """`AnnotateError`."""
    _ended = Signal(object)

    def __init__(self, session: Session, settings: Settings, parent: QObject | None = None) -> None:
        """Watch the session; nothing is made yet."""
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._thread: threading.Thread | None = None
        self._is_stopping = False
        self._last_bulk = 0.0
        self._has_failed = False
        self._clock = QTimer(self)
        self._clock.timeout.connect(lambda: self.make("clock"))
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(_AFTER_OPENING_MS)
        self._opening.timeout.connect(self._on_opened_long_enough)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        session.project_opened.connect(self._on_project_opened)
        session.bulk_edit_coming.connect(self.before_bulk)

    @property
    def is_running(self) -> bool:
        """Whether a backup is being written."""
        return self._thread is not None

    def make(self, reason: str) -> bool:
        """Fix the present moment and write it in the background; whether that was begun."""
        project = self._session.project
        if project is None or project.is_read_only or self._thread is not None:
            return False
        from annotate.safety import folder_of, rule_of
        from annotate.store.backup import Snapshot

        rule = rule_of(self._settings)
        try:
            snapshot = Snapshot(project.path)
        except AnnotateError as error:
            self._tell(error)
            return False
        folder = folder_of(project, rule)
        self._is_stopping = False

        def note(_left: int, _all: int) -> None:
            if self._is_stopping:
                raise JobCancelled

        def work() -> None:
            outcome: Backup | AnnotateError | None
            try:
                outcome = snapshot.write(folder, reason=reason, rule=rule, note=note)
            except JobCancelled:
                outcome = None
            except AnnotateError as error:
                outcome = error
            except Exception:  # noqa: BLE001 - the border of a thread
                _log.exception("a backup broke")
                outcome = None
            self._ended.emit(outcome)

        self._thread = threading.Thread(target=work, name="spandesk-backup", daemon=False)
        self._thread.start()
        return True

    def before_bulk(self) -> None:
        """A bulk edit of the open article is coming: keep what is there, at most every so often."""
        import time

        if time.monotonic() - self._last_bulk > _BULK_PAUSE_S or not self._last_bulk:
            self._last_bulk = time.monotonic()
            self.make("bulk")

    def before_many(self) -> None:
        """An edit of many articles is coming: keep what is there in any case."""
        self.make("bulk")

    def stop(self) -> None:
        """Give up what is being written, and wait for the thread; no half backup stays."""
        self._clock.stop()
        self._opening.stop()
        self._is_stopping = True
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _on_project_opened(self) -> None:
        project = self._session.project
        if project is None or project.is_read_only:
            return
        self._last_bulk = 0.0
        self._has_failed = False
        # A moment that is still being read keeps the log of the project from being merged.
        project.before_close.append(self.stop)
        self._opening.start()
        self._clock.stop()

    def _on_opened_long_enough(self) -> None:
        """Back up what was opened, and from now on by the clock."""
        from annotate.safety import minutes_between

        self.make("open")
        minutes = minutes_between(self._settings)
        if minutes:
            self._clock.start(int(minutes * 60_000))

    def _on_ended(self, outcome: object) -> None:
        if self._thread is None:
            return
        self._thread.join()
        self._thread = None
        if isinstance(outcome, AnnotateError):
            self._tell(outcome)
        else:
            self._has_failed = False
            self.made.emit(outcome)

    def _tell(self, error: AnnotateError) -> None:
        """Say once that backups fail: each attempt would say it again."""
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(error)
