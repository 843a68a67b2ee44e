"""Choose which suggesters run in this project, and add a spaCy pipeline of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QWidget,
)

from annotate.compat import override
from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.settings import Settings
from annotate.suggesters import SPACY_PREFIX, available
from annotate.trust import is_trusted, pipeline_path, trust
from gui.dialogs.parts import Dialog, note
from gui.words import message

_NAME = Qt.ItemDataRole.UserRole


def ask_trust(folder: Path, parent: QWidget) -> bool:
    """Whether the pipeline in `folder` may run; asked once for its files."""
    box = QMessageBox(parent)
    box.setObjectName("trust")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(QCoreApplication.translate("SuggestersDialog", "Let this pipeline run?"))
    box.setInformativeText(
        QCoreApplication.translate(
            "SuggestersDialog",
            "A spaCy pipeline can bring code of its own. Use it only if you know where it "
            "comes from:\n{folder}",
        ).format(folder=folder)
    )
    # The box has a format for its first text only, and a folder may be called like markup.
    for label in box.findChildren(QLabel):
        label.setTextFormat(Qt.TextFormat.PlainText)
    allow = box.addButton(
        QCoreApplication.translate("SuggestersDialog", "Let it run"),
        QMessageBox.ButtonRole.AcceptRole,
    )
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is allow


class SuggestersDialog(Dialog):
    """A list with a check box for each suggester."""

    def __init__(
        self, chosen: Sequence[str], settings: Settings, parent: QWidget | None = None
    ) -> None:
        """List what is available, with those in `chosen` checked."""
        super().__init__(self.tr("Suggesters"), parent)
        self._settings = settings
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Suggesters"))
        self.list.setMinimumSize(460, 240)
        self.list.setWordWrap(True)
        known = available()
        for info in known:
            layers = " + ".join(sorted(str(layer) for layer in info.layers))
            text = f"{info.title}\n{info.description or info.name}  ({layers})"
            self._add_row(info.name, text, is_checked=info.name in chosen)
        names = {info.name for info in known}
        for name in chosen:
            if name not in names:
                self._add_row(name, self._folder_text(name), is_checked=True)
        self.add(
            note(
                self.tr(
                    "They run in the background, each on its own; one that fails harms "
                    "nothing. Choose with the space bar."
                )
            )
        )
        self.add(self.list, 1)
        self.add_button(self.tr("Add a pipeline folder…"), self.ask_folder, is_left=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self.add_button(self.tr("Use these"), self.accept, is_primary=True)

    @property
    def names(self) -> list[str]:
        """The suggesters that are checked, in the order of the list."""
        rows = [self.list.item(row) for row in range(self.list.count())]
        return [str(row.data(_NAME)) for row in rows if row.checkState() == Qt.CheckState.Checked]

    def ask_folder(self) -> None:
        """Let the user point at a folder with a spaCy pipeline."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("A folder with a spaCy pipeline"))
        if folder:
            self.add_folder(Path(folder))

    def add_folder(self, folder: Path) -> None:
        """Add the pipeline in `folder`, after asking whether it may run."""
        from annotate.pipeline import pipeline_info

        name = SPACY_PREFIX + str(folder)
        try:
            pipeline_info(str(folder))
        except AnnotateError as error:
            self._say(sentence(error, tr=message))
            return
        if is_trusted(name, self._settings) or ask_trust(folder, self):
            trust(name, self._settings)
            self._add_row(name, self._folder_text(name), is_checked=True)

    @override
    def accept(self) -> None:
        """Close with what is checked; a folder that has changed since asks again."""
        for name in self.names:
            folder = pipeline_path(name)
            if folder is not None and not is_trusted(name, self._settings):
                if not folder.is_dir():
                    self._say(self.tr("{folder} is not there.").format(folder=folder))
                    return
                if not ask_trust(folder, self):
                    return
                trust(name, self._settings)
        super().accept()

    def _add_row(self, name: str, text: str, *, is_checked: bool) -> None:
        row = QListWidgetItem(text)
        row.setData(_NAME, name)
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked)
        self.list.addItem(row)

    def _folder_text(self, name: str) -> str:
        folder = pipeline_path(name)
        return f"{folder.name}\n{folder}" if folder is not None else name

    def _say(self, text: str) -> None:
        box = QMessageBox(self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(text)
        box.exec()


def choose_suggesters(
    parent: QWidget | None, chosen: Sequence[str], settings: Settings
) -> list[str] | None:
    """Ask which suggesters run; None when nothing is to change."""
    dialog = SuggestersDialog(chosen, settings, parent)
    is_accepted = dialog.exec() == QDialog.DialogCode.Accepted
    names = dialog.names
    dialog.deleteLater()
    return names if is_accepted and names != list(chosen) else None
