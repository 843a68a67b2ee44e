"""Articles whose text holds some words exactly, looked through in the order of the list.

Removed ones are not looked through.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotate.store.articles import USED
from annotate.store.sqlite import Connection

_CHUNK = 500
"""Articles in one query: enough to be quick, few enough to be stopped soon."""


def articles_with(connection: Connection, words: str) -> Iterator[tuple[int, list[str]]]:
    """After each part of the list: how many articles were looked at, and which hold the words.

    Capitals and blanks count. Each part is a query of its own, so nothing is kept open meanwhile.
    """
    done, last = 0, -1
    while True:
        rows = connection.execute(
            "SELECT number, article.id, instr(text, ?) FROM article JOIN article_text"
            f" ON article_id = article.id WHERE {USED} AND number > ? ORDER BY number LIMIT ?",
            (words, last, _CHUNK),
        ).fetchall()
        if not rows:
            return
        done, last = done + len(rows), rows[-1][0]
        yield done, [article_id for _, article_id, place in rows if place]
