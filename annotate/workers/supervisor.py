"""The supervisor: keeps one worker process alive, hands it jobs, and survives whatever it does.

A suggester may raise, hang, spin, eat memory, exit or crash: the process is replaced, the article
goes on without that suggester, and the caller hears of it as `PipelineFailedError`.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from queue import Empty, SimpleQueue
from typing import Final

from annotate.articles import Tokens
from annotate.errors import (
    AnnotateError,
    JobError,
    WorkerError,
)
from annotate.timers import Timers
from annotate.workers.backlog import Backlog, Task
from annotate.workers.jobs import (
    Answer,
    ArticlePart,
    ArticlePreview,
    CancelJob,
    FailureReason,
    FramesPreview,
    FunctionJob,
    JobBatch,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStopped,
    Priority,
    Request,
    Step,
    StepStarted,
    StopReason,
    SuggesterRun,
    SuggestRequest,
    TakenBatch,
    WorkerConfig,
    WorkerReady,
    WorkerState,
    WorkerStatus,
)
from annotate.workers.process import WorkerProcess
from annotate.workers.suspects import Suspects, is_out_of_memory

_log = logging.getLogger(__name__)

_TO_DISAPPEAR_S: Final = 3.0
_LONGEST_PAUSE_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take; times in seconds.

    `strikes`: how often in a row a suggester may break the worker before it is left out;
    `idle_s`: an idle worker is put to rest after that long (`None`: never); `between_s`: how long
    it may be silent between two steps of a job; `keeps_spare`: once a worker has died, a second
    one stands by, since what killed the first is likely to come again.
    """

    start_s: float = 120.0
    load_s: float = 180.0
    between_s: float = 60.0
    grace_s: float = 3.0
    start_deaths: int = 5
    strikes: int = 3
    pause_s: float = 0.2
    idle_s: float | None = None
    keeps_spare: bool = True


class Supervisor:
    """Owns a worker process and a thread that watches it.

    `deliver` is called on that thread, with one `Answer` after the other; it must be quick and
    must not call `stop`. All methods may be called from any thread and return at once, but for
    `stop`.
    """

    def __init__(
        self,
        deliver: Callable[[Answer], None],
        *,
        config: WorkerConfig | None = None,
        limits: Limits | None = None,
        is_lazy: bool = False,
        takes_batches: bool = True,
    ) -> None:
        """Nothing runs before `start`.

        With `is_lazy` the process starts with the first job. Unless `takes_batches`, the caller
        confirms each `JobBatch` with `take_batch`.
        """
        self._deliver_raw = deliver
        self._config = replace(config or WorkerConfig(), parent_pid=os.getpid())
        self._limits = limits or Limits()
        self._is_lazy = is_lazy
        self._takes_batches = takes_batches
        self._thread: threading.Thread | None = None
        self._inbox: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._sequence = itertools.count()
        self._status = WorkerStatus(WorkerState.STOPPED)
        self._announced = self._status
        # What follows is touched by the watching thread only.
        self._backlog = Backlog()
        self._timers = Timers()
        self._process: WorkerProcess | None = None
        self._spare: WorkerProcess | None = None
        self._spare_ready: WorkerReady | None = None
        self._active: Task | None = None
        self._step: tuple[Step, str] | None = None
        self._verdict: FailureReason | StopReason | None = None
        self._is_ready = False
        self._has_served = False
        self._is_closing = False
        self._failed_starts = 0
        self._suspects = Suspects(self._limits.strikes)

    # -- for everybody -----------------------------------------------------------------------------

    @property
    def status(self) -> WorkerStatus:
        """The latest state."""
        return self._status

    @property
    def pid(self) -> int | None:
        """Process id of the worker, if one runs."""
        process = self._process
        return None if process is None else process.pid

    @property
    def pids(self) -> tuple[int, ...]:
        """Process ids of the worker and of the one that stands by."""
        return tuple(p.pid for p in (self._process, self._spare) if p is not None)

    def start(self) -> None:
        """Start the watching thread, and the worker unless it is lazy."""
        if self._thread is not None:
            return
        self._is_closing = False
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)
        self._thread.start()

    def submit(self, request: Request, *, priority: Priority = Priority.BATCH) -> str:
        """Queue a request and return its job id.

        A waiting or running older one about the same article ends as superseded.
        """
        self._post(partial(self._on_submit, Task(request, priority, next(self._sequence))))
        return request.job_id

    def cancel(self, job_id: str) -> None:
        """Ask for the end of a job; it is answered by `JobStopped` unless it was quicker."""
        self._post(partial(self._on_cancel, job_id))

    def take_batch(self, job_id: str) -> None:
        """Confirm a batch, so that the job may send another."""
        self._post(partial(self._on_taken, job_id))

    def restart(self) -> None:
        """Start afresh: with a new process, and with the suspended suggesters."""
        self._post(self._on_restart)

    def stop(self, *, seconds: float = 2.0) -> None:
        """End everything; the jobs that are left are answered as closed."""
        thread = self._thread
        if thread is None:
            return
        self._post(self._on_close)
        thread.join(seconds)
        if thread.is_alive():
            for process in (self._process, self._spare):
                if process is not None:
                    process.kill()
            thread.join(seconds)
        self._thread = None

    def _post(self, action: Callable[[], None]) -> None:
        self._inbox.put(action)

    # -- the watching thread -----------------------------------------------------------------------

    def _watch(self) -> None:
        if not self._is_lazy:
            self._spawn()
        while not self._is_closing:
            self._announce()
            try:
                action = self._inbox.get(timeout=self._timers.patience())
            except Empty:
                self._timers.ring()
            else:
                action()
            self._dispatch()
        self._wind_up()

    def _deliver(self, answer: Answer) -> None:
        try:
            self._deliver_raw(answer)
        except Exception:  # noqa: BLE001 - the job boundary: a receiver's defect must not end the watch
            _log.exception("an answer was not taken: %s", type(answer).__name__)

    def _announce(self) -> None:
        if self._status.state is not WorkerState.DOWN:
            self._status = replace(self._status, state=self._state())
        self._status = replace(self._status, suspended=self._suspects.suspended)
        if self._status != self._announced:
            self._announced = self._status
            self._deliver(self._status)

    def _state(self) -> WorkerState:
        if self._active is not None:
            return WorkerState.BUSY
        if self._is_ready:
            return WorkerState.READY
        if self._process is not None or "restart" in self._timers:
            return WorkerState.STARTING
        return WorkerState.STOPPED

    # -- the process -------------------------------------------------------------------------------

    def _spawn(self) -> None:
        self._timers.clear("restart", "idle")
        self._verdict = None
        self._is_ready = self._has_served = False
        self._process, self._spare = self._spare, None
        ready, self._spare_ready = self._spare_ready, None
        if self._process is None:
            try:
                self._process = self._new_process()
            except OSError as error:
                self._failed_starts += 1
                self._try_again(WorkerError(reason="start", detail=str(error)))
                return
        self._timers.set("start", self._limits.start_s, partial(self._kill, FailureReason.TIMEOUT))
        if ready is not None:
            self._on_ready(ready)

    def _new_process(self) -> WorkerProcess:
        return WorkerProcess(
            self._config,
            on_message=lambda process, message: self._post(
                partial(self._on_message, process, message)
            ),
            on_end=lambda process: self._post(partial(self._on_end, process)),
        )

    def _on_ready(self, ready: WorkerReady) -> None:
        self._timers.clear("start")
        self._is_ready = True
        self._status = replace(
            self._status, suggesters=ready.suggesters, seconds=ready.seconds, error=None
        )
        is_wanted = self._config.is_suggesting and self._limits.keeps_spare
        if is_wanted and self._status.deaths and self._spare is None:
            with contextlib.suppress(OSError):
                self._spare = self._new_process()

    def _drop_spare(self) -> None:
        spare, self._spare, self._spare_ready = self._spare, None, None
        if spare is not None:
            spare.close()

    def _kill(self, verdict: FailureReason | StopReason) -> None:
        process = self._process
        if process is None:
            return
        self._verdict = verdict
        process.kill()
        # A process that the kernel cannot end at once must not hold up the rest.
        self._timers.set("gone", _TO_DISAPPEAR_S, partial(self._on_end, process))

    def _on_end(self, process: WorkerProcess) -> None:
        if process is self._spare:
            self._drop_spare()
        if process is not self._process:
            return
        process.wait(1.0)
        process.close()
        self._process = None
        self._timers.clear("start", "step", "grace", "gone", "idle")
        task, self._active = self._active, None
        verdict, self._verdict = self._verdict, None
        was_good = self._is_ready and (self._has_served or task is not None)
        self._is_ready = False
        if verdict is StopReason.CLOSED:
            self._status = replace(self._status, error=None)
            return
        _log.info("worker %s ended: %s", process.pid, process.exit_code)
        detail = "" if verdict else process.cause_of_death
        self._status = replace(self._status, deaths=self._status.deaths + 1)
        if task is not None:
            self._settle(task, verdict, process, detail)
        is_expected = verdict is not None or process.is_out_of_memory or process.was_killed
        if was_good or (is_expected and self._failed_starts == 0 and verdict != "timeout"):
            self._failed_starts = 0
        else:
            self._failed_starts += 1
        reason = verdict.value if verdict is not None else FailureReason.DIED.value
        self._try_again(WorkerError(reason=reason, detail=detail))

    def _try_again(self, error: WorkerError) -> None:
        if self._failed_starts >= self._limits.start_deaths:
            self._status = replace(self._status, state=WorkerState.DOWN, error=error)
            for task in self._backlog.clear():
                self._fail(task, error)
            return
        if self._failed_starts:
            self._status = replace(self._status, error=error)
        if self._is_lazy and not len(self._backlog):
            return
        pause = self._limits.pause_s * 2 ** (self._failed_starts - 1) if self._failed_starts else 0
        self._timers.set("restart", min(pause, _LONGEST_PAUSE_S), self._spawn)

    # -- jobs --------------------------------------------------------------------------------------

    def _on_submit(self, task: Task) -> None:
        if self._status.state is WorkerState.DOWN:
            self._fail(task, self._status.error or WorkerError(reason="down"))
            return
        active = self._active
        if active is not None and active.request.subject == task.request.subject:
            self._abandon(active, StopReason.SUPERSEDED)
        elif active is not None and task.priority < active.priority:
            self._interrupt(active)
        older = self._backlog.put(task)
        if older is not None:
            self._answer(older, JobStopped(older.job_id, StopReason.SUPERSEDED))

    def _interrupt(self, active: Task) -> None:
        """Have the worker leave a less urgent article after the present suggester, for a while."""
        if self._process is not None and not isinstance(active.request, FunctionJob):
            self._process.send(CancelJob(active.job_id))

    def _dispatch(self) -> None:
        while self._is_ready and self._active is None and self._verdict is None:
            task = self._backlog.pop()
            if task is None:
                break
            self._begin(task)
        if not len(self._backlog) and self._active is None:
            if self._is_ready and self._limits.idle_s is not None and "idle" not in self._timers:
                self._timers.set("idle", self._limits.idle_s, self._rest)
            return
        self._timers.clear("idle")
        if self._process is None and "restart" not in self._timers and not self._is_closing:
            self._spawn()

    def _begin(self, task: Task) -> None:
        for name in task.suggesters:
            refusal = self._suspects.refusal(name, article_id=task.article_id)
            if refusal is not None and name not in task.runs:
                self._record(task, refusal)
        request = task.remaining()
        if request is None:
            self._answer(task, task.suggested())
            return
        assert self._process is not None  # noqa: S101 - it is ready
        self._active, self._step = task, None
        self._process.send(request)
        self._limit_step(self._limits.between_s)

    def _limit_step(self, seconds: float | None) -> None:
        self._timers.clear("step")
        if seconds is not None:
            self._timers.set("step", seconds, partial(self._kill, FailureReason.TIMEOUT))

    def _rest(self) -> None:
        if self._process is not None:
            self._verdict = StopReason.CLOSED
            self._is_ready = False
            self._process.end_input()
            self._timers.set("gone", _TO_DISAPPEAR_S, partial(self._on_end, self._process))

    def _on_message(self, process: WorkerProcess, message: object) -> None:
        task = self._active
        if process is self._spare and isinstance(message, WorkerReady):
            self._spare_ready = message
        if process is not self._process:
            return
        if isinstance(message, WorkerReady):
            self._on_ready(message)
        elif task is None or getattr(message, "job_id", None) != task.job_id:
            return
        elif isinstance(message, StepStarted):
            self._on_step(task, message)
        elif isinstance(message, ArticlePart | ArticlePreview | FramesPreview):
            self._on_part(task, message)
        elif isinstance(message, JobProgress | JobBatch):
            self._on_function_part(task, message)
        elif isinstance(message, JobFinished | JobFailed | JobStopped):
            self._on_done(task, message)

    def _on_step(self, task: Task, message: StepStarted) -> None:
        self._step = (message.step, message.suggester)
        is_load = message.step is Step.LOAD
        self._limit_step(self._limits.load_s if is_load else task.request.step_limit_s)

    def _on_part(self, task: Task, part: ArticlePart | ArticlePreview | FramesPreview) -> None:
        if not isinstance(part, ArticlePart):  # its suggester is at the rest, under the same limit
            if not task.is_answered:
                self._deliver(part)
            return
        self._step = None
        self._has_served = True
        self._limit_step(self._limits.between_s)
        if part.tokens is not None:
            task.tokens = part.tokens
            if not task.is_answered:
                self._deliver(part)
        if part.run is not None:
            self._suspects.note(part.run)
            self._record(task, part.run)

    def _record(self, task: Task, run: SuggesterRun) -> None:
        task.runs[run.name] = run
        request = task.request
        if not task.is_answered and isinstance(request, SuggestRequest):
            self._deliver(
                ArticlePart(request.job_id, request.article.id, request.revision, None, run)
            )

    def _on_function_part(self, task: Task, message: JobProgress | JobBatch) -> None:
        if not task.is_answered:
            self._deliver(message)
        if isinstance(message, JobBatch) and self._takes_batches:
            self._on_taken(task.job_id)

    def _on_done(self, task: Task, message: JobFinished | JobFailed | JobStopped) -> None:
        self._active = self._step = None
        self._has_served = True
        self._timers.clear("step", "grace")
        if not isinstance(task.request, FunctionJob):
            if task.is_answered or task.remaining() is None:
                self._answer(task, task.suggested())
            elif not self._backlog.has_subject(task.request.subject):
                self._backlog.put(task)  # it was interrupted for a more urgent one
            return
        if isinstance(message, JobFailed) and is_out_of_memory(message.error):
            self._is_ready = False  # it is about to leave
        self._answer(task, message)

    def _on_taken(self, job_id: str) -> None:
        if self._process is not None and self._active and self._active.job_id == job_id:
            self._process.send(TakenBatch(job_id))

    def _on_cancel(self, job_id: str) -> None:
        waiting = self._backlog.discard(job_id)
        if waiting is not None:
            self._answer(waiting, JobStopped(job_id, StopReason.CANCELLED))
        elif self._active is not None and self._active.job_id == job_id:
            self._abandon(self._active, StopReason.CANCELLED)

    def _abandon(self, task: Task, reason: StopReason) -> None:
        if self._process is not None:
            self._process.send(CancelJob(task.job_id))
        # A function may have files to put away: its own word is awaited, but not for ever.
        self._timers.set("grace", self._limits.grace_s, partial(self._lose_patience, task, reason))
        if not isinstance(task.request, FunctionJob):
            self._answer(task, JobStopped(task.job_id, reason))

    def _lose_patience(self, task: Task, reason: StopReason) -> None:
        if isinstance(task.request, FunctionJob) or len(self._backlog):
            self._kill(reason)
        else:  # nobody waits, and a new process would cost more than the rest of the step
            self._timers.set(
                "grace", self._limits.grace_s, partial(self._lose_patience, task, reason)
            )

    def _answer(self, task: Task, answer: Answer) -> None:
        if not task.is_answered:
            task.is_answered = True
            self._deliver(answer)

    def _fail(self, task: Task, error: AnnotateError) -> None:
        self._answer(task, JobFailed(task.job_id, error))

    # -- blame -------------------------------------------------------------------------------------

    def _settle(
        self,
        task: Task,
        verdict: FailureReason | StopReason | None,
        process: WorkerProcess,
        detail: str,
    ) -> None:
        """Decide what becomes of the job under which the worker ended."""
        step, self._step = self._step, None
        if isinstance(verdict, StopReason):
            self._answer(task, JobStopped(task.job_id, verdict))
            return
        never_began = verdict is None and step is None and not task.blind_deaths
        if isinstance(task.request, FunctionJob) and not never_began:
            reason = verdict or FailureReason.DIED
            self._fail(task, JobError(job=task.request.function, reason=str(reason), detail=detail))
        if task.is_answered:
            return
        if verdict is None and process.was_killed and not task.outside_deaths:
            task.outside_deaths += 1  # nobody here is to blame: once more
        elif verdict is not None or not process.is_out_of_memory:
            self._blame(task, step, verdict or FailureReason.DIED, detail)
        if not task.is_answered and not self._backlog.has_subject(task.request.subject):
            self._backlog.put(task)

    def _blame(
        self, task: Task, step: tuple[Step, str] | None, reason: FailureReason, detail: str
    ) -> None:
        request = task.request
        if step is not None and step[0] is Step.LOAD:
            self._suspects.blame_load(step[1], reason=reason, detail=detail)
        elif step is not None and step[0] is Step.SUGGEST:
            seconds = request.step_limit_s if reason is FailureReason.TIMEOUT else None
            run = self._suspects.blame_run(
                step[1],
                article_id=task.article_id,
                reason=reason,
                detail=detail,
                seconds=seconds,
            )
            self._record(task, run)
        elif step is not None and not isinstance(request, FunctionJob):
            task.tokens = Tokens.rough(request.article.text)
        else:
            task.blind_deaths += 1
            if task.blind_deaths > 1:
                self._fail(task, JobError(job=task.job_id, reason=str(reason), detail=detail))

    # -- from anew, and the end --------------------------------------------------------------------

    def _on_restart(self) -> None:
        self._suspects.clear()
        self._failed_starts = 0
        self._status = replace(self._status, state=WorkerState.STARTING, error=None)
        task, self._active = self._active, None
        if task is not None and not task.is_answered:
            if isinstance(task.request, FunctionJob):
                self._answer(task, JobStopped(task.job_id, StopReason.CANCELLED))
            else:
                self._backlog.put(task)
        self._drop_process()
        self._drop_spare()
        self._spawn()

    def _drop_process(self) -> None:
        process, self._process = self._process, None
        self._timers.clear()
        self._is_ready = False
        self._step = self._verdict = None
        if process is not None:
            process.close()

    def _on_close(self) -> None:
        self._is_closing = True

    def _wind_up(self) -> None:
        for task in self._backlog.clear():
            self._answer(task, JobStopped(task.job_id, StopReason.CLOSED))
        process, task = self._process, self._active
        self._active = None
        if process is not None:
            if task is not None and isinstance(task.request, FunctionJob):
                process.send(CancelJob(task.job_id))
                self._await_end_of(task, until=time.monotonic() + min(1.0, self._limits.grace_s))
            process.end_input()
            process.wait(0.2)
        if task is not None:
            self._answer(task, JobStopped(task.job_id, StopReason.CLOSED))
        self._drop_process()
        self._drop_spare()
        self._failed_starts = 0
        self._status = WorkerStatus(WorkerState.STOPPED)
        self._announce()

    def _await_end_of(self, task: Task, *, until: float) -> None:
        """Give a function job the time to put its files away."""
        self._active = task
        while self._active is task and (left := until - time.monotonic()) > 0:
            try:
                self._inbox.get(timeout=left)()
            except Empty:
                break
        self._active = None
