"""One writer to a project: an advisory lock beside the file that dies with its holder.

Thirty lines of our own instead of `filelock`, whose import alone costs 40 ms before the first
paint; the lock is the operating system's, so a killed holder leaves nothing to clean up.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO

from annotate.errors import StoreBusyError, StoreReadOnlyError


class ProjectLock:
    """The right to write to one project file, held until `release`."""

    def __init__(self, project: Path) -> None:
        """Name the lock of `project`; nothing is taken yet."""
        self._project = project
        # Of the file itself: a link to it must not be a way around the lock.
        target = project.resolve()
        self._path = target.with_name(target.name + "-lock")
        self._file: IO[str] | None = None

    def acquire(self, *, annotator: str) -> None:
        """Take the lock; raises `StoreBusyError` with the holder, or `StoreReadOnlyError`."""
        try:
            file = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise StoreReadOnlyError(path=str(self._project), reason=str(error)) from error
        try:
            _lock(file)
        except OSError as error:
            holder = _holder(file)
            file.close()
            raise StoreBusyError(path=str(self._project), holder=holder) from error
        if not _is_same_file(file, self._path):
            # The holder before us has just deleted the file that we locked.
            file.close()
            self.acquire(annotator=annotator)
            return
        file.seek(0)
        file.truncate()
        json.dump({"annotator": annotator, "host": _host(), "pid": os.getpid()}, file)
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._file is None:
            return
        if sys.platform != "win32":
            # While it is still held, so that nobody else can have taken this very file.
            self._path.unlink(missing_ok=True)
        self._file.close()
        self._file = None


def _host() -> str:
    # The module `socket` costs two milliseconds before the first paint.
    if sys.platform != "win32":
        return os.uname().nodename
    return os.environ.get("COMPUTERNAME", "")


def _lock(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        # Far behind the text, so that others can read who holds it.
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_same_file(file: IO[str], path: Path) -> bool:
    try:
        return sys.platform == "win32" or os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _holder(file: IO[str]) -> str:
    """Who holds the lock, as far as the file tells."""
    try:
        file.seek(0)
        record = json.loads(file.read())
        where = f"process {record['pid']} on {record['host']}"
        name = record["annotator"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return f"{name} ({where})" if name else where
