"""Own lists and evaluation from the command line as people call them: real processes, files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.project import Project
from annotate.schema.shipped import find_schema
from tests.e2e.test_command_line import spandesk

TEXTS = (
    "The Quayside Guild met Ana Petrova in Varna on Monday.",
    "Ana Petrova said the Quayside Guild would walk out. Its members walked out in March.",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with two articles."""
    made = Project.create(tmp_path / "p.spandesk", find_schema("news"))
    made.add_articles([Article(str(number), text) for number, text in enumerate(TEXTS)]).result()
    made.close()
    return made.path


def test_the_whole_way_of_a_list(path: Path, tmp_path: Path) -> None:
    added = spandesk("lists", "add", path, "Quayside Guild", "Varna", "--label", "ORG")
    assert added.stdout == "2 entries added, 0 changed\n"
    spandesk("lists", "add", path, "walk out", "--label", "DEMONSTRATE", "--form", "verb")
    names = tmp_path / "people.csv"
    names.write_text("text,label\nAna Petrova,PERSON\nx,NOPE\n", encoding="utf-8")
    done = spandesk("lists", "import", path, names, status=1)
    assert "people.csv, line 3" in done.stderr
    assert done.stdout == "1 entry added to people, 0 there before, 1 refused\n"
    rows = json.loads(spandesk("lists", "list", path, "--json").stdout)
    assert [(row["title"], row["entries"]) for row in rows] == [("My list", 3), ("people", 1)]
    shown = spandesk("lists", "show", path).stdout.splitlines()
    assert shown[1] == "Quayside Guild,ORG,entity,words,exact,0.95,yes"
    done = spandesk("lists", "remove", path, "Varna", "nothing", "--label", "ORG")
    assert "no entry “nothing”" in done.stderr
    assert done.stdout == "1 entry removed\n"
    out = tmp_path / "out.patterns.jsonl"
    spandesk("lists", "export", path, out)
    assert json.loads(out.read_text().splitlines()[0])["pattern"] == "Quayside Guild"
    spandesk("suggest", path)
    stats = json.loads(spandesk("stats", path, "--json").stdout)
    assert stats["suggestions"]["lists"] == 6
    assert "lists" in stats["suggestions"]
    assert spandesk("suggest", path).stdout.startswith("0 articles looked at")
    spandesk("lists", "remove", path, "walk out")
    assert spandesk("suggest", path).stdout.startswith("2 articles looked at"), "lists have changed"
    stats = json.loads(spandesk("stats", path, "--json").stdout)
    assert stats["suggestions"]["lists"] == 4
    spandesk("lists", "disable", path, "--list", "people")
    assert "  people" in spandesk("lists", "list", path).stdout
    spandesk("lists", "remove", path, "--list", "people")
    assert "people" not in spandesk("lists", "list", path).stdout


def test_lists_say_what_is_wrong(path: Path, tmp_path: Path) -> None:
    assert "no list “None”" in spandesk("lists", "show", path, "--list", "None", status=1).stderr
    assert "has no label" in spandesk("lists", "add", path, "x", status=1).stderr
    assert (
        "There is no list" in spandesk("lists", "export", path, tmp_path / "a.csv", status=1).stderr
    )
    spandesk("lists", "add", path, status=2)
    spandesk("lists", "import", path, status=2)
    spandesk("lists", "frobnicate", path, status=2)
    lexicon = tmp_path / "t.toml"
    lexicon.write_text('format = 1\n[triggers]\nATTACK = [{ verb = "raid", score = 0.9 }]\n')
    assert "the lexicon t is in" in spandesk("lists", "import", path, lexicon).stdout
    done = spandesk("lists", "export", path, tmp_path / "t.csv", "--list", "t", status=1)
    assert "is a lexicon" in done.stderr
    assert spandesk("lists", "show", path, "--list", "t").stdout.startswith("format = 1")


def test_a_project_is_evaluated(path: Path) -> None:
    done = spandesk("evaluate", path, status=1)
    assert "No article of p is marked done" in done.stderr
    spandesk("lists", "add", path, "Quayside Guild", "--label", "ORG")
    spandesk("suggest", path, "--suggester", "lists")
    spandesk("accept", path, "--done")
    lines = spandesk("evaluate", path, "--suggester", "lists").stdout.splitlines()
    assert lines[0] == "2 articles, 2 gold spans, 2 suggestions of lists"
    assert any(line.split()[:4] == ["ORG", "100.0", "100.0", "100.0"] for line in lines)
    data = json.loads(
        spandesk("evaluate", path, "--suggester", "rules", "--label", "ORG", "--json").stdout
    )
    assert data["articles"] == 2
    assert data["layers"]["entity"]["gold"] == 2
    assert set(data["layers"]["entity"]["labels"]) == {"ORG"}


def test_what_suggest_writes_is_its_own_gold(tmp_path: Path) -> None:
    source, gold = tmp_path / "in.jsonl", tmp_path / "gold.jsonl"
    source.write_text(
        "".join(json.dumps({"text": text}) + "\n" for text in TEXTS)  # the line is the id
    )
    spandesk("suggest", "--in", source, "--out", gold, "--suggester", "rules",
             "--suggester", "lexicon")  # fmt: skip
    data = json.loads(
        spandesk(
            "evaluate", gold, "--suggester", "rules", "--suggester", "lexicon", "--json"
        ).stdout
    )
    for layer in ("entity", "event"):
        assert data["layers"][layer]["strict"]["f1"] == 1.0
        assert data["layers"][layer]["gold"] > 0
    text = spandesk("evaluate", gold, "--suggester", "rules", status=0).stdout
    assert "worst articles" in text


def test_wrong_use_and_wrong_files(path: Path, tmp_path: Path) -> None:
    assert "is not there" in spandesk("evaluate", tmp_path / "none.jsonl", status=1).stderr
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    assert "no gold record" in spandesk("evaluate", empty, status=1).stderr
    spandesk("evaluate", path, "--all-labels", "--label", "ORG", status=2)
    gold = tmp_path / "g.jsonl"
    gold.write_text('{"id": "1", "text": "Riga."}\n{broken\n')
    spandesk("evaluate", gold, "--as-shown", status=2)
    done = spandesk("evaluate", gold, "--suggester", "rules", "--all-labels", status=1)
    assert "g.jsonl:2" in done.stderr
    assert done.stdout.startswith("1 article, 0 gold spans, 1 suggestion of rules")
    assert (
        "no suggester nobody"
        in spandesk("evaluate", gold, "--suggester", "nobody", status=1).stderr
    )
