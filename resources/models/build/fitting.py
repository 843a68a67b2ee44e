"""Logistic regression on named inputs, by Newton's method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_STEPS = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One example: its inputs by name, whether it is right, and what it weighs."""

    inputs: Mapping[str, float]
    is_right: bool
    weight: float = 1.0


def best_floor(groups: Sequence[tuple[Sequence[tuple[float, bool]], int]]) -> float:
    """The score from which the mean F1 is best.

    A group is (score, is right) of its suggested spans, and the number of its gold spans.
    """

    def f1(floor: float) -> float:
        total = 0.0
        for scored, gold in groups:
            kept = [is_right for score, is_right in scored if score >= floor]
            total += 2 * sum(kept) / max(len(kept) + gold, 1)
        return total

    return max((step / 50 for step in range(5, 45)), key=f1)


def fit(
    rows: Sequence[Row], *, rest: Mapping[str, float] | None = None, hold: Mapping[str, float]
) -> dict[str, float]:
    """Weights by name of the input; each is held near its value at `rest` (0 where not named).

    `hold` gives the strength of that by the first word of the name, with "" for the others.
    """
    names = sorted({name for row in rows for name in row.inputs})
    places = {name: index for index, name in enumerate(names)}
    inputs = np.zeros((len(rows), len(names)))
    for index, row in enumerate(rows):
        for name, value in row.inputs.items():
            inputs[index, places[name]] = value
    right = np.asarray([row.is_right for row in rows], dtype=float)
    weights = np.asarray([row.weight for row in rows])
    weights *= len(rows) / weights.sum()
    centre = np.asarray([(rest or {}).get(name, 0.0) for name in names])
    strength = np.asarray([hold.get(name.split(" ")[0], hold[""]) for name in names])

    def loss(values: np.ndarray) -> float:
        odds = inputs @ values
        misfit = weights * (np.logaddexp(0.0, odds) - right * odds)
        return float(misfit.sum() + (strength * (values - centre) ** 2).sum() / 2)

    values = centre.copy()
    for _ in range(_STEPS):
        chances = 1.0 / (1.0 + np.exp(-np.clip(inputs @ values, -30.0, 30.0)))
        slope = inputs.T @ (weights * (right - chances)) - strength * (values - centre)
        bend = (inputs * (weights * chances * (1 - chances))[:, None]).T @ inputs
        step = np.linalg.solve(bend + np.diag(strength), slope)
        # A full step can leap over the valley when most of the chances are near 0 or 1.
        while loss(values + step) > loss(values) + 1e-9 and np.abs(step).max() > 1e-9:
            step /= 2
        values = values + step
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}
