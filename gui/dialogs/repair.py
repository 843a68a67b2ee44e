"""Is the project whole? What is wrong with it, and a repaired copy beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar, QWidget

from annotate.check_words import told
from annotate.errors import AnnotateError, JobError
from annotate.messages import sentence
from annotate.store.check import Problem
from annotate.store.repair.done import Repaired
from gui.dialogs.parts import Dialog, note, plain
from gui.words import article_count, counted, message, span_count

if TYPE_CHECKING:
    from gui.flows.safety import SafetyFlows


class CheckDialog(Dialog):
    """Checks at once, in the background; repairs into a copy when it is asked to."""

    repaired_opened = Signal(object)
    """The path of the repaired copy, which is to be opened."""
    backups_asked = Signal()

    def __init__(self, path: Path, flows: SafetyFlows, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Check project"))
        self.heading.setText(self.tr("Looking at every promise of {name}").format(name=path.stem))
        self._path = path
        self._flows = flows
        self.repaired: Path | None = None
        self.says = plain(self.tr("Database, texts, spans, decisions, events, history …"))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.findings = QPlainTextEdit()
        self.findings.setReadOnly(True)
        self.findings.setTabChangesFocus(True)
        self.findings.setAccessibleName(self.tr("Findings"))
        self.add(self.says)
        self.add(self.busy)
        self.add(self.findings, 1)
        self.add(
            note(
                self.tr(
                    "A repair writes a new file beside the project, from its history and its "
                    "backups. The project itself is never touched."
                )
            )
        )
        self.copy_button = self.add_button(self.tr("Copy"), self._copy, is_left=True)
        self.add_button(self.tr("Backups…"), self.backups_asked.emit, is_left=True)
        self.repair_button = self.add_button(self.tr("Repair into a copy"), self.repair)
        self.open_button = self.add_button(self.tr("Open the copy"), self._open)
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.open_button.hide()
        self.repair_button.setEnabled(False)
        self.resize(680, 460)
        self._job = flows.run("check", self._on_checked, self._on_check_failed, path=str(path))
        # The answer may come when the dialog is gone.
        self.finished.connect(lambda _: flows.drop(self._job))

    def repair(self) -> None:
        """Write the repaired copy."""
        from annotate.safety import rule_of

        self.repair_button.setEnabled(False)
        self.busy.show()
        self.heading.setText(self.tr("Writing a repaired copy"))
        rule = rule_of(self._flows.settings)
        self._flows.drop(self._job)
        self._job = self._flows.run(
            "repair", self._on_repaired, self._on_failed, path=str(self._path), rule=rule
        )

    def _on_checked(self, found: object) -> None:
        items = cast("list[object]", found) if isinstance(found, list) else []
        if self.repair_button.isEnabled() or self.repaired is not None:
            return
        self.show_problems([item for item in items if isinstance(item, Problem)])

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong; nothing is a whole project."""
        self.busy.hide()
        if not problems:
            self.heading.setText(self.tr("The project is whole"))
            self.says.setText(self.tr("Every text, span, decision and step is as it was written."))
            return
        self.heading.setText(
            counted(len(problems), self.tr("1 thing is wrong"), self.tr("{count} things are wrong"))
        )
        self.says.setText(self.tr("A repaired copy can be written from history and backups."))
        self.findings.setPlainText("\n".join(told(item, message) for item in problems))
        self.repair_button.setEnabled(True)

    def _on_check_failed(self, error: AnnotateError) -> None:
        self.busy.hide()
        self.heading.setText(
            self.tr("The check was stopped")
            if isinstance(error, JobError)
            else self.tr("The project cannot be read")
        )
        self.says.setText(sentence(error, tr=message))
        self.repair_button.setEnabled(True)

    def _on_repaired(self, done: object) -> None:
        self.busy.hide()
        if not isinstance(done, Repaired):
            return
        self.repaired = done.target
        self.heading.setText(
            self.tr("The copy is whole")
            if not done.left
            else counted(
                len(done.left),
                self.tr("1 thing is still wrong in the copy"),
                self.tr("{count} things are still wrong in the copy"),
            )
        )
        self.says.setText(
            f"{done.target}: {article_count(done.articles)}, {span_count(done.spans)}."
        )
        lines = [f"{item.kind}: {item.where}: {item.what}" for item in done.deeds]
        lines += [f"! {item.kind}: {item.where}: {item.what}" for item in done.left]
        self.findings.setPlainText("\n".join(lines) or self.tr("Nothing had to be mended."))
        self.repair_button.hide()
        self.open_button.show()

    def _on_failed(self, error: AnnotateError) -> None:
        self.busy.hide()
        self.heading.setText(self.tr("The copy could not be written"))
        self.says.setText(sentence(error, tr=message))
        self.repair_button.setEnabled(True)

    def _open(self) -> None:
        if self.repaired is not None:
            self.repaired_opened.emit(self.repaired)
            self.accept()

    def _copy(self) -> None:
        text = f"{self.heading.text()}\n{self.says.text()}\n{self.findings.toPlainText()}\n"
        QGuiApplication.clipboard().setText(text)
