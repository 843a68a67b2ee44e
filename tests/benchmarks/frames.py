"""Frames of the whole window while the worker starts, loads its model, and suggests in bulk.

A timer asks for a frame sixty times a second, as a reader who scrolls does; a gap is the time from
one painted frame to the next, by the clock. The idle gap of the same run is the floor: it holds
what the machine and the toolkit cost. In the last part keys are pressed all the time.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.workers.jobs import WorkerState
from tests.benchmarks.article import Window
from tests.benchmarks.desks import make_project
from tests.benchmarks.measuring import Spent, SyncedFile, waited_for_a_core
from tests.benchmarks.options import Options
from tests.benchmarks.painted import Mark
from tests.benchmarks.rows import Row, at_most, at_most_above, reported

ARTICLES, FEW = 1_000, 200
FRAME_MS = 1000 / 60
ABOVE_IDLE = 17
_IDLE_S = 4.0
_BULK_S, _SHORT_BULK_S = 15.0, 4.0
_PATIENCE_S = 180.0
_LESS = "less waits for a core"
_KEYS = (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up)


def rows(options: Options) -> Iterator[Row]:
    """The largest gap when idle, while spaCy and a model load, and during a run over all."""
    count = FEW if options.is_quick else ARTICLES
    records = list(islice(options.corpus("M"), count))
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "bench.spandesk"
        make_project(path, records, is_suggested=False).close()
        window = Window(path)
        synced = SyncedFile(Path(directory))
        try:
            yield from _gaps(window, synced, count, is_quick=options.is_quick)
        finally:
            synced.close()
            window.close()


def _gaps(window: Window, synced: SyncedFile, count: int, *, is_quick: bool) -> Iterator[Row]:
    window.settle()
    film = Film(window)
    idle = film.during(_seconds(_IDLE_S))
    yield reported("view: largest frame gap, idle, clock", idle.clock, unit="ms")
    yield reported(f"view: largest frame gap, idle, {_LESS}", idle.own, unit="ms")
    window.jobs.start()
    started = (WorkerState.READY, WorkerState.BUSY)
    gap = film.during(lambda: window.jobs.worker_status.state in started)
    yield from _against_idle("while spaCy is imported", gap, idle)
    suggesting = window.session.suggesting
    assert suggesting is not None
    # The open article was asked about long ago: the suggesters load for it.
    gap = film.during(lambda: not suggesting.state.is_waiting)
    yield from _against_idle("while a model is loaded", gap, idle)
    suggesting.suggest_all()
    seconds = _SHORT_BULK_S if is_quick else _BULK_S
    gap = film.during(_seconds(seconds))
    done = suggesting.state.done
    yield from _against_idle(f"while {count:,} articles are being suggested", gap, idle)
    yield from _pressed(window, synced, is_quick=is_quick)
    yield reported("view: articles suggested meanwhile", suggesting.state.done, unit="articles")
    suggesting.cancel()
    if not done:
        raise RuntimeError("nothing was suggested while frames were counted")


def _against_idle(when: str, gap: Gap, idle: Gap) -> Iterator[Row]:
    name = f"view: largest frame gap {when}"
    yield at_most_above(f"{name}, clock", gap.clock, idle.clock, most=ABOVE_IDLE)
    yield at_most_above(f"{name}, {_LESS}", gap.own, idle.own, most=ABOVE_IDLE)


def _pressed(window: Window, synced: SyncedFile, *, is_quick: bool) -> Iterator[Row]:
    """Keys while the suggesters run: moved and painted; relabelled, durable and shown as saved."""
    moves, labels = (12, 8) if is_quick else (90, 40)
    view = window.application.window.pane.view
    view.setFocus()
    view.set_caret(0)
    window.settle()
    taken = [
        window.painted(lambda key=_KEYS[n % 3]: QTest.keyClick(view, key), settles=False)
        for n in range(moves)
    ]
    yield from _within_a_frame("view: key to painted while suggesters run, p95", taken)
    desk = window.session.desk
    assert desk is not None
    span = next(iter(desk.spans))
    window.session.focus(span.id)
    painted: list[Spent] = []
    durable: list[float] = []
    shown: list[float] = []
    least: list[float] = []
    for _ in range(labels):
        one, two, three = window.corrected(span, settles=False)
        painted.append(one)
        durable.append(two.wall)
        shown.append(three.wall)
        least.append(synced.write().wall)
    name = "view: label key to"
    yield from _within_a_frame(f"{name} painted while suggesters run, p95", painted)
    floor = _p95(least)
    for what, times in (("durable", durable), ("shown as saved", shown)):
        yield reported(f"{name} {what} while suggesters run, p95, clock", _p95(times), unit="ms")
    yield reported("view: fdatasync while suggesters run, p95, clock", floor, unit="ms")


def _within_a_frame(name: str, taken: list[Spent]) -> Iterator[Row]:
    most = round(FRAME_MS, 1)
    yield at_most(f"{name}, clock", _p95([spent.wall for spent in taken]), most=most)
    yield at_most(f"{name}, {_LESS}", _p95([spent.own for spent in taken]), most=most)


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def _seconds(count: float) -> Callable[[], bool]:
    timer = QElapsedTimer()
    timer.start()
    return lambda: timer.elapsed() >= count * 1000


@dataclass(frozen=True)
class Gap:
    """The largest gap between two frames in ms: by the clock, and less the time in it in which the
    window was ready to go on and other processes, the worker too, had the processor."""

    clock: float
    own: float


@dataclass
class Film:
    """Asks for frames and notes when each has been painted."""

    window: Window
    _painted: list[tuple[float, float]] = field(default_factory=list)

    def during(self, is_over: Callable[[], bool]) -> Gap:
        """The largest gap until `is_over`, which is asked at each frame; two frames at least."""
        view = self.window.application.window.pane.view
        self._painted = []
        timer = QTimer()
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(view.viewport().update)
        timer.start(int(FRAME_MS))
        late = time.monotonic() + _PATIENCE_S
        self._watch_next()
        while len(self._painted) < 3 or not is_over():
            QApplication.processEvents()
            if time.monotonic() > late:
                raise TimeoutError("what was waited for did not come")
            # As the event loop does between two events: the interpreter is free for others.
            time.sleep(0.0002)
        timer.stop()
        self.window.watch(None)
        pairs = list(pairwise(self._painted))
        return Gap(
            max(after[0] - before[0] for before, after in pairs) * 1000,
            max(after[0] - before[0] - (after[1] - before[1]) for before, after in pairs) * 1000,
        )

    def _watch_next(self) -> None:
        self.window.watch(Mark(self._on_painted))

    def _on_painted(self) -> None:
        self._painted.append((time.perf_counter(), waited_for_a_core()))
        self._watch_next()
