"""The writer: steps that depend on each other, jobs that stand alone, and the very end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotate.annotations import Decision, DecisionKind
from annotate.articles import Article, ArticleState
from annotate.edits import PutDecision, PutFrame, PutSpan, PutState
from annotate.errors import EditConflictError, StoreError
from annotate.frames.event_frame import EventFrame
from annotate.project import Project, ProposalBatch, Why
from annotate.spans import Layer, Span
from annotate.store import settings
from annotate.store.sqlite import Connection
from annotate.store.writer import Writer
from annotate.suggestions import Proposal

GOOD = Span("s1", 9, 20, "PERSON", Layer.ENTITY, "tester", created_at="2026-01-01T00:00:00.000Z")
BAD = Span("s2", 0, 8, "NOWHERE", Layer.ENTITY, "tester", created_at="2026-01-01T00:00:00.000Z")


def write(project: Project, span: Span) -> None:
    project.write_edit(project.article("a1"), PutSpan(None, span), why=Why.HAND, title="x").result()


def test_a_job_that_fails_hinders_no_step(project: Project) -> None:
    nowhere = project.write_suggestions("no such article", [ProposalBatch("rules", "1", ())])
    with pytest.raises(StoreError):
        nowhere.result()
    write(project, GOOD)
    assert project.label_counts() == {(Layer.ENTITY, "PERSON"): 1}


def test_steps_behind_a_failed_one_wait_for_the_owner(project: Project) -> None:
    with pytest.raises(StoreError):
        write(project, BAD)
    with pytest.raises(StoreError):
        write(project, GOOD)
    # Suggestions were made for the text, not for a step.
    proposal = Proposal(0, 8, "PERSON", Layer.ENTITY, 0.5, "rules", "")
    project.write_suggestions("a1", [ProposalBatch("rules", "1", (proposal,))]).result()
    assert project.label_counts() == {}
    project.resume()
    write(project, GOOD)
    assert project.label_counts() == {(Layer.ENTITY, "PERSON"): 1}


def test_whoever_waits_for_all_edits_hears_of_a_failed_one(project: Project) -> None:
    project.require_durable()
    step = PutSpan(None, BAD)
    project.write_edit(project.article("a1"), step, why=Why.HAND, title="x")
    project.flush()
    with pytest.raises(StoreError):
        project.require_durable()


def test_a_step_for_another_state_is_refused(project: Project) -> None:
    article = project.article("a1")
    step = PutState(ArticleState.DONE, ArticleState.SKIPPED)
    with pytest.raises(EditConflictError):
        project.write_edit(article, step, why=Why.HAND, title="x").result()
    assert project.article("a1").state is ArticleState.NEW
    assert project.history() == []


def test_after_the_end_a_job_fails_and_nobody_waits(project: Project) -> None:
    writer = Writer(project.path)
    assert writer.submit(lambda connection: connection.total_changes).result() >= 0
    writer.close()
    with pytest.raises(StoreError):
        writer.submit(lambda _: None).result(timeout=10)


def test_steady_reading_sees_one_moment(
    make_project: Callable[..., Project], article: Article
) -> None:
    project = make_project("steady", articles=(article,))
    with Project.open(project.path, read_only=True) as reader:
        with reader.steady():
            assert reader.article_ids() == ["a1"]
            project.add_articles([Article("a2", "Another text.")]).result()
            assert reader.article_ids() == ["a1"]
        assert reader.article_ids() == ["a1", "a2"]


def test_rows_that_moved_on_are_never_overwritten(project: Project) -> None:
    article = project.article("a1")
    frame = EventFrame("f1", "s1")
    decision = Decision("g1", DecisionKind.ACCEPTED, Layer.ENTITY, 9, 20, "PERSON", 0.9, "rules")
    for step in (PutSpan(GOOD, None), PutFrame(frame, None), PutDecision(decision, None)):
        with pytest.raises(EditConflictError):
            project.write_edit(article, step, why=Why.UNDO, title="x").result()
        project.resume()
    assert project.history() == []


class Gate:
    """A job that holds the writer back, so that what is submitted meanwhile waits together."""

    def __init__(self, writer: Writer) -> None:
        self._is_shut, self._event = threading.Event(), threading.Event()
        self._future = writer.submit(lambda _: self._hold())
        # Not before: what comes behind is otherwise taken along with it, one time in thousands.
        assert self._is_shut.wait(20)

    def _hold(self) -> bool:
        self._is_shut.set()
        return self._event.wait(20)

    def open(self) -> None:
        self._event.set()
        assert self._future.result(timeout=20)


@pytest.fixture
def writer(project: Project) -> Iterator[Writer]:
    project.close()
    writer = Writer(project.path)
    yield writer
    writer.close()


def setting(name: str, value: str) -> Callable[[Connection], str]:
    def job(connection: Connection) -> str:
        settings.write(connection, name, value)
        return value

    return job


def commits(writer: Writer) -> list[str]:
    seen: list[str] = []
    writer._connection.set_trace_callback(
        lambda statement: seen.append(statement) if statement == "COMMIT" else None
    )
    return seen


def stored(path: Path) -> dict[str, str]:
    with Project.open(path, read_only=True) as project:
        connection = project.reader()
        values = settings.read_all(connection)
        connection.close()
    return values


def test_what_waits_together_is_made_durable_together(writer: Writer, project: Project) -> None:
    seen = commits(writer)
    gate = Gate(writer)
    answers = [writer.submit(setting(f"n{n}", str(n)), is_step=True) for n in range(150)]
    gate.open()
    assert [answer.result(timeout=20) for answer in answers] == [str(n) for n in range(150)]
    assert 2 <= len(seen) <= 5
    assert {name: value for name, value in stored(project.path).items() if name[0] == "n"} == {
        f"n{n}": str(n) for n in range(150)
    }


def test_one_that_fails_in_company_takes_nobody_along(writer: Writer, project: Project) -> None:
    def fail(connection: Connection) -> None:
        settings.write(connection, "bad", "half done")
        raise StoreError(path="", reason="on purpose")

    gate = Gate(writer)
    before = writer.submit(setting("before", "1"), is_step=True)
    bad = writer.submit(fail, is_step=True)
    step = writer.submit(setting("step", "1"), is_step=True)
    other = writer.submit(setting("other", "1"))
    writer.resume()
    after = writer.submit(setting("after", "1"), is_step=True)
    gate.open()
    assert (before.result(20), other.result(20), after.result(20)) == ("1", "1", "1")
    for failed in (bad, step):
        with pytest.raises(StoreError):
            failed.result(20)
    kept = stored(project.path).keys() & {"before", "bad", "step", "other", "after"}
    assert kept == {"before", "other", "after"}


def test_a_cancelled_job_is_left_out(writer: Writer, project: Project) -> None:
    gate = Gate(writer)
    first = writer.submit(setting("first", "1"))
    second = writer.submit(setting("second", "1"))
    assert second.cancel()
    third = writer.submit(setting("third", "1"))
    gate.open()
    assert (first.result(20), third.result(20)) == ("1", "1")
    assert stored(project.path).keys() & {"first", "second", "third"} == {"first", "third"}


def test_what_waits_at_the_end_is_written(project: Project) -> None:
    project.close()
    writer = Writer(project.path)
    gate = Gate(writer)
    answers = [writer.submit(setting(f"n{n}", "1")) for n in range(100)]
    threading.Timer(0.1, gate.open).start()
    writer.close()
    assert all(answer.done() and answer.result() == "1" for answer in answers)


@pytest.mark.parametrize("is_alone", [True, False])
def test_who_waits_for_a_step_hears_of_it_before_it_is_noted(
    project: Project, is_alone: bool
) -> None:
    project.close()
    told: list[str] = []
    writer = Writer(project.path, after_step=lambda seq: told.append(f"noted {seq}"))
    gate = Gate(writer)
    jobs = {1: True, 2: True, 3: False} if not is_alone else {1: True}
    for number, is_step in jobs.items():
        answer = writer.submit(lambda _, number=number: number, is_step=is_step)
        answer.add_done_callback(lambda done: told.append(f"heard {done.result()}"))
    gate.open()
    writer.close()
    if is_alone:
        assert told == ["heard 1", "noted 1"]
    else:
        assert told == ["heard 1", "heard 2", "heard 3", "noted 1", "noted 2"]


def test_a_step_that_failed_is_not_noted(project: Project) -> None:
    project.close()
    noted: list[int] = []
    writer = Writer(project.path, after_step=noted.append)

    def fail(_: Connection) -> int:
        raise StoreError(path="", reason="on purpose")

    failed = writer.submit(fail, is_step=True)
    with pytest.raises(StoreError):
        failed.result(20)
    writer.close()
    assert noted == []
