"""Weights in a quarter of their size, good enough to begin another training with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

_SCALE = " scale"


def pack(weights: Mapping[str, np.ndarray], file: Path) -> None:
    """Write the weights: matrices as int8 with a scale for each row, all else in half precision."""
    arrays: dict[str, np.ndarray] = {}
    for name, value in weights.items():
        if value.ndim != 2:
            arrays[name] = value.astype(np.float16)
            continue
        scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-6) / 127.0
        arrays[name] = np.round(value / scale).astype(np.int8)
        arrays[name + _SCALE] = scale.astype(np.float32)
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(file, **arrays)


def unpack(file: Path) -> dict[str, np.ndarray]:
    """The weights that `pack` wrote, in single precision."""
    with np.load(file) as arrays:
        return {
            name: arrays[name].astype(np.float32) * arrays[name + _SCALE]
            if name + _SCALE in arrays
            else arrays[name].astype(np.float32)
            for name in arrays.files
            if not name.endswith(_SCALE)
        }
