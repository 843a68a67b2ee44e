"""Publication dates as sources write them, turned into ISO 8601 calendar dates."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_ISO_PART = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?$")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.](\d{2})[-_.](\d{2})(?!\d)")
# Own names of months: those of the standard library change with the locale, which Qt sets.
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|[nr]d|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
_WRITTEN = (
    re.compile(rf"{_DAY}(?: of)? {_MONTH},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH} {_DAY},? {_YEAR}", re.IGNORECASE),
    re.compile(rf"{_YEAR}/(?P<month>\d{{2}})/(?P<day>\d{{2}})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}"),
)
_MAX_LENGTH = 60
_OPENING = 600
_LONGEST_HEADING = 160
_LONGEST_DATELINE = 160
_SENTENCE_ENDS = frozenset(".!?…")
_CAPITALISED = r"[^\W\d_a-z][\w.'’-]*"
_NAME = rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}"
_BEFORE_DATE = re.compile(
    # The place; a country, a state, a weekday; an agency in front of the date.
    rf"\(?(?P<place>[^\W\d_][^\d\n,()]{{1,39}}?)(?:, {_NAME}){{0,3}}"
    rf"(?:,? |,? \((?:{_NAME},? )?)"
)
_DASH = re.compile("[—–―-]")
_AFTER_DATE = re.compile(r"\)?,?\s{0,2}(?:\([^()\d\n]{2,40}\)\s{0,2})?(?:[—–―]|--?\s)")


@lru_cache(maxsize=4096)  # the articles of one file share few dates
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
    for pattern in _WRITTEN:
        match = pattern.search(given)
        if match is not None:
            parts = match.groupdict()
            month = parts["month"]
            number = month if month.isdecimal() else str(_MONTHS[month[:3].lower()])
            return _calendar_date(parts["year"], number, parts["day"])
    return ""


def date_in_dateline(text: str) -> str:
    """ISO date of the dateline that the text begins with, or its first line below a heading.

    Only a whole one counts: a place in capitals, a date with its year, and a dash, as in
    "KYIV, Ukraine, 12 March 2022 (Agency) — …". Empty for everything else.
    """
    if not _DASH.search(text, 0, _OPENING):
        return ""  # most openings: one search instead of five
    opening = text[:_OPENING].lstrip()
    first, _, rest = opening.partition("\n")
    found = _in_dateline(first)
    is_heading = len(first) <= _LONGEST_HEADING and first.rstrip()[-1:] not in _SENTENCE_ENDS
    return found or (_in_dateline(rest.lstrip()) if is_heading and rest else "")


def _in_dateline(line: str) -> str:
    head = line.partition("\n")[0][:_LONGEST_DATELINE]
    for pattern in (_ISO, *_WRITTEN):
        match = pattern.search(head)
        if match is None:
            continue
        place = _BEFORE_DATE.fullmatch(head[: match.start()])
        is_whole = place is not None and _AFTER_DATE.match(head[match.end() :]) is not None
        if place is not None and is_whole and place["place"].isupper():
            return find_date(match[0])
    return ""
