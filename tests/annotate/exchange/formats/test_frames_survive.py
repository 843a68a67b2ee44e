"""Event frames out and in again, in every format of the registry that says that it carries them.

Frames are nested, share arguments and triggers, and reach across sentences. What a format cannot
tell apart is counted where it is lost.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from annotate.exchange.exporting import export_records
from annotate.exchange.formats import FORMATS, Carries, Format
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled
from annotate.spans import Layer
from tests.annotate.exchange.formats.records import SCHEMA

CARRYING = [item for item in FORMATS if Carries.FRAMES in item.carries and item.can_export]
BOTH_WAYS = [item for item in CARRYING if item.can_import]
ARCS_ONLY = {"prodigy", "label-studio", "doccano"}
"""Formats of arcs between spans, which cannot say that two events hang on one trigger."""
WORDS = (
    *("Rebels", "shelled", "Goma", "on", "Monday", ".", "Envoys", "of", "Norland", "met", "in"),
    *("Lisbon", "and", "talked", "of", "the", "shelling", ".", "Talks", "failed", "there", "."),
)
TEXT = " ".join(WORDS)
_STARTS = [sum(len(word) + 1 for word in WORDS[:place]) for place in range(len(WORDS))]
EVENTS = ("shelled", "met", "talked", "shelling", "Talks")
ENTITIES = ("Rebels", "Goma", "Monday", "Envoys", "Norland", "Lisbon")
ROLES = ("Agent", "Patient", "Place", "Time", "Topic")
ATTRIBUTES = (("Polarity", "Negative"), ("Tense", "Past"), ("Modality", "Other"))

Frame = tuple[object, tuple[tuple[str, object], ...], tuple[tuple[str, str], ...]]


def _span(word: str, number: int) -> RecordSpan:
    start = _STARTS[WORDS.index(word)]
    is_event = word in EVENTS
    label = "ATTACK" if word.startswith("shell") else "MEET"
    entity = {"Monday": "ORG", "Goma": "GPE", "Lisbon": "GPE"}.get(word, "PERSON")
    return RecordSpan(
        start,
        start + len(word),
        label if is_event else entity,
        Layer.EVENT if is_event else Layer.ENTITY,
        f"{number + 1:016x}",
    )


SPANS = {word: _span(word, number) for number, word in enumerate((*EVENTS, *ENTITIES))}


@st.composite
def records(draw: st.DrawFn) -> Record:
    """One article whose frames use any spans as fillers, each frame different from the others."""
    frames: dict[object, RecordFrame] = {}
    for number in range(draw(st.integers(1, 5))):
        trigger = draw(st.sampled_from(EVENTS))
        others = [
            word for word in SPANS if word != trigger and not _leads_to(frames, word, trigger)
        ]
        fillers = draw(st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True))
        pairs = tuple((draw(st.sampled_from(ROLES)), SPANS[word].id) for word in fillers)
        attributes = tuple(sorted(draw(st.sets(st.sampled_from(ATTRIBUTES)))))
        key = (trigger, frozenset(pairs))
        frames.setdefault(
            key, RecordFrame(SPANS[trigger].id, pairs, attributes, f"{number + 99:016x}")
        )
    return Record(
        text=TEXT,
        id="article",
        date="2024-03-01",
        language="en",
        spans=tuple(SPANS.values()),
        frames=tuple(frames.values()),
    )


def _leads_to(frames: dict[object, RecordFrame], word: str, trigger: str) -> bool:
    """Whether `trigger` already stands in an event that `word` names: no event holds itself."""
    wanted, reached = SPANS[trigger].id, {SPANS[word].id}
    while True:
        further = {
            filler
            for frame in frames.values()
            if frame.trigger in reached
            for _, filler in frame.arguments
        }
        if further <= reached:
            return wanted in reached
        reached |= further


def said(record: Record) -> Counter[Frame]:
    """Every frame by places, arguments and attributes in the order of their names."""
    place = {span.id: (span.start, span.end, span.label) for span in record.spans}
    return Counter(
        (
            place[frame.trigger],
            tuple(sorted((role, place[filler]) for role, filler in frame.arguments)),
            frame.attributes,
        )
        for frame in record.frames
    )


def come_back(path: Path) -> tuple[Settled, Counter[LossCode]]:
    """The one article that `path` gives, and what was lost on the way in."""
    found = [
        item
        for item in read_annotated([path], ReadPlan(), labels=SCHEMA)
        if isinstance(item, Settled)
    ]
    assert len(found) == 1
    losses: Counter[LossCode] = Counter()
    for loss in found[0].losses:
        losses[loss.code] += loss.count
    return found[0], losses


def said_by(item: Settled) -> Counter[Frame]:
    place = {span.id: (span.start, span.end, span.label) for span in item.spans}
    return Counter(
        (
            place[frame.trigger_id],
            tuple(sorted((a.role, place[a.span_id]) for a in frame.arguments)),
            frame.attributes,
        )
        for frame in item.frames
    )


def out(record: Record, item: Format, folder: Path) -> tuple[Path, WriteLog]:
    path = folder / f"out{item.suffix}"
    return path, export_records([record], item.name, path)


@pytest.mark.parametrize("item", BOTH_WAYS, ids=lambda item: item.name)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(record=records())
def test_frames_come_back_or_what_is_lost_is_counted(record: Record, item: Format) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, log = out(record, item, Path(folder))
        found, lost = come_back(path)
    before, after = said(record), said_by(found)
    if Carries.ATTRIBUTES not in item.carries:
        count = sum(len(frame.attributes) for frame in record.frames)
        assert log.losses.counts[LossCode.ATTRIBUTE] == count
        before = _without_attributes(before)
    if item.name in ARCS_ONLY:
        triggers = Counter(frame.trigger for frame in record.frames)
        assert log.losses.counts[LossCode.FRAME] == sum(count - 1 for count in triggers.values())
        assert {key[0] for key in after} == {key[0] for key in before}
        assert _arcs(after) == _arcs(before)
    else:
        assert not log.losses.counts[LossCode.FRAME] + lost[LossCode.FRAME]
        assert after == before
    assert not lost[LossCode.ARGUMENT] + lost[LossCode.DANGLING] + lost[LossCode.ATTRIBUTE]


def _arcs(frames: Counter[Frame]) -> set[tuple[object, str, object]]:
    """Which span has which role for which trigger, in whichever of its frames."""
    return {(trigger, role, place) for trigger, pairs, _ in frames for role, place in pairs}


def _without_attributes(frames: Counter[Frame]) -> Counter[Frame]:
    return Counter({(trigger, pairs, ()): n for (trigger, pairs, _), n in frames.items()})


@settings(max_examples=25, deadline=None, derandomize=True)
@given(record=records())
def test_ace_has_every_event_and_every_argument_that_is_none_itself(record: Record) -> None:
    item = next(item for item in CARRYING if item.name == "ace")
    with tempfile.TemporaryDirectory() as folder:
        path, log = out(record, item, Path(folder))
        [apf] = path.glob("*.apf.xml")
        root = etree.parse(apf).getroot()
    triggers = {span.id for span in record.spans if span.layer is Layer.EVENT}
    framed = {frame.trigger for frame in record.frames}
    assert len(root.findall(".//event")) == len(record.frames) + len(triggers - framed)
    nested = sum(filler in triggers for frame in record.frames for _, filler in frame.arguments)
    total = sum(len(frame.arguments) for frame in record.frames)
    assert log.losses.counts[LossCode.ARGUMENT] == nested
    assert len(root.findall(".//event_mention_argument")) == total - nested
    assert not log.losses.counts[LossCode.ATTRIBUTE]


@settings(max_examples=10, deadline=None, derandomize=True)
@given(record=records())
def test_pages_for_readers_name_every_role(record: Record) -> None:
    item = next(item for item in CARRYING if item.name == "html")
    with tempfile.TemporaryDirectory() as folder:
        path, log = out(record, item, Path(folder))
        pages = "".join(page.read_text(encoding="utf-8") for page in path.glob("**/*.html"))
    assert not log.losses
    for frame in record.frames:
        for role, _ in frame.arguments:
            assert role in pages


def test_the_registry_has_no_other_format_with_frames() -> None:
    only_out = {item.name for item in CARRYING} - {item.name for item in BOTH_WAYS}
    assert only_out == {"ace", "html"}
