"""A project with hardly anything done, all the way: the look before, export, training, back in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.edits import EditGroup, PrimitiveEdit, PutSpan, PutState
from annotate.errors import ArticleEmptyError
from annotate.messages import sentence
from annotate.project import Project, Why
from annotate.spans import Layer, Span

Capture = pytest.CaptureFixture[str]
STORIES = (
    ("Envoys of Norland met in Varna on Monday.", "Norland"),
    ("Rebels shelled the port of Sirte at dawn.", "Sirte"),
    ("The bank of Lisbon raised its rates again.", "Lisbon"),
)


def project_with(make_project: Callable[..., Project], done: int) -> str:
    articles = tuple(Article(f"a{n}", text) for n, (text, _) in enumerate(STORIES))
    project = make_project("tiny", articles=articles)
    for number, (article, (text, name)) in enumerate(zip(articles, STORIES, strict=True)):
        start = text.index(name)
        edits: list[PrimitiveEdit] = [
            PutSpan(None, Span(f"s{number}", start, start + len(name), "GPE", Layer.ENTITY))
        ]
        if number < done:
            edits.append(PutState(ArticleState.NEW, ArticleState.DONE))
        project.write_edit(article, EditGroup(tuple(edits)), why=Why.HAND, title="x").result()
    project.close()
    return str(project.path)


def test_nothing_done_names_the_option_that_takes_the_rest(
    make_project: Callable[..., Project], tmp_path: Path, capsys: Capture
) -> None:
    path, out = project_with(make_project, 0), str(tmp_path / "out")
    for command in (["export", path, out], ["train", path, "--steps", "2"]):
        assert run(command) == 1
        assert "--include-unfinished" in capsys.readouterr().err
    assert run(["export", path, out, "--dry-run"]) == 1
    assert "--include-unfinished" in capsys.readouterr().out
    assert run(["export", path, out, "--include-unfinished"]) == 0
    assert (tmp_path / "out" / "train.spacy").stat().st_size


@pytest.mark.parametrize("done", [1, 2, 3])
def test_from_a_few_done_articles_to_a_pipeline(
    make_project: Callable[..., Project], tmp_path: Path, capsys: Capture, done: int
) -> None:
    path, out = project_with(make_project, done), tmp_path / "out"
    assert run(["export", path, str(out), "--dry-run"]) == 0
    before = capsys.readouterr().out
    has_test = "No article is on the test side yet." not in before
    assert ("no article for the dev side" in before) == (done == 1)
    assert run(["export", path, str(out)]) == 0
    capsys.readouterr()
    assert run(["train", path, "--steps", "2"]) == 0
    said = capsys.readouterr().out
    assert ("test: no articles" in said) != has_test
    assert ("dev: no articles; the scores above" in said) == (done == 1)
    assert (tmp_path / "tiny-training").is_dir()
    # A side without articles is a whole file with nothing in it, and that is what is said of it.
    other = make_project("other")
    other.close()
    if not has_test:
        assert run(["import", str(other.path), str(out / "test.spacy")]) == 1
        assert "test.spacy: holds no article" in capsys.readouterr().err
    assert run(["import", str(other.path), str(out / "train.spacy")]) == 0
    assert run(["evaluate", path, "--suggester", "rules"]) == 0
    capsys.readouterr()


def test_a_file_without_articles_is_no_text_that_is_empty() -> None:
    error = ArticleEmptyError(source="test.spacy", reason="no_articles")
    assert "has no text" not in sentence(error)
    assert "has no text" in sentence(ArticleEmptyError(source="a.txt"))
