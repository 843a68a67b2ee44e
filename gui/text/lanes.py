"""Lanes: which of the rows under a line of text each span and its label take. Pure.

Everything is in pixels of one visible line. A lane has a row for bars and one for labels: spans
that overlap never share a lane, nor do labels; outer spans lie nearest to the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MAX_LANES = 14
# Spans that meet at a letter's edge do not overlap.
_TOUCH = 0.5


class Extent(NamedTuple):
    """Where a span lies on a line and how wide its label is (0 for none)."""

    left: float
    right: float
    label_width: float


# An `Extent` as it is made for each span of a page: a plain tuple costs a third.
AnyExtent = Extent | tuple[float, float, float]


class Placed(NamedTuple):
    """The lane of a span (-1: no lane was left), where its label goes and how wide it may be.

    `depth` says how many entity spans lie around it on this line, at most 2.
    """

    lane: int
    label_left: float
    label_width: float
    depth: int = 0


_UNPLACED = Placed(-1, 0.0, 0.0)
# Makes a `Placed` without the detour by its constructor, which takes longer than the placing.
_PLACED = tuple.__new__


def place_in_lanes(
    extents: Sequence[AnyExtent],
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
    if len(extents) == 1:
        label_left, label_width = place_alone(
            *extents[0], width=width, is_right_to_left=is_right_to_left
        )
        return [Placed(0, label_left, label_width)]
    if is_right_to_left:
        extents = [_mirrored(extent, width) for extent in extents]
    order = sorted((extent[0], -extent[1], index) for index, extent in enumerate(extents))
    result = [_UNPLACED] * len(extents)
    # How far each lane is taken: by spans in its upper part, by labels in its lower one.
    span_ends: list[float] = []
    label_ends: list[float] = []
    around: list[float] = []
    for left, right, index in order:
        right = -right  # noqa: PLW2901 - sorted by it, the longer first
        depth = 0
        if not is_filled or is_filled[index]:
            if around:
                around = [end for end in around if end > left + _TOUCH]
                depth = min(len(around), 2)
            around = sorted([*around, right])[-3:] if around else [right]
        label_width = extents[index][2]
        # Asked for each span of a page: comparisons cost less than `min` and `max`.
        if label_width > width:  # noqa: PLR1730
            label_width = width
        label_left = left if left + label_width <= width else width - label_width
        if label_left < 0.0:  # noqa: PLR1730
            label_left = 0.0
        lane, label_left = _lane_for(
            left, right, label_left, label_width, span_ends, label_ends, width
        )
        label_width = label_width if lane >= 0 else 0.0
        if label_width:
            label_ends[lane] = label_left + label_width + gap
        if is_right_to_left:
            label_left = width - label_left - label_width
        result[index] = _PLACED(Placed, (lane, label_left, label_width, depth))
    return result


def _lane_for(
    left: float,
    right: float,
    label_left: float,
    label_width: float,
    span_ends: list[float],
    label_ends: list[float],
    width: float,
) -> tuple[int, float]:
    """Take the first lane with room, else a new one; the lane (-1: none) and the label's left."""
    begin = left + _TOUCH
    lane = 0
    for span_end in span_ends:
        if begin >= span_end:
            label_end = label_ends[lane]
            # A label may move along under its own span, out of the way of the one before it.
            if not label_width or label_left >= label_end:
                span_ends[lane] = right
                return lane, label_left
            if label_end + label_width <= right <= width:
                span_ends[lane] = right
                return lane, label_end
        lane += 1
    if lane >= MAX_LANES:
        return -1, label_left
    span_ends.append(right)
    label_ends.append(0.0)
    return lane, label_left


def place_alone(
    left: float, right: float, label_width: float, *, width: float, is_right_to_left: bool
) -> tuple[float, float]:
    """Left and width of the label of a line's only span: what the general way gives, quickly."""
    label_width = min(label_width, width)
    wanted = right - label_width if is_right_to_left else left
    return max(min(wanted, width - label_width), 0.0), label_width


def _mirrored(extent: AnyExtent, width: float) -> AnyExtent:
    left, right, label_width = extent
    return max(width - right, 0.0), width - left, label_width
