"""No command writes over a project, over what it reads, or over a file of another kind."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from annotate.cli.main import run
from annotate.project import Project
from annotate.store.sqlite import connect_new
from annotate.targets import is_project, is_text

LINE = {"id": "a1", "text": "Envoys of Dalmora met in Varna on 3 March 2026."}
SPAN = {"start": 10, "end": 17, "label": "GPE"}
EVENT = {
    "trigger": {"start": 18, "end": 21, "label": "MEET", "layer": "event"},
    "args": [{"start": 10, "end": 17, "role": "Participant"}],
}
NOTES = "What I wrote down myself.\n"

FILE_FORMATS = (
    "spandesk",
    "docbin",
    "spacy-json",
    "prodigy",
    "label-studio",
    "doccano",
    "conll",
    "conllu",
    "plover",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with one done article, beside the file that it came from."""
    source = tmp_path / "in.jsonl"
    record = {"spandesk": 1, **LINE, "spans": [SPAN], "events": [EVENT], "state": "done"}
    source.write_text(json.dumps(record) + "\n", encoding="utf-8")
    made = tmp_path / "mine.spandesk"
    assert run(["new", str(made)]) == 0
    assert run(["import", str(made), str(source)]) == 0
    return made


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """Lines to be answered by suggestions."""
    found = tmp_path / "asked.jsonl"
    found.write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return found


def writers(project: Path, asked: Path, target: Path) -> list[list[str]]:
    """Every command that writes a file or a folder where it is told to."""
    mine, out = str(project), str(target)
    return [
        ["export", mine, out],
        *(["export", mine, out, "--format", name] for name in (*FILE_FORMATS, "brat", "html")),
        ["events", mine, "--out", out, "--csv"],
        ["events", mine, "--out", out, "--json"],
        ["events", mine, "--out", out, "--plover"],
        ["suggest", "--in", str(asked), "--out", out, "--suggester", "rules"],
        ["import", mine, str(asked), "--report", out],
        ["schema", "export", mine, "--out", out],
        ["schema", "export", mine, "--out", out, "--format", "brat"],
        ["lists", "export", mine, out],
        ["tokenizer", "export", mine, out],
        ["check", mine, "--repair", "--out", out],
        ["package", mine, out],
        ["train", mine, "--out", out],
    ]


def refused(capsys: pytest.CaptureFixture[str], call: Sequence[str]) -> str:
    capsys.readouterr()
    assert run(call) == 1, call
    return capsys.readouterr().err


@pytest.mark.parametrize("kind", ["itself", "link", "hard link", "spelling"])
def test_no_command_writes_over_a_project_by_any_of_its_names(
    path: Path, asked: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = path
    if kind == "link":
        target = path.with_name("link.jsonl")
        target.symlink_to(path)
    elif kind == "hard link":
        target = path.with_name("other.csv")
        os.link(path, target)
    elif kind == "spelling":
        target = path.parent / "." / ".." / path.parent.name / path.name
    assert run(["lists", "add", str(path), "Dalmora", "--label", "GPE"]) == 0
    before = path.read_bytes()
    for call in writers(path, asked, target):
        told = refused(capsys, call)
        assert target.name in told or path.name in told or call[0] == "package", call
        assert "Traceback" not in told
        assert path.read_bytes() == before, call
    assert is_project(target)


def test_nor_over_another_project_nor_with_force(
    path: Path, asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = path.with_name("other.spandesk")
    assert run(["new", str(other)]) == 0
    before = other.read_bytes()
    for call in writers(path, asked, other):
        has_force = call[0] in ("export", "events", "suggest")
        refused(capsys, [*call, "--force"] if has_force else call)
        assert other.read_bytes() == before, call
    told = refused(capsys, ["export", str(path), str(other), "--format", "prodigy", "--force"])
    assert "is a Spandesk project, and nothing is written over one" in told
    assert "Choose another name" in told


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-lock", "-journal"])
def test_what_belongs_to_a_project_is_no_place_for_a_file(
    path: Path, asked: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    target = path.with_name(path.name + ending)
    with Project.open(path):
        before = target.read_bytes() if target.exists() else None
        for call in (
            ["export", str(path), str(target), "--format", "prodigy"],
            ["suggest", "--in", str(asked), "--out", str(target), "--suggester", "rules"],
        ):
            assert f"belongs to the project {path}" in refused(capsys, call)
        assert (target.read_bytes() if target.exists() else None) == before


def test_what_is_read_is_not_written(
    path: Path, asked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = asked.with_name("answers.jsonl")
    link.symlink_to(asked)
    before = asked.read_bytes()
    for target in (asked, link):
        told = refused(capsys, ["suggest", "--in", str(asked), "--out", str(target)])
        assert "is what is read here" in told
        told = refused(capsys, ["suggest", "--in", str(asked), "--out", str(target), "--force"])
        assert "is what is read here" in told
        refused(capsys, ["import", str(path), str(asked), "--report", str(target)])
    assert asked.read_bytes() == before


def test_a_device_is_no_file_to_write(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    told = refused(capsys, ["export", str(path), str(pipe), "--format", "prodigy"])
    assert "is a device or a pipe" in told
    assert pipe.is_fifo()


def own_writers(project: Path, asked: Path, folder: Path) -> list[tuple[list[str], Path]]:
    """The commands that replace what they wrote before, each with its target."""
    assert run(["lists", "add", str(project), "Dalmora", "--label", "GPE"]) == 0
    listed: list[tuple[list[str], Path]] = []
    for name in FILE_FORMATS:
        target = folder / f"of-{name}.out"
        listed.append((["export", str(project), str(target), "--format", name], target))
    for name in ("csv", "json", "plover"):
        target = folder / f"events-{name}.out"
        listed.append((["events", str(project), "--out", str(target), f"--{name}"], target))
    target = folder / "answers.out"
    ask = ["suggest", "--in", str(asked), "--suggester", "rules"]
    listed += [
        ([*ask, "--out", str(target)], target),
        ([*ask, "--no-frames", "--out", str(target)], target),
    ]
    for name in ("toml", "brat"):
        target = folder / f"schema.{name}"
        call = ["schema", "export", str(project), "--out", str(target), "--format", name]
        listed.append((call, target))
    for name in ("list.csv", "list.jsonl", "list.patterns.jsonl"):
        listed.append((["lists", "export", str(project), str(folder / name)], folder / name))
    target = folder / "rules.json"
    listed.append((["tokenizer", "export", str(project), str(target)], target))
    return listed


def test_a_command_replaces_what_it_wrote_before_without_a_question(
    path: Path, asked: Path, tmp_path: Path
) -> None:
    for call, target in own_writers(path, asked, tmp_path):
        assert run(call) == 0, call
        first = target.read_bytes()
        target.write_bytes(first + b"\n")
        assert run(call) == 0, call
        assert target.read_bytes() == first, call


def test_a_report_replaces_a_report(path: Path, asked: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    for _ in range(2):
        assert run(["import", str(path), str(asked), "--report", str(report)]) == 0
    assert json.loads(report.read_text(encoding="utf-8"))["added"] == 0


@pytest.mark.parametrize("text", ["", "Much of nothing. " * 4200])
@pytest.mark.parametrize("name", FILE_FORMATS)
def test_an_export_without_spans_or_with_a_long_first_article_is_known_again(
    tmp_path: Path, name: str, text: str
) -> None:
    source, project = tmp_path / "in.jsonl", tmp_path / "p.spandesk"
    source.write_text(json.dumps({"id": "x", "text": f"A flood. {text}"}), encoding="utf-8")
    assert run(["new", str(project)]) == 0
    assert run(["import", str(project), str(source)]) == 0
    call = ["export", str(project), str(tmp_path / "out"), "--format", name]
    for _ in range(2):
        assert run([*call, "--include-unfinished"]) == 0


def test_an_empty_file_is_nothing_to_lose(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.touch()
    assert run(["export", str(path), str(target), "--format", "prodigy"]) == 0
    assert target.stat().st_size


def test_a_file_of_another_kind_is_left_alone(
    path: Path, asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calls = own_writers(path, asked, tmp_path)
    for call, target in calls:
        target.write_text(NOTES, encoding="utf-8")
        told = refused(capsys, call)
        assert f"{target} is there already and holds something else" in told
        is_option = call[0] in ("export", "events", "suggest")
        assert ("To replace it all the same: --force." in told) == is_option
        assert target.read_text(encoding="utf-8") == NOTES
        if is_option:
            assert run([*call, "--force"]) == 0, call
            assert target.read_bytes() != NOTES.encode()


@pytest.mark.parametrize("name", [*FILE_FORMATS])
def test_articles_and_pictures_are_no_earlier_export(
    path: Path, asked: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    for target in (asked, picture):
        before = target.read_bytes()
        refused(capsys, ["export", str(path), str(target), "--format", name])
        assert target.read_bytes() == before


def test_a_report_over_notes_is_refused_before_anything_is_read(
    path: Path, asked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text(NOTES, encoding="utf-8")
    with Project.open(path, read_only=True) as opened:
        before = opened.article_ids()
    asked.write_text(json.dumps({"id": "new", "text": "A flood in Varna."}), encoding="utf-8")
    refused(capsys, ["import", str(path), str(asked), "--report", str(notes)])
    assert notes.read_text(encoding="utf-8") == NOTES
    with Project.open(path, read_only=True) as opened:
        assert opened.article_ids() == before


@pytest.mark.parametrize("name", ["spacy", "brat", "html", "csv"])
def test_files_of_others_in_a_folder_stay(
    path: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    call = ["export", str(path), str(folder), "--format", name]
    call += ["--split", "100,0,0"] if name == "spacy" else []
    assert run(call) == 0
    assert run(call) == 0
    notes = folder / "notes.txt"
    notes.write_text(NOTES, encoding="utf-8")
    for more in ([], ["--force"]):
        told = refused(capsys, [*call, *more])
        assert "holds files that are no export of Spandesk" in told
        assert notes.read_text(encoding="utf-8") == NOTES


def test_a_project_is_known_by_its_content(path: Path, tmp_path: Path) -> None:
    assert is_project(path)
    other = tmp_path / "other.db"
    connect_new(other).close()
    assert not is_project(other)
    assert not is_project(tmp_path)
    assert not is_project(tmp_path / "nowhere")


def test_a_text_may_be_cut_within_a_character() -> None:
    assert is_text("Straßenfest in Tromsø".encode()[:-1])
    assert is_text(b"")
    assert not is_text(b"a\0b and more")
    assert not is_text("Gruß aus Wien".encode("latin-1"))
