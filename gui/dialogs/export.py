"""Export spaCy training data: how, and what came of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from annotate.articles import ArticleState
from annotate.project import Project
from gui.dialogs.parts import Dialog, field, note, plain
from gui.dialogs.replacing import against_writing
from gui.theme import SPACE
from gui.words import article_count, message, span_count

if TYPE_CHECKING:
    from annotate.training.export import ExportOptions
    from annotate.training.report import ExportReport

_MOST_LISTED = 500


class ExportDialog(Dialog):
    """Asks for folder, split and seed, and says what will be exported."""

    readiness_wanted = Signal(object)
    """`ExportOptions`: look at what these would write, in place of an export."""

    def __init__(self, project: Project, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        title = self.tr("Export spaCy training data")
        self.setWindowTitle(title)
        self.heading.setText(title)
        rows = project.article_rows()
        self._articles = {
            state: [row for row in rows if row.state is state] for state in ArticleState
        }
        self.target = QLineEdit(str(folder / f"{project.name}-spacy"))
        self.target.textChanged.connect(self._check)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose)
        row = QHBoxLayout()
        row.addLayout(field(self.tr("Folder to write"), self.target), 1)
        row.addWidget(choose, 0)
        row.setAlignment(choose, Qt.AlignmentFlag.AlignBottom)
        self.add(row)
        self.add(self._build_split())
        self.unfinished = QCheckBox(self.tr("Also articles that are not marked done"))
        self.unfinished.toggled.connect(self._check)
        self.add(self.unfinished)
        self.one_group = QCheckBox(self.tr('Also all spans together in doc.spans["sc"]'))
        self.add(self.one_group)
        self._summary = plain()
        self._problem = plain(name="danger")
        self.add(self._summary)
        self.add(self._problem)
        self.body.addStretch(1)
        self.look = self.add_button(self.tr("Ready to train?…"), self._on_look, is_left=True)
        self.add_button(self.tr("Cancel"), self.reject)
        self._export = self.add_button(self.tr("Export"), self.accept, is_primary=True)
        self.resize(600, 0)
        self._check()

    @property
    def folder(self) -> Path:
        """The folder to write."""
        return Path(self.target.text().strip()).expanduser()

    def options(self) -> ExportOptions:
        """How to export."""
        from annotate.training.export import ExportOptions
        from annotate.training.splits import SplitRule

        train, dev, test = (box.value() for box in self.shares)
        return ExportOptions(
            split=SplitRule(train=train, dev=dev, test=test, seed=self.seed.value()),
            include_unfinished=self.unfinished.isChecked(),
            spans_key="sc" if self.one_group.isChecked() else "",
        )

    @property
    def summary(self) -> str:
        """What the dialog says will be exported."""
        return self._summary.text()

    @property
    def problem(self) -> str:
        """What stands against the export; empty when nothing does."""
        return self._problem.text()

    def _build_split(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(SPACE // 2)
        row = QHBoxLayout()
        self.shares: list[QSpinBox] = []
        for title, value in (
            (self.tr("Train %"), 80),
            (self.tr("Dev %"), 10),
            (self.tr("Test %"), 10),
        ):
            box = QSpinBox()
            box.setRange(0, 100)
            box.setValue(value)
            box.valueChanged.connect(self._check)
            self.shares.append(box)
            row.addLayout(field(title, box), 1)
        self.seed = QSpinBox()
        self.seed.setRange(0, 2**31 - 1)
        row.addLayout(field(self.tr("Seed"), self.seed), 1)
        column.addLayout(row)
        column.addWidget(
            note(self.tr("An article keeps its side for ever, also when others are added."))
        )
        return column

    def _check(self) -> None:
        done = self._articles[ArticleState.DONE]
        open_ = [
            *self._articles[ArticleState.NEW],
            *self._articles[ArticleState.IN_PROGRESS],
        ]
        rows = [*done, *open_] if self.unfinished.isChecked() else done
        spans = sum(row.spans for row in rows)
        self._summary.setText(
            self.tr("To be exported: {articles} of {total}, {spans}.").format(
                articles=len(rows),
                total=article_count(sum(map(len, self._articles.values()))),
                spans=span_count(spans),
            )
        )
        problem = ""
        if sum(box.value() for box in self.shares) != 100:
            problem = self.tr("The shares must add up to 100.")
        elif not self.shares[0].value():
            problem = self.tr("Some articles must be for training.")
        elif not self.target.text().strip():
            problem = self.tr("Choose a folder.")
        elif not rows:
            problem = self.tr("No article is marked done yet. Finish one, or include unfinished.")
        elif not spans:
            problem = self.tr("These articles have no gold spans yet.")
        else:
            problem = against_writing(self.folder)
        self._problem.setText(problem)
        self._export.setEnabled(not problem)
        shares = [box.value() for box in self.shares]
        self.look.setEnabled(sum(shares) == 100 and shares[0] > 0)

    def _on_look(self) -> None:
        options = self.options()
        self.reject()
        self.readiness_wanted.emit(options)

    def _on_choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Folder to write"), str(self.folder.parent)
        )
        if name:
            self.target.setText(name)


class ExportResultDialog(Dialog):
    """The command that trains, the figures, and everything that is worth a look."""

    def __init__(self, report: ExportReport, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self._report = report
        self.setWindowTitle(self.tr("Training data written"))
        self.heading.setText(
            self.tr("{articles} with {spans} written").format(
                articles=article_count(report.articles),
                spans=span_count(report.spans),
            )
        )
        self.add(note(self.tr("In {folder}").format(folder=report.path)))
        self.command = self._command_box()
        self.add(plain(self.tr("To train, run this:")))
        self.add(self.command)
        self.add(self._figures())
        notes = self._notes()
        if notes:
            self.notes = QPlainTextEdit(notes)
            self.notes.setReadOnly(True)
            self.notes.setTabChangesFocus(True)
            self.notes.setAccessibleName(self.tr("Worth a look"))
            self.add(plain(self.tr("Worth a look:")))
            self.add(self.notes, 1)
        else:
            self.body.addStretch(1)
        self.add_button(self.tr("Open folder"), self._on_open, is_left=True)
        self.add_button(self.tr("Copy command"), self.copy_command, is_left=True)
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        self.resize(720, 0)

    def copy_command(self) -> None:
        """Put the command on the clipboard."""
        QGuiApplication.clipboard().setText(self.command.toPlainText())

    def _command_box(self) -> QPlainTextEdit:
        box = QPlainTextEdit(f"cd {_quoted(self._report.path)}\n{self._report.command}")
        box.setReadOnly(True)
        box.setAccessibleName(self.tr("Command that trains"))
        box.setFont(QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)))
        box.setTabChangesFocus(True)
        box.setFixedHeight(5 * box.fontMetrics().lineSpacing())
        return box

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * SPACE)
        heads = ("", self.tr("articles"), self.tr("entities"), self.tr("events"))
        for column, head in enumerate(heads):
            grid.addWidget(note(head), 0, column)
        for row, (side, figures) in enumerate(self._report.sides.items(), start=1):
            values = (
                str(side),
                str(figures.articles),
                str(figures.entities.total()),
                str(figures.events.total()),
            )
            for column, value in enumerate(values):
                grid.addWidget(plain(value, wraps=False), row, column)
        grid.setColumnStretch(len(heads), 1)
        return grid

    def _notes(self) -> str:
        from annotate.training.advice import advise

        report = self._report
        lines = [advise(item.code, item.fields, tr=message) for item in report.notices]
        lines += [
            self.tr("Left out, off the tokens: «{text}» {label}, in {title}").format(
                text=span.text, label=span.label, title=span.article_title
            )
            for span in report.unaligned[:_MOST_LISTED]
        ]
        lines += [
            self.tr("In a span group, as it overlaps: «{text}» {label}").format(
                text=entity.text, label=entity.label
            )
            for entity in report.overlapping[:_MOST_LISTED]
        ]
        return "\n\n".join(lines)

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._report.path))


def _quoted(path: str) -> str:
    from annotate.shells import as_typed

    return as_typed(path)
