"""Where event frames run on each line: rails above the text, tracks of rails, slots in the margin.

A frame is drawn like a line on the map of an underground: one rail above the text of each line that
holds its trigger or a filler, and, where there are several such lines, one in the margin that joins
them. Nothing crosses the text. Pixels are relative to the block's top left corner.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from gui.text.block import TextBlock, TextLine
from gui.text.frames.content import DrawnFrame, FrameContent
from gui.text.frames.page import Extent
from gui.text.metrics import Metrics
from gui.text.paragraphs import Paragraphs

if TYPE_CHECKING:
    from gui.text.frames.bundles import Rails

MOST_TRACKS = 8


@dataclass(frozen=True, slots=True)
class FrameMetrics:
    """Sizes of what is drawn of frames, in whole pixels."""

    tab: int
    badge: int
    step: int
    thin: int
    thick: int
    air: int
    radius: int
    slot: int
    beside: int

    @classmethod
    def of(cls, metrics: Metrics) -> FrameMetrics:
        """Sizes that go with those of the text."""
        scale = metrics.scale
        return cls(
            # The plate with a role's name, which stands on the box around its filler.
            tab=metrics.label_height,
            # The plate with a number on a trigger.
            badge=metrics.label_height - max(round(scale), 1),
            # From rail to rail; from the lowest one to the text.
            step=max(round(3 * scale), 3),
            thin=max(round(1.2 * scale), 1),
            thick=max(round(2 * scale), 2),
            air=max(round(2 * scale), 2),
            radius=max(round(4 * scale), 3),
            # From one rail in the margin to the next, and from the first to the text.
            slot=max(round(4 * scale), 3),
            beside=max(round(7 * scale), 5),
        )

    def band(self, tracks: int) -> int:
        """Room above the text of a line with this many tracks of rails."""
        return max(self.tab + self.air, tracks * self.step + 2 * self.air + self.thin)


@dataclass(slots=True)
class Run:
    """What of one frame is on one line: the trigger's extent if it begins here, and its fillers'.

    `stops` are a filler's number among the frame's stations and its extent. An open run goes on in
    the margin, at the left or, for a trigger in a paragraph from right to left, at the right; its
    `slot` there is that of the block, or of the article if the frame goes on in other blocks (-1).
    """

    frame: DrawnFrame
    trigger: Extent | None = None
    stops: list[tuple[int, Extent]] = field(default_factory=list[tuple[int, Extent]])
    left: float = 0.0
    right: float = 0.0
    is_open: bool = False
    is_right: bool = False
    slot: int = -1
    track: int = 0

    def take(self, extent: Extent, *, number: int = -1) -> None:
        """Have the trigger here, or the filler with this number."""
        is_first = self.trigger is None and not self.stops
        self.left = extent[0] if is_first else min(self.left, extent[0])
        self.right = extent[1] if is_first else max(self.right, extent[1])
        if number < 0:
            self.trigger = extent
        else:
            self.stops.append((number, extent))


@dataclass(slots=True)
class FrameRow:
    """The frames of one line, and the room above its text that they take, in whole pixels.

    `rails` is what `rails` has drawn up for them.
    """

    runs: list[Run]
    band: int
    rails: Rails | None = None


class FramePlanner:
    """Gives the lines of blocks their runs, with one article and one set of sizes."""

    def __init__(self, content: FrameContent, paragraphs: Paragraphs, metrics: Metrics) -> None:
        """Plan the frames of `content` on the text of `paragraphs`."""
        self.content = content
        self.sizes = FrameMetrics.of(metrics)
        self.has_tracks = True
        self.version = 0
        """Rises whenever something stands elsewhere."""
        self.slots_version = 0
        """Rises when slots may be others."""
        self._paragraphs = paragraphs
        self._slots: dict[str, int] | None = None
        self._sides: dict[int, bool] = {}

    def forget_slots(self) -> None:
        """Frames have come, gone or moved."""
        self._slots = None
        self.version += 1
        self.slots_version += 1

    def plan(self, block: TextBlock) -> bool:
        """Lay the frames on the lines of a block; whether its lines have to be stacked anew."""
        self.version += 1
        bands = [_band(line) for line in block.lines]
        for line in block.lines:
            line.frames = None
        frames = self.content.overlapping(block.start, max(block.end, block.start + 1))
        rows: dict[int, list[Run]] = {}
        inner: list[tuple[int, int, list[Run]]] = []
        for frame in frames:
            mine = self._runs(block, frame)
            if not mine:
                continue
            is_within = self._is_within(block, frame)
            if is_within and len(mine) > 1:
                inner.append((min(mine), max(mine), list(mine.values())))
            for number, run in mine.items():
                run.is_right = self.is_right(frame)
                run.is_open = len(mine) > 1 or not is_within
                rows.setdefault(number, []).append(run)
        for slot, runs in zip(
            numbered([(first, last) for first, last, _ in inner]), inner, strict=True
        ):
            for run in runs[2]:
                run.slot = slot
        for number, runs in rows.items():
            tracks = place_on_tracks(runs, block.width) if self.has_tracks else 0
            block.lines[number].frames = FrameRow(runs, self.sizes.band(tracks))
        return bands != [_band(line) for line in block.lines]

    def slot_of(self, frame_id: str) -> int:
        """The slot in the margin of a frame that goes on in other blocks, from the outside in."""
        if self._slots is None:
            self._slots = self._number_slots()
        return self._slots.get(frame_id, 0)

    def is_right(self, frame: DrawnFrame) -> bool:
        """Whether the frame's rail in the margin is at the right: where its paragraph begins."""
        number = self._paragraphs.block_at(frame.start)
        if number not in self._sides:
            self._sides[number] = self._paragraphs.is_right_to_left(number)
        return self._sides[number]

    def _runs(self, block: TextBlock, frame: DrawnFrame) -> dict[int, Run]:
        runs: dict[int, Run] = {}
        places = [(-1, frame.start, frame.end)]
        places += [(number, item.start, item.end) for number, item in enumerate(frame.stations)]
        for number, start, end in places:
            if self._paragraphs.block_at(start) != block.index:
                continue
            line = block.line_at(start)
            row = block.lines.index(line)
            run = runs.get(row)
            if run is None:
                run = runs[row] = Run(frame)
            run.take(extent_on(line, start, end), number=number)
        return runs

    def _is_within(self, block: TextBlock, frame: DrawnFrame) -> bool:
        block_at = self._paragraphs.block_at
        return block_at(frame.first) == block.index == block_at(frame.last)

    def _number_slots(self) -> dict[str, int]:
        block_at = self._paragraphs.block_at
        spread: list[tuple[int, int]] = []
        ids: list[str] = []
        for frame_id, start, end in self.content.extents():
            first, last = block_at(start), block_at(max(end - 1, start))
            if first != last:
                spread.append((first, last))
                ids.append(frame_id)
        return dict(zip(ids, numbered_in_turn(spread), strict=True))


def _band(line: TextLine) -> int:
    return line.frames.band if line.frames is not None else 0


def extent_on(line: TextLine, start: int, end: int) -> Extent:
    """From the leftmost to the rightmost pixel of `start:end` on a line."""
    rects = line.rects_of(start, max(end, start + 1))
    return min(rect[0] for rect in rects), max(rect[1] for rect in rects)


def numbered(intervals: Sequence[tuple[int, int]]) -> list[int]:
    """The smallest number for each closed interval that no other one that meets it has.

    Shorter ones come first, so that they are nested in longer ones.
    """
    order = sorted(range(len(intervals)), key=lambda at: (_length(intervals[at]), intervals[at]))
    taken: list[list[Extent]] = []
    numbers = [0] * len(intervals)
    for at in order:
        numbers[at] = _place_in(taken, intervals[at], most=len(intervals))
    return numbers


def numbered_in_turn(intervals: Sequence[tuple[int, int]]) -> list[int]:
    """The same for thousands of closed intervals, which are sorted by where they begin."""
    free: list[int] = []
    taken: list[tuple[int, int]] = []
    numbers: list[int] = []
    for first, last in intervals:
        while taken and taken[0][0] < first:
            heappush(free, heappop(taken)[1])
        number = heappop(free) if free else len(taken)
        numbers.append(number)
        heappush(taken, (last, number))
    return numbers


def place_on_tracks(runs: Iterable[Run], width: float) -> int:
    """Give each run of a line a track, short ones nearest to the text; how many tracks there are.

    A run that is alone with its trigger has no rail, and needs none.
    """
    ends: list[list[tuple[float, float]]] = []
    railed = [run for run in runs if run.is_open or len(run.stops) + (run.trigger is not None) > 1]
    reaches = {id(run): _reach(run, width) for run in railed}
    order = sorted(railed, key=lambda run: (_length(reaches[id(run)]), run.left, run.frame.id))
    for run in order:
        run.track = _place_in(ends, reaches[id(run)], most=MOST_TRACKS)
    return len(ends)


def _place_in(taken: list[list[Extent]], interval: Extent, *, most: int) -> int:
    """The first of `taken` that has room for the interval, or a new one, or else the last."""
    first, last = interval
    for number, others in enumerate(taken):
        if all(last < other[0] or first > other[1] for other in others):
            others.append(interval)
            return number
    if len(taken) < most:
        taken.append([])
    taken[-1].append(interval)
    return len(taken) - 1


def _reach(run: Run, width: float) -> tuple[float, float]:
    if not run.is_open:
        return run.left, run.right
    return (run.left, width) if run.is_right else (0.0, run.right)


def _length(interval: tuple[float, float]) -> float:
    return interval[1] - interval[0]
