"""brat's configuration as a schema and back: hierarchy, roles, fillers, attributes, looks."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from annotate.errors import SchemaError
from annotate.exchange.brat_schema import declared_by, read_configuration, read_file
from annotate.exchange.brat_schema_writing import (
    brat_name,
    in_names,
    with_what_is_used,
    write_configuration,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.messages import sentence
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.transfers import Selection, export_format, import_paths
from tests.annotate.schema_strategies import schemas

CONFIGURATION = """
# after the manual of brat
[entities]
<POG>=Person|Org|<PLACE>
Thing
\tPerson
\tOrg
Place
Money|MON

[relations]
Located\tArg1:Person, Arg2:Place

[events]
<PLACE>=Place
!Conflict
\tAttack\tAttacker+:<POG>, Target*:<ANY>, Cause?:<EVENT>|Thing, When{1-2}:Money
\tProtest Demonstrator:<ENTITY>, About?:Attack
----------
Meet\tEntity{2}:Person, Entity:Org, <EXCLUDE>:x

[attributes]
Negation\tArg:<EVENT>
Sure\tArg:<EVENT>, Value:High|Low, <DEFAULT>:High
Mood\tArg:Attack|Person, Value:Good|Bad
Nickname\tArg:Person, Value:A|B
"""
VISUAL = """
[labels]
Attack | Armed attack | Att
[drawing]
# comment
Attack bgColor:#AABBCC, borderColor:darken
SPAN_DEFAULT fgColor:black
"""
SHORTCUTS = "A Attack\nP Person\n1 Org\n1 Place\nnonsense\n"


@pytest.fixture
def declared() -> LabelSchema:
    return read_configuration(CONFIGURATION, name="conf", visual=VISUAL, shortcuts=SHORTCUTS)


def test_labels_come_with_hierarchy_titles_colours_and_keys(declared: LabelSchema) -> None:
    entities = declared.in_layer(Layer.ENTITY)
    assert [label.name for label in entities] == ["Thing", "Person", "Org", "Place", "Money"]
    assert [label.family for label in entities] == ["Thing", "Thing", "Thing", "", ""]
    events = {label.name: label for label in declared.in_layer(Layer.EVENT)}
    assert {name: label.parent for name, label in events.items()} == {
        "Conflict": "", "Attack": "Conflict", "Protest": "Conflict", "Meet": "",
    }  # fmt: skip
    attack = events["Attack"]
    assert (attack.title, attack.colour, attack.key) == ("Armed attack", "#aabbcc", "Alt+A")
    keys = {label.name: label.key for label in declared.labels if label.key}
    assert keys == {"Attack": "Alt+A", "Person": "Alt+P", "Org": "1"}


def test_roles_come_with_cardinality_and_fillers(declared: LabelSchema) -> None:
    attack = {role.name: role for role in declared.roles_of("Attack")}
    assert {name: str(role.cardinality) for name, role in attack.items()} == {
        "Attacker": "+", "Target": "*", "Cause": "?", "When": "{1-2}",
    }  # fmt: skip
    assert attack["Attacker"].fillers == ("entity:Person", "entity:Org", "entity:Place")
    assert attack["Target"].fillers == ("span",)
    # What lies below a type is named with it.
    assert attack["Cause"].fillers == ("event", "entity:Thing", "entity:Person", "entity:Org")
    (demonstrator, about) = declared.roles_of("Protest")
    assert (str(demonstrator.cardinality), demonstrator.fillers) == ("1", ("entity",))
    assert about.fillers == ("event:Attack",)
    (entity,) = declared.roles_of("Meet")
    assert entity.cardinality == Cardinality(2, 2)


def test_attributes_come_with_values_default_and_labels(declared: LabelSchema) -> None:
    negation, sure, mood = declared.attributes
    assert (negation.name, negation.values) == ("Negation", ("true",))
    assert (sure.values, sure.default) == (("High", "Low"), "High")
    assert mood.values == ("Good", "Bad")
    names = {
        label.name: [item.name for item in declared.attributes_of(label.name)]
        for label in declared.in_layer(Layer.EVENT)
    }
    assert names["Attack"] == ["Negation", "Sure", "Mood"]
    assert names["Meet"] == ["Negation", "Sure"]


def test_what_is_no_configuration_is_refused(tmp_path: Path) -> None:
    for text in ("", "[relations]\nA Arg1:B, Arg2:C\n", "\0\1"):
        with pytest.raises(SchemaError):
            read_configuration(text)
    with pytest.raises(SchemaError):
        read_file(tmp_path / "missing.conf")


def test_macros_that_name_each_other_come_to_an_end() -> None:
    made = read_configuration("[events]\n<A>=<B>|X\n<B>=<A>\nX Role:<A>\n")
    assert made.roles_of("X")[0].fillers == ("event:X",)


@given(schema=schemas())
def test_what_is_written_is_read_back_as_far_as_brat_goes(schema: LabelSchema) -> None:
    read = read_configuration(write_configuration(in_names(schema)), name="drawn")
    assert read.names == schema.names
    for label in schema.in_layer(Layer.EVENT):
        theirs = {role.name: role for role in read.roles_of(label.name)}
        ours = {role.name: role for role in schema.roles_of(label.name)}
        assert theirs.keys() == ours.keys()
        assert read.require(Layer.EVENT, label.name).parent == label.parent
        for name, role in ours.items():
            expected = Cardinality(1) if role.cardinality == Cardinality(2) else role.cardinality
            assert theirs[name].cardinality == expected
            for other in schema.labels:
                takes = role.takes(other.layer, other.name)
                # brat lets everything below a type go where the type goes.
                assert theirs[name].takes(other.layer, other.name) or not takes
        named = {item.name for item in read.attributes_of(label.name)}
        assert named >= {item.name for item in schema.attributes_of(label.name)}


@pytest.mark.parametrize("name", ["news", "plover", "ace"])
def test_a_shipped_schema_goes_to_brat_and_back(name: str) -> None:
    schema = in_names(find_schema(name))
    read = read_configuration(write_configuration(schema), name=name)
    for label in schema.in_layer(Layer.EVENT):
        ours = {role.name: role.cardinality for role in schema.roles_of(label.name)}
        assert {role.name: role.cardinality for role in read.roles_of(label.name)} == ours
        assert read.require(Layer.EVENT, label.name).parent == label.parent


def test_names_that_brat_cannot_hold() -> None:
    assert brat_name("Life.Be-Born") == "Life_Be-Born"
    schema = LabelSchema(
        "s",
        (
            Label("A.B", Layer.EVENT, roles=(Role("x/y", fillers=("event:C.D", "span")),)),
            Label("C.D", Layer.EVENT, parent="A.B", attributes=("p.q",)),
        ),
        attributes=(Attribute("p.q", values_by_label=(("A.B", ("v",)),)),),
    )
    made = in_names(schema)
    assert [label.name for label in made.labels] == ["A_B", "C_D"]
    assert made.labels[0].roles == (Role("x_y", fillers=("event:C_D", "span")),)
    assert (made.labels[1].parent, made.labels[1].attributes) == ("A_B", ("p_q",))
    assert made.attributes == (Attribute("p_q", values_by_label=(("A_B", ("v",)),)),)


def test_what_is_used_and_not_in_the_schema_is_declared_too() -> None:
    schema = LabelSchema(
        "s", (Label("A", Layer.EVENT),), attributes=(Attribute("n", values=("1",)),)
    )
    full = with_what_is_used(
        schema, entities=("E",), roles={"A": ("r",), "B": ()}, attributes={"n": ("2",), "m": ("3",)}
    )
    assert full.names == {(Layer.EVENT, "A"), (Layer.EVENT, "B"), (Layer.ENTITY, "E")}
    assert full.roles_of("A") == (Role("r"),)
    assert full.attributes == (Attribute("n", values=("1", "2")), Attribute("m", values=("3",)))


def brat_folder(root: Path) -> Path:
    root.mkdir()
    (root / "annotation.conf").write_text(CONFIGURATION, encoding="utf-8")
    (root / "one.txt").write_text("Rebels attacked the town.", encoding="utf-8")
    (root / "one.ann").write_text(
        "T1\tOrg 0 6\tRebels\nT2\tAttack 7 15\tattacked\nE1\tAttack:T2 Attacker:T1\n"
        "A1\tSure E1 Low\n",
        encoding="utf-8",
    )
    return root


def test_an_import_of_a_folder_brings_the_roles_of_its_configuration(
    project: Project, tmp_path: Path
) -> None:
    before = project.schema
    report = import_paths(project, [brat_folder(tmp_path / "corpus")])
    assert report.refused == []
    made = project.schema
    assert before.names < made.names
    assert made.labels[: len(before.labels)] == before.labels
    assert {role.name for role in made.roles_of("Attack")} == {
        "Attacker", "Target", "Cause", "When",
    }  # fmt: skip
    assert [item.name for item in made.attributes] == ["Negation", "Sure", "Mood"]
    assert made.role_of("Attack", "Attacker") == Role(
        "Attacker", "Attacker", Cardinality(1), ("entity:Person", "entity:Org", "entity:Place")
    )


def test_an_archive_brings_them_too(tmp_path: Path) -> None:
    folder = brat_folder(tmp_path / "corpus")
    packed = tmp_path / "corpus.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"corpus/{path.name}")
    found = declared_by([tmp_path / "nothing", packed])
    assert found is not None
    assert found.roles_of("Meet")
    assert declared_by([tmp_path / "nothing", folder / "one.txt"]) is None
    assert declared_by([folder / "one.ann"]) == replace(found, name="corpus", title="corpus")


def test_an_export_declares_the_schema_of_the_project(project: Project, tmp_path: Path) -> None:
    import_paths(project, [brat_folder(tmp_path / "corpus")])
    target = tmp_path / "out"
    export_format(project, "brat", target, selection=Selection(include_unfinished=True))
    read = read_file(target / "annotation.conf")
    assert read.names == project.schema.names
    assert read.role_of("Attack", "Attacker") == project.schema.role_of("Attack", "Attacker")
    again = tmp_path / "again.spandesk"
    with Project.create(again, LabelSchema("empty", (Label("X", Layer.ENTITY),))) as other:
        import_paths(other, [target])
        assert other.schema.roles_of("Attack") == project.schema.roles_of("Attack")
        frames = [
            frame
            for article_id in other.article_ids()
            for frame in other.annotations(article_id).frames.values()
        ]
        (frame,) = frames
        assert isinstance(frame, EventFrame)
        assert frame.arguments == (Argument("Attacker", frame.arguments[0].span_id),)
        assert frame.attributes == (("Sure", "Low"),)


@pytest.mark.parametrize(
    "configuration",
    [
        "[entities]\nPER\x02SON\n",
        "[events]\nATTACK Ca\x00use:<ANY>\n",
        "[entities]\nORG\n[attributes]\nNegation:<EVENT>\n",
        "[entities]\nORG\n[attributes]\n,\n",
    ],
)
def test_names_that_no_schema_can_have_are_refused_in_words(configuration: str) -> None:
    """Found by fuzzing: such a schema could be made, and its project not be opened again."""
    with pytest.raises(SchemaError) as caught:
        read_configuration(configuration)
    assert "64 characters" in sentence(caught.value)


def test_relations_are_read_by_all_their_lines_and_written_again() -> None:
    schema = read_configuration(
        "[entities]\nPERSON\nORG\nGPE\n[relations]\n"
        "Located\tArg1:PERSON, Arg2:GPE\nLocated\tArg1:ORG, Arg2:GPE\n"
        "Kin\tArg1:PERSON, Arg2:PERSON, <REL-TYPE>:symmetric\nAny\tArg1:<ENTITY>, Arg2:<ANY>\n"
        "Equiv\tArg1:ORG, Arg2:ORG, <REL-TYPE>:symmetric-transitive\n[events]\n[attributes]\n"
    )
    found = {item.name: (item.heads, item.children) for item in schema.relations}
    assert found == {
        "Located": (("entity:PERSON", "entity:ORG"), ("entity:GPE",)),
        "Kin": (("entity:PERSON",), ("entity:PERSON",)),
        "Any": (("entity",), ()),
    }
    again = read_configuration(write_configuration(in_names(schema)))
    assert again.relations == schema.relations
