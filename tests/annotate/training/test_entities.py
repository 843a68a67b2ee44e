"""Which entities `doc.ents` holds: the stated rule, and nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.spans import Layer, Span
from annotate.training.entities import choose_entities

ORDER = {"PERSON": 0, "GPE": 1, "ORG": 2}


def entity(start: int, end: int, label: str = "ORG", span_id: str = "") -> Span:
    return Span(span_id or f"{start}-{end}-{label}", start, end, label, Layer.ENTITY)


def chosen(*spans: Span) -> tuple[list[str], list[tuple[str, str]]]:
    kept, rest = choose_entities([(span, None) for span in spans], ORDER)  # type: ignore[misc]
    return [span.id for span, _ in kept], [(pair[0].id, winner.id) for pair, winner in rest]


def test_spans_side_by_side_are_all_kept_in_text_order() -> None:
    assert chosen(entity(5, 9), entity(0, 5), entity(12, 13)) == (
        ["0-5-ORG", "5-9-ORG", "12-13-ORG"],
        [],
    )


def test_the_longer_wins_wherever_it_begins() -> None:
    assert chosen(entity(0, 4), entity(3, 9)) == (["3-9-ORG"], [("0-4-ORG", "3-9-ORG")])
    assert chosen(entity(0, 9), entity(3, 5)) == (["0-9-ORG"], [("3-5-ORG", "0-9-ORG")])


def test_of_equal_length_the_earlier_wins() -> None:
    assert chosen(entity(2, 6), entity(0, 4)) == (["0-4-ORG"], [("2-6-ORG", "0-4-ORG")])


def test_on_the_same_place_the_label_that_stands_first_in_the_schema_wins() -> None:
    assert chosen(entity(0, 4, "GPE"), entity(0, 4, "PERSON"))[0] == ["0-4-PERSON"]
    assert chosen(entity(0, 4, "ZZZ"), entity(0, 4, "ORG"))[0] == ["0-4-ORG"]
    assert chosen(entity(0, 4, "ZZZ"), entity(0, 4, "YYY"))[0] == ["0-4-YYY"]


def test_the_same_statement_twice_is_settled_by_id() -> None:
    assert chosen(entity(0, 4, span_id="b"), entity(0, 4, span_id="a")) == (["a"], [("b", "a")])


def test_what_a_loser_displaced_is_free_again() -> None:
    # 3-9 loses to 8-20, and 0-4 overlaps only the loser.
    kept, rest = chosen(entity(0, 4), entity(3, 9), entity(8, 20))
    assert kept == ["0-4-ORG", "8-20-ORG"]
    assert rest == [("3-9-ORG", "8-20-ORG")]


SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 12), st.sampled_from([*ORDER, "NEW", "市"])),
    max_size=25,
)


@given(SPANS)
def test_nothing_vanishes_and_nothing_chosen_overlaps(
    rows: list[tuple[int, int, str]],
) -> None:
    spans = [
        entity(start, start + length, label, f"{number}")
        for number, (start, length, label) in enumerate(rows)
    ]
    kept, rest = choose_entities([(span, None) for span in spans], ORDER)  # type: ignore[misc]
    assert (
        sorted(span.id for span, _ in kept) + sorted(pair[0].id for pair, _ in rest) != []
        or not spans
    )
    assert {span.id for span, _ in kept} | {pair[0].id for pair, _ in rest} == {
        span.id for span in spans
    }
    ends = [span.end for span, _ in kept]
    starts = [span.start for span, _ in kept]
    assert all(end <= start for end, start in zip(ends, starts[1:], strict=False))
    for (loser, _), winner in rest:
        assert winner.start < loser.end
        assert loser.start < winner.end
        assert winner.end - winner.start >= loser.end - loser.start
        assert winner in [span for span, _ in kept]


@given(SPANS, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order(
    rows: list[tuple[int, int, str]], random: object
) -> None:
    spans = [
        entity(start, start + length, label, f"{number}")
        for number, (start, length, label) in enumerate(rows)
    ]
    shuffled = list(spans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert chosen(*spans) == chosen(*shuffled)
