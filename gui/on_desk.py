"""`OnDesk`: the article on the desk and what is in focus there; all that moves without an edit."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from annotate import verbs
from annotate.desk import Desk
from annotate.glance import LAST_ARTICLE
from annotate.project import Project
from annotate.spans import Span
from annotate.suggestions import Suggestion
from gui.saving import Saving


class OnDesk(QObject):
    """Where the annotator is: the half of `Session` that changes nothing but what is looked at."""

    article_left = Signal()
    """The article on the desk is about to be put away; all of it is still there."""
    article_opened = Signal()
    focus_changed = Signal()
    selection_changed = Signal()
    told = Signal(str)
    """Why a key did nothing, a sentence for the status bar."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Look at nothing."""
        super().__init__(parent)
        self.project: Project | None = None
        self.desk: Desk | None = None
        self.focus_id: str | None = None
        self.selection: tuple[int, int] | None = None
        self.caret = 0
        self.bring_into_sight: Callable[[int, int], bool] = lambda _start, _end: False
        """Scrolls to a stretch (code points, half-open); whether it was out of sight till then."""
        self.saving = Saving(self)
        self._focus_since = time.monotonic()
        self._focus_place = (0, 0)

    # -- article -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until every step is durable; one that is not has been taken back then."""
        if self.project is not None:
            self.saving.settle(self.project)

    def open_article(self, article_id: str) -> None:
        """Put an article on the desk; raises an `AnnotateError`."""
        project = self._require_project()
        if self.desk is not None and self.desk.article.id == article_id:
            return
        if self.desk is not None:
            self.article_left.emit()
        # The steps on their way belong to the article that leaves.
        self.saving.settle(project)
        self.desk = project.open_article(article_id)
        self.selection = None
        self.caret = 0
        first = self.desk.next_open()
        self._set_focus(first.id if first else None)
        self.remember_article()
        self.article_opened.emit()
        self.focus_changed.emit()

    def read_again(self) -> None:
        """Put the open article on the desk as it is in the project now; the focus stays."""
        self.settle()
        if self.desk is None:
            return
        self.desk = self._require_project().open_article(self.desk.article.id)
        if self.focus_id and self.desk.item(self.focus_id) is None:
            self._set_focus(None)
        self.article_opened.emit()
        self.focus_changed.emit()

    def open_last_article(self) -> None:
        """Put the article of last time on the desk, or the first one."""
        project = self._require_project()
        ids = project.article_ids()
        if not ids:
            return
        last = project.setting(LAST_ARTICLE)
        self.open_article(last if last in set(ids) else ids[0])

    def next_article(self) -> None:
        """Open the next article of the list."""
        self._step_article(1)

    def previous_article(self) -> None:
        """Open the previous article of the list."""
        self._step_article(-1)

    def remember_article(self) -> None:
        """Keep which article is open, for the next start."""
        if self.project is None or self.desk is None or self.project.is_read_only:
            return
        if self.project.setting(LAST_ARTICLE) != self.desk.article.id:
            self.project.set_setting(LAST_ARTICLE, self.desk.article.id)

    # -- focus -------------------------------------------------------------------------------------

    @property
    def focused(self) -> Span | Suggestion | None:
        """The span or suggestion in focus."""
        if self.desk is None or self.focus_id is None:
            return None
        return self.desk.item(self.focus_id)

    @property
    def aim(self) -> Span | Suggestion | None:
        """What keys act on: what lies exactly on the selection if there is one, else the focus."""
        if self.selection is None or self.desk is None:
            return self.focused
        exact = [
            item
            for index in (self.desk.spans, self.desk.suggestions)
            for item in index.overlapping(*self.selection)
            if (item.start, item.end) == self.selection
        ]
        return next(
            (item for item in exact if item.id == self.focus_id), exact[0] if exact else None
        )

    def take_aim(self) -> bool:
        """Focus what a key is about to act on; whether it was in sight, so that the key may act.

        Words that are selected come first: whoever selected them does not mean a focus elsewhere.
        """
        item = self.aim
        if item is None:
            if self.selection is not None:
                self.told.emit(
                    self.tr("Nothing lies exactly on the selected words. Esc lets go of them.")
                )
            return self.selection is None
        if not self.is_in_sight(item.start, item.end):
            return False
        self.focus(item.id)
        if self.selection is not None:
            self.set_selection(None, self.caret)
        return True

    def is_in_sight(self, start: int, end: int) -> bool:
        """Whether the stretch was in sight; else it is scrolled to, and that is said."""
        if not self.bring_into_sight(start, end):
            return True
        self.told.emit(self.tr("That was out of sight. Here it is: press the key again."))
        return False

    def focus(self, item_id: str | None) -> None:
        """Focus a span or suggestion, or nothing; a selection of other words is let go."""
        item = self.desk.item(item_id) if self.desk is not None and item_id is not None else None
        if item is not None and self.selection not in (None, (item.start, item.end)):
            self.set_selection(None, self.caret)
        if item_id != self.focus_id:
            self._set_focus(item_id)
            self.focus_changed.emit()

    def focus_next(self) -> None:
        """Focus the next open suggestion, from the focus or the caret on; round at the end."""
        if self.desk is not None:
            self._focus_found(self.desk.next_open(*self._place()) or self.desk.next_open())

    def focus_previous(self) -> None:
        """Focus the previous open suggestion; round at the beginning."""
        if self.desk is not None:
            self._focus_found(self.desk.previous_open(*self._place()) or self.desk.previous_open())

    def focus_next_item(self, step: int = 1) -> None:
        """Focus the next (or previous) span or suggestion, whatever its state."""
        if self.desk is None:
            return
        start, end, item_id = self._place()
        indexes = (self.desk.spans, self.desk.suggestions)
        if step > 0:
            found = [item for index in indexes if (item := index.after(start, end, item_id))]
            chosen = min(found, key=in_order, default=None)
        else:
            found = [item for index in indexes if (item := index.before(start, end, item_id))]
            chosen = max(found, key=in_order, default=None)
        self._focus_found(chosen)

    def cycle_stack(self) -> None:
        """Focus the next of the spans that lie over each other at the focus or the caret."""
        if self.desk is None:
            return
        focused = self.focused
        offset = focused.start if focused else self.caret
        ids = [item.id for item in self.desk.stack_at(offset)]
        if not ids:
            return
        place = ids.index(self.focus_id) + 1 if self.focus_id in ids else 0
        self.focus(ids[place % len(ids)])

    def set_selection(self, selection: tuple[int, int] | None, caret: int) -> None:
        """Take over the selection of the text (code points, half-open) and the caret."""
        if (selection, caret) != (self.selection, self.caret):
            self.selection, self.caret = selection, caret
            self.selection_changed.emit()

    # -- within ------------------------------------------------------------------------------------

    def hand(self) -> verbs.Hand:
        """Who makes the next step, and how long the focus has been where it is."""
        annotator = self.project.annotator if self.project else ""
        return verbs.Hand(annotator, time.monotonic() - self._focus_since)

    def _require_project(self) -> Project:
        if self.project is None:
            message = "no project is open"
            raise RuntimeError(message)
        return self.project

    def _step_article(self, step: int) -> None:
        if self.project is None or self.desk is None:
            return
        beside = self.project.article_beside(self.desk.article.id, step)
        if beside is not None:
            self.open_article(beside)

    def _set_focus(self, item_id: str | None) -> None:
        self.focus_id = item_id
        self._focus_since = time.monotonic()
        if (item := self.focused) is not None:
            self._focus_place = (item.start, item.end)

    def _focus_found(self, item: Span | Suggestion | None) -> None:
        if item is not None:
            self.focus(item.id)

    def _place(self) -> tuple[int, int, str]:
        """Where to go on from: the focus, or ahead of whatever begins at the caret."""
        item = self.focused
        if item is not None:
            return item.start, item.end, item.id
        return self.caret, len(self.desk.article.text) + 1 if self.desk else 0, ""


def in_order(item: Span | Suggestion) -> tuple[int, int, str]:
    """Sort key: where an item starts, the longer first."""
    return (item.start, -item.end, item.id)
