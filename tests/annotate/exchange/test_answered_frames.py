"""Event frames in the answers to lines without a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.cli import run
from annotate.exchange.jsonl_suggest import (
    AnsweredSpan,
    SeenText,
    SuggestRequest,
    answer_frames,
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
    (frame,) = answer_frames(request(), [FRAME], [TRIGGER])
    assert GIVEN[frame.trigger.start : frame.trigger.end] == "shelled"
    (agent,) = frame.arguments
    assert (agent.role, GIVEN[agent.start : agent.end]) == ("Agent", "Rebels")
    assert frame.attributes == {"tense": "past"}


def test_only_triggers_that_are_suggested_have_frames() -> None:
    assert answer_frames(request(), [FRAME], []) == []


def test_a_line_has_frames_when_they_were_asked_for() -> None:
    frames = answer_frames(request(), [FRAME], [TRIGGER])
    assert "frames" not in json.loads(encode_answer(request(), [TRIGGER]))
    line = json.loads(encode_answer(request(), [TRIGGER], frames))
    assert line["frames"][0]["trigger"]["label"] == "ATTACK"
    assert json.loads(encode_answer(request(), [TRIGGER], []))["frames"] == []


@pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "The mayor spoke for hours. Rebels destroyed the bridge on Monday."
    source.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    assert run(["suggest", "--in", str(source), "--out", str(target)]) == 0
    capsys.readouterr()
    answer = json.loads(target.read_text("utf-8"))
    (frame,) = [each for each in answer["frames"] if each["trigger"]["label"] == "DESTROY"]
    assert {each["role"] for each in frame["arguments"]} >= {"Agent", "Time"}
    assert run(["suggest", "--in", str(source), "--out", str(target), "--no-frames"]) == 0
    assert "frames" not in json.loads(target.read_text("utf-8"))
