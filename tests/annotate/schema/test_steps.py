"""Changes of a schema in use: what becomes of it and the articles, and back without a trace."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.annotations import AnnotationSet, Decision, DecisionKind
from annotate.articles import Article
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.desk import Desk
from annotate.edits import (
    OF_PROJECT,
    EditGroup,
    PrimitiveEdit,
    PutChain,
    PutComplete,
    PutDecision,
    PutFrame,
    PutSchema,
    PutSpan,
    apply,
    inverse,
)
from annotate.errors import AnnotateError, EditConflictError, SchemaError, UnknownLabelError
from annotate.frames.checks import faults_of
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.fitting import suggested_frame
from annotate.frames.suggested import FrameProposal
from annotate.project import Project, StepRef, Why
from annotate.schema.attribute_changes import (
    RenameAttribute,
    RenameValue,
    RetireAttribute,
    RetireValue,
    our_attribute,
    our_value,
)
from annotate.schema.changes import (
    Change,
    MergeLabels,
    RenameLabel,
    RenameRole,
    RetireLabel,
    RetireRole,
    SplitLabel,
    SplitRole,
    after,
    folded,
    having,
    owners,
)
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.parts import edited, parts_of, schema_edit, schema_of
from annotate.schema.rewriting import TouchKind, fitted
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.schema.steps import Plan, articles_touched, perform, plan, set_schema, title_of
from annotate.spans import Layer, Span
from annotate.suggestions import suggestion_id
from tests.annotate.schema_strategies import schemas

EVENT, ENTITY = Layer.EVENT, Layer.ENTITY
TEXT = "Rebels shelled the port and Shelled it again; envoys met in Varna."
SCHEMA = LabelSchema(
    "small",
    (
        Label("ORG", ENTITY, key="1"),
        Label("GPE", ENTITY, key="2"),
        Label("FAC", ENTITY),
        Label(
            "CONFLICT",
            EVENT,
            roles=(Role("Place", cardinality=Cardinality(0, 1), fillers=("entity:GPE",), key="l"),),
        ),
        Label(
            "ATTACK",
            EVENT,
            title="ATTACK",
            parent="CONFLICT",
            key="Ctrl+1",
            roles=(
                Role("Agent", cardinality=Cardinality(1, 1), fillers=("entity:ORG",), key="a"),
                Role("Target", fillers=("entity:FAC", "entity:GPE"), key="g"),
            ),
        ),
        Label("SHELL", EVENT, parent="ATTACK", roles=(Role("Weapon", key="w"),)),
        Label("MEET", EVENT, roles=(Role("Cause", fillers=("event:ATTACK", "event:SHELL")),)),
    ),
    extra={"alias": {"event:BOMB": "ATTACK"}},
    attributes=(
        Attribute("mode", values=("a",), values_by_label=(("ATTACK", ("b", "c")),)),
        Attribute("realis", values=("actual", "planned"), default="actual"),
        Attribute("means", values=("arms", "fire", "ruse"), takes_several=True),
    ),
)


def span(span_id: str, words: str, label: str, layer: Layer, place: int = 0) -> Span:
    start = TEXT.index(words, place)
    return Span(span_id, start, start + len(words), label, layer)


REBELS = span("s1", "Rebels", "ORG", ENTITY)
SHELLED = span("s2", "shelled", "ATTACK", EVENT)
SHELLED_TOO = span("s3", "shelled", "SHELL", EVENT)
PORT = span("s4", "port", "FAC", ENTITY)
AGAIN = span("s5", "Shelled", "ATTACK", EVENT)
MET = span("s6", "met", "MEET", EVENT)
VARNA = span("s7", "Varna", "GPE", ENTITY)
FIRST = EventFrame(
    "f1",
    "s2",
    (Argument("Agent", "s1"), Argument("Target", "s4"), Argument("Target", "s7")),
    (("means", "arms, fire"), ("mode", "b"), ("realis", "planned")),
)
SECOND = EventFrame(
    "f2",
    "s3",
    (Argument("Agent", "s1"), Argument("Weapon", "s4")),
    (("means", "fire"), ("mode", "b")),
)
THIRD = EventFrame("f3", "s6", (Argument("Cause", "s2"), Argument("Cause", "s3")))
CHAIN = Chain("c1", EVENT, ("s3", "s5"))
JUDGED = Decision(
    suggestion_id(EVENT, AGAIN.start, AGAIN.end, "ATTACK"),
    DecisionKind.ACCEPTED,
    EVENT,
    AGAIN.start,
    AGAIN.end,
    "ATTACK",
    0.5,
    "rules",
    span_id="s5",
)
MARK = CompleteMark(0, 20, ((EVENT, "ATTACK"), (EVENT, "SHELL")))
EVERYTHING: tuple[PrimitiveEdit, ...] = (
    *(PutSpan(None, x) for x in (REBELS, SHELLED, SHELLED_TOO, PORT, AGAIN, MET, VARNA)),
    *(PutFrame(None, x) for x in (FIRST, SECOND, THIRD)),
    PutChain(None, CHAIN),
    PutDecision(None, JUDGED),
    PutComplete(None, MARK),
)


@pytest.fixture
def schema() -> LabelSchema:
    return SCHEMA


def fill(project: Project) -> None:
    """One article with everything, one with a span only, one with nothing."""
    project.add_articles(
        [
            Article("full", TEXT, title="Full"),
            Article("one", "The port was shelled.", title="One"),
            Article("none", "Nothing happened.", title="None"),
        ]
    ).result()
    steps = EditGroup(EVERYTHING)
    project.write_edit(project.article("full"), steps, why=Why.HAND, title="x").result()
    alone = PutSpan(None, Span("o1", 13, 20, "ATTACK", EVENT))
    project.write_edit(project.article("one"), alone, why=Why.HAND, title="x").result()


@pytest.fixture
def filled(project: Project) -> Project:
    fill(project)
    return project


ROWS = (
    "SELECT * FROM label ORDER BY layer, name",
    "SELECT * FROM role ORDER BY layer, label, name",
    "SELECT * FROM schema_attribute ORDER BY name",
    "SELECT * FROM family ORDER BY id",
    "SELECT * FROM setting WHERE name = 'schema'",
    "SELECT * FROM span ORDER BY id",
    "SELECT * FROM frame ORDER BY id",
    "SELECT * FROM argument ORDER BY frame_id, position",
    "SELECT * FROM attribute ORDER BY frame_id, name",
    "SELECT * FROM chain ORDER BY id",
    "SELECT * FROM mention ORDER BY chain_id, position",
    "SELECT * FROM decision ORDER BY article_id, suggestion_id",
    "SELECT * FROM complete_mark ORDER BY article_id, start, layer, label",
)


def rows(project: Project) -> list[list[tuple[object, ...]]]:
    project.flush()
    with closing(project.reader()) as connection:
        return [connection.execute(query).fetchall() for query in ROWS]


def do(project: Project, change: Change) -> Plan:
    made = plan(project, change)
    perform(project, made, title=title_of(change)).result()
    return made


def undo(project: Project, made: Plan) -> None:
    steps = {article_id: StepRef(1) for article_id in made.edits}
    back = {article_id: inverse(edit) for article_id, edit in made.edits.items()}
    project.write_edits(back, why=Why.UNDO, title="undo", steps=steps, is_undo=True).result()


def spans(project: Project) -> dict[str, str]:
    return {item.id: item.label for item in project.annotations("full").spans}


# -- labels ----------------------------------------------------------------------------------------


def test_a_renamed_label_is_renamed_everywhere(filled: Project) -> None:
    made = do(filled, RenameLabel(EVENT, "ATTACK", "STRIKE"))
    found = filled.schema
    assert [label.name for label in found.in_layer(EVENT)] == [
        "CONFLICT",
        "STRIKE",
        "SHELL",
        "MEET",
    ]
    strike = found.require(EVENT, "STRIKE")
    assert (strike.title, strike.key, strike.parent) == ("STRIKE", "Ctrl+1", "CONFLICT")
    assert found.require(EVENT, "SHELL").parent == "STRIKE"
    assert found.roles_of("MEET")[0].fillers == ("event:STRIKE", "event:SHELL")
    assert found.attributes[0].values_by_label == (("STRIKE", ("b", "c")),)
    assert found.aliases == {(EVENT, "ATTACK"): "STRIKE", (EVENT, "BOMB"): "STRIKE"}
    assert spans(filled) == {
        "s1": "ORG", "s2": "STRIKE", "s3": "SHELL", "s4": "FAC", "s5": "STRIKE", "s6": "MEET",
        "s7": "GPE",
    }  # fmt: skip
    there = filled.annotations("full")
    (decision,) = there.decisions.values()
    assert (decision.label, decision.span_id) == ("STRIKE", "s5")
    assert decision.suggestion_id == suggestion_id(EVENT, AGAIN.start, AGAIN.end, "STRIKE")
    (mark,) = there.complete.values()
    assert mark.labels == ((EVENT, "SHELL"), (EVENT, "STRIKE"))
    assert set(made.edits) == {OF_PROJECT, "full", "one"}
    assert made.titles == {"full": "Full", "one": "One"}
    assert [(t.article_id, t.words, t.before, t.after) for t in made.touches] == [
        ("full", "shelled", "ATTACK", "STRIKE"),
        ("full", "Shelled", "ATTACK", "STRIKE"),
        ("one", "shelled", "ATTACK", "STRIKE"),
    ]
    assert filled.check() == []


def test_a_renamed_entity_stays_a_filler(filled: Project) -> None:
    do(filled, RenameLabel(ENTITY, "GPE", "PLACE"))
    found = filled.schema
    assert found.roles_of("CONFLICT")[0].fillers == ("entity:PLACE",)
    assert found.role_of("ATTACK", "Target") == Role(
        "Target", fillers=("entity:FAC", "entity:PLACE"), key="g"
    )
    assert found.aliases[ENTITY, "GPE"] == "PLACE"


def test_merged_labels_become_one_and_so_do_spans_that_say_the_same(filled: Project) -> None:
    made = do(filled, MergeLabels(EVENT, ("SHELL",), "ATTACK"))
    found = filled.schema
    assert found.get(EVENT, "SHELL") is None
    assert [role.name for role in found.require(EVENT, "ATTACK").roles] == [
        "Agent", "Target", "Weapon",
    ]  # fmt: skip
    assert found.roles_of("MEET")[0].fillers == ("event:ATTACK",)
    assert found.aliases[EVENT, "SHELL"] == "ATTACK"
    there = filled.annotations("full")
    assert "s3" not in there.spans
    assert there.frames["f2"].trigger_id == "s2"
    assert there.frames["f3"].arguments == (Argument("Cause", "s2"),)
    # The one that stays takes the place in the chain.
    assert there.chains["c1"].span_ids == ("s5", "s2")
    (mark,) = there.complete.values()
    assert mark.labels == ((EVENT, "ATTACK"),)
    (touch,) = made.touches
    assert (touch.span_id, touch.kind, touch.after) == ("s3", TouchKind.JOINED, "ATTACK")
    assert filled.check() == []


def test_a_chain_of_spans_that_become_one_goes(filled: Project) -> None:
    chain = Chain("c2", EVENT, ("s2", "s6"))
    article = filled.article("full")
    edit = EditGroup((PutChain(CHAIN, None), PutChain(None, chain), PutChain(None, replace(CHAIN))))
    filled.write_edit(article, edit, why=Why.HAND, title="x").result()
    before = rows(filled)
    made = do(filled, MergeLabels(EVENT, ("SHELL",), "ATTACK"))
    # s3 went, s2 has a chain of its own: of the other one, one span is left.
    assert set(filled.annotations("full").chains) == {"c2"}
    undo(filled, made)
    assert rows(filled) == before


def test_labels_merge_into_a_new_one(filled: Project) -> None:
    do(filled, MergeLabels(EVENT, ("ATTACK", "SHELL"), "VIOLENCE"))
    found = filled.schema
    names = [label.name for label in found.in_layer(EVENT)]
    assert names == ["CONFLICT", "VIOLENCE", "MEET"]
    assert found.require(EVENT, "VIOLENCE").parent == "CONFLICT"
    assert {role.name for role in found.roles_of("VIOLENCE")} == {
        "Agent", "Target", "Place", "Weapon",
    }  # fmt: skip
    assert set(spans(filled).values()) == {"ORG", "FAC", "GPE", "MEET", "VIOLENCE"}
    (mark,) = filled.annotations("full").complete.values()
    assert mark.labels == ((EVENT, "VIOLENCE"),)


def test_a_parent_that_is_merged_into_its_child_is_no_circle(filled: Project) -> None:
    do(filled, MergeLabels(EVENT, ("CONFLICT", "ATTACK"), "SHELL"))
    found = filled.schema
    assert [label.name for label in found.in_layer(EVENT)] == ["SHELL", "MEET"]
    assert found.require(EVENT, "SHELL").parent == ""
    assert {role.name for role in found.roles_of("SHELL")} == {"Weapon", "Place", "Agent", "Target"}


def test_a_region_is_complete_for_a_merged_label_only_if_for_all_its_parts(filled: Project) -> None:
    article = filled.article("full")
    less = replace(MARK, labels=((EVENT, "ATTACK"),))
    filled.write_edit(article, PutComplete(MARK, less), why=Why.HAND, title="x").result()
    do(filled, MergeLabels(EVENT, ("SHELL",), "ATTACK"))
    assert filled.annotations("full").complete == {}


def test_a_label_is_split_by_words_and_by_span(filled: Project) -> None:
    change = SplitLabel(
        EVENT, "ATTACK", by_words={folded("SHELLED"): "SHELL_TOO"}, by_span={"o1": "OTHER"}
    )
    made = do(filled, change)
    found = filled.schema
    names = [label.name for label in found.in_layer(EVENT)]
    assert names == ["CONFLICT", "ATTACK", "SHELL_TOO", "OTHER", "SHELL", "MEET"]
    new = found.require(EVENT, "SHELL_TOO")
    assert (new.parent, new.key, new.title) == ("CONFLICT", "", "SHELL_TOO")
    assert new.roles == found.require(EVENT, "ATTACK").roles
    assert new.colour != found.require(EVENT, "ATTACK").colour
    assert "event:OTHER" in found.roles_of("MEET")[0].fillers
    assert {key: spans(filled)[key] for key in ("s2", "s5")} == {
        "s2": "SHELL_TOO", "s5": "SHELL_TOO",
    }  # fmt: skip
    assert [item.label for item in filled.annotations("one").spans] == ["OTHER"]
    assert len(made.touches) == 3
    (mark,) = filled.annotations("full").complete.values()
    assert (EVENT, "OTHER") in mark.labels


def test_a_retired_label_stays_on_its_spans_and_can_come_back(filled: Project) -> None:
    made = do(filled, RetireLabel(EVENT, "ATTACK"))
    assert filled.schema.require(EVENT, "ATTACK").is_retired
    assert spans(filled)["s2"] == "ATTACK"
    assert set(made.edits) == {OF_PROJECT}
    assert {touch.kind for touch in made.touches} == {TouchKind.KEPT}
    assert len(made.touches) == 3
    do(filled, RetireLabel(EVENT, "ATTACK", is_retired=False))
    assert filled.schema == SCHEMA


@pytest.mark.parametrize(
    "change",
    [
        RenameLabel(EVENT, "ATTACK", "MEET"),
        RenameLabel(EVENT, "ATTACK", "two words"),
        RenameLabel(EVENT, "NONE", "X"),
        MergeLabels(EVENT, (), "ATTACK"),
        MergeLabels(EVENT, ("ATTACK",), "ATTACK"),
        MergeLabels(EVENT, ("NONE",), "ATTACK"),
        MergeLabels(EVENT, ("ATTACK",), "two words"),
        SplitLabel(EVENT, "ATTACK"),
        SplitLabel(EVENT, "ATTACK", {"x": "ATTACK"}),
        SplitLabel(EVENT, "ATTACK", {"x": "two words"}),
        RetireLabel(EVENT, "NONE"),
        RenameRole("ATTACK", "None", "X"),
        RenameRole("NONE", "Agent", "X"),
        RenameRole("", "None", "X"),
        RenameRole("ATTACK", "Agent", "Agent"),
        RenameRole("ATTACK", "Agent", "a b"),
        SplitRole("ATTACK", "Agent", "X", ()),
        SplitRole("ATTACK", "Agent", "Agent", ("entity",)),
        RetireRole("MEET", "Agent"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(filled: Project, change: Change) -> None:
    before = rows(filled)
    with pytest.raises((SchemaError, UnknownLabelError)):
        plan(filled, change)
    assert rows(filled) == before


# -- roles -----------------------------------------------------------------------------------------


def test_whose_role_is_meant() -> None:
    assert owners(SCHEMA, "SHELL", "Agent") == ("ATTACK",)
    assert owners(SCHEMA, "", "Place") == ("CONFLICT",)
    assert having(SCHEMA, "ATTACK", "Agent") == {"ATTACK", "SHELL"}
    assert having(SCHEMA, "SHELL", "Weapon") == {"SHELL"}


def test_a_renamed_role_is_renamed_in_all_that_inherit_it(filled: Project) -> None:
    made = do(filled, RenameRole("ATTACK", "Agent", "Attacker"))
    assert [role.name for role in filled.schema.roles_of("SHELL")] == [
        "Weapon", "Attacker", "Target", "Place",
    ]  # fmt: skip
    frames = filled.annotations("full").frames
    assert frames["f1"].arguments[0] == frames["f2"].arguments[0] == Argument("Attacker", "s1")
    assert [(t.words, t.trigger, t.after) for t in made.touches] == [
        ("Rebels", "shelled", "Attacker"),
        ("Rebels", "shelled", "Attacker"),
    ]
    assert filled.check() == []


def test_roles_merge_when_the_new_name_is_there(filled: Project) -> None:
    do(filled, RenameRole("ATTACK", "Target", "Agent"))
    agent = filled.schema.require(EVENT, "ATTACK").roles
    assert agent == (
        Role("Agent", "", Cardinality(0), ("entity:ORG", "entity:FAC", "entity:GPE"), "a"),
    )
    arguments = filled.annotations("full").frames["f1"].arguments
    assert arguments == (Argument("Agent", "s1"), Argument("Agent", "s4"), Argument("Agent", "s7"))


def test_a_role_is_split_by_what_fills_it(filled: Project) -> None:
    made = do(filled, SplitRole("ATTACK", "Target", "Town", ("entity:GPE",)))
    target, town = filled.schema.require(EVENT, "ATTACK").roles[1:]
    assert (target.fillers, town.fillers) == (("entity:FAC",), ("entity:GPE",))
    assert filled.annotations("full").frames["f1"].arguments[1:] == (
        Argument("Target", "s4"),
        Argument("Town", "s7"),
    )
    assert len(made.touches) == 1


def test_a_retired_role_is_no_role_any_more_and_its_fillers_stay(filled: Project) -> None:
    made = do(filled, RetireRole("ATTACK", "Target"))
    assert filled.schema.role_of("ATTACK", "Target") is None
    assert set(made.edits) == {OF_PROJECT}
    assert [touch.words for touch in made.touches] == ["port", "Varna"]
    assert filled.annotations("full").frames["f1"] == FIRST


# -- steps -----------------------------------------------------------------------------------------


def test_articles_that_are_not_touched_are_not_read(filled: Project) -> None:
    assert articles_touched(filled, RenameLabel(EVENT, "MEET", "X")) == ["full"]
    assert articles_touched(filled, RenameLabel(ENTITY, "ATTACK", "X")) == []
    assert articles_touched(filled, RenameRole("", "Weapon", "X")) == ["full"]


def test_a_stale_edit_of_the_schema_is_refused_and_nothing_of_it_holds(filled: Project) -> None:
    made = plan(filled, RenameLabel(EVENT, "ATTACK", "STRIKE"))
    do(filled, RenameLabel(EVENT, "ATTACK", "RAID"))
    before = rows(filled)
    with pytest.raises(EditConflictError):
        perform(filled, made, title="stale").result()
    assert rows(filled) == before
    assert filled.schema.get(EVENT, "RAID") is not None


def test_a_failed_step_leaves_the_schema_as_it_is_on_the_disk(filled: Project) -> None:
    made = plan(filled, RenameLabel(EVENT, "ATTACK", "STRIKE"))
    made.edits["one"] = PutSpan(Span("gone", 0, 3, "ATTACK", EVENT), None)
    with pytest.raises(AnnotateError):
        perform(filled, made, title="broken").result()
    filled.resume()
    assert filled.schema == SCHEMA
    assert spans(filled)["s2"] == "ATTACK"


def test_another_schema_is_a_step_and_labels_that_came_since_stay_at_its_undo(
    filled: Project,
) -> None:
    made = replace(SCHEMA, labels=SCHEMA.labels[::-1], title="New")
    edit = schema_edit(SCHEMA, made)
    assert edit is not None
    future = set_schema(filled, made, title="x")
    assert future is not None
    future.result()
    assert filled.schema == made
    filled.add_labels([(ENTITY, "LATER")])
    undo(filled, Plan(SCHEMA, {OF_PROJECT: inverse(inverse(edit))}))
    names = [label.name for label in filled.schema.labels]
    assert names == [*(label.name for label in SCHEMA.labels), "LATER"]
    assert set_schema(filled, filled.schema, title="x") is None


def test_a_label_that_is_in_use_cannot_be_taken_out(filled: Project) -> None:
    less = replace(SCHEMA, labels=tuple(x for x in SCHEMA.labels if x.name != "FAC"))
    future = set_schema(filled, less, title="x")
    assert future is not None
    with pytest.raises(AnnotateError):
        future.result()
    filled.resume()
    assert filled.schema == SCHEMA


@given(schema=schemas(), other=schemas())
def test_an_edit_of_the_schema_leads_to_it_and_back(
    schema: LabelSchema, other: LabelSchema
) -> None:
    assert schema_of(parts_of(schema)) == schema
    edit = schema_edit(schema, other)
    if edit is None:
        assert schema == other
        return
    assert edited(schema, edit) == other
    back = inverse(edit)
    assert isinstance(back, PutSchema)
    assert edited(other, back) == schema
    with pytest.raises(EditConflictError):
        edited(LabelSchema("x", (Label("Y", EVENT),), title="z"), edit)


# -- attributes and their values -------------------------------------------------------------------


def said(project: Project) -> dict[str, dict[str, str]]:
    return {f.id: dict(f.attributes) for f in project.annotations("full").frames.values()}


def test_a_renamed_attribute_is_renamed_in_labels_and_events(filled: Project) -> None:
    label = replace(SCHEMA.require(EVENT, "ATTACK"), attributes=("mode", "realis"))
    labels = tuple(label if x.name == "ATTACK" else x for x in SCHEMA.labels)
    set_schema(filled, replace(SCHEMA, labels=labels), title="narrow")
    before = rows(filled)
    made = do(filled, RenameAttribute("mode", "how"))
    assert [item.name for item in filled.schema.attributes] == ["how", "realis", "means"]
    assert filled.schema.require(EVENT, "ATTACK").attributes == ("how", "realis")
    assert said(filled)["f1"] == {"means": "arms, fire", "how": "b", "realis": "planned"}
    assert [(x.words, x.kind, x.before, x.after) for x in made.touches] == [
        ("shelled", TouchKind.VALUE, "mode=b", "how=b"),
        ("shelled", TouchKind.VALUE, "mode=b", "how=b"),
    ]
    assert title_of(RenameAttribute("mode", "how")) == "rename attribute mode to how"
    assert filled.check() == []
    undo(filled, made)
    assert rows(filled) == before


def test_a_name_that_stands_in_an_event_already_is_not_overwritten(filled: Project) -> None:
    there = filled.annotations("full").frames["f2"]
    strange = replace(there, attributes=(*there.attributes, ("way", "mine")))
    filled.write_edit(
        filled.article("full"), PutFrame(there, strange), why=Why.HAND, title="x"
    ).result()
    made = do(filled, RenameAttribute("mode", "way"))
    assert said(filled)["f2"]["way"] == "mine"
    assert said(filled)["f2"]["mode"] == "b"
    assert said(filled)["f1"]["way"] == "b"
    assert [x.kind for x in made.touches] == [TouchKind.VALUE, TouchKind.KEPT]


def test_a_retired_attribute_stays_in_the_events(filled: Project) -> None:
    made = do(filled, RetireAttribute("mode"))
    assert filled.schema.attribute("mode") is None
    assert said(filled)["f1"]["mode"] == "b"
    assert {x.kind for x in made.touches} == {TouchKind.KEPT}
    assert set(made.edits) == {OF_PROJECT}
    assert filled.check() == []


def test_a_renamed_value_is_renamed_in_every_list_and_among_several(filled: Project) -> None:
    before = rows(filled)
    made = do(filled, RenameValue("mode", "b", "blow"))
    assert filled.schema.attributes[0].values_by_label == (("ATTACK", ("blow", "c")),)
    assert said(filled)["f2"]["mode"] == "blow"
    second = do(filled, RenameValue("means", "fire", "arms"))
    assert filled.schema.attributes[2].values == ("arms", "ruse")
    assert said(filled)["f1"]["means"] == "arms", "two that become one stand there once"
    assert [x.after for x in second.touches] == ["means=arms", "means=arms"]
    third = do(filled, RenameValue("realis", "actual", "real"))
    assert filled.schema.attributes[1].default == "real"
    assert filled.check() == []
    for each in (third, second, made):
        undo(filled, each)
    assert rows(filled) == before


def test_a_renamed_value_keeps_its_place_among_several(filled: Project) -> None:
    past = filled.annotations("full")
    do(filled, RenameValue("means", "arms", "weapons"))
    assert filled.schema.attributes[2].values == ("weapons", "fire", "ruse")
    assert said(filled)["f1"]["means"] == "weapons, fire", "in the order of the schema"
    fitted(filled.schema, past, TEXT)
    assert past.frames == filled.annotations("full").frames, "nothing but the names differs"


def test_values_in_another_order_are_not_renamed() -> None:
    there = AnnotationSet(article_id="a", length=len(TEXT), spans=[SHELLED, REBELS, PORT, VARNA])
    given = replace(FIRST, attributes=(("means", "fire, arms"), ("mode", "b")))
    apply(PutFrame(None, given), there)
    fitted(SCHEMA, there, TEXT)
    assert there.frames["f1"] == given


def test_a_retired_value_stays_where_it_is(filled: Project) -> None:
    made = do(filled, RetireValue("means", "fire"))
    assert filled.schema.attributes[2].values == ("arms", "ruse")
    assert said(filled)["f1"]["means"] == "arms, fire"
    assert [(x.before, x.after) for x in made.touches] == [
        ("means=arms, fire", "means=arms, fire"),
        ("means=fire", "means=fire"),
    ]
    frame = filled.annotations("full").frames["f2"]
    assert faults_of(filled.schema, filled.annotations("full"), frame)


@pytest.mark.parametrize(
    "change",
    [
        RenameAttribute("mode", "realis"),
        RenameAttribute("mode", "two words"),
        RenameAttribute("none", "x"),
        RetireAttribute("none"),
        RenameValue("mode", "none", "x"),
        RenameValue("means", "fire", "fire, arms"),
        RenameValue("mode", "b", " "),
        RetireValue("mode", "a"),
        RetireValue("mode", "z"),
    ],
)
def test_what_cannot_be_done_to_attributes(filled: Project, change: Change) -> None:
    before = rows(filled)
    with pytest.raises(SchemaError):
        plan(filled, change)
    assert rows(filled) == before


def test_an_earlier_moment_comes_under_the_names_of_today() -> None:
    made = after(SCHEMA, RenameAttribute("means", "ways"))
    made = after(made, RenameValue("ways", "fire", "flames"))
    made = after(made, RenameValue("realis", "planned", "intended"))
    there = AnnotationSet(article_id="a", length=len(TEXT), spans=[SHELLED, REBELS, PORT, VARNA])
    apply(PutFrame(None, FIRST), there)
    assert not fitted(made, there, TEXT)
    assert dict(there.frames["f1"].attributes) == {
        "ways": "arms, flames",
        "mode": "b",
        "realis": "intended",
    }
    again = dict(there.frames)
    fitted(made, there, TEXT)
    assert there.frames == again


def test_a_value_with_a_colon_is_renamed_again() -> None:
    made = after(SCHEMA, RenameValue("realis", "planned", "not: yet"))
    made = after(made, RenameValue("realis", "not: yet", "intended"))
    assert our_value(made, "realis", "planned") == "intended"
    assert our_value(made, "realis", "not: yet") == "intended"


def test_suggestions_come_under_the_new_names() -> None:
    made = after(after(SCHEMA, RenameAttribute("realis", "Wahr")), RenameAttribute("Wahr", "sure"))
    made = after(made, RenameValue("sure", "planned", "geplant"))
    assert our_attribute(made, "realis") == "sure"
    assert our_attribute(made, "mode") == "mode"
    assert our_value(made, "sure", "planned") == "geplant"
    assert our_value(after(made, RenameAttribute("sure", "x")), "x", "planned") == "geplant"
    text = "Rebels shelled it."
    trigger = Span("t", 7, 14, "ATTACK", EVENT)
    desk = Desk(
        Article("a", text), AnnotationSet(article_id="a", length=len(text), spans=[trigger])
    )
    proposal = FrameProposal(7, 14, "ATTACK", "frames", (), (("realis", "planned", 0.9),))
    frame = suggested_frame(desk, made, proposal, trigger)
    assert frame.attributes == (("sure", "geplant", 0.9),)


# -- any sequence ----------------------------------------------------------------------------------

LABELS = [*(label.name for label in SCHEMA.labels), "NEW", "X1"]
ROLES = ["Agent", "Target", "Place", "Weapon", "Cause", "Fresh"]
layers = st.sampled_from([ENTITY, EVENT, EVENT])
names = st.sampled_from(LABELS)
role_names = st.sampled_from(ROLES)
attribute_names = st.sampled_from(["mode", "realis", "means", "other"])
value_names = st.sampled_from(["a", "b", "actual", "planned", "arms", "fire", "new"])
of_labels = st.sampled_from(["", "CONFLICT", "ATTACK", "SHELL", "MEET"])
words = st.sampled_from(["shelled", "port", "varna", "met"])
changes: st.SearchStrategy[Change] = st.one_of(
    st.builds(RenameLabel, layers, names, names),
    st.builds(MergeLabels, layers, st.lists(names, unique=True, max_size=3).map(tuple), names),
    st.builds(
        SplitLabel,
        layers,
        names,
        st.dictionaries(words, names, max_size=2),
        st.dictionaries(st.sampled_from(["s2", "s5", "o1"]), names, max_size=2),
    ),
    st.builds(RetireLabel, layers, names, st.booleans()),
    st.builds(RenameAttribute, attribute_names, attribute_names),
    st.builds(RetireAttribute, attribute_names),
    st.builds(RenameValue, attribute_names, value_names, value_names),
    st.builds(RetireValue, attribute_names, value_names),
    st.builds(RenameRole, of_labels, role_names, role_names),
    st.builds(
        SplitRole,
        of_labels,
        role_names,
        role_names,
        st.lists(st.sampled_from(["entity:GPE", "entity", "event"]), max_size=2).map(tuple),
    ),
    st.builds(RetireRole, of_labels, role_names),
)


@pytest.fixture(scope="module")
def shared() -> Iterator[Project]:
    """One project for all examples: each must leave it as it was."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Project.create(Path(folder) / "p.spandesk", SCHEMA) as project,
    ):
        fill(project)
        yield project


@settings(max_examples=120, deadline=None)
@given(sequence=st.lists(changes, min_size=1, max_size=6))
def test_any_sequence_of_changes_undone_leaves_the_same_rows(
    shared: Project, sequence: list[Change]
) -> None:
    before = rows(shared)
    done: list[tuple[Plan, list[list[tuple[object, ...]]]]] = []
    for change in sequence:
        try:
            made = plan(shared, change)
        except AnnotateError:
            continue
        was = rows(shared)
        perform(shared, made, title=title_of(change)).result()
        assert shared.schema == made.schema
        assert after(made.schema, RetireLabel(EVENT, made.schema.in_layer(EVENT)[0].name))
        done.append((made, was))
    for made, was in reversed(done):
        undo(shared, made)
        assert rows(shared) == was
    assert rows(shared) == before
    assert shared.schema == SCHEMA


def test_the_history_of_all_that_leads_to_what_is_there(shared: Project) -> None:
    assert shared.check() == []
