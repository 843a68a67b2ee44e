"""What was read of triggers: arguments and attributes that are suggested, as they came."""

from __future__ import annotations

import json
from collections.abc import Iterable

from annotate.frames.suggested import ArgumentProposal, FrameProposal
from annotate.store.sqlite import Connection, decodes


@decodes
def read(connection: Connection, article_id: str) -> list[FrameProposal]:
    """Every stored frame proposal for an article, in text order."""
    return [
        FrameProposal(
            start=start,
            end=end,
            label=label,
            suggester=suggester,
            arguments=tuple(ArgumentProposal(*each) for each in json.loads(arguments)),
            attributes=tuple((name, value, score) for name, value, score in json.loads(said)),
        )
        for start, end, label, suggester, arguments, said in connection.execute(
            'SELECT start, "end", label, suggester, arguments, attributes FROM frame_suggestion'
            ' WHERE article_id = ? ORDER BY start, "end", suggester',
            (article_id,),
        )
    ]


def write(
    connection: Connection,
    article_id: str,
    *,
    frames: Iterable[FrameProposal],
    is_whole: bool,
) -> None:
    """Keep what was read; with `is_whole` in place of all that was read of the article before."""
    if is_whole:
        connection.execute("DELETE FROM frame_suggestion WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT OR REPLACE INTO frame_suggestion"
        ' (article_id, suggester, start, "end", label, arguments, attributes)'
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                article_id,
                frame.suggester,
                frame.start,
                frame.end,
                frame.label,
                _dump(
                    [each.role, each.start, each.end, each.score, each.explanation]
                    for each in frame.arguments
                ),
                _dump(list(each) for each in frame.attributes),
            )
            for frame in frames
        ],
    )


def _dump(rows: Iterable[list[object]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, separators=(",", ":"))
