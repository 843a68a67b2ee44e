"""What the role model learns from: the states of every word, and the examples, one a trigger."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from annotate.articles import Article
from annotate.spans import Layer
from annotate.suggesters.news import NewsSuggester
from annotate.suggesters.news_model import NewsModel
from annotate.suggesters.role_inputs import Place, distances, entity_marks, event_mark, place_of
from annotate.suggesters.role_labels import (
    OTHER_MARK,
    OTHER_ROLE,
    ROLE_KINDS,
    ROLE_STYLES,
    ROLE_TAGS,
)
from resources.models.build.prepare import hash_of_ids
from resources.models.build.roles_gold import ANY, ROLE_SETS, GoldArgument, GoldEvent, RoleDocument
from resources.models.build.roles_gold import role_documents as documents_of

log = logging.getLogger("spandesk.build")

PARTS: Final = ("train", "dev", "test")
ALL_ROLE_TAGS: Final = (1 << ROLE_TAGS) - 1


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence of one record, with their states and entity marks."""

    document: RoleDocument
    starts: list[int]
    ends: list[int]
    states: np.ndarray
    marks: np.ndarray


@dataclass(frozen=True, slots=True)
class Example:
    """One trigger: what is read, and the tags that each word may have (bit sets)."""

    sentence: Sentence
    event: GoldEvent
    place: Place
    label: int
    style: int
    allowed: np.ndarray

    @property
    def size(self) -> int:
        """Words that are read."""
        return self.place.high - self.place.low

    @property
    def distances(self) -> list[int]:
        """How far each word is from the trigger."""
        return distances(self.place)


def prepare_roles(data: Path, work: Path, model_folder: Path) -> None:
    """Write words, states and entity marks of every set and part, and the ids of "train"."""
    folder = work / "roles"
    folder.mkdir(parents=True, exist_ok=True)
    model = NewsModel(model_folder)
    suggester = NewsSuggester(model)
    used: dict[str, list[str]] = {}
    for part in PARTS:
        rows: dict[str, list[np.ndarray]] = {name: [] for name in ROLE_SETS}
        for document in documents_of(data, part):
            if part == "train":
                used.setdefault(f"{document.source}/{document.file}", []).append(document.id)
            rows[document.source] += _arrays(document, model, suggester)
        for name, arrays in rows.items():
            np.savez(folder / f"{name}-{part}.npz", *arrays)
            log.info("%s %s: %d arrays", name, part, len(arrays))
    summary = {
        name: {"records": len(ids), "sha256": hash_of_ids(ids)} for name, ids in used.items()
    }
    text = json.dumps({"files": summary}, indent=1) + "\n"
    (folder / "trained_on.json").write_text(text, encoding="utf-8")


def _arrays(
    document: RoleDocument, model: NewsModel, suggester: NewsSuggester
) -> Iterator[np.ndarray]:
    """Four arrays a document: bounds of sentences, offsets, entity marks, states."""
    found = model.states_of(document.text, [(0, len(document.text), "")])
    article = Article(id=document.id, text=document.text, language="en")
    entities = [
        (each.start, each.end, each.label)
        for each in suggester.suggest(article)
        if each.layer is Layer.ENTITY
    ]
    starts = [start for words, _ in found for start in words.starts]
    ends = [end for words, _ in found for end in words.ends]
    bounds = np.cumsum([0, *(len(words.starts) for words, _ in found)])
    yield np.asarray(bounds, dtype=np.int32)
    yield np.asarray([starts, ends], dtype=np.int32)
    yield np.asarray(entity_marks(starts, ends, entities), dtype=np.int8)
    width = found[0][1].shape[1] if found else 0
    states = [rows for _, rows in found] or [np.zeros((0, width), dtype=np.float32)]
    yield np.concatenate(states).astype(np.float16)


def load_examples(data: Path, work: Path, part: str) -> list[Example]:
    """The examples of one part of every set."""
    examples: list[Example] = []
    files = {name: np.load(work / "roles" / f"{name}-{part}.npz") for name in ROLE_SETS}
    counts = dict.fromkeys(ROLE_SETS, 0)
    for document in documents_of(data, part):
        arrays, index = files[document.source], counts[document.source]
        counts[document.source] += 4
        bounds, offsets, marks, states = (arrays[f"arr_{index + step}"] for step in range(4))
        starts, ends = offsets.tolist()
        sentences = [
            Sentence(
                document,
                starts[low:high],
                ends[low:high],
                states[low:high],
                marks[low:high],
            )
            for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
        ]
        examples += _examples(document, sentences)
    return examples


def _examples(document: RoleDocument, sentences: Sequence[Sentence]) -> Iterator[Example]:
    for event in document.events:
        for sentence in sentences:
            if not (sentence.starts[0] <= event.start < sentence.ends[-1]):
                continue
            place = place_of(sentence.starts, sentence.ends, event.start, event.end)
            if place is None:
                continue
            label = OTHER_MARK if event.label == "OTHER" else event_mark(event.label)
            yield Example(
                sentence=sentence,
                event=event,
                place=place,
                label=label,
                style=ROLE_STYLES.index(document.style),
                allowed=_allowed(sentence, place, event.arguments),
            )
            break


def _allowed(sentence: Sentence, place: Place, arguments: Sequence[GoldArgument]) -> np.ndarray:
    allowed = np.ones(place.high - place.low, dtype=np.int64)
    words = range(place.low, place.high)
    for argument in arguments:
        inside = [
            word - place.low
            for word in words
            if sentence.starts[word] < argument.end and sentence.ends[word] > argument.start
        ]
        if not inside:
            continue
        if argument.roles == (ANY,):
            allowed[inside] = ALL_ROLE_TAGS
            continue
        kinds = [ROLE_KINDS.index(role) for role in argument.roles]
        begin = sum(1 << (1 + 2 * kind) for kind in kinds)
        within = sum(1 << (2 + 2 * kind) for kind in kinds)
        # What begins before the words that are read goes on in them.
        is_whole = sentence.starts[place.low + inside[0]] >= argument.start
        allowed[inside] = within
        if is_whole:
            allowed[inside[0]] = begin
        if OTHER_ROLE in argument.roles:
            allowed[inside] |= 1
    return allowed
