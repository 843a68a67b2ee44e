"""Suggested frames in the project file: kept as they came, by part or whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotate.articles import Article
from annotate.frames.suggested import ArgumentProposal, FrameProposal
from annotate.project import Project, ProposalBatch
from annotate.store import opening
from annotate.store.repair.repairing import repair
from annotate.suggestions import FRAMES

TEXT = "Rebels shelled Varna. Two died."
SHELLED = FrameProposal(
    7,
    14,
    "ATTACK",
    FRAMES,
    (
        ArgumentProposal("Agent", 0, 6, 0.9, "role model"),
        ArgumentProposal("Patient", 15, 20, 0.8, "“Ж”"),
    ),
    (("tense", "past", 0.8),),
)
DIED = FrameProposal(26, 30, "DIE", FRAMES, (ArgumentProposal("Killed", 22, 25, 0.6),))


def batch(*frames: FrameProposal, version: str = "1", is_whole: bool = True) -> ProposalBatch:
    return ProposalBatch(FRAMES, version, (), frames=frames, is_whole=is_whole)


def test_they_come_back_as_they_went(make_project: Callable[..., Project]) -> None:
    project = make_project(articles=(Article("a", TEXT),))
    project.write_suggestions("a", [batch(DIED, SHELLED)]).result()
    assert project.frame_proposals("a") == [SHELLED, DIED]
    assert project.suggester_runs("a") == {FRAMES: "1"}
    assert project.proposals("a") == []


def test_a_whole_run_takes_the_place_of_all_and_a_part_of_its_own(
    make_project: Callable[..., Project],
) -> None:
    project = make_project(articles=(Article("a", TEXT),))
    project.write_suggestions("a", [batch(SHELLED)]).result()
    other = FrameProposal(26, 30, "INJURE", FRAMES)
    project.write_suggestions("a", [batch(DIED, version="2", is_whole=False)]).result()
    project.write_suggestions("a", [batch(other, version="2", is_whole=False)]).result()
    assert project.frame_proposals("a") == [SHELLED, other]
    assert project.suggester_runs("a") == {FRAMES: "1"}, "a part is no run over the article"
    project.write_suggestions("a", [batch(DIED, version="2")]).result()
    assert project.frame_proposals("a") == [DIED]


def test_what_lies_outside_the_text_is_dropped_by_a_repair(
    make_project: Callable[..., Project], tmp_path: Path
) -> None:
    project = make_project(articles=(Article("a", TEXT),))
    project.write_suggestions("a", [batch(SHELLED, DIED)]).result()
    project.close()
    connection = opening.connect(project.path)
    connection.execute("UPDATE frame_suggestion SET \"end\" = 900 WHERE label = 'DIE'")
    connection.commit()
    connection.close()
    target = tmp_path / "mended.spandesk"
    repair(project.path, target)
    with Project.open(target) as mended:
        assert mended.frame_proposals("a") == [SHELLED]
