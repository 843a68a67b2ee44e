"""Suggested frames on the desk: reads them from the disk, and asks for those that are missing."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotate.frame_offers import FrameOffers
from annotate.tasks import keep_frames

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.jobs import ArticleSuggested
    from gui.jobs import Jobs
    from gui.session import Session
    from gui.suggesting import Suggesting

_AT_ONCE = 120
_ASKED_AT_ONCE = 200
_PATIENCE_MS = 120


class SuggestedFrames(QObject):
    """Keeps the suggested frames of the open article up to date with its spans.

    A trigger made by hand is read by the worker as soon as the hand rests.
    """

    def __init__(self, session: Session, jobs: Jobs, suggesting: Suggesting) -> None:
        """Listen to all three."""
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._suggesting = suggesting
        self._offers: FrameOffers | None = None
        self._asked: dict[str, tuple[tuple[int, int, str], ...]] = {}
        self._making = QTimer(self, singleShot=True, interval=0)
        self._making.timeout.connect(self._make)
        self._asking = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._asking.timeout.connect(self._ask)
        session.article_opened.connect(self._on_article_opened)
        session.project_closed.connect(self._on_project_closed)
        session.schema_changed.connect(self._on_article_opened)
        session.changed.connect(self._on_changed)
        # Of a long article that is read which is near the reader.
        session.focus_changed.connect(self._asking.start)
        suggesting.frames_said.connect(self._on_said)
        jobs.article_suggested.connect(self._on_answer)
        jobs.job_failed.connect(self._on_ended)
        jobs.job_stopped.connect(self._on_ended)
        self._on_article_opened()

    def _on_article_opened(self) -> None:
        project, desk = self._session.project, self._session.desk
        self._offers = None
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
        self._offers.touch(changes.stretches)
        self._go_on()

    def _on_said(self, answer: ArticleSuggested) -> None:
        """The suggesters have looked at an article anew."""
        desk = self._session.desk
        if self._offers is None or desk is None or desk.article.id != answer.article_id:
            return
        for run in answer.runs:
            if run.frames:
                self._offers.take(run.frames, is_whole=run.is_whole)
        self._go_on()

    def _go_on(self) -> None:
        self._making.start()
        self._asking.start()

    def _make(self) -> None:
        """Make some frames; a long article leaves room for the keys in between."""
        offers, desk = self._offers, self._session.desk
        if offers is None or desk is None or desk is not offers.desk:
            return
        offers.make(_AT_ONCE)
        if offers.waiting:
            self._making.start()
            return
        changes = desk.set_suggested_frames(offers.frames)
        if changes.frame_ids:
            self._session.apply_changes(changes)

    def _ask(self) -> None:
        """Have the worker read triggers of which nothing is known."""
        offers, project = self._offers, self._session.project
        if offers is None or project is None or not project.schema.has_roles:
            return
        if self._asked or self._suggesting.state.is_waiting:
            self._asking.start()  # what is on its way may know them
            return
        from annotate.suggesters.role_model import is_shipped

        near = self._suggesting.place_of_reader()
        marks = offers.missing(near, _ASKED_AT_ONCE) if is_shipped() else ()
        if marks:
            article = offers.desk.article
            job_id = self._jobs.read_frames(article, marks, offers.around(marks))
            self._asked[job_id] = marks

    def _on_answer(self, answer: ArticleSuggested) -> None:
        if self._asked.pop(answer.job_id, None) is None:
            return
        project = self._session.project
        if project is not None and not project.is_read_only and answer.frames:
            keep_frames(project, answer).add_done_callback(_heard)
        self._on_said(answer)

    def _on_ended(self, job_id: str, _: object) -> None:
        marks = self._asked.pop(job_id, ())
        if self._offers is not None:
            self._offers.forget(marks)


def _heard(done: Future[None]) -> None:
    """A frame that cannot be kept is read again another time."""
    done.exception()
