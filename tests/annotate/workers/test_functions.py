"""A job that waits: to the end of its time, or until it hears that nobody wants it any more."""

from __future__ import annotations

import threading
import time

from annotate.workers.functions import FunctionRunner
from annotate.workers.jobs import FunctionJob, JobContext, JobFinished, JobStopped

_LONG_S = 60.0
_at_it = threading.Event()


def wait_long(context: JobContext, seconds: float) -> str:
    """Begin to wait; named by the tests below."""
    _at_it.set()
    context.wait(seconds)
    return "waited"


def run(cancelled: set[str], sent: list[object]) -> FunctionRunner:
    return FunctionRunner(sent.append, cancelled, [("wait", f"{__name__}:wait_long")])


def test_a_wait_that_nobody_breaks_lasts_its_time() -> None:
    sent: list[object] = []
    began = time.monotonic()
    run(set(), sent).run(FunctionJob("a", "wait", {"seconds": 0.05}))
    assert time.monotonic() - began >= 0.05
    assert isinstance(sent[-1], JobFinished)
    assert sent[-1].value == "waited"


def test_a_wait_ends_when_its_own_job_is_cancelled_and_not_for_another() -> None:
    sent: list[object] = []
    cancelled: set[str] = set()
    runner = run(cancelled, sent)
    _at_it.clear()
    job = FunctionJob("a", "wait", {"seconds": _LONG_S})
    thread = threading.Thread(target=runner.run, args=(job,))
    began = time.monotonic()
    thread.start()
    assert _at_it.wait(10)
    cancelled.add("b")
    runner.hear_cancel()
    thread.join(0.05)
    assert thread.is_alive(), "that was another job"
    cancelled.add("a")
    runner.hear_cancel()
    thread.join(_LONG_S / 2)
    assert not thread.is_alive()
    assert time.monotonic() - began < _LONG_S / 2
    assert isinstance(sent[-1], JobStopped)


def test_a_job_that_was_cancelled_before_does_not_wait() -> None:
    sent: list[object] = []
    run({"a"}, sent).run(FunctionJob("a", "wait", {"seconds": _LONG_S}))
    assert isinstance(sent[-1], JobStopped)
