"""Articles in and training data out, in the background, with progress and cancel."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotate.errors import AnnotateError
from annotate.tasks import ImportBatch, note_batch, remember_split

if TYPE_CHECKING:
    from annotate.exchange.report import ImportReport
    from annotate.project import Project
    from annotate.training.export import ExportOptions
    from gui.jobs import Jobs
    from gui.session import Session


class Transfer(QObject):
    """One import or export at a time."""

    started = Signal(str)
    """"import" or "export"."""
    progress = Signal(int, int, str)
    import_finished = Signal(object)
    """`ImportReport`, also of an import that was cancelled."""
    export_finished = Signal(object)
    """`ExportReport`."""
    failed = Signal(object)
    """`AnnotateError`."""
    cancelled = Signal()
    """An export was cancelled; nothing was written."""

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Listen to the jobs; nothing runs."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job_id = ""
        self._kind = ""
        self._began = 0.0
        self._report: ImportReport | None = None
        self._exported: Project | None = None
        jobs.job_progress.connect(self._on_progress)
        jobs.job_batch.connect(self._on_batch)
        jobs.job_finished.connect(self._on_finished)
        jobs.job_failed.connect(self._on_failed)
        jobs.job_stopped.connect(self._on_stopped)

    @property
    def is_running(self) -> bool:
        """Whether an import or export is under way."""
        return bool(self._job_id)

    def import_paths(self, paths: list[Path]) -> None:
        """Import files and folders."""
        self._start_import("read", paths=[str(path) for path in paths])

    def import_paste(self, *, text: str | None, html: str | None = None) -> None:
        """Import the article that was pasted."""
        self._start_import("paste", text=text, html=html)

    def export_spacy(self, directory: Path, options: ExportOptions) -> None:
        """Write spaCy training data to a folder."""
        project = self._session.project
        if project is None or self.is_running:
            return
        project.flush()
        self._exported = project
        self._start(
            "export", "export", project=str(project.path), out=str(directory), options=options
        )

    def cancel(self) -> None:
        """Stop what is under way; articles that are in stay in."""
        if self._job_id:
            self._jobs.cancel(self._job_id)

    def _start_import(self, function: str, **arguments: object) -> None:
        project = self._session.project
        if project is None or self.is_running:
            return
        from annotate.exchange.report import ImportReport

        known = project.known_fingerprints()
        self._report = ImportReport()
        self._start("import", function, known=known, ids=project.article_ids(), **arguments)

    def _start(self, kind: str, function: str, **arguments: object) -> None:
        self._kind = kind
        self._began = time.monotonic()
        self._job_id = self._jobs.run_function(function, **arguments)
        self.started.emit(kind)

    def _on_progress(self, job_id: str, done: int, total: int, note: str) -> None:
        if job_id == self._job_id:
            self.progress.emit(done, total, note)

    def _on_batch(self, job_id: str, _: int, batch: ImportBatch) -> None:
        project = self._session.project
        if job_id != self._job_id or project is None or self._report is None:
            return
        try:
            project.add_articles(batch.articles).result()
        except AnnotateError as error:
            self.cancel()
            project.resume()
            self.failed.emit(error)
            return
        note_batch(self._report, batch)
        self._session.article_list_changed.emit()

    def _on_finished(self, job_id: str, value: object) -> None:
        if job_id != self._job_id:
            return
        self._job_id = ""
        if self._kind == "import":
            self._end_import(was_cancelled=False)
        else:
            self._remember_split(value)
            self.export_finished.emit(value)

    def _remember_split(self, report: object) -> None:
        from annotate.training.report import ExportReport

        project = self._exported
        if project is None or project is not self._session.project or project.is_read_only:
            return
        if isinstance(report, ExportReport):
            remember_split(project, report.memory)

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if job_id == self._job_id:
            self._job_id = ""
            self.failed.emit(error)
            if self._kind == "import":
                self._end_import(was_cancelled=True)

    def _on_stopped(self, job_id: str, _: object) -> None:
        if job_id != self._job_id:
            return
        self._job_id = ""
        if self._kind == "import":
            self._end_import(was_cancelled=True)
        else:
            self.cancelled.emit()

    def _end_import(self, *, was_cancelled: bool) -> None:
        report, self._report = self._report, None
        if report is None:
            return
        report.seconds = time.monotonic() - self._began
        report.was_cancelled = was_cancelled
        self._session.article_list_changed.emit()
        if self._session.desk is None and self._session.project is not None:
            self._session.open_last_article()
        self.import_finished.emit(report)
