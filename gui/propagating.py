"""One label for the same words, in the article or the project: searching, asking, labelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from annotate import verbs
from annotate.articles import ArticleState
from annotate.edits import Edit
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.same_words import ArticleHits, Search, hits_in
from annotate.suggestions import Suggestion
from gui.bulk import Bulk
from gui.dialogs.propagation import PropagationDialog
from gui.words import article_count, counted, message, span_count

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.spans import Span
    from gui.jobs import Jobs
    from gui.main_window import MainWindow
    from gui.theme import Appearance


class Propagating(QObject):
    """Asks once at a time; the article on the desk is looked after here, all others by a job."""

    def __init__(self, window: MainWindow, appearance: Appearance, jobs: Jobs | None) -> None:
        """Serve `window`; without jobs only the open article is searched."""
        super().__init__(window)
        self._window = window
        self._appearance = appearance
        self._session = window.session
        self._bulk = Bulk(window.session)
        self._jobs = jobs
        self._dialog: PropagationDialog | None = None
        self._search: Search | None = None
        self._item: Span | Suggestion | None = None
        self._job_id = ""
        self._edits: dict[str, Edit] | None = None
        if jobs is not None:
            jobs.job_progress.connect(self._on_progress)
            jobs.job_batch.connect(self._on_batch)
            jobs.job_finished.connect(self._on_finished)
            jobs.job_failed.connect(self._on_failed)

    def ask(self, *, everywhere: bool) -> None:
        """Show where the words in focus stand, and label the ticked places as one step."""
        desk, item = self._session.desk, self._session.focused
        if desk is None or item is None:
            return
        self._item = item
        self._search = Search(desk.surface(item), item.layer, item.label)
        if not everywhere and not self._hits_here(desk):
            self._window.banner.say(
                self.tr("“{words}” stands here only once.").format(words=self._search.words),
                button=self.tr("Look in the project") if self._jobs is not None else "",
                help_with=lambda: self.ask(everywhere=True),
                is_of_article=True,
            )
            return
        dialog = PropagationDialog(self._search.words, item.label, self._appearance, self._window)
        self._dialog = dialog
        dialog.scope.setEnabled(self._jobs is not None)
        dialog.scope_chosen.connect(self._begin)
        dialog.label_asked.connect(self._label)
        if everywhere and self._jobs is not None:
            dialog.scope.setCurrentIndex(1)
        else:
            self._begin()
        is_done = dialog.exec() == QDialog.DialogCode.Accepted
        self._stop_job()
        self._dialog = None
        dialog.deleteLater()
        if is_done:
            self._session.focus_next()

    # -- searching ---------------------------------------------------------------------------------

    def _hits_here(self, desk: Desk) -> list[ArticleHits]:
        """What the open article has beside the item in focus itself."""
        search, item, article = self._search, self._item, desk.article
        if search is None or item is None:
            return []
        hits = tuple(
            hit
            for hit in hits_in(desk, search)
            if hit.place.end <= item.start or hit.place.start >= item.end
        )
        if not hits:
            return []
        # Never left out as done: it is what the annotator looks at.
        return [ArticleHits(article.id, article.title, ArticleState.IN_PROGRESS, hits)]

    def _begin(self, *_: object) -> None:
        desk, project, dialog = self._session.desk, self._session.project, self._dialog
        if desk is None or project is None or dialog is None or self._search is None:
            return
        self._stop_job()
        dialog.begin()
        dialog.add_hits(self._hits_here(desk))
        if not dialog.is_everywhere or self._jobs is None:
            dialog.finish()
            return
        self._session.settle()
        self._edits = None
        self._job_id = self._jobs.run_function(
            "same_words",
            project=str(project.path),
            search=self._search,
            leave_out=[desk.article.id],
        )

    # -- labelling ---------------------------------------------------------------------------------

    def _label(self) -> None:
        """Label the ticked places: those of other articles need edits from the worker."""
        desk, project, dialog = self._session.desk, self._session.project, self._dialog
        if desk is None or project is None or dialog is None:
            return
        self._stop_job()
        others = {
            article_id: [(place.start, place.end) for place in places]
            for article_id, places in dialog.chosen.items()
            if article_id != desk.article.id
        }
        self._edits = {}
        if not others or self._jobs is None:
            self._push()
            return
        dialog.set_busy()
        self._session.settle()
        self._job_id = self._jobs.run_function(
            "label_same_words",
            project=str(project.path),
            search=self._search,
            places=others,
            hand=self._session.hand(),
        )

    def _push(self) -> None:
        """Make the step of all edits, that of the open article among them."""
        desk, dialog, search = self._session.desk, self._dialog, self._search
        if desk is None or dialog is None or search is None:
            return
        edits, self._edits = self._edits or {}, None
        stretches = [(place.start, place.end) for place in dialog.chosen.get(desk.article.id, ())]
        if isinstance(self._item, Suggestion) and desk.item(self._item.id) is not None:
            stretches.insert(0, (self._item.start, self._item.end))
        own = verbs.propagate(
            desk, stretches, label=search.label, layer=search.layer, hand=self._session.hand()
        )
        edits = edits if own is None else {desk.article.id: own, **edits}
        places = sum(map(len, dialog.chosen.values()))
        title = counted(
            places,
            self.tr("label “{words}” in 1 place"),
            self.tr("label “{words}” in {count} places"),
            words=search.words,
        )
        self._bulk.push(edits, title)
        dialog.accept()
        self._window.banner.say(
            self.tr("{spans} in {articles}.").format(
                spans=span_count(places),
                articles=article_count(len(dialog.chosen)),
            ),
            button=self.tr("Undo"),
            help_with=self._session.undo,
            until=self._session.undo_stack.indexChanged,
        )

    # -- from the jobs -----------------------------------------------------------------------------

    def _stop_job(self) -> None:
        job_id, self._job_id = self._job_id, ""
        if job_id and self._jobs is not None:
            self._jobs.cancel(job_id)

    def _on_progress(self, job_id: str, done: int, total: int, _note: str) -> None:
        if job_id == self._job_id and self._dialog is not None:
            self._dialog.set_progress(done, total)

    def _on_batch(self, job_id: str, _: int, batch: tuple[object, ...]) -> None:
        if job_id != self._job_id or self._dialog is None:
            return
        if self._edits is None:
            self._dialog.add_hits(item for item in batch if isinstance(item, ArticleHits))
        else:
            self._edits.update(batch)  # type: ignore[arg-type]

    def _on_finished(self, job_id: str, value: object) -> None:
        if job_id != self._job_id or self._dialog is None:
            return
        self._job_id = ""
        if self._edits is None:
            self._dialog.finish(is_complete=bool(value))
        else:
            self._push()

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if job_id == self._job_id and self._dialog is not None:
            self._job_id = ""
            self._edits = None
            self._dialog.fail(sentence(error, tr=message))
