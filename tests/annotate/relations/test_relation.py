"""Relations between spans: verbs and their laws, and the same through store, past and repair."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate import verbs
from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.describing import describe_edit
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, PutRelation, PutSpan, apply, inverse
from annotate.errors import EditConflictError, RelationHeadError, SchemaError, StoreError
from annotate.messages import sentence
from annotate.moments import touches
from annotate.project import Project, Why
from annotate.relations import verbs as relation_verbs
from annotate.relations.relation import Relation, RelationLabel
from annotate.safety import back_up, compare, repair, restore_moment
from annotate.schema.changes import MergeLabels, RenameLabel, SplitLabel, after
from annotate.schema.label_schema import LabelSchema, dump_schema, parse_schema
from annotate.schema.merging import take_over
from annotate.schema.parts import edited, schema_edit
from annotate.schema.rewriting import rewrite
from annotate.spans import Layer, Span
from annotate.store.backup import Rule
from annotate.tasks import project_stats
from tests.annotate.chains.test_chain import (
    ANA,
    HAND,
    LISBON,
    MET,
    NORLAND,
    SPANS,
    VARNA,
    do,
    execute,
)
from tests.annotate.ties import desk_of, require_laws, require_way, write_older

LIVES = RelationLabel("lives_in", "lives in", ("entity:PERSON",), ("entity:GPE",), "Where to.")
NEAR = RelationLabel("near")


@pytest.fixture
def desk(article: Article) -> Desk:
    return desk_of(article, SPANS)


def arcs(desk: Desk) -> list[tuple[str, str, str]]:
    return sorted(relation.key for relation in desk.annotations.relations.values())


def only(desk: Desk) -> Relation:
    (relation,) = desk.annotations.relations.values()
    return relation


# -- verbs -----------------------------------------------------------------------------------------


def test_two_spans_are_tied_once_and_either_way(desk: Desk) -> None:
    do(desk, relation_verbs.relate(desk, ANA, NORLAND, "lives_in", hand=HAND))
    assert (only(desk).key, only(desk).annotator) == (("lives_in", "s1", "s3"), "tester")
    assert relation_verbs.relate(desk, ANA, NORLAND, "lives_in", hand=HAND) is None
    assert relation_verbs.relate(desk, ANA, ANA, "near", hand=HAND) is None
    do(desk, relation_verbs.relate(desk, NORLAND, ANA, "lives_in", hand=HAND))
    do(desk, relation_verbs.relate(desk, ANA, NORLAND, "near", hand=HAND))
    assert len(arcs(desk)) == 3
    own = relation_verbs.relations_of(desk, "s3")
    assert [relation.head_id for relation in own] == ["s3", "s1", "s1"], "its own first"


def test_a_relation_begins_at_no_event_and_may_end_at_one(desk: Desk) -> None:
    with pytest.raises(RelationHeadError) as caught:
        relation_verbs.relate(desk, MET, ANA, "near", hand=HAND)
    assert "fills a role" in sentence(caught.value)
    do(desk, relation_verbs.relate(desk, ANA, MET, "saw", hand=HAND))
    with pytest.raises(RelationHeadError):
        relation_verbs.reverse(desk, only(desk))


def test_a_relation_is_renamed_turned_and_taken_away(desk: Desk) -> None:
    do(desk, relation_verbs.relate(desk, ANA, NORLAND, "lives_in", hand=HAND))
    made = only(desk)
    do(desk, relation_verbs.rename(desk, made, "near"))
    assert relation_verbs.rename(desk, only(desk), "near") is None
    do(desk, relation_verbs.reverse(desk, only(desk)))
    assert (only(desk).id, only(desk).key) == (made.id, ("near", "s3", "s1"))
    do(desk, relation_verbs.unrelate(desk, [only(desk)]))
    assert arcs(desk) == []
    assert relation_verbs.unrelate(desk, []) is None
    assert len(desk.spans) == len(SPANS)


def test_a_span_that_is_deleted_takes_its_relations_with_it_in_one_step(desk: Desk) -> None:
    do(desk, relation_verbs.relate(desk, ANA, NORLAND, "lives_in", hand=HAND))
    do(desk, relation_verbs.relate(desk, LISBON, NORLAND, "near", hand=HAND))
    do(desk, relation_verbs.relate(desk, LISBON, VARNA, "near", hand=HAND))
    before = desk.annotations.snapshot()
    edit = verbs.remove(desk, NORLAND, hand=HAND)
    do(desk, edit)
    assert arcs(desk) == [("near", "s4", "s6")]
    do(desk, inverse(edit))
    assert desk.annotations.snapshot() == before
    do(desk, verbs.remove_all(desk, hand=HAND))
    assert arcs(desk) == []


def test_a_span_that_becomes_an_event_loses_the_relations_that_begin_at_it(desk: Desk) -> None:
    do(desk, relation_verbs.relate(desk, ANA, NORLAND, "lives_in", hand=HAND))
    do(desk, relation_verbs.relate(desk, NORLAND, LISBON, "near", hand=HAND))
    do(desk, verbs.relabel(desk, NORLAND, label="MEET", layer=Layer.EVENT, hand=HAND))
    assert arcs(desk) == [("lives_in", "s1", "s3")]


def test_the_first_relation_of_a_new_article_begins_it(article: Article) -> None:
    annotations = AnnotationSet(article_id="a1", length=len(article.text), spans=SPANS)
    desk = Desk(article, annotations)
    do(desk, relation_verbs.relate(desk, ANA, NORLAND, "near", hand=HAND))
    assert desk.annotations.state is ArticleState.IN_PROGRESS


def test_the_schema_says_which_relations_fit(schema: LabelSchema) -> None:
    both = replace(schema, relations=(LIVES, NEAR))
    assert relation_verbs.fitting(replace(both, relations=(NEAR, LIVES)), ANA, NORLAND)[0] == LIVES
    assert relation_verbs.fitting(both, NORLAND, ANA) == [NEAR, LIVES]
    assert relation_verbs.fitting(replace(schema, relations=(LIVES,)), NORLAND, ANA) == [LIVES]
    assert relation_verbs.fitting(schema, ANA, NORLAND) == []


def test_what_stands_in_the_same_paragraph_is_likelier_than_the_end_of_the_one_before(
    article: Article, schema: LabelSchema
) -> None:
    text = "They fled to Varna.\n\nAna Petrova was born in Lisbon."
    places = [text.index(word) for word in ("Varna", "Ana", "Lisbon")]
    varna, ana, lisbon = (
        replace(VARNA, id=f"at {start}", start=start, end=start + 5) for start in places
    )
    annotations = AnnotationSet(article_id=article.id, length=len(text), spans=(varna, ana, lisbon))
    desk = Desk(replace(article, text=text), annotations)

    assert relation_verbs.candidates(desk, schema, ana) == (lisbon.id, varna.id)


def test_steps_on_relations_in_words(desk: Desk) -> None:
    spans = {span.id: span for span in SPANS}

    def said(edit: Edit | None) -> list[str]:
        assert edit is not None
        return describe_edit(edit, desk.article.text, spans=spans)

    edit = relation_verbs.relate(desk, ANA, NORLAND, "lives_in", hand=HAND)
    (line,) = said(edit)
    assert line.startswith("added the relation “")
    assert "” lives_in “" in line
    do(desk, edit)
    assert said(relation_verbs.rename(desk, only(desk), "near"))[0].startswith("changed the relat")
    assert said(relation_verbs.unrelate(desk, [only(desk)]))[0].startswith("removed the relation")


# -- edits -----------------------------------------------------------------------------------------

ARC = Relation("r1", "near", "s1", "s3")


@pytest.mark.parametrize(
    "edit",
    [
        PutRelation(None, None),
        PutRelation(ARC, None),
        PutRelation(ARC, Relation("r2", "near", "s1", "s3")),
        PutRelation(None, Relation("r1", "near", "s1", "s1")),
        PutRelation(None, Relation("r1", "", "s1", "s3")),
        EditGroup((PutRelation(None, ARC), PutRelation(None, replace(ARC, id="r2")))),
    ],
)
def test_relations_that_cannot_be_are_a_conflict_and_change_nothing(desk: Desk, edit: Edit) -> None:
    before = desk.annotations.snapshot()
    with pytest.raises(EditConflictError):
        apply(edit, desk.annotations)
    assert desk.annotations.snapshot() == before


def test_changes_name_the_relations(desk: Desk) -> None:
    changes = apply(PutRelation(None, ARC), desk.annotations)
    assert changes.relation_ids == {"r1"}
    assert not changes.is_empty


# -- laws, through the real store ------------------------------------------------------------------

_NUMBERS = itertools.count()
CHOICES = ("relate", "relate", "relate", "rename", "reverse", "unrelate", "remove", "event", "undo")
scripts = st.lists(
    st.tuples(st.sampled_from(CHOICES), st.integers(0, 5), st.integers(0, 5)), max_size=14
)


def chosen(desk: Desk, choice: str, one: int, two: int) -> Edit | None:
    """The edit of one line of a script; None where it cannot be."""
    spans, relations = list(desk.spans), list(desk.annotations.relations.values())
    if not spans:
        return None
    first, second = spans[one % len(spans)], spans[two % len(spans)]
    relation = relations[one % len(relations)] if relations else None
    is_event = first.layer is Layer.EVENT
    label, layer = ("ORG", Layer.ENTITY) if is_event else ("MEET", Layer.EVENT)
    edit: Edit | None = None
    with suppress(RelationHeadError):
        match choice:
            case "relate":
                edit = relation_verbs.relate(desk, first, second, f"r{two % 2}", hand=HAND)
            case "rename" if relation is not None:
                edit = relation_verbs.rename(desk, relation, f"r{two % 3}")
            case "reverse" if relation is not None:
                edit = relation_verbs.reverse(desk, relation)
            case "unrelate" if relation is not None:
                edit = relation_verbs.unrelate(desk, [relation])
            case "remove":
                edit = verbs.remove(desk, first, hand=HAND)
            case "event":
                edit = verbs.relabel(desk, first, label=label, layer=layer, hand=HAND)
            case _:
                pass
    return edit


def is_sound(annotations: AnnotationSet) -> bool:
    """Each between two spans that are there, the first no event, and none twice."""
    keys = [relation.key for relation in annotations.relations.values()]
    return len(set(keys)) == len(keys) and all(
        (head := annotations.spans.get(relation.head_id)) is not None
        and head.layer is Layer.ENTITY
        and relation.child_id in annotations.spans
        and relation.head_id != relation.child_id
        for relation in annotations.relations.values()
    )


@settings(max_examples=25)  # each makes a file of its own
@given(scripts)
def test_any_script_is_sound_durable_and_taken_back(
    make_project: Callable[..., Project], article: Article, script: list[tuple[str, int, int]]
) -> None:
    project = make_project(f"relations-{next(_NUMBERS)}", articles=(article,))
    require_laws(project, SPANS, script, chosen, is_sound)


@given(scripts, scripts)
def test_any_two_moments_have_an_edit_between_them(
    one: list[tuple[str, int, int]], two: list[tuple[str, int, int]]
) -> None:
    require_way(
        SPANS, one, two, chosen, lambda made: {relation.key for relation in made.relations.values()}
    )


# -- the store -------------------------------------------------------------------------------------


@pytest.fixture
def related(project: Project) -> Project:
    """A project with six spans and two relations, in three steps."""
    article = project.article("a1")
    for edit in (
        EditGroup(tuple(PutSpan(None, span) for span in SPANS)),
        PutRelation(None, Relation("r1", "lives_in", "s1", "s3", "tester", "2026-01-01")),
        PutRelation(None, Relation("r2", "near", "s4", "s6")),
    ):
        project.write_edit(article, edit, why=Why.HAND, title="x").result()
    return project


def plain(project: Project) -> dict[str, tuple[str, str, str]]:
    return {name: item.key for name, item in project.annotations("a1").relations.items()}


BOTH = {"r1": ("lives_in", "s1", "s3"), "r2": ("near", "s4", "s6")}


def test_relations_come_back_equal_and_are_counted(related: Project) -> None:
    found = related.annotations("a1").relations["r1"]
    assert found == Relation("r1", "lives_in", "s1", "s3", "tester", "2026-01-01")
    assert touches(related.past.edit(2), "s3")
    assert not touches(related.past.edit(3), "s3")
    assert project_stats(related)["relations"] == 2


@pytest.mark.parametrize(
    "relation",
    [
        Relation("r3", "near", "s4", "nobody"),
        Relation("r3", "near", "s4", "s4"),
        Relation("r3", "near", "s4", "s6"),
        Relation("r3", "", "s1", "s6"),
        Relation("", "near", "s1", "s6"),
    ],
)
def test_tables_refuse_what_no_relation_can_be(related: Project, relation: Relation) -> None:
    with pytest.raises(StoreError):
        related.write_edit(
            related.article("a1"), PutRelation(None, relation), why=Why.HAND, title="x"
        ).result()
    related.resume()
    assert plain(related) == BOTH


def test_a_stale_writer_changes_no_relation(related: Project) -> None:
    stale = Relation("r1", "near", "s1", "s3")
    with pytest.raises(EditConflictError):
        related.write_edit(
            related.article("a1"), PutRelation(stale, None), why=Why.HAND, title="x"
        ).result()
    related.resume()


def test_a_moment_before_the_relation_comes_back(related: Project) -> None:
    for future in restore_moment(related, related.past.moment("2")).values():
        future.result()
    assert set(plain(related)) == {"r1"}


def test_a_backup_with_other_relations_differs(related: Project) -> None:
    made = back_up(related, reason="asked", rule=Rule())
    assert made is not None
    assert compare(related.path, made.path).differing == ()
    edit = PutRelation(related.annotations("a1").relations["r2"], None)
    related.write_edit(related.article("a1"), edit, why=Why.HAND, title="x").result()
    (found,) = compare(related.path, made.path).differing
    assert found.article_id == "a1"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE relation SET head_id = 's2' WHERE id = 'r1'",
        "UPDATE relation SET child_id = 'gone' WHERE id = 'r1'",
        "DELETE FROM relation WHERE id = 'r2'",
        "UPDATE relation SET label = 'far' WHERE id = 'r2'",
    ],
)
def test_damaged_relations_are_found_and_follow_the_history_again(
    related: Project, statement: str
) -> None:
    related.close()
    execute(related.path, statement)
    with Project.open(related.path, read_only=True) as damaged:
        assert damaged.check() != []
    done = repair(related.path, None, rule=Rule())
    assert done.left == []
    with Project.open(done.target, read_only=True) as mended:
        assert plain(mended) == BOTH


def test_without_a_history_a_relation_that_cannot_be_goes(related: Project) -> None:
    related.close()
    execute(
        related.path,
        "DELETE FROM history WHERE seq = 1",
        "UPDATE relation SET head_id = 's2' WHERE id = 'r1'",
        "UPDATE relation SET child_id = 'gone' WHERE id = 'r2'",
    )
    done = repair(related.path, None, rule=Rule())
    assert {item.kind for item in done.left} == {"history"}, "which has a gap"
    assert len([deed for deed in done.deeds if deed.kind == "relation"]) == 2
    with Project.open(done.target, read_only=True) as mended:
        assert plain(mended) == {}


def test_a_project_of_the_version_before_has_no_relations_and_takes_them(
    make_project: Callable[..., Project], article: Article, tmp_path: Path
) -> None:
    project = make_project("new", articles=(article,))
    project.write_edit(
        article, EditGroup(tuple(PutSpan(None, x) for x in SPANS)), why=Why.HAND, title="x"
    ).result()
    project.close()
    old = tmp_path / "old.spandesk"
    write_older(project.path, old, version=6)
    with Project.open(old) as opened:
        assert plain(opened) == {}
        opened.write_edit(article, PutRelation(None, ARC), why=Why.HAND, title="x").result()
        assert plain(opened) == {"r1": ("near", "s1", "s3")}
        assert opened.check() == []


# -- the schema ------------------------------------------------------------------------------------


def test_a_schema_with_relations_comes_back_from_toml_and_from_the_project(
    project: Project, schema: LabelSchema
) -> None:
    both = replace(schema, relations=(LIVES, NEAR))
    assert parse_schema(dump_schema(both), source="x") == both
    project.set_schema(both).result()
    project.close()
    with Project.open(project.path) as again:
        assert again.schema.relations == (LIVES, NEAR)
        assert again.schema.relation("near") == NEAR
        again.add_labels((), relations=("near", "owns"))
        assert [item.name for item in again.schema.relations] == ["lives_in", "near", "owns"]
        assert again.add_labels((), relations=("near", "owns")) is None


@pytest.mark.parametrize(
    "table", ['name = "has blanks"', 'name = "near"\nheads = ["thing:GPE"]', 'title = "nameless"']
)
def test_relations_that_no_schema_can_have_are_refused(schema: LabelSchema, table: str) -> None:
    text = dump_schema(replace(schema, relations=())) + f"\n[[relation]]\n{table}\n"
    with pytest.raises(SchemaError):
        parse_schema(text, source="x")


def test_steps_on_the_schema_hold_its_relations(schema: LabelSchema) -> None:
    both = replace(schema, relations=(LIVES, NEAR))
    edit = schema_edit(schema, both)
    assert edit is not None
    assert edited(schema, edit) == both
    assert edited(both, schema_edit(both, schema) or edit) == schema
    assert schema_edit(both, both) is None


def test_a_label_that_is_renamed_or_split_is_so_in_relations(schema: LabelSchema) -> None:
    both = replace(schema, relations=(LIVES, NEAR))
    renamed = after(both, RenameLabel(Layer.ENTITY, "GPE", "PLACE"))
    assert renamed.relations[0].children == ("entity:PLACE",)
    split = after(both, SplitLabel(Layer.ENTITY, "GPE", {"norland": "STATE"}, {}))
    assert set(split.relations[0].children) == {"entity:GPE", "entity:STATE"}


def test_a_schema_takes_over_the_relations_of_another(schema: LabelSchema) -> None:
    source = replace(schema, relations=(LIVES, NEAR))
    taken = take_over(replace(schema, relations=(NEAR,)), source)
    assert taken.relations == ("lives_in",)
    assert taken.schema.relations == (NEAR, LIVES)


def test_spans_that_become_one_bring_their_relations_together(schema: LabelSchema) -> None:
    org = Span("s7", 35, 42, "ORG", Layer.ENTITY)
    annotations = AnnotationSet(
        article_id="a1",
        length=200,
        spans=(ANA, NORLAND, org),
        relations=(
            Relation("r1", "near", "s1", "s3"),
            Relation("r2", "near", "s1", "s7"),
            Relation("r3", "near", "s3", "s7"),
        ),
    )
    before = annotations.snapshot()
    change = MergeLabels(Layer.ENTITY, ("GPE",), "ORG")
    edit = rewrite(schema, change, annotations, "x" * 200).edit
    assert edit is not None
    apply(edit, annotations)
    assert is_sound(annotations)
    assert len(annotations.relations) == 1
    apply(inverse(edit), annotations)
    assert annotations.snapshot() == before
