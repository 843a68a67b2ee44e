"""Publication dates and headlines as they are found in the wild."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.dates import date_in_name, find_date
from annotate.exchange.titles import headline, opening_words


@pytest.mark.parametrize(
    ("given_date", "expected"),
    [
        ("2021-04-02", "2021-04-02"),
        ("2021-04-02T18:04:00+00:00", "2021-04-02"),
        ("2021-04-02 18:04", "2021-04-02"),
        ("20210402", "2021-04-02"),
        ("20210402T180400Z", "2021-04-02"),
        ("2021", "2021"),
        ("2021-04", "2021-04"),
        ("2021/04/02", "2021-04-02"),
        ("2 April 2021", "2021-04-02"),
        ("April 2, 2021", "2021-04-02"),
        ("Fri, Apr. 2, 2021", "2021-04-02"),
        ("Sept. 9, 2020", "2020-09-09"),
        ("Fri, 02 Apr 2021 18:04:00 GMT", "2021-04-02"),
        ("02.04.2021", "2021-04-02"),
        ("3rd of May 2021, 6.30 p.m.", "2021-05-03"),
        ("12 JUNE 1999", "1999-06-12"),
        ("31 June 1999", ""),
        ("1 May 12021", ""),
        ("3/4/2021", ""),
        ("2021-13-02", ""),
        ("2021-02-30", ""),
        ("yesterday", ""),
        ("", ""),
        ("9" * 5000, ""),
    ],
)
def test_dates(given_date: str, expected: str) -> None:
    assert find_date(given_date) == expected


@given(st.text(max_size=70))
def test_no_string_breaks_the_search_for_a_date(given_date: str) -> None:
    found = find_date(given_date)
    assert not found or found[:4].isdecimal()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2021-04-02-harbour-strike", "2021-04-02"),
        ("strike_2021_04_02", "2021-04-02"),
        ("20210402 strike", "2021-04-02"),
        ("strike.2021.04.02.final", "2021-04-02"),
        ("report-20219999", ""),
        ("120210402", ""),
        ("strike", ""),
    ],
)
def test_dates_in_file_names(name: str, expected: str) -> None:
    assert date_in_name(name) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Harbour strike ends\n\nThe strike ended on Monday.", "Harbour strike ends"),
        ("\n\n  Harbour   strike ends \n\nThe strike.", "Harbour strike ends"),
        ("You're reading: Harbour strike ends\n\nThe strike.", "Harbour strike ends"),
        ("You’re reading: Why it ended.\nThe strike.", "Why it ended."),
        ("Will the strike end?\n\nNobody knows.", "Will the strike end?"),
        ("Talks fail in the U.S.\n\nThey met.", "Talks fail in the U.S."),
        ("Harbour strike ends\n" + "The strike ended after many days. " * 5, "Harbour strike ends"),
        ("Harbour strike ends", "Harbour strike ends"),
        # no headlines
        ("The strike ended on Monday.\n\nMore.", ""),
        ("“It is over,” she said.”\n\nMore.", ""),
        ("The strike, which began in May and\nended on Monday, was long.", ""),
        ("By Ana Petrova\n\nThe strike ended.", ""),
        ("https://news.example/strike\n\nThe strike ended.", ""),
        ("Correction:\n\nThe strike ended.", ""),
        ("***\n\nThe strike ended.", ""),
        ("word " * 40 + "\n\nMore.", ""),
        ("", ""),
    ],
)
def test_headlines(text: str, expected: str) -> None:
    assert headline(text) == expected


def test_opening_words_stand_in_for_a_headline() -> None:
    long = "The strike that began in May, when the harbour was full, ended on Monday. More."
    assert opening_words(long) == "The strike that began in May, when the harbour was full…"
    assert opening_words("It ended.") == "It ended."
    assert opening_words("x" * 500) == "x" * 60 + "…"


@given(st.text())
def test_titles_are_one_short_line(text: str) -> None:
    title = opening_words(text)
    assert "\n" not in title
    assert len(title) <= 160
