"""Accepting suggestions over many articles: what a person has finished is left as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from annotate import tasks
from annotate.articles import ArticleState
from annotate.project import Project
from annotate.removing import require_in_use


@dataclass(slots=True)
class Accepted:
    """What became of the articles, by id; `suggestions` counts those that are gold now.

    `done` and `skipped` articles were left as they are. `unread` ones were not marked done: no
    suggester has looked at them and they have no span.
    """

    suggestions: int = 0
    articles: list[str] = field(default_factory=list[str])
    done: list[str] = field(default_factory=list[str])
    skipped: list[str] = field(default_factory=list[str])
    unread: list[str] = field(default_factory=list[str])


def accept_project(
    project: Project,
    *,
    named: Sequence[str] = (),
    min_score: float = 0.0,
    has_events: bool = False,
    is_done: bool = False,
) -> Accepted:
    """Accept the visible suggestions of the articles `named`, else of all that are not finished.

    Call `Project.require_durable` afterwards. Raises `ArticleMissingError` for an id that is not
    there and `ArticleRemovedError` for one that is removed, before anything is changed.
    """
    made = Accepted()
    if named:
        require_in_use(project, named)
        made.articles += dict.fromkeys(named)
    else:
        made.done += project.article_ids(states=(ArticleState.DONE,))
        made.skipped += project.article_ids(states=(ArticleState.SKIPPED,))
        left = {*made.done, *made.skipped}
        made.articles += [each for each in project.article_ids() if each not in left]
    for article_id in made.articles:
        is_unread = is_done and _is_unread(project, article_id)
        if is_unread:
            made.unread.append(article_id)
        made.suggestions += tasks.accept_article(
            project,
            article_id,
            min_score=min_score,
            has_events=has_events,
            is_done=is_done and not is_unread,
        )
    return made


def _is_unread(project: Project, article_id: str) -> bool:
    """Whether nobody has looked at the article: done, it would train as one without names."""
    return not (
        project.suggester_runs(article_id)
        or project.proposals(article_id)
        or len(project.annotations(article_id).spans)
    )
