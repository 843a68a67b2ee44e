"""Work on a whole project that the disk refuses: nothing is claimed that is not there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate import tasks
from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.errors import StoreFullError
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.store.sqlite import connect
from annotate.suggestions import Proposal

TEXT = "Rebels attacked the port on 3 March 2026."


@pytest.fixture
def full(make_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with suggestions for one article, on a disk that takes no more spans or runs."""
    # The trigger that plays the full disk is what no project may have.
    monkeypatch.setattr("annotate.store.shape.foreign_part", lambda *_: "")
    project = make_project("full", articles=(Article("one", TEXT), Article("two", f"{TEXT} Yes.")))
    proposal = Proposal(0, 6, "PERSON", Layer.ENTITY, 0.9, "rules", "by rule")
    project.write_suggestions("one", [ProposalBatch("rules", "1", (proposal,))]).result()
    project.close()
    connection = connect(project.path)
    for table in ("span", "suggester_run"):
        connection.execute(
            f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
        )
    connection.close()
    return project.path


def test_accepting_says_that_nothing_was_kept(
    full: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["accept", str(full), "--done"]) == 1
    told = capsys.readouterr()
    assert "accepted" not in told.out
    assert "no room" in told.err
    with Project.open(full, read_only=True) as project:
        assert project.label_counts() == {}
        # Marking done stood behind a step that failed.
        assert {row.state for row in project.article_rows()} == {ArticleState.NEW}


def test_suggesting_says_that_nothing_was_kept(full: Path) -> None:
    with Project.open(full) as project, pytest.raises(StoreFullError):
        tasks.suggest_project(project, suggesters=["rules"])


@pytest.mark.parametrize("name", ["", ".", "/", ".."])
def test_a_project_needs_a_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", name]) == 2
    assert "name of a file" in capsys.readouterr().err


def two_voices(make_project: Callable[..., Project]) -> Project:
    project = make_project("voices", articles=(Article("one", TEXT),))
    for name, end in (("rules", 6), ("other", 15)):
        proposal = Proposal(0, end, "PERSON", Layer.ENTITY, 0.9, name, "")
        project.write_suggestions("one", [ProposalBatch(name, "1", (proposal,))]).result()
    return project


def test_only_the_chosen_suggesters_speak(make_project: Callable[..., Project]) -> None:
    project = two_voices(make_project)
    assert len(project.proposals("one")) == 2
    project.choose_suggesters(["rules"]).result()
    assert [item.suggester for item in project.proposals("one")] == ["rules"]
    assert [item.end for item in project.open_article("one").suggestions] == [6]
    project.choose_suggesters(["rules", "other"]).result()
    assert len(project.proposals("one")) == 2


def test_the_command_line_asks_those_chosen_and_hears_those_named(
    make_project: Callable[..., Project], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    project = two_voices(make_project)
    project.choose_suggesters(["rules", f"spacy:{tmp_path}"]).result()
    project.close()
    assert run(["suggest", str(project.path)]) == 0
    assert "looked at by rules\n" in capsys.readouterr().out
    assert run(["suggest", str(project.path), "--suggester", "lexicon"]) == 0
    with Project.open(project.path, read_only=True) as opened:
        assert opened.chosen_suggesters() == ("rules", f"spacy:{tmp_path}", "lexicon")
        assert {item.suggester for item in opened.proposals("one")} == {"rules", "lexicon"}


def test_what_is_no_project_is_called_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, foreign = tmp_path / "empty.spandesk", tmp_path / "foreign.spandesk"
    empty.touch()
    connection = connect(foreign, create=True)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    assert run(["check", str(empty)]) == 1
    assert "is empty" in capsys.readouterr().err
    assert run(["check", str(foreign)]) == 1
    assert "another program" in capsys.readouterr().err
