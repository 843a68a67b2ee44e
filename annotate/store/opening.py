"""Make a project file, or open one: whose it is, which version, migrated when it is older."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

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
from annotate.store import labels, settings
from annotate.store.sqlite import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    Connection,
    connect,
    transaction,
    translated_errors,
)

SUFFIX = ".spandesk"


def create_file(path: Path, schema: LabelSchema, *, values: dict[str, str]) -> None:
    """Make a new project file at `path`, complete or not at all.

    Raises `StoreExistsError`, `StoreReadOnlyError` or another `StoreError`.
    """
    from annotate.store.migrations import migrate

    if path.exists():
        raise StoreExistsError(path=str(path))
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
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
        shutil.copy2(path, backup)
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
