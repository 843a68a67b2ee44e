"""Training of the role network: seeded, resumable, with a rate that falls over all steps."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor

from annotate.suggesters.role_chain import chances_of_tags
from annotate.suggesters.role_labels import ROLE_TAGS, UNKNOWN_MARK
from resources.models.build.roles_arrays import ALL_ROLE_TAGS, Example, load_examples
from resources.models.build.roles_crf import Chain
from resources.models.build.roles_network import RoleNetwork, begin_with_news
from resources.models.build.roles_score import Scorer, role_figures

log = logging.getLogger("spandesk.build")

_REPEATS: Final = {"ewt": 1, "geneva": 2, "plover_gsr": 5}
"""How often an example of a set is seen in an epoch."""
_BATCH_WORDS: Final = 1600
_WARM_STEPS: Final = 100
_INPUTS: Final = ("states", "distances", "marks", "labels", "styles", "real")


@dataclass(frozen=True, slots=True)
class RolePlan:
    """One training: `epochs` in all, however often it is interrupted."""

    data: Path
    work: Path
    folder: Path
    start: Path
    epochs: int
    threads: int
    rate: float
    seed: int
    save_minutes: float = 3.0


def batch_inputs(examples: Sequence[Example]) -> dict[str, np.ndarray]:
    """The network's inputs for some triggers, padded to the longest."""
    size, rows = max(example.size for example in examples), len(examples)
    width = examples[0].sentence.states.shape[1]
    inputs: dict[str, np.ndarray] = {
        "states": np.zeros((rows, size, width), dtype=np.float32),
        "distances": np.zeros((rows, size), dtype=np.int64),
        "marks": np.zeros((rows, size), dtype=np.int64),
        "labels": np.asarray([example.label for example in examples], dtype=np.int64),
        "styles": np.asarray([example.style for example in examples], dtype=np.int64),
        "real": np.zeros((rows, size), dtype=np.bool_),
    }
    for row, example in enumerate(examples):
        place = example.place
        inputs["states"][row, : example.size] = example.sentence.states[place.low : place.high]
        inputs["distances"][row, : example.size] = example.distances
        inputs["marks"][row, : example.size] = example.sentence.marks[place.low : place.high]
        inputs["real"][row, : example.size] = True
    return inputs


def batches(examples: Sequence[Example], rng: np.random.Generator) -> list[list[Example]]:
    """Examples of like length together, in an order that chance decides."""
    keys = np.asarray([example.size for example in examples]) + rng.random(len(examples)) * 6
    found: list[list[Example]] = []
    batch: list[Example] = []
    for index in np.argsort(keys).tolist():
        example = examples[index]
        if batch and (len(batch) + 1) * max(example.size, batch[-1].size) > _BATCH_WORDS:
            found.append(batch)
            batch = []
        batch.append(example)
    found.append(batch)
    return [found[index] for index in rng.permutation(len(found)).tolist()]


class RoleTrainer:
    """Network and optimizer, with their way to and from the disk."""

    def __init__(self, plan: RolePlan) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.step = 0
        self.best = 0.0
        self.network = RoleNetwork()
        begin_with_news(self.network, plan.start)
        upper = [p for name, p in self.network.named_parameters() if name.startswith("layers.")]
        fresh = [p for name, p in self.network.named_parameters() if not name.startswith("layers.")]
        groups: list[dict[str, Any]] = [
            {"params": upper, "peak": plan.rate},
            {"params": fresh, "peak": plan.rate * 4},
        ]
        self.optimizer = torch.optim.AdamW(
            groups, lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.mean = {k: v.detach().clone() for k, v in self.network.state_dict().items()}

    @property
    def _last(self) -> Path:
        return self.plan.folder / "last.pt"

    def resume(self) -> bool:
        """Go on from the last checkpoint, if there is one."""
        if not self._last.exists():
            return False
        state = torch.load(self._last, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.mean = state["mean"]
        self.step, self.best = state["step"], state["best"]
        return True

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        state = {
            "network": self.network.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "mean": self.mean,
            "step": self.step,
            "best": self.best,
        }
        _write(state, self._last)

    def learn(self, batch: Sequence[Example], factor: float, rng: np.random.Generator) -> float:
        """One step; `factor` scales every learning rate."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor * min(1.0, (self.step + 1) / _WARM_STEPS)
        inputs = batch_inputs(batch)
        _forget(inputs, rng)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.network(*(torch.from_numpy(inputs[name]) for name in _INPUTS))
        loss = _loss(self.network.chain, scores.float(), batch, torch.from_numpy(inputs["real"]))
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        decay = min(0.998, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                self.mean[name].lerp_(value, 1 - decay)
        return float(loss.detach())

    def scorer(self) -> Scorer:
        """Scores of the running mean of the weights."""
        network = RoleNetwork()
        network.load_state_dict(self.mean)
        return torch_role_scorer(network)


def torch_role_scorer(network: RoleNetwork) -> Scorer:
    """Log chances of a network in evaluation mode."""
    network.eval()

    weights = network.chain.weights.detach().numpy()

    def run(inputs: dict[str, np.ndarray]) -> np.ndarray:
        tensors = [torch.from_numpy(inputs[name]) for name in _INPUTS]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            scores = network(*tensors).float().numpy()
        return chances_of_tags(scores, weights, inputs["real"])

    return run


def _forget(inputs: dict[str, np.ndarray], rng: np.random.Generator) -> None:
    """Now and then nothing is said of the event's label, the entities, or the guideline."""
    rows = len(inputs["labels"])
    inputs["labels"][rng.random(rows) < 0.25] = UNKNOWN_MARK
    inputs["marks"][rng.random(rows) < 0.15] = 0
    inputs["styles"][rng.random(rows) < 0.10] = 0


def _loss(chain: Chain, scores: Tensor, batch: Sequence[Example], real: Tensor) -> Tensor:
    """What the allowed sequences miss of the chance, a word."""
    allowed = np.full(scores.shape[:2], ALL_ROLE_TAGS, dtype=np.int64)
    for row, example in enumerate(batch):
        allowed[row, : example.size] = example.allowed
    legal = ((torch.from_numpy(allowed)[..., None] >> torch.arange(ROLE_TAGS)) & 1).bool()
    return chain.loss(scores, legal, real).sum() / real.sum()


def _write(state: dict[str, Any], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".draft")
    torch.save(state, draft)
    draft.replace(file)


def _epoch(
    examples: Sequence[Example], seed: int, epoch: int
) -> tuple[list[list[Example]], np.random.Generator]:
    rng = np.random.default_rng([seed, epoch])
    mixed = [
        example for example in examples for _ in range(_REPEATS[example.sentence.document.source])
    ]
    return batches(mixed, rng), rng


def train_roles(plan: RolePlan) -> None:
    """Train for the planned epochs, or go on with them; keep what is best on the dev parts."""
    torch.set_num_threads(plan.threads)
    trainer = RoleTrainer(plan)
    went_on = trainer.resume()
    examples = load_examples(plan.data, plan.work, "train")
    dev = load_examples(plan.data, plan.work, "dev")
    log.info(
        "%s at step %d, %d examples",
        "resumed" if went_on else "fresh",
        trainer.step,
        len(examples),
    )
    steps = [len(_epoch(examples, plan.seed, epoch)[0]) for epoch in range(plan.epochs)]
    for epoch in range(plan.epochs):
        before, total = sum(steps[:epoch]), sum(steps)
        if trainer.step >= before + steps[epoch]:
            continue
        _run_epoch(trainer, examples, epoch, before, total)
        figures = role_figures(dev, trainer.scorer())
        log.info("dev after epoch %d: %s", epoch, figures)
        mean = sum(figures.values()) / len(figures)
        if mean > trainer.best:
            trainer.best = mean
            _write(
                {name: value.half() for name, value in trainer.mean.items()},
                plan.folder / "best.pt",
            )
        trainer.save()


def _run_epoch(
    trainer: RoleTrainer, examples: Sequence[Example], epoch: int, before: int, total: int
) -> None:
    trainer.network.train()
    found, rng = _epoch(examples, trainer.plan.seed, epoch)
    saved = logged = time.monotonic()
    losses: list[float] = []
    for batch in _rest(found, trainer.step - before):
        losses.append(trainer.learn(batch, 1.0 - trainer.step / total, rng))
        now = time.monotonic()
        if now - logged > 30:
            log.info("step %d of %d, loss %.4f", trainer.step, total, float(np.mean(losses)))
            losses, logged = [], now
        if now - saved > trainer.plan.save_minutes * 60:
            trainer.save()
            saved = now


def _rest(found: Sequence[list[Example]], done: int) -> Iterator[list[Example]]:
    yield from found[max(done, 0) :]
