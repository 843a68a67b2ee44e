"""Which pipeline folders the user allows to run: loading one may run code of its own."""

from __future__ import annotations

import hashlib
import os
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
    digest = hashlib.sha256()
    for file in sorted(item for item in path.rglob("*") if item.is_file()):
        size = file.stat().st_size
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
