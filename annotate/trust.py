"""Which pipeline folders the user allows to run: loading one may run code of its own."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from annotate.errors import PipelineMissingError
from annotate.settings import Settings

_SETTING = "trust.pipelines"
_PREFIX = "spacy:"
_LARGE = 1 << 20


def pipeline_path(suggester: str) -> Path | None:
    """The folder that a suggester's name points at; None for one that is installed or our own.

    A folder of the present directory goes before an installed package of its name, as it does when
    it is loaded: a project must not get one to run by calling it like a package.
    """
    if not suggester.startswith(_PREFIX):
        return None
    name = suggester.removeprefix(_PREFIX)
    path = Path(name)
    return path if not name.isidentifier() or path.exists() else None


def fingerprint(path: Path) -> str:
    """SHA-256 over names and sizes of the pipeline's files and the contents of the small ones.

    Raises `PipelineMissingError` when there is no folder. Weights are told apart by their size.
    """
    if not path.is_dir():
        raise PipelineMissingError(suggester=str(path))
    return _digest(path, _looks(path))


def _looks(path: Path) -> tuple[tuple[Path, int, int, int], ...]:
    """Each file with its size, time and number: what tells cheaply that nothing was touched."""
    found = ((item, item.stat()) for item in sorted(path.rglob("*")) if item.is_file())
    return tuple((item, about.st_size, about.st_mtime_ns, about.st_ino) for item, about in found)


@lru_cache(maxsize=16)  # asked for each article of a run
def _digest(path: Path, looks: tuple[tuple[Path, int, int, int], ...]) -> str:
    digest = hashlib.sha256()
    for file, size, _, _ in looks:
        # Names are bytes on some systems, and need not be text.
        digest.update(os.fsencode(file.relative_to(path)) + f"\0{size}\0".encode())
        if size <= _LARGE:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def is_trusted(suggester: str, settings: Settings) -> bool:
    """Whether the suggester may run: our own, an installed one, or a folder that was allowed."""
    path = pipeline_path(suggester)
    if path is None:
        return True
    return (path / "meta.json").is_file() and _entry(path) in _entries(settings)


def trust(suggester: str, settings: Settings) -> None:
    """Allow the folder as it is now; a change of its files asks again."""
    path = pipeline_path(suggester)
    if path is not None and (entry := _entry(path)) not in (entries := _entries(settings)):
        settings.set(_SETTING, [*entries, entry])


def _entry(path: Path) -> str:
    return f"{fingerprint(path)} {path.absolute()}"


def _entries(settings: Settings) -> list[str]:
    value = settings.get(_SETTING)
    return list(value) if isinstance(value, list) else []
