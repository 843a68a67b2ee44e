"""The write-ahead log of a project: whose it is, and when it is merged into the file.

SQLite plays whatever log lies beside a file into it, also when the file has been replaced by
another in the meantime. So the first change in every new log gives the file a new generation and
notes the one before: a log fits a file whose own generation, read without the log, is one of both.

A log that is empty gets its room beforehand. A sync of a file that grows waits for the file
system's own records as well: by then a step had cost half as much again.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from annotate.errors import StoreCorruptError, StoreError, told
from annotate.spans import new_id
from annotate.store import settings
from annotate.store.sqlite import (
    WRITER_PATIENCE_MS,
    Connection,
    Error,
    connect_plain,
    has_changes,
    log_of,
    refused,
)

GENERATION = "file.generation"
BASE = "file.base"

LARGE = 4 << 20
"""Bytes of the log from which on it is merged without waiting for a pause."""
_ROOM = 1 << 19
"""Bytes of an empty log: as many as some 25 corrections take, made one after the other."""


def begin(connection: Connection) -> None:
    """Give the file its next generation; called within the first change of a new log."""
    settings.write(connection, BASE, settings.read(connection, GENERATION))
    settings.write(connection, GENERATION, new_id())


def merge(connection: Connection) -> tuple[bool, bool]:
    """Merge the log into the file and empty it: whether all is merged, and whether it is empty.

    Nobody is waited for: who still reads from the log keeps it from being emptied. Once all is
    merged, SQLite may begin a new log by itself. Raises SQLite's errors.
    """
    row = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    if row[0] or row[1] != row[2]:
        return False, False
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        return True, not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        connection.execute(f"PRAGMA busy_timeout = {WRITER_PATIENCE_MS}")


def make_room(connection: Connection, path: Path) -> None:
    """Lengthen the log with zeros, where SQLite finds no change, for the steps to come.

    What does not fit on the disk or is held by another is let be: the log then grows as it must.
    Raises SQLite's errors, except that somebody else writes.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        # While we are the one who may write, nobody else puts anything behind the end.
        connection.execute("BEGIN IMMEDIATE")
    except Error:
        return
    else:
        try:
            _lengthen(log_of(path))
        finally:
            connection.execute("ROLLBACK")
    finally:
        connection.execute(f"PRAGMA busy_timeout = {WRITER_PATIENCE_MS}")


def _lengthen(log: Path) -> None:
    # A link in the place of the log leads to a file that is none of ours.
    flags = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(log, os.O_WRONLY | os.O_APPEND | flags)
    except OSError:
        return
    try:
        before = os.fstat(handle).st_size
        try:
            missing = _ROOM - before
            while missing > 0:
                missing -= os.write(handle, bytes(missing))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, before)
    except OSError:
        # Zeros that could not be taken away again are room as well.
        return
    finally:
        os.close(handle)


def size(path: Path) -> int:
    """Bytes of the log beside the file, room and all; 0 when the file is all there is."""
    try:
        return log_of(path).stat().st_size
    except OSError:
        return 0


def belongs(path: Path) -> bool:
    """Whether the log beside the file is the file's own; nobody must have the project open.

    Looks at a copy, so that nothing is merged. Raises a `StoreError` when the file cannot be read.
    """
    if not has_changes(path):
        return True
    damage: StoreCorruptError | None = None
    own = None
    try:
        own = _generation_alone(path)
    except StoreCorruptError as error:
        # Who was killed while merging leaves a file that is whole with its own log only.
        damage = error
    if own is None and damage is None:
        return True
    with tempfile.TemporaryDirectory(prefix="spandesk-") as folder:
        copy = Path(folder) / "copy"
        try:
            shutil.copyfile(path, copy)
            shutil.copyfile(log_of(path), log_of(copy))
        except OSError as error:
            raise StoreError(path=str(path), reason=told(error)) from error
        try:
            connection = connect_plain(copy, "mode=rw")
        except StoreError:
            if damage is not None:
                raise damage from None
            return False
        try:
            if damage is not None:
                return _is_whole(connection, damage)
            named = [settings.read(connection, name) for name in (GENERATION, BASE)]
        except Error:
            return False
        finally:
            connection.close()
    return own in named


def _is_whole(connection: Connection, damage: StoreCorruptError) -> bool:
    """True, or raises `damage`: a log that does not make a broken file whole mends nothing."""
    try:
        (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except Error:
        raise damage from None
    if answer != "ok":
        raise damage
    return True


def put_aside(path: Path) -> Path:
    """Rename a log that is not the file's own; its new name. Raises a `StoreError`."""
    log = log_of(path)
    number = 1
    while (kept := log.with_name(f"{log.name}-of-another-file-{number}")).exists():
        number += 1
    try:
        log.replace(kept)
        log.with_name(log.name.removesuffix("wal") + "shm").unlink(missing_ok=True)
    except OSError as error:
        raise refused(path, error) from error
    return kept


def _generation_alone(path: Path) -> str | None:
    """The generation that the file has without its log; None when it has no such table."""
    connection = connect_plain(path, "mode=ro&immutable=1")
    try:
        return settings.read(connection, GENERATION)
    except Error:
        return None
    finally:
        connection.close()
