"""Numbers and countries as newspapers write them."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.event_table.countries import alpha3_codes, countries_of
from annotate.event_table.quantities import quantity_of
from annotate.event_table.values import meaning
from annotate.spans import Layer
from annotate.suggesters.numbers import find_numbers

NUMBERS = {
    "at least 40": "≥40",
    "more than 300": ">300",
    "over 1,200 people": ">1200",
    "no fewer than six": "≥6",
    "as many as 30": "≥30",
    "fewer than 10": "<10",
    "under 50": "<50",
    "up to 12": "≤12",
    "no more than 5": "≤5",
    "nearly 2,000": "~2000",
    "an estimated 1,200": "~1200",
    "two dozen": "24",
    "a dozen": "12",
    "half a dozen": "6",
    "twenty-four people": "24",
    "one hundred and five": "105",
    "two thousand five hundred": "2500",
    "three hundred thousand": "300000",
    "1.5 million": "1500000",
    "5bn": "5000000000",
    "a hundred": "100",
    "a couple of": "2",
    "7\u00a0000": "7000",
    "1,234,567": "1234567",
    "between 20 and 30": "20..30",
    "20-30": "20..30",
    "20 to 30 soldiers": "20..30",
    "five or six": "5..6",
    "2 to 3 million": "2000000..3000000",
    "dozens": "≥24",
    "hundreds of people": "≥200",
    "tens of thousands": "≥20000",
    "No one": "0",
    "none": "0",
    "two men and three women": "2",
    "not more than 40": "≤40",
    "not less than 40": "≥40",
    "losses not exceeding 40": "≤40",
    "losses exceeding 40": ">40",
    "a few hundred": "≥200",
    "several thousand people": "≥2000",
    "many million": "≥2000000",
    "a couple hundred": "200",
    "half a million": "500000",
    "half-million": "500000",
    "one and a half million": "1500000",
    "two-and-a-half thousand": "2500",
    "two and a half": "2.5",
}


@pytest.mark.parametrize(("surface", "value"), NUMBERS.items())
def test_numbers(surface: str, value: str) -> None:
    assert str(quantity_of(surface)) == value


@pytest.mark.parametrize(
    "surface",
    [
        *(
            "several",
            "a few",
            "many",
            "a soldier",
            "an army",
            "two-thirds",
            "a man and a woman",
            "",
        ),
        *("1/3 of them", "½ of the men", "2½ million", "No. 3"),
    ],
)
def test_what_says_no_number(surface: str) -> None:
    assert quantity_of(surface) is None


def test_quantities_sort_by_the_least_that_they_can_be() -> None:
    surfaces = ["up to 12", "none", "five or six", "six", "at least six", "two dozen", "dozens"]
    found = [quantity_of(surface) for surface in surfaces]
    orders = [item.order for item in found if item is not None]
    assert orders[1] < orders[0] < orders[2] < orders[3] < orders[4] < orders[5] < orders[6]


@given(st.integers(0, 10**9))
def test_figures_say_what_they_say(number: int) -> None:
    assert str(quantity_of(f"{number:,}")) == str(number)
    assert str(quantity_of(f"at least {number}")) == f"≥{number}"


@given(st.text(max_size=40))
def test_any_text_is_read_without_a_fall(surface: str) -> None:
    quantity = quantity_of(surface)
    assert quantity is None or str(quantity)


def test_what_the_rules_call_a_number_has_a_value() -> None:
    text = "At least 12 soldiers, two dozen horses, 1,500 shells and hundreds of houses."
    spans = [text[f.start : f.end] for f in find_numbers(text) if f.label == "CARDINAL"]
    assert spans
    assert all(quantity_of(surface) is not None for surface in spans)


COUNTRIES = {
    "Russian forces": "RUS",
    "U.S. and British troops": "USA GBR",
    "the US": "USA",
    "the United States": "USA",
    "American": "USA",
    "South Koreans": "KOR",
    "North Korean": "PRK",
    "Ivory Coast": "CIV",
    "Côte d’Ivoire": "CIV",
    "Bosnia and Herzegovina": "BIH",
    "the Democratic Republic of Congo": "COD",
    "Saudi Arabia's army": "SAU",
    "Iran-backed militia": "IRN",
    "Kosovars": "XKX",
    "St. Lucia": "LCA",
    "UKRAINE": "UKR",
    "Turkey": "TUR",
    "Niger": "NER",
    "Nigerian": "NGA",
    "Dutchmen": "NLD",
    "South Sudan": "SSD",
    "a French ship in the Indian Ocean": "FRA",
    "Sudanese": "SDN",
}


@pytest.mark.parametrize(("surface", "codes"), COUNTRIES.items())
def test_countries(surface: str, codes: str) -> None:
    assert " ".join(countries_of(surface)) == codes


@pytest.mark.parametrize(
    "surface",
    [
        *("Kyiv", "President Weiss", "us", "polish", "the EU", "the UN", ""),
        *("the South China Sea", "the Gulf of Mexico", "New Jersey", "Latin Americans"),
    ],
)
def test_what_names_no_country(surface: str) -> None:
    assert countries_of(surface) == ()


def test_names_in_the_language_of_the_article() -> None:
    assert countries_of("Österreich", "de") == ("AUT",)
    assert countries_of("Україна", "uk") == ("UKR",)
    assert countries_of("France", "no-such-language") == ("FRA",)


def test_every_code_is_in_force_and_every_people_has_its_country() -> None:
    codes = set(alpha3_codes().values())
    assert len(codes) == len(alpha3_codes()) >= 249
    assert not codes & {"SUN", "YUG", "DDR", "ZAR", "ANT"}
    text = resources.files("resources").joinpath("patterns/countries.toml").read_text("utf-8")
    table = tomllib.loads(text)
    assert set(table["peoples"]) | set(table["names"]) <= codes
    for kind in ("names", "peoples"):
        for code, forms in table[kind].items():
            for form in forms:
                assert countries_of(form) == (code,), form


def test_the_peoples_of_the_lists_have_a_country() -> None:
    text = resources.files("resources").joinpath("patterns/peoples.toml").read_text("utf-8")
    first = next(item for item in tomllib.loads(text)["list"] if item["title"] == "nationalities")
    stateless = [name for name in first["names"] if not countries_of(name)]
    assert len(stateless) < 0.15 * len(first["names"]), stateless


@pytest.mark.parametrize(
    ("surface", "label", "value"),
    [
        ("Jordan", "GPE", "JOR"),
        ("Jordan", "PERSON", ""),
        ("Chad Georgia", "PER", ""),
        ("Paul German", "PERSON", ""),
        ("Russian soldiers", "PERSON", "RUS"),
        ("a man from Jordan", "PERSON", ""),
        ("the Ukrainian president", "PERSON", "UKR"),
        ("Jordan", "ORG", "JOR"),
    ],
)
def test_a_person_who_is_called_like_a_country_is_none(
    surface: str, label: str, value: str
) -> None:
    said = meaning(
        surface, role="Agent", layer=Layer.ENTITY, label=label, date="2026-03-17", language="en"
    )
    assert said == value
