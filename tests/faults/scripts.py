"""What the children of the zygote do: a window under scripted keys, and command lines.

Each writes an acknowledgement for what the annotator was shown as saved, at once and unbuffered,
so that it outlives a kill -9 of the next instruction.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotate.annotations import AnnotationSet

if TYPE_CHECKING:
    from gui.application import Application

KEYS = (
    *(("A",) * 6),
    *(("X",) * 3),
    *(("Tab", "N", "Shift+Tab", "Space") * 2),
    *(("Del", "1", "2", "3", "4") * 2),
    *("Alt+Right", "Alt+Left", "Alt+Up", "Alt+Down", "R", "Return"),
    *("Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Shift+PgDown", "Shift+PgUp"),
    *("Ctrl+Return", "PgDown", "PgUp", "Ctrl+Shift+A"),
)


class Acks:
    """Lines of JSON in a file, each one write."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def say(self, **values: object) -> None:
        self._file.write((json.dumps(values) + "\n").encode())


def as_plain(annotations: AnnotationSet) -> dict[str, Any]:
    """Everything that a correction changes, as JSON."""
    return {
        "spans": [[x.id, x.start, x.end, x.label, str(x.layer)] for x in annotations.spans],
        "decisions": sorted(
            [x.suggestion_id, str(x.kind), x.span_id] for x in annotations.decisions.values()
        ),
        "state": str(annotations.state),
    }


def last_seq(application: Application) -> int:
    """The newest durable step of the open project."""
    project = application.session.project
    assert project is not None
    row = project._reader.execute("SELECT coalesce(max(seq), 0) FROM history").fetchone()
    return int(row[0])


def make_window(path: Path | None) -> Application:
    """The whole application with its window, without the workers: they change no correction."""
    from gui.application import Application, make_app

    app = make_app(["spandesk"])
    application = Application(app)
    application.start(path)
    application.window.centre.removeEventFilter(application)
    application.window.activateWindow()
    for _ in range(3):
        app.processEvents()
    return application


def window(acks: Path, project: str, seed: int, steps: int, leaves: bool = False) -> int:
    """Press keys at full speed; acknowledge whenever the window says that all is saved."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui.saving import SaveState, SaveStatus

    said = Acks(acks)
    application = make_window(Path(project))
    session = application.session
    view = application.window.pane.view

    def on_state(status: SaveStatus) -> None:
        if status.state is SaveState.SAVED and session.desk is not None:
            said.say(
                saved=last_seq(application),
                article=session.desk.article.id,
                gold=as_plain(session.desk.annotations),
            )

    session.save_state_changed.connect(on_state)
    said.say(ready=os.getpid())
    chance = random.Random(seed)
    for _ in range(steps):
        if QApplication.activeModalWidget() is not None:
            QTest.keySequence(QApplication.activeModalWidget(), "Esc")
        roll = chance.random()
        if roll < 0.25 and session.desk is not None:
            tokens = session.desk.tokens
            place = chance.randrange(len(tokens.starts))
            session.set_selection((tokens.starts[place], tokens.ends[place]), tokens.ends[place])
            QTest.keySequence(view, chance.choice("1234"))
        else:
            QTest.keySequence(view, chance.choice(KEYS))
        QApplication.processEvents()
    if leaves:
        application.window.close()
        application.end()
    return 0


def reopened(acks: Path, project: str) -> int:
    """Open as after a crash and say where the reader stands."""
    said = Acks(acks)
    application = make_window(Path(project))
    session, pane = application.session, application.window.pane
    place, offset = pane.view.place()
    said.say(
        article=session.desk.article.id if session.desk else "",
        top=[place, offset],
        caret=session.caret,
        focus=session.focused.start if session.focused else -1,
        zoom=pane.view.text_zoom,
        banner=application.window.banner.text,
        can_undo=session.undo_stack.canUndo(),
    )
    application.window.close()
    application.end()
    return 0


def command(acks: Path, *arguments: str) -> int:
    """Run the command line as it is called in a terminal."""
    from main import main

    Acks(acks).say(ready=os.getpid())
    return main(list(arguments))
