"""Buttons with their keys under them, in as many rows as letters of their size need."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from annotate.compat import override
from gui.painting import KeyCap
from gui.theme import SPACE, Appearance

MOST_WIDTH = 400
"""A row of more device-independent pixels would take the room from the text: it is parted."""
_GAP = SPACE // 2


class ButtonRows(QWidget):
    """Buttons for actions side by side; with large letters or long words below each other."""

    def __init__(self, appearance: Appearance) -> None:
        """No button yet."""
        super().__init__()
        self._appearance = appearance
        self._pairs: list[QWidget] = []
        self.buttons: dict[str, QPushButton] = {}
        self.caps: dict[str, KeyCap] = {}
        """The buttons and the keys under them, by the name of the action."""
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)

    @property
    def columns(self) -> int:
        """How many buttons stand side by side."""
        return self._columns

    def add(self, action: QAction, word: str, keys: str) -> None:
        """One more button for `action`, with a word and its first key."""
        button = self.buttons[action.objectName()] = QPushButton(word)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(action.text().replace("&", ""))
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        action.changed.connect(lambda: button.setToolTip(action.toolTip()))
        cap = self.caps[action.objectName()] = KeyCap(self._appearance, keys)
        cap.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        pair = QWidget()
        column = QVBoxLayout(pair)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(button)
        column.addWidget(cap, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pairs.append(pair)
        self._columns = 0
        self._arrange()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how wide the style makes a button."""
        super().showEvent(event)
        self._arrange()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size: as many rows as they need."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._arrange()

    def _arrange(self) -> None:
        columns = count = len(self._pairs)
        for rows in range(1, count + 1):
            columns = ceil(count / rows)
            if self._width(columns) <= MOST_WIDTH:
                break
        if columns == self._columns:
            return
        for place in range(self._columns):
            self._grid.setColumnStretch(place, 0)
        self._columns = columns
        for place, pair in enumerate(self._pairs):
            self._grid.addWidget(pair, place // columns, place % columns)
        for place in range(columns):
            self._grid.setColumnStretch(place, 1)

    def _width(self, columns: int) -> int:
        widths = [pair.sizeHint().width() for pair in self._pairs]
        return sum(max(widths[place::columns]) for place in range(columns)) + _GAP * (columns - 1)
