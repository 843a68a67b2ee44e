"""Training in the background: one run at a time, in a process of its own, as signals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotate.clock import now
from annotate.errors import StoreError
from annotate.tasks import remember_split
from annotate.training import runs as training_runs
from annotate.training.packaging import Package
from annotate.training.runs import Point, Run, RunState, SplitMade, TrainRequest
from annotate.workers.jobs import (
    FunctionJob,
    JobBatch,
    JobFailed,
    JobFinished,
    JobProgress,
    JobStopped,
    WorkerState,
    WorkerStatus,
    new_job_id,
)

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.training.export import ExportOptions
    from annotate.workers.supervisor import Supervisor
    from gui.session import Session


class Training(QObject):
    """The run that is under way, and the packages that are made, of the project that is open."""

    run_changed = Signal(object)
    """`Run`, when more is known of it or it has ended."""
    point_seen = Signal(object)
    """`Point` of the run that is under way."""
    stage_changed = Signal(str, int, int)
    """"export", "train", "pause" or "judge", with how much is done of how much (0: unknown)."""
    ended = Signal(object)
    """`Run`: it is finished, failed or cancelled."""
    packaged = Signal(object)
    """`Package`."""
    failed = Signal(object)
    """`AnnotateError` of a run or a package."""
    _arrived = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Nothing runs, and no process is started."""
        super().__init__(parent)
        self._session = session
        self._supervisor: Supervisor | None = None
        self._project: Project | None = None
        self._job_id = self._package_id = ""
        self.run: Run | None = None
        self.is_paused = False
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        session.project_closed.connect(self.close)

    @property
    def is_running(self) -> bool:
        """Whether a run is under way."""
        return bool(self._job_id)

    @property
    def folder(self) -> Path | None:
        """Folder of the run that is under way."""
        if self.run is None or self._project is None or not self.is_running:
            return None
        return self.run.path(self._project.path)

    # -- what is asked -----------------------------------------------------------------------------

    def start(self, options: ExportOptions, *, continues: Run | None = None) -> Run | None:
        """Begin a run, or go on from where one stopped; raises an `AnnotateError`."""
        project = self._session.project
        if project is None or self.is_running:
            return None
        run = training_runs.new_run(project, at=now())
        source = ""
        if continues is not None:
            run = replace(run, continues=continues.id)
            source = str(continues.path(project.path))
        project.flush()
        self._project, self.run, self.is_paused = project, run, False
        path = run.path(project.path)
        request = TrainRequest(str(project.path), str(path), run, options, source)
        self._job_id = self._submit("train", request=request)
        return run

    def package(self, run: Run, out: Path, *, name: str, version: str) -> None:
        """Make a package of a run's best pipeline; ends with `packaged` or `failed`."""
        project = self._session.project
        if project is None or self._package_id or self.is_running:
            return
        pipeline = training_runs.best_pipeline(run.path(project.path))
        self._package_id = self._submit(
            "package", pipeline=str(pipeline), out=str(out), name=name, version=version
        )

    def pause(self) -> None:
        """Let the run wait before its next step."""
        self._set_paused(is_paused=True)

    def go_on(self) -> None:
        """Let the run go on."""
        self._set_paused(is_paused=False)

    def _set_paused(self, *, is_paused: bool) -> None:
        if (folder := self.folder) is None or not folder.is_dir():
            return
        (training_runs.pause if is_paused else training_runs.go_on)(folder)
        self.is_paused = is_paused

    def finish_now(self) -> None:
        """Take no further step, and score what was learned."""
        if (folder := self.folder) is not None and folder.is_dir():
            training_runs.finish(folder)
            self.is_paused = False

    def cancel(self) -> None:
        """End the run without scoring it; its last pipeline stays, to be trained on."""
        if self._supervisor is not None and self._job_id:
            self._supervisor.cancel(self._job_id)

    def close(self) -> None:
        """End the process, with the project."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.stop()
        self._job_id = self._package_id = ""
        self._project = self.run = None

    def _submit(self, function: str, **arguments: object) -> str:
        if self._supervisor is None:
            from annotate.training.supervised import CONFIG, LIMITS
            from annotate.workers.supervisor import Supervisor

            self._supervisor = Supervisor(
                self._arrived.emit, config=CONFIG, limits=LIMITS, is_lazy=True
            )
            self._supervisor.start()
        job = FunctionJob(new_job_id(), function, arguments)
        return self._supervisor.submit(job)

    # -- what is answered --------------------------------------------------------------------------

    def _on_arrived(self, answer: object) -> None:
        if self._supervisor is None:
            return  # the project was closed meanwhile
        match answer:
            case JobBatch():
                self._take(answer.value)
            case JobProgress() if answer.job_id == self._job_id:
                self.stage_changed.emit(answer.note, answer.done, answer.total)
            case JobFinished() | JobFailed() | JobStopped():
                self._on_end(answer)
            case WorkerStatus(state=WorkerState.DOWN):
                self._supervisor.restart()
            case _:
                pass

    def _take(self, value: object) -> None:
        match value:
            case Point():
                self.point_seen.emit(value)
            case Run():
                self._keep(value)
            case SplitMade() if self._project is not None and not self._project.is_read_only:
                remember_split(self._project, value.memory)
            case _:
                pass

    def _keep(self, run: Run) -> None:
        """Have the project list the run; where that fails, its folder still knows."""
        self.run = run
        has_data = bool(run.fingerprint)
        if has_data and self._project is not None and not self._project.is_read_only:
            try:
                training_runs.keep_run(self._project, run)
            except StoreError as error:
                self.failed.emit(error)
        self.run_changed.emit(run)

    def _on_end(self, answer: JobFinished | JobFailed | JobStopped) -> None:
        if answer.job_id == self._package_id:
            self._package_id = ""
            if isinstance(answer, JobFinished) and isinstance(answer.value, Package):
                self.packaged.emit(answer.value)
            elif isinstance(answer, JobFailed):
                self.failed.emit(answer.error)
        elif answer.job_id == self._job_id:
            self._end_run(answer)

    def _end_run(self, answer: JobFinished | JobFailed | JobStopped) -> None:
        self._job_id, self.is_paused = "", False
        run = self.run
        if run is not None and run.state is RunState.RUNNING:
            is_failed = isinstance(answer, JobFailed)
            run = replace(run, state=RunState.FAILED if is_failed else RunState.CANCELLED)
            self._keep(run)
        if run is not None:
            self.ended.emit(run)
        if isinstance(answer, JobFailed):
            self.failed.emit(answer.error)
