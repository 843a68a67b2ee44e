"""Gold spans, frames and decisions: read whole, written edit by edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from annotate.annotations import AnnotationSet, Decision, DecisionKind
from annotate.articles import ArticleState
from annotate.edits import Edit, PutDecision, PutFrame, PutSpan, PutState, primitives
from annotate.errors import ArticleMissingError, EditConflictError, SurfaceMismatchError
from annotate.frames import Argument, EventFrame
from annotate.spans import Layer, Origin, Span
from annotate.store import articles
from annotate.store.sqlite import Connection

# A look-up costs a fifth of a call of the enumeration, 30,000 times for a long article.
_LAYERS = {str(layer): layer for layer in Layer}
_ORIGINS = {str(origin): origin for origin in Origin}
_DECISION = (
    'article_id, suggestion_id, kind, layer, start, "end", label, score, suggester,'
    " annotator, at, seconds, span_id"
)


def read(connection: Connection, article_id: str) -> AnnotationSet:
    """Everything a person has said about an article; raises `ArticleMissingError`."""
    row = connection.execute(
        "SELECT characters, state FROM article WHERE id = ?", (article_id,)
    ).fetchone()
    if row is None:
        raise ArticleMissingError(article_id=article_id)
    return AnnotationSet(
        article_id=article_id,
        length=row[0],
        spans=read_spans(connection, article_id),
        frames=read_frames(connection, article_id),
        decisions=_read_decisions(connection, article_id),
        state=ArticleState(row[1]),
    )


def read_spans(connection: Connection, article_id: str) -> list[Span]:
    """Gold spans of an article in text order."""
    return [
        Span(
            id=span_id,
            start=start,
            end=end,
            label=label,
            layer=_LAYERS[layer],
            annotator=annotator,
            origin=_ORIGINS[origin],
            created_at=created_at,
        )
        for span_id, start, end, label, layer, annotator, origin, created_at in connection.execute(
            'SELECT id, start, "end", label, layer, annotator, origin, created_at FROM span'
            ' WHERE article_id = ? ORDER BY start, "end" DESC, id',
            (article_id,),
        )
    ]


def read_frames(connection: Connection, article_id: str) -> list[EventFrame]:
    """Event frames of an article, by id."""
    frames = connection.execute(
        "SELECT id, trigger_id, annotator, created_at FROM frame WHERE article_id = ? ORDER BY id",
        (article_id,),
    ).fetchall()
    if not frames:
        return []
    arguments: dict[str, list[Argument]] = defaultdict(list)
    for frame_id, role, span_id in connection.execute(
        "SELECT frame_id, role, span_id FROM argument JOIN frame ON frame.id = frame_id"
        " WHERE article_id = ? ORDER BY frame_id, position",
        (article_id,),
    ):
        arguments[frame_id].append(Argument(role, span_id))
    attributes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for frame_id, name, value in connection.execute(
        "SELECT frame_id, name, value FROM attribute JOIN frame ON frame.id = frame_id"
        " WHERE article_id = ? ORDER BY frame_id, name",
        (article_id,),
    ):
        attributes[frame_id].append((name, value))
    return [
        EventFrame(
            id=frame_id,
            trigger_id=trigger_id,
            arguments=tuple(arguments[frame_id]),
            attributes=tuple(attributes[frame_id]),
            annotator=annotator,
            created_at=created_at,
        )
        for frame_id, trigger_id, annotator, created_at in frames
    ]


def write_edit(connection: Connection, article_id: str, edit: Edit, *, text: str) -> None:
    """Write what `edit` changes, and nothing else; `text` is the article's, to check surfaces.

    Raises `EditConflictError` when the rows are not what the edit was made for, and
    `SurfaceMismatchError` when a stored surface is not what the text says.
    """
    for item in primitives(edit):
        match item:
            case PutSpan(before, after):
                _put_span(connection, article_id, before, after, text)
            case PutFrame(before, after):
                _put_frame(connection, article_id, before, after)
            case PutDecision(before, after):
                _put_decision(connection, article_id, before, after)
            case PutState(before, after):
                if not articles.set_state(connection, article_id, before, after):
                    raise EditConflictError(kind="state", item_id=article_id)


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


def _read_decisions(connection: Connection, article_id: str) -> list[Decision]:
    return [
        Decision(
            suggestion_id=row[0],
            kind=DecisionKind(row[1]),
            layer=Layer(row[2]),
            start=row[3],
            end=row[4],
            label=row[5],
            score=row[6],
            suggester=row[7],
            annotator=row[8],
            at=row[9],
            seconds=row[10],
            span_id=row[11],
        )
        for row in connection.execute(
            'SELECT suggestion_id, kind, layer, start, "end", label, score, suggester,'
            " annotator, at, seconds, span_id FROM decision WHERE article_id = ?"
            " ORDER BY suggestion_id",
            (article_id,),
        )
    ]


def label_counts(connection: Connection) -> dict[tuple[Layer, str], int]:
    """Gold spans for each (layer, label) of the whole project."""
    return {
        (Layer(layer), label): count
        for layer, label, count in connection.execute(
            "SELECT layer, label, count(*) FROM span GROUP BY layer, label"
        )
    }
