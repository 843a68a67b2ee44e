"""Flows of training: the dialog, a trained pipeline as suggester, a package of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from annotate.errors import AnnotateError

if TYPE_CHECKING:
    from annotate.settings import Settings
    from annotate.training.packaging import Package
    from annotate.training.runs import Run
    from gui.dialogs.training import TrainingDialog
    from gui.main_window import MainWindow
    from gui.training import Training
    from gui.window_state import WindowState


class TrainFlows(QObject):
    """The target "train" of the table of actions."""

    def __init__(self, window: MainWindow, settings: Settings, state: WindowState) -> None:
        """Serve `window`; nothing is loaded before a flow begins."""
        super().__init__(window)
        self._window = window
        self._session = window.session
        self._settings = settings
        self._state = state
        self._training: Training | None = None
        self._dialog: TrainingDialog | None = None
        self._trained: set[str] = set()
        """Ids of the runs of this session."""
        self._session.project_closed.connect(self._close)

    @property
    def is_running(self) -> bool:
        """Whether a training is under way, also with its dialog closed."""
        return self._training is not None and self._training.is_running

    def train(self) -> None:
        """Show what can be trained, what is under way, and what was."""
        project = self._session.project
        if project is None:
            return
        from gui.dialogs.training import TrainingDialog
        from gui.training import Training

        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        if self._training is None:
            self._training = Training(self._session, self)
            self._training.packaged.connect(self._on_packaged)
            self._training.ended.connect(self._on_ended)
            self._window.flows.progress.attach_training(self._training)
        dialog = TrainingDialog(
            project,
            self._training,
            self._window.appearance,
            self._window,
            may_load=self._may_load,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.place_chosen.connect(self._window.suggest_flows.go_to)
        dialog.suggester_wanted.connect(self.let_suggest)
        dialog.package_wanted.connect(self.make_package)
        dialog.finished.connect(self._forget)
        self._dialog = dialog
        dialog.show()

    def let_suggest(self, run: Run) -> None:
        """Let the best pipeline of a run suggest in this project from now on."""
        suggesting = self._session.suggesting
        if suggesting is None:
            return
        try:
            if not self._may_load(run):
                return
            suggesting.choose(list(dict.fromkeys((*suggesting.names, self._suggester_of(run)))))
        except AnnotateError as error:
            self._window.flows.report(error)
            return
        self._say(
            self.tr(
                "The pipeline of run {number} suggests from now on; Suggest, Suggesters switches "
                "it off."
            ).format(number=run.number)
        )

    def _suggester_of(self, run: Run) -> str:
        from annotate.suggesters import SPACY_PREFIX
        from annotate.training.runs import best_pipeline

        project = self._session.project
        return SPACY_PREFIX + str(best_pipeline(run.path(project.path))) if project else ""

    def _may_load(self, run: Run) -> bool:
        """Whether what a run has trained may be loaded, for a pipeline runs code.

        One that was trained in this session is trusted without a question. Of another the project
        only says that it is its own, and may name any folder: that is for the user to allow.
        Raises a `SettingsError` when the answer cannot be kept.
        """
        from annotate.suggesters import SPACY_PREFIX
        from annotate.trust import is_trusted, trust
        from gui.dialogs.suggesters import ask_trust

        name = self._suggester_of(run)
        is_allowed = run.id in self._trained or is_trusted(name, self._settings)
        folder = Path(name.removeprefix(SPACY_PREFIX))
        if not is_allowed and not ask_trust(folder, self._dialog or self._window):
            return False
        trust(name, self._settings)
        return True

    def make_package(self, run: Run) -> None:
        """Ask where, then make an installable package of a run's best pipeline."""
        if self._training is None or self._dialog is None:
            return
        from annotate.training.packaging import own_name
        from annotate.training.runs import best_pipeline
        from gui.dialogs.training_package import PackageDialog

        project = self._session.project
        if project is None:
            return
        try:
            name, version = own_name(best_pipeline(run.path(project.path)))
        except AnnotateError as error:
            self._dialog.say_error(error)
            return
        ask = PackageDialog(
            self._state.folder("export"), name=name, version=version, parent=self._dialog
        )
        if ask.exec() == QDialog.DialogCode.Accepted:
            self._state.keep_folder("export", ask.folder)
            self._say(self.tr("Making the package…"))
            self._training.package(
                run, ask.folder, name=ask.name.text().strip(), version=ask.version.text().strip()
            )
        ask.deleteLater()

    def _on_ended(self, run: Run) -> None:
        self._trained.add(run.id)

    def _on_packaged(self, package: Package) -> None:
        from annotate.shells import as_typed

        wheel = as_typed(package.wheel)
        self._say(self.tr("Install it with: pip install {wheel}").format(wheel=wheel))

    def _say(self, text: str) -> None:
        if self._dialog is not None:
            self._dialog.say(text)

    def _forget(self, _: int) -> None:
        self._dialog = None

    def _close(self) -> None:
        if self._dialog is not None:
            self._dialog.reject()
