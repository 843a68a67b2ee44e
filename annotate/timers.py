"""Named timers for a thread that waits on a queue: how long to wait, and what to do then."""

from __future__ import annotations

import time
from collections.abc import Callable


class Timers:
    """Timers of one thread; seconds on the monotonic clock."""

    def __init__(self) -> None:
        """Start with none."""
        self._timers: dict[str, tuple[float, Callable[[], None]]] = {}

    def __contains__(self, name: str) -> bool:
        """Whether the timer is set."""
        return name in self._timers

    def set(self, name: str, seconds: float, action: Callable[[], None]) -> None:
        """Have `action` called in so many seconds, in place of an earlier one by this name."""
        self._timers[name] = (time.monotonic() + seconds, action)

    def clear(self, *names: str) -> None:
        """Forget these timers; without names, all."""
        for name in names or tuple(self._timers):
            self._timers.pop(name, None)

    def patience(self) -> float | None:
        """Seconds until the first is due; `None` when none is set."""
        if not self._timers:
            return None
        first = min(moment for moment, _ in self._timers.values())
        return max(0.0, first - time.monotonic())

    def ring(self) -> None:
        """Call what is due; an action may set and clear timers."""
        now = time.monotonic()
        for name, (moment, action) in list(self._timers.items()):
            if moment <= now and self._timers.get(name) == (moment, action):
                del self._timers[name]
                action()
