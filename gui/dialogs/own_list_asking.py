"""Questions about own lists that cannot be taken back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from annotate.own_lists.values import OwnList
from gui.words import counted


def may_remove(chosen: OwnList, parent: QWidget) -> bool:
    """Whether a list is to be removed with its entries."""
    translate = QCoreApplication.translate
    more = counted(
        chosen.count,
        translate("OwnLists", "Its only entry goes with it. Export it first to keep it."),
        translate("OwnLists", "Its {count} entries go with it. Export it first to keep them."),
    )
    if chosen.is_lexicon:
        more = translate("OwnLists", "Export it first to keep it.")
    return _ask(
        parent,
        translate("OwnLists", "Remove the list “{title}”?").format(title=chosen.title),
        more,
        translate("OwnLists", "Remove"),
    )


def may_discard(parent: QWidget) -> bool:
    """Whether the changes of a lexicon that cannot be read are to be given up."""
    translate = QCoreApplication.translate
    return _ask(
        parent,
        translate("OwnLists", "Close without the changes of the lexicon?"),
        translate(
            "OwnLists",
            "It cannot be read as it is now, so it was not kept. The one of before stays.",
        ),
        translate("OwnLists", "Discard changes"),
    )


def _ask(parent: QWidget, question: str, more: str, answer: str) -> bool:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(question)
    box.setInformativeText(more)
    yes = box.addButton(answer, QMessageBox.ButtonRole.DestructiveRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is yes
