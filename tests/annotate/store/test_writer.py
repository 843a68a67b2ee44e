"""The writer: steps that depend on each other, jobs that stand alone, and the very end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotate.annotations import Decision, DecisionKind
from annotate.articles import Article, ArticleState
from annotate.edits import PutDecision, PutFrame, PutSpan, PutState
from annotate.errors import EditConflictError, StoreError
from annotate.frames import EventFrame
from annotate.project import Project, ProposalBatch, Why
from annotate.spans import Layer, Span
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
