"""The corpora: which files may be trained on, what each set annotates, and its gold per word.

Offsets are code points of a record's text, half-open.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from annotate.suggesters.news_labels import (
    ALL_TAGS,
    ENTITY_TYPES,
    EVENT_TYPES,
    OTHER_EVENT,
    OUTSIDE,
    begin_tag,
    inside_tag,
    type_bits,
)
from annotate.suggesters.news_text import Words, sentences
from annotate.suggesters.news_titles import PRONOUNS
from resources.models.build.named import named_part

_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_TIMES: Final = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Source:
    """One set: the files per part, the guideline, what it annotates, and what it weighs.

    `share` is its part of the training mix, `silver` the weight of its entity loss. `partial` sets
    leave names unlabelled, so a capitalised word outside a span says nothing. `made_from` names the
    set whose training texts this one labels anew (see `self_labels`); it lies beside the arrays.
    `is_ours` are articles and marks of our own, by the guideline of the application; they lie here.
    """

    name: str
    style: str
    parts: dict[str, tuple[str, ...]]
    entities: frozenset[str] = frozenset()
    events: bool = False
    share: float = 0.0
    silver: float = 1.0
    trigger_weight: float = 1.0
    other_weight: float = 1.0
    made_from: str = ""
    is_ours: bool = False


def _own_splits(*, test: bool = True) -> dict[str, tuple[str, ...]]:
    parts = {"train": ("train",), "dev": ("dev",)}
    return parts | {"test": ("test",)} if test else parts


SOURCES: Final = (
    Source(
        "gmb",
        "gmb",
        _own_splits(),
        _NAMES | _TIMES | {"NORP", "EVENT", "WORK_OF_ART"},
        share=0.22,
        silver=0.7,
    ),
    Source("ewt", "ewt", _own_splits(), _NAMES, events=True, share=0.24),
    Source("gum_news", "gum", _own_splits(), _NAMES | _TIMES, share=0.05),
    Source("gum_interview", "gum", _own_splits(), _NAMES | _TIMES, share=0.03),
    Source("gum_other", "gum", _own_splits(), _NAMES | _TIMES, share=0.07),
    Source(
        "re3d",
        "re3d",
        {
            "train": ("centcom", "wikipedia"),
            "dev": ("dfat", "eudel"),
            "test": ("ukgov", "usstate"),
        },
        _NAMES | _TIMES,
        share=0.03,
    ),
    Source("crossner_politics", "crossner", _own_splits(), _NAMES | {"EVENT"}, share=0.02),
    Source(
        "crossner_science", "crossner", _own_splits(), _NAMES | {"EVENT"}, share=0.01, silver=0.7
    ),
    Source(
        "crossner_literature",
        "crossner",
        _own_splits(),
        _NAMES | {"EVENT", "WORK_OF_ART"},
        share=0.006,
        silver=0.7,
    ),
    Source(
        "crossner_music",
        "crossner",
        _own_splits(),
        _NAMES | {"EVENT", "WORK_OF_ART"},
        share=0.006,
        silver=0.7,
    ),
    Source("wikigold", "wikigold", {"train": ("all",)}, _NAMES, share=0.05),
    Source(
        "wnut17",
        "wnut17",
        _own_splits(),
        _NAMES | {"PRODUCT", "WORK_OF_ART"},
        share=0.03,
        silver=0.7,
    ),
    Source(
        "gmb_again",
        "ewt",
        {"train": ("train",)},
        frozenset(ENTITY_TYPES),
        share=0.14,
        silver=0.5,
        made_from="gmb",
    ),
    Source("uner_pud", "ewt", {"test": ("test_news", "test_wiki")}, _NAMES),
    Source("ecbplus", "ecbplus", _own_splits(), events=True, share=0.12, other_weight=0.3),
    Source(
        "geneva",
        "geneva",
        {"train": ("train",), "dev": ("val",), "test": ("test",)},
        events=True,
        share=0.05,
        trigger_weight=0.5,
    ),
    Source("plover_gsr", "plover", {"train": ("all",)}, events=True, share=0.015),
    Source(
        "litbank",
        "litbank",
        {"train": ("all",)},
        events=True,
        share=0.015,
        trigger_weight=0.5,
        other_weight=0.0,
    ),
    Source("own_news", "ecbplus", {"dev": ("dev",)}, events=True, is_ours=True),
)
"""Only a part called "train" is ever trained on; re3d's is the sources that are not held out."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A span of gold as trained: `kind` is an entity type, or None where nothing is known."""

    start: int
    end: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A gold event trigger; `kind` is an event type, "OTHER", or None where the type is unknown."""

    start: int
    end: int
    kind: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """One record, or a run of records that follow each other, ready to be cut into words."""

    ids: tuple[str, ...]
    source: Source
    file: str
    text: str
    sentences: list[tuple[int, int]]
    gold: list[Gold]
    unsure: list[tuple[int, int]]
    triggers: list[Trigger]
    annotated: list[bool] = field(default_factory=list)
    is_sparse: bool = False


def read_records(data: Path, source: Source, file: str) -> list[dict[str, Any]]:
    """The records of one file of a set, gzipped or not."""
    folder = Path(__file__).parent if source.is_ours else data
    plain = folder / source.name / f"{file}.jsonl"
    if plain.exists():
        lines = plain.read_text(encoding="utf-8").splitlines()
    else:
        with gzip.open(plain.with_name(f"{file}.jsonl.gz"), "rt", encoding="utf-8") as stream:
            lines = stream.read().split("\n")
    return [json.loads(line) for line in lines if line]


def documents(data: Path, source: Source, part: str) -> Iterator[Document]:
    """All documents of one part ("train", "dev" or "test") of a set."""
    for file in source.parts.get(part, ()):
        records = read_records(data, source, file)
        for run in _runs(source, records):
            yield _document(source, file, run)


def _runs(source: Source, records: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Records that follow each other in the original order, where a set has lost its documents."""
    if source.name != "gmb":
        yield from ([record] for record in records)
        return
    records = sorted(records, key=lambda record: record["meta"]["order"])
    run: list[dict[str, Any]] = []
    for record in records:
        if run and record["meta"]["order"] != run[-1]["meta"]["order"] + 1:
            yield run
            run = []
        run.append(record)
    if run:
        yield run


def _document(source: Source, file: str, run: list[dict[str, Any]]) -> Document:
    texts, cuts, gold, unsure, triggers = [], [], [], [], []
    base = 0
    annotated: list[bool] = []
    for record in run:
        text: str = record["text"]
        own = _sentence_spans(record)
        if not own:
            own = sentences(text) if len(run) == 1 else [(0, len(text))]
        cuts += [(base + low, base + high) for low, high in own]
        annotated += _annotated(record, own, is_taught=file in source.parts.get("train", ()))
        found, doubtful = _entities(source, record)
        gold += [Gold(base + span.start, base + span.end, span.kind) for span in found]
        unsure += [(base + low, base + high) for low, high in doubtful]
        triggers += [
            Trigger(base + event.start, base + event.end, event.kind)
            for event in _triggers(source, record)
        ]
        texts.append(text)
        base += len(text) + 1
    return Document(
        ids=tuple(record["id"] for record in run),
        source=source,
        file=file,
        text=" ".join(texts),
        sentences=cuts,
        gold=gold,
        unsure=unsure,
        triggers=triggers,
        annotated=annotated,
        is_sparse=bool(run[0]["meta"].get("one_event_only")),
    )


def _annotated(
    record: dict[str, Any], sentences: list[tuple[int, int]], *, is_taught: bool
) -> list[bool]:
    """Whether each sentence of a record is annotated whole.

    ECB+ counts the sentences of the articles that it added from the line with their address, which
    is no sentence of the record; those of ECB, from the first sentence. Its makers reviewed the
    selected sentences alone, which are measured on. Others with an event are marked as densely (18
    triggers in 100 words against 19): to be taught, they are good enough.
    """
    chosen = record["meta"].get("selected_sents")
    if chosen is None:
        return [True] * len(sentences)
    first = 1 if record["id"].endswith("ecbplus") else 0
    starts = [event["trigger"]["start"] for event in record["events"]] if is_taught else []
    return [
        index + first in chosen or any(low <= start < high for start in starts)
        for index, (low, high) in enumerate(sentences)
    ]


def _sentence_spans(record: dict[str, Any]) -> list[tuple[int, int]]:
    cuts = record["meta"].get("sents") or []
    if isinstance(cuts, str):
        cuts = json.loads(cuts)
    return [(low, high) for low, high in cuts if low < high]


_ARTICLE = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)


def after_article(text: str, start: int, end: int) -> int:
    """Where the mention `text[start:end]` begins without its article."""
    article = _ARTICLE.match(text, start, end)
    return article.end() if article else start


_MAX_DATE_WORDS = 7


def _entities(source: Source, record: dict[str, Any]) -> tuple[list[Gold], list[tuple[int, int]]]:
    """Flat gold mentions, and stretches whose capitalised words say nothing."""
    named: list[Gold] = []
    unsure: list[tuple[int, int]] = []
    for span in record["spans"]:
        kept = _mention(source, record["text"], span)
        if kept is None:
            unsure.append((span["start"], span["end"]))
        else:
            named.append(kept)
    return _flat(named), unsure


def _mention(source: Source, text: str, span: dict[str, Any]) -> Gold | None:
    start, end, kind = span["start"], span["end"], span["common"]
    if kind not in ENTITY_TYPES:
        return None
    if kind in _TIMES:
        fits = len(text[start:end].split()) <= _MAX_DATE_WORDS
        return Gold(start, end, kind if fits else None)
    if source.style == "gum":
        # A labelled mention that is not called by a name is a mere reference.
        name = named_part(text, start, end, span["name"], kind) if "name" in span else None
        if name is None:
            return None
        start, end = name
    if source.style == "re3d":
        # Mentions there begin with their article and may be common nouns or pronouns.
        start = after_article(text, start, end)
        first = text[start:end].split(maxsplit=1)[:1]
        if not first or not _is_capital(first[0]) or text[start:end].lower() in PRONOUNS:
            return None
    return Gold(start, end, kind)


def _flat(spans: list[Gold]) -> list[Gold]:
    kept: list[Gold] = []
    for span in sorted(spans, key=lambda span: (span.start - span.end, span.start)):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _triggers(source: Source, record: dict[str, Any]) -> list[Trigger]:
    found: list[Trigger] = []
    for event in record["events"]:
        trigger = event["trigger"]
        kind = None if trigger.get("doubtful") else trigger["common"] or "OTHER"
        pieces = trigger.get("pieces") or [[trigger["start"], trigger["end"]]]
        low, high = (
            pieces[0]
            if source.name == "plover_gsr"
            else (
                trigger["start"],
                trigger["end"],
            )
        )
        found.append(Trigger(low, high, kind))
    return found


_DATE_WORD = re.compile(
    r"\d.*|(?:jan|febr)uary|march|april|may|june|july|august|(?:septem|octo|novem|decem)ber"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|today|yesterday|tomorrow|tonight|(?:mid)?night|noon|morning|afternoon|evening|weekend"
    r"|(?:second|minute|hour|day|night|week|month|quarter|year|decade|centur)(?:s|y|ies)?"
    r"|last|next|this|past|ago|earlier|later|early|late|mid|recent|previous|following|coming|couple"
    r"|spring|summer|autumn|fall|winter|few|several|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|daily|weekly|monthly|yearly|annual(?:ly)?"
    r"|now|currently|recently|once|time|times|o|am|pm|a\.m|p\.m|same|every|each",
    re.IGNORECASE,
)
_JOINING = frozenset(
    {"of", "the", "and", "for", "in", "on", "to", "de", "la", "-", "'", "&", ".", ":"}
)


@dataclass(frozen=True, slots=True)
class Targets:
    """What a sentence teaches, per word: allowed entity tags as bits, trigger tag, event class.

    An entity entry of 0 and a trigger or class entry of -1 say nothing.
    """

    allowed: list[int]
    triggers: list[int]
    classes: list[int]


def targets(document: Document, index: int, words: Words) -> Targets:
    """Targets of sentence `index` of `document`, whose words are given."""
    allowed = _entity_targets(document, words)
    triggers, classes = _event_targets(document, index, words)
    return Targets(allowed, triggers, classes)


def _entity_targets(document: Document, words: Words) -> list[int]:
    source = document.source
    if not source.entities:
        return [0] * len(words.starts)
    allowed = [_outside(document, words, index) for index in range(len(words.starts))]
    for span in document.gold:
        inside = _covered(words, span.start, span.end)
        if not inside:
            continue
        exact = words.starts[inside[0]] == span.start and words.ends[inside[-1]] == span.end
        for place, index in enumerate(inside):
            if span.kind is None or not exact:
                allowed[index] = ALL_TAGS
                continue
            kind = ENTITY_TYPES.index(span.kind)
            allowed[index] = 1 << (inside_tag(kind) if place else begin_tag(kind))
    return allowed


def _outside(document: Document, words: Words, index: int) -> int:
    """Allowed tags of a word that no gold mention covers."""
    source = document.source
    text, start, end = document.text, words.starts[index], words.ends[index]
    word = text[start:end]
    bits = 1 << OUTSIDE
    if not (source.entities & _TIMES) and _DATE_WORD.fullmatch(word):
        bits |= type_bits(_TIMES)
    if _is_name_like(text, words, index):
        bits |= type_bits(frozenset(ENTITY_TYPES) - source.entities - _TIMES)
        if any(low <= start and end <= high for low, high in document.unsure):
            bits = ALL_TAGS
    return bits


def _is_name_like(text: str, words: Words, index: int) -> bool:
    """Whether the word is capitalised or numeric, or joins two words that are."""
    if _is_capital(text[words.starts[index] : words.ends[index]]):
        return True
    word = text[words.starts[index] : words.ends[index]]
    if word.lower() not in _JOINING or not 0 < index < len(words.starts) - 1:
        return False
    return all(
        _is_capital(text[words.starts[near] : words.ends[near]]) for near in (index - 1, index + 1)
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _covered(words: Words, start: int, end: int) -> list[int]:
    return [
        index
        for index, (low, high) in enumerate(zip(words.starts, words.ends, strict=True))
        if low < end and high > start
    ]


def _event_targets(document: Document, index: int, words: Words) -> tuple[list[int], list[int]]:
    count = len(words.starts)
    if not document.source.events or (document.annotated and not document.annotated[index]):
        return [-1] * count, [-1] * count
    triggers = [-1 if document.is_sparse else 0] * count
    classes = [-1] * count
    for event in document.triggers:
        inside = _covered(words, event.start, event.end)
        for place, word in enumerate(inside):
            triggers[word] = 2 if place else 1
            classes[word] = (
                EVENT_TYPES.index(event.kind) if event.kind in EVENT_TYPES else OTHER_EVENT
            )
    return triggers, classes
