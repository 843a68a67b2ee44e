"""Damaged files of every format: imported, partly imported with a report, or refused; no crash."""

from __future__ import annotations

import random
import shutil
import zlib
from pathlib import Path

import pytest

from annotate.articles import ArticleState
from annotate.exchange.drafts import Refusal
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import FORMATS, Format
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import Loss
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled
from annotate.messages import sentence
from annotate.spans import Layer, require_inside

WAYS = [item for item in FORMATS if item.can_import and item.can_export]
ROUNDS = 25


def article(number: int) -> Record:
    return Record(
        f"Envoys of the EU 🇪🇺 met in Oslo, day {number}.",
        id=f"a{number}",
        title="Talks",
        date="2024-03-01",
        spans=(
            RecordSpan(14, 16, "ORG", Layer.ENTITY, f"{number:016x}"),
            RecordSpan(20, 23, "MEET", Layer.EVENT, f"{number + 10:016x}"),
            RecordSpan(27, 31, "GPE", Layer.ENTITY, f"{number + 20:016x}"),
        ),
        frames=(RecordFrame(f"{number + 10:016x}", (("Place", f"{number + 20:016x}"),)),),
        state=ArticleState.DONE,
    )


@pytest.mark.parametrize("item", WAYS, ids=lambda item: item.name)
@pytest.mark.parametrize("harm", ["cut", "flip", "swap"])
def test_damage_is_never_a_crash(tmp_path: Path, item: Format, harm: str) -> None:
    whole = tmp_path / ("whole" + item.suffix)
    export_records([article(n) for n in range(3)], item.name, whole)
    rng = random.Random(f"{item.name} {harm}")
    for number in range(ROUNDS):
        broken = tmp_path / f"broken{number}{item.suffix}"
        if whole.is_dir():
            shutil.copytree(whole, broken)
            files = sorted(path for path in broken.rglob("*") if path.is_file())
            victim = rng.choice(files)
        else:
            shutil.copyfile(whole, broken)
            victim = broken
        victim.write_bytes(_harmed(victim.read_bytes(), harm, rng))
        for name in ("", item.name):
            for outcome in read_annotated([broken], ReadPlan(format=name)):
                _look(outcome)


def test_damage_inside_a_docbin_is_never_a_crash(tmp_path: Path) -> None:
    whole = tmp_path / "whole.spacy"
    export_records([article(n) for n in range(3)], "docbin", whole)
    data = zlib.decompress(whole.read_bytes())
    rng = random.Random(5)
    refused = 0
    for number in range(150):
        harmed = bytearray(data)
        for _ in range(rng.choice([1, 2, 5])):
            harmed[rng.randrange(len(harmed))] = rng.randrange(256)
        broken = tmp_path / f"{number}.spacy"
        broken.write_bytes(zlib.compress(bytes(harmed)))
        for outcome in read_annotated([broken], ReadPlan()):
            _look(outcome)
            refused += isinstance(outcome, Refusal)
    assert refused


def _harmed(data: bytes, harm: str, rng: random.Random) -> bytes:
    if not data:
        return b"\0"
    at = rng.randrange(len(data))
    if harm == "cut":
        return data[:at]
    if harm == "flip":
        return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]
    piece = rng.choice(
        [
            b'"',
            b"}",
            b"[",
            b"-1",
            b"99999999999999999999",
            b"null",
            b"\xff",
            b"\n",
            b"1e999",
            b"&x;",
        ]
    )
    return data[:at] + piece + data[at + 1 :]


def _look(outcome: Settled | Refusal | Loss) -> None:
    """What went in is whole, and what did not says why."""
    if isinstance(outcome, Refusal):
        assert sentence(outcome.error)
    elif isinstance(outcome, Settled):
        text = outcome.draft.article.text
        ids = {span.id for span in outcome.spans}
        for span in outcome.spans:
            require_inside(span.start, span.end, len(text))
            assert span.label
        for frame in outcome.frames:
            assert set(frame.span_ids) <= ids
