"""Prodigy's tasks, as its documentation and its users show them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.articles import ArticleState
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import detect
from annotate.exchange.importing import ReadPlan, probe_of, read_annotated
from annotate.exchange.label_map import LabelMap, LabelTarget
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordRelation, RecordSpan
from annotate.exchange.settling import Settled
from annotate.spans import Layer

TEXT = "Envoys met in Varna on Monday."
TOKENS = [
    {"text": "Envoys", "start": 0, "end": 6, "id": 0, "ws": True},
    {"text": "met", "start": 7, "end": 10, "id": 1, "ws": True},
    {"text": "in", "start": 11, "end": 13, "id": 2, "ws": True},
    {"text": "Varna", "start": 14, "end": 19, "id": 3, "ws": True},
    {"text": "on", "start": 20, "end": 22, "id": 4, "ws": True},
    {"text": "Monday", "start": 23, "end": 29, "id": 5, "ws": False},
    {"text": ".", "start": 29, "end": 30, "id": 6, "ws": False},
]
MET = {"start": 7, "end": 10, "token_start": 1, "token_end": 1, "label": "MEET"}
VARNA = {"start": 14, "end": 19, "token_start": 3, "token_end": 3, "label": "GPE"}


def load(tmp_path: Path, *tasks: dict[str, object], plan: ReadPlan | None = None) -> list[Settled]:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, tasks)), encoding="utf-8")
    found = detect(probe_of(path))
    assert found is not None
    assert found.format.name == "prodigy"
    labels = [(Layer.ENTITY, "GPE"), (Layer.EVENT, "MEET")]
    items = list(read_annotated([path], plan or ReadPlan(), labels=labels))
    assert all(isinstance(item, Settled) for item in items), items
    return [item for item in items if isinstance(item, Settled)]


def surfaces(item: Settled) -> list[tuple[str, str]]:
    text = item.draft.article.text
    return sorted((s.label, text[s.start : s.end]) for s in item.spans)


def test_a_task_with_tokens_spans_and_hashes(tmp_path: Path) -> None:
    (item,) = load(
        tmp_path,
        {
            "text": TEXT,
            "meta": {"source": "The Wire", "page": 3},
            "_input_hash": -1205829834,
            "_task_hash": 1554264033,
            "tokens": TOKENS,
            "spans": [MET, VARNA],
            "_session_id": None,
            "_view_id": "ner_manual",
            "answer": "accept",
        },
    )
    assert surfaces(item) == [("GPE", "Varna"), ("MEET", "met")]
    assert item.state is ArticleState.DONE
    assert item.draft.article.source == "The Wire"
    meta = dict(item.draft.article.meta)
    assert (meta["page"], meta["_input_hash"]) == ("3", "-1205829834")
    assert {span.label: span.layer for span in item.spans} == {
        "GPE": Layer.ENTITY,
        "MEET": Layer.EVENT,
    }


def test_token_end_is_inclusive_where_there_are_no_offsets(tmp_path: Path) -> None:
    span = {"token_start": 3, "token_end": 5, "label": "GPE"}
    (item,) = load(tmp_path, {"text": TEXT, "tokens": TOKENS, "spans": [span], "answer": "accept"})
    assert surfaces(item) == [("GPE", "Varna on Monday")]


def test_answers(tmp_path: Path) -> None:
    spans = [VARNA]
    accepted, refused, ignored, plain = load(
        tmp_path,
        {"text": TEXT, "spans": spans, "answer": "accept"},
        {"text": TEXT + " 2", "spans": spans, "answer": "reject"},
        {"text": TEXT + " 3", "spans": spans, "answer": "ignore"},
        {"text": TEXT + " 4", "spans": [], "answer": "reject"},
    )
    assert (len(accepted.spans), accepted.state) == (1, ArticleState.DONE)
    assert (len(refused.spans), len(refused.decisions)) == (0, 1)
    assert refused.decisions[0].label == "GPE"
    assert (len(ignored.spans), len(ignored.proposals)) == (0, 1)
    assert ignored.state is ArticleState.SKIPPED
    assert plain.state is ArticleState.SKIPPED


@pytest.mark.parametrize("has_tokens", [True, False])
@pytest.mark.parametrize("has_spans_on_arcs", [True, False])
def test_relations_point_at_last_tokens(
    tmp_path: Path, *, has_tokens: bool, has_spans_on_arcs: bool
) -> None:
    long = {"start": 14, "end": 29, "token_start": 3, "token_end": 5, "label": "GPE"}
    arc: dict[str, object] = {"head": 1, "child": 5, "label": "Place"}
    if has_spans_on_arcs:
        arc |= {"head_span": MET, "child_span": long}
    task: dict[str, object] = {"text": TEXT, "spans": [MET, long], "relations": [arc]}
    if has_tokens:
        task["tokens"] = TOKENS
    (item,) = load(tmp_path, {**task, "answer": "accept"})
    (frame,) = item.frames
    spans = {span.id: span for span in item.spans}
    assert spans[frame.trigger_id].label == "MEET"
    assert [(a.role, spans[a.span_id].start) for a in frame.arguments] == [("Place", 14)]


def test_relations_between_entities_stay_so_and_a_map_makes_them_events(tmp_path: Path) -> None:
    first = {"start": 0, "end": 6, "token_start": 0, "token_end": 0, "label": "ENVOY"}
    arc = {"head": 0, "child": 3, "label": "in"}
    task = {"text": TEXT, "tokens": TOKENS, "spans": [first, VARNA], "relations": [arc]}
    (item,) = load(tmp_path, task)
    assert not item.frames
    places = {span.id: span.start for span in item.spans}
    (relation,) = item.relations
    assert (relation.label, places[relation.head_id]) == ("in", 0)
    assert places[relation.child_id] == VARNA["start"]
    plan = ReadPlan(labels=LabelMap({(None, "ENVOY"): LabelTarget("MEET", Layer.EVENT)}))
    (item,) = load(tmp_path, task, plan=plan)
    assert (len(item.frames), item.relations) == (1, ())
    assert not item.losses


def test_labels_of_the_whole_text_are_listed(tmp_path: Path) -> None:
    (item,) = load(
        tmp_path,
        {"text": TEXT, "accept": ["POLITICS"], "_view_id": "choice", "answer": "accept"},
        {"text": TEXT + " 2", "label": "SPORT", "answer": "accept"},
    )[:1]
    assert [(loss.code, loss.detail) for loss in item.losses] == [
        (LossCode.DOCUMENT_LABEL, "POLITICS")
    ]


def export(tmp_path: Path, record: Record, **choices: str) -> list[dict[str, object]]:
    target = tmp_path / "out.jsonl"
    export_records([record], "prodigy", target, choices=choices)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


RECORD = Record(
    text=TEXT,
    id="a",
    spans=(
        RecordSpan(7, 10, "MEET", Layer.EVENT, "m"),
        RecordSpan(14, 19, "GPE", Layer.ENTITY, "v"),
        RecordSpan(0, 6, "GPE", Layer.ENTITY, "e"),
    ),
    frames=(RecordFrame("m", (("Place", "v"),)),),
    relations=(RecordRelation("e", "v", "of"),),
    rejected=(RecordSpan(23, 29, "GPE", Layer.ENTITY, ""),),
    state=ArticleState.DONE,
)


def test_what_is_written_is_as_prodigy_writes_it(tmp_path: Path) -> None:
    task, refused = export(tmp_path, RECORD)
    assert task["tokens"] == TOKENS
    assert task["answer"] == "accept"
    assert {**VARNA} in [
        {name: value for name, value in span.items() if name in VARNA}
        for span in task["spans"]  # type: ignore[union-attr]
    ]
    place, of = task["relations"]  # type: ignore[misc]
    assert (place["head"], place["child"], place["label"]) == (1, 3, "Place")
    assert (of["head"], of["child"], of["label"]) == (0, 3, "of")
    assert place["child_span"]["token_end"] == 3
    assert refused["answer"] == "reject"
    assert refused["spans"][0]["start"] == 23  # type: ignore[index]
    for written in (task, refused):
        for name in ("_input_hash", "_task_hash"):
            assert isinstance(written[name], int)
            assert -(2**31) <= written[name] < 2**31
    assert task["_input_hash"] == refused["_input_hash"]
    assert task["_task_hash"] != refused["_task_hash"]


def test_tokens_can_be_left_out_and_are_where_a_span_does_not_fit(tmp_path: Path) -> None:
    task, _ = export(tmp_path, RECORD, tokens="no")
    assert "tokens" not in task
    off = Record(TEXT, spans=(RecordSpan(14, 17, "GPE", Layer.ENTITY, "x"),))
    (task,) = export(tmp_path, off)
    assert "tokens" not in task
    assert task["spans"] == [{"start": 14, "end": 17, "label": "GPE"}]


def test_hashes_that_prodigy_gave_stay(tmp_path: Path) -> None:
    record = Record(TEXT, meta=(("_input_hash", "-7"), ("_task_hash", "8"), ("desk", "x")))
    (task,) = export(tmp_path, record)
    assert (task["_input_hash"], task["_task_hash"], task["meta"]) == (-7, 8, {"desk": "x"})


def test_a_first_task_that_says_nothing_hides_no_rejections(tmp_path: Path) -> None:
    silent, refused = {"text": "Nothing.", "spans": []}, {"text": TEXT, "spans": [VARNA]}
    items = load(tmp_path, silent, {**refused, "answer": "reject"})
    assert [len(item.spans) for item in items] == [0, 0]
    assert [len(item.decisions) for item in items] == [0, 1]


@pytest.mark.parametrize("is_list", [False, True])
def test_a_file_without_an_extension_is_known_by_what_is_in_it(
    tmp_path: Path, *, is_list: bool
) -> None:
    tasks: list[dict[str, object]] = [{"text": TEXT, "tokens": TOKENS, "spans": [VARNA]}]
    path = tmp_path / "annotated"
    path.write_text(json.dumps(tasks if is_list else tasks[0]), encoding="utf-8")

    [item] = read_annotated([path], ReadPlan(), labels=[(Layer.ENTITY, "GPE")])

    assert isinstance(item, Settled)
    assert surfaces(item) == [("GPE", "Varna")]


def test_articles_in_a_file_without_an_extension_stay_articles(tmp_path: Path) -> None:
    path = tmp_path / "articles"
    path.write_text(json.dumps({"text": TEXT}), encoding="utf-8")

    [item] = read_annotated([path], ReadPlan())

    assert isinstance(item, Settled)
    assert (item.draft.article.text, item.spans) == (TEXT, ())
