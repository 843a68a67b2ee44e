"""Records as hypothesis draws them, and what of a record must survive a round trip."""

from __future__ import annotations

import itertools
from pathlib import Path

from hypothesis import strategies as st

from annotate.errors import AnnotateError
from annotate.exchange.drafts import Refusal
from annotate.exchange.formats import Format, find_format, load
from annotate.exchange.formats.api import Source, WriteLog
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.spans import Layer

# Letters, signs that formats use, emoji outside the basic plane, combining marks, right-to-left.
ALPHABET = "aZé. ,-_|[]\\*;:#\"'<>&()%=é1 \n\t🇺🇦😀שлÅ漢"
ENTITIES = ("PERSON", "ORG", "GPE", "per.son", "B-LOC")
EVENTS = ("ATTACK", "MEET", "Life:Die")
ROLES = ("agent", "target", "place")


@st.composite
def texts(draw: st.DrawFn, *, alphabet: str = ALPHABET, longest: int = 60) -> str:
    """A text as it is stored, with something to see in it."""
    text = draw(st.text(alphabet, max_size=longest))
    return text + "ok" if not any(char.isalnum() for char in text) else text


@st.composite
def records(
    draw: st.DrawFn,
    *,
    alphabet: str = ALPHABET,
    events: bool = True,
    frames: bool = True,
    flat: bool = False,
    trimmed: bool = True,
    entities: tuple[str, ...] = ENTITIES,
) -> Record:
    """A record with spans that may overlap, events with arguments and attributes."""
    text = draw(texts(alphabet=alphabet))
    borders = [0, *sorted(draw(st.lists(st.integers(0, len(text)), max_size=12))), len(text)]
    spans: dict[tuple[str, int, int, str], RecordSpan] = {}
    free_from = 0
    number = 0
    for first, last in itertools.pairwise(borders):
        length = draw(st.integers(1, 9))
        start, end = first, last if flat else min(first + length, len(text))
        if trimmed:
            piece = text[start:end]
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
        if start >= end or (flat and start < free_from):
            continue
        free_from = end
        is_event = events and draw(st.booleans())
        layer = Layer.EVENT if is_event else Layer.ENTITY
        label = draw(st.sampled_from(EVENTS if is_event else entities))
        number += 1
        spans[str(layer), start, end, label] = RecordSpan(start, end, label, layer, f"s{number}")
    made = list(spans.values())
    return Record(text=text, id="article-1", spans=tuple(made), frames=_frames(draw, made, frames))


def _frames(draw: st.DrawFn, spans: list[RecordSpan], wanted: bool) -> tuple[RecordFrame, ...]:
    triggers = [span for span in spans if span.layer is Layer.EVENT]
    if not wanted or not triggers:
        return ()
    made: list[RecordFrame] = []
    for number, trigger in enumerate(triggers):
        # Only what stands after it can be its argument: no circles.
        fillers = [span for span in spans if span.layer is Layer.ENTITY] + triggers[number + 1 :]
        if not fillers or not draw(st.booleans()):
            continue
        pairs = st.tuples(st.sampled_from(ROLES), st.sampled_from([s.id for s in fillers]))
        arguments = draw(st.lists(pairs, min_size=1, max_size=4, unique=True))
        attributes = draw(
            st.dictionaries(
                st.sampled_from(["realis", "polarity"]), st.sampled_from(["actual", "true", "no"])
            )
        )
        made.append(
            RecordFrame(
                trigger.id, tuple(arguments), tuple(sorted(attributes.items())), f"f{number}"
            )
        )
    return tuple(made)


def form(name: str) -> Format:
    """The format of this name."""
    found = find_format(name)
    assert found is not None
    return found


def write_to(name: str, records: list[Record], target: Path, **choices: str) -> WriteLog:
    """Write `records` in a format and return what it told."""
    log = WriteLog(choices=choices)
    load(form(name)).write(records, target, log)
    return log


def read_from(name: str, path: Path, **choices: str) -> list[Record | Refusal | Loss]:
    """All that a format reads from `path`."""
    return list(load(form(name)).read(Source(path, choices=choices)))


def read_records(name: str, path: Path, **choices: str) -> list[Record]:
    """What a format reads from `path`, where nothing is refused."""
    found = read_from(name, path, **choices)
    refusals = [item for item in found if isinstance(item, Refusal)]
    assert not refusals, [str(item.error) for item in refusals]
    return [item for item in found if isinstance(item, Record)]


def said(record: Record) -> list[tuple[object, ...]]:
    """Every span with its layer (an entity where the format does not say)."""
    return sorted(
        (span.start, span.end, span.label, str(span.layer or Layer.ENTITY)) for span in record.spans
    )


def plain(record: Record) -> list[tuple[int, int, str]]:
    """Every span without its layer."""
    return sorted((span.start, span.end, span.label) for span in record.spans)


def told(record: Record) -> list[tuple[object, ...]]:
    """Every frame, by the stretches that it speaks of."""
    places = {span.id: (span.start, span.end, span.label) for span in record.spans}
    return sorted(
        (
            places[frame.trigger],
            tuple(sorted((role, places[span_id]) for role, span_id in frame.arguments)),
            frame.attributes,
        )
        for frame in record.frames
        if frame.arguments or frame.attributes
    )


def codes(record: Record) -> set[LossCode]:
    """Kinds of loss that the reader found."""
    return {loss.code for loss in record.losses}


def error_of(outcome: Record | Refusal | Loss) -> AnnotateError:
    """The error of a refusal."""
    assert isinstance(outcome, Refusal), outcome
    return outcome.error
