"""Which rows of the event table are shown, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from annotate.articles import ArticleState
from annotate.event_table.columns import ARGUMENTS, Column
from annotate.event_table.quantities import Quantity, quantity_of
from annotate.event_table.rows import EventRow

_LAST: Final = "\U0010ffff"
"""Behind every text: cells without anything to sort by come last."""

Order = tuple[str, str, int, int, str]
"""By what a row sorts: the cell's value and text, then its place in the project."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Rows with all of the words, of these labels and states, of this article; empty: any.

    `words` are separated by blanks and looked for in every cell, whatever their case.
    """

    words: str = ""
    labels: frozenset[str] = frozenset()
    states: frozenset[ArticleState] = frozenset()
    article_id: str = ""

    def takes(self, row: EventRow, folded: str | None = None) -> bool:
        """Whether a row is shown; `folded` is that of the row, where it is known already."""
        return (
            (not self.labels or row.label in self.labels)
            and (not self.states or row.article.state in self.states)
            and (not self.article_id or row.article.id == self.article_id)
            and (not self.words or self._finds(row.folded() if folded is None else folded))
        )

    def _finds(self, said: str) -> bool:
        return all(word in said for word in self.words.casefold().split())


def order_by(column: Column | None) -> Callable[[EventRow], Order]:
    """By what rows sort in a column: its values where it has some, else its text; `None`: place."""
    if column is None:
        return lambda row: ("", "", *row.place)
    if column is Column.HOW_MANY:
        return lambda row: (_amount(row), "", *row.place)
    if column in ARGUMENTS:
        is_time = column is Column.WHEN
        return lambda row: (*_said(row, column, is_time=is_time), *row.place)
    return lambda row: ("", row.text(column).casefold() or _LAST, *row.place)


def _said(row: EventRow, column: Column, *, is_time: bool) -> tuple[str, str]:
    text = row.text(column).casefold()
    if not text:
        return _LAST, _LAST
    if not is_time:
        return "", text
    values = row.values(column)
    # Durations say nothing of when: behind the dates.
    return (values[0] if values and values[0][0].isdecimal() else f"~{text}"), text


def _amount(row: EventRow) -> str:
    """The sum of the numbers of a row, as a text that sorts like it."""
    found = [quantity_of(item.surface) for item in row.fillers(Column.HOW_MANY)]
    known = [item for item in found if isinstance(item, Quantity)]
    if not known:
        return _LAST
    total = sum((item.order[0] for item in known), Decimal(0))
    return f"{total:024.3f}"
