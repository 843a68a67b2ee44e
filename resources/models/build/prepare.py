"""From corpora to arrays: every sentence's word pieces, features and targets, cut once."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from annotate.suggesters.news_labels import STYLES
from annotate.suggesters.news_pieces import WordPieces
from annotate.suggesters.news_text import read_words
from resources.models.build.corpora import SOURCES, Document, Source, documents, targets

MADE = "made"
"""Folder beside the arrays for sets that were labelled here."""

PREPARED = 4
"""Raise it when the arrays of an earlier run no longer hold."""


@dataclass(slots=True)
class Part:
    """One part of one set as flat arrays.

    `bounds` cut pieces into sentences, `docs` sentences into documents. `allowed`, `triggers` and
    `classes` have one entry a piece; only `first` pieces count.
    """

    source: Source
    pieces: np.ndarray
    shapes: np.ndarray
    spacings: np.ndarray
    first: np.ndarray
    allowed: np.ndarray
    triggers: np.ndarray
    classes: np.ndarray
    bounds: np.ndarray
    docs: np.ndarray

    @property
    def style(self) -> int:
        """Index of the set's guideline."""
        return STYLES.index(self.source.style)


_ARRAYS = (
    "pieces",
    "shapes",
    "spacings",
    "first",
    "allowed",
    "triggers",
    "classes",
    "bounds",
    "docs",
)


def prepare(data: Path, work: Path, pieces: WordPieces) -> None:
    """Write the arrays of every training part and the ids that they hold."""
    folder = work / "prepared"
    folder.mkdir(parents=True, exist_ok=True)
    used: dict[str, list[str]] = {}
    for source in SOURCES:
        if not source.share:
            continue
        folder_of_set = work / MADE if source.made_from else data
        if source.made_from and not (folder_of_set / source.name).exists():
            continue
        found = list(documents(folder_of_set, source, "train"))
        part = _encode(source, found, pieces)
        np.savez(folder / f"{source.name}.npz", **{name: getattr(part, name) for name in _ARRAYS})
        # What was made from a set has no texts but that set's.
        for document in () if source.made_from else found:
            used.setdefault(f"{source.name}/{document.file}", []).extend(document.ids)
    summary = {
        "version": PREPARED,
        "files": {
            name: {"records": len(ids), "sha256": hash_of_ids(ids)} for name, ids in used.items()
        },
    }
    (work / "trained_on.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")


def hash_of_ids(ids: list[str]) -> str:
    """One digest of the records of a file, in the order in which they were read."""
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def load(work: Path) -> list[Part]:
    """The training parts that `prepare` wrote."""
    parts: list[Part] = []
    for source in SOURCES:
        file = work / "prepared" / f"{source.name}.npz"
        if source.share and file.exists():
            with np.load(file) as arrays:
                parts.append(Part(source, **{name: arrays[name] for name in _ARRAYS}))
    return parts


def encode_part(data: Path, source: Source, part: str, pieces: WordPieces) -> Part:
    """The arrays of one part of one set, made on the spot."""
    return _encode(source, list(documents(data, source, part)), pieces)


def _encode(source: Source, found: list[Document], pieces: WordPieces) -> Part:
    columns: dict[str, list[int]] = {name: [] for name in _ARRAYS}
    columns["bounds"].append(0)
    columns["docs"].append(0)
    for document in found:
        made = 0
        spans = _SpanWindow(document)
        for index, (low, high) in enumerate(document.sentences):
            words = read_words(document.text, low, pieces.cut(document.text[low:high]))
            if not words.pieces:
                continue
            goal = targets(spans.near(low, high), index, words)
            size = len(words.pieces)
            columns["pieces"] += words.pieces
            columns["shapes"] += words.shapes
            columns["spacings"] += words.spacings
            flags, allowed = [0] * size, [0] * size
            triggers, classes = [-1] * size, [-1] * size
            for place, piece in enumerate(words.first):
                flags[piece] = 1
                allowed[piece] = goal.allowed[place]
                triggers[piece] = goal.triggers[place]
                classes[piece] = goal.classes[place]
            columns["first"] += flags
            columns["allowed"] += allowed
            columns["triggers"] += triggers
            columns["classes"] += classes
            columns["bounds"].append(len(columns["pieces"]))
            made += 1
        if made:
            columns["docs"].append(columns["docs"][-1] + made)
    kinds = {"pieces": np.int32, "allowed": np.int64, "bounds": np.int64, "docs": np.int64}
    arrays = {
        name: np.asarray(values, dtype=kinds.get(name, np.int8)) for name, values in columns.items()
    }
    return Part(source, **arrays)


class _SpanWindow:
    """A document narrowed to the spans near one sentence, so that long runs stay linear."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._fields = {
            name: getattr(document, name)
            for name in Document.__dataclass_fields__
            if name not in {"gold", "unsure", "triggers"}
        }
        self._gold = _Sorted([(span.start, span.end, span) for span in document.gold])
        self._unsure = _Sorted([(low, high, (low, high)) for low, high in document.unsure])
        self._triggers = _Sorted([(span.start, span.end, span) for span in document.triggers])

    def near(self, low: int, high: int) -> Document:
        return Document(
            **self._fields,
            gold=self._gold.touching(low, high),
            unsure=self._unsure.touching(low, high),
            triggers=self._triggers.touching(low, high),
        )


class _Sorted:
    def __init__(self, entries: list[tuple[int, int, object]]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry[0])
        self._starts = np.asarray([entry[0] for entry in self._entries], dtype=np.int64)
        self._longest = max((end - start for start, end, _ in entries), default=0)

    def touching(self, low: int, high: int) -> list:
        first = int(np.searchsorted(self._starts, low - self._longest))
        last = int(np.searchsorted(self._starts, high))
        return [
            item for start, end, item in self._entries[first:last] if start < high and end > low
        ]


def describe(part: Part) -> dict[str, object]:
    """Counts of one part, for the log."""
    return {
        "set": part.source.name,
        "documents": len(part.docs) - 1,
        "sentences": len(part.bounds) - 1,
        "pieces": len(part.pieces),
        "share": asdict(part.source)["share"],
    }
