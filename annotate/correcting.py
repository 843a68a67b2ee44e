"""Title, source, date and language of an article, put right as a step of the history."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from annotate.articles import Details
from annotate.edits import PutDetails
from annotate.errors import DetailsError

if TYPE_CHECKING:
    from annotate.project import Project
    from annotate.written_dates import DateReader

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def cleaned(details: Details, reader: DateReader | None = None) -> Details:
    """The details as they are stored: lines without white space around, the date as ISO 8601.

    A date may be written as `reader` takes it (12 March 2026); empty ones stay empty. Raises
    `DetailsError`.
    """
    from annotate.exchange.drafts import clean_line
    from annotate.written_dates import DateReader, Order

    date, language = details.date.strip(), details.language.strip().lower()
    read = (reader or DateReader()).read(date)
    if date and not read.iso:
        reason = "date_order" if read.order is Order.UNKNOWN else "date"
        raise DetailsError(reason=reason, found=date)
    if not _LANGUAGE.fullmatch(language):
        raise DetailsError(reason="language", found=details.language)
    return replace(
        details,
        title=clean_line(details.title),
        source=clean_line(details.source),
        date=read.iso,
        language=language,
    )


def correction(project: Project, article_id: str, wanted: Details) -> PutDetails | None:
    """The edit that gives an article these details; None where it has them.

    Raises `DetailsError` and `ArticleMissingError`.
    """
    before, after = project.article(article_id).details, cleaned(wanted)
    return PutDetails(before, after) if before != after else None
