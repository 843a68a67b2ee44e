"""Sentences of commands that were given something else than they want."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from annotate.cli.main import run
from annotate.edits import PutSpan
from annotate.project import Project, Why
from annotate.spans import Layer, Span

SPAN = Span("s1", 9, 20, "PERSON", Layer.ENTITY, "tester")


@pytest.fixture
def path(project: Project) -> Path:
    """A closed project with one step."""
    article = project.article("a1")
    project.write_edit(article, PutSpan(None, SPAN), why=Why.HAND, title="add").result()
    project.close()
    return project.path


def told(capsys: pytest.CaptureFixture[str], call: Sequence[str]) -> str:
    capsys.readouterr()
    assert run(call) == 1
    return capsys.readouterr().err


@pytest.mark.parametrize("when", ["99999", "#2", "2", "²"])
def test_a_step_that_was_never_made_is_no_moment(
    path: Path, when: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"{when} is no moment" in told(capsys, ["restore", str(path), "--to", when])
    assert f"{when} is no moment" in told(capsys, ["history", str(path), "--since", when])
    with Project.open(path, read_only=True) as opened:
        assert [span.label for span in opened.annotations("a1").spans] == ["PERSON"]


def test_the_last_step_and_the_beginning_are(path: Path) -> None:
    for when in ("1", "#1", "0"):
        assert run(["restore", str(path), "--to", when]) == 0
    with Project.open(path, read_only=True) as opened:
        assert not opened.annotations("a1").spans


def test_a_file_that_is_no_project_has_another_remedy_than_the_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("What I wrote down myself, and more of it. " * 40, encoding="utf-8")
    said = told(capsys, ["check", str(notes)])
    assert "no Spandesk project" in said
    assert "run “spandesk check” on it" not in said
    assert "spandesk check --repair" in said


def test_a_folder_to_read_is_called_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["suggest", "--in", str(tmp_path), "--out", str(tmp_path / "out.jsonl")]
    assert f"{tmp_path} is a folder. Name a file to read." in told(capsys, call)
    call[2] = str(tmp_path / "nowhere")
    assert "is not there" in told(capsys, call)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('name = "x"\nthis is wrong\n', "line 2, column 6"),
        ('name = "x', "its end"),
        ("name = [1,", "its end"),
    ],
)
def test_the_line_of_a_broken_schema_is_named(
    tmp_path: Path, text: str, place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(text, encoding="utf-8")
    said = told(capsys, ["new", str(tmp_path / "p"), "--schema", str(broken)])
    assert "wrong at :" not in said
    assert f"wrong at {place}: " in said
    assert not (tmp_path / "p.spandesk").exists()
