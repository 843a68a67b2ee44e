"""The quiet drawing of event frames: thin rails above the text and in the margin, and badges.

What a line needs is drawn up once, as rectangles and pictures in whole pixels of its block; a page
is then painted with nothing but fills and copies.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap

from gui.text.block import TextLine
from gui.text.frames.bundles import Badge, Bundle, Drawing, Rails, RunRails
from gui.text.frames.content import DrawnFrame
from gui.text.frames.hit import FrameHit, FramePart
from gui.text.frames.page import Extent, Page, anchor_of, floor_of, lines_in
from gui.text.frames.plan import FrameMetrics, FramePlanner, FrameRow, Run
from gui.text.frames.sprites import FrameSprites
from gui.text.metrics import Metrics

_MOST_SLOTS = 12


class QuietFrames:
    """Paints frames that are not in focus with one set of sizes and colours."""

    def __init__(self, planner: FramePlanner, metrics: Metrics, sprites: FrameSprites) -> None:
        """Paint what `planner` has laid on the lines."""
        self._planner = planner
        self._metrics = metrics
        self._sprites = sprites
        self._sizes: FrameMetrics = sprites.sizes
        # How far a rail goes on behind the edge of the page: there is room for the same turns there
        # as in sight.
        self._beyond = 2 * self._sizes.radius + 2 * self._sizes.thin
        # Colours are mixed beforehand: to fill with a half transparent one costs ten times as much.
        self.is_dimmed = False
        self._margin = Bundle([])
        self._margin_key: tuple[object, ...] = ()

    def paint(self, painter: QPainter, page: Page, *, without: str) -> None:
        """Paint all frames of the page but the one with the id `without`."""
        painter.setPen(Qt.PenStyle.NoPen)
        # Whole pixels need no smoothing; parts of one do, or some rails would be twice as thick.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=self._sprites.has_part_pixels)
        if self._planner.has_tracks:
            self._paint_margin(painter, page, without)
        badges: list[tuple[int, int, QPixmap]] = []
        for item, line in lines_in(page):
            if line.frames is None:
                continue
            top = round(item.top)
            painter.translate(page.left, top)
            bundle = self._drawn_up(line, line.frames, page).bundle(without)
            bundle.paint(painter)
            painter.translate(-page.left, -top)
            badges += [(page.left + x, top + y, picture) for x, y, picture in bundle.badges]
        # Over every rail, whoever's it is.
        for x, y, picture in badges:
            painter.drawPixmap(x, y, picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def hit(self, page: Page, x: float, y: float) -> FrameHit | None:
        """The badge or the rail at this pixel of the viewport; badges lie over rails."""
        found: FrameHit | None = None
        reach = self._sizes.step / 2 + 1
        for item, line in lines_in(page):
            row = line.frames
            if row is None or not item.top + line.top <= y < item.top + line.bottom:
                continue
            across, down = x - page.left, y - item.top
            for rails in self._drawn_up(line, row, page).of:
                badge = rails.badge
                if badge is not None:
                    left, top, _ = badge.stamp
                    is_high = top <= down < top + self._sizes.badge
                    if left <= across < left + badge.width and is_high:
                        return _hit(FramePart.TRIGGER, rails.run.frame)
                if abs(down - rails.y) <= reach and any(
                    box[0] - 1 <= across <= box[0] + box[2] + 1 for box in rails.boxes[:2]
                ):
                    found = _hit(FramePart.RAIL, rails.run.frame)
        return found or self._hit_in_margin(page, x, y)

    def margin_x(self, run: Run, page: Page) -> int:
        """Where the rail in the margin that an open run joins is, in the block."""
        return self.slot_x(run.frame, run.slot, page)

    def slot_x(self, frame: DrawnFrame, slot: int, page: Page) -> int:
        """Where a frame's rail in the margin is, in the block; slot -1 is that of the article."""
        sizes = self._sizes
        # Rails stand closer where the margin is narrow; those that find no room share a place.
        room = max(page.left - sizes.thin - 2, 0)
        beside = min(sizes.beside, room // 3)
        step = min(sizes.slot, max((room - beside) // 6, sizes.thin + 1, 3))
        most = min(max((room - beside) // step, 0), _MOST_SLOTS)
        place = slot if slot >= 0 else most - self._planner.slot_of(frame.id)
        away = beside + min(max(place, 0), most) * step
        return page.column + away if self._planner.is_right(frame) else -away - sizes.thin

    # -- in the margin -----------------------------------------------------------------------------

    def _joints(self, page: Page) -> dict[str, list[tuple[int, Run]]]:
        """Where each frame's rails meet the margin, from top to bottom, in the viewport."""
        joints: dict[str, list[tuple[int, Run]]] = {}
        for item in page.shown:
            for line in item.block.lines:
                row = line.frames
                if row is None:
                    continue
                for rails in self._drawn_up(line, row, page).of:
                    if rails.run.is_open:
                        place = (round(item.top) + rails.y, rails.run)
                        joints.setdefault(rails.run.frame.id, []).append(place)
        return joints

    def _hit_in_margin(self, page: Page, x: float, y: float) -> FrameHit | None:
        if page.left - 2 <= x <= page.left + page.column + 2 or not self._planner.has_tracks:
            return None
        seen = _seen(page)
        reach = self._sizes.slot / 2
        for places in self._joints(page).values():
            run = places[0][1]
            top, bottom = self._ends(page, places, seen)
            middle = page.left + self.margin_x(run, page) + self._sizes.thin / 2
            if abs(x - middle) <= reach and top <= y <= bottom:
                return _hit(FramePart.RAIL, run.frame)
        return None

    def _ends(
        self, page: Page, places: list[tuple[int, Run]], seen: tuple[int, int]
    ) -> tuple[int, int]:
        """From where to where the rail in the margin runs."""
        frame = places[0][1].frame
        top = -self._beyond if frame.first < seen[0] else places[0][0]
        return top, page.height + self._beyond if frame.last > seen[1] else places[-1][0]

    def _paint_margin(self, painter: QPainter, page: Page, without: str) -> None:
        key = page.key(self._planner.version, self.is_dimmed, without)
        if key != self._margin_key:
            self._margin_key, self._margin = key, Bundle([self._draw_margin(page, without)])
        self._margin.paint(painter)

    def _draw_margin(self, page: Page, without: str) -> Drawing:
        drawing = Drawing()
        joints = self._joints(page)
        joints.pop(without, None)
        first, last = seen = _seen(page)
        for places in joints.values():
            self._draw_joined(drawing, page, places, seen)
        for frame in self._planner.content.overlapping(first, max(last, first + 1)):
            is_passing = frame.first < first and frame.last > last
            if is_passing and frame.id not in joints and frame.id != without:
                self._draw_passing(drawing, page, frame)
        return drawing

    def _draw_joined(
        self, drawing: Drawing, page: Page, places: list[tuple[int, Run]], seen: tuple[int, int]
    ) -> None:
        sizes, run = self._sizes, places[0][1]
        frame = run.frame
        x = page.left + self.margin_x(run, page)
        goes_up, goes_down = frame.first < seen[0], frame.last > seen[1]
        top, bottom = self._ends(page, places, seen)
        tint = self._sprites.quiet(frame.label, is_dimmed=self.is_dimmed)
        across = self._sprites.rail(tint, is_dashed=frame.is_suggested, is_down=False)
        down = self._sprites.rail(tint, is_dashed=frame.is_suggested, is_down=True)
        radius = sizes.radius if bottom - top >= 2 * sizes.radius else 0
        begin = top if goes_up or not radius else top + radius
        end = bottom + sizes.thin if goes_down or not radius else bottom + sizes.thin - radius
        drawing.boxes.append((x, begin, sizes.thin, end - begin, down))
        inner = x - sizes.radius + sizes.thin if run.is_right else x
        for number, (y, _) in enumerate(places):
            is_top = number == 0 and not goes_up
            is_bottom = number == len(places) - 1 and not goes_down
            if radius and is_top != is_bottom:
                # Where the rail above a line turns into that of the margin.
                quadrant = (0 if is_top else 2) + (1 if run.is_right else 0)
                picture = self._sprites.corner(tint, radius, sizes.thin, quadrant)
                place = y if is_top else y - radius + sizes.thin
                drawing.stamps.append((inner, place, picture))
            else:
                drawing.boxes.append((inner, y, sizes.radius, sizes.thin, across))

    def _draw_passing(self, drawing: Drawing, page: Page, frame: DrawnFrame) -> None:
        """The rail of a frame that has nothing on the page, but something above and below it."""
        tint = self._sprites.quiet(frame.label, is_dimmed=self.is_dimmed)
        brush = self._sprites.rail(tint, is_dashed=frame.is_suggested, is_down=True)
        x = page.left + self.slot_x(frame, -1, page)
        height = page.height + 2 * self._beyond
        drawing.boxes.append((x, -self._beyond, self._sizes.thin, height, brush))

    # -- on the lines ------------------------------------------------------------------------------

    def _drawn_up(self, line: TextLine, row: FrameRow, page: Page) -> Rails:
        made_for = (page.left, self.is_dimmed, self._planner.slots_version)
        rails = row.rails
        if rails is None or rails.made_for != made_for:
            rails = row.rails = Rails(made_for, self._draw_up(line, row, page))
        return rails

    def _draw_up(self, line: TextLine, row: FrameRow, page: Page) -> list[RunRails]:
        floor = floor_of(line, row.band, self._metrics)
        sizes = self._sizes
        drawn: list[RunRails] = []
        taken: dict[int, int] = {}
        for run in row.runs:
            y = floor - 2 * sizes.air - sizes.thin - run.track * sizes.step
            rails = RunRails(run=run, y=y)
            if run.trigger is not None:
                rails.badge = self._badge(line, run, run.trigger, floor, taken)
            if self._planner.has_tracks and (run.is_open or _parts(run) > 1):
                self._draw_rail(line, rails, floor, page)
            drawn.append(rails)
        return drawn

    def _badge(
        self, line: TextLine, run: Run, extent: Extent, floor: int, taken: dict[int, int]
    ) -> Badge:
        """The plate on a trigger, beside those of other events on the same one."""
        picture = self._sprites.badge(run.frame, is_dimmed=self.is_dimmed)
        width = round(picture.width() / picture.devicePixelRatio())
        edge = round(extent[1] if line.is_reversed else extent[0])
        before = taken.get(edge, 0)
        taken[edge] = before + width + 1
        x = edge - before - width if line.is_reversed else edge + before
        return Badge(run.frame.id, (x, floor - self._sizes.badge, picture), width)

    def _draw_rail(self, line: TextLine, rails: RunRails, floor: int, page: Page) -> None:
        run, y, sizes = rails.run, rails.y, self._sizes
        frame, sprites = run.frame, self._sprites
        tint = sprites.quiet(frame.label, is_dimmed=self.is_dimmed)
        across = sprites.rail(tint, is_dashed=frame.is_suggested, is_down=False)
        down = sprites.rail(tint, is_dashed=False, is_down=True)
        anchors = {
            number: anchor_of(extent, self._metrics, is_right_to_left=line.is_reversed)
            for number, extent in run.stops
        }
        ticks = set(anchors.values())
        gold = {x for number, x in anchors.items() if not frame.stations[number].is_suggested}
        ends = list(ticks)
        if rails.badge is not None:
            middle = rails.badge.stamp[0] + rails.badge.width // 2
            ends.append(middle)
            # From the rail down to the badge.
            under = floor - sizes.badge
            if under > y:
                rails.boxes.append((middle, y, sizes.thin, under - y, down))
        left, right = min(ends), max(ends)
        open_left = open_right = False
        if run.is_open:
            x = self.margin_x(run, page)
            if run.is_right:
                right, open_right = x - sizes.radius + sizes.thin, True
            else:
                left, open_left = x + sizes.radius, True
        radius = min(sizes.radius, floor - y)
        has_left = not open_left and left in ticks and right - left > 2 * radius
        has_right = not open_right and right in ticks and right - left > 2 * radius
        begin = left + radius if has_left else left
        end = right + sizes.thin - radius if has_right else right + sizes.thin
        rails.boxes.append((begin, y, max(end - begin, 1), sizes.thin, across))
        for tick in ticks:
            is_turned = (tick == left and has_left) or (tick == right and has_right)
            if is_turned:
                quadrant = 0 if tick == left else 1
                picture = sprites.corner(tint, radius, sizes.thin, quadrant)
                x = tick if tick == left else tick - radius + sizes.thin
                rails.stamps.append((x, y, picture))
            start = y + radius if is_turned else y
            if tick not in gold and not frame.is_suggested:
                # A filler that waits hangs on a piece of a line.
                rails.boxes.append((tick, start, sizes.thin, (floor - start) // 2, down))
                continue
            rails.boxes.append((tick, start, sizes.thin, floor - start, down))
            # A foot, so that a rail that passes is told from one that ends here.
            rails.boxes.append((tick - 1, floor - 1, sizes.thin + 2, 2, down))


def _seen(page: Page) -> tuple[int, int]:
    """From the first to the last offset of the blocks on the page."""
    return page.shown[0].block.start, page.shown[-1].block.end


def _hit(part: FramePart, frame: DrawnFrame) -> FrameHit:
    return FrameHit(part, frame.id, "", frame.start, frame.end)


def _parts(run: Run) -> int:
    return len(run.stops) + (run.trigger is not None)
