"""What the mouse does in the article view: click, drag a selection, an edge or a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent

from gui.text import caret as by_text
from gui.text.hit_test import EdgeHit
from gui.text.selection import Selection, token_around

if TYPE_CHECKING:
    from gui.text.view import ArticleView

_EDGE_DISTANCE = 4
# Many window managers keep Alt with a drag for themselves: Ctrl means the same.
_EXACT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier


@dataclass(slots=True)
class _Drag:
    """A gesture with the left button held; `edge` is set when it moves a boundary."""

    pressed_at: QPointF
    offset: int
    edge: EdgeHit | None = None
    is_moving: bool = False
    is_extending: bool = False
    only_selects: bool = False
    is_on_line: bool = False
    source: str = ""
    """The item whose label was pressed: a line is drawn from it."""


class MouseGestures:
    """Turns mouse events of one view into selections and signals."""

    def __init__(self, view: ArticleView) -> None:
        """Serve `view`."""
        self._view = view
        self._drag: _Drag | None = None
        self._last_stack: tuple[str, ...] = ()
        self._last_picked = ""

    @property
    def is_dragging(self) -> bool:
        """Whether the left button is held after it moved."""
        return self._drag is not None and self._drag.is_moving

    def press(self, event: QMouseEvent) -> None:
        """Begin a gesture; nothing is decided before the button moves or comes up."""
        hit = self._view.hit(event.position())
        edge = self._view.edge_at(event.position())
        source = hit.items[0] if hit.items and not hit.is_on_text and edge is None else ""
        self._drag = _Drag(
            event.position(), hit.offset, edge, is_on_line=hit.is_on_line, source=source
        )
        if edge is None and event.modifiers() & _SHIFT:
            self._drag.only_selects = True
            # With nothing to extend, a drag begins where the button went down.
            self._drag.is_extending = self._view.selection is not None
            self._view.select(self._view.current_selection.moved(hit.offset, extends=True))

    def move(self, event: QMouseEvent) -> None:
        """Extend what is being dragged, or show what a press would do."""
        if self._drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._show_cursor(event.position())
            return
        self.drag_to(event.position(), is_exact=bool(event.modifiers() & _EXACT))

    def drag_to(self, position: QPointF, *, is_exact: bool) -> None:
        """The held mouse is at `position` now; `is_exact`: characters instead of tokens."""
        drag = self._drag
        if drag is None:
            return
        if not drag.is_moving:
            # A span may come of it: a click of a shaky hand is none.
            distance = QGuiApplication.styleHints().startDragDistance()
            if drag.edge is not None:
                distance = _EDGE_DISTANCE
            if (position - drag.pressed_at).manhattanLength() < distance:
                return
            drag.is_moving = True
        if drag.source:
            self._view.link_dragged.emit(drag.source, self._target(drag.source, position))
            self._view.show_cursor(Qt.CursorShape.DragLinkCursor)
            return
        offset = self._view.hit(position).offset
        if drag.edge is not None:
            self._view.show_preview(self._moved_edge(drag.edge, offset, is_exact=is_exact))
        elif drag.is_extending:
            self._view.select(self._view.current_selection.moved(offset, extends=True))
        else:
            self._view.select(self._dragged(drag.offset, offset, is_exact=is_exact))

    def drag_on(self, position: QPointF) -> None:
        """The mouse rests at `position` while the text scrolls under it."""
        is_exact = bool(QGuiApplication.keyboardModifiers() & _EXACT)
        self.drag_to(position, is_exact=is_exact)

    def release(self, event: QMouseEvent) -> None:
        """Finish the gesture and say what it was."""
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if not drag.is_moving:
            if not drag.only_selects:
                self._click(event)
            return
        if drag.edge is not None:
            self._finish_edge(drag.edge)
            return
        if drag.source:
            self._finish_link(drag.source, event)
            return
        selected = self._view.selection
        is_on_line = drag.is_on_line or self._view.hit(event.position()).is_on_line
        # From the title to the margin is no span, though it selects as far as it goes.
        if selected is not None and is_on_line and not drag.only_selects:
            self._view.span_drawn.emit(*selected)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the token; on an item, activate it."""
        self._drag = None
        hit = self._view.hit(event.position())
        if hit.is_on_text:
            token = token_around(self._view.tokens, hit.offset)
            if token is not None:
                self._view.select(Selection(*token))
        if hit.items:
            self._view.item_activated.emit(self._picked_in(hit.items))

    def select_sentence(self, position: QPointF) -> None:
        """Select the sentence at `position` (a third click)."""
        hit = self._view.hit(position)
        self._view.select(Selection(*by_text.sentence_around(self._view.text, hit.offset)))

    def cancel(self) -> None:
        """Forget the gesture."""
        if self._drag is not None and self._drag.source and self._drag.is_moving:
            self._view.link_dragged.emit("", "")
        self._drag = None
        self._view.show_preview(None)

    def _click(self, event: QMouseEvent) -> None:
        hit = self._view.hit(event.position())
        self._view.select(Selection(hit.offset, hit.offset))
        if not hit.items:
            self._last_stack = ()
            return
        stack = tuple(hit.items)
        picked = stack[0]
        if stack == self._last_stack and self._last_picked in stack:
            picked = stack[(stack.index(self._last_picked) + 1) % len(stack)]
        self._last_stack, self._last_picked = stack, picked
        self._view.item_clicked.emit(picked)

    def _picked_in(self, items: list[str]) -> str:
        return self._last_picked if self._last_picked in items else items[0]

    def _dragged(self, origin: int, offset: int, *, is_exact: bool) -> Selection:
        """The selection from `origin` to `offset`, in whole tokens unless exact."""
        low, high = min(origin, offset), max(origin, offset)
        if not is_exact:
            snapped = self._view.tokens.snap(low, high) if high > low else None
            if snapped is None:
                return Selection(origin, origin)
            low, high = snapped
        return Selection(low, high) if offset >= origin else Selection(high, low)

    def _moved_edge(self, edge: EdgeHit, offset: int, *, is_exact: bool) -> tuple[int, int] | None:
        item = self._view.find_item(edge.item_id)
        if item is None:
            return None
        start, end = (offset, item.end) if edge.is_start else (item.start, offset)
        if start >= end:
            # Pulled past the other edge: the span never turns over, it keeps one token.
            start, end = (item.end - 1, item.end) if edge.is_start else (item.start, item.start + 1)
        if is_exact:
            return start, end
        # The edge that stays keeps its place even where it cuts a token.
        snapped = self._view.tokens.snap(start, end)
        if snapped is None:
            return item.start, item.end
        start, end = (snapped[0], item.end) if edge.is_start else (item.start, snapped[1])
        return (start, end) if start < end else (item.start, item.end)

    def _finish_edge(self, edge: EdgeHit) -> None:
        preview = self._view.preview
        self._view.show_preview(None)
        item = self._view.find_item(edge.item_id)
        if item is not None and preview is not None and preview != (item.start, item.end):
            self._view.boundary_dragged.emit(edge.item_id, *preview)

    def _target(self, source: str, position: QPointF) -> str:
        """The item under the pointer that a line from `source` may end at."""
        return next((item for item in self._view.hit(position).items if item != source), "")

    def _finish_link(self, source: str, event: QMouseEvent) -> None:
        target = self._target(source, event.position())
        self._view.link_dragged.emit("", "")
        self._show_cursor(event.position())
        if target:
            self._view.link_drawn.emit(source, target, event.globalPosition().toPoint())

    def _show_cursor(self, position: QPointF) -> None:
        shape = Qt.CursorShape.IBeamCursor
        if self._view.edge_at(position) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        else:
            hit = self._view.hit(position)
            if hit.items and not hit.is_on_text:
                shape = Qt.CursorShape.PointingHandCursor
        self._view.show_cursor(shape)
