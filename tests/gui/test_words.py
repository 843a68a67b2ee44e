"""Words about numbers: one is one, in English and in German."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from gui.words import (
    article_count,
    counted,
    decimal,
    in_context,
    percent,
    short,
    span_count,
    suggester_name,
    suggestion_count,
)
from tests.translations import ROOT

_PLURAL = re.compile(
    r"\{\w*\} (?!of |done )(?:\w+ )?"
    r"(articles|spans|suggestions|events|places|entries|lines|tokens|labels|roles|attributes"
    r"|characters|runs|steps|words|rows|files|corrections|regions|pairs|frames)\b"
)
_SEVERAL = (
    "suggesting: {done} of {total} articles",
    "{done} of {total} articles",
    "moves; one of {count} places",
    "{count} runs",
    "{low}–{high} tokens: {share} %",
    "Expected precision and recall from that score on: ",
)
"""Said only where there are several, or of a part of them."""


@pytest.mark.parametrize(
    ("said", "one", "many"),
    [
        (article_count, "1 article", "12 articles"),
        (span_count, "1 span", "12 spans"),
        (suggestion_count, "1 suggestion", "12 suggestions"),
    ],
)
def test_one_of_a_thing_is_no_plural(said: object, one: str, many: str) -> None:
    assert callable(said)
    assert said(1) == one
    assert said(12) == many
    assert said(0) == many.replace("12", "0")


def test_values_are_filled_in_beside_the_count() -> None:
    assert counted(1, "1 event in {name}", "{count} events in {name}", name="a") == "1 event in a"
    assert counted(3, "1 event in {name}", "{count} events in {name}", name="a") == "3 events in a"


@pytest.mark.parametrize(
    ("room", "shown"),
    [(4, "…met «Ana» in…"), (7, "He met «Ana» in Ky…"), (99, "He met «Ana» in Kyiv.")],
)
def test_words_in_context_say_where_they_are_cut(room: int, shown: str) -> None:
    assert in_context("He met Ana  in Kyiv.", 7, 10, room) == shown


def test_no_string_of_the_window_has_a_plural_without_its_singular() -> None:
    off = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted((ROOT / "gui").rglob("*.py"))
        for line, text in _alone(path)
    ]
    assert not off, "use gui.words.counted"


def _alone(path: Path) -> list[tuple[int, str]]:
    """Strings with a number before a plural that are not one side of `counted`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    # A singular a few lines ahead: the two are handed to `counted` by name.
    lines = {
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\b1 \w|\bonly\b|\{count\} event\"?$", node.value)
    }
    both: set[int] = set()
    for node in ast.walk(tree):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if name in {"counted", "_counted"}:
            both |= {id(inner) for inner in ast.walk(node)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in both
        and _PLURAL.search(node.value)
        and not node.value.startswith(_SEVERAL)
        and not any(line in lines for line in range(node.lineno - 4, node.lineno))
    ]


@pytest.fixture
def german() -> Iterator[None]:
    """Numbers as they are written in German, while a test runs."""
    before = QLocale()
    QLocale.setDefault(QLocale("de"))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("german")
def test_german_numbers_have_a_comma() -> None:
    assert (decimal(0.875, 2), decimal(3), decimal(12.34, 1)) == ("0,88", "3", "12,3")
    assert (short(0.5), short(1.0)) == ("0,5", "1")
    assert percent(0.123, 1).startswith("12,3")


def test_numbers_have_the_point_of_the_locale() -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    try:
        assert (decimal(0.875, 2), short(0.25), percent(0.5)) == ("0.88", "0.25", "50%")
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("news", "news"),
        ("spacy:en_core_web_sm", "spacy:en_core_web_sm"),
        (
            "spacy:/home/ada/talks-training/20261123-cde715/model/model-best",
            "spacy:20261123-cde715",
        ),
        ("spacy:C:\\talks-training\\20261123-cde715\\model\\model-best", "spacy:20261123-cde715"),
        ("spacy:/srv/pipelines/peace", "spacy:peace"),
        ("spacy:/model/model-best", "spacy:model-best"),
    ],
)
def test_a_suggester_of_a_folder_is_named_in_few_words(name: str, shown: str) -> None:
    assert suggester_name(name) == shown
