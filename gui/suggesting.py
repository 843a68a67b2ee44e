"""Suggestions in the background: asks the worker, keeps what it says, shows what is still fresh."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from annotate.errors import AnnotateError, PipelineLoadError
from annotate.spans import Layer
from annotate.suggestions import Proposal
from annotate.tasks import keep_answer
from annotate.tokenizer.rules import SETTING, rules_from
from annotate.workers.jobs import ArticlePart, ArticlePreview, ArticleSuggested, Priority
from gui.previews import Previews

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.workers.jobs import FramesPreview
    from gui.jobs import Jobs
    from gui.session import Session

_IN_FLIGHT = 4


@dataclass(frozen=True, slots=True)
class SuggestingState:
    """How far the suggesters are: whether the open article waits, and the run over all articles.

    `share` is how much of a long open article has been looked at, 0 to 1; 0 if nobody knows.
    """

    is_waiting: bool = False
    share: float = 0.0
    done: int = 0
    total: int = 0
    errors: tuple[AnnotateError, ...] = ()


def _marks(desk: Desk | None, layer: Layer) -> tuple[tuple[int, int, str], ...]:
    """Gold spans of a layer: start, end and label."""
    spans = desk.spans if desk is not None else ()
    return tuple((span.start, span.end, span.label) for span in spans if span.layer is layer)


class Suggesting(QObject):
    """Keeps the open article, the one after it and, when asked, the whole project suggested."""

    changed = Signal()
    frames_said = Signal(object)
    """`ArticleSuggested` with frames, of an article of this project."""
    frames_previewed = Signal(object)
    """`FramesPreview` of an article of this project."""
    _kept = Signal(object, object)

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        may_run: Callable[[str], bool] = lambda _: True,
    ) -> None:
        """Listen to both; nothing is asked before an article opens.

        `may_run` says of a suggester's name whether the user allows it to run.
        """
        super().__init__(parent)
        self._session = session
        self._jobs = jobs
        self._asked: dict[str, str] = {}
        self._keeping: set[str] = set()
        """Articles whose answer is on its way to the disk, and shown from there."""
        self._previews = Previews()
        self.place_of_reader: Callable[[], int] = lambda: 0
        """Where the reader of the open article is, a code point; the window says it."""
        self._queue: deque[str] = deque()
        self._batch: set[str] = set()
        self._is_known: set[str] = set()
        self._default_names: tuple[str, ...] | None = None
        self._may_run = may_run
        self.state = SuggestingState()
        session.article_opened.connect(self._on_article_opened)
        session.project_closed.connect(self._on_project_closed)
        jobs.article_partly_suggested.connect(self._on_part)
        jobs.article_previewed.connect(self._on_preview)
        jobs.frames_previewed.connect(self._on_frames_preview)
        jobs.article_suggested.connect(self._on_suggested)
        jobs.suggester_failed.connect(self._on_suggester_failed)
        jobs.job_failed.connect(self._on_job_ended)
        jobs.job_stopped.connect(self._on_job_ended)
        # The writer thread says when an answer is on the disk.
        self._kept.connect(self._on_kept, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Take up an article that was opened before this object was there."""
        if self._session.desk is not None:
            self._on_article_opened()

    def suggest_current(self) -> None:
        """Run every suggester on the open article again."""
        if self._session.desk is not None:
            self._ask(self._session.desk.article.id, Priority.OPEN, is_fresh=True)

    def suggest_all(self) -> None:
        """Run the suggesters on every article that has not been looked at."""
        project = self._session.project
        if project is None or project.is_read_only:
            return
        self._queue = deque(project.article_ids())
        self._set_state(done=0, total=len(self._queue), errors=())
        self._feed()

    def cancel(self) -> None:
        """Stop the run over all articles; what is done stays."""
        self._queue.clear()
        for job_id, article_id in list(self._asked.items()):
            if article_id in self._batch or self._previews.is_of(job_id):
                self._jobs.cancel(job_id)
        self._set_state(total=0, done=0)

    # -- asking ------------------------------------------------------------------------------------

    @property
    def jobs(self) -> Jobs:
        """The door to the worker."""
        return self._jobs

    @property
    def names(self) -> tuple[str, ...]:
        """The suggesters that are chosen for the project, or the default ones and its own lists."""
        project = self._session.project
        if project is not None and (chosen := project.chosen_suggesters()):
            return chosen
        if self._default_names is None:
            from annotate.suggesters import default_names

            # Reads what every installed package says about itself: 10 ms, once.
            self._default_names = tuple(default_names())
        from annotate.suggesters import speaking

        has_lists = project is not None and bool(project.lists.all())
        return speaking((), self._default_names, has_lists=has_lists)

    @property
    def allowed_names(self) -> tuple[str, ...]:
        """Those of `names` that the user allows to run."""
        return tuple(name for name in self.names if self._may_run(name))

    def look_again(self) -> None:
        """Something that suggesters go by has changed: ask about the open article anew."""
        self._is_known.clear()
        self._on_article_opened()

    def choose(self, names: Sequence[str]) -> None:
        """Run these suggesters from now on; the open article is asked about at once."""
        project = self._session.project
        if project is None or project.is_read_only:
            return
        project.choose_suggesters(names).result()
        self._is_known.clear()
        if self._session.desk is not None:
            self._show(self._session.desk.article.id, None)
        self._on_article_opened()

    def _allowed(self) -> tuple[str, ...]:
        """The chosen ones that may run: a project file never makes a foreign pipeline run."""
        names = self.names
        allowed = tuple(name for name in names if self._may_run(name))
        refused = [name for name in names if name not in allowed]
        if refused:
            errors = tuple(
                PipelineLoadError(suggester=name, reason="not_allowed") for name in refused
            )
            self._set_state(errors=errors)
        return allowed

    def _ask(self, article_id: str, priority: Priority, *, is_fresh: bool = False) -> bool:
        """Ask about an article, unless it is known that nothing would be new; whether it was."""
        project, desk = self._session.project, self._session.desk
        if project is None or (article_id in self._is_known and not is_fresh):
            return False
        is_open = desk is not None and desk.article.id == article_id
        runs = {} if is_fresh else project.suggester_runs(article_id)
        if project.is_read_only and (runs or is_fresh or not is_open):
            # Nothing can be kept: what is on the disk is shown, and it is on the desk already.
            return False
        from annotate.suggesters import with_frames

        job_id = self._jobs.suggest(
            desk.article if is_open and desk is not None else project.article(article_id),
            suggesters=with_frames(self._allowed(), has_roles=project.schema.has_roles),
            revision=desk.revision if is_open and desk is not None else 0,
            # The worker knows the present versions, and runs only what is out of date.
            skip_versions=tuple(runs.items()),
            priority=priority,
            project=str(project.path),
            near=self.place_of_reader() if is_open else None,
            rules=rules_from(project.setting(SETTING)),
            triggers=_marks(desk, Layer.EVENT) if is_open else (),
            entities=_marks(desk, Layer.ENTITY) if is_open else (),
        )
        self._asked[job_id] = article_id
        self._set_state(is_waiting=self._is_open_waiting())
        return True

    def _feed(self) -> None:
        while self._queue and len(self._batch) < _IN_FLIGHT:
            article_id = self._queue.popleft()
            if self._ask(article_id, Priority.BATCH):
                self._batch.add(article_id)
            else:
                self._set_state(done=self.state.done + 1)

    def _on_article_opened(self) -> None:
        desk = self._session.desk
        if desk is not None and not self._ask(desk.article.id, Priority.OPEN):
            self._ask_next()
        self._set_state(is_waiting=self._is_open_waiting())

    def _ask_next(self) -> None:
        """The article that is likely to be opened next, so that it opens with suggestions."""
        project, desk = self._session.project, self._session.desk
        if project is None or desk is None or project.is_read_only:
            return
        following = project.article_beside(desk.article.id, 1)
        if following is not None and following not in self._asked.values():
            self._ask(following, Priority.NEXT)

    # -- answers -----------------------------------------------------------------------------------

    def _on_part(self, part: ArticlePart) -> None:
        desk = self._session.desk
        # Of another project there may be an article with the same id.
        if part.job_id not in self._asked:
            return
        if part.tokens is not None and desk is not None and desk.article.id == part.article_id:
            self._session.apply_changes(desk.set_tokens(part.tokens))

    def _on_preview(self, preview: ArticlePreview) -> None:
        """Show what is known of a part of a long article."""
        desk, project = self._session.desk, self._session.project
        is_open = desk is not None and desk.article.id == preview.article_id
        if preview.job_id not in self._asked or desk is None or project is None or not is_open:
            return
        if not self._previews.is_of(preview.job_id):
            self._previews.begin(preview.job_id, project.proposals(preview.article_id))
        shown = self._previews.take(preview)
        if shown is not None:
            self._put(shown)
        share = self._previews.share(len(desk.article.text))
        self._set_state(share=max(share, self.state.share))

    def _on_frames_preview(self, preview: FramesPreview) -> None:
        if preview.job_id in self._asked:  # of another project there may be an equal article
            self.frames_previewed.emit(preview)

    def _on_suggested(self, answer: ArticleSuggested) -> None:
        if self._asked.pop(answer.job_id, None) is None or self._session.project is None:
            return
        project = self._session.project
        article_id = answer.article_id
        if not answer.errors:
            self._is_known.add(article_id)
        if answer.frames:
            self.frames_said.emit(answer)
        if project.is_read_only:
            self._show(article_id, answer)
        elif all(run.is_skipped for run in answer.runs) and self._has_tokens(answer):
            self._ask_next()
        else:
            self._keeping.add(article_id)
            future = keep_answer(project, answer)

            def tell(done: Future[None]) -> None:
                self._kept.emit(answer, done.exception())

            future.add_done_callback(tell)
        self._count(answer.article_id)

    def _has_tokens(self, answer: ArticleSuggested) -> bool:
        """Whether the tokens of the answer are on the disk already."""
        project = self._session.project
        return (
            project is not None and project.tokenizer(answer.article_id) == answer.tokens.tokenizer
        )

    def _on_kept(self, answer: ArticleSuggested, error: AnnotateError | None) -> None:
        self._keeping.discard(answer.article_id)
        if error is not None:
            # Shown all the same, and asked about again another time.
            self._is_known.discard(answer.article_id)
            self.cancel()
            self._set_state(errors=(*self.state.errors, error)[-20:])
        desk = self._session.desk
        if desk is None or desk.article.id != answer.article_id:
            return
        self._show(answer.article_id, None if error is None else answer)
        if error is None:
            self._ask_next()

    def _show(self, article_id: str, answer: ArticleSuggested | None) -> None:
        """Put suggestions on the desk: those on the disk, or of an answer that cannot go there."""
        desk, project = self._session.desk, self._session.project
        if desk is None or project is None or desk.article.id != article_id:
            return
        self._put(project.proposals(article_id) if answer is None else answer.proposals)
        self._set_state(is_waiting=self._is_open_waiting())

    def _put(self, proposals: Sequence[Proposal]) -> None:
        """Put proposals on the desk in place of those that lie there."""
        desk = self._session.desk
        if desk is None:
            return
        self._session.apply_changes(desk.set_proposals(proposals))
        if self._session.focused is not None or self._session.selection is not None:
            return
        # Who reads on meanwhile is not carried back to the beginning.
        place = max(self._session.caret, self.place_of_reader())
        following = desk.next_open(place, len(desk.article.text) + 1)
        if following is not None:
            self._session.focus(following.id)

    def _on_suggester_failed(self, error: AnnotateError) -> None:
        self._set_state(errors=(*self.state.errors, error)[-20:])

    def _on_job_ended(self, job_id: str, _: object) -> None:
        article_id = self._asked.pop(job_id, None)
        if article_id is not None:
            if self._previews.is_of(job_id) and not self._is_open_waiting():
                # What is not kept must not look as if it were.
                self._show(article_id, None)
            self._count(article_id)

    def _count(self, article_id: str) -> None:
        if article_id in self._batch:
            self._batch.discard(article_id)
            self._set_state(done=self.state.done + 1)
        self._feed()
        self._set_state(is_waiting=self._is_open_waiting())

    def _on_project_closed(self) -> None:
        for job_id in list(self._asked):
            self._jobs.cancel(job_id)
        self._asked.clear()
        self._keeping.clear()
        self._queue.clear()
        self._batch.clear()
        self._is_known.clear()
        self.state = SuggestingState()
        self.changed.emit()

    def _is_open_waiting(self) -> bool:
        desk = self._session.desk
        if desk is None:
            return False
        return desk.article.id in self._keeping or desk.article.id in self._asked.values()

    def _set_state(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # pyright: ignore[reportArgumentType] - by name
        if not state.is_waiting:
            state = replace(state, share=0.0)
        if state.total and state.done >= state.total and not self._queue and not self._batch:
            state = replace(state, done=0, total=0)
        if state != self.state:
            self.state = state
            self.changed.emit()
