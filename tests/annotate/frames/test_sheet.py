"""The sheet of a frame, and what is told when a step on spans changes frames."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate import verbs
from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.desk import Desk
from annotate.edits import Edit
from annotate.frames import verbs as frame_verbs
from annotate.frames.checks import FrameFaultKind, faults_of
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.notes import FrameNote, note_of
from annotate.frames.sheet import FrameSheet, sheet_of
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer, Span
from annotate.verbs import Hand

TEXT = "Ana Petrova met envoys\nin Lisbon on Monday. Varna was quiet."
HAND = Hand("tester", 1.0)
SCHEMA = LabelSchema(
    name="small",
    labels=(
        Label("PERSON", Layer.ENTITY),
        Label("GPE", Layer.ENTITY),
        Label("DATE", Layer.ENTITY),
        Label(
            "MEET",
            Layer.EVENT,
            roles=(
                Role("Agent", cardinality=Cardinality(1), fillers=("entity:PERSON",)),
                Role("Place", cardinality=Cardinality(0, 1), fillers=("entity:GPE",)),
            ),
        ),
        Label("SPEAK", Layer.EVENT, roles=(Role("Speaker"),)),
    ),
    attributes=(Attribute("polarity", values=("positive", "negative")),),
)


def place(surface: str) -> tuple[int, int]:
    start = TEXT.index(surface)
    return start, start + len(surface)


def span(name: str, surface: str, label: str, layer: Layer = Layer.ENTITY) -> Span:
    return Span(name, *place(surface), label, layer)


SPANS = (
    span("ana", "Ana Petrova", "PERSON"),
    span("met", "met envoys\nin", "MEET", Layer.EVENT),
    span("lisbon", "Lisbon", "GPE"),
    span("monday", "Monday", "DATE"),
    span("varna", "Varna", "GPE"),
)


def desk_with(*frames: EventFrame) -> Desk:
    annotations = AnnotationSet(
        article_id="a",
        length=len(TEXT),
        spans=SPANS,
        frames=frames,
        state=ArticleState.IN_PROGRESS,
    )
    return Desk(Article(id="a", text=TEXT), annotations)


def sheet(
    frame: EventFrame, *others: EventFrame, suggested: SuggestedFrame | None = None
) -> FrameSheet:
    found = sheet_of(desk_with(frame, *others), SCHEMA, frame, suggested)
    assert found is not None
    return found


FRAME = EventFrame(
    "f",
    "met",
    (Argument("Place", "lisbon"), Argument("Place", "monday"), Argument("Odd", "ana")),
    (("mood", "glad"), ("polarity", "maybe")),
    created_at="2026-01-02",
)


# -- the sheet ------------------------------------------------------------------------------------


def test_roles_stand_in_the_order_of_the_schema_with_their_fillers() -> None:
    found = sheet(FRAME)
    assert found.words == "met envoys in"
    assert [(row.slot.role.name, [item.words for item in row.fillers]) for row in found.roles] == [
        ("Agent", []),
        ("Place", ["Lisbon", "Monday"]),
        ("Odd", ["Ana Petrova"]),
    ]
    assert [item.words for item in found.fillers] == ["Lisbon", "Monday", "Ana Petrova"]


def test_what_the_schema_has_against_it_stands_where_it_belongs() -> None:
    found = sheet(FRAME)
    kinds = [row.fault.kind if row.fault else None for row in found.roles]
    assert kinds[:2] == [FrameFaultKind.MISSING_ROLE, FrameFaultKind.TOO_MANY]
    place_row = found.row("Place")
    assert place_row is not None
    assert [item.fault.kind if item.fault else None for item in place_row.fillers] == [
        None,
        FrameFaultKind.FORBIDDEN_FILLER,
    ]
    odd = found.row("Odd")
    assert odd is not None
    assert odd.fillers[0].fault is not None
    assert not odd.slot.is_known
    faults = [(row.slot.attribute.name, row.fault is not None) for row in found.attributes]
    assert faults == [("polarity", True), ("mood", True)]
    assert found.faults == 6
    assert found.row("Nothing") is None


def test_a_sound_frame_has_no_faults() -> None:
    assert sheet(EventFrame("f", "met", (Argument("Agent", "ana"),))).faults == 0


def test_frames_of_one_trigger_are_counted() -> None:
    older = EventFrame("z", "met", created_at="2026-01-01")
    found = sheet(FRAME, older)
    assert (found.place, found.count) == (2, 2)


def test_a_frame_without_its_trigger_has_no_sheet() -> None:
    frame = EventFrame("f", "gone")
    assert sheet_of(desk_with(frame), SCHEMA, frame) is None


def test_what_is_suggested_stands_behind_what_is_there() -> None:
    suggested = SuggestedFrame(
        "met",
        *place("met envoys\nin"),
        "MEET",
        (
            SuggestedArgument("Place", *place("Varna"), Layer.ENTITY, "GPE", 0.5),
            SuggestedArgument("Place", *place("Lisbon"), Layer.ENTITY, "GPE", 0.9),
            SuggestedArgument("Agent", *place("envoys"), Layer.ENTITY, "", 0.4),
        ),
        (("polarity", "negative", 0.6),),
    )
    frame = EventFrame("f", "met", (Argument("Place", "lisbon"),))
    found = sheet(frame, suggested=suggested)
    rows = {row.slot.role.name: row for row in found.roles}
    assert [(item.words, item.part is not None) for item in rows["Place"].fillers] == [
        ("Lisbon", False),
        ("Varna", True),
    ]
    assert [item.words for item in rows["Agent"].fillers] == ["envoys"]
    # Only suggested: it is missing still.
    assert rows["Agent"].fault is not None
    (polarity,) = found.attributes
    assert (polarity.value, polarity.suggested) == ("", "negative")


def test_a_value_that_is_set_is_not_suggested_over() -> None:
    suggested = SuggestedFrame(
        "met", *place("met envoys\nin"), "MEET", (), (("polarity", "negative", 0.6),)
    )
    frame = EventFrame("f", "met", attributes=(("polarity", "positive"),))
    (polarity,) = sheet(frame, suggested=suggested).attributes
    assert (polarity.value, polarity.suggested) == ("positive", "")


# -- what is told ---------------------------------------------------------------------------------


SOUND = EventFrame("f", "met", (Argument("Agent", "ana"), Argument("Place", "lisbon")))
OTHER = EventFrame("g", "met", (Argument("Place", "lisbon"),))


def told(desk: Desk, edit: Edit | None) -> FrameNote | None:
    assert edit is not None
    desk.apply(edit)
    return note_of(edit, desk, SCHEMA)


def the(desk: Desk, name: str) -> Span:
    found = desk.spans.get(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("met", FrameNote("met envoys in", gone=2)),
        ("lisbon", FrameNote("Lisbon", left=2)),
        ("ana", FrameNote("Ana Petrova", left=1)),
        ("varna", None),
    ],
)
def test_a_span_that_goes(name: str, expected: FrameNote | None) -> None:
    desk = desk_with(SOUND, OTHER)
    assert told(desk, verbs.remove(desk, the(desk, name), hand=HAND)) == expected


@pytest.mark.parametrize(
    ("name", "label", "layer", "expected"),
    [
        # Both frames have a place that SPEAK has not, one an agent as well.
        ("met", "SPEAK", Layer.EVENT, FrameNote("met envoys in", faults=3)),
        ("met", "PERSON", Layer.ENTITY, FrameNote("met envoys in", gone=2)),
        ("lisbon", "PERSON", Layer.ENTITY, FrameNote("Lisbon", faults=2)),
        ("ana", "GPE", Layer.ENTITY, FrameNote("Ana Petrova", faults=1)),
        ("varna", "PERSON", Layer.ENTITY, None),
    ],
)
def test_a_span_that_gets_another_label(
    name: str, label: str, layer: Layer, expected: FrameNote | None
) -> None:
    desk = desk_with(SOUND, OTHER)
    edit = verbs.relabel(desk, the(desk, name), label=label, layer=layer, hand=HAND)
    assert told(desk, edit) == expected


def test_what_was_amiss_with_the_label_before_is_not_told_again() -> None:
    meet = next(label for label in SCHEMA.labels if label.name == "MEET")
    schema = SCHEMA.with_labels([replace(meet, name="GATHER")])
    desk = desk_with(FRAME)
    edit = verbs.relabel(desk, the(desk, "met"), label="GATHER", layer=Layer.EVENT, hand=HAND)
    assert edit is not None
    desk.apply(edit)
    assert len(faults_of(schema, desk.annotations, FRAME)) > 3
    assert note_of(edit, desk, schema) is None


def test_other_boundaries_are_not_worth_a_word() -> None:
    desk = desk_with(SOUND)
    edit = verbs.resize(desk, the(desk, "ana"), *place("Petrova"), hand=HAND)
    assert told(desk, edit) is None


def test_steps_on_frames_tell_themselves() -> None:
    desk = desk_with(SOUND)
    assert told(desk, frame_verbs.remove_frame(desk, SOUND, hand=HAND)) is None
    assert told(desk_with(SOUND), verbs.remove_all(desk_with(SOUND), hand=HAND)) is None
