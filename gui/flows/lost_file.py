"""The file of the open project was deleted, moved or replaced: say so, and write all of it anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotate.errors import AnnotateError
from gui.saving import SaveState, SaveStatus

if TYPE_CHECKING:
    from annotate.settings import Settings
    from gui.main_window import MainWindow
    from gui.window_state import WindowState

_LOOK_MS = 3_000
"""Milliseconds between two looks whether the file is in its place; each step looks as well."""


class LostFile(QObject):
    """Watches the place of the open project, and helps when its file is not there any more."""

    def __init__(self, window: MainWindow, settings: Settings, state: WindowState) -> None:
        """Serve `window`; nothing is open yet."""
        super().__init__(window)
        self._window, self._settings, self._state = window, settings, state
        self._session = window.session
        self._is_told = False
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._session.saving.look)
        self._session.project_opened.connect(self._watch)
        self._session.project_closed.connect(self._stop)
        self._session.save_state_changed.connect(self._on_save_state)

    @property
    def is_lost(self) -> bool:
        """Whether what is open would be gone if it were closed now; looks at the file."""
        self._session.saving.look()
        return self._session.save_status.state is SaveState.LOST

    def tell(self, *, is_without_backup: bool = False) -> None:
        """Say what has happened, with a way out; and that no backup could be made of it."""
        project = self._session.project
        if project is None:
            return
        text = self.tr(
            "{path} was deleted, moved or replaced while it was open. Nothing is lost yet: "
            "everything is still in this window. Save it in a new file before you close, or put "
            "the file back."
        ).format(path=project.path)
        if is_without_backup:
            text += " " + self.tr("Until then no backup of it can be made.")
        self._window.banner.say(
            text, is_problem=True, button=self.tr("Save in a new file…"), help_with=self.ask
        )

    def ask(self) -> bool:
        """Offer to write everything at its old place or elsewhere; whether it was done."""
        from gui.dialogs.lost_file import LostFileDialog

        project = self._session.project
        if project is None:
            return False
        dialog = LostFileDialog(project.path, self._window)
        dialog.exec()
        target = dialog.target
        dialog.deleteLater()
        return target is not None and self.save_in(target)

    def may_leave(self) -> bool:
        """Whether the project may be closed: it is in its place, was saved anew, or is given up."""
        project = self._session.project
        if project is None or not self.is_lost:
            return True
        from gui.dialogs.lost_file import LostFileDialog

        dialog = LostFileDialog(project.path, self._window, is_leaving=True)
        dialog.exec()
        target, is_given_up = dialog.target, dialog.is_given_up
        dialog.deleteLater()
        return is_given_up or (target is not None and self.save_in(target))

    def save_in(self, target: Path) -> bool:
        """Write everything that is open into a new file and go on in it; whether that was done."""
        project = self._session.project
        if project is None:
            return False
        self._session.settle()
        try:
            project.write_all(target)
            # Two projects are never open at once: the old one is let go of before.
            annotator = project.annotator
            self._session.close_project()
            self._session.open_project(target, annotator=annotator)
        except AnnotateError as error:
            self._window.flows.report(error)
            return False
        self._state.keep_folder("project", target.parent)
        self._window.banner.say(
            self.tr("Everything is in {path} now, and the work goes on there.").format(path=target)
        )
        return True

    def _watch(self) -> None:
        project = self._session.project
        self._is_told = False
        if project is None or project.is_read_only:
            self._stop()
            return
        self._session.saving.is_in_place = lambda: project.is_in_place
        self._looking.start()

    def _stop(self) -> None:
        self._looking.stop()
        self._session.saving.is_in_place = lambda: True

    def _on_save_state(self, status: SaveStatus) -> None:
        if status.state is SaveState.LOST and not self._is_told:
            self._is_told = True
            self.tell()
        elif status.state is SaveState.SAVED:
            self._is_told = False
