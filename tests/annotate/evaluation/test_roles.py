"""Suggested arguments against the frames of done articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.edits import EditGroup, PutFrame, PutSpan, PutState
from annotate.errors import EvaluationError
from annotate.evaluation.roles import evaluate_roles, role_data, role_lines
from annotate.frames.event_frame import Argument, EventFrame
from annotate.project import Project, Why
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Span
from annotate.suggesters.role_model import is_shipped

pytestmark = pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
TEXT = (
    "The council spoke about the budget for weeks. Angela Merkel met Petro Poroshenko in Berlin on"
    " Monday. It rained."
)
SPANS = (
    ("Angela Merkel", "PERSON", Layer.ENTITY),
    ("Petro Poroshenko", "PERSON", Layer.ENTITY),
    ("Berlin", "GPE", Layer.ENTITY),
    ("Monday", "DATE", Layer.ENTITY),
    ("met", "MEET", Layer.EVENT),
    ("rained", "DISASTER", Layer.EVENT),
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project.create(tmp_path / "roles.spandesk", find_schema("news"), annotator="me")
    made.add_articles((Article("a", TEXT, language="en"),)).result()
    return made


def finish(project: Project, *roles: tuple[str, str]) -> None:
    """Make the spans and one frame gold, and mark the article done."""
    desk = project.open_article("a")
    spans = [
        Span(words, TEXT.index(words), TEXT.index(words) + len(words), label, layer)
        for words, label, layer in SPANS
    ]
    frame = EventFrame("f", "met", tuple(Argument(role, words) for role, words in roles))
    edit = EditGroup(
        (
            *(PutSpan(None, span) for span in spans),
            *((PutFrame(None, frame),) if roles else ()),
            PutState(ArticleState.NEW, ArticleState.DONE),
        )
    )
    desk.apply(edit)
    project.write_edit(desk.article, edit, why=Why.HAND, title="all").result()


def test_arguments_are_compared_by_role(project: Project) -> None:
    finish(
        project,
        ("Agent", "Angela Merkel"),
        ("Place", "Berlin"),
        ("Time", "Monday"),
        ("Topic", "Petro Poroshenko"),
    )
    found = evaluate_roles(project)
    assert (found.articles, found.triggers, found.errors) == (1, 1, [])
    assert found.roles["Time"].strict == (1, 1, 1)
    assert found.roles["Place"].strict == (1, 1, 1)
    assert found.roles["Topic"].strict.right == 0
    assert found.every.strict.gold == 4
    assert set(found.labels) == {"MEET"}
    assert len(found.judged) == found.every.strict.found
    lines = list(role_lines(found))
    assert lines[0].startswith("1 triggers with gold frames in 1 articles, 4 gold arguments")
    assert role_data(found)["roles"]["Time"]["strict"]["f1"] == 1.0
    project.close()


def test_without_frames_there_is_nothing_to_compare(project: Project) -> None:
    finish(project)
    with pytest.raises(EvaluationError) as error:
        evaluate_roles(project)
    assert error.value.fields["reason"] == "no_frames"
    project.close()


def test_on_the_command_line(
    project: Project, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    finish(project, ("Time", "Monday"))
    project.close()
    assert run(["evaluate", str(project.path), "--roles", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["roles"]["Time"]["strict"]["gold"] == 1
    assert run(["evaluate", str(project.path), "--roles"]) == 0
    assert "all roles" in capsys.readouterr().out
    gold = tmp_path / "gold.jsonl"
    gold.write_text("{}\n", encoding="utf-8")
    assert run(["evaluate", str(gold), "--roles"]) == 2
    assert "--roles goes with a project" in capsys.readouterr().err
