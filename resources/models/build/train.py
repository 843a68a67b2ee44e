"""Training: resumable, with a flat rate that falls only in the last minutes of a run."""

from __future__ import annotations

import json
import logging
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, Final

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor

from annotate.suggesters.news_labels import ALL_TAGS, ENTITY_TAGS, OTHER_EVENT
from annotate.suggesters.news_pieces import WordPieces
from resources.models.build.compact import unpack
from resources.models.build.corpora import SOURCES
from resources.models.build.mix import Batch, Mix
from resources.models.build.network import NewsNetwork, load_encoder
from resources.models.build.prepare import Part, encode_part, load
from resources.models.build.scoring import Scorer, entity_result, event_results, score_sentences
from resources.models.build.tapping import is_lower

log = logging.getLogger("spandesk.build")

_DEV_SENTENCES: Final = {"gmb": 400, "ewt": 900, "crossner_politics": 150}
_DEV_ENTITIES: Final = ("gmb", "ewt", "gum_news", "gum_interview", "re3d", "crossner_politics")
_NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "LOC"})


@dataclass(frozen=True, slots=True)
class Plan:
    """One run of training; minutes are wall-clock.

    Everything up to the tapped layer is that of `lower_from` and stays as it is, so that the role
    model, which goes on from there, still fits. `shares` are those of sets in the mix of this run.
    """

    data: Path
    work: Path
    folder: Path
    encoder: Path
    minutes: float
    decay_minutes: float
    threads: int
    rate: float
    seed: int
    start: Path | None = None
    lower_from: Path | None = None
    shares: Mapping[str, float] = field(default_factory=dict[str, float])
    save_minutes: float = 4.0
    score_minutes: float = 15.0


class Trainer:
    """Network, optimizer and running mean of the weights, with their way to and from the disk."""

    def __init__(self, plan: Plan) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.step = 0
        self.pieces = 0
        self.best = 0.0
        self.network = NewsNetwork()
        load_encoder(self.network, plan.encoder / "model.safetensors")
        # The vocabulary is far larger than what the sets show of it, so it stays as it is.
        self.network.words.weight.requires_grad = False
        if plan.lower_from is not None:
            for name, value in self.network.named_parameters():
                value.requires_grad = value.requires_grad and not is_lower(name)
        self.mean = {
            name: value.detach().clone()
            for name, value in self.network.state_dict().items()
            if name != "words.weight"
        }
        self.optimizer = torch.optim.AdamW(
            _groups(self.network, plan.rate), betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )

    @property
    def _last(self) -> Path:
        return self.plan.folder / "last.pt"

    def resume(self) -> bool:
        """Go on from the last checkpoint, if there is one."""
        if not self._last.exists():
            for file, takes in ((self.plan.start, _takes_all), (self.plan.lower_from, is_lower)):
                if file is not None:
                    self._begin_from(file, takes)
            return False
        state = torch.load(self._last, weights_only=True)
        self.network.load_state_dict(state["network"], strict=False)
        self.optimizer.load_state_dict(state["optimizer"])
        self.mean = state["mean"]
        self.step, self.pieces, self.best = state["step"], state["pieces"], state["best"]
        return True

    def _begin_from(self, file: Path, takes: Callable[[str], bool]) -> None:
        """Take the weights, and nothing else, of another run's checkpoint, or of a packed one."""
        if file.suffix == ".npz":
            state = {name: torch.from_numpy(value) for name, value in unpack(file).items()}
        else:
            state = torch.load(file, weights_only=True)
        weights = {
            name: value.float()
            for name, value in state.get("network", state).items()
            if takes(name)
        }
        self.network.load_state_dict(weights, strict=False)
        self.mean = {
            name: value.detach().clone()
            for name, value in self.network.state_dict().items()
            if name in self.mean
        }

    def save(self) -> None:
        """Write the checkpoint, whole or not at all."""
        self.plan.folder.mkdir(parents=True, exist_ok=True)
        network = {
            name: value
            for name, value in self.network.state_dict().items()
            if name != "words.weight"
        }
        state = {
            "network": network,
            "optimizer": self.optimizer.state_dict(),
            "mean": self.mean,
            "step": self.step,
            "pieces": self.pieces,
            "best": self.best,
        }
        _write(state, self._last)

    def keep_best(self, score: float) -> None:
        """Keep the running mean as the best so far."""
        self.best = score
        _write(
            {name: value.half() for name, value in self.mean.items()},
            self._last.with_name("best.pt"),
        )

    def learn(self, batch: Batch, factor: float) -> dict[str, float]:
        """One step; `factor` scales every learning rate."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * factor * min(1.0, (self.step + 1) / 200)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            heads = self.network(*_inputs(batch))
        entity, trigger, kind = _losses(heads, batch)
        (entity + trigger + kind).backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        self.pieces += int(batch.real.sum())
        self._average()
        return {"entity": entity.item(), "trigger": trigger.item(), "type": kind.item()}

    def _average(self) -> None:
        decay = min(0.998, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            for name, value in self.network.state_dict().items():
                if name in self.mean:
                    self.mean[name].lerp_(value, 1 - decay)

    def mean_scorer(self) -> Scorer:
        """A scorer with the running mean of the weights."""
        network = NewsNetwork()
        network.load_state_dict(self.mean | {"words.weight": self.network.words.weight})
        return torch_scorer(network)


def _takes_all(_name: str) -> bool:
    return True


def torch_scorer(network: NewsNetwork) -> Scorer:
    """Scores of a network in evaluation mode."""
    network.eval()

    def run(inputs: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        tensors = [torch.from_numpy(inputs[name]) for name in _INPUTS]
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            heads = network(*tensors)
        return tuple(head.float().numpy() for head in heads)

    return run


_INPUTS = ("pieces", "shapes", "spacings", "real", "entity_styles", "trigger_styles")


def _inputs(batch: Batch) -> list[Tensor]:
    return [torch.from_numpy(getattr(batch, name)) for name in _INPUTS]


def _groups(network: NewsNetwork, rate: float) -> list[dict[str, Any]]:
    encoder, fresh = [], []
    for name, value in network.named_parameters():
        if value.requires_grad:
            is_encoder = name.startswith(("layers.", "positions.", "norm."))
            (encoder if is_encoder else fresh).append(value)
    return [
        {"params": encoder, "peak": rate, "lr": rate},
        {"params": fresh, "peak": rate * 4, "lr": rate * 4},
    ]


def _losses(heads: tuple[Tensor, Tensor, Tensor], batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    allowed = torch.from_numpy(batch.allowed)
    rows, places = torch.nonzero((allowed != 0) & (allowed != ALL_TAGS), as_tuple=True)
    weights = torch.from_numpy(batch.entity_weights)[rows]
    legal = (allowed[rows, places][:, None] >> torch.arange(ENTITY_TAGS)) & 1
    scores = heads[0][rows, places].float().log_softmax(-1)
    nll = -torch.logsumexp(scores.masked_fill(legal == 0, -1e9), dim=-1)
    entity = (nll * weights).sum() / max(len(rows), 1)

    triggers = torch.from_numpy(batch.triggers)
    rows, places = torch.nonzero(triggers >= 0, as_tuple=True)
    weights = torch.from_numpy(batch.trigger_weights)[rows]
    nll = F.cross_entropy(heads[1][rows, places].float(), triggers[rows, places], reduction="none")
    trigger = (nll * weights).sum() / max(len(rows), 1)

    classes = torch.from_numpy(batch.classes)
    rows, places = torch.nonzero(classes >= 0, as_tuple=True)
    gold = classes[rows, places]
    other = torch.from_numpy(batch.other_weights)[rows]
    weights = torch.where(gold == OTHER_EVENT, other, 1.0)
    nll = F.cross_entropy(heads[2][rows, places].float(), gold, reduction="none")
    kind = 0.3 * (nll * weights).sum() / max(len(rows), 1)
    return entity, trigger, kind


def _write(state: dict[str, Any], file: Path) -> None:
    draft = file.with_suffix(".draft")
    torch.save(state, draft)
    draft.replace(file)


def train(plan: Plan) -> None:
    """Train until the minutes are over or a SIGTERM comes; a later run goes on from there."""
    torch.set_num_threads(plan.threads)
    plan.folder.mkdir(parents=True, exist_ok=True)
    trainer = Trainer(plan)
    went_on = trainer.resume()
    log.info("%s at step %d", "resumed" if went_on else "fresh", trainer.step)
    mix = Mix(load(plan.work), seed=plan.seed + trainer.step, shares=plan.shares)
    dev = _dev_parts(plan)
    stop = _StopFlag()
    _loop(trainer, mix.batches(), dev, stop)
    _score(trainer, dev)
    trainer.save()
    log.info("stopped at step %d after %d pieces", trainer.step, trainer.pieces)


class _StopFlag:
    def __init__(self) -> None:
        self.is_set = False
        signal.signal(signal.SIGTERM, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self.is_set = True


def _loop(
    trainer: Trainer, batches: Iterator[Batch], dev: dict[str, Part], stop: _StopFlag
) -> None:
    plan = trainer.plan
    begin = saved = scored = logged = time.monotonic()
    end = begin + plan.minutes * 60
    trainer.network.train()
    losses: list[dict[str, float]] = []
    pieces = trainer.pieces
    for batch in batches:
        now = time.monotonic()
        if now >= end or stop.is_set:
            return
        factor = min(1.0, (end - now) / max(plan.decay_minutes * 60, 1e-9))
        losses.append(trainer.learn(batch, factor))
        if now - logged > 60:
            means = {
                name: round(float(np.mean([x[name] for x in losses])), 4) for name in losses[0]
            }
            speed = (trainer.pieces - pieces) / (now - logged)
            log.info("step %d %s rate %.2f %d pieces/s", trainer.step, means, factor, speed)
            losses, logged, pieces = [], now, trainer.pieces
        if now - saved > plan.save_minutes * 60:
            trainer.save()
            saved = time.monotonic()
        if now - scored > plan.score_minutes * 60:
            _score(trainer, dev)
            scored = time.monotonic()


def _dev_parts(plan: Plan) -> dict[str, Part]:
    pieces = WordPieces(plan.encoder / "vocab.txt")
    parts = {
        source.name: encode_part(plan.data, source, "dev", pieces)
        for source in SOURCES
        if source.name in {*_DEV_ENTITIES, "ecbplus"}
    }
    return {name: _shortened(part, _DEV_SENTENCES.get(name)) for name, part in parts.items()}


def _shortened(part: Part, sentences: int | None) -> Part:
    if sentences is None or len(part.bounds) - 1 <= sentences:
        return part
    docs = part.docs[part.docs < sentences].tolist()
    part.docs = np.asarray([*docs, sentences], dtype=np.int64)
    part.bounds = part.bounds[: sentences + 1]
    return part


def _score(trainer: Trainer, dev: dict[str, Part]) -> None:
    scorer = trainer.mean_scorer()
    figures: dict[str, float] = {}
    for name in _DEV_ENTITIES:
        found = score_sentences(dev[name], scorer)
        figures[name] = round(100 * entity_result(found, _NAMES).total.f1, 2)
    untyped, typed = event_results(score_sentences(dev["ecbplus"], scorer))
    figures["triggers"] = round(100 * untyped.total.f1, 2)
    figures["typed"] = round(100 * typed.total.f1, 2)
    mean = round(float(np.mean(list(figures.values()))), 3)
    log.info("dev at step %d: %.2f %s", trainer.step, mean, figures)
    with (trainer.plan.folder / "dev.jsonl").open("a", encoding="utf-8") as file:
        entry = {"step": trainer.step, "pieces": trainer.pieces, "mean": mean, **figures}
        file.write(json.dumps(entry) + "\n")
    if mean > trainer.best:
        trainer.keep_best(mean)
    trainer.network.train()
