"""Several processes give what one gives, in the same order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.errors import JobCancelled
from annotate.exchange import parallel
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.json_items import is_cuttable
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.exchange.settling import Settled
from annotate.pipeline import import_spacy
from annotate.spans import Layer

BAD = 700


def outcomes(paths: list[Path], jobs: int) -> tuple[list[object], dict[str, int], list[object]]:
    reading = read_annotated(paths, ReadPlan(jobs=jobs))
    found: list[object] = []
    for item in reading:
        if isinstance(item, Settled):
            found.append((item.draft.article, [(s.id, s.start, s.label) for s in item.spans]))
        elif isinstance(item, Refusal):
            found.append((item.source, item.line, str(item.error)))
        else:
            found.append(item)
    return found, dict(reading.formats), list(reading.resolver.added)


def large_file(tmp_path: Path) -> Path:
    path = tmp_path / "tasks.jsonl"
    filling = "The council met about tolls and repairs. " * 200
    with path.open("w", encoding="utf-8") as stream:
        for number in range(1200):
            span = {"start": 0, "end": 3, "label": f"L{number % 5}"}
            end = 10**9 if number == BAD else 3
            task = {
                "text": f"Ann {number}: Kyïv 🇺🇦 {filling}",
                "spans": [{**span, "end": end}],
                "_input_hash": number,
                "answer": "accept",
            }
            stream.write(json.dumps(task, ensure_ascii=False) + "\n")
            if number % 100 == 0:
                stream.write("\n")
    assert path.stat().st_size > 2 * parallel.PIECE
    return path


def test_a_large_file_is_cut_and_gives_the_same(tmp_path: Path) -> None:
    path = large_file(tmp_path)
    small = tmp_path / "a.txt"
    small.write_text("A plain article about a port.", encoding="utf-8")
    gone = tmp_path / "gone.jsonl"
    assert is_cuttable(path)
    alone = outcomes([small, path, gone], 1)
    assert outcomes([small, path, gone], 2) == alone
    refused = [item for item in alone[0] if isinstance(item, tuple) and len(item) == 3]
    blank = BAD // 100  # so many lines without anything come before
    assert (str(path), BAD + 1 + blank) in {item[:2] for item in refused}


def test_a_cancelled_import_stops_its_processes(tmp_path: Path) -> None:
    path = large_file(tmp_path)
    reading = read_annotated([path], ReadPlan(jobs=2), is_cancelled=lambda: True)
    with pytest.raises(JobCancelled):
        list(reading)


@pytest.mark.parametrize("head", [b"[\n{}", b"\xff\xfe{\x00", b"{\n", b"no json"])
def test_what_is_not_of_lines_is_not_cut(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(head + b"\n" * 10)
    assert not is_cuttable(path)


def test_a_docbin_of_several_processes_has_the_same_docs(tmp_path: Path) -> None:
    spacy = import_spacy()
    from spacy.tokens import DocBin

    def articles() -> list[Record]:
        return [
            Record(
                f"Envoys of the EU met in Oslo on day {n}.",
                id=f"a{n}",
                spans=(
                    RecordSpan(14, 16, "ORG", Layer.ENTITY, f"{n:016x}"),
                    RecordSpan(17, 20, f"MEET{n % 3}", Layer.EVENT, f"{n + 9000:016x}"),
                    RecordSpan(24, 26, "OFF", Layer.ENTITY, f"{n + 19000:016x}"),
                ),
            )
            for n in range(600)
        ]

    logs = [
        export_records(articles(), "docbin", tmp_path / f"{jobs}.spacy", jobs=jobs)
        for jobs in (1, 2)
    ]
    assert [log.losses.counts[LossCode.OFF_TOKENS] for log in logs] == [600, 600]
    assert [log.spans for log in logs] == [1200, 1200]
    vocab = spacy.blank("en").vocab
    one, two = (
        [
            (
                doc.text,
                [(e.text, e.label_, e.id_) for e in doc.ents],
                [(s.text, s.label_, s.id_) for s in doc.spans["events"]],
                doc.user_data["spandesk"],
            )
            for doc in DocBin(store_user_data=True).from_disk(tmp_path / name).get_docs(vocab)
        ]
        for name in ("1.spacy", "2.spacy")
    )
    assert len(one) == 600
    assert one == two
