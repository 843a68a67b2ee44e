"""PLOVER event records (Political Language Ontology for Verifiable Event Records), in JSON.

Source: https://github.com/openeventdata/PLOVER, manual 0.7 (snake case, `recipient`) and the gold
standard records (camel case, `target`, markup). One record is one event; those that follow each
other with the same text become one article. Records without a text cannot be annotated and are
refused.

Written is JSON Lines: the fields of the specification, and in `text_info` further ones of ours with
the exact places, so that everything comes back. Labels of our news scheme become the categories of
PLOVER; other labels stay as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from annotate.errors import ArticleUnreadableError, ImportFormatError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.loose_json import read_objects
from annotate.exchange.plover_reading import EventReader, field_of
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.text_lines import read_bytes
from annotate.schema.roles import JOINT
from annotate.spans import Layer

CATEGORIES = {
    "MEET": "CONSULT",
    "CONTACT": "CONSULT",
    "DEMONSTRATE": "PROTEST",
    "DEPLOY": "MOBILIZE",
    "WITHDRAW": "RETREAT",
    "CEASEFIRE": "RETREAT",
    "ATTACK": "ASSAULT",
    "DESTROY": "ASSAULT",
    "SEIZE": "COERCE",
    "ARREST_JAIL": "COERCE",
} | {
    name: name
    for name in (
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "INVESTIGATE"),
        *("DEMAND", "ACCUSE", "REJECT", "SANCTION", "THREATEN"),
        *("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
    )
}
"""Categories of PLOVER by labels of the news scheme; the others have none."""

_QUADS = (
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    ("COOPERATE", "AID", "RETREAT", "INVESTIGATE"),
    ("DEMAND", "ACCUSE", "REJECT", "SANCTION", "THREATEN"),
    ("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"),
)
_SOURCES = frozenset(
    (
        *("source", "src", "agent", "actor", "attacker", "perpetrator", "speaker", "giver"),
        *("arg0", "participant", "party", "accuser", "authority", "protester", "organiser"),
    )
)
_RECIPIENTS = frozenset(
    (
        *("recipient", "target", "tar", "patient", "victim"),
        *("addressee", "arg1", "accused", "detainee"),
    )
)
_PLACES = frozenset({"place", "location", "loc", "where"})
_REPEATED = 1_000_000
"""Characters of text that the events of an article may repeat; beyond, only the first has it."""

_MARKS = (b'"eventText"', b'"event_text"', b'"actorText"', b'"actor_text"', b'"has_event"')


def detect(probe: Probe) -> float:
    """Whether the first bytes have the fields that only an event record has."""
    head = probe.head
    has_event = b'"event"' in head and (b'"source"' in head or b'"recipient"' in head)
    is_marked = any(mark in head for mark in _MARKS)
    return 0.95 if head.lstrip().startswith((b"{", b"[")) and has_event and is_marked else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The articles that the event records are about; a broken record is refused by line."""
    data = read_bytes(source, limit=source.options.max_file_bytes)
    try:
        content = data.decode(source.options.encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleUnreadableError(source=source.name, reason="encoding", line=line) from error
    current: _Article | None = None
    for line, item in read_objects(content):
        refusal = _refusal(item, line, source.name, current)
        if refusal is not None:
            yield refusal
            continue
        record = cast("dict[str, Any]", item)
        text = str(record.get("text") or "")
        if not text and current is not None and _owner(record) == current.first.get("id"):
            text = current.reader.text
        if current is None or current.reader.text != text:
            if current is not None:
                yield current.record()
            current = _Article(EventReader(text, source.name), record, line)
        current.reader.take(record, line)
    if current is not None:
        yield current.record()


def _owner(item: dict[str, Any]) -> object:
    """Id of the record that has the text of this one, as we write it for long articles."""
    info = item.get("text_info")
    return cast("dict[str, Any]", info).get("text_of") if isinstance(info, dict) else None


def _refusal(
    item: dict[str, Any] | str, line: int, name: str, current: _Article | None
) -> Refusal | None:
    if isinstance(item, str):
        error = ImportFormatError(file=name, line=line, found=item, expected="an event record")
        return Refusal(name, line, error)
    text = item.get("text")
    owner = _owner(item)
    if not text and owner and current is not None and owner == current.first.get("id"):
        return None
    if not isinstance(text, str) or not text.strip():
        return Refusal(name, line, ArticleUnreadableError(source=name, reason="no_text", line=line))
    return None


@dataclass(slots=True)
class _Article:
    """A text with the event records that follow each other about it."""

    reader: EventReader
    first: dict[str, Any]
    line: int

    def record(self) -> Record:
        """The article as a record."""
        cited = field_of(self.first, "cite_info", "citeInfo")
        cited = cast("dict[str, Any]", cited) if isinstance(cited, dict) else {}
        meta = cited.get("meta")
        coded = self.reader.coded
        return Record(
            text=self.reader.text,
            id=str(field_of(cited, "citation") or self.first.get("id") or ""),
            title=str(cited.get("title") or ""),
            source=str(
                field_of(cited, "url", "publication") or self.first.get("publication") or ""
            ),
            date=str(self.first.get("date") or ""),
            language=str(field_of(cited, "language") or self.first.get("language") or ""),
            meta=tuple(
                (str(name), str(value)) for name, value in cast("dict[str, Any]", meta).items()
            )
            if isinstance(meta, dict)
            else (),
            spans=tuple(coded.spans.values()),
            frames=tuple(coded.frames),
            line=self.line,
            losses=tuple(coded.losses),
        )


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write one event a line; an article without events is a line with `has_event` false."""
    with target.open("w", encoding="utf-8", newline="\n") as stream:
        for record in records:
            for label in sorted({span.label for span in record.spans if _is_event(span)}):
                if CATEGORIES.get(label, label) != label:
                    log.rename(label, CATEGORIES[label])
            for line in _lines(record):
                stream.write(json.dumps(line, ensure_ascii=False) + "\n")


def _is_event(span: RecordSpan) -> bool:
    return span.layer is Layer.EVENT


def _lines(record: Record) -> Iterator[dict[str, Any]]:
    spans = {span.id: span for span in record.spans}
    framed = {frame.trigger for frame in record.frames}
    events: list[tuple[RecordSpan, RecordFrame | None]] = [
        (spans[frame.trigger], frame) for frame in record.frames
    ]
    events += [(span, None) for span in record.spans if _is_event(span) and span.id not in framed]
    events.sort(key=lambda pair: pair[0].start)
    entities = [_place(span, record) for span in record.spans if not _is_event(span)]
    is_long = len(record.text) * len(events) > _REPEATED
    for number, (trigger, frame) in enumerate(events, 1):
        line = _event(record, number, trigger, frame, spans)
        if number == 1 and entities:
            line["text_info"]["entities"] = entities
        if number > 1 and is_long:
            del line["text"]
            line["text_info"]["text_of"] = f"{record.id}-1"
        yield line
    if not events:
        info: dict[str, Any] = {"is_story": True}
        if entities:
            info["entities"] = entities
        yield {
            "id": record.id,
            "has_event": False,
            "date": record.date,
            "source": [],
            "event": [],
            "text": record.text,
            "text_info": info,
            "cite_info": _cited(record),
        }


def _event(
    record: Record,
    number: int,
    trigger: RecordSpan,
    frame: RecordFrame | None,
    spans: dict[str, RecordSpan],
) -> dict[str, Any]:
    pairs = [(role, spans[name]) for role, name in frame.arguments] if frame else []
    attributes = dict(frame.attributes) if frame else {}
    category = CATEGORIES.get(trigger.label, trigger.label)
    line: dict[str, Any] = {
        "id": f"{record.id}-{number}",
        "has_event": True,
        "date": record.date,
        "source": [_actor(span, record) for role, span in pairs if role.lower() in _SOURCES],
        "recipient": [_actor(span, record) for role, span in pairs if role.lower() in _RECIPIENTS],
        "event": [category],
        "event_text": [record.text[trigger.start : trigger.end]],
    }
    places = [record.text[s.start : s.end] for role, s in pairs if role.lower() in _PLACES]
    if places:
        line["event_loc"] = {"name": places[0]}
    quad = next((n for n, names in enumerate(_QUADS, 1) if category in names), None)
    if quad is not None:
        line["quad_code"] = quad
    line |= {
        name: _one_or_several(attributes.pop(name))
        for name in ("mode", "context")
        if name in attributes
    }
    info: dict[str, Any] = {
        "is_story": True,
        "event_spans": [_place(trigger, record)],
        "arguments": [
            {"role": role, **_place(span, record), **_meant(role, span, record)}
            for role, span in pairs
        ],
    }
    if attributes:
        info["attributes"] = attributes
    line |= {"text": record.text, "text_info": info}
    return line | {"cite_info": _cited(record), "coder": "Spandesk"}


def _one_or_several(value: str) -> str | list[str]:
    """Mode and context usually have one value; several are allowed (manual, “Event, Mode, …”)."""
    values = [part.strip() for part in value.split(JOINT)]
    is_list = len(values) > 1 and all(values) and JOINT.join(values) == value
    return values if is_list else value


def _place(span: RecordSpan, record: Record) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "layer": str(span.layer or Layer.ENTITY),
        "text": record.text[span.start : span.end],
    }


def _meant(role: str, span: RecordSpan, record: Record) -> dict[str, str]:
    """The date, number or countries that an argument stands for, where that is understood."""
    from annotate.event_table.values import meaning

    value = meaning(
        " ".join(record.text[span.start : span.end].split()),
        role=role,
        layer=span.layer or Layer.ENTITY,
        label=span.label,
        date=record.date,
        language=record.language or "en",
    )
    return {"value": value} if value else {}


def _actor(span: RecordSpan, record: Record) -> dict[str, Any]:
    return {"actor_text": record.text[span.start : span.end], "label": span.label}


def _cited(record: Record) -> dict[str, Any]:
    cited: dict[str, Any] = {
        "citation": record.id,
        "title": record.title,
        "url": record.source if "://" in record.source else "",
        "publication": "" if "://" in record.source else record.source,
        "language": record.language,
        "meta": dict(record.meta),
    }
    return {name: value for name, value in cited.items() if value}
