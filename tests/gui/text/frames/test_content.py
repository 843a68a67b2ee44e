"""What is drawn of frames: fillers with their colours and faults, suggestions, and what changed."""

from __future__ import annotations

from annotate.annotations import DecisionKind
from annotate.changes import Changes
from annotate.edits import PutFrame, PutSpan
from annotate.frames.accepting import accept_frame, reject_parts
from annotate.frames.checks import FrameFaultKind
from annotate.frames.event_frame import Argument
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.spans import Layer
from annotate.verbs import Hand
from gui.text.frames.content import UNKNOWN_COLOUR, DrawnFrame, FrameContent
from tests.gui.text.framed import AGENT, PATIENT, SCHEMA, MakeFramed

TEXT = "On Monday rebels shelled Port Sella. Envoys met Ana Petrova there, officials said."


def test_a_frame_has_its_fillers_with_the_colours_of_their_roles(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    shelled, rebels = desk.span("shelled", "ATTACK"), desk.span("rebels", "ORG")
    sella = desk.span("Port Sella", "GPE")
    fillers = (("Agent", rebels), ("Patient", sella))
    desk.frame("f", shelled, *fillers, attributes=(("Polarity", "Negative"), ("Tense", "Past")))
    drawn = FrameContent(SCHEMA, desk.desk).get("f")
    assert drawn is not None
    assert (drawn.start, drawn.end, drawn.label) == (17, 24, "ATTACK")
    assert [(item.role, item.colour) for item in drawn.stations] == [
        ("Agent", AGENT.colour),
        ("Patient", PATIENT.colour),
    ]
    assert drawn.notes == ("Negative", "Past")
    assert (drawn.first, drawn.last) == (10, 25)
    assert (drawn.count, drawn.has_faults, drawn.vacancies) == ("2", False, ())


def test_a_usual_value_is_not_worth_a_note(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    desk.frame("f", desk.span("met", "MEET"), attributes=(("Polarity", "Positive"),))
    drawn = FrameContent(SCHEMA, desk.desk).get("f")
    assert drawn is not None
    assert drawn.notes == ()


def test_faults_are_with_the_filler_or_the_empty_role_that_they_are_about(
    make_framed: MakeFramed,
) -> None:
    desk = make_framed(TEXT)
    shelled, monday = desk.span("shelled", "ATTACK"), desk.span("On Monday", "DATE")
    sella, rebels = desk.span("Port Sella", "GPE"), desk.span("rebels", "ORG")
    desk.frame("f", shelled, ("Place", rebels), ("Time", monday), ("Time", sella), ("Odd", sella))
    drawn = FrameContent(SCHEMA, desk.desk).get("f")
    assert drawn is not None
    assert [item.fault for item in drawn.stations] == [
        FrameFaultKind.FORBIDDEN_FILLER,
        FrameFaultKind.TOO_MANY,
        FrameFaultKind.TOO_MANY,
        FrameFaultKind.UNKNOWN_ROLE,
    ]
    assert [item.role for item in drawn.vacancies] == ["Agent"]
    assert drawn.has_faults
    assert drawn.stations[-1].colour == UNKNOWN_COLOUR


def test_a_frame_without_its_trigger_is_not_drawn(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    desk.frame("f", "gone", ("Agent", desk.span("rebels", "ORG")))
    content = FrameContent(SCHEMA, desk.desk)
    assert (len(content), content.get("f"), content.overlapping(0, 80)) == (0, None, [])


def test_frames_are_found_by_offset_also_between_their_parts(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    desk.frame("f", desk.span("shelled", "ATTACK"), ("Time", desk.span("On Monday", "DATE")))
    desk.frame("g", desk.span("said", "SAY"), ("Patient", desk.span("officials", "PERSON")))
    content = FrameContent(SCHEMA, desk.desk)
    assert [frame.id for frame in content.overlapping(11, 12)] == ["f"]
    assert [frame.id for frame in content.overlapping(30, 36)] == []
    assert [frame.id for frame in content.overlapping(0, 80)] == ["f", "g"]
    assert content.extents() == [("f", 0, 24), ("g", 67, 81)]


def test_a_filler_more_and_one_less_say_which_lines_to_plan(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    shelled, ana = desk.span("shelled", "ATTACK"), desk.span("Ana Petrova", "PERSON")
    before = desk.frame("f", shelled)
    desk.show()
    content = desk.content
    assert [frame.id for frame in content.overlapping(0, 30)] == ["f"]
    after = type(before)("f", shelled, (*before.arguments, Argument("Agent", ana)))
    changes = desk.desk.apply(PutFrame(before, after))
    assert set(content.refresh(changes)) == {(17, 24), (48, 59)}
    assert [frame.id for frame in content.overlapping(40, 60)] == ["f"]
    changes = desk.desk.apply(PutFrame(after, before))
    assert set(content.refresh(changes)) == {(17, 24), (48, 59)}
    assert content.overlapping(40, 60) == []


def test_a_span_that_moves_takes_its_frames_along(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    shelled, rebels = desk.span("shelled", "ATTACK"), desk.span("rebels", "ORG")
    desk.frame("f", shelled, ("Agent", rebels))
    desk.show()
    desk.content.overlapping(0, 30)
    span = desk.annotations.spans.get(rebels)
    assert span is not None
    wider = span.resized(0, 16)
    changes = desk.desk.apply(PutSpan(span, wider))
    assert set(desk.content.refresh(changes)) == {(17, 24), (10, 16), (0, 16)}
    assert desk.content.extents() == [("f", 0, 24)]


def test_a_label_that_may_not_fill_the_role_is_a_fault_at_once(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    shelled, rebels = desk.span("shelled", "ATTACK"), desk.span("rebels", "ORG")
    desk.frame("f", shelled, ("Agent", rebels))
    desk.show()
    assert not _drawn(desk.content, "f").has_faults
    span = desk.annotations.spans.get(rebels)
    assert span is not None
    changes = desk.desk.apply(PutSpan(span, span.relabelled("GPE")))
    desk.content.refresh(changes)
    assert _drawn(desk.content, "f").stations[0].fault is FrameFaultKind.FORBIDDEN_FILLER


def test_a_suggested_frame_is_drawn_until_it_is_accepted_or_rejected(
    make_framed: MakeFramed,
) -> None:
    desk = make_framed(TEXT)
    desk.show()
    parts = (("Agent", "rebels", "ORG"), ("Time", "On Monday", "DATE"))
    frame = desk.suggest("shelled", "ATTACK", *parts)
    drawn = _drawn(desk.content, frame.id)
    assert drawn.is_suggested
    assert drawn.count == "2"
    assert all(item.is_suggested for item in drawn.stations)
    assert desk.content.triggered_by(frame.trigger_id) == [frame.id]
    edit = reject_parts(desk.desk, frame, frame.arguments[:1], hand=Hand("ann"))
    assert edit is not None
    desk.do(edit)
    assert [item.role for item in _drawn(desk.content, frame.id).stations] == ["Time"]
    edit = accept_frame(desk.desk, SCHEMA, frame, hand=Hand("ann"))
    assert edit is not None
    desk.do(edit)
    assert desk.content.get(frame.id) is None
    (gold,) = desk.annotations.frames
    drawn = _drawn(desk.content, gold)
    assert not drawn.is_suggested
    assert [item.role for item in drawn.stations] == ["Time"]


def test_a_suggested_frame_whose_fillers_were_all_rejected_is_gone(
    make_framed: MakeFramed,
) -> None:
    desk = make_framed(TEXT)
    desk.show()
    frame = desk.suggest("shelled", "ATTACK", ("Agent", "rebels", "ORG"))
    edit = reject_parts(desk.desk, frame, frame.arguments, hand=Hand("ann"))
    assert edit is not None
    desk.do(edit)
    assert desk.annotations.decisions
    assert {item.kind for item in desk.annotations.decisions.values()} == {DecisionKind.REJECTED}
    assert len(desk.content) == 0


def test_a_suggested_frame_without_fillers_takes_no_room(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    desk.show()
    frame = desk.suggest("shelled", "ATTACK")
    assert desk.content.get(frame.id) is None
    assert desk.summary.runs == ()


def test_what_waits_is_drawn_with_the_gold_frame_of_its_trigger(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    desk.show()
    parts = (("Agent", "rebels", "ORG"), ("Time", "On Monday", "DATE"))
    frame = desk.suggest("shelled", "ATTACK", *parts)
    shelled = desk.span("shelled", "ATTACK")
    made = desk.frame("f", shelled, ("Agent", desk.span("rebels", "ORG")))
    span = desk.annotations.spans.get(shelled)
    assert span is not None
    frames = frozenset({made.id})
    desk.apply(Changes("1", frozenset({shelled}), frames, stretches=((span.start, span.end),)))
    drawn = _drawn(desk.content, "f")
    assert [(item.role, item.is_suggested) for item in drawn.stations] == [
        ("Agent", False),
        ("Time", True),
    ]
    assert drawn.count == "1+"
    assert desk.content.get(frame.id) is None
    assert desk.content.triggered_by(shelled) == ["f"]


def test_what_is_rejected_leaves_the_gold_frame_at_once(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    shelled = desk.span("shelled", "ATTACK")
    desk.frame("f", shelled)
    desk.show()
    trigger = desk.annotations.spans.get(shelled)
    assert trigger is not None
    part = SuggestedArgument("Agent", 10, 16, Layer.ENTITY, "ORG", 0.8)
    frame = SuggestedFrame(shelled, trigger.start, trigger.end, "ATTACK", (part,))
    desk.apply(desk.desk.set_suggested_frames([frame]))
    assert _drawn(desk.content, "f").count == "0+"
    edit = reject_parts(desk.desk, frame, [part], hand=Hand("ann"))
    assert edit is not None
    desk.do(edit)
    assert _drawn(desk.content, "f").count == "0"


def test_what_changed_is_told_as_it_will_be_drawn(
    make_framed: MakeFramed,
) -> None:
    desk = make_framed(TEXT)
    shelled, rebels = desk.span("shelled", "ATTACK"), desk.span("rebels", "ORG")
    desk.frame("f", shelled, ("Agent", rebels))
    desk.show()
    trigger = desk.annotations.spans.get(shelled)
    assert trigger is not None
    monday = TEXT.index("Monday")
    part = SuggestedArgument("Time", monday, monday + 6, Layer.ENTITY, "DATE", 0.8)
    frame = SuggestedFrame(shelled, trigger.start, trigger.end, "ATTACK", (part,))
    told = desk.content.refresh(desk.desk.set_suggested_frames([frame]))
    assert set(told) == set(_drawn(desk.content, "f").stretches)
    assert (monday, monday + 6) in told
    moved = desk.content.refresh(Changes("1", frame_ids=frozenset({"f"})))
    assert set(moved) == set(told)


def test_other_suggestions_take_the_place_of_those_before(make_framed: MakeFramed) -> None:
    desk = make_framed(TEXT)
    desk.show()
    frame = desk.suggest("shelled", "ATTACK", ("Agent", "rebels", "ORG"))
    assert desk.content.overlapping(10, 24)
    changes = desk.desk.set_suggested_frames([])
    assert set(desk.content.refresh(changes)) == {(10, 16), (17, 24)}
    assert desk.content.get(frame.id) is None


def _drawn(content: FrameContent, frame_id: str) -> DrawnFrame:
    drawn = content.get(frame_id)
    assert drawn is not None
    return drawn
