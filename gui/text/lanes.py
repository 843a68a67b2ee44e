"""Lanes: which of the rows under a line of text each span and its label take. Pure.

Everything is in pixels of one visible line. A lane has a row for bars and one for labels: spans
that overlap never share a lane, nor do labels; outer spans lie nearest to the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

MAX_LANES = 14
# Spans that meet at a letter's edge do not overlap.
_TOUCH = 0.5


class Extent(NamedTuple):
    """Where a span lies on a line and how wide its label is (0 for none)."""

    left: float
    right: float
    label_width: float


class Placed(NamedTuple):
    """The lane of a span (-1: no lane was left), where its label goes and how wide it may be.

    `depth` says how many entity spans lie around it on this line, at most 2.
    """

    lane: int
    label_left: float
    label_width: float
    depth: int = 0


@dataclass(slots=True)
class _Lane:
    """How far a lane is taken: by spans in its upper part, by labels in its lower one."""

    span_end: float = 0.0
    label_end: float = 0.0

    def label_place(self, extent: Extent, label_width: float, width: float) -> float | None:
        """Where the label of `extent` can go in this lane; `None` if the span does not fit."""
        if extent.left < self.span_end - _TOUCH:
            return None
        place = max(min(extent.left, width - label_width), 0.0)
        if not label_width or place >= self.label_end:
            return place
        # A label may move along under its own span, out of the way of the one before it.
        is_room = self.label_end + label_width <= min(extent.right, width)
        return self.label_end if is_room else None


def place_in_lanes(
    extents: Sequence[Extent],
    *,
    width: float,
    is_right_to_left: bool = False,
    gap: float = 2.0,
    is_filled: Sequence[bool] = (),
) -> list[Placed]:
    """Give each extent a lane and its label a place within `0..width`, in the order given.

    A label stands where its span begins, as far as the line and other labels leave room there; one
    wider than the line is cut to it. `is_filled` says which extents count for `depth`.
    """
    if is_right_to_left:
        extents = [_mirrored(extent, width) for extent in extents]
    result = [Placed(-1, 0.0, 0.0)] * len(extents)
    lanes: list[_Lane] = []
    around: list[float] = []
    for index in sorted(range(len(extents)), key=lambda i: (extents[i].left, -extents[i].right)):
        extent = extents[index]
        depth = 0
        if not is_filled or is_filled[index]:
            around = [end for end in around if end > extent.left + _TOUCH]
            depth = min(len(around), 2)
            around = sorted([*around, extent.right])[-3:]
        placed = _place(extent, lanes, width=width, gap=gap, depth=depth)
        if is_right_to_left:
            left = width - placed.label_left - placed.label_width
            placed = Placed(placed.lane, left, placed.label_width, depth)
        result[index] = placed
    return result


def _place(extent: Extent, lanes: list[_Lane], *, width: float, gap: float, depth: int) -> Placed:
    """Put one extent into the first lane with room, a new one while there may be more."""
    label_width = min(extent.label_width, width)
    number, place = _first_with_room(extent, lanes, label_width, width)
    if number >= MAX_LANES:
        return Placed(-1, place, 0.0, depth)
    if number == len(lanes):
        lanes.append(_Lane())
    lane = lanes[number]
    lane.span_end = max(lane.span_end, extent.right)
    if label_width:
        lane.label_end = place + label_width + gap
    return Placed(number, place, label_width, depth)


def _first_with_room(
    extent: Extent, lanes: list[_Lane], label_width: float, width: float
) -> tuple[int, float]:
    """Number of the first lane where the span fits, the next new one if none, and its label."""
    for number, lane in enumerate(lanes):
        place = lane.label_place(extent, label_width, width)
        if place is not None:
            return number, place
    return len(lanes), max(min(extent.left, width - label_width), 0.0)


def _mirrored(extent: Extent, width: float) -> Extent:
    return Extent(max(width - extent.right, 0.0), width - extent.left, extent.label_width)
