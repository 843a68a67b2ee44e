"""The shortcut sheet: every key, in groups, found by typing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.actions import ActionSet, Entry
from gui.dialogs.parts import Dialog, plain
from gui.painting import KeyCap
from gui.theme import SPACE, Appearance, scaled

_COLUMNS = 2


class _Section(QWidget):
    """One group of keys; rows that do not fit the words are hidden."""

    def __init__(self, title: str, entries: list[Entry], appearance: Appearance) -> None:
        super().__init__()
        self._rows: list[tuple[str, list[QWidget]]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        head = plain(title, wraps=False)
        head.setFont(scaled(head.font(), 1.0, weight=QFont.Weight.DemiBold))
        column.addWidget(head)
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for row, entry in enumerate(entries):
            caps = QWidget()
            line = QHBoxLayout(caps)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            line.addStretch(1)
            for keys in entry.keys.split(", "):
                line.addWidget(KeyCap(appearance, keys))
            caps.setMinimumWidth(130)
            caps.setAccessibleName(entry.keys)
            name = plain(entry.text, wraps=True)
            name.setToolTip("")
            grid.addWidget(caps, row, 0)
            grid.addWidget(name, row, 1)
            words = f"{title} {entry.text} {entry.keys} {entry.tip}".casefold()
            self._rows.append((words, [caps, name]))
        column.addLayout(grid)
        column.addStretch(1)

    def filter(self, words: list[str]) -> int:
        """Show the rows that hold every word; how many there are."""
        shown = 0
        for text, widgets in self._rows:
            fits = all(word in text for word in words)
            shown += fits
            for widget in widgets:
                widget.setVisible(fits)
        self.setVisible(shown > 0)
        return shown


class ShortcutsDialog(Dialog):
    """Built from the table of actions, so that it can never be out of date."""

    def __init__(
        self, actions: ActionSet, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.heading.setText(self.tr("Keyboard shortcuts"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a key or what it does"))
        self.field.setAccessibleName(self.tr("Find a key or what it does"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_text_changed)
        self.add(self.field)
        self._empty = plain(self.tr("No key does that."), name="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self._empty)
        groups: dict[str, list[Entry]] = {}
        for entry in actions.entries():
            if entry.keys:
                groups.setdefault(entry.section, []).append(entry)
        self.sections = {
            title: _Section(title, entries, appearance) for title, entries in groups.items()
        }
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        heights = [0] * _COLUMNS
        for title, section in self.sections.items():
            place = heights.index(min(heights))
            columns[place].addWidget(section)
            heights[place] += len(groups[title]) + 2
        for column in columns:
            column.addStretch(1)
            row.addLayout(column, 1)
        scroll = QScrollArea()
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.add(scroll, 1)
        self.add_button(self.tr("Close"), self.accept)
        self.resize(860, 640)
        self._on_text_changed("")
        self.field.setFocus()

    def _on_text_changed(self, text: str) -> None:
        words = text.casefold().split()
        shown = sum(section.filter(words) for section in self.sections.values())
        self._empty.setVisible(not shown)
