"""Rows out of a damaged or foreign file into a new one, as many as can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotate.store.sqlite import SCHEMA_VERSION, Connection, Error, IntegrityError

TABLES = (
    "setting",
    "family",
    "label",
    "role",
    "schema_attribute",
    "article",
    "article_text",
    "token",
    "span",
    "frame",
    "argument",
    "attribute",
    "chain",
    "mention",
    "relation",
    "relation_label",
    "suggester_run",
    "suggestion",
    "frame_suggestion",
    "decision",
    "complete_mark",
    "history",
    "own_list",
    "own_list_entry",
)
"""Every table of a project, those that others point at first."""
_CHUNK = 200


@dataclass(slots=True)
class Salvaged:
    """Rows by table: copied, and refused because they break a promise of the table."""

    copied: dict[str, int] = field(default_factory=dict[str, int])
    refused: dict[str, int] = field(default_factory=dict[str, int])
    unreadable: set[str] = field(default_factory=set[str])
    """Tables of which not every row could be read."""


def salvage(source: Connection, target: Connection) -> Salvaged:
    """Copy what is readable of the tables that we know; nothing else of the file is looked at.

    `target` has the tables and no rows; its foreign keys must be off.
    """
    done = Salvaged()
    try:
        plain = _plain_tables(source)
    except Error:
        done.unreadable.update(TABLES)
        return done
    there = {row[0] for row in target.execute("SELECT name FROM sqlite_schema").fetchall()}
    later = _later_tables(source)
    for table in TABLES:
        if table not in there or (table in later and table not in plain):
            continue
        if table not in plain:
            done.unreadable.add(table)
            continue
        _copy_table(source, target, table, done)
    return done


def _later_tables(source: Connection) -> set[str]:
    """Tables that came with a later version than the file's: it has lost nothing without them."""
    from annotate.store.migrations import made_up_to

    try:
        (version,) = source.execute("PRAGMA user_version").fetchone()
    except Error:
        return set()
    if not 1 <= version < SCHEMA_VERSION:
        return set()
    then = made_up_to(version)
    known = {row[0] for row in then.execute("SELECT name FROM sqlite_schema")}
    then.close()
    return {str(table) for table in TABLES} - known


def _plain_tables(source: Connection) -> set[str]:
    """Tables that are tables: no views, nothing virtual, however they are called."""
    rows = source.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    return {
        str(name) for name, sql in rows if not str(sql).lstrip().upper().startswith("CREATE VIRT")
    }


def _copy_table(source: Connection, target: Connection, table: str, done: Salvaged) -> None:
    wanted = [row[1] for row in target.execute(f"PRAGMA table_info({table})").fetchall()]
    try:
        there = {row[1] for row in source.execute(f"PRAGMA table_info({table})").fetchall()}
    except Error:
        done.unreadable.add(table)
        return
    columns = ", ".join(f'"{name}"' for name in wanted if name in there)
    if not columns:
        done.unreadable.add(table)
        return
    marks = ", ".join("?" for name in wanted if name in there)
    insert = f"INSERT OR REPLACE INTO {table} ({columns}) VALUES ({marks})"
    copied = refused = 0
    for row in _rows(source, table, columns, done):
        try:
            target.execute(insert, row)
            copied += 1
        except IntegrityError:
            refused += 1
    done.copied[table] = copied
    if refused:
        done.refused[table] = refused


def _rows(
    source: Connection, table: str, columns: str, done: Salvaged
) -> Iterator[tuple[object, ...]]:
    """The rows of a table; where one cannot be read, those around it."""
    try:
        yield from source.execute(f"SELECT {columns} FROM {table}")
    except Error:
        done.unreadable.add(table)
        yield from _rows_around(source, table, columns)


def _rows_around(source: Connection, table: str, columns: str) -> Iterator[tuple[object, ...]]:
    """Rows by number in small pieces, then from behind; a row may come twice."""
    try:
        low, high = source.execute(f"SELECT min(rowid), max(rowid) FROM {table}").fetchone()
    except Error:
        low = high = None
    if low is not None:
        # What claims to reach far is damage: no project has so many rows.
        high = min(high, low + 10_000_000)
        for start in range(low, high + 1, _CHUNK):
            yield from _piece(source, table, columns, start, start + _CHUNK)
    for order in ("rowid DESC", "1 DESC", "2 DESC"):
        try:
            yield from source.execute(f"SELECT {columns} FROM {table} ORDER BY {order}")
        except Error:
            continue


def _piece(
    source: Connection, table: str, columns: str, low: int, high: int
) -> Iterator[tuple[object, ...]]:
    query = f"SELECT {columns} FROM {table} WHERE rowid >= ? AND rowid < ?"
    try:
        yield from source.execute(query, (low, high)).fetchall()
    except Error:
        if high - low > 1:
            middle = (low + high) // 2
            yield from _piece(source, table, columns, low, middle)
            yield from _piece(source, table, columns, middle, high)
