"""The command `label`: what it labels, what it leaves, and that a trial writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.project import Project, Why


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    articles = (
        Article("a", "Ruse lies on the Danube. Near Ruse it rained."),
        Article("b", "A ruse; Rusev was there."),
        Article("c", "Back to Ruse.", state=ArticleState.DONE),
    )
    project = make_project(articles=articles)
    project.close()
    return project.path


def gold(path: Path) -> dict[str, list[tuple[int, str]]]:
    with Project.open(path, read_only=True) as project:
        return {
            name: [(span.start, span.label) for span in project.annotations(name).spans]
            for name in project.article_ids()
        }


def test_the_words_are_labelled_once_in_open_articles(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["label", str(path), "Ruse", "GPE"]) == 0
    assert "2 places labelled in 1 article" in capsys.readouterr().out
    assert gold(path) == {"a": [(0, "GPE"), (30, "GPE")], "b": [], "c": []}
    assert run(["label", str(path), "Ruse", "GPE"]) == 0
    assert "0 places labelled in 0 articles" in capsys.readouterr().out
    with Project.open(path, read_only=True) as project:
        assert [entry.why for entry in project.history()] == [Why.COMMAND]
        assert project.annotations("a").state is ArticleState.NEW
        assert project.check() == []


def test_places_in_done_articles_are_counted_with_the_option_that_takes_them(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hint = "1 place left in 1 article that is done or skipped; --done takes them too"
    for more in (["--dry-run"], []):
        assert run(["label", str(path), "Back", "GPE", *more]) == 0
        said = capsys.readouterr().out.splitlines()
        assert said[-2].startswith("0 places ")
        assert said[-1] == hint
    assert gold(path)["c"] == []
    assert run(["label", str(path), "Back", "GPE", "--done"]) == 0
    assert "--done" not in capsys.readouterr().out
    # What is labelled there already is not spoken of again.
    assert run(["label", str(path), "Back", "GPE"]) == 0
    assert "--done" not in capsys.readouterr().out


def test_done_articles_when_asked_and_what_is_there_is_left(path: Path) -> None:
    assert run(["label", str(path), "Ruse", "ORG"]) == 0
    assert run(["label", str(path), "Ruse", "GPE", "--done"]) == 0
    assert gold(path) == {"a": [(0, "ORG"), (30, "ORG")], "b": [], "c": [(8, "GPE")]}


def test_a_trial_shows_the_places_and_writes_nothing(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["label", str(path), "Ruse", "GPE", "--dry-run", "--done"]) == 0
    out = capsys.readouterr().out
    assert "a: …Ruse lies on the Danube. Near «Ruse» it rained.…" in out
    assert "3 places would be labelled in 2 articles" in out
    assert gold(path) == {"a": [], "b": [], "c": []}


def test_an_event_label_and_one_that_is_not_there(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["label", str(path), "rained", "ATTACK", "--layer", "event"]) == 0
    assert gold(path)["a"] == [(38, "ATTACK")]
    assert run(["label", str(path), "Ruse", "NO_SUCH"]) == 1
    assert "NO_SUCH" in capsys.readouterr().err
