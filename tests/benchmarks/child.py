"""A process whose start is measured: `child.py KIND [--idle SECONDS]`.

KIND is empty, welcome, notice, article, whole or closed: "article" is painted when the text with
its spans is on the screen, "whole" when everything around it is there as well; "closed" is whole
and then closed, as its user would.

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

    from main import main as run
    from tests.benchmarks.painted import Mark, spent

    told: dict[str, Any] = {}
    started: list[Application] = []
    widget = _painted_widget(what)
    paint = widget.paintEvent

    def painted() -> None:
        told.update(spent())
        told["modules"] = sorted(sys.modules)
        told["article"] = _shown(shown)
        if idle_seconds:
            _when_idle(started[0], idle_seconds, told)
            return
        # Nothing that comes later is measured, and the worker need not start for it.
        if what == "closed":
            started[0].window.close()
        if started:
            started[0].end()
        sys.stdout.write(json.dumps(told))
        sys.stdout.flush()
        os._exit(0)

    mark = Mark(painted)
    shown: list[QWidget] = []

    def paint_and_tell(self: QWidget, event: QPaintEvent) -> None:
        paint(self, event)
        shown.append(self)
        mark.post()

    widget.paintEvent = paint_and_tell
    if what != "article":  # the article is painted before there is an application
        _keep_application(started)
    status = run([])
    sys.stdout.write(json.dumps(told))
    return status


def _painted_widget(what: str) -> Any:  # noqa: ANN401  (its paint event is replaced)
    """The class whose paint is waited for; what loads it is loaded by the start anyway."""
    if what == "article":
        from gui.glance import GlanceView

        return GlanceView
    from gui.panels.pages import NoticePage, WelcomePage
    from gui.text.view import ArticleView

    return {
        "whole": ArticleView,
        "closed": ArticleView,
        "welcome": WelcomePage,
        "notice": NoticePage,
    }[what]


def _keep_application(started: list[Application]) -> None:
    from gui import application

    start = application.Application.start

    def start_and_keep(self: Application, path: Path | None) -> None:
        started.append(self)
        start(self, path)

    application.Application.start = start_and_keep  # type: ignore[method-assign]


def _when_idle(application: Application, seconds: float, told: dict[str, Any]) -> None:
    """Note the memory some seconds after the worker is ready, then quit."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from annotate.workers.jobs import WorkerState
    from tests.benchmarks.painted import child_processes, resident_mib

    def note() -> None:
        told["memory"] = resident_mib()
        told["worker"] = max(map(resident_mib, child_processes()), default=0.0)
        QApplication.quit()

    def look() -> None:
        jobs = application.jobs
        if jobs is not None and jobs.worker_status.state is WorkerState.READY:
            poll.stop()
            QTimer.singleShot(int(seconds * 1000), note)

    poll = QTimer(application)
    poll.timeout.connect(look)
    poll.start(100)


def _shown(painted: list[QWidget]) -> dict[str, Any]:
    """What is on the screen, so that a measure of an empty page is noticed."""
    from gui.text.canvas import Canvas

    view = painted[-1]
    lines = view.paint_summary().lines if isinstance(view, Canvas) else ()
    return {
        "characters": len(view.text) if isinstance(view, Canvas) else 0,
        "lines": len(lines),
        "spans": sum(len(line.pieces) for line in lines),
    }


if __name__ == "__main__":
    idle = float(sys.argv[3]) if "--idle" in sys.argv else 0.0
    sys.exit(main(sys.argv[1], idle))
