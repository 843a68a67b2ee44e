"""What the schema says against a frame: each fault, and none where the schema is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.annotations import AnnotationSet
from annotate.frames.checks import FrameFault, FrameFaultKind, faults_of
from annotate.frames.event_frame import Argument, EventFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer, Span

SCHEMA = LabelSchema(
    name="s",
    labels=(
        Label("PERSON", Layer.ENTITY),
        Label("GPE", Layer.ENTITY),
        Label("CONFLICT", Layer.EVENT, roles=(Role("Place", fillers=("entity:GPE",)),)),
        Label(
            "ATTACK",
            Layer.EVENT,
            parent="CONFLICT",
            roles=(
                Role("Agent", cardinality=Cardinality(1, 1), fillers=("entity:PERSON",)),
                Role("Target", cardinality=Cardinality(0, 2)),
            ),
        ),
        Label("MEET", Layer.EVENT),
    ),
    attributes=(Attribute("polarity", values=("positive", "negative")), Attribute("note")),
)
SPANS = (
    Span("t", 0, 4, "ATTACK", Layer.EVENT),
    Span("p", 5, 9, "PERSON", Layer.ENTITY),
    Span("g", 10, 14, "GPE", Layer.ENTITY),
    Span("m", 15, 19, "MEET", Layer.EVENT),
)
KIND = FrameFaultKind


def marked() -> AnnotationSet:
    return AnnotationSet(article_id="a", length=40, spans=SPANS)


def frame(*arguments: tuple[str, str], **attributes: str) -> EventFrame:
    return EventFrame(
        "f",
        "t",
        tuple(Argument(role, span) for role, span in arguments),
        tuple(sorted(attributes.items())),
    )


GOOD = frame(("Agent", "p"), ("Place", "g"), ("Target", "m"), polarity="negative", note="odd")


def test_a_good_frame_has_no_fault() -> None:
    assert faults_of(SCHEMA, marked(), GOOD) == ()


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (frame(), FrameFault(KIND.MISSING_ROLE, "Agent", found="0", expected=("1",))),
        (
            frame(("Agent", "p"), ("Target", "p"), ("Target", "g"), ("Target", "m")),
            FrameFault(KIND.TOO_MANY, "Target", found="3", expected=("{0-2}",)),
        ),
        (
            frame(("Agent", "g")),
            FrameFault(KIND.FORBIDDEN_FILLER, "Agent", "g", "GPE", ("entity:PERSON",)),
        ),
        (
            frame(("Agent", "p"), ("Place", "p")),
            FrameFault(KIND.FORBIDDEN_FILLER, "Place", "p", "PERSON", ("entity:GPE",)),
        ),
        (
            frame(("Agent", "p"), ("Recipient", "g")),
            FrameFault(KIND.UNKNOWN_ROLE, "Recipient", "g", "", ("Agent", "Target", "Place")),
        ),
        (
            frame(("Agent", "p"), mood="sad"),
            FrameFault(KIND.UNKNOWN_ATTRIBUTE, "mood", "", "sad", ("polarity", "note")),
        ),
        (
            frame(("Agent", "p"), polarity="odd"),
            FrameFault(KIND.UNKNOWN_VALUE, "polarity", "", "odd", ("positive", "negative")),
        ),
        (
            frame(("Agent", "p"), polarity=""),
            FrameFault(KIND.UNKNOWN_VALUE, "polarity", "", "", ("positive", "negative")),
        ),
    ],
)
def test_each_fault(given: EventFrame, expected: FrameFault) -> None:
    assert faults_of(SCHEMA, marked(), given) == (expected,)


def test_of_several_values_each_must_be_one_of_the_schema() -> None:
    modes = Attribute("mode", values=("arms", "fire", "police"), takes_several=True)
    schema = replace(SCHEMA, attributes=(*SCHEMA.attributes, modes))
    good = replace(GOOD, attributes=(("mode", "arms, police"),))
    assert faults_of(schema, marked(), good) == ()
    bad = replace(GOOD, attributes=(("mode", "arms, water"),))
    (fault,) = faults_of(schema, marked(), bad)
    assert fault.kind is KIND.UNKNOWN_VALUE
    one = replace(modes, takes_several=False)
    schema = replace(SCHEMA, attributes=(one,))
    assert faults_of(schema, marked(), good)[0].found == "arms, police"


def test_a_label_without_roles_takes_none() -> None:
    meeting = replace(frame(("Agent", "p")), trigger_id="m")
    assert [fault.kind for fault in faults_of(SCHEMA, marked(), meeting)] == [KIND.UNKNOWN_ROLE]


def test_a_schema_without_roles_and_attributes_says_nothing() -> None:
    labels = tuple(replace(label, roles=()) for label in SCHEMA.labels)
    silent = replace(SCHEMA, labels=labels, attributes=())
    assert faults_of(silent, marked(), frame(("Whoever", "p"), mood="sad")) == ()


def test_a_frame_without_its_trigger_or_filler_is_no_matter_of_the_schema() -> None:
    assert faults_of(SCHEMA, marked(), replace(frame(), trigger_id="gone")) == ()
    lost = frame(("Agent", "gone"))
    assert faults_of(SCHEMA, marked(), lost) == ()
