"""Bad files: an error with file, line and remedy, the good records in, the project untouched."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotate.errors import AnnotateError
from annotate.exchange.drafts import ReadOptions, Refusal
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.settling import Settled, SettleOptions
from annotate.messages import sentence
from annotate.project import Project
from annotate.transfers import import_paths

Found = tuple[list[Settled], list[Refusal], list[Loss]]
PERSON = {"start": 0, "end": 3, "label": "PERSON"}


def read(path: Path, *, name: str = "", lenient: bool = False, limit: int = 50_000_000) -> Found:
    plan = ReadPlan(
        format=name,
        settle=SettleOptions(skips_bad_spans=lenient, read=ReadOptions(max_text_bytes=limit)),
    )
    found = list(read_annotated([path], plan))
    good = [item for item in found if isinstance(item, Settled)]
    refused = [item for item in found if isinstance(item, Refusal)]
    losses = [item for item in found if isinstance(item, Loss)]
    return good, refused, [*losses, *(loss for item in good for loss in item.losses)]


def lines(tmp_path: Path, *records: object) -> Path:
    path = tmp_path / "in.jsonl"
    written = [item if isinstance(item, bytes) else json.dumps(item).encode() for item in records]
    path.write_bytes(b"\n".join(written) + b"\n")
    return path


def gold(text: str, *spans: dict[str, object], **more: object) -> dict[str, object]:
    return {"text": text, "spans": list(spans), "events": [], **more}


def said(refusal: Refusal) -> str:
    """The sentence, which must name the file and say what to do."""
    text = sentence(refusal.error)
    assert Path(refusal.source).name in text
    assert text.rstrip().endswith(".")
    assert len(text.split(". ")) > 1, text
    return text


BAD_OFFSETS = {
    "beyond the text": {"start": 0, "end": 99, "label": "X"},
    "negative": {"start": -1, "end": 3, "label": "X"},
    "reversed": {"start": 3, "end": 1, "label": "X"},
    "cuts a mark": {"start": 0, "end": 4, "label": "X"},  # naïve as n a i ◌̈ v e: between i and mark
}


@pytest.mark.parametrize("kind", BAD_OFFSETS)
def test_offsets_that_cannot_be_refuse_the_record_by_its_line(tmp_path: Path, kind: str) -> None:
    text = "a nai\u0308ve plan" if kind == "cuts a mark" else "Ann left."
    span = {**BAD_OFFSETS[kind], "end": 5} if kind == "cuts a mark" else BAD_OFFSETS[kind]
    path = lines(tmp_path, gold("Ann came.", PERSON), gold(text, span), gold("Bob came.", PERSON))
    good, refused, _ = read(path)
    assert [item.draft.article.text for item in good] == ["Ann came.", "Bob came."]
    assert [(item.line, Path(item.source).name) for item in refused] == [(2, "in.jsonl")]
    assert "line 2" in said(refused[0])


@pytest.mark.parametrize("kind", ["beyond the text", "negative", "reversed"])
def test_bad_spans_can_be_left_out_instead(tmp_path: Path, kind: str) -> None:
    path = lines(tmp_path, gold("Ann left.", PERSON, BAD_OFFSETS[kind]))
    good, refused, losses = read(path, lenient=True)
    assert not refused
    assert [(s.start, s.end) for s in good[0].spans] == [(0, 3)]
    assert [(loss.code, loss.line) for loss in losses] == [(LossCode.BAD_SPAN, 1)]


def test_an_empty_span_is_listed_and_harms_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path, gold("Ann left.", PERSON, {"start": 4, "end": 4, "label": "X"}))
    good, refused, losses = read(path)
    assert len(good[0].spans) == 1
    assert not refused
    assert [loss.code for loss in losses] == [LossCode.EMPTY_SPAN]


@pytest.mark.parametrize(
    "offset", [1.5, "1", None, True, [1]], ids=["float", "text", "none", "bool", "list"]
)
def test_offsets_of_another_type_are_refused(tmp_path: Path, offset: object) -> None:
    path = lines(tmp_path, gold("Ann.", {"start": 0, "end": offset, "label": "X"}), gold("Bob."))
    good, refused, _ = read(path, name="spandesk")
    assert len(good) == 1
    assert refused[0].line == 1
    assert "spans" in said(refused[0])


def test_a_cut_line_is_refused_alone(tmp_path: Path) -> None:
    whole = json.dumps(gold("Ann came.", PERSON)).encode()
    path = lines(tmp_path, gold("Bob came.", PERSON), whole[: len(whole) // 2])
    good, refused, _ = read(path)
    assert len(good) == 1
    assert refused[0].line == 2
    said(refused[0])


def test_a_cut_list_keeps_what_came_before(tmp_path: Path) -> None:
    tasks = [{"data": {"text": f"Ann {n}."}, "annotations": [], "id": n} for n in range(3)]
    whole = json.dumps(tasks)
    path = tmp_path / "tasks.json"
    path.write_text(whole[: whole.rindex('"text"') + 9], encoding="utf-8")
    good, refused, _ = read(path)
    assert len(good) == 2
    assert len(refused) == 1
    said(refused[0])


def test_another_encoding_is_refused_by_its_line(tmp_path: Path) -> None:
    wrong = '{"text": "Zoë left.", "spans": [], "events": []}'.encode("latin-1")
    path = lines(tmp_path, gold("Ann came.", PERSON), wrong)
    good, refused, _ = read(path)
    assert len(good) == 1
    assert refused[0].line == 2
    assert "UTF-8" in said(refused[0])


def test_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(gold("Zoë came.", PERSON), ensure_ascii=False), encoding="utf-16")
    good, refused, _ = read(path)
    assert not refused
    assert good[0].draft.article.text == "Zoë came."
    assert len(good[0].spans) == 1


def test_nul_and_lone_surrogates_become_signs_and_offsets_stay(tmp_path: Path) -> None:
    raw = (
        b'{"text": "A\\u0000 \\ud800 Ann", "spans": [{"start":5,"end":8,"label":"P"}],"events":[]}'
    )
    good, refused, _ = read(lines(tmp_path, raw))
    assert not refused
    text = good[0].draft.article.text
    assert text == "A\ufffd \ufffd Ann"
    assert [text[s.start : s.end] for s in good[0].spans] == ["Ann"]


def test_nul_bytes_in_a_line_refuse_it(tmp_path: Path) -> None:
    path = lines(tmp_path, gold("Ann.", PERSON), b'{"text": "B\0b", "spans": []}')
    good, refused, _ = read(path)
    assert len(good) == 1
    assert refused[0].line == 2


def test_carriage_returns_and_a_mark_in_front_move_the_offsets(tmp_path: Path) -> None:
    text = "\ufeffOne.\r\nAnn came.\r\n\r\nBob left."
    spans = [
        {"start": text.index(name), "end": text.index(name) + 3, "label": name.upper()}
        for name in ("Ann", "Bob")
    ]
    good, refused, _ = read(lines(tmp_path, gold(text, *spans)))
    assert not refused
    stored = good[0].draft.article.text
    assert stored == "One.\nAnn came.\n\nBob left."
    assert [stored[s.start : s.end] for s in good[0].spans] == ["Ann", "Bob"]


def test_the_same_article_id_twice_gives_two_articles(make_project: Callable[..., Project]) -> None:
    project = make_project()
    before = set(project.article_ids())
    path = lines(project.path.parent, gold("Ann.", id="1"), gold("Bob.", id="1"))
    report = import_paths(project, [path])
    assert report.added == 2
    assert len(set(project.article_ids()) - before) == 2
    assert any(note.code == "fresh_id" for item in report.articles for note in item.notes)


def test_an_id_of_two_spans_is_refused_where_something_refers_to_it(tmp_path: Path) -> None:
    entities = [
        {"id": 1, "start_offset": 0, "end_offset": 3, "label": "P"},
        {"id": 1, "start_offset": 4, "end_offset": 8, "label": "P"},
    ]
    arc = {"id": 9, "from_id": 1, "to_id": 1, "type": "of"}
    path = lines(
        tmp_path,
        {"text": "Ann left.", "entities": entities, "relations": [arc]},
        {"text": "Bob left.", "entities": entities, "relations": []},
    )
    good, refused, losses = read(path)
    assert [item.draft.article.text for item in good] == ["Bob left."]
    assert len(good[0].spans) == 2
    assert refused[0].line == 1
    said(refused[0])
    assert LossCode.DUPLICATE_ID in {loss.code for loss in losses}


def test_an_event_that_is_its_own_argument_is_refused(tmp_path: Path) -> None:
    trigger = [
        {"id": "a", "start": 0, "end": 3, "label": "X", "layer": "event"},
        {"id": "b", "start": 4, "end": 8, "label": "X", "layer": "event"},
    ]
    arcs = [
        {
            "trigger": one,
            "args": [{"start": two["start"], "end": two["end"], "role": "R", "id": two["id"]}],
        }
        for one, two in (trigger, trigger[::-1])
    ]
    path = lines(
        tmp_path, gold("Ann left."), {"text": "Bob left.", "spans": trigger, "events": arcs}
    )
    good, refused, _ = read(path)
    assert len(good) == 1
    assert refused[0].line == 2
    assert refused[0].error.fields["reason"] == "cycle"
    said(refused[0])


def test_relations_in_a_circle_go_in_and_one_to_itself_is_listed(tmp_path: Path) -> None:
    entities = [
        {"id": n, "start_offset": 4 * n, "end_offset": 4 * n + 3, "label": "P"} for n in (0, 1)
    ]
    arcs = [{"from_id": 0, "to_id": 1, "type": "of"}, {"from_id": 1, "to_id": 0, "type": "of"}]
    arcs.append({"from_id": 1, "to_id": 1, "type": "of"})
    good, refused, losses = read(
        lines(tmp_path, {"text": "Ann Bob", "entities": entities, "relations": arcs})
    )
    assert not refused
    assert len(good[0].spans) == 2
    assert len(good[0].relations) == 2
    assert [loss.code for loss in losses] == [LossCode.SELF_RELATION]


def test_a_line_of_50_mb_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    with path.open("wb") as stream:
        stream.write(json.dumps(gold("Ann came.", PERSON)).encode() + b"\n")
        stream.write(b'{"text": "' + b"x" * 50_000_000 + b'", "spans": [], "events": []}\n')
        stream.write(json.dumps(gold("Bob came.", PERSON)).encode() + b"\n")
    good, refused, _ = read(path, limit=1_000_000)
    assert [item.draft.article.text for item in good] == ["Ann came.", "Bob came."]
    assert refused[0].line == 2
    assert refused[0].error.fields["reason"] == "too_large"


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep = (
        b'{"text": "A.", "spans": [], "events": [], "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    )
    good, refused, _ = read(lines(tmp_path, gold("Ann.", PERSON), deep))
    assert len(good) == 1
    assert refused[0].line == 2


def _docbin(tmp_path: Path) -> Path:
    from annotate.exchange.exporting import export_records
    from annotate.exchange.records import Record, RecordSpan
    from annotate.spans import Layer

    record = Record("Ann came.", id="1", spans=(RecordSpan(0, 3, "P", Layer.ENTITY, "x"),))
    path = tmp_path / "good.spacy"
    export_records([record], "docbin", path)
    return path


def _broken_docbins(tmp_path: Path) -> Iterator[tuple[str, bytes]]:
    data = _docbin(tmp_path).read_bytes()
    yield "cut", data[: len(data) // 2]
    yield "flipped", data[:40] + bytes([data[40] ^ 0xFF]) + data[41:]
    yield "no msgpack", zlib.compress(b"not a DocBin at all")
    yield "another map", zlib.compress(b"\x81\xa1a\x01")


def test_a_damaged_docbin_is_refused(tmp_path: Path) -> None:
    for kind, data in _broken_docbins(tmp_path):
        path = tmp_path / f"{kind}.spacy"
        path.write_bytes(data)
        good, refused, _ = read(path)
        assert not good, kind
        assert len(refused) == 1, kind
        said(refused[0])


def test_a_docbin_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.spacy"
    packer = zlib.compressobj(9)
    with path.open("wb") as stream:
        for _ in range(100):
            stream.write(packer.compress(bytes(1 << 20)))
        stream.write(packer.flush())
    plan = ReadPlan(settle=SettleOptions(read=ReadOptions(max_file_bytes=10_000_000)))
    (refused,) = list(read_annotated([path], plan))
    assert isinstance(refused, Refusal)
    assert refused.error.fields["reason"] == "archive_bomb"
    said(refused)


def test_a_cut_gzip_file_keeps_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    many = b"".join(json.dumps(gold(f"Ann {n}.", PERSON)).encode() + b"\n" for n in range(5000))
    path.write_bytes(gzip.compress(many)[:-200])
    good, refused, _ = read(path)
    assert good
    assert refused
    said(refused[-1])


@pytest.mark.parametrize(
    "text",
    [
        "article,start,end,label,text\n1,0,3,P,Ann came.\n2,x,3,P,Bob came.\n3,0,3,P,Cid came.\n",
        "article,start,end,label,text\n1,0,3,P,Ann came.\n2,0,3,P\n3,0,3,P,Cid came.\n",
    ],
    ids=["no number", "a cell too few"],
)
def test_a_bad_row_of_a_table_is_refused_by_its_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "spans.csv"
    path.write_text(text, encoding="utf-8")
    good, refused, _ = read(path)
    assert [item.draft.article.text for item in good] == ["Ann came.", "Cid came."]
    assert [item.line for item in refused] == [3]
    said(refused[0])


@pytest.mark.parametrize("name", ["spandesk", "prodigy", "doccano", "label-studio", "spacy-json"])
def test_any_value_instead_of_a_record_is_refused(tmp_path: Path, name: str) -> None:
    values = [1, "text", None, [], {}, {"text": 5}, {"data": 1}, {"text": "x", "spans": 3}]
    path = lines(tmp_path, *values, *({"text": [n]} for n in range(3)))
    good, refused, _ = read(path, name=name)
    assert len(good) + len(refused) >= len(values)
    for refusal in refused:
        assert isinstance(refusal.error, AnnotateError)
        sentence(refusal.error)


def test_the_project_is_untouched_by_what_is_refused(make_project: Callable[..., Project]) -> None:
    project = make_project()
    before = project.article_ids()
    path = lines(
        project.path.parent,
        gold("Ann left.", {**PERSON, "label": "NEVER"}, {"start": 0, "end": 99, "label": "X"}),
        b"{broken",
        b'{"spans": []}',
    )
    report = import_paths(project, [path])
    assert (report.added, len(report.refused)) == (0, 3)
    assert project.article_ids() == before
    assert not [name for _, name in project.schema.names if name == "NEVER"]
    assert not project.check()


def test_half_a_pair_in_a_name_refuses_its_line_alone(project: Project, tmp_path: Path) -> None:
    bad = {"text": "Ana met envoys.", "label": [[0, 3, "GPE"]], "k\ud800": "v"}
    good = {"text": "Another one.", "label": [[0, 7, "GPE"]], "meta": {"a": "\ud800"}}
    report = import_paths(project, [lines(tmp_path, bad, good)])
    assert report.added == 1
    assert [refusal.line for refusal in report.refused] == [1]
    assert said(report.refused[0])
