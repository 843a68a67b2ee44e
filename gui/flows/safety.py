"""Flows of safety: backups, history, check and repair, and what is said at the opening."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog

from annotate.errors import AnnotateError, JobError, StoreCorruptError, StoreError
from annotate.notices import Notice
from gui.backing_up import BackingUp
from gui.flows.lost_file import LostFile
from gui.flows.realign import RealignFlows
from gui.place_keeping import PlaceKeeping
from gui.restoring import Restoring
from gui.words import message, moment_words

if TYPE_CHECKING:
    from annotate.settings import Settings
    from annotate.store.backup import Backup
    from gui.bulk import LongStep
    from gui.dialogs.repair import CheckDialog
    from gui.jobs import Jobs
    from gui.main_window import MainWindow
    from gui.window_state import WindowState

_LOOK_AROUND_MS = 1_500
_LONG_MS = 400
"""After so long a step on many articles shows how far it is."""
_MANY = 300
"""So many articles take longer than that."""
_DOUBTFUL = frozenset(("crashed", "steps_missing", "log_aside", "older", "changed"))
"""Notices after which a project is checked without being asked."""


@dataclass(frozen=True, slots=True)
class _Running:
    """A job of the worker, and who waits for its end."""

    function: str
    on_done: Callable[[object], None]
    on_failed: Callable[[AnnotateError], None]


class SafetyFlows(QObject):
    """The target "safety" of the table of actions."""

    def __init__(self, window: MainWindow, settings: Settings, state: WindowState) -> None:
        """Serve `window`."""
        super().__init__(window)
        self._window = window
        self.session = window.session
        self.settings = settings
        self._jobs: Jobs | None = None
        self._running: dict[str, _Running] = {}
        self._open_dialogs: list[QDialog] = []
        self._said = ""
        self.restoring = Restoring(self)
        self.realigning = RealignFlows(window, settings, self)
        self.lost_file = LostFile(window, settings, state)
        self.backing_up = BackingUp(self.session, settings, self)
        self.backing_up.failed.connect(self._on_backup_failed)
        self.places = PlaceKeeping(self.session, window.pane.view, state, window.flows.keep_place)
        self.session.project_opened.connect(self._on_project_opened)
        self.session.long_step.connect(self._on_long_step)
        window.flows.preferences_changed.connect(self.backing_up.follow_preferences)

    def attach_jobs(self, jobs: Jobs) -> None:
        """From now on look at whole projects in the background."""
        self._jobs = jobs
        jobs.job_finished.connect(self._on_finished)
        jobs.job_failed.connect(self._on_failed)
        jobs.job_stopped.connect(self._on_stopped)
        transfer = self.session.transfer
        if transfer is not None:
            transfer.started.connect(self._on_transfer_started)

    # -- opening -----------------------------------------------------------------------------------

    def _on_project_opened(self) -> None:
        project = self.session.project
        if project is None:
            return
        # When the window has shown the project: the banner is cleared at its opening.
        QTimer.singleShot(0, self, self._say_notices)
        QTimer.singleShot(_LOOK_AROUND_MS, self, self._look_around)

    def _say_notices(self) -> None:
        project = self.session.project
        if project is not None:
            self._say(list(project.notices))

    def _look_around(self) -> None:
        """Say what the place of the project is worth; not before the first paint."""
        from annotate.safety import look_around

        project = self.session.project
        if project is not None and (found := look_around(project.path)):
            self._say([*project.notices, *found])
        if project is not None and _DOUBTFUL & {notice.code for notice in project.notices}:
            self._check_quietly(project.path)

    def _check_quietly(self, path: Path) -> None:
        """Check a project of which something is odd in the background; only damage is said."""

        def tell(found: object) -> None:
            project = self.session.project
            if found and isinstance(found, list) and project is not None and project.path == path:
                self._say([Notice("damaged", {"count": len(found)})])

        self.run("check", tell, lambda _: None, path=str(path))

    def _say(self, notices: list[Notice]) -> None:
        from annotate.messages import notice_sentence

        worst = any(notice.is_problem for notice in notices)
        is_taken = self._window.banner.text not in ("", self._said)
        if not notices or (is_taken and not worst):
            # What somebody else says is more than what is merely worth knowing.
            return
        is_damaged = any(notice.code == "damaged" for notice in notices)
        missing = any(notice.code in ("steps_missing", "older", "log_aside") for notice in notices)
        self._said = " ".join(notice_sentence(notice, tr=message) for notice in notices)
        self._window.banner.say(
            self._said,
            is_problem=worst,
            button=self.tr("Backups…") if missing else self.tr("Check…") if is_damaged else "",
            help_with=self.show_backups if missing else self.check if is_damaged else None,
        )

    # -- long steps --------------------------------------------------------------------------------

    def _on_long_step(self, step: LongStep) -> None:
        """Say how far a step on many articles is; one that is durable at once is not worth it."""
        if step.total >= _MANY:
            self._show_long_step(step)
        else:
            QTimer.singleShot(_LONG_MS, self, lambda: self._show_long_step(step))

    def _show_long_step(self, step: LongStep) -> None:
        if not step.is_over:
            from gui.dialogs.long_step import LongStepDialog

            self._show(LongStepDialog(step, self._window))

    # -- history -----------------------------------------------------------------------------------

    def show_history(self) -> None:
        """Show the steps of the article, with what differs from any moment."""
        if self.session.project is None or self.session.desk is None:
            return
        from gui.dialogs.history import HistoryDialog

        dialog = HistoryDialog(self.session, self._window)
        dialog.failed.connect(self._window.flows.report)
        self._show(dialog)

    # -- backups -----------------------------------------------------------------------------------

    def back_up_now(self) -> None:
        """Make a backup at once."""
        self.session.settle()

        def tell(made: Backup | None) -> None:
            self._window.banner.say(
                self.tr("The project was backed up to {path}.").format(path=made.path)
                if made is not None
                else self.tr("Nothing has changed since the newest backup.")
            )

        self.backing_up.make("asked", then=tell)

    def show_backups(self) -> None:
        """Show the backups of the project, what differs from each, and restore one."""
        if self.session.project is not None:
            self.session.settle()
            self.show_backups_of(self.session.project.path)

    def show_backups_of(self, path: Path) -> None:
        """The same for a file that may be closed or damaged."""
        from annotate.safety import rule_of
        from gui.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(path, rule_of(self.settings), self, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.chosen is not None:
            self.restore(path, dialog.chosen)
        dialog.deleteLater()

    def restore(self, path: Path, backup: Backup) -> None:
        """Put a backup in the place of a project, which becomes a backup first, and open it."""
        if self.restoring.is_running:
            return
        from annotate.safety import rule_of
        from gui.dialogs.restoring import RestoringDialog

        project = self.session.project
        annotator = project.annotator if project is not None else ""
        if project is not None and project.path == path:
            if not self.lost_file.may_leave():
                return
            self.session.close_project()
        dialog = RestoringDialog(self.restoring, backup.path.name, self._window)

        def end(outcome: object) -> None:
            self._on_restored(path, backup, outcome)

        self.restoring.ended.connect(end, Qt.ConnectionType.SingleShotConnection)
        self._show(dialog)
        self.restoring.start(path, backup.path, rule=rule_of(self.settings), annotator=annotator)

    def _on_restored(self, path: Path, backup: Backup, outcome: object) -> None:
        self._window.flows.open_path(str(path))
        if isinstance(outcome, AnnotateError):
            self._window.flows.report(outcome)
            return
        if outcome is not None:
            # It was cancelled.
            return
        said = self.tr(
            "This is the project as it was on {moment}. What was there before is the newest backup "
            "now."
        ).format(moment=moment_words(backup.at))
        QTimer.singleShot(0, self, lambda: self._window.banner.say(said))

    def _on_backup_failed(self, error: StoreError) -> None:
        from annotate.messages import sentence

        if self.lost_file.is_lost:
            # More than a backup is missing; it may have been said long ago, and closed.
            self.lost_file.tell(is_without_backup=True)
            return
        self._window.banner.say(
            self.tr("No backup could be made. Your corrections are saved as always. {why}").format(
                why=sentence(error, tr=message)
            ),
            is_problem=True,
        )

    def _on_transfer_started(self, kind: str) -> None:
        if kind == "import":
            self.backing_up.before_bulk(is_many=True)

    # -- check and repair --------------------------------------------------------------------------

    def check(self) -> None:
        """Look at every promise of the project, in the background, and offer to repair a copy."""
        project = self.session.project
        if project is not None:
            self.check_file(project.path)

    def check_file(self, path: Path) -> CheckDialog:
        """Check a file that may be closed or damaged."""
        from gui.dialogs.repair import CheckDialog

        self.session.settle()
        dialog = CheckDialog(path, self, self._window)
        dialog.repaired_opened.connect(lambda target: self._window.flows.open_path(str(target)))
        dialog.backups_asked.connect(lambda: self.show_backups_of(path))
        self._show(dialog)
        return dialog

    def help_with(self, error: AnnotateError) -> tuple[str, Callable[[], object]] | None:
        """The button that goes with an error about a damaged file, and what it does."""
        path = Path(str(error.fields.get("path") or ""))
        if not isinstance(error, StoreCorruptError) or not path.is_file():
            return None
        article_id = str(error.fields.get("article_id") or "")
        project = self.session.project
        if article_id and project is not None and not project.is_read_only:
            return self.tr("Align its spans…"), partial(self.realigning.ask, path, article_id)
        return self.tr("Check and repair…"), partial(self.check_file, path)

    def run(
        self,
        function: str,
        on_done: Callable[[object], None],
        on_failed: Callable[[AnnotateError], None],
        **arguments: object,
    ) -> str:
        """Run a function of the worker for long jobs; one of the two is called with its end.

        Returns the id of the job for `drop`; empty where there are no workers.
        """
        if self._jobs is None:
            return ""
        job_id = self._jobs.run_function(function, **arguments)
        self._running[job_id] = _Running(function, on_done, on_failed)
        return job_id

    def drop(self, job_id: str) -> None:
        """Nobody waits for this job any more: neither of its two functions is called."""
        if self._running.pop(job_id, None) is not None and self._jobs is not None:
            self._jobs.cancel(job_id)

    def _on_finished(self, job_id: str, value: object) -> None:
        if job_id in self._running:
            self._running.pop(job_id).on_done(value)

    def _on_failed(self, job_id: str, error: AnnotateError) -> None:
        if job_id in self._running:
            self._running.pop(job_id).on_failed(error)

    def _on_stopped(self, job_id: str, reason: object) -> None:
        """A job that somebody has stopped, or that was under way when its worker was closed."""
        if job_id in self._running:
            job = self._running.pop(job_id)
            job.on_failed(JobError(job=job.function, reason=str(reason)))

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open_dialogs.append(dialog)
        dialog.finished.connect(lambda _: self._open_dialogs.remove(dialog))
        dialog.show()
