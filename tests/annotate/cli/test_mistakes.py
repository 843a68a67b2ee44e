"""What a person mistypes: each time a sentence with what to do, and nothing done by halves."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import run
from annotate.edits import PutState
from annotate.project import Project, Why

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(
    make_project: Callable[..., Project], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with a project, a folder of the project's name, and a text."""
    folder = tmp_path / "Büro Ärger"
    folder.mkdir()
    project = make_project("made")
    project.close()
    project.path.rename(folder / "mein projekt.spandesk")
    (folder / "mein projekt").mkdir()
    (folder / "other").mkdir()
    (folder / "text.txt").write_text("Envoys met in Varna.\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def told(capsys: Capture, *call: str, status: int = 1) -> str:
    """The last line that a command complains with."""
    capsys.readouterr()
    assert run(call) == status
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    return said.err.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "call",
    [
        ("import", "text.txt", "mein projekt"),
        ("export", "other", "mein projekt"),
        ("remove", "--bring-back", "a1", "mein projekt"),
        ("package", "nowhere", "mein projekt.spandesk"),
        ("label", "Varna", "mein projekt", "GPE"),
    ],
)
def test_a_project_in_another_place_of_the_line_is_found(
    place: Path, call: tuple[str, ...], capsys: Capture
) -> None:
    before = sorted(place.rglob("*"))
    said = told(capsys, *call)
    assert "There is no project at " in said or "no Spandesk project" in said
    assert said.endswith("is a project: it comes ahead of the rest.")
    assert "“mein projekt" in said
    assert sorted(place.rglob("*")) == before


def test_of_a_damaged_project_no_other_is_named(place: Path, capsys: Capture) -> None:
    empty = place / "empty.spandesk"
    empty.touch()
    assert "ahead of the rest" not in told(capsys, "stats", "empty")
    damaged = place / "damaged.spandesk"
    whole = (place / "mein projekt.spandesk").read_bytes()
    damaged.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    said = told(capsys, "check", "damaged", "--repair", "--out", "mein projekt.spandesk")
    assert "ahead of the rest" not in said


def test_a_folder_is_called_one(place: Path, capsys: Capture) -> None:
    assert place
    assert told(capsys, "stats", "other").endswith("make a new one. “other” is a folder.")
    assert told(capsys, "stats", "nowhere").endswith("Check the name, or make a new one.")


@pytest.mark.parametrize("command", ["stats", "articles", "check", "backups", "history", "events"])
def test_a_folder_of_the_name_is_in_nobodys_way(place: Path, command: str) -> None:
    assert (place / "mein projekt").is_dir()
    assert run([command, "mein projekt"]) == 0
    assert run(["schema", "show", "mein projekt"]) == 0


@pytest.mark.parametrize(
    "call",
    [
        ("import", "mein projekt", "-"),
        ("evaluate", "-"),
        ("suggest", "--in", "-", "--out", "o.jsonl"),
        ("lists", "import", "mein projekt", "-"),
        ("tokenizer", "import", "mein projekt", "-"),
    ],
)
def test_standard_input_is_not_read(place: Path, call: tuple[str, ...], capsys: Capture) -> None:
    assert place
    said = told(capsys, *call, status=2)
    assert "standard input is not read: write what comes to a file, and name that" in said


@pytest.mark.parametrize(
    "call",
    [
        ("export", "mein projekt", "-", "--format", "spandesk"),
        ("suggest", "--in", "i.jsonl", "--out", "-"),
        ("import", "mein projekt", "text.txt", "--report", "-"),
        ("events", "mein projekt", "--json", "--out", "-"),
        ("schema", "export", "mein projekt", "--out", "-"),
        ("check", "mein projekt", "--repair", "--out", "-"),
        ("train", "mein projekt", "--out", "-"),
        ("package", "mein projekt", "-"),
        ("tokenizer", "export", "mein projekt", "-"),
    ],
)
def test_no_file_is_made_that_is_called_a_dash(
    place: Path, call: tuple[str, ...], capsys: Capture
) -> None:
    before = sorted(place.iterdir())
    said = told(capsys, *call, status=2)
    assert "nothing is written to standard output: name a file" in said
    assert sorted(place.iterdir()) == before


@pytest.mark.parametrize("name", ["-", "", " ", "..", "folder/ "])
def test_a_project_has_a_name_that_can_be_read(place: Path, name: str, capsys: Capture) -> None:
    before = sorted(place.iterdir())
    said = told(capsys, "new", name, status=2)
    assert f"the name of a file is wanted, not {name!r}" in said
    assert sorted(place.iterdir()) == before


def test_what_is_asked_for_and_not_there_is_said(place: Path, capsys: Capture) -> None:
    assert place
    events = ("events", "mein projekt")
    assert "There is no article nope" in told(capsys, *events, "--article", "nope")
    assert "The schema has no event label NOPE." in told(capsys, *events, "--label", "NOPE")
    said = told(capsys, "schema", "rename", "mein projekt", "NOPE", "NEW")
    assert said.startswith("The schema has no entity or event label NOPE.")
    said = told(capsys, "tokenizer", "import", "mein projekt", "nowhere.json")
    assert said.startswith("nowhere.json could not be used (No such file")
    said = told(capsys, "evaluate", "mein projekt", "--merge", "GPE", status=2)
    assert "two labels or more are wanted, as in GPE,LOC, not 'GPE'" in said
    said = told(capsys, "schema", "export", "mein projekt", "--json", status=2)
    assert "“show --json” prints JSON" in said


def test_a_repaired_copy_is_called_as_projects_are(place: Path, capsys: Capture) -> None:
    call = ["check", "mein projekt", "--repair", "--out"]
    assert run([*call, "whole copy"]) == 0
    assert (place / "whole copy.spandesk").is_file()
    assert not (place / "whole copy").exists()
    before = (place / "mein projekt.spandesk").read_bytes()
    assert "is there already" in told(capsys, *call, "mein projekt")
    assert (place / "mein projekt.spandesk").read_bytes() == before


def test_what_went_in_is_said_where_the_report_cannot_be_written(
    place: Path, capsys: Capture
) -> None:
    (place / "folder").mkdir()
    assert run(["import", "mein projekt", "text.txt", "--report", "folder"]) == 1
    said = capsys.readouterr()
    assert "1 article added" in said.out
    assert "folder" in said.err.splitlines()[-1]


def test_nothing_trained_yet_is_no_failure(place: Path, capsys: Capture) -> None:
    assert place
    assert run(["train", "mein projekt", "--runs"]) == 0
    assert "Nothing has been trained in this project yet." in capsys.readouterr().out


def test_whoever_asks_for_json_gets_it(place: Path, capsys: Capture) -> None:
    entries = place / "names.csv"
    entries.write_text("text,label\nVarna,GPE\n", encoding="utf-8")

    def answer(*call: str) -> dict[str, object]:
        capsys.readouterr()
        assert run([*call, "--json"]) == 0
        data = json.loads(capsys.readouterr().out)
        assert isinstance(data, dict)
        return data

    mine = ("mein projekt", "Ana")
    assert answer("lists", "add", *mine, "--label", "PERSON") == {
        "list": "My list",
        "added": 1,
        "changed": 0,
    }
    assert answer("lists", "disable", "mein projekt") == {"list": "My list", "enabled": False}
    assert answer("lists", "export", "mein projekt", "out.csv") == {
        "list": "My list",
        "path": "out.csv",
    }
    assert answer("lists", "import", "mein projekt", "names.csv") == {
        "list": "names",
        "added": 1,
        "changed": 0,
        "refused": 0,
    }
    assert answer("lists", "remove", *mine) == {"list": "My list", "removed": 1}
    removed = answer("lists", "remove", "mein projekt", "--list", "names")
    assert removed == {"list": "names", "removed": "all"}
    made = answer("tokenizer", "export", "mein projekt", "rules.json")
    assert made == {"rules": 0, "path": "rules.json"}
    assert Path(str(answer("backups", "mein projekt", "--make")["path"])).is_file()
    assert answer("backups", "mein projekt", "--make") == {"path": None}


def test_a_suggester_that_is_mistyped_is_named_once_and_not_kept(
    make_project: Callable[..., Project], tmp_path: Path, capsys: Capture
) -> None:
    texts = [Article(f"a{number}", f"Envoys met on day {number}.") for number in range(3)]
    project = make_project("three", articles=tuple(texts))
    project.choose_suggesters(["rules"]).result()
    for article in texts:
        edit = PutState(ArticleState.NEW, ArticleState.DONE)
        project.write_edit(article, edit, why=Why.HAND, title="x").result()
    project.close()
    path = str(project.path)
    nowhere = f"lexicon:{tmp_path / 'nowhere.toml'}"
    assert run(["suggest", path, "--suggester", nowhere]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "cannot do its work (No such file or directory). Mend that" in line
    assert line.endswith("(3 times)")
    with Project.open(project.path, read_only=True) as opened:
        assert list(opened.chosen_suggesters()) == ["rules"]
    assert run(["evaluate", path, "--suggester", nowhere]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[-1] == "No article could be compared."
    assert said.out == ""


def test_a_schema_that_is_a_folder_is_told_without_a_number(place: Path, capsys: Capture) -> None:
    (place / "folder.toml").mkdir()
    said = told(capsys, "new", "another", "--schema", "folder.toml")
    assert "Is a directory" in said
    assert "Errno" not in said


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["--format", "conll", "--split", "60,20,20"], "--split is for training data only"),
        (["--format", "docbin", "--seed", "3"], "--seed is for training data only"),
        (["--format", "csv", "--spans-key", "sc"], "--spans-key is for training data only"),
        (["--with-suggestions"], "--with-suggestions is for other formats: name one with --format"),
        (["--option", "language=de"], "--option is for other formats: name one with --format"),
    ],
)
def test_an_option_that_would_not_be_heeded_is_refused(
    place: Path, call: list[str], said: str, capsys: Capture
) -> None:
    before = sorted(place.iterdir())
    assert told(capsys, "export", "mein projekt", "out", *call, status=2).endswith(said)
    assert sorted(place.iterdir()) == before


@pytest.mark.parametrize("option", ["--force", "--no-frames", "--schema=news", "--in=i.jsonl"])
def test_what_is_for_lines_goes_without_a_project(
    place: Path, option: str, capsys: Capture
) -> None:
    assert place
    said = told(capsys, "suggest", "mein projekt", option, status=2)
    assert said.endswith("--in, --out, --schema, --no-frames and --force go without a PROJECT")
