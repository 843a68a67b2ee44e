"""The steps of a training, with spaCy's own parts; only a worker process loads spaCy here.

What `spacy train` does (https://spacy.io/api/cli#train), with a word after each step: the same
configuration, batches, scores and checkpoints, and the loss of each step seen while it goes on.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from annotate.training.runs import Point

if TYPE_CHECKING:
    from spacy.language import Language

_PAUSE_S: Final = 0.3
"""Between two points without a score."""
_PATHS: Final = ("train", "dev", "test", "rehearsal", "vectors")


@dataclass(frozen=True, slots=True)
class Watch:
    """What a training says and hears: each point, and before each step whether to take it.

    `is_wanted` may wait, and may raise `JobCancelled`.
    """

    on_point: Callable[[Point], None]
    is_wanted: Callable[[], bool]


@dataclass(slots=True)
class Outcome:
    """How far a training came; `best_score` is that of dev, 0 to 1."""

    steps: int = 0
    best_step: int = 0
    best_score: float = -1.0
    seconds: float = 0.0


def train_pipeline(
    data: Path,
    model: Path,
    *,
    meta: Mapping[str, Any],
    watch: Watch,
    source: Path | None = None,
    seed: int = 0,
) -> Outcome:
    """Train on the export in `data`; leaves `model-best` and `model-last` in `model`.

    `source` is a pipeline of the same configuration whose weights to begin with. Raises what spaCy
    raises, and what `watch` does; what was learned until then is in `model` all the same.
    """
    from annotate.pipeline import import_spacy

    import_spacy()
    from spacy import util

    util.import_file("spandesk_functions", data / "functions.py")
    config = util.load_config(data / "config.cfg", interpolate=False)
    paths = {name: place for name in _PATHS if (place := config["paths"].get(name))}
    config["paths"].update({name: str(data / place) for name, place in paths.items()})
    ner = config["components"].get("ner", {})
    if "source" in ner:
        ner["source"] = str(data / ner["source"])
    training = _Training(config, model, watch=watch, source=source, seed=seed, meta=meta)
    training.forget_places(paths)
    return training.run()


class _Training:
    """One training; attributes are what its steps share."""

    def __init__(
        self,
        config: Any,  # noqa: ANN401 - thinc's Config
        model: Path,
        *,
        watch: Watch,
        source: Path | None,
        seed: int,
        meta: Mapping[str, Any],
    ) -> None:
        from spacy.schemas import ConfigSchemaTraining
        from spacy.training.initialize import init_nlp
        from spacy.util import registry, resolve_dot_names
        from thinc.api import fix_random_seed

        self._watch = watch
        self._model = model
        self._began = time.perf_counter()
        self.outcome = Outcome()
        nlp: Language = init_nlp(config)
        if source is not None:
            # Its configuration would bring along its number of steps, and where its data lay.
            nlp.from_disk(source, exclude=["config", "meta"])
            seed += 1  # other batches than those that it has begun with
        nlp.meta.update(meta)
        self._nlp = nlp
        filled: Any = nlp.config.interpolate()
        fix_random_seed(seed)
        self._settings: dict[str, Any] = registry.resolve(
            filled["training"], schema=ConfigSchemaTraining
        )
        names = [self._settings["train_corpus"], self._settings["dev_corpus"]]
        self._train, self._dev = resolve_dot_names(filled, names)
        self._before: dict[str, float] = {}
        self._said_step = -1
        self._said_at = 0.0

    def forget_places(self, paths: Mapping[str, str]) -> None:
        """Say `paths` in the pipeline's configuration, not where its data lay on this machine."""
        self._nlp.config["paths"].update(paths)

    def run(self) -> Outcome:
        """Take steps until there are enough, none helps any more, or none is wanted."""
        from spacy.training import loop

        self._model.mkdir(parents=True, exist_ok=True)
        settings = self._settings
        evaluate = loop.create_evaluation_callback(self._nlp, self._dev, settings["score_weights"])
        steps = loop.train_while_improving(
            self._nlp,
            settings["optimizer"],
            loop.create_train_batches(
                self._nlp, self._train, settings["batcher"], settings["max_epochs"]
            ),
            evaluate,
            dropout=settings["dropout"],
            accumulate_gradient=settings["accumulate_gradient"],
            patience=settings["patience"],
            max_steps=settings["max_steps"],
            eval_frequency=settings["eval_frequency"],
            exclude=settings["frozen_components"],
            annotating_components=settings["annotating_components"],
            before_update=settings["before_update"],
        )
        is_scored = True
        info: dict[str, Any] = {}
        try:
            for _, info, is_best in steps:
                is_scored = is_best is not None
                self._after_step(info, is_best=is_best)
                if not self._watch.is_wanted():
                    break
            if not is_scored:
                self._score_last(info, evaluate)
        finally:
            self._save()
            self.outcome.seconds = time.perf_counter() - self._began
        return self.outcome

    def _after_step(self, info: dict[str, Any], *, is_best: bool | None) -> None:
        self.outcome.steps = info["step"]
        if is_best is not None:
            self._keep(info, is_best=is_best)
        elif time.perf_counter() - self._said_at >= _PAUSE_S:
            self._say(info)

    def _score_last(self, info: dict[str, Any], evaluate: Callable[[], Any]) -> None:
        """Score the last steps too: they may be the best."""
        with self._nlp.use_params(self._settings["optimizer"].averages):
            score, others = evaluate()
        info = {**info, "score": score, "other_scores": others}
        self._keep(info, is_best=score >= self.outcome.best_score)

    def _keep(self, info: dict[str, Any], *, is_best: bool) -> None:
        from spacy.training.loop import update_meta

        update_meta(self._settings, self._nlp, info)
        self._save()
        if is_best:
            self._copy_to_best()
            if info["score"] > self.outcome.best_score:
                self.outcome.best_score = info["score"]
                self.outcome.best_step = info["step"]
        self._say(info, is_best=is_best)
        self._before = {}

    def _say(self, info: dict[str, Any], *, is_best: bool = False) -> None:
        """A point: losses since the last one, for each step."""
        steps = info["step"] - self._said_step
        losses = {name: float(value) for name, value in info["losses"].items()} if steps else {}
        since = {name: value - self._before.get(name, 0.0) for name, value in losses.items()}
        scores: dict[str, Any] = info["other_scores"] or {}
        self._before, self._said_step = losses, info["step"]
        self._said_at = time.perf_counter()
        self._watch.on_point(
            Point(
                step=info["step"],
                epoch=info["epoch"],
                losses={name: round(value / steps, 5) for name, value in since.items()},
                seconds=round(self._said_at - self._began, 2),
                score=None if info["score"] is None else round(float(info["score"]), 5),
                scores={
                    name: round(float(value), 5)
                    for name, value in scores.items()
                    if isinstance(value, int | float) and name.endswith(("_p", "_r", "_f"))
                },
                is_best=is_best,
            )
        )

    def _save(self) -> None:
        """Write the last pipeline; what was there before stands until it is whole."""
        draft = self._model / ".model-last.new"
        shutil.rmtree(draft, ignore_errors=True)
        with self._nlp.use_params(self._settings["optimizer"].averages):
            self._nlp.to_disk(draft)
        self._put_in_place(draft, "model-last")

    def _copy_to_best(self) -> None:
        draft = self._model / ".model-best.new"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(self._model / "model-last", draft)
        self._put_in_place(draft, "model-best")

    def _put_in_place(self, draft: Path, name: str) -> None:
        shutil.rmtree(self._model / name, ignore_errors=True)
        draft.replace(self._model / name)
