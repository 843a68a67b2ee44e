"""Complete marks: what is known where, marking and taking back, and the way to the disk."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.complete.marks import (
    CompleteMark,
    LabelName,
    is_within,
    known_regions,
    paragraph_at,
    paragraphs,
)
from annotate.complete.verbs import mark_complete, unmark_complete
from annotate.describing import describe_edit
from annotate.edits import EditGroup, PutComplete, apply, changes_of, inverse
from annotate.errors import EditConflictError, OutsideTextError
from annotate.moments import copy_of, differences, edit_between
from annotate.project import Project, Why
from annotate.safety import back_up, compare, repair, restore_moment
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.store.backup import Rule
from annotate.store.history import dump_edit, load_edit
from annotate.store.sqlite import connect

PERSON: LabelName = (Layer.ENTITY, "PERSON")
ORG: LabelName = (Layer.ENTITY, "ORG")
ATTACK: LabelName = (Layer.EVENT, "ATTACK")
EVERY = (PERSON, ORG, ATTACK)
LENGTH = 30

stretches = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 12)).map(
    lambda pair: (pair[0], min(pair[0] + pair[1], LENGTH))
)
some_labels = st.sets(st.sampled_from(EVERY), min_size=1)
deeds = st.lists(st.tuples(st.booleans(), stretches, some_labels), max_size=12)


def a_set(**fields: object) -> AnnotationSet:
    return AnnotationSet(
        article_id="a",
        length=LENGTH,
        state=ArticleState.IN_PROGRESS,
        **fields,  # type: ignore[arg-type]
    )


def known_by_character(annotations: AnnotationSet) -> list[frozenset[LabelName]]:
    """For each character the labels that some mark over it speaks of: the plain meaning."""
    return [
        frozenset(
            label
            for mark in annotations.complete.values()
            if mark.start <= offset < mark.end
            for label in mark.labels
        )
        for offset in range(LENGTH)
    ]


@given(deeds, some_labels)
def test_known_is_what_every_character_says(
    script: list[tuple[bool, tuple[int, int], set[LabelName]]], asked: set[LabelName]
) -> None:
    annotations = a_set()
    plain: list[set[LabelName]] = [set() for _ in range(LENGTH)]
    for is_marking, region, labels in script:
        verb = mark_complete if is_marking else unmark_complete
        before = annotations.snapshot()
        edit = verb(annotations, [region], labels, annotator="Ana")
        for offset in range(*region):
            plain[offset] = plain[offset] | labels if is_marking else plain[offset] - labels
        if edit is None:
            continue
        apply(edit, annotations)
        assert annotations.snapshot() != before
        back = copy_of(annotations)
        apply(inverse(edit), back)
        assert back.snapshot() == before
        apply(inverse(edit), annotations)
        apply(edit, annotations)
    assert known_by_character(annotations) == plain
    regions = known_regions(annotations.complete.values(), asked)
    inside = {offset for start, end in regions for offset in range(start, end)}
    assert inside == {offset for offset in range(LENGTH) if asked <= plain[offset]}
    assert all(one[1] < other[0] for one, other in itertools.pairwise(regions))


@given(deeds, deeds)
def test_the_way_between_two_moments(
    first: list[tuple[bool, tuple[int, int], set[LabelName]]],
    second: list[tuple[bool, tuple[int, int], set[LabelName]]],
) -> None:
    moments: list[AnnotationSet] = []
    for script in (first, second):
        annotations = a_set()
        for is_marking, region, labels in script:
            verb = mark_complete if is_marking else unmark_complete
            if (edit := verb(annotations, [region], labels)) is not None:
                apply(edit, annotations)
        moments.append(annotations)
    one, two = moments
    way = edit_between(one, two, "back")
    assert (way is None) == (not differences(one, two))
    if way is not None:
        assert load_edit(dump_edit(way)) == way
        apply(way, one)
    assert one.snapshot() == two.snapshot()


def test_nothing_is_known_for_no_label_and_nothing_without_marks() -> None:
    mark = CompleteMark(0, 10, (PERSON,))
    assert known_regions([mark], []) == []
    assert known_regions([], [PERSON]) == []
    assert known_regions([mark, CompleteMark(10, 12, (PERSON,))], [PERSON]) == [(0, 12)]
    assert is_within((2, 5), [(0, 3), (4, 8)]) is False
    assert is_within((4, 8), [(0, 3), (4, 8)]) is True


def test_paragraphs_are_lines_that_are_not_blank() -> None:
    text = "One.\n \nTwo, too.\n\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["One.", "Two, too."]
    assert paragraph_at(text, 0) == (0, 4)
    assert paragraph_at(text, 4) == (0, 4)
    assert paragraph_at(text, 5) == (0, 4), "a blank line belongs to what is before it"
    assert paragraph_at(text, 9) == (7, 16)
    assert paragraph_at(text, len(text)) == (7, 16)
    assert paragraph_at("\n\nOne.", 0) == (2, 6)
    assert paragraph_at(" \n", 1) is None


def test_a_mark_takes_up_those_inside_it_and_one_that_is_said_is_not_said_again() -> None:
    annotations = a_set()
    for region in ((0, 10), (11, 20)):
        edit = mark_complete(annotations, [region], [PERSON])
        assert edit is not None
        apply(edit, annotations)
    whole = mark_complete(annotations, [(0, LENGTH)], [PERSON])
    assert whole is not None
    apply(whole, annotations)
    assert [mark.id for mark in annotations.complete.values()] == [f"0-{LENGTH}"]
    assert mark_complete(annotations, [(3, 5)], [PERSON]) is None
    assert unmark_complete(annotations, [(3, 5)], [ORG]) is None


def test_to_take_a_paragraph_out_leaves_the_rest_marked() -> None:
    annotations = a_set(complete=[CompleteMark(0, LENGTH, (PERSON, ORG))])
    edit = unmark_complete(annotations, [(5, 8)], [PERSON])
    assert edit is not None
    apply(edit, annotations)
    assert known_regions(annotations.complete.values(), [PERSON]) == [(0, 5), (8, LENGTH)]
    assert known_regions(annotations.complete.values(), [ORG]) == [(0, LENGTH)]


def test_the_first_mark_begins_the_article() -> None:
    annotations = AnnotationSet(article_id="a", length=LENGTH)
    edit = mark_complete(annotations, [(0, 5)], [PERSON])
    assert edit is not None
    changes = apply(edit, annotations)
    assert annotations.state is ArticleState.IN_PROGRESS
    assert changes.complete_regions == ((0, 5),)
    assert changes.stretches == ()


def test_what_cannot_be_is_refused_and_nothing_changes() -> None:
    annotations = a_set()
    for mark, error in (
        (CompleteMark(0, LENGTH + 1, (PERSON,)), OutsideTextError),
        (CompleteMark(0, 5, ()), EditConflictError),
    ):
        with pytest.raises(error):
            apply(PutComplete(None, mark), annotations)
    good = CompleteMark(0, 5, (PERSON,))
    for edit in (
        PutComplete(good, None),
        PutComplete(None, None),
        PutComplete(good, CompleteMark(0, 6, (PERSON,))),
    ):
        with pytest.raises(EditConflictError):
            apply(edit, annotations)
    assert annotations.complete == {}
    assert changes_of(PutComplete(None, good), "a").complete_regions == ((0, 5),)


def test_the_history_says_it_in_words() -> None:
    text = "Ana met envoys.\nNobody came."
    lines = describe_edit(PutComplete(None, CompleteMark(0, 15, (ORG, PERSON))), text)
    assert lines == ["marked “Ana met envoys.” complete for ORG and PERSON"]


# -- on the disk -----------------------------------------------------------------------------------


def test_marks_are_durable_and_go_with_their_article(tmp_path: Path) -> None:
    path = tmp_path / "test.spandesk"
    text = "Ana met envoys.\nNobody came."
    with Project.create(path, find_schema("news")) as project:
        project.add_articles(
            [Article(id="a", text=text), Article(id="b", text=text + "!")]
        ).result()
        desk = project.open_article("a")
        edits: list[EditGroup] = []
        for region, labels in (((0, 15), EVERY), ((16, 28), (PERSON,))):
            edit = mark_complete(desk.annotations, [region], labels, annotator="Ana")
            assert edit is not None
            desk.apply(edit)
            project.write_edit(desk.article, edit, why=Why.HAND, title="mark").result()
            edits.append(edit)
        said = desk.annotations.snapshot()
    with Project.open(path) as project:
        assert project.annotations("a").snapshot() == said
        assert project.annotations("b").complete == {}
        assert project.check() == []
        assert project.past.article_at("a", 1).complete.keys() == {"0-15"}
        desk = project.open_article("a")
        undo = inverse(edits[1])
        desk.apply(undo)
        project.write_edit(desk.article, undo, why=Why.UNDO, title="mark").result()
        assert project.annotations("a").complete.keys() == {"0-15"}
        # A writer that is behind does not overwrite.
        future = project.write_edit(desk.article, undo, why=Why.UNDO, title="mark")
        assert isinstance(future.exception(), EditConflictError)
        project.resume()


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A closed project in which the first line is complete for two labels."""
    path = tmp_path / "marked.spandesk"
    with Project.create(path, find_schema("news")) as project:
        project.add_articles([Article(id="a", text="Ana met envoys.\nNobody came.")]).result()
        desk = project.open_article("a")
        edit = mark_complete(desk.annotations, [(0, 15)], [PERSON, ORG], annotator="Ana")
        assert edit is not None
        desk.apply(edit)
        project.write_edit(desk.article, edit, why=Why.HAND, title="mark").result()
    return path


def damage(path: Path, statement: str) -> None:
    connection = connect(path)
    connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM complete_mark",
        "DELETE FROM complete_mark WHERE label = 'ORG'",
        "UPDATE complete_mark SET label = 'GPE' WHERE label = 'ORG'",
        'UPDATE complete_mark SET "end" = 99',
        "UPDATE complete_mark SET at = 'then' WHERE label = 'ORG'",
    ],
)
def test_a_repair_makes_the_marks_what_the_history_says(marked: Path, statement: str) -> None:
    with Project.open(marked, read_only=True) as project:
        wanted = project.annotations("a").complete
    damage(marked, statement)
    with Project.open(marked, read_only=True) as project:
        assert project.check(), "the check sees nothing"
    done = repair(marked, None, rule=Rule())
    assert done.left == []
    with Project.open(done.target) as project:
        found = project.annotations("a").complete
    assert found == wanted


def test_nothing_is_complete_in_a_text_that_was_changed_from_outside(marked: Path) -> None:
    damage(marked, "UPDATE article_text SET text = 'Ana met envoys.\nNobody left.'")
    done = repair(marked, None, rule=Rule())
    assert done.left == []
    assert "complete" in [deed.kind for deed in done.deeds]
    with Project.open(done.target) as project:
        assert project.annotations("a").complete == {}


def test_an_earlier_moment_comes_back_and_a_copy_with_other_marks_differs(
    marked: Path, tmp_path: Path
) -> None:
    with Project.open(marked) as project:
        made = back_up(project, reason="asked", rule=Rule())
        assert made is not None
        assert compare(marked, made.path).differing == ()
        for future in restore_moment(project, project.past.moment("0")).values():
            future.result()
        assert project.annotations("a").complete == {}
        assert project.check() == []
    (differing,) = compare(marked, made.path).differing
    assert differing.article_id == "a"
