"""Edits of many articles in one transaction, each with its own step in the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from annotate.edits import OF_PROJECT, Edit, PutSchema
from annotate.errors import NoSuchMomentError
from annotate.schema.label_schema import LabelSchema
from annotate.store import articles, history, labels
from annotate.store import edits as edit_store
from annotate.store.sqlite import Connection

T = TypeVar("T")
_EVERY = 50
"""Articles between two notes."""

Note = Callable[[int, int], None]
"""Told how many articles of how many are written, on the thread of the writer."""


def write_edits(
    connection: Connection,
    edits: Mapping[str, Edit],
    *,
    at: str,
    annotator: str,
    why: str,
    title: str,
    undoes: Mapping[str, int | None],
    note: Note | None = None,
) -> dict[str, int]:
    """Write the edits by article; the history number of each. `undoes` are the steps taken back.

    Raises what `edits.write_edit` raises; the caller's transaction then takes all back.
    """
    seqs: dict[str, int] = {}
    schema = _begin(connection, edits.get(OF_PROJECT))
    for article_id, edit in _noted(edits.items(), len(edits), note):
        _write(connection, article_id, edit)
        seqs[article_id] = history.append(
            connection,
            article_id,
            edit,
            at=at,
            annotator=annotator,
            why=why,
            title=title,
            undoes=undoes.get(article_id),
        )
    _end(connection, schema)
    return seqs


def write_again(
    connection: Connection,
    seqs: Mapping[str, int],
    *,
    at: str,
    annotator: str,
    why: str,
    title: str,
    is_undo: bool,
    note: Note | None = None,
) -> dict[str, int]:
    """Take the steps of the history back, given by article, or make them again.

    What they did is read here and its rows are copied within the database. Returns and raises what
    `write_edits` does, and `NoSuchMomentError` for a step that is not there.
    """
    made: dict[str, int] = {}
    schema = None
    if OF_PROJECT in seqs:
        schema = _begin(connection, _read(connection, seqs[OF_PROJECT], is_undo=is_undo))
    for article_id, seq in _noted(seqs.items(), len(seqs), note):
        if article_id != OF_PROJECT:
            _write(connection, article_id, _read(connection, seq, is_undo=is_undo))
        made[article_id] = history.append_again(
            connection, seq, at=at, annotator=annotator, why=why, title=title, is_undo=is_undo
        )
    _end(connection, schema)
    return made


def _read(connection: Connection, seq: int, *, is_undo: bool) -> Edit:
    edit = history.read_edit(connection, seq, is_inverse=is_undo)
    if edit is None:
        raise NoSuchMomentError(moment=str(seq))
    return edit


def _write(connection: Connection, article_id: str, edit: Edit) -> None:
    if article_id != OF_PROJECT:
        text = articles.read(connection, article_id).text
        edit_store.write_edit(connection, article_id, edit, text=text)


def _begin(connection: Connection, edit: Edit | None) -> LabelSchema | None:
    """The new schema, with the labels that go still there: spans have them until they are written.

    While a span has a label that is not there, SQLite looks through the whole history at each new
    step, as that might be what was missing.
    """
    return labels.begin_schema(connection, edit) if isinstance(edit, PutSchema) else None


def _end(connection: Connection, schema: LabelSchema | None) -> None:
    if schema is not None:
        labels.drop_labels(connection, schema)


def _noted(
    items: Iterable[tuple[str, T]], total: int, note: Note | None
) -> Iterator[tuple[str, T]]:
    for done, item in enumerate(items):
        if note is not None and not done % _EVERY:
            note(done, total)
        yield item
