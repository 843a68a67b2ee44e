"""A long job in a worker process of its own, waited for; for the command line."""

from __future__ import annotations

import contextlib
import queue
from collections.abc import Callable
from typing import Final

from annotate.errors import JobCancelled, WorkerError
from annotate.workers.jobs import (
    Answer,
    FunctionJob,
    JobBatch,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStopped,
    WorkerConfig,
    WorkerState,
    WorkerStatus,
    new_job_id,
)
from annotate.workers.supervisor import Limits, Supervisor

MEMORY_BYTES: Final = 16 << 30
"""What a training may take; more than a suggester, since a batch is held with its gradients."""
GRACE_S: Final = 20.0
"""How long a training that is cancelled may take to put its last pipeline away."""
CONFIG: Final = WorkerConfig(is_suggesting=False, memory_bytes=MEMORY_BYTES, niceness=10)
LIMITS: Final = Limits(grace_s=GRACE_S, idle_s=1.0, keeps_spare=False)


def run_job(
    function: str,
    *,
    on_batch: Callable[[object], None] = lambda _: None,
    on_progress: Callable[[int, int, str], None] = lambda *_: None,
    **arguments: object,
) -> object:
    """Run one of `workers.jobs.FUNCTIONS` and return its result.

    Raises what the job raises, `WorkerError` when the worker does not come up, and on Ctrl+C
    `KeyboardInterrupt`, once the job has put its files away.
    """
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    supervisor = Supervisor(answers.put, config=CONFIG, limits=LIMITS, is_lazy=True)
    supervisor.start()
    job = FunctionJob(new_job_id(), function, arguments)
    try:
        supervisor.submit(job)
        try:
            return _await(answers, on_batch, on_progress)
        except KeyboardInterrupt:
            supervisor.cancel(job.job_id)
            with contextlib.suppress(JobCancelled):
                _await(answers, on_batch, on_progress)
            raise
    finally:
        supervisor.stop()


def _await(
    answers: queue.SimpleQueue[Answer],
    on_batch: Callable[[object], None],
    on_progress: Callable[[int, int, str], None],
) -> object:
    while True:
        answer = answers.get()
        match answer:
            case JobBatch():
                on_batch(answer.value)
            case JobProgress():
                on_progress(answer.done, answer.total, answer.note)
            case JobFinished():
                return answer.value
            case JobFailed():
                raise answer.error
            case JobStopped():
                raise JobCancelled
            case WorkerStatus(state=WorkerState.DOWN):
                raise answer.error or WorkerError(reason="down")
            case _:
                continue
