"""The look before an export tells of suggestions in done articles, and of articles that moved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.edits import EditGroup, PutSpan, PutState
from annotate.errors import JobCancelled
from annotate.project import Project, ProposalBatch, Why
from annotate.readying import project_readiness
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal
from annotate.training.export import ExportOptions
from annotate.training.readiness import MOST_PLACES, Finding, Weight
from annotate.verbs import Hand, reject, skip

TEXT = "Envoys met in Varna, in Ruse and in Burgas, as number {} said."
TOWNS = ("Varna", "Ruse", "Burgas")


def made(
    make_project: Callable[..., Project],
    *states: ArticleState,
    text: str = TEXT,
    names: tuple[str, ...] = TOWNS,
) -> Project:
    """A project of articles with a suggestion for each town, and a span on the first one."""
    articles = tuple(Article(f"a{n}", text.format(n), f"Story {n}") for n in range(len(states)))
    project = make_project("news", articles=articles)
    for article, state in zip(articles, states, strict=True):
        proposals = tuple(
            Proposal(at, at + len(town), "GPE", Layer.ENTITY, 0.5 + number / 10_000, "x")
            for number, town in enumerate(names)
            for at in [article.text.index(town)]
        )
        project.write_suggestions(article.id, [ProposalBatch("x", "1", proposals, 0.0, 0)]).result()
        first = proposals[0]
        span = Span(f"s-{article.id}", first.start, first.end, "GPE", Layer.ENTITY)
        steps: list[PutSpan | PutState] = [PutSpan(None, span)]
        if state is not ArticleState.NEW:
            steps.append(PutState(ArticleState.NEW, state))
        project.write_edit(article, EditGroup(tuple(steps)), why=Why.HAND, title="x").result()
    return project


def of(project: Project, code: str, **options: object) -> list[Finding]:
    found = project_readiness(project, options=ExportOptions(**options))  # type: ignore[arg-type]
    return [item for item in found.findings if item.code == code]


DONE, NEW = ArticleState.DONE, ArticleState.NEW


def test_suggestions_that_are_open_in_done_articles_are_told_with_their_places(
    make_project: Callable[..., Project],
) -> None:
    project = made(make_project, DONE, NEW, DONE, ArticleState.SKIPPED)
    (finding,) = of(project, "undecided")
    assert (finding.weight, finding.count, finding.fields) == (Weight.NOTE, 4, {"articles": 2})
    assert [(place.article_id, place.text) for place in finding.places] == [
        ("a0", "Burgas"), ("a0", "Ruse"), ("a2", "Burgas"), ("a2", "Ruse"),
    ]  # fmt: skip
    place = finding.places[0]
    assert TEXT.format(0)[place.start : place.end] == "Burgas"
    assert place.detail == "suggested with 0.50"
    assert finding.words.startswith("4 suggestions in done articles are undecided.")


def test_what_was_rejected_or_skipped_is_decided(make_project: Callable[..., Project]) -> None:
    project = made(make_project, DONE)
    for verb in (reject, skip):
        desk = project.open_article("a0")
        waiting = next(item for item in desk.suggestions if not item.is_skipped)
        edit = verb(desk, waiting, hand=Hand("me"))
        project.write_edit(desk.article, edit, why=Why.HAND, title="x").result()
        (left,) = of(project, "undecided") or [None]
        if left is not None:
            assert (left.count, len(left.places)) == (1, 1)
            assert left.words.startswith("1 suggestion in a done article is undecided.")
    assert not of(project, "undecided")


def test_no_more_places_than_of_others(make_project: Callable[..., Project]) -> None:
    names = tuple(f"Town{number:04}" for number in range(MOST_PLACES + 5))
    project = made(make_project, DONE, text=" ".join(names), names=names)
    (finding,) = of(project, "undecided")
    assert (finding.count, len(finding.places)) == (MOST_PLACES + 4, MOST_PLACES)
    assert finding.places[0].text == names[-1]


def test_a_look_that_is_not_wanted_any_more_ends(make_project: Callable[..., Project]) -> None:
    project = made(make_project, DONE)
    with pytest.raises(JobCancelled):
        project_readiness(project, options=ExportOptions(), is_cancelled=lambda: True)


def test_the_command_line_tells_them(
    make_project: Callable[..., Project], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = made(make_project, DONE, DONE)
    project.close()
    assert run(["export", str(project.path), str(tmp_path / "out"), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "4 suggestions in done articles are undecided" in said
    assert "GPE “Burgas” – suggested with 0.50 (a0 " in said


@pytest.mark.parametrize("count", range(1, 6))
def test_nothing_is_said_to_fill_a_side_that_is_empty(
    make_project: Callable[..., Project], tmp_path: Path, count: int
) -> None:
    """Whatever the texts, and whether it is the look or the export."""
    project = made(make_project, *([DONE] * count))
    look = project_readiness(project, options=ExportOptions())
    dev = next(number for side, number in look.sides.items() if str(side) == "dev")
    for item in (each for each in look.findings if each.code == "pinned"):
        assert ("train and dev are not empty" in item.words) == bool(dev)
    if count == 1:
        assert dev == 0
