"""Says when something was really painted, and what the process had cost until then.

The mark is an event of high priority that the paint posts: it is met after the whole window has
been painted and flushed, and before anything else that waits in the queue.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

STARTED = "SPANDESK_BENCH_STARTED"
"""Name of the variable with the moment before the process was started (monotonic seconds)."""


class Mark(QObject):
    """Calls `done` once, after the paint that `post` was called in."""

    def __init__(self, done: Callable[[], None]) -> None:
        super().__init__()
        self._done = done
        self._is_posted = False

    def post(self) -> None:
        """From within a paint: the window is painted when the event comes."""
        if not self._is_posted:
            self._is_posted = True
            event = QEvent(QEvent.Type.User)
            QCoreApplication.postEvent(self, event, Qt.EventPriority.HighEventPriority.value)

    def customEvent(self, event: QEvent) -> None:  # noqa: N802 - an override of Qt
        self._done()


class EmptyWindow(QWidget):
    """The least that a PySide6 application can show."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.resize(1280, 800)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - an override of Qt
        self._mark.post()


def spent() -> dict[str, float]:
    """Seconds since the start of this process: of the clock, and of its processor time."""
    return {"wall": time.monotonic() - float(os.environ[STARTED]), "cpu": time.process_time()}


def resident_mib(process: str = "self") -> float:
    """Resident memory of a process in MiB; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/statm", encoding="ascii") as stream:  # noqa: PTH123 - no pathlib in what is measured
            pages = int(stream.read().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


def child_processes() -> list[str]:
    """Ids of the processes that this one has started; none where the system does not say."""
    try:
        with open("/proc/thread-self/children", encoding="ascii") as stream:  # noqa: PTH123 - no pathlib in what is measured
            mine = stream.read().split()
        threads = os.listdir("/proc/self/task")  # noqa: PTH208 - no pathlib in what is measured
    except OSError:
        return []
    found = list(mine)
    for thread in threads:
        with open(f"/proc/self/task/{thread}/children", encoding="ascii") as stream:  # noqa: PTH123 - no pathlib in what is measured
            found += stream.read().split()
    return found
