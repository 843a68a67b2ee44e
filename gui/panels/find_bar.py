"""The find bar under the article: finds words in it and counts the places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from annotate.compat import override
from gui import icons
from gui.theme import SPACE
from gui.words import counted

MOST_HITS = 10_000
"""More places than these are not marked."""
PATTERN_LIMIT_S = 0.25
"""A pattern that needs longer is stopped: some never end."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, or with `is_pattern` a regular expression."""

    words: str
    is_case_sensitive: bool = False
    is_whole_word: bool = False
    is_pattern: bool = False


class Trouble(StrEnum):
    """Why a search found nothing, or not everything."""

    NO_PATTERN = "no pattern"
    TOO_SLOW = "too slow"


@dataclass(frozen=True, slots=True)
class Found:
    """Places as (start, end) in code points, and what went wrong."""

    hits: list[tuple[int, int]]
    trouble: Trouble | None = None


def find_all(text: str, query: Query) -> Found:
    """Places of a query in `text`, at most `MOST_HITS`; places of no length are none.

    In words, blanks match any white space; without `is_case_sensitive` capitals do not count.
    """
    if not query.words.strip():
        return Found([])
    return _find_pattern(text, query) if query.is_pattern else _find_words(text, query)


def _find_words(text: str, query: Query) -> Found:
    pattern = _bounded(r"\s+".join(re.escape(part) for part in query.words.split()), query)
    flags = re.NOFLAG if query.is_case_sensitive else re.IGNORECASE
    matches = re.finditer(pattern, text, flags)
    return Found([match.span() for match in islice(matches, MOST_HITS)])


def _find_pattern(text: str, query: Query) -> Found:
    # The standard library cannot be stopped.
    import regex

    flags = regex.MULTILINE | (0 if query.is_case_sensitive else regex.IGNORECASE)
    hits: list[tuple[int, int]] = []
    try:
        pattern = regex.compile(_bounded(query.words, query), flags)
        for match in pattern.finditer(text, timeout=PATTERN_LIMIT_S):
            if match.end() > match.start():
                hits.append(match.span())
            if len(hits) >= MOST_HITS:
                break
    except TimeoutError:
        return Found(sorted(hits), Trouble.TOO_SLOW)
    except (regex.error, RecursionError, OverflowError):
        return Found([], Trouble.NO_PATTERN)
    # A pattern may ask to be looked for from the end: "(?r)".
    return Found(sorted(hits))


def _bounded(pattern: str, query: Query) -> str:
    return rf"(?<!\w)(?:{pattern})(?!\w)" if query.is_whole_word else pattern


_LEAST_LETTERS = 28
"""So many letters of words and count must fit beside the buttons, or the field goes above them."""
SWITCHES = ("C", "W", "R")
"""With Alt: capitals count, whole words, regular expression."""


class _Field(QLineEdit):
    """The field; Return goes on, Shift+Return back, Esc leaves; Alt with a letter switches."""

    next_requested = Signal()
    previous_requested = Signal()
    left = Signal()
    switched = Signal(str)
    """The letter that was pressed with Alt."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = QKeySequence(event.key()).toString()
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and letter in SWITCHES:
            self.switched.emit(letter)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
        self._start = 0
        self._trouble: Trouble | None = None
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
        self.case = self._switch("Aa", self.tr("Capitals count  (Alt+C)"))
        self.whole = self._switch("ab", self.tr("Whole words  (Alt+W)"))
        font = self.whole.font()
        font.setUnderline(True)
        self.whole.setFont(font)
        self.pattern = self._switch(".*", self.tr("Regular expression  (Alt+R)"))
        switches = (self.case, self.whole, self.pattern)
        by_letter = dict(zip(SWITCHES, switches, strict=True))
        self.field.switched.connect(lambda letter: by_letter[letter].toggle())
        buttons = (
            self._button("up", self.tr("Previous place"), lambda: self.step(-1)),
            self._button("down", self.tr("Next place"), lambda: self.step(1)),
            self._button("close", self.tr("Close the find bar"), self.close_bar),
        )
        self._buttons = (*switches, *buttons)
        self._rest = QHBoxLayout()
        self._rest.setSpacing(SPACE // 2)
        for widget in (*switches, self._count, *buttons):
            self._rest.addWidget(widget)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(2 * SPACE, SPACE // 2, 2 * SPACE, SPACE // 2)
        self._row.setSpacing(SPACE // 2)
        self._row.addWidget(self.field, 1)
        self._row.addLayout(self._rest)
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

    def open_bar(self, words: str = "", *, start: int = 0) -> None:
        """Show the bar, with the selection of the article as words; look from `start` on."""
        self._start = start
        if self.isHidden() and (parent := self.parentWidget()) is not None:
            # As wide as it is about to be, so that it comes with the height that it needs.
            self._arrange(parent.width())
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
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(self.width())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._arrange(self.width())

    def _arrange(self, width: int) -> None:
        """The field above the rest where it would be too short to read what is typed."""
        buttons = (button.sizeHint().width() + self._rest.spacing() for button in self._buttons)
        margins = self._row.contentsMargins()
        room = width - sum(buttons) - margins.left() - margins.right()
        # Not by what the count says just now: the bar would grow and shrink with each letter.
        is_narrow = room < _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if is_narrow else direction.LeftToRight)
        self._count.setWordWrap(is_narrow)
        self._rest.setStretchFactor(self._count, int(is_narrow))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # The window may have been minimised with the bar open: the places stay for its return.
        if self.isHidden():
            self._hits = []
            self._current = -1
            self.hits_changed.emit([])

    def _on_words_changed(self) -> None:
        """Go to the first place from where the search began, round at the end."""
        self._search()
        if self._hits:
            place = bisect_left(self._hits, (self._start, 0))
            self._current = place % len(self._hits) - 1
            self.step(1)

    def _search(self) -> None:
        found = find_all(
            self._text,
            Query(
                self.field.text(),
                is_case_sensitive=self.case.isChecked(),
                is_whole_word=self.whole.isChecked(),
                is_pattern=self.pattern.isChecked(),
            ),
        )
        self._hits, self._trouble = found.hits, found.trouble
        self._current = -1
        self._say()
        self.hits_changed.emit(self._hits)

    def _say(self) -> None:
        if not self.field.text().strip():
            text = ""
        elif self._trouble is Trouble.NO_PATTERN:
            text = self.tr("no regular expression")
        elif self._trouble is Trouble.TOO_SLOW:
            text = self.tr("too slow; places so far: {count}").format(count=len(self._hits))
        elif not self._hits:
            text = self.tr("not found")
        elif self._current < 0:
            text = counted(len(self._hits), self.tr("1 place"), self.tr("{count} places"))
        else:
            text = self.tr("{place} of {count}").format(
                place=self._current + 1, count=len(self._hits)
            )
        self._count.setText(text)

    def _switch(self, text: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(name)
        button.setAccessibleName(name.partition("  ")[0])
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.toggled.connect(lambda _: self._on_words_changed())
        return button

    def _button(self, icon: str, name: str, slot: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setIcon(icons.icon(icon))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(name)
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: slot())
        return button
