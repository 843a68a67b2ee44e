"""The command palette: every action and every label, found by a few letters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from gui.actions import ActionSet
from gui.dialogs.chooser import Choice, Chooser
from gui.search_words import search_words
from gui.theme import Appearance

_ITSELF = "view.palette"


def action_choices(actions: ActionSet) -> list[Choice]:
    """One choice an action; those that can do nothing now stand last and cannot be taken."""
    choices = [
        Choice(
            value=entry.action,
            text=entry.text,
            section=entry.section,
            keys=entry.keys.partition(", ")[0],
            detail=entry.tip,
            is_enabled=entry.action.isEnabled(),
            also=f"{entry.tip} {search_words(entry.id)}",
            # A few letters and Enter must never give a label that a command was meant by.
            rank=(2 if not entry.action.isEnabled() else int(entry.id.startswith("label."))),
        )
        for entry in actions.entries()
        if entry.id != _ITSELF
    ]
    return sorted(choices, key=lambda choice: choice.rank)


def make_palette(parent: QWidget, appearance: Appearance, actions: ActionSet) -> Chooser:
    """The palette over `parent`."""
    return Chooser(
        action_choices(actions),
        placeholder=QCoreApplication.translate("Palette", "Search commands and labels"),
        appearance=appearance,
        parent=parent,
        detail_of=lambda choice: choice.detail,
    )


def choose_action(parent: QWidget, appearance: Appearance, actions: ActionSet) -> QAction | None:
    """Ask for an action; `None` when nothing was chosen."""
    chosen = make_palette(parent, appearance, actions).ask()
    return chosen if isinstance(chosen, QAction) else None
