"""Files cut short and with flipped bits: refused or read in part, but nothing breaks."""

from __future__ import annotations

import contextlib
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from annotate.errors import AnnotateError, ArticleUnreadableError
from annotate.exchange.drafts import ReadOptions, Refusal
from annotate.exchange.formats import load
from annotate.exchange.formats.api import Source
from annotate.exchange.label_map import LabelMap, LabelResolver
from annotate.exchange.losses import Loss
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.settling import SettleOptions, settle
from annotate.messages import sentence
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import form, write_to

STORY = Record(
    text="Ann 😀 hit Kyiv’s é wall.\n\nBob & co. wept; “so” it goes.",
    id="story",
    title="Title",
    date="2024-05-01",
    spans=(
        RecordSpan(0, 3, "PERSON", Layer.ENTITY, "a"),
        RecordSpan(0, 5, "PERSON", Layer.ENTITY, "o"),
        RecordSpan(6, 9, "ATTACK", Layer.EVENT, "h"),
        RecordSpan(10, 14, "GPE", Layer.ENTITY, "k"),
        RecordSpan(38, 42, "CRY", Layer.EVENT, "w"),
    ),
    frames=(
        RecordFrame("h", (("agent", "a"), ("place", "k")), (("realis", "actual"),)),
        RecordFrame("w", (("cause", "h"),)),
    ),
)
# What is read in each format, and which file of it is damaged.
FILES = {
    "brat": ("", "story.ann"),
    "conll": ("out.conll", "out.conll"),
    "conllu": ("out.conllu", "out.conllu"),
    "webanno-tsv": ("story.tsv", "story.tsv"),
    "uima-xmi": ("story.xmi", "story.xmi"),
    "uima-json": ("story.json", "story.json"),
    "plover": ("out.jsonl", "out.jsonl"),
}
DAMAGES = 60


def damaged(data: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    if dice.random() < 0.4:
        return data[: dice.randrange(len(data))]
    spoilt = bytearray(data)
    for _ in range(dice.randrange(1, 20)):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def take(name: str, path: Path) -> int:
    """Read and settle everything; only errors that a person can mend may be raised."""
    resolver = LabelResolver((), LabelMap())
    settled = 0
    with contextlib.suppress(AnnotateError):
        for outcome in load(form(name)).read(Source(path)):
            assert isinstance(outcome, (Record, Refusal, Loss))
            if isinstance(outcome, Refusal):
                assert sentence(outcome.error)
            if isinstance(outcome, Record):
                settle(outcome, source="x", origin=name, labels=resolver, options=SettleOptions())
                settled += 1
    return settled


@pytest.mark.parametrize("name", FILES)
def test_damage_breaks_nothing(tmp_path: Path, name: str) -> None:
    where, spoilt = FILES[name]
    whole = tmp_path / "whole"
    whole.mkdir()
    target = whole if form(name).is_folder else whole / where
    write_to(name, [STORY, STORY], target)
    assert take(name, whole / where) >= 1
    data = (whole / spoilt).read_bytes()
    for seed in range(DAMAGES):
        work = tmp_path / "work"
        shutil.copytree(whole, work)
        (work / spoilt).write_bytes(damaged(data, seed))
        take(name, work / where)
        shutil.rmtree(work)


def test_damaged_projects_of_inception_break_nothing(tmp_path: Path) -> None:
    write_to("uima-xmi", [STORY], tmp_path / "xmi")
    inner = tmp_path / "ann.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.write(tmp_path / "xmi" / "story.xmi", "ann.xmi")
        archive.write(tmp_path / "xmi" / "TypeSystem.xml", "TypeSystem.xml")
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("exportedproject.json", '{"source_documents": [{"name": "a.txt"}]}')
        archive.write(inner, "annotation/a.txt/ann.zip")
    assert take("inception", whole) == 1
    for seed in range(DAMAGES * 2):
        path = tmp_path / "spoilt.zip"
        path.write_bytes(damaged(whole.read_bytes(), seed))
        take("inception", path)


def test_damaged_gate_documents_break_nothing(tmp_path: Path) -> None:
    content = (
        '<?xml version="1.0" encoding="utf-8"?><GateDocument version="3"><GateDocumentFeatures>'
        "<Feature><Name>title</Name><Value>x</Value></Feature></GateDocumentFeatures>"
        '<TextWithNodes><Node id="0"/>Ann 😀<Node id="5"/> sang</TextWithNodes><AnnotationSet>'
        '<Annotation Id="1" Type="Person" StartNode="0" EndNode="5"><Feature><Name>a</Name>'
        "<Value>b</Value></Feature></Annotation></AnnotationSet></GateDocument>"
    ).encode()
    path = tmp_path / "a.xml"
    path.write_bytes(content)
    assert take("gate", path) == 1
    for seed in range(DAMAGES * 2):
        path.write_bytes(damaged(content, seed))
        take("gate", path)


@pytest.mark.parametrize("name", ["webanno-tsv", "uima-xmi", "uima-json", "plover"])
def test_files_over_the_limit_are_not_read(tmp_path: Path, name: str) -> None:
    where, _ = FILES[name]
    target = tmp_path if form(name).is_folder else tmp_path / where
    write_to(name, [STORY], target)
    small = ReadOptions(max_text_bytes=50, max_file_bytes=50)
    with pytest.raises(ArticleUnreadableError) as caught:
        list(load(form(name)).read(Source(tmp_path / where, options=small)))
    assert caught.value.fields["reason"] == "too_large"
