"""Undo and redo that survive a change of article, a restart and a crash."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.edits import PutSpan
from annotate.errors import NoSuchMomentError, StoreFullError
from annotate.project import Project, Why
from annotate.project_past import ProjectPast
from annotate.spans import Layer, Origin, Span
from annotate.store import bulk as bulk_store
from annotate.store.history import Outline
from annotate.store.migrations import made_up_to
from annotate.store.sqlite import SCHEMA_VERSION, Connection, connect
from gui.bulk import Bulk
from gui.session import Session
from gui.undo_history import past_steps, recent_steps
from tests.gui.conftest import Desk

TEXT = "Ana Petrova met envoys in Lisbon."
OTHER = "Shelling went on near Varna."
DEEDS = ("label", "label", "delete", "bulk", "undo", "redo", "switch", "restart")


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    project = make_project(articles=(Article("one", TEXT), Article("two", OTHER)))
    project.close()
    return project.path


@pytest.fixture
def sessions(qtbot: QtBot, path: Path) -> Iterator[Callable[[], Session]]:
    """Each call ends the session before and starts another on the same project."""
    made: list[Session] = []

    def start() -> Session:
        for session in made:
            session.close_project()
        session = Session()
        made.append(session)
        session.open_project(path)
        return session

    yield start
    for session in made:
        session.close_project()


def label(session: Session, start: int, end: int, name: str = "PERSON") -> None:
    session.create_span(start, end, layer=Layer.ENTITY, label=name)


def gold(session: Session) -> list[tuple[str, int, int, str]]:
    project = session.project
    assert project is not None
    project.flush()
    return [
        (article_id, span.start, span.end, span.label)
        for article_id in project.article_ids()
        for span in project.annotations(article_id).spans
    ]


def test_undo_and_redo_go_on_after_a_restart(sessions: Callable[[], Session]) -> None:
    session = sessions()
    label(session, 0, 11)
    session.open_article("two")
    label(session, 22, 27, "GPE")
    everything = gold(session)
    session = sessions()
    session.undo()
    assert session.desk is not None
    assert session.desk.article.id == "two"
    assert gold(session) == [("one", 0, 11, "PERSON")]
    session = sessions()
    session.undo()
    assert gold(session) == []
    assert session.desk is not None
    assert session.desk.article.id == "one"
    session = sessions()
    session.redo()
    session.redo()
    assert gold(session) == everything
    session.redo()
    assert gold(session) == everything


def test_a_step_after_an_undo_of_last_time_ends_what_could_be_redone(
    sessions: Callable[[], Session],
) -> None:
    session = sessions()
    label(session, 0, 11)
    label(session, 26, 32, "GPE")
    session.undo()
    session = sessions()
    label(session, 12, 15, "ORG")
    session = sessions()
    session.redo()
    assert [item[3] for item in gold(session)] == ["PERSON", "ORG"]
    for _ in range(5):
        session.undo()
    assert gold(session) == []


def test_the_window_offers_undo_as_soon_as_it_is_open(desk: Desk, project_path: Path) -> None:
    label(desk.session, 0, 11)
    desk.settle()
    desk.press("Ctrl+W")
    desk.flows.open_path(str(project_path))
    desk.qtbot.waitUntil(desk.window.actions_["edit.undo"].isEnabled)
    assert desk.labels == ["PERSON"]
    desk.window.pane.view.setFocus()
    desk.press("Ctrl+Z")
    assert desk.labels == []
    desk.press("Ctrl+Shift+Z")
    assert desk.labels == ["PERSON"]


def test_a_step_on_many_articles_is_one_undo_after_a_restart(
    sessions: Callable[[], Session],
) -> None:
    session = sessions()
    edits = {
        "one": PutSpan(None, Span("s1", 0, 3, "PERSON", Layer.ENTITY)),
        "two": PutSpan(None, Span("s2", 0, 8, "ORG", Layer.ENTITY)),
    }
    assert Bulk(session).push(edits, "label 2")
    label(session, 26, 32, "GPE")
    everything = gold(session)
    session = sessions()
    session.undo()
    session.undo()
    assert gold(session) == []
    session = sessions()
    session.redo()
    assert {item[0] for item in gold(session)} == {"one", "two"}
    session = sessions()
    session.redo()
    assert gold(session) == everything
    for _ in range(2):
        session.undo()
    assert gold(session) == []


def test_a_step_on_many_articles_made_again_is_not_the_step_behind_it(
    sessions: Callable[[], Session],
) -> None:
    session = sessions()
    edits = {
        "one": PutSpan(None, Span("s1", 0, 3, "PERSON", Layer.ENTITY)),
        "two": PutSpan(None, Span("s2", 0, 8, "ORG", Layer.ENTITY)),
    }
    assert Bulk(session).push(edits, "label 2")
    session.open_article("two")
    label(session, 22, 27, "GPE")
    everything = gold(session)
    session.undo()
    session.undo()
    session.redo()
    session = sessions()
    session.undo_stack.recall()
    assert (session.undo_stack.index(), session.undo_stack.count()) == (1, 2)
    session.redo()
    assert gold(session) == everything
    session.undo()
    session.undo()
    assert gold(session) == []


def test_a_step_on_many_articles_goes_back_whole_or_not_at_all(
    sessions: Callable[[], Session],
) -> None:
    session = sessions()
    edits = {
        "one": PutSpan(None, Span("s1", 0, 3, "PERSON", Layer.ENTITY)),
        "two": PutSpan(None, Span("s2", 0, 8, "ORG", Layer.ENTITY)),
    }
    assert Bulk(session).push(edits, "label 2")
    label(session, 26, 32, "GPE")
    project = session.project
    assert project is not None
    project.flush()
    for count, titles in (
        (3, ["label 2", "add GPE"]),
        # Begun in the middle, it is read to its beginning.
        (2, ["label 2", "add GPE"]),
        (1, ["add GPE"]),
    ):
        steps, index = recent_steps(project.past, count)
        assert [step.title for step in steps] == titles
        assert index == len(titles)
        assert [len(step.rows) for step in steps if step.title == "label 2"] in ([], [2])
    assert recent_steps(project.past, 0) == ([], 0)


def test_a_step_on_many_articles_is_made_on_a_full_stack_too(
    sessions: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.undo_history.MOST_STEPS", 2)
    session = sessions()
    label(session, 0, 3)
    label(session, 4, 11)
    edits = {"two": PutSpan(None, Span("s2", 0, 8, "ORG", Layer.ENTITY))}
    assert Bulk(session).push(edits, "label 1")
    assert session.undo_stack.count() == 2
    assert not Bulk(session).push({}, "label 0")


@pytest.mark.parametrize("seed", range(12))
def test_a_walk_over_steps_articles_and_restarts_is_undone_exactly(
    sessions: Callable[[], Session], seed: int
) -> None:
    draw = random.Random(seed)
    session = sessions()
    moments, place = [gold(session)], 0
    for number in range(40):
        deed = draw.choice(
            ["label", "label", "delete", "bulk", "undo", "redo", "switch", "restart"]
        )
        is_step = False
        assert session.desk is not None
        start = draw.randrange(20)
        taken = {item[:3] for item in gold(session)}
        if deed == "label" and (session.desk.article.id, start, start + 2) not in taken:
            label(session, start, start + 2, draw.choice(["PERSON", "ORG", "GPE"]))
            is_step = True
        elif deed == "delete" and len(session.desk.spans):
            session.focus(draw.choice(list(session.desk.spans)).id)
            session.delete()
            is_step = True
        elif deed == "bulk" and not {(x, start, start + 5) for x in ("one", "two")} & taken:
            edits = {
                name: PutSpan(None, Span(f"{number}{name}", start, start + 5, "GPE", Layer.ENTITY))
                for name in ("one", "two")
            }
            is_step = Bulk(session).push(edits, "label 2")
        elif deed == "undo":
            session.undo()
            place = max(place - 1, 0)
        elif deed == "redo":
            session.redo()
            place = min(place + 1, len(moments) - 1)
        elif deed == "switch":
            session.open_article(draw.choice(["one", "two"]))
        elif deed == "restart":
            session = sessions()
        if is_step:
            place += 1
            moments[place:] = [gold(session)]
        assert gold(session) == moments[place]
        assert session.desk is not None
        shown = [(span.start, span.end, span.label) for span in session.desk.spans]
        assert shown == [x[1:] for x in gold(session) if x[0] == session.desk.article.id]


def test_what_an_import_brought_is_not_the_step_to_undo_after_a_restart(
    sessions: Callable[[], Session],
) -> None:
    session = sessions()
    label(session, 0, 11)
    project = session.project
    assert project is not None
    brought = PutSpan(None, Span("s9", 0, 8, "ORG", Layer.ENTITY, origin=Origin.IMPORT))
    article = project.article("two")
    project.write_edit(article, brought, why=Why.IMPORT, title="import").result()
    session.undo()
    session.redo()
    session = sessions()
    session.undo()
    assert gold(session) == [("two", 0, 8, "ORG")]
    session.redo()
    assert len(gold(session)) == 2


def test_a_step_that_cannot_be_read_any_more_is_not_taken_back(
    sessions: Callable[[], Session], path: Path
) -> None:
    session = sessions()
    label(session, 0, 11)
    before = gold(session)
    session = sessions()
    session.undo_stack.recall()
    connection = connect(path)
    connection.execute("DELETE FROM history")
    connection.close()
    with pytest.raises(NoSuchMomentError):
        session.undo()
    assert session.undo_stack.index() == 1
    assert gold(session) == before


def test_a_read_only_project_offers_no_undo(
    sessions: Callable[[], Session], path: Path, qtbot: QtBot
) -> None:
    session = sessions()
    label(session, 0, 11)
    session.close_project()
    session.open_project(path, read_only=True)
    session.undo_stack.recall()
    assert not session.undo_stack.canUndo()


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=40))
def test_rows_give_the_stack_that_wrote_them(script: list[str]) -> None:
    """A stack is played, its rows are written as `Session.perform` does, and read again."""
    rows: list[Outline] = []
    stack: list[int] = []
    index = 0
    for number, deed in enumerate(script, start=1):
        at = f"2026-01-01T00:00:{number:02}.000Z"
        if deed == "do":
            del stack[index:]
            stack.append(number)
            index += 1
            rows.append(Outline(number, f"a{number}", at, "", "hand", "x"))
        elif deed == "undo" and index:
            index -= 1
            before = stack[index]
            name = next(row.article_id for row in rows if row.seq == before)
            rows.append(Outline(number, name, at, "", "undo", "x", before))
        elif deed == "redo" and index < len(stack):
            name = next(row.article_id for row in rows if row.seq == stack[index])
            stack[index] = number
            index += 1
            rows.append(Outline(number, name, at, "", "redo", "x"))
    steps, found = past_steps(rows)
    assert [next(iter(step.rows.values())) for step in steps] == stack
    assert found == index


def test_an_undo_of_something_older_than_the_rows_begins_the_stack_anew() -> None:
    rows = [
        Outline(7, "a", "t7", "", "hand", "x"),
        Outline(8, "a", "t8", "", "undo", "x", 3),
        Outline(9, "b", "t9", "", "hand", "y"),
    ]
    steps, index = past_steps(rows)
    assert [step.rows for step in steps] == [{"b": 9}]
    assert index == 1


def _write(past: Connection, rows: list[Outline]) -> None:
    for row in rows:
        past.execute(
            "INSERT INTO history (seq, article_id, at, annotator, why, title, edit, inverse,"
            " undoes) VALUES (?, ?, ?, ?, ?, ?, '{}', '{}', ?)",
            (row.seq, row.article_id, row.at, row.annotator, row.why, row.title, row.undoes),
        )


@given(st.lists(st.sampled_from(["do 1", "do 4", "do 9", "undo", "redo", "import"]), max_size=24))
def test_however_few_rows_are_looked_at_steps_are_whole_and_can_be_made_again(
    script: list[str],
) -> None:
    """What is told of the newest rows is the end of what all rows tell, with all that is undone."""
    rows: list[Outline] = []
    stack: list[dict[str, int]] = []
    index = 0
    for number, deed in enumerate(script):
        at, seq = f"2026-01-01T00:00:{number:02}.000Z", len(rows) + 1
        if deed == "import":
            rows += [Outline(seq + x, f"i{seq}{x}", at, "", "import", "import") for x in range(6)]
        elif deed.startswith("do"):
            del stack[index:]
            step = {f"a{x}": seq + x for x in range(int(deed[3:]))}
            stack.append(step)
            index += 1
            rows += [Outline(x, name, at, "", "bulk", deed) for name, x in step.items()]
        elif deed == "undo" and index:
            index -= 1
            step = stack[index]
            rows += [
                Outline(seq + place, name, at, "", "undo", "x", step[name])
                for place, name in enumerate(step)
            ]
        elif deed == "redo" and index < len(stack):
            stack[index] = {name: seq + place for place, name in enumerate(stack[index])}
            rows += [Outline(x, name, at, "", "redo", "x") for name, x in stack[index].items()]
            index += 1
    connection = made_up_to(SCHEMA_VERSION)
    _write(connection, rows)
    past = ProjectPast(Path("x"), connection, lambda: None)
    for count in (1, 2, 3, 5, 8, 13, 200):
        steps, found = recent_steps(past, count)
        told = [step.rows for step in steps]
        assert told == stack[len(stack) - len(told) :]
        assert len(told) - found == len(stack) - index, "what can be made again"
        # As many rows as were asked for are there for undo, unless there are no more.
        assert found == index or count < len(rows)
    connection.close()


def test_a_step_on_more_articles_than_rows_are_looked_at_is_made_again_after_a_restart(
    sessions: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.undo_history._ROWS", 3)
    session = sessions()
    edits = {
        "one": PutSpan(None, Span("s1", 0, 3, "PERSON", Layer.ENTITY)),
        "two": PutSpan(None, Span("s2", 0, 8, "ORG", Layer.ENTITY)),
    }
    assert Bulk(session).push(edits, "label 2")
    label(session, 26, 32, "GPE")
    everything = gold(session)
    for _ in range(2):
        for go_on in (Session.undo, Session.undo):
            session = sessions()
            go_on(session)
        assert gold(session) == []
        for go_on in (Session.redo, Session.redo):
            session = sessions()
            go_on(session)
        assert gold(session) == everything


def test_what_the_disk_does_not_take_of_a_step_made_again_can_be_made_again(
    sessions: Callable[[], Session], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The numbers of rows that never came to be are forgotten."""
    session = sessions()
    edits = {
        "one": PutSpan(None, Span("s1", 0, 3, "PERSON", Layer.ENTITY)),
        "two": PutSpan(None, Span("s2", 0, 8, "ORG", Layer.ENTITY)),
    }
    assert Bulk(session).push(edits, "label 2")
    everything = gold(session)
    session.undo()
    session.settle()
    write_again = bulk_store.write_again

    def full(connection: Connection, seqs: Mapping[str, int], **named: Any) -> dict[str, int]:  # noqa: ANN401
        write_again(connection, seqs, **named)
        raise StoreFullError(path="x", reason="full")

    monkeypatch.setattr(bulk_store, "write_again", full)
    failures: list[object] = []
    session.failed.connect(failures.append)
    session.redo()
    session.settle()
    monkeypatch.undo()
    assert [type(item) for item in failures] == [StoreFullError]
    assert gold(session) == []
    for _ in range(2):
        session.redo()
        assert gold(session) == everything
        session.undo()
        assert gold(session) == []


def test_a_row_that_is_gone_takes_no_part_of_a_step_back(
    sessions: Callable[[], Session], path: Path
) -> None:
    session = sessions()
    edits = {
        "one": PutSpan(None, Span("s1", 0, 3, "PERSON", Layer.ENTITY)),
        "two": PutSpan(None, Span("s2", 0, 8, "ORG", Layer.ENTITY)),
    }
    assert Bulk(session).push(edits, "label 2")
    everything = gold(session)
    connection = connect(path)
    connection.execute("DELETE FROM history WHERE article_id = 'two'")
    connection.close()
    failures: list[object] = []
    session.failed.connect(failures.append)
    session.undo()
    session.settle()
    assert [type(item) for item in failures] == [NoSuchMomentError]
    assert gold(session) == everything
    assert session.undo_stack.index() == 1
