"""Event frames: a trigger span with its arguments and attributes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """One filler of a frame: the role and the id of the span that fills it."""

    role: str
    span_id: str


@dataclass(frozen=True, slots=True)
class EventFrame:
    """An event as a whole: trigger span, arguments in order, attributes by name.

    `attributes` are sorted (name, value) pairs, so that equal frames compare equal.
    """

    id: str
    trigger_id: str
    arguments: tuple[Argument, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    annotator: str = ""
    created_at: str = ""

    @property
    def span_ids(self) -> tuple[str, ...]:
        """Ids of every span that the frame needs: the trigger first, then the fillers."""
        return (self.trigger_id, *(argument.span_id for argument in self.arguments))
