"""Changes of labels in many articles, with the real worker; and on a disk that is full."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.edits import OF_PROJECT, PutSpan
from annotate.errors import SchemaError, StoreFullError
from annotate.project import Project, StepRef, Why
from annotate.schema.changes import RenameLabel
from annotate.schema.steps import Plan
from annotate.spans import Layer, Span
from gui.dialogs.schema_change import ChangeKind, SchemaChangeDialog
from gui.jobs import Jobs
from gui.schema_planning import SchemaPlanning
from tests.gui.conftest import Desk
from tests.gui.test_failing_disk import fill_disk, free_disk

COUNT = 80
LONG = 60_000
RENAME = RenameLabel(Layer.EVENT, "ATTACK", "STRIKE")


@pytest.fixture
def path(make_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of many articles with one span each; files with triggers are opened in it."""
    monkeypatch.setattr("annotate.store.shape.foreign_part", lambda *_: "")
    articles = tuple(
        Article(f"a{number}", f"They attacked again {number}.", title=f"Title {number}")
        for number in range(COUNT)
    )
    project = make_project("many", articles=articles)
    edits = {
        article.id: PutSpan(None, Span(f"s{article.id}", 5, 13, "ATTACK", Layer.EVENT))
        for article in articles
    }
    steps = {article_id: StepRef() for article_id in edits}
    project.write_edits(edits, why=Why.HAND, title="x", steps=steps).result()
    project.close()
    return project.path


def labels(desk: Desk) -> set[str]:
    project = desk.session.project
    assert project is not None
    desk.session.settle()
    return {layer_label[1] for layer_label in project.label_counts()}


def test_many_articles_are_looked_at_by_the_worker(
    empty_desk: Desk, path: Path, qtbot: QtBot
) -> None:
    jobs = Jobs()
    try:
        empty_desk.session.attach_jobs(jobs)
        empty_desk.flows.attach_jobs(jobs)
        empty_desk.flows.open_path(str(path))
        jobs.start()
        planning = SchemaPlanning(empty_desk.session, jobs)
        with qtbot.waitSignal(planning.planned, timeout=LONG) as blocker:
            planning.look(RENAME)
            assert planning.is_busy
        assert blocker.args is not None
        (made,) = blocker.args
        assert isinstance(made, Plan)
        assert set(made.edits) == {OF_PROJECT, *(f"a{number}" for number in range(COUNT))}
        assert len(made.touches) == COUNT
        assert made.titles["a7"] == "Title 7"
        assert planning.perform(made, "rename")
        assert labels(empty_desk) == {"STRIKE"}
        empty_desk.session.undo()
        assert labels(empty_desk) == {"ATTACK"}
    finally:
        empty_desk.session.close_project()
        jobs.close()


def test_what_cannot_be_is_said_before_anything_is_looked_at(empty_desk: Desk, path: Path) -> None:
    empty_desk.flows.open_path(str(path))
    planning = SchemaPlanning(empty_desk.session, None)
    errors: list[object] = []
    planning.failed.connect(errors.append)
    planning.look(RenameLabel(Layer.EVENT, "ATTACK", "MEET"))
    assert [isinstance(error, SchemaError) for error in errors] == [True]


def test_a_full_disk_takes_labels_spans_and_schema_back_in_the_open(
    empty_desk: Desk, path: Path
) -> None:
    empty_desk.flows.open_path(str(path))
    session, project = empty_desk.session, empty_desk.session.project
    assert project is not None
    fill_disk(path, "history", when="new.article_id = 'a70'")
    errors: list[object] = []
    session.failed.connect(errors.append)
    empty_desk.window.schemas.change(ChangeKind.RENAME, Layer.EVENT, ("ATTACK",), "")
    (dialog,) = empty_desk.window.findChildren(SchemaChangeDialog)
    dialog.name.setText("STRIKE")
    dialog.look()
    empty_desk.click(dialog.button)
    empty_desk.qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], StoreFullError)
    assert labels(empty_desk) == {"ATTACK"}
    assert project.schema.get(Layer.EVENT, "STRIKE") is None
    assert empty_desk.labels == ["ATTACK"]
    shown = empty_desk.window.labels.sections[Layer.EVENT].model
    empty_desk.qtbot.waitUntil(lambda: "ATTACK" in [label.name for label in shown.labels])
    assert not session.undo_stack.canUndo() or "rename" not in session.undo_stack.undoText()
    free_disk(path, "history")
    planning = SchemaPlanning(session, None)
    made: list[Plan] = []
    planning.planned.connect(made.append)
    planning.look(RENAME)
    assert planning.perform(made[0], "rename")
    assert labels(empty_desk) == {"STRIKE"}
    assert project.check() == []
