"""Paste: what the clipboard holds, looked at before it becomes an article."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from gui.dialogs.parts import Dialog, note
from gui.words import grouped


class PasteDialog(Dialog):
    """Shows the text and lets it be mended; `text` and `html` are what to import.

    The HTML is handed on as long as the text is not changed: a page has a title and a date.
    """

    def __init__(self, text: str | None, html: str | None, parent: QWidget | None = None) -> None:
        super().__init__("Spandesk", parent)
        self.setWindowTitle(self.tr("Paste an article"))
        self.heading.setText(self.tr("Paste an article"))
        self._original = text if text is not None else ""
        self._html = html
        self.field = QPlainTextEdit(self._original)
        self.field.setAccessibleName(self.tr("Text of the article"))
        self.field.setTabChangesFocus(True)
        font = QFont(self.font())
        self.field.setFont(font)
        self.field.textChanged.connect(self._check)
        self._figures = note()
        if text is None and html is not None:
            self.add(note(self.tr("The clipboard holds a page; its article will be found.")))
            self.field.hide()
        self.add(self.field, 1)
        self.add(self._figures)
        self.add_button(self.tr("Cancel"), self.reject)
        self._add = self.add_button(self.tr("Add article"), self.accept, is_primary=True)
        self.resize(640, 480)
        self._check()

    @property
    def text(self) -> str | None:
        """The text as it stands in the field; `None` when there is only a page."""
        if not self._original and self._html is not None:
            return None
        return self._original if not self._is_changed else self.field.toPlainText()

    @property
    def html(self) -> str | None:
        """The page that was copied, unless its text was changed here."""
        return None if self._is_changed else self._html

    @property
    def _is_changed(self) -> bool:
        return self.field.document().isModified()

    def _check(self) -> None:
        text = self.field.toPlainText()
        words = len(text.split())
        figures = self.tr("1 word")
        if words != 1:
            figures = self.tr("{count} words").format(count=grouped(words))
        self._figures.setText(figures if text else "")
        self._add.setEnabled(words > 0 or self._html is not None)
