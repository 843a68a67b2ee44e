"""Make a project file, or open one: whose it is, which version, migrated when it is older."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from annotate.articles import Article
from annotate.errors import (
    MigrationError,
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreExistsError,
    StoreForeignError,
    StoreFullError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from annotate.notices import Notice
from annotate.schema.label_schema import LabelSchema
from annotate.spans import new_id
from annotate.store import articles, labels, log, settings, shape, surroundings, witness
from annotate.store.copying import copy_to, draft_of, remove_draft, sync
from annotate.store.lock import ProjectLock, is_held
from annotate.store.sqlite import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    Connection,
    Error,
    connect,
    connect_memory,
    connect_plain,
    log_of,
    refused,
    store_error,
    transaction,
    translated_errors,
)

SUFFIX = ".spandesk"
FILE_ID = "file.id"
"""Setting: what makes a project the same project, however its file is called."""


def create_file(
    path: Path,
    schema: LabelSchema,
    *,
    values: dict[str, str],
    content: Sequence[Article] = (),
    at: str = "",
) -> None:
    """Make a new project file at `path`, complete with its first articles or not at all.

    Raises `StoreExistsError`, `StoreReadOnlyError`, `StoreFullError` or another `StoreError`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refused(path, error) from error
    lock = ProjectLock(path)
    lock.acquire(annotator=values.get("annotator", ""))
    try:
        if path.exists():
            raise StoreExistsError(path=str(path))
        _put_leftovers_aside(path)
        _create(path, schema, values=values, content=content, at=at)
    finally:
        lock.release()


def _put_leftovers_aside(path: Path) -> None:
    """Rename the log of a file that is gone: SQLite would play it into the new file."""
    log = log_of(path)
    try:
        if log.exists():
            log.replace(log.with_name(f"{log.name}-of-a-lost-file"))
        log.with_name(log.name.removesuffix("wal") + "shm").unlink(missing_ok=True)
    except OSError as error:
        raise refused(path, error) from error


def _create(
    path: Path,
    schema: LabelSchema,
    *,
    values: dict[str, str],
    content: Sequence[Article],
    at: str,
) -> None:
    from annotate.store.migrations import migrate

    draft = draft_of(path)
    try:
        draft.touch(exist_ok=False)
    except OSError as error:
        raise refused(path, error) from error
    try:
        with translated_errors(path):
            connection = connect(draft, create=True)
            try:
                migrate(connection)
                with transaction(connection):
                    labels.write_schema(connection, schema)
                    for name, value in {**values, FILE_ID: new_id()}.items():
                        settings.write(connection, name, value)
                    articles.insert(connection, content, at=at)
                connection.execute("PRAGMA journal_mode = WAL")
            finally:
                connection.close()
        # A link never replaces a file that somebody made in the meantime.
        try:
            os.link(draft, path)
        except FileExistsError as error:
            raise StoreExistsError(path=str(path)) from error
        except OSError:
            draft.replace(path)
    finally:
        remove_draft(draft)


def check_identity(connection: Connection, path: Path) -> int:
    """Version of the project file; raises when it is no project or from a newer Spandesk."""
    with translated_errors(path):
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        if application_id != APPLICATION_ID:
            raise StoreCorruptError(path=str(path), reason="not_a_project")
        if version > SCHEMA_VERSION:
            raise StoreTooNewError(path=str(path), found=version, supported=SCHEMA_VERSION)
        if part := shape.foreign_part(connection, version):
            raise StoreForeignError(path=str(path), part=part, reason="foreign")
    return version


def connect_to_read(path: Path) -> tuple[Connection, list[Notice]]:
    """A connection that only reads, to a file of ours; raises a `StoreError`.

    A log that is not the file's own is left out, unless somebody has the project open: then it is
    theirs. An older file is migrated in memory and stays as it is on the disk.
    """
    notices: list[Notice] = []
    if log.size(path) and not is_held(path) and not log.belongs(path):
        reader = connect_plain(path, "mode=ro&immutable=1")
        notices.append(Notice("log_aside", {"log": str(log_of(path))}))
    else:
        reader = connect(path, read_only=True)
    try:
        if check_identity(reader, path) < SCHEMA_VERSION:
            reader = _as_of_today(reader, path)
    except BaseException:
        reader.close()
        raise
    return reader, notices


def _as_of_today(reader: Connection, path: Path) -> Connection:
    """An older file migrated in memory, so that who only reads leaves it as it is."""
    from annotate.store.migrations import migrate

    memory = connect_memory()
    try:
        with translated_errors(path):
            reader.backup(memory)
            migrate(memory)
            memory.execute("PRAGMA query_only = ON")
    except BaseException:
        memory.close()
        raise
    reader.close()
    return memory


def file_id_in_ruins(path: Path) -> str:
    """The id of a file that is no sound project any more, if it can still be read; else empty."""
    try:
        connection = connect_plain(path, "mode=ro&immutable=1")
    except StoreError:
        return ""
    try:
        return settings.read(connection, FILE_ID)
    except Error:
        return ""
    finally:
        connection.close()


def set_foreign_log_aside(path: Path) -> list[Notice]:
    """Before the file is opened for writing: put away a log that is not its own."""
    if not log.size(path) or log.belongs(path):
        return []
    return [Notice("log_aside", {"log": str(log.put_aside(path))})]


def newest_step(connection: Connection) -> int:
    """The number of the newest step in the history, also of one that was taken out."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'history'").fetchone()
    return int(row[0]) if row else 0


def what_is_missing(
    path: Path, connection: Connection, lock: ProjectLock, *, file_id: str
) -> list[Notice]:
    """What a lock that was left behind and this machine's memory say of a file just opened.

    The newest step is noted in the lock. Raises a `StoreError`.
    """
    with translated_errors(path):
        newest = newest_step(connection)
    lock.note_step(newest)
    left_by = lock.left_by
    said: list[Notice] = []
    if left_by is not None:
        said.append(Notice("crashed", {"holder": str(left_by), "since": left_by.since}))
        if left_by.step > newest:
            said.append(Notice("steps_missing", {"count": left_by.step - newest}))
            return said
    memory = witness.recall(path, file_id)
    if memory is not None and memory.step > newest:
        said.append(Notice("older", {"count": memory.step - newest}))
    elif memory is not None and left_by is None and not memory.is_as_left(path):
        said.append(Notice("changed"))
    return said


def close_reader(path: Path, connection: Connection, file_id: str) -> None:
    """Close the last connection and remember outside of the file what is in it."""
    try:
        with translated_errors(path):
            newest = newest_step(connection)
    except StoreError:
        newest = None
    connection.close()
    if newest is not None:
        witness.remember(path, file_id, newest)


def remember_file(path: Path) -> None:
    """Remember a file that was just put here as what is to be here."""
    connection = connect(path, read_only=True)
    with translated_errors(path):
        file_id = settings.read(connection, FILE_ID)
    close_reader(path, connection, file_id)


def what_is_around(path: Path) -> list[Notice]:
    """What is to be said of the place where a project lies."""
    said: list[Notice] = []
    if kind := surroundings.network_kind(path):
        said.append(Notice("network", {"kind": kind}))
    if tool := surroundings.synchronised_by(path):
        said.append(Notice("synced", {"tool": tool}))
    if names := surroundings.conflict_copies(path):
        said.append(Notice("conflicts", {"names": ", ".join(names)}))
    return said


def require_file(path: Path) -> None:
    """Raise `StoreMissingError` or `StoreCorruptError` unless `path` is a file with a content."""
    if not path.is_file():
        raise StoreMissingError(path=str(path))
    if path.stat().st_size == 0:
        raise StoreCorruptError(path=str(path), reason="empty_file")


def require_right(path: Path) -> None:
    """Raise `StoreReadOnlyError` where nobody may write to the file.

    SQLite would open it all the same, and refuse the first step. It is not opened to find out:
    closing it would let go of every lock that this process has on it (sqlite.org/howtocorrupt).
    """
    is_effective = os.access in os.supports_effective_ids
    if not os.access(path, os.W_OK, effective_ids=is_effective):
        raise StoreReadOnlyError(path=str(path), reason=os.strerror(errno.EACCES))


def bring_up_to_date(path: Path) -> Path | None:
    """Migrate an older project file, after a copy; the path of the copy, or None if not needed.

    Raises `MigrationError` (the file is then as it was) or another `StoreError`.
    """
    connection = connect(path)
    try:
        version = check_identity(connection, path)
        if version == SCHEMA_VERSION:
            return None
        backup = path.with_name(f"{path.stem}.before-v{SCHEMA_VERSION}{SUFFIX}")
        with translated_errors(path):
            _, is_log_empty = log.merge(connection)
        if not is_log_empty:
            # Who reads it now would go on reading the old file with a log that is not its own.
            raise StoreBusyError(path=str(path), holder="")
        try:
            copy_to(connection, backup)
        except OSError as error:
            raise refused(path, error) from error
        except Error as error:
            raise store_error(error, path) from error
    finally:
        connection.close()
    _migrate_copy(path, backup)
    return backup


def _require_sound(connection: Connection, path: Path) -> None:
    sound = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if sound != "ok":
        raise StoreCorruptError(path=str(path), reason=sound)


def _migrate_copy(path: Path, backup: Path) -> None:
    """Migrate a copy of the file, then put it in its place: at every moment one of both is whole.

    Raises `MigrationError`, or `StoreFullError` where only room was wanting.
    """
    from annotate.store.migrations import migrate

    target = path.resolve()
    draft = draft_of(target)
    running: list[str] = []
    try:
        shutil.copy2(target, draft)
        connection = connect(draft)
        try:
            migrate(connection, note=running.append)
            _require_sound(connection, draft)
        finally:
            connection.close()
        sync(draft)
        draft.replace(target)
        sync(target.parent)
    except Exception as error:
        if (full := _want_of_room(error, path)) is not None:
            raise full from error
        reason = str(error.fields.get("reason")) if isinstance(error, StoreError) else str(error)
        raise MigrationError(
            path=str(path), migration=", ".join(running), reason=reason, backup=str(backup)
        ) from error
    finally:
        remove_draft(draft)


def _want_of_room(error: BaseException | None, path: Path) -> StoreFullError | None:
    """The error that says so, if want of room is at the bottom of what went wrong."""
    while error is not None:
        found: Exception = error if isinstance(error, StoreError) else StoreError()
        if isinstance(error, Error):
            found = store_error(error, path)
        elif isinstance(error, OSError):
            found = refused(path, error)
        if isinstance(found, StoreFullError):
            return StoreFullError(path=str(path), reason=str(found.fields.get("reason")))
        error = error.__cause__
    return None
