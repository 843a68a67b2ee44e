"""One measure of a benchmark: what was measured, its floor in the same run, its goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A value with its unit; `floor` is the least that the same work could cost, if known."""

    name: str
    value: float
    unit: str
    floor: float | None
    goal: str
    met: bool | None

    @property
    def ratio(self) -> float | None:
        """How many times the floor the value is."""
        return self.value / self.floor if self.floor else None


def against_floor(name: str, value: float, floor: float, *, most: float, unit: str = "ms") -> Row:
    """A row whose goal is at most `most` times its floor."""
    return Row(name, value, unit, floor, f"<= {most:g} x floor", value <= most * floor)


def at_most(name: str, value: float, *, most: float, unit: str = "ms") -> Row:
    """A row whose goal is an amount."""
    return Row(name, value, unit, None, f"<= {most:g} {unit}", value <= most)
