"""What a filler means, as a value that sorts and joins with other data: date, number, country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotate.event_table.columns import Column, column_of
from annotate.event_table.countries import countries_of
from annotate.event_table.quantities import quantity_of
from annotate.event_table.times import time_value
from annotate.label_kinds import MEASURES, NUMBERS, PERSONS, TIMES
from annotate.spans import Layer

if TYPE_CHECKING:
    from annotate.event_table.rows import Filler


def value_of(filler: Filler, date: str, language: str) -> str:
    """The value of a filler in an article of `date` (ISO 8601); empty when none is understood.

    What the words do not say, the name in the chain may.
    """
    said = (filler.surface, filler.name)
    values = (
        meaning(
            words,
            role=filler.role,
            layer=filler.layer,
            label=filler.label,
            date=date,
            language=language,
        )
        for words in said
        if words
    )
    return next(filter(None, values), "")


def meaning(surface: str, *, role: str, layer: Layer, label: str, date: str, language: str) -> str:
    """What `surface` means as a span with this label in this role; empty when not understood.

    The label decides what is looked for, else the column of the role. Countries are ISO 3166-1
    alpha-3 codes with blanks between them; the name of a person is none.
    """
    column = column_of(role)
    if label in TIMES:
        return time_value(surface, date, language)
    if label in MEASURES:
        return ""
    if label in NUMBERS or column is Column.HOW_MANY:
        quantity = quantity_of(surface)
        return "" if quantity is None else str(quantity)
    if column is Column.WHEN:
        return time_value(surface, date, language)
    if layer is Layer.EVENT:
        return ""
    if label.upper() not in PERSONS:
        return " ".join(countries_of(surface, language))
    # A person may be called like a country; only what describes people tells where they are from.
    is_name = not any(word[:1].islower() for word in surface.split())
    return "" if is_name else " ".join(countries_of(surface, language, only_peoples=True))
