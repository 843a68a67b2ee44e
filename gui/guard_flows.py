"""Flows of the guard: is the project ready to train, and do spans fit the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from annotate.training.export import ExportOptions
    from gui.dialogs.readiness import ReadinessDialog
    from gui.main_window import MainWindow
    from gui.readiness import ReadinessCheck


class GuardFlows(QObject):
    """The target "guard" of the table of actions."""

    def __init__(self, window: MainWindow) -> None:
        """Serve `window`; nothing is loaded before a flow begins."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self.check: ReadinessCheck | None = None
        """What looks before an export; none before it was asked for."""
        self._dialog: ReadinessDialog | None = None
        self._session.project_closed.connect(self._close)

    # -- before an export --------------------------------------------------------------------------

    def show_readiness(self, options: ExportOptions | None = None) -> None:
        """Look at what an export would hold, with these options or the usual ones."""
        suggesting = self._session.suggesting
        if self._session.project is None or suggesting is None:
            return
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        from annotate.training.export import ExportOptions
        from gui.dialogs.readiness import ReadinessDialog
        from gui.readiness import ReadinessCheck

        if self.check is None:
            self.check = ReadinessCheck(self._session, suggesting.jobs, self)
        dialog = self._dialog = ReadinessDialog(
            self.check, options or ExportOptions(), self._window.appearance, self._window
        )
        dialog.place_chosen.connect(self._window.suggest_flows.go_to)
        dialog.export_wanted.connect(self._window.flows.export_spacy)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._forget)
        dialog.show()
        dialog.start()

    def _forget(self) -> None:
        self._dialog = None

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()
