"""Paints the frame on the stage: a thick rail, boxes with tabs, candidates, mentions, a veil."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from gui.text.colours import RGB
from gui.text.frame_content import DrawnFrame
from gui.text.frame_edges import EdgeMark, paint_edges
from gui.text.frame_plan import FramePlanner
from gui.text.frame_rails import Page, QuietFrames, lines_in
from gui.text.frame_sprites import FrameSprites
from gui.text.frame_stage import Stage, StageLine, StagePlan, Tab
from gui.text.looks import colour
from gui.text.metrics import Metrics
from gui.text.plan import Planner

_VEIL, _VEIL_CONTRAST = 165, 110
_DASHES = (2.5, 2.0)


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

    def paint(self, painter: QPainter, stage: Stage, page: Page, text: str) -> None:
        """Paint what is on the stage; `text` is the article's."""
        frame = self.plan.frame(stage)
        if frame is not None and stage.is_open:
            self._paint_veil(painter, page, frame, stage)
        faint = self._sprites.chrome.faint_ink
        for stretch in stage.chain:
            self._paint_dotted(painter, page, stretch, faint)
        shade = self._sprites.of_role(stage.shade).tag
        for item in stage.candidates:
            if item.id != stage.candidate:
                self._paint_dotted(painter, page, (item.start, item.end), shade)
        lines = self.plan.lines(stage, page)
        self._paint_boxes(painter, page, frame, stage)
        if frame is None:
            self._paint_tabs(painter, page, lines, stage)
            return
        marks = self.plan.marks(stage, page)
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
        """Dim the labels of what neither belongs to the frame nor may."""
        chrome, pad = self._sprites.chrome, round(self._metrics.pad)
        veil = colour(chrome.paper, _VEIL_CONTRAST if chrome.is_high_contrast else _VEIL)
        kept = {frame.trigger_id, *(item.span_id for item in frame.stations)}
        kept.update(item.id for item in stage.candidates)
        for item, line in lines_in(page):
            if not line.pieces:
                continue
            offset = round(item.top)
            top = round(offset + line.lanes_top) + 1
            height = round(offset + line.bottom) - top
            painter.fillRect(page.left - pad, top, page.column + 2 * pad, height, veil)
            painter.translate(page.left, offset)
            for piece in line.pieces:
                if piece.item_id in kept:
                    bars, label = self._spans.stamps_of(line, piece)
                    for x, y, width, high, brush in bars:
                        painter.fillRect(x, y, width, high, brush)
                    if label is not None:
                        painter.drawPixmap(*label)
            painter.translate(-page.left, -offset)

    # -- boxes -------------------------------------------------------------------------------------

    def _paint_boxes(
        self, painter: QPainter, page: Page, frame: DrawnFrame | None, stage: Stage
    ) -> None:
        thick = float(self._sprites.sizes.thick)
        thin = thick * 0.75
        for station in frame.stations if frame is not None else ():
            tint = self._sprites.of_role(station.colour).tag
            is_dashed = station.is_suggested or station.fault is not None
            stretch = (station.start, station.end)
            self._paint_box(painter, page, stretch, tint, width=thin, is_dashed=is_dashed)
        tentative = stage.tentative
        if tentative is not None:
            tint = self._sprites.of_role(tentative.colour).tag
            stretch = (tentative.start, tentative.end)
            self._paint_box(painter, page, stretch, tint, width=thick, is_dashed=True)
        if frame is not None:
            tint = self._sprites.of_event(frame.label).tag
            stretch, is_dashed = (frame.start, frame.end), frame.is_suggested
            self._paint_box(painter, page, stretch, tint, width=thick, is_dashed=is_dashed)

    def _paint_box(
        self,
        painter: QPainter,
        page: Page,
        stretch: tuple[int, int],
        tint: RGB,
        *,
        width: float,
        is_dashed: bool,
    ) -> None:
        pen = QPen(colour(tint), width)
        if is_dashed:
            pen.setDashPattern(_DASHES)
        self._outline(painter, page, stretch, pen)

    def _paint_dotted(
        self, painter: QPainter, page: Page, stretch: tuple[int, int], tint: RGB
    ) -> None:
        """What may be taken, and mentions of the same thing."""
        width = max(1.0, self._metrics.scale)
        self._outline(painter, page, stretch, QPen(colour(tint), width, Qt.PenStyle.DotLine))

    def _outline(self, painter: QPainter, page: Page, stretch: tuple[int, int], pen: QPen) -> None:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half, radius = pen.widthF() / 2, self._metrics.radius
        for box in self.plan.boxes(page, stretch):
            painter.drawRoundedRect(box.adjusted(half, half, -half, -half), radius, radius)

    # -- rails and tabs ----------------------------------------------------------------------------

    def _paint_rails(
        self,
        painter: QPainter,
        page: Page,
        frame: DrawnFrame,
        lines: Sequence[StageLine],
        marks: Sequence[EdgeMark],
    ) -> None:
        """The thick rail: along the tabs of each line, and in the margin from line to line."""
        sizes, sprites = self._sprites.sizes, self._sprites
        pen = QPen(colour(sprites.of_event(frame.label).tag), sizes.thick)
        if frame.is_suggested:
            pen.setDashPattern((3.0, 1.8))
        halo = QPen(colour(sprites.chrome.paper), sizes.thick + 2)
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
            ends = (min(centres), max(centres))
            rail.go_across(
                line.y,
                ends,
                goes_up=has_margin and line.y > top,
                goes_down=has_margin and line.y < bottom,
            )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for each in (halo, pen):
            painter.setPen(each)
            painter.drawPath(rail.path)

    def _margin(self, frame: DrawnFrame, page: Page) -> int:
        for item in page.shown:
            for line in item.block.lines:
                for run in line.frames.runs if line.frames is not None else ():
                    if run.frame.id == frame.id and run.is_open:
                        return self._quiet.margin_x(run, page)
        return self._quiet.slot_x(frame, 0, page)

    def _paint_tabs(
        self, painter: QPainter, page: Page, lines: Sequence[StageLine], stage: Stage
    ) -> None:
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
                if stage.selected == (tab.role, *tab.stretch):
                    height = self._sprites.sizes.tab
                    self._paint_ring(painter, QRectF(tab.left, tab.top, tab.width, height))

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
        foot = QRectF(begin, line.floor - thick / 2, end - begin, thick)
        painter.fillRect(foot, colour(tab.colours.tag))

    def _paint_ring(self, painter: QPainter, box: QRectF) -> None:
        """Around the tab of the filler that the keys are about."""
        chrome, scale = self._sprites.chrome, self._metrics.scale
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tint, width in ((chrome.focus_halo, 4 * scale), (chrome.focus, 2 * scale)):
            painter.setPen(QPen(colour(tint), width))
            painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3 * scale, 3 * scale)


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
