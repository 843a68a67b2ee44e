"""The find bar under the article: finds words in it and counts the places."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotate.compat import override
from gui import icons
from gui.theme import SPACE
from gui.words import counted

MOST_HITS = 10_000
"""More places than these are not marked."""


def find_all(text: str, words: str, *, is_case_sensitive: bool = False) -> list[tuple[int, int]]:
    """Places of `words` in `text` as (start, end) in code points; blanks match any white space.

    Without `is_case_sensitive` capitals do not count; a word in capitals is then found as well.
    """
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s+".join(re.escape(part) for part in parts)
    flags = re.NOFLAG if is_case_sensitive else re.IGNORECASE
    hits: list[tuple[int, int]] = []
    for match in re.finditer(pattern, text, flags):
        hits.append(match.span())
        if len(hits) >= MOST_HITS:
            break
    return hits


class _Field(QLineEdit):
    """The field; Return goes on, Shift+Return back, Esc leaves."""

    next_requested = Signal()
    previous_requested = Signal()
    left = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            (self.previous_requested if is_back else self.next_requested).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindBar(QWidget):
    """Field, count, next, previous, close; tells the article view what to mark."""

    hits_changed = Signal(list)
    hit_chosen = Signal(int, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self.field = _Field()
        self.field.setPlaceholderText(self.tr("Find in article"))
        self.field.setAccessibleName(self.tr("Words to find in the article"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_words_changed)
        self.field.next_requested.connect(lambda: self.step(1))
        self.field.previous_requested.connect(lambda: self.step(-1))
        self.field.left.connect(self.close_bar)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, SPACE // 2, 2 * SPACE, SPACE // 2)
        row.setSpacing(SPACE // 2)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addWidget(self._button("up", self.tr("Previous place"), lambda: self.step(-1)))
        row.addWidget(self._button("down", self.tr("Next place"), lambda: self.step(1)))
        self.case = self._button("label", self.tr("Capitals count"), self._on_words_changed)
        self.case.setIcon(icons.icon("label"))
        self.case.setText("Aa")
        self.case.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.case.setCheckable(True)
        row.insertWidget(1, self.case)
        row.addWidget(self._button("close", self.tr("Close the find bar"), self.close_bar))
        self.hide()

    @property
    def hits(self) -> list[tuple[int, int]]:
        """Places that are marked."""
        return self._hits

    @property
    def count_text(self) -> str:
        """What the bar says about the places."""
        return self._count.text()

    def set_text(self, text: str) -> None:
        """Search another article; the places of an open bar follow."""
        self._text = text
        if self.isVisible():
            self._search()

    def open_bar(self, words: str = "") -> None:
        """Show the bar, with the selection of the article as words."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search()

    def close_bar(self) -> None:
        """Hide the bar and unmark everything."""
        self.hide()
        self.closed.emit()

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) place, round at the ends."""
        if not self._hits:
            return
        self._current = (self._current + step) % len(self._hits)
        self._say()
        self.hit_chosen.emit(*self._hits[self._current])

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._hits = []
        self._current = -1
        self.hits_changed.emit([])
        super().hideEvent(event)

    def _on_words_changed(self) -> None:
        self._search()
        if self._hits:
            self.step(1)

    def _search(self) -> None:
        self._hits = find_all(
            self._text, self.field.text(), is_case_sensitive=self.case.isChecked()
        )
        self._current = -1
        self._say()
        self.hits_changed.emit(self._hits)

    def _say(self) -> None:
        if not self.field.text().strip():
            text = ""
        elif not self._hits:
            text = self.tr("not found")
        elif self._current < 0:
            text = counted(len(self._hits), self.tr("1 place"), self.tr("{count} places"))
        else:
            text = self.tr("{place} of {count}").format(
                place=self._current + 1, count=len(self._hits)
            )
        self._count.setText(text)

    def _button(self, icon: str, name: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: slot())
        return button
