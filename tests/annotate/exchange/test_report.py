"""The import report, for people and for programs."""

from __future__ import annotations

import json

from annotate.errors import (
    AnnotateError,
    ArticleDuplicateError,
    ArticleEmptyError,
    ArticleUnreadableError,
)
from annotate.exchange.drafts import Facts, Note, NoteCode, Refusal, draft_article
from annotate.exchange.report import ImportReport, place, reason_of


def make_report() -> ImportReport:
    report = ImportReport()
    report.add(draft_article("The port.\r\n", Facts(title="Port"), source="a.txt"))
    report.add(draft_article("The ship.", Facts(id="7"), source="b.jsonl", line=2))
    for line, error in enumerate(
        (
            ArticleUnreadableError(source="b.jsonl", reason="not_json", line=3),
            ArticleEmptyError(source="b.jsonl"),
            ArticleDuplicateError(source="b.jsonl", existing="Port"),
            ArticleUnreadableError(source="b.jsonl", reason="not_json", line=6),
        ),
        start=3,
    ):
        report.refuse(Refusal("b.jsonl", line, error))
    report.refuse(
        Refusal("photo.txt", None, ArticleUnreadableError(source="photo.txt", reason="binary"))
    )
    report.seconds = 1.23456
    return report


def test_counts() -> None:
    report = make_report()
    assert report.added == 2
    assert list(report.refused_by_reason().items()) == [
        ("not_json", 2),
        ("empty", 1),
        ("duplicate", 1),
        ("binary", 1),
    ]
    assert report.noted_by_code() == {NoteCode.LINE_ENDS: 1}


def test_reasons_are_short_codes() -> None:
    assert reason_of(AnnotateError()) == "other"


def test_json_names_every_refusal() -> None:
    report = json.loads(make_report().to_json(describe=lambda error: f"!{reason_of(error)}"))
    assert report["format"] == 1
    assert (report["added"], report["refused"], report["seconds"]) == (2, 5, 1.235)
    assert report["refusals"][0] == {
        "source": "b.jsonl",
        "line": 3,
        "reason": "not_json",
        "message": "!not_json",
    }
    assert report["refusals"][-1]["line"] is None
    assert report["articles"][0]["notes"] == [{"code": "line_ends", "value": 1}]
    assert report["articles"][1]["id"] == "7"
    assert report["was_cancelled"] is False


def test_lines_for_people() -> None:
    def describe_note(note: Note) -> str:
        return f"{note.code}={note.value}"

    lines = list(make_report().to_lines(describe=reason_of, describe_note=describe_note))
    assert lines == [
        "b.jsonl:3: not_json",
        "b.jsonl:4: empty",
        "b.jsonl:5: duplicate",
        "b.jsonl:6: not_json",
        "photo.txt: binary",
        "a.txt: line_ends=1",
    ]


def test_lines_of_one_kind_end_with_a_count() -> None:
    report = make_report()
    for line in range(100):
        error = ArticleEmptyError(source="c.jsonl")
        report.refuse(Refusal("c.jsonl", line, error))
    lines = list(report.to_lines(describe=reason_of, describe_note=str, limit=3))
    assert len(lines) == 6 + 2 + 1
    assert lines[-1] == "… 98 more of this kind: empty"


def test_a_source_is_not_said_twice() -> None:
    lines = make_report().to_lines(
        describe=lambda error: f"{error.fields['source']} is wrong.", describe_note=str
    )
    assert next(iter(lines)) == "b.jsonl:3: is wrong."


def test_places() -> None:
    assert place("a.txt", None) == "a.txt"
    assert place("a.jsonl", 3) == "a.jsonl:3"
