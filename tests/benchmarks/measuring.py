"""How times are taken: medians, value and floor in turn, clock and processor."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Spent:
    """Milliseconds of the clock and of this process's processor time."""

    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def timed() -> Iterator[Spent]:
    """Time the block; the result is filled at its end."""
    spent = Spent()
    wall, cpu = time.perf_counter(), time.process_time()
    try:
        yield spent
    finally:
        spent.wall = (time.perf_counter() - wall) * 1000
        spent.cpu = (time.process_time() - cpu) * 1000


def median(works: list[Spent]) -> Spent:
    """The median of each measure."""
    return Spent(
        statistics.median(item.wall for item in works),
        statistics.median(item.cpu for item in works),
    )


def in_turn(*works: Callable[[], Spent], times: int, warm_up: int = 1) -> tuple[Spent, ...]:
    """Medians of measures taken in turn, so that a slow moment of the machine meets all."""
    for _ in range(warm_up):
        for work in works:
            work()
    rounds = [[work() for work in works] for _ in range(times)]
    return tuple(median([taken[place] for taken in rounds]) for place in range(len(works)))


class SyncedFile:
    """A file in `folder` whose writes are made durable: the floor of every durable change."""

    def __init__(self, folder: Path, *, size: int = 8192) -> None:
        self._page = os.urandom(size)
        self._handle = os.open(folder / "synced", os.O_RDWR | os.O_CREAT, 0o600)

    def write(self) -> Spent:
        """Append a little and wait until it is durable, as a database's log does."""
        with timed() as spent:
            os.write(self._handle, self._page)
            (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(self._handle)
        return spent

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)
