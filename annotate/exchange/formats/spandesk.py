"""Spandesk's own JSONL: everything that a project says about an article, one line each.

`{"spandesk":1,"id","text","title","source","date","language","state","meta","spans":[{"id","start","end",
"label","layer"}],"events":[{"id","trigger":{"start","end","label","id"},"args":[{"start","end",
"role","id"}],"attributes":{}}],"chains":[{"id","spans":[id,…]}],"suggestions":[…],"rejected":[…],
"complete":[{"start","end","label","layer"}]}`;
offsets are code points of `text` as given, half-open. The gold records of
`annotate.exchange.gold_jsonl`, which evaluation and model building read, are such lines, and so are
the answers of `spandesk suggest --out`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import msgspec

from annotate.articles import ArticleState
from annotate.errors import AnnotateError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.json_items import as_struct, encode_line, first_value, read_items
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.meta_fields import plain_meta
from annotate.exchange.records import Record, RecordChain, RecordFrame, RecordRelation, RecordSpan
from annotate.spans import Layer


class _Span(msgspec.Struct, frozen=True, omit_defaults=True):
    start: int
    end: int
    label: str
    layer: Layer | None = None
    id: str = ""
    score: float | None = None
    suggester: str = ""
    explanation: str = ""


class _Argument(msgspec.Struct, frozen=True, omit_defaults=True):
    start: int
    end: int
    role: str
    id: str = ""


class _Event(msgspec.Struct, frozen=True, omit_defaults=True):
    trigger: _Span
    args: tuple[_Argument, ...] = ()
    attributes: dict[str, str] = {}
    id: str = ""


class _Chain(msgspec.Struct, frozen=True, omit_defaults=True):
    spans: tuple[str, ...] = ()
    id: str = ""


_End = str | tuple[int, int]


class _Relation(msgspec.Struct, frozen=True, omit_defaults=True):
    """An arc from `head` to `child` (or `tail`): a span's id, or its start and end."""

    label: str = ""
    head: _End = ""
    child: _End = ""
    tail: _End = ""
    type: str = ""
    id: str = ""


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    text: str
    id: str | int = ""
    title: str = ""
    source: str = ""
    date: str = ""
    language: str = ""
    state: ArticleState | None = None
    meta: dict[str, Any] = {}
    spans: tuple[_Span, ...] = ()
    events: tuple[_Event, ...] = ()
    relations: tuple[_Relation, ...] = ()
    chains: tuple[_Chain, ...] = ()
    suggestions: tuple[_Span, ...] = ()
    rejected: tuple[_Span, ...] = ()
    complete: tuple[_Span, ...] = ()
    spandesk: int = 0
    """Version of the format; lines by others have none."""


_VERSION = 1
_OWN = frozenset(_Line.__struct_fields__)


def detect(probe: Probe) -> float:
    """Lines of objects with `text` and `spans` or `events` as Spandesk writes them."""
    value = first_value(probe)
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return 0.0
    record = cast("dict[str, Any]", value)
    if type(record.get("spandesk")) is int:
        return 1.0
    if any(isinstance(record.get(name), list) for name in ("events", "suggestions", "rejected")):
        return 0.95
    spans = record.get("spans")
    if not isinstance(spans, list) or {"tokens", "answer", "_input_hash", "_task_hash"} & set(
        record
    ):
        return 0.0
    first = cast("list[Any]", spans)[:1]
    is_span = first and isinstance(first[0], dict) and {"start", "end", "label"} <= set(first[0])
    return 0.8 if is_span else 0.4 if not first else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The records of a file; a line that is not one is refused."""
    for item in read_items(source):
        if isinstance(item, Refusal):
            yield item
            continue
        line, value = item
        try:
            parsed = as_struct(value, _Line, source=source, line=line, expected="a record")
            yield _record(parsed, cast("dict[str, Any]", value), source, line)
        except AnnotateError as error:
            yield Refusal(source.name, line, error)


def write(records: Iterable[Record], target: Path, _log: WriteLog) -> None:
    """One line for each record; nothing is lost."""
    with target.open("wb") as stream:
        for record in records:
            stream.write(encode_line(_line(record)))


def _record(parsed: _Line, value: dict[str, Any], source: Source, line: int) -> Record:
    meta, left_behind = plain_meta(value, known=_OWN)
    losses: list[Loss] = [Loss(LossCode.FIELD, source.name, line, name) for name in left_behind]
    spans = list(map(_span, parsed.spans))
    is_answer = any(item.score is not None or item.suggester for item in parsed.spans)
    if is_answer:
        # What `spandesk suggest --out` writes: nobody stands for these.
        return Record(
            text=parsed.text,
            id=str(parsed.id),
            suggestions=tuple(spans),
            line=line,
            losses=tuple(losses),
            meta=meta,
        )
    places = _Places(spans)
    frames = [places.frame(event, losses, source, line) for event in parsed.events]
    # A trigger alone is an event; a frame about it says something, or has a name of its own.
    frames = [item for item in frames if item.arguments or item.attributes or item.id]
    return Record(
        text=parsed.text,
        id=str(parsed.id),
        title=parsed.title,
        source=parsed.source,
        date=parsed.date,
        language=parsed.language,
        meta=meta,
        state=parsed.state,
        spans=tuple(places.spans),
        frames=tuple(frames),
        relations=tuple(
            RecordRelation(
                places.end(r.head), places.end(r.child or r.tail), r.label or r.type, r.id
            )
            for r in parsed.relations
        ),
        chains=tuple(RecordChain(chain.spans, chain.id) for chain in parsed.chains),
        suggestions=tuple(map(_span, parsed.suggestions)),
        rejected=tuple(map(_span, parsed.rejected)),
        complete=tuple(map(_span, parsed.complete)),
        line=line,
        losses=tuple(losses),
    )


class _Places:
    """The spans of a record, to be found by id or by place, and those that events add."""

    def __init__(self, spans: list[RecordSpan]) -> None:
        self.spans = [
            span if span.id else RecordSpan(span.start, span.end, span.label, span.layer, f"#{i}")
            for i, span in enumerate(spans)
        ]
        self._ids = {span.id for span in self.spans}
        self._triggers: dict[tuple[int, int, str], str] = {}
        self._fillers: dict[tuple[int, int], str] = {}
        for span in self.spans:
            if span.layer is not Layer.ENTITY:
                self._triggers.setdefault((span.start, span.end, span.label), span.id)
        # An entity fills a role rather than a trigger on the same stretch.
        for span in sorted(self.spans, key=lambda item: item.layer is Layer.EVENT):
            self._fillers.setdefault((span.start, span.end), span.id)

    def frame(self, event: _Event, losses: list[Loss], source: Source, line: int) -> RecordFrame:
        arguments: list[tuple[str, str]] = []
        for argument in event.args:
            filler = (
                argument.id
                if argument.id in self._ids
                else self._fillers.get((argument.start, argument.end))
            )
            if filler is None:
                detail = f"{argument.role} {argument.start}:{argument.end}"
                losses.append(Loss(LossCode.DANGLING, source.name, line, detail))
            else:
                arguments.append((argument.role, filler))
        return RecordFrame(
            trigger=self._trigger(event.trigger),
            arguments=tuple(arguments),
            attributes=tuple(sorted(event.attributes.items())),
            id=event.id,
        )

    def end(self, given: _End) -> str:
        """The id of the span at which a relation ends."""
        return given if isinstance(given, str) else self._fillers.get(given, "")

    def _trigger(self, given: _Span) -> str:
        """The id of the trigger span, which is added where the spans do not have it."""
        if given.id in self._ids:
            return given.id
        key = (given.start, given.end, given.label)
        if key not in self._triggers:
            span = RecordSpan(
                given.start, given.end, given.label, Layer.EVENT, f"!{len(self.spans)}"
            )
            self.spans.append(span)
            self._ids.add(span.id)
            self._triggers[key] = span.id
        return self._triggers[key]


def _span(given: _Span) -> RecordSpan:
    return RecordSpan(
        start=given.start,
        end=given.end,
        label=given.label,
        layer=given.layer,
        id=given.id,
        score=1.0 if given.score is None else given.score,
        suggester=given.suggester,
        explanation=given.explanation,
    )


def _line(record: Record) -> _Line:
    spans = {span.id: span for span in record.spans}
    return _Line(
        spandesk=_VERSION,
        text=record.text,
        id=record.id,
        title=record.title,
        source=record.source,
        date=record.date,
        language=record.language,
        state=record.state,
        meta=dict(record.meta),
        spans=tuple(map(_plain_span, record.spans)),
        events=tuple(_event(frame, spans) for frame in record.frames),
        relations=tuple(_Relation(r.label, r.head, r.child, id=r.id) for r in record.relations),
        chains=tuple(_Chain(chain.span_ids, chain.id) for chain in record.chains),
        suggestions=tuple(map(_suggested, record.suggestions)),
        rejected=tuple(map(_suggested, record.rejected)),
        complete=tuple(map(_plain_span, record.complete)),
    )


def _plain_span(span: RecordSpan) -> _Span:
    return _Span(span.start, span.end, span.label, span.layer, span.id)


def _suggested(span: RecordSpan) -> _Span:
    return _Span(
        start=span.start,
        end=span.end,
        label=span.label,
        layer=span.layer,
        score=span.score,
        suggester=span.suggester,
        explanation=span.explanation,
    )


def _event(frame: RecordFrame, spans: dict[str, RecordSpan]) -> _Event:
    return _Event(
        trigger=_plain_span(spans[frame.trigger]),
        args=tuple(
            _Argument(spans[filler].start, spans[filler].end, role, filler)
            for role, filler in frame.arguments
        ),
        attributes=dict(frame.attributes),
        id=frame.id,
    )
