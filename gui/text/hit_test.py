"""What lies under a pixel: the caret offset, the items of a stack, the edge of a span."""

from __future__ import annotations

from dataclasses import dataclass

from gui.text.block import Piece, TextBlock, TextLine
from gui.text.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a pixel of the viewport; `items` topmost first.

    `is_on_line`: on the text of a line or in the row of labels below it, which belongs to it.
    """

    offset: int
    items: list[str]
    is_on_text: bool = False
    is_on_line: bool = False


@dataclass(frozen=True, slots=True)
class EdgeHit:
    """An edge of an item that may be dragged: its start, or its end."""

    item_id: str
    is_start: bool


def items_at(line: TextLine, metrics: Metrics, x: float, y: float) -> list[str]:
    """Ids of the items under (`x`, `y`) in the block, the topmost (innermost) first.

    A label or a bar is hit alone; on the text all spans around the place are, shortest first.
    """
    text_bottom = line.lanes_top - metrics.lane_gap
    if y >= text_bottom:
        lane = int((y - line.lanes_top) // metrics.lane) if y >= line.lanes_top else 0
        is_bar = y - line.lanes_top - lane * metrics.lane < metrics.bar
        in_lane = [piece for piece in line.pieces if piece.lane == lane]
        labelled = [piece.item_id for piece in in_lane if _in_label(piece, x)]
        barred = [piece.item_id for piece in in_lane if _on_bar(piece, x)]
        return (barred + labelled if is_bar else labelled + barred)[:1]
    pad = metrics.pad
    under = [
        piece
        for piece in line.pieces
        if any(left - pad <= x <= right + pad for left, right in piece.rects)
    ]
    exact = [piece for piece in under if any(left <= x <= right for left, right in piece.rects)]
    found = exact or under
    found.sort(key=lambda piece: (_width(piece), piece.look.is_suggestion, -piece.lane))
    return list(dict.fromkeys(piece.item_id for piece in found))


def edge_at(
    line: TextLine, metrics: Metrics, x: float, y: float, *, item_id: str, is_right_to_left: bool
) -> EdgeHit | None:
    """The edge of the item `item_id` that can be gripped at (`x`, `y`) in the block."""
    if y > line.lanes_top + metrics.bar:
        return None
    reach = max(4.0, 4.0 * metrics.scale)
    for piece in line.pieces:
        if piece.item_id != item_id:
            continue
        start_x, end_x = (
            (piece.right, piece.left) if is_right_to_left else (piece.left, piece.right)
        )
        to_start = abs(x - start_x) if piece.is_start else reach + 1
        to_end = abs(x - end_x) if piece.is_end else reach + 1
        if min(to_start, to_end) <= min(reach, max((piece.right - piece.left) / 3, 2.0)):
            return EdgeHit(item_id, is_start=to_start <= to_end)
    return None


def caret_at(block: TextBlock, line: TextLine, x: float) -> int:
    """The caret offset nearest to `x` on the line."""
    return min(max(block.snap_to_character(line.offset_at(x)), line.start), line.end)


def _in_label(piece: Piece, x: float) -> bool:
    return piece.label_width > 0 and (piece.label_left <= x <= piece.label_left + piece.label_width)


def _on_bar(piece: Piece, x: float) -> bool:
    has_bar = piece.lane > 0 or piece.look.is_event
    return has_bar and any(left <= x <= right for left, right in piece.rects)


def _width(piece: Piece) -> float:
    return sum(right - left for left, right in piece.rects)
