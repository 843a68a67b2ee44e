"""What a repair did, and what is still wrong with the new file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from annotate.store import check


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: `kind` is a short code, `where` the row, `what` in words."""

    kind: str
    where: str
    what: str


@dataclass(slots=True)
class Repaired:
    """What a repair did, and what is still wrong with the new file."""

    target: Path
    deeds: list[Deed] = field(default_factory=list[Deed])
    left: list[check.Problem] = field(default_factory=list[check.Problem])
    articles: int = 0
    spans: int = 0

    def note(self, kind: str, where: str, what: str) -> None:
        """Note one thing that was done."""
        self.deeds.append(Deed(kind, where, what))
