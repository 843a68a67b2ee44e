"""Answers reach the window's thread as signals; the window stays live whatever the worker does."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.errors import ExportError, JobError, PipelineFailedError
from annotate.workers.jobs import (
    ArticlePart,
    ArticleSuggested,
    StopReason,
    WorkerState,
    WorkerStatus,
)
from gui.jobs import Jobs
from tests.faults import bad_suggesters, functions
from tests.faults.listening import is_alive

WAIT_MS = 90_000


class Log:
    """Everything that a `Jobs` object has said, and on which thread."""

    def __init__(self, jobs: Jobs) -> None:
        self.events: list[tuple[object, ...]] = []
        self.threads: set[QThread] = set()
        for name in (
            "worker_state_changed",
            "article_partly_suggested",
            "article_suggested",
            "suggester_failed",
            "job_progress",
            "job_batch",
            "job_finished",
            "job_failed",
            "job_stopped",
        ):
            getattr(jobs, name).connect(self._noting(name))

    def _noting(self, name: str) -> Callable[..., None]:
        def note(*values: object) -> None:
            self.events.append((name, *values))
            self.threads.add(QThread.currentThread())

        return note

    def of(self, name: str) -> list[tuple[object, ...]]:
        return [event[1:] for event in self.events if event[0] == name]

    def ends(self, job_id: str) -> list[tuple[object, ...]]:
        named = ("job_finished", "job_failed", "job_stopped")
        return [event for event in self.events if event[0] in named and event[1] == job_id] + [
            event
            for event in self.events
            if isinstance(event[1], ArticleSuggested) and event[1].job_id == job_id
        ]

    def state(self) -> WorkerState | None:
        states = [event[0] for event in self.of("worker_state_changed")]
        last = states[-1] if states else None
        return last.state if isinstance(last, WorkerStatus) else None


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Jobs with every misbehaving suggester and function at hand; closed after the test."""
    assert qapp
    made = Jobs(extra_suggesters=bad_suggesters.DOOR, extra_functions=functions.DOOR)
    yield made
    made.close()


@pytest.fixture
def log(jobs: Jobs) -> Log:
    """What `jobs` says."""
    return Log(jobs)


def article(number: int = 0) -> Article:
    return Article(id=f"a{number}", text=f"In Kyiv they met {number} times.")


def end(qtbot: QtBot, log: Log, job_id: str) -> tuple[object, ...]:
    qtbot.waitUntil(lambda: bool(log.ends(job_id)), timeout=WAIT_MS)
    (only,) = log.ends(job_id)
    return only


def test_suggestions_arrive_on_the_window_thread(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()
    with qtbot.waitSignal(jobs.article_suggested, timeout=WAIT_MS) as caught:
        job = jobs.suggest(article(), suggesters=("good", "raises"), revision=7)
    answer = caught.args[0]
    assert isinstance(answer, ArticleSuggested)
    assert (answer.job_id, answer.article_id, answer.revision) == (job, "a0", 7)
    assert (3, 7) in list(answer.tokens)
    assert [(p.start, p.end) for p in answer.proposals] == [(3, 7)]
    ((error,),) = log.of("suggester_failed")
    assert isinstance(error, PipelineFailedError)
    assert error.fields["suggester"] == "raises"
    assert log.threads == {QThread.currentThread()}
    parts = [part for (part,) in log.of("article_partly_suggested")]
    assert all(isinstance(part, ArticlePart) for part in parts)
    assert len(parts) == 3


def test_stale_answers_can_be_told_by_their_revision(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()
    shown: list[int] = []
    current = 3

    def take(answer: ArticleSuggested) -> None:
        if answer.revision == current:
            shown.append(answer.revision)

    jobs.article_suggested.connect(take)
    asked = [jobs.suggest(article(), suggesters=("slow",), revision=r) for r in (1, 2, 3)]
    assert end(qtbot, log, asked[2])[0] == "article_suggested"
    for old in asked[:2]:
        assert end(qtbot, log, old) == ("job_stopped", old, StopReason.SUPERSEDED)
    assert shown == [3]


def test_nothing_runs_before_the_first_paint(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    painted: list[WorkerState | None] = []

    class Window(QWidget):
        def paintEvent(self, event: object) -> None:  # noqa: N802 - Qt asks for it
            painted.append(jobs.worker_status.state)

    window = Window()
    qtbot.addWidget(window)
    jobs.start_after_paint(window)
    job = jobs.suggest(article(), suggesters=("good",))
    function = jobs.run_function("add", left=2, right=2)
    cancelled = jobs.run_function("add", left=3, right=3)
    jobs.cancel(cancelled)
    assert jobs.worker_status.state is WorkerState.STOPPED
    window.show()
    assert end(qtbot, log, job)[0] == "article_suggested"
    assert painted[0] is WorkerState.STOPPED
    assert end(qtbot, log, function) == ("job_finished", function, 4)
    assert end(qtbot, log, cancelled) == ("job_stopped", cancelled, StopReason.CANCELLED)


def test_states_are_told(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()
    qtbot.waitUntil(lambda: log.state() is WorkerState.READY, timeout=WAIT_MS)
    statuses = [status for (status,) in log.of("worker_state_changed")]
    assert isinstance(statuses[-1], WorkerStatus)
    assert {"good", "hangs"} <= {info.name for info in statuses[-1].suggesters}
    # The process for functions comes and goes without a word.
    function = jobs.run_function("add", left=1, right=1)
    end(qtbot, log, function)
    assert [status for (status,) in log.of("worker_state_changed")] == statuses


def test_window_stays_live_while_suggesters_misbehave(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    """Fault 14: the event loop keeps turning; the limit is loose, as machines are noisy."""
    jobs.start()
    qtbot.waitUntil(lambda: log.state() is WorkerState.READY, timeout=WAIT_MS)
    gaps: list[int] = []
    clock = QElapsedTimer()
    clock.start()
    ticker = QTimer()
    ticker.timeout.connect(lambda: gaps.append(clock.restart()))
    ticker.start(5)
    names = ("crashes", "spins", "floods", "bad_spans", "raises", "exits", "good")
    job = jobs.suggest(article(), suggesters=names, time_limit_s=3.0)
    answer = end(qtbot, log, job)[1]
    ticker.stop()
    assert isinstance(answer, ArticleSuggested)
    assert {run.name for run in answer.runs if run.error} == {"crashes", "spins", "raises", "exits"}
    assert max(gaps) < 1000
    assert sorted(gaps)[len(gaps) // 2] < 100


def test_function_streams_batches_and_progress(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()
    job = jobs.run_function("stream", count=25)
    assert jobs.is_busy
    assert end(qtbot, log, job) == ("job_finished", job, 25)
    assert log.of("job_batch") == [(job, number, [number]) for number in range(25)]
    assert log.of("job_progress")[-1] == (job, 25, 25, "number 24")
    assert not jobs.is_busy


def test_receiver_that_raises_does_not_stall_the_stream(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()

    def defect(*_: object) -> None:
        raise RuntimeError("receiver's defect")

    jobs.job_batch.connect(defect)
    with qtbot.captureExceptions() as caught:
        job = jobs.run_function("stream", count=10)
        assert end(qtbot, log, job) == ("job_finished", job, 10)
    assert len(caught) == 10


def test_article_does_not_wait_behind_a_function(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()
    busy = jobs.run_function("stubborn")
    qtbot.waitUntil(lambda: bool(log.of("job_progress")), timeout=WAIT_MS)
    job = jobs.suggest(article(), suggesters=("good",))
    assert end(qtbot, log, job)[0] == "article_suggested"
    assert not log.ends(busy)
    jobs.cancel(busy)
    assert end(qtbot, log, busy) == ("job_stopped", busy, StopReason.CANCELLED)


def test_function_errors(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()
    refused = jobs.run_function("refuse", path=Path("out"))
    name, _, error = end(qtbot, log, refused)
    assert name == "job_failed"
    assert isinstance(error, ExportError)
    unknown = jobs.run_function("annotate.errors:AnnotateError")
    _, _, error = end(qtbot, log, unknown)
    assert isinstance(error, JobError)
    assert error.fields["reason"] == "unknown"


def test_restart_brings_suspended_suggesters_back(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    jobs.start()
    end(qtbot, log, jobs.suggest(article(), suggesters=("dies_on_load",)))
    qtbot.waitUntil(lambda: jobs.worker_status.suspended == ("dies_on_load",), timeout=WAIT_MS)
    jobs.restart_worker()
    qtbot.waitUntil(lambda: jobs.worker_status.suspended == (), timeout=WAIT_MS)


# -- the pool --------------------------------------------------------------------------------------


def test_pool_runs_pure_functions(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    seen: list[int] = []

    def work() -> int:
        seen.append(threading.get_ident())
        return 42

    job = jobs.run(work)
    assert end(qtbot, log, job) == ("job_finished", job, 42)
    assert seen != [threading.get_ident()]
    assert log.threads == {QThread.currentThread()}


def test_pool_errors(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    def refuse() -> None:
        raise ExportError(path="x", reason="y")

    name, _, error = end(qtbot, log, jobs.run(refuse))
    assert (name, type(error)) == ("job_failed", ExportError)
    name, _, error = end(qtbot, log, jobs.run(lambda: 1 // 0))
    assert (name, type(error)) == ("job_failed", JobError)


def test_pool_job_that_is_cancelled_says_so_once(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    gate = threading.Event()
    job = jobs.run(gate.wait)
    jobs.cancel(job)
    gate.set()
    other = jobs.run(lambda: "other")
    end(qtbot, log, other)
    assert end(qtbot, log, job) == ("job_stopped", job, StopReason.CANCELLED)


# -- the end ---------------------------------------------------------------------------------------


def test_close_leaves_nothing(qtbot: QtBot, jobs: Jobs, log: Log) -> None:
    threads = set(threading.enumerate())
    jobs.start()
    end(qtbot, log, jobs.suggest(article(), suggesters=("good",)))
    end(qtbot, log, jobs.run_function("add", left=1, right=1))
    assert jobs._suggesting is not None
    assert jobs._tasks is not None
    pids = [jobs._suggesting.pid, jobs._tasks.pid]
    jobs.suggest(article(1), suggesters=("spins",))
    jobs.run_function("stubborn")
    jobs.close()
    said = len(log.events)
    assert not [pid for pid in pids if pid is not None and is_alive(pid)]
    assert set(threading.enumerate()) <= threads
    QApplication.processEvents()
    assert len(log.events) == said
    jobs.start()
    assert jobs.worker_status.state is WorkerState.STOPPED


def test_asking_after_close_is_harmless(jobs: Jobs) -> None:
    jobs.start()
    jobs.close()
    jobs.suggest(article(), suggesters=("good",))
    jobs.cancel("nobody")
    jobs.close()
