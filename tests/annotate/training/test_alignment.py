"""Spans on tokens: exact, or listed with their text and the nearest stretches."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from annotate.articles import Article
from annotate.pipeline import blank
from annotate.spans import Layer, Span
from annotate.training.alignment import Alignment, Misfit, Stretch, align_spans
from tests.annotate.training.sample import entity, event


@cache
def english() -> Language:
    return blank("en")


def aligned(text: str, *spans: Span) -> Alignment:
    return align_spans(english().tokenizer(text), Article("a", text, title="T"), spans)


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("A U.S.-backed force", "U.S."),
        ("A U.N.-brokered truce", "brokered"),
        ("Cases of Covid-19 fell", "Covid-19"),
        ("The Kyiv–Moscow line", "Moscow"),
        ("On Sept.11 they met", "11"),
        ("The truce ended.[3] Then", "ended"),
        ("Zelensky’s visit", "Zelensky"),
        ("🇺🇦 Kyiv 🎉 and Львів", "Kyiv"),
        ("🇺🇦 Kyiv 🎉 and Львів", "Львів"),
        ("Tallinn\n\nParis", "Paris"),
    ],
)
def test_spans_inside_compounds_fit_with_the_rules(text: str, surface: str) -> None:
    span = entity(text, surface, "X")
    found = aligned(text, span)
    assert found.unaligned == []
    [(source, on_tokens)] = found.aligned
    assert source is span
    assert (on_tokens.text, on_tokens.label_, on_tokens.id_) == (surface, "X", span.id)


def test_a_span_inside_a_token_is_listed_with_what_would_fit() -> None:
    text = "The frontrunner won."
    span = entity(text, "runner", "ORG")
    found = aligned(text, span)
    assert found.aligned == []
    [item] = found.unaligned
    assert (item.text, item.start, item.end) == ("runner", span.start, span.end)
    assert (item.span_id, item.label, item.layer) == (span.id, "ORG", Layer.ENTITY)
    assert (item.article_id, item.article_title) == ("a", "T")
    assert item.reason is Misfit.OFF_TOKENS
    assert item.contract is None
    assert item.expand == Stretch(4, 15, "frontrunner")
    assert found.unsure == [(1, 2)]


def test_both_ways_to_mend_are_offered() -> None:
    text = "Old New York City hall"
    span = Span("s", 2, 14, "GPE", Layer.ENTITY)
    [item] = aligned(text, span).unaligned
    assert item.contract == Stretch(4, 12, "New York")
    assert item.expand == Stretch(0, 17, "Old New York City")


@pytest.mark.parametrize("surface", [" Kyiv", "Kyiv ", "Kyiv\n\n", "\n\nthen"])
def test_white_space_at_an_edge_is_no_span_for_spacy(surface: str) -> None:
    text = "In Kyiv \n\nthen Kyiv\n\nthen"
    span = entity(text, surface, "GPE")
    [item] = aligned(text, span).unaligned
    assert item.reason is Misfit.WHITE_SPACE
    assert item.text == surface
    assert item.contract is not None
    assert item.contract.text == surface.strip()


def test_white_space_alone_can_be_mended_by_nothing() -> None:
    [item] = aligned("a \n\n b", Span("s", 1, 3, "GPE", Layer.ENTITY)).unaligned
    assert (item.contract, item.expand) == (None, None)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (2, 99), (50, 60)])
def test_offsets_that_are_no_stretch_are_listed_too(start: int, end: int) -> None:
    [item] = aligned("Short text", Span("s", start, end, "GPE", Layer.ENTITY)).unaligned
    assert item.reason is Misfit.OUTSIDE_TEXT


def test_a_span_without_label_is_listed_because_spacy_would_drop_it() -> None:
    [item] = aligned("Kyiv", Span("s", 0, 4, "", Layer.ENTITY)).unaligned
    assert item.reason is Misfit.NO_LABEL


def test_unaligned_events_leave_the_entities_of_their_tokens_alone() -> None:
    text = "The frontrunner won."
    assert aligned(text, event(text, "runner", "WIN")).unsure == []


@given(
    st.text(alphabet="ab .-\n’Ж🎉U1", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(-2, 42), st.integers(-2, 44)), max_size=12),
)
def test_every_span_is_either_exact_or_listed(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [
        Span(str(number), start, end, "X", Layer.ENTITY)
        for number, (start, end) in enumerate(pairs)
    ]
    found = aligned(text, *spans)
    assert [span.id for span, _ in found.aligned] + [] == [
        span.id for span in spans if span.id not in {item.span_id for item in found.unaligned}
    ]
    for span, on_tokens in found.aligned:
        assert on_tokens.text == text[span.start : span.end]
        assert (on_tokens.start_char, on_tokens.end_char) == (span.start, span.end)
    for item in found.unaligned:
        for stretch in (item.contract, item.expand):
            if stretch is not None:
                assert text[stretch.start : stretch.end] == stretch.text
                assert stretch.text == stretch.text.strip()
                fits = Span("f", stretch.start, stretch.end, "X", Layer.ENTITY)
                assert aligned(text, fits).unaligned == []
