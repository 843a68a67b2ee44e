"""The directory of an export: whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from annotate.errors import ExportError
from annotate.training.staging import (
    FORMAT,
    as_export_error,
    earlier_report,
    require_replaceable,
    staged_directory,
)


def make_export(out: Path, *names: str) -> None:
    out.mkdir()
    files = [*names, "report.json"]
    listed = ", ".join(f'"{name}"' for name in files)
    for name in names:
        (out / name).write_text("old")
    (out / "report.json").write_text(f'{{"format": "{FORMAT}", "files": [{listed}]}}')


def test_nothing_is_seen_before_the_end(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with staged_directory(out) as staging:
        (staging / "a").write_text("new")
        assert not out.exists()
        assert staging.parent == tmp_path
    assert (out / "a").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_files_of_the_earlier_export_that_are_no_more_written_go(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_export(out, "a", "b")
    with staged_directory(out) as staging:
        (staging / "a").write_text("new")
    assert {path.name: path.read_text() for path in out.iterdir()} == {"a": "new"}


def test_a_failure_leaves_the_earlier_export(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_export(out, "a")
    with pytest.raises(ZeroDivisionError), staged_directory(out) as staging:
        (staging / "a").write_text(str(1 // 0))
    assert (out / "a").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_comes_in_while_the_export_runs_is_not_lost(tmp_path: Path) -> None:
    out = tmp_path / "out"
    make_export(out, "a")
    with pytest.raises(ExportError) as caught, staged_directory(out):
        (out / "notes.txt").write_text("mine")
    assert caught.value.fields["reason"] == "foreign_files"
    assert (out / "notes.txt").read_text() == "mine"
    assert (out / "a").read_text() == "old"


def test_an_empty_directory_is_free(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    require_replaceable(tmp_path / "out")
    require_replaceable(tmp_path / "absent")


def test_a_link_to_a_directory_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with staged_directory(tmp_path / "out") as staging:
        (staging / "a").write_text("new")
    assert (tmp_path / "real" / "a").read_text() == "new"
    assert (tmp_path / "out").is_symlink()


def test_the_current_directory_can_be_the_export(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    with staged_directory(Path()) as staging:
        (staging / "a").write_text("new")
    assert (tmp_path / "here" / "a").read_text() == "new"
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "other"}', "\u00e9\x00"])
def test_other_reports_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "report.json").write_text(text, encoding="utf-8")
    assert earlier_report(tmp_path) is None


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EACCES, "forbidden"),
        (errno.EROFS, "forbidden"),
        (errno.EIO, "system"),
    ],
)
def test_what_the_system_refuses_is_named(number: int, reason: str) -> None:
    error = as_export_error(Path("out"), OSError(number, "told"))
    assert error.fields == {"path": "out", "reason": reason, "detail": "told"}


def test_a_parent_that_is_a_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError) as caught, staged_directory(tmp_path / "file" / "out"):
        pass
    assert caught.value.fields["reason"] == "system"
