"""Which files are to be read: folders walked in order, everything that is no article file named."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from annotate.errors import ArticleUnreadableError
from annotate.exchange.drafts import Refusal, source_name


class FileKind(StrEnum):
    """What a file is, as far as its name tells."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    JSON_LINES = "json_lines"
    JSON = "json"
    UNNAMED = "unnamed"  # no extension, but named by the user: the content decides
    FOREIGN = "foreign"  # a file or folder that only an annotation format can read


SUFFIXES = {
    ".txt": FileKind.TEXT,
    ".text": FileKind.TEXT,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".html": FileKind.HTML,
    ".htm": FileKind.HTML,
    ".xhtml": FileKind.HTML,
    ".jsonl": FileKind.JSON_LINES,
    ".ndjson": FileKind.JSON_LINES,
    ".json": FileKind.JSON,
}
"""Extensions (lower case) of the files that can hold articles."""


EXPORT_MARKER = ".spandesk-export.json"
"""File that says which files of a folder an export wrote; it is no article."""

BRAT_FILES = frozenset({"annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf"})
"""How brat shows a collection and those below it; the reader of brat looks for them itself."""

TRAINING_FILES = frozenset(
    {
        "config.cfg",
        "functions.py",
        "tokenizer.json",
        "labels.json",
        "project.yml",
        "README.txt",
        "report.json",
    }
)
"""What lies beside the data in an exported folder of training data; none of it is an article."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read, with its size in bytes."""

    path: Path
    kind: FileKind
    size: int


def find_files(
    paths: Sequence[Path],
    *,
    on_found: Callable[[], None] = lambda: None,
    is_foreign: Callable[[Path, bool], bool] | None = None,
) -> Iterator[FoundFile | Refusal]:
    """Files under `paths` in the order given, folders sorted by name and walked to the bottom.

    Hidden and unknown files are refused by name, hidden folders as a whole. A folder is walked
    once, so that symbolic links in a circle end. `on_found` is called at each entry; it may raise.
    `is_foreign` is asked about a folder (True) or a file of unknown kind whether another reader
    takes it whole.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from _walk(path, seen, on_found, is_foreign or _is_never)


def _is_never(_path: Path, _is_folder: bool) -> bool:  # noqa: FBT001 - one rule for both kinds, called in one place
    return False


def _walk(
    root: Path,
    seen: set[tuple[int, int]],
    on_found: Callable[[], None],
    is_foreign: Callable[[Path, bool], bool],
) -> Iterator[FoundFile | Refusal]:
    waiting = [root]
    while waiting:
        path = waiting.pop()
        on_found()
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                found = _classify(path, status, is_named=path is root)
                if isinstance(found, Refusal) and stat.S_ISREG(status.st_mode):
                    is_wanted = (path is root or not _is_hidden(path)) and is_foreign(path, False)  # noqa: FBT003 - one rule for both kinds, called in one place
                    found = (
                        FoundFile(path, FileKind.FOREIGN, status.st_size) if is_wanted else found
                    )
                yield found
            elif path is not root and _is_hidden(path):
                yield _refused(path, "unknown_kind")
            elif is_foreign(path, True):  # noqa: FBT003 - one rule for both kinds, called in one place
                yield FoundFile(path, FileKind.FOREIGN, _size_of(path))
            elif (place := (status.st_dev, status.st_ino)) not in seen:
                seen.add(place)
                waiting += sorted(_inside(path), key=_name, reverse=True)
        except OSError as error:
            yield refuse_os_error(path, error)


def _inside(folder: Path) -> list[Path]:
    """What is to be read in `folder`: not what an export wrote for others than readers."""
    left = {EXPORT_MARKER, *BRAT_FILES}
    entries = [entry for entry in folder.iterdir() if entry.name not in left]
    if {entry.name for entry in entries} >= TRAINING_FILES:
        return [entry for entry in entries if entry.name not in TRAINING_FILES]
    return entries


def _classify(path: Path, status: os.stat_result, *, is_named: bool) -> FoundFile | Refusal:
    kind = SUFFIXES.get(path.suffix.lower())
    if kind is None and is_named and not path.suffix:
        kind = FileKind.UNNAMED
    if kind is None or (_is_hidden(path) and not is_named):
        return _refused(path, "unknown_kind")
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device would wait for ever
        return _refused(path, "not_a_file")
    return FoundFile(path, kind, status.st_size)


def _size_of(folder: Path) -> int:
    """Bytes of the files that lie in `folder` itself."""
    return sum(entry.stat().st_size for entry in os.scandir(folder) if entry.is_file())


def _name(path: Path) -> str:
    return path.name


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".")


def _refused(path: Path, reason: str) -> Refusal:
    source = source_name(path)
    return Refusal(source, None, ArticleUnreadableError(source=source, reason=reason))


def require_room(item: FoundFile, limit: int) -> None:
    """Raise `ArticleUnreadableError` when `item` has more than `limit` bytes."""
    if item.size > limit:
        raise ArticleUnreadableError(
            source=source_name(item.path), reason="too_large", size=item.size, limit=limit
        )


def refuse_os_error(path: Path, error: OSError) -> Refusal:
    """The refusal of a file that the system does not let us read."""
    source = source_name(path)
    if isinstance(error, FileNotFoundError):
        reason = "missing"
    elif isinstance(error, PermissionError):
        reason = "permission"
    else:
        reason = "cannot_read"
    detail = error.strerror or ""
    return Refusal(
        source, None, ArticleUnreadableError(source=source, reason=reason, detail=detail)
    )
