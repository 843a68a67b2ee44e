"""One laid-out block of text: its lines, where characters lie, and what is painted on them.

`TextBlock` and `TextLine` speak code points of the article; UTF-16 stays inside this module, at
the border to QTextLayout. Pixels are relative to the block's top left corner.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QPixmap,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from annotate.offsets import OffsetMap
from gui.text.cells import Cell, cells_of, whole_glyphs
from gui.text.items import Item
from gui.text.looks import Look
from gui.text.metrics import Metrics
from gui.text.paragraphs import Paragraphs, as_qt_takes_it, is_complex_text

if TYPE_CHECKING:
    from gui.text.frames.plan import FrameRow

_BOXES = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
_LEFT_TO_RIGHT = Qt.LayoutDirection.LeftToRight
_RIGHT_TO_LEFT = Qt.LayoutDirection.RightToLeft
# What a line is painted with, in whole pixels (x, y, width, height) of the block: boxes and their
# edges under the text, bars and label plates over it. Plain numbers are made and kept more quickly
# than rectangles of Qt.
Box = tuple[int, int, int, int, QBrush]
# A box whose left or right side is open, since the span goes on in another line: so many pixels at
# that side have no round corners.
OpenBox = tuple[int, int, int, int, QBrush, int, int]
Stamp = tuple[int, int, QPixmap]
# Qt's x of a position, with the position snapped; PySide types it as an object.
_XOf = Callable[[int], tuple[float, int]]


@dataclass(slots=True)
class Piece:
    """The part of one span or suggestion that lies on one line."""

    item: Item
    look: Look
    start: int
    end: int
    is_start: bool
    is_end: bool
    has_warning: bool
    rects: tuple[tuple[float, float], ...]
    left: float
    right: float
    lane: int = -1
    depth: int = 0
    label_left: float = 0.0
    label_width: float = 0.0
    is_label_cut: bool = False

    @property
    def item_id(self) -> str:
        """Id of the span or suggestion."""
        return self.item.id

    @property
    def is_event(self) -> bool:
        """Whether it is painted as an event."""
        return self.look.is_event


class TextLine:
    """One visible line: code points `start:end`, its place in the block, and its pieces."""

    __slots__ = (
        "_block",
        "_cells",
        "bars",
        "baseline",
        "edges",
        "end",
        "fills",
        "frames",
        "height",
        "hidden",
        "is_complex",
        "is_last",
        "is_nested",
        "is_stamped",
        "labels",
        "lanes",
        "lanes_top",
        "pieces",
        "qt",
        "start",
        "top",
    )

    def __init__(self, block: TextBlock, qt: QTextLine, start: int, end: int) -> None:
        """Wrap `qt`, which shows `start:end` (code points of the article) of `block`."""
        self._block = block
        self._cells: list[Cell] | None = None
        self.qt = qt
        self.start = start
        self.end = end
        self.is_last = False
        self.is_complex = block.is_right_to_left
        self.top = 0.0
        self.height = 0.0
        self.baseline = 0.0
        self.lanes_top = 0.0
        self.lanes = 0
        self.hidden = 0
        self.pieces: Sequence[Piece] = ()
        # Whether a box lies in another one.
        self.is_nested = False
        # Whether fills, edges, bars and labels are those of the pieces.
        self.is_stamped = False
        self.fills: Sequence[Box | OpenBox] = ()
        self.edges: Sequence[Box] = ()
        self.bars: Sequence[Box] = ()
        self.labels: Sequence[Stamp] = ()
        # What of event frames is above the text; None on most lines.
        self.frames: FrameRow | None = None

    @property
    def bottom(self) -> float:
        """Lower edge, lanes and space included."""
        return self.top + self.height

    @property
    def is_reversed(self) -> bool:
        """Whether text starts at the right."""
        return self._block.is_right_to_left

    def x_at(self, offset: int) -> float:
        """Where the caret before the character at `offset` stands."""
        block = self._block
        cells = self.cells() if self.is_complex else None
        if not cells:
            return _x_of(self.qt, block.to_utf16(offset))
        index = max(bisect_right(cells, offset, key=_cell_start) - 1, 0)
        return _edge(cells[index], is_behind=offset >= cells[index].end)

    def rects_of(self, start: int, end: int) -> tuple[tuple[float, float], ...]:
        """Left and right of `start:end`, cut to this line; several where bidi parts it."""
        # Asked for each span of a page: comparisons cost less than `min` and `max`.
        if start < self.start:  # noqa: PLR1730
            start = self.start
        if end > self.end:  # noqa: PLR1730
            end = self.end
        block = self._block
        if not self.is_complex:
            x_of: _XOf = self.qt.cursorToX  # type: ignore[assignment]
            if block.is_plain:
                begin = block.start
                left, right = x_of(start - begin)[0], x_of(end - begin)[0]
            else:
                left, right = x_of(block.to_utf16(start))[0], x_of(block.to_utf16(end))[0]
            limit = block.width
            if right > limit or right - left < 1.0:
                # Spaces hang over the column at the end of a wrapped line; nothing is invisible.
                left = min(left, limit)
                right = max(min(right, limit), left + 1.0)
            return ((left, right),)
        first, last = whole_glyphs(block, self.qt, start, end, block.text)
        boxes = (run.boundingRect() for run in self.qt.glyphRuns(first, last - first, _BOXES))
        parts = sorted((box.left(), box.right()) for box in boxes)
        return _merged(parts) or ((self.x_at(start), self.x_at(start) + 1.0),)

    def offset_at(self, x: float) -> int:
        """The caret offset nearest to `x`."""
        block = self._block
        if not self.is_complex:
            return block.from_utf16(self.qt.xToCursor(x))
        cells = self.cells()
        if not cells:
            return self.start
        cell = min(cells, key=lambda item: max(item.left - x, x - item.right, 0.0))
        is_left_half = x < (cell.left + cell.right) / 2
        offset = cell.end if is_left_half == cell.is_right_to_left else cell.start
        # The end of a wrapped line is the start of the next one: stay on this line.
        return cell.start if offset >= self.end and not self.is_last else offset

    def cells(self) -> list[Cell]:
        """Clusters in text order with their pixels, from the glyphs; for complex lines."""
        if self._cells is None:
            self._cells = cells_of(self._block, self.qt)
        return self._cells


class TextBlock:
    """A shaped block; `place_lines` sets its height once the lanes of each line are known."""

    __slots__ = (
        "_map",
        "counted_height",
        "end",
        "gap",
        "height",
        "index",
        "is_complex",
        "is_plain",
        "is_right_to_left",
        "is_stale",
        "layout",
        "lines",
        "start",
        "text",
        "width",
    )

    def __init__(self, paragraphs: Paragraphs, index: int, metrics: Metrics) -> None:
        """Shape block `index` in the width and font of `metrics`."""
        text = paragraphs.block_text(index)
        # That of the article, of which this block shows a part.
        self.text = paragraphs.text
        self.index = index
        self.start = paragraphs.starts[index]
        self.end = paragraphs.ends[index]
        self.width = metrics.column
        self.is_complex = is_complex_text(text)
        is_latin = text.isascii() and not paragraphs.is_continuation(index)
        self.is_right_to_left = not is_latin and paragraphs.is_right_to_left(index)
        self.gap = 0.0 if paragraphs.is_continued(index) else metrics.paragraph_gap
        self.height = 0.0
        # The height that the map of heights knows of.
        self.counted_height = -1.0
        self.is_stale = True
        mapping = OffsetMap(text)
        self._map = None if mapping.is_identity else mapping
        # Whether a code point is a position of Qt.
        self.is_plain = self._map is None
        self.layout = QTextLayout(as_qt_takes_it(text), metrics.font)
        self.layout.setCacheEnabled(True)
        self.layout.setTextOption(_option(is_right_to_left=self.is_right_to_left))
        self.lines = self._break_lines(text, metrics.column)

    @property
    def length(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def to_utf16(self, offset: int) -> int:
        """Qt's position in the layout of an article offset."""
        local = offset - self.start
        if local < 0:
            local = 0
        elif local > self.end - self.start:
            local = self.end - self.start
        return local if self._map is None else self._map.to_utf16(local)

    def from_utf16(self, position: int) -> int:
        """Article offset of Qt's position in the layout."""
        return self.start + (position if self._map is None else self._map.from_utf16(position))

    def line_at(self, offset: int) -> TextLine:
        """The line that shows the character at `offset`; the last one for the block's end."""
        index = bisect_right(self.lines, offset, key=_line_start) - 1
        return self.lines[max(index, 0)]

    def line_at_y(self, y: float) -> TextLine:
        """The line at the height `y`, the nearest one outside."""
        index = bisect_right(self.lines, y, key=_line_top) - 1
        return self.lines[max(index, 0)]

    def next_character(self, offset: int) -> int:
        """The next place where a caret may stand: behind the whole cluster at `offset`."""
        return self.from_utf16(self.next_position(self.to_utf16(offset)))

    def next_position(self, position: int) -> int:
        """The position of Qt behind the cluster at `position`, never inside a surrogate pair.

        Qt itself stops inside one where a word of an Indic script and a blank come before it.
        """
        behind = self.layout.nextCursorPosition(position)
        if self._map is not None and self.to_utf16(self.from_utf16(behind)) != behind:
            behind += 1
        return behind

    def previous_character(self, offset: int) -> int:
        """The last place before `offset` where a caret may stand."""
        return self.from_utf16(self.layout.previousCursorPosition(self.to_utf16(offset)))

    def snap_to_character(self, offset: int) -> int:
        """`offset`, or the start of the cluster that it lies in."""
        position = self.to_utf16(offset)
        if self.layout.isValidCursorPosition(position):
            return offset
        return self.from_utf16(self.layout.previousCursorPosition(position))

    def place_lines(self, metrics: Metrics) -> None:
        """Stack the lines with room for their lanes and set the block's height."""
        y = 0.0
        usual, reserved = metrics.ascent, metrics.reserved_lanes
        descent = metrics.text_height - usual
        lane, lane_gap, space_below = metrics.lane, metrics.lane_gap, metrics.space_below
        for line in self.lines:
            qt = line.qt
            ascent = qt.ascent()
            line.top = y
            above = metrics.space_above
            if line.frames is not None:
                above += line.frames.band
            # Letters of other scripts may be taller than the reading font's.
            base = line.baseline = y + above + (max(usual, ascent))
            qt.setPosition(QPointF(0.0, base - ascent))
            below = qt.descent()
            base = line.lanes_top = base + (max(descent, below)) + lane_gap
            lanes = max(reserved, line.lanes)
            if line.hidden:
                lanes += 1
            y = float(math.ceil(base + lanes * lane + space_below))
            line.height = y - line.top
        self.height = self._squeezed(y, metrics) + self.gap

    def release(self) -> None:
        """Let go of the lines, which refer back to the block, so that memory is freed at once."""
        self.lines.clear()

    def drop_lines(self) -> list[TextLine]:
        """Stand without lines from now on; whoever gets them clears the list when there is time."""
        lines, self.lines = self.lines, []
        return lines

    def _squeezed(self, height: float, metrics: Metrics) -> float:
        # A line without a character is a gap, not a line.
        if self.start == self.end and len(self.lines) == 1:
            self.lines[0].height = metrics.paragraph_gap
            return float(round(metrics.paragraph_gap / 2))
        return height

    def _break_lines(self, text: str, width: float) -> list[TextLine]:
        layout = self.layout
        create = layout.createLine
        lines: list[TextLine] = []
        layout.beginLayout()
        start, line = self.start, None
        while (qt := create()).isValid():
            qt.setLineWidth(width)
            if line is not None:
                # A line ends where the next one begins; the last one with the block.
                start = line.end = self.from_utf16(qt.textStart())
            line = TextLine(self, qt, start, self.end)
            lines.append(line)
        layout.endLayout()
        if self.is_complex and not self.is_right_to_left:
            for line in lines:
                line.is_complex = is_complex_text(
                    text[line.start - self.start : line.end - self.start]
                )
        if line is not None:
            line.is_last = True
        return lines


def _x_of(qt: QTextLine, position: int) -> float:
    return cast("_XOf", qt.cursorToX)(position)[0]


@cache
def _option(*, is_right_to_left: bool) -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(_RIGHT_TO_LEFT if is_right_to_left else _LEFT_TO_RIGHT)
    # QTextLayout, unlike QTextDocument, does not mirror the alignment by itself.
    option.setAlignment(
        Qt.AlignmentFlag.AlignAbsolute
        | (Qt.AlignmentFlag.AlignRight if is_right_to_left else Qt.AlignmentFlag.AlignLeft)
    )
    return option


def _cell_start(cell: Cell) -> int:
    return cell.start


def _line_start(line: TextLine) -> int:
    return line.start


def _line_top(line: TextLine) -> float:
    return line.top


def _edge(cell: Cell, *, is_behind: bool) -> float:
    """The leading edge of a cell, or its trailing one."""
    return cell.left if cell.is_right_to_left == is_behind else cell.right


def _merged(parts: list[tuple[float, float]]) -> tuple[tuple[float, float], ...]:
    merged: list[tuple[float, float]] = []
    for left, right in parts:
        if right - left < 0.5:
            continue
        if merged and left <= merged[-1][1] + 0.75:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return tuple(merged)
