"""Snapping: spans off the tokens get the nearest whole tokens, and nothing else moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotate.annotations import AnnotationSet
from annotate.articles import Article, ArticleState, Tokens
from annotate.desk import Desk
from annotate.edits import apply, inverse
from annotate.pipeline import blank, make_doc, tokens_of
from annotate.snapping import Fit, fit_of, off_tokens, snap, snap_all
from annotate.spans import Layer, Span
from annotate.training.alignment import align_spans
from annotate.verbs import Hand

HAND = Hand("tester")
TEXT = "Covid-19 reached Kyiv and  Lagos, Nigeria."


def desk_with(*spans: Span, text: str = TEXT, tokens: Tokens | None = None) -> Desk:
    annotations = AnnotationSet(
        article_id="a", length=len(text), spans=spans, state=ArticleState.IN_PROGRESS
    )
    return Desk(Article("a", text), annotations, tokens=tokens or tokens_of(text))


def span(start: int, end: int, label: str = "GPE", *, name: str = "") -> Span:
    return Span(name or f"{start}-{end}-{label}", start, end, label, Layer.ENTITY)


def surfaces(desk: Desk) -> list[str]:
    return [desk.surface(item) for item in desk.spans]


def test_a_span_that_fits_is_left_alone() -> None:
    kyiv = span(17, 21)
    desk = desk_with(kyiv)
    assert fit_of(desk.tokens, kyiv) is None
    assert snap(desk, kyiv, expands=True, hand=HAND) is None
    assert snap_all(desk, hand=HAND) is None
    rough = desk_with(span(0, 5), tokens=Tokens.rough(TEXT))
    assert off_tokens(rough) == [], "nobody can tell yet"


def test_expand_and_contract() -> None:
    cut = span(19, 35)  # "iv and  Lagos, N"
    desk = desk_with(cut)
    assert fit_of(desk.tokens, cut) == Fit((22, 33), (17, 41))
    edit = snap(desk, cut, expands=True, hand=HAND)
    assert edit is not None
    desk.apply(edit)
    assert surfaces(desk) == ["Kyiv and  Lagos, Nigeria"]
    desk.apply(inverse(edit))
    edit = snap(desk, desk.spans.get(cut.id) or cut, expands=False, hand=HAND)
    assert edit is not None
    desk.apply(edit)
    assert surfaces(desk) == ["and  Lagos,"]


def test_a_span_inside_one_token_only_expands() -> None:
    part = span(0, 5)
    desk = desk_with(part)
    assert fit_of(desk.tokens, part) == Fit(None, (0, 8))
    assert snap(desk, part, expands=False, hand=HAND) is None
    blank_only = span(25, 27)
    assert fit_of(desk.tokens, blank_only) == Fit(None, None)


def test_no_span_is_said_twice() -> None:
    whole, part, other = span(0, 8), span(0, 5), span(6, 8)
    desk = desk_with(whole, part)
    assert snap(desk, part, expands=True, hand=HAND) is None
    assert snap_all(desk, hand=HAND) is None
    desk = desk_with(part, other)
    edit = snap_all(desk, hand=HAND)
    assert edit is not None
    desk.apply(edit)
    assert surfaces(desk) == ["Covid-19", "19"], "the second stays for a person to look at"


def test_all_at_once_is_one_step_that_goes_back() -> None:
    spans = (span(0, 5), span(18, 21), span(27, 31, "ORG"))
    desk = desk_with(*spans)
    before = list(desk.spans)
    edit = snap_all(desk, hand=HAND)
    assert edit is not None
    desk.apply(edit)
    assert surfaces(desk) == ["Covid-19", "Kyiv", "Lagos"]
    assert off_tokens(desk) == []
    apply(inverse(edit), desk.annotations)
    assert list(desk.spans) == before


@given(st.data())
def test_what_fits_is_what_the_export_takes(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    end = data.draw(st.integers(start + 1, len(TEXT)))
    one = span(start, end)
    fit = fit_of(tokens_of(TEXT), one)
    aligned = align_spans(make_doc(blank(), TEXT), Article("a", TEXT), [one])
    assert (fit is None) == bool(aligned.aligned)
    if fit is None:
        return
    (described,) = aligned.unaligned
    for ours, theirs in ((fit.contract, described.contract), (fit.expand, described.expand)):
        assert ours == ((theirs.start, theirs.end) if theirs else None)
