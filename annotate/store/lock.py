"""One writer to a project: an advisory lock beside the file that dies with its holder.

Some lines of our own instead of `filelock`, whose import alone costs 40 ms before the first
paint; the lock is the operating system's, so a killed holder leaves nothing to clean up. What a
holder wrote stays behind when it died: who it was, and the number of its last durable step.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from annotate.errors import StoreBusyError
from annotate.store.sqlite import refused

_STEP_AT = 4096
"""Where the number of the last step stands, in bytes; the text before it is shorter."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds or held a lock: annotator, host, process, since when, last durable step."""

    annotator: str
    host: str
    pid: int
    since: str = ""
    step: int = 0

    def __str__(self) -> str:
        """The holder in words."""
        where = f"process {self.pid} on {self.host}"
        return f"{self.annotator} ({where})" if self.annotator else where


class ProjectLock:
    """The right to write to one project file, held until `release`."""

    def __init__(self, project: Path) -> None:
        """Name the lock of `project`; nothing is taken yet."""
        self._project = project
        self._path = lock_path(project)
        self._file: int | None = None
        self.left_by: Holder | None = None
        """Who held the lock before and never gave it back: it was killed, or the power went."""

    def acquire(self, *, annotator: str, at: str = "") -> None:
        """Take the lock; raises `StoreBusyError` with the holder, or another `StoreError`."""
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | _BINARY, 0o666)
        except OSError as error:
            raise refused(self._project, error) from error
        try:
            _lock(file)
        except OSError as error:
            holder = _holder(file)
            os.close(file)
            raise StoreBusyError(
                path=str(self._project), holder=str(holder) if holder else ""
            ) from error
        if not _is_same_file(file, self._path):
            # The holder before us has just deleted the file that we locked.
            os.close(file)
            self.acquire(annotator=annotator, at=at)
            return
        self.left_by = _holder(file)
        self._file = file
        _write(file, Holder(annotator[:200], _host(), os.getpid(), at))

    def note_step(self, seq: int) -> None:
        """Note the number of a step that is durable, so that its loss would be seen."""
        if self._file is not None:
            # On a full disk only the witness is missing; the step itself is in the project.
            with suppress(OSError):
                _put(self._file, _STEP_AT, f"{seq:020}".encode())

    def hand_back(self) -> None:
        """Give the lock back as it was found: nothing came of what it was taken for.

        Who left it behind, and which step was the last, is still to be told at the next opening.
        """
        file, left_by = self._file, self.left_by
        if file is None or left_by is None:
            self.release()
            return
        _write(file, left_by)
        self.note_step(left_by.step)
        self._file = None
        os.close(file)

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._file is None:
            return
        if sys.platform != "win32":
            # While it is still held, so that nobody else can have taken this very file.
            self._path.unlink(missing_ok=True)
        else:
            os.ftruncate(self._file, 0)
        os.close(self._file)
        self._file = None


def lock_path(project: Path) -> Path:
    """The lock of the file itself: a link to it must not be a way around."""
    target = project.resolve()
    return target.with_name(target.name + "-lock")


def is_held(project: Path) -> bool:
    """Whether somebody has the project open for writing now."""
    try:
        file = os.open(lock_path(project), os.O_RDWR | _BINARY)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        _lock(file, is_shared=True)
    except OSError:
        return True
    finally:
        os.close(file)
    return False


_BINARY = getattr(os, "O_BINARY", 0)


def _write(file: int, holder: Holder) -> None:
    """Say who holds the lock; on a full disk it is held all the same, and its holder not named."""
    record = {
        "annotator": holder.annotator,
        "host": holder.host,
        "pid": holder.pid,
        "at": holder.since,
    }
    with suppress(OSError):
        os.ftruncate(file, 0)
        _put(file, 0, json.dumps(record).encode())


def _put(file: int, offset: int, data: bytes) -> None:
    if sys.platform != "win32":
        os.pwrite(file, data, offset)
    else:
        os.lseek(file, offset, os.SEEK_SET)
        os.write(file, data)


def _host() -> str:
    # The module `socket` costs two milliseconds before the first paint.
    if sys.platform != "win32":
        return os.uname().nodename
    return os.environ.get("COMPUTERNAME", "")


def _lock(file: int, *, is_shared: bool = False) -> None:
    if sys.platform == "win32":
        import msvcrt

        # Far behind the text, so that others can read who holds it.
        os.lseek(file, 1 << 20, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


def _is_same_file(file: int, path: Path) -> bool:
    try:
        return sys.platform == "win32" or os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _holder(file: int) -> Holder | None:
    """Who holds the lock, as far as the file tells."""
    try:
        os.lseek(file, 0, os.SEEK_SET)
        text = os.read(file, _STEP_AT + 20)
        record = json.loads(text[:_STEP_AT].rstrip(b"\0"))
        step = text[_STEP_AT:]
        return Holder(
            annotator=str(record["annotator"]),
            host=str(record["host"]),
            pid=int(record["pid"]),
            since=str(record.get("at", "")),
            step=int(step) if step.isdigit() else 0,
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
