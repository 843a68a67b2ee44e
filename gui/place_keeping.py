"""The place of reading, kept while one reads: a window that is killed comes back where it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from gui.session import Session

if TYPE_CHECKING:
    from gui.text.view import ArticleView
    from gui.window_state import WindowState

_EVERY_MS = 500


class PlaceKeeping(QObject):
    """Writes place, caret and focus at most every half second, and only when they have changed."""

    def __init__(
        self, session: Session, view: ArticleView, state: WindowState, keep: Callable[[], None]
    ) -> None:
        """Watch the view; `keep` notes the place in `state`, which is then written."""
        super().__init__(view)
        self._state = state
        self._keep = keep
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.write)
        view.verticalScrollBar().valueChanged.connect(self._on_moved)
        view.text_zoom_changed.connect(self._on_moved)
        session.focus_changed.connect(self._on_moved)
        session.selection_changed.connect(self._on_moved)
        session.article_opened.connect(self._on_moved)
        session.project_closed.connect(self._timer.stop)

    def write(self) -> None:
        """Write the place now."""
        self._keep()
        self._state.flush()

    def _on_moved(self, *_: object) -> None:
        if not self._timer.isActive():
            self._timer.start()
