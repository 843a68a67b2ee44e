"""The page of the command line has every command with every option, and no other."""

from __future__ import annotations

import argparse
import re

import pytest

import main
from annotate.cli.main import make_parser
from tests.docs.pages import GUIDE, ROOT, code_blocks, sections


def _commands() -> dict[str, argparse.ArgumentParser]:
    actions = make_parser()._actions
    found = next(item for item in actions if isinstance(item, argparse._SubParsersAction))
    return dict(found.choices)


COMMANDS = _commands()
PAGE = sections((GUIDE / "command-line.md").read_text(encoding="utf-8"))


def _options(parser: argparse.ArgumentParser) -> set[str]:
    given = {option for action in parser._actions for option in action.option_strings}
    return given - {"-h", "--help"}


def test_each_command_has_a_section_and_each_section_is_a_command() -> None:
    assert list(PAGE) == list(COMMANDS)
    assert set(COMMANDS) == main.COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_a_section_shows_the_call_and_every_option_and_no_other(command: str) -> None:
    section, parser = PAGE[command], COMMANDS[command]
    calls = [block for _, block in code_blocks(section) if f"spandesk {command}" in block]
    assert len(calls) == 1
    options = _options(parser)
    assert set(re.findall(r"--[a-z][a-z-]*", calls[0])) == options
    table = {
        option
        for line in section.splitlines()
        if line.startswith("| `--")
        for option in re.findall(r"^\| `(--[a-z-]+)", line)
    }
    assert table == options


@pytest.mark.parametrize("command", COMMANDS)
def test_a_call_names_every_argument_in_order(command: str) -> None:
    call = next(block for _, block in code_blocks(PAGE[command]))
    positional = [
        str(action.metavar)
        for action in COMMANDS[command]._actions
        if not action.option_strings and action.metavar
    ]
    words = re.findall(r"[A-Z]+", call.splitlines()[0].partition(" [-")[0])
    assert words[: len(positional)] == positional


def test_defaults_on_the_page_are_those_of_the_parser() -> None:
    for command, parser in COMMANDS.items():
        for action in parser._actions:
            row = next(
                (
                    line
                    for line in PAGE[command].splitlines()
                    if action.option_strings and line.startswith(f"| `{action.option_strings[0]}")
                ),
                "",
            )
            stated = re.search(r"default: `?([\w,]+)`?", row)
            if stated:
                default = action.default
                text = ",".join(map(str, default)) if isinstance(default, tuple) else str(default)
                assert stated[1] == text, f"{command} {action.option_strings}"


def test_calls_in_every_page_are_understood() -> None:
    """Each `spandesk …` line of README and guide is one that the parser takes."""
    pages = [ROOT / "README.md", *sorted(GUIDE.glob("*.md"))]
    seen = 0
    for page in pages:
        for _, block in code_blocks(page.read_text(encoding="utf-8")):
            for line in block.splitlines():
                words = line.partition("#")[0].split()
                if words[:1] == ["spandesk"] and len(words) > 1 and words[1] in COMMANDS:
                    seen += 1
                    options = {
                        word.strip("[]") for word in words if word.lstrip("[").startswith("--")
                    }
                    assert options <= _options(COMMANDS[words[1]]), line
    assert seen > 10
