"""Whether a file may be written at a place: never over a project, over a file when it is wanted."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from annotate.errors import ExportError
from annotate.targets import require_free
from gui.dialogs.parts import Dialog, plain
from gui.words import message


class ReplaceDialog(Dialog):
    """A file is there already: replace it, or choose another name."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Replace the file?"))
        self.heading.setText(self.tr("{name} is there already").format(name=path.name))
        self.add(
            plain(
                self.tr("In {folder}. What it holds now is lost when it is replaced.").format(
                    folder=path.parent
                )
            )
        )
        self.replace = self.add_button(self.tr("Replace"), self.accept)
        self.add_button(self.tr("Keep it"), self.reject, is_primary=True)
        self.resize(460, 0)


def against_writing(path: Path) -> str:
    """Why nothing may be written there, as a sentence; empty when something may."""
    from annotate.messages import sentence

    try:
        require_free(path)
    except ExportError as error:
        return sentence(error, tr=message)
    return ""


def may_replace(path: Path, parent: QWidget | None = None) -> bool:
    """Whether a file may be written there: at once where none is, else when it is so decided."""
    if not path.is_file():
        return True
    dialog = ReplaceDialog(path, parent)
    is_wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_wanted
