"""Work away from the window's thread: worker processes for what is heavy, a pool for what is pure.

Answers arrive as signals on the thread of the `Jobs` object. Whoever asked drops what is stale:
each answer carries the revision that was asked about.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotate.articles import Article
from annotate.compat import override
from annotate.errors import AnnotateError, JobError
from annotate.suggestions import FRAMES
from annotate.workers.jobs import (
    ArticlePart,
    ArticlePreview,
    ArticleSuggested,
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
    StopReason,
    SuggestRequest,
    TokensRequest,
    WorkerConfig,
    WorkerState,
    WorkerStatus,
    new_job_id,
)

if TYPE_CHECKING:
    from annotate.tokenizer.rules import TokenizerRule
    from annotate.workers.supervisor import Supervisor

_log = logging.getLogger(__name__)

_POOL_THREADS: Final = 2
_POOL_PATIENCE_MS: Final = 5_000
_IDLE_S: Final = 60.0


class Jobs(QObject):
    """The door to work that must not run on the window's thread.

    Two worker processes: one suggests, so that an article never waits behind an import; one runs
    function jobs, starts with the first and rests after a minute. Each job ends with exactly one
    of `article_suggested`, `job_finished`, `job_failed`, `job_stopped`.
    """

    worker_state_changed = Signal(object)
    """`WorkerStatus` of the process that suggests."""
    article_partly_suggested = Signal(object)
    """`ArticlePart`: tokens, or one suggester's run, before the whole answer."""
    article_previewed = Signal(object)
    """`ArticlePreview`: what a suggester says of a part of a long article, not to be kept."""
    frames_previewed = Signal(object)
    """`FramesPreview`: frames of some triggers of a long article, not to be kept."""
    article_suggested = Signal(object)
    """`ArticleSuggested`."""
    suggester_failed = Signal(object)
    """`SuggesterError`: the suggester gave nothing for an article; the others went on."""
    job_progress = Signal(str, int, int, str)
    """Job id, done, total (0: unknown), note."""
    job_batch = Signal(str, int, object)
    """Job id, number from 0, a part of the result."""
    job_finished = Signal(str, object)
    """Job id, result."""
    job_failed = Signal(str, object)
    """Job id, `AnnotateError`."""
    job_stopped = Signal(str, object)
    """Job id, `StopReason`."""

    _arrived = Signal(object)
    _pool_ended = Signal(str, object, object)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        extra_suggesters: tuple[tuple[str, str], ...] = (),
        extra_functions: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Nothing runs before `start`; what is asked until then waits.

        `extra_*` name further suggesters and functions by (name, "module:attr"); they come from
        code, never from a project file.
        """
        super().__init__(parent)
        self._extra_suggesters = extra_suggesters
        self._extra_functions = extra_functions
        self._suggesting: Supervisor | None = None
        self._tasks: Supervisor | None = None
        self._early: list[tuple[Request, Priority]] = []
        self._is_closed = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(_POOL_THREADS)
        self._pool_jobs: set[str] = set()
        self._function_jobs: set[str] = set()
        self._awaited: QWidget | None = None
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._pool_ended.connect(self._on_pool_ended, Qt.ConnectionType.QueuedConnection)

    # -- start and end -----------------------------------------------------------------------------

    def start_after_paint(self, widget: QWidget) -> None:
        """Start once `widget` has been painted, so that the first paint waits for nothing."""
        self._awaited = widget
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint of the awaited widget."""
        if watched is self._awaited and event.type() == QEvent.Type.Paint:
            self._awaited = None
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.start)
        return False

    def start(self) -> None:
        """Start the suggesting process now."""
        if self._suggesting is not None or self._is_closed:
            return
        from annotate.workers.supervisor import Limits, Supervisor

        self._suggesting = Supervisor(
            self._arrived.emit, config=WorkerConfig(extra_suggesters=self._extra_suggesters)
        )
        self._tasks = Supervisor(
            self._take_task_answer,
            config=WorkerConfig(is_suggesting=False, extra_functions=self._extra_functions),
            limits=Limits(idle_s=_IDLE_S),
            is_lazy=True,
            takes_batches=False,
        )
        self._suggesting.start()
        self._tasks.start()
        for request, priority in self._early:
            self._submit(request, priority)
        self._early.clear()

    @property
    def worker_status(self) -> WorkerStatus:
        """State of the process that suggests."""
        if self._suggesting is None:
            return WorkerStatus(WorkerState.STOPPED)
        return self._suggesting.status

    @property
    def is_busy(self) -> bool:
        """Whether function jobs or pool jobs are still on their way."""
        return bool(self._function_jobs or self._pool_jobs)

    def restart_worker(self) -> None:
        """Start the suggesting process afresh, with the suggesters that were left out."""
        if self._suggesting is not None:
            self._suggesting.restart()

    def close(self) -> None:
        """End all processes and threads; what is still asked is dropped."""
        self._is_closed = True
        for supervisor in (self._suggesting, self._tasks):
            if supervisor is not None:
                supervisor.stop()
        self._pool.clear()
        self._pool.waitForDone(_POOL_PATIENCE_MS)
        self._suggesting = self._tasks = None
        self._early.clear()

    # -- asking ------------------------------------------------------------------------------------

    def suggest(
        self,
        article: Article,
        *,
        suggesters: tuple[str, ...],
        revision: int = 0,
        skip_versions: tuple[tuple[str, str], ...] = (),
        time_limit_s: float | None = None,
        priority: Priority = Priority.OPEN,
        project: str = "",
        near: int | None = None,
        rules: tuple[TokenizerRule, ...] = (),
        triggers: tuple[tuple[int, int, str], ...] = (),
        entities: tuple[tuple[int, int, str], ...] = (),
    ) -> str:
        """Ask for tokens and proposals; returns the job id. Supersedes an older such request.

        `project` is the path of the project file, for its own lists; `near` the offset that the
        reader is at, to be told of a long article part by part; `rules` the project's for tokens;
        `triggers` and `entities` the gold ones, for the suggester of frames.
        """
        request = SuggestRequest(
            job_id=new_job_id(),
            article=article,
            revision=revision,
            suggesters=suggesters,
            skip_versions=skip_versions,
            time_limit_s=time_limit_s,
            project=project,
            near=near,
            rules=rules,
            triggers=triggers,
            entities=entities,
        )
        return self._submit(request, priority)

    def read_frames(
        self,
        article: Article,
        triggers: tuple[tuple[int, int, str], ...],
        entities: tuple[tuple[int, int, str], ...],
        *,
        revision: int = 0,
    ) -> str:
        """Ask for the frames of these triggers; answered by `article_suggested` with one run.

        `entities` are what is known around them. Supersedes an older such request.
        """
        request = SuggestRequest(
            job_id=new_job_id(),
            article=article,
            revision=revision,
            suggesters=(FRAMES,),
            wants_tokens=False,
            triggers=triggers,
            entities=entities,
            is_about_triggers=True,
        )
        return self._submit(request, Priority.OPEN)

    def tokenise(
        self, article: Article, *, revision: int = 0, priority: Priority = Priority.OPEN
    ) -> str:
        """Ask for tokens only; answered by `article_suggested` without runs."""
        return self._submit(TokensRequest(new_job_id(), article, revision), priority)

    def run_function(self, function: str, **arguments: object) -> str:
        """Run one of `workers.jobs.FUNCTIONS` in a process of its own; returns the job id."""
        return self._submit(FunctionJob(new_job_id(), function, arguments), Priority.BATCH)

    def run(self, work: Callable[[], object]) -> str:
        """Run a pure function on a pool thread; returns the job id.

        `work` must be quick, touch no Qt object and no shared state, and import nothing heavy.
        """
        job_id = new_job_id()
        self._pool_jobs.add(job_id)
        self._pool.start(partial(self._work_in_pool, job_id, work))
        return job_id

    def cancel(self, job_id: str) -> None:
        """Ask for the end of a job; it ends with `job_stopped` unless it was quicker."""
        if job_id in self._pool_jobs:
            self._pool_jobs.discard(job_id)
            self.job_stopped.emit(job_id, StopReason.CANCELLED)
            return
        early = [entry for entry in self._early if entry[0].job_id == job_id]
        for entry in early:
            self._early.remove(entry)
            self._function_jobs.discard(job_id)
            self.job_stopped.emit(job_id, StopReason.CANCELLED)
        for supervisor in (self._suggesting, self._tasks):
            if supervisor is not None:
                supervisor.cancel(job_id)

    def _submit(self, request: Request, priority: Priority) -> str:
        if isinstance(request, FunctionJob):
            self._function_jobs.add(request.job_id)
        supervisor = self._tasks if isinstance(request, FunctionJob) else self._suggesting
        if supervisor is None:
            self._early.append((request, priority))
        else:
            supervisor.submit(request, priority=priority)
        return request.job_id

    # -- answers -----------------------------------------------------------------------------------

    def _take_task_answer(self, answer: object) -> None:
        """On the supervisor's thread: the state of the second process is nobody's concern."""
        if not isinstance(answer, WorkerStatus):
            self._arrived.emit(answer)

    def _on_arrived(self, answer: object) -> None:
        if self._is_closed:
            return
        match answer:
            case ArticlePart():
                if answer.run is not None and answer.run.error is not None:
                    self.suggester_failed.emit(answer.run.error)
                self.article_partly_suggested.emit(answer)
            case ArticlePreview() | FramesPreview():
                self._on_preview(answer)
            case ArticleSuggested():
                self.article_suggested.emit(answer)
            case JobProgress():
                self.job_progress.emit(answer.job_id, answer.done, answer.total, answer.note)
            case JobBatch():
                self._on_batch(answer)
            case JobFinished() | JobFailed() | JobStopped():
                self._on_end(answer)
            case WorkerStatus():
                self.worker_state_changed.emit(answer)
            case _:
                _log.error("an answer of no known kind: %r", answer)

    def _on_preview(self, preview: ArticlePreview | FramesPreview) -> None:
        if isinstance(preview, ArticlePreview):
            self.article_previewed.emit(preview)
        else:
            self.frames_previewed.emit(preview)

    def _on_batch(self, batch: JobBatch) -> None:
        try:
            self.job_batch.emit(batch.job_id, batch.index, batch.value)
        finally:
            if self._tasks is not None:
                self._tasks.take_batch(batch.job_id)

    def _on_end(self, answer: JobFinished | JobFailed | JobStopped) -> None:
        self._function_jobs.discard(answer.job_id)
        if isinstance(answer, JobFinished):
            self.job_finished.emit(answer.job_id, answer.value)
        elif isinstance(answer, JobFailed):
            self.job_failed.emit(answer.job_id, answer.error)
        else:
            self.job_stopped.emit(answer.job_id, answer.reason)

    def _work_in_pool(self, job_id: str, work: Callable[[], object]) -> None:
        value: object = None
        error: AnnotateError | None = None
        if job_id in self._pool_jobs:
            try:
                value = work()
            except AnnotateError as failure:
                error = failure
            except Exception as failure:  # noqa: BLE001 - the job boundary
                _log.exception("a pool job broke")
                error = JobError(
                    job=job_id,
                    reason=str(FailureReason.RAISED),
                    detail=f"{type(failure).__name__}: {failure}",
                )
        self._pool_ended.emit(job_id, value, error)

    def _on_pool_ended(self, job_id: str, value: object, error: AnnotateError | None) -> None:
        if self._is_closed or job_id not in self._pool_jobs:
            return
        self._pool_jobs.discard(job_id)
        if error is not None:
            self.job_failed.emit(job_id, error)
        else:
            self.job_finished.emit(job_id, value)
