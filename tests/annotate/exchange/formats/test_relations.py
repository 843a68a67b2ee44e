"""Relations between spans: as the makers of each format write them, and out and in again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.exchange.exporting import export_records
from annotate.exchange.formats import FORMATS, Carries
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordRelation, RecordSpan
from annotate.exchange.settling import Settled
from annotate.spans import Layer
from tests.annotate.exchange.formats.records import relations_of

TEXT = "🇺🇦 Ana Petrova works for the Harbour Union in Varna. It met there."
PLACES = {"Ana Petrova": "PERSON", "Harbour Union": "ORG", "Varna": "GPE"}
SPANS = tuple(
    RecordSpan(TEXT.index(x), TEXT.index(x) + len(x), label, Layer.ENTITY, f"{n:016x}")
    for n, (x, label) in enumerate(PLACES.items(), 1)
)
ANA, UNION, VARNA = (span.id for span in SPANS)
ARCS = (
    RecordRelation(ANA, UNION, "works_for"),
    RecordRelation(UNION, VARNA, "seated_in"),
    RecordRelation(ANA, VARNA, "lives_in"),
    RecordRelation(VARNA, ANA, "home_of"),
    RecordRelation(ANA, UNION, "founded"),
)
RECORD = Record(TEXT, id="one", language="en", spans=SPANS, relations=ARCS)
SUFFIXES = {"docbin": ".spacy"}
CARRYING = [item for item in FORMATS if item.can_export and Carries.RELATIONS in item.carries]


def load(path: Path) -> list[Settled]:
    found = list(read_annotated([path], ReadPlan()))
    refused = [item for item in found if not isinstance(item, Settled)]
    assert not refused, refused
    return [item for item in found if isinstance(item, Settled)]


def arcs(item: Settled) -> set[tuple[str, str, str]]:
    """Surface of the head, label, surface of the child."""
    text = item.draft.article.text
    words = {span.id: text[span.start : span.end] for span in item.spans}
    return {(words[x.head_id], x.label, words[x.child_id]) for x in item.relations}


@pytest.mark.parametrize("item", CARRYING, ids=lambda item: item.name)
def test_relations_come_back(item: object, tmp_path: Path) -> None:
    from annotate.exchange.formats import Format

    assert isinstance(item, Format)
    target = tmp_path / f"out{item.suffix}"
    log = export_records([RECORD], item.name, target)
    assert not log.losses.counts[LossCode.RELATION]
    (back,) = load(target)
    assert relations_of(back) == relations_of(RECORD)


def test_formats_without_relations_count_them(tmp_path: Path) -> None:
    for item in FORMATS:
        if item.can_export and Carries.RELATIONS not in item.carries:
            log = export_records([RECORD], item.name, tmp_path / f"out-{item.name}{item.suffix}")
            assert log.losses.counts[LossCode.RELATION] == len(ARCS), item.name


def test_a_relation_of_prodigy_points_at_last_tokens(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    words = ["Ana", "Petrova", "left", "Port", "Sella"]
    tokens, at = [], 0
    for number, word in enumerate(words):
        tokens.append({"text": word, "start": at, "end": at + len(word), "id": number, "ws": True})
        at += len(word) + 1
    spans = [
        {"start": 0, "end": 11, "token_start": 0, "token_end": 1, "label": "PERSON"},
        {"start": 17, "end": 27, "token_start": 3, "token_end": 4, "label": "GPE"},
    ]
    arc = {"child": 4, "head": 1, "label": "LEFT", "color": "#c5bdf4"}
    arc |= {"head_span": spans[0], "child_span": spans[1]}
    task: dict[str, object] = {"text": " ".join(words), "tokens": tokens, "spans": spans}
    task |= {"relations": [arc], "_input_hash": 1, "_task_hash": 2, "answer": "accept"}
    bare = task | {"text": " ".join(words) + " ", "relations": [{k: arc[k] for k in list(arc)[:3]}]}
    path.write_text(f"{json.dumps(task)}\n{json.dumps(bare)}\n")
    for item in load(path):
        assert arcs(item) == {("Ana Petrova", "LEFT", "Port Sella")}


def test_relations_of_doccano_by_ids(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    entities = [
        {"id": 7, "label": "PERSON", "start_offset": 0, "end_offset": 3},
        {"id": 9, "label": "GPE", "start_offset": 9, "end_offset": 14},
    ]
    arcs_ = [{"id": 1, "from_id": 7, "to_id": 9, "type": "left"}]
    line = {"id": 1, "text": "Ana left Varna", "entities": entities, "relations": arcs_}
    path.write_text(json.dumps(line | {"Comments": []}))
    assert arcs(load(path)[0]) == {("Ana", "left", "Varna")}


def test_relations_of_label_studio_have_a_direction_and_perhaps_no_label(tmp_path: Path) -> None:
    def region(name: str, start: int, end: int, label: str) -> dict[str, object]:
        value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
        about = {"from_name": "label", "to_name": "text", "type": "labels", "origin": "manual"}
        return {"id": name, "value": value, **about}

    text = "Ana left Varna"
    results = [
        region("a", 0, 3, "PERSON"),
        region("b", 9, 14, "GPE"),
        {"from_id": "a", "to_id": "b", "type": "relation", "direction": "right", "labels": ["org"]},
        {"from_id": "a", "to_id": "b", "type": "relation", "direction": "left"},
    ]
    task = {"id": 1, "data": {"text": text}, "annotations": [{"id": 1, "result": results}]}
    path = tmp_path / "in.json"
    path.write_text(json.dumps([task]))
    assert arcs(load(path)[0]) == {("Ana", "org", "Varna"), ("Varna", "related", "Ana")}


def test_relations_of_brat_and_what_its_configuration_says_of_them(tmp_path: Path) -> None:
    from annotate.project import Project
    from annotate.relations.relation import RelationLabel
    from annotate.schema.label_schema import Label, LabelSchema
    from annotate.transfers import import_paths

    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "a.txt").write_text("Ana left Varna")
    lines = "T1\tPERSON 0 3\tAna\nT2\tGPE 9 14\tVarna\nR1\tLeft Arg1:T1 Arg2:T2\t\n"
    (folder / "a.ann").write_text(lines)
    (folder / "annotation.conf").write_text(
        "[entities]\nPERSON\nGPE\n[relations]\nLeft\tArg1:PERSON, Arg2:GPE\n"
        "Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive\n"
        "Kin\tArg1:<ENTITY>, Arg2:<ANY>\n[events]\n[attributes]\n"
    )
    with Project.create(tmp_path / "p.spandesk", LabelSchema("empty", ())) as project:
        report = import_paths(project, [folder])
        assert (report.relations, report.losses.total) == (1, 0)
        assert project.schema.relations == (
            RelationLabel("Left", "Left", ("entity:PERSON",), ("entity:GPE",)),
            RelationLabel("Kin", "Kin", ("entity",)),
        )
        again = import_paths(project, [folder])
        assert (again.added, len(again.merged)) == (0, 0)
    labels = tuple(Label(name, Layer.ENTITY) for name in ("PERSON", "GPE"))
    with Project.create(tmp_path / "q.spandesk", LabelSchema("has both", labels)) as project:
        import_paths(project, [folder])
        left = RelationLabel("Left", "Left", ("entity:PERSON",), ("entity:GPE",))
        assert project.schema.relations == (left,), "also where the labels are there"


def test_a_relation_layer_of_webanno_names_its_governor_in_the_row_of_the_dependent(
    tmp_path: Path,
) -> None:
    lines = [
        "#FORMAT=WebAnno TSV 3.3",
        "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|value",
        "#T_RL=webanno.custom.Left|why|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity",
        "",
        "",
        "#Text=Ana Petrova left Varna",
        "1-1\t0-3\tAna\tPERSON[1]\t_\t_\t",
        "1-2\t4-11\tPetrova\tPERSON[1]\t_\t_\t",
        "1-3\t12-16\tleft\t_\t_\t_\t",
        "1-4\t17-22\tVarna\tGPE\twar\t1-1[1_0]\t",
    ]
    path = tmp_path / "in.tsv"
    path.write_text("\n".join(lines) + "\n")
    assert arcs(load(path)[0]) == {("Ana Petrova", "war", "Varna")}


def test_an_import_of_suggestions_only_counts_relations(tmp_path: Path) -> None:
    from annotate.exchange.settling import SettleOptions, Taken

    target = tmp_path / "out.jsonl"
    export_records([RECORD], "spandesk", target)
    plan = ReadPlan(settle=SettleOptions(taken=Taken.SUGGESTIONS))
    (item,) = read_annotated([target], plan)
    assert isinstance(item, Settled)
    assert (item.relations, len(item.proposals)) == ((), 3)
    assert [(loss.code, loss.count) for loss in item.losses] == [(LossCode.RELATION, len(ARCS))]


def test_relations_train_in_the_form_of_the_tutorial(tmp_path: Path) -> None:
    from annotate.pipeline import import_spacy

    spacy = import_spacy()
    from spacy.tokens import Doc, DocBin

    if not Doc.has_extension("rel"):
        Doc.set_extension("rel", default={})
    target = tmp_path / "out.spacy"
    export_records([RECORD], "docbin", target, choices={"relations": "yes"})
    (doc,) = DocBin().from_disk(target).get_docs(spacy.blank("en").vocab)
    starts = {ent.text: ent.start for ent in doc.ents}
    pair = doc._.rel[starts["Ana Petrova"], starts["Harbour Union"]]
    assert {name for name, value in pair.items() if value == 1} == {"works_for", "founded"}
    assert pair.keys() == {relation.label for relation in ARCS}
    assert sum(max(labels.values()) for labels in doc._.rel.values()) == 4
