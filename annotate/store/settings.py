"""Named settings of a project: plain text by name."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.store.sqlite import Connection


def read_all(connection: Connection) -> dict[str, str]:
    """Every setting by name."""
    return dict(connection.execute("SELECT name, value FROM setting"))


def read(connection: Connection, name: str) -> str:
    """One setting; empty when it is not there."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return "" if row is None else str(row[0])


def write(connection: Connection, name: str, value: str) -> None:
    """Set one setting."""
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def write_all(connection: Connection, values: Mapping[str, str]) -> None:
    """Set several settings by name."""
    for name, value in values.items():
        write(connection, name, value)
