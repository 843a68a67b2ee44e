"""Repair of a project into a new file: the original is read and never written.

What the history says of a span, a decision or a state is what the annotator did, and goes before
what the rows say. Texts that were lost or changed come from a backup that has them with the
fingerprint that was stored; without one, the spans are looked for in the text as it is. What cannot
be made good is taken out, as a step of the history that says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotate.errors import StoreCorruptError, StoreError, StoreExistsError, told
from annotate.store import check, opening
from annotate.store.copying import draft_of, remove_draft, require_writable, sync
from annotate.store.repair.done import Repaired
from annotate.store.repair.filling import fill
from annotate.store.repair.following import follow_history
from annotate.store.repair.rows import drop_orphans, drop_suggestions, mend_rows
from annotate.store.repair.texts import mend_text
from annotate.store.repair.ties import mend_annotations
from annotate.store.sqlite import (
    Connection,
    Error,
    connect_new,
    store_error,
    transaction,
)


def repair(path: Path, target: Path, *, backups: Sequence[Path] = ()) -> Repaired:
    """Write a repaired copy of the project at `path` to `target`, which must not be there.

    `backups` are looked at the newest first. Raises a `StoreError`; the original is as it was in
    any case.
    """
    from annotate.store.migrations import migrate

    if target.exists():
        raise StoreExistsError(path=str(target))
    done = Repaired(target)
    draft = draft_of(target)
    require_writable(draft, target)
    try:
        copy = connect_new(draft)
        try:
            migrate(copy)
            copy.execute("PRAGMA foreign_keys = OFF")
            copy.execute("BEGIN")
            fill(copy, path, backups, done)
            copy.execute("COMMIT")
            copy.execute("PRAGMA foreign_keys = ON")
            _mend(copy, backups, done)
            done.left = list(check.problems(copy))
            done.articles, done.spans = _counts(copy)
            copy.execute("PRAGMA journal_mode = WAL")
        finally:
            copy.close()
        sync(draft)
        draft.replace(target)
    except OSError as error:
        raise StoreError(path=str(target), reason=told(error)) from error
    except Error as error:
        raise store_error(error, target) from error
    finally:
        remove_draft(draft)
    return done


def _counts(copy: Connection) -> tuple[int, int]:
    query = "SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM span)"
    row = copy.execute(query).fetchone()
    return int(row[0]), int(row[1])


def _mend(copy: Connection, backups: Sequence[Path], done: Repaired) -> None:
    # In one: what points from one article into another is whole when both have been mended, and
    # what the history tells may point at spans that are beyond the text by now.
    with transaction(copy):
        for deed in mend_rows(copy):
            done.note(*deed)
        # Of a history with gaps nothing can be told: then the rows are what there is.
        query = "SELECT count(*), coalesce(max(seq), 0) FROM history"
        count, newest = copy.execute(query).fetchone()
        is_told = count == newest
        if not is_told:
            said = f"{newest - count} steps are lost; the rows were followed"
            done.note("history", "history", said)
        rows = copy.execute("SELECT id FROM article ORDER BY number").fetchall()
        for (article_id,) in rows:
            if mend_text(copy, article_id, backups, done):
                told = follow_history(copy, article_id, done) if is_told else frozenset[str]()
                mend_annotations(copy, article_id, done, told=told)
        for deed in (*drop_orphans(copy), *drop_suggestions(copy)):
            done.note(*deed)


def require_readable(path: Path) -> None:
    """Raise a `StoreError` unless there is something that could be repaired."""
    opening.require_file(path)
    with path.open("rb") as file:
        if not file.read(16).startswith(b"SQLite format 3"):
            raise StoreCorruptError(path=str(path), reason="no SQLite header")
