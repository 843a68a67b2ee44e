"""The last article at a glance: what the window paints before everything else is loaded.

Nothing here writes, waits for a lock or migrates. Where a glance is not to be had, there is none,
and opening the project in earnest says why.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from annotate.desk import Desk
from annotate.errors import AnnotateError
from annotate.schema.label_schema import LabelSchema
from annotate.store import desks, labels, settings
from annotate.store.sqlite import (
    APPLICATION_ID,
    SCHEMA_VERSION,
    Connection,
    connect_plain,
    translated_errors,
)

LAST_ARTICLE = "window.article"
"""Setting of a project: id of the article that was open last."""

_FOREIGN = (
    "SELECT 1 FROM sqlite_schema WHERE type IN ('view', 'trigger')"
    " OR sql LIKE '%VIRTUAL%' OR sql LIKE '%GENERATED%' OR sql LIKE '% AS (%' LIMIT 1"
)


class Glance(NamedTuple):
    """An article as it lies on the desk, and the labels that colour it."""

    desk: Desk
    schema: LabelSchema


def glance_at(path: Path) -> Glance | None:
    """The article that was open last in the project at `path`, or the first one.

    `None` when there is none, or when the file cannot be read just so: it is not there, from
    another version, damaged or locked.
    """
    try:
        if not path.is_file():
            return None
        # The log stays for the real opening to tidy away; and no lock is waited for.
        connection = connect_plain(path, "mode=ro", patience_ms=0)
        try:
            with translated_errors(path):
                return _read(connection, path) if _is_readable(connection) else None
        finally:
            connection.close()
    except (AnnotateError, OSError, ValueError, TypeError, LookupError):
        # The last three: what damaged rows may say instead of labels, numbers and JSON.
        return None


def _is_readable(connection: Connection) -> bool:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) != (APPLICATION_ID, SCHEMA_VERSION):
        return False
    # Ours are plain tables. What computes when it is read is for the real opening to judge.
    return connection.execute(_FOREIGN).fetchone() is None


def _read(connection: Connection, path: Path) -> Glance | None:
    values = settings.read_all(connection)
    row = connection.execute(
        "SELECT id FROM article WHERE state <> 'removed' ORDER BY id = ? DESC, number LIMIT 1",
        (values.get(LAST_ARTICLE, ""),),
    ).fetchone()
    if row is None:
        return None
    schema = labels.read_schema(connection)
    desk = desks.read_desk(connection, row[0], schema=schema, settings=values, path=str(path))
    return Glance(desk, schema)
