"""One article as a Doc: what is an entity, outside, missing, in a group, in a frame."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from annotate.articles import Article, ArticleState
from annotate.frames.event_frame import Argument, EventFrame
from annotate.pipeline import blank
from annotate.spans import Layer, Span
from annotate.training.dataset import AnnotatedArticle, RejectedSpan
from annotate.training.docs import (
    ENTITIES,
    EVENTS,
    FRAMES_KEY,
    INCORRECT,
    INCORRECT_EVENTS,
    OVERLAPPING,
    BuiltDoc,
    Overlap,
    build_doc,
    overlap_of,
)
from tests.annotate.training.sample import annotated, entity, event

ORDER = {"PERSON": 0, "GPE": 1, "ORG": 2}


@cache
def english() -> Language:
    return blank("en")


def built(item: AnnotatedArticle, *, spans_key: str = "") -> BuiltDoc:
    return build_doc(english(), item, label_order=ORDER, spans_key=spans_key)


def texts(doc: Doc, key: str) -> list[str]:
    return [span.text for span in doc.spans[key]]


def iob(doc: Doc) -> str:
    """One sign a token: E in an entity, O outside, - missing."""
    return "".join({0: "-", 1: "E", 2: "O", 3: "E"}[token.ent_iob] for token in doc)


def test_entities_and_events_go_to_their_places() -> None:
    text = "Ada Norwood met ministers in Kyiv."
    result = built(
        annotated(
            text,
            entity(text, "Ada Norwood", "PERSON"),
            entity(text, "Kyiv", "GPE"),
            event(text, "met", "MEET"),
        )
    )
    assert [(ent.text, ent.label_) for ent in result.doc.ents] == [
        ("Ada Norwood", "PERSON"),
        ("Kyiv", "GPE"),
    ]
    assert [(span.text, span.label_) for span in result.doc.spans[EVENTS]] == [("met", "MEET")]
    assert iob(result.doc) == "EEOOOEO"
    assert set(result.doc.spans) == {EVENTS}
    assert (result.missing_tokens, result.group_lengths) == (0, {1: 1})


def test_the_event_group_is_there_even_when_it_is_empty() -> None:
    text = "Kyiv."
    assert list(built(annotated(text, entity(text, "Kyiv", "GPE"))).doc.spans[EVENTS]) == []


def test_span_ids_are_kept() -> None:
    text = "Ada met Bo in Kyiv City."
    spans = [entity(text, "Kyiv City", "ORG"), entity(text, "Kyiv", "GPE"), event(text, "met", "M")]
    doc = built(annotated(text, *spans)).doc
    assert [ent.id_ for ent in doc.ents] == [spans[0].id]
    assert [span.id_ for span in doc.spans[OVERLAPPING]] == [spans[1].id]
    assert [span.id_ for span in doc.spans[EVENTS]] == [spans[2].id]


def test_tokens_of_a_displaced_entity_are_missing_not_outside() -> None:
    text = "Bank of New York offices"
    long, short = entity(text, "Bank of New", "ORG"), entity(text, "New York", "GPE")
    result = built(annotated(text, long, short))
    assert iob(result.doc) == "EEE-O"
    assert result.missing_tokens == 1
    [item] = result.overlapping
    assert (item.text, item.label, item.displaced_by) == ("New York", "GPE", long.id)


def test_tokens_of_an_unaligned_entity_are_missing_not_outside() -> None:
    text = "A frontrunner won."
    result = built(annotated(text, entity(text, "runner", "PERSON")))
    assert iob(result.doc) == "O-OO"
    assert [item.text for item in result.unaligned] == ["runner"]


def test_an_unfinished_article_says_nothing_about_the_rest() -> None:
    text = "Ada met Bo in Kyiv."
    item = annotated(text, entity(text, "Ada", "PERSON"), state=ArticleState.IN_PROGRESS)
    result = built(item)
    assert iob(result.doc) == "E-----"
    assert result.missing_tokens == 5
    assert result.doc.user_data["spandesk"]["is_finished"] is False


def test_everything_goes_to_the_further_group_when_asked() -> None:
    text = "Bank of New York met."
    spans = (
        entity(text, "Bank of New York", "ORG"),
        entity(text, "New York", "GPE"),
        event(text, "met", "MEET"),
    )
    result = built(annotated(text, *spans), spans_key="sc")
    assert texts(result.doc, "sc") == ["Bank of New York", "New York", "met"]
    assert result.group_lengths == {4: 1, 2: 1, 1: 1}


@pytest.mark.parametrize(
    ("spans", "overlap"),
    [
        ([], Overlap.NONE),
        ([(0, 1, "A")], Overlap.NONE),
        ([(0, 1, "A"), (1, 2, "B"), (5, 6, "A")], Overlap.NONE),
        ([(0, 2, "A"), (1, 3, "A")], Overlap.PARTIAL),
        ([(0, 9, "A"), (1, 2, "A"), (5, 6, "B")], Overlap.PARTIAL),
        ([(0, 2, "A"), (0, 1, "B")], Overlap.PARTIAL),
        ([(0, 2, "A"), (0, 2, "B")], Overlap.SAME_PLACE),
        ([(0, 2, "A"), (0, 2, "A")], Overlap.NONE),
        ([(0, 9, "A"), (3, 4, "A"), (3, 4, "B")], Overlap.SAME_PLACE),
    ],
)
def test_overlap_is_told(spans: list[tuple[int, int, str]], overlap: Overlap) -> None:
    assert overlap_of(reversed(spans)) is overlap


def test_the_overlap_is_that_of_the_group_that_is_learned() -> None:
    text = "Kyiv fell."
    item = annotated(text, entity(text, "Kyiv", "GPE"), event(text, "Kyiv", "X"))
    assert built(item).overlap is Overlap.NONE
    assert built(item, spans_key="sc").overlap is Overlap.SAME_PLACE


def test_rejected_spans_are_told_apart_by_layer() -> None:
    text = "Jordan met May in May."
    item = AnnotatedArticle(
        Article("a", text, state=ArticleState.DONE),
        (entity(text, "May", "PERSON"),),
        rejected=(
            RejectedSpan(0, 6, "GPE", Layer.ENTITY),
            RejectedSpan(7, 10, "MEET", Layer.EVENT),
            RejectedSpan(11, 14, "PERSON", Layer.ENTITY),  # gold by now
            RejectedSpan(1, 6, "GPE", Layer.ENTITY),  # off the tokens
        ),
    )
    result = built(item)
    assert texts(result.doc, INCORRECT) == ["Jordan"]
    assert texts(result.doc, INCORRECT_EVENTS) == ["met"]
    assert result.rejected == 1


def test_frames_are_plain_data_with_both_kinds_of_offsets() -> None:
    text = "Ada met Bo in Ky-iv."
    met, ada, place = (
        event(text, "met", "MEET"),
        entity(text, "Ada", "PERSON"),
        entity(text, "y-i", "GPE"),
    )
    frame = EventFrame(
        "f1",
        met.id,
        (Argument("who", ada.id), Argument("where", place.id), Argument("lost", "gone")),
        (("tense", "past"),),
    )
    doc = built(annotated(text, met, ada, place, frames=(frame,))).doc
    assert doc.user_data[FRAMES_KEY] == [
        {
            "id": "f1",
            "trigger": {
                "span_id": met.id,
                "label": "MEET",
                "layer": "event",
                "start": 4,
                "end": 7,
                "start_token": 1,
                "end_token": 2,
                "text": "met",
            },
            "arguments": [
                {
                    "role": "who",
                    "span_id": ada.id,
                    "label": "PERSON",
                    "layer": "entity",
                    "start": 0,
                    "end": 3,
                    "start_token": 0,
                    "end_token": 1,
                    "text": "Ada",
                },
                {
                    "role": "where",
                    "span_id": place.id,
                    "label": "GPE",
                    "layer": "entity",
                    "start": 15,
                    "end": 18,
                    "start_token": None,
                    "end_token": None,
                    "text": "y-i",
                },
                {"role": "lost", "span_id": "gone"},
            ],
            "attributes": {"tense": "past"},
        }
    ]


def test_particulars_of_the_article_travel() -> None:
    article = Article(
        "id7", "Kyiv.", title="T", source="wire", date="2024-05-01", language="uk",
        state=ArticleState.DONE, meta=(("author", "A. N."),),
    )  # fmt: skip
    doc = built(AnnotatedArticle(article)).doc
    assert doc.user_data["spandesk"] == {
        "article_id": "id7",
        "title": "T",
        "source": "wire",
        "date": "2024-05-01",
        "language": "uk",
        "is_finished": True,
        "meta": {"author": "A. N."},
    }


TEXT = "Ada Norwood–Kyiv U.S.-backed 🎉 Львів\n\nCovid-19 ended.[3] “Yes”he  said"


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(TEXT)),
            st.integers(1, 14),
            st.sampled_from([*ORDER, "市", "🎉", "A-B"]),
            st.sampled_from(list(Layer)),
        ),
        max_size=20,
    ),
    st.booleans(),
    st.sampled_from(["", "sc"]),
)
def test_no_gold_span_vanishes(
    rows: list[tuple[int, int, str, Layer]], is_done: bool, key: str
) -> None:
    spans = [
        Span(f"id{number}", start, start + length, label, layer)
        for number, (start, length, label, layer) in enumerate(rows)
    ]
    state = ArticleState.DONE if is_done else ArticleState.IN_PROGRESS
    result = built(annotated(TEXT, *spans, state=state), spans_key=key)
    doc = result.doc
    by_id = {span.id: span for span in spans}
    found = {span.id_: span for span in doc.ents}
    for name in (EVENTS, OVERLAPPING):
        found |= {span.id_: span for span in doc.spans.get(name, ())}
    listed = {item.span_id for item in result.unaligned}
    assert found.keys() | listed == by_id.keys()
    assert not found.keys() & listed
    for span_id, span in found.items():
        gold = by_id[span_id]
        assert (span.text, span.label_) == (TEXT[gold.start : gold.end], gold.label)
    assert {span.id for _, span in result.placed} == found.keys()
    assert {group for group, _ in result.placed} <= {ENTITIES, EVENTS, OVERLAPPING, "sc"}
    if key:
        assert {span.id_ for span in doc.spans[key]} == found.keys()
    outside = {token.i for token in doc if token.ent_iob == 2}
    for span in spans:
        touched = doc.char_span(span.start, min(span.end, len(TEXT)), alignment_mode="expand")
        if span.layer is Layer.ENTITY and span.start < len(TEXT) and touched is not None:
            assert not outside & set(range(touched.start, touched.end))
