"""The command `tokenizer`: rules in and out, what they change, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy

from annotate.articles import Article
from annotate.cli.main import run
from annotate.project import Project
from annotate.spans import Layer, Span
from annotate.store.imports import Incoming
from annotate.text import fingerprint
from annotate.tokenizer.rules import SETTING, RuleKind, TokenizerRule, rules_from

TEXT = "Covid-19 closed the port. The unit left for Vesna-4 as Covid-19 spread."
WORD = TokenizerRule(RuleKind.WORD, ("Covid", "-19"))
SIGN = TokenizerRule(RuleKind.SIGN, ("-",))


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    """A project in which “Covid” of “Covid-19” is gold."""
    project = make_project("rules", articles=())
    article = Article("a", TEXT)
    span = Span("s", 0, 5, "ORG", Layer.ENTITY)
    project.add_annotated([Incoming(article, fingerprint(TEXT), (span,))], title="in").result()
    project.close()
    return project.path


def stored(path: Path) -> tuple[TokenizerRule, ...]:
    with Project.open(path, read_only=True) as project:
        return rules_from(project.setting(SETTING))


def test_rules_are_tried_added_listed_shown_and_removed(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tokenizer", "add", str(path), "Covid|-19", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "Covid-19 → Covid | -19 × 2" in out
    assert (
        "2 places in 1 article would change; 1 gold span begins to fit the tokens, 0 cease to"
        in out
    )
    assert stored(path) == ()
    assert run(["tokenizer", "add", str(path), "Covid|-19"]) == 0
    assert run(["tokenizer", "add", str(path), "-", "--sign"]) == 0
    assert stored(path) == (WORD, SIGN)
    capsys.readouterr()
    assert run(["tokenizer", "list", str(path)]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed == ["Covid-19 is cut into Covid | -19", "every word is cut at -", "2 rules"]
    assert run(["tokenizer", "show", str(path), "Vesna-4 had Covid-19."]) == 0
    assert capsys.readouterr().out == "Vesna | - | 4 | had | Covid | -19 | .\n"
    assert run(["tokenizer", "remove", str(path), "-", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["rules"] == [{"kind": "word", "pieces": ["Covid", "-19"]}]
    assert (told["fitting"], told["broken"]) == (0, 0)
    assert stored(path) == (WORD,)
    assert run(["tokenizer", "remove", str(path), "Covid|-19"]) == 0
    assert stored(path) == ()


def test_rules_go_out_and_come_in_also_as_those_of_spacy(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tokenizer", "add", str(path), "Covid|-19"]) == 0
    assert run(["tokenizer", "add", str(path), "/", "--sign"]) == 0
    rules = stored(path)
    out = tmp_path / "out" / "rules.json"
    assert run(["tokenizer", "export", str(path), str(out)]) == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    # What is written does in spaCy what it says.
    nlp: Any = spacy.blank("en")
    for word, tokens in told["special_cases"].items():
        nlp.tokenizer.add_special_case(word, tokens)
    assert [token.text for token in nlp("Covid-19 came.")][:2] == ["Covid", "-19"]
    assert run(["tokenizer", "remove", str(path), "Covid-19", "/"]) == 0
    assert run(["tokenizer", "import", str(path), str(out)]) == 0
    assert stored(path) == rules
    assert run(["tokenizer", "remove", str(path), "Covid-19", "/"]) == 0
    cases = {"Covid-19": [{"ORTH": "Covid"}, {"ORTH": "-19"}], "Mr.": [{"ORTH": "Mr."}]}
    other = tmp_path / "cases.json"
    other.write_text(json.dumps(cases))
    assert run(["tokenizer", "import", str(path), str(other)]) == 0
    assert stored(path) == (WORD,)
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["add"], 2),
        (["show"], 2),
        (["remove"], 2),
        (["import"], 2),
        (["export", "a", "b"], 2),
        (["cut", "a|b"], 2),
        (["add", "Covid-19"], 1),
        (["add", "a b|c"], 1),
        (["add", "|a"], 1),
        (["remove", "Vesna"], 1),
        (["import", "nowhere.json"], 1),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    path: Path, arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    action, *items = arguments
    assert run(["tokenizer", action, str(path), *items]) == status
    assert capsys.readouterr().err
    assert stored(path) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{", '{"Mr.": [{"ORTH": "Mr."}]}', '{"a": 1}', "7"),
        '{"ab5": [{"ORTH": "a"}, {"ORTH": "b"}, 5]}',
        '{"ab5": [{"ORTH": "a"}, {"ORTH": "b"}, {"ORTH": 5}]}',
    ],
)
def test_a_file_without_rules_says_so(path: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "rules.json"
    file.write_text(text)
    assert run(["tokenizer", "import", str(path), str(file)]) == 1
    assert stored(path) == ()
