"""Delete right after an article was opened from the list: the article may be meant, or a span."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence

from annotate.articles import ArticleState
from annotate.compat import override
from annotate.shortening import shortened
from annotate.suggestions import Suggestion

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_MODIFIERS = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
)
_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})
_PASSING = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Why the text loses the keyboard for a while only."""
_MOST_SURFACE = 40
"""Characters of a span in the sentence."""


class StrayDelete(QObject):
    """Lets the first Delete after a click in the list take nothing, and say what it is for.

    A click opens the article and leaves the keyboard with its text, so Delete would reject the
    suggestion in focus there, while many a hand means the row that it has just clicked. Any other
    key or click shows that the text is meant (docs/adr/0021-removed-articles.md).
    """

    def __init__(self, window: MainWindow, remove_open: Callable[[], object]) -> None:
        """Watch over `window`; `remove_open` removes the open article."""
        super().__init__(window)
        self._window, self._session = window, window.session
        self._remove_open = remove_open
        self._chosen = ""
        self._is_watching = False
        self._has_told = False
        window.articles.article_chosen.connect(self._on_chosen)
        window.spans.item_chosen.connect(self._stop)
        self._session.article_opened.connect(self._on_opened)
        self._session.undo_stack.indexChanged.connect(self._stop)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take one Delete that comes to the text; whatever else comes first ends the watch."""
        if isinstance(event, QKeyEvent):
            return self._takes(event)
        if isinstance(event, QFocusEvent):
            is_over = event.lostFocus() and event.reason() not in _PASSING
        else:
            is_over = event.type() in _PRESSES
        if is_over:
            self._stop()
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease or Qt.Key(event.key()) in _MODIFIERS:
            return False
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_delete = is_plain and event.key() == Qt.Key.Key_Delete
        # One that is held down is still the first.
        if not is_delete or (self._has_told and not event.isAutoRepeat()):
            self._stop()
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif not self._has_told:
            self._has_told = True
            self._tell()
        return True

    def _on_chosen(self, article_id: str) -> None:
        """Ahead of the opening; the article that is open already is not opened again."""
        desk = self._session.desk
        self._chosen = article_id
        if desk is not None and desk.article.id == article_id:
            self._on_opened()

    def _on_opened(self) -> None:
        self._stop()
        project, desk, chosen = self._session.project, self._session.desk, self._chosen
        self._chosen = ""
        if project is None or desk is None or desk.article.id != chosen:
            return
        if project.is_read_only or desk.annotations.state is ArticleState.REMOVED:
            return
        self._is_watching, self._has_told = True, False
        view = self._window.pane.view
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def _stop(self, *_: object) -> None:
        if not self._is_watching:
            return
        self._is_watching = False
        view = self._window.pane.view
        view.removeEventFilter(self)
        view.viewport().removeEventFilter(self)

    def _tell(self) -> None:
        self._window.banner.say(
            self._sentence(),
            button=self.tr("Remove the article"),
            help_with=self._remove_open,
            until=self._session.undo_stack.indexChanged,
            is_of_article=True,
        )

    def _sentence(self) -> str:
        session = self._session
        item = session.focused
        is_simple = session.selection is None and not session.frame_focus.is_busy
        keys = self._window.actions_["span.delete"].shortcuts()
        if is_simple and QKeySequence(Qt.Key.Key_Delete) in keys:
            if item is None or session.desk is None:
                return self.tr("Here Delete is for spans of the text, and none is in focus.")
            surface = shortened(session.desk.surface(item), _MOST_SURFACE)
            if isinstance(item, Suggestion):
                said = self.tr("Here Delete is for the text: once more rejects “{surface}”.")
            else:
                said = self.tr("Here Delete is for the text: once more deletes “{surface}”.")
            return said.format(surface=surface)
        return self.tr("Here Delete is for the text. Press it once more if you mean that.")
