"""The details of an article: what is known about its text, to be put right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from annotate.articles import Details
from annotate.correcting import cleaned
from annotate.errors import DetailsError
from annotate.messages import sentence
from gui.dialogs.dates import hint, reader, understood
from gui.dialogs.parts import Dialog, field, note
from gui.words import message


class DetailsDialog(Dialog):
    """Title, source, date and language as fields; `details` are what was typed, `None` if wrong."""

    def __init__(self, details: Details, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Article details"))
        self.heading.setText(self.tr("Article details"))
        self.title, self.source = QLineEdit(details.title), QLineEdit(details.source)
        self.date, self.language = QLineEdit(details.date), QLineEdit(details.language)
        self.add(field(self.tr("Title"), self.title))
        self.add(field(self.tr("Source"), self.source))
        self._reader = reader()
        about_date = field(self.tr("Date"), self.date)
        self._date_note = note(hint())
        self._date_note.setAlignment(Qt.AlignmentFlag.AlignTop)
        # As high with one line as with two: the fields below stay where they are.
        self._date_note.setMinimumHeight(2 * self._date_note.fontMetrics().lineSpacing())
        about_date.addWidget(self._date_note)
        self.add(about_date)
        self.add(
            field(
                self.tr("Language"),
                self.language,
                self.tr("Two or three letters, such as en. It holds when tokens are made next."),
            )
        )
        self._problem = note()
        # Room for a sentence that wraps: without it the fields are squeezed while one types.
        self._problem.setMinimumHeight(2 * self._problem.fontMetrics().lineSpacing())
        self.add(self._problem)
        self.add_button(self.tr("Cancel"), self.reject)
        self._change = self.add_button(self.tr("Change"), self.accept, is_primary=True)
        for line in (self.title, self.source, self.date, self.language):
            line.textChanged.connect(self._check)
        self.title.selectAll()
        self.resize(520, 0)
        self._check()

    @property
    def details(self) -> Details | None:
        """The details as they would be stored; `None` while something is wrong."""
        try:
            return cleaned(self._typed(), self._reader)
        except DetailsError:
            return None

    @property
    def problem(self) -> str:
        """What is wrong; empty where nothing is."""
        return self._problem.text()

    @property
    def date_note(self) -> str:
        """How a date may be written, or how the one that was typed is understood."""
        return self._date_note.text()

    def _typed(self) -> Details:
        return Details(
            self.title.text(), self.source.text(), self.date.text(), self.language.text()
        )

    def _check(self) -> None:
        said = ""
        try:
            cleaned(self._typed(), self._reader)
        except DetailsError as error:
            said = sentence(error, tr=message)
        self._problem.setText(said)
        typed = self.date.text().strip()
        read = self._reader.read(typed)
        # Before it is kept: what was typed may have been meant otherwise.
        is_as_stored = read.iso in ("", typed)
        self._date_note.setText(hint() if is_as_stored else understood(read))
        self._change.setEnabled(not said)
