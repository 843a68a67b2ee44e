"""Taking roles over from another schema: what is missing comes, what is there stays."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from annotate.schema.checks import faults
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.merging import known_fillers, take_over
from annotate.schema.roles import Attribute, Role
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from tests.annotate.schema_strategies import schemas

OLD = LabelSchema(
    "old",
    (
        Label("PERSON", Layer.ENTITY),
        Label("CONFLICT", Layer.EVENT, title="CONFLICT"),
        Label("ATTACK", Layer.EVENT, guideline="Ours.", roles=(Role("Agent", "Ours", key="x"),)),
    ),
    attributes=(Attribute("polarity", "Ours", key="1"),),
)
SOURCE = LabelSchema(
    "source",
    (
        Label("GPE", Layer.ENTITY),
        Label("CONFLICT", Layer.EVENT, title="Conflict", guideline="Theirs."),
        Label(
            "ATTACK",
            Layer.EVENT,
            parent="CONFLICT",
            guideline="Theirs.",
            roles=(
                Role("Agent", "Theirs", key="a"),
                Role("Place", fillers=("entity:GPE", "entity:PERSON"), key="x"),
                Role("Town", fillers=("entity:GPE",), key="t"),
            ),
            attributes=("polarity", "realis"),
        ),
        Label("UNSEEN", Layer.EVENT, roles=(Role("Agent"),)),
    ),
    attributes=(
        Attribute("polarity", "Theirs", key="1"),
        Attribute("realis", values=("a",), key="1", values_by_label=(("UNSEEN", ("b",)),)),
    ),
)


def test_what_is_missing_comes_and_what_is_there_stays() -> None:
    taken = take_over(OLD, SOURCE)
    made = taken.schema
    attack = made.require(Layer.EVENT, "ATTACK")
    agent, place, town = attack.roles
    assert agent == Role("Agent", "Ours", key="x")
    # The letter is ours already, and the label is not in this schema.
    assert place == Role("Place", fillers=("entity:PERSON",), key="")
    assert town == Role("Town", fillers=("span",), key="t")
    assert (attack.guideline, attack.parent) == ("Ours.", "CONFLICT")
    conflict = made.require(Layer.EVENT, "CONFLICT")
    assert (conflict.title, conflict.guideline) == ("Conflict", "Theirs.")
    assert made.attributes == (
        Attribute("polarity", "Ours", key="1"),
        Attribute("realis", values=("a",)),
    )
    assert made.names == OLD.names
    assert taken.roles == (("ATTACK", "Place"), ("ATTACK", "Town"))
    assert (taken.attributes, taken.parents) == (("realis",), ("ATTACK",))
    assert not taken.is_empty
    assert faults(made) == ()


def test_a_guideline_alone_is_something_to_take() -> None:
    ours = LabelSchema("ours", (Label("A", Layer.EVENT, title="A"), Label("B", Layer.EVENT)))
    theirs = LabelSchema(
        "theirs", (Label("A", Layer.EVENT, guideline="What A covers.", examples=("an [a]",)),)
    )
    taken = take_over(ours, theirs)
    assert not taken.is_empty
    assert taken.guidelines == ("A",)
    assert taken.schema.require(Layer.EVENT, "A").guideline == "What A covers."
    assert take_over(taken.schema, theirs).is_empty
    assert take_over(ours, theirs, only={(Layer.EVENT, "B")}).is_empty


def test_only_some_labels_take_part() -> None:
    taken = take_over(OLD, SOURCE, only={(Layer.EVENT, "CONFLICT")})
    assert taken.schema.get(Layer.EVENT, "ATTACK") == OLD.get(Layer.EVENT, "ATTACK")
    assert taken.roles == ()


def test_a_circle_is_not_taken_over() -> None:
    ours = replace(
        OLD, labels=(*OLD.labels[:1], replace(OLD.labels[1], parent="ATTACK"), OLD.labels[2])
    )
    assert take_over(ours, SOURCE).schema.require(Layer.EVENT, "ATTACK").parent == ""


def test_letters_that_are_there_stay_whatever_their_case() -> None:
    ours = LabelSchema(
        "ours",
        (
            Label("CONFLICT", Layer.EVENT),
            Label("ATTACK", Layer.EVENT, parent="CONFLICT", roles=(Role("Agent", key="p"),)),
        ),
        attributes=(Attribute("mode", key="t"),),
    )
    theirs = LabelSchema(
        "theirs",
        (Label("CONFLICT", Layer.EVENT, roles=(Role("Place", key="P"), Role("Day", key="d"))),),
        attributes=(Attribute("tense", key="T"), Attribute("polarity", key="P")),
    )
    made = take_over(ours, theirs).schema
    assert made.require(Layer.EVENT, "ATTACK") == ours.require(Layer.EVENT, "ATTACK")
    assert made.require(Layer.EVENT, "CONFLICT").roles == (Role("Place"), Role("Day", key="d"))
    assert [item.key for item in made.attributes] == ["t", "", ""]
    assert faults(made) == ()


@given(ours=schemas(), theirs=schemas())
def test_the_second_time_there_is_nothing_left_to_take(
    ours: LabelSchema, theirs: LabelSchema
) -> None:
    first = take_over(ours, theirs)
    assert faults(first.schema) == ()
    second = take_over(first.schema, theirs)
    assert second.is_empty
    assert second.schema == first.schema
    assert take_over(ours, ours).schema == ours


def test_a_project_of_the_first_news_schema_gets_the_roles_of_the_present_one() -> None:
    news = find_schema("news")
    plain = tuple(replace(label, roles=(), attributes=()) for label in news.labels)
    taken = take_over(replace(news, labels=plain, attributes=()), news)
    assert taken.schema == news
    assert len(taken.roles) == sum(len(label.roles) for label in news.labels)


def test_fillers_that_are_not_there() -> None:
    names = {(Layer.ENTITY, "PERSON")}
    assert known_fillers(("entity:PERSON", "entity:GPE", "event"), names) == (
        "entity:PERSON",
        "event",
    )
    assert known_fillers((), names) == ()
    assert known_fillers(("event:X",), names) == ("span",)
