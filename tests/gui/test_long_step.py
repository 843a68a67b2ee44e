"""A step on many articles is written while the window lives, says how far it is, and waits."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.articles import Article
from annotate.edits import PutSpan
from annotate.project import StepRef, Why
from annotate.schema.changes import RenameLabel
from annotate.schema.steps import plan
from annotate.spans import Layer, Span
from annotate.store.sqlite import connect
from gui.bulk import Bulk
from gui.dialogs.long_step import LongStepDialog
from tests.gui.conftest import Desk

COUNT = 320


@pytest.fixture
def edits(desk: Desk) -> dict[str, PutSpan]:
    """A span in each of so many articles that it takes a moment."""
    project = desk.session.project
    assert project is not None
    made = [Article(f"m{number}", f"Ana met envoys, part {number}.") for number in range(COUNT)]
    project.add_articles(made).result()
    ids = ("one", *(article.id for article in made))
    return {item: PutSpan(None, Span(f"s{item}", 0, 3, "PERSON", Layer.ENTITY)) for item in ids}


def shown() -> Iterator[LongStepDialog]:
    found = (x for x in QApplication.topLevelWidgets() if isinstance(x, LongStepDialog))
    return (dialog for dialog in found if dialog.isVisible())


def counted(desk: Desk) -> int:
    project = desk.session.project
    assert project is not None
    desk.settle()
    return sum(project.label_counts().values())


@contextmanager
def held(path: Path) -> Generator[None]:
    """Another program writes to the file meanwhile: nothing gets there."""
    holding, free = threading.Event(), threading.Event()

    def hold() -> None:
        connection = connect(path)
        connection.execute("BEGIN IMMEDIATE")
        holding.set()
        free.wait(30)
        connection.execute("ROLLBACK")
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    holding.wait(30)
    try:
        yield
    finally:
        free.set()
        holder.join()


def test_a_step_on_many_articles_says_how_far_it_is_and_the_window_lives(
    desk: Desk, edits: dict[str, PutSpan], project_path: Path
) -> None:
    desk.settle()
    for press, count, heading in (
        ("", COUNT + 1, "Writing a step"),
        ("Ctrl+Z", 0, "Taking a step back"),
        ("Ctrl+Shift+Z", COUNT + 1, "Writing a step"),
    ):
        with held(project_path):
            if press:
                desk.press(press)
            else:
                assert Bulk(desk.session).push(edits, "label them")
            (dialog,) = shown()
            assert dialog.isModal()
            assert dialog.heading.text() == heading
            assert dialog.count.text() == f"0 of {COUNT + 1} articles"
            # The open article is shown at once, and the window paints it.
            assert len(desk.labels) == bool(count)
            assert not desk.window.grab().isNull()
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
            assert dialog.isVisible(), "the step is on its way"
        desk.qtbot.waitUntil(lambda: not any(shown()))
        # The keys are the window's again; nothing but a window manager does that by itself.
        desk.window.activateWindow()
        desk.qtbot.waitUntil(desk.window.isActiveWindow)
        assert counted(desk) == count


def test_a_step_on_few_articles_says_so_only_when_it_takes_long(
    desk: Desk, edits: dict[str, PutSpan], project_path: Path
) -> None:
    few = dict(list(edits.items())[:3])
    desk.settle()
    with held(project_path):
        assert Bulk(desk.session).push(few, "label them")
        assert not any(shown())
        desk.qtbot.waitUntil(lambda: any(shown()))
    desk.qtbot.waitUntil(lambda: not any(shown()))
    assert counted(desk) == 3


def test_how_far_a_step_is_goes_up_to_all_of_it(edits: dict[str, PutSpan], desk: Desk) -> None:
    project, said = desk.session.project, list[tuple[int, int]]()
    assert project is not None
    steps = {item: StepRef() for item in edits}

    def note(done: int, total: int) -> None:
        said.append((done, total))

    project.write_edits(edits, why=Why.BULK, title="x", steps=steps, note=note).result()
    project.write_again(steps, why=Why.UNDO, title="x", is_undo=True, note=note).result()
    half = [(done, COUNT + 1) for done in range(0, COUNT + 1, 50)]
    assert said == half * 2


def test_a_change_of_the_schema_everywhere_does_not_make_the_window_wait(
    desk: Desk, edits: dict[str, PutSpan], project_path: Path
) -> None:
    assert Bulk(desk.session).push(edits, "label them")
    project = desk.session.project
    assert project is not None
    assert counted(desk) == COUNT + 1
    desk.qtbot.waitUntil(lambda: not any(shown()))
    told: list[bool] = []
    desk.session.schema_changed.connect(lambda: told.append(any(shown())))
    made = plan(project, RenameLabel(Layer.ENTITY, "PERSON", "HUMAN"))
    desk.settle()
    with held(project_path):
        assert Bulk(desk.session).push(made.edits, "rename PERSON to HUMAN")
        assert desk.labels == ["HUMAN"]
        for _ in range(20):
            QApplication.processEvents()
        # Whoever reads the project again would have waited for the writer here.
        assert any(shown())
        assert told == []
    desk.qtbot.waitUntil(lambda: bool(told))
    desk.qtbot.waitUntil(lambda: not any(shown()))
    assert desk.labels == ["HUMAN"]
    assert project.label_counts() == {(Layer.ENTITY, "HUMAN"): COUNT + 1}
