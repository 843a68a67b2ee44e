"""A twin of the text that assistive technology can read, line by line and letter by letter.

PySide6 cannot implement Qt's text interface in Python, but Qt's own text widgets have one. So,
once a screen reader listens, a read-only text widget stands where the caret is: it holds the block
of the caret, with caret, selection and the spans as underlines, slanted where they are only
suggested, paints nothing and takes no key.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from annotate.compat import override
from annotate.offsets import OffsetMap
from gui.text.paragraphs import as_qt_takes_it

Mark = tuple[int, int, bool]
"""A span on the text: start, end, and whether it is only suggested."""


class TextTwin(QPlainTextEdit):
    """Says to assistive technology what stands around the caret."""

    def __init__(self, surface: QWidget) -> None:
        """Stand on the widget that shows the text: Qt tells of no other parts of a scroll area."""
        super().__init__(surface)
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self._text = ""
        self._map = OffsetMap("")
        self._marks: Sequence[Mark] = ()
        self.viewport().setAutoFillBackground(False)
        self.show()

    def follow(
        self, text: str, *, anchor: int, caret: int, marks: Sequence[Mark], place: QRect
    ) -> None:
        """Hold `text`, with the selection from `anchor` to `caret` and `marks` (code points in it).

        `place` is where the caret's line is seen, in pixels of the view: a magnifier goes there.
        """
        if text != self._text:
            self._text, self._map, self._marks = text, OffsetMap(text), ()
            self.setPlainText(as_qt_takes_it(text))
        if marks != self._marks:
            self._marks = marks
            self._underline()
        if place != self.geometry():
            self.setGeometry(place)
        cursor = self.textCursor()
        positions = self._map.to_utf16(anchor), self._map.to_utf16(caret)
        if (cursor.anchor(), cursor.position()) != positions:
            cursor.setPosition(positions[0])
            cursor.setPosition(positions[1], QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: what is seen is the article."""

    def say_focused(self) -> None:
        """Have a screen reader read on from here: the keyboard has come to the article."""
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Focus))

    def _underline(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setCharFormat(QTextCharFormat())
        for start, end, is_suggestion in self._marks:
            form = QTextCharFormat()
            style = QTextCharFormat.UnderlineStyle
            form.setUnderlineStyle(style.DashUnderline if is_suggestion else style.SingleUnderline)
            # AT-SPI calls every underline single; slanted letters it tells.
            form.setFontItalic(is_suggestion)
            cursor.setPosition(self._map.to_utf16(start))
            cursor.setPosition(self._map.to_utf16(end), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(form)
