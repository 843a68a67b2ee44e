"""Fuzz: ugly inputs for importers, the opener, the schema reader and the history's reader.

`python -m tests.faults fuzz` runs each for ten minutes of processor time (`FUZZ_SECONDS` says
otherwise, `FUZZ_ONLY` names some of them, with commas between). An input is made of its seed, a
short text; the seed of what fails is printed and belongs into `CORPUS`.
"""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from pathlib import Path

from annotate.errors import AnnotateError
from annotate.exchange.drafts import DEFAULTS
from annotate.exchange.reading import read_paths
from annotate.messages import sentence
from annotate.project import Project
from annotate.safety import repair
from annotate.store.backup import Rule
from tests.faults.fuzz_formats import FORMAT_TARGETS, Target, named
from tests.faults.fuzz_repair import repairer
from tests.faults.fuzz_schemas import brat_schema, history_reader, schema_reader
from tests.faults.plan import Tally, Workshop, fault, make_project

SUFFIXES = (
    *(".txt", ".md", ".html", ".jsonl", ".json", ".ann", ".conll", ".conllu"),
    *(".tsv", ".csv", ".xmi", ".xml", ".zip", ".spacy", ".iob", ".bio"),
)
SEEDS: dict[str, bytes] = {
    ".html": b"<html><head><title>T</title></head><body><article><p>Ana met envoys.</p></article>",
    ".jsonl": b'{"id": "1", "text": "Ana met envoys.", "spans": [{"start": 0, "end": 3}]}\n',
    ".json": b'[{"text": "Ana met envoys.", "entities": [[0, 3, "PERSON"]]}]',
    ".ann": b"T1\tPERSON 0 3\tAna\nE1\tMEET:T1\n",
    ".conll": b"Ana B-PER\nmet O\nenvoys O\n\n",
    ".conllu": b"# text = Ana met.\n1\tAna\tAna\tPROPN\t_\t_\t0\troot\t_\t_\n\n",
    ".md": b"# Title\n\nAna *met* envoys [here](http://x).\n",
    ".txt": "Ana Petrova met envoys. 🇺🇦\r\n".encode(),
    ".xmi": b'<?xml version="1.0"?><xmi:XMI xmlns:xmi="http://www.omg.org/XMI"></xmi:XMI>',
    ".csv": b"text,label\nAna met envoys.,PERSON\n",
}
_TOKENS = (
    b"\0", b"\xff\xfe", b"{", b"}", b"[", b"]", b'"', b"\\ud800", b"<", b">", b"&#x0;", b"\n\n",
    b"\t", b"-1", b"1e999", b"9" * 400, b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;",
    b"T1\t", b"B-", b"null", b"true", b"start", b"end", b"text", b"PK\x03\x04", b"=HYPERLINK()",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Some bytes cut, flipped, doubled, or replaced by what breaks readers."""
    made = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        place = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0:
                del made[place : place + chance.randrange(1, 40)]
            case 1 if place < len(made):
                made[place] ^= 1 << chance.randrange(8)
            case 2:
                made[place:place] = chance.choice(_TOKENS)
            case 3:
                made[place:place] = made[place : place + chance.randrange(1, 60)]
            case _:
                made[place:place] = chance.randbytes(chance.randrange(1, 12))
    return bytes(made)


def importers(folder: Path, chance: random.Random) -> str:
    """One ugly file through the importers: drafts and refusals, never anything else."""
    suffix = chance.choice(SUFFIXES)
    seed = SEEDS.get(suffix) or chance.choice(list(SEEDS.values()))
    path = folder / f"x{suffix}"
    path.write_bytes(mutated(seed, chance))
    found = list(read_paths([path], options=DEFAULTS))
    return f"{suffix}: {named(found)}"


def opener(folder: Path, chance: random.Random) -> str:
    """One damaged project through opening, reading, checking and repairing."""
    original = folder / "seed.spandesk"
    if not original.exists():
        make_project(original, articles=2, sentences=3)
    data = original.read_bytes()
    path, target = folder / "x.spandesk", folder / "y.spandesk"
    for item in folder.glob("[xy].spandesk*"):
        item.unlink()
    place = chance.randrange(0, len(data), 512)
    path.write_bytes(
        data[:place] + mutated(data[place : place + 512], chance) + data[place + 512 :]
    )
    said: list[str] = []
    outcome = "opens"
    try:
        with Project.open(path, read_only=chance.random() < 0.5) as project:
            outcome += f" with {sorted({item.kind for item in project.check()})}"
            for article_id in project.article_ids():
                project.open_article(article_id)
    except AnnotateError as error:
        said.append(sentence(error))
        outcome += f", {type(error).__name__}"
    if chance.random() < 0.2:
        try:
            done = repair(path, target, rule=Rule(str(folder / "none")))
            outcome += f", repaired {sorted({deed.kind for deed in done.deeds})}"
            assert not done.left, done.left
        except AnnotateError as error:
            said.append(sentence(error))
            outcome += f", not repaired: {type(error).__name__}"
    assert all(line.endswith(".") for line in said), said
    return outcome


TARGETS: dict[str, Target] = {
    "importers": importers,
    **FORMAT_TARGETS,
    "opener": opener,
    "repair": repairer,
    "schema reader": schema_reader,
    "brat schema": brat_schema,
    "history reader": history_reader,
}


CORPUS: dict[str, tuple[str, ...]] = {
    name: tuple(f"1-{name}-{number}" for number in numbers)
    for name, numbers in {
        "importers": range(1, 61),
        **dict.fromkeys(FORMAT_TARGETS, range(1, 25)),
        "opener": range(1, 13),
        "repair": range(1, 9),
        "schema reader": range(1, 61),
        "brat schema": range(1, 61),
        "history reader": range(1, 201),
    }.items()
}
CORPUS["import uima-json"] += ("611-import uima-json-86374",)
CORPUS["opener"] += ("31-opener-1022", "31-opener-1069", "5-opener-140")
CORPUS["repair"] += tuple(f"r{number}" for number in (3, 6, 7, 11, 12, 16, 112, 173, 287, 590))
CORPUS["repair"] += (
    "211-repair-461",
    "211-repair-958",
    "211-repair-997",
    "401-repair-315",
    "402-repair-13612",
)
CORPUS["schema reader"] += ("101-schema reader-544351",)
CORPUS["import webanno-tsv"] += ("403-import webanno-tsv-30611",)
"""Seeds that the tests try each time; those of failures that were mended come behind them."""


@fault("fuzz", "importers, opener, schema and history reader: results or refusals only", "F22")
def fuzz(shop: Workshop) -> Tally:
    """Feed each for ten minutes (quick: a second); a seed that fails is printed."""
    tally = Tally()
    seconds = float(os.environ.get("FUZZ_SECONDS", "1" if shop.is_quick else "600"))
    only = [name.strip() for name in os.environ.get("FUZZ_ONLY", "").split(",") if name.strip()]
    for name, target in TARGETS.items():
        if only and name not in only:
            continue
        found, number, used = _fed(shop, name, target, seconds)
        for kind, seed in found.items():
            tally.round([f"{name}, seed {seed!r}: {kind}"])
        tally.round([])
        words = f"{name}: {number} inputs in {used:.0f} s of processor time"
        tally.notes.append(words)
        print(f"    {words}, {len(found)} kinds of failure", flush=True)
    return tally


def _fed(
    shop: Workshop, name: str, target: Target, seconds: float
) -> tuple[dict[str, str], int, float]:
    """Feed one target: a seed by kind of failure, how many inputs, and processor time."""
    folder = shop.path("fuzz")
    folder.mkdir()
    found: dict[str, str] = {}
    outcomes = Counter[str]()
    began, number = time.process_time(), 0
    while (used := time.process_time() - began) < seconds:
        number += 1
        seed = f"{shop.seed}-{name}-{number}"
        try:
            outcomes[target(folder, random.Random(seed))] += 1
        except Exception as error:  # noqa: BLE001 - the finding
            kind = f"{type(error).__name__}: {str(error)[:120]}"
            if kind not in found:
                found[kind] = seed
                print(f"    {name}, seed {seed!r}: {kind}", flush=True)
    rare = sum(count == 1 for count in outcomes.values())
    print(f"    {name}: {len(outcomes)} outcomes, {rare} of them seen once", flush=True)
    return found, number, used
