"""The shipped schemas: complete, without clashes, readable in every theme."""

from __future__ import annotations

import itertools
import math
import re
import tomllib
from typing import Any

import pytest

import resources
from annotate.schema.label_schema import Label, dump_schema, parse_schema
from annotate.schema.shipped import DEFAULT, find_schema, shipped
from annotate.spans import Layer
from gui.text.colours import DARK, LIGHT, Chrome, colours_for

ENTITY_LABELS = [
    "PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "DATE", "MONEY", "CARDINAL", "EVENT", "TIME",
    "PERCENT", "ORDINAL", "QUANTITY", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE",
]  # fmt: skip
EVENT_LABELS = {
    "ATTACK", "DIE", "INJURE", "DESTROY", "SEIZE", "DEPLOY", "WITHDRAW", "CEASEFIRE", "MEET",
    "CONTACT", "AGREE", "REJECT", "DEMAND", "THREATEN", "ACCUSE", "SUPPORT", "AID", "SANCTION",
    "STATEMENT", "ELECT", "POSITION", "LEGISLATE", "DEMONSTRATE", "ARREST_JAIL", "JUSTICE",
    "INVESTIGATE", "CRIME", "MOVE", "TRANSACTION", "DISASTER",
}  # fmt: skip
FAMILY_KEYS = {"id", "title", "hue"}
LABEL_KEYS = {"name", "layer", "title", "family", "key", "colour", "guideline", "examples"}
ROLE_KEYS = {"name", "title", "key", "cardinality", "fillers", "colour", "guideline", "examples"}
ATTRIBUTE_KEYS = {"name", "title", "key", "values", "default", "guideline", "examples"}
WCAG_TEXT = 4.5
# Two colours this far apart in OKLab (times 100) are told apart at a glance, side by side.
SEEN_APART = 4.5

NEWS_ROLES = {
    "Agent", "Patient", "Recipient", "Instrument", "Place", "Time", "Topic", "Killed", "Injured",
    "Amount", "Origin", "Goal",
}  # fmt: skip
PLOVER_TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "DEMAND", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip

SCHEMAS = shipped()


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.read_text("schemas", f"{name}.toml"))


def linear(part: int) -> float:
    value = part / 255
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def rgb(colour: str) -> tuple[float, float, float]:
    return (
        linear(int(colour[1:3], 16)),
        linear(int(colour[3:5], 16)),
        linear(int(colour[5:7], 16)),
    )


def contrast_with_black(colour: str) -> float:
    red, green, blue = rgb(colour)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05


def oklab(colour: str) -> tuple[float, float, float]:
    red, green, blue = rgb(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def hue(colour: str) -> float:
    _, a, b = oklab(colour)
    return math.degrees(math.atan2(b, a)) % 360


def test_the_default_is_shipped_and_comes_first() -> None:
    assert SCHEMAS[0] == DEFAULT == "news"
    assert {"entities", "blank"} < set(SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_reads_as_the_schema_of_its_file_name(name: str) -> None:
    schema = find_schema(name)
    assert schema.name == name
    assert schema.title
    assert schema.description


@pytest.mark.parametrize("name", SCHEMAS)
def test_survives_being_written_and_read(name: str) -> None:
    schema = find_schema(name)
    assert parse_schema(dump_schema(schema), source=name) == schema


@pytest.mark.parametrize("name", SCHEMAS)
def test_has_no_key_that_nobody_reads(name: str) -> None:
    content = table(name)
    needed = {"name", "version", "title", "description", "family", "label"}
    assert needed <= set(content) <= needed | {"attribute", "alias"}
    assert all(set(family) == FAMILY_KEYS for family in content["family"])
    more = {"role", "parent", "attributes"}
    assert all(LABEL_KEYS <= set(label) <= LABEL_KEYS | more for label in content["label"])
    roles = [role for label in content["label"] for role in label.get("role", [])]
    assert all(ROLE_KEYS - {"examples"} <= set(role) <= ROLE_KEYS for role in roles)
    wanted = ATTRIBUTE_KEYS - {"examples"}
    for item in content.get("attribute", []):
        assert wanted <= set(item) <= ATTRIBUTE_KEYS | {"values_by_label", "several"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_names_keys_and_colours_are_unique(name: str) -> None:
    labels = find_schema(name).labels
    for values in (
        [label.name for label in labels],
        [label.title for label in labels],
        [label.key for label in labels if label.key],
        [label.colour for label in labels],
        [label.guideline for label in labels],
    ):
        assert len(values) == len(set(values))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_family_is_used_and_every_label_has_one(name: str) -> None:
    schema = find_schema(name)
    families = [family.id for family in schema.families]
    assert len(families) == len(set(families))
    assert set(families) == {label.family for label in schema.labels}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_family_keeps_to_one_layer(name: str) -> None:
    layers: dict[str, set[Layer]] = {}
    for label in find_schema(name).labels:
        layers.setdefault(label.family, set()).add(label.layer)
    assert all(len(found) == 1 for found in layers.values())


@pytest.mark.parametrize("name", SCHEMAS)
def test_black_text_is_readable_on_every_colour(name: str) -> None:
    for label in find_schema(name).labels:
        assert contrast_with_black(label.colour) >= WCAG_TEXT, label.name


@pytest.mark.parametrize("name", SCHEMAS)
def test_labels_of_a_layer_are_told_apart_by_colour(name: str) -> None:
    schema = find_schema(name)
    for layer in Layer:
        for one, other in itertools.combinations(schema.in_layer(layer), 2):
            apart = 100 * math.dist(oklab(one.colour), oklab(other.colour))
            assert apart >= SEEN_APART, f"{one.name} and {other.name}"


@pytest.mark.parametrize("part", ["fill", "strong", "tag"])
@pytest.mark.parametrize("chrome", [LIGHT, DARK], ids=["light", "dark"])
def test_labels_stay_apart_when_painted(chrome: Chrome, part: str) -> None:
    """Painting pulls lightness together for the sake of contrast: hue and strength must differ."""
    schema = find_schema("news")
    for layer in Layer:
        painted = {
            label.name: oklab("#" + bytes(getattr(colours_for(label.colour, chrome), part)).hex())
            for label in schema.in_layer(layer)
        }
        for one, other in itertools.combinations(painted, 2):
            assert 100 * math.dist(painted[one], painted[other]) >= 1.2, f"{one} and {other}"


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_family_keeps_to_its_hue(name: str) -> None:
    hues = {family["id"]: family["hue"] for family in table(name)["family"]}
    for label in find_schema(name).labels:
        turn = abs(hue(label.colour) - hues[label.family]) % 360
        assert min(turn, 360 - turn) <= 32, label.name


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_guideline_is_a_rule_of_a_codebook(name: str) -> None:
    for label in find_schema(name).labels:
        sentences = re.findall(r"[.!?]”?(?:\s|$)", label.guideline)
        assert 2 <= len(sentences) <= 8, label.name
        assert 80 <= len(label.guideline) <= 600, label.name
        assert label.guideline == label.guideline.strip()


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_label_has_examples_with_the_span_in_brackets(name: str) -> None:
    for label in find_schema(name).labels:
        assert 2 <= len(label.examples) <= 4, label.name
        for example in label.examples:
            assert re.fullmatch(r"[^\[\]]*(\[[^\[\] ][^\[\]]*\][^\[\]]*)+", example), label.name


def keys_of(labels: tuple[Label, ...]) -> list[str]:
    return [label.key for label in labels]


@pytest.mark.parametrize("name", ["news", "entities"])
def test_entity_labels_are_those_of_ontonotes_in_the_order_of_their_keys(name: str) -> None:
    labels = find_schema(name).in_layer(Layer.ENTITY)
    assert [label.name for label in labels] == ENTITY_LABELS
    assert keys_of(labels) == [*"1234567890", *(f"Shift+{digit}" for digit in range(1, 9))]


def test_event_labels_are_the_thirty_and_ten_have_keys() -> None:
    labels = find_schema("news").in_layer(Layer.EVENT)
    assert {label.name for label in labels} == EVENT_LABELS
    assert len(labels) == len(EVENT_LABELS)
    with_keys = {label.key for label in labels if label.key}
    assert with_keys == {f"Ctrl+{digit}" for digit in range(10)}


def test_the_entity_schema_is_a_part_of_the_news_schema() -> None:
    news = find_schema("news")
    entities = find_schema("entities")
    assert entities.labels == news.in_layer(Layer.ENTITY)


def test_the_blank_schema_has_one_label_in_each_layer() -> None:
    blank = find_schema("blank")
    assert [label.layer for label in blank.labels] == [Layer.ENTITY, Layer.EVENT]


def test_every_news_event_has_roles_with_letters_and_guidelines() -> None:
    schema = find_schema("news")
    assert [item.name for item in schema.attributes] == [
        "polarity", "realis", "tense", "genericity", "confidence",
    ]  # fmt: skip
    for label in schema.in_layer(Layer.EVENT):
        roles = schema.roles_of(label.name)
        assert 4 <= len(roles) <= 8, label.name
        assert {role.name for role in roles} <= NEWS_ROLES
        assert all(len(role.key) == 1 and role.guideline and role.examples for role in roles)
        assert "Time" in {role.name for role in roles}
        assert schema.attributes_of(label.name) == schema.attributes
    for name in ("ATTACK", "DIE", "INJURE", "DISASTER"):
        numbers = {role.name for role in schema.roles_of(name)} & {"Killed", "Injured"}
        assert numbers, name
        for number in numbers:
            role = schema.role_of(name, number)
            assert role is not None
            assert role.takes(Layer.ENTITY, "CARDINAL")
            assert not role.takes(Layer.ENTITY, "PERSON")


@pytest.mark.parametrize("name", ["news", "plover", "ace"])
def test_a_role_means_the_same_letter_in_the_whole_schema(name: str) -> None:
    letters: dict[str, set[str]] = {}
    for label in find_schema(name).labels:
        for role in label.roles:
            letters.setdefault(role.name, set()).add(role.key)
    odd = {role for role, keys in letters.items() if len(keys) > 1}
    # ACE has more roles than letters that remind of them.
    assert len(odd) <= (2 if name == "ace" else 0), odd


@pytest.mark.parametrize("name", ["news", "plover", "ace"])
def test_examples_of_roles_hold_their_filler_in_brackets(name: str) -> None:
    for label in find_schema(name).labels:
        for role in label.roles:
            assert all("[" in example and "]" in example for example in role.examples), label.name
            assert contrast_with_black(role.colour) >= WCAG_TEXT


def test_plover_has_its_sixteen_types_in_four_quad_classes() -> None:
    schema = find_schema("plover")
    events = schema.in_layer(Layer.EVENT)
    assert {label.name for label in events} == PLOVER_TYPES
    quads = [family.id for family in schema.families][-4:]
    assert quads == [
        "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
    ]  # fmt: skip
    assert {label.family for label in events} == set(quads)
    for label in events:
        source = schema.role_of(label.name, "source")
        recipient = schema.role_of(label.name, "recipient")
        assert source is not None
        assert recipient is not None
        assert source.cardinality.is_required
        assert recipient.cardinality.is_required is (label.name in {"AID", "COOPERATE", "SANCTION"})


def test_each_plover_type_has_its_own_modes_or_none() -> None:
    schema = find_schema("plover")
    modes = {
        label.name: {item.name: item.values for item in schema.attributes_of(label.name)}.get(
            "mode"
        )
        for label in schema.in_layer(Layer.EVENT)
    }
    assert {name for name, values in modes.items() if values is None} == {
        "AGREE", "SUPPORT", "CONCEDE", "COOPERATE",
    }  # fmt: skip
    assert modes["CONSULT"] == ("visit", "third-party", "multilateral", "phone")
    assert modes["MOBILIZE"] == ("troops", "weapons", "police")
    assert "suicide-attack" in (modes["ASSAULT"] or ())
    assert "curfew" not in (modes["ASSAULT"] or ())


def test_ace_has_33_types_under_eight_parents_with_place_and_time() -> None:
    schema = find_schema("ace")
    events = schema.in_layer(Layer.EVENT)
    parents = [label.name for label in events if not label.parent]
    assert parents == [
        "Life", "Movement", "Transaction", "Business", "Conflict", "Contact", "Personnel",
        "Justice",
    ]  # fmt: skip
    assert len(events) - len(parents) == 33
    assert all(schema.children(parent) for parent in parents)
    for label in events:
        names = [role.name for role in schema.roles_of(label.name)]
        assert {"Place", "Time"} <= set(names), label.name
        assert label.name.startswith(label.parent)
    attack = {role.name for role in schema.roles_of("Conflict.Attack")}
    assert attack == {"Attacker", "Target", "Instrument", "Place", "Time"}
    assert {role.name for role in schema.roles_of("Justice.Sentence")} == {
        "Defendant", "Adjudicator", "Crime", "Sentence", "Place", "Time",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["plover", "ace"])
def test_the_labels_of_the_news_model_are_known_by_another_name(name: str) -> None:
    schema = find_schema(name)
    for (layer, old), new in schema.aliases.items():
        assert (layer, new) in schema.names, new
        assert layer is Layer.EVENT
        assert old in EVENT_LABELS
