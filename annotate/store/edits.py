"""What a person says of an article, written edit by edit; `annotations` reads it."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.annotations import Decision
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    Edit,
    PutChain,
    PutComplete,
    PutDecision,
    PutDetails,
    PutFrame,
    PutRelation,
    PutSchema,
    PutSpan,
    PutState,
    primitives,
)
from annotate.errors import EditConflictError, SurfaceMismatchError
from annotate.frames.event_frame import EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Span
from annotate.store import articles, labels
from annotate.store.sqlite import Connection

_DECISION = (
    'article_id, suggestion_id, kind, layer, start, "end", label, score, suggester,'
    " annotator, at, seconds, span_id"
)


def write_edit(connection: Connection, article_id: str, edit: Edit, *, text: str) -> None:
    """Write what `edit` changes, and nothing else; `text` is the article's, to check surfaces.

    Raises `EditConflictError` when the rows are not what the edit was made for, and
    `SurfaceMismatchError` when a stored surface is not what the text says.
    """
    for item in primitives(edit):
        match item:
            case PutSpan(before, after):
                _put_span(connection, article_id, before, after, text)
            case PutFrame() | PutChain() | PutRelation():
                _put_tie(connection, article_id, item)
            case PutDecision(before, after):
                _put_decision(connection, article_id, before, after)
            case PutComplete(before, after):
                _put_complete(connection, article_id, before, after)
            case PutSchema():
                labels.put_schema(connection, item)
            case PutState() | PutDetails():
                _put_about(connection, article_id, item)


def _put_about(connection: Connection, article_id: str, item: PutState | PutDetails) -> None:
    match item:
        case PutState(before, after):
            kind, is_done = "state", articles.set_state(connection, article_id, before, after)
        case PutDetails(before, after):
            kind, is_done = "details", articles.set_details(connection, article_id, before, after)
    if not is_done:
        raise EditConflictError(kind=kind, item_id=article_id)


def _put_span(
    connection: Connection, article_id: str, before: Span | None, after: Span | None, text: str
) -> None:
    if before is None:
        changed = 1
    elif after is None:
        changed = connection.execute(f"DELETE FROM span WHERE {_SAME_SPAN}", _same(before)).rowcount
    else:
        changed = connection.execute(
            'UPDATE span SET start = ?, "end" = ?, label = ?, layer = ?, surface = ?,'
            f" annotator = ?, origin = ?, created_at = ? WHERE {_SAME_SPAN}",
            (*_values(after, text), *_same(before)),
        ).rowcount
    if changed != 1 and before is not None:
        # The row is not what the edit was made for: a stale writer never overwrites a newer one.
        raise EditConflictError(kind="span", item_id=before.id)
    if before is None and after is not None:
        connection.execute(_INSERT_SPAN, (after.id, article_id, *_values(after, text)))


def insert_spans(
    connection: Connection, article_id: str, spans: Iterable[Span], *, text: str
) -> None:
    """Add the spans of an article that has none yet; raises `SurfaceMismatchError`."""
    connection.executemany(
        _INSERT_SPAN, [(span.id, article_id, *_values(span, text)) for span in spans]
    )


_INSERT_SPAN = (
    'INSERT INTO span (id, article_id, start, "end", label, layer, surface, annotator,'
    " origin, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SAME_SPAN = 'id = ? AND start = ? AND "end" = ? AND label = ? AND layer = ?'


def _same(span: Span) -> tuple[object, ...]:
    return (span.id, span.start, span.end, span.label, str(span.layer))


def _values(span: Span, text: str) -> tuple[object, ...]:
    surface = text[span.start : span.end]
    if len(surface) != span.end - span.start:
        raise SurfaceMismatchError(
            start=span.start, end=span.end, found=surface, expected="a stretch of the text"
        )
    return (
        span.start,
        span.end,
        span.label,
        str(span.layer),
        surface,
        span.annotator,
        str(span.origin),
        span.created_at,
    )


def _put_tie(
    connection: Connection, article_id: str, item: PutFrame | PutChain | PutRelation
) -> None:
    match item:
        case PutFrame(before, after):
            _put_frame(connection, article_id, before, after)
        case PutChain(before, after):
            _put_chain(connection, article_id, before, after)
        case PutRelation(before, after):
            _put_relation(connection, article_id, before, after)


def _put_frame(
    connection: Connection,
    article_id: str,
    before: EventFrame | None,
    after: EventFrame | None,
) -> None:
    if before is not None:
        gone = connection.execute(
            "DELETE FROM frame WHERE id = ? AND trigger_id = ?", (before.id, before.trigger_id)
        )
        if gone.rowcount != 1:
            raise EditConflictError(kind="frame", item_id=before.id)
    if after is None:
        return
    connection.execute(
        "INSERT INTO frame (id, article_id, trigger_id, annotator, created_at)"
        " VALUES (?, ?, ?, ?, ?)",
        (after.id, article_id, after.trigger_id, after.annotator, after.created_at),
    )
    connection.executemany(
        "INSERT INTO argument (frame_id, position, role, span_id) VALUES (?, ?, ?, ?)",
        [
            (after.id, place, argument.role, argument.span_id)
            for place, argument in enumerate(after.arguments)
        ],
    )
    connection.executemany(
        "INSERT INTO attribute (frame_id, name, value) VALUES (?, ?, ?)",
        [(after.id, name, value) for name, value in after.attributes],
    )


def _put_chain(
    connection: Connection, article_id: str, before: Chain | None, after: Chain | None
) -> None:
    if before is not None:
        gone = connection.execute(
            "DELETE FROM chain WHERE id = ? AND article_id = ?", (before.id, article_id)
        )
        if gone.rowcount != 1:
            raise EditConflictError(kind="chain", item_id=before.id)
    if after is None:
        return
    connection.execute(
        "INSERT INTO chain (id, article_id, kind, annotator, created_at) VALUES (?, ?, ?, ?, ?)",
        (after.id, article_id, str(after.kind), after.annotator, after.created_at),
    )
    connection.executemany(
        "INSERT INTO mention (chain_id, position, span_id) VALUES (?, ?, ?)",
        [(after.id, place, span_id) for place, span_id in enumerate(after.span_ids)],
    )


def _put_relation(
    connection: Connection, article_id: str, before: Relation | None, after: Relation | None
) -> None:
    if before is not None:
        gone = connection.execute(
            "DELETE FROM relation WHERE id = ? AND label = ? AND head_id = ? AND child_id = ?",
            (before.id, *before.key),
        )
        if gone.rowcount != 1:
            raise EditConflictError(kind="relation", item_id=before.id)
    if after is not None:
        connection.execute(
            "INSERT INTO relation (id, article_id, label, head_id, child_id, annotator,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (after.id, article_id, *after.key, after.annotator, after.created_at),
        )


def _put_decision(
    connection: Connection, article_id: str, before: Decision | None, after: Decision | None
) -> None:
    if before is not None:
        gone = connection.execute(
            "DELETE FROM decision WHERE article_id = ? AND suggestion_id = ? AND kind = ?",
            (article_id, before.suggestion_id, str(before.kind)),
        )
        if gone.rowcount != 1:
            raise EditConflictError(kind="decision", item_id=before.suggestion_id)
    if after is not None:
        connection.execute(
            f"INSERT INTO decision ({_DECISION}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article_id,
                after.suggestion_id,
                str(after.kind),
                str(after.layer),
                after.start,
                after.end,
                after.label,
                after.score,
                after.suggester,
                after.annotator,
                after.at,
                after.seconds,
                after.span_id,
            ),
        )


def _put_complete(
    connection: Connection,
    article_id: str,
    before: CompleteMark | None,
    after: CompleteMark | None,
) -> None:
    if before is not None:
        gone = connection.execute(
            'DELETE FROM complete_mark WHERE article_id = ? AND start = ? AND "end" = ?'
            " AND annotator = ? AND at = ?",
            (article_id, before.start, before.end, before.annotator, before.at),
        )
        if gone.rowcount != len(before.labels):
            raise EditConflictError(kind="complete mark", item_id=before.id)
    if after is not None:
        connection.executemany(
            'INSERT INTO complete_mark (article_id, start, "end", layer, label, annotator, at)'
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (article_id, after.start, after.end, str(layer), label, after.annotator, after.at)
                for layer, label in after.labels
            ],
        )
