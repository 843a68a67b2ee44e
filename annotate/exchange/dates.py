"""Publication dates as sources write them, turned into ISO 8601 calendar dates."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ISO_PART = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?$")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.](\d{2})[-_.](\d{2})(?!\d)")
_WRITTEN = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y", "%Y/%m/%d", "%d.%m.%Y")
_MAX_LENGTH = 60


def find_date(given: str) -> str:
    """ISO date (or year, or year and month) of `given`; empty when it is not understood.

    Numeric dates with slashes are read only with the year first: 3/4/2021 has two meanings.
    """
    given = given.strip()
    if not given or len(given) > _MAX_LENGTH:
        return ""
    match = _ISO.match(given) or _COMPACT.match(given)
    if match is not None:
        return _calendar_date(match[1], match[2], match[3])
    if _ISO_PART.match(given):
        return given
    return _from_mail(given) or _from_words(given)


def date_in_name(name: str) -> str:
    """ISO date found in a file name such as `2021-04-02-talks.txt`; empty when there is none."""
    for pattern in (_IN_NAME, _COMPACT):
        for match in pattern.finditer(name):
            found = _calendar_date(match[1], match[2], match[3])
            if found:
                return found
    return ""


def _calendar_date(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _from_mail(given: str) -> str:
    if ":" not in given:
        return ""
    try:
        return parsedate_to_datetime(given).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _from_words(given: str) -> str:
    words = given.replace(",", " ").replace("Sept ", "Sep ").split()
    if words and words[0].rstrip(".").lower()[:3] in _WEEKDAYS:
        words = words[1:]
    tidy = " ".join(word.rstrip(".") if word[0].isalpha() else word for word in words)
    for form in _WRITTEN:
        try:
            # A calendar date has no time zone.
            return datetime.strptime(tidy, form).date().isoformat()  # noqa: DTZ007
        except ValueError:
            continue
    return ""


_WEEKDAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
