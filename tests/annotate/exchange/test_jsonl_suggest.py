"""The stateless form: offsets belong to the text as it was given."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import ReadOptions, Refusal
from annotate.exchange.jsonl_suggest import (
    SeenText,
    SuggestRequest,
    answer_spans,
    encode_answer,
    read_requests,
)
from annotate.spans import Layer
from annotate.suggestions import Proposal, merge_proposals
from annotate.text import normalise_text

SIGNS = ["a", "b", " ", "🎉", "é", "\u0308", "\r", "\n", "\r\n", "\u2028", "\ufeff", "\0", "\ud83d"]
UGLY = st.lists(st.sampled_from(SIGNS)).map("".join)


def requests(data: bytes, **limits: int) -> list[SuggestRequest | Refusal]:
    return list(read_requests(io.BytesIO(data), source="in.jsonl", options=ReadOptions(**limits)))


def proposal(start: int, end: int, label: str = "GPE") -> Proposal:
    return Proposal(start, end, label, Layer.ENTITY, 0.75, "rules", "a place")


@given(UGLY)
def test_what_is_seen_is_what_would_be_stored(text: str) -> None:
    assert SeenText.from_given(text).seen == normalise_text(text).text


@given(UGLY, st.data())
def test_offsets_lead_back_to_the_text_as_given(text: str, data: st.DataObject) -> None:
    seen = SeenText.from_given(text)
    start = data.draw(st.integers(0, len(seen.seen)))
    end = data.draw(st.integers(start, len(seen.seen)))
    given_start, given_end = seen.given_offset(start), seen.given_offset(end)
    assert 0 <= given_start <= given_end <= len(text)
    stretch = text[given_start:given_end]
    # A mark that stands inside the text is text; only a leading one was dropped.
    assert normalise_text("x" + stretch).text[1:] == seen.seen[start:end]


def test_spans_of_an_ugly_text() -> None:
    text = "\ufeffHead\r\n\r\nIn Łódź 🎉\r\nVarna\r\n"
    (request,) = requests(json.dumps({"id": "a", "text": text}).encode())
    assert isinstance(request, SuggestRequest)
    seen = request.text.seen
    places = ("Head", "Łódź", "Varna")
    found = [proposal(at := seen.index(name), at + len(name)) for name in places]
    line = json.loads(encode_answer(request, answer_spans(request, found)))
    assert line["id"] == "a"
    assert line["text"] == text
    assert tuple(text[span["start"] : span["end"]] for span in line["spans"]) == places
    assert line["spans"][0] == {
        "start": 1,
        "end": 5,
        "label": "GPE",
        "layer": "entity",
        "score": 0.75,
        "suggester": "rules",
        "explanation": "a place",
    }


def test_merged_suggestions_are_answered_too() -> None:
    (request,) = requests(b'{"id": 1, "text": "Varna is quiet."}')
    assert isinstance(request, SuggestRequest)
    spans = answer_spans(request, merge_proposals([proposal(0, 5), proposal(0, 5, "ORG")]))
    assert [(span.start, span.end, span.layer) for span in spans] == [(0, 5, "entity")]


@pytest.mark.parametrize("given_id", ["a", "", "ä🎉", 7, -1, 2**60, 1.5])
def test_ids_come_back_as_they_were(given_id: object) -> None:
    (request,) = requests(json.dumps({"id": given_id, "text": "x"}).encode())
    assert isinstance(request, SuggestRequest)
    assert json.loads(encode_answer(request, []))["id"] == given_id


def test_a_line_without_an_id_gets_its_number() -> None:
    found = requests(b'\n{"text": "x"}\n{"id": null, "text": "y"}\n')
    assert [request.id for request in found if isinstance(request, SuggestRequest)] == [2, 3]


def test_lone_surrogates_go_back_as_escapes() -> None:
    (request,) = requests(rb'{"id": "a", "text": "Talks \ud83d ended \udc4d."}')
    assert isinstance(request, SuggestRequest)
    answer = encode_answer(request, answer_spans(request, [proposal(0, 5)]))
    assert json.loads(answer)["text"] == "Talks \ud83d ended \udc4d."
    assert rb"\ud83d" in answer
    assert answer.endswith(b"\n")


def test_bad_lines_are_refused_by_number_and_the_rest_goes_on() -> None:
    lines = [
        b'{"id": 1, "text": "good"}',
        b'{"id": 2, "text": "cut',
        b"",
        b'{"id": 4}',
        b"[1, 2]",
        b'{"id": 6, "text": null}',
        b'{"id": 7, "text": "Jos\xe9"}',
        b'{"id": [8], "text": "x"}',
        b'{"id": 9, "text": "' + b"x" * 300 + b'"}',
        b'{"id": 10, "text": ""}',
    ]
    found = requests(b"\xef\xbb\xbf" + b"\r\n".join(lines), max_text_bytes=100)
    good = [item for item in found if isinstance(item, SuggestRequest)]
    bad = [item for item in found if isinstance(item, Refusal)]
    assert [request.id for request in good] == [1, 10]
    assert [(item.source, item.line) for item in bad] == [
        ("in.jsonl", line) for line in (2, 4, 5, 6, 7, 8, 9)
    ]
    assert all(isinstance(item.error, ArticleUnreadableError) for item in bad)
    assert [item.error.fields["reason"] for item in bad] == [
        "asked_not_json",
        "no_text",
        "not_object",
        "text_not_string",
        "asked_encoding",
        "id_not_plain",
        "too_large",
    ]


@given(st.lists(st.tuples(st.integers(), UGLY)))
def test_every_request_is_answered_in_order(rows: list[tuple[int, str]]) -> None:
    data = b"".join(json.dumps({"id": row, "text": text}).encode() + b"\n" for row, text in rows)
    answers = b"".join(
        encode_answer(request, [])
        for request in requests(data)
        if isinstance(request, SuggestRequest)
    )
    found = [json.loads(line) for line in answers.split(b"\n") if line]
    assert [(item["id"], item["text"]) for item in found] == rows
