"""Events in the answers to lines without a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.exchange.jsonl_suggest import (
    AnsweredSpan,
    SeenText,
    SuggestRequest,
    answer_events,
    encode_answer,
)
from annotate.suggested_frames import ArgumentProposal, FrameProposal
from annotate.suggesters.role_model import is_shipped

GIVEN = "One.\r\nRebels shelled Varna."
TRIGGER = AnsweredSpan(13, 20, "ATTACK", "event", 0.9, "news")
FRAME = FrameProposal(
    12,
    19,
    "ATTACK",
    "frames",
    (ArgumentProposal("Agent", 5, 11, 0.9, "role model"), ArgumentProposal("Time", 0, 3, 0.1)),
    (("tense", "past", 0.8),),
)


def request() -> SuggestRequest:
    return SuggestRequest("7", SeenText.from_given(GIVEN), 1)


def test_offsets_are_those_of_the_text_as_given() -> None:
    (event,) = answer_events(request(), [FRAME], [TRIGGER])
    assert GIVEN[event.trigger.start : event.trigger.end] == "shelled"
    (agent,) = event.args
    assert (agent.role, GIVEN[agent.start : agent.end]) == ("Agent", "Rebels")
    assert event.attributes == {"tense": "past"}


def test_only_triggers_that_are_suggested_have_events() -> None:
    assert answer_events(request(), [FRAME], []) == []


def test_a_line_has_events_when_they_were_asked_for() -> None:
    events = answer_events(request(), [FRAME], [TRIGGER])
    assert "events" not in json.loads(encode_answer(request(), [TRIGGER]))
    line = json.loads(encode_answer(request(), [TRIGGER], events))
    assert line["events"][0]["trigger"]["label"] == "ATTACK"
    assert json.loads(encode_answer(request(), [TRIGGER], []))["events"] == []


@pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "The mayor spoke for hours. Rebels destroyed the bridge on Monday."
    source.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    assert run(["suggest", "--in", str(source), "--out", str(target), "--frames"]) == 0
    capsys.readouterr()
    answer = json.loads(target.read_text("utf-8"))
    (event,) = [each for each in answer["events"] if each["trigger"]["label"] == "DESTROY"]
    assert {each["role"] for each in event["args"]} >= {"Agent", "Time"}
