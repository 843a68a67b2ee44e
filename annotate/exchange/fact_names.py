"""Under which names tables and records of others give the title, date, source and language."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from annotate.exchange.dates import find_date

FACT_NAMES: Final[dict[str, str]] = {
    "headline": "title",
    "heading": "title",
    "published": "date",
    "published_at": "date",
    "publication_date": "date",
    "publish_date": "date",
    "date_published": "date",
    "publisher": "source",
    "newspaper": "source",
    "outlet": "source",
    "lang": "language",
}
"""What usual names are here; beside them each fact goes by its own name."""


def fact_of(name: str, value: str, there: Container[str]) -> str:
    """Which fact a field of this name gives; empty for one that is kept as it is.

    `there` are the facts that are known. A date that is not understood gives none.
    """
    fact = FACT_NAMES.get(name.strip().lower(), "")
    if not fact or fact in there or not value.strip():
        return ""
    return "" if fact == "date" and not find_date(value) else fact
