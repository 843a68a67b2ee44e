"""What the window does about a text that was changed from outside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from annotate.errors import AnnotateError
from gui.words import counted

if TYPE_CHECKING:
    from annotate.settings import Settings
    from annotate.store.text_changes import ChangedText
    from gui.main_window import MainWindow


class RealignFlows(QObject):
    """Shows where the spans are now, and takes the text when they are confirmed."""

    def __init__(self, window: MainWindow, settings: Settings, parent: QObject) -> None:
        """Serve `window`."""
        super().__init__(parent)
        self._window = window
        self._settings = settings

    def ask(self, path: Path, article_id: str) -> None:
        """Show the spans of an article of a project with their places, and do what is chosen."""
        from annotate.safety import changed_text, rule_of
        from gui.dialogs.realign import RealignDialog

        self._window.session.settle()
        place = self._place_of(path)
        if place is None:
            return
        try:
            found = changed_text(place, article_id, rule=rule_of(self._settings))
        except AnnotateError as error:
            self._window.flows.report(error)
            return
        dialog = RealignDialog(found, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            places = None if dialog.wants_old_text else dialog.places
            # The project is about to be closed: its file may be gone by now.
            place = self._place_of(place)
            if place is not None:
                self._take(place, found, places)
        dialog.deleteLater()

    def _place_of(self, path: Path) -> Path | None:
        """Where the project lies; if its file is lost, saved anew first, or None to let it be."""
        session, lost_file = self._window.session, self._window.safety.lost_file
        if session.project is None or session.project.path != path or not lost_file.is_lost:
            return path
        return session.project.path if lost_file.ask() else None

    def _take(
        self, path: Path, found: ChangedText, places: dict[str, tuple[int, int]] | None
    ) -> None:
        """Write what was chosen (the old text without `places`) and open the article."""
        from annotate.safety import put_text_back, rule_of, take_text

        session, flows = self._window.session, self._window.flows
        annotator = session.project.annotator if session.project is not None else ""
        session.close_project()
        rule, gone = rule_of(self._settings), 0
        try:
            if places is None:
                put_text_back(path, found, rule=rule, annotator=annotator)
            else:
                gone = take_text(path, found, places, rule=rule, annotator=annotator)
        except AnnotateError as error:
            flows.open_path(str(path))
            flows.report(error)
            return
        flows.open_path(str(path))
        flows.open_article(found.article_id)
        self._window.banner.say(
            self.tr("The old text is back, with every span on its words.")
            if places is None
            else counted(
                gone,
                self.tr("The text was taken as it is; 1 span was taken out."),
                self.tr("The text was taken as it is; {count} spans were taken out."),
            )
        )
