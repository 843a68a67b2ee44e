"""The scroll bar of the article view, with a map of suggestions, gold spans and search hits."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeVar

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollBar, QWidget

from annotate.annotations import SpanIndex
from annotate.compat import override
from annotate.spans import Span
from annotate.suggestions import Suggestion
from gui.text.colours import LIGHT, Chrome
from gui.text.looks import colour

WIDTH = 15
_DELAY_MS = 40
_SMALLEST_THUMB = 28
_S = TypeVar("_S", Span, Suggestion)


class Scale(Protocol):
    """How offsets (code points) are spread over the height of the text."""

    def row_starts(self, rows: int) -> array[int]:
        """The first offset of each of `rows` equal parts of the height; the first is 0."""
        ...


def row_starts(rows: int, scale: Scale) -> array[int]:
    """The first offset of each of `rows` equal parts of the height; the first is 0."""
    return scale.row_starts(rows)


def row_of(offset: int, starts: Sequence[int]) -> int:
    """The part of the height in which `offset` lies."""
    return bisect_right(starts, offset) - 1


def rows_with(index: SpanIndex[_S], starts: Sequence[int]) -> bytearray:
    """For each part of the height, whether a stretch begins there.

    Hops from part to part, so the cost grows with the parts and not with the stretches.
    """
    marks = bytearray(len(starts))
    item = index.after(-1, 0) if starts else None
    while item is not None:
        row = row_of(item.start, starts)
        marks[row] = 1
        if row + 1 == len(starts):
            break
        item = index.after(starts[row + 1] - 1, 0)
    return marks


def rows_of_hits(hits: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[int]:
    """The parts in which the sorted `hits` begin, each once; hops as `rows_with` does."""
    found: list[int] = []
    place = 0
    while starts and place < len(hits):
        row = row_of(hits[place][0], starts)
        found.append(row)
        if row + 1 == len(starts):
            break
        place = bisect_left(hits, (starts[row + 1],))
    return found


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


class Minimap(QScrollBar):
    """A vertical scroll bar that shows the whole article behind its thumb."""

    def __init__(self, parent: QWidget) -> None:
        """A bar without marks."""
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAccessibleName(self.tr("Place in the article"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._chrome: Chrome = LIGHT
        self._scale: Scale | None = None
        self._starts: array[int] | None = None
        self._spans: SpanIndex[Span] = SpanIndex()
        self._suggestions: SpanIndex[Suggestion] = SpanIndex()
        self._hits: Sequence[tuple[int, int]] = ()
        self._gold_rows = bytearray()
        self._open_rows = bytearray()
        self._hit_rows: list[int] | None = None
        self._picture: QPixmap | None = None
        self._is_hovered = False
        # Where in the thumb it was taken hold of.
        self._grip: float | None = None
        # Counted after the text has been painted: the reader waits for the text only.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.count)
        self._is_held = self._is_due = False
        # The thumb follows in the frame after that of the text.
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.timeout.connect(self.update)

    def set_chrome(self, chrome: Chrome) -> None:
        """Paint with these colours."""
        self._chrome = chrome
        self._repaint()

    def set_scale(self, scale: Scale) -> None:
        """Spread offsets over the height like this from now on."""
        self._scale = scale
        self._starts = self._hit_rows = None
        self.count_soon()

    def set_content(self, spans: SpanIndex[Span], suggestions: SpanIndex[Suggestion]) -> None:
        """Show these live indexes."""
        self._spans, self._suggestions = spans, suggestions
        self.count_soon()

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """Show where the search has found something."""
        self._hits = hits
        self._hit_rows = None
        self._repaint()

    def refresh(self, start: int, end: int) -> None:
        """Look again at the parts that hold `start:end`."""
        starts = self._starts
        if starts is None or len(self._open_rows) != len(starts) or not starts:
            self.count_soon()
            return
        last = row_of(max(end - 1, start), starts)
        for row in range(row_of(start, starts), last + 1):
            self._set_row(self._gold_rows, row, self._spans, starts)
            self._set_row(self._open_rows, row, self._suggestions, starts)

    def count_soon(self) -> None:
        """Find out anew, in a moment, which parts hold gold and suggestions."""
        if self._is_held:
            self._is_due = True
        else:
            self._timer.start()

    def hold(self) -> None:
        """Another text is about to be painted: count nothing until `release`."""
        self._is_held, self._is_due = True, self._is_due or self._timer.isActive()
        self._timer.stop()

    def release(self) -> None:
        """The text has been painted: count what is due."""
        is_due, self._is_held, self._is_due = self._is_due, False, False
        if is_due:
            self._timer.start()

    def count(self) -> None:
        """Find out anew which parts hold gold and suggestions."""
        starts = self._row_starts()
        self._gold_rows = rows_with(self._spans, starts)
        self._open_rows = rows_with(self._suggestions, starts)
        self._repaint()

    def suggestion_rows(self) -> list[tuple[int, int]]:
        """Stretches of pixel rows at which suggestions wait."""
        return runs_of(self._open_rows)

    @override
    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Show another value or range, but not before the text that it belongs to."""
        if not self._following.isActive():
            self._following.start()

    @override
    def sizeHint(self) -> QSize:
        """A fixed width."""
        return QSize(WIDTH, 100)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other rows: count again."""
        super().resizeEvent(event)
        self._picture = self._starts = self._hit_rows = None
        self.count_soon()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The marks, and the thumb over them."""
        if self._picture is None:
            self._picture = self._draw()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            if self.maximum() > 0:
                top, height = self._thumb()
                is_active = self._is_hovered or self._grip is not None
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour(self._chrome.faint_ink, 120 if is_active else 70))
                painter.drawRoundedRect(QRectF(2, top, self.width() - 4, height), 4, 4)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the thumb, or go where the press was."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        top, height = self._thumb()
        y = event.position().y()
        self._grip = y - top if top <= y < top + height else height / 2
        self.setSliderDown(True)
        self._drag_to(y)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the thumb."""
        if self._grip is not None:
            self._drag_to(event.position().y())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the thumb go."""
        self._grip = None
        self.setSliderDown(False)
        self.update()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the thumb more strongly."""
        super().enterEvent(event)
        self._is_hovered = True
        self.update()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """Show the thumb calmly."""
        super().leaveEvent(event)
        self._is_hovered = False
        self.update()

    def _thumb(self) -> tuple[float, float]:
        """Top and height of the thumb in pixels."""
        room = self.height()
        total = self.maximum() + self.pageStep()
        height = max(room * self.pageStep() / max(total, 1), min(_SMALLEST_THUMB, room))
        share = self.value() / self.maximum() if self.maximum() else 0.0
        return share * (room - height), height

    def _drag_to(self, y: float) -> None:
        _, height = self._thumb()
        room = self.height() - height
        if room > 0 and self._grip is not None:
            share = min(max((y - self._grip) / room, 0.0), 1.0)
            self.setValue(round(share * self.maximum()))
        self.update()

    def _row_starts(self) -> array[int]:
        if self._starts is None:
            scale = self._scale
            self._starts = array("Q") if scale is None else row_starts(self.height(), scale)
        return self._starts

    def _set_row(
        self, marks: bytearray, row: int, index: SpanIndex[_S], starts: Sequence[int]
    ) -> None:
        item = index.after(starts[row] - 1, 0)
        mark = 1 if item is not None and row_of(item.start, starts) == row else 0
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
        with QPainter(pixmap) as painter:
            faint, strong, hit = (
                colour(chrome.faint_ink, 90),
                colour(chrome.mark),
                colour(chrome.hit),
            )
            width = self.width()
            for start, end in runs_of(self._gold_rows):
                painter.fillRect(3, start, 2, end - start, faint)
            for start, end in runs_of(self._open_rows):
                painter.fillRect(7, start, width - 10, max(end - start, 2), strong)
            if self._hit_rows is None:
                # Without hits nobody asks where the rows start: not before the first paint.
                self._hit_rows = rows_of_hits(self._hits, self._row_starts()) if self._hits else []
            for row in self._hit_rows:
                painter.fillRect(0, row, width, 2, hit)
        return pixmap
