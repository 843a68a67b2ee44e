"""A canvas of which the size may change under the reader: what has the ring stays in sight."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotate.compat import override
from gui.text.canvas import Canvas


class InSight(IntEnum):
    """How much of the lines of what has the ring is on the screen."""

    NOTHING = 0
    PART = 1
    ALL = 2


class SteadyCanvas(Canvas):
    """Keeps the line at the top where it is, and the focus in sight where both cannot be.

    A key judges what has the ring: a message that takes the foot of the page, a strip that opens
    or a smaller window must not hide it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Hold nothing yet."""
        super().__init__(parent)
        self._coming_to: tuple[int, float] | None = None

    @property
    def is_waiting_for_paint(self) -> bool:
        """Whether another text has been set and not been painted yet."""
        return self._prefetch.is_held

    @property
    def is_coming_back(self) -> bool:
        """Whether the reader's place was restored and has not been painted yet."""
        return self._coming_to is not None

    def come_back(self, offset: int, pixel: float) -> None:
        """`restore_place`, where what has the ring was in sight: so it is in the end, too.

        The window may get its size only before the first paint: until then the place is restored
        with each size, and only then is looked whether what has the ring is in sight.
        """
        self._coming_to = offset, pixel
        self.restore_place(offset, pixel)

    def set_foot(self, height: int) -> None:
        """Leave so many pixels below the text free: something lies there."""
        if height != self.viewportMargins().bottom():
            self.setViewportMargins(0, 0, 0, height)

    def focus_in_sight(self) -> InSight:
        """How much of what has the ring is on the screen."""
        stretch, shown = self._overlay.focus, self._flow.shown()
        if stretch is None or not shown:
            return InSight.NOTHING
        start, end = stretch
        block_at = self._paragraphs.block_at
        # Nothing is laid out to answer this: what is no part of the page is not in sight.
        is_above = block_at(max(end - 1, start)) < shown[0].block.index
        is_below = block_at(start) > shown[-1].block.index
        extent = None if is_above or is_below else self._extent_of(start, end)
        if extent is None:
            return InSight.NOTHING
        (top, bottom), height = extent, self._flow.height
        if top >= 0 and bottom <= height:
            return InSight.ALL
        return InSight.PART if bottom > 0 and top < height else InSight.NOTHING

    def is_in_sight(self, start: int, end: int) -> bool:
        """Whether some of `start:end` is on the screen, half a line at least."""
        extent = self._extent_of(start, end)
        if extent is None:
            return False
        least = self._metrics.line_height / 2
        return extent[1] >= least and extent[0] <= self.viewport().height() - least

    def bring_focus_back(self) -> None:
        """Scroll no more than needed for all of what has the ring to be in sight."""
        stretch = self._overlay.focus
        if stretch is None or self.focus_in_sight() is InSight.ALL:
            return
        extent = self._extent_of(*stretch)
        if extent is None:
            self.reveal(*stretch)
            return
        (top, bottom), height = extent, self._flow.height
        is_above = top < 0 or bottom - top > height
        self._scroll_by(top if is_above else bottom - height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show no less of what has the ring than before."""
        is_settled = event.oldSize().isValid() and self._coming_to is None
        before = self.focus_in_sight() if is_settled else InSight.NOTHING
        super().resizeEvent(event)
        if self._coming_to is not None:
            self.restore_place(*self._coming_to)
        elif before and self.focus_in_sight() < before:
            self.bring_focus_back()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._coming_to is not None:
            self._coming_to = None
            QTimer.singleShot(0, self, self.bring_focus_back)
