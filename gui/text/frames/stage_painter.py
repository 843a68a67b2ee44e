"""Paints the frame on the stage: a thick rail, boxes with tabs, candidates, mentions, a veil.

What is to be painted is drawn up once for a stage and a page, and then replayed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPixmap

from gui.text.colours import RGB
from gui.text.frames.content import DrawnFrame
from gui.text.frames.edges import EdgeMark
from gui.text.frames.page import Page
from gui.text.frames.plan import FramePlanner
from gui.text.frames.rails import QuietFrames
from gui.text.frames.sprites import FrameSprites
from gui.text.frames.stage import Stage, StageLine, StagePlan, Tab
from gui.text.looks import colour
from gui.text.metrics import Metrics
from gui.text.plan import Planner

_VEIL, _VEIL_CONTRAST = 165, 110
_DASHES = (2.5, 2.0)
_RAIL_DASHES = (3.0, 1.8)
Stroke = Callable[[QPainter], object]


class StagePainter:
    """Paints over a page with one set of sizes and colours."""

    def __init__(
        self,
        planner: FramePlanner,
        quiet: QuietFrames,
        metrics: Metrics,
        sprites: FrameSprites,
        spans: Planner,
    ) -> None:
        """Paint over what `spans` and `quiet` have drawn."""
        self.plan = StagePlan(planner, metrics, sprites)
        self._planner = planner
        self._quiet = quiet
        self._metrics = metrics
        self._sprites = sprites
        self._spans = spans
        self._strokes: list[Stroke] = []
        self._key: tuple[object, ...] = ()

    def paint(self, painter: QPainter, stage: Stage, page: Page, text: str) -> None:
        """Paint what is on the stage; `text` is the article's."""
        frame = self.plan.frame(stage)
        if frame is not None and stage.is_open:
            self._paint_veil(painter, page, frame, stage)
        key = page.key(self._planner.version, stage)
        if key != self._key:
            self._key, self._strokes = key, []
            self._draw(stage, page, frame, text)
        for stroke in self._strokes:
            stroke(painter)

    def _draw(self, stage: Stage, page: Page, frame: DrawnFrame | None, text: str) -> None:
        faint = self._sprites.chrome.faint_ink
        for stretch in stage.chain:
            self._draw_dotted(page, stretch, faint)
        shade = self._sprites.of_role(stage.shade).tag
        for item in stage.candidates:
            if item.id != stage.candidate:
                self._draw_dotted(page, (item.start, item.end), shade)
        self._draw_boxes(page, frame, stage)
        lines = self.plan.lines(stage, page)
        marks = self.plan.marks(stage, page)
        if frame is not None:
            self._draw_rails(page, frame, lines, marks)
        for line in lines:
            self._draw_tabs(page, line, stage)
        self._draw_edges(stage, page, text)
        self._draw_link(page, stage.link)

    def _paint_veil(self, painter: QPainter, page: Page, frame: DrawnFrame, stage: Stage) -> None:
        """Dim the labels of what neither belongs to the frame nor may."""
        chrome, pad = self._sprites.chrome, round(self._metrics.pad)
        veil = QBrush(colour(chrome.paper, _VEIL_CONTRAST if chrome.is_high_contrast else _VEIL))
        kept = {frame.trigger_id, *(item.span_id for item in frame.stations)}
        kept.update(item.id for item in stage.candidates)
        top, bottom = page.clip.top(), page.clip.bottom()
        for item in page.shown:
            if item.top >= bottom or item.top + item.block.height <= top:
                continue
            painter.translate(page.left, item.top)
            for line in item.block.lines:
                if not line.pieces:
                    continue
                under = round(line.lanes_top)
                height = round(line.bottom) - under
                painter.fillRect(-pad, under, page.column + 2 * pad, height, veil)
                for piece in line.pieces:
                    if piece.item_id not in kept:
                        continue
                    bars, label = self._spans.stamps_of(line, piece)
                    for x, y, width, high, brush in bars:
                        painter.fillRect(x, y, width, high, brush)
                    if label is not None:
                        painter.drawPixmap(*label)
            painter.translate(-page.left, -item.top)

    # -- boxes -------------------------------------------------------------------------------------

    def _draw_boxes(self, page: Page, frame: DrawnFrame | None, stage: Stage) -> None:
        thick = float(self._sprites.sizes.thick)
        for station in self.plan.fillers(stage):
            is_sought = station == stage.tentative
            is_dashed = station.is_suggested or station.fault is not None
            width = thick if is_sought else thick * 0.75
            pen = _pen(self._sprites.of_role(station.colour).tag, width, is_dashed=is_dashed)
            self._outline(page, (station.start, station.end), pen)
        if frame is not None:
            tint = self._sprites.of_event(frame.label).tag
            pen = _pen(tint, thick, is_dashed=frame.is_suggested)
            self._outline(page, (frame.start, frame.end), pen)

    def _draw_dotted(self, page: Page, stretch: tuple[int, int], tint: RGB) -> None:
        """What may be taken, and mentions of the same thing."""
        width = max(1.0, self._metrics.scale)
        self._outline(page, stretch, QPen(colour(tint), width, Qt.PenStyle.DotLine))

    def _outline(self, page: Page, stretch: tuple[int, int], pen: QPen) -> None:
        half, radius = pen.widthF() / 2, self._metrics.radius
        path = QPainterPath()
        for box in self.plan.boxes(page, stretch):
            path.addRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)
        self._stroke(path, pen)

    def _stroke(self, path: QPainterPath, pen: QPen) -> None:
        self._strokes.append(partial(_stroke, path=path, pen=pen))

    # -- rails and tabs ----------------------------------------------------------------------------

    def _draw_rails(
        self,
        page: Page,
        frame: DrawnFrame,
        lines: Sequence[StageLine],
        marks: Sequence[EdgeMark],
    ) -> None:
        """The thick rail: along the tabs of each line, and in the margin from line to line."""
        sizes = self._sprites.sizes
        pen = QPen(colour(self._sprites.of_event(frame.label).tag), sizes.thick)
        # The parts of the path meet without a notch.
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if frame.is_suggested:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(_RAIL_DASHES)
        is_up, is_down = (any(mark.side == side for mark in marks) for side in (-1, 1))
        ys = [line.y for line in lines]
        top = -1.0 if is_up else float(min(ys, default=-1))
        bottom = page.height + 1.0 if is_down else float(max(ys, default=page.height + 1))
        rail = _Rail(
            page.left + self._margin(frame, page) + sizes.thin / 2,
            sizes.radius * 1.25,
            is_right=self._planner.is_right(frame),
        )
        has_margin = bottom > top
        if has_margin:
            rail.go_down(top, bottom, is_up=is_up, is_down=is_down)
        for line in lines:
            centres = [tab.left + tab.width / 2 for tab in line.tabs]
            rail.go_across(
                line.y,
                (min(centres), max(centres)),
                goes_up=has_margin and line.y > top,
                goes_down=has_margin and line.y < bottom,
            )
        self._stroke(rail.path, pen)

    def _margin(self, frame: DrawnFrame, page: Page) -> int:
        for item in page.shown:
            for line in item.block.lines:
                for run in line.frames.runs if line.frames is not None else ():
                    if run.frame.id == frame.id and run.is_open:
                        return self._quiet.margin_x(run, page)
        return self._quiet.slot_x(frame, 0, page)

    def _draw_tabs(self, page: Page, line: StageLine, stage: Stage) -> None:
        for tab in line.tabs:
            self._draw_foot(page, line, tab)
        for tab in line.tabs:
            picture = self._sprites.tab(
                tab.text,
                tab.colours,
                tab.width,
                is_solid=tab.is_solid,
                is_dashed=tab.is_dashed,
                has_sign=tab.has_sign,
            )
            self._strokes.append(partial(_stamp, place=(tab.left, tab.top), picture=picture))
            if stage.selected == (tab.role, *tab.stretch):
                height = self._sprites.sizes.tab
                self._draw_ring(QRectF(tab.left, tab.top, tab.width, height))

    def _draw_foot(self, page: Page, line: StageLine, tab: Tab) -> None:
        """From a tab that had to move aside to the box that it belongs to."""
        if tab.extent is None:
            return
        pad = self._metrics.pad
        left, right = page.left + tab.extent[0] - pad, page.left + tab.extent[1] + pad
        if tab.left <= right - 3 and tab.left + tab.width >= left + 3:
            return
        path = QPainterPath()
        path.moveTo(left + 4 if tab.left > right else right - 4, line.floor)
        path.lineTo(tab.left + tab.width / 2, line.floor)
        self._stroke(path, QPen(colour(tab.colours.tag), self._sprites.sizes.thick * 0.75))

    def _draw_ring(self, box: QRectF) -> None:
        """Around the tab of the filler that the keys are about."""
        chrome, scale = self._sprites.chrome, self._metrics.scale
        path = QPainterPath()
        path.addRoundedRect(box.adjusted(-1, -1, 1, 1), 3 * scale, 3 * scale)
        for tint, width in ((chrome.focus_halo, 4 * scale), (chrome.focus, 2 * scale)):
            self._stroke(path, QPen(colour(tint), width))

    def _draw_link(self, page: Page, link: Sequence[tuple[int, int]]) -> None:
        """The line that is being drawn, with a ring around both ends."""
        chrome, thick = self._sprites.chrome, float(self._sprites.sizes.thick)
        pens = [QPen(colour(chrome.focus_halo), thick + 2), QPen(colour(chrome.focus), thick)]
        for stretch in link:
            for pen in pens:
                self._outline(page, stretch, pen)
        ends = [boxes[0] for stretch in link if (boxes := self.plan.boxes(page, stretch))]
        if len(ends) < 2:
            return
        source, target = ends
        is_below = target.center().y() > source.center().y()
        begin = QPointF(source.center().x(), source.bottom() if is_below else source.top())
        end = QPointF(target.center().x(), target.top() if is_below else target.bottom())
        if abs(source.center().y() - target.center().y()) < source.height() / 2:
            end.setY(target.top())
        bend = QPointF((begin.x() + end.x()) / 2, min(begin.y(), end.y()) - source.height())
        path = QPainterPath(begin)
        path.quadTo(bend, end)
        path.addEllipse(end, thick, thick)
        for pen in pens:
            self._stroke(path, pen)

    def _draw_edges(self, stage: Stage, page: Page, text: str) -> None:
        """What is above and below the page."""
        for item in self.plan.edges(stage, page, text):
            picture = self._sprites.edge(item.role, item.surface, item.tint, is_up=item.is_up)
            place = (int(item.box.left()), int(item.box.top()))
            self._strokes.append(partial(_stamp, place=place, picture=picture))


def _stroke(painter: QPainter, *, path: QPainterPath, pen: QPen) -> None:
    painter.strokePath(path, pen)


def _stamp(painter: QPainter, *, place: tuple[int, int], picture: QPixmap) -> None:
    painter.drawPixmap(*place, picture)


def _pen(tint: RGB, width: float, *, is_dashed: bool) -> QPen:
    pen = QPen(colour(tint), width)
    if is_dashed:
        pen.setDashPattern(_DASHES)
    return pen


class _Rail:
    """Builds the path of the thick rail; `x` is where it goes down the margin."""

    def __init__(self, x: float, radius: float, *, is_right: bool) -> None:
        self.path = QPainterPath()
        self._x = x
        self._radius = radius
        self._is_right = is_right

    def go_down(self, top: float, bottom: float, *, is_up: bool, is_down: bool) -> None:
        """The rail in the margin, without its turns."""
        radius = min(self._radius, (bottom - top) / 2)
        self.path.moveTo(self._x, top if is_up else top + radius)
        self.path.lineTo(self._x, bottom if is_down else bottom - radius)

    def go_across(
        self, y: float, ends: tuple[float, float], *, goes_up: bool, goes_down: bool
    ) -> None:
        """The rail along a line, and its turn into the margin."""
        left, right = ends
        path, x = self.path, self._x
        if not goes_up and not goes_down:
            path.moveTo(left, y)
            path.lineTo(right, y)
            return
        inward = -1 if self._is_right else 1
        far = left if self._is_right else right
        if goes_up and goes_down:
            path.moveTo(x, y)
        else:
            path.moveTo(x, y + self._radius if goes_down else y - self._radius)
            path.quadTo(x, y, x + inward * self._radius, y)
        path.lineTo(far, y)
