"""What an import has met, by key: in memory, or all of it on the disk where there is much.

Then SQLite's own temporary file holds it, which goes with the last user of it; a cache of fixed
size is all that stays in memory.
"""

from __future__ import annotations

import threading
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_IN_MEMORY = 25_000
"""Fewer would put what is usual on the disk: `python -m tests.benchmarks import` shows the cost."""
_CACHE_KB = 512


class Seen:
    """Short texts by key; every thread may ask and put."""

    def __init__(self) -> None:
        """Nothing is known yet, and no file is made."""
        self._few: dict[str, str] = {}
        self._many: sqlite3.Connection | None = None
        self._lock = threading.Lock()

    def put(self, key: str, text: str = "") -> None:
        """Keep a text under a key, in place of what was there."""
        with self._lock:
            if self._many is None and len(self._few) >= _IN_MEMORY:
                self._many, self._few = self._spill(), {}
            if self._many is None:
                self._few[key] = text
            else:
                self._many.execute("INSERT OR REPLACE INTO seen VALUES (?, ?)", (key, text))

    def get(self, key: str) -> str | None:
        """The text under a key; None where there is none."""
        few = self._few  # before the question: what is moved to the disk stays in the old one
        if self._many is None:
            return few.get(key)
        with self._lock:
            row = self._many.execute("SELECT text FROM seen WHERE key = ?", (key,)).fetchone()
            return None if row is None else str(row[0])

    def __contains__(self, key: object) -> bool:
        """Whether there is a text under a key."""
        return isinstance(key, str) and self.get(key) is not None

    def _spill(self) -> sqlite3.Connection:
        import sqlite3  # hardly any import is so large

        # An empty name is a file of its own in the folder for such, known to nobody else.
        made = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        weakref.finalize(self, made.close)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}"):
            made.execute(f"PRAGMA {setting}")
        made.execute("CREATE TABLE seen (key TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID")
        made.execute("BEGIN")
        made.executemany("INSERT INTO seen VALUES (?, ?)", self._few.items())
        return made
