"""How times are taken: medians, value and floor in turn, clock and processor."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotate.store.sqlite import connect_new

STEP_BYTES = 5 * 4120
"""What one correction adds to the log of a project: five pages with their heads."""
_ROOM = 4 << 20


@dataclass(slots=True)
class Spent:
    """Milliseconds of the clock and of this process's processor time.

    `waited` is how long of it the thread was ready and others had the processor, our own too.
    """

    wall: float = 0.0
    cpu: float = 0.0
    waited: float = 0.0

    @property
    def own(self) -> float:
        """The clock less waits for a core: what it takes where every thread has one."""
        return self.wall - self.waited


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


def waited_for_a_core() -> float:
    """Seconds that this thread was ready so far and others ran; 0 where the system does not say."""
    try:
        text = Path("/proc/thread-self/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(text.split()[1]) / 1e9


class SyncedFile:
    """A file in `folder` whose writes are made durable: the floor of every durable change.

    It has its full size beforehand, so that nothing but what is written has to reach the disk.
    """

    def __init__(self, folder: Path, *, size: int = STEP_BYTES) -> None:
        self._page = os.urandom(size)
        self._handle = os.open(folder / "synced", os.O_RDWR | os.O_CREAT, 0o600)
        os.write(self._handle, bytes(_ROOM))
        os.fsync(self._handle)
        os.lseek(self._handle, 0, os.SEEK_SET)

    def write(self) -> Spent:
        """Write behind what was written last and wait until it is durable."""
        if os.lseek(self._handle, 0, os.SEEK_CUR) + len(self._page) > _ROOM:
            os.lseek(self._handle, 0, os.SEEK_SET)
        with timed() as spent:
            os.write(self._handle, self._page)
            (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(self._handle)
        return spent

    def close(self) -> None:
        """Close the file."""
        os.close(self._handle)


class BareCommits:
    """A database in `folder` that gets one small row a transaction, as durable as a project's."""

    def __init__(self, folder: Path) -> None:
        self._connection = connect_new(folder / "bare.db")
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 0",
            "CREATE TABLE IF NOT EXISTS step (id INTEGER PRIMARY KEY, what TEXT NOT NULL)",
        ):
            self._connection.execute(statement)

    def write(self) -> Spent:
        """Add a row and wait until it is durable."""
        with timed() as spent:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("INSERT INTO step (what) VALUES (?)", ("x" * 100,))
            self._connection.execute("COMMIT")
        return spent

    def close(self) -> None:
        """Close the database."""
        self._connection.close()
