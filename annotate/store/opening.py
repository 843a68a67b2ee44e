"""Make a project file, or open one: whose it is, which version, migrated when it is older."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from annotate.articles import Article
from annotate.errors import (
    MigrationError,
    StoreCorruptError,
    StoreError,
    StoreExistsError,
    StoreMissingError,
    StoreReadOnlyError,
    StoreTooNewError,
)
from annotate.schema import LabelSchema
from annotate.store import articles, labels, settings
from annotate.store.lock import ProjectLock
from annotate.store.sqlite import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    Connection,
    connect,
    log_of,
    transaction,
    translated_errors,
)

SUFFIX = ".spandesk"


def create_file(
    path: Path,
    schema: LabelSchema,
    *,
    values: dict[str, str],
    content: Sequence[Article] = (),
    at: str = "",
) -> None:
    """Make a new project file at `path`, complete with its first articles or not at all.

    Raises `StoreExistsError`, `StoreReadOnlyError`, `StoreBusyError` or another `StoreError`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnlyError(path=str(path), reason=str(error)) from error
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
        raise StoreReadOnlyError(path=str(path), reason=str(error)) from error


def _create(
    path: Path,
    schema: LabelSchema,
    *,
    values: dict[str, str],
    content: Sequence[Article],
    at: str,
) -> None:
    from annotate.store.migrations import migrate

    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        draft.touch(exist_ok=False)
    except OSError as error:
        raise StoreReadOnlyError(path=str(path), reason=str(error)) from error
    try:
        with translated_errors(path):
            connection = connect(draft, create=True)
            try:
                migrate(connection)
                with transaction(connection):
                    labels.write_schema(connection, schema)
                    for name, value in values.items():
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
        draft.unlink(missing_ok=True)


def check_identity(connection: Connection, path: Path) -> int:
    """Version of the project file; raises when it is no project or from a newer Spandesk."""
    with translated_errors(path):
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application_id != APPLICATION_ID:
        raise StoreCorruptError(path=str(path), reason="not_a_project")
    if version > SCHEMA_VERSION:
        raise StoreTooNewError(path=str(path), found=version, supported=SCHEMA_VERSION)
    return version


def require_file(path: Path) -> None:
    """Raise `StoreMissingError` or `StoreCorruptError` unless `path` is a file with a content."""
    if not path.is_file():
        raise StoreMissingError(path=str(path))
    if path.stat().st_size == 0:
        raise StoreCorruptError(path=str(path), reason="empty_file")


def bring_up_to_date(path: Path) -> Path | None:
    """Migrate an older project file, after a copy; the path of the copy, or None if not needed.

    Raises `MigrationError` (the file is then as it was) or another `StoreError`.
    """
    connection = connect(path)
    try:
        version = check_identity(connection, path)
        if version == SCHEMA_VERSION:
            return None
        from annotate.store.migrations import migrate

        backup = path.with_name(f"{path.stem}.before-v{SCHEMA_VERSION}{SUFFIX}")
        with translated_errors(path):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            shutil.copy2(path, backup)
        except OSError as error:
            raise MigrationError(
                path=str(path), migration="", reason=str(error), backup=""
            ) from error
        running: list[str] = []
        try:
            migrate(connection, note=running.append)
        except StoreError:
            raise
        except Exception as error:
            raise MigrationError(
                path=str(path), migration=", ".join(running), reason=str(error), backup=str(backup)
            ) from error
        return backup
    finally:
        connection.close()
