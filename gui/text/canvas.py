"""The surface under the article view: lays text out lazily, scrolls, plans spans and paints.

`Canvas` knows nothing of keys, mouse and selections beyond what it has to paint. All offsets are
code points of the text, half-open; pixels are those of the viewport.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotate.annotations import SpanIndex
from annotate.compat import override
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Span
from annotate.suggestions import Suggestion
from gui.text.block import TextBlock
from gui.text.colours import Chrome, chrome_for
from gui.text.flow import Flow
from gui.text.header import Header
from gui.text.heights import HeightMap
from gui.text.layout_cache import LayoutCache
from gui.text.looks import colour
from gui.text.metrics import DEFAULT_COLUMN, MARGIN, Metrics, make_metrics, reading_font
from gui.text.minimap import Minimap
from gui.text.painter import Overlay, PagePainter
from gui.text.palettes import PaletteChoice
from gui.text.paragraphs import Paragraphs
from gui.text.plan import Planner
from gui.text.prefetch import Prefetch
from gui.text.sprites import SpriteShelf

if TYPE_CHECKING:
    from gui.text.complete_bars import CompleteBars
    from gui.text.frames.layer import FrameLayer
    from gui.text.frames.page import Page
    from gui.text.summary import PaintSummary

_SMALLEST_ZOOM, _GREATEST_ZOOM = 0.5, 4.0
_MOST_PARTS = 4
# Moved by more than this share of the height, the page is painted at once sooner than in parts.
_BLIT_MOST = 0.6
_FOOTER = 48.0


class Canvas(QAbstractScrollArea):
    """Lays out and paints one text with its spans."""

    text_zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty canvas."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._minimap = Minimap(self)
        self.setVerticalScrollBar(self._minimap)
        # One of our own: to say which class Qt's is, PySide6 would load every class of widget.
        self._surface = viewport = QWidget()
        self.setViewport(viewport)
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._title = self._subtitle = ""
        self._font = reading_font(self.font())
        self._zoom = 1.0
        self._characters = DEFAULT_COLUMN
        self._line_spacing = 1.0
        self._is_dark = self._is_high_contrast = self._is_syncing = False
        self._palette = PaletteChoice.SPANDESK
        self._overlay = Overlay()
        self._bars: CompleteBars | None = None
        self._frames: FrameLayer | None = None
        self._chrome: Chrome = chrome_for(is_dark=False)
        self._metrics: Metrics = self._make_metrics()
        self._shelf = SpriteShelf()
        self._sprites = self._shelf.take(self._metrics, self._chrome, self.devicePixelRatioF())
        self._planner = Planner(self._metrics, self._chrome, self._sprites)
        self._page = PagePainter(self._metrics, self._chrome, self._planner.stamp)
        self._cache = LayoutCache(self._make_block, self._planner.plan_block)
        self._prefetch = Prefetch(self, self._cache, lambda: self._flow, self._planner.stamp)
        self._header = Header("", "", self._font, self._metrics)
        self._left = 0.0
        self._paragraphs = Paragraphs("")
        self._flow = self._make_flow()
        self._wanted = (0, 0.0)
        self._restored: tuple[int, float] | None = None

    # Content

    def set_schema(self, schema: LabelSchema) -> None:
        """Take label colours from `schema`."""
        if schema is not self._planner.schema:
            self._planner.set_schema(schema)
            self._dress_frames()
            self._replan_all()

    def set_content(self, spans: SpanIndex[Span], suggestions: SpanIndex[Suggestion]) -> None:
        """Show these live indexes; their owner changes them in place and calls `refresh`."""
        self._planner.spans, self._planner.suggestions = spans, suggestions
        self._replan_all()
        self._minimap.set_content(spans, suggestions)

    @property
    def frames(self) -> FrameLayer | None:
        """The event frames that are drawn."""
        return self._frames

    def set_frames(self, frames: FrameLayer | None) -> None:
        """Draw these event frames over the text, or none."""
        if frames is not self._frames:
            self._frames = self._planner.frames = frames
            self._dress_frames()
            for line in (line for block in self._cache for line in block.lines):
                line.frames = None
            self._replan_all()

    def refresh_frames(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Frames have changed where these stretches are: plan their blocks anew."""
        if self._frames is None:
            return
        place, is_restacked = self.place(), False
        numbers = {self._paragraphs.block_at(start) for start, _ in stretches}
        for block in self._cache:
            if block.index not in numbers or block.is_stale:
                continue
            if self._frames.plan(block):
                self._planner.restack(block)
                is_restacked = True
        if is_restacked:
            self._flow.invalidate()
            self.restore_place(*place)
        self.viewport().update()

    def set_title_block(self, title: str, subtitle: str) -> None:
        """Paint a title with source and date above the text; empty strings for none."""
        if (title, subtitle) != (self._title, self._subtitle):
            self._take_titles(title, subtitle)
            self._flow.set_header(self._header_height())
            self._after_jump()

    def _take_titles(self, title: str, subtitle: str) -> None:
        self._title, self._subtitle = title, subtitle
        self.setAccessibleName(title or self.tr("Article"))

    @property
    def text(self) -> str:
        """The text, exactly as stored."""
        return self._paragraphs.text

    def paint_summary(self) -> PaintSummary:
        """What is painted on the visible lines, as plain data."""
        from gui.text.summary import PaintSummary, summarise_lines  # only for who asks

        return PaintSummary(
            lines=summarise_lines(
                self._flow.shown(),
                height=self.viewport().height(),
                focus_id=self._overlay.focus_id,
            ),
            column=(self._left, self._left + self._metrics.column),
            caret=self._overlay.caret or 0,
            selection=self._overlay.selection,
            focus_id=self._overlay.focus_id,
            preview=self._overlay.preview,
            hits=tuple(self._overlay.hits),
            title=self._title,
            subtitle=self._subtitle,
        )

    # Looks

    def set_dark(self, is_dark: bool) -> None:  # noqa: FBT001 - a setter
        """Paint light on dark, or dark on light."""
        if is_dark != self._is_dark:
            self._is_dark = is_dark
            self._recolour()

    def set_palette(self, palette: PaletteChoice) -> None:
        """Paint the labels in these colours."""
        if palette is not self._palette:
            self._palette = palette
            self._recolour()

    def set_high_contrast(self, is_high_contrast: bool) -> None:  # noqa: FBT001 - a setter
        """Paint with the strongest contrasts."""
        if is_high_contrast != self._is_high_contrast:
            self._is_high_contrast = is_high_contrast
            self._recolour()

    @property
    def text_zoom(self) -> float:
        """How many times its normal size the text has."""
        return self._zoom

    def set_text_zoom(self, zoom: float) -> None:
        """Show the text `zoom` times its normal size (0.5 to 4)."""
        zoom = min(max(zoom, _SMALLEST_ZOOM), _GREATEST_ZOOM)
        if zoom != self._zoom:
            self._zoom = zoom
            self._rebuild()
            self.text_zoom_changed.emit(zoom)

    def set_reading(
        self, font: QFont, *, zoom: float, characters: int, line_spacing: float
    ) -> None:
        """Set all that the text's size depends on, and lay out once.

        The zoom is 0.5 to 4; the column is about `characters` (20 or more) wide, as far as the
        window allows; `line_spacing` is that of `make_metrics`.
        """
        zoom = min(max(zoom, _SMALLEST_ZOOM), _GREATEST_ZOOM)
        characters = max(characters, 20)
        new = (font, zoom, characters, line_spacing)
        is_zoomed = zoom != self._zoom
        if new != (self._font, self._zoom, self._characters, self._line_spacing):
            self._font, self._zoom, self._characters, self._line_spacing = (QFont(font), *new[1:])
            self._rebuild()
            if is_zoomed:
                self.text_zoom_changed.emit(zoom)

    def _set_text(self, text: str) -> None:
        """Show another text from its start."""
        self._cache.clear()
        self._restored = None
        self._prefetch.hold()
        self._minimap.hold()
        self._paragraphs = Paragraphs(text)
        self._dress_frames()
        self._flow = self._make_flow()
        self._after_jump()

    def _rebuild(self) -> None:
        """Sizes have changed: lay out anew with the first visible line where it is."""
        offset, pixel = self.place()
        is_at_top = self._flow.y <= 0
        self._metrics = self._make_metrics()
        self._left = self._column_left()
        self._restyle()
        self._cache.clear()
        self._flow = self._make_flow()
        if not is_at_top:
            self.restore_place(offset, pixel)
        self._after_jump()

    def _recolour(self) -> None:
        """Colours have changed: shapes and lanes stay, pictures are drawn anew."""
        self._chrome = chrome_for(
            is_dark=self._is_dark, is_high_contrast=self._is_high_contrast, palette=self._palette
        )
        self._restyle()
        self._replan_all()

    def _restyle(self) -> None:
        ratio = self.devicePixelRatioF()
        if not self._sprites.fits(self._metrics, self._chrome, ratio):
            self._sprites = self._shelf.take(self._metrics, self._chrome, ratio)
        if self._planner.chrome is not self._chrome:
            self._minimap.set_chrome(self._chrome)
        self._planner.restyle(self._metrics, self._chrome, self._sprites)
        self._page = PagePainter(self._metrics, self._chrome, self._planner.stamp)
        self._dress_frames()

    def _dress_frames(self) -> None:
        """Text, sizes, colours or schema are others: frames are drawn with these."""
        if self._frames is not None:
            ratio = self.devicePixelRatioF()
            self._frames.dress(self._planner, self._paragraphs, self._metrics, self._chrome, ratio)

    # Place and scrolling

    def place(self) -> tuple[int, float]:
        """An offset on the first line of the screen, and the pixel of the line's top.

        It is the start of the line, or what `restore_place` was last asked for when nothing has
        scrolled since: lines that break elsewhere must not carry the reader up bit by bit.
        """
        first = self._first_line()
        return self._wanted if first == self._restored else first

    def _first_line(self) -> tuple[int, float]:
        found = self._flow.at(0.0)
        if found is None:
            return 0, 0.0
        shown, line = found
        return line.start, shown.top + line.top

    def restore_place(self, offset: int, pixel: float) -> None:
        """Put the line that holds `offset` with its top at `pixel`, as far as the text goes."""
        offset = min(max(offset, 0), len(self._paragraphs.text))
        block = self._flow.block(self._paragraphs.block_at(offset))
        self._flow.jump(block.index, pixel - block.line_at(offset).top)
        self._restored = None
        first = self._first_line()
        if first[1] == pixel and block.line_at(offset).start == first[0]:
            self._wanted, self._restored = (offset, pixel), first
        self._after_jump()

    def reveal(self, start: int, end: int) -> None:
        """Scroll no more than needed for `start:end`, with a line around it, to be in sight."""
        height = float(self.viewport().height())
        room = min(self._metrics.line_height, height / 4)
        extent = self._extent_of(start, end)
        if extent is None:
            block = self._flow.block(self._paragraphs.block_at(start))
            self._flow.reveal(block.index, block.line_at(start).top)
            self._restored = None
            self._after_jump()
            return
        top, bottom = extent
        if top - room >= 0 and bottom + room <= height:
            return
        if top - room < 0 or bottom - top > height - 2 * room:
            self._scroll_by(top - room)
        else:
            self._scroll_by(bottom + room - height)

    def expect(self, offset: int) -> None:
        """Have `offset` ready to be revealed: the reader will probably go there next."""
        offset = min(max(offset, 0), len(self._paragraphs.text))
        self._prefetch.expect(self._paragraphs.block_at(offset))

    def _extent_of(self, start: int, end: int) -> tuple[float, float] | None:
        """Top and bottom of `start:end` if that is within a viewport of the screen."""
        shown = self._flow.shown()
        first = self._paragraphs.block_at(start)
        last = self._paragraphs.block_at(max(end - 1, start))
        if not shown or first < shown[0].block.index - 8 or last > shown[-1].block.index + 8:
            return None
        flow = self._flow
        top = shown[0].top
        for index in range(first, shown[0].block.index):
            top -= flow.block(index).height
        for index in range(shown[0].block.index, first):
            top += flow.block(index).height
        bottom = top
        for index in range(first, last):
            bottom += flow.block(index).height
        first_line = flow.block(first).line_at(start)
        last_line = flow.block(last).line_at(max(end - 1, start))
        height = self.viewport().height()
        extent = top + first_line.top, bottom + last_line.bottom
        return extent if -height < extent[0] and extent[1] < 2 * height else None

    def _scroll_by(self, delta: float) -> float:
        """Move down by `delta` pixels with a blit; by how many pixels it did."""
        moved = self._flow.scroll_by(delta)
        if moved:
            viewport = self.viewport()
            ratio = self.devicePixelRatioF()
            # Marks at the edge of the page stay where they are.
            is_still = self._frames is not None and self._frames.has_marks
            if abs(moved) < _BLIT_MOST * viewport.height() and ratio == int(ratio) and not is_still:
                viewport.scroll(0, -round(moved))
                # Rings on lines that come into sight reach over the edge that was.
                reach = self._metrics.reach
                edge = viewport.height() - round(moved) - reach if moved > 0 else -round(moved)
                viewport.update(0, edge, viewport.width(), reach)
            else:
                viewport.update()
            self._sync_scroll_bar()
        return moved

    def _after_jump(self) -> None:
        self._flow.settle()
        self._sync_scroll_bar()
        self.viewport().update()

    def _sync_scroll_bar(self) -> None:
        """Let the scroll bar say where the text stands."""
        bar = self.verticalScrollBar()
        page = self.viewport().height()
        maximum = max(round(self._flow.total - page), 0)
        value = min(max(round(self._flow.y), 0), maximum)
        if self._flow.is_at_end:
            value = maximum
        is_same_size = bar.maximum() == maximum and bar.pageStep() == page
        if is_same_size and bar.value() == value:
            return
        self._is_syncing = True
        if not is_same_size:
            bar.setRange(0, maximum)
            step = max(round(self._metrics.line_height * 0.6), 1)
            # Each of these has the bar painted anew.
            if (bar.pageStep(), bar.singleStep()) != (page, step):
                bar.setPageStep(page)
                bar.setSingleStep(step)
        bar.setValue(value)
        self._is_syncing = False

    @override
    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """The scroll bar has been moved by the user."""
        if self._is_syncing:
            return
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum() and bar.maximum() > 0:
            self._scroll_to_end()
        elif bar.value() == 0:
            self._flow.jump_to_y(0.0)
            self._after_jump()
        elif abs(dy) <= 2 * self.viewport().height():
            self._scroll_by(-dy)
        else:
            self._flow.jump_to_y(bar.value())
            self._after_jump()

    def _scroll_to_end(self) -> None:
        self._flow.jump_to_end()
        self._after_jump()

    # Planning

    def _replan_all(self) -> None:
        """Spans or colours have changed anywhere: plan what is on the screen, the rest later."""
        offset, pixel = self.place()
        self._cache.mark_stale()
        self._flow.invalidate()
        self.restore_place(offset, pixel)

    def _replan(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Plan and paint anew the lines that `stretches` touch."""
        place = self.place()
        is_restacked = False
        for block in self._cache:
            touched = [
                stretch
                for stretch in stretches
                if stretch[0] < max(block.end, block.start + 1) and stretch[1] > block.start
            ]
            if not touched:
                continue
            if self._flow.top_of(block.index) is None:
                block.is_stale = True
            elif self._replan_block(block, touched):
                is_restacked = True
        if is_restacked:
            self._flow.invalidate()
            self.restore_place(*place)

    def _replan_block(self, block: TextBlock, stretches: Sequence[tuple[int, int]]) -> bool:
        """Plan the touched lines of a visible block; whether its lines had to be stacked anew."""
        is_restacked = False
        top = self._flow.top_of(block.index) or 0.0
        for line in block.lines:
            if any(start < line.end and end > line.start for start, end in stretches):
                is_restacked |= self._planner.plan_line(block, line)
                self._update_between(top + line.top, top + line.bottom)
        if is_restacked:
            self._planner.restack(block)
        return is_restacked

    def _update_lines(self, start: int, end: int) -> None:
        """Repaint the visible lines that hold `start:end` or a caret at either end."""
        touched = [
            (shown.top + line.top, shown.top + line.bottom)
            for shown in self._flow.shown()
            if start <= shown.block.end and end >= shown.block.start
            for line in shown.block.lines
            if line.start <= end and line.end >= start
        ]
        if touched:
            self._update_between(touched[0][0], touched[-1][1])

    def _update_between(self, top: float, bottom: float) -> None:
        reach = self._metrics.reach
        y = round(top) - reach
        self.viewport().update(0, y, self.viewport().width(), round(bottom) + reach - y)

    # Qt events

    @override
    def sizeHint(self) -> QSize:
        """A page of comfortable size."""
        return QSize(820, 640)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines that the event's region touches."""
        # A painter that a fault leaves at work would take the process down with the widget.
        with QPainter(self.viewport()) as painter:
            self._paint_region(painter, event)
        self._sync_scroll_bar()
        self._minimap.release()
        self._prefetch.start()

    def _paint_region(self, painter: QPainter, event: QPaintEvent) -> None:
        region = event.region()
        # Parts far from each other, as two focus rings are, are painted without what lies between.
        is_parted = 1 < region.rectCount() <= _MOST_PARTS
        parts = list(cast("Iterable[QRect]", region)) if is_parted else [event.rect()]
        for part in parts:
            if is_parted:
                painter.setClipRect(part)
            self._paint_part(painter, QRectF(part))

    def _paint_part(self, painter: QPainter, clip: QRectF) -> None:
        painter.fillRect(clip, colour(self._chrome.paper))
        shown = self._flow.shown()
        if shown and shown[0].block.index == 0 and shown[0].top > 0:
            self._header.paint(
                painter,
                left=self._left,
                bottom=shown[0].top,
                height=self._flow.header,
                chrome=self._chrome,
            )
        self._page.paint(painter, shown, left=self._left, clip=clip, overlay=self._overlay)
        if self._bars is not None:
            self._bars.paint(
                painter,
                shown,
                left=self._left,
                metrics=self._metrics,
                chrome=self._chrome,
                clip=clip,
            )
        if self._frames is not None:
            self._frames.paint(painter, self._page_of(clip), self._paragraphs.text)

    def _page_of(self, clip: QRectF) -> Page:
        """What is on the screen, for the drawing of frames."""
        from gui.text.frames.page import Page

        size = self._surface.size()
        return Page(
            shown=self._flow.shown(),
            left=int(self._left),
            column=int(self._metrics.column),
            width=size.width(),
            height=size.height(),
            clip=clip,
        )

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line at the top where it is; lay out anew only if the column changes."""
        super().resizeEvent(event)
        viewport = self.viewport().geometry()
        if self._make_metrics().column != self._metrics.column:
            self._rebuild()
        else:
            offset, pixel = self.place()
            is_at_top = self._flow.y <= 0
            self._left = self._column_left()
            self._flow.set_height(viewport.height())
            if not is_at_top:
                self.restore_place(offset, pixel)
        self._after_jump()

    @override
    def changeEvent(self, event: QEvent) -> None:
        """Another screen may have another pixel ratio."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._rebuild()

    # Making

    def _make_metrics(self) -> Metrics:
        return make_metrics(
            self._font,
            zoom=self._zoom,
            characters=self._characters,
            line_spacing=self._line_spacing,
            available=self.viewport().width(),
        )

    def _make_block(self, index: int) -> TextBlock:
        return TextBlock(self._paragraphs, index, self._metrics)

    def _make_flow(self) -> Flow:
        metrics, paragraphs = self._metrics, self._paragraphs
        heights = HeightMap(
            paragraphs.starts,
            len(paragraphs.text),
            per_character=metrics.line_height / metrics.characters_per_line,
            per_block=metrics.line_height / 2 + metrics.paragraph_gap,
        )
        self._minimap.set_scale(heights)
        return Flow(
            self._cache,
            heights,
            len(paragraphs),
            height=self.viewport().height(),
            header=self._header_height(),
            footer=_FOOTER * metrics.scale,
        )

    def _column_left(self) -> float:
        room = self.viewport().width() - self._metrics.column
        return float(max(int(room / 2), min(MARGIN, max(int(room), 0))))

    def _header_height(self) -> float:
        """Room above the text for title and subtitle."""
        self._header = Header(self._title, self._subtitle, self._font, self._metrics)
        return self._header.height
