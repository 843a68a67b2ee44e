"""Durable copies of a project: one moment, all or nothing, without a log beside them."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from annotate.store.sqlite import Connection, connect_new, refused

Progress = Callable[[int, int], None]
_PIECE = 1024
"""Pages of 4 KiB that are copied at a time."""


def copy_to(
    connection: Connection,
    target: Path,
    *,
    note: Progress | None = None,
    finish: Callable[[Connection], None] | None = None,
) -> None:
    """Copy what the connection sees into one durable file, all or nothing, over what is there.

    The source may be written meanwhile: the copy is of one moment. `note` is called between pieces
    with the pages that are left and all pages, `finish` with the copy before it takes its name;
    what they raise ends the copy. Raises `OSError` or SQLite's errors.
    """
    draft = draft_of(target)
    is_mine = not connection.in_transaction
    try:
        if is_mine:
            connection.execute("BEGIN")
        # The first read fixes the moment.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        copy = connect_new(draft)
        try:
            connection.backup(
                copy,
                pages=_PIECE,
                progress=None if note is None else lambda _, left, total: note(left, total),
                sleep=0,
            )
            # One file that opens anywhere, also on media that cannot be written.
            copy.execute("PRAGMA journal_mode = DELETE")
            if finish is not None:
                finish(copy)
        finally:
            copy.close()
        sync(draft)
        draft.replace(target)
        sync(target.parent)
    finally:
        if is_mine and connection.in_transaction:
            connection.execute("ROLLBACK")
        remove_draft(draft)


def sync(path: Path) -> None:
    """Make a file or the entries of a folder durable, where the system can."""
    if sys.platform == "win32":
        return
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def require_writable(draft: Path, target: Path) -> None:
    """Make the draft of `target`, empty; raises the `StoreError` that SQLite cannot tell."""
    try:
        draft.touch()
    except OSError as error:
        raise refused(target, error) from error


def draft_of(path: Path) -> Path:
    """Where a file is made before it takes its name."""
    return path.with_name(f".{path.name}.{os.getpid()}.new")


def remove_draft(draft: Path) -> None:
    """Remove a draft with what SQLite left beside it."""
    for name in (draft.name, f"{draft.name}-wal", f"{draft.name}-shm", f"{draft.name}-journal"):
        # On a disk that cannot be written there is none, and nothing is cleared away.
        with suppress(OSError):
            draft.with_name(name).unlink(missing_ok=True)


def clear_drafts(path: Path) -> None:
    """Remove what a process that was killed has left half done; nobody else must be at work."""
    target = path.resolve()
    for draft in target.parent.glob(f".{glob.escape(target.name)}.*.new*"):
        with suppress(OSError):
            draft.unlink()
