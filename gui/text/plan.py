"""Plan what is painted on each line: pieces of spans, their lanes, and the stamps to paint."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmap

from annotate.annotations import SpanIndex
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from gui.text.block import Box, OpenBox, Piece, Stamp, TextBlock, TextLine
from gui.text.colours import Chrome, colours_for
from gui.text.items import Item
from gui.text.lanes import place_alone, place_in_lanes
from gui.text.looks import Look
from gui.text.metrics import Metrics
from gui.text.sprites import Sprites

if TYPE_CHECKING:
    from gui.text.frames.layer import FrameLayer

_Fills = list[Box | OpenBox]
_Boxes = list[Box]
_Labels = list[Stamp]
_UNKNOWN_COLOUR = "#8a8f98"


class Planner:
    """Knows the live content and the looks, and plans lines with them."""

    def __init__(self, metrics: Metrics, chrome: Chrome, sprites: Sprites) -> None:
        """Plan with these sizes, colours and pictures."""
        self.metrics = metrics
        self.chrome = chrome
        self.sprites = sprites
        self.schema: LabelSchema | None = None
        self.spans: SpanIndex[Span] = SpanIndex()
        self.suggestions: SpanIndex[Suggestion] = SpanIndex()
        self.misaligned: frozenset[str] = frozenset()
        self.frames: FrameLayer | None = None
        self._looks: dict[tuple[str, str, bool, bool], Look] = sprites.looks(None)

    def restyle(self, metrics: Metrics, chrome: Chrome, sprites: Sprites) -> None:
        """Plan with other sizes, colours and pictures from now on."""
        self.metrics, self.chrome, self.sprites = metrics, chrome, sprites
        self._looks = sprites.looks(self.schema)

    def set_schema(self, schema: LabelSchema) -> None:
        """Take the label colours from `schema` from now on."""
        self.schema = schema
        self._looks = self.sprites.looks(schema)

    def find(self, item_id: str) -> Item | None:
        """The span or suggestion with this id."""
        return self.spans.get(item_id) or self.suggestions.get(item_id)

    def items_on(self, start: int, end: int) -> list[tuple[Item, bool]]:
        """Items that touch `start:end`, each with whether it is a suggestion; gold first."""
        items: list[tuple[Item, bool]] = [
            (span, False) for span in self.spans.overlapping(start, end)
        ]
        items.extend((item, True) for item in self.suggestions.overlapping(start, end))
        return items

    def plan_block(self, block: TextBlock) -> None:
        """Plan every line of a block and stack the lines."""
        for line in block.lines:
            line.pieces = ()
        if block.start == block.end:
            block.place_lines(self.metrics)
            block.is_stale = False
            return
        ends = [line.end for line in block.lines]
        last = len(block.lines) - 1
        lines, add = block.lines, self._add_piece
        for is_suggestion, index in ((False, self.spans), (True, self.suggestions)):
            for item in index.overlapping(block.start, block.end):
                number = bisect_right(ends, item.start)
                if number > last:  # noqa: PLR1730 - asked for each span of a page
                    number = last
                end = item.end
                while (line := lines[number]).start < end:
                    add(line, item, is_suggestion)
                    number += 1
                    if number > last:
                        break
        for line in lines:
            self._place_pieces(block, line)
        if self.frames is not None:
            self.frames.plan(block)
        block.place_lines(self.metrics)
        block.is_stale = False

    def plan_line(self, block: TextBlock, line: TextLine) -> bool:
        """Plan one line anew; whether its height changes (then the block has to be stacked)."""
        reserved = self.metrics.reserved_lanes
        lanes, hidden = max(line.lanes, reserved), bool(line.hidden)
        line.pieces = ()
        items = self.items_on(line.start, line.end) if line.end > line.start else []
        for item, is_suggestion in items:
            self._add_piece(line, item, is_suggestion)
        self._place_pieces(block, line)
        return lanes != max(line.lanes, reserved) or hidden != bool(line.hidden)

    def restack(self, block: TextBlock) -> None:
        """Stack the lines of a block whose lanes have changed."""
        block.place_lines(self.metrics)
        for line in block.lines:
            line.is_stamped = False
        if self.frames is not None:
            self.frames.restack(block)

    def look(
        self, layer: str, label: str, *, is_suggestion: bool, is_skipped: bool = False
    ) -> Look:
        """How a label is painted."""
        key = (layer, label, is_suggestion, is_skipped)
        look = self._looks.get(key)
        if look is None:
            known = self.schema.get(Layer(layer), label) if self.schema else None
            colours = colours_for(known.colour if known else _UNKNOWN_COLOUR, self.chrome)
            look = Look(
                colours,
                self.metrics.scale,
                is_event=layer == Layer.EVENT,
                is_suggestion=is_suggestion,
                is_skipped=is_skipped,
            )
            self._looks[key] = look
        return look

    def _add_piece(self, line: TextLine, item: Item, is_suggestion: bool) -> None:  # noqa: FBT001 - called for each piece of a page
        start, end = item.start, item.end
        is_start, is_end = start >= line.start, end <= line.end
        if not is_start:
            start = line.start
        if not is_end:
            end = line.end
        rects = line.rects_of(start, end)
        is_skipped = is_suggestion and isinstance(item, Suggestion) and item.is_skipped
        look = self._looks.get((item.layer, item.label, is_suggestion, is_skipped))
        if look is None:
            look = self.look(
                item.layer, item.label, is_suggestion=is_suggestion, is_skipped=is_skipped
            )
        piece = Piece(
            item,
            look,
            start,
            end,
            is_start,
            is_end,
            bool(self.misaligned) and item.id in self.misaligned,
            rects,
            rects[0][0],
            rects[-1][1],
        )
        # Most lines have none or one: what is not made need not be thrown away.
        line.pieces = (*line.pieces, piece) if line.pieces else (piece,)

    def _place_pieces(self, block: TextBlock, line: TextLine) -> None:
        pieces = line.pieces
        line.is_stamped = False
        line.lanes = line.hidden = 0
        line.is_nested = False
        if not pieces:
            return
        is_first = line.start == block.start
        measure = self._measured
        if len(pieces) == 1:
            # Most lines: what the general way gives, without its detours.
            piece = pieces[0]
            wide = (
                (0 if piece.has_warning else piece.look.width) or measure(piece)
                if piece.is_start or is_first
                else 0
            )
            piece.label_left, piece.label_width = place_alone(
                piece.left,
                piece.right,
                wide,
                width=block.width,
                is_right_to_left=block.is_right_to_left,
            )
            piece.lane, piece.is_label_cut, line.lanes = 0, piece.label_width < wide, 1
            return
        # The label stands where the span starts, and where a block begins inside it.
        extents: list[tuple[float, float, float]] = []
        is_filled: list[bool] = []
        for piece in pieces:
            look = piece.look
            wide = 0
            if piece.is_start or is_first:
                wide = (0 if piece.has_warning else look.width) or measure(piece)
            extents.append((piece.left, piece.right, wide))
            is_filled.append(not look.is_event)
        placed = place_in_lanes(
            extents,
            width=block.width,
            is_right_to_left=block.is_right_to_left,
            gap=self.metrics.label_gap,
            is_filled=is_filled,
        )
        lanes = 0
        for number, piece in enumerate(pieces):
            lane, piece.label_left, width, depth = placed[number]
            piece.lane = lane
            piece.label_width = width
            if depth:
                piece.depth = depth
                line.is_nested = True
            if width < extents[number][2]:
                piece.is_label_cut = True
            if lane < 0:
                line.hidden += 1
            elif lane >= lanes:
                lanes = lane + 1
        line.lanes = lanes

    def _measured(self, piece: Piece) -> int:
        """Width of the label plate; that without a warning is remembered by the look."""
        width = self.sprites.label_width(piece.item.label, piece.look, piece.has_warning)
        if not piece.has_warning:
            piece.look.width = width
        return width

    def stamp(self, line: TextLine) -> None:
        """Make the shapes and pictures of a line whose pieces have their places."""
        line.is_stamped = True
        if not line.pieces:
            line.fills = line.edges = line.bars = line.labels = ()
            return
        fills, edges, bars, labels = _Fills(), _Boxes(), _Boxes(), _Labels()
        metrics, sprites = self.metrics, self.sprites
        lanes_top, drop = line.lanes_top, metrics.label_drop
        for piece in _outer_first(line.pieces) if line.is_nested else line.pieces:
            look = piece.look
            if not look.is_event:
                self._add_fills(line, piece, fills, edges)
            lane = piece.lane
            if lane < 0:
                continue
            top = round(lanes_top + lane * metrics.lane)
            if look.is_event or lane:
                self._add_bars(piece, top, bars)
            if piece.label_width:
                labels.append((round(piece.label_left), top + drop, self._label_of(line, piece)))
        if line.hidden:
            top = lanes_top + line.lanes * metrics.lane + metrics.bar
            labels.append((0, round(top), sprites.more(line.hidden)))
        line.fills, line.edges, line.bars, line.labels = fills, edges, bars, labels

    def stamps_of(self, line: TextLine, piece: Piece) -> tuple[list[Box], Stamp | None]:
        """The bars and the label of one piece of a line, to paint them a second time."""
        bars = _Boxes()
        if piece.lane < 0:
            return bars, None
        top = round(line.lanes_top + piece.lane * self.metrics.lane)
        if piece.look.is_event or piece.lane:
            self._add_bars(piece, top, bars)
        if not piece.label_width:
            return bars, None
        label = self._label_of(line, piece)
        return bars, (round(piece.label_left), top + self.metrics.label_drop, label)

    def _label_of(self, line: TextLine, piece: Piece) -> QPixmap:
        look = piece.look
        is_usual = piece.label_width == look.width and not piece.has_warning
        is_usual = is_usual and not line.is_reversed
        if is_usual and look.plate is not None:
            return look.plate
        plate = self.sprites.label(
            look,
            piece.item.label,
            int(piece.label_width),
            has_warning=piece.has_warning,
            is_reversed=line.is_reversed,
        )
        if is_usual:
            look.plate = plate
        return plate

    def _add_bars(self, piece: Piece, top: int, bars: list[Box]) -> None:
        metrics, look = self.metrics, piece.look
        thick = metrics.bar if look.is_event else metrics.rail
        # A rail lies close to its label, a bar close to the text.
        y = top if look.is_event else top + metrics.bar - thick
        for left, right in piece.rects:
            x = round(left)
            bars.append((x, y, max(round(right) - x, 2), thick, look.bar_from(x)))

    def _add_fills(
        self, line: TextLine, piece: Piece, fills: list[Box | OpenBox], edges: list[Box]
    ) -> None:
        metrics, look = self.metrics, piece.look
        inset = piece.depth * metrics.nest
        y = round(line.baseline - metrics.ascent) - 1 + inset
        height = int(metrics.text_height) + 2 - 2 * inset
        pad, radius = metrics.pad, metrics.radius
        if piece.is_start and piece.is_end:
            # Most boxes.
            brush = look.brush
            for left, right in piece.rects:
                x = round(left - pad)
                width = max(round(right + pad) - x, 3)
                fills.append((x, y, width, height, brush))
                if look.edge:
                    _add_edges(edges, (x, y, width, height), look, _CLOSED, round(radius))
            return
        open_left, open_right = not piece.is_start, not piece.is_end
        if line.is_reversed:
            open_left, open_right = open_right, open_left
        last = len(piece.rects) - 1
        for number, (left, right) in enumerate(piece.rects):
            x = round(left - pad)
            width = max(round(right + pad) - x, 3)
            is_open = open_left and number == 0, open_right and number == last
            if True in is_open:
                square = min(math.ceil(radius), width)
                left_square, right_square = square if is_open[0] else 0, square if is_open[1] else 0
                fills.append((x, y, width, height, look.brush, left_square, right_square))
            else:
                fills.append((x, y, width, height, look.brush))
            if look.edge:
                _add_edges(edges, (x, y, width, height), look, is_open, round(radius))


_CLOSED = (False, False)


def _add_edges(
    edges: list[Box],
    box: tuple[int, int, int, int],
    look: Look,
    is_open: tuple[bool, bool],
    radius: int,
) -> None:
    """Dashed edges along the straight sides of a box, and to its end where it is open."""
    x, y, width, height = box
    edge = look.edge
    left = x if is_open[0] else x + radius
    along = x + width - (0 if is_open[1] else radius) - left
    if along > 0:
        edges.append((left, y, along, edge, look.edge_across))
        edges.append((left, y + height - edge, along, edge, look.edge_across))
    down = height - 2 * radius
    if not is_open[0]:
        edges.append((x, y + radius, edge, down, look.edge_down))
    if not is_open[1]:
        edges.append((x + width - edge, y + radius, edge, down, look.edge_down))


def _outer_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Painted in this order inner boxes lie over outer ones; in lanes order does not matter."""
    return sorted(pieces, key=lambda piece: (piece.depth, piece.start, -piece.end))
