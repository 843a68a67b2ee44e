"""The few messages that must stop the work: a defect of ours, and closing too early."""

from __future__ import annotations

import traceback
from types import TracebackType

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from annotate.logs import log_path
from gui.dialogs.about import versions
from gui.dialogs.parts import Dialog, note, plain


class DefectDialog(Dialog):
    """Something that must not happen did; its report can be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Defect"))
        self.heading.setText(self.tr("This is a defect of Spandesk"))
        self.add(
            plain(
                self.tr(
                    "What is said to be saved is safe. You can go on; if something looks wrong, "
                    "close the window and open it again. Please send the report below."
                )
            )
        )
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(self.tr("Report of the defect"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.add(self.report, 1)
        self.add(note(self.tr("The log is at {path}.").format(path=log_path())))
        self.add_button(self.tr("Copy report"), self.copy, is_left=True)
        self.add_button(self.tr("Go on"), self.accept, is_primary=True)
        self.resize(680, 420)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.report.toPlainText())


class UnsavedDialog(Dialog):
    """Closing although the last correction could not be saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Not everything is saved"))
        self.heading.setText(self.tr("The last corrections could not be saved"))
        self.add(
            plain(
                self.tr(
                    "They were taken back on the screen as well. Everything before them is safe. "
                    "Stay to make them again once the disk can be written, or close anyway."
                )
            )
        )
        self.add_button(self.tr("Close anyway"), self.accept)
        self.add_button(self.tr("Stay"), self.reject, is_primary=True)
        self.resize(460, 0)


class RunningDialog(Dialog):
    """Closing although an import or export is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Something is still running"))
        self.heading.setText(self.tr("An import or export is still running"))
        self.add(
            plain(
                self.tr(
                    "Closing stops it. Articles that are in the project stay there; of an export "
                    "nothing is written, and an earlier one stays as it is."
                )
            )
        )
        self.add_button(self.tr("Close anyway"), self.accept)
        self.add_button(self.tr("Stay"), self.reject, is_primary=True)
        self.resize(460, 0)


class TrainingRunsDialog(Dialog):
    """Closing although a training is under way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Something is still running"))
        self.heading.setText(self.tr("A training is still running"))
        self.add(
            plain(
                self.tr(
                    "Closing ends it without scores. Where it has kept a pipeline already, that "
                    "one stays, and another training can go on from it."
                )
            )
        )
        self.add_button(self.tr("Close anyway"), self.accept)
        self.add_button(self.tr("Stay"), self.reject, is_primary=True)
        self.resize(460, 0)


def defect_report(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """Versions and traceback, without any text of an article."""
    lines = traceback.format_exception(kind, error, trace)
    return versions() + "\n\n" + "".join(lines)


def show_defect(
    parent: QWidget, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Show a defect, once at a time: the first one tells most."""
    if parent.findChild(DefectDialog) is not None:
        return
    dialog = DefectDialog(defect_report(kind, error, trace), parent)
    dialog.exec()
    dialog.setParent(None)
    dialog.deleteLater()


def ask_close_unsaved(parent: QWidget) -> bool:
    """Whether to close although something could not be saved."""
    return _is_accepted(UnsavedDialog(parent))


def ask_close_running(parent: QWidget) -> bool:
    """Whether to close although an import or export is under way."""
    return _is_accepted(RunningDialog(parent))


def ask_end_training(parent: QWidget) -> bool:
    """Whether to end a training that is under way."""
    return _is_accepted(TrainingRunsDialog(parent))


def _is_accepted(dialog: QDialog) -> bool:
    answer = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return answer
