"""What the window does when the disk takes no more, or when its project goes in the middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from annotate.articles import Article, ArticleState, Tokens
from annotate.errors import StoreFullError, StoreReadOnlyError
from annotate.project import Project
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.store.sqlite import connect
from annotate.suggestions import Proposal
from annotate.workers.jobs import ArticlePart, ArticleSuggested, SuggesterRun
from gui.dialogs.messages import RunningDialog, UnsavedDialog
from gui.jobs import Jobs
from gui.session import SaveState, Session
from tests.gui.conftest import Desk

TEXT = "Ana Petrova met envoys in Lisbon."
LONG = 120_000


def fill_disk(path: Path, table: str, when: str = "true") -> None:
    """From now on the file takes no more rows of a table, or none for which `when` holds."""
    connection = connect(path)
    connection.execute(
        f"CREATE TRIGGER full_{table} BEFORE INSERT ON {table} WHEN {when}"
        " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    connection.close()


def free_disk(path: Path, table: str) -> None:
    connection = connect(path)
    connection.execute(f"DROP TRIGGER full_{table}")
    connection.close()


@pytest.fixture
def path(make_project: Callable[..., Project], monkeypatch: pytest.MonkeyPatch) -> Path:
    # The trigger that plays the full disk is what no project may have.
    monkeypatch.setattr("annotate.store.shape.foreign_part", lambda *_: "")
    project = make_project(
        articles=(Article("one", TEXT), Article("two", f"{TEXT} Twice."), Article("three", "Three"))
    )
    project.close()
    return project.path


def label(session: Session, start: int, end: int) -> None:
    session.create_span(start, end, layer=Layer.ENTITY, label="PERSON")


def test_closing_waits_for_the_last_step_and_says_when_it_failed(
    desk: Desk, project_path: Path, qtbot: QtBot
) -> None:
    fill_disk(project_path, "span")
    asked: list[bool] = []

    def stay() -> None:
        dialog = desk.window.findChild(UnsavedDialog)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(10, stay)
            return
        asked.append(True)
        dialog.reject()

    QTimer.singleShot(0, stay)
    label(desk.session, 0, 3)
    # No event is handled between the step and the question.
    assert not desk.flows.may_close()
    assert asked
    assert desk.labels == []
    assert desk.session.save_status.state is SaveState.FAILED


def test_closing_asks_while_an_import_runs(
    desk: Desk, jobs: Jobs, tmp_path: Path, qtbot: QtBot
) -> None:
    source = tmp_path / "more.txt"
    source.write_text("One more article, for the import.")
    desk.session.attach_jobs(jobs)
    transfer = desk.session.transfer
    assert transfer is not None
    answers: list[str] = []

    def answer() -> None:
        dialog = desk.window.findChild(RunningDialog)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(10, answer)
            return
        answers.append(dialog.heading.text())
        (dialog.reject if len(answers) == 1 else dialog.accept)()

    # The worker has not been started yet, so the import is surely under way.
    transfer.import_paths([source])
    QTimer.singleShot(0, answer)
    assert not desk.flows.may_close()
    QTimer.singleShot(0, answer)
    assert desk.flows.may_close()
    assert len(answers) == 2
    with qtbot.waitSignal(transfer.import_finished, timeout=120_000):
        jobs.start()
    assert desk.flows.may_close()


def test_a_project_that_cannot_be_written_is_offered_to_be_read(
    empty_desk: Desk, project_path: Path
) -> None:
    # In the way of the lock, as on media that take no new file; a test may run as root.
    project_path.with_name(project_path.name + "-lock").mkdir()
    empty_desk.flows.open_path(str(project_path))
    banner = empty_desk.window.banner
    assert "cannot be written" in banner.text
    assert empty_desk.session.project is None
    empty_desk.click(banner.button)
    assert empty_desk.session.project is not None
    assert empty_desk.session.project.is_read_only
    assert empty_desk.session.desk is not None
    empty_desk.session.accept()
    assert "cannot be written" in banner.text
    assert not banner.button.isVisible()


def test_an_article_whose_end_was_not_saved_stays_open(session: Session, path: Path) -> None:
    connection = connect(path)
    connection.execute(
        "CREATE TRIGGER no_state BEFORE UPDATE ON article"
        " BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END"
    )
    connection.close()
    session.finish_and_next()
    assert session.desk is not None
    assert session.desk.article.id == "one"
    assert session.desk.annotations.state is ArticleState.NEW


def test_undo_on_another_article_never_takes_back_the_wrong_step(
    session: Session, path: Path
) -> None:
    label(session, 0, 3)
    session.open_article("two")
    label(session, 0, 3)
    session.settle()
    session.undo()
    session.undo()
    assert session.desk is not None
    assert session.desk.article.id == "one"
    fill_disk(path, "span")
    # This redo is refused by the disk while the next one already asks for the other article.
    session.redo()
    session.redo()
    session.settle()
    assert session.undo_stack.count() == 2
    assert session.undo_stack.index() == 0
    free_disk(path, "span")
    session.redo()
    session.redo()
    session.settle()
    with Project.open(path, read_only=True) as project:
        assert project.label_counts() == {(Layer.ENTITY, "PERSON"): 2}


def answer(job_id: str, article_id: str) -> ArticleSuggested:
    proposal = Proposal(0, 11, "PERSON", Layer.ENTITY, 0.9, "rules", "by rule")
    run = SuggesterRun("rules", "1", (proposal,))
    return ArticleSuggested(job_id, article_id, 0, Tokens.rough(TEXT), (run,))


def test_suggestions_that_cannot_be_stored_are_shown_and_hinder_no_correction(
    session: Session, jobs: Jobs, path: Path, qtbot: QtBot
) -> None:
    fill_disk(path, "suggester_run")
    assert session.suggesting is not None
    assert session.desk is not None
    (job_id,) = (key for key, value in session.suggesting._asked.items() if value == "one")
    with qtbot.waitSignal(session.suggesting_changed):
        jobs.article_suggested.emit(answer(job_id, "one"))
    qtbot.waitUntil(lambda: bool(session.suggesting and session.suggesting.state.errors))
    assert isinstance(session.suggesting.state.errors[-1], StoreFullError)
    qtbot.waitUntil(lambda: session.desk is not None and session.desk.open_count == 1)
    session.accept()
    session.settle()
    assert session.save_status.state is SaveState.SAVED
    with Project.open(path, read_only=True) as project:
        assert project.label_counts() == {(Layer.ENTITY, "PERSON"): 1}


def test_tokens_of_a_project_that_went_are_not_laid_on_the_next(
    session: Session, jobs: Jobs, tmp_path: Path, schema: LabelSchema
) -> None:
    other = tmp_path / "other.spandesk"
    Project.create(other, schema, articles=[Article("one", "Short.")]).close()
    assert session.suggesting is not None
    late = next(iter(session.suggesting._asked))
    session.open_project(other)
    assert session.desk is not None
    before = session.desk.tokens
    jobs.article_partly_suggested.emit(ArticlePart(late, "one", 0, tokens=Tokens.rough(TEXT)))
    assert session.desk.tokens is before


def write_articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    lines = "".join(f'{{"text": "Article number {number} of many."}}\n' for number in range(count))
    (folder / "many.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_an_import_never_flows_into_the_project_that_is_opened_meanwhile(
    session: Session, jobs: Jobs, tmp_path: Path, path: Path, schema: LabelSchema, qtbot: QtBot
) -> None:
    other = tmp_path / "other.spandesk"
    Project.create(other, schema, articles=[Article("own", "The only article.")]).close()
    jobs.start()
    transfer = session.transfer
    assert transfer is not None
    with qtbot.waitSignal(jobs.job_batch, timeout=LONG):
        transfer.import_paths([write_articles(tmp_path / "in", 5_000)])
    with qtbot.waitSignal(transfer.cancelled, timeout=LONG):
        session.open_project(other)
    # The worker may have read everything by then: it ends in one way or the other.
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=LONG)
    assert not transfer.is_running
    assert session.project is not None
    assert session.project.article_ids() == ["own"]
    session.close_project()
    for file in (path, other):
        with Project.open(file) as project:
            assert project.check() == []


def test_an_import_that_the_disk_stops_says_so_and_tells_what_is_in(
    session: Session, jobs: Jobs, tmp_path: Path, path: Path, qtbot: QtBot
) -> None:
    fill_disk(path, "article_text")
    jobs.start()
    transfer = session.transfer
    assert transfer is not None
    errors: list[object] = []
    transfer.failed.connect(errors.append)
    with qtbot.waitSignal(transfer.import_finished, timeout=LONG) as blocker:
        transfer.import_paths([write_articles(tmp_path / "in", 10)])
    (report,) = blocker.args
    assert (report.added, report.was_cancelled) == (0, True)
    assert [type(error) for error in errors] == [StoreFullError]
    label(session, 0, 3)
    session.settle()
    assert session.save_status.state is SaveState.SAVED


def test_hiding_that_the_disk_does_not_take_hides_nothing(empty_desk: Desk, path: Path) -> None:
    empty_desk.flows.open_path(str(path))
    session = empty_desk.session
    assert session.project is not None
    fill_disk(path, "setting")
    before = session.project.hide_rules()
    empty_desk.window.labels.hiding_asked.emit(Layer.ENTITY, "PERSON", True)
    assert "disk" in empty_desk.window.banner.text
    assert session.project.hide_rules() == before
    assert not session.project.hidden_labels()
    free_disk(path, "setting")
    empty_desk.window.labels.hiding_asked.emit(Layer.ENTITY, "PERSON", True)
    assert session.project.hidden_labels() == {(Layer.ENTITY, "PERSON")}


def test_settings_of_hiding_are_set_together_or_not_at_all(path: Path) -> None:
    with Project.open(path) as project:
        before = project.hide_rules()
        # Only the second of the settings is refused.
        fill_disk(path, "setting", when="new.name LIKE '%label%'")
        for _ in range(50):
            with pytest.raises(StoreFullError):
                project.set_hide_rules(min_score=0.4, hidden_labels={(Layer.ENTITY, "PERSON")})
            assert project.hide_rules() == before
    with Project.open(path) as project:
        assert project.hide_rules() == before


def test_a_setting_or_schema_that_fails_is_what_is_on_the_disk(path: Path) -> None:
    with Project.open(path) as project:
        project.set_setting("window.article", "one").result()
        schema = project.schema
        smaller = replace(schema, labels=schema.labels[:1])
        fill_disk(path, "setting")
        fill_disk(path, "label")
        answers = [project.set_setting("window.article", "two"), project.set_schema(smaller)]
        for answer in answers:
            with pytest.raises(StoreFullError):
                answer.result()
        assert project.setting("window.article") == "one"
        assert project.schema == schema
        free_disk(path, "setting")
        free_disk(path, "label")
        project.set_setting("window.article", "two").result()
        assert project.setting("window.article") == "two"


def test_a_read_only_project_keeps_its_settings_in_memory_too(path: Path) -> None:
    with Project.open(path, read_only=True) as project:
        before = project.setting("window.article"), project.schema
        with pytest.raises(StoreReadOnlyError):
            project.set_setting("window.article", "two")
        with pytest.raises(StoreReadOnlyError):
            project.set_schema(replace(project.schema, labels=()))
        assert (project.setting("window.article"), project.schema) == before
