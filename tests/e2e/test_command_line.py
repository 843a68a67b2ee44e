"""The command line as people call it: real processes, exit status, output."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.tokens import DocBin

MAIN = Path(__file__).parents[2] / "main.py"
ARTICLES = [
    "President Ana Petrova arrived in Berlin on 3 March 2026. Petrova met Chancellor Karl Weiss.",
    "Rebels attacked a convoy near Lagos on Tuesday. At least 12 soldiers were killed.",
    "The European Union imposed sanctions on Norland after the shelling of the port. 🇺🇦",
    "Thousands protested in Paris. Police arrested 40 people on Monday, the ministry said.",
    "Talks in Geneva ended without a ceasefire. Envoys will meet again next week.",
    "The army withdrew its troops from the border, a spokesman for the government said.",
]


def spandesk(*arguments: object, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, str(MAIN), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=150,
        check=False,
    )
    assert done.returncode == status, done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has gone the whole way once."""
    folder = tmp_path_factory.mktemp("cli")
    source = folder / "in"
    source.mkdir()
    for number, text in enumerate(ARTICLES):
        (source / f"{number}.txt").write_text(text, encoding="utf-8")
    (source / "blank.txt").write_text(" \n")
    spandesk("new", folder / "p.spandesk")
    spandesk("import", folder / "p", source, "--report", folder / "report.json")
    spandesk("suggest", folder / "p")
    return folder


def test_import_reports_what_it_refused(folder: Path) -> None:
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["added"] == len(ARTICLES)
    (refusal,) = report["refusals"]
    assert refusal["source"].endswith("blank.txt")
    assert refusal["reason"] == "empty"
    assert "has no text" in refusal["message"]


def test_importing_again_adds_nothing(folder: Path) -> None:
    done = spandesk("import", folder / "p", folder / "in")
    assert done.stdout.startswith("0 articles added")


def test_the_whole_way_to_training_data(folder: Path) -> None:
    stats = json.loads(spandesk("stats", folder / "p", "--json").stdout)
    assert stats["articles"]["new"] == len(ARTICLES)
    assert stats["suggestions"]["news"] > 8
    accepted = spandesk("accept", folder / "p", "--done").stdout
    stats = json.loads(spandesk("stats", folder / "p", "--json").stdout)
    assert stats["articles"]["done"] == len(ARTICLES)
    assert accepted.startswith(f"{stats['spans']['total']} suggestions accepted")
    assert spandesk("check", folder / "p").stdout == "The project is whole.\n"
    out = folder / "export"
    done = spandesk("export", folder / "p", out, "--split", "60,20,20", "--seed", "3")
    assert "python -m spacy train config.cfg" in done.stdout
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["unaligned"] == []
    nlp = spacy.blank("en")
    texts = ""
    for name in ("train", "dev", "test"):
        for doc in DocBin().from_disk(out / f"{name}.spacy").get_docs(nlp.vocab):
            texts += doc.text
            for span in (*doc.ents, *doc.spans.get("events", ())):
                assert span.text == doc.text[span.start_char : span.end_char]
    for text in ARTICLES:
        assert all(word in texts for word in text.split())


def test_stateless_suggestions_have_offsets_into_the_text_as_given(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "\ufeffRussia\r\nand Ukraine held talks on 3 March 2026. 🇺🇦 Kyiv"},
        {"id": 7, "text": ""},
        {"no": "text"},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    body = "\n".join(json.dumps(line) for line in lines)
    source.write_text(f'{body}\n{{"id": broken\n{json.dumps({"id": "z", "text": "Peace."})}\n')
    done = spandesk("suggest", "--in", source, "--out", target)
    assert "in.jsonl:3" in done.stderr
    assert "in.jsonl:4" in done.stderr
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 7, "z"]
    first = answers[0]
    assert first["text"] == lines[0]["text"]
    found = {first["text"][span["start"] : span["end"]]: span for span in first["spans"]}
    assert {"Russia", "Ukraine", "Kyiv", "3 March 2026"} <= found.keys()
    for span in first["spans"]:
        assert set(span) >= {"start", "end", "label", "layer", "score", "suggester", "explanation"}
        assert span["layer"] in ("entity", "event")
        assert 0 <= span["score"] <= 1
        assert span["suggester"]
        assert span["explanation"]


@pytest.mark.parametrize(
    ("arguments", "status", "word"),
    [
        (("frobnicate", "x"), 2, "unknown command"),
        (("frobnicate",), 2, "no command and no project frobnicate. See"),
        (("exprot",), 2, "Did you mean “spandesk export”?"),
        (("--frobnicate",), 2, "unknown option"),
        (("import",), 2, "required"),
        (("suggest",), 2, "PROJECT"),
        (("suggest", "p", "--in", "x", "--out", "y"), 2, "without a PROJECT"),
        (("accept", "p", "--min-score", "7"), 2, "from 0 to 1"),
        (("export", "p", "d", "--split", "50,50,50"), 2, "add up to 100"),
        (("stats", "nowhere"), 1, "no project at"),
        (("suggest", "--in", "nowhere", "--out", "x", "--suggester", "nobody"), 1, "nobody"),
        (("new", "x", "--schema", "nowhere.toml"), 1, "no such file"),
    ],
)
def test_failures_have_a_status_and_a_sentence(
    tmp_path: Path,
    arguments: tuple[str, ...],
    status: int,
    word: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = spandesk(*arguments, status=status)
    assert word in done.stderr
    assert not list(tmp_path.glob("*.spandesk"))


def test_an_empty_project_has_nothing_to_export(tmp_path: Path) -> None:
    spandesk("new", tmp_path / "p")
    done = spandesk("export", tmp_path / "p", tmp_path / "out", status=1)
    assert "No article is marked done" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "command", ["new", "import", "suggest", "accept", "export", "stats", "check", "suggesters"]
)
def test_every_command_has_help(command: str) -> None:
    assert spandesk(command, "--help").stdout.startswith(f"usage: spandesk {command}")


def test_suggesters_are_listed() -> None:
    rows = json.loads(spandesk("suggesters", "--json").stdout)
    assert {"rules", "lexicon", "news"} <= {row["name"] for row in rows}
    assert "news" in {row["name"] for row in rows if row["default"]}


@pytest.mark.skipif(os.name != "posix", reason="pipes close otherwise elsewhere")
@pytest.mark.parametrize("arguments", [["suggesters"], ["suggesters", "--json"]])
def test_a_reader_that_leaves_ends_it_quietly(arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, str(MAIN), *arguments],
            stdout=pipe,
            stderr=subprocess.PIPE,
            timeout=150,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_output_that_cannot_be_written_is_a_failure_with_its_reason() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, str(MAIN), "suggesters"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=150,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("The output cannot be written: ")
    assert done.stderr.count("\n") == 1


def test_the_installed_command_needs_no_module_of_its_own() -> None:
    project = tomllib.loads((MAIN.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["scripts"] == {"spandesk": "gui.entry:main"}
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert sorted(wheel["packages"]) == ["annotate", "gui", "resources"]
    assert "force-include" not in wheel
    code = (
        "import sys; from gui.entry import main; status = main(['--help']);"
        "assert not [name for name in sys.modules if name.startswith(('PySide6', 'main'))];"
        "sys.exit(status)"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, cwd=MAIN.parent, stdout=subprocess.DEVNULL
    )


def test_the_module_is_the_command_from_any_folder(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(MAIN.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "gui", "--version"],
        check=True, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert done.stdout.startswith("spandesk ")
    wrong = subprocess.run(
        [sys.executable, "-m", "gui", "--nothing"],
        check=False, cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert wrong.returncode == 2
