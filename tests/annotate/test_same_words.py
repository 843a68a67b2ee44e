"""The same words over a project: what is found, what is written, all or nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotate.articles import Article, ArticleState
from annotate.edits import Edit, EditGroup, PutSpan, inverse, primitives
from annotate.errors import EditConflictError
from annotate.project import Project, ProposalBatch, StepRef, Why
from annotate.propagation import Standing
from annotate.same_words import ArticleHits, Search, edits_in_worker, search_in_worker
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal
from annotate.verbs import Hand

SEARCH = Search("Ruse", Layer.ENTITY, "GPE")
HAND = Hand("ana")


class Context:
    """A job that nobody cancels; keeps what it sends."""

    is_cancelled = False

    def __init__(self) -> None:
        self.batches: list[object] = []
        self.told: list[tuple[int, int]] = []

    def progress(self, done: int, total: int, note: str = "") -> None:
        self.told.append((done, total))

    def emit(self, batch: object) -> None:
        assert isinstance(batch, tuple)
        self.batches.extend(batch)


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    articles = (
        Article("a", "Ruse lies on the Danube. In Ruse\nit rained.", title="Rain"),
        Article("b", "No ruse, no Ruse-like trick; Rusev left Ruse.", title="Names"),
        Article("c", "Nothing of it here.", title="Elsewhere"),
        Article("d", "Ruse!", title="Done", state=ArticleState.DONE),
    )
    project = make_project(articles=articles)
    gold = Span("s1", 0, 4, "ORG", Layer.ENTITY, "ana")
    write(project, "a", PutSpan(None, gold))
    proposal = Proposal(28, 32, "ORG", Layer.ENTITY, 0.5, "rules", "")
    project.write_suggestions("a", [ProposalBatch("rules", "1", (proposal,))]).result()
    return project


def write(project: Project, article_id: str, edit: Edit) -> None:
    project.write_edit(
        project.article(article_id), edit, why=Why.HAND, title="t", annotator="ana"
    ).result()


def search(project: Project, **more: object) -> tuple[list[ArticleHits], bool, Context]:
    context = Context()
    is_all = search_in_worker(context, str(project.path), SEARCH, **more)  # type: ignore[arg-type]
    found = [item for item in context.batches if isinstance(item, ArticleHits)]
    return found, is_all, context


def edits(project: Project, places: dict[str, list[tuple[int, int]]]) -> dict[str, Edit]:
    context = Context()
    edits_in_worker(context, str(project.path), SEARCH, places, HAND)
    return dict(context.batches)  # type: ignore[arg-type]


def test_every_article_with_the_words_is_found_in_order(project: Project) -> None:
    found, is_all, context = search(project)
    assert is_all
    assert [(item.article_id, len(item.hits)) for item in found] == [("a", 2), ("b", 2), ("d", 1)]
    assert context.told[-1] == (4, 4)
    assert found[2].state is ArticleState.DONE
    first, second = found[0].hits
    assert (first.place.standing, first.there) == (Standing.TAKEN, ("ORG",))
    assert second.place.standing is Standing.FREE
    assert (second.before, second.after) == ("Ruse lies on the Danube. In ", " it rained.")


def test_the_open_article_can_be_left_out(project: Project) -> None:
    found, _, _ = search(project, leave_out=["a"])
    assert [item.article_id for item in found] == ["b", "d"]


def test_there_is_an_end_to_it(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotate.same_words.MOST_HITS", 2)
    found, is_all, _ = search(project)
    assert not is_all
    assert [item.article_id for item in found] == ["a"]


def test_edits_take_suggestions_along_and_leave_new_articles_new(project: Project) -> None:
    made = edits(project, {"a": [(28, 32)], "b": [(40, 44)], "c": []})
    assert set(made) == {"a", "b"}
    kinds = [type(item).__name__ for item in primitives(made["a"])]
    assert kinds == ["PutSpan", "PutDecision"]
    steps = {article_id: StepRef() for article_id in made}
    seq = project.write_edits(made, why=Why.BULK, title="all", steps=steps).result()
    assert seq == max(step.seq or 0 for step in steps.values())
    assert [span.label for span in project.annotations("b").spans] == ["GPE"]
    assert project.annotations("b").state is ArticleState.NEW
    (decision,) = project.annotations("a").decisions.values()
    assert decision.kind == "corrected"
    assert project.check() == []


def test_taking_it_back_restores_every_article_and_says_what_was_undone(project: Project) -> None:
    before = {item: project.annotations(item).snapshot() for item in "abd"}
    made = edits(project, {"a": [(28, 32)], "b": [(8, 12), (40, 44)], "d": [(0, 4)]})
    steps = {article_id: StepRef() for article_id in made}
    project.write_edits(made, why=Why.BULK, title="all", steps=steps).result()
    back = {article_id: inverse(edit) for article_id, edit in made.items()}
    project.write_edits(back, why=Why.UNDO, title="all", steps=steps, is_undo=True).result()
    assert {item: project.annotations(item).snapshot() for item in "abd"} == before
    undone = [entry.undoes for entry in project.history() if entry.why == Why.UNDO]
    assert undone == [steps[item].seq for item in made]
    assert project.check() == []


def test_one_article_that_has_moved_on_stops_all(project: Project) -> None:
    made = edits(project, {"b": [(40, 44)], "d": [(0, 4)]})
    ghost = Span("ghost", 0, 4, "GPE", Layer.ENTITY, "ana")
    made["d"] = EditGroup((PutSpan(ghost, None),), "gone")
    steps = {article_id: StepRef() for article_id in made}
    future = project.write_edits(made, why=Why.BULK, title="all", steps=steps)
    assert isinstance(future.exception(), EditConflictError)
    assert len(project.annotations("b").spans) == 0
    project.resume()
    assert [entry.why for entry in project.history()] == [Why.HAND]
