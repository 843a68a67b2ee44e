"""Where the tabs of one frame stand above a line: side by side, each as near as can be. Pure."""

from __future__ import annotations

from collections.abc import Sequence

Interval = tuple[int, int]


def side_by_side(wanted: Sequence[Interval], limits: Interval, gap: int) -> list[int]:
    """A left edge for each (left, width), in the order given, so that none cover each other.

    They keep the order of where they want to be, stay within `limits` as far as they fit there, and
    move no farther than their neighbours push them.
    """
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at][0], at))
    # Neighbours that touch become one group, which stands where it suits its members on average.
    groups: list[_Group] = []
    for at in order:
        left, width = wanted[at]
        group = _Group([at], width, float(left))
        while groups and groups[-1].left(limits) + groups[-1].width + gap > group.left(limits):
            group = groups.pop().joined(group, gap)
        groups.append(group)
    result = [0] * len(wanted)
    for group in groups:
        left = round(group.left(limits))
        for at in group.members:
            result[at] = left
            left += wanted[at][1] + gap
    return result


class _Group:
    """Tabs that touch; `at` is where its left edge would like to be."""

    __slots__ = ("at", "members", "width")

    def __init__(self, members: list[int], width: int, at: float) -> None:
        self.members = members
        self.width = width
        self.at = at

    def left(self, limits: Interval) -> float:
        return max(min(self.at, limits[1] - self.width), limits[0])

    def joined(self, other: _Group, gap: int) -> _Group:
        count, more = len(self.members), len(other.members)
        # Where this group's left edge should be for each half to be where it wants to.
        theirs = other.at - self.width - gap
        at = (self.at * count + theirs * more) / (count + more)
        return _Group([*self.members, *other.members], self.width + gap + other.width, at)


def free_place(
    taken: Sequence[Interval], width: int, limits: Interval, *, near: int, gap: int
) -> int | None:
    """The left edge nearest to `near` for a tab of this width among `taken` (left, right)."""
    edges = sorted(taken)
    begins = [limits[0], *(right + gap for _, right in edges)]
    ends = [*(left - gap for left, _ in edges), limits[1]]
    best: int | None = None
    for begin, end in zip(begins, ends, strict=True):
        if end - begin < width:
            continue
        place = min(max(near, begin), end - width)
        if best is None or abs(place - near) < abs(best - near):
            best = place
    return best
