"""Tables and records of articles: title, date, source, language by usual names, all else kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.project import Project
from annotate.transfers import import_paths

TEXT = "The port of Varna was closed on Monday. Ships wait outside."


@pytest.fixture(params=["csv", "jsonl", "semicolons"])
def read(
    request: pytest.FixtureRequest, make_project: Callable[..., Project], tmp_path: Path
) -> Callable[..., Article]:
    """Import one article with these fields."""

    def imported(**fields: str) -> Article:
        fields = {"id": "n1", **fields, "text": TEXT}
        source = tmp_path / f"in.{request.param}"
        if request.param == "jsonl":
            source.write_text(json.dumps(fields))
        else:
            sign = "," if request.param == "csv" else ";"
            source = tmp_path / "in.csv"
            source.write_text(sign.join(fields) + "\n" + sign.join(fields.values()) + "\n")
        project = make_project()
        report = import_paths(project, [source])
        assert (report.added, report.losses.total, report.refused) == (1, 0, [])
        return project.article("n1")

    return imported


def test_usual_names_are_facts_and_the_rest_is_kept(read: Callable[..., Article]) -> None:
    article = read(
        headline="Port closed",
        published="2 April 2021",
        publisher="Harbour News",
        lang="de",
        url="https://example.org/1",
        desk="trade",
    )
    assert (article.title, article.date) == ("Port closed", "2021-04-02")
    assert (article.source, article.language) == ("Harbour News", "de")
    kept = dict(article.meta)
    assert (kept["url"], kept["desk"]) == ("https://example.org/1", "trade")
    assert kept["published"] == "2 April 2021"


@pytest.mark.parametrize("name", ["title", "headline", "heading", "Headline"])
def test_names_of_a_title(read: Callable[..., Article], name: str) -> None:
    assert read(**{name: "Port closed"}).title == "Port closed"


def test_a_name_of_its_own_goes_first_and_the_other_is_kept(read: Callable[..., Article]) -> None:
    article = read(headline="Ships wait", title="Port closed", lang="fr", language="de")
    assert (article.title, article.language) == ("Port closed", "de")
    assert dict(article.meta) == {"headline": "Ships wait", "lang": "fr"}


def test_an_empty_title_is_none(read: Callable[..., Article]) -> None:
    assert read(title="", headline="Port closed").title == "Port closed"


def test_what_is_no_date_is_kept_under_its_name(read: Callable[..., Article]) -> None:
    article = read(published="yes", date="")
    assert (article.date, dict(article.meta)) == ("", {"published": "yes"})
