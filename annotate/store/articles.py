"""Articles, their texts, tokens and states."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import astuple

from annotate.articles import IN_USE, Article, ArticleRow, ArticleState, Details, Tokens
from annotate.errors import ArticleMissingError
from annotate.store.sqlite import Connection, decodes

_COLUMNS = "article.id, text, title, source, date, language, state, meta"
USED = "state <> 'removed'"
"""Which rows of `article` are meant by "all articles"; there is no other column of that name."""
OF_USED = "article_id NOT IN (SELECT id FROM article WHERE state = 'removed')"
"""Which rows of a table with the column `article_id` are about such an article."""


def insert(
    connection: Connection,
    articles: Iterable[Article],
    *,
    at: str,
    fingerprints: Mapping[str, str] | None = None,
) -> int:
    """Add articles behind those that are there; ids and texts must be new. Returns how many.

    `fingerprints` by article id, where they are known already, need not be made again.
    """
    from msgspec.json import encode  # six times as fast as the library of Python

    from annotate.text import fingerprint

    known_already = fingerprints or {}
    last = connection.execute("SELECT coalesce(max(number), 0) FROM article").fetchone()[0]
    rows: list[tuple[object, ...]] = []
    texts: list[tuple[str, str]] = []
    for number, item in enumerate(articles, start=last + 1):
        rows.append(
            (
                item.id,
                number,
                item.title,
                item.source,
                item.date,
                item.language,
                item.state.value,
                len(item.text),
                known_already.get(item.id) or fingerprint(item.text),
                encode(item.meta).decode() if item.meta else "[]",
                at,
            )
        )
        texts.append((item.id, item.text))
    connection.executemany(
        "INSERT INTO article (id, number, title, source, date, language, state, characters,"
        " fingerprint, meta, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO article_text (article_id, text) VALUES (?, ?)", texts)
    return len(rows)


def known(connection: Connection) -> dict[str, str]:
    """Title of the article, or its id, by fingerprint of its text; removed ones among them."""
    return dict(connection.execute("SELECT fingerprint, iif(title = '', id, title) FROM article"))


def known_removed(connection: Connection) -> dict[str, str]:
    """Id of the article by fingerprint of its text, of those that are removed."""
    return dict(connection.execute("SELECT fingerprint, id FROM article WHERE state = 'removed'"))


@decodes
def read(connection: Connection, article_id: str) -> Article:
    """One article with its text; raises `ArticleMissingError`."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM article JOIN article_text ON article_id = article.id"
        " WHERE article.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        raise ArticleMissingError(article_id=article_id)
    return _article(row)


@decodes
def read_about(connection: Connection, article_id: str) -> tuple[tuple[str, str], ...]:
    """What is noted of an article beside its text: names and values."""
    row = connection.execute("SELECT meta FROM article WHERE id = ?", (article_id,)).fetchone()
    return _meta(row[0]) if row is not None else ()


def is_as_imported(connection: Connection, article: Article) -> bool:
    """Whether the text still is the one that came in, by its fingerprint."""
    from annotate.text import fingerprint

    row = connection.execute(
        "SELECT fingerprint FROM article WHERE id = ?", (article.id,)
    ).fetchone()
    return row is not None and row[0] == fingerprint(article.text)


def ids(connection: Connection, *, states: Iterable[ArticleState] | None = None) -> list[str]:
    """Article ids in the order of the list, of the given states or of all that are not removed."""
    wanted = {str(state) for state in (IN_USE if states is None else states)}
    return [
        article_id
        for article_id, state in connection.execute("SELECT id, state FROM article ORDER BY number")
        if state in wanted
    ]


def beside(connection: Connection, article_id: str, step: int) -> str | None:
    """The article so many places behind (or ahead, if negative) in the list; `None` beyond it.

    Removed articles are passed over, as if they were not there.
    """
    sign, order = (">", "ASC") if step > 0 else ("<", "DESC")
    row = connection.execute(
        f"SELECT id FROM article WHERE {USED}"
        f" AND number {sign} (SELECT number FROM article WHERE id = ?)"
        f" ORDER BY number {order} LIMIT 1 OFFSET ?",
        (article_id, abs(step) - 1),
    ).fetchone()
    return None if row is None else str(row[0])


def next_unfinished(connection: Connection, article_id: str) -> str | None:
    """The next article behind this one that is new or in progress; round at the end."""
    row = connection.execute(
        "SELECT id FROM article WHERE state IN (?, ?) AND id <> ?"
        " ORDER BY number < coalesce((SELECT number FROM article WHERE id = ?), 0), number LIMIT 1",
        (ArticleState.NEW.value, ArticleState.IN_PROGRESS.value, article_id, article_id),
    ).fetchone()
    return None if row is None else str(row[0])


@decodes
def rows(connection: Connection, *, after: int = 0, with_removed: bool = False) -> list[ArticleRow]:
    """What the article list shows of articles with numbers greater than `after`, in its order."""
    which = "" if with_removed else f" AND {USED}"
    # Counting the spans of all at once is faster than one by one, unless there are few.
    spans = (
        "(SELECT count(*) FROM span WHERE article_id = article.id) FROM article"
        if after
        else "coalesce(counted.spans, 0) FROM article LEFT JOIN"
        " (SELECT article_id, count(*) AS spans FROM span GROUP BY article_id) AS counted"
        " ON counted.article_id = article.id"
    )
    states = {state.value: state for state in ArticleState}
    return [
        ArticleRow(
            id=article_id,
            number=number,
            title=title,
            source=source,
            date=date,
            state=states[state],
            characters=characters,
            spans=count,
        )
        for article_id, number, title, source, date, state, characters, count in connection.execute(
            f"SELECT article.id, number, title, source, date, state, characters, {spans}"
            f" WHERE number > ?{which} ORDER BY number",
            (after,),
        )
    ]


def counts(connection: Connection) -> dict[ArticleState, int]:
    """How many articles are in each state; removed ones are counted by themselves."""
    found = dict(connection.execute("SELECT state, count(*) FROM article GROUP BY state"))
    return {state: found.get(str(state), 0) for state in ArticleState}


@decodes
def state(connection: Connection, article_id: str) -> ArticleState:
    """The state of an article; raises `ArticleMissingError`."""
    row = connection.execute("SELECT state FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise ArticleMissingError(article_id=article_id)
    return ArticleState(row[0])


def set_state(
    connection: Connection, article_id: str, before: ArticleState, after: ArticleState
) -> bool:
    """Move an article from one state to another; False when it is not in the first."""
    changed = connection.execute(
        "UPDATE article SET state = ? WHERE id = ? AND state = ?",
        (str(after), article_id, str(before)),
    )
    return changed.rowcount == 1


def set_details(connection: Connection, article_id: str, before: Details, after: Details) -> bool:
    """Put right what is known about an article; False when it is not what it was."""
    changed = connection.execute(
        "UPDATE article SET title = ?, source = ?, date = ?, language = ?"
        " WHERE id = ? AND title = ? AND source = ? AND date = ? AND language = ?",
        (*astuple(after), article_id, *astuple(before)),
    )
    return changed.rowcount == 1


@decodes
def read_tokens(connection: Connection, article_id: str) -> Tokens | None:
    """Tokens of an article, if a worker has made them."""
    row = connection.execute(
        "SELECT tokenizer, starts, ends FROM token WHERE article_id = ?", (article_id,)
    ).fetchone()
    if row is None:
        return None
    starts, ends = array("I"), array("I")
    starts.frombytes(row[1])
    ends.frombytes(row[2])
    return Tokens(starts, ends, row[0])


def read_tokenizer(connection: Connection, article_id: str) -> str:
    """What made the tokens of an article; empty without any."""
    row = connection.execute(
        "SELECT tokenizer FROM token WHERE article_id = ?", (article_id,)
    ).fetchone()
    return "" if row is None else str(row[0])


def write_tokens(connection: Connection, article_id: str, tokens: Tokens) -> None:
    """Keep the tokens of an article, in the machine's own byte order (little endian everywhere)."""
    connection.execute(
        "INSERT INTO token (article_id, tokenizer, starts, ends) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (article_id) DO UPDATE SET tokenizer = excluded.tokenizer,"
        " starts = excluded.starts, ends = excluded.ends",
        (article_id, tokens.tokenizer, tokens.starts.tobytes(), tokens.ends.tobytes()),
    )


def _article(row: tuple[str, ...]) -> Article:
    article_id, text, title, source, date, language, state, meta = row
    return Article(
        id=article_id,
        text=text,
        title=title,
        source=source,
        date=date,
        language=language,
        state=ArticleState(state),
        meta=_meta(meta),
    )


def _meta(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in json.loads(text))
