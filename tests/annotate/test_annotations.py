"""The index of stretches and the edits on a set, against plain lists as oracle."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from annotate.annotations import AnnotationSet, Decision, SpanIndex, Ties
from annotate.articles import ArticleState
from annotate.edits import (
    Edit,
    EditGroup,
    PutDecision,
    PutFrame,
    PutRelation,
    PutSpan,
    PutState,
    apply,
    inverse,
)
from annotate.errors import (
    AnnotateError,
    EditConflictError,
    OutsideTextError,
    OverlapForbiddenError,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Layer, Span
from annotate.store.history import dump_edit, load_edit
from tests.annotate.strategies import LENGTH, decisions, spans, stretches

unique_spans = st.lists(
    spans(st.integers(0, 10_000).map(str)), max_size=25, unique_by=lambda span: span.id
)


def in_order(items: list[Span]) -> list[Span]:
    return sorted(items, key=lambda item: (item.start, -item.end, item.id))


@given(unique_spans, stretches)
def test_overlapping_finds_what_a_scan_finds(items: list[Span], stretch: tuple[int, int]) -> None:
    start, end = stretch
    expected = [item for item in in_order(items) if item.start < end and start < item.end]
    assert SpanIndex(items).overlapping(start, end) == expected


@given(
    st.lists(st.tuples(st.integers(0, 30_000), st.sampled_from([1, 40, 1_999, 2_001, 20_000]))),
    st.integers(0, 50_000),
    st.integers(1, 3_000),
    st.data(),
)
def test_long_spans_are_found_with_short_ones(
    places: list[tuple[int, int]], start: int, length: int, data: st.DataObject
) -> None:
    items = [
        Span(f"s{number}", place, place + size, "GPE", Layer.ENTITY)
        for number, (place, size) in enumerate(places)
    ]
    index = SpanIndex(items[::2])
    for item in items[1::2]:
        index.put(item)
    for item in data.draw(st.lists(st.sampled_from(items), unique=True)) if items else []:
        index.remove(item.id)
        items.remove(item)
    end = start + length
    expected = [item for item in in_order(items) if item.start < end and start < item.end]
    assert index.overlapping(start, end) == expected


@given(unique_spans, st.integers(0, LENGTH))
def test_neighbours_are_those_of_the_text_order(items: list[Span], place: int) -> None:
    index = SpanIndex(items)
    ordered = in_order(items)
    assert list(index) == ordered
    for before, after in pairwise(ordered):
        assert index.after(before.start, before.end, before.id) == after
        assert index.before(after.start, after.end, after.id) == before
    first = next((item for item in ordered if item.start >= place), None)
    assert index.after(place, LENGTH + 1, "") == first


@given(unique_spans, st.data())
def test_put_and_remove_keep_the_order(items: list[Span], data: st.DataObject) -> None:
    index: SpanIndex[Span] = SpanIndex()
    kept: dict[str, Span] = {}
    for item in items:
        index.put(item)
        kept[item.id] = item
        if data.draw(st.booleans()):
            moved = item.resized(*data.draw(stretches))
            index.put(moved)
            kept[item.id] = moved
        if data.draw(st.integers(0, 4)) == 0:
            index.remove(item.id)
            del kept[item.id]
    assert list(index) == in_order(list(kept.values()))
    assert len(index) == len(kept)
    assert all(item.id in index for item in kept.values())


def make_set(items: list[Span]) -> AnnotationSet:
    made = AnnotationSet(article_id="a", length=LENGTH)
    for item in items:
        if made.spans.get(item.id) is None and made.same_span(item) is None:
            apply(PutSpan(None, item), made)
    return made


SPAN = Span("s", 2, 7, "ORG", Layer.ENTITY)


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (PutSpan(None, SPAN.resized(-1, 3)), OutsideTextError),
        (PutSpan(None, SPAN.resized(3, 3)), OutsideTextError),
        (PutSpan(None, SPAN.resized(50, LENGTH + 1)), OutsideTextError),
        (PutSpan(SPAN, None), EditConflictError),
        (PutSpan(None, None), EditConflictError),
        (PutState(ArticleState.DONE, ArticleState.NEW), EditConflictError),
        (PutFrame(EventFrame("f", "s"), None), EditConflictError),
        (PutDecision(None, None), EditConflictError),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(
    edit: Edit, error: type[AnnotateError]
) -> None:
    made = make_set([])
    before = made.snapshot()
    with pytest.raises(error):
        apply(edit, made)
    assert made.snapshot() == before


def test_the_same_statement_twice_is_refused() -> None:
    made = make_set([SPAN])
    twin = Span("t", SPAN.start, SPAN.end, SPAN.label, SPAN.layer)
    with pytest.raises(OverlapForbiddenError):
        apply(PutSpan(None, twin), made)
    apply(PutSpan(None, twin.relabelled("GPE")), made)


@given(unique_spans, st.lists(spans(), min_size=1, max_size=6))
def test_a_group_is_made_whole_or_not_at_all(base: list[Span], more: list[Span]) -> None:
    made = make_set(base)
    before = made.snapshot()
    group = EditGroup((*(PutSpan(None, item) for item in more), PutSpan(SPAN, None)), "doomed")
    with pytest.raises(AnnotateError):
        apply(group, made)
    assert made.snapshot() == before


@given(unique_spans, spans(), decisions())
def test_the_inverse_takes_back_exactly(base: list[Span], span: Span, decision: Decision) -> None:
    made = make_set(base)
    before = made.snapshot()
    frame = EventFrame("f", span.id, (Argument("Agent", span.id),), (("polarity", "negative"),))
    present = made.spans.get(span.id)
    edit = EditGroup(
        (
            PutSpan(present, span),
            PutFrame(None, frame),
            PutDecision(None, decision),
            PutState(ArticleState.NEW, ArticleState.IN_PROGRESS),
        ),
        "many things",
    )
    try:
        apply(edit, made)
    except OverlapForbiddenError:
        assert made.snapshot() == before
        return
    after = made.snapshot()
    assert after != before
    apply(inverse(edit), made)
    assert made.snapshot() == before
    apply(inverse(inverse(edit)), made)
    assert made.snapshot() == after
    assert load_edit(dump_edit(edit)) == edit
    assert load_edit(dump_edit(inverse(edit))) == inverse(edit)


class UndoMachine(RuleBasedStateMachine):
    """Random edits, undo and redo; the set is always what a list of snapshots says."""

    steps = Bundle("steps")

    def __init__(self) -> None:
        super().__init__()
        self.made = AnnotationSet(article_id="a", length=LENGTH)
        self.done: list[Edit] = []
        self.undone: list[Edit] = []
        self.snapshots = [self.made.snapshot()]

    @rule(span=spans())
    def put(self, span: Span) -> None:
        present = self.made.spans.get(span.id)
        if self.made.same_span(span) is None and present != span:
            self._do(PutSpan(present, span))

    @rule(number=st.integers(0, 8))
    def remove(self, number: int) -> None:
        present = self.made.spans.get(f"s{number}")
        if present is not None:
            self._do(PutSpan(present, None))

    @rule(state=st.sampled_from(list(ArticleState)))
    def state(self, state: ArticleState) -> None:
        if state is not self.made.state:
            self._do(PutState(self.made.state, state))

    @rule()
    def undo(self) -> None:
        if self.done:
            edit = self.done.pop()
            apply(inverse(edit), self.made)
            self.undone.append(edit)

    @rule()
    def redo(self) -> None:
        if self.undone:
            edit = self.undone.pop()
            apply(edit, self.made)
            self.done.append(edit)

    def _do(self, edit: Edit) -> None:
        apply(edit, self.made)
        self.done.append(edit)
        self.undone.clear()
        del self.snapshots[len(self.done) :]
        self.snapshots.append(self.made.snapshot())

    @invariant()
    def is_as_remembered(self) -> None:
        assert self.made.snapshot() == self.snapshots[len(self.done)]


TestUndo = UndoMachine.TestCase


@given(
    st.lists(
        st.tuples(
            st.sampled_from("fgh"), st.lists(st.sampled_from("abcd"), max_size=3), st.booleans()
        )
    )
)
def test_ties_are_found_by_each_of_their_spans(steps: list[tuple[str, list[str], bool]]) -> None:
    """Whatever is put, put again and taken out: as a look at all of them finds them."""
    ties: Ties[EventFrame] = Ties({"f": EventFrame("f", "a", (Argument("Agent", "b"),))})
    for frame_id, span_ids, is_out in steps:
        if is_out and frame_id in ties:
            del ties[frame_id]
        elif span_ids:
            fillers = tuple(Argument("Agent", span_id) for span_id in span_ids[1:])
            ties[frame_id] = EventFrame(frame_id, span_ids[0], fillers)
        for span_id in "abcd":
            expected = {x.id for x in ties.values() if span_id in x.span_ids}
            found = ties.at(span_id)
            assert {x.id for x in found} == expected
            assert len(found) == len(expected)
            assert all(ties[x.id] is x for x in found)


def test_relations_are_put_without_a_look_at_all_others() -> None:
    """Each was compared with every other one: a step with thousands took minutes."""
    annotations = AnnotationSet(article_id="a", length=10)
    looked = 0

    class Counted(Relation):
        __slots__ = ()

        @property
        def span_ids(self) -> tuple[str, str]:
            nonlocal looked
            looked += 1
            return (self.head_id, self.child_id)

    count = 500
    edits = [PutRelation(None, Counted(f"r{n}", "x", f"h{n}", f"c{n}")) for n in range(count)]
    apply(EditGroup(tuple(edits)), annotations)
    assert looked < 5 * count
    assert [x.id for x in annotations.relations_with("c7")] == ["r7"]
    for span_id in ("h7", "c7"):
        assert [x.id for x in annotations.relations_with(span_id)] == ["r7"]
