"""spaCy's training data as JSON, in every form that is about.

Tuples `[text, {"entities": [[start, end, label]], "spans": {key: […]}}]` as the guides of version 2
and `Example.from_dict` have them; objects `{"text", "entities"}` and what `Doc.to_json` gives, with
`ents` and `spans`; documents of `spacy train` in version 2, whose tokens have BILUO tags; and files
with `classes` and `annotations`. Offsets are code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange.drafts import Refusal, clean_line
from annotate.exchange.fitting import overlapped
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.json_items import first_value, read_items
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.meta_fields import plain_meta
from annotate.exchange.records import Record, RecordSpan
from annotate.exchange.spacy_words import Words
from annotate.exchange.tags import Chunk, decode, encode
from annotate.spans import Layer

EVENTS = "events"
"""Span group that holds events, in our training data and here."""
OVERLAPPING = "entities_overlapping"
"""Span group of entities that `entities` cannot hold, as they overlap others."""

_KNOWN = frozenset(
    {"text", "entities", "ents", "spans", "cats", "links", "tokens", "id", "title", "source"}
) | {
    "raw",
    "brackets",
    "_document",
    "date",
    "doc_annotation",
    "token_annotation",
    "sents",
    "heads",
    "deps",
    "tags",
    "words",
}
_MOST_LISTED = 20


def detect(probe: Probe) -> float:
    """A text with `entities` or `ents`, alone or as a pair; documents with `paragraphs`."""
    value = first_value(probe)
    if _is_pair(value):
        return 0.95
    if not isinstance(value, dict):
        return 0.0
    record = cast("dict[str, Any]", value)
    if isinstance(record.get("paragraphs"), list):
        return 0.95
    if isinstance(record.get("annotations"), list) and isinstance(record.get("classes"), list):
        return 0.95
    if {"token_annotation", "doc_annotation"} <= set(record):  # what `Example.to_dict` gives
        return 0.95
    if not isinstance(record.get("text"), str):
        return 0.3 if not record and b'"classes"' in probe.head[:4000] else 0.0
    for name in ("entities", "ents"):
        given = record.get(name)
        if isinstance(given, list):
            return _sure_of(given, record)
    return 0.5 if isinstance(record.get("spans"), dict) else 0.0


def _sure_of(given: list[Any], record: Mapping[str, Any]) -> float:
    if not given:
        return 0.0 if isinstance(record.get("relations"), list) else 0.55
    first = given[0]
    if isinstance(first, dict):
        return 0.85 if {"start", "end", "label"} <= set(cast("dict[str, Any]", first)) else 0.0
    return 0.9 if isinstance(first, list) and len(cast("list[Any]", first)) >= 3 else 0.0


def _is_pair(value: object) -> bool:
    if not isinstance(value, list):
        return False
    items = cast("list[Any]", value)
    return len(items) >= 2 and isinstance(items[0], str) and isinstance(items[1], (dict, list))


def read(source: Source) -> Iterator[Outcome]:
    """The examples of a file; what is none is refused by its line."""
    for item in read_items(source):
        if isinstance(item, Refusal):
            yield item
            continue
        line, value = item
        for example in _examples(value):
            if example is None:
                continue
            try:
                yield _Reading(source, line).record(example)
            except AnnotateError as error:
                yield Refusal(source.name, line, error)


def _examples(value: object) -> Iterator[object]:
    """What one value of the file holds: an example, or a document or file of several."""
    if isinstance(value, dict):
        record = cast("dict[str, Any]", value)
        paragraphs = record.get("paragraphs")
        if isinstance(paragraphs, list):
            yield from (_paragraph_of(record, item) for item in cast("list[Any]", paragraphs))
            return
        annotations = record.get("annotations")
        if isinstance(annotations, list) and "text" not in record:
            yield from cast("list[Any]", annotations)
            return
    yield value


def _paragraph_of(document: Mapping[str, Any], paragraph: object) -> object:
    if not isinstance(paragraph, dict):
        return paragraph
    return {"_document": document.get("id", ""), **cast("dict[str, Any]", paragraph)}


class _Reading:
    """The work on one example."""

    def __init__(self, source: Source, line: int) -> None:
        self._source = source
        self._line = line
        self._losses: list[Loss] = []
        self._is_annotated = False

    def record(self, example: object) -> Record:
        if _is_pair(example):
            text, said = cast("list[Any]", example)[:2]
            given = {"entities": said} if isinstance(said, list) else cast("dict[str, Any]", said)
            return self._object({**given, "text": text})
        if not isinstance(example, dict):
            raise self._error(type(example).__name__, "a text with its entities")
        record = cast("dict[str, Any]", example)
        if "sentences" in record:
            return self._paragraph(record)
        if "token_annotation" in record and "text" not in record:
            return self._example_dict(record)
        return self._object(record)

    def _object(self, given: Mapping[str, Any]) -> Record:
        text = given.get("text", given.get("raw"))
        if not isinstance(text, str):
            raise self._error("no text", "a text with its entities")
        spans: list[RecordSpan] = []
        self._is_annotated = isinstance(given.get("entities"), list)  # an empty one says: none
        for name in ("entities", "ents"):
            spans += [
                self._span(item, Layer.ENTITY if name == "ents" else None)
                for item in self._listed(given, name)
            ]
        groups = given.get("spans")
        if isinstance(groups, dict):
            spans += self._groups(cast("dict[str, Any]", groups), spans)
        elif isinstance(groups, list):
            spans += [self._span(item, None) for item in cast("list[Any]", groups)]
        return self._finished(text, spans, given)

    def _groups(
        self, groups: Mapping[str, Any], there: Iterable[RecordSpan]
    ) -> Iterator[RecordSpan]:
        """Spans of named groups; a group may repeat what stands elsewhere."""
        seen = {(span.start, span.end, span.label) for span in there}
        layers = {EVENTS: Layer.EVENT, OVERLAPPING: Layer.ENTITY}
        for name in sorted(groups, key=lambda key: key not in layers):
            for item in self._listed(groups, name):
                span = self._span(item, layers.get(name))
                key = (span.start, span.end, span.label)
                if key not in seen:
                    seen.add(key)
                    yield span

    def _listed(self, given: Mapping[str, Any], name: str) -> list[Any]:
        found = given.get(name)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self._error(type(found).__name__, f"a list of {name}")
        return cast("list[Any]", found)

    def _span(self, item: object, layer: Layer | None) -> RecordSpan:
        start: object = None
        end: object = None
        label: object = None
        if isinstance(item, list) and len(cast("list[Any]", item)) >= 3:
            start, end, label = cast("list[Any]", item)[:3]
        elif isinstance(item, dict):
            table = cast("dict[str, Any]", item)
            start, end, label = table.get("start"), table.get("end"), table.get("label")
        if type(start) is not int or type(end) is not int or not isinstance(label, str):
            raise self._error(clean_line(str(item), limit=80), "start, end and label")
        return RecordSpan(start, end, label, layer)

    def _paragraph(self, given: Mapping[str, Any]) -> Record:
        """A paragraph of version 2: tokens with tags, and the text as it was, if it is known."""
        words: list[str] = []
        spaces: list[str | None] = []
        tags: list[str | None] = []
        for sentence in self._listed(given, "sentences"):
            for token in self._listed(cast("dict[str, Any]", sentence), "tokens"):
                table = cast("dict[str, Any]", token) if isinstance(token, dict) else {}
                word, space, tag = table.get("orth"), table.get("space"), table.get("ner")
                if not isinstance(word, str):
                    raise self._error(clean_line(str(token), limit=80), "a token with its orth")
                words.append(word)
                spaces.append(space if isinstance(space, str) else None)
                tags.append(tag if isinstance(tag, str) else None)
        raw = given.get("raw")
        text, places = self._placed(words, spaces, raw if isinstance(raw, str) else None)
        entities = self._listed(given, "entities")
        spans = (
            [self._span(item, Layer.ENTITY) for item in entities]
            if entities and all(isinstance(item, list) for item in entities)
            else self._tagged(tags, places)
        )
        kept = {"cats": given.get("cats"), "id": given.get("_document", "")}
        return self._finished(text, spans, kept)

    def _example_dict(self, given: Mapping[str, Any]) -> Record:
        """What `Example.to_dict` gives."""
        tokens = cast("dict[str, Any]", given.get("token_annotation") or {})
        said = cast("dict[str, Any]", given.get("doc_annotation") or {})
        words = [str(word) for word in self._listed(tokens, "ORTH")]
        blanks = self._listed(tokens, "SPACY")
        spaces: list[str | None] = [" " if blank else "" for blank in blanks]
        if len(spaces) != len(words):
            spaces = [None] * len(words)
        text, places = self._placed(words, spaces, None)
        tags = [tag if isinstance(tag, str) else None for tag in self._listed(said, "entities")]
        spans = self._tagged(tags, places) if len(tags) == len(words) else []
        groups = said.get("spans")
        if isinstance(groups, dict):
            spans += self._groups(cast("dict[str, Any]", groups), spans)
        return self._finished(text, spans, said)

    def _placed(
        self, words: list[str], spaces: list[str | None], raw: str | None
    ) -> tuple[str, list[tuple[int, int]]]:
        """The text and where each token lies in it; without a text, blanks stand between."""
        places: list[tuple[int, int]] = []
        if raw is not None:
            at = 0
            for word in words:
                start = raw.find(word, at)
                if start < 0:
                    raise self._error(f"the token {clean_line(word, limit=40)}", "a token of raw")
                at = start + len(word)
                places.append((start, at))
            return raw, places
        parts: list[str] = []
        length = 0
        for word, space in zip(words, spaces, strict=True):
            places.append((length, length + len(word)))
            follows = " " if space is None else space
            parts += (word, follows)
            length += len(word) + len(follows)
        text = "".join(parts)
        return (text.removesuffix(" ") if spaces and spaces[-1] is None else text), places

    def _tagged(self, tags: list[str | None], places: list[tuple[int, int]]) -> list[RecordSpan]:
        self._is_annotated = any(tag not in {None, "", "-"} for tag in tags)
        return [
            RecordSpan(places[chunk.first][0], places[chunk.last][1], chunk.label, Layer.ENTITY)
            for chunk in decode([tag if tag and tag != "-" else "O" for tag in tags])
        ]

    def _finished(self, text: str, spans: list[RecordSpan], given: Mapping[str, Any]) -> Record:
        for name in _classes(given.get("cats"))[:_MOST_LISTED]:
            self._lose(LossCode.DOCUMENT_LABEL, name)
        if given.get("links"):
            self._lose(LossCode.ELEMENT, "links to a knowledge base")
        meta, left = plain_meta(given, known=_KNOWN)
        for name in left:
            self._lose(LossCode.FIELD, name)
        return Record(
            text=text,
            id=str(given.get("id") or ""),
            title=_fact(given, "title"),
            source=_fact(given, "source"),
            date=_fact(given, "date"),
            meta=meta,
            spans=tuple(spans),
            is_annotated=self._is_annotated,
            line=self._line,
            losses=tuple(self._losses),
        )

    def _lose(self, code: LossCode, detail: str) -> None:
        self._losses.append(Loss(code, self._source.name, self._line, clean_line(detail)))

    def _error(self, found: str, expected: str) -> ImportFormatError:
        return ImportFormatError(
            file=self._source.name, line=self._line, found=found, expected=expected
        )


def _classes(cats: object) -> list[str]:
    """Labels of the whole text that hold: shares by name, rows of label and value, or names."""
    if isinstance(cats, dict):
        return [name for name, value in cast("dict[str, Any]", cats).items() if value]
    rows = cast("list[Any]", cats) if isinstance(cats, list) else []
    if any(isinstance(row, str) for row in rows):  # as doccano writes them
        return [row for row in rows if isinstance(row, str)]
    tables = [cast("dict[str, Any]", row) for row in rows if isinstance(row, dict)]
    return [str(row.get("label")) for row in tables if row.get("value")]


def _fact(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    return value if isinstance(value, str) else ""


# -- out -------------------------------------------------------------------------------------------

_ENCODER = msgspec.json.Encoder()


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """A list of pairs, or by the choice `form` lines of objects or documents of version 2.

    Entities that overlap stand in the span group `entities_overlapping`, events in `events`.
    """
    form = log.choices.get("form", "pairs")
    with target.open("wb") as stream:
        if form == "lines":
            for record in records:
                line = {"text": record.text, **_annotations(record)}
                stream.write(_ENCODER.encode(line) + b"\n")
            return
        stream.write(b"[")
        for number, record in enumerate(records):
            stream.write(b",\n" if number else b"\n")
            item = (
                _document(record, number, log)
                if form == "documents"
                else [record.text, _annotations(record)]
            )
            stream.write(_ENCODER.encode(item))
        stream.write(b"\n]\n")


def _annotations(record: Record) -> dict[str, Any]:
    entities = [span for span in record.spans if span.layer is not Layer.EVENT]
    events = [span for span in record.spans if span.layer is Layer.EVENT]
    apart = overlapped(entities)
    gone = set(map(id, apart))
    said: dict[str, Any] = {"entities": [_triple(s) for s in entities if id(s) not in gone]}
    groups = {EVENTS: list(map(_triple, events)), OVERLAPPING: list(map(_triple, apart))}
    if any(groups.values()):
        said["spans"] = {name: spans for name, spans in groups.items() if spans}
    return said


def _triple(span: RecordSpan) -> tuple[int, int, str]:
    return (span.start, span.end, span.label)


def _document(record: Record, number: int, log: WriteLog) -> dict[str, Any]:
    """A document of version 2, which knows flat entities on tokens and nothing else."""
    words = Words.of(record.text, record.language or "en", log.rules)
    entities: list[RecordSpan] = []
    for span in record.spans:
        if span.layer is Layer.EVENT:
            log.drop(LossCode.EVENT, record, span.label)
        elif not words.is_exact(span.start, span.end):
            log.drop(LossCode.OFF_TOKENS, record, span.label)
        else:
            entities.append(span)
    apart = overlapped(entities)
    gone = set(map(id, apart))
    for span in apart:
        log.drop(LossCode.OVERLAP, record, span.label)
    kept = [span for span in entities if id(span) not in gone]
    chunks = [
        Chunk(*found, span.label)
        for span in kept
        if (found := words.covering(span.start, span.end))
    ]
    tags = encode(len(words.starts), chunks, scheme="bilou")
    text = record.text
    tokens = [
        {"id": i, "orth": text[start:end], "space": " " if blank else "", "ner": tag}
        for i, (start, end, blank, tag) in enumerate(
            zip(words.starts, words.ends, words.blanks, tags, strict=True)
        )
    ]
    paragraph = {
        "raw": text,
        "sentences": [{"tokens": tokens, "brackets": []}],
        "entities": list(map(_triple, kept)),
        "cats": [],
    }
    return {"id": record.id or number, "paragraphs": [paragraph]}
