"""Suggested frames on the desk: reads them from the disk, and asks for those that are missing."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotate.frames.offers import FrameOffers
from annotate.tasks import keep_frames
from annotate.workers.jobs import WorkerState

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.workers.jobs import ArticleSuggested, FramesPreview
    from gui.jobs import Jobs
    from gui.session import Session
    from gui.suggesting import Suggesting

_AT_ONCE = 40
_ASKED_AT_ONCE = 200
_MOST_PARTS = 16
_PATIENCE_MS = 120
_PAINT_FIRST_MS = 20
"""A correction is painted before the frames that it touches are made anew and painted."""
_FEW = 50


class SuggestedFrames(QObject):
    """Keeps the suggested frames of the open article up to date with its spans.

    A trigger made by hand is read by the worker as soon as the hand rests; of a long article that
    is read first which is near the reader.
    """

    changed = Signal()
    """How far the reading is."""
    ended = Signal()
    """Every trigger of the article has been read, or will not be."""

    def __init__(self, session: Session, jobs: Jobs, suggesting: Suggesting) -> None:
        """Listen to all three."""
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._suggesting = suggesting
        self._offers: FrameOffers | None = None
        self._asked: dict[str, tuple[tuple[int, int, str], ...]] = {}
        self._previewed = 0
        self._is_let_be = self._was_reading = False
        self._making = QTimer(self, singleShot=True)
        self._making.timeout.connect(self._make)
        self._asking = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._asking.timeout.connect(self._ask)
        session.article_opened.connect(self._on_article_opened)
        session.project_closed.connect(self._on_project_closed)
        session.schema_changed.connect(self._on_article_opened)
        session.changed.connect(self._on_changed)
        session.focus_changed.connect(self._asking.start)
        suggesting.frames_said.connect(self._on_said)
        suggesting.frames_previewed.connect(self._on_preview)
        suggesting.changed.connect(self._tell)
        jobs.article_suggested.connect(self._on_answer)
        jobs.job_failed.connect(self._on_failed)
        jobs.job_stopped.connect(self._on_stopped)
        jobs.worker_state_changed.connect(self._tell)
        self._on_article_opened()

    # -- how far it is -----------------------------------------------------------------------------

    @property
    def is_reading(self) -> bool:
        """Whether triggers of the open article are still to be read, by a worker that is there."""
        offers, state = self._offers, self._jobs.worker_status.state
        if offers is None or self._is_let_be or state in {WorkerState.DOWN, WorkerState.STOPPED}:
            return False
        is_under_way = self._suggesting.state.is_waiting or bool(self._asked)
        is_waiting = is_under_way or bool(offers.waiting or offers.unread_count)
        # Last, for it looks at the disk.
        return is_waiting and self._has_reader

    @property
    def share(self) -> float:
        """How much of what is to be read has been read, 0 to 1; 0 if nobody knows."""
        offers = self._offers
        if offers is None or (self._suggesting.state.is_waiting and not self._previewed):
            return 0.0
        total = max(offers.trigger_count, self._previewed, 1)
        asked = sum(len(marks) for marks in self._asked.values())
        return max(total - offers.unread_count - asked, 0) / total

    @property
    def is_long(self) -> bool:
        """Whether there is so much to read that it is worth telling."""
        return self._previewed > 0 or any(len(marks) > _FEW for marks in self._asked.values())

    @property
    def is_let_be(self) -> bool:
        """Whether the reading was left."""
        return self._is_let_be

    def let_be(self) -> None:
        """Read no further until something changes; whoever waits for the end is told."""
        # It may be read since a moment ago, of which nothing was told yet.
        self._was_reading |= self.is_reading
        self._is_let_be = True
        for job_id in list(self._asked):
            self._jobs.cancel(job_id)
        self._tell()

    @property
    def _has_reader(self) -> bool:
        from annotate.suggesters.role_model import is_shipped

        project = self._session.project
        if project is None or project.is_read_only:
            return False
        return project.schema.has_roles and is_shipped()

    # -- what is heard -----------------------------------------------------------------------------

    def _on_article_opened(self) -> None:
        project, desk = self._session.project, self._session.desk
        self._offers = None
        self._previewed = 0
        self._is_let_be = False
        if project is None or desk is None:
            return
        self._offers = FrameOffers(desk, project.schema)
        self._offers.take(project.frame_proposals(desk.article.id), is_whole=True)
        self._go_on()

    def _on_project_closed(self) -> None:
        for job_id in list(self._asked):
            self._jobs.cancel(job_id)
        self._asked.clear()
        self._offers = None
        self._making.stop()
        self._asking.stop()

    def _on_changed(self, changes: Changes) -> None:
        if self._offers is None or not (changes.span_ids or changes.suggestion_ids):
            return
        self._is_let_be = False
        self._offers.touch(changes.stretches)
        self._go_on(after_ms=_PAINT_FIRST_MS)

    def _on_said(self, answer: ArticleSuggested) -> None:
        """The suggesters have looked at an article anew."""
        desk = self._session.desk
        if self._offers is None or desk is None or desk.article.id != answer.article_id:
            return
        self._previewed = 0
        for run in answer.runs:
            if run.frames:
                self._offers.take(run.frames, is_whole=run.is_whole)
        self._go_on()

    def _on_preview(self, preview: FramesPreview) -> None:
        """Some of a long article have been read, while the worker is at the rest."""
        desk = self._session.desk
        if self._offers is None or desk is None or desk.article.id != preview.article_id:
            return
        self._previewed = preview.total
        self._offers.take(preview.frames, is_whole=False)
        self._making.start(0)
        self.changed.emit()

    def _go_on(self, *, after_ms: int = 0) -> None:
        self._making.start(after_ms)
        self._asking.start()

    def _make(self) -> None:
        """Make some frames; a long article leaves room for the keys in between."""
        offers, desk = self._offers, self._session.desk
        if offers is None or desk is None or desk is not offers.desk:
            return
        offers.make(_AT_ONCE)
        if offers.waiting:
            self._making.start(0)
            return
        changes = desk.set_suggested_frames(offers.frames)
        if changes.frame_ids:
            self._session.apply_changes(changes)
        self._tell()

    def _ask(self) -> None:
        """Have the worker read triggers of which nothing is known."""
        offers = self._offers
        if offers is None or self._is_let_be or not self._has_reader:
            return
        if self._asked or self._suggesting.state.is_waiting:
            self._asking.start()  # what is on its way may know them
            return
        most = max(_ASKED_AT_ONCE, offers.unread_count // _MOST_PARTS)
        marks = offers.missing(self._suggesting.place_of_reader(), most)
        if marks:
            article = offers.desk.article
            job_id = self._jobs.read_frames(article, marks, offers.around(marks))
            self._asked[job_id] = marks
        self._tell()

    def _on_answer(self, answer: ArticleSuggested) -> None:
        if self._asked.pop(answer.job_id, None) is None:
            return
        project = self._session.project
        if project is not None and not project.is_read_only and answer.frames:
            keep_frames(project, answer).add_done_callback(_heard)
        self._on_said(answer)
        self._go_on()

    def _on_failed(self, job_id: str, _: object) -> None:
        """They cannot be read: asking again and again would not help."""
        if self._asked.pop(job_id, None) is not None:
            self._go_on()

    def _on_stopped(self, job_id: str, _: object) -> None:
        marks = self._asked.pop(job_id, None)
        if marks is not None and self._offers is not None:
            self._offers.forget(marks)
            self._go_on()

    def _tell(self, *_: object) -> None:
        is_reading = self.is_reading
        if is_reading or self._was_reading:
            self.changed.emit()
        if self._was_reading and not is_reading:
            self._was_reading = False
            self.ended.emit()
        self._was_reading = is_reading


def _heard(done: Future[None]) -> None:
    """A frame that cannot be kept is read again another time."""
    done.exception()
