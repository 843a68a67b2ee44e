"""Lines of the panel of a frame, and the lines that the focus panel says of events and chains."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotate.annotations import AnnotationSet
from annotate.articles import Article
from annotate.chains.chain import Chain
from annotate.desk import Desk
from annotate.frames.checks import FrameFault, FrameFaultKind
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.sheet import FrameSheet, sheet_of
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer, Span
from gui.models.frame_lines import (
    FrameLineModel,
    LineRole,
    attribute_tip,
    fault_text,
    lines_of,
    role_tip,
)
from gui.panels.focus_lines import chain_line, event_line

TEXT = "Ana Petrova met envoys in Lisbon on Monday. She was glad, Petrova said."
AGENT = Role(
    "Agent",
    title="Who <met>",
    cardinality=Cardinality(1),
    fillers=("entity:PERSON", "event"),
    guideline="Who meets.",
    examples=("<b>Ana</b> met Ben", "two", "three", "four"),
)
SCHEMA = LabelSchema(
    name="small",
    labels=(
        Label("PERSON", Layer.ENTITY),
        Label("GPE", Layer.ENTITY),
        Label("MEET", Layer.EVENT, roles=(AGENT, Role("Place", fillers=("entity:GPE",)))),
    ),
    attributes=(
        Attribute("polarity", values=("positive", "negative"), default="positive"),
        Attribute("reason", guideline="Why."),
    ),
)


def span(name: str, surface: str, label: str, layer: Layer = Layer.ENTITY) -> Span:
    start = TEXT.index(surface)
    return Span(name, start, start + len(surface), label, layer)


SPANS = (
    span("ana", "Ana Petrova", "PERSON"),
    span("met", "met", "MEET", Layer.EVENT),
    span("lisbon", "Lisbon", "GPE"),
    span("monday", "Monday", "DATE"),
    span("she", "She", "PERSON"),
)
FRAME = EventFrame(
    "f",
    "met",
    (Argument("Place", "lisbon"), Argument("Place", "monday"), Argument("Odd", "she")),
    (("reason", "talks"),),
)


def desk_with(*frames: EventFrame, chains: tuple[Chain, ...] = ()) -> Desk:
    annotations = AnnotationSet(
        article_id="a", length=len(TEXT), spans=SPANS, frames=frames, chains=chains
    )
    return Desk(Article(id="a", text=TEXT), annotations)


def sheet() -> FrameSheet:
    found = sheet_of(desk_with(FRAME), SCHEMA, FRAME)
    assert found is not None
    return found


def test_each_filler_has_a_line_and_the_first_of_a_role_its_name() -> None:
    lines = lines_of(sheet())
    assert [(line.key, line.title, line.words, line.is_first) for line in lines] == [
        ("A", "Who <met>", "", True),
        ("P", "Place", "Lisbon", True),
        ("P", "Place", "Monday", False),
        ("O", "Odd", "She", True),
        ("1", "polarity", "positive", True),
        ("2", "reason", "talks", True),
    ]
    assert [line.note for line in lines] == [
        "required",
        "",
        "not DATE",
        "not in the schema",
        "",
        "",
    ]
    assert [line.is_usual for line in lines[4:]] == [True, False]


def test_what_is_in_hand_and_what_is_selected_is_marked_once() -> None:
    found = sheet()
    lines = lines_of(found, in_hand="Place", selected=found.fillers[1])
    assert [line.is_in_hand for line in lines].count(True) == 1
    assert [line.is_selected for line in lines].index(True) == 2


def test_the_model_says_what_is_amiss_and_what_a_role_is_for() -> None:
    model = FrameLineModel()
    model.set_lines(lines_of(sheet()))
    tips = [str(model.index(row).data(Qt.ItemDataRole.ToolTipRole)) for row in range(6)]
    assert "Who meets." in tips[0]
    assert "Monday" not in tips[2]
    assert "DATE, the schema takes GPE" in tips[2]
    assert "no role Odd" in tips[3]
    assert model.index(1).data() == "Place: Lisbon"
    assert model.index(1).data(LineRole.LINE) == model.lines[1]
    assert model.index(0).data(Qt.ItemDataRole.DecorationRole) is None


def test_lines_that_stay_are_not_reset() -> None:
    model = FrameLineModel()
    heard: list[str] = []
    model.modelReset.connect(lambda: heard.append("reset"))
    model.dataChanged.connect(lambda *_: heard.append("changed"))
    lines = lines_of(sheet())
    model.set_lines(lines)
    model.set_lines(lines)
    model.set_lines(lines_of(sheet(), in_hand="Agent"))
    model.set_lines(lines[:2])
    assert heard == ["reset", "changed", "reset"]


def test_tips_take_no_text_for_markup() -> None:
    tip = role_tip(AGENT)
    assert "<b>" not in tip
    assert "&lt;b&gt;Ana&lt;/b&gt;" in tip
    assert "takes PERSON, event" in tip
    assert "four" not in tip
    assert "any text" in attribute_tip(SCHEMA.attributes[1])
    assert "positive, negative" in attribute_tip(SCHEMA.attributes[0])


@pytest.mark.parametrize("kind", list(FrameFaultKind))
def test_each_fault_has_a_sentence(kind: FrameFaultKind) -> None:
    text = fault_text(FrameFault(kind, "Place", found="2", expected=("entity:GPE", "event")))
    assert "Place" in text
    assert "{" not in text
    assert "entity:" not in text


# -- the focus panel ------------------------------------------------------------------------------


def the(desk: Desk, name: str) -> Span:
    found = desk.spans.get(name)
    assert found is not None
    return found


def test_a_trigger_says_its_fillers() -> None:
    frame = EventFrame("f", "met", (Argument("Agent", "ana"), Argument("Place", "lisbon")))
    desk = desk_with(frame)
    assert (
        event_line(the(desk, "met"), desk, SCHEMA) == "event: Who <met> Ana Petrova · Place Lisbon"
    )


def test_an_empty_frame_and_several_are_told() -> None:
    desk = desk_with(EventFrame("f", "met"), EventFrame("g", "met"))
    assert event_line(the(desk, "met"), desk, SCHEMA) == "event: no role is filled (and 1 more)"


def test_a_filler_says_of_what() -> None:
    desk = desk_with(FRAME)
    assert event_line(the(desk, "lisbon"), desk, SCHEMA) == "Place of “met”"
    assert event_line(the(desk, "ana"), desk, SCHEMA) == ""


def test_what_is_suggested_is_told_until_it_is_decided() -> None:
    desk = desk_with()
    met, ana = the(desk, "met"), the(desk, "ana")
    part = SuggestedArgument("Agent", ana.start, ana.end, Layer.ENTITY, "PERSON", 0.8)
    suggested = SuggestedFrame("met", met.start, met.end, "MEET", (part,))
    desk.set_suggested_frames((suggested,))
    assert event_line(met, desk, SCHEMA) == "event suggested: Who <met> Ana Petrova"


def test_what_waits_for_an_event_that_is_gold_is_told_behind_it() -> None:
    desk = desk_with(EventFrame("f", "met", (Argument("Place", "lisbon"),)))
    met, ana = the(desk, "met"), the(desk, "ana")
    part = SuggestedArgument("Agent", ana.start, ana.end, Layer.ENTITY, "PERSON", 0.8)
    desk.set_suggested_frames((SuggestedFrame("met", met.start, met.end, "MEET", (part,)),))
    text = event_line(met, desk, SCHEMA)
    assert text == "event: Place Lisbon; suggested: Who <met> Ana Petrova"


def test_a_chain_says_its_other_mentions() -> None:
    desk = desk_with(chains=(Chain("c", Layer.ENTITY, ("ana", "she")),))
    assert chain_line(the(desk, "ana"), desk) == "the same as: She"
    assert chain_line(the(desk, "lisbon"), desk) == ""


def test_long_lines_are_cut() -> None:
    frame = EventFrame("f", "met", tuple(Argument(f"Role{n}", "ana") for n in range(20)))
    desk = desk_with(frame)
    text = event_line(the(desk, "met"), desk, SCHEMA)
    assert len(text) == 110
    assert text.endswith("…")
