"""Dates against the day of the article, a Wednesday."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.event_table.times import time_value

WEDNESDAY = "2026-03-18"

CASES = {
    # days of the week
    "Tuesday": "2026-03-17",
    "on Wednesday": "2026-03-18",
    "Thursday": "2026-03-12",
    "last Tuesday": "2026-03-17",
    "last Wednesday": "2026-03-11",
    "next Wednesday": "2026-03-25",
    "next Friday": "2026-03-20",
    "this Friday": "2026-03-20",
    "early on Sunday": "2026-03-15",
    "two hours ago": "2026-03-18",
    "a few minutes ago": "2026-03-18",
    "48 hours ago": "2026-03-16",
    "72 hours from now": "2026-03-21",
    "Tuesday morning": "2026-03-17TMO",
    "Sunday evening": "2026-03-15TEV",
    "the night of 7 February": "2026-02-07TNI",
    "overnight": "2026-03-18TNI",
    "yesterday": "2026-03-17",
    "the day before yesterday": "2026-03-16",
    "tomorrow": "2026-03-19",
    "10 a.m.": "T10:00",
    "shortly after 10 a.m.": "T10:00",
    "5.30 pm on Tuesday": "2026-03-17T17:30",
    "12 p.m. yesterday": "2026-03-17T12:00",
    "around 9 pm": "T21:00",
    "14:05": "T14:05",
    # months and years
    "in March": "2026-03",
    "March": "2026-03",
    "April": "2025-04",
    "last March": "2025-03",
    "next March": "2027-03",
    "this April": "2026-04",
    "mid-January": "2026-01",
    "the end of March 2024": "2024-03",
    "March of 2022": "2022-03",
    "2024": "2024",
    "late 2023": "2023",
    "the 1990s": "199",
    "the '90s": "199",
    "last year": "2025",
    "this month": "2026-03",
    "last week": "2026-W11",
    "last weekend": "2026-W11-WE",
    "next decade": "203",
    "last quarter": "2025-Q4",
    "the last quarter of 2024": "2024-Q4",
    "the first quarter of 2025": "2025-Q1",
    "the first half of this year": "2026-H1",
    "Q3 2024": "2024-Q3",
    "spring 2024": "2024-SP",
    "last summer": "2025-SU",
    # calendar dates
    "12 March": "2026-03-12",
    "April 2": "2025-04-02",
    "Sept. 11": "2025-09-11",
    "Tuesday, 2 April 2024": "2024-04-02",
    "March 12, 2025": "2025-03-12",
    "the 2nd of April": "2025-04-02",
    "the 20th": "2026-02-20",
    "29 February": "2024-02-29",
    "2021-04-02": "2021-04-02",
    "2.4.2021": "2021-04-02",
    "13/4/2021": "2021-04-13",
    # intervals and durations
    "March 5-7": "2026-03-05/2026-03-07",
    "5 to 7 March 2025": "2025-03-05/2025-03-07",
    "28 February to 3 March": "2026-02-28/2026-03-03",
    "November to January": "2025-11/2026-01",
    "2014-15": "2014/2015",
    "the past three weeks": "P3W",
    "two years": "P2Y",
    "72-hour": "PT72H",
    "two decades": "P20Y",
    # counted back
    "two weeks ago": "2026-W10",
    "three days ago": "2026-03-15",
    "a year ago": "2025",
    "six months ago": "2025-09",
    "half an hour ago": "2026-03-18",
    "two days from now": "2026-03-20",
    "now": "PRESENT_REF",
    # not from the day of the article, two meanings, or no date at all
    "two days later": "",
    "the previous day": "",
    "that week": "",
    "3/4/2021": "",
    "30 February 2024": "",
    "soon": "",
    "a few days": "",
    "40 soldiers": "",
}


@pytest.mark.parametrize(("surface", "value"), CASES.items())
def test_english(surface: str, value: str) -> None:
    assert time_value(surface, WEDNESDAY) == value


@pytest.mark.parametrize(
    ("surface", "language", "value"),
    [
        ("12 березня", "uk", "2026-03-12"),
        ("вчора", "uk", "2026-03-17"),
        ("vorgestern", "de", "2026-03-16"),
        ("5. Mai 2024", "de", "2024-05-05"),
        ("hier", "fr", "2026-03-17"),
        ("bientôt", "fr", ""),
        ("12 March", "no-such-language", ""),
        ("12. mars 2024", "no", "2024-03-12"),
    ],
)
def test_other_languages(surface: str, language: str, value: str) -> None:
    assert time_value(surface, WEDNESDAY, language) == value


@pytest.mark.parametrize(
    "surface", ["last Tuesday", "in March", "two weeks ago", "April 2", "today"]
)
@pytest.mark.parametrize("given_date", ["", "2026", "no date"])
def test_without_a_day_of_the_article_nothing_is_guessed(surface: str, given_date: str) -> None:
    assert time_value(surface, given_date) == ""


def test_a_full_date_needs_no_day_of_the_article() -> None:
    assert time_value("5 May 2024", "") == "2024-05-05"
    assert time_value("spring 2024", "") == "2024-SP"


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_within_the_last_week_and_the_next_within_the_next(
    day: date, number: int
) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[number]
    past = date.fromisoformat(time_value(name, day.isoformat()))
    ahead = date.fromisoformat(time_value(f"next {name}", day.isoformat()))
    assert past.weekday() == ahead.weekday() == number
    assert day - timedelta(days=6) <= past <= day < ahead <= day + timedelta(days=7)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates(date(1950, 1, 1)))
def test_a_written_date_is_that_date(there: date, day: date) -> None:
    written = f"{there.day} {there:%B} {there.year}"
    assert time_value(written, day.isoformat()) == there.isoformat()
    assert time_value(f"{there:%B} {there.day}, {there.year}", "") == there.isoformat()


@pytest.mark.parametrize(
    ("surface", "value"),
    {
        "90000 days ago": "1779-10-19",
        "90 centuries from now": "",
        "5000 years ago": "",
        "50 centuries ago": "",
        "300 decades ago": "",
        "30000 months ago": "",
        "a trillion days ago": "",
        "a billion weeks from now": "",
        "a trillion months from now": "",
        "a billion years from now": "",
    }.items(),
)
def test_a_time_outside_the_calendar_has_no_value(surface: str, value: str) -> None:
    assert time_value(surface, WEDNESDAY) == value


@pytest.mark.parametrize("surface", ["last week", "yesterday", "last Monday", "the 31st"])
def test_nothing_comes_before_the_first_day(surface: str) -> None:
    assert time_value(surface, "0001-01-01") == ""


@pytest.mark.parametrize("surface", ["next week", "tomorrow", "next Monday", "next quarter"])
def test_nothing_comes_after_the_last_day(surface: str) -> None:
    assert time_value(surface, "9999-12-31") == ""


@given(st.text(max_size=30), st.dates())
def test_anything_gives_a_value_of_the_form_or_none(surface: str, day: date) -> None:
    value = time_value(surface, day.isoformat())
    assert value == "" or re.match(r"\d{2,4}|P|PRESENT_REF", value)
