"""Imports and exports of other formats as people call them: real processes, status, output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.test_command_line import spandesk

LINES = [
    {"text": "Envoys of Dalmora met in Varna.", "label": [[10, 17, "LOC"], [18, 21, "Talk"]]},
    {"text": "Rebels shelled the port.", "label": [[7, 14, "ATTACK"], [19, 23, "THING"]]},
    {"text": "Too short.", "label": [[0, 99, "LOC"]]},
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("formats")
    source = folder / "in.jsonl"
    source.write_text("\n".join(map(json.dumps, LINES)), encoding="utf-8")
    spandesk("new", folder / "p.spandesk")
    done = spandesk(
        *("import", folder / "p", source, "--map", "LOC=GPE", "--map", "Talk=event:MEET"),
        *("--map", "THING=", "--report", folder / "report.json"),
    )
    assert "2 articles added, 1 refused" in done.stdout
    assert "3 gold spans" in done.stdout
    said = "in.jsonl:3: the span 0:99 LOC does not lie in the text, whose length is 10"
    assert said in done.stderr
    return folder / "p.spandesk"


def test_the_report_says_what_was_left_out(project: Path) -> None:
    report = json.loads((project.parent / "report.json").read_text(encoding="utf-8"))
    assert report["formats"] == {"doccano": 1}
    assert report["not_carried"] == {"left_out": 1}
    assert report["losses"][0]["line"] == 2


def test_labels_went_where_they_were_mapped(project: Path) -> None:
    figures = json.loads(spandesk("stats", project, "--json").stdout)
    assert figures["spans"]["entity"] == {"GPE": 1}
    assert figures["spans"]["event"] == {"ATTACK": 1, "MEET": 1}
    assert figures["articles"]["done"] == 2


def test_a_second_import_changes_nothing_and_is_no_failure(project: Path) -> None:
    before = spandesk("export", project, project.parent / "a.jsonl", "--format", "spandesk")
    assert "2 articles with 3 spans" in before.stdout
    source = project.parent / "in.jsonl"
    maps = ("--map", "LOC=GPE", "--map", "Talk=event:MEET", "--map", "THING=")
    done = spandesk("import", project, source, *maps)
    assert "0 articles added, 3 refused" in done.stdout
    assert "Nothing was changed" in done.stderr
    spandesk("export", project, project.parent / "b.jsonl", "--format", "spandesk")
    assert (project.parent / "a.jsonl").read_bytes() == (project.parent / "b.jsonl").read_bytes()


def test_formats_are_listed_with_their_files_where_they_have_some() -> None:
    lines = spandesk("formats").stdout.splitlines()
    assert any(line.endswith("brat standoff (*.ann, *.a1, *.a2, *.zip)") for line in lines)
    assert any(line.startswith("html ") for line in lines)
    assert not any("()" in line for line in lines)


def test_every_format_is_written_and_says_what_it_lost(project: Path) -> None:
    rows = json.loads(spandesk("formats", "--json").stdout)
    for row in rows:
        if not row["export"]:
            continue
        target = project.parent / f"out-{row['name']}"
        done = spandesk("export", project, target, "--format", row["name"], "--json")
        report = json.loads(done.stdout)
        assert report["articles"] == 2, row["name"]
        assert target.exists()


def test_what_was_written_comes_into_another_project(project: Path) -> None:
    folder = project.parent
    spandesk("export", project, folder / "round.json", "--format", "label-studio")
    spandesk("new", folder / "q.spandesk")
    spandesk("import", folder / "q.spandesk", folder / "round.json", "--jobs", "2")
    one, two = (
        json.loads(spandesk("stats", path, "--json").stdout)["spans"]
        for path in (project, folder / "q.spandesk")
    )
    assert one == two


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (
            ("import", "PROJECT", "in.jsonl", "--format", "nothing"),
            2,
            "no format nothing to import",
        ),
        (("import", "PROJECT", "in.jsonl", "--map", "LOC"), 2, "OLD=NEW"),
        (("import", "PROJECT", "in.jsonl", "--option", "x"), 2, "NAME=VALUE"),
        (("import", "PROJECT", "in.jsonl", "--jobs", "0"), 2, "1 to 64"),
        (("export", "PROJECT", "o", "--format", "nothing"), 2, "no format nothing to export"),
        (("export", "PROJECT", ".", "--format", "doccano"), 1, "is a folder"),
    ],
)
def test_wrong_use_has_a_status_and_a_sentence(
    project: Path, arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    names = {"PROJECT": project, "in.jsonl": project.parent / "in.jsonl"}
    done = spandesk(*(names.get(item, item) for item in arguments), status=status)
    assert sentence in done.stderr
