"""From a checkpoint to the shipped role model: int8 ONNX, and calibration on the dev parts."""

from __future__ import annotations

import json
import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch

from annotate.suggesters.news_model import log_odds
from annotate.suggesters.role_labels import OTHER_ROLE, ROLE_KINDS
from resources.models.build.export import quantise
from resources.models.build.fitting import Row, fit
from resources.models.build.roles_arrays import load_examples
from resources.models.build.roles_network import RoleNetwork
from resources.models.build.roles_score import Judged, judged, onnx_role_scorer

INPUTS: Final = ("states", "distances", "marks", "labels", "styles", "real")


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """What to ship, and where to."""

    data: Path
    work: Path
    checkpoint: Path
    to: Path
    version: str
    style: str


def export_roles(choice: RoleChoice) -> None:
    """Write the model and what describes it: version, guideline, calibration, floors."""
    network = RoleNetwork()
    state = torch.load(choice.checkpoint, weights_only=True)
    network.load_state_dict({name: value.float() for name, value in state.items()}, strict=False)
    full, small = choice.to / "roles_full.onnx", choice.to / "roles.onnx"
    _to_onnx(network.eval(), full)
    quantise(full, small)
    full.unlink()
    shutil.copyfile(choice.work / "roles" / "trained_on.json", choice.to / "roles_trained_on.json")
    dev = load_examples(choice.data, choice.work, "dev")
    steps = network.chain.weights.detach().clamp(min=-1e4)
    found = judged(dev, onnx_role_scorer(small, steps.numpy()))
    described = {
        "version": choice.version,
        "style": choice.style,
        "floors": dict.fromkeys(ROLE_KINDS[:-1], 0.0),
        "calibration": _line_of_odds(found),
        "steps": [[round(value, 3) for value in row] for row in steps.tolist()],
    }
    text = json.dumps(described) + "\n"
    (choice.to / "roles.json").write_text(text, encoding="utf-8")


def _to_onnx(model: RoleNetwork, file: Path) -> None:
    ones = torch.ones((2, 9), dtype=torch.int64)
    states = torch.zeros((2, 9, 384))
    axes: dict[str, dict[int, str]] = {
        name: {0: "triggers", 1: "words"} for name in (*INPUTS, "roles")
    }
    axes["labels"] = axes["styles"] = {0: "triggers"}
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.eval(),
            (states, ones, ones, ones[:, 0], ones[:, 0], ones.bool()),
            str(file),
            input_names=list(INPUTS),
            output_names=["roles"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def _line_of_odds(found: list[Judged]) -> dict[str, Any]:
    """Logistic regression of "is right" on the log odds of the raw chance and on the role.

    A set weighs as the root of its size.
    """
    sizes: dict[str, int] = {}
    for each in found:
        sizes[each.source] = sizes.get(each.source, 0) + 1
    rows = [
        Row(
            {"slope": log_odds(each.raw), "offset": 1.0, f"label {each.role}": 1.0},
            each.is_right,
            sizes[each.source] ** -0.5,
        )
        for each in found
        if each.role != OTHER_ROLE
    ]
    values = fit(rows, rest={"slope": 1.0}, hold={"": 1e-3, "label": 5.0})
    return {
        "slope": values.pop("slope"),
        "offset": values.pop("offset"),
        "shifts": {name.removeprefix("label "): value for name, value in values.items()},
    }
