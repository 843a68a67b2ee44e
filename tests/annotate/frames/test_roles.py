"""Roles with their letters, attributes with their digits, and candidates nearest first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import AnnotationSet
from annotate.articles import Article
from annotate.desk import Desk
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.roles import attribute_slots, candidates, label_for, role_slots
from annotate.frames.suggested import PART_ROLES
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Role
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal

TEXT = "Norland shelled Varna on Monday. Ana Petrova met envoys of Norland in Lisbon, we said."

AGENT = Role("Agent", fillers=("entity:PERSON", "entity:GPE"))
PLACE = Role("Place", fillers=("entity:GPE",))
TOPIC = Role("Topic", fillers=("event", "span"))
CAUSE = Role("Cause", fillers=("event:ATTACK",))
SCHEMA = LabelSchema(
    name="small",
    labels=(
        Label("PERSON", Layer.ENTITY),
        Label("GPE", Layer.ENTITY),
        Label("DATE", Layer.ENTITY),
        Label("CONTACT", Layer.EVENT, roles=(AGENT, PLACE)),
        Label("MEET", Layer.EVENT, parent="CONTACT", roles=(TOPIC,), attributes=("polarity",)),
        Label("ATTACK", Layer.EVENT, parent="CONTACT", roles=(CAUSE,)),
        Label("RAIN", Layer.EVENT),
    ),
    attributes=(Attribute("polarity", values=("positive", "negative")), Attribute("tense")),
)
PLAIN = LabelSchema(name="plain", labels=(Label("MEET", Layer.EVENT),))


def span(surface: str, label: str, layer: Layer = Layer.ENTITY, *, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return Span(f"{surface}{nth or ''}", start, start + len(surface), label, layer)


MET = span("met", "MEET", Layer.EVENT)
SHELLED = span("shelled", "ATTACK", Layer.EVENT)


def desk_with(*spans: Span, proposals: tuple[Proposal, ...] = ()) -> Desk:
    annotations = AnnotationSet(article_id="a", length=len(TEXT), spans=spans)
    return Desk(Article(id="a", text=TEXT), annotations, proposals=proposals)


# -- keys -----------------------------------------------------------------------------------------


def keys(schema: LabelSchema, label: str, frame: EventFrame | None = None) -> dict[str, str]:
    return {slot.role.name: slot.key for slot in role_slots(schema, label, frame)}


def test_a_role_is_given_the_first_free_letter_of_its_name() -> None:
    assert keys(SCHEMA, "MEET") == {"Topic": "T", "Agent": "A", "Place": "P"}


def test_the_letter_of_the_schema_goes_first() -> None:
    roles = (Role("Agent"), Role("Asset", key="a"), Role("Area", key="A"), Role("Actor", key="1"))
    schema = LabelSchema(name="s", labels=(Label("MEET", Layer.EVENT, roles=roles),))
    assert keys(schema, "MEET") == {"Agent": "G", "Asset": "A", "Area": "R", "Actor": "C"}


def test_heads_of_words_are_the_letters_of_a_compound_name() -> None:
    roles = (Role("Killed"), Role("KilledNumber"), Role("number-killed"))
    schema = LabelSchema(name="s", labels=(Label("DIE", Layer.EVENT, roles=roles),))
    assert keys(schema, "DIE") == {"Killed": "K", "KilledNumber": "N", "number-killed": "U"}


@given(st.lists(st.text(min_size=1, max_size=8), unique=True, min_size=1, max_size=40))
def test_no_two_roles_have_one_letter(names: list[str]) -> None:
    roles = tuple(Role(name) for name in names)
    schema = LabelSchema(name="s", labels=(Label("MEET", Layer.EVENT, roles=roles),))
    found = [key for key in keys(schema, "MEET").values() if key]
    assert len(found) == len(set(found)) == min(len(names), 26)
    assert all(len(key) == 1 and key.isascii() and key.isupper() for key in found)


def test_a_label_without_roles_is_offered_those_of_the_others() -> None:
    slots = role_slots(SCHEMA, "RAIN")
    assert [slot.role.name for slot in slots] == ["Agent", "Place", "Topic", "Cause"]
    assert not any(slot.is_known for slot in slots)
    assert all(slot.role.takes(Layer.EVENT, "RAIN") for slot in slots)


def test_a_schema_without_roles_offers_the_general_ones() -> None:
    slots = role_slots(PLAIN, "MEET")
    assert tuple(slot.role.name for slot in slots) == PART_ROLES
    assert all(slot.is_known for slot in slots)
    assert len({slot.key for slot in slots}) == len(slots)


def test_roles_that_only_the_frame_has_stand_last() -> None:
    frame = EventFrame("f", "met", (Argument("Agent", "x"), Argument("Odd", "y")))
    slots = role_slots(SCHEMA, "MEET", frame)
    assert [slot.role.name for slot in slots] == ["Topic", "Agent", "Place", "Odd"]
    assert [slot.is_known for slot in slots] == [True, True, True, False]
    assert slots[-1].key == "O"


def test_attributes_have_digits() -> None:
    frame = EventFrame("f", "met", attributes=(("mood", "odd"), ("polarity", "negative")))
    slots = attribute_slots(SCHEMA, "MEET", frame)
    assert [(slot.attribute.name, slot.key, slot.is_known) for slot in slots] == [
        ("polarity", "1", True),
        ("mood", "2", False),
    ]
    assert [slot.attribute.name for slot in attribute_slots(SCHEMA, "RAIN")] == [
        "polarity",
        "tense",
    ]


def test_more_than_nine_attributes_have_no_digits_left() -> None:
    attributes = tuple(Attribute(f"a{number}") for number in range(11))
    schema = LabelSchema(name="s", labels=(Label("MEET", Layer.EVENT),), attributes=attributes)
    assert [slot.key for slot in attribute_slots(schema, "MEET")] == [*"123456789", "", ""]


def test_the_key_of_the_schema_is_an_attributes_unless_a_role_has_it() -> None:
    attributes = (
        Attribute("polarity", key="n"),
        Attribute("agency", key="A"),
        Attribute("tense", key="1"),
        Attribute("mood", key="1"),
        Attribute("odd", key="F5"),
    )
    labels = (Label("MEET", Layer.EVENT, roles=(AGENT,)),)
    schema = LabelSchema(name="s", labels=labels, attributes=attributes)
    found = {slot.attribute.name: slot.key for slot in attribute_slots(schema, "MEET")}
    assert found == {"polarity": "N", "agency": "2", "tense": "1", "mood": "3", "odd": "4"}


# -- candidates -----------------------------------------------------------------------------------

ANA, LISBON, NORLAND = (
    span("Ana Petrova", "PERSON"),
    span("Lisbon", "GPE"),
    span("Norland", "GPE", nth=1),
)
VARNA, MONDAY = span("Varna", "GPE"), span("Monday", "DATE")
SAID = span("said", "SAY", Layer.EVENT)
EVERYTHING = (MET, SHELLED, ANA, LISBON, NORLAND, VARNA, MONDAY, SAID)


def names(desk: Desk, role: Role, frame: EventFrame | None = None) -> list[str]:
    found = candidates(desk, frame or EventFrame("f", MET.id), role)
    items = [desk.item(item_id) for item_id in found]
    return [desk.surface(item) for item in items if item is not None]


def test_what_is_allowed_stands_first_and_the_nearest_of_it() -> None:
    desk = desk_with(*EVERYTHING)
    assert names(desk, PLACE) == [
        *("Norland", "Lisbon", "Varna"),
        *("Ana Petrova", "Monday"),
        *("shelled", "said"),
    ]


def test_a_role_for_events_has_events_first() -> None:
    desk = desk_with(*EVERYTHING)
    assert names(desk, CAUSE)[0] == "shelled"


def test_a_role_for_anything_has_things_ahead_of_events() -> None:
    desk = desk_with(*EVERYTHING)
    anything = names(desk, Role("Any"))
    assert anything[:2] == ["Ana Petrova", "Norland"]
    assert anything[-2:] == ["shelled", "said"]


def test_dates_are_not_offered_first_for_who_acts() -> None:
    """Also in a schema without roles, where any span may fill a general role."""
    near = span("Monday", "DATE")
    trigger = span("shelled", "ATTACK", Layer.EVENT)
    desk = desk_with(trigger, near, *(ANA, LISBON, VARNA))
    frame = EventFrame("f", trigger.id)
    assert names(desk, Role("Agent"), frame)[-1] == "Monday"
    assert names(desk, Role("Agent", fillers=("span",)), frame)[-1] == "Monday"
    assert names(desk, Role("Time"), frame)[0] == "Monday"
    assert names(desk, Role("Place"), frame)[-2:] != ["Varna", "Lisbon"]
    assert set(names(desk, Role("Place"), frame)[:2]) == {"Varna", "Lisbon"}
    dates = Role("Agent", fillers=("entity:DATE", "span"))
    assert names(desk, dates, frame)[0] == "Monday", "what a role names goes before what is likely"


def test_the_trigger_and_present_fillers_of_the_role_are_no_candidates() -> None:
    frame = EventFrame("f", MET.id, (Argument("Place", LISBON.id), Argument("Agent", NORLAND.id)))
    desk = desk_with(*EVERYTHING)
    found = names(desk, PLACE, frame)
    assert "met" not in found
    assert "Lisbon" not in found
    # Of what is allowed, what has another role already stands last.
    assert found[:2] == ["Varna", "Norland"]


def test_suggestions_are_candidates_too() -> None:
    proposal = Proposal(LISBON.start, LISBON.end, "GPE", Layer.ENTITY, 0.5, "rules")
    desk = desk_with(MET, VARNA, proposals=(proposal,))
    assert names(desk, PLACE) == ["Lisbon", "Varna"]


def test_a_suggested_trigger_has_candidates() -> None:
    proposal = Proposal(MET.start, MET.end, "MEET", Layer.EVENT, 0.5, "rules")
    desk = desk_with(VARNA, proposals=(proposal,))
    (suggestion,) = desk.suggestions
    assert names(desk, PLACE, EventFrame("f", suggestion.id)) == ["Varna"]


def test_a_trigger_that_is_gone_has_none() -> None:
    assert names(desk_with(VARNA), PLACE) == []


def test_candidates_of_a_long_article_are_found_from_near_to_far() -> None:
    text = "x " * 40_000
    spans = [Span(f"s{place}", place, place + 1, "GPE", Layer.ENTITY) for place in (0, 70_000)]
    trigger = Span("t", 30_000, 30_001, "MEET", Layer.EVENT)
    annotations = AnnotationSet(article_id="a", length=len(text), spans=[*spans, trigger])
    desk = Desk(Article(id="a", text=text), annotations)
    assert candidates(desk, EventFrame("f", "t"), PLACE) == ("s0", "s70000")


def test_of_very_many_only_the_near_ones_are_offered() -> None:
    text = "x " * 40_000
    spans = [Span(f"s{n}", n * 20, n * 20 + 1, "GPE", Layer.ENTITY) for n in range(4_000)]
    trigger = Span("t", 30_001, 30_002, "MEET", Layer.EVENT)
    annotations = AnnotationSet(article_id="a", length=len(text), spans=[*spans, trigger])
    desk = Desk(Article(id="a", text=text), annotations)
    found = candidates(desk, EventFrame("f", "t"), PLACE)
    assert found[:2] == ("s1500", "s1501")
    assert 60 < len(found) < 1_000


# -- labels of new spans --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "preferred", "expected"),
    [
        (AGENT, "GPE", (Layer.ENTITY, "GPE")),
        (AGENT, "DATE", (Layer.ENTITY, "PERSON")),
        (PLACE, "", (Layer.ENTITY, "GPE")),
        (CAUSE, "PERSON", (Layer.EVENT, "ATTACK")),
        (TOPIC, "DATE", (Layer.ENTITY, "DATE")),
        (Role("Any"), "", (Layer.ENTITY, "PERSON")),
        (Role("Odd", fillers=("entity:GONE",)), "", (Layer.ENTITY, "PERSON")),
    ],
)
def test_a_new_span_gets_a_label_that_the_role_takes(
    role: Role, preferred: str, expected: tuple[Layer, str]
) -> None:
    assert label_for(SCHEMA, role, preferred=preferred) == expected


def test_the_first_filler_that_the_role_names_is_the_label() -> None:
    role = Role("Where", fillers=("entity:GPE", "entity:PERSON"))
    assert label_for(SCHEMA, role) == (Layer.ENTITY, "GPE")


def test_retired_labels_are_given_to_nothing() -> None:
    labels = (Label("OLD", Layer.ENTITY, is_retired=True), Label("NEW", Layer.ENTITY))
    schema = LabelSchema(name="s", labels=labels)
    assert label_for(schema, Role("Any"), preferred="OLD") == (Layer.ENTITY, "NEW")


def test_without_labels_there_is_none() -> None:
    assert label_for(PLAIN, Role("Who", fillers=("entity",))) is None
