"""Label Studio's tasks: the task format of its documentation, and how its versions count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotate.articles import ArticleState
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import detect
from annotate.exchange.importing import ReadPlan, probe_of, read_annotated
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled
from annotate.spans import Layer

TEXT = "🇺🇦 Envoys met in Varna.\r\nThey left 😀 on Monday."


def region(
    start: int, end: int, label: str, number: str, text: str | None = None
) -> dict[str, Any]:
    value: dict[str, Any] = {"start": start, "end": end, "labels": [label]}
    if text is not None:
        value["text"] = text
    return {
        "id": number,
        "from_name": "label",
        "to_name": "body",
        "type": "labels",
        "origin": "manual",
        "value": value,
    }


def load(tmp_path: Path, tasks: object) -> list[Settled]:
    path = tmp_path / "project-1-at-2024.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    found = detect(probe_of(path))
    assert found is not None
    assert found.format.name == "label-studio"
    labels = [(Layer.ENTITY, "GPE"), (Layer.EVENT, "MEET")]
    items = list(read_annotated([path], ReadPlan(), labels=labels))
    assert all(isinstance(item, Settled) for item in items), items
    return [item for item in items if isinstance(item, Settled)]


def task(*results: dict[str, Any], **more: object) -> dict[str, Any]:
    return {
        "id": 7,
        "data": {"body": TEXT, "url": "https://example.org/7", "n": 3},
        "annotations": [
            {"id": 1, "completed_by": 2, "result": list(results), "was_cancelled": False}
        ],
        "predictions": [],
        **more,
    }


def surfaces(item: Settled) -> list[tuple[str, str]]:
    text = item.draft.article.text
    return sorted((s.label, text[s.start : s.end]) for s in item.spans)


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize("way", ["code points", "utf-16", "line ends as one"])
@pytest.mark.parametrize("word", ["Varna", "Monday", "🇺🇦 Envoys"])
def test_offsets_by_the_way_that_the_region_speaks_for(tmp_path: Path, way: str, word: str) -> None:
    text = TEXT.replace("\r\n", "\n") if way == "line ends as one" else TEXT
    start = text.index(word)
    end = start + len(word)
    if way == "utf-16":
        start, end = utf16(text[:start]), utf16(text[:end])
    (item,) = load(tmp_path, [task(region(start, end, "GPE", "a", word))])
    assert surfaces(item) == [("GPE", word)]
    assert not item.losses


def test_offsets_without_a_text_are_code_points(tmp_path: Path) -> None:
    at = TEXT.index("Varna")
    (item,) = load(tmp_path, [task(region(at, at + 5, "GPE", "a"))])
    assert surfaces(item) == [("GPE", "Varna")]


def test_a_text_that_fits_nowhere_is_listed(tmp_path: Path) -> None:
    (item,) = load(tmp_path, [task(region(3, 9, "GPE", "a", "Nowhere"))])
    assert surfaces(item) == [("GPE", "Envoys")]
    assert [loss.code for loss in item.losses] == [LossCode.SURFACE]


def test_annotations_predictions_and_relations(tmp_path: Path) -> None:
    met, varna = TEXT.index("met"), TEXT.index("Varna")
    arc = {
        "type": "relation",
        "from_id": "a",
        "to_id": "b",
        "direction": "right",
        "labels": ["Place"],
    }
    prediction = {
        "model_version": "bert-3",
        "score": 0.75,
        "result": [region(3, 9, "PERSON", "p", "Envoys")],
    }
    (item,) = load(
        tmp_path,
        [
            task(
                region(met, met + 3, "MEET", "a", "met"),
                region(varna, varna + 5, "GPE", "b", "Varna"),
                arc,
                predictions=[prediction],
            )
        ],
    )
    assert surfaces(item) == [("GPE", "Varna"), ("MEET", "met")]
    assert len(item.frames) == 1
    assert item.frames[0].arguments[0].role == "Place"
    (proposal,) = item.proposals
    assert (proposal.label, proposal.score, proposal.suggester) == (
        "PERSON",
        0.75,
        "import bert-3",
    )
    assert item.state is ArticleState.DONE
    assert dict(item.draft.article.meta) == {"url": "https://example.org/7", "n": "3"}


def test_ground_truth_is_gold_and_the_others_are_suggestions(tmp_path: Path) -> None:
    first = {"result": [region(3, 9, "GPE", "a")], "was_cancelled": False}
    truth = {"result": [region(10, 13, "MEET", "b")], "ground_truth": True}
    (item,) = load(tmp_path, [{**task(), "annotations": [first, truth]}])
    assert surfaces(item) == [("MEET", TEXT[10:13])]
    assert [(p.label, p.suggester) for p in item.proposals] == [("GPE", "import annotator 2")]


def test_a_cancelled_task_is_skipped(tmp_path: Path) -> None:
    cancelled = {"result": [region(3, 9, "GPE", "a")], "was_cancelled": True}
    skipped, open_ = load(
        tmp_path,
        [
            {**task(), "annotations": [cancelled]},
            {"id": 8, "data": {"body": "Nobody looked."}, "annotations": []},
        ],
    )
    assert (len(skipped.spans), skipped.state) == (0, ArticleState.SKIPPED)
    assert open_.state is ArticleState.NEW


def test_old_completions_and_choices_on_regions(tmp_path: Path) -> None:
    choice = {
        "id": "a",
        "from_name": "sure",
        "to_name": "body",
        "type": "choices",
        "value": {"start": 3, "end": 9, "choices": ["very"]},
    }
    whole = {"id": "c", "from_name": "topic", "type": "choices", "value": {"choices": ["war"]}}
    old = {
        "id": 1,
        "data": {"body": TEXT},
        "completions": [{"result": [region(3, 9, "GPE", "a"), choice, whole]}],
    }
    (item,) = load(tmp_path, [old])
    assert surfaces(item) == [("GPE", "Envoys")]
    assert sorted(loss.code for loss in item.losses) == [
        LossCode.DOCUMENT_LABEL,
        LossCode.ELEMENT,
    ]


def test_the_short_form(tmp_path: Path) -> None:
    short = {
        "text": "Envoys met in Varna.",
        "label": [{"start": 14, "end": 19, "text": "Varna", "labels": ["GPE", "LOC"]}],
        "id": 1,
        "annotator": 1,
        "lead_time": 3.5,
    }
    (item,) = load(tmp_path, [short])
    assert surfaces(item) == [("GPE", "Varna"), ("LOC", "Varna")]


def test_a_task_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "images.json"
    path.write_text(json.dumps([{"id": 1, "data": {"image": 5}, "annotations": []}, task()]))
    refused, good = list(read_annotated([path], ReadPlan()))
    assert isinstance(refused, Refusal)
    assert isinstance(good, Settled)


def test_what_is_written_is_a_list_of_tasks(tmp_path: Path) -> None:
    record = Record(
        text="😀 Envoys met.",
        id="12",
        title="Talks",
        spans=(
            RecordSpan(9, 12, "MEET", Layer.EVENT, "m"),
            RecordSpan(2, 8, "PERSON", Layer.ENTITY, "e"),
        ),
        frames=(RecordFrame("m", (("Who", "e"),), (("Realis", "actual"),)),),
        suggestions=(RecordSpan(2, 8, "ORG", Layer.ENTITY, "", 0.25, "rules"),),
        state=ArticleState.DONE,
    )
    target = tmp_path / "out.json"
    export_records([record], "label-studio", target)
    (written,) = json.loads(target.read_text(encoding="utf-8"))
    assert written["data"]["text"] == record.text
    assert written["data"]["title"] == "Talks"
    (annotation,) = written["annotations"]
    values = [r["value"] for r in annotation["result"] if r["type"] == "labels"]
    assert {"start": 9, "end": 12, "text": "met", "labels": ["MEET"]} in values
    arcs = [r for r in annotation["result"] if r["type"] == "relation"]
    assert [(a["from_id"], a["to_id"], a["labels"]) for a in arcs] == [("m", "e", ["Who"])]
    (prediction,) = written["predictions"]
    assert prediction["model_version"] == "rules"
    assert prediction["result"][0]["score"] == 0.25


def test_odd_values_of_fields_that_do_not_matter(tmp_path: Path) -> None:
    odd: dict[str, Any] = {
        **region(3, 9, "GPE", "a"),
        "from_name": None,
        "to_name": ["body"],
        "meta": {"text": ["look"]},
        "score": None,
    }
    nested = {"type": "taxonomy", "id": "t", "value": {"taxonomy": [["a", "b"]]}}
    choice = {"type": "choices", "id": "c", "from_name": "x", "value": {"choices": [["a", "b"]]}}
    prediction = {"model_version": 3, "score": "high", "result": []}
    annotation = {"id": "uuid", "result": [odd, nested, choice], "was_cancelled": None}
    (item,) = load(tmp_path, [{**task(), "annotations": [annotation], "predictions": None}])
    assert surfaces(item) == [("GPE", TEXT[3:9])]
    path = tmp_path / "other.json"
    path.write_text(json.dumps([{**task(), "predictions": [prediction]}]), encoding="utf-8")
    (refused,) = list(read_annotated([path], ReadPlan()))
    assert isinstance(refused, Refusal)
    assert "score" in str(refused.error)


# -- dialogues and pages ---------------------------------------------------------------------------


def turn_region(number: str, start: tuple[int, int], end: tuple[int, int]) -> dict[str, Any]:
    """A region of `Paragraphs`, whose turns older versions write as strings."""
    value = {"start": str(start[0]), "end": str(end[0]), "startOffset": start[1]}
    value |= {"endOffset": end[1], "paragraphlabels": ["GPE"]}
    about = {"from_name": "ner", "to_name": "talk", "type": "paragraphlabels"}
    return {"id": number, "value": value, **about}


@pytest.mark.parametrize("keys", [("author", "text"), ("speaker", "utterance"), ("", "content")])
def test_the_turns_of_a_dialogue_are_lines(keys: tuple[str, str], tmp_path: Path) -> None:
    author, text = keys
    said = [("Ana", "We 😀 met in Varna."), ("Bob", "And in Oslo?")]
    turns = [{text: words, "at": 3} | ({author: name} if author else {}) for name, words in said]
    results = [turn_region("a", (0, 12), (0, 17)), turn_region("b", (1, 7), (1, 11))]
    results.append({"type": "relation", "from_id": "a", "to_id": "b", "direction": "right"})
    (item,) = load(tmp_path, [{"data": {"talk": turns}, "annotations": [{"result": results}]}])
    article = item.draft.article.text
    lines = [f"{name}: {words}" if author else words for name, words in said]
    assert article == "\n".join(lines)
    assert [article[span.start : span.end] for span in item.spans] == ["Varna", "Oslo"]
    assert len(item.relations) == 1


def test_a_region_outside_of_its_turn_is_refused(tmp_path: Path) -> None:
    data = {"talk": [{"author": "Ana", "text": "Yes."}]}
    path = tmp_path / "in.json"
    tasks = [
        {"data": data, "annotations": [{"result": [turn_region("a", *place)]}]}
        for place in (((0, 0), (0, 9)), ((0, 0), (1, 1)))
    ]
    path.write_text(json.dumps(tasks))
    items = list(read_annotated([path], ReadPlan()))
    assert [type(item) for item in items] == [Refusal, Refusal]


PAGE = "<html><head><title>x</title></head><body><p>Ana left.</p><p>Ana &amp; Bob left.</p></body>"


@pytest.mark.parametrize(
    ("offsets", "text", "found"),
    [
        ({"start": 9, "end": 18}, "Ana & Bob", (9, 18)),
        ({"start": 8, "end": 11}, "Ana", (9, 12)),
        ({"start": 1, "end": 4}, "Ana", (0, 3)),
        (None, "Ana  & Bob", (9, 18)),
        ({"start": 9, "end": 12}, None, (9, 12)),
    ],
)
def test_regions_of_a_page_count_what_is_shown(
    offsets: dict[str, int] | None, text: str | None, found: tuple[int, int], tmp_path: Path
) -> None:
    value: dict[str, Any] = {"start": "/p[2]/text()[1]", "end": "/p[2]/text()[1]"}
    value |= {"startOffset": 0, "endOffset": 9, "hypertextlabels": ["PERSON"]}
    value |= {"globalOffsets": offsets} if offsets else {}
    value |= {"text": text} if text else {}
    result = {"id": "x", "from_name": "l", "to_name": "h", "type": "hypertextlabels"}
    annotations = [{"result": [{**result, "value": value}]}]
    (item,) = load(tmp_path, [{"data": {"html": PAGE}, "annotations": annotations}])
    assert item.draft.article.text == "Ana left.Ana & Bob left."
    assert [(span.start, span.end) for span in item.spans] == [found]


def test_a_relation_both_ways_is_two(tmp_path: Path) -> None:
    results = [region(3, 9, "ORG", "a"), region(17, 22, "GPE", "b")]
    arc = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "bi", "labels": ["near"]}
    (item,) = load(tmp_path, [task(*results, arc)])
    assert len({(x.head_id, x.child_id) for x in item.relations}) == 2
