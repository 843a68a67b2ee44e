"""The command `complete`: what it lists, marks, takes back and refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.complete.marks import LABELS
from annotate.project import Project, Why

TEXT = "Ana met envoys.\n\nNobody came.\nThe end."


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    articles = (
        Article("a", TEXT),
        Article("b", TEXT + "!", state=ArticleState.DONE),
        Article("c", TEXT + "?", state=ArticleState.SKIPPED),
    )
    project = make_project(articles=articles)
    project.close()
    return project.path


def regions(path: Path, article_id: str = "a") -> dict[str, int]:
    with Project.open(path, read_only=True) as project:
        assert project.check() == []
        found = project.annotations(article_id).complete
        return {key: len(mark.labels) for key, mark in found.items()}


def rows(path: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["complete", str(path), "--json", *more]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_paragraphs_are_marked_listed_and_taken_back(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["complete", str(path)]) == 0
    assert "0 of 2 articles" in capsys.readouterr().out
    chosen = ["--article", "a", "--paragraph", "1", "--paragraph", "3"]
    assert run(["complete", str(path), "--mark", *chosen]) == 0
    assert "a: 2 of 3 paragraphs (in progress)" in capsys.readouterr().out
    assert regions(path).keys() == {"0-15", "30-38"}
    first, second = rows(path, capsys)
    assert (first["article"], first["complete"], first["paragraphs"]) == ("a", [1, 3], 3)
    assert first["marks"][0]["start"] == 0
    assert {"layer": "entity", "label": "PERSON"} in first["marks"][0]["labels"]
    assert second["complete"] == []
    assert run(["complete", str(path), "--remove", "--article", "a", "--paragraph", "3"]) == 0
    assert regions(path).keys() == {"0-15"}
    with Project.open(path, read_only=True) as project:
        history = project.history()
        assert [(entry.why, entry.title) for entry in history] == [
            (Why.COMMAND, "mark complete"),
            (Why.COMMAND, "not complete"),
        ]


def test_labels_are_those_asked_for_else_those_of_the_project(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = ["--article", "a", "--article", "b"]
    assert run(["complete", str(path), "--mark", "--label", "PERSON", *both]) == 0
    assert regions(path) == {f"0-{len(TEXT)}": 1}
    assert regions(path, "b") == {f"0-{len(TEXT) + 1}": 1}
    assert rows(path, capsys, "--label", "entity:PERSON")[0]["complete"] == [1, 2, 3]
    assert rows(path, capsys)[0]["complete"] == [], "not for all of them"
    with Project.open(path) as project:
        project.set_setting(LABELS, "entity PERSON").result()
    assert rows(path, capsys)[0]["complete"] == [1, 2, 3]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--mark"], 2),
        (["--remove"], 2),
        (["--mark", "--remove", "--article", "a"], 2),
        (["--paragraph", "1"], 2),
        (["--mark", "--article", "a", "--paragraph", "0"], 2),
        (["--mark", "--article", "a", "--paragraph", "4"], 2),
        (["--mark", "--article", "none"], 1),
        (["--mark", "--article", "a", "--label", "NONE"], 1),
        (["--mark", "--article", "a", "--label", "event:PERSON"], 1),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    path: Path, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["complete", str(path), *arguments]) == status
    assert capsys.readouterr().err
    assert regions(path) == {}


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("NOPE", "The schema has no entity or event label NOPE."),
        ("event:NOPE", "The schema has no event label NOPE."),
    ],
)
def test_a_label_that_is_not_there_is_named_with_its_layer(
    path: Path, label: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["complete", str(path), "--label", label]) == 1
    assert words in capsys.readouterr().err
