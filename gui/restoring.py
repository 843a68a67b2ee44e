"""Putting a backup in the place of a closed project, on a thread of its own."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotate.errors import AnnotateError, JobCancelled, StoreError

if TYPE_CHECKING:
    from annotate.store.backup import Rule

_log = logging.getLogger(__name__)

WHOLE = 1000
"""What `progressed` counts to."""


class Restoring(QObject):
    """One restoration at a time; the project is whole at every moment, the old one or the new."""

    progressed = Signal(int)
    """How far it is, of `WHOLE`."""
    ended = Signal(object)
    """None, or the `AnnotateError` or `JobCancelled` after which the project is as it was."""
    _came_to_end = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._is_cancelled = False
        self._came_to_end.connect(self._on_end, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether a backup is being put in place."""
        return self._thread is not None

    def start(self, path: Path, backup: Path, *, rule: Rule, annotator: str) -> None:
        """Begin; `ended` tells of the end. Nothing else may be under way."""
        self._is_cancelled = False
        self._thread = threading.Thread(
            target=self._work,
            args=(path, backup, rule, annotator),
            name="spandesk-restore",
            daemon=False,
        )
        self._thread.start()

    def cancel(self) -> None:
        """Ask for the end; once the new file is being named, it is too late."""
        self._is_cancelled = True

    def stop(self) -> None:
        """Ask for the end and wait for it; nobody is told."""
        self.cancel()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _work(self, path: Path, backup: Path, rule: Rule, annotator: str) -> None:
        """On the thread of its own."""
        from annotate.safety import restore_backup

        def note(done: int, total: int) -> None:
            if self._is_cancelled:
                raise JobCancelled
            self.progressed.emit(done * WHOLE // max(total, 1))

        outcome: AnnotateError | JobCancelled | None = None
        try:
            restore_backup(path, backup, rule=rule, annotator=annotator, progress=note)
        except (AnnotateError, JobCancelled) as error:
            outcome = error
        except Exception as error:  # noqa: BLE001 - the border of a thread: the owner must hear it
            _log.exception("a restoration broke")
            outcome = StoreError(path=str(path), reason=repr(error))
        self._came_to_end.emit(outcome)

    def _on_end(self, outcome: object) -> None:
        if self._thread is None:
            # It was stopped.
            return
        self._thread.join()
        self._thread = None
        self.ended.emit(outcome)
