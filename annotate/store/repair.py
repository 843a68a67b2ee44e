"""Repair of a project into a new file: the original is read and never written.

What the history says of a span, a decision or a state is what the annotator did, and goes before
what the rows say. Texts that were lost or changed come from a backup that has them with the
fingerprint that was stored; without one, the spans are looked for in the text as it is. What cannot
be made good is taken out, as a step of the history that says so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from annotate.annotations import AnnotationSet
from annotate.clock import now
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    Edit,
    PutChain,
    PutComplete,
    PutDecision,
    PutDetails,
    PutFrame,
    PutRelation,
    PutSpan,
    PutState,
    primitives,
)
from annotate.errors import AnnotateError, StoreCorruptError, StoreError, StoreExistsError, told
from annotate.moments import copy_of, edit_between
from annotate.realigning import realign
from annotate.spans import Layer, Span
from annotate.store import annotations as annotation_store
from annotate.store import articles as article_store
from annotate.store import check, log, opening, settings
from annotate.store import edits as edit_store
from annotate.store import history as history_store
from annotate.store.copying import draft_of, remove_draft, require_writable, sync
from annotate.store.history import HistoryEntry
from annotate.store.row_mending import drop_orphans, drop_suggestions, mend_rows, put_label
from annotate.store.salvage import TABLES, Salvaged, salvage
from annotate.store.sqlite import (
    Connection,
    Error,
    RowError,
    connect,
    connect_new,
    connect_plain,
    decodes,
    store_error,
    transaction,
)
from annotate.store.told import told_by
from annotate.text import fingerprint

T = TypeVar("T")

_CHANGED = "its text was changed from outside; its spans were looked for in it"
_SECONDS = 300
"""Time after which reading a hostile file is given up."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: `kind` is a short code, `where` the row, `what` in words."""

    kind: str
    where: str
    what: str


@dataclass(slots=True)
class Repaired:
    """What a repair did, and what is still wrong with the new file."""

    target: Path
    deeds: list[Deed] = field(default_factory=list[Deed])
    left: list[check.Problem] = field(default_factory=list[check.Problem])
    articles: int = 0
    spans: int = 0

    def note(self, kind: str, where: str, what: str) -> None:
        """Note one thing that was done."""
        self.deeds.append(Deed(kind, where, what))


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
            _fill(copy, path, backups, done)
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


# -- rows ------------------------------------------------------------------------------------------


def _fill(copy: Connection, path: Path, backups: Sequence[Path], done: Repaired) -> None:
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


# -- articles --------------------------------------------------------------------------------------


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
            if _mend_text(copy, article_id, backups, done):
                told = _follow_history(copy, article_id, done) if is_told else frozenset[str]()
                _mend_annotations(copy, article_id, done, told=told)
        for deed in (*drop_orphans(copy), *drop_suggestions(copy)):
            done.note(*deed)


def _mend_text(copy: Connection, article_id: str, backups: Sequence[Path], done: Repaired) -> bool:
    """Bring back the text of an article; False when there is none, and the article goes."""
    where = f"article {article_id}"
    text, stored, characters = copy.execute(
        "SELECT text, fingerprint, characters FROM article"
        " LEFT JOIN article_text ON article_id = article.id WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    is_readable = isinstance(text, str)
    if is_readable and fingerprint(text) == stored:
        if characters != len(text):
            _set_text(copy, article_id, text)
            done.note("text", where, "its length was counted anew")
        return True
    for backup in backups:
        old = _text_in(backup, article_id)
        if old is not None and fingerprint(old) == stored:
            _set_text(copy, article_id, old)
            done.note("text", where, f"its text came from the backup {backup.name}")
            return True
    if is_readable and text and not _is_known(copy, article_id, text):
        _set_text(copy, article_id, text)
        done.note("text", where, _CHANGED)
        return True
    copy.execute("DELETE FROM article WHERE id = ?", (article_id,))
    done.note("text", where, "its text is lost and no backup has it; the article was left out")
    return False


def _is_known(copy: Connection, article_id: str, text: str) -> bool:
    """Whether another article has this very text: then it is not this one's."""
    others = "SELECT 1 FROM article WHERE fingerprint = ? AND id <> ?"
    return copy.execute(others, (fingerprint(text), article_id)).fetchone() is not None


def _set_text(copy: Connection, article_id: str, text: str) -> None:
    copy.execute(
        "INSERT INTO article_text (article_id, text) VALUES (?, ?)"
        " ON CONFLICT (article_id) DO UPDATE SET text = excluded.text",
        (article_id, text),
    )
    copy.execute(
        "UPDATE article SET fingerprint = ?, characters = ? WHERE id = ?",
        (fingerprint(text), len(text), article_id),
    )
    # They were made for another text.
    copy.execute("DELETE FROM token WHERE article_id = ?", (article_id,))


def _text_in(backup: Path, article_id: str) -> str | None:
    try:
        source = connect_plain(backup, "mode=ro&immutable=1")
    except StoreError:
        return None
    try:
        return article_store.read(source, article_id).text
    except (Error, AnnotateError):
        return None
    finally:
        source.close()


def _follow_history(copy: Connection, article_id: str, done: Repaired) -> frozenset[str]:
    """Where rows are not what the history says that the annotator did, the history is followed.

    Returns the ids of the spans that the history speaks of.
    """
    try:
        present = annotation_store.read(copy, article_id)
        steps = list(history_store.read(copy, article_id))
        wanted = decodes(told_by)(present, steps)
    except (AnnotateError, RowError) as error:
        done.note(
            "history", f"article {article_id}", f"its history makes no sense ({error}); its rows do"
        )
        return frozenset()
    told = frozenset(
        item.after.id
        for entry in steps
        for item in primitives(entry.edit)
        if isinstance(item, PutSpan) and item.after is not None
    )
    for span in _beyond(steps, present.length):
        _put_beyond(copy, article_id, span)
    edit = edit_between(present, wanted, "repair")
    if edit is None:
        return told
    text = article_store.read(copy, article_id).text
    for item in edit.edits:
        _force(copy, article_id, item, text)
    done.note(
        "history",
        f"article {article_id}",
        f"{len(edit.edits)} rows were not what its history says and follow it now",
    )
    return told


def _beyond(steps: Sequence[HistoryEntry], length: int) -> list[Span]:
    """Spans that the history has in the end, and that a text which was cut has no room for."""
    last: dict[str, Span | None] = {}
    for item in (item for entry in steps for item in primitives(entry.edit)):
        if isinstance(item, PutSpan) and (span := item.after or item.before) is not None:
            last[span.id] = item.after
    return [span for span in last.values() if span is not None and span.end > length]


def _put_beyond(copy: Connection, article_id: str, span: Span) -> None:
    """Let the row say what the history says; it is looked for by its words, as a step, later."""
    put_label(copy, str(span.layer), span.label)
    with suppress(Error):
        copy.execute(
            'INSERT INTO span (id, article_id, start, "end", label, layer, surface, annotator,'
            " origin, created_at) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            ' SET start = excluded.start, "end" = excluded."end", label = excluded.label,'
            " layer = excluded.layer, annotator = excluded.annotator, origin = excluded.origin,"
            " created_at = excluded.created_at",
            (
                *(span.id, article_id, span.start, span.end, span.label, str(span.layer)),
                *(span.annotator, str(span.origin), span.created_at),
            ),
        )


def _force(copy: Connection, article_id: str, item: Edit, text: str) -> None:
    """Change a row to what it should be, whatever it is now."""
    match item:
        case PutSpan() | PutFrame() | PutChain() | PutRelation() if item.after is None:
            if item.before is not None:
                table = _TABLE_OF[type(item)]
                copy.execute(f"DELETE FROM {table} WHERE id = ?", (item.before.id,))
        case PutDecision():
            _force_decision(copy, article_id, item, text)
        case PutComplete(before, after):
            _force_complete(copy, article_id, before, after, text)
        case PutState(_, after):
            copy.execute("UPDATE article SET state = ? WHERE id = ?", (str(after), article_id))
        case PutDetails(_, after):
            about = "title = ?, source = ?, date = ?, language = ?"
            copy.execute(f"UPDATE article SET {about} WHERE id = ?", (*astuple(after), article_id))
        case PutSpan() | PutFrame() | PutChain() | PutRelation():
            if isinstance(item, PutSpan) and item.after is not None:
                _make_room(copy, article_id, item.after)
            with suppress(Error, AnnotateError):
                edit_store.write_edit(copy, article_id, item, text=text)
        case _:
            pass  # of the project


def _make_room(copy: Connection, article_id: str, span: Span) -> None:
    """Its label must be there, and no other row that has its id or says the very same."""
    put_label(copy, str(span.layer), span.label)
    copy.execute("DELETE FROM span WHERE id = ? AND article_id <> ?", (span.id, article_id))
    copy.execute(
        'DELETE FROM span WHERE article_id = ? AND layer = ? AND start = ? AND "end" = ?'
        " AND label = ? AND id <> ?",
        (article_id, str(span.layer), span.start, span.end, span.label, span.id),
    )


_TABLE_OF = {PutSpan: "span", PutFrame: "frame", PutChain: "chain", PutRelation: "relation"}


def _force_decision(copy: Connection, article_id: str, item: PutDecision, text: str) -> None:
    if item.before is not None:
        copy.execute(
            "DELETE FROM decision WHERE article_id = ? AND suggestion_id = ?",
            (article_id, item.before.suggestion_id),
        )
    if item.after is not None:
        with suppress(Error, AnnotateError):
            edit_store.write_edit(copy, article_id, PutDecision(None, item.after), text=text)


def _force_complete(
    copy: Connection,
    article_id: str,
    before: CompleteMark | None,
    after: CompleteMark | None,
    text: str,
) -> None:
    for mark in (before, after):
        if mark is not None:
            copy.execute(
                'DELETE FROM complete_mark WHERE article_id = ? AND start = ? AND "end" = ?',
                (article_id, mark.start, mark.end),
            )
    if after is not None:
        edit_store.write_edit(copy, article_id, PutComplete(None, after), text=text)


def _mend_annotations(
    copy: Connection, article_id: str, done: Repaired, *, told: frozenset[str]
) -> None:
    """Spans that do not cover their words; whatever points at nothing."""
    present = annotation_store.read(copy, article_id)
    text = article_store.read(copy, article_id).text
    wanted = copy_of(present)
    where = f"article {article_id}"
    is_changed = Deed("text", where, _CHANGED) in done.deeds
    if not is_changed:
        _mend_surfaces(copy, wanted, text, told)
    _mend_spans(copy, wanted, text, where, done)
    for frame in list(wanted.frames.values()):
        if frame.trigger_id not in wanted.spans:
            del wanted.frames[frame.id]
            done.note(
                "frame", where, f"the frame {frame.id} had lost its trigger and was taken out"
            )
            continue
        kept = tuple(item for item in frame.arguments if item.span_id in wanted.spans)
        if kept != frame.arguments:
            wanted.frames[frame.id] = replace(frame, arguments=kept)
            lost = len(frame.arguments) - len(kept)
            done.note("argument", where, f"{lost} arguments of {frame.id} pointed at nothing")
    _mend_chains(wanted, where, done)
    _mend_relations(wanted, where, done)
    _mend_marks(wanted, where, done, is_changed=is_changed)
    for decision in list(wanted.decisions.values()):
        if decision.span_id and decision.span_id not in wanted.spans:
            del wanted.decisions[decision.suggestion_id]
            done.note(
                "decision", where, f"the decision on {decision.suggestion_id} had lost its span"
            )
    edit = edit_between(present, wanted, "repair")
    if edit is not None:
        edit_store.write_edit(copy, article_id, edit, text=text)
        history_store.append(
            copy, article_id, edit, at=now(), annotator="", why="repair", title="repair"
        )


def _mend_chains(wanted: AnnotationSet, where: str, done: Repaired) -> None:
    for chain in list(wanted.chains.values()):
        kept = tuple(
            span_id
            for span_id in chain.span_ids
            if (span := wanted.spans.get(span_id)) is not None and span.layer is chain.kind
        )
        if kept == chain.span_ids and len(kept) > 1:
            continue
        wanted.remove_chain(chain.id)
        if len(kept) > 1:
            wanted.put_chain(replace(chain, span_ids=kept))
            lost = len(chain.span_ids) - len(kept)
            done.note("chain", where, f"{lost} spans of the chain {chain.id} are none of its kind")
        else:
            done.note("chain", where, f"the chain {chain.id} had lost its spans and was taken out")


def _mend_relations(wanted: AnnotationSet, where: str, done: Repaired) -> None:
    for relation in list(wanted.relations.values()):
        head, child = map(wanted.spans.get, relation.span_ids)
        if head is None or child is None or head.layer is Layer.EVENT:
            del wanted.relations[relation.id]
            what = f"the relation {relation.id} ({relation.label})"
            why = "began at an event" if head is not None and child is not None else "lost a span"
            done.note("relation", where, f"{what} {why} and was taken out")


def _mend_marks(wanted: AnnotationSet, where: str, done: Repaired, *, is_changed: bool) -> None:
    """Nobody has read a text that was changed from outside: nothing is complete in it."""
    wrong = [
        mark.id
        for mark in wanted.complete.values()
        if is_changed or not 0 <= mark.start < mark.end <= wanted.length
    ]
    for mark_id in wrong:
        del wanted.complete[mark_id]
    if wrong:
        done.note("complete", where, f"{len(wrong)} complete marks are not of this text")


def _mend_surfaces(
    copy: Connection, wanted: AnnotationSet, text: str, told: frozenset[str]
) -> None:
    """In the text that came in, a span is right where the history tells of it, or no words do."""
    for span in wanted.spans:
        copy.execute(
            "UPDATE span SET surface = ? WHERE id = ? AND (? OR surface = '') AND surface <> ?",
            (words := text[span.start : span.end], span.id, span.id in told, words),
        )


def _mend_spans(
    copy: Connection, wanted: AnnotationSet, text: str, where: str, done: Repaired
) -> None:
    surfaces: dict[str, str] = dict(
        copy.execute("SELECT id, surface FROM span WHERE article_id = ?", (wanted.article_id,))
    )
    wrong = [
        span
        for span in wanted.spans
        if not (words := surfaces[span.id]) or text[span.start : span.end] != words
    ]
    for found in realign(wrong, [surfaces[span.id] for span in wrong], text):
        span, words = found.span, surfaces[found.span.id]
        wanted.spans.remove(span.id)
        if found.is_lost:
            done.note(
                "span", where, f"“{words}” ({span.label}) is not in the text and was taken out"
            )
            continue
        moved = span.resized(found.start, found.end)
        if wanted.same_span(moved) is None:
            wanted.spans.put(moved)
            done.note(
                "span",
                where,
                f"“{words}” ({span.label}) was moved from {span.start} to {found.start}",
            )


def require_readable(path: Path) -> None:
    """Raise a `StoreError` unless there is something that could be repaired."""
    opening.require_file(path)
    with path.open("rb") as file:
        if not file.read(16).startswith(b"SQLite format 3"):
            raise StoreCorruptError(path=str(path), reason="no SQLite header")
