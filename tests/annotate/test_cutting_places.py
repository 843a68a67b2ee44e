"""Places that lie inside a longer suggested name: told, left out, labelled only when asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.cli.main import run
from annotate.project import Project, ProposalBatch
from annotate.propagation import Obstacle, Standing, standing_of
from annotate.same_words import Search, hits_in
from annotate.spans import Layer
from annotate.suggestions import Proposal

TEXT = "Zelin spoke. Ivan Zelin left; Zelin Street was shut. Zelin smiled."
SEARCH = Search("Zelin", Layer.ENTITY, "ORG")


def proposal(words: str, label: str, layer: Layer = Layer.ENTITY) -> Proposal:
    start = TEXT.index(words)
    return Proposal(start, start + len(words), label, layer, 0.8, "rules", "")


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    project = make_project(articles=(Article("a", TEXT),))
    proposals = (
        proposal("Zelin", "PERSON"),  # the very place: the label takes its place
        proposal("Ivan Zelin", "PERSON"),
        proposal("Zelin Street", "GPE"),
        proposal("Zelin smiled", "MEET", Layer.EVENT),
    )
    project.write_suggestions("a", [ProposalBatch("rules", "1", proposals)]).result()
    return project


def test_a_place_inside_a_longer_suggestion_names_it(project: Project) -> None:
    hits = list(hits_in(project.open_article("a"), SEARCH))
    standings = [hit.place.standing for hit in hits]
    assert standings == [Standing.FREE, Standing.CUTS, Standing.CUTS, Standing.FREE]
    assert [hit.obstacle for hit in hits[1:3]] == [
        Obstacle("PERSON", "Ivan Zelin", is_suggested=True, is_around=True),
        Obstacle("GPE", "Zelin Street", is_suggested=True, is_around=True),
    ]
    assert hits[0].obstacle is hits[3].obstacle is None


def test_a_longer_label_takes_the_place_of_a_shorter_suggestion(project: Project) -> None:
    desk = project.open_article("a")
    start = TEXT.index("Zelin spoke")
    longer = standing_of(desk, start, start + len("Zelin spoke"), "ORG", Layer.ENTITY)
    assert longer is Standing.FREE
    start = TEXT.index("left; Zelin")
    crossing = standing_of(desk, start, start + len("left; Zelin"), "ORG", Layer.ENTITY)
    assert crossing is Standing.CUTS


def test_the_command_leaves_such_places_out_and_counts_them(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(project.path)
    project.close()
    assert run(["label", str(path), "Zelin", "ORG", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "[inside the suggested PERSON Ivan Zelin]" in out
    assert "2 places would be labelled in 1 article" in out
    assert run(["label", str(path), "Zelin", "ORG"]) == 0
    out = capsys.readouterr().out
    assert "2 places labelled in 1 article" in out
    assert "2 places left out: inside a longer suggestion" in out
    with Project.open(path, read_only=True) as opened:
        assert [span.start for span in opened.annotations("a").spans] == [0, TEXT.rindex("Zelin")]
        labels = [item.label for item in opened.open_article("a").suggestions]
    assert labels == ["PERSON", "GPE", "MEET"]


def test_gold_around_a_place_is_named_too(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(project.path)
    project.close()
    assert run(["label", str(path), "Ivan Zelin", "PERSON"]) == 0
    assert run(["label", str(path), "Zelin", "ORG", "--dry-run"]) == 0
    assert "[inside the PERSON Ivan Zelin]" in capsys.readouterr().out
