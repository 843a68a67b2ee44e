"""File names for articles, from ids that may be anything."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 80
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)


class FileNames:
    """Gives each article a name that every system can hold, and none twice."""

    def __init__(self) -> None:
        """No name is taken yet."""
        self._taken: set[str] = set()

    def name(self, article_id: str) -> str:
        """A name without extension; the id itself where it can be one.

        Names that differ only in case count as the same, as they do on some systems.
        """
        stem = _UNSAFE.sub("_", article_id).strip("._-")[:_LONGEST] or "article"
        if stem.partition(".")[0].lower() in _RESERVED:
            stem += "_"
        name, number = stem, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name.casefold())
        return name
