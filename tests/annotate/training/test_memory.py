"""What a project remembers of its exports: no article changes its side, in whatever folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import DocBin

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.edits import PutSpan
from annotate.pipeline import blank
from annotate.project import Project, Why
from annotate.tasks import export_project, remember_split
from annotate.training.export import ExportOptions
from annotate.training.splits import Side, SplitRule
from tests.annotate.training.sample import SCHEMA, made_article


def make_project(path: Path) -> Path:
    Project.create(path, SCHEMA, annotator="tester").close()
    return path


def add_finished(project: Project, *numbers: int) -> None:
    items = [made_article(number, lines=3) for number in numbers]
    articles = [
        Article(f"a{n}", item.article.text, state=ArticleState.DONE)
        for n, item in zip(numbers, items, strict=True)
    ]
    project.add_articles(articles).result()
    for article, item in zip(articles, items, strict=True):
        for span in item.spans:
            project.write_edit(article, PutSpan(None, span), why=Why.COMMAND, title="add")
    project.flush()


def sides_of(out: Path) -> dict[str, Side]:
    return {
        doc.user_data["spandesk"]["article_id"]: side
        for side in Side
        for doc in DocBin().from_disk(out / f"{side}.spacy").get_docs(blank("en").vocab)
    }


def numbers_on(side: Side, rule: SplitRule, count: int) -> list[int]:
    from annotate.training.splits import split_key

    texts = ((n, made_article(n, lines=3).article.text) for n in range(400))
    return [n for n, text in texts if rule.side(split_key(text)) is side][:count]


def test_the_project_keeps_the_sides_in_another_folder(tmp_path: Path) -> None:
    rule = SplitRule()
    on_train = numbers_on(Side.TRAIN, rule, 6)
    with Project.open(make_project(tmp_path / "p.spandesk")) as project:
        add_finished(project, *on_train[:4])
        first = export_project(project, tmp_path / "one", options=ExportOptions())
        assert len(first.memory["pinned"]) == 1
        assert remember_split(project, first.memory)
        assert not remember_split(project, first.memory)
        add_finished(project, *on_train[4:], *numbers_on(Side.DEV, rule, 3))
    with Project.open(tmp_path / "p.spandesk", read_only=True) as project:
        second = export_project(project, tmp_path / "two", options=ExportOptions())
        assert second.memory == first.memory
        other = export_project(
            project, tmp_path / "three", options=ExportOptions(split=SplitRule(seed=9))
        )
        assert other.memory["seed"] == 9
    before, after = sides_of(tmp_path / "one"), sides_of(tmp_path / "two")
    assert all(after[article_id] is side for article_id, side in before.items())


@pytest.mark.parametrize("is_open", [False, True])
def test_the_command_line_notes_the_split(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], is_open: bool
) -> None:
    path = make_project(tmp_path / "p.spandesk")
    with Project.open(path) as project:
        add_finished(project, *numbers_on(Side.TRAIN, SplitRule(), 3))
        if is_open:
            assert run(["export", str(path), str(tmp_path / "out")]) == 0
    if not is_open:
        assert run(["export", str(path), str(tmp_path / "out")]) == 0
    told = capsys.readouterr()
    assert ("could not be noted" in told.err) == is_open
    assert "python -m spacy train config.cfg" in told.out
    with Project.open(path, read_only=True) as project:
        assert bool(project.setting("split 80,10,10 seed 0")) != is_open
