"""The supervisor's promises: order, superseding, cancel, function jobs, start, rest and end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.errors import ExportError, JobError
from annotate.workers.jobs import (
    ArticleSuggested,
    FailureReason,
    JobBatch,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStopped,
    Priority,
    StopReason,
    TokensRequest,
    WorkerConfig,
    WorkerState,
    default_time_limit,
    new_job_id,
)
from annotate.workers.supervisor import Supervisor
from tests.faults.listening import Desk, Listener, is_alive, wait_until
from tests.faults.workers import CONFIG, LIMITS, desks

ROOT = Path(__file__).parents[3]


@pytest.fixture
def make_desk() -> Iterator[Callable[..., Desk]]:
    """Make supervised workers that are stopped, and seen to be gone, after the test."""
    yield from desks()


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    """A started supervisor."""
    return make_desk()


def article(number: int = 0) -> Article:
    return Article(id=f"a{number}", text=f"In Kyiv they met {number} times.")


def keep_busy(desk: Desk) -> str:
    """A job that the worker is at, and will be at for a moment."""
    job = desk.ask("good", "slow", article=article(99), priority=Priority.OPEN)
    desk.listener.wait_for(lambda: bool(desk.listener.parts(job)))
    return job


def order_of_ends(desk: Desk, jobs: list[str]) -> list[str]:
    for job in jobs:
        desk.listener.last(job)
    ends = [a.job_id for a in desk.listener.answers if isinstance(a, ArticleSuggested)]
    return [job for job in ends if job in jobs]


def test_batch_of_fifty(desk: Desk) -> None:
    jobs = [desk.ask("good", "raises", article=article(number)) for number in range(50)]
    assert order_of_ends(desk, jobs) == jobs
    assert all(len(desk.listener.lasts(job)) == 1 for job in jobs)
    assert desk.supervisor.status.deaths == 0


def test_open_article_goes_first(desk: Desk) -> None:
    first = keep_busy(desk)
    batch = [desk.ask("good", article=article(number)) for number in range(1, 6)]
    soon = desk.ask("good", article=article(6), priority=Priority.NEXT)
    opened = desk.ask("good", article=article(7), priority=Priority.OPEN)
    assert order_of_ends(desk, [first, *batch, soon, opened]) == [first, opened, soon, *batch]


def test_open_article_interrupts_a_batch_between_two_suggesters(desk: Desk) -> None:
    job = desk.ask("good", "slow", "raises", "numeric", article=article(1))
    desk.listener.wait_for(lambda: bool(desk.listener.parts(job)))
    opened = desk.ask("good", article=article(2), priority=Priority.OPEN)
    assert order_of_ends(desk, [job, opened]) == [opened, job]
    answer = desk.listener.last(job)
    assert isinstance(answer, ArticleSuggested)
    assert [run.name for run in answer.runs] == ["good", "slow", "raises", "numeric"]
    parts = [part.run.name for part in desk.listener.parts(job) if part.run]
    assert parts == ["good", "slow", "raises", "numeric"]  # each was run once


def test_cancelled_hanging_suggester_does_not_keep_others_waiting(desk: Desk) -> None:
    job = desk.ask("good", "hangs", limit=600.0)
    desk.listener.wait_for(lambda: bool(desk.listener.parts(job)))
    desk.supervisor.cancel(job)
    assert desk.listener.last(job) == JobStopped(job, StopReason.CANCELLED)
    assert desk.runs("good")["good"].error is None
    assert desk.supervisor.status.suspended == ()


def test_newer_request_supersedes_the_waiting_one(desk: Desk) -> None:
    blocker = keep_busy(desk)
    old = desk.ask("good", article=article(1), revision=1)
    new = desk.ask("good", article=article(1), revision=2)
    assert desk.listener.last(old) == JobStopped(old, StopReason.SUPERSEDED)
    answer = desk.listener.last(new)
    assert isinstance(answer, ArticleSuggested)
    assert answer.revision == 2
    desk.listener.last(blocker)


def test_newer_request_supersedes_the_running_one(desk: Desk) -> None:
    old = desk.ask("good", "slow", "good", article=article(1), revision=1)
    desk.listener.wait_for(lambda: bool(desk.listener.parts(old)))
    new = desk.ask("good", article=article(1), revision=2)
    assert desk.listener.last(old) == JobStopped(old, StopReason.SUPERSEDED)
    assert isinstance(desk.listener.last(new), ArticleSuggested)
    seen = len(desk.listener.parts(old))
    assert isinstance(desk.listener.last(desk.ask("good")), ArticleSuggested)
    assert len(desk.listener.parts(old)) == seen
    assert len(desk.listener.lasts(old)) == 1


def test_tokens_and_suggestions_do_not_supersede_each_other(desk: Desk) -> None:
    suggest = desk.ask("slow", article=article(1))
    request = TokensRequest(new_job_id(), article(1), revision=3)
    tokens = desk.supervisor.submit(request)
    answer = desk.listener.last(tokens)
    assert isinstance(answer, ArticleSuggested)
    assert answer.runs == ()
    assert answer.revision == 3
    assert answer.tokens.tokenizer != "rough"
    assert (3, 7) in list(answer.tokens)
    assert isinstance(desk.listener.last(suggest), ArticleSuggested)


def test_parts_come_before_the_whole(desk: Desk) -> None:
    job = desk.ask("good", "slow", tokens=True)
    answer = desk.listener.last(job)
    assert isinstance(answer, ArticleSuggested)
    parts = desk.listener.parts(job)
    assert [part.run.name for part in parts if part.run] == ["good", "slow"]
    assert [list(part.tokens) for part in parts if part.tokens] == [list(answer.tokens)]


def test_versions_that_are_known_are_skipped(desk: Desk) -> None:
    request = replace_skip(desk, (("good", "1"), ("raises", "0")))
    assert [(run.name, run.is_skipped) for run in request.runs] == [
        ("good", True),
        ("raises", False),
    ]


def replace_skip(desk: Desk, known: tuple[tuple[str, str], ...]) -> ArticleSuggested:
    from annotate.workers.jobs import SuggestRequest

    request = SuggestRequest(
        new_job_id(), article(), 0, ("good", "raises"), skip_versions=known, wants_tokens=False
    )
    answer = desk.listener.last(desk.supervisor.submit(request))
    assert isinstance(answer, ArticleSuggested)
    return answer


def test_the_same_suggester_twice_runs_once(desk: Desk) -> None:
    job = desk.ask("good", "good")
    answer = desk.listener.last(job)
    assert isinstance(answer, ArticleSuggested)
    assert [run.name for run in answer.runs] == ["good"]


def test_cancel_of_a_waiting_and_of_a_running_job(desk: Desk) -> None:
    running = desk.ask("good", "slow", "good", article=article(1))
    waiting = desk.ask("good", article=article(2))
    desk.listener.wait_for(lambda: bool(desk.listener.parts(running)))
    desk.supervisor.cancel(waiting)
    desk.supervisor.cancel(running)
    desk.supervisor.cancel("nobody knows this one")
    for job in (waiting, running):
        assert desk.listener.last(job) == JobStopped(job, StopReason.CANCELLED)
    desk.runs("good")
    desk.supervisor.cancel(running)
    desk.runs("good")
    assert len(desk.listener.lasts(running)) == 1
    assert desk.supervisor.status.deaths == 0


def test_default_time_limit_grows_with_the_text() -> None:
    assert default_time_limit(0) == 20
    assert default_time_limit(1_000_000) == 1020


# -- function jobs ---------------------------------------------------------------------------------


def test_function_returns_its_value_and_progress(desk: Desk) -> None:
    job = desk.call("add", left=2, right=3)
    assert desk.listener.last(job) == JobFinished(job, 5)
    assert desk.listener.of(job, JobProgress) == [JobProgress(job, 1, 1, "added")]


def test_function_streams_in_order_whatever_the_size(desk: Desk) -> None:
    job = desk.call("stream", count=300, size=1000)
    assert desk.listener.last(job) == JobFinished(job, 300)
    batches = desk.listener.of(job, JobBatch)
    assert [batch.index for batch in batches] == list(range(300))  # type: ignore[attr-defined]
    assert batches[7].value == [7] * 1000  # type: ignore[attr-defined]
    last = desk.listener.of(job, JobProgress)[-1]
    assert (last.done, last.total) == (300, 300)  # type: ignore[attr-defined]


def test_stream_waits_for_a_receiver_that_lags(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(takes_batches=False)
    job = desk.call("stream", count=12)

    def sent() -> int:
        return len(desk.listener.of(job, JobBatch))

    for taken in range(12):
        desk.listener.wait_for(lambda least=taken + 1: sent() >= least)
        assert sent() <= taken + 4
        desk.supervisor.take_batch(job)
    assert desk.listener.last(job) == JobFinished(job, 12)


def test_waiting_stream_hears_cancel(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(takes_batches=False, limits=replace(LIMITS, grace_s=60))
    job = desk.call("stream", count=12)
    desk.listener.wait_for(lambda: len(desk.listener.of(job, JobBatch)) == 4)
    desk.supervisor.cancel(job)
    assert desk.listener.last(job) == JobStopped(job, StopReason.CANCELLED)
    assert desk.supervisor.status.deaths == 0


def test_our_errors_come_through_and_others_are_described(desk: Desk) -> None:
    refused = desk.listener.last(desk.call("refuse", path=Path("out")))
    assert isinstance(refused, JobFailed)
    assert isinstance(refused.error, ExportError)
    assert refused.error.fields["reason"] == "no room"
    broken = desk.listener.last(desk.call("breaks"))
    assert isinstance(broken, JobFailed)
    assert isinstance(broken.error, JobError)
    assert broken.error.fields == {
        "job": "breaks",
        "reason": FailureReason.RAISED,
        "detail": "ZeroDivisionError: two by zero",
    }


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        ("die", FailureReason.DIED),
        ("eat", FailureReason.MEMORY),
        ("gives_numpy", FailureReason.DIED),
        ("gives_lock", FailureReason.RAISED),
        ("os:getcwd", "unknown"),
        ("tests.faults.functions:add", "unknown"),
    ],
)
def test_function_that_fails_ends_its_job_only(desk: Desk, function: str, reason: str) -> None:
    failed = desk.listener.last(desk.call(function))
    assert isinstance(failed, JobFailed)
    assert failed.error.fields["reason"] == reason
    job = desk.call("add", left=1, right=1)
    assert desk.listener.last(job) == JobFinished(job, 2)


def test_cancelled_function_puts_its_files_away(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "half"
    job = desk.call("tidy", path=path)
    desk.listener.wait_for(lambda: bool(desk.listener.of(job, JobProgress)))
    assert path.exists()
    desk.supervisor.cancel(job)
    assert desk.listener.last(job) == JobStopped(job, StopReason.CANCELLED)
    assert not path.exists()
    assert desk.supervisor.status.deaths == 0


def test_closing_lets_a_function_put_its_files_away(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "half"
    job = desk.call("tidy", path=path)
    desk.listener.wait_for(lambda: bool(desk.listener.of(job, JobProgress)))
    desk.supervisor.stop()
    assert not path.exists()
    assert isinstance(desk.listener.last(job), JobStopped)


def test_function_that_ignores_cancel_is_killed(desk: Desk) -> None:
    job = desk.call("stubborn")
    desk.listener.wait_for(lambda: bool(desk.listener.of(job, JobProgress)))
    desk.supervisor.cancel(job)
    assert desk.listener.last(job) == JobStopped(job, StopReason.CANCELLED)
    other = desk.call("add", left=1, right=1)
    assert desk.listener.last(other) == JobFinished(other, 2)


def test_function_time_limit(desk: Desk) -> None:
    failed = desk.listener.last(desk.call("stubborn", limit=0.3))
    assert isinstance(failed, JobFailed)
    assert failed.error.fields["reason"] == FailureReason.TIMEOUT


# -- the process -----------------------------------------------------------------------------------


def test_worker_is_modest_and_knows_no_window(desk: Desk) -> None:
    answer = desk.listener.last(desk.call("environment"))
    assert isinstance(answer, JobFinished)
    seen = answer.value
    assert isinstance(seen, dict)
    assert seen["nice"] == min(19, os.nice(0) + CONFIG.niceness)
    assert seen["core"] == 0
    assert seen["memory"] == CONFIG.memory_bytes
    assert seen["main"] is None  # nothing of the application's main module runs again
    modules = set(seen["modules"])
    assert not modules & {"PySide6", "shiboken6", "gui", "spacy", "numpy", "pytest", "sqlite_utils"}


def test_states_are_announced(desk: Desk) -> None:
    desk.runs("good")
    desk.listener.wait_for_state(WorkerState.READY)
    desk.supervisor.stop()
    states = [a.state for a in desk.listener.answers if hasattr(a, "state")]
    assert states[0] is WorkerState.STARTING
    assert WorkerState.BUSY in states
    assert states[-1] is WorkerState.STOPPED


def test_real_suggesting_worker_says_what_it_has(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(config=WorkerConfig())
    status = desk.listener.wait_for_state(WorkerState.READY)
    assert status.seconds > 0
    assert not [info for info in status.suggesters if not info.name]


def test_lazy_worker_starts_with_the_first_job_and_rests(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(is_lazy=True, limits=replace(LIMITS, idle_s=0.05))
    assert desk.supervisor.pid is None
    job = desk.call("add", left=1, right=1)
    assert desk.listener.last(job) == JobFinished(job, 2)
    wait_until(lambda: desk.supervisor.pid is None, "the rest")
    job = desk.call("add", left=2, right=2)
    assert desk.listener.last(job) == JobFinished(job, 4)
    assert desk.supervisor.status.deaths == 0


def test_nothing_is_left_after_stop(make_desk: Callable[..., Desk]) -> None:
    threads, pipes = set(threading.enumerate()), open_pipes()
    for busy in (False, True):
        desk = make_desk()
        desk.runs("good")
        pid = desk.supervisor.pid
        assert pid is not None
        left = [desk.ask("spins", article=article(1)), desk.ask("good", article=article(2))]
        if busy:
            desk.listener.wait_for_state(WorkerState.BUSY)
        began = time.monotonic()
        desk.supervisor.stop()
        assert time.monotonic() - began < 10
        assert not is_alive(pid)
        assert desk.supervisor.pid is None
        for job in left:
            assert desk.listener.last(job) == JobStopped(job, StopReason.CLOSED)
    assert set(threading.enumerate()) <= threads
    assert open_pipes() == pipes


def open_pipes() -> int:
    folder = Path("/proc/self/fd")
    if not folder.exists():
        return 0
    targets = []
    for entry in folder.iterdir():
        try:
            targets.append(os.readlink(entry))  # noqa: PTH115 - a pipe is no path
        except OSError:
            continue
    return sum(target.startswith("pipe:") for target in targets)


def test_starts_again_after_stop(desk: Desk) -> None:
    desk.runs("good")
    desk.supervisor.stop()
    desk.supervisor.stop()
    waiting = desk.ask("good")
    desk.supervisor.start()
    desk.supervisor.start()
    assert isinstance(desk.listener.last(waiting), ArticleSuggested)


def test_restart_keeps_what_waits(desk: Desk) -> None:
    jobs = [desk.ask("slow", article=article(number)) for number in range(3)]
    desk.listener.wait_for_state(WorkerState.BUSY)
    desk.supervisor.restart()
    assert all(isinstance(desk.listener.last(job), ArticleSuggested) for job in jobs)


def test_after_a_death_a_second_worker_stands_by(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(config=replace(CONFIG, is_suggesting=True))
    desk.runs("good")
    assert len(desk.supervisor.pids) == 1
    assert desk.runs("exits", "good")["good"].error is None
    wait_until(lambda: desk.supervisor._spare_ready is not None, "the spare")
    spare = desk.supervisor.pids[1]
    assert desk.runs("exits", "good")["good"].error is None
    assert desk.supervisor.pid == spare
    wait_until(lambda: len(desk.supervisor.pids) == 2, "the next spare")
    os.kill(desk.supervisor.pids[1], signal.SIGKILL)
    assert desk.runs("good")["good"].error is None
    wait_until(lambda: len(desk.supervisor.pids) == 1, "the end of the spare")
    assert desk.supervisor.status.deaths == 2
    desk.supervisor.restart()
    desk.runs("good")


def test_a_receiver_that_raises_does_not_stop_the_watch(make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(starts=False)
    listener = Listener()

    def fragile(answer: object) -> None:
        listener(answer)  # type: ignore[arg-type]
        raise RuntimeError("receiver's defect")

    supervisor = Supervisor(fragile, config=CONFIG, limits=LIMITS)
    supervisor.start()
    try:
        other = Desk(supervisor, listener)
        assert other.runs("good")["good"].error is None
        assert other.runs("good")["good"].error is None
    finally:
        supervisor.stop()
    assert desk.supervisor.pid is None


PARENT = """
import sys, threading
from annotate.workers.jobs import SuggestRequest, StepStarted
from annotate.articles import Article
from annotate.workers.supervisor import Supervisor
from tests.faults.workers import CONFIG, LIMITS
supervisor = Supervisor(print, config=CONFIG, limits=LIMITS)
supervisor.start()
name = sys.argv[1]
supervisor.submit(SuggestRequest("j", Article("a", "Kyiv"), 0, ("good", name), (), 600.0, False))
threading.Event().wait()
"""


@pytest.mark.parametrize("name", ["hangs", "spins", "regex_bomb", "none"])
def test_worker_dies_with_its_parent(name: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, name], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        for line in parent.stdout:
            if line.startswith(b"ArticlePart"):
                break
        wait_until(lambda: bool(children(parent.pid)), "the worker")
        workers = children(parent.pid)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        wait_until(lambda: not any(map(is_alive, workers)), "the worker's end")


def children(pid: int) -> list[int]:
    task = Path(f"/proc/{pid}/task")
    found: list[int] = []
    for thread in task.iterdir() if task.exists() else ():
        found += map(int, (thread / "children").read_text().split())
    return found


def test_started_from_anywhere(tmp_path: Path) -> None:
    """From a script in another folder; its main module must not run twice."""
    script = tmp_path / "start.py"
    script.write_text(
        "import json, sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "print('main runs', flush=True)\n"
        "from tests.faults.listening import Desk, Listener\n"
        "from tests.faults.workers import CONFIG, LIMITS\n"
        "from annotate.workers.supervisor import Supervisor\n"
        "listener = Listener()\n"
        "supervisor = Supervisor(listener, config=CONFIG, limits=LIMITS)\n"
        "supervisor.start()\n"
        "run = Desk(supervisor, listener).runs('good')['good']\n"
        "supervisor.stop()\n"
        "print(json.dumps([run.name, len(run.proposals)]))\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0] == "main runs"
    assert len(lines) == 2
    assert json.loads(lines[1]) == ["good", 1]
