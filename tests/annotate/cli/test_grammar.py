"""Options stand before, between and behind the rest of a command: it is read the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from annotate.articles import Article, ArticleState
from annotate.cli.main import make_parser, run
from annotate.project import Project
from gui.entry import COMMANDS

CALLS: dict[str, tuple[list[str], list[list[str]]]] = {
    "new": (["p"], [["--schema", "s"]]),
    "import": (["p", "one", "two"], [["--format", "articles"], ["--not-done"], ["--map", "A=B"]]),
    "formats": ([], [["--json"]]),
    "suggest": (["p"], [["--suggester", "rules"], ["--force"]]),
    "accept": (["p"], [["--min-score", "0.5"], ["--article", "a"], ["--done"]]),
    "label": (["p", "the words", "L"], [["--layer", "event"], ["--dry-run"]]),
    "export": (["p", "out"], [["--format", "conll"], ["--force"], ["--split", "60,20,20"]]),
    "articles": (["p"], [["--state", "done"], ["--json"]]),
    "stats": (["p"], [["--json"]]),
    "check": (["p"], [["--repair"], ["--out", "o"]]),
    "suggesters": ([], [["--json"]]),
    "events": (["p"], [["--csv"], ["--label", "L"], ["--state", "new"]]),
    "evaluate": (["gold"], [["--merge", "A,B"], ["--json"]]),
    "train": (["p"], [["--steps", "5"], ["--runs"]]),
    "package": (["p", "out"], [["--run", "2"], ["--json"]]),
    "complete": (["p"], [["--article", "a"], ["--mark"], ["--paragraph", "2"]]),
    "remove": (["p", "a1", "a2"], [["--bring-back"], ["--dry-run"], ["--json"]]),
    "set-details": (["p", "a1"], [["--title", "T"], ["--json"]]),
    "tokenizer": (["add", "p", "one|two", "a|b"], [["--sign"], ["--dry-run"]]),
    "lists": (["add", "p", "one", "two"], [["--list", "Mine"], ["--any-case"]]),
    "schema": (["rename", "p", "OLD", "NEW"], [["--role"], ["--of", "L"], ["--dry-run"]]),
    "history": (["p"], [["--article", "a"], ["--json"]]),
    "backups": (["p"], [["--make"], ["--json"]]),
    "restore": (["p"], [["--to", "b1"], ["--preview"]]),
}
"""Of each command what it is about, and some of its options."""


def orders(rest: Sequence[str], options: Sequence[list[str]]) -> Iterator[list[str]]:
    """Every way in which the options stand among the rest, each in its turn."""
    if not options:
        yield list(rest)
        return
    for place in range(len(rest) + 1):
        for behind in orders(rest[place:], options[1:]):
            yield [*rest[:place], *options[0], *behind]


def test_every_command_is_looked_at() -> None:
    assert set(CALLS) == COMMANDS


@pytest.mark.parametrize("command", CALLS)
def test_options_may_stand_anywhere(command: str) -> None:
    rest, options = CALLS[command]
    parser = make_parser()
    calls = list(orders(rest, options))
    assert len(calls) > len(rest) or not rest
    read = []
    for call in calls:
        given = vars(parser.parse_args([command, *call]))
        given.pop("parser")
        read.append(given)
    assert all(each == read[0] for each in read)


@pytest.mark.parametrize("command", CALLS)
def test_help_names_what_a_command_is_about_and_every_option(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"usage: spandesk {command} ")
    for option in (name for group in CALLS[command][1] for name in group if name[:2] == "--"):
        assert said.count(option) >= 2, "in the call, and by itself"
    assert "SUPPRESS" not in said


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["remove"], "the following arguments are required: PROJECT"),
        (["remove", "p", "--nonsense"], "unrecognized arguments: --nonsense\n"),
        (["remove", "p", "--dryrun"], "unrecognized arguments: --dryrun (did you mean --dry-run?)"),
        (["accept", "p", "--minscore=1"], "--minscore=1 (did you mean --min-score?)"),
        (["export", "p", "--force"], "the following arguments are required: PATH"),
        (["restore", "p"], "the following arguments are required: --to"),
        (["stats", "p", "--json", "another"], "unrecognized arguments: another"),
        (["tokenizer", "cut", "p"], "invalid choice: 'cut'"),
        (["accept", "--min-score", "2", "p"], "a number from 0 to 1 is wanted"),
    ],
)
def test_wrong_use_is_told_with_the_whole_call(
    call: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(call) == 2
    told = capsys.readouterr().err
    assert said in told
    assert f"usage: spandesk {call[0]} " in told


def test_behind_two_dashes_anything_may_begin_with_one() -> None:
    given = make_parser().parse_args(["remove", "p", "--dry-run", "--", "-x", "--y"])
    assert (given.article, given.dry_run) == (["-x", "--y"], True)


def test_an_id_behind_an_option_is_removed_and_brought_back(
    make_project: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ["a1", "a2", "a3"]
    project = make_project("p", articles=tuple(Article(x, f"The text of {x}.") for x in ids))
    path = project.path
    project.close()

    def removed() -> list[str]:
        with Project.open(path, read_only=True) as opened:
            return opened.article_ids(states=(ArticleState.REMOVED,))

    assert run(["remove", str(path), "--dry-run", "a2"]) == 0
    assert "1 article would be removed" in capsys.readouterr().out
    assert removed() == []
    assert run(["remove", str(path), "a1", "--json", "a2"]) == 0
    assert removed() == ["a1", "a2"]
    assert run(["remove", str(path), "--bring-back", "a1"]) == 0
    assert removed() == ["a2"]
    assert run(["remove", "--bring-back", str(path)]) == 0
    assert removed() == []


def test_what_is_said_to_be_copied_is_quoted(
    make_project: Callable[..., Project], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import shlex

    ids = ["täg liche news", "-x", "it's"]
    project = make_project("my p", articles=tuple(Article(x, f"The text of {x}.") for x in ids))
    project.close()
    path = tmp_path / "Ärger im Büro.spandesk"
    project.path.rename(path)
    for taken in (ids[:1], ids[1:]):
        assert run(["remove", str(path), "--", *taken]) == 0
        line = capsys.readouterr().out.splitlines()[-1]
        words = shlex.split(line.partition(": ")[2])
        assert words[0] == "spandesk"
        assert run(words[1:]) == 0
        with Project.open(path, read_only=True) as opened:
            assert opened.article_ids() == ids


def test_where_nothing_else_is_removed_many_come_back_without_their_ids(
    make_project: Callable[..., Project], capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [f"a{number}" for number in range(13)]
    project = make_project("p", articles=tuple(Article(x, f"The text of {x}.") for x in ids))
    project.close()
    path = str(project.path)
    assert run(["remove", path, *ids[1:]]) == 0
    assert capsys.readouterr().out.endswith("--bring-back\n")
    assert run(["remove", path, "--bring-back"]) == 0
    assert run(["remove", path, ids[0]]) == 0
    capsys.readouterr()
    assert run(["remove", path, *ids[1:]]) == 0
    assert capsys.readouterr().out.endswith(f"--bring-back {' '.join(ids[1:])}\n")
