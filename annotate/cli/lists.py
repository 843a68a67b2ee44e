"""The command `lists`: the annotator's own lists of names and triggers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotate.cli.command_line import (
    complain,
    file_to_read,
    file_to_write,
    open_project,
    project_path,
    say,
    write_text,
)
from annotate.errors import OwnListError
from annotate.messages import sentence

if TYPE_CHECKING:
    from annotate.own_lists.files import Defaults, Format
    from annotate.project import Project

_ACTIONS = ("list", "show", "add", "remove", "import", "export", "enable", "disable")
_NEEDS_FILE = frozenset({"import", "export"})


def add(command: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the grammar."""
    made = command(
        "lists",
        lists,
        "Own lists of names and triggers of a project: show, add, remove, import, export, switch.",
    )
    made.add_argument("action", metavar="ACTION", choices=_ACTIONS, help=", ".join(_ACTIONS))
    made.add_argument("project", metavar="PROJECT", type=project_path, help="the project file")
    made.add_argument(
        "items", metavar="ITEM", nargs="*", help="entries to add or remove; files to import or the "
        "file to export to"
    )  # fmt: skip
    made.add_argument(
        "--list", dest="title", metavar="TITLE", help="which list; default: the name of the file "
        "that is imported, else My list"
    )  # fmt: skip
    made.add_argument("--label", metavar="NAME", help="label of entries that have none")
    made.add_argument(
        "--layer", choices=["entity", "event"], help="layer of entries that do not say"
    )
    made.add_argument(
        "--form", choices=["words", "verb", "noun", "tokens"], default="words",
        help="how added entries are looked for; default: words",
    )  # fmt: skip
    made.add_argument("--any-case", action="store_true", help="upper and lower case are the same")
    made.add_argument(
        "--score",
        metavar="X",
        type=float,
        default=0.95,
        help="score of entries that have none; default: 0.95",
    )
    made.add_argument("--json", action="store_true", help="print JSON")


def lists(given: argparse.Namespace) -> int:
    """Do one action; 1 when a line or an entry was refused."""
    items: Sequence[str] = given.items
    if given.action in _NEEDS_FILE and len(items) != 1:
        given.parser.error(f"{given.action} takes one file")
    if given.action == "add" and not items:
        given.parser.error("add takes at least one entry")
    is_reading = given.action in {"list", "show", "export"}
    with open_project(given.project, read_only=is_reading) as opened:
        act = {
            "list": _list,
            "show": _show,
            "add": _add,
            "remove": _remove,
            "import": _import,
            "export": _export,
            "enable": _switch,
            "disable": _switch,
        }
        return act[given.action](opened, given)


def _list(project: Project, given: argparse.Namespace) -> int:
    rows = project.lists.all()
    if given.json:
        data = [
            {
                "title": item.title,
                "enabled": item.is_enabled,
                "kind": "lexicon" if item.is_lexicon else "entries",
                "entries": item.count,
            }
            for item in rows
        ]
        say(json.dumps(data, ensure_ascii=False, indent=1))
        return 0
    for item in rows:
        mark = "*" if item.is_enabled else " "
        size = "lexicon" if item.is_lexicon else _entries(item.count)
        say(f"{mark} {item.title:<32} {size}")
    say("Those with * are switched on." if rows else "There are no lists in this project.")
    return 0


def _show(project: Project, given: argparse.Namespace) -> int:
    from annotate.own_lists.files import Format, write_entries

    found = project.lists.find(_title(given))
    if found.is_lexicon:
        say(found.lexicon.rstrip())
        return 0
    kind = Format.JSONL if given.json else Format.CSV
    say(write_entries(project.lists.entries(found.id), kind).rstrip())
    return 0


def _add(project: Project, given: argparse.Namespace) -> int:
    from annotate.errors import ListEntryError
    from annotate.own_lists.files import entry_of
    from annotate.own_lists.keeping import put_entries
    from annotate.own_lists.values import Form

    entries = [
        entry_of(item, form=Form(given.form), defaults=_defaults(project, given))
        for item in given.items
    ]
    try:
        added = put_entries(project, _title(given), entries)
    except ListEntryError as error:
        complain(sentence(error))
        return 1
    changed = len(entries) - added
    _answer(
        given,
        f"{_entries(added)} added, {changed} changed",
        list=_title(given), added=added, changed=changed,
    )  # fmt: skip
    return 0


def _remove(project: Project, given: argparse.Namespace) -> int:
    found = project.lists.find(_title(given))
    if not given.items:
        project.lists.remove(found.id).result()
        _answer(given, f"the list {found.title} is removed", list=found.title, removed="all")
        return 0
    wanted = set(given.items)
    entries = [
        entry
        for entry in project.lists.entries(found.id)
        if entry.text in wanted and (not given.label or entry.label == given.label)
    ]
    project.lists.remove_entries(entry.id for entry in entries).result()
    for missing in sorted(wanted - {entry.text for entry in entries}):
        complain(f"{found.title} has no entry “{missing}”.")
    count = len(entries)
    _answer(given, f"{_entries(count)} removed", list=found.title, removed=count)
    return 0 if entries else 1


def _import(project: Project, given: argparse.Namespace) -> int:
    from annotate.own_lists.keeping import import_list

    path = file_to_read(given.items[0], given)
    done = import_list(project, path, title=given.title or "", defaults=_defaults(project, given))
    for refusal in done.refusals:
        complain(sentence(refusal))
    refused = len(done.refusals)
    said = (
        f"{_entries(done.added)} added to {done.title}, {done.changed} there before, "
        f"{refused} refused"
    )
    _answer(
        given,
        f"the lexicon {done.title} is in" if done.is_lexicon else said,
        list=done.title, added=done.added, changed=done.changed, refused=refused,
    )  # fmt: skip
    return 1 if done.refusals else 0


def _export(project: Project, given: argparse.Namespace) -> int:
    from annotate.own_lists.files import Format, format_of, write_entries

    target = file_to_write(given.items[0], given)
    found = project.lists.find(_title(given))
    kind = format_of(target)
    if found.is_lexicon is not (kind is Format.TOML):
        raise OwnListError(
            title=found.title, reason="is_lexicon" if found.is_lexicon else "is_entries"
        )
    text = found.lexicon
    if not found.is_lexicon:
        text = write_entries(project.lists.entries(found.id), kind)
    write_text(target, text, is_own=partial(_is_list, kind))
    _answer(given, f"{found.title} written to {target}", list=found.title, path=str(target))
    return 0


def _is_list(kind: Format, head: bytes) -> bool:
    """Whether a file can be a list of this kind, by how it begins."""
    from annotate.own_lists.files import COLUMNS, Format
    from annotate.targets import is_text

    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    match kind:
        case Format.CSV:
            return COLUMNS[0].encode() in first.lower()
        case Format.JSONL | Format.PATTERNS:
            return first.startswith(b"{")
        case Format.TOML:
            return is_text(head) and not first.startswith(b"{")


def _switch(project: Project, given: argparse.Namespace) -> int:
    found = project.lists.find(_title(given))
    is_enabled = given.action == "enable"
    project.lists.enable(found.id, is_enabled=is_enabled).result()
    said = f"{found.title} is switched {'on' if is_enabled else 'off'}"
    _answer(given, said, list=found.title, enabled=is_enabled)
    return 0


def _answer(given: argparse.Namespace, line: str, **data: str | int) -> None:
    """Say what was done, in words or as JSON."""
    say(json.dumps(data, ensure_ascii=False) if given.json else line)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _title(given: argparse.Namespace) -> str:
    return given.title or "My list"


def _defaults(project: Project, given: argparse.Namespace) -> Defaults:
    from annotate.own_lists.files import Defaults
    from annotate.spans import Layer

    return Defaults(
        label=given.label or "",
        layer=Layer(given.layer) if given.layer else None,
        is_exact=False if given.any_case else None,
        score=given.score,
        schema=project.schema,
    )
