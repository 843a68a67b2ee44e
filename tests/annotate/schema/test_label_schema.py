"""Schemas with a hierarchy, roles and attributes: TOML both ways, look-up, what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from annotate.errors import SchemaError
from annotate.schema.checks import SchemaFaultKind, faults
from annotate.schema.label_schema import Label, LabelSchema, dump_schema, parse_schema
from annotate.schema.roles import Attribute, Cardinality, Role, filler_label
from annotate.spans import Layer, Span
from tests.annotate.schema_strategies import schemas

WRITTEN = """
name = "small"

[[attribute]]
name = "polarity"
values = ["positive", "negative"]
default = "positive"
key = "n"

[[attribute]]
name = "note"

[[label]]
name = "PERSON"
layer = "entity"

[[label]]
name = "GPE"
layer = "entity"

[[label]]
name = "CONFLICT"
layer = "event"
attributes = ["polarity"]

[[label.role]]
name = "Place"
cardinality = "?"
fillers = ["entity:GPE"]
key = "l"

[[label.role]]
name = "Agent"
fillers = ["entity"]
key = "a"

[[label]]
name = "ATTACK"
layer = "event"
parent = "CONFLICT"

[[label.role]]
name = "Agent"
title = "Attacker"
cardinality = "+"
fillers = ["entity:PERSON", "event"]
key = "a"
colour = "#AA3333"
guideline = "Who attacks."
examples = ["[Rebels] attacked."]

[[label]]
name = "MEET"
layer = "event"
retired = true
"""


@pytest.fixture
def schema() -> LabelSchema:
    return parse_schema(WRITTEN, source="here")


def test_roles_are_a_labels_own_then_those_of_its_parents(schema: LabelSchema) -> None:
    agent, place = schema.roles_of("ATTACK")
    assert (agent.name, agent.title, agent.colour) == ("Agent", "Attacker", "#aa3333")
    assert agent.cardinality == Cardinality(1, None)
    assert place is schema.roles_of("CONFLICT")[0]
    assert schema.role_of("ATTACK", "Agent") is agent
    assert schema.role_of("ATTACK", "Nobody") is None
    assert schema.roles_of("MEET") == schema.roles_of("PERSON") == schema.roles_of("nowhere") == ()


def test_attributes_are_those_that_a_label_or_its_parents_name_or_all(schema: LabelSchema) -> None:
    names = [item.name for item in schema.attributes_of("ATTACK")]
    assert names == ["polarity"]
    assert [item.name for item in schema.attributes_of("MEET")] == ["polarity", "note"]
    assert schema.attribute("note") == Attribute("note")
    assert Attribute("note").is_free
    assert schema.attribute("none") is None


def test_the_hierarchy_is_walked_both_ways(schema: LabelSchema) -> None:
    assert [label.name for label in schema.ancestors("ATTACK")] == ["ATTACK", "CONFLICT"]
    assert [label.name for label in schema.children("CONFLICT")] == ["ATTACK"]
    assert schema.ancestors("nowhere") == ()


def test_a_retired_label_says_so(schema: LabelSchema) -> None:
    assert [label.name for label in schema.labels if label.is_retired] == ["MEET"]


@given(schema=schemas())
def test_what_is_dumped_is_read_back_equal(schema: LabelSchema) -> None:
    assert parse_schema(dump_schema(schema), source="dump") == schema


@given(schema=schemas())
def test_every_own_role_is_found_first_and_no_name_twice(schema: LabelSchema) -> None:
    for label in schema.in_layer(Layer.EVENT):
        found = schema.roles_of(label.name)
        assert found[: len(label.roles)] == label.roles
        assert len({role.name for role in found}) == len(found)
        for parent in schema.ancestors(label.name):
            assert {role.name for role in parent.roles} <= {role.name for role in found}


@pytest.mark.parametrize(
    ("written", "least", "most"),
    [
        ("?", 0, 1), ("1", 1, 1), ("*", 0, None), ("+", 1, None), ("{3}", 3, 3), ("{2-4}", 2, 4),
        ("{0-2}", 0, 2), ("{2-}", 2, None),
    ],
)  # fmt: skip
def test_cardinalities(written: str, least: int, most: int | None) -> None:
    cardinality = Cardinality.parse(written)
    assert (cardinality.least, cardinality.most, str(cardinality)) == (least, most, written)
    assert cardinality.allows(least)
    assert not cardinality.allows(least - 1)
    assert cardinality.allows(99) is (most is None)
    assert cardinality.is_required is (least > 0)


@pytest.mark.parametrize("written", ["", "0", "2", "{}", "{0}", "{3-2}", "{-2}", "**", "{1,2}"])
def test_what_is_no_cardinality(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Cardinality.parse(written)


def test_what_a_role_takes() -> None:
    role = Role("Agent", fillers=("entity:PERSON", "event"))
    assert role.takes(Layer.ENTITY, "PERSON")
    assert role.takes(Layer.EVENT, "ATTACK")
    assert not role.takes(Layer.ENTITY, "ORG")
    assert role.takes_span(Span("s", 0, 1, "PERSON", Layer.ENTITY))
    assert Role("Any").takes(Layer.ENTITY, "ORG")
    assert Role("Any", fillers=("span", "entity:ORG")).takes(Layer.EVENT, "ATTACK")
    assert filler_label("event:A:B") == (Layer.EVENT, "A:B")
    assert filler_label("event") is filler_label("span") is None


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('cardinality = "+"', 'cardinality = "many"', "many"),
        ('"entity:PERSON", "event"', '"person"', "person"),
        ('"entity:PERSON", "event"', '"entity:NOBODY"', "NOBODY"),
        ('parent = "CONFLICT"', 'parent = "WAR"', "WAR"),
        ('parent = "CONFLICT"', 'parent = "ATTACK"', "ancestor"),
        ('colour = "#AA3333"', 'colour = "red"', "red"),
        ('name = "Place"', 'name = "two words"', "two words"),
        ('name = "Place"', 'name = "Agent"', "twice"),
        ('key = "l"', 'key = "a"', "taken"),
        ('key = "l"', 'key = "n"', "taken"),
        ('key = "l"', 'key = "lo"', "one character"),
        ('attributes = ["polarity"]', 'attributes = ["mood"]', "mood"),
        ('attributes = ["polarity"]', "attributes = 3", "attributes"),
        (
            'name = "GPE"\nlayer = "entity"',
            'name = "GPE"\nlayer = "entity"\nparent = "MEET"',
            "MEET",
        ),
        ('default = "positive"', 'default = "odd"', "odd"),
        ('name = "note"', 'name = "polarity"', "twice"),
        ("retired = true", 'retired = "yes"', "true or false"),
        ('examples = ["[Rebels] attacked."]', 'examples = "x"', "examples"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    assert old in WRITTEN
    with pytest.raises(SchemaError) as caught:
        parse_schema(WRITTEN.replace(old, new), source="here")
    assert said in f"{caught.value.fields['reason']} {caught.value.fields['key']}"


def test_every_fault_is_listed_not_only_the_first(schema: LabelSchema) -> None:
    labels = {label.name: label for label in schema.labels}
    attack = replace(
        labels["ATTACK"],
        parent="WAR",
        family="violence",
        attributes=("mood",),
        roles=(Role("Agent", fillers=("entity:NOBODY",), key="n"), Role("Place", key="ab")),
    )
    # Each is the other's parent.
    meet = replace(labels["MEET"], parent="CONFLICT", key="x")
    conflict = replace(labels["CONFLICT"], parent="MEET", key="X")
    person = replace(labels["PERSON"], roles=(Role("Agent"),))
    raid = Label("NIGHT RAID", Layer.EVENT, roles=(Role("a:b"), Role("x" * 65)))
    found = faults(replace(schema, labels=(person, attack, meet, conflict, raid)))
    kind = SchemaFaultKind
    assert {(fault.kind, fault.label, fault.found) for fault in found} == {
        (kind.KEY_CLASH, "CONFLICT", "X"),
        (kind.NOT_AN_EVENT, "PERSON", "Agent"),
        (kind.UNKNOWN_FAMILY, "ATTACK", "violence"),
        (kind.UNKNOWN_ATTRIBUTE, "ATTACK", "mood"),
        (kind.UNKNOWN_PARENT, "ATTACK", "WAR"),
        (kind.UNKNOWN_FILLER, "ATTACK", "entity:NOBODY"),
        (kind.LONG_KEY, "ATTACK", "ab"),
        (kind.CYCLE, "MEET", "CONFLICT"),
        (kind.CYCLE, "CONFLICT", "MEET"),
        (kind.BAD_NAME, "NIGHT RAID", "NIGHT RAID"),
        (kind.BAD_NAME, "NIGHT RAID", "a:b"),
        (kind.BAD_NAME, "NIGHT RAID", "x" * 65),
        # GPE is gone.
        (kind.UNKNOWN_FILLER, "CONFLICT", "entity:GPE"),
    }
    assert [fault.is_error for fault in found].count(False) == 1


@given(schema=schemas())
def test_a_sound_schema_has_no_faults(schema: LabelSchema) -> None:
    assert faults(schema) == ()


def test_the_example_of_the_guide_is_a_sound_schema() -> None:
    page = Path(__file__).parents[3] / "docs" / "guide" / "schemas.md"
    (block,) = re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    read = parse_schema(block, source="guide")
    assert faults(read) == ()
    assert [role.name for role in read.roles_of("RAID")] == ["Attacker", "Place"]
