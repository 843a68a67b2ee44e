"""Marks at the edge of the page: what of the frame on the stage is above or below it, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from annotate.shortening import shortened
from gui.text.colours import RGB, LabelColours
from gui.text.frames.page import Page
from gui.text.frames.sprites import FrameSprites

_MOST_LETTERS = 26


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """A trigger or filler above (`side` -1) or below (1) the page, `start:end` in code points."""

    side: int
    role: str
    start: int
    end: int
    colours: LabelColours


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark and its plate on the viewport; one without a mark says how many found no room."""

    mark: EdgeMark | None
    box: QRectF
    role: str
    surface: str
    tint: RGB
    is_up: bool


def place_edges(
    marks: Sequence[EdgeMark], text: str, *, page: Page, sprites: FrameSprites, is_right: bool
) -> list[PlacedMark]:
    """Plates along the upper and the lower edge, from the margin that the frame's rail is in."""
    placed: list[PlacedMark] = []
    for side in (-1, 1):
        mine = [mark for mark in marks if mark.side == side]
        placed += _placed_along(mine, text, page, sprites, is_right=is_right)
    return placed


def _placed_along(
    marks: Sequence[EdgeMark], text: str, page: Page, sprites: FrameSprites, *, is_right: bool
) -> list[PlacedMark]:
    placed: list[PlacedMark] = []
    gap, height = sprites.edge_gap, sprites.edge_height
    used = 0
    for number, mark in enumerate(marks):
        is_up = mark.side < 0
        y = gap if is_up else page.height - height - gap
        surface = _surface(text, mark)
        rest = f"+{len(marks) - number}"
        wide, more = sprites.edge_width(mark.role, surface), sprites.edge_width(rest, "")
        is_last = number == len(marks) - 1
        room = page.column - used - (0 if is_last else more + gap)
        if wide > room and number:
            box = QRectF(_left(page, used, more, is_right=is_right), y, more, height)
            tint = sprites.chrome.faint_ink
            placed.append(PlacedMark(None, box, rest, "", tint, is_up))
            break
        box = QRectF(_left(page, used, wide, is_right=is_right), y, wide, height)
        placed.append(PlacedMark(mark, box, mark.role, surface, mark.colours.tag, is_up))
        used += wide + gap
    return placed


def _left(page: Page, used: int, width: int, *, is_right: bool) -> int:
    return page.left + (page.column - used - width if is_right else used)


def _surface(text: str, mark: EdgeMark) -> str:
    return shortened(" ".join(text[mark.start : mark.end].split()), _MOST_LETTERS)
