"""What kind of thing an entity label names, by the names that schemas and corpora usually give."""

from __future__ import annotations

from typing import Final

from annotate.event_table.columns import Column, column_of

TIMES: Final = frozenset({"DATE", "TIME", "TIMEX", "TIMEX2", "TIMEX3", "TEMPORAL", "DURATION"})
NUMBERS: Final = frozenset({"CARDINAL", "QUANTITY", "NUMBER", "NUM"})
MEASURES: Final = frozenset({"MONEY", "PERCENT", "ORDINAL"})
"""Labels of numbers whose unit would be lost."""
PLACES: Final = frozenset({"GPE", "LOC", "LOCATION", "FAC", "FACILITY", "PLACE", "GEO"})
PERSONS: Final = frozenset({"PERSON", "PER"})


def is_plausible(role: str, label: str) -> bool:
    """Whether an entity with this label is likely to fill a role of this name that takes anything.

    Who acts or suffers is no date and no number, and a time is nothing else; it is a matter of
    what is offered first, and forbids nothing.
    """
    kind, column = label.upper(), column_of(role)
    if column is Column.WHEN:
        return kind in TIMES
    if column is Column.HOW_MANY:
        return kind in NUMBERS or kind in MEASURES
    if column is Column.WHERE:
        return kind in PLACES
    return kind not in TIMES and kind not in NUMBERS and kind not in MEASURES
