"""The frame on the stage, open or under the pointer: where its tabs and boxes are on the page.

Trigger and fillers stand in boxes, each with a tab that says the role; what is off the page is told
at its edge. `stage_painter` paints it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from gui.text.block import TextLine
from gui.text.colours import LabelColours
from gui.text.flow import Shown
from gui.text.frames.content import UNKNOWN_COLOUR, DrawnFrame, Station
from gui.text.frames.edges import EdgeMark, PlacedMark, place_edges
from gui.text.frames.hit import FrameHit, FramePart
from gui.text.frames.page import Extent, Page, floor_of
from gui.text.frames.plan import FramePlanner, extent_on
from gui.text.frames.sprites import FrameSprites
from gui.text.frames.tabs import free_place, side_by_side
from gui.text.metrics import Metrics


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span or suggestion that may fill the role; code points, half-open."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What is drawn in full: a frame, what is looked for, what may be it.

    An open frame dims the labels of everything else. `sought` is the role that is being filled, or
    what else a candidate is wanted for, in the colour `shade` of the schema; empty when nothing is.
    `selected` is the filler that the keys are about: role, start, end. `chain` are the mentions of
    what has the focus of the article, without that itself. `link` is a line that is being drawn,
    from an item to another, or to none yet. Stretches are code points.
    """

    frame_id: str = ""
    is_open: bool = False
    sought: str = ""
    shade: str = UNKNOWN_COLOUR
    candidates: tuple[Candidate, ...] = ()
    candidate: str = ""
    selected: tuple[str, int, int] | None = None
    chain: tuple[tuple[int, int], ...] = ()
    link: tuple[tuple[int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn in full."""
        return not (self.frame_id or self.chain or self.candidates or self.link)

    @property
    def tentative(self) -> Station | None:
        """The candidate that Enter would take, as a filler."""
        for item in self.candidates if self.sought else ():
            if item.id == self.candidate:
                return Station(
                    role=self.sought,
                    colour=self.shade,
                    start=item.start,
                    end=item.end,
                    title=f"{self.sought}?",
                    span_id=item.id,
                    is_suggested=True,
                )
        return None


@dataclass(slots=True)
class Tab:
    """A plate on the box of a trigger or filler, or for a role that nothing fills.

    `wanted` is where it would stand in the column, `left` and `top` where it does in the viewport;
    `extent` is that of what it stands on. Solid ones are gold and as the schema has it.
    """

    part: FramePart
    text: str
    colours: LabelColours
    width: int
    role: str = ""
    stretch: tuple[int, int] = (0, 0)
    extent: Extent | None = None
    is_solid: bool = True
    is_dashed: bool = False
    has_sign: bool = False
    wanted: int = 0
    left: int = 0
    top: int = 0


@dataclass(slots=True)
class StageLine:
    """A line of the page with a part of the frame on the stage, in pixels of the viewport.

    `floor` is where the boxes begin and the tabs end, `y` where the rail is.
    """

    shown: Shown
    line: TextLine
    floor: int
    y: int
    tabs: list[Tab] = field(default_factory=list[Tab])


class StagePlan:
    """Says where everything on the stage is, with one set of sizes and colours."""

    def __init__(self, planner: FramePlanner, metrics: Metrics, sprites: FrameSprites) -> None:
        """Plan frames of the planner's content."""
        self._planner = planner
        self._metrics = metrics
        self._sprites = sprites
        self._gap = max(round(3 * metrics.scale), 2)
        self._lines: list[StageLine] = []
        self._key: tuple[object, ...] = ()

    def frame(self, stage: Stage) -> DrawnFrame | None:
        """The frame on the stage."""
        return self._planner.content.get(stage.frame_id) if stage.frame_id else None

    def fillers(self, stage: Stage) -> list[Station]:
        """What is in a box with a tab: the frame's fillers, then the candidate.

        A candidate that is suggested for its role is there once.
        """
        frame, tentative = self.frame(stage), stage.tentative
        stations = list(frame.stations) if frame is not None else []
        if tentative is None:
            return stations
        place = (stage.sought, tentative.start, tentative.end)
        kept = [
            item
            for item in stations
            if not item.is_suggested or (item.title, item.start, item.end) != place
        ]
        return [*kept, tentative]

    def lines(self, stage: Stage, page: Page) -> list[StageLine]:
        """The lines of the page with a part of the frame, from top to bottom, tabs placed."""
        key = page.key(self._planner.version, stage)
        if key != self._key:
            self._key, self._lines = key, self._find_lines(stage, page)
        return self._lines

    def _find_lines(self, stage: Stage, page: Page) -> list[StageLine]:
        found: dict[int, StageLine] = {}
        frame = self.frame(stage)
        trigger: StageLine | None = None
        if frame is not None:
            trigger = self._line(found, page, frame.start)
            if trigger is not None:
                trigger.tabs.append(self._trigger_tab(trigger, frame))
        for station in self.fillers(stage):
            line = self._line(found, page, station.start)
            if line is not None:
                line.tabs.append(self._station_tab(line, station))
        for line in found.values():
            self._place(line, page)
        if trigger is not None and frame is not None and stage.is_open:
            self._add_vacancies(trigger, page, frame)
        return [found[key] for key in sorted(found)]

    def marks(self, stage: Stage, page: Page) -> list[EdgeMark]:
        """What of the frame is above or below the page, in text order."""
        frame = self.frame(stage)
        if frame is None:
            return []
        colours = self._sprites.of_event(frame.label)
        side = self._side(page, frame.start)
        marks = [EdgeMark(side, frame.label, frame.start, frame.end, colours)]
        for item in self.fillers(stage):
            colours = self._sprites.of_role(item.colour)
            side = self._side(page, item.start)
            marks.append(EdgeMark(side, item.title, item.start, item.end, colours))
        return sorted((mark for mark in marks if mark.side), key=lambda mark: mark.start)

    def edges(self, stage: Stage, page: Page, text: str) -> list[PlacedMark]:
        """The plates at the edges of the page."""
        frame = self.frame(stage)
        if frame is None:
            return []
        return place_edges(
            self.marks(stage, page),
            text,
            page=page,
            sprites=self._sprites,
            is_right=self._planner.is_right(frame),
        )

    def hit(self, stage: Stage, page: Page, text: str, at: tuple[float, float]) -> FrameHit | None:
        """The tab, or the mark at the edge, at this pixel of the viewport."""
        frame = self.frame(stage)
        if frame is None:
            return None
        for item in self.edges(stage, page, text):
            if item.mark is not None and item.box.contains(*at):
                mark = item.mark
                return FrameHit(FramePart.EDGE, frame.id, mark.role, mark.start, mark.end)
        for line in self.lines(stage, page):
            for tab in line.tabs:
                box = QRectF(tab.left, tab.top, tab.width, self._sprites.sizes.tab)
                if box.contains(*at):
                    return FrameHit(tab.part, frame.id, tab.role, *tab.stretch)
        return None

    def boxes(self, page: Page, stretch: tuple[int, int]) -> list[QRectF]:
        """The boxes around a stretch on the lines of the page."""
        start, end = stretch
        return [
            box
            for item in page.shown
            if item.block.start < end and item.block.end > start
            for line in item.block.lines
            if line.start < end and line.end > start
            for box in self._boxes_on(line, item.top, page.left, stretch)
        ]

    # -- within ------------------------------------------------------------------------------------

    def _boxes_on(
        self, line: TextLine, block_top: float, left: int, stretch: tuple[int, int]
    ) -> Iterator[QRectF]:
        metrics = self._metrics
        top = round(block_top + line.baseline - metrics.ascent) - 1
        bottom = top + 2 + int(metrics.text_height)
        if line.frames is not None:
            top = round(block_top) + floor_of(line, line.frames.band, metrics)
        for begin, end in line.rects_of(*stretch):
            x = round(begin - metrics.pad)
            wide = max(round(end + metrics.pad) - x, 3)
            yield QRectF(left + x, top, wide, bottom - top)

    def _line(self, found: dict[int, StageLine], page: Page, offset: int) -> StageLine | None:
        """The line of the page that holds `offset`."""
        place = line_of(page, offset)
        if place is None:
            return None
        item, line = place
        if line.start not in found:
            band = line.frames.band if line.frames is not None else 0
            floor = round(item.top) + floor_of(line, band, self._metrics)
            found[line.start] = StageLine(item, line, floor, floor - self._sprites.sizes.tab // 2)
        return found[line.start]

    def _side(self, page: Page, offset: int) -> int:
        """-1: above the page, 1: below it, 0: on it."""
        place = line_of(page, offset)
        if place is None:
            first = page.shown[0].block.start if page.shown else 0
            return -1 if offset < first else 1
        y = place[0].top + place[1].baseline
        if y - self._metrics.ascent / 2 < 0:
            return -1
        return 1 if y > page.height else 0

    def _trigger_tab(self, line: StageLine, frame: DrawnFrame) -> Tab:
        text = " · ".join((frame.count, *frame.notes))
        tab = Tab(
            FramePart.TRIGGER,
            text,
            self._sprites.of_event(frame.label),
            self._sprites.tab_width(text, has_sign=frame.has_faults),
            stretch=(frame.start, frame.end),
            is_solid=not frame.is_suggested,
            has_sign=frame.has_faults,
        )
        return self._stood(tab, line)

    def _station_tab(self, line: StageLine, station: Station) -> Tab:
        has_sign = station.fault is not None
        tab = Tab(
            FramePart.FILLER,
            station.title,
            self._sprites.of_role(station.colour),
            self._sprites.tab_width(station.title, has_sign=has_sign),
            role=station.role,
            stretch=(station.start, station.end),
            is_solid=not station.is_suggested and not has_sign,
            is_dashed=station.is_suggested,
            has_sign=has_sign,
        )
        return self._stood(tab, line)

    def _stood(self, tab: Tab, line: StageLine) -> Tab:
        """The tab on the box of its stretch, where that begins."""
        left, right = tab.extent = extent_on(line.line, *tab.stretch)
        pad = self._metrics.pad
        is_reversed = line.line.is_reversed
        tab.wanted = round(right + pad) - tab.width if is_reversed else round(left - pad)
        return tab

    def _place(self, line: StageLine, page: Page) -> None:
        """Give the tabs of a line their places: above their boxes, side by side."""
        pad = round(self._metrics.pad)
        wanted = [(tab.wanted, tab.width) for tab in line.tabs]
        lefts = side_by_side(wanted, (-pad, page.column + pad), self._gap)
        for tab, left in zip(line.tabs, lefts, strict=True):
            tab.left = page.left + left
            tab.top = line.floor - self._sprites.sizes.tab

    def _add_vacancies(self, line: StageLine, page: Page, frame: DrawnFrame) -> None:
        """Roles that must be filled and are not, as near to the trigger as there is room."""
        pad = round(self._metrics.pad)
        trigger = line.tabs[0]
        for vacancy in frame.vacancies:
            text = f"{vacancy.title}?"
            width = self._sprites.tab_width(text, has_sign=True)
            place = free_place(
                [(tab.left, tab.left + tab.width) for tab in line.tabs],
                width,
                (page.left - pad, page.left + page.column + pad),
                near=trigger.left + trigger.width + self._gap,
                gap=self._gap,
            )
            if place is not None:
                colours = self._sprites.of_role(vacancy.colour)
                tab = Tab(FramePart.VACANCY, text, colours, width, vacancy.role, trigger.stretch)
                tab.is_solid, tab.is_dashed, tab.has_sign = False, True, True
                tab.left, tab.top = place, trigger.top
                line.tabs.append(tab)


def line_of(page: Page, offset: int) -> tuple[Shown, TextLine] | None:
    """The block and line of the page that hold `offset`, if its block is on the page."""
    for item in page.shown:
        block = item.block
        if block.start <= offset < max(block.end, block.start + 1):
            return item, block.line_at(offset)
    return None
