"""What the system refuses is said in a sentence with the path and what to do, never with our lines.

Permissions do not bind who tests as root, so a disk that cannot be written is played by folders
that are none: nobody can make a file in a file.
"""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.cli import main as command_line
from annotate.cli.main import run
from tests.docs.pages import ROOT

LINE = {"id": "a1", "text": "Envoys of Dalmora met in Varna on 3 March 2026."}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project with an article."""
    source, made = tmp_path / "in.jsonl", tmp_path / "mine.spandesk"
    source.write_text(json.dumps(LINE), encoding="utf-8")
    assert run(["new", str(made)]) == 0
    assert run(["import", str(made), str(source)]) == 0
    assert run(["lists", "add", str(made), "Dalmora", "--label", "GPE"]) == 0
    return made


def writers(path: Path, folder: Path) -> list[list[str]]:
    """Every command that writes, into a folder."""
    mine, asked = str(path), str(path.with_name("in.jsonl"))
    return [
        ["export", mine, f"{folder}/e.jsonl", "--format", "prodigy", "--include-unfinished"],
        ["export", mine, f"{folder}/e.spacy", "--format", "docbin", "--include-unfinished"],
        ["export", mine, f"{folder}/brat", "--format", "brat", "--include-unfinished"],
        ["export", mine, f"{folder}/training", "--include-unfinished"],
        ["events", mine, "--out", f"{folder}/x.csv"],
        ["events", mine, "--out", f"{folder}/x.jsonl"],
        ["suggest", "--in", asked, "--out", f"{folder}/o.jsonl", "--suggester", "rules"],
        ["check", mine, "--repair", "--out", f"{folder}/z.spandesk"],
        ["import", mine, asked, "--report", f"{folder}/r.json"],
        ["schema", "export", mine, "--out", f"{folder}/s.toml"],
        ["lists", "export", mine, f"{folder}/l.csv"],
        ["tokenizer", "export", mine, f"{folder}/t.json"],
        ["new", f"{folder}/new.spandesk"],
    ]


def is_a_sentence(told: str) -> bool:
    last = told.strip().splitlines()[-1]
    return "Traceback" not in told and "Errno" not in told and last.endswith(".")


def test_a_folder_that_cannot_be_is_said_by_every_command(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    for call in writers(path, blocked / "folder"):
        capsys.readouterr()
        assert run(call) == 1, call
        told = capsys.readouterr().err
        assert is_a_sentence(told), (call, told)
        assert str(blocked) in told, (call, told)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A disk that holds a project and cannot be written; only root can mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_cannot_be_written_is_said_by_every_command(
    path: Path, read_only: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = read_only / "there.spandesk"
    there.write_bytes(path.read_bytes())
    subprocess.run(["mount", "-o", "remount,ro", str(read_only)], check=True)
    calls = [
        *writers(path, read_only),
        ["check", str(there), "--repair"],
        ["import", str(there), str(path.with_name("in.jsonl"))],
        ["suggest", str(there)],
        ["accept", str(there)],
        ["lists", "add", str(there), "Varna", "--label", "GPE"],
        ["tokenizer", "add", str(there), "a|b"],
        ["restore", str(there), "--to", "0"],
    ]
    for call in calls:
        capsys.readouterr()
        assert run(call) == 1, call
        told = capsys.readouterr().err
        assert is_a_sentence(told), (call, told)
        assert "ead-only" in told or "readonly" in told, (call, told)
        assert str(read_only) in told, (call, told)
    # The disk must not be in use when it goes.
    with monkeypatch.context() as inside:
        inside.chdir(read_only)
        assert run(["check", "there", "--repair"]) == 1
        told = capsys.readouterr().err
        assert run(["stats", "there"]) == 0
    assert is_a_sentence(told), told
    assert "--out" in told


def test_what_no_command_knows_of_is_said_as_well(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    monkeypatch.setattr(command_line.tasks, "project_stats", break_down)
    assert run(["stats", str(path)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"{path} could not be used ({os.strerror(errno.EIO)}). Check that")


def test_the_program_ends_with_status_1_and_no_line_of_ours(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    target = str(tmp_path / "file" / "e.jsonl")
    call = ["export", str(path), target, "--format", "prodigy", "--include-unfinished"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *call], check=False, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert is_a_sentence(done.stderr), done.stderr
