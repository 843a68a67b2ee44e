"""Lets the news network say what its lower layers see, which the role model reads."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import onnx

STATES: Final = "states"
TAPPED_LAYER: Final = 2
"""Number of the last layer that the role model shares with the news network, from 0."""


def tap(file: Path, layer: int = TAPPED_LAYER) -> None:
    """Add the states after `layer` to the answers of the network in `file`; nothing else changes.

    Raises `ValueError` when the network has no such layer.
    """
    model = onnx.load(str(file))
    graph = model.graph
    if any(output.name == STATES for output in graph.output):
        return
    inner = f"/layers.{layer}/norm/LayerNormalization_output_0"
    if not any(inner in node.output for node in graph.node):
        message = f"{file} has no {inner}"
        raise ValueError(message)
    graph.node.append(onnx.helper.make_node("Identity", [inner], [STATES], name="tap"))
    graph.output.append(
        onnx.helper.make_tensor_value_info(
            STATES, onnx.TensorProto.FLOAT, ["windows", "pieces", 384]
        )
    )
    onnx.save(model, str(file))


def is_lower(name: str) -> bool:
    """Whether the weight works on what the tapped layer sees."""
    if name.startswith("layers."):
        return int(name.split(".")[1]) <= TAPPED_LAYER
    return not name.startswith(("entities.", "triggers.", "types."))
