"""doccano's JSONL of sequence labelling, old and new, and of relation extraction.

Old exports have `label` or `labels` with `[start, end, label]`; new ones with relations have
`entities` with `start_offset` and `end_offset`, and `relations` with `from_id`, `to_id` and `type`;
the first versions had `annotations` with numbers for labels, each with its user: those of the first
are gold, those of others suggestions.
Releases in between named the text `data`, as the column of what is imported, and had entities and
relations under `label`. Columns may have any name there: where none is known, the only text and the
only list of triples are taken.
Offsets are code points, half-open. doccano knows no layers: the label decides, and what is the
trigger of a relation is an event where the project has such a label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import msgspec

from annotate.errors import AnnotateError
from annotate.exchange.drafts import Refusal, clean_line
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.json_items import as_struct, encode_line, first_value, read_items
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.meta_fields import plain_meta
from annotate.exchange.records import Record, RecordRelation, RecordSpan

_Triple = tuple[int, int, str | int]


class _Entity(msgspec.Struct, frozen=True):
    start_offset: int
    end_offset: int
    label: str | int
    id: int | str | None = None


class _Annotation(msgspec.Struct, frozen=True):
    """As the first versions wrote it; the label may be the number of one."""

    start_offset: int
    end_offset: int
    label: int | str
    user: int | str | None = None


class _Relation(msgspec.Struct, frozen=True):
    from_id: int | str
    to_id: int | str
    type: str | None = None


class _Line(msgspec.Struct, frozen=True):
    text: str
    id: int | str | None = None
    label: list[_Triple | str] | str | None = None
    labels: list[_Triple | str] | str | None = None
    entities: list[_Entity | _Triple] | None = None
    annotations: list[_Annotation] | None = None
    relations: list[_Relation] | None = None
    comments: list[Any] | None = msgspec.field(default=None, name="Comments")


_KNOWN = frozenset(
    {"text", "id", "label", "labels", "entities", "annotations", "relations", "Comments"}
) | {"annotation_approver"}


def detect(probe: Probe) -> float:
    """Lines with a text and triples under `label` or `labels`, or entities with `start_offset`."""
    value = first_value(probe)
    record = _with_text(cast("dict[str, Any]", value)) if isinstance(value, dict) else {}
    if not isinstance(record.get("text"), str):
        return 0.0
    for name, sure in (("entities", 0.97), ("annotations", 0.9)):
        first = _first(record.get(name))
        if isinstance(first, dict):
            return sure if "start_offset" in first else 0.0
    if isinstance(record.get("entities"), list) and isinstance(record.get("relations"), list):
        return 0.8
    for name in ("label", "labels"):
        given = record.get(name)
        if given == []:
            return 0.5
        first = _first(given)
        if isinstance(first, list) and len(cast("list[Any]", first)) == 3:
            return 0.92
        if isinstance(first, str) and {"id", name} <= set(record) <= {*_KNOWN, "meta"}:
            return 0.85  # text classification: labels of the whole text, which are counted
    return 0.3 if "Comments" in record else 0.0


def _first(value: object) -> object:
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return items[0] if items else None


def read(source: Source) -> Iterator[Outcome]:
    """The lines of a file; what is no example is refused by its line."""
    for item in read_items(source):
        if isinstance(item, Refusal):
            yield item
            continue
        line, value = item
        if isinstance(value, dict):
            value = _with_text(cast("dict[str, Any]", value))
        try:
            parsed = as_struct(value, _Line, source=source, line=line, expected="a doccano example")
            yield _record(parsed, cast("dict[str, Any]", value), source, line)
        except AnnotateError as error:
            yield Refusal(source.name, line, error)


def _with_text(value: dict[str, Any]) -> dict[str, Any]:
    """The same example with text, labels, entities and relations under their usual names."""
    if "text" not in value:
        names = {"data": "text"} if isinstance(value.get("data"), str) else _own_columns(value)
        value = {names.get(name, name): item for name, item in value.items()}
    said = value.get("label")
    if isinstance(said, dict) and "entities" in said and "entities" not in value:
        rest = {name: item for name, item in value.items() if name != "label"}
        return {**rest, **cast("dict[str, Any]", said)}
    return value


def _own_columns(value: dict[str, Any]) -> dict[str, str]:
    """Usual names by those of the only text and the only list of triples; empty if unclear."""
    texts = [name for name, item in value.items() if isinstance(item, str)]
    labels = [name for name, item in value.items() if _is_triple(_first(item))]
    is_clear = len(texts) == len(labels) == 1
    return {texts[0]: "text", labels[0]: "label"} if is_clear else {}


def _is_triple(value: object) -> bool:
    items = cast("list[Any]", value) if isinstance(value, list) else []
    return len(items) == 3 and [type(item) for item in items] == [int, int, str]


def _record(parsed: _Line, value: dict[str, Any], source: Source, line: int) -> Record:
    losses: list[Loss] = []

    def lose(code: LossCode, detail: str) -> None:
        losses.append(Loss(code, source.name, line, clean_line(detail)))

    spans: list[RecordSpan] = []
    for given in parsed.entities or ():
        if isinstance(given, _Entity):
            number = "" if given.id is None else str(given.id)
            spans.append(
                RecordSpan(given.start_offset, given.end_offset, str(given.label), id=number)
            )
        else:
            spans.append(_plain(given))
    said = parsed.annotations or []
    suggestions: list[RecordSpan] = []
    for given in said:
        span = RecordSpan(given.start_offset, given.end_offset, str(given.label))
        if given.user == said[0].user:
            spans.append(span)
        else:
            suggestions.append(replace(span, suggester=f"annotator {given.user}"))
    for given in (*_as_list(parsed.label), *_as_list(parsed.labels)):
        if isinstance(given, str):
            lose(LossCode.DOCUMENT_LABEL, given)
        else:
            spans.append(_plain(given))
    for comment in parsed.comments or ():
        lose(LossCode.NOTE, f"“{comment}”")
    meta, left = plain_meta(value, known=_KNOWN)
    for name in left:
        lose(LossCode.FIELD, name)
    facts = dict(meta)
    return Record(
        text=parsed.text,
        id="" if parsed.id is None else str(parsed.id),
        title=facts.pop("title", ""),
        source=facts.pop("source", ""),
        date=facts.pop("date", ""),
        meta=tuple(facts.items()),
        spans=tuple(spans),
        suggestions=tuple(suggestions),
        relations=tuple(
            RecordRelation(str(item.from_id), str(item.to_id), item.type or "")
            for item in parsed.relations or ()
        ),
        line=line,
        losses=tuple(losses),
    )


def _plain(given: _Triple) -> RecordSpan:
    start, end, label = given
    return RecordSpan(start, end, str(label))


def _as_list(given: list[_Triple | str] | str | None) -> list[_Triple | str]:
    if given is None:
        return []
    return [given] if isinstance(given, str) else given


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """A line for each record; ids of entities and relations are unique in the file, as doccano's.

    The choice `style` is `entities` (the default) or `labels`, the old form without relations.
    """
    is_old = log.choices.get("style") == "labels"
    next_id = 1
    with target.open("wb") as stream:
        for number, record in enumerate(records, start=1):
            line: dict[str, Any] = {
                "id": int(record.id) if record.id.isdecimal() and len(record.id) < 16 else number,
                "text": record.text,
            }
            arcs = _arcs(record, log)
            if is_old:
                line["label"] = [[span.start, span.end, span.label] for span in record.spans]
                for head, _, label in arcs:
                    log.lose(LossCode.RELATION, record, f"{head} {label}")
            else:
                ids = {span.id: next_id + place for place, span in enumerate(record.spans)}
                line["entities"] = [
                    {
                        "id": ids[span.id],
                        "label": span.label,
                        "start_offset": span.start,
                        "end_offset": span.end,
                    }
                    for span in record.spans
                ]
                next_id += len(ids)
                line["relations"] = [
                    {
                        "id": next_id + place,
                        "from_id": ids[head],
                        "to_id": ids[child],
                        "type": label,
                    }
                    for place, (head, child, label) in enumerate(arcs)
                ]
                next_id += len(arcs)
            facts = {"title": record.title, "source": record.source, "date": record.date}
            line |= {name: value for name, value in facts.items() if value}
            line |= {name: value for name, value in record.meta if name not in line}
            stream.write(encode_line(line))


def _arcs(record: Record, log: WriteLog) -> list[tuple[str, str, str]]:
    """Relations, and the arguments of events as relations from their trigger."""
    found: list[tuple[str, str, str]] = []
    triggers: set[str] = set()
    for frame in record.frames:
        if frame.trigger in triggers:  # arcs alone cannot tell that there are two events
            log.lose(LossCode.FRAME, record, frame.id)
        triggers.add(frame.trigger)
        found += [(frame.trigger, filler, role) for role, filler in frame.arguments]
    found += [(item.head, item.child, item.label) for item in record.relations]
    return found
