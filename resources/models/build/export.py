"""From a checkpoint to what the application ships: one int8 ONNX file, tokenizer, description."""

from __future__ import annotations

import json
import logging
import math
import shutil
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn

from annotate.suggesters.news_model import Calibration, NewsModel, log_odds
from resources.models.build.compact import pack
from resources.models.build.evaluate import DEV_TESTS, Outcome, lines_of, run_test
from resources.models.build.fitting import Row, best_floor, fit
from resources.models.build.network import NewsNetwork, load_encoder
from resources.models.build.tapping import TAPPED_LAYER, is_lower, tap

log = logging.getLogger("spandesk.build")

INPUTS: Final = ("pieces", "shapes", "spacings", "real", "styles")
OUTPUTS: Final = ("entities", "triggers", "types")


class Shipped(nn.Module):
    """Networks whose scores are averaged; one pair of guidelines holds for a batch.

    All read on from what the tapped layer of the first one sees, so that another network costs but
    its upper layers; `with_lower_of` gives all the same lower ones. Where `for_triggers` are given,
    these alone say what is a trigger of which type, and the others what is a name.
    """

    def __init__(
        self, networks: list[NewsNetwork], for_triggers: Sequence[NewsNetwork] = ()
    ) -> None:
        super().__init__()
        self.networks = nn.ModuleList(networks)
        self.for_triggers = nn.ModuleList(for_triggers)

    def forward(
        self, pieces: Tensor, shapes: Tensor, spacings: Tensor, real: Tensor, styles: Tensor
    ) -> tuple[Tensor, ...]:
        """Log chances of the three heads for a padded batch; `styles`: of entities, of triggers."""
        first = self.networks[0]
        entity_styles = styles[:1].expand(pieces.shape[0])
        trigger_styles = styles[1:].expand(pieces.shape[0])
        shared = TAPPED_LAYER + 1
        hidden, mask = first.lower(
            first.words(pieces), shapes, spacings, real, entity_styles, layers=shared
        )

        def said(networks: nn.ModuleList) -> list[tuple[Tensor, ...]]:
            return [
                network.upper(hidden, mask, entity_styles, trigger_styles, after=shared)
                for network in networks
            ]

        names = said(self.networks)
        triggers = said(self.for_triggers) if len(self.for_triggers) else names
        return (
            _mean([heads[0] for heads in names]),
            _mean([heads[1] for heads in triggers]),
            _mean([heads[2] for heads in triggers]),
        )


def _mean(heads: list[Tensor]) -> Tensor:
    return torch.stack([head.log_softmax(-1) for head in heads]).mean(0)


def averaged(networks: list[NewsNetwork]) -> NewsNetwork:
    """One network whose weights are the mean of the others'; they must share their beginning."""
    states = [network.state_dict() for network in networks]
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    networks[0].load_state_dict(mean)
    return networks[0]


def with_lower_of(network: NewsNetwork, other: NewsNetwork) -> NewsNetwork:
    """The network with everything up to the tapped layer from `other`, its upper layers kept.

    The role model goes on from what the tapped layer sees, so it need not be trained again. Both
    must share their beginning, or the halves do not fit.
    """
    state = network.state_dict()
    for name, value in other.state_dict().items():
        if is_lower(name):
            state[name] = value
    network.load_state_dict(state)
    return network


def open_network(checkpoint: Path, encoder: Path) -> NewsNetwork:
    """The network of one kept checkpoint, in evaluation mode."""
    network = NewsNetwork()
    load_encoder(network, encoder / "model.safetensors")
    state = torch.load(checkpoint, weights_only=True)
    network.load_state_dict({name: value.float() for name, value in state.items()}, strict=False)
    return network.eval()


def to_onnx(model: Shipped, file: Path) -> None:
    """Write the model as ONNX in full precision; windows and pieces are free dimensions."""
    file.parent.mkdir(parents=True, exist_ok=True)
    sample = torch.ones((2, 9), dtype=torch.int64)
    axes = {name: {0: "windows", 1: "pieces"} for name in (*INPUTS[:-1], *OUTPUTS)}
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model.eval(),
            (sample, sample, sample, sample.bool(), sample[:, 0]),
            str(file),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )


def quantise(full: Path, small: Path) -> None:
    """Write the int8 form: weights per channel, activations at run time."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = full.with_name("prepared.onnx")
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        str(prepared),
        str(small),
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )
    prepared.unlink()
    log.info("%s: %.1f MB", small, small.stat().st_size / 1e6)


@dataclass(frozen=True, slots=True)
class Choice:
    """What to ship, and where to."""

    data: Path
    checkpoints: tuple[Path, ...]
    encoder: Path
    to: Path
    entity_style: str
    trigger_style: str
    version: str
    trained_on: Path
    is_full: bool = False
    averages_weights: bool = False
    pack_to: Path | None = None
    lower_from: Path | None = None
    for_triggers: tuple[Path, ...] = ()
    """The mean of their weights is one network."""


_WINDOW_PIECES: Final = 200


def export(choice: Choice) -> None:
    """Write model, vocabulary and description, then calibrate the scores on the dev parts."""
    networks = _networks(choice, choice.checkpoints, averages=choice.averages_weights)
    shipped = Shipped(networks, _networks(choice, choice.for_triggers, averages=True))
    if choice.pack_to is not None:
        state = networks[0].state_dict()
        pack({n: v.numpy() for n, v in state.items() if n != "words.weight"}, choice.pack_to)
    choice.to.mkdir(parents=True, exist_ok=True)
    full, small = choice.to / "full.onnx", choice.to / "news.onnx"
    to_onnx(shipped, full)
    tap(full)
    if choice.is_full:
        full.replace(small)
    else:
        quantise(full, small)
        full.unlink()
    shutil.copyfile(choice.encoder / "vocab.txt", choice.to / "vocab.txt")
    shutil.copyfile(choice.trained_on, choice.to / "trained_on.json")
    _describe(choice, {"entity": {}, "event": {}}, dict.fromkeys(("entity", "event"), 0.0))
    model = NewsModel(choice.to, keeps_all=True)
    outcomes = [run_test(model, choice.data, test) for test in DEV_TESTS]
    for line in lines_of(outcomes, labels=False):
        log.info("%s", line)
    lines, floors = {}, {}
    for layer in ("entity", "event"):
        some = [outcome for outcome in outcomes if outcome.test.events == (layer == "event")]
        lines[layer] = _line_of_odds(some)
        floors[layer] = _best_floor(some, Calibration(**lines[layer]))
    _describe(choice, lines, floors)
    log.info("calibration %s", lines)


def _networks(choice: Choice, checkpoints: Sequence[Path], *, averages: bool) -> list[NewsNetwork]:
    networks = [open_network(file, choice.encoder) for file in checkpoints]
    if averages and networks:
        networks = [averaged(networks)]
    if choice.lower_from is not None:
        lower = open_network(choice.lower_from, choice.encoder)
        networks = [with_lower_of(network, lower) for network in networks]
    return networks


def _describe(choice: Choice, lines: dict[str, Any], floors: dict[str, float]) -> None:
    described = {
        "version": choice.version,
        "window_pieces": _WINDOW_PIECES,
        "styles": {"entity": choice.entity_style, "event": choice.trigger_style},
        "floors": floors,
        "calibration": lines,
    }
    text = json.dumps(described, indent=1) + "\n"
    (choice.to / "news.json").write_text(text, encoding="utf-8")


def _best_floor(outcomes: list[Outcome], calibration: Calibration) -> float:
    return best_floor(
        [
            (
                [(calibration.of(raw, label), right) for label, raw, right in outcome.examples],
                (outcome.typed or outcome.result).total.gold,
            )
            for outcome in outcomes
        ]
    )


def _line_of_odds(outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Logistic regression of "is right" on the log odds of the raw chance and on the label.

    A set weighs as the root of its size, so that the largest does not decide alone. Newton's
    method; the shifts of the labels are held near zero.
    """
    rows: list[Row] = []
    for outcome in outcomes:
        weight = 1.0 / math.sqrt(max(len(outcome.examples), 1))
        rows += [
            Row({"slope": log_odds(raw), "offset": 1.0, f"label {label}": 1.0}, is_right, weight)
            for label, raw, is_right in outcome.examples
        ]
    values = fit(rows, rest={"slope": 1.0}, hold={"": 1e-3, "label": 5.0})
    return {
        "slope": values.pop("slope"),
        "offset": values.pop("offset"),
        "shifts": {name.removeprefix("label "): value for name, value in values.items()},
    }
