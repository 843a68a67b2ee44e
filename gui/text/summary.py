"""What the view paints, as plain data: for tests, and for whoever wants to describe the screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gui.text.block import Piece, TextLine
from gui.text.flow import Shown


@dataclass(frozen=True, slots=True)
class PaintedPiece:
    """One span's part of a line; pixels are relative to the column's left edge."""

    item_id: str
    label: str
    layer: str
    start: int
    end: int
    is_suggestion: bool
    is_skipped: bool
    is_start: bool
    is_end: bool
    lane: int
    depth: int
    rects: tuple[tuple[float, float], ...]
    label_left: float
    label_width: float
    is_label_cut: bool
    is_focused: bool
    has_warning: bool


@dataclass(frozen=True, slots=True)
class PaintedLine:
    """One visible line `start:end` (code points); `top` and `height` are viewport pixels."""

    start: int
    end: int
    top: float
    height: float
    lanes: int
    hidden: int
    pieces: tuple[PaintedPiece, ...]


@dataclass(frozen=True, slots=True)
class PaintSummary:
    """Everything on the screen; stretches in code points."""

    lines: tuple[PaintedLine, ...]
    column: tuple[float, float]
    caret: int
    selection: tuple[int, int] | None
    focus_id: str | None
    preview: tuple[int, int] | None
    hits: tuple[tuple[int, int], ...]
    title: str
    subtitle: str

    @property
    def pieces(self) -> tuple[PaintedPiece, ...]:
        """All pieces, line by line."""
        return tuple(piece for line in self.lines for piece in line.pieces)


def summarise_lines(
    shown: Iterable[Shown], *, height: float, focus_id: str | None
) -> tuple[PaintedLine, ...]:
    """The lines of `shown` that a viewport of this height shows."""
    return tuple(
        _line(item.top, line, focus_id)
        for item in shown
        for line in item.block.lines
        if item.top + line.bottom > 0 and item.top + line.top < height
    )


def _line(top: float, line: TextLine, focus_id: str | None) -> PaintedLine:
    return PaintedLine(
        start=line.start,
        end=line.end,
        top=top + line.top,
        height=line.height,
        lanes=line.lanes,
        hidden=line.hidden,
        pieces=tuple(_piece(piece, focus_id) for piece in line.pieces),
    )


def _piece(piece: Piece, focus_id: str | None) -> PaintedPiece:
    return PaintedPiece(
        item_id=piece.item_id,
        label=piece.item.label,
        layer=piece.item.layer,
        start=piece.start,
        end=piece.end,
        is_suggestion=piece.look.is_suggestion,
        is_skipped=piece.look.is_skipped,
        is_start=piece.is_start,
        is_end=piece.is_end,
        lane=piece.lane,
        depth=piece.depth,
        rects=piece.rects,
        label_left=piece.label_left,
        label_width=piece.label_width,
        is_label_cut=piece.is_label_cut,
        is_focused=piece.item_id == focus_id,
        has_warning=piece.has_warning,
    )
