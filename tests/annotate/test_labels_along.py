"""Labels that an import brings are steps of the history, and undo goes past them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.describing import describe_why
from annotate.edits import OF_PROJECT, PutSchema, inverse
from annotate.exchange.importing import ReadPlan
from annotate.project import Project, StepRef, Why
from annotate.schema.changes import RenameLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.parts import edited
from annotate.schema.steps import perform, plan
from annotate.spans import Layer
from annotate.transfers import import_paths

FIRST = LabelSchema("small", (Label("ORG", Layer.ENTITY), Label("MEET", Layer.EVENT)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "desk.spandesk"
    Project.create(place, FIRST, articles=(Article("one", "The EU met."),)).close()
    return place


def bring(project: Project, folder: Path) -> None:
    """Import an article with labels that the project has not."""
    source = folder / "more.jsonl"
    spans = [{"start": 0, "end": 3, "label": "PERSON"}, {"start": 8, "end": 11, "label": "VISIT"}]
    source.write_text(json.dumps({"id": "two", "text": "Ann and Lee.", "spans": spans}) + "\n")
    import_paths(project, [source], plan=ReadPlan())
    project.flush()


def test_the_labels_of_an_import_are_a_step_of_the_history(path: Path, tmp_path: Path) -> None:
    with Project.open(path) as project:
        bring(project, tmp_path)
        (step,) = project.history(OF_PROJECT) or [
            entry for entry in project.history() if entry.article_id == OF_PROJECT
        ]
        assert (step.why, describe_why(step.why)) == (Why.ALONG, "came along")
        assert isinstance(step.edit, PutSchema)
        assert edited(FIRST, step.edit).names == project.schema.names
        assert project.schema.names > FIRST.names
        assert project.check() == []
        names = project.schema.names
        bring(project, tmp_path)
        assert project.schema.names == names
        assert sum(entry.article_id == OF_PROJECT for entry in project.history()) == 1
    with Project.open(path, read_only=True) as project:
        assert project.schema.names == names


def test_a_rename_before_an_import_is_taken_back_after_it(path: Path, tmp_path: Path) -> None:
    with Project.open(path) as project:
        made = plan(project, RenameLabel(Layer.ENTITY, "ORG", "GROUP"))
        perform(project, made, title="rename ORG to GROUP").result()
        steps = {entry.article_id: StepRef(entry.seq) for entry in project.history()}
        bring(project, tmp_path)
        came = project.schema.names - {(Layer.ENTITY, "GROUP")} - FIRST.names
        assert came
        project.write_again(
            steps,
            why=Why.UNDO,
            title="rename ORG to GROUP",
            is_undo=True,
            schema_edit=inverse(made.edits[OF_PROJECT]),
        ).result()
        assert project.schema.names == FIRST.names | came
        assert project.check() == []
