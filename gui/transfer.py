"""Articles in and training data out, in the background, with progress and cancel."""

from __future__ import annotations

import time
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotate.articles import ArticleState
from annotate.errors import AnnotateError
from annotate.tasks import remember_split
from annotate.transfers import ImportBatch, Importer

if TYPE_CHECKING:
    from annotate.exchange.importing import ReadPlan
    from annotate.project import Project
    from annotate.schema.label_schema import LabelSchema
    from annotate.store.imports import Landed
    from annotate.training.export import ExportOptions
    from annotate.transfers import Selection
    from gui.jobs import Jobs
    from gui.session import Session


_LIST_EVERY_S = 1.0


class Transfer(QObject):
    """One import or export at a time; it belongs to the project that it began with."""

    started = Signal(str)
    """"preview", "import", "export" or "export_format"."""
    progress = Signal(int, int, str)
    articles_added = Signal()
    """There are articles behind those that were there; nothing else has changed."""
    import_finished = Signal(object)
    """`ImportReport`, also of an import that was cancelled."""
    previewed = Signal(object)
    """`Preview` of what an import would bring."""
    export_finished = Signal(object)
    """`ExportReport`."""
    format_exported = Signal(object)
    """`WriteLog` of an export in the format of a neighbour."""
    failed = Signal(object)
    """`AnnotateError`."""
    cancelled = Signal(str)
    """An export was cancelled (nothing was written), or the project was closed meanwhile: which."""
    _written = Signal(str, object, object)

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Listen to the jobs; nothing runs."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._job_id = ""
        self._kind = ""
        self._began = 0.0
        self._told_at = 0.0
        self._importer: Importer | None = None
        self._project: Project | None = None
        self._schema: LabelSchema | None = None
        self._writing = 0
        self._has_failed = False
        self._ended_by: bool | None = None
        session.project_closed.connect(self._on_project_closed)
        # The writer thread says when a batch is in.
        self._written.connect(self._on_written, Qt.ConnectionType.QueuedConnection)
        jobs.job_progress.connect(self._on_progress)
        jobs.job_batch.connect(self._on_batch)
        jobs.job_finished.connect(self._on_finished)
        jobs.job_failed.connect(self._on_failed)
        jobs.job_stopped.connect(self._on_stopped)

    @property
    def is_running(self) -> bool:
        """Whether an import or export is under way."""
        return bool(self._job_id)

    def preview(self, paths: list[Path], plan: ReadPlan) -> None:
        """Count what an import would bring; nothing is written."""
        project = self._session.project
        if project is None or self.is_running:
            return
        arguments: dict[str, object] = {
            "paths": [str(path) for path in paths],
            "known": project.known_fingerprints(),
            "plan": plan,
            "labels": project.schema.names,
        }
        self._start(project, "preview", "preview", arguments)

    def import_paths(self, paths: list[Path], plan: ReadPlan | None = None) -> None:
        """Import files and folders, with the annotations that they have."""
        project = self._session.project
        labels = project.schema.names if project is not None else ()
        names = [str(path) for path in paths]
        self._start_import("read", paths=names, plan=plan, labels=labels)

    def import_paste(self, *, text: str | None, html: str | None = None) -> None:
        """Import the article that was pasted."""
        self._start_import("paste", text=text, html=html)

    def export_spacy(self, directory: Path, options: ExportOptions) -> None:
        """Write spaCy training data to a folder."""
        project = self._session.project
        if project is None or self.is_running:
            return
        project.flush()
        arguments: dict[str, object] = {
            "project": str(project.path),
            "out": str(directory),
            "options": options,
        }
        self._start(project, "export", "export", arguments)

    def export_format(
        self, name: str, target: Path, selection: Selection, choices: Mapping[str, str]
    ) -> None:
        """Write the project in the format `name` to a file or folder."""
        project = self._session.project
        if project is None or self.is_running:
            return
        project.flush()
        arguments: dict[str, object] = {
            "project": str(project.path),
            "name": name,
            "target": str(target),
            "selection": selection,
            "choices": dict(choices),
        }
        self._start(project, "export_format", "export_format", arguments)

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
        self._importer = Importer(project, ImportReport(), known=known.keys())
        arguments |= {"known": known, "ids": project.article_ids(states=ArticleState)}
        self._start(project, "import", function, arguments)

    def _start(
        self, project: Project, kind: str, function: str, arguments: dict[str, object]
    ) -> None:
        self._project = project
        self._schema = project.schema
        self._kind = kind
        self._began = time.monotonic()
        self._writing = 0
        self._has_failed = False
        self._ended_by = None
        self._job_id = self._jobs.run_function(function, **arguments)
        self.started.emit(kind)

    def _on_progress(self, job_id: str, done: int, total: int, note: str) -> None:
        if job_id == self._job_id:
            self.progress.emit(done, total, note)

    def _on_batch(self, job_id: str, _: int, batch: ImportBatch) -> None:
        if job_id != self._job_id or self._project is None:
            return
        if self._importer is None:
            return
        self._writing += 1
        future = self._importer.write(batch)
        future.add_done_callback(lambda done: self._written.emit(job_id, batch, done))

    def _on_written(self, job_id: str, batch: ImportBatch, future: Future[list[Landed]]) -> None:
        if job_id != self._job_id or self._importer is None:
            return
        self._writing -= 1
        error = future.exception()
        if error is None:
            self._importer.note(batch, future.result())
            self._tell_list()
        else:
            self._has_failed = True
            self.cancel()
            self.failed.emit(error)
        if self._ended_by is not None:
            self._end_import(was_cancelled=self._ended_by)

    def _tell_list(self) -> None:
        """Let the list grow while articles come in, a few times a second at most."""
        if time.monotonic() - self._told_at > _LIST_EVERY_S:
            self.articles_added.emit()
            self._told_at = time.monotonic()

    def _on_finished(self, job_id: str, value: object) -> None:
        if job_id != self._job_id:
            return
        if self._kind == "import":
            self._end_import(was_cancelled=False)
            return
        self._job_id = ""
        if self._kind == "preview":
            self.previewed.emit(value)
        elif self._kind == "export_format":
            self.format_exported.emit(value)
        else:
            self._remember_split(value)
            self.export_finished.emit(value)

    def _remember_split(self, report: object) -> None:
        from annotate.training.report import ExportReport

        project = self._project
        if project is None or project.is_read_only:
            return
        if not isinstance(report, ExportReport):
            return
        noted = remember_split(project, report.memory)
        if noted is not None and (error := noted.exception()) is not None:
            self.failed.emit(error)

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if job_id != self._job_id:
            return
        if self._kind == "import":
            self.failed.emit(error)
            self._end_import(was_cancelled=True)
        else:
            self._job_id = ""
            self.failed.emit(error)

    def _on_stopped(self, job_id: str, _: object) -> None:
        if job_id != self._job_id:
            return
        if self._kind == "import":
            self._end_import(was_cancelled=True)
        else:
            self._job_id = ""
            self.cancelled.emit(self._kind)

    def _on_project_closed(self) -> None:
        """What is still under way belongs to the project that went, and to no other."""
        self._project = None
        if not self._job_id:
            return
        self.cancel()
        self._job_id = ""
        self._importer = None
        self.cancelled.emit(self._kind)

    def _end_import(self, *, was_cancelled: bool) -> None:
        """Tell how the import went, once every batch is in."""
        self._ended_by = was_cancelled
        if self._writing:
            return
        self._job_id = ""
        importer, self._importer = self._importer, None
        if importer is None:
            return
        report = importer.report
        report.seconds = time.monotonic() - self._began
        report.was_cancelled = was_cancelled or self._has_failed
        if report.merged:
            self._session.article_list_changed.emit()
        else:
            self.articles_added.emit()
        project = self._session.project
        if project is not None and project.schema != self._schema:
            # Who shows labels, or changes them, has to know those that came.
            self._session.schema_changed.emit()
        if self._session.desk is None and project is not None:
            self._session.open_last_article()
        self.import_finished.emit(report)
