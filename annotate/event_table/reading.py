"""The event table of a project, read page by page: by the command line, or by a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from annotate.event_table.rows import EventRow, with_values
from annotate.project import Project
from annotate.store import event_rows
from annotate.store.sqlite import translated_errors

if TYPE_CHECKING:
    from annotate.workers.jobs import JobContext

PAGE: Final = 500
"""Rows of one page: few enough that taking one in is not felt."""


def project_rows(
    project: Project, *, article_id: str | None = None, with_removed: bool = False
) -> Iterator[EventRow]:
    """Every row of a project, or of one article, with values; raises a `StoreError`.

    Those of removed articles only `with_removed`.
    """
    for page in project_pages(project, article_id=article_id, with_removed=with_removed):
        yield from page


def project_pages(
    project: Project, *, article_id: str | None = None, with_removed: bool = False
) -> Iterator[list[EventRow]]:
    """The rows of a project, or of one article, with values, a page at a time."""
    with translated_errors(project.path):
        reader = project.reader()
        try:
            for page in event_rows.pages(
                reader, size=PAGE, article_id=article_id, with_removed=with_removed
            ):
                yield [with_values(row) for row in page]
        finally:
            reader.close()


def read_in_worker(context: JobContext, project: str) -> int:
    """Send the rows of a project in pages, in the order of the article list; how many there are."""
    sent = 0
    with Project.open(Path(project), read_only=True) as opened:
        reader = opened.reader()
        try:
            total = event_rows.count(reader)
        finally:
            reader.close()
        for page in project_pages(opened):
            sent += len(page)
            context.progress(sent, total)
            context.emit(tuple(page))
    return sent
