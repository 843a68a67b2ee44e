"""Edits of many articles in one transaction, each with its own step in the history."""

from __future__ import annotations

from collections.abc import Mapping

from annotate.edits import OF_PROJECT, Edit
from annotate.store import articles, history
from annotate.store import edits as edit_store
from annotate.store.sqlite import Connection


def write_edits(
    connection: Connection,
    edits: Mapping[str, Edit],
    *,
    at: str,
    annotator: str,
    why: str,
    title: str,
    undoes: Mapping[str, int | None],
) -> dict[str, int]:
    """Write the edits by article; the history number of each. `undoes` are the steps taken back.

    Raises what `edits.write_edit` raises; the caller's transaction then takes all back.
    """
    seqs: dict[str, int] = {}
    for article_id, edit in edits.items():
        text = articles.read(connection, article_id).text if article_id != OF_PROJECT else ""
        edit_store.write_edit(connection, article_id, edit, text=text)
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
    return seqs
