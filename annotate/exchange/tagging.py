"""Entities and events of a record as chunks of tokens, for formats with a tag for each token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.exchange.fitting import overlapped, shown
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.exchange.tags import Chunk
from annotate.exchange.tokens_out import Word, covered, cut
from annotate.spans import Layer


@dataclass(frozen=True, slots=True)
class Tagged:
    """Tokens of a record, with the chunks of entities and those of events."""

    words: list[Word]
    chunks: tuple[list[Chunk], list[Chunk]]


def tagged_layers(record: Record, log: WriteLog) -> Tagged:
    """`record` as tokens; spans that overlap in their layer, or have no token, are counted."""
    entities = [span for span in record.spans if span.layer is not Layer.EVENT]
    events = [span for span in record.spans if span.layer is Layer.EVENT]
    kept = [_flat(record, spans, log) for spans in (entities, events)]
    words = cut(record.text, [span for spans in kept for span in spans])
    first, second = (_chunks(record, words, spans, log) for spans in kept)
    return Tagged(words, (first, second))


def _flat(record: Record, spans: Sequence[RecordSpan], log: WriteLog) -> list[RecordSpan]:
    lost = overlapped(spans)
    for span in lost:
        log.lose(LossCode.OVERLAP, record, shown(record, span))
        log.spans -= 1  # the driver has counted it
    gone = {id(span) for span in lost}
    return [span for span in spans if id(span) not in gone]


def _chunks(
    record: Record, words: Sequence[Word], spans: Sequence[RecordSpan], log: WriteLog
) -> list[Chunk]:
    starts = [word.start for word in words]
    made: list[Chunk] = []
    for span in spans:
        chunk = covered(starts, span)
        if chunk is None:
            log.lose(LossCode.OFF_TOKENS, record, shown(record, span))
            log.spans -= 1
            continue
        if (words[chunk.first].start, words[chunk.last].end) != (span.start, span.end):
            log.lose(LossCode.TRIMMED, record, shown(record, span))
        made.append(chunk)
    return made
