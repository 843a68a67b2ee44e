"""Relations of a schema in use: renamed, merged, retired in every article, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.annotations import AnnotationSet
from annotate.articles import Article
from annotate.cli.main import run
from annotate.describing import describe_edit
from annotate.edits import OF_PROJECT, EditGroup, PutRelation, PutSchema, PutSpan, inverse
from annotate.errors import EditConflictError, SchemaChangeError
from annotate.project import Project, StepRef, Why
from annotate.relations.changes import (
    MergeRelations,
    RelationChange,
    RenameRelation,
    RetireRelation,
    after,
    title_of,
)
from annotate.relations.relation import Relation, RelationLabel, relation_to_table
from annotate.safety import find_moment, restore_moment
from annotate.schema.changes import Change, RenameLabel
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.parts import edited, parts_of, rebased, schema_edit, schema_of
from annotate.schema.rewriting import TouchKind, fitted
from annotate.schema.roles import Attribute
from annotate.schema.steps import (
    Plan,
    articles_touched,
    perform,
    plan,
    relation_counts,
    set_schema,
)
from annotate.spans import Layer, Span

TEXT = "Ana Petrova of Norland runs the Harbour Union, and Norland pays the Harbour Union."
RUNS = RelationLabel("runs", "runs", ("entity:PERSON",), ("entity:ORG",), "Who leads it.")
LEADS = RelationLabel("leads", "", ("entity:GPE",), ())
PAYS = RelationLabel("pays", "gives money to", (), ("entity:ORG",))
SCHEMA = LabelSchema(
    "small",
    tuple(Label(name, Layer.ENTITY) for name in ("PERSON", "GPE", "ORG")),
    relations=(RUNS, LEADS, PAYS),
)


def span(span_id: str, words: str, label: str, place: int = 0) -> Span:
    start = TEXT.index(words, place)
    return Span(span_id, start, start + len(words), label, Layer.ENTITY)


SPANS = (
    span("ana", "Ana Petrova", "PERSON"),
    span("union", "Harbour Union", "ORG"),
    span("land", "Norland", "GPE", 40),
)
ARCS = (
    Relation("r1", "runs", "ana", "union"),
    Relation("r2", "leads", "ana", "union"),
    Relation("r3", "pays", "land", "union"),
    Relation("r4", "odd", "land", "ana"),
)


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Project]:
    """Two articles, the first with relations."""
    articles = (Article("one", TEXT, title="First"), Article("two", "Quiet."))
    project = Project.create(tmp_path / "arcs.spandesk", schema=SCHEMA, annotator="ada")
    project.add_articles(articles).result()
    edit = EditGroup(
        (*(PutSpan(None, x) for x in SPANS), *(PutRelation(None, x) for x in ARCS)), "x"
    )
    project.write_edit(articles[0], edit, why=Why.HAND, title="x").result()
    yield project
    project.close()


def arcs(project: Project) -> dict[str, str]:
    return {x.id: x.label for x in project.annotations("one").relations.values()}


def do(project: Project, change: Change) -> Plan:
    made = plan(project, change)
    perform(project, made, title="change").result()
    return made


def undo(project: Project, made: Plan) -> None:
    edits = {article_id: inverse(edit) for article_id, edit in made.edits.items()}
    steps = {article_id: StepRef() for article_id in edits}
    project.write_edits(edits, why=Why.UNDO, title="back", steps=steps).result()


def test_a_renamed_relation_is_renamed_in_the_articles_and_back(filled: Project) -> None:
    before = arcs(filled)
    change = RenameRelation("runs", "directs")
    assert articles_touched(filled, change) == ["one"]
    made = do(filled, change)
    (touch,) = made.touches
    assert (touch.words, touch.child, touch.before, touch.after, touch.kind) == (
        "Ana Petrova", "Harbour Union", "runs", "directs", TouchKind.RELATION,
    )  # fmt: skip
    assert made.titles == {"one": "First"}
    assert arcs(filled)["r1"] == "directs"
    assert filled.schema.relations == (replace(RUNS, name="directs", title="directs"), LEADS, PAYS)
    assert filled.check() == []
    undo(filled, made)
    assert (filled.schema, arcs(filled)) == (SCHEMA, before)


def test_merged_relations_say_each_thing_once(filled: Project) -> None:
    change = MergeRelations(("runs", "leads"), "leads")
    made = do(filled, change)
    assert [(x.before, x.kind) for x in made.touches] == [("runs", TouchKind.JOINED)]
    assert arcs(filled) == {"r2": "leads", "r3": "pays", "r4": "odd"}
    (leads, pays) = filled.schema.relations
    assert (leads.name, leads.heads, leads.children) == (
        "leads", ("entity:GPE", "entity:PERSON"), (),
    )  # fmt: skip
    assert pays == PAYS
    undo(filled, made)
    assert arcs(filled) == {x.id: x.label for x in ARCS}
    assert filled.schema == SCHEMA


def test_relations_merge_into_a_new_one_in_the_place_of_the_first(filled: Project) -> None:
    do(filled, MergeRelations(("leads", "pays"), "backs"))
    assert [x.name for x in filled.schema.relations] == ["runs", "backs"]
    assert filled.schema.relations[1].heads == ()
    assert arcs(filled) == {"r1": "runs", "r2": "backs", "r3": "backs", "r4": "odd"}


def test_a_relation_takes_the_name_of_arcs_that_the_schema_does_not_know(filled: Project) -> None:
    """“odd” is in no schema; what says the same already goes."""
    article = filled.article("one")
    more = PutRelation(None, Relation("r5", "pays", "land", "ana"))
    filled.write_edit(article, more, why=Why.HAND, title="x").result()
    made = do(filled, RenameRelation("pays", "odd"))
    assert arcs(filled) == {"r1": "runs", "r2": "leads", "r3": "odd", "r4": "odd"}
    undo(filled, made)
    assert arcs(filled)["r5"] == "pays"


def test_a_retired_relation_stays_where_it_is(filled: Project) -> None:
    made = do(filled, RetireRelation("runs"))
    assert [(x.after, x.kind) for x in made.touches] == [("runs", TouchKind.KEPT)]
    assert filled.schema.relation("runs") is None
    assert arcs(filled)["r1"] == "runs"
    assert relation_counts(filled) == {"runs": 1, "leads": 1, "pays": 1, "odd": 1}


@pytest.mark.parametrize(
    "change",
    [
        RenameRelation("none", "x"),
        RenameRelation("runs", "leads"),
        RenameRelation("runs", "runs"),
        RenameRelation("runs", "two words"),
        RenameRelation("runs", ""),
        MergeRelations(("runs",), "runs"),
        MergeRelations(("runs", "none"), "leads"),
        MergeRelations((), "leads"),
        RetireRelation("odd"),
    ],
)
def test_what_cannot_be_is_refused(change: RelationChange) -> None:
    with pytest.raises(SchemaChangeError):
        after(SCHEMA, change)
    assert title_of(change)


def test_an_earlier_moment_comes_under_the_names_of_today(filled: Project) -> None:
    do(filled, RenameRelation("runs", "leads_it"))
    do(filled, RenameRelation("leads_it", "heads"))
    for future in restore_moment(filled, find_moment(filled, "1")).values():
        future.result()
    assert arcs(filled)["r1"] == "heads"


def test_a_set_of_an_earlier_time_says_each_thing_once() -> None:
    schema = after(SCHEMA, MergeRelations(("runs", "leads"), "leads"))
    past = AnnotationSet(article_id="one", length=len(TEXT), spans=SPANS, relations=ARCS)
    fitted(schema, past, TEXT)
    assert {x.id: x.label for x in past.relations.values()} == {
        "r2": "leads", "r3": "pays", "r4": "odd",
    }  # fmt: skip
    # A name that is given again means itself.
    again = schema.with_relations([RUNS])
    other = AnnotationSet(article_id="one", length=len(TEXT), spans=SPANS, relations=ARCS)
    fitted(again, other, TEXT)
    assert other.relations["r1"].label == "runs"


# -- steps of the schema, and what came since ------------------------------------------------------


def test_a_step_on_relations_is_taken_back_after_others_came(filled: Project) -> None:
    """As after an import that brought relations and attributes."""
    made = do(filled, RenameRelation("runs", "directs"))
    filled.add_labels([(Layer.ENTITY, "LATER")], relations=("owns", "fears"))
    undo(filled, made)
    assert [x.name for x in filled.schema.relations] == ["runs", "leads", "pays", "owns", "fears"]
    assert filled.schema.names == SCHEMA.names | {(Layer.ENTITY, "LATER")}


def test_attributes_that_came_since_stay_at_an_undo(filled: Project) -> None:
    mood, tone = Attribute("mood"), Attribute("tone", values=("warm", "cold"))
    one = replace(SCHEMA, attributes=(mood,))
    edit = schema_edit(SCHEMA, one)
    assert edit is not None
    two = replace(one, attributes=(mood, tone))
    back = inverse(edit)
    assert isinstance(back, PutSchema)
    assert edited(two, back).attributes == (tone,)
    with pytest.raises(EditConflictError):
        edited(replace(two, attributes=(replace(mood, title="Mood"), tone)), back)


def test_a_step_of_the_time_before_is_taken_back() -> None:
    """Steps held all relations, and all attributes, as one part once."""

    def whole(*labels: RelationLabel) -> str:
        return json.dumps([relation_to_table(x) for x in labels])

    edit = PutSchema((("relations", whole(RUNS)),), (("relations", whole(LEADS, PAYS)),))
    before, now = replace(SCHEMA, relations=(RUNS,)), replace(SCHEMA, relations=(LEADS, PAYS))
    assert edited(before, edit) == now
    back = inverse(edit)
    assert isinstance(back, PutSchema)
    assert edited(now, back) == before
    owns = RelationLabel("owns")
    assert edited(replace(now, relations=(*now.relations, owns)), back).relations == (RUNS, owns)
    with pytest.raises(EditConflictError):
        edited(replace(SCHEMA, relations=(LEADS,)), back)


def test_a_draft_is_brought_onto_what_came_meanwhile() -> None:
    draft = replace(
        SCHEMA, relations=(replace(RUNS, title="leads"), PAYS), title="Mine", attributes=()
    )
    new = Label("NEW", Layer.ENTITY)
    present = replace(
        SCHEMA.with_labels([new]), relations=(RUNS, replace(LEADS, title="theirs"), PAYS)
    )
    made, kept = rebased(draft, SCHEMA, present)
    assert made.names == present.names
    assert made.title == "Mine"
    assert [x.title for x in made.relations] == ["leads", "gives money to", "theirs"]
    assert kept == ("leads",), "theirs was changed, and ours would take it out"
    assert rebased(SCHEMA, SCHEMA, present) == (present, ())
    assert schema_of(parts_of(made)) == made


def test_steps_on_relations_are_told() -> None:
    for other, words in (
        (
            after(SCHEMA, RenameRelation("runs", "directs")),
            "replaced runs in the schema by directs",
        ),
        (after(SCHEMA, RetireRelation("runs")), "took runs out of the schema"),
        (SCHEMA.with_relations([RelationLabel("owns")]), "added owns to the schema"),
    ):
        edit = schema_edit(SCHEMA, other)
        assert edit is not None
        assert describe_edit(edit, "") == [words]


def test_a_label_and_a_relation_of_one_name_are_two_things(filled: Project) -> None:
    future = set_schema(filled, SCHEMA.with_relations([RelationLabel("ORG")]), title="x")
    assert future is not None
    future.result()
    do(filled, RenameRelation("ORG", "of"))
    do(filled, RenameLabel(Layer.ENTITY, "ORG", "BODY"))
    assert filled.schema.relation("of") is not None
    assert (Layer.ENTITY, "BODY") in filled.schema.names
    assert OF_PROJECT in plan(filled, RenameRelation("of", "ORG")).edits


# -- the command line ------------------------------------------------------------------------------


def test_relations_are_renamed_merged_and_retired_from_the_command_line(
    filled: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(filled.path)
    filled.close()

    def said_by(*arguments: str) -> str:
        assert run(["schema", *arguments, "--relation"]) == 0
        return capsys.readouterr().out

    said = said_by("rename", path, "runs", "directs", "--dry-run")
    assert "“Ana Petrova” → “Harbour Union”: runs → directs (relation)" in said
    assert "rename relation runs to directs: 1 relation in 1 article would be touched" in said
    assert "1 relation in 1 article touched" in said_by("rename", path, "runs", "directs")
    rows = json.loads(said_by("merge", path, "directs", "leads", "leads", "--json"))
    assert [(row["before"], row["child"], row["kind"]) for row in rows] == [
        ("directs", "Harbour Union", "joined")
    ]
    said_by("retire", path, "pays")
    with Project.open(Path(path), read_only=True) as opened:
        assert [x.name for x in opened.schema.relations] == ["leads"]
        assert arcs(opened) == {"r2": "leads", "r3": "pays", "r4": "odd"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["split", "runs", "other", "--words", "x"],
        ["return", "runs"],
        ["rename", "runs", "other", "--role"],
        ["rename", "runs", "other", "--layer", "entity"],
    ],
)
def test_what_relations_do_not_know(filled: Project, arguments: list[str]) -> None:
    action, *rest = arguments
    filled.close()
    assert run(["schema", action, str(filled.path), *rest, "--relation"]) == 2
