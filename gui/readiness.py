"""The look before an export in the background: one at a time, of the project that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from annotate.training.export import ExportOptions
    from gui.jobs import Jobs
    from gui.session import Session


class ReadinessCheck(QObject):
    """Runs the job "readiness" and says what became of it."""

    progress = Signal(int, int)
    """Articles done, and all of them."""
    finished = Signal(object)
    """`Readiness`."""
    failed = Signal(object)
    """`AnnotateError`."""
    cancelled = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Listen to the jobs; nothing runs."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job_id = ""
        session.project_closed.connect(self.cancel)
        jobs.job_progress.connect(self._on_progress)
        jobs.job_finished.connect(self._on_finished)
        jobs.job_failed.connect(self._on_failed)
        jobs.job_stopped.connect(self._on_stopped)

    @property
    def is_running(self) -> bool:
        """Whether a check is under way."""
        return bool(self._job_id)

    def start(self, options: ExportOptions) -> None:
        """Look at what an export with these options would hold."""
        project = self._session.project
        if project is None or self.is_running:
            return
        project.flush()
        self._job_id = self._jobs.run_function(
            "readiness", project=str(project.path), options=options
        )

    def cancel(self) -> None:
        """Stop; there is no report then."""
        if self._job_id:
            self._jobs.cancel(self._job_id)

    def _on_progress(self, job_id: str, done: int, total: int, _: str) -> None:
        if job_id == self._job_id:
            self.progress.emit(done, total)

    def _on_finished(self, job_id: str, value: object) -> None:
        if self._ends(job_id):
            self.finished.emit(value)

    def _on_failed(self, job_id: str, error: object) -> None:
        if self._ends(job_id):
            self.failed.emit(error)

    def _on_stopped(self, job_id: str, _: object) -> None:
        if self._ends(job_id):
            self.cancelled.emit()

    def _ends(self, job_id: str) -> bool:
        is_ours = bool(job_id) and job_id == self._job_id
        if is_ours:
            self._job_id = ""
        return is_ours
