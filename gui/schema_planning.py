"""What a change of the schema would do, found out beside the window, and made as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotate.edits import Edit
from annotate.errors import AnnotateError
from annotate.schema.steps import Plan, articles_touched, begin, plan
from gui.bulk import Bulk

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.schema.changes import Change
    from gui.jobs import Jobs
    from gui.session import Session

_AT_ONCE = 60
"""So many articles are looked at on the window's thread: a process takes longer to be asked."""


class SchemaPlanning(QObject):
    """Looks at one change at a time; a newer one takes the place of that before."""

    planned = Signal(object)
    """The whole `Plan`."""
    progress = Signal(int, int)
    failed = Signal(object)
    """An `AnnotateError`: the change cannot be, or could not be looked at."""
    stale = Signal()
    """Something else was done: a plan has to be made anew."""

    def __init__(self, session: Session, jobs: Jobs | None) -> None:
        """Plan for the project of `session`; without jobs everything is done at once."""
        super().__init__()
        self.session = session
        self._jobs = jobs
        self._bulk = Bulk(session)
        self._job_id = ""
        self._plan: Plan | None = None
        # The steps of earlier sessions are no new ones.
        session.undo_stack.recall()
        session.undo_stack.indexChanged.connect(self._on_step)
        if jobs is not None:
            jobs.job_progress.connect(self._on_progress)
            jobs.job_batch.connect(self._on_batch)
            jobs.job_finished.connect(self._on_finished)
            jobs.job_failed.connect(self._on_failed)

    @property
    def project(self) -> Project | None:
        """The project that is open."""
        return self.session.project

    @property
    def is_busy(self) -> bool:
        """Whether a plan is being made."""
        return bool(self._job_id)

    def look(self, change: Change) -> None:
        """Find out what a change would do; `planned` or `failed` says it."""
        self.stop()
        project = self.project
        if project is None:
            return
        self.session.settle()
        try:
            made = begin(project.schema, change)
            count = len(articles_touched(project, change))
            if self._jobs is None or count <= _AT_ONCE:
                made = plan(project, change)
                self.planned.emit(made)
                return
        except AnnotateError as error:
            self.failed.emit(error)
            return
        self._plan = made
        self.progress.emit(0, count)
        self._job_id = self._jobs.run_function(
            "schema_change", project=str(project.path), change=change
        )

    def perform(self, made: Plan, title: str) -> bool:
        """Make the step of a plan; whether it was made."""
        edits: dict[str, Edit] = made.edits
        self.session.undo_stack.indexChanged.disconnect(self._on_step)
        return self._bulk.push(edits, title)

    def stop(self) -> None:
        """Look no further."""
        job_id, self._job_id = self._job_id, ""
        if job_id and self._jobs is not None:
            self._jobs.cancel(job_id)

    # -- from the jobs -----------------------------------------------------------------------------

    def _on_step(self, _index: int) -> None:
        self.stop()
        self.stale.emit()

    def _on_progress(self, job_id: str, done: int, total: int, _note: str) -> None:
        if self._job_id and job_id == self._job_id:
            self.progress.emit(done, total)

    def _on_batch(self, job_id: str, _: int, batch: tuple[object, ...]) -> None:
        if self._job_id and job_id == self._job_id and self._plan is not None:
            for article_id, title, found in batch:  # type: ignore[misc]
                self._plan.add(article_id, title, found)

    def _on_finished(self, job_id: str, _value: object) -> None:
        if self._job_id and job_id == self._job_id:
            self._job_id = ""
            self.planned.emit(self._plan)

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if self._job_id and job_id == self._job_id:
            self._job_id = ""
            self.failed.emit(error)
