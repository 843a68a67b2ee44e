"""Tables that no spreadsheet runs, and data sets that `datasets` would load."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.exchange.cells import bared, guarded
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import detect
from annotate.exchange.importing import ReadPlan, probe_of, read_annotated
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled
from annotate.spans import Layer

EVIL = '=HYPERLINK("http://example.org","Kyiv")'
RECORD = Record(
    text=f"{EVIL} fell.",
    id="+1",
    title="@SUM(A1)",
    spans=(
        RecordSpan(0, len(EVIL), "GPE", Layer.ENTITY, "s"),
        RecordSpan(len(EVIL) + 1, len(EVIL) + 5, "FALL", Layer.EVENT, "t"),
    ),
    frames=(RecordFrame("t", (("-Place", "s"),), (("Realis", "=1+1"),), "f"),),
)


def surfaces(item: Settled) -> list[tuple[str, str]]:
    text = item.draft.article.text
    return sorted((s.label, text[s.start : s.end]) for s in item.spans)


def settled(path: Path, plan: ReadPlan | None = None) -> list[Settled]:
    items = list(read_annotated([path], plan or ReadPlan()))
    assert all(isinstance(item, Settled) for item in items), items
    return [item for item in items if isinstance(item, Settled)]


@given(st.text())
def test_cells_come_back_and_are_no_formulas(value: str) -> None:
    cell = guarded(value)
    assert bared(cell) == value
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_no_cell_of_an_export_is_a_formula(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    export_records([RECORD], "csv", target)
    for name in ("articles.csv", "spans.csv", "events.csv"):
        with (target / name).open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert (target / "spans.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("name", ["", "articles.csv"])
def test_tables_come_back_from_the_folder_or_its_first_file(tmp_path: Path, name: str) -> None:
    target = tmp_path / "tables"
    export_records([RECORD], "csv", target)
    (item,) = settled(target / name)
    assert surfaces(item) == [("FALL", "fell"), ("GPE", EVIL)]
    assert item.draft.article.id == "+1"
    assert item.draft.article.title == "@SUM(A1)"
    assert item.frames[0].attributes == (("Realis", "=1+1"),)
    assert item.frames[0].arguments[0].role == "-Place"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_flat_table_of_spans(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["text", "start", "end", "label"],
        ["Ann met Bob.", "0", "3", "PERSON"],
        ["Ann met Bob.", "8", "11", "PERSON"],
        ["Nobody.", "", "", ""],
    ]
    path = tmp_path / ("spans.tsv" if delimiter == "\t" else "spans.csv")
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    found = detect(probe_of(path))
    if delimiter != ";":
        assert found is not None
        assert found.format.name == "csv"
    first, second = settled(path, ReadPlan(format="csv"))
    assert surfaces(first) == [("PERSON", "Ann"), ("PERSON", "Bob")]
    assert not second.spans


def test_spans_of_an_article_that_is_not_there_are_listed(tmp_path: Path) -> None:
    target = tmp_path / "tables"
    export_records([RECORD], "csv", target)
    with (target / "spans.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(
            ["gone", "gold", "x", "entity", "GPE", "0", "3", "", "", "", ""]
        )
    items = list(read_annotated([target], ReadPlan()))
    assert len(items) == 2


# -- Hugging Face


def data_set(tmp_path: Path, **choices: str) -> Path:
    target = tmp_path / "set"
    many = [
        Record(
            f"EU met in Oslo on day {n}.",
            id=f"a{n}",
            spans=(RecordSpan(0, 2, "ORG", Layer.ENTITY, f"s{n}"),),
        )
        for n in range(60)
    ]
    export_records(many, "huggingface", target, choices=choices)
    return target


def test_the_card_names_the_files_and_the_rows_have_every_column(tmp_path: Path) -> None:
    target = data_set(tmp_path)
    card = (target / "README.md").read_text(encoding="utf-8")
    assert card.startswith("---\n")
    import srsly

    head = srsly.yaml_loads(card.split("---\n")[1])
    assert head["task_categories"] == ["token-classification"]
    files = {item["split"]: item["path"] for item in head["configs"][0]["data_files"]}
    assert set(files) == {"train", "validation", "test"}
    columns: set[tuple[str, ...]] = set()
    count = 0
    for path in files.values():
        for line in (target / path).read_text(encoding="utf-8").splitlines():
            columns.add(tuple(json.loads(line)))
            count += 1
    assert count == 60
    assert len(columns) == 1


def test_a_split_of_ones_own(tmp_path: Path) -> None:
    from annotate.errors import ExportError

    target = data_set(tmp_path, split="100,0,0")
    assert [path.name for path in (target / "data").iterdir()] == ["train.jsonl"]
    with pytest.raises(ExportError):
        data_set(tmp_path, split="50,0,0")
    assert len(settled(target)) == 60


def test_parquet_has_the_same_rows(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    target = data_set(tmp_path, file="parquet")
    assert not list(target.rglob("*.jsonl"))
    assert len(settled(target)) == 60
    one = next(target.rglob("train.parquet"))
    assert all(len(item.spans) == 1 for item in settled(one))


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = tmp_path / "train.parquet"
    path.write_bytes(b"PAR1 this is no table PAR1")
    (item,) = list(read_annotated([path], ReadPlan()))
    assert isinstance(item, Refusal)


def test_tokens_with_numbered_tags_are_named_by_the_card(tmp_path: Path) -> None:
    folder = tmp_path / "conll"
    folder.mkdir()
    (folder / "README.md").write_text(
        "---\ndataset_info:\n  features:\n  - name: tokens\n    sequence: string\n"
        "  - name: ner_tags\n    sequence:\n      class_label:\n        names:\n"
        "          '0': O\n          '1': B-ORG\n          '2': I-ORG\n---\n# A set\n",
        encoding="utf-8",
    )
    row = {
        "id": "0",
        "tokens": ["The", "European", "Union", "met", "."],
        "ner_tags": [0, 1, 2, 0, 0],
    }
    (folder / "train.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (item,) = settled(folder)
    assert item.draft.article.text == "The European Union met."
    assert surfaces(item) == [("ORG", "European Union")]
    bad = {**row, "ner_tags": [0, 1, 9, 0, 0]}
    (folder / "test.jsonl").write_text(json.dumps(bad) + "\n", encoding="utf-8")
    refused = [x for x in read_annotated([folder], ReadPlan()) if isinstance(x, Refusal)]
    assert [(Path(x.source).name, x.line) for x in refused] == [("test.jsonl", 1)]


@pytest.mark.parametrize("is_folder", [True, False])
@pytest.mark.parametrize("name", ["dataset_infos.json", "dataset_info.json"])
def test_tokens_with_numbered_tags_are_named_by_what_datasets_saves(
    name: str, tmp_path: Path, *, is_folder: bool
) -> None:
    label = {"names": ["O", "B-PER", "I-PER"], "_type": "ClassLabel"}
    features = {"words": {"feature": {"dtype": "string", "_type": "Value"}, "_type": "Sequence"}}
    features |= {"ner_tags": {"feature": label, "_type": "Sequence"}}
    about = {"features": features}
    infos = {"conll": about} if name == "dataset_infos.json" else about
    (tmp_path / name).write_text(json.dumps(infos))
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"words": ["Ana", "Petrova", "left"], "ner_tags": [1, 2, 0]}))
    (item,) = read_annotated([tmp_path if is_folder else path], ReadPlan())
    assert isinstance(item, Settled)
    text = item.draft.article.text
    assert [(s.label, text[s.start : s.end]) for s in item.spans] == [("PER", "Ana Petrova")]


@pytest.mark.parametrize("about", ["[]", "{", '{"features": []}', '{"a": {"features": {"b": 3}}}'])
def test_what_datasets_never_saved_names_nothing(about: str, tmp_path: Path) -> None:
    (tmp_path / "dataset_info.json").write_text(about)
    path = tmp_path / "train.jsonl"
    path.write_text(json.dumps({"tokens": ["Ana"], "ner_tags": [1]}))
    (item,) = read_annotated([path], ReadPlan())
    assert isinstance(item, Refusal)
    assert "names the tags" in str(item.error.fields)
