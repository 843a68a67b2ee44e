from __future__ import annotations

from pathlib import Path

import numpy as np

from resources.models.build.compact import pack, unpack


def test_weights_come_back_nearly_as_they_were(tmp_path: Path) -> None:
    random = np.random.default_rng(2)
    weights = {
        "layer.weight": random.normal(size=(64, 48)).astype(np.float32),
        "small.weight": random.normal(size=(8, 4)).astype(np.float32) * 1e-4,
        "layer.bias": random.normal(size=64).astype(np.float32),
        "nothing.weight": np.zeros((3, 3), dtype=np.float32),
    }
    file = tmp_path / "deep" / "start.npz"
    pack(weights, file)
    back = unpack(file)
    assert back.keys() == weights.keys()
    for name, value in weights.items():
        error = np.abs(back[name] - value).max()
        assert back[name].dtype == np.float32
        assert error <= max(np.abs(value).max() / 100, 1e-8), name


def test_the_file_is_small(tmp_path: Path) -> None:
    value = np.random.default_rng(3).normal(size=(400, 400)).astype(np.float32)
    pack({"w": value}, tmp_path / "w.npz")
    assert (tmp_path / "w.npz").stat().st_size < value.nbytes / 3
