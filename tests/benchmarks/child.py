"""A process whose start is measured: `child.py empty|welcome|notice|article [--idle SECONDS]`.

Prints one JSON line: seconds until painted (`wall`, `cpu`), the names of the modules loaded then,
and with `--idle` the resident memory (MiB) after that many seconds.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from gui.application import Application


def main(what: str, idle_seconds: float) -> int:
    """Start what is asked, until it is painted; the exit status."""
    return _empty(idle_seconds) if what == "empty" else _application(what, idle_seconds)


def _empty(idle_seconds: float) -> int:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    # Measured with the same means as the application; all of it is loaded by the application too.
    from tests.benchmarks.painted import EmptyWindow, Mark, resident_mib, spent

    app = QApplication([])
    told: dict[str, Any] = {}

    def painted() -> None:
        told.update(spent())
        QTimer.singleShot(int(idle_seconds * 1000), app.quit)

    window = EmptyWindow(Mark(painted))
    window.show()
    app.exec()
    told["memory"] = resident_mib()
    sys.stdout.write(json.dumps(told))
    return 0


def _application(what: str, idle_seconds: float) -> int:
    from main import quicken

    quicken()  # as `main.main` does before it imports the window
    from PySide6.QtGui import QPaintEvent

    from gui import application
    from gui.panels.pages import NoticePage, WelcomePage
    from gui.text.view import ArticleView
    from main import main as run
    from tests.benchmarks.painted import Mark, spent

    told: dict[str, Any] = {}
    started: list[Application] = []
    widget: Any = {"article": ArticleView, "welcome": WelcomePage, "notice": NoticePage}[what]
    paint, start = widget.paintEvent, application.Application.start

    def painted() -> None:
        told.update(spent())
        told["modules"] = sorted(sys.modules)
        told["article"] = _shown(started[0])
        if idle_seconds:
            _when_idle(started[0], idle_seconds, told)
            return
        # Nothing that comes later is measured, and the worker need not start for it.
        started[0].end()
        sys.stdout.write(json.dumps(told))
        sys.stdout.flush()
        os._exit(0)

    mark = Mark(painted)

    def paint_and_tell(self: QWidget, event: QPaintEvent) -> None:
        paint(self, event)
        mark.post()

    def start_and_keep(self: Application, path: Path | None) -> None:
        started.append(self)
        start(self, path)

    widget.paintEvent = paint_and_tell
    application.Application.start = start_and_keep  # type: ignore[method-assign]
    status = run([])
    sys.stdout.write(json.dumps(told))
    return status


def _when_idle(application: Application, seconds: float, told: dict[str, Any]) -> None:
    """Note the memory some seconds after the worker is ready, then quit."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from annotate.jobs import WorkerState
    from tests.benchmarks.painted import child_processes, resident_mib

    def note() -> None:
        told["memory"] = resident_mib()
        told["worker"] = max(map(resident_mib, child_processes()), default=0.0)
        QApplication.quit()

    def look() -> None:
        if application.jobs.worker_status.state is WorkerState.READY:
            poll.stop()
            QTimer.singleShot(int(seconds * 1000), note)

    poll = QTimer(application)
    poll.timeout.connect(look)
    poll.start(100)


def _shown(application: Application) -> dict[str, Any]:
    """What is on the screen, so that a measure of an empty page is noticed."""
    desk = application.session.desk
    lines = application.window.pane.view.paint_summary().lines if desk else ()
    return {
        "characters": len(desk.article.text) if desk else 0,
        "lines": len(lines),
        "spans": sum(len(line.pieces) for line in lines),
    }


if __name__ == "__main__":
    idle = float(sys.argv[3]) if "--idle" in sys.argv else 0.0
    sys.exit(main(sys.argv[1], idle))
