"""Is a project ready to train? The look before an export, on a whole project or as a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotate import tasks
from annotate.articles import IN_USE, ArticleState
from annotate.project import Project

if TYPE_CHECKING:
    from annotate.training.export import ExportOptions
    from annotate.training.readiness import Readiness, Undecided
    from annotate.workers.jobs import JobContext


def project_readiness(
    project: Project,
    *,
    options: ExportOptions,
    out: Path | None = None,
    progress: tasks.Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Readiness:
    """What an export of the project with these options (to `out`) would hold; nothing is written.

    Raises `JobCancelled`, and a `StoreError`.
    """
    from annotate.training.checking import check_readiness

    counts = project.counts()
    total = counts.get(ArticleState.DONE, 0)
    if options.include_unfinished:
        total += counts.get(ArticleState.NEW, 0) + counts.get(ArticleState.IN_PROGRESS, 0)

    def count(done: int, total: int) -> None:
        if progress is not None:
            progress(done, total, "")

    with project.steady():
        return check_readiness(
            tasks.annotated_articles(project, include_unfinished=options.include_unfinished),
            options=replace(tasks.as_project_has_it(project, options), total=total),
            schema=project.schema,
            states={str(state): counts[state] for state in ArticleState if state in IN_USE},
            marked=project.figures().totals["complete_unfinished"],
            undecided=_undecided(project, is_cancelled),
            out=out,
            progress=count,
            is_cancelled=is_cancelled,
        )


def _undecided(project: Project, is_cancelled: Callable[[], bool] | None) -> Undecided:
    """The visible suggestions of done articles that nobody has decided."""
    from annotate.errors import JobCancelled
    from annotate.training.readiness import Undecided

    found = Undecided()
    if not project.figures().totals["suggested_articles"]:
        return found
    for article_id in project.article_ids(states=(ArticleState.DONE,)):
        if is_cancelled is not None and is_cancelled():
            raise JobCancelled
        if project.proposals(article_id):
            desk = project.open_article(article_id)
            found.add(desk.article, [item for item in desk.suggestions if not item.is_skipped])
    return found


def readiness_in_worker(context: JobContext, project: str, options: ExportOptions) -> Readiness:
    """`project_readiness` as a job, on a connection of its own."""
    with Project.open(Path(project), read_only=True) as opened:
        return project_readiness(
            opened,
            options=options,
            progress=context.progress,
            is_cancelled=lambda: context.is_cancelled,
        )
