from __future__ import annotations

import math

import numpy as np
import pytest

from resources.models.build.fitting import Row, best_floor, fit


def test_the_line_behind_the_data_is_found() -> None:
    random = np.random.default_rng(5)
    rows = []
    for _ in range(6000):
        odds = random.normal() * 2
        chance = 1 / (1 + math.exp(-(0.6 * odds - 0.3)))
        rows.append(Row({"slope": odds, "offset": 1.0}, bool(random.random() < chance)))
    found = fit(rows, rest={"slope": 1.0}, hold={"": 1e-3})
    assert found["slope"] == pytest.approx(0.6, abs=0.08)
    assert found["offset"] == pytest.approx(-0.3, abs=0.08)


def test_what_never_differs_is_held_near_its_rest() -> None:
    rows = [Row({"bias": 1.0, "label ORG": 1.0}, is_right=True) for _ in range(50)]
    found = fit(rows, hold={"": 0.1, "label": 100.0})
    assert found["bias"] > found["label ORG"] > 0
    assert all(math.isfinite(value) for value in found.values())


def test_perfectly_parted_data_does_not_run_away() -> None:
    rows = [Row({"x": float(x)}, is_right=x > 0) for x in (-13, -12, 12, 13) * 20]
    assert 0 < fit(rows, hold={"": 0.01})["x"] < 50


def test_weights_let_a_small_set_speak() -> None:
    large = [Row({"bias": 1.0}, is_right=True) for _ in range(900)]
    small = [Row({"bias": 1.0}, is_right=False, weight=30.0) for _ in range(30)]
    assert abs(fit([*large, *small], hold={"": 1e-6})["bias"]) < 0.01


def test_the_floor_leaves_out_what_costs_more_than_it_gives() -> None:
    scored = [(0.9, True), (0.8, True), (0.5, True), (0.3, False), (0.25, False), (0.2, False)]
    assert 0.3 < best_floor([(scored, 3)]) <= 0.5
