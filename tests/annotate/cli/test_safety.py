"""`check`, `history`, `backups` and `restore` as they are typed."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from annotate.cli.main import run
from annotate.edits import PutSpan
from annotate.project import Project, Why
from annotate.spans import Layer, Span
from annotate.store.sqlite import connect

PERSON = Span("s1", 9, 20, "PERSON", Layer.ENTITY, "tester")
GPE = Span("s2", 46, 52, "GPE", Layer.ENTITY, "tester")


@pytest.fixture
def path(project: Project) -> Path:
    """A closed project with two steps."""
    article = project.article("a1")
    for span in (PERSON, GPE):
        project.write_edit(article, PutSpan(None, span), why=Why.HAND, title="add").result()
    project.close()
    return project.path


def said(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> tuple[str, str]:
    assert run(arguments) == status
    return capsys.readouterr()


def labels(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [span.label for span in project.annotations("a1").spans]


def test_the_history_is_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = said(capsys, "history", str(path))
    first, second = out.splitlines()
    assert "tester  by hand  a1  added PERSON “Ana Petrova”" in first
    assert second.lstrip().startswith("2 ")
    out, _ = said(capsys, "history", str(path), "--json", "--article", "a1")
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(row["step"], row["why"], row["article"]) for row in rows] == [
        (1, "hand", "a1"),
        (2, "hand", "a1"),
    ]
    out, _ = said(capsys, "history", str(path), "--since", "1")
    assert out == "a1  added GPE “Lisbon”\n"
    out, _ = said(capsys, "history", str(path), "--since", "1", "--json")
    assert json.loads(out) == {"since": 1, "articles": {"a1": ["added GPE “Lisbon”"]}}


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone is set by the system there")
def test_a_time_that_is_listed_can_be_given_back_in_any_time_zone(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out, _ = said(capsys, "history", str(path))
    listed = out.splitlines()[-1].split()[1]
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        # The second is cut from the listed time, so both steps may lie after it by a breath.
        later = (datetime.fromisoformat(listed) + timedelta(seconds=1)).strftime("%FT%TZ")
        out, _ = said(capsys, "history", str(path), "--since", later)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert listed.endswith("Z")
    assert out == "Nothing differs.\n"


@pytest.mark.parametrize(
    "arguments", [("--article", "nowhere"), ("--since", "tomorrow"), ("--since", "77777777x")]
)
def test_what_is_not_there_is_said(
    path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    _, err = said(capsys, "history", str(path), *arguments, status=1)
    assert err.strip().endswith(".")
    assert "Traceback" not in err


def test_backups_are_made_listed_compared_and_restored(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = said(capsys, "backups", str(path))
    assert "no backups yet" in out
    out, _ = said(capsys, "backups", str(path), "--make")
    made = Path(out.strip())
    assert made.is_file()
    out, _ = said(capsys, "backups", str(path), "--make")
    assert "says the same" in out
    out, _ = said(capsys, "restore", str(path), "--to", "1")
    assert "1 article is as it was after step 1" in out
    assert labels(path) == ["PERSON"]
    out, _ = said(capsys, "restore", str(path), "--to", "b1", "--preview")
    assert "Envoys meet: 2 spans (new) in the backup, 1 span (new) now" in out
    assert labels(path) == ["PERSON"], "a preview changes nothing"
    out, _ = said(capsys, "restore", str(path), "--to", "b1")
    assert "is kept as" in out
    assert labels(path) == ["PERSON", "GPE"]
    out, _ = said(capsys, "backups", str(path), "--json")
    assert [row["reason"] for row in json.loads(out)] == ["restore", "asked"]


def test_a_moment_is_previewed_and_taken_for_one_article(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = said(capsys, "restore", str(path), "--to", "#0", "--article", "a1", "--preview")
    assert out == "1 article differs from step 0: a1\n"
    said(capsys, "restore", str(path), "--to", "#0", "--article", "a1")
    assert labels(path) == []
    _, err = said(capsys, "restore", str(path), "--to", "#0", "--article", "nowhere", status=1)
    assert "no article nowhere" in err
    said(capsys, "backups", str(path), "--make")
    assert run(["restore", str(path), "--to", "b1", "--article", "a1"]) == 2


def test_a_repair_is_told_and_counted(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    connection = connect(path)
    connection.execute("UPDATE span SET label = 'ORG' WHERE id = 's1'")
    connection.close()
    _, err = said(capsys, "check", str(path), status=1)
    assert "history: article a1" in err
    assert "--repair" in err
    assert run(["check", str(path), "--out", "x"]) == 2
    out, _ = said(capsys, "check", str(path), "--repair", "--json")
    report = json.loads(out)
    assert report["ok"]
    assert [item["kind"] for item in report["done"]] == ["history"]
    assert labels(Path(report["target"])) == ["PERSON", "GPE"]
    out, _ = said(
        capsys, "check", str(path), "--repair", "--out", str(path.with_name("b.spandesk"))
    )
    assert "The original was not touched." in out
    _, err = said(capsys, "check", str(path), "--repair", "--out", str(path), status=1)
    assert "is there already" in err


def test_accepting_many_makes_a_backup_before(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(capsys, "accept", str(path), "--done")
    out, _ = said(capsys, "backups", str(path), "--json")
    assert [row["reason"] for row in json.loads(out)] == ["bulk"]
    config = tmp_path / "config"
    config.mkdir(exist_ok=True)
    (tmp_path / "file").write_text("no folder")
    (config / "settings.toml").write_text(f'[backups]\nfolder = "{tmp_path / "file"}"\n')
    _, err = said(capsys, "accept", str(path))
    assert "No backup could be made before this" in err
