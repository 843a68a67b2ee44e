"""What suggesters proposed, and which of them have looked at which article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.spans import Layer
from annotate.store.articles import USED
from annotate.store.sqlite import Connection, decodes
from annotate.suggestions import FRAMES, Proposal

if TYPE_CHECKING:
    from annotate.frames.suggested import FrameProposal


@dataclass(frozen=True, slots=True)
class ProposalBatch:
    """What one suggester said about one article in one run.

    `frames` are those of the suggester of frames; unless `is_whole`, of some triggers only.
    """

    suggester: str
    version: str
    proposals: tuple[Proposal, ...]
    seconds: float = 0.0
    dropped: int = 0
    frames: tuple[FrameProposal, ...] = ()
    is_whole: bool = True


@decodes
def read(connection: Connection, article_id: str) -> list[Proposal]:
    """Every stored proposal for an article, in text order."""
    return [
        Proposal(
            start=start,
            end=end,
            label=label,
            layer=Layer(layer),
            score=score,
            suggester=suggester,
            explanation=explanation,
        )
        for start, end, label, layer, score, suggester, explanation in connection.execute(
            'SELECT start, "end", label, layer, score, suggester, explanation FROM suggestion'
            ' WHERE article_id = ? ORDER BY start, "end" DESC',
            (article_id,),
        )
    ]


def runs(connection: Connection, article_id: str) -> dict[str, str]:
    """Version by name of the suggesters that have looked at the article."""
    return dict(
        connection.execute(
            "SELECT suggester, version FROM suggester_run WHERE article_id = ?", (article_id,)
        )
    )


def write_batches(
    connection: Connection, article_id: str, batches: Iterable[ProposalBatch], *, at: str
) -> None:
    """Keep each run in place of what the suggester said before; `at` is ISO 8601 in UTC."""
    for batch in batches:
        if batch.suggester == FRAMES:
            from annotate.store import suggested_frames  # not for the first paint

            suggested_frames.write(
                connection, article_id, frames=batch.frames, is_whole=batch.is_whole
            )
        if batch.is_whole:
            write_run(
                connection,
                article_id,
                suggester=batch.suggester,
                version=batch.version,
                proposals=batch.proposals,
                at=at,
                seconds=batch.seconds,
                dropped=batch.dropped,
            )


def write_run(
    connection: Connection,
    article_id: str,
    *,
    suggester: str,
    version: str,
    proposals: Iterable[Proposal],
    at: str,
    seconds: float = 0.0,
    dropped: int = 0,
) -> None:
    """Replace what `suggester` proposed for the article."""
    connection.execute(
        "DELETE FROM suggester_run WHERE article_id = ? AND suggester = ?", (article_id, suggester)
    )
    connection.execute(
        "INSERT INTO suggester_run (article_id, suggester, version, at, seconds, dropped)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (article_id, suggester, version, at, seconds, dropped),
    )
    connection.executemany(
        "INSERT OR REPLACE INTO suggestion"
        ' (article_id, suggester, start, "end", label, layer, score, explanation)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article_id,
                suggester,
                item.start,
                item.end,
                item.label,
                str(item.layer),
                item.score,
                item.explanation,
            )
            for item in proposals
        ],
    )


def articles_without(connection: Connection, suggester: str, version: str) -> list[str]:
    """Ids of the articles that this version of the suggester has not looked at, in list order.

    Removed ones are not waited for.
    """
    return [
        row[0]
        for row in connection.execute(
            f"SELECT id FROM article WHERE {USED}"
            " AND NOT EXISTS (SELECT 1 FROM suggester_run AS run"
            " WHERE run.article_id = article.id AND run.suggester = ? AND run.version = ?)"
            " ORDER BY number",
            (suggester, version),
        )
    ]
