"""Is the file built as we build it? A project from elsewhere may hold tables that do harm.

Views, triggers and expressions of a file run when it is read or written. Ours has none but the
tables of `annotate.store.migrations`; whatever differs from them is refused before anything of the
project is read. The tables of this version are known by a digest, so that opening needs no
sqlite-utils; others are compared with what the migrations make, which takes most of a second.
"""

from __future__ import annotations

import hashlib
import re

from annotate.store.sqlite import Connection

KNOWN: dict[int, str] = {
    1: "24e9ea32d1679ba8532264701c1d8881800636aa9deef1cc520799a7f882d49b",
    2: "d42b72fc6e1dfcfa92c6f1a507e12ec73b22ca5886cf846701f39c8e64bf852e",
    3: "db8a03be91f5ab871efe6af7866c343edfc5839af4dc73da1354b9f45037e867",
    4: "99d4af3c10444c177ac509a1717c4b2e581f7aa7efe26981ee97594d497f887c",
    5: "c4b88d4f9ae1ceec8a191cc0ed640d753b41b08b6af1389a67f9868b31f665ea",
    6: "f80aecb9f9b3f5839eaffc2978afd342cc0aa7b948bf2f3422fad418aeb7f585",
    7: "ff0c2671ccb37ccc0e121643fe7254b88d5b1a5b81930a012468675deca0266d",
    8: "e1b2f263009594b85789a07716238f7b3ea409f5c85a688c659beabb95be7297",
    9: "392b0852891fec330fdd4b97ebfa3364d2861c5c78dc14fb6ce72c2ae7755666",
}
"""Digest of the tables by version of the file; a test says when one must be noted here."""

_PLAIN_COLUMN = r'\s*["\[]?[a-z_]+["\]]?( (TEXT|INTEGER))?( (PRIMARY KEY|NOT NULL))*\s*'
_MIGRATIONS = re.compile(
    rf'CREATE TABLE "?\[?_sqlite_migrations"?\]? \({_PLAIN_COLUMN}(,{_PLAIN_COLUMN})*\)( STRICT)?'
)
_MIGRATIONS_INDEX = re.compile(
    r'CREATE (UNIQUE )?INDEX "?\[?\w+"?\]? ON "?\[?_sqlite_migrations"?\]? \(["\[\]a-z_, ]+\)'
)
"""The table in which sqlite-utils notes what it has done; its words differ between versions."""
_SQLITES_OWN = {
    "sqlite_sequence": "CREATE TABLE sqlite_sequence(name,seq)",
    "sqlite_stat1": "CREATE TABLE sqlite_stat1(tbl,idx,stat)",
    "sqlite_stat4": "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
}

Row = tuple[str, str, str, str]


def digest(connection: Connection) -> str:
    """SHA-256 over the tables and indexes that are neither SQLite's nor sqlite-utils' own."""
    return hashlib.sha256(repr(sorted(_ours(rows(connection)))).encode()).hexdigest()


def foreign_part(connection: Connection, version: int) -> str:
    """The first thing in the file that we did not make, in words; empty for a file of ours."""
    found = rows(connection)
    for row in found:
        if _is_of_others(row) and not _is_harmless(row):
            return f"{row[0]} {row[1]}"
    if digest(connection) == KNOWN.get(version):
        return ""
    expected = set(_ours(_made(version)))
    for row in _ours(found):
        if row not in expected:
            return f"{row[0]} {row[1]}"
    missing = sorted(expected - set(_ours(found)))
    return f"no {missing[0][0]} {missing[0][1]}" if missing else ""


def rows(connection: Connection) -> list[Row]:
    """Kind, name, table and SQL of everything that the file declares."""
    return [
        (str(kind), str(name), str(table), str(sql or ""))
        for kind, name, table, sql in connection.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema"
        )
    ]


def _ours(found: list[Row]) -> list[Row]:
    return [row for row in found if not _is_of_others(row)]


def _is_of_others(row: Row) -> bool:
    """Whether SQLite or sqlite-utils makes it."""
    _, name, table, _ = row
    return name.startswith("sqlite_") or table == "_sqlite_migrations"


def _is_harmless(row: Row) -> bool:
    """Whether something of SQLite or sqlite-utils is what they make, and holds no expression."""
    kind, name, table, sql = row
    if kind == "index" and not sql:
        return True
    if table == "_sqlite_migrations":
        words = " ".join(sql.split())
        wanted = {"table": _MIGRATIONS, "index": _MIGRATIONS_INDEX}.get(kind)
        return wanted is not None and wanted.fullmatch(words) is not None
    return _SQLITES_OWN.get(name) == sql


def _made(version: int) -> list[Row]:
    """What the migrations make up to a version."""
    from annotate.store.migrations import made_up_to

    connection = made_up_to(version)
    try:
        return rows(connection)
    finally:
        connection.close()
