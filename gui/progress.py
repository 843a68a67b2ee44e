"""One line for everything that runs in the background: suggesting, importing, exporting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.session import Session

if TYPE_CHECKING:
    from annotate.workers.jobs import WorkerStatus
    from gui.jobs import Jobs
    from gui.training import Training


class Progress(QObject):
    """What the status bar says about work in the background, and its cancel button."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._worker: WorkerStatus | None = None
        self._transfer = ""
        self._done = self._total = 0
        self._training: Training | None = None
        self._stage = ("", 0, 0)
        session.suggesting_changed.connect(self.changed)
        session.project_closed.connect(self.changed)
        session.article_opened.connect(self.changed)

    def attach(self, jobs: Jobs) -> None:
        """Listen to the jobs; the session has its transfer by now."""
        jobs.worker_state_changed.connect(self._on_worker_state)
        if self._session.suggested_frames is not None:
            self._session.suggested_frames.changed.connect(self.changed)
        transfer = self._session.transfer
        if transfer is not None:
            transfer.started.connect(self._on_started)
            transfer.progress.connect(self._on_progress)
            transfer.import_finished.connect(self._on_ended)
            transfer.export_finished.connect(self._on_ended)
            transfer.previewed.connect(self._on_ended)
            transfer.format_exported.connect(self._on_ended)
            transfer.failed.connect(self._on_ended)
            transfer.cancelled.connect(self._on_ended)

    def attach_training(self, training: Training) -> None:
        """Say how far a training is, also when its dialog is closed."""
        self._training = training
        training.stage_changed.connect(self._on_stage)
        training.run_changed.connect(self._on_run)
        training.ended.connect(self._on_run)
        # Once more, behind the training: it ends with the project.
        self._session.project_closed.connect(self._on_run)

    @property
    def worker(self) -> WorkerStatus | None:
        """State of the process that suggests; `None` before there is one."""
        return self._worker

    @property
    def text(self) -> str:
        """What is being done, in words; empty when there is nothing to say."""
        return " · ".join(part for part in (self._of_work, self._of_training) if part)

    @property
    def _of_training(self) -> str:
        """How far the training is; empty without one."""
        if self._training is None or not self._training.is_running:
            return ""
        stage, done, total = self._stage
        if self._training.is_paused:
            return self.tr("training paused")
        if stage == "train" and total:
            return self.tr("training: step {done} of {total}").format(done=done, total=total)
        return self.tr("training…")

    @property
    def _of_work(self) -> str:
        """What is done beside training."""
        if self._transfer:
            words = {
                "import": self.tr("importing…"),
                "preview": self.tr("looking at the files…"),
            }
            return words.get(self._transfer, self.tr("exporting…"))
        state = self._session.suggesting.state if self._session.suggesting else None
        worker = str(self._worker.state) if self._worker is not None else "stopped"
        if worker == "down":
            return self.tr("suggester is down")
        if state is not None and state.total:
            return self.tr("suggesting: {done} of {total} articles").format(
                done=state.done, total=state.total
            )
        if worker == "starting":
            return self.tr("suggester is starting…")
        if article := self._of_article:
            return article
        if self._session.project is None or worker == "stopped":
            return ""
        return self.tr("suggester ready")

    @property
    def _of_article(self) -> str:
        """How far the worker is with the open article; empty when it is at rest."""
        state = self._session.suggesting.state if self._session.suggesting else None
        if self._events_share:
            return self.tr("reading events: {percent} % of this article").format(
                percent=int(self._events_share * 100)
            )
        if state is None or not state.is_waiting:
            return ""
        if state.share:
            return self.tr("suggesting: {percent} % of this article").format(
                percent=int(state.share * 100)
            )
        return self.tr("suggesting…")

    @property
    def fraction(self) -> float | None:
        """How far the longest work is, 0..1; less than 0 if unknown, `None` if there is none."""
        if self._transfer:
            return self._done / self._total if self._total else -1.0
        state = self._session.suggesting.state if self._session.suggesting else None
        if state is None:
            return None
        if state.total:
            return state.done / state.total
        return self._events_share or state.share or None

    @property
    def _events_share(self) -> float:
        """How many of the triggers of the article have been read; 0 while there is no telling.

        What takes no time is not worth a word.
        """
        reading = self._session.suggested_frames
        if reading is None or not reading.is_long or not reading.is_reading:
            return 0.0
        return min(max(reading.share, 0.01), 0.99)

    def cancel(self) -> None:
        """Stop the work that shows progress; what is done stays."""
        if self._transfer and self._session.transfer is not None:
            self._session.transfer.cancel()
        elif self._session.suggesting is not None:
            # Events first: the end of the other work could be taken for the end of theirs.
            if self._session.suggested_frames is not None:
                self._session.suggested_frames.let_be()
            self._session.suggesting.cancel()

    def _on_worker_state(self, status: WorkerStatus) -> None:
        self._worker = status
        self.changed.emit()

    def _on_started(self, kind: str) -> None:
        self._transfer = kind
        self._done = self._total = 0
        self.changed.emit()

    def _on_progress(self, done: int, total: int, _note: str) -> None:
        self._done, self._total = done, total
        self.changed.emit()

    def _on_stage(self, stage: str, done: int, total: int) -> None:
        self._stage = (stage, done, total)
        self.changed.emit()

    def _on_run(self, *_: object) -> None:
        if self._training is None or not self._training.is_running:
            self._stage = ("", 0, 0)
        self.changed.emit()

    def _on_ended(self, *_: object) -> None:
        if self._session.transfer is not None and self._session.transfer.is_running:
            return
        self._transfer = ""
        self.changed.emit()
