"""Rows of frames, and cells of them that are edited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState
from annotate.chains.chain import Chain
from annotate.desk import Desk
from annotate.edits import inverse
from annotate.errors import AttributeTextError, UnknownLabelError, WordsNotThereError
from annotate.event_table.columns import ARGUMENTS, COLUMNS, Column, column_of
from annotate.event_table.editing import choices, edit_cell, places_of
from annotate.event_table.filtering import EventFilter, order_by
from annotate.event_table.names import name_of
from annotate.event_table.rows import EventRow, rows_of, with_values
from annotate.frames.event_frame import Argument, EventFrame
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal
from annotate.verbs import Hand

TEXT = (
    "Norland forces shelled the port of Varna last Tuesday, killing at least 40 sailors. "
    "General Ada Moss of the Norland army ordered the raid; the raid ended on Friday. "
    "Ada Moss met envoys in Lisbon in March."
)
HAND = Hand("tester")


def span(number: int, words: str, label: str, layer: Layer = Layer.ENTITY, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(f"s{number}", start, start + len(words), label, layer)


SPANS = (
    span(0, "shelled", "ATTACK", Layer.EVENT),
    span(1, "Norland forces", "ORG"),
    span(2, "Varna", "GPE"),
    span(3, "last Tuesday", "DATE"),
    span(4, "at least 40", "CARDINAL"),
    span(5, "met", "MEET", Layer.EVENT),
    span(6, "Ada Moss", "PERSON", nth=1),
    span(7, "Lisbon", "GPE"),
    span(8, "raid", "ATTACK", Layer.EVENT),
)
SHELLING = EventFrame(
    "f1",
    "s0",
    (
        Argument("Agent", "s1"),
        Argument("Place", "s2"),
        Argument("Time", "s3"),
        Argument("Killed", "s4"),
    ),
    (("polarity", "positive"),),
)
MEETING = EventFrame("f2", "s5", (Argument("Agent", "s6"), Argument("Place", "s7")))
SCHEMA = LabelSchema(
    name="test",
    labels=(
        Label("PERSON", Layer.ENTITY),
        Label("ORG", Layer.ENTITY),
        Label("GPE", Layer.ENTITY),
        Label("DATE", Layer.ENTITY),
        Label("CARDINAL", Layer.ENTITY),
        Label(
            "ATTACK",
            Layer.EVENT,
            roles=(
                Role("Agent", fillers=("entity:PERSON", "entity:ORG", "entity:GPE")),
                Role("Patient", cardinality=Cardinality(0, 1), fillers=("entity",)),
                Role("Recipient", title="Before whom", fillers=("entity:PERSON",)),
                Role("Place", fillers=("entity:GPE",)),
                Role("Time", fillers=("entity:DATE",)),
                Role("Killed", fillers=("entity:CARDINAL",)),
                Role("Instrument"),
            ),
        ),
        Label("MEET", Layer.EVENT),
    ),
    attributes=(Attribute("polarity", values=("positive", "negative")),),
)


def desk(*, proposals: tuple[Proposal, ...] = (), state: ArticleState = ArticleState.DONE) -> Desk:
    article = Article("a", TEXT, title="A raid", date="2026-03-18", state=state)
    annotations = AnnotationSet(
        article_id="a", length=len(TEXT), spans=SPANS, frames=(SHELLING, MEETING), state=state
    )
    return Desk(article, annotations, proposals=proposals)


def rows(there: Desk) -> dict[str, EventRow]:
    found = rows_of(there.article, there.annotations)
    return {row.frame_id: with_values(row) for row in found}


def edited(there: Desk, column: Column, text: str, frame_id: str = "f1") -> EventRow:
    """The row after the edit, which is undone exactly afterwards and made again."""
    before = there.annotations.snapshot()
    edit = edit_cell(there, SCHEMA, frame_id, column, text, hand=HAND)
    assert edit is not None
    there.apply(edit)
    after = there.annotations.snapshot()
    there.apply(inverse(edit))
    assert there.annotations.snapshot() == before
    there.apply(edit)
    assert there.annotations.snapshot() == after
    return rows(there)[frame_id]


# -- rows ------------------------------------------------------------------------------------------


def test_a_row_says_who_did_what_to_whom_where_and_when() -> None:
    shelling, meeting = rows(desk()).values()
    assert [shelling.text(column) for column in COLUMNS] == [
        "ATTACK",
        "Norland forces",
        "shelled",
        "",
        "Varna",
        "last Tuesday",
        "Killed: at least 40",
        "",
        "polarity=positive",
        "A raid",
    ]
    assert shelling.values(Column.WHEN) == ("2026-03-17",)
    assert shelling.values(Column.HOW_MANY) == ("≥40",)
    assert meeting.label == "MEET"


def test_a_frame_without_its_trigger_has_no_row() -> None:
    annotations = AnnotationSet(
        article_id="a", length=len(TEXT), spans=SPANS[1:], frames=(SHELLING,)
    )
    assert rows_of(Article("a", TEXT), annotations) == ()


@pytest.mark.parametrize(
    ("role", "column"),
    [
        ("Agent", Column.WHO),
        ("ARG0", Column.WHO),
        ("attacker", Column.WHO),
        ("Theme2", Column.WHOM),
        ("Recipient", Column.WHOM),
        ("Time-Within", Column.WHEN),
        ("Number_killed", Column.HOW_MANY),
        ("Injured", Column.HOW_MANY),
        ("ArgM-LOC", Column.WHERE),
        ("Goal", Column.WHERE),
        ("Instrument", Column.OTHER),
        ("Предмет", Column.OTHER),
    ],
)
def test_roles_fold_into_columns(role: str, column: Column) -> None:
    assert column_of(role) is column


def test_every_argument_stands_in_exactly_one_column() -> None:
    row = rows(desk())["f1"]
    shown = [item for column in ARGUMENTS for item in row.fillers(column)]
    assert sorted(shown, key=lambda item: item.span_id) == sorted(
        row.arguments, key=lambda item: item.span_id
    )


# -- filters and order -----------------------------------------------------------------------------


def test_filters() -> None:
    found = list(rows(desk()).values())
    takes = lambda **wanted: [row.frame_id for row in found if EventFilter(**wanted).takes(row)]  # noqa: E731
    assert takes() == ["f1", "f2"]
    assert takes(words="varna NORLAND") == ["f1"]
    assert takes(words="2026-03-17") == ["f1"]
    assert takes(words="varna lisbon") == []
    assert takes(labels=frozenset({"MEET"})) == ["f2"]
    assert takes(states=frozenset({ArticleState.NEW})) == []
    assert takes(article_id="other") == []


def test_dates_sort_by_their_value_numbers_by_theirs_and_nothing_comes_last() -> None:
    row = rows(desk())["f1"]

    def with_filler(role: str, surface: str, value: str, frame_id: str) -> EventRow:
        filler = replace(row.arguments[0], role=role, surface=surface, value=value)
        return replace(row, frame_id=frame_id, arguments=(filler,))

    times = [
        with_filler("Time", "yesterday", "2026-03-17", "b"),
        with_filler("Time", "April", "2025-04", "a"),
        with_filler("Time", "for weeks", "", "c"),
        with_filler("Time", "three weeks", "P3W", "d"),
        with_filler("Agent", "x", "", "e"),
    ]
    assert [r.frame_id for r in sorted(times, key=order_by(Column.WHEN))] == list("abcde")
    numbers = [
        with_filler("Killed", "a hundred", "100", "c"),
        with_filler("Killed", "nine", "9", "a"),
        with_filler("Killed", "at least 40", "≥40", "b"),
        with_filler("Killed", "several", "", "d"),
    ]
    assert [r.frame_id for r in sorted(numbers, key=order_by(Column.HOW_MANY))] == list("abcd")


# -- editing ---------------------------------------------------------------------------------------


def test_words_that_overlap_move_the_boundaries_of_the_span() -> None:
    there = desk()
    row = edited(there, Column.WHERE, "the port of Varna")
    (filler,) = row.fillers(Column.WHERE)
    assert (filler.span_id, filler.surface) == ("s2", "the port of Varna")


def test_the_boundaries_move_in_every_frame_that_shares_the_span() -> None:
    there = desk()
    there.annotations.frames["f2"] = replace(MEETING, arguments=(Argument("Place", "s2"),))
    edited(there, Column.WHERE, "port of Varna")
    assert rows(there)["f2"].text(Column.WHERE) == "port of Varna"


def test_another_span_takes_the_place_of_the_filler() -> None:
    there = desk()
    row = edited(there, Column.WHERE, "Lisbon")
    assert row.fillers(Column.WHERE)[0].span_id == "s7"
    assert there.spans.get("s2") is not None


def test_words_without_a_span_become_one_with_the_label_of_the_filler_before() -> None:
    there = desk()
    row = edited(there, Column.WHO, "General Ada Moss")
    (filler,) = row.fillers(Column.WHO)
    assert (filler.label, filler.surface, filler.role) == ("ORG", "General Ada Moss", "Agent")


def test_a_first_filler_gets_the_label_that_its_role_asks_for() -> None:
    row = edited(desk(), Column.WHOM, "sailors")
    (filler,) = row.fillers(Column.WHOM)
    assert (filler.role, filler.label) == ("Patient", "PERSON")
    row = edited(desk(), Column.WHEN, "last Tuesday; on Friday")
    assert [item.label for item in row.fillers(Column.WHEN)] == ["DATE", "DATE"]


@pytest.mark.parametrize("role", [Role("Cause"), Role("Cause", fillers=("entity:ORG", "event"))])
def test_a_new_span_gets_no_label_that_is_given_no_more(role: Role) -> None:
    schema = LabelSchema(
        name="test",
        labels=(
            Label("ORG", Layer.ENTITY, is_retired=True),
            Label("RANK", Layer.ENTITY, is_retired=True),
            Label("BODY", Layer.ENTITY),
            Label("ATTACK", Layer.EVENT, roles=(role,)),
        ),
    )
    there = desk()
    edit = edit_cell(there, schema, "f1", Column.WHO, "Norland forces; Cause: envoys", hand=HAND)
    assert edit is not None
    there.apply(edit)
    [made] = [item for item in there.spans if item not in SPANS]
    assert (made.layer, made.label) == (
        (Layer.EVENT, "ATTACK") if role.fillers else (Layer.ENTITY, "BODY")
    )


def test_a_role_that_is_full_gives_way_to_the_next_and_a_named_one_is_taken() -> None:
    row = edited(desk(), Column.WHOM, "sailors; Ada Moss")
    assert [item.role for item in row.fillers(Column.WHOM)] == ["Patient", "Recipient"]
    row = edited(desk(), Column.WHOM, "Recipient: Ada Moss")
    (filler,) = row.fillers(Column.WHOM)
    assert (filler.role, filler.span_id) == ("Recipient", "s6")
    row = edited(desk(), Column.WHOM, "before whom: Ada Moss")
    assert row.fillers(Column.WHOM)[0].role == "Recipient"
    row = edited(desk(), Column.OTHER, "Instrument: the raid")
    assert row.text(Column.OTHER) == "Instrument: the raid"


def test_a_cell_may_add_keep_and_empty() -> None:
    there = desk()
    row = edited(there, Column.WHO, "Norland forces; Norland army")
    assert row.text(Column.WHO) == "Norland forces; Norland army"
    row = edited(there, Column.WHO, "Norland army")
    assert row.text(Column.WHO) == "Norland army"
    row = edited(there, Column.WHO, "")
    assert row.fillers(Column.WHO) == ()
    assert there.spans.get("s1") is not None


def test_a_suggestion_with_the_words_is_accepted() -> None:
    start = TEXT.index("sailors")
    proposal = Proposal(start, start + 7, "PERSON", Layer.ENTITY, 0.9, "rules", "")
    there = desk(proposals=(proposal,))
    row = edited(there, Column.WHOM, "sailors")
    decision = there.annotations.decision_for_span(row.fillers(Column.WHOM)[0].span_id)
    assert decision is not None
    assert decision.kind == "accepted"


def test_the_type_and_the_trigger() -> None:
    there = desk()
    assert edited(there, Column.LABEL, "MEET").label == "MEET"
    row = edited(desk(), Column.TRIGGER, "the raid")
    assert (row.trigger.surface, row.trigger.label) == ("the raid", "ATTACK")
    row = edited(desk(), Column.TRIGGER, "raid")
    assert row.trigger.span_id == "s8"
    row = edited(desk(), Column.TRIGGER, "forces shelled")
    assert (row.trigger.span_id, row.trigger.surface) == ("s0", "forces shelled")


def test_attributes() -> None:
    row = edited(desk(), Column.ATTRIBUTES, "polarity=negative; modality = planned")
    assert row.attributes == (("modality", "planned"), ("polarity", "negative"))
    assert edited(desk(), Column.ATTRIBUTES, "").attributes == ()


@pytest.mark.parametrize("column", [*ARGUMENTS, Column.TRIGGER])
def test_words_that_do_not_stand_in_the_article_are_refused(column: Column) -> None:
    there = desk()
    before = there.annotations.snapshot()
    with pytest.raises(WordsNotThereError) as caught:
        edit_cell(there, SCHEMA, "f1", column, "Atlantis", hand=HAND)
    assert caught.value.fields == {"words": "Atlantis"}
    assert there.annotations.snapshot() == before


def test_other_things_that_are_refused() -> None:
    with pytest.raises(UnknownLabelError):
        edit_cell(desk(), SCHEMA, "f1", Column.LABEL, "NOPE", hand=HAND)
    with pytest.raises(AttributeTextError):
        edit_cell(desk(), SCHEMA, "f1", Column.ATTRIBUTES, "negative", hand=HAND)


@pytest.mark.parametrize("text", [": Varna", "Nobody: Varna", "Place Varna"])
def test_a_colon_without_a_role_belongs_to_the_words(text: str) -> None:
    with pytest.raises(WordsNotThereError):
        edit_cell(desk(), SCHEMA, "f1", Column.WHOM, text, hand=HAND)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_cell_that_says_what_it_said_is_no_step(column: Column) -> None:
    there = desk()
    text = rows(there)["f1"].text(column)
    assert edit_cell(there, SCHEMA, "f1", column, text, hand=HAND) is None
    assert edit_cell(there, SCHEMA, "gone", column, text, hand=HAND) is None


def test_the_first_step_begins_a_new_article() -> None:
    there = desk(state=ArticleState.NEW)
    edited(there, Column.WHERE, "Lisbon; port")
    assert there.annotations.state is ArticleState.IN_PROGRESS


WORDS = TEXT.replace(";", "").split()


@settings(max_examples=400)
@given(
    st.sampled_from([*ARGUMENTS, Column.TRIGGER]),
    st.lists(
        st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 3)).map(
            lambda pair: " ".join(WORDS[pair[0] : pair[0] + pair[1]])
        ),
        max_size=3,
    ),
)
def test_any_words_of_the_article_make_one_step_that_is_undone_exactly(
    column: Column, words: list[str]
) -> None:
    there = desk()
    before = there.annotations.snapshot()
    wanted = [part.strip(".,;") for part in words if part.strip(".,;")]
    if column is Column.TRIGGER:
        wanted = wanted[:1] or ["raid"]
    text = "; ".join(wanted)
    try:
        edit = edit_cell(there, SCHEMA, "f1", column, text, hand=HAND)
    except WordsNotThereError:  # cut out of two sentences
        assert there.annotations.snapshot() == before
        return
    if edit is None:
        return
    there.apply(edit)
    said = rows(there)["f1"]
    surfaces = {item.surface.casefold() for item in said.fillers(column)}
    if column is not Column.OTHER:
        assert surfaces == {part.casefold() for part in wanted}
    there.apply(inverse(edit))
    assert there.annotations.snapshot() == before


def test_where_words_stand() -> None:
    assert places_of("a raid, a  raid\nb raider", "a raid") == [(0, 6), (8, 15)]
    assert places_of("The Raid", "raid") == [(4, 8)]
    assert places_of("U.S. troops", "U.S.") == [(0, 4)]
    assert places_of("anything", "") == []


def test_what_may_be_chosen_has_what_fits_first() -> None:
    there = desk()
    assert choices(there, SCHEMA, "f1", Column.LABEL) == ["ATTACK", "MEET"]
    assert choices(there, SCHEMA, "f1", Column.ATTRIBUTES) == [
        "polarity=positive",
        "polarity=negative",
    ]
    assert choices(there, SCHEMA, "f1", Column.WHERE)[:2] == ["Varna", "Lisbon"]
    assert choices(there, SCHEMA, "f1", Column.TRIGGER)[:2] == ["shelled", "raid"]
    assert choices(there, SCHEMA, "gone", Column.WHERE) == []


def test_the_schema_is_asked_about_a_row_without_its_article() -> None:
    from annotate.event_table.rows import faults_of_row
    from annotate.frames.checks import FrameFaultKind, faults_of

    there = desk()
    there.annotations.frames["f3"] = EventFrame(
        "f3",
        "s8",
        (Argument("Place", "s1"), Argument("Topic", "s2"), Argument("Patient", "s2")),
        (("polarity", "maybe"),),
    )
    for row in rows(there).values():
        frame = there.annotations.frames[row.frame_id]
        assert faults_of_row(SCHEMA, row) == faults_of(SCHEMA, there.annotations, frame)
    kinds = {fault.kind for fault in faults_of_row(SCHEMA, rows(there)["f3"])}
    assert {
        FrameFaultKind.FORBIDDEN_FILLER,
        FrameFaultKind.UNKNOWN_ROLE,
        FrameFaultKind.UNKNOWN_VALUE,
    } == kinds


# -- names in chains -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "mentions", "name"),
    [
        ("she", ["General Ada Moss", "she", "Moss"], "General Ada Moss"),
        ("Moss", ["Ada Moss", "Moss"], "Ada Moss"),
        ("Ada Moss", ["Ada Moss", "Moss"], ""),
        ("the general", ["the general", "Ada Moss"], "Ada Moss"),
        ("the army", ["the army", "it"], ""),
        ("it", ["the Norland Army", "it"], "the Norland Army"),
        ("they", [], ""),
    ],
)
def test_a_mention_stands_for_the_longest_name_of_its_chain(
    surface: str, mentions: list[str], name: str
) -> None:
    assert name_of(surface, mentions) == name


def test_a_row_tells_whom_a_mention_stands_for() -> None:
    there = desk()
    general = span(9, "General", "PERSON")
    there.annotations.spans.put(general)
    chain = Chain("c1", Layer.ENTITY, ("s9", "s6"))
    there.annotations.put_chain(chain)
    there.annotations.frames["f2"] = replace(MEETING, arguments=(Argument("Agent", "s9"),))
    row = rows(there)["f2"]
    assert row.fillers(Column.WHO)[0].name == "Ada Moss"
    assert row.meanings(Column.WHO) == ("Ada Moss",)
    assert "ada moss" in row.folded()
    assert rows(there)["f1"].meanings(Column.WHERE) == ()
    assert rows(there)["f1"].meanings(Column.WHEN) == ("2026-03-17",)
