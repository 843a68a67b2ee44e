"""Event frames in the answers to lines without a project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.cli.main import run
from annotate.exchange.jsonl_suggest import (
    AnsweredSpan,
    SeenText,
    SuggestRequest,
    answer_frames,
    encode_answer,
)
from annotate.frames.offers import frames_of_desk
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.project import Project
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.suggesters.role_model import is_shipped

GIVEN = "One.\r\nRebels shelled Varna."
TRIGGER = AnsweredSpan(13, 20, "ATTACK", "event", 0.9, "news")
FRAME = SuggestedFrame(
    "t",
    12,
    19,
    "ATTACK",
    (
        SuggestedArgument("Agent", 5, 11, Layer.ENTITY, "ORG", 0.9, "role model"),
        SuggestedArgument("Topic", 0, 3, Layer.ENTITY, "", 0.5),
    ),
    (("Tense", "past", 0.8),),
)


def request() -> SuggestRequest:
    return SuggestRequest("7", SeenText.from_given(GIVEN), 1)


def test_offsets_are_those_of_the_text_as_given() -> None:
    (frame,) = answer_frames(request(), [FRAME])
    assert GIVEN[frame.trigger.start : frame.trigger.end] == "shelled"
    agent, topic = frame.arguments
    assert (agent.role, GIVEN[agent.start : agent.end]) == ("Agent", "Rebels")
    assert (agent.layer, agent.label) == ("entity", "ORG")
    assert (topic.layer, topic.label) == ("", ""), "a free phrase is no span"
    assert frame.attributes == {"Tense": "past"}


def test_a_line_has_frames_when_they_were_asked_for() -> None:
    frames = answer_frames(request(), [FRAME])
    assert "frames" not in json.loads(encode_answer(request(), [TRIGGER]))
    line = json.loads(encode_answer(request(), [TRIGGER], frames))
    assert line["frames"][0]["trigger"]["label"] == "ATTACK"
    assert json.loads(encode_answer(request(), [TRIGGER], []))["frames"] == []


@pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "The mayor spoke for hours. Norway destroyed the bridge on Monday."
    source.write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
    assert run(["suggest", "--in", str(source), "--out", str(target)]) == 0
    capsys.readouterr()
    answer = json.loads(target.read_text("utf-8"))
    (frame,) = [each for each in answer["frames"] if each["trigger"]["label"] == "DESTROY"]
    assert {each["role"] for each in frame["arguments"]} >= {"Agent", "Time"}
    assert run(["suggest", "--in", str(source), "--out", str(target), "--no-frames"]) == 0
    assert "frames" not in json.loads(target.read_text("utf-8"))


STORY = (
    "Angela Merkel met Petro Poroshenko in Berlin on Monday. Russian forces attacked the port of "
    "Odesa, killing three soldiers. The government said that talks would go on in March."
)


@pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
@pytest.mark.parametrize("schema", ["news", "plover", "ace"])
def test_a_line_is_told_the_frames_that_a_project_shows(schema: str, tmp_path: Path) -> None:
    """Window, project and lines fit frames by the same code: labels, roles, spans, attributes."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"id": "a", "text": STORY}) + "\n", encoding="utf-8")
    given = ["suggest", "--in", str(source), "--out", str(target), "--schema", schema]
    assert run(given) == 0
    answer = json.loads(target.read_text("utf-8"))
    path = tmp_path / "p.spandesk"
    with Project.create(path, find_schema(schema), annotator="me") as project:
        project.add_articles((Article("a", STORY, title="A"),)).result()
    assert run(["suggest", str(path)]) == 0
    with Project.open(path, read_only=True) as project:
        desk = project.open_article("a")
        frames = frames_of_desk(desk, project.schema, project.frame_proposals("a"))
        shown = {(each.start, each.end, each.label) for each in desk.suggestions}
    assert shown == {(each["start"], each["end"], each["label"]) for each in answer["spans"]}
    assert any(frame.arguments for frame in frames)
    assert answer["frames"] == [
        {
            "trigger": {"start": frame.start, "end": frame.end, "label": frame.label},
            "arguments": [
                {
                    "start": part.start,
                    "end": part.end,
                    "role": part.role,
                    "label": part.label,
                    "layer": str(part.layer) if part.label else "",
                    "score": part.score,
                    "explanation": part.explanation,
                }
                for part in frame.arguments
            ],
            "attributes": {name: value for name, value, _ in frame.attributes},
        }
        for frame in frames
    ]
    roles = {part["role"] for frame in answer["frames"] for part in frame["arguments"]}
    of_schema = find_schema(schema)
    for frame in answer["frames"]:
        for part in frame["arguments"]:
            role = of_schema.role_of(frame["trigger"]["label"], part["role"])
            assert role is not None
            assert part["label"] or "span" in role.fillers or not role.fillers
    assert roles


@pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
def test_events_are_accepted_whole_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.spandesk"
    with Project.create(path, find_schema("news"), annotator="me") as project:
        project.add_articles((Article("a", STORY, title="A"),)).result()
    assert run(["suggest", str(path)]) == 0
    with Project.open(path, read_only=True) as project:
        desk = project.open_article("a")
        frames = frames_of_desk(desk, project.schema, project.frame_proposals("a"))
    wanted = {
        (STORY[frame.start : frame.end], part.role, STORY[part.start : part.end])
        for frame in frames
        for part in frame.arguments
    }
    assert run(["accept", str(path), "--events", "--min-score", "1"]) == 0
    with Project.open(path, read_only=True) as project:
        assert not project.annotations("a").frames, "none is as sure as that"
    capsys.readouterr()
    assert run(["accept", str(path), "--events"]) == 0
    with Project.open(path, read_only=True) as project:
        gold = project.annotations("a")
    assert capsys.readouterr().out.startswith(f"{len(gold.spans)} suggestions accepted in ")
    words = {span.id: STORY[span.start : span.end] for span in gold.spans}
    assert wanted == {
        (words[frame.trigger_id], part.role, words[part.span_id])
        for frame in gold.frames.values()
        for part in frame.arguments
    }
    assert len({frame.trigger_id for frame in gold.frames.values()}) == len(gold.frames)


def test_a_schema_goes_without_a_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["suggest", str(tmp_path / "p.spandesk"), "--schema", "news"]) == 2
    assert "without a PROJECT" in capsys.readouterr().err
