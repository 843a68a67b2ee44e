"""The command `accept`: finished articles are left alone, unread ones are not made negatives."""

from __future__ import annotations

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
DONE, SKIPPED, NEW = ArticleState.DONE, ArticleState.SKIPPED, ArticleState.NEW


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    """Articles that are done (with Ruse), skipped, read, and read by nobody."""
    articles = tuple(
        Article(name, TEXT.format(name)) for name in ("done", "skipped", "read", "unread", "gold")
    )
    project = make_project("news", articles=articles)
    at = TEXT.index("Varna")
    varna = Proposal(at, at + 5, "GPE", Layer.ENTITY, 0.9, "gazetteer")
    for name in ("done", "skipped", "read"):
        batch = ProposalBatch("gazetteer", "1", (varna,), 0.0, 0)
        project.write_suggestions(name, [batch]).result()
    for name, state in (("done", DONE), ("skipped", SKIPPED), ("gold", NEW)):
        edits: list[PutSpan | PutState] = []
        if name != "skipped":
            ruse = TEXT.index("Ruse")
            edits.append(PutSpan(None, Span(f"s-{name}", ruse, ruse + 4, "GPE", Layer.ENTITY)))
        if state is not NEW:
            edits.append(PutState(NEW, state))
        article = project.article(name)
        project.write_edit(article, EditGroup(tuple(edits)), why=Why.HAND, title="x").result()
    project.close()
    return project.path


def state_of(path: Path) -> dict[str, tuple[ArticleState, int]]:
    with Project.open(path, read_only=True) as project:
        return {
            name: (project.annotations(name).state, len(project.annotations(name).spans))
            for name in project.article_ids()
        }


def test_finished_articles_stand_and_unread_ones_are_not_done(path: Path, capsys: Capture) -> None:
    assert run(["accept", str(path), "--min-score", "0.8", "--done"]) == 0
    assert state_of(path) == {
        "done": (DONE, 1),
        "skipped": (SKIPPED, 0),
        "read": (DONE, 1),
        "unread": (NEW, 0),
        "gold": (DONE, 1),
    }
    accepted, left, unread = capsys.readouterr().out.splitlines()
    assert accepted == "1 suggestion accepted in 3 articles"
    assert left.startswith("1 done and 1 skipped articles were left as they are; ")
    assert left.endswith("name them with --article to change them")
    assert unread.startswith("1 article was not marked done: no suggester has read it")
    assert unread.endswith(f"run: spandesk suggest {path}")


def test_articles_that_are_named_change(path: Path, capsys: Capture) -> None:
    named = ["--article", "done", "--article", "skipped", "--article", "done"]
    assert run(["accept", str(path), *named, "--done"]) == 0
    assert capsys.readouterr().out == "2 suggestions accepted in 2 articles\n"
    there = state_of(path)
    assert there["done"] == (DONE, 2)
    assert there["skipped"] == (DONE, 1)
    assert there["read"] == (NEW, 0)


def test_without_done_nothing_is_said_of_unread_articles(path: Path, capsys: Capture) -> None:
    assert run(["accept", str(path)]) == 0
    said = capsys.readouterr().out
    assert "suggest PROJECT" not in said
    assert "no suggester" not in said
    assert state_of(path)["read"] == (ArticleState.IN_PROGRESS, 1)
    # The same again changes nothing.
    before = state_of(path)
    assert run(["accept", str(path)]) == 0
    assert "0 suggestions accepted" in capsys.readouterr().out
    assert state_of(path) == before


def test_one_article_that_was_left_is_spoken_of_as_one(path: Path, capsys: Capture) -> None:
    assert run(["accept", str(path), "--article", "skipped", "--done"]) == 0
    assert run(["accept", str(path), "--article", "done", "--done"]) == 0
    capsys.readouterr()
    assert run(["accept", str(path), "--done"]) == 0
    assert "2 done articles were left as they are" in capsys.readouterr().out


def test_an_article_that_is_not_there_changes_nothing(path: Path, capsys: Capture) -> None:
    before = state_of(path)
    assert run(["accept", str(path), "--article", "read", "--article", "nowhere", "--done"]) == 1
    assert "nowhere" in capsys.readouterr().err
    assert state_of(path) == before
