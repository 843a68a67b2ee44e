"""Other names of labels, and labels that are given no more, in what is suggested."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from annotate.articles import Article
from annotate.complete.marks import chosen_labels
from annotate.evaluation.running import shown_spans
from annotate.project import Project, ProposalBatch
from annotate.schema.changes import MergeLabels, RenameLabel, RetireLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.steps import perform, plan
from annotate.spans import Layer
from annotate.suggestions import Hidden, HideRules, Proposal

TEXT = "Rebels shelled the port."
SHELLED = Proposal(7, 14, "ATTACK", Layer.EVENT, 0.9, "rules")
REBELS = Proposal(0, 6, "ORG", Layer.ENTITY, 0.4, "rules")


def shown(project: Project) -> list[tuple[str, Hidden | None]]:
    desk = project.open_article("a")
    return [(item.label, item.hidden) for item in desk.all_suggestions]


def test_suggestions_follow_a_label_to_its_new_name(make_project: Callable[..., Project]) -> None:
    project = make_project(articles=(Article("a", TEXT),))
    project.write_suggestions("a", [ProposalBatch("rules", "1", (SHELLED, REBELS))]).result()
    project.set_hide_rules(
        min_score=0.0, hidden_labels=(), label_scores={(Layer.ENTITY, "ORG"): 0.5}
    )
    assert shown(project) == [("ORG", Hidden.BELOW), ("ATTACK", None)]
    for change in (
        RenameLabel(Layer.EVENT, "ATTACK", "STRIKE"),
        MergeLabels(Layer.EVENT, ("STRIKE",), "MEET"),
        RenameLabel(Layer.ENTITY, "ORG", "GROUP"),
    ):
        perform(project, plan(project, change), title="x").result()
    # The threshold goes with the label.
    assert shown(project) == [("GROUP", Hidden.BELOW), ("MEET", None)]
    project.set_hide_rules(min_score=0.0, hidden_labels={(Layer.EVENT, "STRIKE")}, label_scores={})
    assert shown(project) == [("GROUP", None), ("MEET", Hidden.LABEL)]
    assert project.hidden_labels() == {(Layer.EVENT, "MEET")}


def test_suggestions_of_a_retired_label_are_hidden(make_project: Callable[..., Project]) -> None:
    project = make_project(articles=(Article("a", TEXT),))
    project.write_suggestions("a", [ProposalBatch("rules", "1", (SHELLED,))]).result()
    perform(project, plan(project, RetireLabel(Layer.EVENT, "ATTACK")), title="x").result()
    assert shown(project) == [("ATTACK", Hidden.LABEL)]
    assert [label.name for label in project.schema.choices(Layer.EVENT)] == ["MEET"]


def test_an_evaluation_knows_the_other_names() -> None:
    schema = LabelSchema(
        "s", (Label("STRIKE", Layer.EVENT),), extra={"alias": {"event:ATTACK": "STRIKE"}}
    )
    (found,) = shown_spans([SHELLED], HideRules.of(schema))
    assert "STRIKE" in str(found)


def test_what_is_no_alias_is_none() -> None:
    schema = LabelSchema("s", (Label("STRIKE", Layer.EVENT), Label("RAID", Layer.EVENT)))
    for alias in (
        "nothing",
        {"event:STRIKE": "RAID", "event:X": "NOWHERE", "thing:X": "RAID", "event:Y": 3},
    ):
        assert replace(schema, extra={"alias": alias}).aliases == {}


def test_labels_chosen_for_marks_are_known_by_their_new_names() -> None:
    every = ((Layer.EVENT, "STRIKE"), (Layer.EVENT, "MEET"))
    aliases = {(Layer.EVENT, "ATTACK"): "STRIKE"}
    assert chosen_labels("event ATTACK", every, aliases) == every[:1]
    assert chosen_labels("event ATTACK", every) == every
