"""What of event frames is on the screen, as plain data: for tests, and whoever describes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PaintedRun:
    """A frame on a line that starts at `line` (code points): its track, and what of it is there.

    `roles` are those of the fillers that begin on the line; an open run goes on in the margin.
    """

    line: int
    frame_id: str
    track: int
    band: int
    has_trigger: bool
    roles: tuple[str, ...]
    is_open: bool
    is_right: bool


@dataclass(frozen=True, slots=True)
class PaintedTab:
    """A tab of the frame on the stage, in pixels of the viewport."""

    part: str
    text: str
    stretch: tuple[int, int]
    left: int
    top: int
    width: int
    is_solid: bool
    has_sign: bool


@dataclass(frozen=True, slots=True)
class PaintedMark:
    """A mark at the upper or lower edge of the page: a role, and the words of its filler."""

    role: str
    surface: str
    is_up: bool
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class FrameSummary:
    """All frames on the page, from top to bottom, and the stage."""

    runs: tuple[PaintedRun, ...] = ()
    tabs: tuple[PaintedTab, ...] = ()
    marks: tuple[PaintedMark, ...] = ()
    stage_id: str = ""
