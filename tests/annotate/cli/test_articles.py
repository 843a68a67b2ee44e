"""The command `articles`: ids, titles, states and what waits, in lines that a script can cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.edits import EditGroup, PutSpan, PutState
from annotate.project import Project, ProposalBatch, Why
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal

Capture = pytest.CaptureFixture[str]
TEXT = "Envoys met in Varna and in Ruse on day {}."


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    """A done article with a span, one with two suggestions, and one that is removed."""
    articles = (
        Article("one", TEXT.format(1), title="Envoys\tmeet", source="The Gazette", date="2026-03"),
        Article("zwei Übel", TEXT.format(2)),
        Article("three", TEXT.format(3), title="Gone"),
    )
    project = make_project("news", articles=articles)
    at = TEXT.index("Varna")
    ruse = TEXT.index("Ruse")
    found = (
        Proposal(at, at + 5, "GPE", Layer.ENTITY, 0.9, "rules"),
        Proposal(ruse, ruse + 4, "GPE", Layer.ENTITY, 0.9, "rules"),
    )
    for article in articles[:2]:
        project.write_suggestions(article.id, [ProposalBatch("rules", "1", found)]).result()
    gold = PutSpan(None, Span("s1", at, at + 5, "GPE", Layer.ENTITY))
    edit = EditGroup((gold, PutState(ArticleState.NEW, ArticleState.DONE)))
    project.write_edit(articles[0], edit, why=Why.HAND, title="x").result()
    edit = EditGroup((PutState(ArticleState.NEW, ArticleState.REMOVED),))
    project.write_edit(articles[2], edit, why=Why.HAND, title="x").result()
    project.close()
    return project.path


def test_each_article_is_a_line_with_tabs(path: Path, capsys: Capture) -> None:
    assert run(["articles", str(path)]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["one", "Envoys meet", "The Gazette", "2026-03", "done", "1", "1"],
        ["zwei Übel", "", "", "", "new", "0", "2"],
    ]


def test_json_has_an_object_on_each_line(path: Path, capsys: Capture) -> None:
    assert run(["articles", "--json", str(path)]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first == {
        "id": "one",
        "title": "Envoys\tmeet",
        "source": "The Gazette",
        "date": "2026-03",
        "state": "done",
        "spans": 1,
        "suggestions": 1,
    }
    assert (second["id"], second["suggestions"]) == ("zwei Übel", 2)


@pytest.mark.parametrize(
    ("states", "ids"),
    [
        (["removed"], ["three"]),
        (["new"], ["zwei Übel"]),
        (["done", "removed"], ["one", "three"]),
        (["skipped"], []),
    ],
)
def test_states_are_asked_for(
    path: Path, states: list[str], ids: list[str], capsys: Capture
) -> None:
    options = [word for state in states for word in ("--state", state)]
    assert run(["articles", str(path), *options]) == 0
    assert [line.partition("\t")[0] for line in capsys.readouterr().out.splitlines()] == ids


def test_on_a_terminal_the_fields_are_named(
    path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert run(["articles", str(path)]) == 0
    assert capsys.readouterr().out.startswith("id\ttitle\tsource\tdate\tstate\tspans\tsuggestions")
    assert run(["articles", str(path), "--json"]) == 0
    assert capsys.readouterr().out.startswith("{")


def test_an_id_that_is_not_there_says_where_the_ids_are(path: Path, capsys: Capture) -> None:
    assert run(["remove", str(path), "1"]) == 1
    said = capsys.readouterr().err
    assert "There is no article 1 in this project." in said
    assert "“spandesk articles PROJECT”" in said
