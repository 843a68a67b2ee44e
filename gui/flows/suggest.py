"""Flows of suggestions: evaluating them, own lists, and from which score on they are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from annotate.errors import AnnotateError
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.suggestions import HideRules
    from gui.dialogs.own_lists import OwnListsDialog
    from gui.evaluating import Evaluating
    from gui.main_window import MainWindow


class SuggestFlows(QObject):
    """The target "suggest" of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`; nothing is loaded before a flow begins."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._evaluating: Evaluating | None = None
        self._open: list[QDialog] = []
        self._session.project_closed.connect(self._close_all)

    # -- evaluation --------------------------------------------------------------------------------

    def evaluate(self) -> None:
        """Show what the suggestions are worth against the done articles."""
        project, suggesting = self._session.project, self._session.suggesting
        if project is None or suggesting is None:
            return
        from annotate.suggesters import available
        from gui.dialogs.evaluation import EvaluationDialog
        from gui.evaluating import Evaluating

        if self._raise(EvaluationDialog):
            return
        if self._evaluating is None:
            self._evaluating = Evaluating(self._session, suggesting.jobs, self)
        dialog = EvaluationDialog(
            project,
            self._evaluating,
            speaking=suggesting.allowed_names,
            known=available(),
            appearance=self._window.appearance,
            parent=self._window,
        )
        dialog.place_chosen.connect(self.go_to)
        self._show(dialog)

    def go_to(self, article_id: str, start: int, end: int) -> None:
        """Open an article, and select a stretch of it (code points) unless `start` is -1."""
        if not self._try(lambda: self._session.open_article(article_id)):
            return
        if start >= 0:
            self._window.pane.view.set_selection(start, end)
        self._window.activateWindow()
        self._window.pane.view.setFocus()

    # -- own lists ---------------------------------------------------------------------------------

    def show_lists(self) -> None:
        """Show the own lists of the project, to be changed."""
        self._lists()

    def add_to_lists(self) -> None:
        """Offer the selected words, or those in focus with their label, as an entry of a list."""
        desk, item = self._session.desk, self._session.focused
        selection = self._session.selection
        if desk is None or (selection is None and item is None):
            return
        if selection is not None:
            dialog, (start, end), layer, label = self._lists(), selection, Layer.ENTITY, ""
        else:
            assert item is not None  # noqa: S101 - for the type checker
            dialog, start, end = self._lists(), item.start, item.end
            layer, label = item.layer, item.label
        if dialog is not None:
            dialog.offer(desk.article.text[start:end], layer, label)

    def _lists(self) -> OwnListsDialog | None:
        project = self._session.project
        if project is None:
            return None
        from gui.dialogs.own_lists import OwnListsDialog

        for dialog in self._open:
            if isinstance(dialog, OwnListsDialog):
                self._raise(OwnListsDialog)
                return dialog
        dialog = OwnListsDialog(self._session, self._window.appearance, self._window)
        dialog.lists_changed.connect(self._on_lists_changed)
        dialog.place_chosen.connect(self._reveal)
        self._show(dialog)
        return dialog

    def _on_lists_changed(self) -> None:
        if self._session.suggesting is not None:
            self._session.suggesting.look_again()

    def _reveal(self, start: int, end: int) -> None:
        self._window.pane.view.set_selection(start, end)

    # -- thresholds --------------------------------------------------------------------------------

    def hide_weak(self) -> None:
        """Ask from which score on suggestions are shown, in all and by label; live."""
        project, desk = self._session.project, self._session.desk
        if project is None:
            return
        from gui.dialogs.hide_weak import HideWeakDialog

        before = project.hide_rules()
        dialog = HideWeakDialog(
            project.schema,
            list(desk.all_suggestions) if desk is not None else [],
            before,
            appearance=self._window.appearance,
            parent=self._window,
        )
        dialog.changed.connect(self._try_rules)
        self._measure(dialog)
        is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
        rules = dialog.rules
        dialog.deleteLater()
        if is_accepted:
            self._try(lambda: self._session.hide_by(rules))
        else:
            self._try_rules(before)

    def _try_rules(self, rules: HideRules) -> None:
        """Show the open article by these rules, without keeping them."""
        if self._session.desk is not None:
            self._session.apply_changes(self._session.desk.set_rules(rules))

    def _measure(self, dialog: QDialog) -> None:
        """Have the done articles measured in the background; the dialog shows it when it is there.

        The model's own figures stand in until then.
        """
        from gui.dialogs.hide_weak import HideWeakDialog

        project, suggesting = self._session.project, self._session.suggesting
        if project is None or suggesting is None or not isinstance(dialog, HideWeakDialog):
            return
        project.flush()
        jobs = suggesting.jobs
        job_id = jobs.run_function(
            "measure", project=str(project.path), suggesters=list(suggesting.names)
        )
        dialog.await_figures(jobs, job_id)

    # -- within ------------------------------------------------------------------------------------

    def _try(self, verb: Callable[[], object]) -> bool:
        try:
            verb()
        except AnnotateError as error:
            self._window.flows.report(error)
            return False
        return True

    def _show(self, dialog: QDialog) -> None:
        """Show a window that does not stop the work; it goes with its project."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open.append(dialog)
        dialog.finished.connect(lambda _: self._open.remove(dialog))
        dialog.show()

    def _raise(self, kind: type[QDialog]) -> bool:
        """Bring a dialog of a kind to the front, if one is open."""
        for dialog in self._open:
            if isinstance(dialog, kind):
                dialog.raise_()
                dialog.activateWindow()
                return True
        return False

    def _close_all(self) -> None:
        for dialog in list(self._open):
            dialog.reject()
