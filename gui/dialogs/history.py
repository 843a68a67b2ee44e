"""The history of the open article: every step, what differs from any moment, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotate.moments import edit_between
from annotate.project import Why
from annotate.safety import fit_labels
from gui.dialogs.parts import Dialog, note
from gui.panels.history import HistoryPanel
from gui.session import Session


class HistoryDialog(Dialog):
    """Stays open while one works, and follows the article."""

    failed = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("History"))
        self.heading.setText(self.tr("History of the article"))
        self._session = session
        self.panel = HistoryPanel(session, self)
        self.panel.failed.connect(self.failed)
        self.panel.chosen_changed.connect(self._refresh_buttons)
        self.add(self.panel, 1)
        self.add(note(self.tr("Bringing an article back is one step more: undo takes it back.")))
        self.back = self.add_button(
            self.tr("Bring the article back to here"), self.bring_back, is_left=True
        )
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        session.project_closed.connect(self.reject)
        self._refresh_buttons()
        self.resize(860, 640)
        self.panel.steps.setFocus()

    def bring_back(self) -> None:
        """Make the article what it was right after the chosen step."""
        # A step that does not get to the disk brings another desk.
        self._session.settle()
        desk = self._session.desk
        if desk is None or len(self.panel.chosen) != 1:
            return
        (seq,) = self.panel.chosen
        past = self.panel.moment(seq)
        if past is None:
            return
        if (project := self._session.project) is not None:
            fit_labels(project, past, desk.article.text)
        title = self.tr("back to step {step}").format(step=seq)
        edit = edit_between(desk.annotations, past, title)
        if edit is not None:
            self._session.push(edit, title, why=Why.RESTORE)

    def _refresh_buttons(self) -> None:
        project = self._session.project
        can = project is not None and not project.is_read_only
        self.back.setEnabled(can and len(self.panel.chosen) == 1)
