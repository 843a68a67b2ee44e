"""Lanes: which of the rows under a line of text each span and its label take. Pure.

Everything is in pixels of one visible line. Spans that overlap, labels included, never share a
lane; outer spans lie nearest to the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_LANES = 14


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a span lies on a line and how wide its label is (0 for none)."""

    left: float
    right: float
    label_width: float


@dataclass(frozen=True, slots=True)
class Placed:
    """The lane of a span (-1: no lane was left), where its label goes and how wide it may be.

    `depth` says how many entity spans lie around it on this line, at most 2.
    """

    lane: int
    label_left: float
    label_width: float
    depth: int = 0


def place_in_lanes(
    extents: Sequence[Extent],
    *,
    width: float,
    is_right_to_left: bool = False,
    gap: float = 2.0,
    is_filled: Sequence[bool] = (),
) -> list[Placed]:
    """Give each extent a lane and its label a place within `0..width`, in the order given.

    A label that would leave the line is moved inwards; one wider than the line is cut to it.
    """
    result = [Placed(-1, 0.0, 0.0)] * len(extents)
    ends: list[float] = []
    around: list[float] = []
    for index in sorted(range(len(extents)), key=lambda i: (extents[i].left, -extents[i].right)):
        extent = extents[index]
        label_width = min(extent.label_width, width)
        label_left = extent.right - label_width if is_right_to_left else extent.left
        label_left = max(min(label_left, width - label_width), 0.0)
        left = min(extent.left, label_left) if label_width else extent.left
        right = max(extent.right, label_left + label_width) if label_width else extent.right
        depth = 0
        if not is_filled or is_filled[index]:
            around = [end for end in around if end > extent.left + 0.5]
            depth = min(len(around), 2)
            around = sorted([*around, extent.right])[-3:]
        lane = _first_free(ends, left)
        if lane < 0:
            result[index] = Placed(-1, label_left, 0.0, depth)
            continue
        ends[lane] = right + gap
        result[index] = Placed(lane, label_left, label_width, depth)
    return result


def _first_free(ends: list[float], left: float) -> int:
    """The first lane that is free from `left` on; a new one while there may be more; else -1."""
    for lane, end in enumerate(ends):
        if end <= left:
            return lane
    if len(ends) >= MAX_LANES:
        return -1
    ends.append(0.0)
    return len(ends) - 1
