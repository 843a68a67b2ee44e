"""An article whose text was changed from outside: where its spans are now, and taking the text.

What is found is shown first (`look`); nothing is written before somebody has confirmed each span
(`take`), or wants the old text back (`put_back`). The project must be closed for both.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from annotate.annotations import AnnotationSet
from annotate.clock import now
from annotate.errors import AnnotateError, EditConflictError, StoreError
from annotate.moments import copy_of, edit_between
from annotate.realigning import Realigned, realign
from annotate.store import annotations as annotation_store
from annotate.store import articles as article_store
from annotate.store import edits as edit_store
from annotate.store import history as history_store
from annotate.store.lock import ProjectLock
from annotate.store.sqlite import (
    Connection,
    Error,
    connect,
    connect_plain,
    transaction,
    translated_errors,
)
from annotate.text import fingerprint

_TITLE = "the text was changed from outside"


@dataclass(frozen=True, slots=True)
class FoundSpan:
    """A span with the words that it covered, where they are now, and how often they stand there.

    Offsets are code points, half-open; those of `found` are -1 where the words are not there.
    """

    found: Realigned
    surface: str
    places: int


@dataclass(frozen=True, slots=True)
class ChangedText:
    """What an article says now, and where its spans are; `old` is its old text, from a backup."""

    article_id: str
    title: str
    text: str
    old: str | None
    spans: tuple[FoundSpan, ...]

    @property
    def sign(self) -> str:
        """Fingerprint of the text that was looked at."""
        return fingerprint(self.text)


def look(path: Path, article_id: str, *, backups: Sequence[Path] = ()) -> ChangedText:
    """Where the spans of an article are; `backups`, the newest first, may have the old text.

    Raises a `StoreError` or `ArticleMissingError`.
    """
    connection = connect(path, read_only=True)
    try:
        with translated_errors(path):
            article = article_store.read(connection, article_id)
            present = annotation_store.read(connection, article_id)
            surfaces = _surfaces(connection, article_id)
            sign = _stored_sign(connection, article_id)
    finally:
        connection.close()
    old = next(
        (text for text in (_text_in(item, article_id, sign) for item in backups) if text), None
    )
    spans = list(present.spans)
    words = [surfaces[span.id] for span in spans]
    found = realign(spans, words, article.text, old=old)
    return ChangedText(
        article_id,
        article.title or article_id,
        article.text,
        old,
        tuple(
            FoundSpan(item, surface, article.text.count(surface))
            for item, surface in zip(found, words, strict=True)
        ),
    )


def take(
    path: Path,
    article_id: str,
    *,
    sign: str,
    places: Mapping[str, tuple[int, int]],
    annotator: str = "",
) -> int:
    """Take the text as it is: the spans in `places` go there, the others go; how many went.

    `sign` is the fingerprint of the text that was looked at; raises `EditConflictError` when it is
    another by now, a `StoreError` otherwise. One step of the history says what was done.
    """
    with _written(path, annotator) as connection:
        article = article_store.read(connection, article_id)
        if fingerprint(article.text) != sign:
            raise EditConflictError(kind="text", item_id=article_id)
        _set_text(connection, article_id, article.text)
        present = annotation_store.read(connection, article_id)
        wanted = _moved(present, places)
        edit = edit_between(present, wanted, _TITLE)
        if edit is not None:
            edit_store.write_edit(connection, article_id, edit, text=article.text)
            history_store.append(
                connection,
                article_id,
                edit,
                at=now(),
                annotator=annotator,
                why="repair",
                title=_TITLE,
            )
        return len(present.spans) - len(wanted.spans)


def put_back(path: Path, found: ChangedText, *, annotator: str = "") -> None:
    """Give the article its old text again, with which all of its spans are right."""
    if found.old is None:
        raise StoreError(path=str(path), reason="no backup has the old text")
    with _written(path, annotator) as connection:
        _set_text(connection, found.article_id, found.old)


@contextmanager
def _written(path: Path, annotator: str) -> Generator[Connection]:
    """A transaction in the closed project, under its lock."""
    lock = ProjectLock(path)
    lock.acquire(annotator=annotator, at=now())
    try:
        connection = connect(path)
        try:
            with translated_errors(path), transaction(connection):
                yield connection
        finally:
            connection.close()
    finally:
        lock.release()


def _moved(present: AnnotationSet, places: Mapping[str, tuple[int, int]]) -> AnnotationSet:
    """The spans at their places; what speaks of one that is gone goes with it."""
    wanted = copy_of(present)
    for span in present.spans:
        wanted.spans.remove(span.id)
    for span in present.spans:
        if span.id in places:
            moved = span.resized(*places[span.id])
            if wanted.same_span(moved) is None:
                wanted.spans.put(moved)
    # Nobody has read this text yet.
    wanted.complete.clear()
    _let_go(wanted)
    return wanted


def _let_go(wanted: AnnotationSet) -> None:
    """Take what is not there any more out of frames, chains, relations and decisions."""
    for frame in list(wanted.frames.values()):
        if frame.trigger_id not in wanted.spans:
            del wanted.frames[frame.id]
            continue
        kept = tuple(item for item in frame.arguments if item.span_id in wanted.spans)
        if kept != frame.arguments:
            wanted.frames[frame.id] = replace(frame, arguments=kept)
    for chain in list(wanted.chains.values()):
        ids = tuple(item for item in chain.span_ids if item in wanted.spans)
        if ids != chain.span_ids:
            wanted.remove_chain(chain.id)
            if len(ids) > 1:
                wanted.put_chain(replace(chain, span_ids=ids))
    _let_relations_go(wanted)
    for decision in list(wanted.decisions.values()):
        if decision.span_id and decision.span_id not in wanted.spans:
            del wanted.decisions[decision.suggestion_id]


def _let_relations_go(wanted: AnnotationSet) -> None:
    for relation in list(wanted.relations.values()):
        if not all(span_id in wanted.spans for span_id in relation.span_ids):
            del wanted.relations[relation.id]


def _set_text(connection: Connection, article_id: str, text: str) -> None:
    """Note the text as the article's own; what was made of another one is made again."""
    connection.execute(
        "UPDATE article_text SET text = ? WHERE article_id = ? AND text <> ?",
        (text, article_id, text),
    )
    connection.execute(
        "UPDATE article SET fingerprint = ?, characters = ? WHERE id = ?",
        (fingerprint(text), len(text), article_id),
    )
    for table in ("token", "suggester_run", "frame_suggestion"):
        connection.execute(f"DELETE FROM {table} WHERE article_id = ?", (article_id,))


def _surfaces(connection: Connection, article_id: str) -> dict[str, str]:
    query = "SELECT id, surface FROM span WHERE article_id = ?"
    return dict(connection.execute(query, (article_id,)).fetchall())


def _stored_sign(connection: Connection, article_id: str) -> str:
    query = "SELECT fingerprint FROM article WHERE id = ?"
    row = connection.execute(query, (article_id,)).fetchone()
    return str(row[0]) if row is not None else ""


def _text_in(backup: Path, article_id: str, sign: str) -> str | None:
    """The text that a backup has for the article, if it is the one with this fingerprint."""
    try:
        connection = connect_plain(backup, "mode=ro&immutable=1")
    except StoreError:
        return None
    try:
        text = article_store.read(connection, article_id).text
    except (Error, AnnotateError):
        return None
    finally:
        connection.close()
    return text if fingerprint(text) == sign else None
