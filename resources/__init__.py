"""Files that ship with Spandesk: schemas, trigger lexicon, samples, icons, themes, models."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
"""Wheels and the frozen application keep files as files, so `importlib.resources`, which costs
several milliseconds at every start, is not needed."""


def path(*parts: str) -> Path:
    """The file or folder at `parts` below this package, wherever the package is installed."""
    return _HERE.joinpath(*parts)


def read_text(*parts: str) -> str:
    """The text of the file at `parts`, read as UTF-8; raises `FileNotFoundError`."""
    return path(*parts).read_text(encoding="utf-8")
