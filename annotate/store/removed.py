"""What the state of a removed article was before."""

from __future__ import annotations

from annotate.articles import ArticleState
from annotate.edits import PutState, primitives
from annotate.store import history
from annotate.store.sqlite import Connection

_SAID = '"after":"removed"'
"""As the history writes it; a text with these words is looked at as well, and says no state."""

_BEGUN = ("span", "decision", "complete_mark")


def state_before(connection: Connection, article_id: str) -> ArticleState:
    """The state that an article was last removed from, as the history has it.

    Without such a step (of a file that was repaired) one that has been worked on is in progress.
    """
    rows = connection.execute(
        "SELECT edit FROM history WHERE article_id = ? AND instr(edit, ?) ORDER BY seq DESC",
        (article_id, _SAID),
    )
    for (edit,) in rows:
        for item in reversed(primitives(history.load_edit(edit))):
            if isinstance(item, PutState) and item.after is ArticleState.REMOVED:
                return item.before
    begun = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE article_id = ?)" for table in _BEGUN)
    (is_begun,) = connection.execute(f"SELECT {begun}", (article_id,) * len(_BEGUN)).fetchone()
    return ArticleState.IN_PROGRESS if is_begun else ArticleState.NEW
