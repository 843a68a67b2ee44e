"""What a refused command adds to the sentence of its error: how it is typed right."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from annotate.cli.command_line import FORCE, INCLUDE_UNFINISHED, project_file, with_suffix
from annotate.errors import (
    AnnotateError,
    ExportError,
    StoreCorruptError,
    StoreMissingError,
    StoreReadOnlyError,
)


def remedy(error: AnnotateError, given: argparse.Namespace) -> str:
    """What the sentence speaks of as it is typed, with a blank ahead; empty for nothing."""
    reason = error.fields.get("reason") if isinstance(error, ExportError) else ""
    if reason == "nothing_done":
        return f" On the command line: {INCLUDE_UNFINISHED}."
    if reason == "something_else" and hasattr(given, "force"):
        return f" To replace it all the same: {FORCE}."
    if isinstance(error, StoreReadOnlyError) and getattr(given, "repair", False):
        return " The repaired copy goes elsewhere with --out."
    if isinstance(error, StoreMissingError | StoreCorruptError):
        named = next((getattr(given, name) for name in _PROJECTS if hasattr(given, name)), None)
        return _of_order(given, named) or _of_folder(named)
    return ""


def _of_order(given: argparse.Namespace, named: Path | str | None) -> str:
    """The project may stand in another place of the line."""
    from annotate.targets import is_project

    if named is None or is_project(project_file(Path(named))):
        return ""
    for text in _others(given, named):
        path = Path(text)
        if path.name and (is_project(path) or is_project(with_suffix(path))):
            return f" “{text}” is a project: it comes ahead of the rest."
    return ""


def _of_folder(named: Path | str | None) -> str:
    is_folder = named is not None and Path(named).is_dir()
    return f" “{named}” is a folder." if is_folder else ""


_PROJECTS = ("project", "gold", "source", "what")
"""What commands call the argument that may be a project."""


def _others(given: argparse.Namespace, named: object) -> Iterator[str]:
    for value in vars(given).values():
        for item in value if isinstance(value, list) else (value,):
            if item != named and isinstance(item, str | Path):
                yield str(item)
