"""Where the characters of a line lie, from its glyphs: for scripts that join, stack or turn round.

Qt's own positions of the caret are wrong at the edges of runs and beside blanks that hang over the
end of a wrapped line, and so are its boxes for parts of a ligature that runs from right to left;
whole glyphs are where they are painted. Positions are those of Qt (UTF-16), pixels those of the
block; a cell speaks code points of the article.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QGlyphRun, QTextLayout, QTextLine

if TYPE_CHECKING:
    from gui.text.block import TextBlock

_POSITIONS = QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphPositions
_GLYPHS = _POSITIONS | QTextLayout.GlyphRunRetrievalFlag.RetrieveGlyphIndexes
# Edges of neighbours may miss each other by so much.
_TOUCH = 0.5


@dataclass(frozen=True, slots=True)
class Cell:
    """One cluster of a complex line: its code points and its pixels from left to right."""

    start: int
    end: int
    left: float
    right: float
    is_right_to_left: bool


@dataclass(slots=True)
class _Glyphs:
    """What a cluster is painted with: its glyphs with their places, and the box around them."""

    place: int
    behind: int
    key: tuple[object, ...]
    left: float
    right: float
    is_right_to_left: bool


def cells_of(block: TextBlock, qt: QTextLine) -> list[Cell]:
    """Clusters of a line with the places of their glyphs, in text order."""
    glyphs: list[_Glyphs] = []
    place = qt.textStart()
    last = place + qt.textLength()
    edge = block.width if block.is_right_to_left else 0.0
    while place < last:
        behind = min(block.next_position(place), last)
        behind = behind if behind > place else last
        found = _glyphs_of(qt, place, behind)
        if found is None:
            # Nothing is painted: no room, where the text has come to.
            found = _Glyphs(place, behind, (), edge, edge, block.is_right_to_left)
        edge = found.left if found.is_right_to_left else found.right
        glyphs.append(found)
        place = behind
    _part_ligatures(qt, glyphs)
    from_utf16 = block.from_utf16
    cells = [
        Cell(
            from_utf16(one.place), from_utf16(one.behind), one.left, one.right, one.is_right_to_left
        )
        for one in glyphs
    ]
    return [_stretched(cell, cells) if cell.left == cell.right else cell for cell in cells]


def whole_glyphs(block: TextBlock, qt: QTextLine, start: int, end: int) -> tuple[int, int]:
    """The positions `start:end`, wider by what shares a cluster or a ligature with their edges."""
    layout = block.layout
    first, last = qt.textStart(), qt.textStart() + qt.textLength()
    if not layout.isValidCursorPosition(start):
        start = layout.previousCursorPosition(start)
    if not layout.isValidCursorPosition(end):
        end = block.next_position(end)
    while start > first:
        before = layout.previousCursorPosition(start)
        if not _share(qt, before, start, block.next_position(start)):
            break
        start = before
    while end < last:
        before, behind = layout.previousCursorPosition(end), block.next_position(end)
        if not _share(qt, before, end, behind):
            break
        end = behind
    return start, min(end, last)


def _glyphs_of(qt: QTextLine, place: int, behind: int) -> _Glyphs | None:
    """The glyphs of a cluster; `None` when there are none."""
    runs = qt.glyphRuns(place, behind - place, _GLYPHS)
    if not runs:
        return None
    boxes = [run.boundingRect() for run in runs]
    left, right = min(box.left() for box in boxes), max(box.right() for box in boxes)
    # What takes no room is part of nothing.
    key = _key(runs) if right - left > _TOUCH else ()
    return _Glyphs(place, behind, key, left, right, runs[0].isRightToLeft())


def _key(runs: list[QGlyphRun]) -> tuple[object, ...]:
    """The same for clusters that are parts of one ligature, and for no others."""
    return tuple(
        (tuple(run.glyphIndexes()), tuple(round(place.x(), 2) for place in run.positions()))
        for run in runs
    )


def _share(qt: QTextLine, before: int, place: int, behind: int) -> bool:
    """Whether the clusters on both sides of `place` are painted with one glyph."""
    one = _glyphs_of(qt, before, place)
    other = _glyphs_of(qt, place, behind)
    return one is not None and other is not None and bool(one.key) and one.key == other.key


def _part_ligatures(qt: QTextLine, glyphs: list[_Glyphs]) -> None:
    """Give each cluster of a ligature an equal share of it, in the direction of its text."""
    first = 0
    while first < len(glyphs):
        key, behind = glyphs[first].key, first + 1
        while key and behind < len(glyphs) and glyphs[behind].key == key:
            behind += 1
        parts = glyphs[first:behind]
        if len(parts) > 1:
            whole = _glyphs_of(qt, parts[0].place, parts[-1].behind)
            if whole is not None:
                _share_out(parts, whole.left, whole.right)
        first = behind


def _share_out(parts: list[_Glyphs], left: float, right: float) -> None:
    width = (right - left) / len(parts)
    for number, part in enumerate(parts):
        place = len(parts) - 1 - number if part.is_right_to_left else number
        part.left, part.right = left + place * width, left + (place + 1) * width


def _stretched(cell: Cell, cells: list[Cell]) -> Cell:
    """What has no glyph but may take room, a tab: as far as what is painted beside it.

    That need not be the next character: a word of the other direction begins at its far end.
    """
    painted = [other for other in cells if other.right > other.left]
    if cell.is_right_to_left:
        rights = (other.right for other in painted if other.right <= cell.left + _TOUCH)
        return replace(cell, left=min(max(rights, default=cell.left), cell.left))
    lefts = (other.left for other in painted if other.left >= cell.right - _TOUCH)
    return replace(cell, right=max(min(lefts, default=cell.right), cell.right))
