"""The frame on the stage, open or under the pointer: drawn in full, everything else dimmed.

Its trigger and fillers stand in boxes, each with a tab that says the role; a thick rail joins the
tabs, along the line and in the margin; what is off the page is told at the edge.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from gui.text.block import TextLine
from gui.text.colours import RGB, LabelColours
from gui.text.flow import Shown
from gui.text.frame_content import DrawnFrame, Station
from gui.text.frame_edges import EdgeMark, paint_edges
from gui.text.frame_plan import Extent, FramePlanner, extent_on
from gui.text.frame_rails import Page, QuietFrames, floor_of, lines_in
from gui.text.frame_sprites import FrameSprites
from gui.text.frame_tabs import free_place, side_by_side
from gui.text.looks import colour
from gui.text.metrics import Metrics
from gui.text.plan import Planner

_VEIL = 165
_VEIL_CONTRAST = 110


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span or suggestion that may fill the role."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Stage:
    """What is drawn in full: a frame, the role that is being filled, what may fill it.

    `selected` is the filler, (role, span id), that the keys are about; `chain` are the mentions of
    what has the focus of the article, without that itself; stretches in code points.
    """

    frame_id: str = ""
    is_open: bool = False
    role: str = ""
    role_colour: str = ""
    candidates: tuple[Candidate, ...] = ()
    candidate: str = ""
    selected: tuple[str, str] | None = None
    chain: tuple[tuple[int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is drawn in full."""
        return not self.frame_id and not self.chain


@dataclass(slots=True)
class Tab:
    """A plate on the box of a trigger, of a filler, or of a role that nothing fills.

    `number` is that of the station, -1 for the trigger's and for those of empty roles; `left` and
    `top` are pixels of the viewport.
    """

    text: str
    colours: LabelColours
    width: int
    wanted: int
    extent: Extent | None = None
    number: int = -1
    is_solid: bool = True
    is_dashed: bool = False
    has_sign: bool = False
    role: str = ""
    span_id: str = ""
    left: int = 0
    top: int = 0


@dataclass(slots=True)
class StageLine:
    """A line of the page with a part of the frame on the stage; `y` is where the rail is."""

    shown: Shown
    line: TextLine
    floor: int
    y: int
    tabs: list[Tab] = field(default_factory=list[Tab])


class StagePainter:
    """Paints the stage with one set of sizes and colours."""

    def __init__(
        self,
        planner: FramePlanner,
        quiet: QuietFrames,
        metrics: Metrics,
        sprites: FrameSprites,
        spans: Planner,
    ) -> None:
        """Paint over what `spans` and `quiet` have drawn."""
        self._planner = planner
        self._quiet = quiet
        self._metrics = metrics
        self._sprites = sprites
        self._spans = spans

    # -- what is where -----------------------------------------------------------------------------

    def lines(self, stage: Stage, page: Page, frame: DrawnFrame) -> list[StageLine]:
        """The lines of the page with a part of the frame, from top to bottom, tabs placed."""
        found: dict[int, StageLine] = {}
        trigger = self._line(found, page, frame.start)
        if trigger is not None:
            trigger.tabs.append(self._trigger_tab(trigger, frame))
        for number, station in enumerate(frame.stations):
            line = self._line(found, page, station.start)
            if line is not None:
                line.tabs.append(self._station_tab(line, number, station))
        tentative = self._tentative(stage)
        if tentative is not None:
            line = self._line(found, page, tentative.start)
            if line is not None:
                tab = self._station_tab(line, -1, tentative)
                tab.text, tab.is_solid, tab.is_dashed = f"{tentative.role}?", False, True
                tab.width = self._sprites.tab_width(tab.text)
                line.tabs.append(tab)
        for line in found.values():
            self._place(line, page)
        if trigger is not None and stage.is_open:
            self._add_vacancies(trigger, page, frame)
        return [found[key] for key in sorted(found)]

    def marks(self, stage: Stage, page: Page, frame: DrawnFrame) -> list[EdgeMark]:
        """What of the frame is above or below the page, in text order."""
        parts = [(frame.start, frame.end, frame.label, self._sprites.of_event(frame.label), "")]
        stations = list(frame.stations)
        tentative = self._tentative(stage)
        if tentative is not None:
            stations.append(replace(tentative, role=f"{tentative.role}?"))
        for item in stations:
            colours = self._sprites.of_role(item.colour)
            parts.append((item.start, item.end, item.role, colours, item.span_id))
        marks: list[EdgeMark] = []
        for start, end, role, colours, span_id in sorted(parts, key=lambda part: part[0]):
            side = self._side(page, start)
            if side:
                marks.append(EdgeMark(side < 0, role, start, end, colours, span_id))
        return marks

    # -- painting ----------------------------------------------------------------------------------

    def paint(self, painter: QPainter, stage: Stage, page: Page, text: str) -> None:
        """Paint what is on the stage, over the page."""
        for stretch in stage.chain:
            self._paint_mention(painter, page, stretch)
        frame = self._planner.content.get(stage.frame_id)
        if frame is None:
            return
        if stage.is_open:
            self._paint_veil(painter, page, frame, stage)
        for candidate in stage.candidates:
            if candidate.id != stage.candidate:
                self._paint_candidate(painter, page, candidate, stage.role_colour)
        lines = self.lines(stage, page, frame)
        marks = self.marks(stage, page, frame)
        self._paint_boxes(painter, page, frame, stage)
        self._paint_rails(painter, page, frame, lines, marks)
        self._paint_tabs(painter, page, lines, stage)
        if marks:
            paint_edges(
                painter,
                marks,
                text,
                page=page,
                metrics=self._metrics,
                sprites=self._sprites,
                is_right=self._planner.is_right(frame),
            )

    def _paint_veil(self, painter: QPainter, page: Page, frame: DrawnFrame, stage: Stage) -> None:
        """Dim the labels of what does not belong to the frame."""
        chrome, metrics = self._sprites.chrome, self._metrics
        alpha = _VEIL_CONTRAST if chrome.is_high_contrast else _VEIL
        veil = colour(chrome.paper, alpha)
        ids = {frame.trigger_id, *(item.span_id for item in frame.stations), stage.candidate}
        ids |= {item.id for item in stage.candidates}
        pad = round(metrics.pad)
        for item, line in lines_in(page):
            if not line.pieces:
                continue
            top = round(item.top + line.lanes_top)
            height = round(item.top + line.bottom) - top
            painter.fillRect(page.left - pad, top, page.column + 2 * pad, height, veil)
            for piece in line.pieces:
                if piece.item_id not in ids:
                    continue
                bars, label = self._spans.stamps_of(line, piece)
                for x, y, width, height, brush in bars:
                    # The origin of a dashed brush is the block's.
                    painter.fillRect(
                        page.left + x, round(item.top) + y, width, height, brush.color()
                    ) if not piece.look.is_suggestion else None
                if label is not None:
                    painter.drawPixmap(page.left + label[0], round(item.top) + label[1], label[2])

    def _paint_boxes(self, painter: QPainter, page: Page, frame: DrawnFrame, stage: Stage) -> None:
        sizes = self._sprites.sizes
        event = self._sprites.of_event(frame.label)
        for station in frame.stations:
            colours = self._sprites.of_role(station.colour)
            self._paint_box(
                painter,
                page,
                (station.start, station.end),
                colours.tag,
                width=sizes.thick * 0.75,
                is_dashed=station.is_suggested or station.fault is not None,
            )
        tentative = self._tentative(stage)
        if tentative is not None:
            tint = self._sprites.of_role(tentative.colour).tag
            stretch = (tentative.start, tentative.end)
            self._paint_box(painter, page, stretch, tint, width=sizes.thick, is_dashed=True)
        stretch = (frame.start, frame.end)
        self._paint_box(
            painter, page, stretch, event.tag, width=sizes.thick, is_dashed=frame.is_suggested
        )

    def _paint_box(
        self,
        painter: QPainter,
        page: Page,
        stretch: tuple[int, int],
        tint: RGB,
        *,
        width: float,
        is_dashed: bool = False,
    ) -> None:
        pen = QPen(colour(tint), width)
        if is_dashed:
            pen.setDashPattern([2.5, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = self._metrics.radius
        for box in self._boxes(page, stretch):
            half = width / 2
            painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)

    def _paint_candidate(
        self, painter: QPainter, page: Page, candidate: Candidate, shade: str
    ) -> None:
        tint = self._sprites.of_role(shade).tag
        pen = QPen(colour(tint), max(1.0, self._metrics.scale), Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self._boxes(page, (candidate.start, candidate.end)):
            painter.drawRoundedRect(
                box.adjusted(0.5, 0.5, -0.5, -0.5), self._metrics.radius, self._metrics.radius
            )

    def _paint_mention(self, painter: QPainter, page: Page, stretch: tuple[int, int]) -> None:
        chrome = self._sprites.chrome
        pen = QPen(colour(chrome.faint_ink), max(1.0, self._metrics.scale), Qt.PenStyle.DotLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self._boxes(page, stretch):
            painter.drawRoundedRect(
                box.adjusted(0.5, 0.5, -0.5, -0.5), self._metrics.radius, self._metrics.radius
            )

    def _paint_rails(
        self,
        painter: QPainter,
        page: Page,
        frame: DrawnFrame,
        lines: list[StageLine],
        marks: list[EdgeMark],
    ) -> None:
        """The thick rail: along the tabs of each line, and in the margin from line to line."""
        sizes, sprites = self._sprites.sizes, self._sprites
        tint = sprites.of_event(frame.label).tag
        is_right = self._planner.is_right(frame)
        is_up = any(mark.is_up for mark in marks)
        is_down = any(not mark.is_up for mark in marks)
        is_open = len(lines) > 1 or is_up or is_down
        pen = QPen(colour(tint), sizes.thick)
        if frame.is_suggested:
            pen.setDashPattern([3.0, 1.8])
        halo = QPen(colour(sprites.chrome.paper), sizes.thick + 2)
        x = page.left + self._margin(frame, page) + sizes.thin / 2
        paths = _Rails(x=x, radius=sizes.radius * 1.25, is_right=is_right)
        ys = [line.y for line in lines]
        if is_open:
            top = -1.0 if is_up else float(min(ys, default=0))
            bottom = page.height + 1.0 if is_down else float(max(ys, default=page.height))
            paths.margin(top, bottom)
        for line in lines:
            centres = [tab.left + tab.width / 2 for tab in line.tabs]
            ends = (min(centres), max(centres))
            goes_up = is_open and (is_up or line.y > min(ys))
            goes_down = is_open and (is_down or line.y < max(ys))
            paths.line(line.y, ends, goes_up=goes_up, goes_down=goes_down)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for each in (halo, pen):
            painter.setPen(each)
            painter.drawPath(paths.path)

    def _paint_tabs(
        self, painter: QPainter, page: Page, lines: list[StageLine], stage: Stage
    ) -> None:
        sizes = self._sprites.sizes
        for line in lines:
            for tab in line.tabs:
                self._paint_foot(painter, page, line, tab)
            for tab in line.tabs:
                picture = self._sprites.tab(
                    tab.text,
                    tab.colours,
                    tab.width,
                    is_solid=tab.is_solid,
                    is_dashed=tab.is_dashed,
                    has_sign=tab.has_sign,
                )
                painter.drawPixmap(tab.left, tab.top, picture)
                if stage.selected == (tab.role, tab.span_id) and tab.number >= 0:
                    self._paint_ring(painter, QRectF(tab.left, tab.top, tab.width, sizes.tab))

    def _paint_foot(self, painter: QPainter, page: Page, line: StageLine, tab: Tab) -> None:
        """From a tab that had to move aside to the box that it belongs to."""
        if tab.extent is None:
            return
        pad = self._metrics.pad
        left, right = page.left + tab.extent[0] - pad, page.left + tab.extent[1] + pad
        if tab.left <= right - 3 and tab.left + tab.width >= left + 3:
            return
        near = left + 4 if tab.left > right else right - 4
        begin, end = sorted((near, tab.left + tab.width / 2))
        thick = max(self._sprites.sizes.thick * 0.75, 1.0)
        painter.fillRect(
            QRectF(begin, line.floor - thick / 2, end - begin, thick), colour(tab.colours.tag)
        )

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        chrome, scale = self._sprites.chrome, self._metrics.scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tint, width in ((chrome.focus_halo, 4 * scale), (chrome.focus, 2 * scale)):
            painter.setPen(QPen(colour(tint), width))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3 * scale, 3 * scale)

    # -- places ------------------------------------------------------------------------------------

    def _margin(self, frame: DrawnFrame, page: Page) -> int:
        for item in page.shown:
            for line in item.block.lines:
                for run in line.frames.runs if line.frames is not None else ():
                    if run.frame.id == frame.id and run.is_open:
                        return self._quiet.margin_x(run, page)
        return self._quiet.slot_x(frame, 0, page)

    def _tentative(self, stage: Stage) -> Station | None:
        """The candidate that Enter would take, as a filler."""
        if not stage.role:
            return None
        for item in stage.candidates:
            if item.id == stage.candidate:
                return Station(
                    role=stage.role,
                    colour=stage.role_colour,
                    start=item.start,
                    end=item.end,
                    span_id=item.id,
                    is_suggested=True,
                )
        return None

    def _line(self, found: dict[int, StageLine], page: Page, offset: int) -> StageLine | None:
        """The line of the page that holds `offset`."""
        place = line_of(page, offset)
        if place is None:
            return None
        item, line = place
        known = found.get(line.start)
        if known is not None:
            return known
        band = line.frames.band if line.frames is not None else 0
        floor = round(item.top) + floor_of(line, band, self._metrics)
        sizes = self._sprites.sizes
        y = floor - sizes.tab // 2
        made = found[line.start] = StageLine(item, line, floor, y)
        return made

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
        text = " · ".join((str(len(frame.stations)), *frame.notes))
        width = self._sprites.tab_width(text, has_sign=frame.has_faults)
        extent = extent_on(line.line, frame.start, frame.end)
        return Tab(
            text,
            self._sprites.of_event(frame.label),
            width,
            self._wanted(line, extent, width),
            extent,
            is_solid=not frame.is_suggested,
            has_sign=frame.has_faults,
        )

    def _station_tab(self, line: StageLine, number: int, station: Station) -> Tab:
        has_sign = station.fault is not None
        width = self._sprites.tab_width(station.role, has_sign=has_sign)
        extent = extent_on(line.line, station.start, station.end)
        return Tab(
            station.role,
            self._sprites.of_role(station.colour),
            width,
            self._wanted(line, extent, width),
            extent,
            number,
            is_solid=not station.is_suggested and not has_sign,
            is_dashed=station.is_suggested,
            has_sign=has_sign,
            role=station.role,
            span_id=station.span_id,
        )

    def _wanted(self, line: StageLine, extent: Extent, width: int) -> int:
        pad = self._metrics.pad
        if line.line.is_reversed:
            return round(extent[1] + pad) - width
        return round(extent[0] - pad)

    def _place(self, line: StageLine, page: Page) -> None:
        """Give the tabs of a line their places: above their boxes, side by side."""
        pad = round(self._metrics.pad)
        lefts = side_by_side(
            [(tab.wanted, tab.width) for tab in line.tabs],
            (-pad, page.column + pad),
            gap=self._gap,
        )
        for tab, left in zip(line.tabs, lefts, strict=True):
            tab.left = page.left + left
            tab.top = line.floor - self._sprites.sizes.tab

    def _add_vacancies(self, line: StageLine, page: Page, frame: DrawnFrame) -> None:
        """Roles that must be filled and are not, as near to the trigger as there is room."""
        pad = round(self._metrics.pad)
        for vacancy in frame.vacancies:
            trigger = line.tabs[0]
            text = f"{vacancy.role}?"
            width = self._sprites.tab_width(text, has_sign=True)
            place = free_place(
                [(tab.left, tab.left + tab.width) for tab in line.tabs],
                width,
                (page.left - pad, page.left + page.column + pad),
                near=trigger.left + trigger.width + self._gap,
                gap=self._gap,
            )
            if place is None:
                continue
            tab = Tab(
                text,
                self._sprites.of_role(vacancy.colour),
                width,
                place,
                is_solid=False,
                is_dashed=True,
                has_sign=True,
                role=vacancy.role,
            )
            tab.left, tab.top = place, trigger.top
            line.tabs.append(tab)

    @property
    def _gap(self) -> int:
        return max(round(3 * self._metrics.scale), 2)

    def _boxes(self, page: Page, stretch: tuple[int, int]) -> list[QRectF]:
        """The boxes around a stretch on the lines of the page, in the viewport."""
        metrics = self._metrics
        boxes: list[QRectF] = []
        for item, line in lines_in(page):
            if line.start >= stretch[1] or line.end <= stretch[0]:
                continue
            top = round(item.top + line.baseline - metrics.ascent) - 1
            if line.frames is not None:
                top = round(item.top) + floor_of(line, line.frames.band, metrics)
            bottom = round(item.top + line.baseline - metrics.ascent + metrics.text_height) + 1
            for left, right in line.rects_of(*stretch):
                x = page.left + round(left - metrics.pad)
                wide = max(round(right + metrics.pad) - round(left - metrics.pad), 3)
                boxes.append(QRectF(x, top, wide, bottom - top))
        return boxes


class _Rails:
    """Builds the path of the thick rail."""

    def __init__(self, *, x: float, radius: float, is_right: bool) -> None:
        self.path = QPainterPath()
        self._x = x
        self._radius = radius
        self._is_right = is_right
        self._top = self._bottom = 0.0

    def margin(self, top: float, bottom: float) -> None:
        """The rail in the margin, between the turns."""
        self._top, self._bottom = top, bottom
        radius = min(self._radius, max((bottom - top) / 2, 0.0))
        self.path.moveTo(self._x, top + radius)
        self.path.lineTo(self._x, bottom - radius)

    def line(self, y: float, ends: tuple[float, float], *, goes_up: bool, goes_down: bool) -> None:
        """The rail along a line, and its turn into the margin."""
        left, right = ends
        if goes_up or goes_down:
            turn = self._radius if goes_up != goes_down else 0.0
            direction = -1 if self._is_right else 1
            if turn:
                side = y + turn if goes_down else y - turn
                self.path.moveTo(self._x, side)
                self.path.quadTo(self._x, y, self._x + direction * turn, y)
            if self._is_right:
                right = self._x - turn
            else:
                left = self._x + turn
        self.path.moveTo(left, y)
        self.path.lineTo(right, y)


def line_of(page: Page, offset: int) -> tuple[Shown, TextLine] | None:
    """The block and line of the page that hold `offset`, if its block is on the page."""
    for item in page.shown:
        block = item.block
        if block.start <= offset < max(block.end, block.start + 1):
            return item, block.line_at(offset)
    return None
