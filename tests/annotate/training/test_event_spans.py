"""Arguments as spans, and the form of spaCy's relation tutorial, from the files themselves."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, DocBin

from annotate.exchange.exporting import export_records
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.spans import Layer
from annotate.training.event_spans import EVENT_ARGS, REACH
from tests.annotate.exchange.formats.records import frames_of, settled

TEXT = (
    "Norland rebels shelled Varna on Monday and seized its port. "
    "Envoys met in Lisbon; the talks on the shelling failed."
)


def span(words: str, label: str, number: str, layer: Layer = Layer.ENTITY) -> RecordSpan:
    start = TEXT.index(words)
    return RecordSpan(start, start + len(words), label, layer, number)


SPANS = (
    span("Norland rebels", "ORG", "a" * 16),
    span("Norland", "GPE", "b" * 16),
    span("shelled", "ATTACK", "c" * 16, Layer.EVENT),
    span("Varna", "GPE", "d" * 16),
    span("Monday", "DATE", "e" * 16),
    span("seized", "SEIZE", "f" * 16, Layer.EVENT),
    span("talks", "MEET", "1" * 16, Layer.EVENT),
)
FRAMES = (
    RecordFrame(
        "c" * 16,
        (("Agent", "a" * 16), ("Place", "d" * 16), ("Time", "e" * 16)),
        (("polarity", "positive"),),
        "2" * 16,
    ),
    # the same trigger once more, an argument that is shared, one in doc.ents' blind spot
    RecordFrame("c" * 16, (("Agent", "b" * 16), ("Target", "d" * 16)), (), "3" * 16),
    # nested, and across sentences
    RecordFrame("1" * 16, (("Topic", "c" * 16),), (), "4" * 16),
)
RECORD = Record(text=TEXT, id="a", date="2026-03-02", spans=SPANS, frames=FRAMES)


@pytest.fixture
def plain(tmp_path: Path) -> Doc:
    export_records([RECORD], "docbin", tmp_path / "out.spacy")
    [doc] = DocBin().from_disk(tmp_path / "out.spacy").get_docs(English().vocab)
    return doc


@contextmanager
def extension(name: str, default: object) -> Generator[None]:
    """An extension of `Doc`; one that was there before stays."""
    was_there = Doc.has_extension(name)
    if not was_there:
        Doc.set_extension(name, default=default)
    try:
        yield
    finally:
        if not was_there:
            Doc.remove_extension(name)


@pytest.fixture
def related(tmp_path: Path) -> Doc:
    log = export_records([RECORD], "docbin", tmp_path / "rel.spacy", choices={"relations": "yes"})
    assert log.losses.counts[LossCode.ARGUMENT] == 1  # Norland lies inside Norland rebels
    [doc] = DocBin().from_disk(tmp_path / "rel.spacy").get_docs(English().vocab)
    return doc


def test_events_are_plain_data_and_their_triggers_a_group(plain: Doc) -> None:
    with extension("events", ()):
        events: Any = plain._.events
    assert [event["trigger"]["text"] for event in events] == ["shelled", "shelled", "talks"]
    assert events[0]["attributes"] == {"polarity": "positive"}
    for event in events:
        for item in (event["trigger"], *event["arguments"]):
            assert plain.text[item["start"] : item["end"]] == item["text"]
            assert plain[item["start_token"] : item["end_token"]].text == item["text"]
    assert {item.text for item in plain.spans["events"]} == {"shelled", "seized", "talks"}


def test_arguments_are_spans_with_role_filler_and_frame(plain: Doc) -> None:
    found = [(s.label_, s.text, s.id_, s.kb_id_) for s in plain.spans[EVENT_ARGS]]
    assert found == [
        ("Agent", "Norland rebels", "a" * 16, "2" * 16),
        ("Place", "Varna", "d" * 16, "2" * 16),
        ("Time", "Monday", "e" * 16, "2" * 16),
        ("Agent", "Norland", "b" * 16, "3" * 16),
        ("Target", "Varna", "d" * 16, "3" * 16),
        ("Topic", "shelled", "c" * 16, "4" * 16),
    ]


def test_relations_stand_between_first_tokens(related: Doc) -> None:
    with extension("rel", {}):
        pairs: Any = related._.rel
    said = {
        (related[head].text, related[child].text, role)
        for (head, child), labels in pairs.items()
        for role, value in labels.items()
        if value == 1.0
    }
    assert said == {
        ("shelled", "Norland", "Agent"),  # the first token of Norland rebels
        ("shelled", "Varna", "Place"),
        ("shelled", "Varna", "Target"),
        ("shelled", "Monday", "Time"),
        ("talks", "shelled", "Topic"),
    }
    starts = {ent.start for ent in related.ents}
    roles = {"Agent", "Place", "Target", "Time", "Topic"}
    for (head, child), labels in pairs.items():
        assert {head, child} <= starts
        assert head != child
        assert abs(head - child) <= REACH
        assert set(labels) == roles
        assert set(labels.values()) <= {0.0, 1.0}


def test_triggers_stand_among_the_entities_and_go_before_what_overlaps(related: Doc) -> None:
    # An event without a frame is no relation's head and stays out.
    assert {(ent.text, ent.label_) for ent in related.ents} == {
        ("Norland rebels", "ORG"),
        ("shelled", "ATTACK"),
        ("Varna", "GPE"),
        ("Monday", "DATE"),
        ("talks", "MEET"),
    }


@pytest.mark.parametrize("choices", [{}, {"relations": "yes"}, {"spans_key": "sc"}])
def test_everything_comes_back_as_it_was(tmp_path: Path, choices: dict[str, str]) -> None:
    export_records([RECORD], "docbin", tmp_path / "x.spacy", choices=choices)
    [found] = settled(tmp_path / "x.spacy")
    assert frames_of(found) == frames_of(RECORD)
    assert {(s.layer, s.label, s.start, s.end) for s in found.spans} == {
        (s.layer, s.label, s.start, s.end) for s in SPANS
    }


def test_a_frame_off_the_tokens_is_counted(tmp_path: Path) -> None:
    cut = RecordSpan(SPANS[2].start, SPANS[2].start + 4, "ATTACK", Layer.EVENT, "9" * 16)
    cut_filler = RecordSpan(SPANS[3].start, SPANS[3].start + 2, "GPE", Layer.ENTITY, "8" * 16)
    record = Record(
        text=TEXT,
        id="a",
        spans=(*SPANS, cut, cut_filler),
        frames=(
            RecordFrame("9" * 16, (("Agent", "a" * 16),), (), "5" * 16),
            RecordFrame("c" * 16, (("Place", "8" * 16),), (), "6" * 16),
        ),
    )
    for choices in ({}, {"relations": "yes"}):
        log = export_records([record], "docbin", tmp_path / "x.spacy", choices=choices)
        assert log.losses.counts[LossCode.OFF_TOKENS] == 2
        assert log.losses.counts[LossCode.FRAME] == 1
        assert log.losses.counts[LossCode.ARGUMENT] == 1
