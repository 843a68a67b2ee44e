"""Hypothesis strategies for schemas with a hierarchy, roles and attributes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from annotate.schema.label_schema import Family, Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer

ENTITIES = ("PERSON", "ORG", "GPE")
EVENTS = ("CONFLICT", "ATTACK", "MEET", "DIE")
ROLES = ("Agent", "Target", "Place", "Instrument")
ATTRIBUTES = ("polarity", "realis", "tense")

prose = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
cardinalities = st.sampled_from(["?", "1", "*", "+", "{2}", "{1-3}", "{2-}"]).map(Cardinality.parse)
fillers = st.lists(
    st.sampled_from(
        ["span", "event", "entity", *(f"entity:{x}" for x in ENTITIES), "event:ATTACK", "event:DIE"]
    ),
    unique=True,
    max_size=3,
).map(tuple)
examples = st.lists(prose, max_size=2).map(tuple)


def roles(name: str) -> st.SearchStrategy[Role]:
    return st.builds(
        Role,
        name=st.just(name),
        title=prose,
        cardinality=cardinalities,
        fillers=fillers,
        colour=colours,
        guideline=prose,
        examples=examples,
    )


@st.composite
def role_lists(draw: st.DrawFn) -> tuple[Role, ...]:
    names = draw(st.lists(st.sampled_from(ROLES), unique=True, max_size=3))
    return tuple(draw(roles(name)) for name in names)


@st.composite
def attributes(draw: st.DrawFn, name: str) -> Attribute:
    values = draw(st.lists(st.sampled_from(["yes", "no", "maybe"]), unique=True).map(tuple))
    default = draw(st.sampled_from(["", *values]))
    own = draw(st.dictionaries(st.sampled_from(EVENTS), st.just(("a", "b")), max_size=2))
    by_label = tuple(sorted(own.items())) if values else ()
    several = bool(values) and draw(st.booleans())
    return Attribute(
        name, draw(prose), values, default, "", draw(prose), draw(examples), by_label, several
    )


@st.composite
def schemas(draw: st.DrawFn) -> LabelSchema:
    """A sound schema of `ENTITIES` and `EVENTS`; a parent is drawn before its children."""
    names = draw(st.lists(st.sampled_from(ATTRIBUTES), unique=True))
    entities = [
        Label(name, Layer.ENTITY, colour=draw(colours), is_retired=draw(st.booleans()))
        for name in ENTITIES
    ]
    events: list[Label] = []
    for name in EVENTS:
        parents = st.sampled_from(["", *(label.name for label in events)])
        chosen = st.lists(st.sampled_from(names), unique=True) if names else st.just([])
        events.append(
            Label(
                name,
                Layer.EVENT,
                title=draw(prose),
                family=draw(st.sampled_from(["", "conflict"])),
                colour=draw(colours),
                guideline=draw(prose),
                examples=draw(examples),
                parent=draw(parents),
                roles=draw(role_lists()),
                attributes=tuple(draw(chosen)),
            )
        )
    schema = LabelSchema(
        name="drawn",
        labels=tuple(draw(st.permutations([*entities, *events]))),
        families=(Family("conflict", "Conflict"),),
    )
    return replace(schema, attributes=tuple(draw(attributes(name)) for name in names))
