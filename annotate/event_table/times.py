"""Dates as newspapers write them, normalised against the day on which the article appeared.

A value is ISO 8601 as TIMEX3 uses it (http://www.timeml.org/publications/timeMLdocs/timeml_1.2.1.html):
a day 2026-03-17, a week 2026-W12, a month 2026-03, a quarter 2026-Q1, a season 2026-SP, a year, a
decade 199, a part of a day 2026-03-17TMO, a duration P3W, or two values with a slash between them.
What English says is read here; calendar dates in other languages, and what is left over, by
dateparser. A day or a month without a year is the last one up to the day of the article, unless
the words look ahead ("next March").
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from functools import lru_cache
from typing import Any, Final

from annotate.event_table.quantities import quantity_of
from annotate.exchange.dates import find_date

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_PARTS: Final = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "dawn": "MO",
    "noon": "MI",
    "midday": "MI",
    "midnight": "NI",
    "overnight": "NI",
    "dusk": "EV",
    "tonight": "NI",
}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_UNITS: Final = {
    "day": "D",
    "week": "W",
    "fortnight": "2W",
    "month": "M",
    "quarter": "3M",
    "year": "Y",
    "decade": "10Y",
    "century": "100Y",
    "centurie": "100Y",
    "weekend": "2D",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR: Final = r"(?P<year>(?:1[0-9]|20)\d\d)(?!\d)"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:])"
_TO: Final = r"(?: ?[-–—] ?| to | and | until | through )"
_WEEKDAY: Final = rf"(?P<weekday>{'|'.join(_DAYS)})"
_NEAR: Final = r"(?P<near>last|next|this|past|coming|previous|following|same|that|current)"
_UNIT: Final = r"(?P<unit>day|week|fortnight|month|quarter|year|decade|weekend)"
_NUMBER: Final = r"(?P<number>[\d,.]+|[a-z]+(?:[- ][a-z]+){0,3}?)"
_LONG: Final = r"(?P<unit>day|week|fortnight|month|year|decade|centurie|century|hour|minute)s?"
_AHEAD: Final = frozenset({"next", "coming"})
_BACK: Final = frozenset({"last", "past"})
_TOLD: Final = frozenset({"previous", "following", "same", "that", "earlier", "later", "before"})
"""Counted from what was told before, not from the day of the article: such have no value here."""
_LEADING: Final = re.compile(
    r"^(?:(?:in|on|at|by|since|until|till|during|from|of|for|over|within|throughout|around|about"
    r"|before|after|early|late|later|earlier|mid|the|to|as of|beginning of|start of|middle of"
    r"|end of|beginning|start|middle|end|exactly|only|just|nearly|almost)\b[ -]*)+"
)

Build = Callable[[re.Match[str], date | None], str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A way to write a date, and how its value is worked out; empty: it cannot be."""

    pattern: re.Pattern[str]
    build: Build


@lru_cache(maxsize=16384)
def time_value(surface: str, article_date: str, language: str = "en") -> str:
    """The value of `surface` in an article of `article_date` (ISO 8601); empty: not understood.

    Without the date of the article only what needs none has a value. Imports dateparser at the
    first surface that needs it.
    """
    text = " ".join(surface.split())
    day = _day_of(article_date)
    if language.partition("-")[0] in {"en", ""}:
        found = _english(text.lower().replace("’", "'").rstrip(".,;:"), day)
        if found is not None:
            return found
        if not _HINT.search(text.lower()):
            return ""
    return find_date(text) or _parsed(text, day, language)


def _day_of(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _english(text: str, day: date | None) -> str | None:
    """The value by the rules below, of the text as it is and without what leads it.

    `None` when no rule fits: somebody else may know.
    """
    bare = _LEADING.sub("", text)
    values = [
        _built(rule, match, day)
        for form in dict.fromkeys((text, bare))
        for rule in _RULES
        if (match := rule.pattern.fullmatch(form)) is not None
    ]
    if values:
        return next(filter(None, values), "")
    return _part_of_day(text, day)


def _built(rule: _Rule, match: re.Match[str], day: date | None) -> str:
    """The value of what a rule has found; empty outside the calendar, which has years 1 to 9999."""
    try:
        return rule.build(match, day)
    except OverflowError:
        return ""


def _part_of_day(text: str, day: date | None) -> str | None:
    """Read "Tuesday morning", "the night of 7 May", "early on Sunday": the day with the part."""
    for word, code in _PARTS.items():
        rest, found = re.subn(rf"\b{word}\b", " ", text)
        if not found:
            continue
        rest = " ".join(re.sub(r"\b(?:of|on|the|early|late)\b", " ", rest).split())
        if rest in {"", "this"}:
            return f"{day.isoformat()}T{code}" if day is not None else ""
        value = _english(rest, day) if rest != text else None
        return f"{value}T{code}" if value is not None and _is_day(value) else value
    return None


def _is_day(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d", value) is not None


# -- calendar dates --------------------------------------------------------------------------------


def _month_of(match: re.Match[str], group: str = "month") -> int:
    wanted = match[group][:3].lower()
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(wanted))


def _iso(year: int, month: int, number: int) -> str:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return ""


def _last_with(month: int, number: int, day: date | None) -> str:
    """The last such day up to `day`."""
    if day is None:
        return ""
    for year in range(day.year, day.year - 8, -1):
        found = _iso(year, month, number)
        if found and found <= day.isoformat():
            return found
    return ""


def _full(match: re.Match[str], day: date | None) -> str:
    """A day of a month, with or without the year, to a second day in the same or another month."""
    groups = match.groupdict()
    month, number = _month_of(match), int(match["day"])
    end_month = _month_of(match, "month2") if groups.get("month2") else month
    year = groups.get("year")
    end_day = groups.get("day2")
    if year is not None:
        start = _iso(int(year), month, number)
        end = _iso(int(year), end_month, int(end_day)) if end_day else ""
    elif end_day:
        end = _last_with(end_month, int(end_day), day)
        start = _iso(int(end[:4]), month, number) if end else ""
    else:
        start, end = _last_with(month, number, day), ""
    if start and end:
        return f"{start}/{end}" if start < end else ""
    return start


def _month(match: re.Match[str], day: date | None) -> str:
    month, groups = _month_of(match), match.groupdict()
    year: int | None = int(groups["year"]) if groups.get("year") else None
    if year is None:
        if day is None:
            return ""
        near = groups.get("near") or ""
        year = day.year if month <= day.month else day.year - 1
        if near in _AHEAD:
            year = day.year + (month <= day.month)
        elif near in _BACK:
            year = day.year - (month >= day.month)
        elif near in {"this", "current"}:
            year = day.year
    return f"{year:04d}-{month:02d}"


def _months(match: re.Match[str], day: date | None) -> str:
    """March to May 2025: an interval of months."""
    start, end = _month_of(match), _month_of(match, "month2")
    if match["year"]:
        year = int(match["year"])
    elif day is not None:
        year = day.year if end <= day.month else day.year - 1
    else:
        return ""
    return f"{year - (start > end):04d}-{start:02d}/{year:04d}-{end:02d}"


def _years(match: re.Match[str], _: date | None) -> str:
    start = match["year"]
    end = match["year2"]
    end = start[: 4 - len(end)] + end
    return f"{start}/{end}" if start < end else ""


def _numeric(match: re.Match[str], _: date | None) -> str:
    """2.4.2021; 13/04/2021 and 04/13/2021, but not 3/4/2021, which has two meanings."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if match["sign"] == ".":
        return _iso(year, two, one)
    if one == two or one > len(_MONTHS):
        return _iso(year, two, one)
    return _iso(year, one, two) if two > len(_MONTHS) else ""


def _season(match: re.Match[str], day: date | None) -> str:
    code, groups = _SEASONS[match["season"]], match.groupdict()
    if groups.get("year"):
        return f"{groups['year']}-{code}"
    if day is None:
        return ""
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year = day.year if begins <= day.month else day.year - 1
    near = groups.get("near") or ""
    if near in _AHEAD:
        year += 1
    elif near in _BACK and begins <= day.month < begins + 3:
        year -= 1
    elif near in {"this", "current"}:
        year = day.year
    return f"{year}-{code}"


def _decade(match: re.Match[str], _: date | None) -> str:
    digits = match["decade"]
    return digits[:3] if len(digits) == 4 else f"19{digits[0]}"


def _quarter(match: re.Match[str], day: date | None) -> str:
    groups = match.groupdict()
    number = groups.get("digit") or _ORDINALS.get(groups.get("ordinal") or "")
    year = groups.get("year") or _relative_year(groups.get("near") or "", day)
    return f"{year}-{groups['kind'][0].upper()}{number}" if number and year else ""


def _relative_year(near: str, day: date | None) -> str:
    if day is None:
        return ""
    return f"{day.year + (near in _AHEAD) - (near in _BACK):04d}"


def _day_alone(match: re.Match[str], day: date | None) -> str:
    """Read "on the 20th": of this month, or of the last one."""
    if day is None:
        return ""
    number = int(match["day"])
    found = _iso(day.year, day.month, number)
    if found and found <= day.isoformat():
        return found
    before = day.replace(day=1) - timedelta(days=1)
    return _iso(before.year, before.month, number)


# -- what is counted from the day of the article ---------------------------------------------------


def _weekday(match: re.Match[str], day: date | None) -> str:
    if day is None:
        return ""
    near = match.groupdict().get("near") or ""
    if near in _TOLD:
        return ""
    back = (day.weekday() - _DAYS.index(match["weekday"])) % 7
    if near in _AHEAD:
        back = back - 7 if back else -7
    elif near in _BACK:
        back = back or 7
    elif near in {"this", "coming"}:
        back = back - 7 if back else 0
    return (day - timedelta(days=back)).isoformat()


def _today(match: re.Match[str], day: date | None) -> str:
    shift = {
        "today": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
        "day before yesterday": -2,
        "day after tomorrow": 2,
    }[match.group()]
    return (day + timedelta(days=shift)).isoformat() if day is not None else ""


def _near_unit(match: re.Match[str], day: date | None) -> str:
    """Read "last week", "this year", "the past month" (the one before), "next decade"."""
    near = match["near"]
    if day is None or near in _TOLD:
        return ""
    step = (near in _AHEAD) - (near in _BACK)
    return _unit_at(match["unit"], step, day)


def _unit_at(unit: str, step: int, day: date) -> str:
    """The unit so many units from that of `day`; raises `OverflowError` outside the calendar."""
    years = _YEARS.get(unit, 0)
    if years:
        number = day.year // years + step
        if not MINYEAR <= number * years <= MAXYEAR:
            raise OverflowError
        return f"{number:0{len(str(MAXYEAR // years))}d}"
    return _UNITS_AT[unit](day, step)


def _quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _shifted(day: date, months: int) -> date:
    """The same day so many months on, or the last one of that month; raises `OverflowError`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OverflowError
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_UNITS_AT: Final[dict[str, Callable[[date, int], str]]] = {
    "day": lambda day, step: (day + timedelta(days=step)).isoformat(),
    "week": lambda day, step: _week(day + timedelta(weeks=step)),
    "fortnight": lambda day, step: _week(day + timedelta(weeks=2 * step)),
    "weekend": lambda day, step: _week(day + timedelta(weeks=step)) + "-WE",
    "month": lambda day, step: _shifted(day, step).isoformat()[:7],
    "quarter": lambda day, step: _quarter_of(_shifted(day, 3 * step)),
}
_YEARS: Final = {"year": 1, "decade": 10, "century": 100}
"""Units that are counted in years, whose value is a number of them."""


def _ago(match: re.Match[str], day: date | None) -> str:
    """Read: "two weeks ago" is the week, "three days ago" the day, "a year from now" the year."""
    count = _whole(match["number"])
    unit = match["unit"].replace("centurie", "century")
    if day is None or match["side"] in _TOLD:
        return ""
    if unit in _OF_A_DAY:
        unit, count = "day", (count or 0) // _OF_A_DAY[unit]
    return "" if count is None else _unit_at(unit, -count if match["side"] == "ago" else count, day)


_OF_A_DAY: Final = {"hour": 24, "minute": 24 * 60}
"""How many of a unit make a day; fewer of them do not leave it."""


def _whole(written: str) -> int | None:
    if written in {"a", "an"}:
        return 1
    quantity = quantity_of(written)
    if quantity is None or quantity.least != quantity.most or quantity.least is None:
        return None
    return int(quantity.least) if quantity.least == int(quantity.least) else None


def _duration(match: re.Match[str], _: date | None) -> str:
    """Read "three weeks", "the past two years": P3W, P2Y."""
    count = _whole(match["number"])
    if count is None:
        return ""
    code = _UNITS[match["unit"]]
    factor = int(digits) if (digits := re.sub(r"\D", "", code)) else 1
    letter = re.sub(r"\d", "", code)
    prefix = "PT" if letter.startswith("T") else "P"
    return f"{prefix}{count * factor}{letter.removeprefix('T')}"


def _clock(match: re.Match[str], day: date | None) -> str:
    """Read "10 a.m.", "shortly after 5.30 pm on Tuesday": of a day where one is named."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = match["half"] or ""
    if hour > (12 if half else 24) or minute > 59 or not (half or match["minute"]):
        return ""
    hour = hour % 12 + 12 * (half == "p") if half else hour
    time = f"T{hour:02d}:{minute:02d}"
    if match["rest"] is None:
        return time
    value = _english(match["rest"], day)
    return f"{value}{time}" if value is not None and _is_day(value) else time


def _now(_: re.Match[str], __: date | None) -> str:
    return "PRESENT_REF"


def _rules() -> Iterator[_Rule]:
    second = _DAY.replace("<day>", "<day2>")
    month2 = _MONTH.replace("<month>", "<month2>")
    weekday = rf"(?:(?:{'|'.join(_DAYS)}|mon|tues?|wed|thur?s?|fri|sat|sun)\.?,? )?"
    near, in_year = rf"(?:{_NEAR} )?", rf"(?:,?[ -]{_YEAR})?"
    season = rf"(?P<season>{'|'.join(_SEASONS)})"
    ordinal = r"(?P<ordinal>first|second|third|fourth) (?P<kind>quarter|half)"
    last = r"(?P<ordinal>last) (?P<kind>quarter)"
    about = r"(?:about |nearly |almost |some |around )?"
    side = r"(?P<side>ago|earlier|before|later|from now|hence)"
    which = r"(?:(?:last|past|next|coming|previous|first|following) )?"
    forms: tuple[tuple[Build, str], ...] = (
        (_full, rf"{weekday}(?:the )?{_DAY}(?:{_TO}{second})?[ -](?:of )?{_MONTH}{in_year}"),
        (_full, rf"{weekday}{_DAY} {_MONTH}{_TO}{second} {month2}{in_year}"),
        (_full, rf"{weekday}{_MONTH} (?:the )?{_DAY}(?:{_TO}(?:{month2} )?{second})?{in_year}"),
        (_month, rf"{near}{_MONTH}(?:,? (?:of )?{_YEAR})?"),
        (_months, rf"{_MONTH}{_TO}{month2}{in_year}"),
        (lambda match, _: match["year"], _YEAR),
        (_years, rf"{_YEAR}(?:{_TO}|/)(?P<year2>\d{{4}}|\d\d)"),
        (_numeric, rf"(?P<one>\d\d?)(?P<sign>[./])(?P<two>\d\d?)(?P=sign){_YEAR}"),
        (_season, rf"{near}{season}(?:,? (?:of )?{_YEAR})?"),
        (_decade, r"'?(?P<decade>(?:1\d|20)\d0|\d0)'?s"),
        (_quarter, rf"(?P<kind>[qh])(?P<digit>[1-4]),? (?:of )?{_YEAR}"),
        (_quarter, rf"{ordinal}(?: of (?:{_YEAR}|{_NEAR} year|the year))?"),
        (_quarter, rf"{last} of (?:{_YEAR}|{_NEAR} year|the year)"),
        (_day_alone, rf"the {_DAY}"),
        (_weekday, rf"{near}{_WEEKDAY}"),
        (_today, r"today|yesterday|tomorrow|(?:the )?day (?:before yesterday|after tomorrow)"),
        (_near_unit, rf"(?:the )?{_NEAR} {_UNIT}"),
        (_ago, rf"{about}{_NUMBER} {_LONG} {side}"),
        (_duration, rf"(?:the )?{which}{_NUMBER}[ -]{_LONG}"),
        (
            _clock,
            (
                r"(?:(?:shortly|just|soon) (?:before|after) |at )?(?P<hour>\d\d?)"
                r"(?:[:.](?P<minute>\d\d))?(?: ?(?P<half>[ap])\.? ?m\.?)?"
                r"(?: local time| gmt| utc)?,?(?: on)?(?: (?P<rest>.+))?"
            ),
        ),
        (_now, r"now|currently|at present|nowadays"),
    )
    for build, pattern in forms:
        yield _Rule(re.compile(pattern), build)


_RULES: Final = tuple(_rules())
_HINT: Final = re.compile(
    rf"\d|\b(?:{'|'.join(_MONTHS)}|{'|'.join(_DAYS)}|{'|'.join(_SEASONS)})\b"
    r"|\b(?:day|week|month|year|hour|ago|later|earlier)s?\b"
)
"""What an English surface must have for dateparser to be asked: it reads a date into anything."""


# -- what other languages say ----------------------------------------------------------------------


def _parsed(text: str, day: date | None, language: str) -> str:
    """The value that dateparser finds, as exact as it says that it is."""
    if len(text) > _MOST_PARSED:
        return ""
    short = language.partition("-")[0] or "en"
    try:
        found = _parser(_LANGUAGES.get(short, short), day).get_date_data(text)
    except ValueError:  # a language that dateparser does not know
        return ""
    when: Any = found.date_obj
    if when is None:
        return ""
    match found.period:
        case "year":
            return f"{when.year:04d}"
        case "month":
            return f"{when.year:04d}-{when.month:02d}"
        case "week":
            return _week(when.date())
        case _:
            return str(when.date().isoformat())


_MOST_PARSED: Final = 60
_LANGUAGES: Final = {"no": "nb"}
"""Languages that dateparser calls otherwise."""


@lru_cache(maxsize=64)
def _parser(language: str, day: date | None) -> Any:  # noqa: ANN401 - dateparser has no types
    from datetime import datetime

    from dateparser.date import DateDataParser

    settings: dict[str, object] = {"PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False}
    if day is not None:
        settings["RELATIVE_BASE"] = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - no zone
    else:
        settings["STRICT_PARSING"] = True
    return DateDataParser(languages=[language], settings=settings)
