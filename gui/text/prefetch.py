"""Lays out what the reader will see next, in slices, while nothing else is to be done."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from gui.text.block import TextLine
from gui.text.flow import Flow
from gui.text.layout_cache import LayoutCache

_PAGES = 1.5
# Seconds: short enough for a frame.
_SLICE = 0.004
_AFTER_PAINT_MS = 20


class Prefetch:
    """Makes the pages around the screen, then the page around the place that is expected next."""

    def __init__(
        self,
        view: QWidget,
        cache: LayoutCache,
        flow: Callable[[], Flow],
        stamp_line: Callable[[TextLine], None],
    ) -> None:
        """Work for `view` while it is visible; `flow` gives the flow that holds at the time."""
        self.expected: int | None = None
        """Number of the block where the reader will probably go, wherever that is."""
        self._view = view
        self._cache = cache
        self._flow = flow
        self._stamp_line = stamp_line
        self._timer = QTimer(view)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        self._is_held = self._is_queued = False

    @property
    def is_held(self) -> bool:
        """Whether another text is about to be painted."""
        return self._is_held

    def hold(self) -> None:
        """Another text is about to be painted: make nothing until `start`."""
        self.expected = None
        self._is_held = True
        self._timer.stop()

    def start(self) -> None:
        """Go on when nothing else is to be done."""
        self._is_held = False
        if not self._is_queued and not self._timer.isActive():
            # Behind what waits in the queue: a timer would come before the keys.
            self._is_queued = True
            QTimer.singleShot(0, self._view, self._on_turn)

    def expect(self, index: int) -> None:
        """Make the page around block `index` too, after the paint that is about to come."""
        if index != self.expected:
            self.expected = index
            if not self._is_held and not self._timer.isActive():
                self._timer.start(_AFTER_PAINT_MS)

    def _on_turn(self) -> None:
        self._is_queued = False
        if not self._is_held:
            self._work()

    def _work(self) -> None:
        deadline = perf_counter() + _SLICE
        self._cache.free()
        flow = self._flow()
        while self._view.isVisible():
            index = flow.next_unmade(pages=_PAGES)
            if index is None and self.expected is not None:
                index = flow.next_unmade_around(self.expected)
            if index is None:
                return
            for line in flow.block(index).lines:
                self._stamp_line(line)
            if perf_counter() > deadline:
                self._timer.start(0)
                return
