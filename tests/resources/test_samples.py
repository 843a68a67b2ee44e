"""The sample articles: enough of them, normalised, varied, and all different."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from typing import Any

import pytest

import resources
from annotate.text import fingerprint, normalise_text

FIELDS = ["id", "title", "source", "date", "language", "text"]


def read() -> list[dict[str, Any]]:
    lines = resources.read_text("samples", "articles.jsonl").splitlines()
    return [json.loads(line) for line in lines]


ARTICLES = read()
by_article = pytest.mark.parametrize(
    "article", ARTICLES, ids=[article["id"] for article in ARTICLES]
)


def words(text: str) -> int:
    return len(text.split())


@by_article
def test_has_every_field_as_text(article: dict[str, Any]) -> None:
    assert list(article) == FIELDS
    assert all(isinstance(value, str) and value.strip() == value for value in article.values())
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", article["id"])
    assert dt.date.fromisoformat(article["date"]).year > 2030
    assert article["language"] == "en"


@by_article
def test_is_of_the_length_of_a_news_article(article: dict[str, Any]) -> None:
    assert 200 <= words(article["text"]) <= 900


@by_article
def test_is_normalised_as_an_import_would_leave_it(article: dict[str, Any]) -> None:
    text = article["text"]
    for forbidden in ("\r", "\u2028", "\u2029", "\ufeff", "\0", "\t", "  ", "\n\n\n", " \n", "\n "):
        assert forbidden not in text
    assert not normalise_text(text).is_changed
    assert unicodedata.normalize("NFC", text) == text
    assert not any(unicodedata.category(char) in {"Cs", "Cn", "Co"} for char in text)


@by_article
def test_uses_typographic_quotation_marks(article: dict[str, Any]) -> None:
    assert not re.search(r"[\"']", article["text"] + article["title"])
    assert article["text"].count("“") == article["text"].count("”")


@by_article
def test_is_made_of_paragraphs(article: dict[str, Any]) -> None:
    paragraphs = article["text"].split("\n\n")
    assert len(paragraphs) >= 4
    assert all(paragraph and "\n" not in paragraph for paragraph in paragraphs)


def test_there_are_enough_and_none_twice() -> None:
    assert len(ARTICLES) >= 10
    assert len({fingerprint(article["text"]) for article in ARTICLES}) == len(ARTICLES)
    for field in ("id", "title", "text"):
        assert len({article[field] for article in ARTICLES}) == len(ARTICLES)


def test_there_are_short_ones_and_a_long_one() -> None:
    lengths = sorted(words(article["text"]) for article in ARTICLES)
    assert lengths[1] <= 250
    assert lengths[-1] >= 850


def test_no_paragraph_comes_twice() -> None:
    paragraphs = [part for article in ARTICLES for part in article["text"].split("\n\n")]
    assert len(set(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?m)^[A-Z]{4,}, [A-Z][a-z]{2,} \d+ — ",  # dateline
        r"U\.S\.-backed",  # acronym in a hyphenated word
        r"[$€]\d",  # money with its sign
        r"\d(%| percent)",
        r"’s ",  # possessive
        r"\b[A-Z]{3,6}\b",  # acronym
        r"(?m)^Read more: ",
        r"National Bank of Ukraine governor",  # an organisation before an office and a name
        "[\U0001f1e6-\U0001f1ff]{2}",  # a flag: two code points beyond the first plane each
        r"[\u0370-\u03ff]",  # Greek
        r"[\u0590-\u05ff]",  # Hebrew
        r"[\u0600-\u06ff]",  # Arabic
    ],
)
def test_some_article_shows(pattern: str) -> None:
    assert any(re.search(pattern, article["text"]) for article in ARTICLES)


@pytest.mark.parametrize("surname", ["Rudenko", "Salcedo", "Valadares", "Malinowska", "Bouhadi"])
def test_full_names_come_back_as_bare_surnames(surname: str) -> None:
    pattern = re.compile(rf"[A-Z][\w-]+ {surname}\b.*?[^A-Z][a-z]+\W+{surname}\b", re.DOTALL)
    assert any(pattern.search(article["text"]) for article in ARTICLES)
