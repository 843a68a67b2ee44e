"""Rows of an article that follow what its history says that the annotator did."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple

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
from annotate.errors import AnnotateError
from annotate.moments import edit_between
from annotate.spans import Span
from annotate.store import annotations as annotation_store
from annotate.store import articles as article_store
from annotate.store import edits as edit_store
from annotate.store import history as history_store
from annotate.store.history import HistoryEntry
from annotate.store.repair.done import Repaired
from annotate.store.repair.rows import put_label
from annotate.store.sqlite import (
    Connection,
    Error,
    RowError,
    decodes,
)
from annotate.store.told import told_by


def follow_history(copy: Connection, article_id: str, done: Repaired) -> frozenset[str]:
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
