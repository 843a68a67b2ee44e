"""The shortcut sheet: every key, in groups, found by typing."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from gui.action_table import ARTICLE, EDIT, EVENT, FILE, HELP, MARK, SPAN, SUGGEST, VIEW
from gui.actions import ActionSet, plain_text
from gui.dialogs.parts import Dialog, plain
from gui.fonts import scaled
from gui.keymap import KeyMap, motion_text
from gui.painting import KeyCap
from gui.text.keys import default_motions
from gui.theme import SPACE, Appearance
from gui.words import shown_keys

_COLUMNS = 2
_CARET = MARK("Menus", "Caret")
_LABELS = MARK("Menus", "Labels")
_OPEN = MARK("Menus", "While an event is open")
_ORDER = (SPAN, _LABELS, EVENT, _OPEN, ARTICLE, SUGGEST, EDIT, VIEW, _CARET, FILE, HELP)
"""What is pressed most often comes first."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a key does: its name, the keys as the desktop writes them, and a sentence."""

    text: str
    keys: list[str]
    tip: str = ""


class _Section(QWidget):
    """One group of keys; rows that do not fit the words are hidden."""

    def __init__(self, title: str, lines: list[Line], appearance: Appearance) -> None:
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
        for row, entry in enumerate(lines):
            caps = QWidget()
            line = QHBoxLayout(caps)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            line.addStretch(1)
            for keys in entry.keys:
                line.addWidget(KeyCap(appearance, keys))
            caps.setMinimumWidth(130)
            caps.setAccessibleName(", ".join(entry.keys))
            name = plain(entry.text, wraps=True)
            name.setToolTip("")
            grid.addWidget(caps, row, 0)
            grid.addWidget(name, row, 1)
            words = f"{title} {entry.text} {', '.join(entry.keys)} {entry.tip}".casefold()
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
        self._actions = actions
        self.setWindowTitle(self.tr("All keys"))
        self.heading.setText(self.tr("All keys"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find a key or what it does"))
        self.field.setAccessibleName(self.tr("Find a key or what it does"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._on_text_changed)
        self.add(self.field)
        self._empty = plain(self.tr("No key does that."), name="muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.add(self._empty)
        self._appearance = appearance
        self.sections: dict[str, _Section] = {}
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.viewport().setAutoFillBackground(False)
        self.add(self._scroll, 1)
        self.add_button(self.tr("Change keys…"), self._change, is_left=True)
        self.add_button(self.tr("Close"), self.accept)
        self.resize(860, 640)
        self._fill()
        actions.keys_changed.connect(self._fill)
        actions.labels_changed.connect(self._fill)
        self.field.setFocus()

    def _fill(self) -> None:
        """Lay out the keys that hold now."""
        groups: dict[str, list[Line]] = {
            plain_text(QCoreApplication.translate("Menus", name)): [] for name in _ORDER
        }
        for entry in self._actions.entries():
            if entry.keys:
                line = Line(entry.text, entry.keys.split(", "), entry.tip)
                groups.setdefault(entry.section, []).append(line)
        groups[QCoreApplication.translate("Menus", _CARET)] = self._caret()
        groups[QCoreApplication.translate("Menus", _OPEN)] = self._open_event()
        self.sections = {
            title: _Section(title, lines, self._appearance)
            for title, lines in groups.items()
            if lines
        }
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        columns = [QVBoxLayout() for _ in range(_COLUMNS)]
        # Down the first column, then down the next: in the order in which they are read.
        height, share = 0, sum(len(groups[title]) + 2 for title in self.sections) / _COLUMNS
        for title, section in self.sections.items():
            middle = height + (len(groups[title]) + 2) / 2
            columns[min(int(middle / share), _COLUMNS - 1)].addWidget(section)
            height += len(groups[title]) + 2
        for column in columns:
            column.addStretch(1)
            row.addLayout(column, 1)
        inner.setAutoFillBackground(False)
        self._scroll.setWidget(inner)
        self._on_text_changed(self.field.text())

    def _caret(self) -> list[Line]:
        key_map = self._actions.key_map or KeyMap()
        return [
            Line(motion_text(motion), keys)
            for motion in default_motions()
            if (keys := shown_keys(QKeySequence(key) for key in key_map.keys(motion.id)))
        ]

    def _open_event(self) -> list[Line]:
        """Keys that stand before all others while an event frame is open (`gui.frames.keys`)."""
        tr = self.tr
        return [
            Line(text, [keys])
            for keys, text in (
                (tr("A … Z"), tr("Fill the role with this letter")),
                (tr("Space"), tr("Fill the next empty role")),
                (tr("Tab"), tr("The next candidate, or the next filler")),
                (tr("1 … 9"), tr("Take this candidate, or set this attribute")),
                (tr("Enter"), tr("Fill the role; without one, go on to the next suggestion")),
                (tr("Shift+Enter"), tr("Fill it and stay; without one, accept all suggested")),
                (tr("Backspace"), tr("Take the filler out")),
                (tr("Del"), tr("Delete the event; the spans stay")),
                (tr("Esc"), tr("Leave the role, then the event")),
            )
        ]

    def _change(self) -> None:
        """Leave for the key editor."""
        self.accept()
        self._actions["app.keys"].trigger()

    def _on_text_changed(self, text: str) -> None:
        words = text.casefold().split()
        shown = sum(section.filter(words) for section in self.sections.values())
        self._empty.setVisible(not shown)
