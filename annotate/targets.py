"""Where a file may be written: never over a project, nor over what is read for it.

A project is known by its content, so that no other spelling of its name, link or hard link leads
around: the header of SQLite with our application id (sqlite.org/fileformat.html, section 1.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from annotate.errors import ExportError

HEAD: Final = 1 << 16
"""Bytes of a file that are looked at to tell what it is."""

_SQLITE: Final = b"SQLite format 3\0"
_APPLICATION_AT: Final = 68
_APPLICATION: Final = b"SpDk"
_SUFFIX: Final = ".spandesk"
_COMPANIONS: Final = ("-wal", "-shm", "-journal", "-lock")
"""What SQLite and we put beside a project, behind its name."""


def is_project(path: Path) -> bool:
    """Whether the file is a Spandesk project, however it is called; what cannot be read is none."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(_APPLICATION_AT + len(_APPLICATION))
    except OSError:
        return False
    return head.startswith(_SQLITE) and head[_APPLICATION_AT:] == _APPLICATION


def require_free(target: Path, *, inputs: Iterable[Path] = ()) -> None:
    """Raise `ExportError` when writing to `target` would destroy a project or one of `inputs`."""
    if is_project(target):
        raise ExportError(path=str(target), reason="is_project")
    if (owner := _owner(target)) is not None:
        raise ExportError(path=str(target), reason="of_project", project=str(owner))
    if any(_is_same(target, item) for item in inputs):
        raise ExportError(path=str(target), reason="is_input")
    if target.exists() and not target.is_file() and not target.is_dir():
        raise ExportError(path=str(target), reason="no_plain_file")


def require_own(target: Path, is_own: Callable[[bytes], bool]) -> None:
    """Raise `ExportError` when a file is there that is clearly no earlier output of the same kind.

    `is_own` is given its first `HEAD` bytes; a blank file and none at all may be replaced.
    """
    try:
        if not target.is_file():
            return
        with target.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return  # the writing itself will tell
    if head.strip() and not is_own(head):
        raise ExportError(path=str(target), reason="something_else")


def is_text(head: bytes) -> bool:
    """Whether bytes can be the beginning of a text in UTF-8."""
    # The last character may be cut.
    return b"\0" not in head and "\ufffd" not in head[:-4].decode("utf-8", "replace")[:-1]


def _owner(target: Path) -> Path | None:
    """The project that a name such as NAME.spandesk-wal belongs to."""
    for path in (target, target.resolve()):
        for ending in _COMPANIONS:
            if path.name.casefold().endswith(ending) and path.name != ending:
                owner = path.with_name(path.name[: -len(ending)])
                if owner.suffix.casefold() == _SUFFIX or is_project(owner):
                    return owner
    return None


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
