"""Spans: labelled stretches of an article's text, in one of two layers."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from annotate.errors import OutsideTextError


class Layer(StrEnum):
    """What kind of thing a span marks."""

    ENTITY = "entity"
    EVENT = "event"


class Origin(StrEnum):
    """How a span came to be."""

    MANUAL = "manual"
    SUGGESTION = "suggestion"
    PROPAGATION = "propagation"
    IMPORT = "import"


def new_id() -> str:
    """A fresh id of 16 hexadecimal digits, for spans, frames and edits."""
    return os.urandom(8).hex()


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch `text[start:end]`; offsets are code points, half-open.

    Spans are gold: a person stands for them. `created_at` is ISO 8601 in UTC. The id is stable
    through relabelling, resizing, undo, redo and export.
    """

    id: str
    start: int
    end: int
    label: str
    layer: Layer
    annotator: str = ""
    origin: Origin = Origin.MANUAL
    created_at: str = ""

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What makes two spans the same statement about the text: layer, start, end, label."""
        return (self.layer, self.start, self.end, self.label)

    def relabelled(self, label: str) -> Self:
        """The same span with another label."""
        return replace(self, label=label)

    def resized(self, start: int, end: int) -> Self:
        """The same span with other boundaries (code points, half-open)."""
        return replace(self, start=start, end=end)


def require_inside(start: int, end: int, length: int) -> None:
    """Raise `OutsideTextError` unless `0 <= start < end <= length` (code points)."""
    if not 0 <= start < end <= length:
        raise OutsideTextError(start=start, end=end, length=length)
