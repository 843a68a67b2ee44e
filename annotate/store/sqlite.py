"""Connections to a project file: which SQLite, which pragmas, and what its errors mean.

`pysqlite3` carries a SQLite without the WAL-reset defect of 3.7.0 to 3.51.2; the standard module
is the fall-back where that wheel does not exist (docs/adr/0002).
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from annotate.errors import (
    StoreBusyError,
    StoreCorruptError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    told,
)

if TYPE_CHECKING:
    import sqlite3
else:
    try:
        import pysqlite3 as sqlite3
    except ImportError:
        import sqlite3

Connection = sqlite3.Connection
Error = sqlite3.Error
IntegrityError = sqlite3.IntegrityError
Row = tuple[Any, ...]
_P = ParamSpec("_P")
_R = TypeVar("_R")


class RowError(sqlite3.DatabaseError):
    """A row holds what we never write: JSON that is cut, a word that no column of ours has."""


def decodes(read: Callable[_P, _R]) -> Callable[_P, _R]:
    """A function that makes values of rows: what it cannot make sense of is a `RowError`.

    Only such functions are marked: elsewhere the same exceptions are our own mistakes, and no
    damage of the file.
    """

    @wraps(read)
    def reading(*arguments: _P.args, **named: _P.kwargs) -> _R:
        try:
            return read(*arguments, **named)
        except _NONSENSE as error:
            raise RowError(f"{read.__name__}: {error!r}") from error

    return reading


_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError)

APPLICATION_ID = 0x5370446B  # "SpDk"
SCHEMA_VERSION = 9
BUSY_TIMEOUT_MS = 5_000
_LEAST_ROOM = 1 << 16
"""Bytes: the index of the log has 32 KiB, and a log begins with a page or two."""
_LOG_HEADER = 32
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)
WRITER_PATIENCE_MS = 40_000
"""Some other program may hold the file for a while: a step waits, and nobody else with it."""

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA temp_store = MEMORY",
)


def connect(path: Path, *, read_only: bool = False, create: bool = False) -> Connection:
    """Open the database file with Spandesk's pragmas, in autocommit mode.

    Raises a `StoreError`. `read_only` forbids writing at the connection, and copes with files on
    media that cannot be written.
    """
    if not read_only:
        return _open(path, "mode=rwc" if create else "mode=rw", read_only=False)
    # Opened for writing but used for reading, the last one to close tidies the log away. On media
    # that cannot be written a WAL file opens only as immutable.
    for query in ("mode=rw", "mode=ro"):
        try:
            return _open(path, query, read_only=True)
        except (StoreBusyError, StoreCorruptError):
            raise
        except StoreError:
            continue
    # Immutable means without the log: steps that are only there must not vanish in silence.
    if has_changes(path):
        return _open_copy(path, log_of(path))
    return _open(path, "mode=ro&immutable=1", read_only=True)


def connect_plain(path: Path, query: str, *, patience_ms: int = BUSY_TIMEOUT_MS) -> Connection:
    """Open a file that is not trusted yet, with `query` as the URI's; raises a `StoreError`.

    `patience_ms` is how long a locked file is waited for.
    """
    return _open(path, query, read_only=True, patience_ms=patience_ms)


def connect_new(path: Path) -> Connection:
    """A new database file for a copy, without pragmas; raises SQLite's errors."""
    return sqlite3.connect(str(path), isolation_level=None, check_same_thread=False)


def connect_memory() -> Connection:
    """A database of its own in memory."""
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def log_of(path: Path) -> Path:
    """Where SQLite keeps the write-ahead log of the project file."""
    target = path.resolve()
    return target.with_name(target.name + "-wal")


def has_changes(path: Path) -> bool:
    """Whether there may be changes in the log of the file; room for some begins with zeros.

    SQLite takes nothing from a log without its mark (sqlite.org/fileformat2.html, section 4.1).
    """
    try:
        with log_of(path).open("rb") as log:
            return any(log.read(_LOG_HEADER))
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _open_copy(path: Path, log: Path) -> Connection:
    """The file with its log merged in, in memory."""
    with tempfile.TemporaryDirectory(prefix="spandesk-") as folder:
        copy = Path(folder) / "copy"
        try:
            shutil.copyfile(path, copy)
            shutil.copyfile(log, log_of(copy))
        except OSError as error:
            raise StoreError(path=str(path), reason=told(error)) from error
        source = _open(copy, "mode=rw", read_only=True)
        try:
            with translated_errors(path):
                memory = connect_memory()
                source.backup(memory)
                memory.execute("PRAGMA query_only = ON")
        finally:
            source.close()
    return memory


def _open(
    path: Path, query: str, *, read_only: bool, patience_ms: int = BUSY_TIMEOUT_MS
) -> Connection:
    # Of bytes, so that names that are no UTF-8 and names with ? # % or a backslash work as well.
    uri = f"{path.absolute().as_uri()}?{query}"
    with translated_errors(path):
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        with translated_errors(path):
            _guard(connection)
            for pragma in (f"PRAGMA busy_timeout = {patience_ms:d}", *_PRAGMAS):
                connection.execute(pragma)
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            if _takes_json_for_unsafe():
                connection.execute("PRAGMA trusted_schema = ON")
            # The first read of the file: what is no database fails here.
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


@cache
def _takes_json_for_unsafe() -> bool:
    """Whether this SQLite takes each CHECK of ours with JSON for unsafe, as 3.40 does.

    Then no row would go in, and no file would be found sound. The schema of a file is compared
    with ours all the same, and functions that could do harm are refused by the authorizer.
    """
    if is_bundled_sqlite():
        return False
    probe = connect_memory()
    try:
        probe.execute("PRAGMA trusted_schema = OFF")
        probe.execute("CREATE TABLE t (x CHECK (json_valid(x)))")
        probe.execute("INSERT INTO t VALUES ('[]')")
    except sqlite3.OperationalError:
        return True
    finally:
        probe.close()
    return False


def _guard(connection: Connection) -> None:
    """Let no SQL out of the file or the machine: what is refused is nothing that we ever ask for.

    `SQLITE_DBCONFIG_DEFENSIVE` and limits where the module can set them: that of Python from 3.12
    and 3.11 on, pysqlite3 not at all. In its place, everywhere, an authorizer that refuses what
    DEFENSIVE does (a writable schema, another schema version, no journal, virtual tables, by which
    pages and shadow tables are reached), other files and extensions.
    """
    configure = getattr(connection, "setconfig", None)
    if configure is not None:
        configure(_DEFENSIVE, True)  # noqa: FBT003 - a function of the standard library
    limit = getattr(connection, "setlimit", None)
    if limit is not None:
        for category, most in _LIMITS.items():
            limit(category, most)
    connection.set_authorizer(_authorize)


def _authorize(
    action: int, first: str | None, second: str | None, _database: str | None, _source: str | None
) -> int:
    if action in _FORBIDDEN_ACTIONS:
        return _DENY
    if action == _FUNCTION and second in _FORBIDDEN_FUNCTIONS:
        return _DENY
    if action == _PRAGMA_ACTION and first is not None:
        name, value = first.lower(), (second or "").lower()
        # The version of the schema may be asked for; the journal may be any but none.
        is_written = name == "schema_version" and bool(value)
        if name in _FORBIDDEN_PRAGMAS or is_written or (name, value) == ("journal_mode", "off"):
            return _DENY
    return _OK


# Numbers of SQLite's authorizer (sqlite.org/c3ref/c_alter_table.html), in every version the same.
_OK, _DENY = 0, 1
_DEFENSIVE = 1010
_PRAGMA_ACTION, _ATTACH, _DETACH, _CREATE_VIRTUAL, _FUNCTION = 19, 24, 25, 29, 31
_FORBIDDEN_ACTIONS = frozenset((_ATTACH, _DETACH, _CREATE_VIRTUAL))
# sqlite.org/c3ref/c_limit_attached.html: bytes of a value, bytes of a statement, depth of an
# expression. The longest text is 50 MB, and so is about what is known of its tokens.
_LIMITS = {0: 500_000_000, 1: 1_000_000, 3: 200}
_FORBIDDEN_FUNCTIONS = frozenset(
    ("load_extension", "readfile", "writefile", "edit", "fts3_tokenizer")
)
_FORBIDDEN_PRAGMAS = frozenset(("writable_schema", "temp_store_directory", "data_store_directory"))


@contextmanager
def transaction(connection: Connection) -> Generator[Connection]:
    """All or nothing: `BEGIN IMMEDIATE` (never an upgrade that fails at once), then commit."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has rolled back by itself after some errors, such as a full disk.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def translated_errors(path: Path) -> Generator[None]:
    """Turn SQLite's errors about the file or the machine into `StoreError`s.

    Of what Python raises by itself only signs that are no text are the file's: they come in
    SQLite's own words about a damaged schema. Rows that make no sense are `RowError`s.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise store_error(error, path) from error
    except UnicodeDecodeError as error:
        raise StoreCorruptError(path=str(path), reason=repr(error)) from error


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """The `StoreError` that says what `error` means for the project at `path`."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    text = str(error)
    fields = {"path": str(path), "reason": text}
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "locked" in text:
        return StoreBusyError(**fields)
    if name.startswith("SQLITE_READONLY") or "readonly" in text:
        return StoreReadOnlyError(**fields)
    if name.startswith("SQLITE_FULL") or "disk is full" in text:
        return StoreFullError(**fields)
    # Without room for the file that connections share, SQLite speaks of a failure of the disk.
    if "disk I/O error" in text and _is_disk_full(path):
        return StoreFullError(**fields)
    if isinstance(error, RowError):
        return StoreCorruptError(**fields)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "malformed" in text:
        return StoreCorruptError(**fields)
    if "not a database" in text:
        return StoreCorruptError(**fields)
    return StoreError(**fields)


def refused(path: Path, error: OSError) -> StoreError:
    """What it means that the system refused to write at `path`: no room, or no right."""
    kind = StoreFullError if error.errno in _NO_ROOM else StoreReadOnlyError
    return kind(path=str(path), reason=told(error))


def _is_disk_full(path: Path) -> bool:
    """Whether there is no room beside `path` for the least that SQLite needs there."""
    try:
        return shutil.disk_usage(path.absolute().parent).free < _LEAST_ROOM
    except OSError:
        return False


def sqlite_version() -> str:
    """Version of the SQLite library in use."""
    return str(sqlite3.sqlite_version)


def is_bundled_sqlite() -> bool:
    """Whether the SQLite in use came with a wheel of ours and not with Python."""
    return sqlite3.__name__ == "pysqlite3"
