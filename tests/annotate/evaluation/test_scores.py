"""Strict scores against spaCy's own scorer, relaxed ones against every possible pairing."""

from __future__ import annotations

from itertools import permutations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.scorer import PRFScore, Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example

from annotate.evaluation.marks import Mark, Scope, merged_labels
from annotate.evaluation.scores import NOTHING, Scores, Tally, relaxed, strict, total
from annotate.spans import Layer

WORDS = 12
LABELS = ("GPE", "ORG", "PERSON")


def entity(start: int, end: int, label: str = "GPE") -> Mark:
    return Mark(Layer.ENTITY, start, end, label)


@st.composite
def marks(draw: st.DrawFn, most: int = 8) -> set[Mark]:
    """Marks on words that are four characters apart, overlapping as they like."""
    found: set[Mark] = set()
    for _ in range(draw(st.integers(0, most))):
        first = draw(st.integers(0, WORDS - 1))
        last = draw(st.integers(first, min(first + 3, WORDS - 1)))
        found.add(entity(4 * first, 4 * last + 3, draw(st.sampled_from(LABELS))))
    return found


def doc_of(marks: set[Mark]) -> Doc:
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=["abc"] * WORDS)
    doc.spans["sc"] = [
        Span(doc, mark.start // 4, mark.end // 4 + 1, label=mark.label) for mark in sorted(marks)
    ]
    return doc


@given(marks(), marks())
def test_strict_agrees_with_spacy(gold: set[Mark], found: set[Mark]) -> None:
    example = Example(doc_of(found), doc_of(gold))
    scores = Scorer.score_spans(
        [example], "spans_sc", getter=lambda doc, _: doc.spans["sc"], allow_overlap=True,
        labeled=True, has_annotation=lambda _: True,
    )  # fmt: skip
    ours = strict(gold, found)
    theirs = PRFScore()
    theirs.score_set({tuple(mark) for mark in found}, {tuple(mark) for mark in gold})
    assert (ours.right, ours.spurious, ours.missed) == (theirs.tp, theirs.fp, theirs.fn)
    if gold or found:
        # spaCy adds the smallest float to what it divides by.
        assert ours.precision == pytest.approx(scores["spans_sc_p"] or 0.0)
        assert ours.recall == pytest.approx(scores["spans_sc_r"] or 0.0)
        assert ours.f1 == pytest.approx(scores["spans_sc_f"] or 0.0)
    for label in LABELS:
        own = strict(
            {mark for mark in gold if mark.label == label},
            {mark for mark in found if mark.label == label},
        )
        per_type = (scores["spans_sc_per_type"] or {}).get(label)
        if per_type is not None:
            assert own.f1 == pytest.approx(per_type["f"])
        else:
            assert own == NOTHING


def best_pairing(gold: list[Mark], found: list[Mark]) -> int:
    """The largest pairing by trying all of them."""
    short, long = sorted((gold, found), key=len)

    def fits(one: Mark, other: Mark) -> bool:
        return one.label == other.label and one.start < other.end and other.start < one.end

    return max(
        sum(fits(one, other) for one, other in zip(short, chosen, strict=True))
        for chosen in permutations(long, len(short))
    )


@given(marks(most=5), marks(most=5))
def test_relaxed_is_the_best_of_all_pairings(gold: set[Mark], found: set[Mark]) -> None:
    tally = relaxed(gold, found)
    assert tally == Tally(best_pairing(list(gold), list(found)), len(found), len(gold))


@given(marks(), marks())
def test_relaxed_is_never_below_strict(gold: set[Mark], found: set[Mark]) -> None:
    assert relaxed(gold, found).right >= strict(gold, found).right
    assert relaxed(gold, found).right <= min(len(gold), len(found))


@given(marks(), marks())
def test_what_is_missed_one_way_is_spurious_the_other(gold: set[Mark], found: set[Mark]) -> None:
    for count in (strict, relaxed):
        there, back = count(gold, found), count(found, gold)
        assert (there.missed, there.spurious) == (back.spurious, back.missed)
        assert there.f1 == pytest.approx(back.f1)


def test_a_long_span_does_not_stand_for_all_that_it_covers() -> None:
    gold = {entity(0, 3), entity(4, 7), entity(8, 11)}
    assert relaxed(gold, {entity(0, 11)}) == Tally(1, 1, 3)


def test_an_augmenting_path_as_long_as_the_article() -> None:
    """Each gold span overlaps two suggestions; greedily from the left the last one is left over."""
    gold = {entity(10 * place, 10 * place + 12) for place in range(5_000)}
    found = {entity(10 * place + 1, 10 * place + 12) for place in range(5_000)}
    assert relaxed(gold, found).right == 5_000


def test_layers_do_not_meet() -> None:
    event = Mark(Layer.EVENT, 0, 3, "GPE")
    assert relaxed({entity(0, 3)}, {event}) == Tally(0, 1, 1)
    assert strict({entity(0, 3)}, {event}) == Tally(0, 1, 1)


def test_nothing_scores_nothing_and_does_not_divide_by_it() -> None:
    assert (NOTHING.precision, NOTHING.recall, NOTHING.f1) == (0, 0, 0)
    assert strict((), {entity(0, 3)}).precision == 0


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3)))
def test_totals_add_up(counts: list[tuple[int, int, int]]) -> None:
    tallies = [Tally(*each) for each in counts]
    everything = NOTHING
    for tally in tallies:
        everything = everything.plus(tally)
    assert total(tallies) == everything
    assert Scores(everything, NOTHING).plus(Scores()).strict == everything


def test_merged_labels_are_one() -> None:
    scope = Scope(merged=merged_labels([["GPE", "LOC"], ["ORG"]]))
    assert scope.counted(entity(0, 3, "LOC")) == entity(0, 3, "GPE/LOC")
    assert scope.counted(entity(0, 3, "ORG")) == entity(0, 3, "ORG")
