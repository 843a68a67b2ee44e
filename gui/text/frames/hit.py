"""What of the event frames lies under a pixel: a badge, a tab, a mark at the edge, a rail."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FramePart(StrEnum):
    """Which part of the drawing it is."""

    TRIGGER = "trigger"
    FILLER = "filler"
    VACANCY = "vacancy"
    RAIL = "rail"
    EDGE = "edge"


@dataclass(frozen=True, slots=True)
class FrameHit:
    """A part of a frame's drawing; `start:end` is the trigger or filler that it stands for.

    `role` is empty but for fillers and empty roles. A rail stands for the trigger.
    """

    part: FramePart
    frame_id: str
    role: str
    start: int
    end: int
