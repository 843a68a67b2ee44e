from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import detect
from annotate.exchange.formats.api import Probe
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.messages import sentence
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import read_from, read_records, write_to


def annotations(folder: Path, label: str, name: str = "uima-xmi") -> bytes:
    """An annotation file as INCEpTION puts it into a project: for XMI a zip with its types."""
    record = Record(text="Kyiv fell.", id="doc", spans=(RecordSpan(0, 4, label, Layer.ENTITY),))
    target = folder / f"{name}-{label}"
    write_to(name, [record], target)
    if name != "uima-xmi":
        return next(target.glob("doc.*")).read_bytes()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.write(target / "doc.xmi", "someone.xmi")
        archive.write(target / "TypeSystem.xml", "TypeSystem.xml")
    return stream.getvalue()


def project(tmp_path: Path, **files: bytes) -> Path:
    described = {
        "name": "trial",
        "source_documents": [
            {"name": "a.txt", "format": "text", "state": "CURATION_FINISHED"},
            {"name": "b.txt", "format": "text", "state": "ANNOTATION_IN_PROGRESS"},
            {"name": "c.txt", "format": "text", "state": "NEW"},
        ],
        "annotation_documents": [
            {"name": "b.txt", "user": "ann", "state": "IN_PROGRESS"},
            {"name": "b.txt", "user": "bob", "state": "FINISHED"},
        ],
    }
    path = tmp_path / "trial.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("exportedproject1234.json", json.dumps(described))
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def labels(records: list[Record]) -> dict[str, list[str]]:
    return {record.id: [span.label for span in record.spans] for record in records}


def test_curated_before_finished_before_begun(tmp_path: Path) -> None:
    path = project(
        tmp_path,
        **{
            "source/a.txt": b"Kyiv fell.",
            "curation/a.txt/CURATION_USER.zip": annotations(tmp_path, "CURATED"),
            "annotation/a.txt/ann.zip": annotations(tmp_path, "ANN"),
            "annotation/a.txt/INITIAL_CAS.zip": annotations(tmp_path, "INITIAL"),
            "source/b.txt": b"Kyiv fell.",
            "annotation/b.txt/ann.zip": annotations(tmp_path, "ANN"),
            "annotation/b.txt/bob.zip": annotations(tmp_path, "BOB"),
            "source/c.txt": b"Nobody looked.",
            "annotation/c.txt/INITIAL_CAS.zip": annotations(tmp_path, "INITIAL"),
            "log/project.log": b"",
        },
    )
    found = read_records("inception", path)
    assert labels(found) == {"a.txt": ["CURATED"], "b.txt": ["BOB"], "c.txt": ["INITIAL"]}
    assert [record.state for record in found] == [
        ArticleState.DONE,
        ArticleState.DONE,
        ArticleState.NEW,
    ]
    assert [(loss.code, loss.detail) for loss in found[1].losses] == [
        (LossCode.ELEMENT, "b.txt: ann")
    ]
    chosen = read_records("inception", path, annotator="ann")
    assert labels(chosen) == {"a.txt": ["ANN"], "b.txt": ["ANN"], "c.txt": ["INITIAL"]}
    assert chosen[1].state is ArticleState.IN_PROGRESS


@pytest.mark.parametrize(("name", "suffix"), [("uima-json", "json"), ("webanno-tsv", "tsv")])
def test_other_secondary_formats(tmp_path: Path, name: str, suffix: str) -> None:
    path = project(
        tmp_path, **{f"annotation/a.txt/ann.{suffix}": annotations(tmp_path, "GPE", name)}
    )
    (record,) = read_records("inception", path)
    assert (record.id, record.text) == ("a.txt", "Kyiv fell.")
    assert [span.label for span in record.spans] == ["GPE"]


def test_a_text_that_nobody_annotated_comes_bare(tmp_path: Path) -> None:
    (record,) = read_records("inception", project(tmp_path, **{"source/c.txt": b"Quiet."}))
    assert (record.text, record.spans) == ("Quiet.", ())


def test_java_objects_and_broken_parts_are_refused_by_name(tmp_path: Path) -> None:
    path = project(
        tmp_path,
        **{
            "source/a.txt": b"x",
            "annotation_ser/a.txt/ann.ser": b"\xac\xed",
            "annotation/b.txt/bob.zip": b"PK broken",
            "annotation/c.txt/ann.zip": annotations(tmp_path, "GPE"),
            "../annotation/d.txt/ann.zip": b"",
        },
    )
    found = read_from("inception", path)
    refusals = [item for item in found if isinstance(item, Refusal)]
    reasons = [item.error.fields["reason"] for item in refusals]
    assert reasons == ["archive_path", "no_annotations", "archive_damaged"]
    assert "XMI" in sentence(refusals[1].error)
    assert labels([item for item in found if isinstance(item, Record)]) == {"c.txt": ["GPE"]}


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    for content in (b"{", b"[" * 100_000):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("exportedproject.json", content)
        with pytest.raises(ImportFormatError):
            read_from("inception", path)
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(AnnotateError):
        read_from("inception", path)


def test_detection() -> None:
    names = ("exportedproject987.json", "source/a.txt", "annotation/a.txt/x.zip")
    found = detect(Probe(Path("p.zip"), head=b"PK\x03\x04", names=names))
    assert found is not None
    assert found.format.name == "inception"
