"""Flow of the details of an article: title, source, date and language put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from annotate.errors import AnnotateError
from gui.words import subtitle

if TYPE_CHECKING:
    from annotate.changes import Changes
    from gui.main_window import MainWindow


class DetailsFlows(QObject):
    """The target "details" of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._session.changed.connect(self._on_changed)

    def ask_open(self) -> None:
        """Show the details of the open article, to be put right."""
        if self._session.desk is not None:
            self.ask(self._session.desk.article.id)

    def ask(self, article_id: str) -> None:
        """Show the details of an article, and put them right as one step."""
        from gui.dialogs.details import DetailsDialog

        project = self._session.project
        if project is None or project.is_read_only:
            return
        self._session.settle()
        try:
            before = project.article(article_id).details
        except AnnotateError as error:
            self._window.flows.report(error)
            return
        dialog = DetailsDialog(before, self._window)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        after = dialog.details
        dialog.deleteLater()
        if not is_wanted or after is None or after == before:
            return
        from annotate.edits import PutDetails
        from gui.bulk import Bulk

        edits = {article_id: PutDetails(before, after)}
        if Bulk(self._session).push(edits, self.tr("article details")):
            self._window.banner.say(
                self.tr("The details are changed."),
                button=self.tr("Undo"),
                help_with=self._session.undo,
                until=self._session.undo_stack.indexChanged,
            )

    def _on_changed(self, changes: Changes) -> None:
        """Show the details of the open article as they are now, wherever they are shown."""
        project, desk = self._session.project, self._session.desk
        if not changes.is_details_changed or desk is None or project is None:
            return
        now = desk.article
        self._window.articles.model.update_article(now.id, details=now.details)
        self._window.pane.view.set_title_block(now.title, subtitle(now.source, now.date))
        self._window.name(project.name, now.title)
