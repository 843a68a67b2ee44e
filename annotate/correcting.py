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

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def cleaned(details: Details) -> Details:
    """The details as they are stored: lines without white space around, the date as ISO 8601.

    A date may be written as sources write them (12 March 2026); empty ones stay empty. Raises
    `DetailsError`.
    """
    from annotate.exchange.dates import find_date
    from annotate.exchange.drafts import clean_line

    date, language = details.date.strip(), details.language.strip().lower()
    found = find_date(date)
    if date and not found:
        raise DetailsError(reason="date", found=date)
    if not _LANGUAGE.fullmatch(language):
        raise DetailsError(reason="language", found=details.language)
    return replace(
        details,
        title=clean_line(details.title),
        source=clean_line(details.source),
        date=found,
        language=language,
    )


def correction(project: Project, article_id: str, wanted: Details) -> PutDetails | None:
    """The edit that gives an article these details; None where it has them.

    Raises `DetailsError` and `ArticleMissingError`.
    """
    before, after = project.article(article_id).details, cleaned(wanted)
    return PutDetails(before, after) if before != after else None
