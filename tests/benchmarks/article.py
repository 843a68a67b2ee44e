"""Work on an article in the whole window: open, next, correct; until painted and until durable.

S has 3,300 characters with 40 spans, L 1,000,000 with 15,000. The window is the real one with all
its panels; the worker processes are not started, so that nothing else runs. What is painted is
measured in processor time of this process, what is made durable by the clock, with a write of the
same size to a file of the same folder in turn with it.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from annotate.compat import override
from annotate.project import Project
from annotate.spans import Span
from gui.application import Application, make_app
from gui.entry import collect_again
from gui.jobs import Jobs
from gui.session import SaveState, SaveStatus
from tests.benchmarks.desks import make_project
from tests.benchmarks.measuring import (
    BareCommits,
    Spent,
    SyncedFile,
    in_turn,
    median,
    waited_for_a_core,
)
from tests.benchmarks.options import Options
from tests.benchmarks.painted import Mark
from tests.benchmarks.rows import Row, against_floor, at_most, reported

SMALL = 6
"""Articles of the size S in the project; L comes behind them."""

_PATIENCE = 60.0
# The best of the tools that were measured on the same work.
_OPEN_S, _NEXT, _OPEN_L, _DURABLE = 8, 130, 900, 50


def rows(options: Options) -> Iterator[Row]:
    """Open, next article, and one correction, on S and on L."""
    times = 5 if options.is_quick else 15
    records = [*islice(options.corpus("M"), SMALL), *options.corpus("L")]
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "bench.spandesk"
        make_project(path, records).close()
        with_window = Window(path)
        try:
            yield from _opening(with_window, times)
            synced = SyncedFile(Path(directory))
            for size, article_id in (("S", records[0]["id"]), ("L", records[-1]["id"])):
                yield from _correcting(with_window, size, article_id, synced, times * 2)
            synced.close()
        finally:
            with_window.close()


def _opening(window: Window, times: int) -> Iterator[Row]:
    ids = window.ids
    first, second, long = ids[0], ids[1], ids[-1]

    def opened(article_id: str) -> Callable[[], Spent]:
        return lambda: window.painted(lambda: window.session.open_article(article_id))

    def project() -> Spent:
        path = window.project.path
        window.session.open_article(first)
        window.session.close_project()
        window.settle()
        return window.painted(lambda: window.application.flows.open_path(str(path)))

    whole = in_turn(project, times=times)[0]
    yield reported("article: open a project with S to painted, CPU", whole.cpu, unit="ms")
    window.session.open_article(long)
    # S is opened from another S; the way back from L is not counted.
    _, one, reopened = in_turn(opened(first), opened(second), opened(long), times=times)
    yield at_most("article: open S to painted, CPU", one.cpu, most=_OPEN_S)
    yield reported("article: open S to painted, clock", one.wall, unit="ms")
    window.session.open_article(first)

    def following() -> Spent:
        if window.session.desk is None or window.session.desk.article.id == ids[-2]:
            window.session.open_article(first)
        window.settle()
        return window.painted(window.session.next_article)

    step = in_turn(following, times=times)[0]
    yield at_most("article: next article to painted, CPU", step.cpu, most=_NEXT)
    yield at_most("article: open L to painted, CPU", reopened.cpu, most=_OPEN_L)
    yield reported("article: open L to painted, clock", reopened.wall, unit="ms")


def _correcting(
    window: Window, size: str, article_id: str, synced: SyncedFile, times: int
) -> Iterator[Row]:
    window.session.open_article(article_id)
    desk = window.session.desk
    assert desk is not None
    spans = list(desk.spans)
    span = spans[len(spans) // 2]
    window.session.focus(span.id)
    window.settle()
    painted: list[Spent] = []
    durable: list[Spent] = []
    shown: list[Spent] = []
    floor: list[Spent] = []
    commit: list[Spent] = []
    commits = BareCommits(window.project.path.parent)
    for number in range(times + 2):
        taken, *least = corrected_in_turn(window, span, (synced, commits), number)
        if number >= 2:
            for kept, spent in zip(
                (painted, durable, shown, floor, commit), (*taken, *least), strict=True
            ):
                kept.append(spent)
    commits.close()
    sync, bare = median(floor).wall, median(commit).wall
    name = f"article: a correction on {size} to"
    yield at_most(f"{name} painted, CPU", median(painted).cpu, most=16)
    yield at_most(f"{name} durable, clock", median(durable).wall, most=_DURABLE, floor=sync)
    yield against_floor(f"{name} shown as saved, clock", median(shown).wall, sync, most=1.3)
    saved = f"{name} shown as saved, against a bare commit of one row, clock"
    yield reported(saved, median(shown).wall, unit="ms", floor=bare)


class Window:
    """The real window on a project."""

    def __init__(self, path: Path) -> None:
        self.application = Application(make_app(["spandesk"]))
        self.session = self.application.session
        # The worker is asked, as always, but it is never started.
        self.jobs = Jobs(self.application)
        self.session.attach_jobs(self.jobs, may_run=self.application.flows.may_run)
        self.application.flows.open_path(str(path))
        self.application.window.resize(1280, 800)
        self.application.window.show()
        # As the application does once it has been painted.
        collect_again()
        self._watch = _Watch()
        self.application.window.pane.view.viewport().installEventFilter(self._watch)
        self.settle()
        self.ids = self.project.article_ids()

    @property
    def project(self) -> Project:
        """The open project."""
        assert self.session.project is not None
        return self.session.project

    def settle(self) -> None:
        """Let everything happen that waits: layouts, prefetched pages, the map, writes."""
        self.project_flush()
        until = time.monotonic() + 0.15
        while time.monotonic() < until:
            QApplication.processEvents()
        gc.collect()

    def project_flush(self) -> None:
        """Wait for the writer."""
        if self.session.project is not None:
            self.session.project.flush()

    def watch(self, mark: Mark | None) -> None:
        """Post `mark` with each paint of the view from now on; `None`: none."""
        self._watch.mark = mark

    def painted(self, work: Callable[[], object], *, settles: bool = True) -> Spent:
        """What `work` costs until the article view has been painted."""
        if settles:
            self.settle()
        done: list[_Moment] = []
        self._watch.mark = Mark(lambda: done.append(_moment()))
        began = _beginning()
        work()
        _until(lambda: bool(done))
        self._watch.mark = None
        return _between(began, done[0])

    def corrected(self, span: Span, *, settles: bool = True) -> tuple[Spent, Spent, Spent]:
        """Relabel a span: until painted, until it is on the disk, until it is shown as saved."""
        session = self.session
        project = self.project
        current = session.desk.spans.get(span.id) if session.desk else None
        assert current is not None
        layer = current.layer
        labels = [label.name for label in project.schema.in_layer(layer)][:2]
        label = labels[1] if current.label == labels[0] else labels[0]
        if settles:
            self.settle()
        painted: list[_Moment] = []
        durable: list[_Moment] = []
        shown: list[_Moment] = []

        def moment(into: list[_Moment]) -> None:
            into.append(_moment())

        def on_saved(status: SaveStatus) -> None:
            if status.state is SaveState.SAVED:
                moment(shown)

        write = project.write_edit

        def watched(*args: object, **named: object) -> object:
            future = write(*args, **named)  # type: ignore[arg-type]
            # On the thread of the writer: its waits are not those of the window, which is to go on.
            future.add_done_callback(
                lambda _: durable.append((time.perf_counter(), time.process_time(), began[2]))
            )
            return future

        project.write_edit = watched  # type: ignore[method-assign,assignment]
        session.save_state_changed.connect(on_saved)
        self._watch.mark = Mark(lambda: moment(painted))
        began = _beginning()
        session.give_label(layer, label)
        _until(lambda: bool(painted and durable and shown))
        # While suggesters run their answers are saved as well: `shown` is the first word of it.
        del project.write_edit
        session.save_state_changed.disconnect(on_saved)
        self._watch.mark = None
        return tuple(_between(began, into[0]) for into in (painted, durable, shown))  # type: ignore[return-value]

    def close(self) -> None:
        """End the application's parts; the `QApplication` stays for the next group."""
        self.application.window.close()
        self.application.end()
        self.jobs.close()
        self.application.deleteLater()
        self.application.window.deleteLater()
        QApplication.processEvents()


def corrected_in_turn(
    window: Window, span: Span, floors: tuple[SyncedFile, BareCommits], turn: int
) -> tuple[tuple[Spent, Spent, Spent], Spent, Spent]:
    """A correction, a write that is synced and a bare commit, each after the same rest.

    Every second time the other way round: whoever syncs first after a rest has to wait for what
    others have written meanwhile.
    """
    synced, commits = floors

    def rested(write: Callable[[], Spent]) -> Spent:
        window.settle()
        return write()

    if turn % 2:
        committed, least = rested(commits.write), rested(synced.write)
        return window.corrected(span), least, committed
    taken = window.corrected(span)
    return taken, rested(synced.write), rested(commits.write)


class _Watch(QObject):
    """Posts the mark when the view is about to be painted."""

    def __init__(self) -> None:
        super().__init__()
        self.mark: Mark | None = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.mark is not None and event.type() == QEvent.Type.Paint:
            self.mark.post()
        return False


def _until(is_done: Callable[[], bool]) -> None:
    late = time.monotonic() + _PATIENCE
    while not is_done():
        QApplication.processEvents()
        if time.monotonic() > late:
            raise TimeoutError("nothing was painted")


_Moment = tuple[float, float, float]
"""Seconds of the clock, of the processor, and of waiting for a core."""


def _beginning() -> _Moment:
    """The clock is read last: to ask the system how long was waited takes time itself."""
    waited, spent = waited_for_a_core(), time.process_time()
    return time.perf_counter(), spent, waited


def _moment() -> _Moment:
    """The clock is read first, as something has just ended."""
    return time.perf_counter(), time.process_time(), waited_for_a_core()


def _between(began: _Moment, ended: _Moment) -> Spent:
    return Spent(*((after - before) * 1000 for before, after in zip(began, ended, strict=True)))
