"""Backups of a project: whole files of one moment, verified by opening, thinned with age.

They lie in a folder of the user's data, not beside the project, so that what befalls its folder
does not befall them; the preference `backups.folder` puts them elsewhere. Each is a project file
that opens anywhere. Names begin with a running number: the order holds whatever the clock did.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotate.clock import now
from annotate.errors import JobCancelled, StoreCorruptError, StoreError, StoreFullError, told
from annotate.settings import data_dir
from annotate.spans import new_id
from annotate.store import labels, log, opening, settings
from annotate.store.copying import Progress, copy_to
from annotate.store.sqlite import (
    Connection,
    Error,
    connect,
    connect_plain,
    store_error,
    translated_errors,
)

NEWEST_KEPT = 12
"""So many of the newest are kept, however old they are."""
HOURLY_FOR = timedelta(days=1)
DAILY_FOR = timedelta(days=30)
WEEKLY_FOR = timedelta(days=365)
MAX_BYTES = 2_000_000_000
"""Room for the backups of one project unless the preference `backups.max_mb` says otherwise."""
EVERY_MINUTES = 20
"""Minutes of work between two backups unless `backups.every_minutes` says otherwise; 0: none."""
ROOM_LEFT = 50_000_000
"""Bytes that a backup must leave free on its disk: the project itself needs them more."""

_OFTEN = 20_000
"""Instructions of SQLite between two looks whether to stop: some milliseconds."""
_ORIGIN = "project.txt"
"""File in a folder of backups with the path of the project that they are of."""
_NAME = re.compile(r"(\d{6,})\.(\d{8}T\d{6}Z)\.([a-z]+)\.(\d+)\.spandesk")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: running number, time (UTC), why it was made, its newest step, bytes."""

    path: Path
    number: int
    at: datetime
    reason: str
    step: int
    size: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Where backups lie ("" is the data folder), and how much room they may take in bytes."""

    folder: str = ""
    max_bytes: int = MAX_BYTES


def default_folder() -> Path:
    """Where backups of all projects lie unless a rule says otherwise."""
    return data_dir() / "backups"


def folder_of(path: Path, file_id: str, rule: Rule) -> Path:
    """The folder with the backups of a project; it need not be there yet."""
    base = Path(rule.folder).expanduser() if rule.folder else default_folder()
    if not file_id and (known := _folder_by_path(base, path)) is not None:
        return known
    key = file_id or hashlib.blake2b(str(path.resolve()).encode("utf-8", "replace")).hexdigest()
    stem = re.sub(r"[^\w .-]", "_", path.stem)[:60]
    # The id comes first: a project that was renamed keeps its backups.
    found = sorted(base.glob(f"*-{key[:12]}")) if base.is_dir() else []
    return found[0] if found else base / f"{stem}-{key[:12]}"


def _folder_by_path(base: Path, path: Path) -> Path | None:
    """The folder of a project whose file cannot be read any more: the path is noted in it."""
    wanted = str(path.resolve())
    for note in sorted(base.glob(f"*/{_ORIGIN}")):
        if note.read_text(encoding="utf-8", errors="surrogateescape") == wanted:
            return note.parent
    return None


def listing(folder: Path) -> list[Backup]:
    """The backups of a folder, the newest first."""
    found: list[Backup] = []
    for item in folder.iterdir() if folder.is_dir() else ():
        name = _NAME.fullmatch(item.name)
        if name is not None:
            at = datetime.strptime(name[2], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            size = item.stat().st_size
            found.append(Backup(item, int(name[1]), at, name[3], int(name[4]), size))
    return sorted(found, key=lambda item: item.number, reverse=True)


def _never() -> bool:
    return False


class Snapshot:
    """One moment of a project, fixed when it is made; a copy may be written later, elsewhere."""

    def __init__(self, path: Path) -> None:
        """Fix the moment, in a millisecond; raises a `StoreError`."""
        self._path = path
        self._connection = connect(path, read_only=True)
        try:
            with translated_errors(path):
                self._connection.execute("BEGIN")
                self._connection.execute("SELECT count(*) FROM setting").fetchone()
        except BaseException:
            self._connection.close()
            raise

    def write(
        self,
        folder: Path,
        *,
        reason: str,
        rule: Rule,
        note: Progress | None = None,
        is_stopped: Callable[[], bool] = _never,
        spare: Path | None = None,
        is_forced: bool = False,
    ) -> Backup | None:
        """Write the moment as a backup, then thin; None when the newest one says the same.

        A text that was changed from outside makes no difference: then it `is_forced`.
        Only a copy that was opened and found sound takes its name. Thinning leaves `spare` alone.
        Raises a `StoreError`; `JobCancelled` soon after `is_stopped`, or what `note` raises, and
        nothing is left then. The moment is let go in any case.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            origin = str(self._path.resolve())
            (folder / _ORIGIN).write_text(origin, encoding="utf-8", errors="surrogateescape")
            there = listing(folder)
            if not is_forced and there and _mark_of(there[0].path) == mark(self._connection):
                return None
            made = self._write(folder, reason, note, is_stopped)
            _thin(folder, rule, spare)
        except OSError as error:
            raise StoreError(path=str(folder), reason=told(error)) from error
        except Error as error:
            raise store_error(error, folder) from error
        else:
            return made
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the moment."""
        self._connection.close()

    def _write(
        self, folder: Path, reason: str, note: Progress | None, is_stopped: Callable[[], bool]
    ) -> Backup:
        there = listing(folder)
        sign = mark(self._connection)
        _require_room(folder, self._path)
        step = opening.newest_step(self._connection)
        number = there[0].number + 1 if there else 1
        at = datetime.fromisoformat(now())
        name = f"{number:06}.{at:%Y%m%dT%H%M%SZ}.{reason}.{step}.spandesk"

        def tell(left: int, total: int) -> None:
            if is_stopped():
                raise JobCancelled
            if note is not None:
                note(left, total)

        def finish(copy: Connection) -> None:
            # Another generation: the log of the original must not flow into the copy.
            settings.write(copy, log.GENERATION, new_id())
            # Looking through a large copy takes seconds, which who closes the window has not.
            copy.set_progress_handler(lambda: int(is_stopped()), _OFTEN)
            try:
                require_sound(copy, folder / name)
            except StoreError:
                if not is_stopped():
                    raise
            if is_stopped():
                raise JobCancelled
            if mark(copy) != sign:
                raise StoreCorruptError(path=str(folder / name), reason="not the same")

        copy_to(self._connection, folder / name, note=tell, finish=finish)
        return next(item for item in listing(folder) if item.number == number)


def _thin(folder: Path, rule: Rule, spare: Path | None) -> None:
    kept = None if spare is None else spare.resolve()
    for old in to_remove(listing(folder), max_bytes=rule.max_bytes):
        if old.path.resolve() != kept:
            old.path.unlink(missing_ok=True)


def _require_room(folder: Path, path: Path) -> None:
    import shutil

    size = path.stat().st_size + log.size(path)
    if shutil.disk_usage(folder).free < size + ROOM_LEFT:
        raise StoreFullError(path=str(folder), reason="no room for a backup")


def mark(connection: Connection) -> str:
    """What tells two moments of a project apart: steps, articles, suggestions, labels, settings."""
    digest = hashlib.blake2b(digest_size=16)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    roles = (
        "SELECT * FROM role ORDER BY layer, label, name",
        "SELECT * FROM schema_attribute ORDER BY name",
    )
    relations = ("SELECT * FROM relation_label ORDER BY name",)
    for query in (
        "SELECT coalesce(max(seq), 0) FROM history",
        "SELECT count(*), coalesce(max(number), 0), coalesce(max(added_at), '') FROM article",
        "SELECT count(*), coalesce(max(at), '') FROM suggester_run",
        "SELECT * FROM label ORDER BY layer, name",
        "SELECT * FROM family ORDER BY id",
        *(roles if version >= labels.WITH_ROLES else ()),
        *(relations if version >= labels.WITH_RELATIONS else ()),
        "SELECT name, seq FROM sqlite_sequence ORDER BY name",
        (
            "SELECT name, value FROM setting WHERE name NOT LIKE 'window.%'"
            " AND name NOT LIKE 'file.%' ORDER BY name"
        ),
    ):
        digest.update(repr(connection.execute(query).fetchall()).encode("utf-8", "replace"))
    return digest.hexdigest()


def _mark_of(path: Path) -> str:
    try:
        connection = connect_plain(path, "mode=ro&immutable=1")
    except StoreError:
        return ""
    try:
        return mark(connection)
    except Error:
        return ""
    finally:
        connection.close()


def require_sound(connection: Connection, path: Path) -> None:
    """Raise `StoreCorruptError` unless the file is a project of ours without damage."""
    with translated_errors(path):
        found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if found != "ok":
        raise StoreCorruptError(path=str(path), reason=found)
    opening.check_identity(connection, path)


def verify(backup: Path) -> None:
    """Open a backup and look whether it is sound; raises a `StoreError`."""
    connection = connect_plain(backup, "mode=ro&immutable=1")
    try:
        require_sound(connection, backup)
    finally:
        connection.close()


def to_remove(backups: Sequence[Backup], *, max_bytes: int = MAX_BYTES) -> list[Backup]:
    """Those that the rule of thinning lets go.

    Kept are the `NEWEST_KEPT` newest; then the newest of each hour for a day, of each day for 30
    days, of each week for a year, counted back from the newest; one from before a migration or a
    restoration stays 30 days. Of what is kept the oldest go until `max_bytes` hold them; the two
    newest never go.
    """
    ordered = sorted(backups, key=lambda item: item.number, reverse=True)
    kept = [item for place, item in enumerate(ordered) if place < NEWEST_KEPT]
    seen: set[tuple[str, int]] = set()
    for item in ordered:
        slot = _slot(ordered[0].at, item)
        if item not in kept and slot is not None and slot not in seen:
            kept.append(item)
        if slot is not None:
            seen.add(slot)
    size = sum(item.size for item in kept)
    while len(kept) > 2 and size > max_bytes:
        size -= kept.pop().size
    return [item for item in ordered if item not in kept]


def _slot(newest: datetime, item: Backup) -> tuple[str, int] | None:
    """The hour, day or week that a backup stands for; None when it is too old for any."""
    age = newest - item.at
    if age < timedelta():
        # The clock was set back: nothing can be told from the time.
        return ("number", item.number)
    if item.reason in ("migration", "restore") and age < DAILY_FOR:
        return ("number", item.number)
    hours = int(item.at.timestamp()) // 3600
    if age < HOURLY_FOR:
        return ("hour", hours)
    if age < DAILY_FOR:
        return ("day", hours // 24)
    if age < WEEKLY_FOR:
        return ("week", hours // 168)
    return None
