"""An evaluation in the background: suggestions for the done articles, then what they are worth."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, EvaluationError
from annotate.evaluation.evaluate import Evaluation, evaluate
from annotate.evaluation.marks import Found, Reference
from annotate.evaluation.references import project_references
from annotate.evaluation.running import Run, shown_spans
from annotate.suggestions import HideRules, Proposal
from annotate.workers.jobs import ArticleSuggested, Priority

if TYPE_CHECKING:
    from annotate.project import Project
    from gui.jobs import Jobs
    from gui.session import Session

_IN_FLIGHT = 4
_SUFFIX = " (evaluation)"
"""Behind the id in requests, so that none takes the place of one for the article on the desk."""


class Evaluating(QObject):
    """One evaluation at a time, of the project that is open; nothing is stored."""

    progress = Signal(int, int)
    """Articles done, and all of them."""
    finished = Signal(object)
    """`Run` with its evaluation."""
    failed = Signal(object)
    """`AnnotateError`: there is no evaluation."""
    cancelled = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QObject | None = None) -> None:
        """Listen to the jobs; nothing runs."""
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._project: Project | None = None
        self._run: Run | None = None
        self._rules = HideRules()
        self._references: dict[str, Reference] = {}
        self._found: dict[str, list[Found]] = {}
        self._waiting: deque[str] = deque()
        self._asked: dict[str, str] = {}
        self._counting = ""
        self._ended = self._total = 0
        session.project_closed.connect(self.cancel)
        jobs.article_suggested.connect(self._on_suggested)
        jobs.job_failed.connect(self._on_failed)
        jobs.job_stopped.connect(self._on_stopped)
        jobs.job_finished.connect(self._on_finished)

    @property
    def is_running(self) -> bool:
        """Whether an evaluation is under way."""
        return self._run is not None

    def start(self, suggesters: Sequence[str], *, as_shown: bool = False) -> None:
        """Evaluate these suggesters together; ends with `finished`, `failed` or `cancelled`.

        With `as_shown`, what the project hides by score or label is left out.
        """
        project = self._session.project
        if project is None or self.is_running:
            return
        project.flush()
        ids = project.article_ids(states=(ArticleState.DONE,))
        if not ids:
            self.failed.emit(EvaluationError(source=project.name, reason="nothing_done"))
            return
        self._project = project
        self._run = Run(tuple(suggesters))
        every = HideRules.of(project.schema)
        self._rules = project.hide_rules() if as_shown else every
        self._references = {}
        self._found = {}
        self._total = len(ids)
        self._waiting = deque(ids)
        self._ended = 0
        self.progress.emit(0, len(ids))
        self._feed()

    def cancel(self) -> None:
        """Stop; there is no evaluation then."""
        if not self.is_running:
            return
        job_ids = [*self._asked, *([self._counting] if self._counting else [])]
        self._forget()
        for job_id in job_ids:
            self._jobs.cancel(job_id)
        self.cancelled.emit()

    def _feed(self) -> None:
        project, run = self._project, self._run
        if project is None or run is None:
            return
        while self._waiting and len(self._asked) < _IN_FLIGHT:
            article_id = self._waiting.popleft()
            article = project.article(article_id)
            # Not all at once: to read 2,000 articles takes seconds.
            self._references.update(project_references(project, [article_id]))
            job_id = self._jobs.suggest(
                replace(article, id=article_id + _SUFFIX),
                suggesters=run.suggesters,
                skip_versions=self._known_runs(project, article_id, run.suggesters),
                priority=Priority.BATCH,
                project=str(project.path),
            )
            self._asked[job_id] = article_id
        if not self._waiting and not self._asked and not self._counting:
            self._count()

    @staticmethod
    def _known_runs(
        project: Project, article_id: str, suggesters: Sequence[str]
    ) -> tuple[tuple[str, str], ...]:
        """Runs whose proposals are stored, and which `Project.proposals` gives."""
        chosen = project.chosen_suggesters()
        runs = project.suggester_runs(article_id).items()
        return tuple(
            (name, version)
            for name, version in runs
            if name in suggesters and (not chosen or name in chosen)
        )

    def _on_suggested(self, answer: ArticleSuggested) -> None:
        article_id = self._asked.pop(answer.job_id, None)
        if article_id is None or self._run is None or self._project is None:
            return
        if answer.errors:
            self._run.errors.extend(answer.errors)
        else:
            skipped = {run.name for run in answer.runs if run.is_skipped}
            stored: list[Proposal] = self._project.proposals(article_id) if skipped else []
            proposals = [item for item in stored if item.suggester in skipped]
            self._found[article_id] = shown_spans([*answer.proposals, *proposals], self._rules)
        self._go_on()

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if self._asked.pop(job_id, None) is not None and self._run is not None:
            self._run.errors.append(error)
            self._go_on()
        elif job_id and job_id == self._counting:
            self._forget()
            self.failed.emit(error)

    def _on_stopped(self, job_id: str, _: object) -> None:
        if self._asked.pop(job_id, None) is not None:
            self._go_on()

    def _go_on(self) -> None:
        self._ended += 1
        self.progress.emit(self._ended, self._total)
        self._feed()

    def _count(self) -> None:
        pairs = [
            (reference, self._found[article_id])
            for article_id, reference in self._references.items()
            if article_id in self._found
        ]
        self._counting = self._jobs.run(partial(evaluate, pairs))

    def _on_finished(self, job_id: str, value: object) -> None:
        if not job_id or job_id != self._counting or self._run is None:
            return
        run = self._run
        failed = len(self._references) - len(self._found)
        self._forget()
        if isinstance(value, Evaluation):
            run.evaluation = replace(value, failed=failed)
            self.finished.emit(run)

    def _forget(self) -> None:
        self._run = self._project = None
        self._asked = {}
        self._waiting.clear()
        self._counting = ""
