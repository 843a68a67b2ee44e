"""The child of the soak: an annotator at full speed, timed beside a bare commit of the same run."""

from __future__ import annotations

import gc
import queue
import random
import sqlite3
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.scripts import Acks, last_seq, make_window

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = ("A", "A", "A", "X", "1", "2", "Alt+Right")
_EACH = 10
"""After so many keys the floor is measured once."""
_STUCK = 20_000
"""Keys without an edit after which there is nothing more to correct."""


class Floor:
    """What a commit costs on this machine at this moment: one row, by a thread that only writes.

    A file of its own beside the project, with the same journal and the same syncing. Others who use
    the disk and the processor slow it down as they slow down the window, so a ratio to it tells
    the window's own share.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        # What SQLite keeps of this file in memory would be taken for the window's.
        self._connection.execute("PRAGMA cache_size = -64")
        self._connection.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT)")
        self._jobs: queue.SimpleQueue[Future[None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def measure(self, turn: Callable[[], None]) -> float:
        """Seconds until a row is durable, with `turn` called as the window would be."""
        began = time.monotonic()
        answer: Future[None] = Future()
        self._jobs.put(answer)
        while not answer.done():
            turn()
        return time.monotonic() - began

    def _run(self) -> None:
        while (answer := self._jobs.get()) is not None:
            self._connection.execute("BEGIN IMMEDIATE")
            self._connection.execute("INSERT INTO row (text) VALUES (?)", ("x" * 600,))
            self._connection.execute("COMMIT")
            answer.set_result(None)
        self._connection.close()

    def close(self) -> None:
        self._jobs.put(None)
        self._thread.join()


@dataclass(slots=True)
class Tenth:
    """What is measured in a tenth of the edits; seconds."""

    latencies: list[float] = field(default_factory=list[float])
    """From a key that made an edit until the window said that it is saved."""
    floors: list[float] = field(default_factory=list[float])
    keys: int = 0
    cpu: float = field(default_factory=time.process_time)
    began: float = field(default_factory=time.monotonic)


def soak(acks: Path, project: str, edits: int, articles: int) -> int:
    """Correct at full speed until the history has that many edits; a word after each tenth."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui.saving import SaveState

    said, path = Acks(acks), Path(project)
    application = make_window(path)
    session, view = application.session, application.window.pane.view
    floor = Floor(path.with_name("floor.db"))
    chance = random.Random(1)
    each = max(edits // articles, 1)
    before = last_seq(application)
    made = of_article = 0
    for number in range(1, 11):
        tenth = Tenth()
        until = edits * number // 10
        stuck = 0
        while made < until:
            began = time.monotonic()
            QTest.keySequence(view, chance.choice(KEYS))
            while session.save_status.state is SaveState.PENDING:
                QApplication.processEvents()
            taken = time.monotonic() - began
            tenth.keys += 1
            seq = last_seq(application) - before
            if seq > made:
                tenth.latencies.append(taken)
                stuck = 0
            stuck += 1
            if stuck > _STUCK:
                raise AssertionError(f"no more edits after {made}")
            of_article += seq - made
            made = seq
            QTest.keySequence(view, "Tab")
            QApplication.processEvents()
            if tenth.keys % _EACH == 0:
                tenth.floors.append(floor.measure(QApplication.processEvents))
            # One more is the state of the article.
            if of_article >= each - 1 or stuck > 4 * each:
                QTest.keySequence(view, "Ctrl+Return")
                session.settle()
                QApplication.processEvents()
                made = last_seq(application) - before
                of_article = 0
        said.say(tenth=number, edits=made, size=path.stat().st_size, rss=_rss(), **_figures(tenth))
    application.window.close()
    application.end()
    floor.close()
    return 0


def _figures(tenth: Tenth) -> dict[str, float]:
    """Milliseconds: medians, and processor time of the process for each key."""
    return {
        "latency": _median(tenth.latencies) * 1000,
        "slow": sorted(tenth.latencies)[len(tenth.latencies) * 95 // 100] * 1000,
        "floor": _median(tenth.floors) * 1000,
        "cpu": (time.process_time() - tenth.cpu) * 1000 / max(tenth.keys, 1),
        "seconds": time.monotonic() - tenth.began,
        "keys": tenth.keys,
    }


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _rss() -> float:
    """Memory of this process, in MB."""
    gc.collect()
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
