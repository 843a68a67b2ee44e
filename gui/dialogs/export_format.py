"""Export in the format of a neighbour: which, where to, and what it cannot carry."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from annotate.articles import ArticleState
from annotate.exchange.formats import FORMATS, Carries, Format
from annotate.exchange.formats.api import FormatOption, WriteLog
from annotate.exchange.loss_groups import loss_lines
from annotate.project import Project
from annotate.transfers import Selection
from gui.dialogs.parts import Dialog, field, note, plain
from gui.dialogs.replacing import against_writing, may_replace
from gui.words import article_count, counted, message, span_count

_MOST_LISTED = 200


class ExportFormatDialog(Dialog):
    """Asks for format, place and choices, and says what the format cannot carry."""

    def __init__(self, project: Project, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        title = self.tr("Export in another format")
        self.setWindowTitle(title)
        self.heading.setText(title)
        self._name = project.name
        self._rows = project.article_rows()
        self._folder = folder
        self._is_own_place = False
        self.formats = QComboBox()
        for item in FORMATS:
            if item.can_export:
                self.formats.addItem(item.title, item.name)
        self.formats.currentIndexChanged.connect(self._on_format)
        self.add(field(self.tr("Format"), self.formats))
        self.carried = note()
        self.add(self.carried)
        self.target = QLineEdit()
        self.target.textEdited.connect(self._on_edited)
        self.target.textChanged.connect(self._check)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._on_choose)
        row = QHBoxLayout()
        row.addLayout(field(self.tr("File or folder to write"), self.target), 1)
        row.addWidget(choose, 0, Qt.AlignmentFlag.AlignBottom)
        self.add(row)
        self._options = QFormLayout()
        self._boxes: dict[str, QComboBox | QLineEdit] = {}
        self.add(self._options)
        self.unfinished = QCheckBox(self.tr("Also articles that are not marked done"))
        self.unfinished.toggled.connect(self._check)
        self.add(self.unfinished)
        self.suggestions = QCheckBox(self.tr("Also suggestions that wait for a decision"))
        self.add(self.suggestions)
        self._summary = plain()
        self._problem = plain(name="danger")
        self.add(self._summary)
        self.add(self._problem)
        self.body.addStretch(1)
        self.add_button(self.tr("Cancel"), self.reject)
        self._export = self.add_button(self.tr("Export"), self._on_export, is_primary=True)
        self.resize(620, 0)
        self._on_format()

    @property
    def format(self) -> Format:
        """The chosen format."""
        name = str(self.formats.currentData())
        return next(item for item in FORMATS if item.name == name)

    @property
    def path(self) -> Path:
        """The file or folder to write."""
        return Path(self.target.text().strip()).expanduser()

    @property
    def problem(self) -> str:
        """What stands against the export; empty when nothing does."""
        return self._problem.text()

    def selection(self) -> Selection:
        """Which articles go out."""
        return Selection(
            include_unfinished=self.unfinished.isChecked(),
            with_suggestions=self.suggestions.isEnabled() and self.suggestions.isChecked(),
        )

    def choices(self) -> dict[str, str]:
        """The format's own options as they were chosen."""
        chosen = {
            name: str(box.currentData()) if isinstance(box, QComboBox) else box.text().strip()
            for name, box in self._boxes.items()
        }
        return {name: value for name, value in chosen.items() if value}

    def choose(self, name: str) -> None:
        """Take the format of this name."""
        self.formats.setCurrentIndex(self.formats.findData(name))

    def _on_format(self, *_: object) -> None:
        item = self.format
        words = self._words()
        missing = [words[feature] for feature in Carries if feature not in item.carries]
        self.carried.setText(
            self.tr("It cannot carry: {what}. What is lost is counted and listed.").format(
                what=", ".join(missing)
            )
            if missing
            else self.tr("It carries everything.")
        )
        self.suggestions.setEnabled(Carries.SUGGESTIONS in item.carries)
        if not self._is_own_place:
            place = f"{self._name}-{item.name}" if item.is_folder else self._name + item.suffix
            self.target.setText(str(self._folder / place))
        while self._options.rowCount():
            self._options.removeRow(0)
        options = [option for option in item.options if not option.is_for_reading]
        self._boxes = {option.name: self._box(option) for option in options}
        for option in options:
            self._options.addRow(_title(option), self._boxes[option.name])
        self._check()

    def _words(self) -> dict[Carries, str]:
        return {
            Carries.EVENTS: self.tr("events"),
            Carries.OVERLAPS: self.tr("spans that overlap"),
            Carries.FRAMES: self.tr("arguments of events"),
            Carries.ATTRIBUTES: self.tr("attributes"),
            Carries.CHAINS: self.tr("chains of spans that name the same"),
            Carries.RELATIONS: self.tr("relations"),
            Carries.SUGGESTIONS: self.tr("suggestions"),
            Carries.REJECTED: self.tr("rejected spans"),
            Carries.COMPLETE: self.tr("for which labels paragraphs are complete"),
            Carries.FACTS: self.tr("title, source and date"),
            Carries.STATE: self.tr("whether an article is done"),
        }

    def _box(self, option: FormatOption) -> QComboBox | QLineEdit:
        if not option.choices:
            edit = QLineEdit(option.default)
            edit.setAccessibleName(_title(option))
            return edit
        box = QComboBox()
        box.setAccessibleName(_title(option))
        for choice in option.choices:
            box.addItem({"yes": self.tr("yes"), "no": self.tr("no")}.get(choice, choice), choice)
        box.setCurrentIndex(max(box.findData(option.default), 0))
        return box

    def _check(self, *_: object) -> None:
        rows = [
            row
            for row in self._rows
            if row.state is ArticleState.DONE or self.unfinished.isChecked()
        ]
        spans = sum(row.spans for row in rows)
        self._summary.setText(
            self.tr("To be exported: {articles} of {total}, {spans}.").format(
                articles=len(rows),
                total=article_count(len(self._rows)),
                spans=span_count(spans),
            )
        )
        problem = ""
        if not self.target.text().strip():
            problem = self.tr("Choose a place.")
        elif not rows:
            problem = self.tr("No article is marked done yet. Finish one, or include unfinished.")
        problem = problem or against_writing(self.path)
        self._problem.setText(problem)
        self._export.setEnabled(not problem)

    def _on_export(self) -> None:
        # A folder is replaced only if an export wrote all that is in it.
        if self.format.is_folder or may_replace(self.path, self):
            self.accept()

    def _on_edited(self, *_: object) -> None:
        self._is_own_place = True

    def _on_choose(self) -> None:
        if self.format.is_folder:
            name = QFileDialog.getExistingDirectory(
                self, self.tr("Folder to write"), str(self.path.parent)
            )
        else:
            # Whether a file may be replaced is asked at the export, also of a name that is typed.
            name, _ = QFileDialog.getSaveFileName(
                self,
                self.tr("File to write"),
                str(self.path),
                f"*{self.format.suffix}",
                options=QFileDialog.Option.DontConfirmOverwrite,
            )
        if name:
            self._is_own_place = True
            self.target.setText(name)


class ExportedDialog(Dialog):
    """What was written, and what the format could not hold."""

    def __init__(self, log: WriteLog, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Exported"))
        articles = article_count(log.articles)
        spans = span_count(log.spans)
        self.heading.setText(
            self.tr("{articles} with {spans} written").format(articles=articles, spans=spans)
        )
        if log.losses:
            lost = counted(
                log.losses.total,
                self.tr("1 thing has no place in the format:"),
                self.tr("{count} things have no place in the format:"),
            )
            self.lines = self._list(lost, loss_lines(log.losses, limit=_MOST_LISTED, tr=message))
            self.lines.setAccessibleName(self.tr("What was left out"))
        else:
            self.add(note(self.tr("Nothing was left out.")))
        if log.renamed:
            other = counted(
                len(log.renamed),
                self.tr("1 name is different in the format:"),
                self.tr("{count} names are different in the format:"),
            )
            self.names = self._list(other, (f"{old} → {new}" for old, new in log.renamed))
            self.names.setAccessibleName(self.tr("Names that are different in the format"))
        self.add_button(self.tr("Close"), self.accept, is_primary=True)
        lists = bool(log.losses) + bool(log.renamed)
        self.resize(680, (0, 380, 520)[lists])

    def _list(self, heading: str, lines: Iterable[str]) -> QPlainTextEdit:
        """Lines to read and to copy under a heading."""
        shown = QPlainTextEdit("\n".join(lines))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        self.add(plain(heading))
        self.add(shown, 1)
        return shown


def _title(option: FormatOption) -> str:
    """What an option is about, as the title of a field."""
    title = message(option.title)
    return title[:1].upper() + title[1:]
