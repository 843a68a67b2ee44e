"""Articles from JSON records: what is carried, what is tolerated, what is refused."""

from __future__ import annotations

import contextlib
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import ArticleEmptyError, ArticleError, ArticleUnreadableError
from annotate.exchange.drafts import DEFAULTS, ArticleDraft, Note, NoteCode, ReadOptions
from annotate.exchange.json_records import draft_record
from annotate.text import fingerprint, normalise_text

PATH = Path("articles.jsonl")
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def read(record: object, *, options: ReadOptions = DEFAULTS) -> ArticleDraft:
    data = record if isinstance(record, bytes) else json.dumps(record).encode()
    return draft_record(data, path=PATH, line=7, options=options)


def refusal(record: object, *, options: ReadOptions = DEFAULTS) -> dict[str, object]:
    with pytest.raises(ArticleUnreadableError) as caught:
        read(record, options=options)
    assert caught.value.fields["line"] == 7
    assert caught.value.fields["source"] == "articles.jsonl"
    return caught.value.fields


def test_everything_that_a_record_may_say() -> None:
    draft = read(
        {
            "id": "n-1",
            "text": "The port was closed.",
            "title": "Port closed",
            "source": "Harbour News",
            "date": "2021-04-02T10:00:00Z",
            "language": "en-GB",
            "meta": {"desk": "trade", "page": 3, "tags": ["a", "b"], "none": None},
            "url": "https://news.example/1",
            "is_premium": True,
        }
    )
    article = draft.article
    assert article.id == "n-1"
    assert article.text == "The port was closed."
    assert article.title == "Port closed"
    assert article.source == "Harbour News"
    assert article.date == "2021-04-02"
    assert article.language == "en"
    assert article.meta == (
        ("desk", "trade"),
        ("page", "3"),
        ("tags", '["a", "b"]'),
        ("url", "https://news.example/1"),
        ("is_premium", "true"),
        ("published", "2021-04-02T10:00:00Z"),
    )
    assert (draft.line, draft.source_path, draft.notes) == (7, PATH, ())
    assert draft.fingerprint == fingerprint(article.text)


@pytest.mark.parametrize("missing", [{}, {"id": None, "title": None, "date": None, "meta": None}])
def test_what_a_record_does_not_say_is_made_up_the_same_each_time(missing: dict[str, Any]) -> None:
    draft = read({"text": "The port was closed on Monday.", **missing})
    assert draft.article.id == fingerprint("The port was closed on Monday.")[:16]
    assert draft.article.title == "The port was closed on Monday."
    assert draft.article.source == "articles.jsonl"
    assert draft.article.date == ""
    assert draft.article.language == "en"
    assert draft.article.meta == ()


def test_numbers_are_good_ids_and_titles() -> None:
    draft = read({"id": 12, "title": 1984, "text": "A book."})
    assert (draft.article.id, draft.article.title) == ("12", "1984")


def test_fields_that_cannot_be_carried_are_named() -> None:
    draft = read(
        {
            "id": [1],
            "text": "The port.",
            "spans": [{"start": 0}],
            "title": {"en": "x"},
            "meta": {"raw": "x" * 30_000},
        }
    )
    assert draft.notes == (Note(NoteCode.NOT_CARRIED, "id, spans, title, meta.raw"),)
    assert draft.article.id == draft.fingerprint[:16]


def test_a_date_that_is_not_understood_is_kept_beside() -> None:
    draft = read({"text": "The port.", "date": "last Tuesday"})
    assert draft.article.date == ""
    assert draft.article.meta == (("published", "last Tuesday"),)
    assert draft.notes == (Note(NoteCode.DATE, "last Tuesday"),)


def test_texts_are_normalised_and_it_is_said() -> None:
    draft = read(
        rb'{"text":"\ufeffOne\r\nTwo\rThree\u2028Four\u0000 \ud83d \ud83d\udc4d",'
        rb'"title":"A\u0000\nB"}'
    )
    assert draft.article.text == "One\nTwo\nThree\nFour\ufffd \ufffd 👍"
    assert draft.article.title == "A\ufffd B"
    assert draft.notes == (
        Note(NoteCode.BOM),
        Note(NoteCode.LINE_ENDS, 3),
        Note(NoteCode.REPLACED, 2),
    )


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b'{"text": "cut', "not_json"),
        (b"{'text': 'quotes'}", "not_json"),
        (b'{"text": "x"} trailing', "not_json"),
        (b'{"text": "x", "score": NaN}', "not_json"),
        (b"[" * 100_000, "not_json"),
        (b'{"a":' * 50_000, "not_json"),
        ([1, 2], "not_object"),
        ("a string", "not_object"),
        (b"null", "not_object"),
        ({"id": 3, "body": "x"}, "no_text"),
        ({}, "no_text"),
        ({"text": None}, "text_not_string"),
        ({"text": 5}, "text_not_string"),
        ({"text": ["one", "two"]}, "text_not_string"),
    ],
)
def test_bad_records_are_refused_by_line(record: object, reason: str) -> None:
    assert refusal(record)["reason"] == reason


def test_a_record_without_text_names_what_it_has() -> None:
    assert refusal({"id": 3, "body": "x"})["found"] == "id, body"


@pytest.mark.parametrize("text", ["", "  \n\t", "\u00a0\u200b\ufeff", "\r\n"])
def test_blank_texts_are_empty(text: str) -> None:
    with pytest.raises(ArticleEmptyError):
        read({"text": text})


def test_a_text_over_the_limit_is_refused() -> None:
    options = ReadOptions(max_text_bytes=100)
    fields = refusal({"text": "é" * 51}, options=options)
    assert (fields["reason"], fields["size"], fields["limit"]) == ("too_large", 102, 100)
    assert len(read({"text": "é" * 50}, options=options).article.text) == 50


def test_a_line_in_another_encoding_is_read_with_a_note() -> None:
    draft = read('{"text": "The café’s owner, José, left."}'.encode("cp1252"))
    assert draft.article.text == "The café’s owner, José, left."
    assert draft.notes == (Note(NoteCode.ENCODING, "cp1252"),)


def test_a_huge_number_does_not_cost_the_record() -> None:
    draft = read(b'{"text":"The port.","id":' + b"9" * 40 + b',"big":1e999}')
    assert draft.article.id == "9" * 40
    assert draft.article.meta == (("big", "Infinity"),)


def test_overlong_fields_are_cut() -> None:
    draft = read({"text": "The port.", "title": "x" * 5000, "id": "i" * 5000})
    assert len(draft.article.title) == 500
    assert len(draft.article.id) == 200


FIELDS = st.sampled_from(["id", "title", "date", "language", "meta", "x"])


@given(st.dictionaries(FIELDS, JSON_VALUES))
def test_no_field_stops_a_good_text(fields: dict[str, Any]) -> None:
    data = json.dumps({"text": "The port was closed.", **fields}).encode()
    if b"NaN" in data or b"Infinity" in data:
        return
    article = read(data).article
    assert article.text == "The port was closed."
    assert article.id
    for value in (article.id, article.title, article.date, article.language):
        assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in value)
    for name, value in article.meta:
        (name + value).encode()


@given(st.text(st.characters()))
def test_texts_come_in_as_normalisation_says(text: str) -> None:
    wanted = normalise_text(text).text
    try:
        draft = read({"text": text})
    except ArticleError:
        assert not wanted.strip("\u200b") or not any(char.isprintable() for char in wanted.strip())
    else:
        assert draft.article.text == wanted


@given(st.binary(max_size=80))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with contextlib.suppress(ArticleError):
        read(data).article.text.encode()
