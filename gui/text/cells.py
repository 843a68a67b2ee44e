"""Where the characters of a line lie, from its glyphs: for scripts that join, stack or turn round.

Qt's own positions of the caret are wrong at the edges of runs and beside blanks that hang over the
end of a wrapped line, and so are its boxes for parts of a ligature that runs from right to left;
whole glyphs are where they are painted. Positions are those of Qt (UTF-16), pixels those of the
block; a cell speaks code points of the article.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextLayout, QTextLine

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
class _Part:
    """A cluster, `place:behind`, and the pixels that Qt gives it."""

    place: int
    behind: int
    left: float
    right: float
    is_right_to_left: bool


def cells_of(block: TextBlock, qt: QTextLine) -> list[Cell]:
    """Clusters of a line with the places of their glyphs, in text order."""
    parts: list[_Part] = []
    place = qt.textStart()
    last = place + qt.textLength()
    edge = block.width if block.is_right_to_left else 0.0
    while place < last:
        behind = min(block.next_position(place), last)
        behind = behind if behind > place else last
        part = _part_of(qt, place, behind)
        if part is None:
            # Nothing is painted: no room, where the text has come to.
            part = _Part(place, behind, edge, edge, block.is_right_to_left)
        edge = part.left if part.is_right_to_left else part.right
        parts.append(part)
        place = behind
    if _is_amiss(parts):
        _share_ligatures(qt, parts)
    from_utf16 = block.from_utf16
    cells = [
        Cell(
            from_utf16(part.place),
            from_utf16(part.behind),
            part.left,
            part.right,
            part.is_right_to_left,
        )
        for part in parts
    ]
    return [_stretched(cell, cells) if cell.left == cell.right else cell for cell in cells]


def whole_glyphs(
    block: TextBlock, qt: QTextLine, start: int, end: int, text: str
) -> tuple[int, int]:
    """Positions of `start:end` (code points of `text`), with all of the glyphs that they cut."""
    layout = block.layout
    place, behind = block.to_utf16(start), block.to_utf16(end)
    if not layout.isValidCursorPosition(place):
        place = layout.previousCursorPosition(place)
    if not layout.isValidCursorPosition(behind):
        behind = block.next_position(behind)
    # Ligatures join letters only, and nearly every span begins and ends with a word.
    if block.start < start < block.end and text[start - 1].isalpha() and text[start].isalpha():
        while place > qt.textStart():
            before = layout.previousCursorPosition(place)
            if not _is_one_glyph(qt, before, place, block.next_position(place)):
                break
            place = before
    if block.start < end < block.end and text[end - 1].isalpha() and text[end].isalpha():
        last = qt.textStart() + qt.textLength()
        while behind < last:
            before, following = layout.previousCursorPosition(behind), block.next_position(behind)
            if not _is_one_glyph(qt, before, behind, following):
                break
            behind = following
    return place, behind


def _part_of(qt: QTextLine, place: int, behind: int) -> _Part | None:
    """A cluster with the box of its glyphs; `None` when it has none."""
    runs = qt.glyphRuns(place, behind - place, _POSITIONS)
    if not runs:
        return None
    box = runs[0].boundingRect()
    left, right = box.left(), box.right()
    for run in runs[1:]:
        box = run.boundingRect()
        left, right = min(left, box.left()), max(right, box.right())
    return _Part(place, behind, left, right, runs[0].isRightToLeft())


def _is_amiss(parts: list[_Part]) -> bool:
    """Whether clusters do not lie side by side: Qt has shifted a part of a ligature."""
    if not any(part.is_right_to_left for part in parts):
        return False
    places = sorted((part.left, part.right) for part in parts if part.right > part.left)
    return any(abs(right - left) > _TOUCH for (_, right), (left, _) in pairwise(places))


def _key(qt: QTextLine, place: int, behind: int) -> tuple[object, ...]:
    """The same for clusters that are parts of one glyph; empty for what takes no room."""
    runs = qt.glyphRuns(place, behind - place, _GLYPHS)
    if sum(run.boundingRect().width() for run in runs) <= _TOUCH:
        return ()
    return tuple(
        (tuple(run.glyphIndexes()), tuple(round(place.x(), 2) for place in run.positions()))
        for run in runs
    )


def _is_one_glyph(qt: QTextLine, before: int, place: int, behind: int) -> bool:
    """Whether the clusters on both sides of `place` are painted with one glyph."""
    key = _key(qt, before, place)
    return bool(key) and key == _key(qt, place, behind)


def _share_ligatures(qt: QTextLine, parts: list[_Part]) -> None:
    """Give each cluster of a ligature an equal share of it, in the direction of its text."""
    keys = [_key(qt, part.place, part.behind) for part in parts]
    first = 0
    while first < len(parts):
        behind = first + 1
        while keys[first] and behind < len(parts) and keys[behind] == keys[first]:
            behind += 1
        shared = parts[first:behind]
        whole = _part_of(qt, shared[0].place, shared[-1].behind) if len(shared) > 1 else None
        if whole is not None:
            _share_out(shared, whole.left, whole.right)
        first = behind


def _share_out(parts: list[_Part], left: float, right: float) -> None:
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
