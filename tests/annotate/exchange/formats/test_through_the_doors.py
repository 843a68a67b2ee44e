"""Tokens, UIMA, brat and events: found by their content and settled, and by the commands."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import main
from annotate.exchange.exporting import export_records
from annotate.exchange.formats import Carries
from annotate.exchange.importing import ReadPlan, read_annotated
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.settling import Settled
from annotate.project import Project
from annotate.spans import Layer
from tests.annotate.exchange.formats.neighbours import form
from tests.annotate.exchange.formats.records import SCHEMA, corpora, frames_of, spans_of

WAYS = [
    ("brat", ""),
    ("conll", ".conll"),
    ("conllu", ".conllu"),
    ("webanno-tsv", ""),
    ("uima-xmi", ""),
    ("uima-json", ""),
    ("plover", ".jsonl"),
]


def full(frames: set[tuple[object, ...]]) -> set[tuple[object, ...]]:
    """Frames that say more than their trigger; a bare one is only its span elsewhere."""
    return {frame for frame in frames if frame[1] or frame[2]}


@pytest.mark.parametrize(("name", "suffix"), WAYS)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(articles=corpora())
def test_what_a_format_carries_comes_back(articles: list[Record], name: str, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"out{suffix}"
        log = export_records(articles, name, target)
        found = list(read_annotated([target], ReadPlan(), labels=SCHEMA))
    back = [item for item in found if isinstance(item, Settled)]
    assert len(back) == len(found) == len(articles), found
    by_text = {item.draft.article.text: item for item in back}
    assert by_text.keys() == {article.text for article in articles}
    is_whole = not log.losses.counts[LossCode.OVERLAP]
    for article in articles:
        item = by_text[article.text]
        assert spans_of(item) <= spans_of(article)
        if is_whole:
            assert spans_of(item) == spans_of(article)
        if Carries.FRAMES in form(name).carries:
            assert full(frames_of(item)) == full(frames_of(article))
    assert log.spans == sum(len(item.spans) for item in back)


STORY = Record(
    text="Ann 😀 attacked Kyiv’s wall.\n\nBob & co. met; so it goes.",
    id="story",
    title="Title",
    spans=(
        RecordSpan(0, 3, "PERSON", Layer.ENTITY, "a"),
        RecordSpan(6, 14, "ATTACK", Layer.EVENT, "h"),
        RecordSpan(15, 19, "GPE", Layer.ENTITY, "k"),
        RecordSpan(39, 42, "MEET", Layer.EVENT, "w"),
    ),
    frames=(RecordFrame("h", (("agent", "a"), ("place", "k")), (("realis", "actual"),)),),
)


@pytest.mark.parametrize(("name", "suffix"), [*WAYS, ("ace", ""), ("html", "")])
def test_from_project_to_project_by_the_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, suffix: str
) -> None:
    def run(*words: object) -> str:
        assert main.main([str(word) for word in words]) == 0, words
        return capsys.readouterr().out

    given, first, second = tmp_path / "in.jsonl", tmp_path / "a.spandesk", tmp_path / "b.spandesk"
    export_records([STORY], "spandesk", given)
    run("new", first, "--schema", "news")
    run("import", first, given)
    target = tmp_path / f"out{suffix}"
    assert "1 article with 4 spans" in run("export", first, target, "--format", name)
    if not form(name).can_import:
        assert any(target.iterdir())
        return
    run("new", second, "--schema", "news")
    said = run("import", second, target)
    assert "1 article added, 0 refused" in said
    assert "4 gold spans" in said
    with Project.open(second, read_only=True) as project:
        (article_id,) = project.article_ids()
        there = project.article(article_id).text
        before = project.annotations(article_id).snapshot()
    assert there == STORY.text
    assert "0 articles added" in run("import", second, target)
    with Project.open(second, read_only=True) as project:
        assert project.annotations(article_id).snapshot() == before


def test_a_label_under_another_name_is_said_once_and_is_no_loss(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, project = tmp_path / "in.jsonl", tmp_path / "a.spandesk"
    export_records([STORY, replace(STORY, id="b", text=STORY.text + " End.")], "spandesk", given)
    for words in (["new", project, "--schema", "news"], ["import", project, given]):
        assert main.main([str(word) for word in words]) == 0
    capsys.readouterr()
    export = ["export", str(project), str(tmp_path / "ace"), "--format", "ace"]
    assert main.main(export) == 0
    told = capsys.readouterr().err
    assert "3 names are different in the format:" in told
    assert told.count("PERSON → PER") == told.count("ATTACK → Conflict.Attack") == 1
    lost, renamed = told.split("3 names are different")
    assert "realis=actual" in lost
    assert "→" not in lost
    assert "realis" not in renamed
    assert main.main([*export, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {"from": "PERSON", "to": "PER"} in said["renamed"]
    assert "renamed" not in said["not_carried"]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("foo=bar", "the format conll has no option foo"),
        ("scheme=foo", "--option scheme is one of iob2"),
        ("nothing", "NAME=VALUE"),
    ],
)
def test_choices_that_a_format_has_not_are_refused_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, said: str
) -> None:
    project, target = tmp_path / "a.spandesk", tmp_path / "o.conll"
    assert main.main(["new", str(project), "--schema", "news"]) == 0
    words = ["export", str(project), str(target), "--format", "conll", "--option", option]
    assert main.main(words) == 2
    assert said in capsys.readouterr().err
    assert not target.exists()
