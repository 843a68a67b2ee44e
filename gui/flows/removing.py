"""Flows of articles that are removed from the project and brought back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QDialog, QMenu

from annotate.articles import ArticleRow, ArticleState
from annotate.edits import Edit
from annotate.errors import AnnotateError
from annotate.shortening import shortened
from gui.flows.details import DetailsFlows
from gui.flows.stray_delete import StrayDelete
from gui.icons import icon
from gui.words import counted

if TYPE_CHECKING:
    from annotate.changes import Changes
    from annotate.removing import Going
    from gui.bulk import LongStep
    from gui.main_window import MainWindow

_FEW = 20
"""Articles that are removed without a question, unless one of them is done."""
_MOST_TITLE = 60
"""Characters of a title in a sentence."""


class RemovalFlows(QObject):
    """The target "removing" of the table of actions, and the menu of the article list."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`."""
        super().__init__(window)
        self._window = window
        self._session = session = window.session
        self.details = DetailsFlows(window)
        self._last: LongStep | None = None
        self._leaving = ""
        StrayDelete(window, self.remove_open)
        self._revision = 0
        window.articles.list.removal_asked.connect(self.remove)
        window.articles.list.menu_asked.connect(self._show_menu)
        session.changed.connect(self._on_changed)
        session.article_opened.connect(self._on_article_opened)
        session.article_list_changed.connect(self._leave_removed)
        session.long_step.connect(self._on_long_step)

    # -- actions -----------------------------------------------------------------------------------

    def remove_open(self) -> None:
        """Remove the open article."""
        if self._session.desk is not None:
            self.remove([self._session.desk.article.id])

    def bring_back_open(self) -> None:
        """Bring the open article back."""
        if self._session.desk is not None:
            self.bring_back([self._session.desk.article.id])

    def show_removed(self) -> None:
        """Show the removed articles in the list, and give it the keyboard."""
        if not self._window.articles.model.counts[ArticleState.REMOVED]:
            self._window.banner.say(self.tr("No article is removed."))
            return
        self._window.show_dock("articles")
        self._window.articles.show_state(ArticleState.REMOVED)
        self._window.articles.focus_list()

    def remove(self, ids: Sequence[str]) -> None:
        """Remove articles as one step; asks where gold of done ones goes along, or where many."""
        from annotate.removing import Going, removal

        project = self._session.project
        if project is None or project.is_read_only:
            return
        self._session.settle()
        rows = [row for row in self._rows(ids) if row.state is not ArticleState.REMOVED]
        going = Going.of(rows)
        if not rows or ((going.done or going.articles > _FEW) and not self._may_remove(going)):
            return
        title = counted(
            len(rows),
            self.tr("remove “{title}”"),
            self.tr("remove {count} articles"),
            title=_title(rows[0]),
        )
        said = counted(
            len(rows),
            self.tr("“{title}” is removed."),
            self.tr("{count} articles are removed."),
            title=_title(rows[0]),
        )
        self._push(lambda: removal(project, [row.id for row in rows]), title, said)

    def bring_back(self, ids: Sequence[str]) -> None:
        """Bring removed articles back as one step, each in the state that it had."""
        from annotate.removing import bringing_back

        project = self._session.project
        if project is None or project.is_read_only:
            return
        self._session.settle()
        rows = [row for row in self._rows(ids) if row.state is ArticleState.REMOVED]
        if not rows:
            return
        title = counted(
            len(rows),
            self.tr("bring “{title}” back"),
            self.tr("bring {count} articles back"),
            title=_title(rows[0]),
        )
        said = counted(
            len(rows),
            self.tr("“{title}” is back."),
            self.tr("{count} articles are back."),
            title=_title(rows[0]),
        )
        self._push(lambda: bringing_back(project, [row.id for row in rows]), title, said)

    # -- within ------------------------------------------------------------------------------------

    def _rows(self, ids: Sequence[str]) -> list[ArticleRow]:
        """The rows of the list; that of the open article is kept up to date."""
        model = self._window.articles.model
        return [row for article_id in ids if (row := model.row_of(article_id)) is not None]

    def _may_remove(self, going: Going) -> bool:
        from gui.dialogs.removing import RemovalDialog

        dialog = RemovalDialog(going, self._window)
        is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return is_wanted

    def _push(self, edits: Callable[[], Mapping[str, Edit]], title: str, said: str) -> None:
        from gui.bulk import Bulk  # nothing is removed at the start

        try:
            is_made = Bulk(self._session).push(edits(), title)
        except AnnotateError as error:
            self._window.flows.report(error)
            return
        if is_made:
            self._window.banner.say(
                said,
                button=self.tr("Undo"),
                help_with=self._session.undo,
                until=self._session.undo_stack.indexChanged,
            )

    def _show_menu(self, ids: Sequence[str], place: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_menu(menu, ids)
        menu.popup(place)

    def fill_menu(self, menu: QMenu, ids: Sequence[str]) -> None:
        """What can be done with the selected articles."""
        rows = self._rows(ids)
        out = [row.id for row in rows if row.state is ArticleState.REMOVED]
        there = [row.id for row in rows if row.state is not ArticleState.REMOVED]
        if len(rows) == 1:
            opening = menu.addAction(icon("open"), self.tr("&Open"))
            opening.triggered.connect(lambda: self._window.flows.open_article(rows[0].id))
            menu.addSeparator()
        project = self._session.project
        can_write = project is not None and not project.is_read_only
        if len(rows) == 1 and there:
            details = menu.addAction(self.tr("&Details…"))
            details.triggered.connect(lambda: self.details.ask(there[0]))
            details.setEnabled(can_write)
        if there:
            text = counted(len(there), self.tr("&Remove"), self.tr("&Remove {count} articles"))
            action = menu.addAction(icon("delete"), text)
            # The list takes the key itself; nothing else may get it from a menu that is open.
            action.setShortcut(Qt.Key.Key_Delete)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
            action.triggered.connect(lambda: self.remove(there))
            action.setEnabled(can_write)
        if out:
            text = counted(
                len(out), self.tr("&Bring back"), self.tr("&Bring {count} articles back")
            )
            action = menu.addAction(icon("undo"), text)
            action.triggered.connect(lambda: self.bring_back(out))
            action.setEnabled(can_write)

    # -- the open article --------------------------------------------------------------------------

    def _is_open_removed(self) -> bool:
        desk = self._session.desk
        return desk is not None and desk.annotations.state is ArticleState.REMOVED

    def _on_changed(self, changes: Changes) -> None:
        if self._is_corrected(changes) and self._window.articles.list.hasFocus():
            # Letters are for the open article wherever the keyboard is; the Delete after one, too.
            self._window.pane.view.setFocus()
        if not changes.is_state_changed:
            return
        if self._is_open_removed() and self._session.desk is not None:
            # After the step is whole: it may be about other articles as well.
            self._leaving = self._session.desk.article.id
            QTimer.singleShot(0, self, self._leave_removed)
        else:
            self._window.banner.stand_down()

    def _is_corrected(self, changes: Changes) -> bool:
        """Whether a step was made on spans or suggestions; new suggestions alone are none."""
        desk = self._session.desk
        before, self._revision = self._revision, desk.revision if desk is not None else 0
        is_step = self._revision != before
        return is_step and bool(changes.span_ids or changes.suggestion_ids)

    def _on_long_step(self, step: LongStep) -> None:
        self._last = step

    def _leave_removed(self) -> None:
        """Go to the next article that is there, else the one before; without any, stay."""
        if not self._leaving:
            return
        if self._last is not None and self._last.total > _FEW and not self._last.is_over:
            return  # nobody waits for it here: when it is written, the list is another one
        self._leaving = ""
        self._session.settle()
        project, desk = self._session.project, self._session.desk
        # One whose step did not get to the disk is there again.
        if project is None or desk is None or not self._is_open_removed():
            return
        rows = self._window.articles.list
        # Also when a question has just been answered, and the window is not active yet.
        is_walked, here = rows.window().focusWidget() is rows, desk.article.id
        following = project.article_beside(here, 1) or project.article_beside(here, -1)
        if following is None:
            self._stand(is_news=False)
            return
        self._window.flows.open_article(following)
        if is_walked:
            # Or the next Delete would be for a span.
            rows.setFocus()

    def _on_article_opened(self) -> None:
        """Say of a removed article that it is one."""
        desk = self._session.desk
        self._revision = desk.revision if desk is not None else 0
        if desk is not None and desk.article.id != self._leaving:
            # Somebody has gone to another one meanwhile, and stays there.
            self._leaving = ""
        if self._is_open_removed():
            self._stand()

    def _stand(self, *, is_news: bool = True) -> None:
        """Say that the open article is removed as long as it is; not `is_news`: after the news."""
        project = self._session.project
        is_read_only = project is None or project.is_read_only
        self._window.banner.stand(
            self.tr("This article is removed."),
            button="" if is_read_only else self.tr("Bring back"),
            help_with=self.bring_back_open,
            is_news=is_news,
        )


def _title(row: ArticleRow) -> str:
    return shortened(row.title or row.id, _MOST_TITLE)
