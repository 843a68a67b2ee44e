"""Rows into a repaired copy: from the file as far as it can be read, then from its backups."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from pathlib import Path

from annotate.errors import StoreError
from annotate.store import log, settings
from annotate.store.repair.done import Repaired
from annotate.store.repair.salvage import TABLES, Salvaged, salvage
from annotate.store.sqlite import (
    Connection,
    Error,
    connect,
    connect_plain,
)

_SECONDS = 300
"""Time after which reading a hostile file is given up."""


def fill(copy: Connection, path: Path, backups: Sequence[Path], done: Repaired) -> None:
    """Take what can be read of the project at `path`; what it has lost, from the newest backup."""
    source = _source(path)
    if source is None:
        done.note("file", path.name, "nothing of it can be read")
        rows = Salvaged(unreadable=set(TABLES))
    else:
        try:
            rows = salvage(source, copy)
        finally:
            source.close()
    for table in sorted(rows.unreadable & rows.copied.keys()):
        done.note("rows", table, f"some rows cannot be read; {rows.copied[table]} were")
    for table, count in rows.refused.items():
        done.note("rows", table, f"{count} rows that cannot be were left out")
    lost = rows.unreadable | rows.refused.keys()
    if lost:
        _fill_from_backups(copy, backups, done, lost=lost)
    settings.write(copy, log.GENERATION, "")


def _source(path: Path) -> Connection | None:
    try:
        connection = connect(path, read_only=True)
    except StoreError:
        return None
    _limit(connection)
    return connection


def _limit(connection: Connection) -> None:
    """Stop a query that does not end: a file may hold anything."""
    import time

    deadline = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), 100_000)


def _fill_from_backups(
    copy: Connection, backups: Sequence[Path], done: Repaired, *, lost: Collection[str]
) -> None:
    """Add rows of the newest readable backup that the file lacks, article by article.

    `lost` are the tables of which not every row could be read.
    """
    for backup in backups:
        try:
            source = connect_plain(backup, "mode=ro&immutable=1")
        except StoreError:
            continue
        try:
            added = _add_missing(copy, source, lost)
            # Only then: a list that its owner has deleted does not come back.
            for table in ("own_list", "own_list_entry"):
                if table in lost:
                    _take(copy, source, table, "", ())
        except Error:
            continue
        finally:
            source.close()
        if added:
            done.note("backup", backup.name, f"{added} articles came from this backup")
        return


_OF_ARTICLE = (
    *("article_text", "token", "span", "frame", "chain", "relation", "decision", "complete_mark"),
    "history",
)


def _add_missing(copy: Connection, source: Connection, lost: Collection[str]) -> int:
    have = {row[0] for row in copy.execute("SELECT article_id FROM article_text").fetchall()}
    have &= {row[0] for row in copy.execute("SELECT id FROM article").fetchall()}
    lacking = [
        row[0] for row in source.execute("SELECT id FROM article").fetchall() if row[0] not in have
    ]
    # Not what was renamed or deleted since: only where rows of the table itself are lost.
    for table in ("family", "label", "role", "schema_attribute", "relation_label"):
        if table in lost:
            _take(copy, source, table, "", ())
    _take(copy, source, "setting", "", ())
    is_same_past = _has_same_past(copy, source)
    if is_same_past:
        _take(copy, source, "history", "", ())
    for article_id in lacking:
        _take(copy, source, "article", "WHERE id = ?", (article_id,))
        for table in _OF_ARTICLE:
            if table != "history" or is_same_past:
                _take(copy, source, table, "WHERE article_id = ?", (article_id,))
        for table, parent in (("argument", "frame"), ("attribute", "frame"), ("mention", "chain")):
            clause = f"WHERE {parent}_id IN (SELECT id FROM {parent} WHERE article_id = ?)"
            _take(copy, source, table, clause, (article_id,))
    return len(lacking)


def _has_same_past(copy: Connection, source: Connection) -> bool:
    """Whether the steps of a backup are those of the file as far as both have them.

    After a backup was put in place, the newest one has steps that the project never made since.
    """
    query = "SELECT seq, article_id, at, title FROM history"
    there = {row[0]: row for row in source.execute(query)}
    return all(there.get(row[0], row) == row for row in copy.execute(query))


def _take(
    copy: Connection, source: Connection, table: str, clause: str, values: tuple[object, ...]
) -> None:
    columns = [row[1] for row in source.execute(f"PRAGMA table_info({table})").fetchall()]
    if not columns:
        return  # a backup of an earlier version
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" for _ in columns)
    for row in source.execute(f"SELECT {names} FROM {table} {clause}", values).fetchall():
        with suppress(Error):
            copy.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)
