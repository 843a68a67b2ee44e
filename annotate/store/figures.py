"""Counts over the whole project, but for articles that are removed."""

from __future__ import annotations

from annotate.store.articles import OF_USED, USED
from annotate.store.sqlite import Connection


def decisions(connection: Connection) -> dict[str, dict[str, int]]:
    """Decisions by suggester (as merged) and kind."""
    counted: dict[str, dict[str, int]] = {}
    for suggester, kind, count in connection.execute(
        f"SELECT suggester, kind, count(*) FROM decision WHERE {OF_USED} GROUP BY suggester, kind"
        " ORDER BY suggester, kind"
    ):
        counted.setdefault(suggester, {})[kind] = count
    return counted


def suggestions(connection: Connection) -> dict[str, int]:
    """Stored proposals by suggester."""
    return dict(
        connection.execute(
            f"SELECT suggester, count(*) FROM suggestion WHERE {OF_USED}"
            " GROUP BY suggester ORDER BY suggester"
        )
    )


def totals(connection: Connection) -> dict[str, int]:
    """Characters, frames, relations, steps, articles that were looked at, and complete regions.

    The last ones are counted by article too, in those that are still under way. Steps are all that
    the history has.
    """
    row = connection.execute(
        f"SELECT (SELECT coalesce(sum(characters), 0) FROM article WHERE {USED}),"
        f" (SELECT count(*) FROM frame WHERE {OF_USED}),"
        f" (SELECT count(*) FROM relation WHERE {OF_USED}),"
        " (SELECT count(*) FROM history),"
        f" (SELECT count(DISTINCT article_id) FROM suggester_run WHERE {OF_USED}),"
        ' (SELECT count(*) FROM (SELECT DISTINCT article_id, start, "end" FROM complete_mark'
        f"   WHERE {OF_USED})),"
        " (SELECT count(DISTINCT article_id) FROM complete_mark"
        "   JOIN article ON article.id = article_id WHERE state = 'in_progress')"
    ).fetchone()
    return dict(zip(_TOTALS, row, strict=True))


_TOTALS = (
    *("characters", "frames", "relations", "history", "suggested_articles"),
    *("complete_regions", "complete_unfinished"),
)
