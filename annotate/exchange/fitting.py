"""What a format cannot carry is taken out of a record before it is written, and counted.

The rules: suggestions, frames, chains, facts and so on go as a whole where the format has none; of
spans that overlap, gold entities come before events, then the longer before the shorter, then the
first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from annotate.articles import ArticleState
from annotate.exchange.formats.api import Carries, Format, WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import (
    Record,
    RecordChain,
    RecordFrame,
    RecordRelation,
    RecordSpan,
)
from annotate.exchange.titles import opening_words
from annotate.shortening import shortened
from annotate.spans import Layer

_SURFACE = 40


def fit(records: Iterable[Record], item: Format, log: WriteLog) -> Iterator[Record]:
    """`records` as `item` can carry them; counts articles, spans and losses in `log`."""
    steps = [step for feature, step in _STEPS if feature not in item.carries]
    for given in records:
        record = given
        for step in steps:
            record = step(record, log)
        log.articles += 1
        log.spans += len(record.spans)
        yield record


def shown(record: Record, span: RecordSpan) -> str:
    """A span as a report names it: label and surface."""
    surface = " ".join(record.text[span.start : span.end].split())
    return f"{span.label} “{shortened(surface, _SURFACE)}”"


def _without_events(record: Record, log: WriteLog) -> Record:
    kept: list[RecordSpan] = []
    for span in record.spans:
        if span.layer is Layer.EVENT:
            log.lose(LossCode.EVENT, record, shown(record, span))
        else:
            kept.append(span)
    if len(kept) == len(record.spans):
        return record
    return without_dangling(replace(record, spans=tuple(kept)), log)


def without_dangling(record: Record, log: WriteLog) -> Record:
    """`record` without frames, arguments, chains and relations whose spans it has not any more."""
    ids = {span.id for span in record.spans}
    frames: list[RecordFrame] = []
    for frame in record.frames:
        if frame.trigger not in ids:
            log.lose(LossCode.FRAME, record, frame.id)
            continue
        arguments = tuple(pair for pair in frame.arguments if pair[1] in ids)
        for role, _ in (pair for pair in frame.arguments if pair[1] not in ids):
            log.lose(LossCode.ARGUMENT, record, role)
        frames.append(replace(frame, arguments=arguments))
    chains: list[RecordChain] = []
    for chain in record.chains:
        kept = tuple(item for item in chain.span_ids if item in ids)
        if len(kept) > 1:
            chains.append(replace(chain, span_ids=kept))
        else:
            log.lose(LossCode.CHAIN, record, mentions_of(record, chain))
    relations: list[RecordRelation] = []
    for relation in record.relations:
        if relation.head in ids and relation.child in ids:
            relations.append(relation)
        else:
            log.lose(LossCode.RELATION, record, relation.label)
    return replace(record, frames=tuple(frames), chains=tuple(chains), relations=tuple(relations))


def _without_overlaps(record: Record, log: WriteLog) -> Record:
    """Spans of two layers may overlap: a format without overlaps that has both parts them."""
    events = [span for span in record.spans if span.layer is Layer.EVENT]
    lost = overlapped(span for span in record.spans if span.layer is not Layer.EVENT)
    lost += overlapped(events)
    if not lost:
        return record
    for span in lost:
        log.lose(LossCode.OVERLAP, record, shown(record, span))
    gone = {id(span) for span in lost}
    kept = tuple(span for span in record.spans if id(span) not in gone)
    return without_dangling(replace(record, spans=kept), log)


def overlapped(spans: Iterable[RecordSpan]) -> list[RecordSpan]:
    """The spans that must go so that no two share a character."""
    lost: list[RecordSpan] = []
    for group in _clusters(sorted(spans, key=lambda item: (item.start, item.end))):
        if len(group) == 1:
            continue
        taken: list[tuple[int, int]] = []
        merit = sorted(
            group, key=lambda item: (item.layer is Layer.EVENT, item.start - item.end, item.start)
        )
        for span in merit:
            if any(span.start < end and start < span.end for start, end in taken):
                lost.append(span)
            else:
                taken.append((span.start, span.end))
    return lost


def _clusters(spans: Iterable[RecordSpan]) -> Iterator[list[RecordSpan]]:
    """Spans in text order, those together that overlap in a chain."""
    group: list[RecordSpan] = []
    reach = -1
    for span in spans:
        if group and span.start >= reach:
            yield group
            group = []
        group.append(span)
        reach = max(reach, span.end) if len(group) > 1 else span.end
    if group:
        yield group


def _without_frames(record: Record, log: WriteLog) -> Record:
    for frame in record.frames:
        log.lose(LossCode.FRAME, record, frame.id)
    return replace(record, frames=()) if record.frames else record


def _without_chains(record: Record, log: WriteLog) -> Record:
    for chain in record.chains:
        log.lose(LossCode.CHAIN, record, mentions_of(record, chain))
    return replace(record, chains=()) if record.chains else record


def mentions_of(record: Record, chain: RecordChain) -> str:
    """A chain as a report names it: its spans."""
    spans = {span.id: span for span in record.spans}
    names = [shown(record, spans[item]) for item in chain.span_ids if item in spans]
    return ", ".join(names) or chain.id


def arc_of(record: Record, relation: RecordRelation) -> str:
    """A relation as a report names it: its spans and its label."""
    spans = {span.id: span for span in record.spans}
    head, child = (
        shown(record, spans[item]) if item in spans else item
        for item in (relation.head, relation.child)
    )
    return f"{head} {relation.label} {child}"


def _without_attributes(record: Record, log: WriteLog) -> Record:
    count = sum(len(frame.attributes) for frame in record.frames)
    if not count:
        return record
    for frame in record.frames:
        for name, value in frame.attributes:
            log.lose(LossCode.ATTRIBUTE, record, f"{name}={value}")
    frames = tuple(replace(frame, attributes=()) for frame in record.frames)
    return replace(record, frames=frames)


def _without_relations(record: Record, log: WriteLog) -> Record:
    for relation in record.relations:
        log.lose(LossCode.RELATION, record, arc_of(record, relation))
    return replace(record, relations=()) if record.relations else record


def _without_suggestions(record: Record, log: WriteLog) -> Record:
    if not record.suggestions:
        return record
    log.lose(LossCode.SUGGESTION, record, count=len(record.suggestions))
    return replace(record, suggestions=())


def _without_rejected(record: Record, log: WriteLog) -> Record:
    if not record.rejected:
        return record
    log.lose(LossCode.REJECTED, record, count=len(record.rejected))
    return replace(record, rejected=())


def _without_complete(record: Record, log: WriteLog) -> Record:
    if not record.complete:
        return record
    if record.state is not ArticleState.DONE:  # a done article is complete for every label
        regions = {(span.start, span.end) for span in record.complete}
        log.lose(LossCode.COMPLETE, record, count=len(regions))
    return replace(record, complete=())


def _without_facts(record: Record, log: WriteLog) -> Record:
    names = [name for name in ("title", "source", "date") if getattr(record, name)]
    if record.title and record.title == opening_words(record.text):
        names.remove("title")  # it was made of the text, and can be made again
    names += [name for name, _ in record.meta]
    if names:
        log.lose(LossCode.FACT, record, ", ".join(names))
    return replace(record, title="", called=record.title, source="", date="", meta=())


def _without_state(record: Record, log: WriteLog) -> Record:
    if record.state in {ArticleState.SKIPPED, ArticleState.IN_PROGRESS}:
        log.lose(LossCode.STATE, record, str(record.state))
    return replace(record, state=None)


_Step = Callable[[Record, WriteLog], Record]
# Events before overlaps, and both before frames, which lose arguments with them.
_STEPS: tuple[tuple[Carries, _Step], ...] = (
    (Carries.SUGGESTIONS, _without_suggestions),
    (Carries.REJECTED, _without_rejected),
    (Carries.FRAMES, _without_frames),
    (Carries.CHAINS, _without_chains),
    (Carries.RELATIONS, _without_relations),
    (Carries.EVENTS, _without_events),
    (Carries.OVERLAPS, _without_overlaps),
    (Carries.ATTRIBUTES, _without_attributes),
    (Carries.COMPLETE, _without_complete),
    (Carries.FACTS, _without_facts),
    (Carries.STATE, _without_state),
)
