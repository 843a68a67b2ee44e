"""Ask how a package of a trained pipeline is called, and where it goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from gui.dialogs.parts import Dialog, field, note
from gui.theme import SPACE


class PackageDialog(Dialog):
    """Folder, name and version; what they must be is checked when the package is made."""

    def __init__(
        self, folder: Path, *, name: str, version: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Make a package"), parent)
        self.target = QLineEdit(str(folder))
        self.name = QLineEdit(name)
        self.version = QLineEdit(version)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose)
        row = QHBoxLayout()
        row.addLayout(field(self.tr("Folder to write into"), self.target), 1)
        row.addWidget(choose, 0)
        row.setAlignment(choose, Qt.AlignmentFlag.AlignBottom)
        self.add(row)
        names = QHBoxLayout()
        names.setSpacing(SPACE)
        names.addLayout(field(self.tr("Name, without the language"), self.name), 1)
        names.addLayout(field(self.tr("Version"), self.version))
        self.add(names)
        self.add(
            note(
                self.tr(
                    "The package holds the pipeline, its tokenizer and a model card with labels "
                    "and figures. It is installed with pip, and loaded by its name. Your articles "
                    "are not in it."
                )
            )
        )
        self.body.addStretch(1)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Make the package"), self.accept, is_primary=True)
        self.resize(560, 0)

    @property
    def folder(self) -> Path:
        """The folder to write into."""
        return Path(self.target.text().strip()).expanduser()

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Folder to write into"), self.target.text()
        )
        if name:
            self.target.setText(name)
