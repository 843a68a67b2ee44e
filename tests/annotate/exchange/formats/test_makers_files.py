"""Forms in which files of other tools are about beside those of their documentation.

Each form was seen in a file of its maker; the texts here are our own.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from annotate.annotations import DecisionKind
from annotate.articles import ArticleState
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.exchange.settling import Settled, SettleOptions
from annotate.spans import Layer

TEXT = "Ana Petrova met envoys of the Harbour Union in Varna on 3 May."


def at(surface: str, label: str, text: str = TEXT) -> tuple[int, int, str]:
    start = text.index(surface)
    return start, start + len(surface), label


ANA, UNION, VARNA = at("Ana Petrova", "PER"), at("Harbour Union", "ORG"), at("Varna", "LOC")


def load(path: Path, **choices: str) -> list[Settled]:
    found = list(read_annotated([path], ReadPlan(choices=choices)))
    assert all(isinstance(item, Settled) for item in found), found
    return [item for item in found if isinstance(item, Settled)]


def one(folder: Path, value: object, name: str = "from.jsonl", **choices: str) -> Settled:
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    (found,) = load(path, **choices)
    return found


def spans(item: Settled) -> set[tuple[int, int, str]]:
    return {(span.start, span.end, span.label) for span in item.spans}


def suggested(item: Settled) -> set[tuple[int, int, str]]:
    return {(each.start, each.end, each.label) for each in item.proposals}


def lost(item: Settled) -> list[tuple[LossCode, str]]:
    return [(loss.code, loss.detail) for loss in item.losses]


# -- Prodigy


def task(**more: object) -> dict[str, Any]:
    start, end, label = ANA
    span = {"start": start, "end": end, "label": label, "source": "en_core_web_lg", "score": 0.8}
    return {"text": TEXT, "spans": [span], "_input_hash": 1, "_task_hash": 2, **more}


@pytest.mark.parametrize(
    "about", [{"_view_id": "choice", "accept": ["Q42"]}, {"_view_id": "classification"}]
)
@pytest.mark.parametrize("answer", ["accept", "reject", "ignore"])
def test_a_task_about_the_whole_text_says_nothing_of_its_spans(
    tmp_path: Path, about: dict[str, Any], answer: str
) -> None:
    found = one(tmp_path, task(label="NEWS", answer=answer, **about))
    assert not found.spans
    assert not found.decisions
    assert found.state is ArticleState.NEW
    assert suggested(found) == {ANA}
    assert [each.suggester for each in found.proposals] == ["import en_core_web_lg"]
    assert (LossCode.DOCUMENT_LABEL, "NEWS") in lost(found)


def test_a_task_of_an_old_text_classifier_is_not_done(tmp_path: Path) -> None:
    found = one(tmp_path, {"text": TEXT, "label": "NEWS", "answer": "accept", "_task_hash": 3})
    assert found.state is ArticleState.NEW


@pytest.mark.parametrize("sign", [{"_is_binary": True}, {"_view_id": "ner"}, {"_view_id": "spans"}])
def test_one_accepted_span_does_not_make_the_text_done(
    tmp_path: Path, sign: dict[str, Any]
) -> None:
    found = one(tmp_path, task(answer="accept", **sign))
    assert spans(found) == {ANA}
    assert found.state is ArticleState.IN_PROGRESS
    refused = one(tmp_path, task(answer="reject", **sign))
    assert [each.kind for each in refused.decisions] == [DecisionKind.REJECTED]
    assert not refused.spans


@pytest.mark.parametrize(
    "sign", [{"_is_binary": False, "_view_id": "ner"}, {"_view_id": "ner_manual"}, {}]
)
def test_a_text_annotated_by_hand_is_done(tmp_path: Path, sign: dict[str, Any]) -> None:
    found = one(tmp_path, task(answer="accept", **sign))
    assert (spans(found), found.state) == ({ANA}, ArticleState.DONE)


def test_tokens_are_known_by_their_ids_where_some_are_left_out(tmp_path: Path) -> None:
    text = "Ana met Bo of Acme."
    tokens = [
        {"text": "Ana", "start": 0, "end": 3, "id": 0},
        {"text": "Bo", "start": 8, "end": 10, "id": 2},
        {"text": "Acme", "start": 14, "end": 18, "id": 4},
    ]
    given = {
        "text": text,
        "tokens": tokens,
        "spans": [
            {"start": 0, "end": 3, "label": "PER"},
            {"token_start": 4, "token_end": 4, "label": "ORG"},
        ],
        "relations": [
            {"head": 0, "child": 4, "label": "works_for"},
            {"head": 0, "child": 1, "label": "met"},
        ],
        "answer": "accept",
    }
    found = one(tmp_path, given)
    assert spans(found) == {(0, 3, "PER"), (14, 18, "ORG")}
    assert [item.label for item in found.relations] == ["works_for"]
    assert lost(found) == [(LossCode.DANGLING, "met 0 → 1")]


def test_arcs_between_words_without_a_label_say_so(tmp_path: Path) -> None:
    word = {"start": 12, "end": 15, "token_start": 2, "token_end": 2, "label": None}
    ana = {"start": 0, "end": 11, "token_start": 0, "token_end": 1, "label": "PER"}
    arcs = [
        {"head": 2, "child": 1, "head_span": word, "child_span": ana, "label": "nsubj"},
        {"head": 2, "child": 3, "label": "obj"},
        {"head": 2, "child": 99, "label": "punct"},
    ]
    found = one(tmp_path, task(answer="accept", relations=arcs))
    assert spans(found) == {ANA}
    assert lost(found) == [
        (LossCode.NO_LABEL, "an end of the relation nsubj 2 → 1"),
        (LossCode.NO_LABEL, "an end of the relation obj 2 → 3"),
        (LossCode.DANGLING, "punct 2 → 99"),
    ]


# -- Label Studio


def region(
    given: tuple[int, int, str], name: str = "labels", *, extra: int = 0, **more: object
) -> dict[str, Any]:
    start, end, label = given
    value = {"start": start, "end": end + extra, "text": TEXT[start:end], name: [label]}
    kind = "hypertextlabels" if name == "htmllabels" else name
    result = {"id": label, "from_name": "ner", "to_name": "text", "type": kind, "value": value}
    return result | more


CHOICE = {
    "id": "c",
    "from_name": "kind",
    "to_name": "text",
    "type": "choices",
    "value": {"choices": ["Politics"]},
}


def tasks(
    *results: dict[str, Any], key: str = "annotations", **more: object
) -> list[dict[str, Any]]:
    return [{"id": 1, "data": {"text": TEXT}, key: [{"result": list(results)}], **more}]


def test_ends_of_the_first_versions_are_the_last_character(tmp_path: Path) -> None:
    found = one(tmp_path, tasks(region(VARNA, extra=-1), key="completions"), "ls.json")
    assert spans(found) == {VARNA}
    assert not found.losses


@pytest.mark.parametrize(
    ("control", "layer"),
    [("events", Layer.EVENT), ("Trigger", Layer.EVENT), ("entities", Layer.ENTITY)],
)
def test_controls_may_name_the_layer(tmp_path: Path, control: str, layer: Layer) -> None:
    found = one(tmp_path, tasks(region(ANA, from_name=control)), "ls.json")
    assert [span.layer for span in found.spans] == [layer]


def test_data_may_stand_beside_the_predictions(tmp_path: Path) -> None:
    bare = {"text": TEXT, "url": "https://example.org", "predictions": [{"result": [region(ANA)]}]}
    found = one(tmp_path, [bare], "ls.json")
    assert suggested(found) == {ANA}
    assert found.draft.article.meta == (("url", "https://example.org"),)
    assert found.state is ArticleState.NEW


@pytest.mark.parametrize("is_short", [False, True])
def test_the_annotated_text_is_the_one_that_has_what_regions_say(
    tmp_path: Path, *, is_short: bool
) -> None:
    data = {"text": "A longer summary of it all, which nobody annotated. " * 4, "body": TEXT}
    results = [region(ANA, to_name="txt-1"), region(VARNA, to_name="txt-1")]
    whole = {"id": 1, "data": data, "annotations": [{"result": results}]}
    short = {"id": 1, **data, "label": [result["value"] for result in results]}
    found = one(tmp_path, [short if is_short else whole], "ls.json")
    assert found.draft.article.text == TEXT
    assert spans(found) == {ANA, VARNA}
    assert not found.losses


def test_labels_of_pages_had_another_name(tmp_path: Path) -> None:
    found = one(tmp_path, tasks(region(UNION, "htmllabels")), "ls.json")
    assert spans(found) == {UNION}


def test_offsets_that_cannot_be_give_way_to_the_only_place_of_the_text(tmp_path: Path) -> None:
    moved = region(VARNA)
    moved["value"] |= {"start": 90, "end": 95}
    found = one(tmp_path, tasks(region(ANA), moved), "ls.json")
    assert spans(found) == {ANA, VARNA}
    assert lost(found) == [(LossCode.MOVED, "90:95 cannot be, “Varna” stands at 47:52")]


def test_offsets_that_cannot_be_are_refused_where_the_text_stands_twice(tmp_path: Path) -> None:
    moved = region(at("Varna", "LOC", "Varna"))
    moved["value"] |= {"start": 40, "end": 45, "text": "Varna"}
    twice = {"data": {"text": "Varna, Varna"}, "annotations": [{"result": [moved]}]}
    path = tmp_path / "ls.json"
    path.write_text(json.dumps([twice]), encoding="utf-8")
    (found,) = read_annotated([path], ReadPlan())
    assert isinstance(found, Refusal)


def test_a_choice_about_the_whole_text_does_not_make_it_done(tmp_path: Path) -> None:
    found = one(tmp_path, tasks(CHOICE), "ls.json")
    assert found.state is ArticleState.NEW
    assert lost(found) == [(LossCode.DOCUMENT_LABEL, "kind: Politics")]
    with_region = one(tmp_path, tasks(CHOICE, region(ANA)), "ls.json")
    assert with_region.state is ArticleState.DONE
    empty = one(tmp_path, tasks(), "ls.json")
    assert empty.state is ArticleState.DONE


def test_notes_on_regions_are_counted_and_what_is_known_of_a_task_is_kept(tmp_path: Path) -> None:
    noted = region(ANA, meta={"text": ["is she the minister?"]})
    found = one(tmp_path, tasks(noted, meta={"batch": 4}), "ls.json")
    assert lost(found) == [(LossCode.NOTE, "“is she the minister?”")]
    assert found.draft.article.meta == (("batch", "4"),)


def test_authors_with_a_colon_keep_one(tmp_path: Path) -> None:
    turns = [{"author": "Ana:", "text": "We met in Varna."}, {"author": "Bo", "text": "When?"}]
    value = {"start": "0", "end": "0", "startOffset": 10, "endOffset": 15}
    result = {
        "id": "r",
        "from_name": "l",
        "to_name": "talk",
        "type": "paragraphlabels",
        "value": {**value, "paragraphlabels": ["LOC"]},
    }
    found = one(
        tmp_path, [{"data": {"talk": turns}, "annotations": [{"result": [result]}]}], "ls.json"
    )
    text = found.draft.article.text
    assert text == "Ana: We met in Varna.\nBo: When?"
    assert [text[start:end] for start, end, _ in spans(found)] == ["Varna"]


# -- doccano


def test_entities_and_relations_stood_under_the_label(tmp_path: Path) -> None:
    entities = [
        {"id": number, "start_offset": start, "end_offset": end, "label": label}
        for number, (start, end, label) in enumerate((ANA, UNION))
    ]
    arcs = [{"id": 0, "from_id": 0, "to_id": 1, "type": "met"}]
    for name in ("data", "text"):
        line = {"id": 3, name: TEXT, "label": {"entities": entities, "relations": arcs}}
        found = one(tmp_path, line)
        assert spans(found) == {ANA, UNION}
        assert [item.label for item in found.relations] == ["met"]


def test_columns_may_have_any_name(tmp_path: Path) -> None:
    found = one(tmp_path, {"column_data": TEXT, "column_label": [list(ANA), list(VARNA)]})
    assert spans(found) == {ANA, VARNA}


def test_of_several_users_the_first_is_gold(tmp_path: Path) -> None:
    given = [(ANA, 7), (VARNA, 7), (ANA, 9), (UNION, 9)]
    said = [
        {"start_offset": start, "end_offset": end, "label": 12, "user": user}
        for (start, end, _), user in given
    ]
    found = one(tmp_path, {"id": 1, "text": TEXT, "annotations": said, "meta": {}})
    assert spans(found) == {(*ANA[:2], "12"), (*VARNA[:2], "12")}
    assert suggested(found) == {(*ANA[:2], "12"), (*UNION[:2], "12")}
    assert {each.suggester for each in found.proposals} == {"import annotator 9"}
    assert not found.losses


def test_intents_beside_slots_are_counted(tmp_path: Path) -> None:
    line = {"text": TEXT, "entities": [list(ANA)], "cats": ["meeting", "travel"]}
    found = one(tmp_path, line)
    assert spans(found) == {ANA}
    assert lost(found) == [
        (LossCode.DOCUMENT_LABEL, "meeting"),
        (LossCode.DOCUMENT_LABEL, "travel"),
    ]


# -- spaCy


def test_a_document_of_the_first_version_is_its_raw_text(tmp_path: Path) -> None:
    tokens = [{"orth": "Ana", "start": 0, "tag": "NNP", "head": -1, "dep": "ROOT"}]
    document = {"id": "d1", "paragraphs": [{"raw": TEXT, "tokens": tokens, "brackets": []}]}
    found = one(tmp_path, document, "doc.json")
    assert found.draft.article.text == TEXT
    assert found.is_bare


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"entities": []}, ArticleState.DONE),
        ({"entities": None}, ArticleState.NEW),
        ({"heads": [0], "deps": ["ROOT"]}, ArticleState.NEW),
    ],
)
def test_no_entities_are_an_annotation_too(
    tmp_path: Path, said: dict[str, Any], state: ArticleState
) -> None:
    other = [TEXT, {"entities": [ANA]}]
    path = tmp_path / "train.json"
    path.write_text(json.dumps([other, ["Nobody is here.", said]]), encoding="utf-8")
    first, second = load(path)
    assert (first.state, second.state) == (ArticleState.DONE, state)
    options = SettleOptions(marks_done=False)
    for item in read_annotated([path], ReadPlan(settle=options)):
        assert isinstance(item, Settled)
        assert item.state is not ArticleState.DONE


@pytest.mark.parametrize(
    ("tags", "state"),
    [(["O", "O"], ArticleState.DONE), (["-", "-"], ArticleState.NEW), (["-", "O"], "done")],
)
def test_tokens_outside_of_all_are_an_annotation_too(
    tmp_path: Path, tags: list[str], state: str
) -> None:
    tokens = [{"orth": word, "ner": tag} for word, tag in zip(("Not", "here"), tags, strict=True)]
    found = one(tmp_path, [{"paragraphs": [{"sentences": [{"tokens": tokens}]}]}], "v2.json")
    assert found.state == state


@pytest.mark.parametrize("name", ["examples.jsonl", "example.json"])
def test_an_example_as_spacy_gives_it_is_known(tmp_path: Path, name: str) -> None:
    import spacy
    from spacy.training import Example

    made = spacy.blank("en").make_doc(TEXT)
    said = {"entities": [ANA], "spans": {"sc": [UNION]}}
    found = one(tmp_path, Example.from_dict(made, said).to_dict(), name)
    assert found.draft.article.text == TEXT
    assert spans(found) == {ANA, UNION}


# -- rows of tokens

WORDS = ["Ana", "Petrova", "met", "envoys", "in", "Varna", "."]
TAGS = ["B-PER", "I-PER", "O", "O", "O", "B-LOC", "O"]


def surfaces(item: Settled) -> set[tuple[str, str]]:
    text = item.draft.article.text
    return {(text[start:end], label) for start, end, label in spans(item)}


def test_tokens_are_found_in_the_text_of_their_row(tmp_path: Path) -> None:
    text = "Ana  Petrova met envoys\nin Varna ."
    found = one(tmp_path, {"text": text, "tokens": WORDS, "ner_tags": TAGS})
    assert found.draft.article.text == text
    assert surfaces(found) == {("Ana  Petrova", "PER"), ("Varna", "LOC")}


def test_tokens_that_the_text_has_not_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": "Else.", "tokens": WORDS, "ner_tags": TAGS}))
    (found,) = read_annotated([path], ReadPlan())
    assert isinstance(found, Refusal)
    assert found.error.fields["found"] == "the token Ana"


@pytest.mark.parametrize("tag", [None, 1.5, ["B-PER"]])
def test_a_tag_that_is_neither_name_nor_number_is_refused(tmp_path: Path, tag: object) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"tokens": WORDS, "ner_tags": [*TAGS[:-1], tag]}))
    (found,) = read_annotated([path], ReadPlan())
    assert isinstance(found, Refusal)
    assert found.error.fields["expected"] == "a tag for each token"


def test_numbers_of_tags_are_named_by_an_option(tmp_path: Path) -> None:
    row = {"id": "0", "tokens": WORDS, "pos_tags": [1] * 7, "ner_tags": [1, 2, 0, 0, 0, 3, 0]}
    found = one(tmp_path, row, names="O, B-PER,I-PER,B-LOC")
    assert surfaces(found) == {("Ana Petrova", "PER"), ("Varna", "LOC")}
    assert lost(found) == [(LossCode.FIELD, "pos_tags")]


def test_the_column_of_the_tags_is_an_option(tmp_path: Path) -> None:
    fine = [tag.replace("PER", "person-politician") for tag in TAGS]
    row = {"tokens": WORDS, "ner_tags": TAGS, "fine_ner_tags": fine, "lang": "en"}
    found = one(tmp_path, row, column="fine_ner_tags")
    assert surfaces(found) == {("Ana Petrova", "person-politician"), ("Varna", "LOC")}
    assert found.draft.article.meta == (("lang", "en"),)


def test_last_tokens_of_gliner_belong_to_their_entity(tmp_path: Path) -> None:
    row = {"tokenized_text": WORDS, "ner": [[0, 1, "person"], [5, 5, "location"]]}
    found = one(tmp_path, [row], "train.json")
    assert surfaces(found) == {("Ana Petrova", "person"), ("Varna", "location")}
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps({"tokenized_text": WORDS, "ner": [[3, 7, "x"]]}))
    (bad,) = read_annotated([path], ReadPlan())
    assert isinstance(bad, Refusal)


# -- tables


@pytest.mark.parametrize(
    "cell",
    [
        str([ANA, VARNA]),
        json.dumps([ANA, VARNA]),
        json.dumps({"entities": [ANA, VARNA]}),
        json.dumps(
            [{"start": s, "end": e, "text": "x", "labels": [n]} for s, e, n in (ANA, VARNA)]
        ),
        str([{"start_offset": s, "end_offset": e, "label": n} for s, e, n in (ANA, VARNA)]),
    ],
)
def test_a_cell_may_list_all_spans_of_a_text(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "text", "label", "lead_time", "source"])
        writer.writerow(["5", TEXT, cell, "3.2", "Wire"])
    (found,) = load(path)
    assert spans(found) == {ANA, VARNA}
    assert found.draft.article.meta == (("lead_time", "3.2"),)
    assert (found.draft.article.id, found.draft.article.source) == ("5", "Wire")


@pytest.mark.parametrize("cell", ["[]", "{[]: 1}", "{[1]}"])
def test_a_cell_that_lists_nothing_brings_no_span(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["text", "label"], [TEXT, str([ANA])], ["Bo ran.", cell]])
    first, second = load(path)
    assert (spans(first), spans(second)) == ({ANA}, set())
    is_empty = cell == "[]"
    assert second.draft.article.meta == (() if is_empty else (("label", cell),))


def test_label_studio_has_a_column_for_each_control(tmp_path: Path) -> None:
    def cell(given: tuple[int, int, str]) -> str:
        start, end, label = given
        return json.dumps([{"start": start, "end": end, "text": "x", "labels": [label]}])

    met = at("met", "MEET")
    path = tmp_path / "export.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "people", "event", "choice", "text"])
        writer.writerow(["5", cell(ANA), cell(met), '["a", "b"]', TEXT])
    (found,) = load(path)
    assert {(span.label, span.layer) for span in found.spans} == {
        ("PER", Layer.ENTITY),
        ("MEET", Layer.EVENT),
    }
    assert spans(found) == {ANA, met}
    assert found.draft.article.meta == (("choice", '["a", "b"]'),)


@pytest.mark.parametrize("cell", ["Politics", "[1, 2]", "[[0, 3]]", "[", '[[0, 3, "A"], "b"]'])
def test_a_cell_that_lists_no_spans_is_kept(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "texts.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["text", "label"], [TEXT, cell]])
    (found,) = load(path)
    assert not found.spans
    assert found.draft.article.meta == (("label", cell),)


def test_columns_that_rows_of_one_text_do_not_share_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "spans.csv"
    rows = ["text,start,end,label,batch,comment"]
    rows += [f'"{TEXT}",{s},{e},{n},b1,{n} sure' for s, e, n in (ANA, VARNA)]
    path.write_text("\n".join(rows), encoding="utf-8")
    (found,) = load(path)
    assert spans(found) == {ANA, VARNA}
    assert found.draft.article.meta == (("batch", "b1"),)
    assert lost(found) == [(LossCode.FIELD, "comment")]


# -- and out again

RECORD = Record(
    TEXT, id="1", spans=tuple(RecordSpan(s, e, n, Layer.ENTITY, n) for s, e, n in (ANA, VARNA))
)


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("prodigy", ".jsonl"), ("label-studio", ".json"), ("doccano", ".jsonl"), ("csv", "")],
)
def test_what_goes_out_still_comes_in(tmp_path: Path, name: str, suffix: str) -> None:
    target = tmp_path / f"out{suffix}"
    export_records([RECORD], name, target)
    (back,) = load(target)
    assert spans(back) == {ANA, VARNA}
    assert not back.losses
