"""Where everything goes that is open, when its file is gone."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotate.store.opening import SUFFIX
from gui.dialogs.parts import Dialog, plain
from gui.dialogs.replacing import against_writing


class LostFileDialog(Dialog):
    """The old place, another one, or, when the window closes, to give up what is open."""

    def __init__(
        self, path: Path, parent: QWidget | None = None, *, is_leaving: bool = False
    ) -> None:
        super().__init__("Spandesk", parent)
        self._path = path
        self.target: Path | None = None
        """Where to write; `None` when nothing was chosen."""
        self.is_given_up = False
        self.setWindowTitle(self.tr("The project file is gone"))
        self.heading.setText(self.tr("{name} is not in its place any more").format(name=path.name))
        is_free = not os.path.lexists(path)
        self.add(
            plain(
                self.tr(
                    "{path} was deleted or moved while it was open. All articles, corrections and "
                    "the whole history are still here, and can be written to the old place or to "
                    "another."
                ).format(path=path)
                if is_free
                else self.tr(
                    "Another file lies at {path} now, and it is left alone. All articles, "
                    "corrections and the whole history of the project that is open are still "
                    "here, and can be written to another place."
                ).format(path=path)
            )
        )
        self.problem = plain(name="danger")
        self.problem.hide()
        self.add(self.problem)
        if is_leaving:
            self.give_up = self.add_button(
                self.tr("Close and lose it"), self._on_give_up, is_left=True
            )
        self.stay = self.add_button(self.tr("Stay"), self.reject)
        self.elsewhere = self.add_button(
            self.tr("Save elsewhere…"), self._on_elsewhere, is_primary=not is_free
        )
        self.old_place = self.add_button(
            self.tr("Save in the old place"), self._on_old_place, is_primary=is_free
        )
        self.old_place.setVisible(is_free)
        self.resize(560, 0)

    def choose(self, path: Path) -> None:
        """Write to `path`, with the suffix of projects; a file that is there is not replaced."""
        if path.suffix != SUFFIX:
            path = path.with_name(path.name + SUFFIX)
        problem = against_writing(path)
        if not problem and os.path.lexists(path):
            problem = self.tr("{path} is there already. Choose another name.").format(path=path)
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            self.target = path
            self.accept()

    def _on_old_place(self) -> None:
        self.choose(self._path)

    def _on_elsewhere(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save the project"),
            str(self._path),
            f"*{SUFFIX}",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if name:
            self.choose(Path(name))

    def _on_give_up(self) -> None:
        self.is_given_up = True
        self.accept()
