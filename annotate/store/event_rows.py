"""Event frames of a whole project, in the order of the article list, read page by page.

Surfaces are those that the spans were stored with: no text of an article is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from annotate.articles import ArticleState
from annotate.event_table.names import name_of
from annotate.event_table.rows import ArticleFacts, EventRow, Filler, one_line
from annotate.spans import Layer
from annotate.store.articles import OF_USED, USED
from annotate.store.sqlite import Connection

_SPAN = 's.id, s.start, s."end", s.layer, s.label, s.surface'
_LAYERS = {str(layer): layer for layer in Layer}


def count(connection: Connection) -> int:
    """How many frames the project has in articles that are not removed."""
    query = f"SELECT count(*) FROM frame WHERE {OF_USED}"
    return int(connection.execute(query).fetchone()[0])


def pages(
    connection: Connection,
    *,
    size: int,
    article_id: str | None = None,
    with_removed: bool = False,
) -> Iterator[list[EventRow]]:
    """Rows without values, by article, then by the place of the trigger; `size` in each page.

    Those of removed articles only `with_removed`.
    """
    asked = [] if with_removed else [f"a.{USED}"]
    asked += [] if article_id is None else ["f.article_id = ?"]
    where = f" WHERE {' AND '.join(asked)}" if asked else ""
    values = () if article_id is None else (article_id,)
    facts: dict[str, ArticleFacts] = {}
    cursor = connection.execute(
        f"SELECT f.id, f.article_id, {_SPAN} FROM frame AS f JOIN article AS a"
        f" ON a.id = f.article_id JOIN span AS s ON s.id = f.trigger_id{where}"
        " ORDER BY a.number, s.start, f.id",
        values,
    )
    while found := cursor.fetchmany(size):
        missing = {article for _, article, *_ in found} - facts.keys()
        facts |= _facts(connection, sorted(missing))
        ids = [row[0] for row in found]
        arguments, attributes = _arguments(connection, ids), _attributes(connection, ids)
        mentions = _mentions(connection, arguments)
        yield [
            EventRow(
                frame_id=frame_id,
                article=facts[article],
                trigger=_filler(span),
                arguments=tuple(
                    replace(item, name=name_of(item.surface, mentions[item.span_id]))
                    if item.span_id in mentions
                    else item
                    for item in arguments.get(frame_id, ())
                ),
                attributes=tuple(attributes.get(frame_id, ())),
            )
            for frame_id, article, *span in found
        ]


def _filler(span: Sequence[object], role: str = "") -> Filler:
    span_id, start, end, layer, label, surface = span
    return Filler(
        span_id=str(span_id),
        start=int(start),  # type: ignore[call-overload] - a column of whole numbers
        end=int(end),  # type: ignore[call-overload] - a column of whole numbers
        layer=_LAYERS[str(layer)],
        label=str(label),
        surface=one_line(str(surface)),
        role=role,
    )


def _facts(connection: Connection, ids: Sequence[str]) -> dict[str, ArticleFacts]:
    return {
        article_id: ArticleFacts(
            id=article_id,
            number=number,
            title=title,
            source=source,
            date=date,
            language=language,
            state=ArticleState(state),
        )
        for article_id, number, title, source, date, language, state in connection.execute(
            "SELECT id, number, title, source, date, language, state FROM article"
            " WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(ids),),
        )
    }


def _arguments(connection: Connection, ids: Sequence[str]) -> dict[str, list[Filler]]:
    found: dict[str, list[Filler]] = {}
    for frame_id, role, *span in connection.execute(
        f"SELECT frame_id, role, {_SPAN} FROM argument JOIN span AS s ON s.id = span_id"
        " WHERE frame_id IN (SELECT value FROM json_each(?)) ORDER BY frame_id, position",
        (json.dumps(ids),),
    ):
        found.setdefault(frame_id, []).append(_filler(span, role))
    return found


def _attributes(connection: Connection, ids: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for frame_id, name, value in connection.execute(
        "SELECT frame_id, name, value FROM attribute"
        " WHERE frame_id IN (SELECT value FROM json_each(?)) ORDER BY frame_id, name",
        (json.dumps(ids),),
    ):
        found.setdefault(frame_id, []).append((name, value))
    return found


def _mentions(
    connection: Connection, arguments: Mapping[str, Sequence[Filler]]
) -> dict[str, list[str]]:
    """Surfaces of the chain of each entity that is in one, in text order, by its span."""
    ids = [
        item.span_id
        for fillers in arguments.values()
        for item in fillers
        if item.layer is Layer.ENTITY
    ]
    found: dict[str, list[str]] = {}
    for span_id, surface in connection.execute(
        "SELECT own.span_id, s.surface FROM mention AS own"
        " JOIN mention AS other ON other.chain_id = own.chain_id"
        " JOIN span AS s ON s.id = other.span_id"
        " WHERE own.span_id IN (SELECT value FROM json_each(?))"
        " ORDER BY own.span_id, s.start, s.id",
        (json.dumps(ids),),
    ):
        found.setdefault(span_id, []).append(one_line(surface))
    return found
