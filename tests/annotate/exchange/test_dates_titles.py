"""Publication dates and headlines as they are found in the wild."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.dates import date_in_dateline, date_in_name, find_date
from annotate.exchange.drafts import Facts, draft_article
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


@pytest.mark.parametrize(
    "opening",
    [
        "KYIV, 12 March 2022 — Shelling went on.",
        "KYIV, Ukraine, March 12, 2022 (Agency) - Shelling went on.",
        "KYIV, Saturday, 12 March 2022 – Shelling went on.",
        "NEW DELHI, 12 March 2022 -- Talks began.",
        "WASHINGTON, D.C., March 12, 2022 — Talks began.",
        "SÃO PAULO, Brazil, 12th of March 2022 — Talks began.",
        "KYIV (Agency, 12 March 2022) — Shelling went on.",
        "(KYIV, 12 March 2022) — Shelling went on.",
        "KYIV, 2022-03-12 — Shelling went on.",
        "KYIV, 12.03.2022 – Shelling went on.",
        "\n\n  KYIV 12 March 2022 — Shelling went on.",
        "Shelling near the river\n\nKYIV, 12 March 2022 — It went on.\nMore of it.",
    ],
)
def test_a_whole_dateline_dates_its_article(opening: str) -> None:
    assert date_in_dateline(opening) == "2022-03-12"
    assert draft_article(opening).article.date == "2022-03-12"


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "KYIV, 12 March — Shelling went on.",
        "KYIV — Shelling went on on 12 March 2022.",
        "KYIV, 12-13 March 2022 — Shelling went on.",
        "KYIV, 12 March 2022, 13 March 2022 — Shelling went on.",
        "KYIV, 03/12/2022 — Shelling went on.",
        "KYIV, 31 February 2022 — Shelling went on.",
        "KYIV, 12 March 2022. Shelling went on.",
        "KYIV, 12 March 2022 was a quiet day.",
        "On Monday, 12 March 2022 — a quiet day — shelling went on.",
        "President Ana Petrova, 12 March 2022 — a speech.",
        "Shelling went on. It was said so.\nKYIV, 12 March 2022 — Shelling went on.",
        "A heading\nA second line\nKYIV, 12 March 2022 — Shelling went on.",
        "THE WAR BEGAN A LONG TIME BEFORE ANYBODY WROTE OF IT, 12 March 2022 — and on.",
        "KYIV, the town of 12 March 2022 — it is.",
    ],
)
def test_what_is_no_whole_dateline_dates_nothing(opening: str) -> None:
    assert date_in_dateline(opening) == ""


def test_a_date_that_is_given_goes_before_the_dateline() -> None:
    text = "KYIV, 12 March 2022 — Shelling went on."
    assert draft_article(text, Facts(date="2022-03-14")).article.date == "2022-03-14"
    odd = draft_article(text, Facts(date="the other day")).article
    assert odd.date == "", "somebody meant another date, which was not understood"


@given(st.text(max_size=300))
def test_any_text_has_a_date_or_none(text: str) -> None:
    found = date_in_dateline(text)
    assert found == find_date(found)
