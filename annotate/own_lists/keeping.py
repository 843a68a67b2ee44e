"""Bringing entries into the own lists of a project: from a file, or by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import ListFileError, OwnListError
from annotate.own_lists.files import Defaults, read_list
from annotate.own_lists.values import LISTS, ListEntry, OwnList

if TYPE_CHECKING:
    from annotate.project import Project


@dataclass(frozen=True, slots=True)
class Imported:
    """How it went: entries added and those that were there, by list; lines refused."""

    title: str
    added: int = 0
    changed: int = 0
    refusals: tuple[ListFileError, ...] = ()
    is_lexicon: bool = False


def import_list(
    project: Project, path: Path, *, title: str = "", defaults: Defaults | None = None
) -> Imported:
    """Read a file into the list of this title, or of the file's name, and wait until it is durable.

    Labels must be in the schema. A lexicon replaces the lexicon of that title. Raises
    `ListFileError` for the file as a whole, and `OwnListError` when list and file do not fit.
    """
    title = title or path.name.partition(".")[0]
    read = read_list(path, defaults or Defaults(schema=project.schema))
    if read.lexicon:
        put_lexicon(project, title, read.lexicon)
        return Imported(title, is_lexicon=True)
    added = put_entries(project, title, read.entries) if read.entries else 0
    return Imported(
        title,
        added=added,
        changed=len(read.entries) - added + read.repeated,
        refusals=tuple(read.refusals),
    )


def put_entries(project: Project, title: str, entries: Sequence[ListEntry]) -> int:
    """Add checked entries to a list, which is made if there is none; how many are new."""
    found = _found(project, title)
    if found is not None and found.is_lexicon:
        raise OwnListError(title=title, reason="is_lexicon")
    list_id = found.id if found is not None else make_list(project, title)
    return project.lists.put(list_id, entries).result()


def make_list(project: Project, title: str, *, lexicon: str = "") -> int:
    """Make a list and have the lists speak in the project; its id. Raises `OwnListError`."""
    list_id = project.lists.add(title.strip(), lexicon=lexicon).result()
    chosen = project.chosen_suggesters()
    if chosen and LISTS not in chosen:
        # Who makes a list wants to hear it.
        project.choose_suggesters((*chosen, LISTS)).result()
    return list_id


def put_lexicon(project: Project, title: str, lexicon: str) -> None:
    """Make a list of a good lexicon, or replace the one of that title; raises `OwnListError`."""
    found = _found(project, title)
    if found is None:
        make_list(project, title, lexicon=lexicon)
    elif found.is_lexicon:
        project.lists.set_lexicon(found.id, lexicon).result()
    else:
        raise OwnListError(title=title, reason="is_entries")


def _found(project: Project, title: str) -> OwnList | None:
    return next((each for each in project.lists.all() if each.title == title), None)
