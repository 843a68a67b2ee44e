"""What a person has said of an article, read whole; `annotate.store.edits` writes it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from annotate.annotations import AnnotationSet, Decision, DecisionKind
from annotate.articles import ArticleState, Details
from annotate.errors import ArticleMissingError
from annotate.spans import Layer, Origin, Span
from annotate.store.articles import OF_USED
from annotate.store.sqlite import Connection, decodes

if TYPE_CHECKING:
    from annotate.chains.chain import Chain
    from annotate.complete.marks import CompleteMark
    from annotate.frames.event_frame import EventFrame
    from annotate.relations.relation import Relation

# A look-up costs a fifth of a call of the enumeration, 30,000 times for a long article.
_LAYERS = {str(layer): layer for layer in Layer}
_ORIGINS = {str(origin): origin for origin in Origin}


@decodes
def read(connection: Connection, article_id: str) -> AnnotationSet:
    """Everything a person has said about an article; raises `ArticleMissingError`."""
    row = connection.execute(
        "SELECT characters, state, title, source, date, language FROM article WHERE id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise ArticleMissingError(article_id=article_id)
    return AnnotationSet(
        article_id=article_id,
        length=row[0],
        spans=read_spans(connection, article_id),
        frames=read_frames(connection, article_id),
        chains=read_chains(connection, article_id),
        relations=read_relations(connection, article_id),
        decisions=_read_decisions(connection, article_id),
        complete=read_complete(connection, article_id),
        state=ArticleState(row[1]),
        details=Details(*row[2:]),
    )


@decodes
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


@decodes
def read_frames(connection: Connection, article_id: str) -> list[EventFrame]:
    """Event frames of an article, by id."""
    frames = connection.execute(
        "SELECT id, trigger_id, annotator, created_at FROM frame WHERE article_id = ? ORDER BY id",
        (article_id,),
    ).fetchall()
    if not frames:
        return []
    from annotate.frames.event_frame import (  # an article without is read without
        Argument,
        EventFrame,
    )

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


@decodes
def read_chains(connection: Connection, article_id: str) -> list[Chain]:
    """Coreference chains of an article, by id."""
    chains = connection.execute(
        "SELECT id, kind, annotator, created_at FROM chain WHERE article_id = ? ORDER BY id",
        (article_id,),
    ).fetchall()
    if not chains:
        return []
    from annotate.chains.chain import Chain  # an article without is read without

    mentions: dict[str, list[str]] = defaultdict(list)
    for chain_id, span_id in connection.execute(
        "SELECT chain_id, span_id FROM mention JOIN chain ON chain.id = chain_id"
        " WHERE article_id = ? ORDER BY chain_id, position",
        (article_id,),
    ):
        mentions[chain_id].append(span_id)
    return [
        Chain(
            id=chain_id,
            kind=_LAYERS[kind],
            span_ids=tuple(mentions[chain_id]),
            annotator=annotator,
            created_at=created_at,
        )
        for chain_id, kind, annotator, created_at in chains
    ]


@decodes
def read_relations(connection: Connection, article_id: str) -> list[Relation]:
    """Relations of an article, by id."""
    rows = connection.execute(
        "SELECT id, label, head_id, child_id, annotator, created_at FROM relation"
        " WHERE article_id = ? ORDER BY id",
        (article_id,),
    ).fetchall()
    if not rows:
        return []
    from annotate.relations.relation import Relation  # an article without is read without

    return [Relation(*row) for row in rows]


@decodes
def read_complete(connection: Connection, article_id: str) -> list[CompleteMark]:
    """Complete marks of an article, in text order."""
    rows = connection.execute(
        'SELECT start, "end", layer, label, annotator, at FROM complete_mark'
        ' WHERE article_id = ? ORDER BY start, "end", layer, label',
        (article_id,),
    ).fetchall()
    if not rows:
        return []
    from annotate.complete.marks import CompleteMark  # an article without is read without

    labels: dict[tuple[int, int, str, str], list[tuple[Layer, str]]] = defaultdict(list)
    for start, end, layer, label, annotator, at in rows:
        labels[start, end, annotator, at].append((_LAYERS[layer], label))
    return [
        CompleteMark(start, end, tuple(said), annotator, at)
        for (start, end, annotator, at), said in labels.items()
    ]


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


@decodes
def recent_label_counts(connection: Connection, *, spans: int) -> dict[tuple[Layer, str], int]:
    """How often each (layer, label) was given among the latest gold spans of the project."""
    return {
        (_LAYERS[layer], label): count
        for layer, label, count in connection.execute(
            "SELECT layer, label, count(*) FROM"
            " (SELECT layer, label FROM span ORDER BY rowid DESC LIMIT ?) GROUP BY layer, label",
            (spans,),
        )
    }


@decodes
def label_counts(
    connection: Connection, *, with_removed: bool = False
) -> dict[tuple[Layer, str], int]:
    """Gold spans for each (layer, label); `with_removed` those of removed articles as well."""
    which = "" if with_removed else f" WHERE {OF_USED}"
    return {
        (Layer(layer), label): count
        for layer, label, count in connection.execute(
            f"SELECT layer, label, count(*) FROM span{which} GROUP BY layer, label"
        )
    }
