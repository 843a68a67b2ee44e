"""What is shown while a backup is put in the project's place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from annotate.compat import override
from gui.dialogs.parts import Dialog, note
from gui.restoring import WHOLE, Restoring


class RestoringDialog(Dialog):
    """Stays until the restoration has ended; Esc and the button ask for its end."""

    def __init__(self, restoring: Restoring, name: str, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Backups"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.heading.setText(self.tr("Putting the backup in place"))
        self._restoring = restoring
        self.bar = QProgressBar()
        self.bar.setRange(0, WHOLE)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.add(note(name))
        self.add(self.bar)
        self.add(
            note(
                self.tr(
                    "The present project becomes a backup first. Until the end it stays as it is."
                )
            )
        )
        self.cancel_button = self.add_button(self.tr("Cancel"), self.reject)
        restoring.progressed.connect(self.bar.setValue)
        restoring.ended.connect(self.accept)
        self.resize(480, 0)

    @override
    def reject(self) -> None:
        """Ask for the end; the dialog goes when it has come."""
        self.cancel_button.setEnabled(False)
        self._restoring.cancel()
