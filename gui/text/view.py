"""The article view: read, move, select and point; it never edits and never changes the text.

Text is laid out one block at a time, when it comes into sight. All offsets in the interface are
code points of the article's text, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QCursor,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from annotate.annotations import SpanIndex
from annotate.articles import Article, Tokens
from annotate.compat import override
from gui.text.accessible import announce, describe_item
from gui.text.caret import sentence_around
from gui.text.hit_test import EdgeHit, Hit, caret_at, edge_at, items_at
from gui.text.items import Content, Item
from gui.text.keys import Motion, MotionKeys, Step, motion_for
from gui.text.mouse import MouseGestures
from gui.text.movement import Movement
from gui.text.painter import Overlay
from gui.text.selection import Selection, token_around
from gui.text.steady import SteadyCanvas

if TYPE_CHECKING:
    from gui.text.complete_bars import CompleteBars
    from gui.text.frames.hit import FrameHit
    from gui.text.frames.summary import FrameSummary
    from gui.text.twin import TextTwin

_ZOOM_STEP = 1.1
# More stretches than this at once: plan everything on the screen anew.
_MANY_STRETCHES = 48
_DRAG_SCROLL_MS = 30


class ArticleView(SteadyCanvas):
    """Shows one article with its spans and suggestions."""

    item_clicked = Signal(str)
    item_activated = Signal(str)
    selection_changed = Signal()
    caret_moved = Signal(int)
    span_drawn = Signal(int, int)
    boundary_dragged = Signal(str, int, int)
    link_dragged = Signal(str, str)
    """A line is being drawn from an item by its label, to another or to none yet; "": no more."""
    link_drawn = Signal(str, str, QPoint)
    """From which item to which, and where on the screen the button came up."""
    context_menu_requested = Signal(str, QPoint)
    frame_hovered = Signal(str)
    frame_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty view."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Article"))
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._article: Article | None = None
        self._tokens = Tokens()
        self._selection = Selection()
        self._focus_id: str | None = None
        self._double_clicked_at = float("-inf")
        self._mouse = MouseGestures(self)
        self._movement: Movement | None = None
        self._twin: TextTwin | None = None
        self._own_keys: MotionKeys | None = None
        self._hovered_frame = ""
        self._pressed_frame: FrameHit | None = None
        self._drag_scroll = QTimer(self)
        self._drag_scroll.setInterval(_DRAG_SCROLL_MS)
        self._drag_scroll.timeout.connect(self._on_drag_scroll)

    # Content

    def set_article(
        self,
        article: Article | None,
        *,
        tokens: Tokens,
        content: Content | None = None,
        titles: tuple[str, str] | None = None,
    ) -> None:
        """Show `article` from its start; `None`: nothing.

        `content` is as by `set_content`, `titles` as by `set_title_block`; laid out is once.
        """
        content = content or (SpanIndex(), SpanIndex())
        self._article = article
        self._tokens = tokens
        self._mouse.cancel()
        self._planner.spans, self._planner.suggestions = content
        self._planner.misaligned = frozenset()
        self._overlay = Overlay()
        self._bars = self._frames = self._planner.frames = self._focus_id = None
        self._minimap.set_hits(())
        had_selection, self._selection = self._selection.stretch is not None, Selection()
        if titles is not None:
            self._take_titles(*titles)
        self._set_text(article.text if article else "")
        self._minimap.set_content(*content)
        self._show_caret()
        self._show_twin()
        if had_selection:
            self.selection_changed.emit()

    def set_tokens(self, tokens: Tokens) -> None:
        """Select by these tokens from now on."""
        self._tokens = tokens
        self._movement = None

    def refresh(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Spans in `stretches` have changed: plan and paint anew what touches them."""
        changed = list(stretches)
        if len(changed) > _MANY_STRETCHES:
            self._replan_all()
            self._minimap.count_soon()
        elif changed:
            self._replan(changed)
            for start, end in changed:
                self._minimap.refresh(start, end)
        self._update_focus_stretch()
        self._say_focus()

    def set_misaligned(self, ids: frozenset[str]) -> None:
        """Mark these items as not fitting tokens."""
        if ids != self._planner.misaligned:
            self._planner.misaligned = ids
            self._replan_all()

    def set_complete(self, bars: CompleteBars | None) -> None:
        """Paint these bars at the edge of paragraphs that are complete; `None`: no paragraph is."""
        if bars is not None or self._bars is not None:
            self._bars = bars
            self.viewport().update()

    def set_hits(self, hits: list[tuple[int, int]]) -> None:
        """Mark what a search has found: sorted, disjoint stretches."""
        self._overlay.hits = hits
        self._minimap.set_hits(hits)
        self.viewport().update()

    # Caret, selection, focus

    def set_motion_keys(self, keys: MotionKeys) -> None:
        """Move the caret by these keys from now on."""
        self._own_keys = keys

    @property
    def tokens(self) -> Tokens:
        """What drags and steps snap to."""
        return self._tokens

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self._selection.caret

    def set_caret(self, offset: int) -> None:
        """Move the caret, select nothing and bring it into sight."""
        offset = min(max(offset, 0), len(self.text))
        self.select(Selection(offset, offset))
        self.reveal(offset, offset)

    @property
    def selection(self) -> tuple[int, int] | None:
        """Start and end of what is selected."""
        return self._selection.stretch

    @property
    def current_selection(self) -> Selection:
        """Anchor and caret."""
        return self._selection

    def set_selection(self, start: int, end: int) -> None:
        """Select `start:end`, with the caret at `end`, and bring it into sight."""
        length = len(self.text)
        self.select(Selection(min(max(start, 0), length), min(max(end, 0), length)))
        self.reveal(self._selection.start, self._selection.end)

    def clear_selection(self) -> None:
        """Select nothing, and let go of what is being dragged; the caret stays."""
        self._mouse.cancel()
        self.select(Selection(self.caret, self.caret))

    def select(self, selection: Selection, *, keeps_column: bool = False) -> None:
        """Take over anchor and caret, and repaint the lines between old and new."""
        old = self._selection
        if not keeps_column:
            self._mover().forget_column()
        if selection == old:
            return
        self._selection = selection
        self._overlay.selection = selection.stretch
        self._overlay.caret = selection.caret if self._article is not None else None
        self._update_lines(*selection.difference(old))
        if selection.stretch != old.stretch:
            self.selection_changed.emit()
        if selection.caret != old.caret:
            self._update_lines(old.caret, old.caret)
            self._update_lines(selection.caret, selection.caret)
            self.caret_moved.emit(selection.caret)
        self._show_twin()

    def copy(self) -> None:
        """Put the selected text on the clipboard, exactly as stored."""
        if self.selection is not None:
            QGuiApplication.clipboard().setText(self.text[slice(*self.selection)])

    @property
    def focus_id(self) -> str | None:
        """Id of the span or suggestion that has the ring."""
        return self._focus_id

    def set_focus(self, item_id: str | None, *, reveal: bool = True) -> None:
        """Give the ring to a span or suggestion; `None` takes it away."""
        self._focus_id = self._overlay.focus_id = item_id
        self._update_focus_stretch()
        self._say_focus()
        if reveal and self._overlay.focus is not None:
            self.reveal(*self._overlay.focus)

    def find_item(self, item_id: str) -> Item | None:
        """The span or suggestion with this id."""
        return self._planner.find(item_id)

    def item_rect(self, item_id: str) -> QRect | None:
        """Where the first visible line of an item shows its text, in viewport pixels."""
        item = self._planner.find(item_id)
        if item is None:
            return None
        for shown in self._flow.shown():
            for line in shown.block.lines:
                if line.start < item.end and line.end > item.start:
                    box = self._page.boxes(line, item.start, item.end)[0]
                    rect = box.translated(self._left, shown.top).toAlignedRect()
                    if rect.intersects(self.viewport().rect()):
                        return rect
        return None

    # For the mouse

    @property
    def is_dragging(self) -> bool:
        """Whether the mouse is held after it moved."""
        return self._mouse.is_dragging

    @property
    def preview(self) -> tuple[int, int] | None:
        """The stretch that a dragged edge would give."""
        return self._overlay.preview

    def show_preview(self, stretch: tuple[int, int] | None) -> None:
        """Show the stretch that a dragged edge would give."""
        old, self._overlay.preview = self._overlay.preview, stretch
        for changed in (old, stretch):
            if changed is not None and old != stretch:
                self._update_lines(*changed)

    def show_cursor(self, shape: Qt.CursorShape) -> None:
        """Show this mouse pointer."""
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def hit(self, position: QPointF) -> Hit:
        """What lies under a pixel of the viewport."""
        found = self._flow.at(position.y())
        if found is None:
            return Hit(0, [])
        shown, line = found
        x, y = position.x() - self._left, position.y() - shown.top
        is_inside = y >= 0 and line.top <= y < line.bottom
        return Hit(
            caret_at(shown.block, line, x),
            items_at(line, self._metrics, x, y) if is_inside else [],
            is_on_text=line.top <= y < line.lanes_top,
            is_on_line=line.top <= y < line.bottom,
        )

    def edge_at(self, position: QPointF) -> EdgeHit | None:
        """The edge of the item in focus that can be gripped there."""
        found = self._flow.at(position.y())
        if found is None or self._focus_id is None:
            return None
        shown, line = found
        return edge_at(
            line,
            self._metrics,
            position.x() - self._left,
            position.y() - shown.top,
            item_id=self._focus_id,
            is_right_to_left=shown.block.is_right_to_left,
        )

    def frame_summary(self) -> FrameSummary | None:
        """What of event frames is painted, as plain data."""
        if self._frames is None:
            return None
        return self._frames.summary(self._page_of(QRectF(self.viewport().rect())), self.text)

    def frame_at(self, position: QPointF) -> FrameHit | None:
        """What of the drawing of event frames is there."""
        if self._frames is None:
            return None
        page = self._page_of(QRectF(self.viewport().rect()))
        return self._frames.hit(page, self.text, (position.x(), position.y()))

    # Qt events

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl zoom the text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y() / 120
            self.set_text_zoom(self._zoom * _ZOOM_STEP**steps)
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret; everything else is left to the window's actions."""
        motion_of = self._own_keys.motion_for if self._own_keys is not None else motion_for
        motion = motion_of(event.key(), event.modifiers())
        if motion is None or self._article is None:
            event.ignore()
            return
        self._move(motion)
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            since = perf_counter() - self._double_clicked_at
            if since < QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000:
                self._mouse.select_sentence(event.position())
            else:
                self._pressed_frame = self.frame_at(event.position())
                self._mouse.press(event)
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or show what a press would do."""
        self._mouse.move(event)
        if self._frames is not None:
            self._hover_frame(event.position())
        is_outside = not self.viewport().rect().contains(event.position().toPoint())
        if self._mouse.is_dragging and is_outside:
            self._drag_scroll.start()
        else:
            self._drag_scroll.stop()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish a click or a drag."""
        self._drag_scroll.stop()
        if event.button() == Qt.MouseButton.LeftButton:
            pressed, self._pressed_frame = self._pressed_frame, None
            if pressed is not None and not self._mouse.is_dragging:
                self._mouse.cancel()
                self.frame_clicked.emit(pressed)
            else:
                self._mouse.release(event)
        event.accept()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is over no frame any more."""
        super().leaveEvent(event)
        self._say_hovered("")

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the token and activate an item; a third click takes the sentence."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self.frame_at(event.position()) is None:
            self._double_clicked_at = perf_counter()
            self._mouse.double_click(event)
        event.accept()

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        """Say what lies under a resting pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            item = self._item_under(QPointF(event.pos()))
            # Text of articles and labels must never be taken for markup.
            shown = f"<qt>{escape(self._describe(item))}</qt>" if item else ""
            QToolTip.showText(event.globalPos(), shown, self.viewport())
            return True
        return super().viewportEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu for what lies under the pointer, or for the focus when a key asked."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            items = self.hit(QPointF(event.pos())).items
            picked = items[0] if items else ""
            if self._focus_id in items:
                picked = self._focus_id or ""
            self.context_menu_requested.emit(picked, event.globalPos())
        else:
            rect = self.item_rect(self._focus_id) if self._focus_id else None
            place = rect.bottomLeft() if rect else self.viewport().rect().center()
            self.context_menu_requested.emit(
                self._focus_id or "", self.viewport().mapToGlobal(place)
            )
        event.accept()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret strongly."""
        super().focusInEvent(event)
        self._show_caret()
        self._show_twin()
        if self._twin is not None:
            self._twin.say_focused()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the caret faintly."""
        super().focusOutEvent(event)
        self._show_caret()

    # Inside

    def _hover_frame(self, position: QPointF) -> None:
        """Say which frame is under the pointer: by its drawing, or by its trigger."""
        if self._frames is None or self._mouse.is_dragging:
            return
        found = self.frame_at(position)
        if found is not None:
            self._say_hovered(found.frame_id)
            return
        for item_id in self.hit(position).items:
            frames = self._frames.content.triggered_by(item_id)
            if frames:
                self._say_hovered(frames[0])
                return
        self._say_hovered("")

    def _say_hovered(self, frame_id: str) -> None:
        if frame_id != self._hovered_frame:
            self._hovered_frame = frame_id
            self.frame_hovered.emit(frame_id)

    def _mover(self) -> Movement:
        """What moves the caret through the text as it is laid out now."""
        if self._movement is None or self._movement.flow is not self._flow:
            self._movement = Movement(self._paragraphs, self._tokens, self._flow)
        return self._movement

    def _say_focus(self) -> None:
        """Tell assistive technology what has the ring."""
        item = self.find_item(self._focus_id) if self._focus_id else None
        description = self._describe(item) if item else ""
        if description != self.accessibleDescription():
            self.setAccessibleDescription(description)
            announce(self, description)
        self._show_twin()

    def _show_twin(self) -> None:
        """Have the twin of the text stand at the caret; a screen reader that listens reads it."""
        if not QAccessible.isActive() or self._article is None:
            return
        from gui.text.twin import TextTwin  # only for who listens

        if self._twin is None:
            self._twin = TextTwin(self.viewport())
        block, line = self._mover().line_of(self.caret)
        start, end = block.start, block.end
        top = self._flow.top_of(block.index)
        place = QRect(0, 0, 1, 1)
        if top is not None:
            place = QRectF(self._left, top + line.top, block.width, line.height).toRect()
        self._twin.setAccessibleName(self.accessibleName())
        self._twin.follow(
            self.text[start:end],
            anchor=min(max(self._selection.anchor, start), end) - start,
            caret=self.caret - start,
            marks=[
                (max(item.start, start) - start, min(item.end, end) - start, is_suggestion)
                for item, is_suggestion in self._planner.items_on(start, end)
            ],
            place=place,
        )

    def _describe(self, item: Item) -> str:
        return describe_item(
            item,
            self.text,
            suggestion=self._planner.suggestions.get(item.id),
            has_warning=item.id in self._planner.misaligned,
        )

    def _item_under(self, position: QPointF) -> Item | None:
        items = self.hit(position).items
        return self.find_item(items[0]) if items else None

    def _say_place(self, motion: Motion) -> None:
        """Tell assistive technology what the caret has come to, or what is selected."""
        caret, text = self.caret, self.text
        if self.selection is not None:
            spoken = text[slice(*self.selection)]
        elif motion.step is Step.CHARACTER:
            spoken = text[caret : caret + 1]
        elif motion.step is Step.TOKEN:
            token = token_around(self._tokens, caret)
            spoken = text[slice(*token)] if token else ""
        elif motion.step is Step.SENTENCE:
            spoken = text[slice(*sentence_around(text, caret))]
        else:
            _, line = self._mover().line_of(caret)
            spoken = text[line.start : line.end]
        announce(self, spoken)

    def _show_caret(self) -> None:
        self._overlay.caret = self.caret if self._article is not None else None
        self._overlay.is_caret_strong = self.hasFocus()
        self._update_lines(self.caret, self.caret)

    def _update_focus_stretch(self) -> None:
        item = self._planner.find(self._focus_id) if self._focus_id else None
        old = self._overlay.focus
        self._overlay.focus = (item.start, item.end) if item else None
        for changed in (old, self._overlay.focus):
            if changed is not None:
                self._update_lines(*changed)

    def _move(self, motion: Motion) -> None:
        if motion.step is Step.PAGE:
            self._move_page(motion)
            return
        moved = self._mover().apply(self._selection, motion)
        self.select(moved, keeps_column=motion.step is Step.LINE)
        self.reveal(moved.caret, moved.caret)
        if QAccessible.isActive():
            self._say_place(motion)

    def _move_page(self, motion: Motion) -> None:
        """Scroll by a page, less a line; the caret stays where it is on the screen."""
        line = self._metrics.line_height
        height = self.viewport().height()
        block, caret_line = self._mover().line_of(self.caret)
        x = caret_line.x_at(self.caret)
        top = self._flow.top_of(block.index)
        y = height / 2 if top is None else top + (caret_line.top + caret_line.bottom) / 2
        if not 0 <= y < height:
            y = height / 2
        if self._scroll_by(motion.direction * max(height - line, line)):
            offset = self._offset_under(x, y)
        else:
            offset = len(self.text) if motion.direction > 0 else 0
        self.select(self._selection.moved(offset, extends=motion.extends))

    def _offset_under(self, x: float, y: float) -> int:
        """The caret offset nearest to `x` in the column and the pixel `y` of the viewport."""
        found = self._flow.at(y)
        return caret_at(found[0].block, found[1], x) if found else 0

    def _on_drag_scroll(self) -> None:
        """The mouse is held outside: scroll on, the faster the farther out it is."""
        position = self.viewport().mapFromGlobal(QCursor.pos())
        height = self.viewport().height()
        beyond = min(position.y(), 0) + max(position.y() - height, 0)
        if not self._mouse.is_dragging or not beyond:
            self._drag_scroll.stop()
            return
        self._scroll_by(beyond / 2)
        y = min(max(position.y(), 0), height - 1)
        self._mouse.drag_on(QPointF(position.x(), y))
