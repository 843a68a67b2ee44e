"""Flows: what takes more than one step or a dialog – projects, import, export, preferences.

Corrections never come this way: no dialog stands between two of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from annotate.errors import (
    AnnotateError,
    AttributeTextError,
    ChainLayerError,
    EditConflictError,
    ForbiddenRoleError,
    OffTokensError,
    OutsideTextError,
    OverlapForbiddenError,
    RelationHeadError,
    SettingsError,
    StoreBusyError,
    StoreFullError,
    StoreReadOnlyError,
    SuggesterError,
    WordsNotThereError,
)
from annotate.settings import Settings
from annotate.spans import Layer
from gui.progress import Progress
from gui.session import SaveState, Session
from gui.text.selection import Selection
from gui.theme import Appearance, ThemeChoice
from gui.window_state import WindowState
from gui.words import counted, message

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.workers.jobs import WorkerStatus
    from gui.jobs import Jobs
    from gui.main_window import MainWindow
    from gui.propagating import Propagating

PROJECT_FILTER = "*.spandesk"
_OF_ARTICLE = (
    AttributeTextError,
    ChainLayerError,
    EditConflictError,
    ForbiddenRoleError,
    OffTokensError,
    OutsideTextError,
    OverlapForbiddenError,
    RelationHeadError,
    WordsNotThereError,
)
"""What cannot be done in an article; said no longer than that is open."""


class Flows(QObject):
    """Opens dialogs and calls the session with what they answer."""

    preferences_changed = Signal()

    def __init__(
        self,
        session: Session,
        *,
        settings: Settings,
        state: WindowState,
        appearance: Appearance,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = settings
        self._state = state
        self._appearance = appearance
        self.progress = Progress(session, self)
        self._window: MainWindow | None = None
        self._restart: Callable[[], None] = lambda: None
        self._open_dialogs: list[QDialog] = []
        self._told: set[tuple[str, str]] = set()
        self._jobs: Jobs | None = None
        self._propagating: Propagating | None = None
        session.project_opened.connect(self._on_project_opened)
        session.article_left.connect(self.keep_place)
        session.drawing.switched.connect(partial(self._keep, "editing.drag_makes_span"))

    def attach(self, window: MainWindow) -> None:
        """Show dialogs over this window."""
        self._window = window

    def attach_jobs(self, jobs: Jobs) -> None:
        """Hear of imports and exports."""
        self._jobs = jobs
        self.progress.attach(jobs)
        self._restart = jobs.restart_worker
        jobs.worker_state_changed.connect(self._on_worker_state)
        self._session.suggesting_changed.connect(self._on_suggesting_changed)
        if (transfer := self._session.transfer) is not None:
            transfer.failed.connect(self.report)
            self.window.exchange.attach(transfer)

    @property
    def window(self) -> MainWindow:
        """The window that dialogs stand over."""
        if self._window is None:
            message = "no window is attached"
            raise RuntimeError(message)
        return self._window

    @property
    def settings(self) -> Settings:
        """Preferences of the user."""
        return self._settings

    # -- words -------------------------------------------------------------------------------------

    def report(self, error: AnnotateError) -> None:
        """Say in the banner what went wrong and what to do."""
        from annotate.messages import sentence

        button: str = ""
        help_with: Callable[[], object] | None = None
        path = str(error.fields.get("path") or "")
        if path and self._can_be_read(error, Path(path)):
            button = self.tr("Open read-only")
            help_with = partial(self.open_path, path, read_only=True)
        elif (found := self.window.safety.help_with(error)) is not None:
            button, help_with = found
        elif isinstance(error, SuggesterError):
            button, help_with = self.tr("Suggesters…"), self.choose_suggesters
        self.window.banner.say(
            sentence(error, tr=message),
            is_problem=True,
            button=button,
            help_with=help_with,
            is_of_article=isinstance(error, _OF_ARTICLE),
        )

    # -- projects ----------------------------------------------------------------------------------

    def open_sample(self) -> None:
        """Open the sample project."""
        key_of = self.window.actions_.key_of
        if not self._may_leave():
            return
        if self._try(self._session.open_sample) and self._state.is_first_time("sample"):
            self.window.banner.say(
                self.tr(
                    "{next} goes to the next suggestion: {accept} accepts it, {reject} rejects it, "
                    "a digit gives another label. Everything is saved at once."
                ).format(**{n: key_of(f"span.{n}") for n in ("next", "accept", "reject")}),
                button=self.tr("All keys"),
                help_with=self.show_shortcuts,
            )

    def new_project(self, paths: Sequence[Path] = ()) -> None:
        """Ask for name and labels, make the project, then bring `paths` in."""
        from gui.dialogs.new_project import NewProjectDialog

        dialog = NewProjectDialog(self._state.folder("project"), paths, self.window)
        if dialog.exec() != QDialog.DialogCode.Accepted or not self._may_leave():
            return
        self._state.keep_folder("project", dialog.path.parent)
        annotator = str(self._settings.get("annotator", "") or "")

        def make() -> None:
            self._session.new_project(dialog.path, dialog.schema, annotator=annotator)

        if self._try(make) and dialog.paths:
            self.window.exchange.import_paths(dialog.paths)

    def open_project(self) -> None:
        """Ask for a project file and open it."""
        from PySide6.QtWidgets import QFileDialog

        name, _ = QFileDialog.getOpenFileName(
            self.window,
            self.tr("Open project"),
            str(self._state.folder("project")),
            self.tr("Spandesk projects ({pattern})").format(pattern=PROJECT_FILTER),
        )
        if name:
            self._state.keep_folder("project", Path(name).parent)
            self.open_path(name)

    def open_path(self, path: str, *, read_only: bool = False) -> None:
        """Open the project at `path`."""
        project = self._session.project
        is_open = project is not None and project.path == Path(path).absolute()
        if not is_open and not self._may_leave():
            return
        annotator = str(self._settings.get("annotator", "") or "")
        self._try(
            lambda: self._session.open_project(Path(path), read_only=read_only, annotator=annotator)
        )

    def close_project(self) -> None:
        """Close the project, unless it would be gone then."""
        if self._may_leave():
            self._session.close_project()

    def _may_leave(self) -> bool:
        """Whether the project may be closed; asks when it trains or its file is gone."""
        if self._window is None or not self._window.is_furnished:
            return True
        if self._window.training.is_running:
            from gui.dialogs.messages import ask_end_training

            if not ask_end_training(self._window):
                return False
        return self._window.safety.lost_file.may_leave()

    def open_article(self, article_id: str) -> None:
        """Put an article on the desk."""
        self._try(lambda: self._session.open_article(article_id))

    def may_close(self) -> bool:
        """Wait until everything is durable; ask when something failed or is under way."""
        self.keep_place()
        self._session.settle()
        from gui.dialogs.messages import ask_close_running, ask_close_unsaved

        transfer = self._session.transfer
        if transfer is not None and transfer.is_running and not ask_close_running(self.window):
            return False
        if not self._may_leave():
            return False
        is_failed = self._session.save_status.state is SaveState.FAILED
        is_open = self._session.project is not None
        return not (is_open and is_failed) or ask_close_unsaved(self.window)

    def keep_place(self) -> None:
        """Keep where the reader is in the open article, and what is in focus there."""
        project, desk = self._session.project, self._session.desk
        if project is None or desk is None or self._window is None:
            return
        view, item = self.window.pane.view, self._session.focused
        focus = item.start if item is not None and view.item_rect(item.id) is not None else -1
        place = (*view.place(), focus, self._session.caret)
        self._state.keep_place(project.path, desk.article.id, place)

    def restore_place(self) -> None:
        """Go where the reader was in the article that was just opened."""
        project, desk = self._session.project, self._session.desk
        if project is None or desk is None:
            return
        place = self._state.place(project.path, desk.article.id)
        view = self.window.pane.view
        if place is not None and len(place) >= 2:
            view.restore_place(int(place[0]), float(place[1]))
            if len(place) >= 3:
                caret = int(place[3] if len(place) > 3 else 0)
                self._restore_focus(desk, int(place[2]), offset=int(place[0]), caret=caret)
            # What gets the focus is revealed, with a line around it: not here.
            view.come_back(int(place[0]), float(place[1]))
        elif self._session.focus_id is not None:
            view.set_focus(self._session.focus_id, reveal=False)

    def _restore_focus(self, desk: Desk, start: int, *, offset: int, caret: int) -> None:
        """Focus what was in focus; never what is out of sight, for a key would judge it unseen."""
        for index in (desk.suggestions, desk.spans):
            for item in index.at(start) if start >= 0 else ():
                if item.start == start:
                    self._session.focus(item.id)
                    self._put_caret(caret)
                    return
        if offset > 0:
            self._session.focus(None)
        self._put_caret(caret or offset)

    def _put_caret(self, offset: int) -> None:
        """Have the caret there, wherever the text stands."""
        view = self.window.pane.view
        offset = min(max(offset, 0), len(view.text))
        view.select(Selection(offset, offset))

    def _on_project_opened(self) -> None:
        self._told.clear()
        project = self._session.project
        if project is None:
            return
        self._state.keep_recent_project(project.path)
        # Now, not when the window closes: it may be killed.
        self._state.keep_last_project(project.path)
        self._state.flush()

    # -- article -----------------------------------------------------------------------------------

    def go_to_article(self) -> None:
        """Ask for a number or a title."""
        from gui.dialogs.go_to import choose_article

        article_id = choose_article(self.window, self._appearance, self.window.articles.model)
        if article_id:
            self.open_article(article_id)

    def give_label(self, layer: Layer, name: str) -> None:
        """Take a label that was clicked."""
        self._try(lambda: self._session.drawing.take(layer, name))

    def search_label(self) -> None:
        """Ask for a label by a few letters; its guideline is shown."""
        project = self._session.project
        if project is None:
            return
        from gui.dialogs.label_search import LabelUse, choose_label

        chosen = choose_label(
            self.window,
            self._appearance,
            project.schema,
            first=self._session.drawing.layer,
            focused=self._session.focused,
            beside=self.window.pane.place_of_focus(),
            use=LabelUse(project.recent_label_counts(), self.window.label_keys),
        )
        if chosen is not None:
            self._try(lambda: self._session.give_label(chosen.layer, chosen.name))

    def propagate(self, everywhere: bool = False) -> None:  # noqa: FBT001, FBT002 - a slot
        """Show where the same words stand, and label the chosen places as one step."""
        from gui.propagating import Propagating

        propagating = self._propagating or Propagating(self.window, self._appearance, self._jobs)
        self._propagating = propagating
        self._try(lambda: propagating.ask(everywhere=everywhere))

    def accept_all(self) -> None:
        """Accept every open suggestion of the article; one undo takes it back."""
        self._accept(0.0)

    def accept_above(self) -> None:
        """Ask for a score, with the count that it takes, then accept."""
        desk = self._session.desk
        if desk is None:
            return
        from gui.dialogs.accept_above import AcceptAboveDialog

        scores = [(item.score, item.layer) for item in desk.suggestions]
        dialog = AcceptAboveDialog(scores, self.window)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._accept(dialog.score, dialog.layer)

    def hide_label(self, layer: Layer, name: str, is_hidden: bool) -> None:  # noqa: FBT001 - a slot
        """Hide the suggestions of a label in this project, or show them again."""
        self._try(lambda: self._session.hide_label(layer, name, is_hidden=is_hidden))

    def _accept(self, score: float, layer: Layer | None = None) -> None:
        count = self._session.accept_all(score, layer)
        self.window.banner.say(
            counted(
                count, self.tr("1 suggestion accepted."), self.tr("{count} suggestions accepted.")
            ),
            button=self.tr("Undo"),
            help_with=self._session.undo,
            until=self._session.undo_stack.indexChanged,
            is_of_article=True,
        )

    def choose_suggesters(self) -> None:
        """Ask which suggesters run in this project."""
        suggesting = self._session.suggesting
        if suggesting is None:
            return
        from gui.dialogs.suggesters import choose_suggesters

        names = choose_suggesters(self.window, suggesting.names, self._settings)
        if names is not None:
            self._try(lambda: suggesting.choose(names))

    def may_run(self, suggester: str) -> bool:
        """Whether the user allows the suggester to run."""
        from annotate.trust import is_trusted

        return is_trusted(suggester, self._settings)

    def restart_suggester(self) -> None:
        """Start the suggesting process afresh."""
        self._restart()

    # -- view and help -----------------------------------------------------------------------------

    def show_palette(self) -> None:
        """Find an action by a few letters and do it."""
        from gui.dialogs.palette import choose_action

        action = choose_action(self.window, self._appearance, self.window.actions_)
        if action is not None:
            action.trigger()

    def show_shortcuts(self) -> None:
        """Show every key."""
        from gui.dialogs.shortcuts import ShortcutsDialog

        self.show_dialog(ShortcutsDialog(self.window.actions_, self._appearance, self.window))

    def show_guidelines(self) -> None:
        """Show what the labels mean, beginning with the one in focus."""
        project = self._session.project
        if project is None:
            return
        from gui.dialogs.guidelines import GuidelinesDialog

        focused = self._session.focused
        label = project.schema.get(focused.layer, focused.label) if focused else None
        self.show_dialog(
            GuidelinesDialog(
                project.schema, self._appearance, self.window.label_keys, label, self.window
            )
        )

    def show_statistics(self) -> None:
        """Show the figures of the project."""
        project = self._session.project
        if project is None:
            return
        from gui.dialogs.statistics import StatisticsDialog

        project.flush()
        self.show_dialog(StatisticsDialog(project, self._appearance, self.window))

    def show_preferences(self) -> None:
        """Ask for preferences; they hold at once."""
        from gui.dialogs.preferences import PreferencesDialog

        dialog = PreferencesDialog(self._settings, self._appearance, self.window)
        dialog.changed.connect(self.preferences_changed)
        dialog.exec()

    def show_about(self) -> None:
        """Show version, licences and folders."""
        from gui.dialogs.about import AboutDialog

        self.show_dialog(AboutDialog(self._appearance, self.window))

    def next_theme(self) -> None:
        """Change from light to dark to high contrast."""
        choice = self._appearance.next_choice()
        self._appearance.set_choice(choice)
        self._keep("appearance.theme", str(choice))

    def keep_zoom(self, zoom: float) -> None:
        """Keep the size of the text for the next start."""
        if self._settings.get("appearance.text_zoom", 1.0) != round(zoom, 3):
            self._keep("appearance.text_zoom", round(zoom, 3))

    def theme_choice(self) -> ThemeChoice:
        """The theme that the preferences ask for."""
        value = str(self._settings.get("appearance.theme", "system"))
        return ThemeChoice(value) if value in set(ThemeChoice) else ThemeChoice.SYSTEM

    # -- within ------------------------------------------------------------------------------------

    def _can_be_read(self, error: AnnotateError, path: Path) -> bool:
        """Whether the project of an error may be opened without writing, and is not open yet."""
        project = self._session.project
        is_open = project is not None and project.path == path
        is_closed_to_us = isinstance(error, (StoreBusyError, StoreFullError, StoreReadOnlyError))
        return is_closed_to_us and not is_open and path.is_file()

    def _on_suggesting_changed(self) -> None:
        """Say once that a suggester fails in some way: a run would say it for every article."""
        suggesting = self._session.suggesting
        for error in suggesting.state.errors if suggesting is not None else ():
            kind = (str(error.fields.get("suggester")), str(error.fields.get("reason")))
            if kind not in self._told:
                self._told.add(kind)
                self.report(error)

    def _on_worker_state(self, status: WorkerStatus) -> None:
        from annotate.messages import sentence

        if status.state == "down" and status.error is not None:
            self.window.banner.say(
                sentence(status.error, tr=message),
                is_problem=True,
                button=self.tr("Start the suggester again"),
                help_with=self._restart,
            )

    def say_all_done(self) -> None:
        """Every article is done: offer what comes next."""
        key = self.window.actions_.key_of("suggest.train")
        trains = self.tr("train a pipeline ({key})").format(key=key)
        self.window.banner.say(
            self.tr("All articles are done. Next: export the training data, or {trains}.").format(
                trains=trains if key else self.tr("train a pipeline")
            ),
            button=self.tr("Export training data…"),
            help_with=self.window.exchange.export_spacy,
        )

    def _keep(self, name: str, value: str | float) -> None:
        try:
            self._settings.set(name, value)
        except SettingsError as error:
            self.report(error)

    def _try(self, verb: Callable[[], object]) -> bool:
        """Call a verb; an error is said in the banner. Whether it was done."""
        try:
            verb()
        except AnnotateError as error:
            self.report(error)
            return False
        return True

    def show_dialog(self, dialog: QDialog) -> None:
        """Show a window that does not stop the work; it is forgotten when closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open_dialogs.append(dialog)
        dialog.finished.connect(lambda _: self._open_dialogs.remove(dialog))
        dialog.show()
