"""Dates in dialogs: read and said as the locale of the window writes them."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt

from annotate.written_dates import DateReader, Order, ReadDate, month_names, plain_name

_QUOTED = re.compile("'[^']*'")
_EXAMPLE = QDate(2026, 3, 27)
"""A day that cannot be taken for a month."""


def reader() -> DateReader:
    """Reads dates with the names of months and in the order of the locale."""
    locale = QLocale()
    forms = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    months = [
        (month, name)
        for month in range(1, 13)
        for form in forms
        for name in (locale.monthName(month, form), locale.standaloneMonthName(month, form))
    ]
    weekdays = (locale.dayName(day, form) for day in range(1, 8) for form in forms)
    return DateReader(month_names(months), frozenset(map(plain_name, weekdays)), _order(locale))


def said(iso: str) -> str:
    """An ISO date, month or year in words."""
    if len(iso) == 4:
        return iso
    is_day = len(iso) > 7
    form = (
        QCoreApplication.translate("Dates", "d MMMM yyyy")
        if is_day
        else QCoreApplication.translate("Dates", "MMMM yyyy")
    )
    parsed = QDate.fromString(iso if is_day else f"{iso}-01", Qt.DateFormat.ISODate)
    return QLocale().toString(parsed, form)


def hint() -> str:
    """How a date may be written."""
    locale = QLocale()
    forms = [said(_EXAMPLE.toString(Qt.DateFormat.ISODate))]
    if "." in locale.dateFormat(QLocale.FormatType.ShortFormat):
        forms.append(_EXAMPLE.toString("dd.MM.yyyy"))
    elif (order := _order(locale)) is not None:
        signs = {Order.DAY: "dd/MM/yyyy", Order.MONTH: "MM/dd/yyyy"}
        forms.append(_EXAMPLE.toString(signs[order]))
    words = QCoreApplication.translate(
        "Dates", "As {examples}, 2026-03-27, 2026-03 or 2026; empty where it is not known."
    )
    return words.format(examples=", ".join(forms))


def understood(read: ReadDate) -> str:
    """How a date was understood, for somebody who has not written it as it is stored."""
    if read.order is Order.DAY:
        words = QCoreApplication.translate("Dates", "Understood as {date}: the day comes first.")
    elif read.order is Order.MONTH:
        words = QCoreApplication.translate("Dates", "Understood as {date}: the month comes first.")
    else:
        words = QCoreApplication.translate("Dates", "Understood as {date}.")
    return words.format(date=said(read.iso))


def _order(locale: QLocale) -> Literal[Order.DAY, Order.MONTH] | None:
    """What comes first in a date of numbers; `None` where the year does."""
    form = _QUOTED.sub("", locale.dateFormat(QLocale.FormatType.ShortFormat))
    match next((sign for sign in form if sign in "dMy"), "y"):
        case "d":
            return Order.DAY
        case "M":
            return Order.MONTH
        case _:
            return None
