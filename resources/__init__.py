"""Files that ship with Spandesk: schemas, trigger lexicon, samples, icons, themes, models."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def path(*parts: str) -> Traversable:
    """The file or folder at `parts` below this package, wherever the package is installed."""
    return resources.files(__name__).joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text of the file at `parts`, read as UTF-8; raises `FileNotFoundError`."""
    return path(*parts).read_text(encoding="utf-8")
