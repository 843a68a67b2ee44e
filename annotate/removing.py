"""Articles taken out of a project, and brought back to the state that they had.

Nothing is deleted: an article that is removed is in the state `ArticleState.REMOVED`, set by a step
like any other (docs/adr/0021-removed-articles.md).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from annotate.articles import ArticleRow, ArticleState
from annotate.edits import Edit, PutState
from annotate.errors import ArticleRemovedError

if TYPE_CHECKING:
    from annotate.project import Project


@dataclass(frozen=True, slots=True)
class Going:
    """What would go with some articles: all of them, those that are done, and gold spans."""

    articles: int = 0
    done: int = 0
    spans: int = 0

    @classmethod
    def of(cls, rows: Iterable[ArticleRow]) -> Self:
        """Count the rows of the article list; those that are removed already are left out."""
        going = [row for row in rows if row.state is not ArticleState.REMOVED]
        done = sum(row.state is ArticleState.DONE for row in going)
        return cls(len(going), done, sum(row.spans for row in going))


def removal(project: Project, ids: Iterable[str]) -> dict[str, Edit]:
    """The edits by article that remove articles; those that are removed already have none.

    Raises `ArticleMissingError`.
    """
    states = {article_id: project.state(article_id) for article_id in dict.fromkeys(ids)}
    return {
        article_id: PutState(state, ArticleState.REMOVED)
        for article_id, state in states.items()
        if state is not ArticleState.REMOVED
    }


def bringing_back(project: Project, ids: Iterable[str]) -> dict[str, Edit]:
    """The edits by article that bring removed articles back; others have none.

    Each returns to the state that it was removed from. Raises `ArticleMissingError`.
    """
    return {
        article_id: PutState(ArticleState.REMOVED, project.past.state_before_removal(article_id))
        for article_id in dict.fromkeys(ids)
        if project.state(article_id) is ArticleState.REMOVED
    }


def require_in_use(project: Project, ids: Iterable[str]) -> None:
    """Raise `ArticleRemovedError` for the first article that is removed.

    Raises `ArticleMissingError` for one that is not there.
    """
    for article_id in ids:
        if project.state(article_id) is ArticleState.REMOVED:
            title = project.article(article_id).title
            raise ArticleRemovedError(article_id=article_id, title=title or article_id)
