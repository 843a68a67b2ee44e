"""Made-up articles with spans, in the shape on which other annotation tools were measured.

S is one article of about 3,300 characters with 40 spans, nested and crossing ones among them; M
are 2,000 such and XL 100,000; L is one article of exactly 1,000,000 characters with 15,000 spans.
A record is `{"id", "text", "spans": [[start, end, label], ...]}`; offsets are code points,
half-open. Another module with the same `corpus` function can be put in place of this one.
"""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

Record = dict[str, Any]

SIZE = 3_300
SPANS = 40
MANY = {"S": 1, "M": 2_000, "XL": 100_000}
LONG_TEXT = 1_000_000
LONG_SPANS = 15_000
ENTITIES = ("PERSON", "ORG", "GPE", "DATE", "NUM")
EVENTS = ("MEET", "ATTACK", "MOVE", "DIE", "TRUCE")

_FILLERS = {
    "PERSON": ("Ana Petrova", "Émile Renard", "Olga Marchenko", "Tomás Ibarra", "Lena Voss"),
    "ORG": ("the Harbour Union", "the State Council", "Northern Relief", "the Velmora Guard"),
    "GPE": ("Velmora", "Port Sella", "Norland", "Kraśnik", "Tarvo", "Östervik"),
    "DATE": ("on Thursday", "last week", "in February", "two days earlier", "on 24 March"),
    "NUM": ("12", "at least 40", "more than 3,000", "seven", "some 150,000"),
}
# {LABEL} is an entity, <LABEL ...> an event around what it holds.
_SENTENCES = (
    "{PERSON} <MEET held talks with {PERSON}> {DATE}, {ORG} said in a short note.",
    "<DIE {NUM} guards were killed> when <ATTACK rockets hit a depot> outside {GPE} {DATE}.",
    "{ORG} told reporters that {NUM} vehicles had been <MOVE sent to the border of {GPE}> {DATE}.",
    "A <TRUCE pause agreed in {GPE}> broke down {DATE} after <ATTACK fire from the hills> went on.",
    "{PERSON} is to <MEET see {PERSON}> in {GPE} {DATE}, an aide of {ORG} said.",
    "Columns were seen <MOVE leaving {GPE}> for {GPE} {DATE}, though {PERSON} denied it.",
    "“Nobody gains from an <ATTACK assault on {GPE}>,” {PERSON} said in {GPE}.",
    "Nurses in {GPE} said {NUM} people had <DIE died of burns>, among them a driver of {ORG}.",
    "What had been agreed was not made public, and both sides went home without a word about it.",
    "None of this could be checked by others, and each side put the blame upon the other one.",
)


def corpus(name: str) -> Iterator[Record]:
    """The records of S, M, L or XL."""
    if name == "L":
        yield _long()
    else:
        yield from (_article(number) for number in range(MANY[name]))


def load(path: Path | None) -> Callable[[str], Iterator[Record]]:
    """The `corpus` function of the module at `path`, or the one here."""
    if path is None:
        return corpus
    spec = importlib.util.spec_from_file_location("given_corpora", path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[str], Iterator[Record]] = module.corpus
    return found


def write_jsonl(records: Iterator[Record], path: Path, *, most: int | None = None) -> int:
    """Write at most `most` records, one JSON line each; how many there were."""
    count = 0
    with path.open("w", encoding="utf-8") as stream:
        for record in islice(records, most):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count


def _sentence(rng: random.Random, pattern: str) -> tuple[str, list[list[Any]]]:
    text, spans, opened, place = "", [], [], 0
    while place < len(pattern):
        sign = pattern[place]
        if sign == "{":
            end = pattern.index("}", place)
            label = pattern[place + 1 : end]
            filler = rng.choice(_FILLERS[label])
            spans.append([len(text), len(text) + len(filler), label])
            text += filler
            place = end + 1
        elif sign == "<":
            end = pattern.index(" ", place)
            opened.append((len(text), pattern[place + 1 : end]))
            place = end + 1
        elif sign == ">":
            start, label = opened.pop()
            spans.append([start, len(text), label])
            place += 1
        else:
            text += sign
            place += 1
    return text, spans


def _article(number: int, *, spans: int = SPANS) -> Record:
    rng = random.Random(number)
    text, found, waiting = "", [], []
    while len(text) < SIZE - 60:
        if not waiting:
            waiting = list(_SENTENCES)
            rng.shuffle(waiting)
        sentence, stretches = _sentence(rng, waiting.pop())
        if text:
            text += "\n\n" if rng.random() < 0.25 else " "
        found += [[start + len(text), end + len(text), label] for start, end, label in stretches]
        text += sentence
    found.append(_crossing(text, found))
    return {"id": f"a{number:06d}", "text": text, "spans": _exactly(spans, text, found, rng)}


def _crossing(text: str, spans: list[list[Any]]) -> list[Any]:
    """From the last word of a name over the word behind it."""
    for start, end, label in spans:
        behind = text.find(" ", end + 1)
        if label == "PERSON" and behind > 0 and "\n" not in text[end:behind]:
            return [text.rindex(" ", start, end) + 1, behind, "ORG"]
    return [0, text.index(" "), "ORG"]


def _exactly(count: int, text: str, spans: list[list[Any]], rng: random.Random) -> list[list[Any]]:
    """`count` different spans: some left out, or single words added."""
    unlike = {tuple(span) for span in spans}
    if len(unlike) > count:
        unlike = set(rng.sample(sorted(unlike), count))
    while len(unlike) < count:
        start = text.find(" ", rng.randrange(len(text) - 40)) + 1
        end = text.find(" ", start)
        if 0 < start < end and "\n" not in text[start:end]:
            unlike.add((start, end, "GPE"))
    return [list(span) for span in sorted(unlike)]


def _long() -> Record:
    pieces, spans, length, number = [], [], 0, 0
    while length < LONG_TEXT:
        record = _article(500_000 + number, spans=52)
        spans += [[start + length, end + length, label] for start, end, label in record["spans"]]
        pieces.append(record["text"] + "\n\n")
        length += len(pieces[-1])
        number += 1
    text = "".join(pieces)[:LONG_TEXT]
    inside = [span for span in spans if span[1] <= LONG_TEXT]
    return {"id": "L", "text": text, "spans": _exactly(LONG_SPANS, text, inside, random.Random(1))}
