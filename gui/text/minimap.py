"""A narrow bar at the scroll bar: where suggestions wait, where gold and search hits lie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotate.annotations import SpanIndex
from annotate.compat import override
from annotate.spans import Span
from annotate.suggestions import Suggestion
from gui.text.colours import LIGHT, Chrome
from gui.text.looks import colour

WIDTH = 12
_DELAY_MS = 40
_S = TypeVar("_S", Span, Suggestion)


def rows_with(index: SpanIndex[_S], rows: int, length: int) -> bytearray:
    """For each of `rows` equal parts of a text of `length`, whether a stretch starts there.

    Hops from part to part, so the cost grows with the rows and not with the stretches.
    """
    marks = bytearray(rows)
    if not rows or not length:
        return marks
    item = index.after(-1, 0)
    while item is not None:
        row = row_of(item.start, rows, length)
        marks[row] = 1
        if row == rows - 1:
            break
        item = index.after(first_offset(row + 1, rows, length) - 1, 0)
    return marks


def row_of(offset: int, rows: int, length: int) -> int:
    """The part of the text in which `offset` lies."""
    return min(offset * rows // max(length, 1), rows - 1)


def first_offset(row: int, rows: int, length: int) -> int:
    """The first offset of a part."""
    return -(-row * length // rows)


def runs_of(marks: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of set marks, half-open."""
    runs: list[tuple[int, int]] = []
    start = -1
    for row, mark in enumerate(marks):
        if mark and start < 0:
            start = row
        elif not mark and start >= 0:
            runs.append((start, row))
            start = -1
    if start >= 0:
        runs.append((start, len(marks)))
    return runs


class Minimap(QWidget):
    """The whole text in one bar; a press or drag asks to go there."""

    offset_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        """An empty bar."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Map of the article"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._chrome: Chrome = LIGHT
        self._length = 0
        self._view = (0, 0)
        self._spans: SpanIndex[Span] = SpanIndex()
        self._suggestions: SpanIndex[Suggestion] = SpanIndex()
        self._hits: Sequence[tuple[int, int]] = ()
        self._gold_rows = bytearray()
        self._open_rows = bytearray()
        self._picture: QPixmap | None = None
        # Filled in after the text has been painted: the reader waits for the text only.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self._count)

    def set_chrome(self, chrome: Chrome) -> None:
        """Paint with these colours."""
        self._chrome = chrome
        self._repaint()

    def set_content(
        self, length: int, spans: SpanIndex[Span], suggestions: SpanIndex[Suggestion]
    ) -> None:
        """Show a text of `length` code points with live indexes."""
        self._length = length
        self._spans, self._suggestions = spans, suggestions
        self._timer.start()

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Show where the search has found something."""
        self._hits = hits
        self._repaint()

    def set_view(self, start: int, end: int) -> None:
        """Show which part of the text is on the screen."""
        if self._view != (start, end):
            self._view = (start, end)
            self.update()

    def refresh(self, start: int, end: int) -> None:
        """Look again at the parts that hold `start:end`."""
        rows = self.height()
        if len(self._open_rows) != rows or not self._length:
            self._timer.start()
            return
        for row in range(
            row_of(start, rows, self._length),
            row_of(max(end - 1, start), rows, self._length) + 1,
        ):
            low = first_offset(row, rows, self._length)
            high = first_offset(row + 1, rows, self._length)
            self._set_row(self._gold_rows, row, self._spans, low, high)
            self._set_row(self._open_rows, row, self._suggestions, low, high)

    def has_suggestions(self, row: int) -> bool:
        """Whether a suggestion waits in the part of the text that the row `row` shows."""
        return 0 <= row < len(self._open_rows) and bool(self._open_rows[row])

    @override
    def sizeHint(self) -> QSize:
        """A fixed width."""
        return QSize(WIDTH, 100)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows: count again."""
        super().resizeEvent(event)
        self._picture = None
        self._timer.start()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks, then a frame around what is on the screen."""
        if self._picture is None:
            self._picture = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        rows, length = self.height(), self._length
        if rows and length and self._view[1] > self._view[0]:
            top = row_of(self._view[0], rows, length)
            bottom = max(row_of(self._view[1], rows, length) + 1, top + 4)
            painter.setPen(colour(self._chrome.faint_ink, 150))
            painter.setBrush(colour(self._chrome.faint_ink, 34))
            painter.drawRect(QRectF(0.5, top + 0.5, self.width() - 1, bottom - top - 1))
        painter.end()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        self._choose(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go there while a button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event)

    def _choose(self, event: QMouseEvent) -> None:
        if self._length and self.height():
            row = min(max(int(event.position().y()), 0), self.height() - 1)
            self.offset_chosen.emit(first_offset(row, self.height(), self._length))

    def _count(self) -> None:
        rows = self.height()
        self._gold_rows = rows_with(self._spans, rows, self._length)
        self._open_rows = rows_with(self._suggestions, rows, self._length)
        self._repaint()

    def _set_row(
        self, marks: bytearray, row: int, index: SpanIndex[_S], low: int, high: int
    ) -> None:
        item = index.after(low - 1, 0)
        mark = 1 if item is not None and item.start < high else 0
        if marks[row] != mark:
            marks[row] = mark
            self._repaint()

    def _repaint(self) -> None:
        self._picture = None
        self.update()

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap((self.size().toSizeF() * ratio).toSize())
        pixmap.setDevicePixelRatio(ratio)
        chrome = self._chrome
        pixmap.fill(colour(chrome.paper))
        painter = QPainter(pixmap)
        width = float(self.width())
        faint = colour(chrome.faint_ink, 70)
        strong = colour(chrome.warning)
        for start, end in runs_of(self._gold_rows):
            painter.fillRect(QRectF(2, start, 2, end - start), faint)
        for start, end in runs_of(self._open_rows):
            painter.fillRect(QRectF(5, start, width - 7, max(end - start, 2)), strong)
        rows = self.height()
        last = -1
        for start, _ in self._hits:
            row = row_of(start, rows, self._length)
            if row != last:
                painter.fillRect(QRectF(0, row, width, 2), colour(chrome.hit))
                last = row
        painter.end()
        return pixmap
