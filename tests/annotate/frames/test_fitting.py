"""From phrases with general roles to the roles of a schema and the spans on the desk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.annotations import AnnotationSet
from annotate.articles import Article
from annotate.desk import Desk
from annotate.frames.fitting import suggested_frame
from annotate.frames.offers import FrameOffers
from annotate.frames.role_names import general_role
from annotate.frames.suggested import ArgumentProposal, FrameProposal, SuggestedFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal
from annotate.verbs import Hand, accept

TEXT = (
    "Norwegian and Danish envoys met President Ana Petrova of Latvia in the old town of Riga"
    " on Monday, officials said. Rebels near Varna, Burgas and Ruse killed four guards."
)
ENTITY, EVENT = Layer.ENTITY, Layer.EVENT
PEOPLE = tuple(f"entity:{label}" for label in ("PERSON", "ORG", "GPE", "NORP"))
SCHEMA = LabelSchema(
    name="small",
    labels=(
        *(Label(name, ENTITY) for name in ("PERSON", "GPE", "NORP", "DATE", "CARDINAL")),
        Label(
            "CONTACT",
            EVENT,
            roles=(
                Role("Agent", fillers=PEOPLE),
                Role("Recipient", fillers=PEOPLE),
                Role("Place", fillers=("entity:GPE",)),
                Role("Time", cardinality=Cardinality(0, 1), fillers=("entity:DATE",)),
            ),
        ),
        Label("STATEMENT", EVENT, roles=(Role("Agent", fillers=PEOPLE), Role("Topic"))),
        Label(
            "DIE",
            EVENT,
            roles=(
                Role("Attacker", fillers=("span",)),
                Role("Victim", fillers=("entity:NORP", "entity:PERSON")),
                Role("Killed", fillers=("entity:CARDINAL",)),
                Role("Place", fillers=("entity:GPE",)),
            ),
        ),
    ),
    attributes=(
        Attribute("polarity", values=("positive", "negative")),
        Attribute("modality", values=("asserted", "future", "other")),
        Attribute("note"),
    ),
)
SAID = (
    ("Norwegian", "NORP", ENTITY),
    ("Danish", "NORP", ENTITY),
    ("met", "CONTACT", EVENT),
    ("Ana Petrova", "PERSON", ENTITY),
    ("Latvia", "GPE", ENTITY),
    ("Riga", "GPE", ENTITY),
    ("Monday", "DATE", ENTITY),
    ("said", "STATEMENT", EVENT),
    ("Varna", "GPE", ENTITY),
    ("Burgas", "GPE", ENTITY),
    ("Ruse", "GPE", ENTITY),
    ("killed", "DIE", EVENT),
    ("four", "CARDINAL", ENTITY),
)


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def desk() -> Desk:
    return Desk(
        Article("a", TEXT),
        AnnotationSet(article_id="a", length=len(TEXT)),
        proposals=[Proposal(*place(words), label, layer, 0.8, "x") for words, label, layer in SAID],
    )


def read(trigger: str, label: str, *arguments: tuple[str, str]) -> FrameProposal:
    return FrameProposal(
        *place(trigger),
        label,
        "frames",
        tuple(ArgumentProposal(role, *place(words), 0.8, "model") for role, words in arguments),
    )


def fitted(desk: Desk, proposal: FrameProposal, schema: LabelSchema = SCHEMA) -> SuggestedFrame:
    trigger = next(
        item
        for item in desk.suggestions
        if (item.start, item.end) == (proposal.start, proposal.end) and item.layer is EVENT
    )
    return suggested_frame(desk, schema, proposal, trigger)


def fillers(frame: SuggestedFrame) -> list[tuple[str, str]]:
    return [(each.role, TEXT[each.start : each.end]) for each in frame.arguments]


def test_phrases_become_the_entities_that_they_are_about(desk: Desk) -> None:
    frame = fitted(
        desk,
        read(
            "met",
            "CONTACT",
            ("Agent", "Norwegian and Danish envoys"),
            ("Patient", "President Ana Petrova of Latvia"),
            ("Place", "in the old town of Riga"),
            ("Time", "on Monday"),
        ),
    )
    assert fillers(frame) == [
        ("Agent", "Norwegian"),
        ("Agent", "Danish"),
        ("Recipient", "Ana Petrova"),
        ("Place", "Riga"),
        ("Time", "Monday"),
    ]
    assert frame.trigger_id == desk.suggestion_on(EVENT, *place("met")).id  # type: ignore[union-attr]
    assert frame.score == min(each.score for each in frame.arguments)
    assert not frame.is_gold


def test_a_row_of_places_is_all_of_them(desk: Desk) -> None:
    frame = fitted(desk, read("killed", "DIE", ("Place", "near Varna, Burgas and Ruse")))
    assert [words for _, words in fillers(frame)] == ["Varna", "Burgas", "Ruse"]


def test_a_role_of_another_name_and_one_that_takes_any_words(desk: Desk) -> None:
    frame = fitted(
        desk,
        read("killed", "DIE", ("Agent", "Rebels"), ("Killed", "four"), ("Topic", "four guards")),
    )
    assert fillers(frame) == [("Attacker", "Rebels"), ("Killed", "four")]
    free = frame.arguments[0]
    assert (free.label, free.span_id) == ("", "")


def test_nothing_is_made_of_a_phrase_without_a_filler(desk: Desk) -> None:
    assert fitted(desk, read("met", "CONTACT", ("Time", "in the old town of Riga"))).arguments == ()
    assert fitted(desk, read("said", "STATEMENT", ("Goal", "Rebels"))).arguments == ()


def test_what_is_said_has_a_clause_for_its_topic(desk: Desk) -> None:
    text = "Ana Petrova said that rebels killed four guards."
    spans = (("Ana Petrova", "PERSON", ENTITY), ("said", "STATEMENT", EVENT))
    marks = (*spans, ("killed", "DIE", EVENT), ("four", "CARDINAL", ENTITY))
    other = Desk(
        Article("b", text),
        AnnotationSet(article_id="b", length=len(text)),
        proposals=[
            Proposal(text.index(words), text.index(words) + len(words), label, layer, 0.8, "x")
            for words, label, layer in marks
        ],
    )
    clause = ArgumentProposal("Patient", text.index("that"), len(text) - 1, 0.9)
    said = FrameProposal(12, 16, "STATEMENT", "frames", (clause,))
    trigger = other.suggestion_on(EVENT, 12, 16)
    assert trigger is not None
    (topic,) = suggested_frame(other, SCHEMA, said, trigger).arguments
    assert (topic.role, topic.layer, topic.label) == ("Topic", EVENT, "DIE")


def test_a_role_gets_no_more_than_it_may_have(desk: Desk) -> None:
    both = (
        ArgumentProposal("Time", *place("Monday"), 0.6),
        ArgumentProposal("Time", *place("on Monday"), 0.7),
    )
    frame = fitted(desk, FrameProposal(*place("met"), "CONTACT", "frames", both))
    (time,) = frame.arguments
    assert time.score == 0.7
    assert time.explanation.endswith("Time: “on Monday”")


def test_who_is_backed_is_not_who_backs() -> None:
    text = "Danish-backed rebels met Norwegian envoys."
    spans = [
        Span("d", 0, 6, "NORP", ENTITY),
        Span("n", 25, 34, "NORP", ENTITY),
        Span("m", 21, 24, "CONTACT", EVENT),
    ]
    desk = Desk(Article("d", text), AnnotationSet(article_id="d", length=len(text), spans=spans))
    arguments = (
        ArgumentProposal("Agent", 0, 20, 0.9),
        ArgumentProposal("Patient", 25, 41, 0.9),
    )
    proposal = FrameProposal(21, 24, "CONTACT", "f", arguments)
    frame = suggested_frame(desk, SCHEMA, proposal, spans[2])
    assert [each.span_id for each in frame.arguments] == ["n"]


def test_weak_arguments_are_not_suggested(desk: Desk) -> None:
    weak = ArgumentProposal("Time", *place("Monday"), 0.2)
    assert fitted(desk, FrameProposal(*place("met"), "CONTACT", "f", (weak,))).arguments == ()


def test_attributes_by_the_names_of_the_schema(desk: Desk) -> None:
    said = (
        ("polarity", "negative", 0.9),
        ("realis", "planned", 0.8),
        ("tense", "past", 0.8),
        ("note", "odd", 0.8),
        ("note", "weak", 0.1),
    )
    frame = fitted(desk, FrameProposal(*place("met"), "CONTACT", "f", (), said))
    assert frame.attributes == (
        ("polarity", "negative", 0.9),
        ("modality", "future", 0.8),
        ("note", "odd", 0.8),
    )


def test_gold_takes_the_place_of_a_suggestion(desk: Desk) -> None:
    suggestion = desk.suggestion_on(ENTITY, *place("Riga"))
    assert suggestion is not None
    desk.apply(accept(desk, suggestion, hand=Hand("me")))
    frame = fitted(desk, read("met", "CONTACT", ("Place", "in the old town of Riga")))
    (riga,) = frame.arguments
    assert desk.spans.get(riga.span_id) is not None


@pytest.mark.parametrize(
    ("name", "general"),
    [
        ("Agent", "Agent"),
        ("Attacker", "Agent"),
        ("SOURCE", "Agent"),
        ("target", "Patient"),
        ("Time-Within", "Time"),
        ("Destination", "Goal"),
        ("Targets", "Patient"),
        ("Arg1", "Patient"),
        ("Colour", ""),
    ],
)
def test_names_of_roles(name: str, general: str) -> None:
    assert general_role(name) == general


def test_every_role_of_the_shipped_schema_has_a_way_to_be_suggested() -> None:
    schema = find_schema("news")
    told = {"Killed", "Injured", "Amount", "Origin"}
    for label in schema.in_layer(EVENT):
        for role in schema.roles_of(label.name):
            assert role.name in told or general_role(role.name) == role.name, role.name


def test_a_label_and_a_role_that_the_schema_calls_otherwise() -> None:
    schema = find_schema("plover")
    text = "Peru and Chile met Bolivia in Lima on Monday."
    marks = (("Peru", "GPE"), ("Chile", "GPE"), ("Bolivia", "GPE"), ("Lima", "GPE"))
    spans = [
        Span(words, text.index(words), text.index(words) + len(words), label, ENTITY)
        for words, label in (*marks, ("Monday", "DATE"))
    ]
    trigger = Span("met", 15, 18, "CONSULT", EVENT)
    desk = Desk(
        Article("c", text),
        AnnotationSet(article_id="c", length=len(text), spans=[*spans, trigger]),
    )
    said = (("Agent", 0, 14), ("Patient", 19, 26), ("Place", 27, 34), ("Time", 35, 44))
    arguments = tuple(ArgumentProposal(role, low, high, 0.9) for role, low, high in said)
    attributes = (("realis", "planned", 0.8), ("tense", "past", 0.8))
    proposal = FrameProposal(15, 18, "MEET", "frames", arguments, attributes)
    frame = suggested_frame(desk, schema, proposal, trigger)
    assert [(each.role, each.span_id) for each in frame.arguments] == [
        ("source", "Peru"),
        ("source", "Chile"),
        ("recipient", "Bolivia"),
        ("location", "Lima"),
        ("date", "Monday"),
    ]
    assert ("realis", "planned", 0.8) in frame.attributes
    offers = FrameOffers(desk, schema)
    assert offers.missing(0, 5) == ((15, 18, "MEET"),), "under the label that the model knows"
    offers.take([proposal], is_whole=True)
    assert offers.missing(0, 5) == ()


# -- kept up to date -------------------------------------------------------------------------------


@pytest.fixture
def offers(desk: Desk) -> FrameOffers:
    made = FrameOffers(desk, SCHEMA)
    proposal = read("met", "CONTACT", ("Place", "in the old town of Riga"))
    made.take([proposal, read("said", "STATEMENT", ("Agent", "officials"))], is_whole=True)
    return made


def test_frames_are_made_a_few_at_a_time(offers: FrameOffers) -> None:
    assert offers.make(1)
    assert list(offers.waiting) == [place("said")]
    assert not offers.make(10)
    (frame,) = offers.frames
    assert fillers(frame) == [("Place", "Riga")]


def test_a_change_of_a_span_is_heard(offers: FrameOffers, desk: Desk) -> None:
    offers.make(10)
    riga = Span("r", *place("Riga"), "GPE", ENTITY)
    desk.annotations.spans.put(riga)
    offers.touch([place("four")])
    assert not offers.waiting
    offers.touch([place("Riga")])
    assert offers.make(10)
    assert offers.frames[0].arguments[0].span_id == "r"


def test_triggers_that_nobody_has_read_are_asked_for_once(offers: FrameOffers) -> None:
    assert offers.missing(0, 10) == ((*place("killed"), "DIE"),)
    assert offers.missing(0, 10) == ()
    offers.forget([(*place("killed"), "DIE")])
    assert offers.missing(0, 0) == ()
    assert offers.missing(0, 10) != ()
    around = offers.around([(*place("killed"), "DIE")])
    assert (*place("four"), "CARDINAL") in around
    assert (*place("killed"), "DIE") not in around


def test_what_is_far_from_the_reader_is_asked_for_after_what_is_near(
    offers: FrameOffers, desk: Desk
) -> None:
    for number, words in enumerate(("officials", "Monday")):
        desk.annotations.spans.put(Span(f"s{number}", *place(words), "DIE", EVENT))
    offers.touch([place("officials"), place("Monday")])
    assert offers.unread_count == 3
    far = max(place(words) for words in ("officials", "Monday", "killed"))
    assert offers.missing(1_000_000, 1) == ((*far, "DIE"),)
    assert offers.unread_count == 2
    assert len(offers.missing(1_000_000, 10)) == 2
    assert offers.unread_count == 0


def test_a_new_label_is_read_again(offers: FrameOffers, desk: Desk) -> None:
    offers.missing(0, 10)
    desk.annotations.spans.put(Span("m", *place("met"), "DIE", EVENT))
    offers.touch([place("met")])
    assert offers.missing(0, 10) == ((*place("met"), "DIE"),)
    desk.annotations.spans.remove("m")
    offers.touch([place("met")])
    assert offers.unread_count == 0


def test_what_was_not_answered_is_asked_for_again_under_any_label(desk: Desk) -> None:
    schema = replace(SCHEMA, extra={"alias": {"event:KILL": "DIE"}})
    offers = FrameOffers(desk, schema)
    asked = offers.missing(0, 10)
    assert (*place("killed"), "KILL") in asked
    assert offers.unread_count == 0
    offers.forget(asked)
    assert offers.missing(0, 10) == asked


def test_what_is_read_anew_takes_the_place_of_all(offers: FrameOffers) -> None:
    offers.make(10)
    offers.take([read("killed", "DIE", ("Killed", "four"))], is_whole=True)
    assert offers.make(10)
    (frame,) = offers.frames
    assert frame.label == "DIE"
    offers.take([read("met", "CONTACT", ("Time", "on Monday"))], is_whole=False)
    offers.make(10)
    assert [each.label for each in offers.frames] == ["CONTACT", "DIE"]
