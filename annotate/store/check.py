"""Is the project whole? Every promise of the file, looked at one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from annotate.errors import AnnotateError
from annotate.moments import rewound
from annotate.store import annotations as annotation_store
from annotate.store import articles, desks, settings, suggested_frames
from annotate.store import history as history_store
from annotate.store import labels as label_store
from annotate.store.sqlite import Connection, RowError, decodes
from annotate.text import fingerprint


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken promise: `kind` is a short code, `where` names the row, `what` the finding."""

    kind: str
    where: str
    what: str


def problems(connection: Connection) -> Iterator[Problem]:
    """Everything that is wrong with the file, none for a whole one."""
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Problem("integrity", "file", line)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("foreign_key", f"{table} row {row}", f"no such {parent}")
    yield from _schema(connection)
    yield from _texts(connection)
    yield from _rows(connection)
    yield from _chains(connection)
    yield from _relations(connection)
    yield from _complete(connection)
    yield from _decisions(connection)
    yield from _suggestions(connection)
    yield from _histories(connection)


def _histories(connection: Connection) -> Iterator[Problem]:
    """Articles whose history does not lead to what is there now, step by step."""
    ids = [row[0] for row in connection.execute("SELECT id FROM article ORDER BY number")]
    for article_id in ids:
        if what := _history(connection, article_id):
            yield Problem("history", f"article {article_id}", what)


def _history(connection: Connection, article_id: str) -> str:
    try:
        present = annotation_store.read(connection, article_id)
        steps = [entry.edit for entry in history_store.read(connection, article_id)]
        # Numbers and words of a step may be of any kind.
        decodes(rewound)(present, steps)
    except AnnotateError as error:
        fields = error.fields
        return (
            f"its steps do not lead to what is there ({fields.get('kind')} {fields.get('item_id')})"
        )
    except RowError as error:
        return f"a step or a row cannot be read ({error})"
    return ""


def _schema(connection: Connection) -> Iterator[Problem]:
    try:
        schema = label_store.read_schema(connection)
        desks.hide_rules(settings.read_all(connection), schema)
    except RowError as error:
        yield Problem("schema", "labels", f"the schema or a setting cannot be read ({error})")


def _rows(connection: Connection) -> Iterator[Problem]:
    """Articles of which something beside the annotations cannot be read."""
    for table, column, read in (
        ("article", "id", articles.read_about),
        ("token", "article_id", articles.read_tokens),
        ("frame_suggestion", "article_id", suggested_frames.read),
    ):
        ids = connection.execute(f"SELECT DISTINCT {column} FROM {table}").fetchall()
        for (article_id,) in ids:
            try:
                read(connection, article_id)
            except RowError as error:
                yield Problem(table, f"article {article_id}", f"it cannot be read ({error})")


def _texts(connection: Connection) -> Iterator[Problem]:
    for article_id, text, characters, stored in connection.execute(
        "SELECT article.id, text, characters, fingerprint FROM article"
        " LEFT JOIN article_text ON article_id = article.id ORDER BY number"
    ):
        where = f"article {article_id}"
        if not isinstance(text, str):
            yield Problem("text", where, "its text is missing")
            continue
        if len(text) != characters or fingerprint(text) != stored:
            yield Problem("text", where, "its text is not the one that was imported")
        yield from _surfaces(connection, article_id, text)


def _surfaces(connection: Connection, article_id: str, text: str) -> Iterator[Problem]:
    for span_id, start, end, surface in connection.execute(
        'SELECT id, start, "end", surface FROM span WHERE article_id = ? ORDER BY start',
        (article_id,),
    ):
        if text[start:end] != surface:
            yield Problem(
                "surface",
                f"article {article_id}, span {span_id}",
                f"{start}–{end} reads {text[start:end]!r}, {surface!r} was marked",
            )


def _chains(connection: Connection) -> Iterator[Problem]:
    for article_id, chain_id, kind, spans, right in connection.execute(
        "SELECT chain.article_id, chain.id, kind, count(mention.span_id),"
        " count(span.id) FILTER (WHERE layer = kind AND span.article_id = chain.article_id)"
        " FROM chain LEFT JOIN mention ON chain_id = chain.id LEFT JOIN span ON span.id = span_id"
        " GROUP BY chain.id ORDER BY chain.id"
    ):
        where = f"article {article_id}, chain {chain_id}"
        if spans != right:
            yield Problem("chain", where, f"{spans - right} of its spans are none of its {kind}")
        if spans < 2:
            yield Problem("chain", where, f"it has {spans} spans")


def _relations(connection: Connection) -> Iterator[Problem]:
    for article_id, relation_id, of_it, is_event in connection.execute(
        "SELECT relation.article_id, relation.id, (head.article_id = relation.article_id)"
        " + (child.article_id = relation.article_id), head.layer = 'event'"
        " FROM relation JOIN span AS head ON head.id = head_id"
        " JOIN span AS child ON child.id = child_id ORDER BY relation.id"
    ):
        where = f"article {article_id}, relation {relation_id}"
        if of_it != 2:
            yield Problem("relation", where, "its spans are those of another article")
        if is_event:
            yield Problem("relation", where, "it begins at an event, which has a frame for that")


def _decisions(connection: Connection) -> Iterator[Problem]:
    for article_id, suggestion_id, span_id in connection.execute(
        "SELECT article_id, suggestion_id, span_id FROM decision WHERE span_id <> ''"
        " AND NOT EXISTS (SELECT 1 FROM span WHERE span.id = decision.span_id)"
    ):
        yield Problem(
            "decision",
            f"article {article_id}, suggestion {suggestion_id}",
            f"its span {span_id} is not there",
        )


def _complete(connection: Connection) -> Iterator[Problem]:
    for article_id, start, end, characters in connection.execute(
        'SELECT DISTINCT article_id, start, "end", characters FROM complete_mark'
        ' JOIN article ON article.id = article_id WHERE "end" > characters'
    ):
        yield Problem(
            "complete",
            f"article {article_id}, complete mark {start}–{end}",
            f"it ends outside the text of {characters} characters",
        )


def _suggestions(connection: Connection) -> Iterator[Problem]:
    for article_id, suggester, count in connection.execute(
        "SELECT article_id, suggester, count(*) FROM suggestion"
        " JOIN article ON article.id = article_id"
        ' WHERE "end" > characters GROUP BY article_id, suggester'
    ):
        yield Problem(
            "suggestion",
            f"article {article_id}",
            f"{count} of {suggester} lie outside the text",
        )
