"""What the children of the zygote do: a window under scripted keys, and command lines.

Each writes an acknowledgement for what the annotator was shown as saved, at once and unbuffered,
so that it outlives a kill -9 of the next instruction.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
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
    frames = sorted(annotations.frames.values(), key=lambda frame: frame.id)
    return {
        "spans": [[x.id, x.start, x.end, x.label, str(x.layer)] for x in annotations.spans],
        "frames": [
            [
                x.id,
                x.trigger_id,
                [[a.role, a.span_id] for a in x.arguments],
                [*map(list, x.attributes)],
            ]
            for x in frames
        ],
        "chains": sorted([x.id, *x.span_ids] for x in annotations.chains.values()),
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


class GapMeter:
    """The longest time in which the window did not handle events, in milliseconds."""

    def __init__(self, application: Application) -> None:
        from PySide6.QtCore import QTimer

        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(application)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(5)

    def _on_tick(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, (now - self._last) * 1000 - 5)
        self._last = now


def window(
    acks: Path,
    project: str,
    seed: int,
    steps: int,
    leaves: bool = False,
    keys: Sequence[str] = KEYS,
    clock_jumps: bool = False,
    waits_for: str = "",
) -> int:
    """Press keys at full speed; acknowledge whenever the window says that all is saved.

    With `waits_for` not before there is a file of this name.
    """
    if clock_jumps:
        let_the_clock_jump(seed)
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    session = application.session
    view = application.window.pane.view
    acknowledge(application, said)
    meter = GapMeter(application)
    chance = random.Random(seed)
    while waits_for and not Path(waits_for).exists():
        QApplication.processEvents()
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
            QTest.keySequence(view, chance.choice(keys))
        QApplication.processEvents()
    said.say(gap=meter.longest, pressed=steps)
    if leaves:
        leave_anyway(application)
    return 0


def acknowledge(application: Application, said: Acks) -> None:
    """Say that the window is ready, and from now on whenever it says that all is saved."""
    from gui.saving import SaveState, SaveStatus

    session = application.session

    def on_state(status: SaveStatus) -> None:
        if status.state is SaveState.SAVED and session.desk is not None:
            said.say(
                saved=last_seq(application),
                article=session.desk.article.id,
                gold=as_plain(session.desk.annotations),
            )

    def on_failed(error: object) -> None:
        said.say(failed=type(error).__name__, banner=application.window.banner.text)

    session.save_state_changed.connect(on_state)
    session.failed.connect(on_failed)
    said.say(ready=os.getpid(), banner=application.window.banner.text)


def leave_anyway(application: Application) -> None:
    """Close the window; when it asks because something could not be saved, say so again."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog

    def answer() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QDialog):
            shown.accept()

    asking = QTimer(application)
    asking.timeout.connect(answer)
    asking.start(20)
    application.window.close()
    application.end()


def let_the_clock_jump(seed: int) -> None:
    """From now on the clock of this process goes back by days and forward by years at random."""
    from annotate import clock

    chance = random.Random(seed)

    class Jumping(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Jumping:
            days = chance.choice((0, -2, -400, 11_000))
            moment = datetime.now(tz) + timedelta(days=days)
            return cls.fromisoformat(moment.isoformat())

    clock.datetime = Jumping  # type: ignore[misc]


def slow_window(acks: Path, project: str, held: str) -> int:
    """Once the file is held, make one correction; go on with the window until it is saved.

    `held` is a file that is there while another process holds the project.
    """
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui.saving import SaveState

    said = Acks(acks)
    application = make_window(Path(project))
    session, view = application.session, application.window.pane.view
    said.say(ready=os.getpid())
    while not Path(held).exists():
        QApplication.processEvents()
    meter = GapMeter(application)
    failures: list[str] = []
    session.failed.connect(lambda error: failures.append(type(error).__name__))
    QTest.keySequence(view, "A")
    assert session.desk is not None
    spans = len(session.desk.spans)
    turns = 0
    while session.save_status.state is SaveState.PENDING:
        QApplication.processEvents()
        QTest.keySequence(view, "Tab")
        time.sleep(0.002)
        turns += 1
    said.say(
        state=str(session.save_status.state),
        was_held=Path(held).exists(),
        gap=meter.longest,
        failures=failures,
        spans=spans,
        turns=turns,
    )
    application.window.close()
    application.end()
    return 0


def hold(acks: Path, project: str, held: str, seconds: float) -> int:
    """Hold the file for writing, as another program might, for so long after it has it."""
    from annotate.store.sqlite import connect

    connection = connect(Path(project))
    connection.execute("BEGIN IMMEDIATE")
    Path(held).touch()
    Acks(acks).say(ready=os.getpid())
    time.sleep(seconds)
    # Gone before the file is free: who saves while it is there has not waited.
    Path(held).unlink()
    connection.execute("ROLLBACK")
    connection.close()
    return 0


def read_in_window(acks: Path, project: str, keys: Sequence[str], seed: int) -> int:
    """Read with these keys and say each half second's place, until killed."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    session, view = application.session, application.window.pane.view
    chance = random.Random(seed)
    for _ in range(chance.randrange(3, 12)):
        QTest.keySequence(view, chance.choice(keys))
        QApplication.processEvents()
    deadline = time.monotonic() + 0.8
    while time.monotonic() < deadline:
        QApplication.processEvents()
        time.sleep(0.01)
    said.say(ready=os.getpid(), **place_of(application))
    while session.desk is not None:
        QApplication.processEvents()
        time.sleep(0.01)
    return 0


def place_of(application: Application) -> dict[str, object]:
    """Where the reader stands."""
    session, view = application.session, application.window.pane.view
    item = session.focused
    # What is out of sight gets the focus never back: a key would judge it unseen.
    is_seen = item is not None and view.item_rect(item.id) is not None
    return {
        "article": session.desk.article.id if session.desk else "",
        "top": view.place()[0],
        "caret": session.caret,
        "focus": item.start if item is not None and is_seen else -1,
        "zoom": round(view.text_zoom, 3),
    }


def migrate(acks: Path, project: str) -> int:
    """Open an old project, which brings it up to date."""
    from annotate.project import Project

    Acks(acks).say(ready=os.getpid())
    Project.open(Path(project)).close()
    return 0


def back_up(
    acks: Path, project: str, folder: str, count: int = 10_000, clock_jumps: bool = False
) -> int:
    """Correct and write a backup again and again, each after one more correction."""
    if clock_jumps:
        let_the_clock_jump(count)
    from annotate.articles import ArticleState
    from annotate.edits import PutState
    from annotate.project import Project, Why
    from annotate.store.backup import Rule, Snapshot

    said = Acks(acks)
    with Project.open(Path(project)) as opened:
        said.say(ready=os.getpid())
        ids = opened.article_ids()
        for number in range(count):
            article = opened.article(ids[number % len(ids)])
            state = opened.annotations(article.id).state
            other = ArticleState.DONE if state is not ArticleState.DONE else ArticleState.NEW
            edit = PutState(state, other)
            step = opened.write_edit(article, edit, why=Why.HAND, title="state").result()
            made = Snapshot(opened.path).write(Path(folder), reason="clock", rule=Rule())
            assert made is not None
            said.say(backup=made.path.name, step=step)
    return 0


def opened_in_window(acks: Path, project: str) -> int:
    """Open a project, say what the window says, and leave."""
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    deadline = time.monotonic() + 0.2
    while time.monotonic() < deadline:
        QApplication.processEvents()
    session = application.session
    said.say(
        banner=application.window.banner.text,
        open=session.project is not None,
        read_only=session.project is not None and session.project.is_read_only,
        state=str(session.save_status.state),
        button=application.window.banner.button.text(),
    )
    application.window.close()
    application.end()
    return 0


def reopened(acks: Path, project: str) -> int:
    """Open as after a crash and say where the reader stands."""
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    QApplication.processEvents()
    said.say(
        **place_of(application),
        banner=application.window.banner.text,
        can_undo=application.session.undo_stack.canUndo(),
    )
    application.window.close()
    application.end()
    return 0


def command(acks: Path, *arguments: str) -> int:
    """Run the command line as it is called in a terminal."""
    from main import main

    said = Acks(acks)
    before = peak_memory()
    said.say(ready=os.getpid())
    try:
        return main(list(arguments))
    finally:
        said.say(growth=peak_memory() - before)


def peak_memory() -> float:
    """The most memory that this process has had so far, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def without_right(acks: Path, function: str, project: str, *arguments: str) -> int:
    """Run another of these functions without the right of root to write what is sealed."""
    _give_up_override()
    try:
        with Path(project).open("r+b"):
            is_sealed = False
    except OSError:
        is_sealed = True
    Acks(acks).say(sealed=is_sealed)
    return int(globals()[function](acks, project, *arguments))


def _give_up_override() -> None:
    """Let the modes of files hold for root as well (capabilities(7), CAP_DAC_OVERRIDE)."""
    import ctypes

    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    # Effective, permitted and inheritable, for capabilities 0 to 31 and 32 to 63.
    data = (ctypes.c_uint32 * 6)()
    if libc.capget(head, data) == 0:
        data[0] &= ~(1 << 1)
        libc.capset(head, data)


def run_command(acks: Path, project: str, *words: str) -> int:
    """A command of the command line; the first of the words is its name."""
    return command(acks, words[0], project, *words[1:])


def around(acks: Path, project: str) -> int:
    """Open a project and wait for what the window says of the place where it lies."""
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    banner = application.window.banner
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and "conflict" not in banner.text:
        QApplication.processEvents()
        time.sleep(0.01)
    said.say(banner=banner.text)
    application.window.close()
    application.end()
    return 0


def press(acks: Path, project: str, keys: Sequence[str]) -> int:
    """Press keys and wait until all is saved."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    for key in keys:
        QTest.keySequence(application.window.pane.view, key)
        QApplication.processEvents()
    application.session.settle()
    said.say(pressed=len(keys))
    application.window.close()
    application.end()
    return 0


def long_window(acks: Path, project: str, steps: int) -> int:
    """Open a long article, label in it, make a backup and label while it is written."""
    from PySide6.QtWidgets import QApplication

    from annotate.spans import Layer
    from gui.saving import SaveState

    said = Acks(acks)
    began = time.monotonic()
    application = make_window(Path(project))
    opened = time.monotonic() - began
    session, backing_up = application.session, application.window.safety.backing_up
    made: list[object] = []
    backing_up.made.connect(made.append)
    assert session.project is not None
    label = session.project.schema.in_layer(Layer.ENTITY)[1].name
    slowest = [0.0, 0.0]
    for number in range(steps):
        if number == steps // 2:
            assert backing_up.make("asked")
        began = time.monotonic()
        start = number * 40
        session.create_span(start, start + 5, layer=Layer.ENTITY, label=label)
        QApplication.processEvents()
        taken = (time.monotonic() - began) * 1000
        slowest[backing_up.is_running] = max(slowest[backing_up.is_running], taken)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not made:
        QApplication.processEvents()
        time.sleep(0.005)
    session.settle()
    said.say(
        opened=opened,
        slowest=slowest[0],
        beside=slowest[1],
        saved=session.save_status.state is SaveState.SAVED,
        backed_up=bool(made and made[0]),
    )
    application.window.close()
    application.end()
    return 0


def bereft_window(acks: Path, project: str, elsewhere: str, steps: int) -> int:
    """Correct, lose the file in the middle, correct on, write all of it anew, and correct on."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    path = Path(project)
    application = make_window(path)
    session, window = application.session, application.window

    def work() -> None:
        for _ in range(steps):
            QTest.keySequence(window.pane.view, "A")
            QApplication.processEvents()
        session.settle()

    work()
    for item in path.parent.glob(f"{path.name}*"):
        item.unlink()
    work()
    said.say(state=str(session.save_status.state), banner=window.banner.text)
    is_written = window.safety.lost_file.save_in(Path(elsewhere))
    work()
    assert session.desk is not None
    said.say(
        written=is_written,
        state=str(session.save_status.state),
        article=session.desk.article.id,
        gold=as_plain(session.desk.annotations),
    )
    time.sleep(3600)  # until it is killed
    return 0


def through_all(acks: Path, project: str, keys: Sequence[str]) -> int:
    """Press the keys in each article of the list."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    session, view = application.session, application.window.pane.view
    failures: list[str] = []
    session.failed.connect(lambda error: failures.append(repr(error)))
    assert session.project is not None
    ids = session.project.article_ids()
    seen = 0
    for article_id in ids:
        session.open_article(article_id)
        for key in keys:
            QTest.keySequence(view, key)
            QApplication.processEvents()
        view.grab()
        seen += 1
    said.say(articles=seen, failures=[x for x in failures if "OverlapForbidden" not in x])
    application.window.close()
    application.end()
    return 0


def search_for(acks: Path, project: str, patterns: Sequence[str]) -> int:
    """Type each pattern into the window's search, in an article made for it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    said = Acks(acks)
    application = make_window(Path(project))
    bar = application.window.pane.find_bar
    application.window.actions_["edit.find"].trigger()
    bar.set_text("a" * 50_000 + "! " + "abcdefgh" * 5_000)
    QTest.keyClick(bar.field, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    longest, counts = 0.0, list[str]()
    for pattern in patterns:
        began = time.monotonic()
        bar.field.setText(pattern)
        QApplication.processEvents()
        longest = max(longest, time.monotonic() - began)
        counts.append(bar.count_text)
    said.say(longest=longest * 1000, counts=counts)
    application.window.close()
    application.end()
    return 0


def without_network(acks: Path, command: Sequence[str]) -> int:
    """Run a command; whoever asks for a name or a connection is noted and refused."""
    from main import main

    calls = forbid_network()
    status = main(list(command))
    Acks(acks).say(calls=calls, status=status)
    return 0


def window_without_network(acks: Path, project: str) -> int:
    """Look at every article, the history and the backups without a network."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    calls = forbid_network()
    application = make_window(Path(project))
    view = application.window.pane.view
    for key in ("Tab", "A", "Shift+PgDown", "A", "Ctrl+H"):
        QTest.keySequence(view, key)
        QApplication.processEvents()
    Acks(acks).say(calls=calls)
    application.window.close()
    application.end()
    return 0


def forbid_network() -> list[str]:
    """Refuse every look-up and every connection from now on, and list who asked."""
    import socket

    calls: list[str] = []

    def refuse(*arguments: object, **_: object) -> None:
        calls.append(repr(arguments[:3]))
        raise OSError("no network in this test")

    socket.getaddrinfo = refuse  # type: ignore[assignment]
    socket.create_connection = refuse  # type: ignore[assignment]

    class Closed(socket.socket):
        def connect(self, address: Any) -> None:  # noqa: ANN401 - as the socket module declares it
            if self.family is not socket.AF_UNIX:
                refuse(address)
            super().connect(address)

    socket.socket = Closed  # type: ignore[misc]
    return calls
