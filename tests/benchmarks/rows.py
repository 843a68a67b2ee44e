"""One measure of a benchmark: what was measured, its floor in the same run, its goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A value with its unit; `floor` is the least that the same work could cost, if known.

    `met` is `None` where there is no goal: the row only reports.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    goal: str = ""
    met: bool | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor the value is."""
        return self.value / self.floor if self.floor else None

    def as_plain(self) -> dict[str, object]:
        """The row as JSON has it."""
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "floor": self.floor,
            "ratio": self.ratio,
            "goal": self.goal,
            "met": self.met,
        }


def against_floor(name: str, value: float, floor: float, *, most: float, unit: str = "ms") -> Row:
    """A row whose goal is at most `most` times its floor."""
    return Row(name, value, unit, floor, f"<= {most:g} x floor", value <= most * floor)


def at_most(
    name: str, value: float, *, most: float, unit: str = "ms", floor: float | None = None
) -> Row:
    """A row whose goal is an amount; a floor is only reported."""
    return Row(name, value, unit, floor, f"<= {most:g} {unit}", value <= most)


def at_most_above(name: str, value: float, floor: float, *, most: float, unit: str = "ms") -> Row:
    """A row whose goal is at most `most` more than its floor."""
    return Row(name, value, unit, floor, f"<= floor + {most:g} {unit}", value <= floor + most)


def at_least(
    name: str, value: float, *, least: float, unit: str, floor: float | None = None
) -> Row:
    """A row whose goal is an amount that should be exceeded; a floor is only reported."""
    return Row(name, value, unit, floor, f">= {least:g} {unit}", value >= least)


def reported(name: str, value: float, *, unit: str, floor: float | None = None) -> Row:
    """A row without a goal."""
    return Row(name, value, unit, floor)
