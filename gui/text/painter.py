"""Paint blocks: fills, text with the selection, bars and labels, focus ring, caret."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QTextCharFormat, QTextLayout

from gui.text.block import TextBlock, TextLine
from gui.text.colours import Chrome
from gui.text.flow import Shown
from gui.text.looks import colour
from gui.text.metrics import Metrics


@dataclass(slots=True)
class Overlay:
    """What is painted besides the spans; all stretches in code points, half-open."""

    selection: tuple[int, int] | None = None
    caret: int | None = None
    is_caret_strong: bool = False
    focus: tuple[int, int] | None = None
    focus_id: str | None = None
    preview: tuple[int, int] | None = None
    hits: Sequence[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


class PagePainter:
    """Paints shown blocks with one set of sizes and colours."""

    def __init__(
        self, metrics: Metrics, chrome: Chrome, stamp_line: Callable[[TextLine], None]
    ) -> None:
        """Paint with these sizes and colours; `stamp_line` draws up what a line is painted with."""
        self._stamp_line = stamp_line
        self._metrics = metrics
        self._chrome = chrome
        self._ink = QPen(colour(chrome.ink))

    @cached_property
    def _selected(self) -> QTextCharFormat:
        # A large class of Qt, which is loaded with the first selection.
        selected = QTextCharFormat()
        selected.setBackground(QBrush(colour(self._chrome.selection)))
        selected.setForeground(QBrush(colour(self._chrome.selected_ink)))
        return selected

    def paint(
        self,
        painter: QPainter,
        shown: Iterable[Shown],
        *,
        left: float,
        clip: QRectF,
        overlay: Overlay,
    ) -> None:
        """Paint what of `shown` lies in `clip`; `left` is the column's left edge."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Rings of lines that only touch the clip reach into it.
        reach = self._metrics.reach
        clip = clip.adjusted(0, -reach, 0, reach)
        for item in shown:
            block, top = item.block, item.top
            if top >= clip.bottom():
                break
            if top + block.height <= clip.top():
                continue
            painter.translate(left, top)
            self._paint_block(painter, block, clip.translated(-left, -top), overlay)
            painter.translate(-left, -top)

    def _paint_block(
        self, painter: QPainter, block: TextBlock, clip: QRectF, overlay: Overlay
    ) -> None:
        upper, lower = clip.top(), clip.bottom()
        lines = [line for line in block.lines if line.bottom > upper and line.top < lower]
        self._paint_fills(painter, lines)
        if overlay.hits:
            self._paint_hits(painter, lines, overlay.hits)
        painter.setPen(self._ink)
        if len(lines) == len(block.lines):
            block.layout.draw(painter, _ORIGIN)
        else:
            # A clip keeps Qt from drawing lines out of sight.
            block.layout.draw(painter, _ORIGIN, [], clip)
        if overlay.selection is not None and _touches(block, overlay.selection):
            self._paint_selection(painter, block, lines, overlay.selection)
        fill, stamp = painter.fillRect, painter.drawPixmap
        for line in lines:
            for x, y, width, height, brush in line.bars:
                fill(x, y, width, height, brush)
            for x, y, pixmap in line.labels:
                stamp(x, y, pixmap)
        self._paint_marks(painter, block, lines, overlay)

    def _paint_fills(self, painter: QPainter, lines: list[TextLine]) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        fill, draw_box, radius = painter.fillRect, painter.drawRoundedRect, self._metrics.radius
        for line in lines:
            if not line.is_stamped:
                self._stamp_line(line)
            for item in line.fills:
                x, y, width, height, brush = item[:5]
                painter.setBrush(brush)
                draw_box(x, y, width, height, radius, radius)
                if len(item) == _OPEN:
                    # A path with an open side takes five times as long.
                    at_left, at_right = item[5:]
                    if at_left:
                        fill(x, y, at_left, height, brush)
                    if at_right:
                        fill(x + width - at_right, y, at_right, height, brush)
            for x, y, width, height, brush in line.edges:
                fill(x, y, width, height, brush)

    def _paint_marks(
        self, painter: QPainter, block: TextBlock, lines: list[TextLine], overlay: Overlay
    ) -> None:
        if overlay.focus is not None and _touches(block, overlay.focus):
            self._paint_ring(painter, lines, overlay.focus, is_preview=False)
            self._paint_label_ring(painter, lines, overlay.focus_id)
        if overlay.preview is not None and _touches(block, overlay.preview):
            self._paint_ring(painter, lines, overlay.preview, is_preview=True)
        if overlay.caret is not None and block.start <= overlay.caret <= block.end:
            self._paint_caret(painter, block, overlay.caret, is_strong=overlay.is_caret_strong)

    def _paint_selection(
        self,
        painter: QPainter,
        block: TextBlock,
        lines: list[TextLine],
        selection: tuple[int, int],
    ) -> None:
        """Paint what is selected over the text that is there.

        With a selection Qt clips the text of the whole layout to its bounding box, which takes
        away what letters reach beyond it; so only the selected boxes are painted that way.
        """
        chosen = QTextLayout.FormatRange()
        chosen.start = block.to_utf16(selection[0])
        chosen.length = block.to_utf16(selection[1]) - chosen.start
        chosen.format = self._selected
        for line in lines:
            if line.start >= selection[1] or line.end <= selection[0]:
                continue
            for left, right in line.rects_of(*selection):
                # Whole pixels: Qt's own box alone has soft edges.
                box = QRectF(QRectF(left, line.top, right - left, line.height).toAlignedRect())
                painter.save()
                painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
                block.layout.draw(painter, _ORIGIN, [chosen], box)
                painter.restore()

    def _paint_hits(
        self, painter: QPainter, lines: list[TextLine], hits: Sequence[tuple[int, int]]
    ) -> None:
        for line in lines:
            for start, end in _overlapping(hits, line.start, line.end):
                for box in self.boxes(line, start, end):
                    painter.fillRect(box, colour(self._chrome.hit))

    def boxes(self, line: TextLine, start: int, end: int) -> list[QRectF]:
        """The boxes around the letters of `start:end` on a line, in the block."""
        metrics = self._metrics
        top = line.baseline - metrics.ascent
        return [
            QRectF(left, top, right - left, metrics.text_height)
            for left, right in line.rects_of(start, end)
        ]

    def _paint_ring(
        self,
        painter: QPainter,
        lines: list[TextLine],
        stretch: tuple[int, int],
        *,
        is_preview: bool,
    ) -> None:
        """Two lines, dark and light, so that one of them shows on any colour."""
        metrics = self._metrics
        width = max(2.0, 2.0 * metrics.scale)
        grow = metrics.pad + width / 2
        radius = metrics.radius + width / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        halo = QPen(colour(self._chrome.focus_halo), width + 2)
        ring = QPen(colour(self._chrome.focus), width)
        if is_preview:
            ring.setStyle(Qt.PenStyle.DotLine)
        for line in lines:
            if line.start >= stretch[1] or line.end <= stretch[0]:
                continue
            for box in self.boxes(line, *stretch):
                around = box.adjusted(-grow, -width, grow, width)
                for pen in (halo, ring):
                    painter.setPen(pen)
                    painter.drawRoundedRect(around, radius, radius)

    def _paint_label_ring(
        self, painter: QPainter, lines: list[TextLine], item_id: str | None
    ) -> None:
        """A ring around the label too: spans of one stretch differ by nothing else."""
        metrics = self._metrics
        painter.setPen(QPen(colour(self._chrome.focus), max(1.5, 1.5 * metrics.scale)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line in lines:
            for piece in line.pieces:
                if piece.item_id == item_id and piece.label_width:
                    top = round(line.lanes_top + piece.lane * metrics.lane + metrics.label_drop)
                    box = QRectF(
                        round(piece.label_left), top, piece.label_width, metrics.label_height
                    ).adjusted(-1, -1, 1, 1)
                    painter.drawRoundedRect(box, metrics.radius, metrics.radius)

    def _paint_caret(
        self, painter: QPainter, block: TextBlock, offset: int, *, is_strong: bool
    ) -> None:
        line = block.line_at(offset)
        metrics = self._metrics
        width = max(2.0, round(2 * metrics.scale)) if is_strong else 1.0
        tint = colour(self._chrome.ink if is_strong else self._chrome.faint_ink)
        top = line.baseline - metrics.ascent
        x = round(line.x_at(offset) - width / 2)
        painter.fillRect(QRectF(x, top - 1, width, metrics.text_height + 2), tint)


_ORIGIN = QPointF(0.0, 0.0)
# A box is four numbers and a brush; one with an open side says how far from there it is square.
_OPEN = 7


def _touches(block: TextBlock, stretch: tuple[int, int]) -> bool:
    return stretch[0] < block.end and stretch[1] > block.start


def _overlapping(
    stretches: Sequence[tuple[int, int]], start: int, end: int
) -> list[tuple[int, int]]:
    """Those of the sorted, disjoint `stretches` that touch `start:end`."""
    low = bisect_right(stretches, start, key=_end_of)
    high = bisect_left(stretches, end, key=_start_of)
    return list(stretches[low:high])


def _end_of(stretch: tuple[int, int]) -> int:
    return stretch[1]


def _start_of(stretch: tuple[int, int]) -> int:
    return stretch[0]
