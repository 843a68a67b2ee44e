"""Dates as people write them: names of months, the order of a locale, and two meanings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotate.written_dates import DateReader, Order, ReadDate, month_names, plain_name

PLAIN = DateReader()
DAY = DateReader(order=Order.DAY)
MONTH = DateReader(order=Order.MONTH)
FRENCH = DateReader(
    month_names([(3, "mars"), (3, "mars"), (8, "août"), (12, "déc.")]),
    frozenset(map(plain_name, ["Jeudi", "jeu."])),
    Order.DAY,
)
days = st.dates(date(1970, 1, 1), date(2068, 12, 31))


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12. März 2023", "2023-03-12"),
        ("12 März 2023", "2023-03-12"),
        ("12. Mär. 2023", "2023-03-12"),
        ("Donnerstag, 12. maerz 2026", ""),
        ("den 1. Jänner 2024", "2024-01-01"),
        ("3. Dez 2023", "2023-12-03"),
        ("März 2023", "2023-03"),
        ("March 2023", "2023-03"),
        ("March 12th, 2023", "2023-03-12"),
        ("the 12th of March 2023", "2023-03-12"),
        ("12.3.2023", "2023-03-12"),
        ("12. 3. 2023", "2023-03-12"),
        ("12.03.23", "2023-03-12"),
        ("31.12.99", "1999-12-31"),
        ("2023.3.12", "2023-03-12"),
        ("2023/03/12", "2023-03-12"),
        ("2023-3-1", "2023-03-01"),
        ("3/2023", "2023-03"),
        ("2023-03-12", "2023-03-12"),
        ("2023-03", "2023-03"),
        ("2023", "2023"),
        ("25/3/2023", "2023-03-25"),
        ("3/25/2023", "2023-03-25"),
        ("", ""),
        ("soon", ""),
        ("12", ""),
        ("12.3.", ""),
        ("31.2.2023", ""),
        ("13/13/2023", ""),
        ("12 March", ""),
        ("12 13 März 2023", ""),
        ("März April 2023", ""),
        ("12. Merz 2023", ""),
        ("about 12. März 2023", ""),
        ("12.3/2023", ""),
        ("on the twelfth of the month of March 2023", ""),
        ("12. März 2023" + " " * 60 + "x", ""),
    ],
)
def test_what_has_one_meaning_is_read_without_a_locale(text: str, iso: str) -> None:
    assert PLAIN.read(text).iso == iso
    assert DAY.read(text).iso == iso
    assert MONTH.read(text).iso == iso


def test_the_locale_decides_where_there_are_two() -> None:
    assert PLAIN.read("3/4/2023") == ReadDate("", Order.UNKNOWN)
    assert DAY.read("3/4/2023") == ReadDate("2023-04-03", Order.DAY)
    assert MONTH.read("3/4/2023") == ReadDate("2023-03-04", Order.MONTH)
    assert MONTH.read("3-4-23") == ReadDate("2023-03-04", Order.MONTH)
    assert MONTH.read("4/4/2023") == ReadDate("2023-04-04"), "either way the same day"


def test_with_dots_the_day_is_first_for_everybody() -> None:
    for reader in (PLAIN, DAY, MONTH):
        assert reader.read("3.4.2023") == ReadDate("2023-04-03", Order.DAY)


def test_names_of_the_locale_are_read_beside_english_and_german_ones() -> None:
    assert FRENCH.read("jeudi 12 mars 2026").iso == "2026-03-12"
    assert FRENCH.read("Jeu. 3 déc. 2026").iso == "2026-12-03"
    assert FRENCH.read("août 2026").iso == "2026-08"
    assert FRENCH.read("12. März 2026").iso == "2026-03-12"
    assert PLAIN.read("12 août 2026").iso == ""


@given(day=days)
@example(day=date(1999, 12, 31))
@example(day=date(2000, 1, 1))
def test_every_day_is_read_however_it_is_written(day: date) -> None:
    iso = day.isoformat()
    months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    named = f"{day.day}. {months.split()[day.month - 1]} {day.year}"
    for reader in (PLAIN, DAY, MONTH):
        assert reader.read(iso).iso == iso
        assert reader.read(named).iso == iso
        assert reader.read(f"{day.day}.{day.month}.{day.year}").iso == iso
    assert DAY.read(f"{day:%d/%m/%Y}").iso == iso
    assert MONTH.read(f"{day:%m/%d/%Y}").iso == iso
    assert DAY.read(f"{day.day}-{day.month}-{day.year % 100:02}").iso == iso


@given(text=st.text(alphabet="0123456789./- MärzMay", max_size=14))
def test_whatever_is_typed_is_a_date_or_nothing(text: str) -> None:
    for reader in (PLAIN, DAY, MONTH):
        read = reader.read(text)
        if read.iso:
            date.fromisoformat(read.iso + "-01-01"[len(read.iso) - 4 :])
            assert reader.read(read.iso).iso == read.iso
