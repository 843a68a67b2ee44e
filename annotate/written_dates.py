"""Dates as people write them, read in the order and with the month names of their locale.

What sources write is read by `annotate.exchange.dates`, which asks nobody and so takes no date with
two meanings. Here somebody looks at what was understood before it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final, Literal

_NUMBERS = re.compile(r"(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})")
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})\s?[./-]\s?(\d{4})")
_PIECES = re.compile(r"\d+|[^\W\d_]+")
_ENDINGS = frozenset({"st", "nd", "rd", "th", "of", "the", "on", "am", "den", "der", "dem"})
"""Words about a day that say nothing."""
_PIVOT = 69
"""Years of two digits are those from 1969 to 2068, as POSIX reads them (strptime, %y)."""
_LONGEST = 60


def _named(*names: str) -> dict[str, int]:
    return {name: number for number, text in enumerate(names, start=1) for name in text.split()}


_MONTHS: Final = {
    **_named(
        "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
        "august aug", "september sept sep", "october oct", "november nov", "december dec",
    ),
    **_named(
        "januar jän jänner", "februar feber", "märz mär mrz maerz", "april", "mai", "juni",
        "juli", "august", "september", "oktober okt", "november", "dezember dez",
    ),
}  # fmt: skip
"""English and German names, which are read everywhere."""


class Order(StrEnum):
    """What comes first in a date of numbers that has two meanings."""

    DAY = "day"
    MONTH = "month"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What was understood: an ISO date, month or year, empty for nothing.

    `order` is how it was read where another order would be another date; `UNKNOWN`: not at all.
    """

    iso: str
    order: Order | None = None


_NOTHING = ReadDate("")


@dataclass(frozen=True, slots=True)
class DateReader:
    """Reads dates; `months` and `weekdays` are further names, in small letters, without a stop.

    Without an `order`, numbers that have two meanings are not read. With dots between them the
    day comes first wherever they are used.
    """

    months: Mapping[str, int] = field(default_factory=dict[str, int])
    weekdays: frozenset[str] = frozenset()
    order: Literal[Order.DAY, Order.MONTH] | None = None

    def read(self, text: str) -> ReadDate:
        """What a text means as a date."""
        from annotate.exchange.dates import find_date

        text = text.strip()
        if not text or len(text) > _LONGEST:
            return _NOTHING
        if _NUMBERS.fullmatch(text):
            return self._of_numbers(text)
        if found := find_date(text):
            return ReadDate(found)
        has_letters = any(sign.isalpha() for sign in text)
        return ReadDate(self._of_words(text)) if has_letters else self._of_numbers(text)

    def _of_numbers(self, text: str) -> ReadDate:
        if match := _YEAR_FIRST.fullmatch(text):
            return ReadDate(_iso(match[1], match[3], match[4]))
        if match := _MONTH_OF_YEAR.fullmatch(text):
            found = _iso(match[2], match[1], "1")
            return ReadDate(found[:7])
        match = _NUMBERS.fullmatch(text)
        if match is None:
            return _NOTHING
        first, sign, second, year = match.groups()
        by_order = {
            Order.DAY: _iso(year, second, first),
            Order.MONTH: _iso(year, first, second),
        }
        meanings = {iso for iso in by_order.values() if iso}
        if len(meanings) < 2:
            return ReadDate(next(iter(meanings), ""))
        order = Order.DAY if sign == "." else self.order
        return ReadDate("", Order.UNKNOWN) if order is None else ReadDate(by_order[order], order)

    def _of_words(self, text: str) -> str:
        """A day or a month of a year with its name; nothing else may stand there."""
        names = {**self.months, **_MONTHS}
        passing = _ENDINGS | self.weekdays
        month, numbers = 0, list[str]()
        for piece in _PIECES.findall(text.casefold()):
            if piece.isdecimal():
                numbers.append(piece)
            elif piece in names and month in (0, names[piece]):
                month = names[piece]
            elif piece not in passing:
                return ""
        years = [number for number in numbers if len(number) == 4]
        days = [number for number in numbers if len(number) <= 2]
        if not month or len(years) != 1 or len(days) > 1 or len(numbers) > len(days) + 1:
            return ""
        found = _iso(years[0], str(month), days[0] if days else "1")
        return found if days else found[:7]


def month_names(names: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Names of months (from 1) as `DateReader` wants them."""
    return {piece: number for number, name in names if (piece := plain_name(name))}


def plain_name(name: str) -> str:
    """A name of a month or weekday in small letters, without a full stop."""
    return name.strip().rstrip(".").casefold()


def _iso(year: str, month: str, day: str) -> str:
    whole = int(year)
    if len(year) == 2:
        whole += 1900 if whole >= _PIVOT else 2000
    try:
        return date(whole, int(month), int(day)).isoformat()
    except ValueError:
        return ""
