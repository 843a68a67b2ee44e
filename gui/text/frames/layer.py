"""Event frames over the article: planned with the lines, painted over the page.

The canvas holds a layer only for an article that has frames to show: a view without any pays
nothing for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QPainter

from annotate.changes import Changes
from gui.text.block import TextBlock
from gui.text.colours import Chrome
from gui.text.frames.content import FrameContent
from gui.text.frames.hit import FrameHit
from gui.text.frames.page import Page, lines_in
from gui.text.frames.plan import FramePlanner
from gui.text.frames.rails import QuietFrames
from gui.text.frames.sprites import FrameSprites
from gui.text.frames.stage import Stage
from gui.text.frames.stage_painter import StagePainter
from gui.text.frames.summary import FrameSummary, PaintedMark, PaintedRun, PaintedTab
from gui.text.metrics import Metrics
from gui.text.paragraphs import Paragraphs
from gui.text.plan import Planner


class Showing(StrEnum):
    """Which frames are drawn: all of them, the one in focus and a badge for each, or none."""

    ALL = "all"
    FOCUSED = "focused"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _Painters:
    """What is made anew with the sizes and colours."""

    planner: FramePlanner
    quiet: QuietFrames
    stage: StagePainter


class FrameLayer:
    """The frames of one article, as the canvas plans and paints them."""

    def __init__(self, content: FrameContent, showing: Showing = Showing.ALL) -> None:
        """Draw the frames of `content`; `dress` comes before everything else."""
        self.content = content
        self.stage = Stage()
        self._showing = showing
        self._painters: _Painters | None = None

    @property
    def showing(self) -> Showing:
        """Which frames are drawn."""
        return self._showing

    def dress(
        self,
        planner: Planner,
        paragraphs: Paragraphs,
        metrics: Metrics,
        chrome: Chrome,
        ratio: float,
    ) -> None:
        """Draw on this text with these sizes and colours, at `ratio` device pixels a pixel."""
        sprites = FrameSprites(metrics, chrome, ratio, planner.schema)
        frames = FramePlanner(self.content, paragraphs, metrics)
        frames.has_tracks = self._showing is Showing.ALL
        quiet = QuietFrames(frames, metrics, sprites)
        stage = StagePainter(frames, quiet, metrics, sprites, planner)
        self._painters = _Painters(frames, quiet, stage)

    def plan(self, block: TextBlock) -> bool:
        """Lay the frames on the lines of a block; whether these have to be stacked anew."""
        if self._painters is None:
            return False
        if self._showing is not Showing.NONE:
            return self._painters.planner.plan(block)
        self._painters.planner.version += 1
        had = any(line.frames is not None for line in block.lines)
        for line in block.lines:
            line.frames = None
        return had

    def restack(self, block: TextBlock) -> None:
        """The lines of a block stand elsewhere: what was drawn up for them holds no more."""
        if self._painters is not None:
            self._painters.planner.version += 1
        for line in block.lines:
            if line.frames is not None:
                line.frames.rails = None

    def refresh(self, changes: Changes) -> list[tuple[int, int]]:
        """Something has changed on the desk: the stretches whose blocks are to be planned anew."""
        stretches = self.content.refresh(changes)
        if stretches and self._painters is not None:
            self._painters.planner.forget_slots()
        return stretches

    def paint(self, painter: QPainter, page: Page, text: str) -> None:
        """Paint over what the page shows."""
        if self._painters is None or not page.shown:
            return
        stage = self._staged
        if self._showing is not Showing.NONE:
            quiet = self._painters.quiet
            quiet.is_dimmed = bool(stage.frame_id)
            quiet.paint(painter, page, without=stage.frame_id)
        if not stage.is_empty:
            self._painters.stage.paint(painter, stage, page, text)

    def hit(self, page: Page, text: str, at: tuple[float, float]) -> FrameHit | None:
        """What of the frames is at this pixel (x, y) of the viewport."""
        if self._painters is None or not page.shown:
            return None
        found = self._painters.stage.plan.hit(self._staged, page, text, at)
        if found is None and self._showing is not Showing.NONE:
            found = self._painters.quiet.hit(page, *at)
        return found

    def summary(self, page: Page, text: str) -> FrameSummary:
        """What is painted of the frames on this page."""
        if self._painters is None:
            return FrameSummary()
        plan, stage = self._painters.stage.plan, self._staged
        return FrameSummary(
            runs=tuple(
                PaintedRun(
                    line=line.start,
                    frame_id=run.frame.id,
                    track=run.track,
                    band=line.frames.band,
                    has_trigger=run.trigger is not None,
                    roles=tuple(run.frame.stations[number].role for number, _ in run.stops),
                    is_open=run.is_open,
                    is_right=run.is_right,
                )
                for _, line in lines_in(page)
                if line.frames is not None
                for run in line.frames.runs
            ),
            tabs=tuple(
                PaintedTab(
                    part=tab.part,
                    text=tab.text,
                    stretch=tab.stretch,
                    left=tab.left,
                    top=tab.top,
                    width=tab.width,
                    is_solid=tab.is_solid,
                    has_sign=tab.has_sign,
                )
                for line in plan.lines(stage, page)
                for tab in line.tabs
            ),
            marks=tuple(
                PaintedMark(
                    role=item.role,
                    surface=item.surface,
                    is_up=item.is_up,
                    left=int(item.box.left()),
                    width=int(item.box.width()),
                )
                for item in plan.edges(stage, page, text)
            ),
            stage_id=stage.frame_id,
        )

    @property
    def _staged(self) -> Stage:
        """What is drawn in full: without any frames, only what is being filled."""
        if self._showing is Showing.NONE and not self.stage.sought:
            return Stage(chain=self.stage.chain)
        return self.stage

    @property
    def has_marks(self) -> bool:
        """Whether something may stand at the edges of the page, which does not scroll with it."""
        return bool(self.stage.frame_id)
