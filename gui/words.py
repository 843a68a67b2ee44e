"""Small things about words in the window: counts, and keys as keyboards print them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt
from PySide6.QtGui import QKeySequence

_OF_EVERY_TRAINING = frozenset({"model", "model-best", "model-last"})
"""Folders that every training has."""


def counted(count: int, one: str, many: str, **values: object) -> str:
    """`one` or `many` with "{count}" and `values` filled in; both are translated already."""
    return (one if count == 1 else many).format(count=count, **values)


def article_count(count: int) -> str:
    """So many articles, in words."""
    translate = QCoreApplication.translate
    return counted(count, translate("Counts", "1 article"), translate("Counts", "{count} articles"))


def span_count(count: int) -> str:
    """So many spans, in words."""
    translate = QCoreApplication.translate
    return counted(count, translate("Counts", "1 span"), translate("Counts", "{count} spans"))


def suggestion_count(count: int) -> str:
    """So many suggestions, in words."""
    translate = QCoreApplication.translate
    return counted(
        count, translate("Counts", "1 suggestion"), translate("Counts", "{count} suggestions")
    )


def in_context(text: str, start: int, end: int, room: int) -> str:
    """A stretch (code points, half-open) between the signs «», with `room` characters around it."""
    before, after = text[max(start - room, 0) : start], text[end : end + room]
    ahead = "…" if start > room else ""
    behind = "…" if end + room < len(text) else ""
    return " ".join(f"{ahead}{before}«{text[start:end]}»{after}{behind}".split())


def message(text: str) -> str:
    """A sentence of `annotate` (errors, notices, losses, steps) in the window's language."""
    return QCoreApplication.translate("Messages", text)


def schema_words(text: str) -> str:
    """What a shipped schema is called, or says of itself; a text of anybody else's stays."""
    return QCoreApplication.translate("Schemas", text) if text else ""


def explained(explanation: str) -> str:
    """Why something was suggested, in the window's language as far as it is ours."""
    from annotate.explanations import retold

    return retold(explanation, message)


def suggester_name(name: str) -> str:
    """A suggester as it is named in few words: of a folder only the part that tells it apart."""
    kind, colon, rest = name.partition(":")
    parts = [part for part in rest.replace("\\", "/").split("/") if part]
    if len(parts) < 2:
        return name
    told = [part for part in parts if part not in _OF_EVERY_TRAINING]
    return f"{kind}{colon}{(told or parts)[-1]}"


def grouped(count: int) -> str:
    """A whole number with the locale's sign between thousands."""
    return QLocale().toString(count)


def decimal(value: float, places: int = 0) -> str:
    """A number with so many decimal places, with the locale's point between."""
    text = f"{value:.{places}f}"
    return text.replace(".", QLocale().decimalPoint()) if places else text


def short(value: float) -> str:
    """A number as short as it can be, with the locale's point."""
    return f"{value:g}".replace(".", QLocale().decimalPoint())


def percent(share: float, places: int = 0) -> str:
    """A share, 0 to 1, in percent, as the language writes it."""
    words = QCoreApplication.translate("Figures", "{number}%")
    return words.format(number=decimal(100 * share, places))


def shown_keys(keys: Iterable[QKeySequence]) -> list[str]:
    """Key sequences as the desktop writes them; the two Enter keys are one."""
    texts = (
        key.toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
        for key in keys
    )
    return list(dict.fromkeys(text for text in texts if text))


def short_date(date: str) -> str:
    """An ISO date as the locale writes it short; anything else as it is."""
    parsed = QDate.fromString(date[:10], Qt.DateFormat.ISODate) if date else QDate()
    if not parsed.isValid():
        return date
    return QLocale().toString(parsed, QCoreApplication.translate("Dates", "d MMM yyyy"))


def moment_words(at: datetime) -> str:
    """A moment by the clock of this machine, as the locale writes it."""
    local = QDateTime.fromSecsSinceEpoch(int(at.timestamp())).toLocalTime()
    return QLocale().toString(local, QCoreApplication.translate("Dates", "d MMM yyyy, HH:mm"))


def subtitle(source: str, date: str) -> str:
    """Source and date of an article as they stand under its title."""
    return "  ·  ".join(part for part in (source, short_date(date)) if part)
