"""Inside the worker: long jobs such as import and export, with progress, batches and cancel."""

from __future__ import annotations

import logging
import pickle
import threading
import time
from collections.abc import Callable, Iterable
from typing import Final, cast

from annotate.errors import AnnotateError, JobCancelled, JobError
from annotate.workers.jobs import (
    FUNCTIONS,
    FailureReason,
    FunctionJob,
    JobBatch,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStopped,
    Step,
    StepStarted,
    StopReason,
)
from annotate.workers.suggesting import described, leave_out_of_memory, load_dotted, sendable

_BATCHES_ON_THE_WAY: Final = 4
_PROGRESS_PAUSE_S: Final = 0.05
_log = logging.getLogger(__name__)


class FunctionRunner:
    """Runs the functions that `FUNCTIONS` allows, one at a time."""

    def __init__(
        self,
        send: Callable[[object], None],
        cancelled: set[str],
        extra: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Answer through `send`; `cancelled` holds ids of jobs that nobody wants any more."""
        self._send = send
        self._cancelled = cancelled
        self._allowed = {**FUNCTIONS, **dict(extra)}
        self._room = threading.Semaphore(0)
        self._heard = threading.Event()

    def make_room(self) -> None:
        """A batch was taken: a waiting `emit` may look again."""
        self._room.release()

    def hear_cancel(self) -> None:
        """A job was cancelled: whatever waits may look whether it is its own."""
        self._heard.set()
        self._room.release()

    def run(self, job: FunctionJob) -> None:
        """Run one job and send its last message."""
        self._send(StepStarted(job.job_id, Step.FUNCTION))
        self._room = threading.Semaphore(_BATCHES_ON_THE_WAY)
        is_out_of_memory = False
        try:
            answer = self._answer(job)
        except MemoryError as error:
            is_out_of_memory = True
            answer = JobFailed(job.job_id, _job_error(job, FailureReason.MEMORY, error))
        self._cancelled.discard(job.job_id)
        try:
            self._send(answer)
        except (pickle.PicklingError, TypeError, AttributeError, ValueError) as error:
            self._send(JobFailed(job.job_id, _job_error(job, FailureReason.RAISED, error)))
        if is_out_of_memory:
            leave_out_of_memory()

    def _answer(self, job: FunctionJob) -> JobFinished | JobStopped | JobFailed:
        context = _Context(self, job.job_id)
        try:
            value = self._function(job)(context, **job.arguments)
            context.flush()
        except JobCancelled:
            return JobStopped(job.job_id, StopReason.CANCELLED)
        except AnnotateError as error:
            return JobFailed(job.job_id, sendable(error))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - the job boundary
            _log.exception("job %s", job.function)
            return JobFailed(job.job_id, _job_error(job, FailureReason.RAISED, error))
        return JobFinished(job.job_id, value)

    def _function(self, job: FunctionJob) -> Callable[..., object]:
        name = self._allowed.get(job.function)
        if name is None:
            raise JobError(job=job.function, reason="unknown")
        return cast("Callable[..., object]", load_dotted(name))

    def is_cancelled(self, job_id: str) -> bool:
        """Whether nobody wants the job any more."""
        return job_id in self._cancelled

    def wait(self, job_id: str, seconds: float) -> None:
        """Wait until the time is over; raises `JobCancelled` as soon as the job is cancelled."""
        until = time.monotonic() + seconds
        while not self.is_cancelled(job_id):
            left = until - time.monotonic()
            if left <= 0 or not self._heard.wait(left):
                return
            self._heard.clear()
        raise JobCancelled

    def send_progress(self, message: JobProgress) -> None:
        """Pass progress on."""
        self._send(message)

    def send_batch(self, message: JobBatch) -> None:
        """Pass a batch on as soon as there is room; raises `JobCancelled`."""
        self._room.acquire()
        if self.is_cancelled(message.job_id):
            raise JobCancelled
        self._send(message)


class _Context:
    """The `JobContext` of one job."""

    def __init__(self, runner: FunctionRunner, job_id: str) -> None:
        self._runner = runner
        self._job_id = job_id
        self._batches = 0
        self._next_report = 0.0
        self._unsent: JobProgress | None = None

    @property
    def is_cancelled(self) -> bool:
        return self._runner.is_cancelled(self._job_id)

    def progress(self, done: int, total: int, note: str = "") -> None:
        if self.is_cancelled:
            raise JobCancelled
        message = JobProgress(self._job_id, done, total, note)
        now = time.monotonic()
        if now < self._next_report:
            self._unsent = message
            return
        self._next_report = now + _PROGRESS_PAUSE_S
        self._unsent = None
        self._runner.send_progress(message)

    def flush(self) -> None:
        """Send the last progress that was held back."""
        if self._unsent is not None:
            self._runner.send_progress(self._unsent)
            self._unsent = None

    def emit(self, batch: object) -> None:
        self._runner.send_batch(JobBatch(self._job_id, self._batches, batch))
        self._batches += 1

    def wait(self, seconds: float) -> None:
        self._runner.wait(self._job_id, seconds)


def _job_error(job: FunctionJob, reason: FailureReason, error: BaseException) -> JobError:
    return JobError(job=job.function, reason=str(reason), detail=described(error))
