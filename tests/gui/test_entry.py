"""Which words open the window: a project that is there, or a path; never a mistyped command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gui import entry
from gui.entry import is_place, main


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What the window would be opened with, in an empty folder."""
    seen: list[list[str]] = []

    def note(given: list[str]) -> int:
        seen.append(given)
        return 0

    monkeypatch.setattr("gui.start.run", note)
    monkeypatch.setattr(entry, "quicken", lambda: None)
    monkeypatch.setattr(entry, "has_screen", lambda: True)
    monkeypatch.chdir(tmp_path)
    return seen


@pytest.mark.parametrize("word", ["foo", "exprot", "stat", "Export", "new-york"])
def test_a_word_that_is_nothing_opens_no_window(
    opened: list[list[str]], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word]) == 2
    assert f"there is no command and no project {word}." in capsys.readouterr().err
    assert opened == []


def test_what_was_meant_is_named(
    opened: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["exprot"]) == 2
    assert "Did you mean “spandesk export”?" in capsys.readouterr().err
    assert main(["qqqq"]) == 2
    assert "Did you mean" not in capsys.readouterr().err
    assert opened == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["a b", "stats"], "unknown command a b; the command comes first: spandesk stats 'a b'"),
        (["--json", "stats", "p"], "option --json; the command comes first: spandesk stats --json"),
        (["stat", "p", "--json"], "unknown command stat; did you mean spandesk stats p --json?"),
        (["qqqq", "p"], "unknown command qqqq; see spandesk --help"),
        (["--nonsense"], "unknown option --nonsense; see spandesk --help"),
    ],
)
def test_a_line_in_another_order_is_said_in_the_right_one(
    opened: list[list[str]], call: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(call) == 2
    told = capsys.readouterr().err
    assert said in told
    assert told.count("\n") == 1
    assert opened == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["help"], "usage: spandesk [-h]"),
        (["help", "stats"], "usage: spandesk stats"),
        (["help", "nothing"], "usage: spandesk [-h]"),
    ],
)
def test_help_is_given_to_who_asks_for_it_by_that_word(
    opened: list[list[str]], call: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(call) == 0
    assert capsys.readouterr().out.startswith(said)
    assert opened == []


def test_a_folder_beside_a_project_of_its_name_is_not_meant(
    opened: list[list[str]], tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine.spandesk").touch()
    assert main(["mine"]) == 0
    assert opened == [["mine.spandesk"]]


def test_projects_open_with_their_suffix_or_without(
    opened: list[list[str]], tmp_path: Path
) -> None:
    (tmp_path / "mine.spandesk").touch()
    (tmp_path / "plain").touch()
    for word in ("mine", "mine.spandesk", "plain", str(tmp_path / "mine")):
        assert main([word]) == 0
    whole = str(tmp_path / "mine.spandesk")
    assert opened == [["mine.spandesk"], ["mine.spandesk"], ["plain"], [whole]]


@pytest.mark.parametrize("word", ["new.spandesk", f".{os.sep}new", "folder/new", "../new"])
def test_a_path_that_is_not_there_is_for_the_window_to_say(
    opened: list[list[str]], word: str
) -> None:
    assert is_place(word)
    assert main([word]) == 0
    assert opened == [[word]]


def test_no_word_at_all_opens_the_window(opened: list[list[str]]) -> None:
    assert main([]) == 0
    assert opened == [[]]
