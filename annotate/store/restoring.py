"""A backup against the project: what differs, and putting it in the project's place."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotate.clock import now
from annotate.errors import StoreBusyError, StoreCorruptError
from annotate.schema.label_schema import LabelSchema
from annotate.store import backup as backup_store
from annotate.store import labels as label_store
from annotate.store import log, opening
from annotate.store.backup import Rule, Snapshot
from annotate.store.copying import draft_of, remove_draft, sync
from annotate.store.lock import ProjectLock
from annotate.store.sqlite import (
    Connection,
    connect,
    connect_plain,
    log_of,
    refused,
    translated_errors,
)


@dataclass(frozen=True, slots=True)
class ArticleDifference:
    """One article that is not the same: its title, gold spans and state there and here.

    Counts are None where the article is not in the file.
    """

    article_id: str
    title: str
    spans_there: int | None
    spans_here: int | None
    state_there: str
    state_here: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A backup (there) against the project (here)."""

    articles_there: int
    articles_here: int
    spans_there: int
    spans_here: int
    steps_there: int
    steps_here: int
    differing: tuple[ArticleDifference, ...]
    labels: tuple[str, ...] = ()
    """Labels of the schema that are not the same."""


@dataclass(frozen=True, slots=True)
class _Row:
    title: str
    state: str
    spans: int
    sign: str


def compare(path: Path, backup: Path) -> Comparison:
    """What differs between the project and a backup of it; raises a `StoreError`."""
    there, steps_there, schema_there = _contents(backup, "mode=ro&immutable=1")
    here, steps_here, schema_here = _contents(path, "")
    differing = [
        ArticleDifference(
            article_id,
            (here.get(article_id) or there[article_id]).title or article_id,
            there[article_id].spans if article_id in there else None,
            here[article_id].spans if article_id in here else None,
            there[article_id].state if article_id in there else "",
            here[article_id].state if article_id in here else "",
        )
        for article_id in dict.fromkeys((*here, *there))
        if here.get(article_id) != there.get(article_id)
    ]
    return Comparison(
        len(there),
        len(here),
        sum(row.spans for row in there.values()),
        sum(row.spans for row in here.values()),
        steps_there,
        steps_here,
        tuple(differing),
        _changed_labels(schema_there, schema_here),
    )


def _changed_labels(there: LabelSchema, here: LabelSchema) -> tuple[str, ...]:
    """Names of the labels that are not the same, with their roles; those here first."""
    labels = dict.fromkeys((*here.labels, *there.labels))
    both = set(here.labels) & set(there.labels)
    return tuple(dict.fromkeys(label.name for label in labels if label not in both))


def _contents(path: Path, query: str) -> tuple[dict[str, _Row], int, LabelSchema]:
    connection = connect_plain(path, query) if query else connect(path, read_only=True)
    try:
        with translated_errors(path):
            schema = label_store.read_schema(connection)
            return _rows(connection), opening.newest_step(connection), schema
    finally:
        connection.close()


_SIGNED = (
    ("span", 'id, start, "end", label, layer'),
    ("decision", "suggestion_id, kind, span_id"),
    ("frame", "id, trigger_id"),
    ("argument JOIN frame ON frame.id = frame_id", "frame_id, position, role, span_id"),
    ("attribute JOIN frame ON frame.id = frame_id", "frame_id, name, value"),
    ("chain", "id, kind"),
    ("mention JOIN chain ON chain.id = chain_id", "chain_id, span_id"),
    ("relation", "id, label, head_id, child_id"),
    ("complete_mark", 'start, "end", layer, label'),
)
"""What makes two moments of an article differ, with the article's id before the columns."""


def _rows(connection: Connection) -> dict[str, _Row]:
    signs: dict[str, tuple[int, hashlib.blake2b]] = {}
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    for table, columns in _SIGNED:
        if table.split()[0] not in there:
            continue  # a backup of an earlier version
        for row in connection.execute(
            f"SELECT article_id, {columns} FROM {table} ORDER BY article_id, 2, 3"
        ):
            count, sign = signs.get(row[0]) or (0, hashlib.blake2b(digest_size=12))
            sign.update(repr(row).encode("utf-8", "replace"))
            signs[row[0]] = (count + (table == "span"), sign)
    found: dict[str, _Row] = {}
    for article_id, title, state, about in connection.execute(
        "SELECT id, title, state, fingerprint || json_array(source, date, language)"
        " FROM article ORDER BY number"
    ):
        count, sign = signs.get(article_id) or (0, hashlib.blake2b(digest_size=12))
        found[article_id] = _Row(title, state, count, sign.hexdigest() + about)
    return found


Progress = Callable[[int, int], None]
"""Called with the bytes that are done, and all of them."""
_PIECE = 4 << 20


def restore(
    path: Path,
    backup: Path,
    *,
    rule: Rule,
    annotator: str = "",
    progress: Progress | None = None,
) -> Path | None:
    """Put a backup in the project's place; the present one becomes a backup first.

    The project must be closed. Where the present file is too damaged for a backup, it is kept
    beside the backups as it is; that path is returned, or that of the backup. Raises a
    `StoreError`, or what `progress` raises to stop it; the project is then as it was, and `backup`
    is where it was in any case.
    """
    told = _Told(path, backup, progress)
    backup_store.verify(backup)
    # Not the folder of `backup`: that may be any file that the user has named.
    folder = backup_store.folder_of(path, opening.file_id_in_ruins(path), rule)
    lock = ProjectLock(path)
    lock.acquire(annotator=annotator, at=now())
    try:
        kept = _keep_present(path, folder, rule, backup, told) if path.exists() else None
        _put(path, backup, told)
        opening.remember_file(path)
    finally:
        lock.release()
    return kept


class _Told:
    """Puts the two parts of a restoration, keeping and putting, into one count of bytes."""

    def __init__(self, path: Path, backup: Path, progress: Progress | None) -> None:
        self._progress = progress
        self._kept = path.stat().st_size if path.exists() else 0
        self._all = self._kept + (backup.stat().st_size if backup.exists() else 0)
        self.note(0)

    def kept(self, left: int, total: int) -> None:
        self.note(round(self._kept * (1 - left / max(total, 1))))

    def put(self, done: int) -> None:
        self.note(self._kept + done)

    def note(self, done: int) -> None:
        if self._progress is not None:
            self._progress(min(done, self._all), self._all)


def _keep_present(path: Path, folder: Path, rule: Rule, backup: Path, told: _Told) -> Path | None:
    try:
        snapshot = Snapshot(path)
        made = snapshot.write(folder, reason="restore", rule=rule, spare=backup, note=told.kept)
    except StoreCorruptError:
        return _keep_as_it_is(path, folder)
    if made is not None:
        return made.path
    # The newest backup says the same already.
    return backup_store.listing(folder)[0].path


def _keep_as_it_is(path: Path, folder: Path) -> Path:
    kept = folder / f"damaged-{now().replace(':', '')}-{path.name}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(path, kept)
        if log.size(path):
            shutil.copy2(log_of(path), log_of(kept))
    except OSError as error:
        raise refused(kept, error) from error
    return kept


def _copy(backup: Path, draft: Path, told: _Told) -> None:
    with backup.open("rb") as source, draft.open("wb") as copy:
        while piece := source.read(_PIECE):
            copy.write(piece)
            told.put(copy.tell())


def _put(path: Path, backup: Path, told: _Told) -> None:
    """Replace the file by a copy of the backup; the log of the old file goes with it."""
    target = path.resolve()
    draft = draft_of(target)
    try:
        _copy(backup, draft, told)
        _empty_log(path)
        connection = connect(draft)
        try:
            with translated_errors(path):
                connection.execute("PRAGMA journal_mode = WAL")
        finally:
            connection.close()
        sync(draft)
        draft.replace(target)
        sync(target.parent)
    except OSError as error:
        raise refused(path, error) from error
    finally:
        remove_draft(draft)


def _empty_log(path: Path) -> None:
    """Merge the log of a file that is about to be replaced; set it aside where that is impossible.

    Raises `StoreBusyError` while somebody reads the project.
    """
    if not log.size(path):
        return
    try:
        connection = connect(path)
        try:
            with translated_errors(path):
                _, is_empty = log.merge(connection)
        finally:
            connection.close()
    except StoreCorruptError:
        log.put_aside(path)
        return
    if not is_empty:
        raise StoreBusyError(path=str(path), holder="")
