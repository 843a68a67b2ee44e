"""doccano's lines, and spaCy's JSON and DocBin, as their makers write them."""

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
from annotate.pipeline import import_spacy
from annotate.spans import Layer

LABELS = [(Layer.ENTITY, "ORG"), (Layer.EVENT, "MEET")]


def load(path: Path, name: str) -> list[Settled]:
    found = detect(probe_of(path))
    assert found is not None
    assert found.format.name == name
    items = list(read_annotated([path], ReadPlan(), labels=LABELS))
    assert all(isinstance(item, Settled) for item in items), items
    return [item for item in items if isinstance(item, Settled)]


def write(tmp_path: Path, name: str, *values: object) -> Path:
    path = tmp_path / name
    path.write_text("\n".join(json.dumps(v, ensure_ascii=False) for v in values), encoding="utf-8")
    return path


def surfaces(item: Settled) -> list[tuple[str, str, str]]:
    text = item.draft.article.text
    return sorted((str(s.layer), s.label, text[s.start : s.end]) for s in item.spans)


# -- doccano


@pytest.mark.parametrize("field", ["label", "labels"])
def test_old_lines_of_doccano(tmp_path: Path, field: str) -> None:
    path = write(
        tmp_path,
        "all.jsonl",
        {"id": 1, "text": "EU 🇪🇺 met.", field: [[0, 2, "ORG"], [6, 9, "MEET"]], "desk": "x"},
        {"id": 2, "text": "Nothing.", field: []},
    )
    first, second = load(path, "doccano")
    assert surfaces(first) == [("entity", "ORG", "EU"), ("event", "MEET", "met")]
    assert first.draft.article.id == "1"
    assert dict(first.draft.article.meta) == {"desk": "x"}
    assert not second.spans


def test_lines_of_doccano_with_their_text_under_data(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "all.jsonl",
        {"id": 1, "data": "EU met.", "label": [[0, 2, "ORG"]], "Comments": []},
        {"id": 2, "text": "EU met.", "data": "raw", "label": []},
    )
    first, second = load(path, "doccano")
    assert first.draft.article.text == "EU met."
    assert surfaces(first) == [("entity", "ORG", "EU")]
    assert not dict(first.draft.article.meta)
    assert dict(second.draft.article.meta) == {"data": "raw"}


def test_new_lines_of_doccano_over_several_lines(tmp_path: Path) -> None:
    example = {
        "text": "EU met in Oslo.",
        "entities": [
            {"id": 0, "start_offset": 0, "end_offset": 2, "label": "ORG"},
            {"id": 1, "start_offset": 3, "end_offset": 6, "label": "MEET"},
        ],
        "relations": [{"from_id": 1, "to_id": 0, "type": "who"}],
        "Comments": ["look again"],
    }
    path = tmp_path / "example.jsonl"
    path.write_text("\n" + json.dumps(example, indent=4) + "\n", encoding="utf-8")
    (item,) = list(read_annotated([path], ReadPlan(format="doccano"), labels=LABELS))
    assert isinstance(item, Settled)
    assert surfaces(item) == [("entity", "ORG", "EU"), ("event", "MEET", "met")]
    assert [a.role for a in item.frames[0].arguments] == ["who"]
    assert [loss.code for loss in item.losses] == [LossCode.NOTE]


def test_annotations_of_the_first_doccano_have_numbers(tmp_path: Path) -> None:
    given = {"label": 4, "start_offset": 0, "end_offset": 2, "user": 1}
    path = write(
        tmp_path,
        "old.json",
        {
            "id": 1,
            "text": "EU met.",
            "annotations": [given],
            "meta": {},
            "annotation_approver": None,
        },
    )
    (item,) = load(path, "doccano")
    assert surfaces(item) == [("entity", "4", "EU")]
    assert not item.losses


def test_classes_of_doccano_are_listed(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", {"text": "Good.", "label": ["positive"]})
    (item,) = list(read_annotated([path], ReadPlan(format="doccano")))
    assert isinstance(item, Settled)
    assert [loss.code for loss in item.losses] == [LossCode.DOCUMENT_LABEL]


def test_ids_of_a_written_file_are_unique(tmp_path: Path) -> None:
    spans = (
        RecordSpan(0, 2, "ORG", Layer.ENTITY, "o"),
        RecordSpan(3, 6, "MEET", Layer.EVENT, "m"),
    )
    record = Record("EU met.", spans=spans, frames=(RecordFrame("m", (("who", "o"),)),))
    other = Record("EU met again.", spans=spans)
    target = tmp_path / "out.jsonl"
    export_records([record, other], "doccano", target)
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    ids = [e["id"] for line in lines for e in (*line["entities"], *line["relations"])]
    assert len(ids) == len(set(ids)) == 5
    arc = lines[0]["relations"][0]
    place = {e["id"]: e["label"] for e in lines[0]["entities"]}
    assert (place[arc["from_id"]], place[arc["to_id"]], arc["type"]) == ("MEET", "ORG", "who")


# -- spaCy's JSON

TEXT = "EU met in Oslo. It left."
TUPLES: dict[str, Any] = {
    "pairs": [[TEXT, {"entities": [[0, 2, "ORG"]]}]],
    "bare pairs": [[TEXT, [[0, 2, "ORG"]]]],
    "objects": [{"text": TEXT, "entities": [[0, 2, "ORG"]]}],
    "objects of objects": [{"text": TEXT, "entities": [{"start": 0, "end": 2, "label": "ORG"}]}],
    "to_json": [
        {
            "text": TEXT,
            "ents": [{"start": 0, "end": 2, "label": "ORG"}],
            "sents": [{"start": 0, "end": 15}],
            "tokens": [{"id": 0, "start": 0, "end": 2}],
        }
    ],
    "documents": [
        {
            "id": 4,
            "paragraphs": [
                {
                    "raw": TEXT,
                    "sentences": [
                        {
                            "tokens": [
                                {"id": 0, "orth": "EU", "ner": "U-ORG"},
                                {"id": 1, "orth": "met", "ner": "O"},
                            ],
                            "brackets": [],
                        }
                    ],
                }
            ],
        }
    ],
}


@pytest.mark.parametrize("form", TUPLES)
def test_every_form_of_spacys_json(tmp_path: Path, form: str) -> None:
    path = tmp_path / "train.json"
    path.write_text(json.dumps(TUPLES[form]), encoding="utf-8")
    (item,) = load(path, "spacy-json")
    assert surfaces(item) == [("entity", "ORG", "EU")]
    assert item.draft.article.text == TEXT


def test_files_of_classes_and_annotations(tmp_path: Path) -> None:
    value = {"classes": ["ORG"], "annotations": [[TEXT, {"entities": [[0, 2, "ORG"]]}], None]}
    path = tmp_path / "annotations.json"
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
    (item,) = load(path, "spacy-json")
    assert surfaces(item) == [("entity", "ORG", "EU")]


def test_documents_without_a_text_are_joined_by_their_spaces(tmp_path: Path) -> None:
    tokens = [
        {"orth": "New", "ner": "B-GPE", "space": " "},
        {"orth": "York", "ner": "L-GPE", "space": ""},
        {"orth": ",", "ner": "-", "space": " "},
        {"orth": "still", "ner": "O"},
    ]
    cats = [{"label": "TRAVEL", "value": 1}, {"label": "WAR", "value": 0}]
    document = [{"id": 0, "paragraphs": [{"sentences": [{"tokens": tokens}], "cats": cats}]}]
    path = tmp_path / "train.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    (item,) = load(path, "spacy-json")
    assert item.draft.article.text == "New York, still"
    assert [loss.detail for loss in item.losses] == ["TRAVEL"]
    assert surfaces(item) == [("entity", "GPE", "New York")]


def test_groups_of_spans_may_overlap_and_repeat(tmp_path: Path) -> None:
    said = {
        "entities": [[0, 2, "ORG"]],
        "spans": {"sc": [[0, 2, "ORG"], [0, 6, "MEET"]], "events": [[3, 6, "MEET"]]},
        "cats": {"POLITICS": 1.0, "SPORT": 0.0},
    }
    path = tmp_path / "train.json"
    path.write_text(json.dumps([[TEXT, said]]), encoding="utf-8")
    (item,) = load(path, "spacy-json")
    assert surfaces(item) == [
        ("entity", "ORG", "EU"),
        ("event", "MEET", "EU met"),
        ("event", "MEET", "met"),
    ]
    assert [loss.detail for loss in item.losses] == ["POLITICS"]


def test_written_pairs_train_with_spacy(tmp_path: Path) -> None:
    spacy = import_spacy()
    from spacy.training import Example

    record = Record(
        TEXT,
        spans=(
            RecordSpan(0, 2, "ORG", Layer.ENTITY, "a"),
            RecordSpan(0, 6, "PERSON", Layer.ENTITY, "b"),
            RecordSpan(3, 6, "MEET", Layer.EVENT, "c"),
        ),
    )
    target = tmp_path / "out.json"
    export_records([record], "spacy-json", target)
    ((text, said),) = json.loads(target.read_text(encoding="utf-8"))
    nlp = spacy.blank("en")
    example = Example.from_dict(nlp.make_doc(text), {"entities": said["entities"]})
    assert [(e.text, e.label_) for e in example.reference.ents] == [("EU met", "PERSON")]
    example = Example.from_dict(
        nlp.make_doc(text), {"spans": {k: [tuple(s) for s in v] for k, v in said["spans"].items()}}
    )
    assert [s.text for s in example.reference.spans["events"]] == ["met"]
    assert [s.text for s in example.reference.spans["entities_overlapping"]] == ["EU"]


def test_written_documents_convert_with_spacy(tmp_path: Path) -> None:
    import_spacy()
    from spacy.training.converters import json_to_docs

    record = Record(TEXT, spans=(RecordSpan(10, 14, "GPE", Layer.ENTITY, "a"),))
    target = tmp_path / "out.json"
    export_records([record], "spacy-json", target, choices={"form": "documents"})
    (doc,) = json_to_docs(target.read_bytes())
    assert doc.text == TEXT
    assert [(e.text, e.label_) for e in doc.ents] == [("Oslo", "GPE")]


# -- DocBin


def test_a_docbin_of_somebody_else(tmp_path: Path) -> None:
    spacy = import_spacy()
    from spacy.tokens import Doc, DocBin, Span

    nlp = spacy.blank("en")
    if not Doc.has_extension("rel"):
        Doc.set_extension("rel", default={})
    doc = nlp("🇺🇦 Envoys of the EU met in Oslo.")
    eu = Span(doc, 5, 6, label="ORG")
    met = Span(doc, 6, 7, label="MEET")
    doc.ents = [eu]
    doc.spans["sc"] = [eu, met, Span(doc, 3, 7, label="THING")]
    doc.spans["incorrect_spans"] = [Span(doc, 8, 9, label="ORG")]
    doc.cats = {"POLITICS": 1.0, "SPORT": 0.0}
    doc._.rel = {(5, 5): {"SELF": 1.0}}
    path = tmp_path / "train.spacy"
    DocBin(docs=[doc, nlp("Nothing was said.")], store_user_data=True).to_disk(path)
    first, second = load(path, "docbin")
    text = first.draft.article.text
    assert text == doc.text
    assert {(str(s.layer), s.label, text[s.start : s.end]) for s in first.spans} == {
        ("entity", "ORG", eu.text),
        ("event", "MEET", met.text),
        ("entity", "THING", doc[3:7].text),
    }
    assert [(d.label, text[d.start : d.end]) for d in first.decisions] == [("ORG", doc[8:9].text)]
    codes = {loss.code for loss in first.losses}
    assert codes == {LossCode.DOCUMENT_LABEL, LossCode.SELF_RELATION}
    assert not second.spans
    assert second.state is ArticleState.NEW


def test_missing_is_not_done(tmp_path: Path) -> None:
    spacy = import_spacy()
    from spacy.tokens import DocBin, Span

    nlp = spacy.blank("en")
    part = nlp("The EU met in Oslo.")
    part.set_ents([Span(part, 1, 2, label="ORG")], default="missing")
    none = nlp("Nobody is here.")
    none.ents = []
    path = tmp_path / "train.spacy"
    DocBin(docs=[part, none]).to_disk(path)
    partly, empty = load(path, "docbin")
    assert partly.state is ArticleState.IN_PROGRESS
    assert empty.state is ArticleState.DONE


def test_spacy_reads_what_we_write_and_unaligned_spans_are_listed(tmp_path: Path) -> None:
    spacy = import_spacy()
    from spacy.tokens import DocBin

    record = Record(
        "Envoys of the EU met in Oslo.",
        id="a",
        spans=(
            RecordSpan(14, 16, "ORG", Layer.ENTITY, "00000000000000aa"),
            RecordSpan(17, 20, "MEET", Layer.EVENT, "00000000000000bb"),
            RecordSpan(24, 26, "GPE", Layer.ENTITY, "00000000000000cc"),
        ),
        rejected=(RecordSpan(0, 6, "ORG", Layer.ENTITY),),
        state=ArticleState.DONE,
    )
    path = tmp_path / "out.spacy"
    log = export_records([record], "docbin", path)
    assert log.losses.counts[LossCode.OFF_TOKENS] == 1
    assert log.spans == 2
    (doc,) = DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("en").vocab)
    assert [(e.text, e.label_, e.id_) for e in doc.ents] == [("EU", "ORG", "00000000000000aa")]
    assert [s.text for s in doc.spans["events"]] == ["met"]
    assert [s.text for s in doc.spans["incorrect_spans"]] == ["Envoys"]


def test_what_is_no_docbin_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.spacy"
    path.write_text("just a note")
    (item,) = list(read_annotated([path], ReadPlan()))
    assert isinstance(item, Refusal)


def test_labels_of_whole_texts_of_doccano_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    lines_ = [{"id": n, "text": f"Text {n}.", "label": ["good", "short"]} for n in range(2)]
    path.write_text("\n".join(map(json.dumps, lines_)))
    items = load(path, "doccano")
    assert [len(item.losses) for item in items] == [2, 2]
    assert {loss.code for item in items for loss in item.losses} == {LossCode.DOCUMENT_LABEL}
