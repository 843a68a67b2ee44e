"""Suggested frames: accepted whole or by part, rejected, corrected; the record stays true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate import verbs
from annotate.annotations import AnnotationSet, DecisionKind
from annotate.articles import Article, ArticleState
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, inverse
from annotate.frames import verbs as frame_verbs
from annotate.frames.accepting import (
    accept_frame,
    accept_frames,
    accept_part,
    open_parts,
    reject_parts,
)
from annotate.frames.decisions import part_id, renamed_part
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.schema.changes import RenameLabel, RenameRole
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.rewriting import rewrite
from annotate.schema.roles import Cardinality, Role
from annotate.spans import Layer, Origin, Span
from annotate.suggestions import Proposal, suggestion_id
from annotate.training.dataset import rejected_spans
from annotate.verbs import Hand

TEXT = "Ana Petrova met envoys in Lisbon on Monday. Varna was quiet."
HAND = Hand("tester", 2.5)
AGENT = Role("Agent", cardinality=Cardinality(1, 1), fillers=("entity:PERSON",))
PLACE = Role("Place", fillers=("entity:GPE",))
SCHEMA = LabelSchema(
    name="small",
    labels=(
        Label("PERSON", Layer.ENTITY),
        Label("GPE", Layer.ENTITY),
        Label("DATE", Layer.ENTITY),
        Label("MEET", Layer.EVENT, roles=(AGENT, PLACE, Role("Time"), Role("Patient"))),
    ),
)


def place(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def part(role: str, surface: str, label: str = "", score: float = 0.7) -> SuggestedArgument:
    return SuggestedArgument(role, *place(surface), Layer.ENTITY, label, score)


LISBON = Span("lisbon", *place("Lisbon"), "GPE", Layer.ENTITY)
PARTS = (
    part("Agent", "Ana Petrova", "PERSON"),
    part("Patient", "envoys"),
    part("Place", "Lisbon", "GPE"),
)
MET_ID = suggestion_id(Layer.EVENT, *place("met"), "MEET")
SUGGESTED = SuggestedFrame(
    MET_ID, *place("met"), "MEET", PARTS, (("polarity", "positive", 0.9),), "roles"
)


@pytest.fixture
def desk() -> Desk:
    """A suggested trigger with a suggested agent, a gold place and a patient that is no span."""
    proposals = (
        Proposal(*place("met"), "MEET", Layer.EVENT, 0.6, "rules"),
        Proposal(*place("Ana Petrova"), "PERSON", Layer.ENTITY, 0.9, "rules"),
    )
    annotations = AnnotationSet(
        article_id="a", length=len(TEXT), spans=(LISBON,), state=ArticleState.IN_PROGRESS
    )
    return Desk(Article(id="a", text=TEXT), annotations, proposals=proposals)


def do(desk: Desk, edit: Edit | None) -> None:
    """Perform the step, after a look that undo and redo are exact."""
    assert edit is not None
    before = desk.annotations.snapshot()
    desk.apply(edit)
    after = desk.annotations.snapshot()
    desk.apply(inverse(edit))
    assert desk.annotations.snapshot() == before
    desk.apply(edit)
    assert desk.annotations.snapshot() == after


def frame(desk: Desk) -> EventFrame:
    (found,) = desk.annotations.frames.values()
    return found


def shown(desk: Desk) -> list[tuple[str, str, str]]:
    """(role, text, label) of the fillers of the one frame."""
    found: list[tuple[str, str, str]] = []
    for argument in frame(desk).arguments:
        span = desk.spans.get(argument.span_id)
        assert span is not None
        found.append((argument.role, desk.surface(span), span.label))
    return found


def judged(desk: Desk) -> dict[str, DecisionKind]:
    """Decisions on parts, by role and text."""
    return {
        f"{item.label} {TEXT[item.start : item.end]}": item.kind
        for item in desk.annotations.decisions.values()
        if not item.is_on_span
    }


def waiting(desk: Desk) -> list[str]:
    return [item.role for item in open_parts(desk, SUGGESTED)]


# -- whole ----------------------------------------------------------------------------------------


def test_one_step_takes_trigger_arguments_and_attributes(desk: Desk) -> None:
    do(desk, accept_frame(desk, SCHEMA, SUGGESTED, hand=HAND))
    trigger = desk.spans.get(frame(desk).trigger_id)
    assert trigger is not None
    assert (desk.surface(trigger), trigger.label, trigger.origin) == (
        "met",
        "MEET",
        Origin.SUGGESTION,
    )
    # What is no span becomes one, with a label that the role takes.
    assert shown(desk) == [
        ("Agent", "Ana Petrova", "PERSON"),
        ("Patient", "envoys", "PERSON"),
        ("Place", "Lisbon", "GPE"),
    ]
    assert frame(desk).arguments[2].span_id == "lisbon"
    assert {span.origin for span in desk.spans if span.id != "lisbon"} == {Origin.SUGGESTION}
    assert frame(desk).attributes == (("polarity", "positive"),)
    assert waiting(desk) == []
    assert set(judged(desk).values()) == {DecisionKind.ACCEPTED}
    assert desk.annotations.decisions[MET_ID].span_id == trigger.id


def test_a_frame_that_is_there_takes_in_what_is_missing(desk: Desk) -> None:
    (met,) = desk.suggestions.at(place("met")[0])
    do(desk, frame_verbs.open_frame(desk, met, hand=HAND))
    do(desk, frame_verbs.set_attribute(desk, frame(desk), "polarity", "negative"))
    do(desk, frame_verbs.fill(desk, frame(desk), PLACE, LISBON, hand=HAND))
    suggested = SuggestedFrame(
        frame(desk).trigger_id, *place("met"), "MEET", PARTS, SUGGESTED.attributes, "roles"
    )
    assert [item.role for item in open_parts(desk, suggested)] == ["Agent", "Patient"]
    do(desk, accept_frame(desk, SCHEMA, suggested, hand=HAND))
    assert [role for role, _, _ in shown(desk)] == ["Place", "Agent", "Patient"]
    assert frame(desk).attributes == (("polarity", "negative"),)
    assert accept_frame(desk, SCHEMA, suggested, hand=HAND) is None


def test_one_stretch_in_two_roles_becomes_one_span(desk: Desk) -> None:
    parts = (part("Agent", "envoys"), part("Patient", "envoys"), part("Agent", "envoys"))
    suggested = SuggestedFrame(MET_ID, *place("met"), "MEET", parts)
    do(desk, accept_frame(desk, SCHEMA, suggested, hand=HAND))
    assert len(frame(desk).arguments) == 2
    assert len({item.span_id for item in frame(desk).arguments}) == 1


def test_a_trigger_that_nobody_suggests_any_more_becomes_a_span(desk: Desk) -> None:
    suggested = SuggestedFrame("gone", *place("was"), "MEET", (part("Place", "Varna", "GPE"),))
    do(desk, accept_frame(desk, SCHEMA, suggested, hand=HAND))
    trigger = desk.spans.get(frame(desk).trigger_id)
    assert trigger is not None
    assert (desk.surface(trigger), trigger.label) == ("was", "MEET")


def test_the_first_step_on_an_article_begins_it(desk: Desk) -> None:
    desk.annotations.state = ArticleState.NEW
    do(desk, accept_frame(desk, SCHEMA, SUGGESTED, hand=HAND))
    assert desk.annotations.state is ArticleState.IN_PROGRESS


def test_many_frames_are_one_step_and_share_what_they_share(desk: Desk) -> None:
    was = SuggestedFrame(
        "gone",
        *place("was"),
        "MEET",
        (
            part("Agent", "Ana Petrova", "PERSON"),
            part("Patient", "envoys"),
            # The trigger of the other frame is a filler of this one.
            SuggestedArgument("Topic", *place("met"), Layer.EVENT, "MEET", 0.6),
        ),
    )
    do(desk, accept_frames(desk, SCHEMA, (was, SUGGESTED), hand=HAND))
    first, second = sorted(desk.annotations.frames.values(), key=lambda item: len(item.attributes))
    assert [item.role for item in first.arguments] == ["Agent", "Patient", "Topic"]
    assert first.arguments[2].span_id == second.trigger_id
    assert {item.span_id for item in first.arguments[:2]} <= {
        item.span_id for item in second.arguments
    }
    words = sorted(desk.surface(span) for span in desk.spans)
    assert words == ["Ana Petrova", "Lisbon", "envoys", "met", "was"]
    assert accept_frames(desk, SCHEMA, (), hand=HAND) is None


# -- by part --------------------------------------------------------------------------------------


def test_a_part_brings_its_trigger_and_a_frame(desk: Desk) -> None:
    do(desk, accept_part(desk, SCHEMA, SUGGESTED, PARTS[0], hand=HAND))
    assert shown(desk) == [("Agent", "Ana Petrova", "PERSON")]
    assert frame(desk).attributes == ()
    assert waiting(desk) == ["Patient", "Place"]
    do(desk, accept_part(desk, SCHEMA, SUGGESTED, PARTS[2], hand=HAND, gold=frame(desk)))
    assert waiting(desk) == ["Patient"]


def test_what_is_rejected_stays_away_and_is_no_rejected_span(desk: Desk) -> None:
    do(desk, reject_parts(desk, SUGGESTED, PARTS[:2], hand=HAND))
    assert waiting(desk) == ["Place"]
    assert judged(desk) == {
        "Agent Ana Petrova": DecisionKind.REJECTED,
        "Patient envoys": DecisionKind.REJECTED,
    }
    decision = desk.annotations.decisions[part_id(SUGGESTED.id, "Agent", *place("Ana Petrova"))]
    assert (decision.suggester, decision.annotator, decision.seconds, decision.score) == (
        "roles",
        "tester",
        2.5,
        0.7,
    )
    assert rejected_spans(desk.annotations.decisions.values()) == ()
    # The entity itself is still suggested.
    assert any(desk.surface(item) == "Ana Petrova" for item in desk.suggestions)
    do(desk, accept_frame(desk, SCHEMA, SUGGESTED, hand=HAND))
    assert shown(desk) == [("Place", "Lisbon", "GPE")]


def test_nothing_to_reject_is_no_step(desk: Desk) -> None:
    assert reject_parts(desk, SUGGESTED, (), hand=HAND) is None


# -- by hand --------------------------------------------------------------------------------------


def opened(desk: Desk) -> EventFrame:
    do(desk, accept_part(desk, SCHEMA, SUGGESTED, PARTS[2], hand=HAND))
    return frame(desk)


def test_filling_as_suggested_accepts(desk: Desk) -> None:
    ana = next(item for item in desk.suggestions if desk.surface(item) == "Ana Petrova")
    edit = frame_verbs.fill(desk, opened(desk), AGENT, ana, hand=HAND, suggested=SUGGESTED)
    do(desk, edit)
    assert judged(desk)["Agent Ana Petrova"] is DecisionKind.ACCEPTED


def test_filling_otherwise_corrects_a_role_that_takes_one(desk: Desk) -> None:
    edit = frame_verbs.fill(desk, opened(desk), AGENT, LISBON, hand=HAND, suggested=SUGGESTED)
    do(desk, edit)
    assert judged(desk)["Agent Ana Petrova"] is DecisionKind.CORRECTED
    assert waiting(desk) == ["Patient"]


def test_filling_otherwise_leaves_a_role_open_that_takes_many(desk: Desk) -> None:
    patient = Role("Patient")
    edit = frame_verbs.fill(desk, opened(desk), patient, LISBON, hand=HAND, suggested=SUGGESTED)
    do(desk, edit)
    assert waiting(desk) == ["Agent", "Patient"]


def test_emptying_what_was_accepted_rejects_it(desk: Desk) -> None:
    opened(desk)
    do(desk, frame_verbs.empty(desk, frame(desk), frame(desk).arguments[0], hand=HAND))
    assert judged(desk) == {"Place Lisbon": DecisionKind.REJECTED}
    assert "Place" not in waiting(desk)


def test_another_role_or_filler_corrects_what_was_accepted(desk: Desk) -> None:
    do(desk, accept_frame(desk, SCHEMA, SUGGESTED, hand=HAND))
    argument = frame(desk).arguments[2]
    do(desk, frame_verbs.change_role(desk, frame(desk), argument, "Time", hand=HAND))
    do(desk, frame_verbs.fill(desk, frame(desk), AGENT, LISBON, hand=HAND))
    assert judged(desk) == {
        "Agent Ana Petrova": DecisionKind.CORRECTED,
        "Patient envoys": DecisionKind.ACCEPTED,
        "Place Lisbon": DecisionKind.CORRECTED,
    }


def test_deleting_the_frame_rejects_its_parts(desk: Desk) -> None:
    do(desk, accept_frame(desk, SCHEMA, SUGGESTED, hand=HAND))
    do(desk, frame_verbs.remove_frame(desk, frame(desk), hand=HAND))
    assert set(judged(desk).values()) == {DecisionKind.REJECTED}


@pytest.mark.parametrize(("surface", "rejected"), [("met", 3), ("Lisbon", 1)])
def test_deleting_a_span_rejects_the_parts_that_go_with_it(
    desk: Desk, surface: str, rejected: int
) -> None:
    do(desk, accept_frame(desk, SCHEMA, SUGGESTED, hand=HAND))
    (span,) = [item for item in desk.spans if desk.surface(item) == surface]
    do(desk, verbs.remove(desk, span, hand=HAND))
    kinds = list(judged(desk).values())
    assert kinds.count(DecisionKind.REJECTED) == rejected


def test_deleting_everything_rejects_every_part(desk: Desk) -> None:
    do(desk, accept_frame(desk, SCHEMA, SUGGESTED, hand=HAND))
    do(desk, verbs.remove_all(desk, hand=HAND))
    assert list(judged(desk).values()) == [DecisionKind.REJECTED] * 3


def test_what_was_filled_by_hand_has_no_decision_to_turn(desk: Desk) -> None:
    do(desk, frame_verbs.fill(desk, opened(desk), Role("Time"), LISBON, hand=HAND))
    do(desk, frame_verbs.empty(desk, frame(desk), Argument("Time", "lisbon"), hand=HAND))
    assert judged(desk) == {"Place Lisbon": DecisionKind.ACCEPTED}


# -- another schema -------------------------------------------------------------------------------


def test_what_was_judged_holds_under_new_names(desk: Desk) -> None:
    do(desk, reject_parts(desk, SUGGESTED, PARTS[:1], hand=HAND))
    (decision,) = desk.annotations.decisions.values()
    named = renamed_part(
        decision, labels={"MEET": "TALK"}, roles={("MEET", "Agent"): "Speaker", ("X", "Agent"): "Y"}
    )
    renamed = replace(SUGGESTED, label="TALK", arguments=(replace(PARTS[0], role="Speaker"),))
    assert named.label == "Speaker"
    assert named.suggestion_id == part_id(renamed.id, "Speaker", *place("Ana Petrova"))
    assert renamed_part(decision) == decision
    on_span = replace(decision, suggestion_id="event|1|2|MEET")
    assert renamed_part(on_span, labels={"MEET": "TALK"}) == on_span


@pytest.mark.parametrize(
    "change",
    [
        RenameLabel(Layer.EVENT, "MEET", "TALK"),
        RenameRole("MEET", "Agent", "Speaker"),
        # A label that is called like the role: another thing.
        RenameLabel(Layer.ENTITY, "Agent", "WHO"),
    ],
)
def test_a_change_of_the_schema_keeps_rejected_parts_away(
    desk: Desk, change: RenameLabel | RenameRole
) -> None:
    do(desk, reject_parts(desk, SUGGESTED, PARTS[:1], hand=HAND))
    do(desk, rewrite(SCHEMA, change, desk.annotations, TEXT).edit or EditGroup(()))
    is_role = isinstance(change, RenameRole)
    label = change.new if change.new == "TALK" else "MEET"
    suggested = replace(
        SUGGESTED,
        label=label,
        arguments=(replace(PARTS[0], role="Speaker" if is_role else "Agent"),),
    )
    assert open_parts(desk, suggested) == ()
