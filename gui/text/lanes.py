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


class Placed(NamedTuple):
    """The lane of a span (-1: no lane was left), where its label goes and how wide it may be.

    `depth` says how many entity spans lie around it on this line, at most 2.
    """

    lane: int
    label_left: float
    label_width: float
    depth: int = 0


_UNPLACED = Placed(-1, 0.0, 0.0)


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
    if len(extents) == 1:
        return [_alone(extents[0], width, is_right_to_left=is_right_to_left)]
    if is_right_to_left:
        extents = [_mirrored(extent, width) for extent in extents]
    order = sorted((extent[0], -extent[1], index) for index, extent in enumerate(extents))
    result = [_UNPLACED] * len(extents)
    lanes = _Lanes(width, gap)
    around: list[float] = []
    for left, _, index in order:
        extent = extents[index]
        depth = 0
        if not is_filled or is_filled[index]:
            if around:
                around = [end for end in around if end > left + _TOUCH]
                depth = min(len(around), 2)
                around = sorted([*around, extent[1]])[-3:]
            else:
                around = [extent[1]]
        lane, label_left, label_width = lanes.place(extent)
        if is_right_to_left:
            label_left = width - label_left - label_width
        result[index] = Placed(lane, label_left, label_width, depth)
    return result


def _alone(extent: Extent, width: float, *, is_right_to_left: bool) -> Placed:
    """The one span of a line: what the general way gives, without its detours."""
    left, right, label_width = extent
    label_width = min(label_width, width)
    wanted = right - label_width if is_right_to_left else left
    return Placed(0, max(min(wanted, width - label_width), 0.0), label_width)


class _Lanes:
    """How far each lane is taken: by spans in its upper part, by labels in its lower one."""

    __slots__ = ("_gap", "_label_ends", "_span_ends", "_width")

    def __init__(self, width: float, gap: float) -> None:
        self._width = width
        self._gap = gap
        self._span_ends: list[float] = []
        self._label_ends: list[float] = []

    def place(self, extent: Extent) -> tuple[int, float, float]:
        """Lane, left of the label and its width; the first lane with room, else a new one."""
        left, right, label_width = extent
        label_width = min(label_width, self._width)
        wanted = max(min(left, self._width - label_width), 0.0)
        begin = left + _TOUCH
        for lane, span_end in enumerate(self._span_ends):
            if begin < span_end:
                continue
            label_end = self._label_ends[lane]
            if wanted >= label_end or not label_width:
                return self._take(lane, wanted, label_width, right)
            # A label may move along under its own span, out of the way of the one before it.
            if label_end + label_width <= right <= self._width:
                return self._take(lane, label_end, label_width, right)
        if len(self._span_ends) >= MAX_LANES:
            return -1, wanted, 0.0
        self._span_ends.append(0.0)
        self._label_ends.append(0.0)
        return self._take(len(self._span_ends) - 1, wanted, label_width, right)

    def _take(
        self, lane: int, place: float, label_width: float, right: float
    ) -> tuple[int, float, float]:
        self._span_ends[lane] = right
        if label_width:
            self._label_ends[lane] = place + label_width + self._gap
        return lane, place, label_width


def _mirrored(extent: Extent, width: float) -> Extent:
    return Extent(max(width - extent.right, 0.0), width - extent.left, extent.label_width)
