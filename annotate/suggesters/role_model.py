"""The role model: reads who did what to whom around a trigger; run in the worker only.

It goes on from what the lower layers of the news network see, so that an article is read once.
How it was made stands in `resources/models/README.md`. Offsets are code points, half-open.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from annotate.errors import PipelineMissingError
from annotate.suggesters.news_decode import best_tags, spans_of
from annotate.suggesters.news_model import Calibration, Stretch, shipped_folder
from annotate.suggesters.news_text import Words
from annotate.suggesters.role_chain import chances_of_tags, role_chances
from annotate.suggesters.role_inputs import Place, distances, entity_marks, event_mark, place_of
from annotate.suggesters.role_labels import ROLE_KINDS, ROLE_STYLES
from annotate.suggestions import FRAMES

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

    States = NDArray[Any]

_BATCH_WORDS: Final = 512
"""Larger batches are padded more: a fifth of the words that are computed would be none."""
_THREADS: Final = 2

Mark = tuple[int, int, str]
"""Start, end and label of a trigger or an entity."""


@dataclass(frozen=True, slots=True)
class Said:
    """An argument that the model reads: its general role, its phrase, a calibrated chance.

    The chance is that of the role and of the phrase's head, not of its very ends.
    """

    role: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """One trigger to be read."""

    number: int
    words: Words
    states: States
    marks: Sequence[int]
    place: Place
    label: str

    @property
    def size(self) -> int:
        return self.place.high - self.place.low


class RoleModel:
    """The loaded model; one instance serves one process."""

    def __init__(self, folder: Path, *, threads: int = 0, style: str | None = None) -> None:
        """Read what describes the model in `folder`; the network is loaded when it is first asked.

        `style` is one of `role_labels.ROLE_STYLES` in place of the one that it was shipped with.
        """
        try:
            described = json.loads((folder / "roles.json").read_text(encoding="utf-8"))
        except OSError as error:
            raise PipelineMissingError(suggester=FRAMES) from error
        self.version: str = described["version"]
        self._style = ROLE_STYLES.index(style or described["style"])
        self._calibration = Calibration(**described["calibration"])
        self.floors: Mapping[str, float] = described["floors"]
        self._given_steps: list[list[float]] = described["steps"]
        self._file = folder / "roles.onnx"
        self._threads = threads

    @cached_property
    def _steps(self) -> States:
        """Weights of the steps from tag to tag; the last row is the beginning."""
        import numpy as np

        return np.asarray(self._given_steps, dtype=np.float32)

    @cached_property
    def _session(self) -> InferenceSession:
        import onnxruntime

        if not self._file.exists():
            raise PipelineMissingError(suggester=FRAMES)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads or min(_THREADS, os.cpu_count() or 1)
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # A thread that waits in a loop for its share takes as much of a core as one that works.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._file), options, providers=["CPUExecutionProvider"]
        )

    def read(
        self, stretches: Sequence[Stretch], triggers: Sequence[Mark], entities: Sequence[Mark]
    ) -> list[list[Said]]:
        """What is said of each trigger; nothing of one that is in no sentence.

        `stretches` are in text order. Arguments that have no general role are left out.
        """
        answers: list[list[Said]] = [[] for _ in triggers]
        for batch in _batches(list(_asked(stretches, triggers, entities))):
            inputs = self._inputs(batch)
            scores = cast("list[States]", self._session.run(["roles"], inputs))[0]
            chances = chances_of_tags(scores, self._steps, inputs["real"])
            for row, asked in enumerate(batch):
                own = chances[row, : asked.size]
                answers[asked.number] = list(self._said(asked, own))
        return answers

    def inputs_of(
        self, stretches: Sequence[Stretch], triggers: Sequence[Mark], entities: Sequence[Mark]
    ) -> Iterator[dict[str, Any]]:
        """The network's inputs for the triggers, batch by batch, as `read` gives them to it."""
        yield from map(self._inputs, _batches(list(_asked(stretches, triggers, entities))))

    def run_bare(self, inputs: dict[str, Any]) -> None:
        """Run the network on one batch and read nothing of its answer: the least that it costs."""
        self._session.run(["roles"], inputs)

    def _said(self, asked: _Asked, scores: States) -> Iterator[Said]:
        starts = asked.words.starts[asked.place.low :]
        ends = asked.words.ends[asked.place.low :]
        spans = spans_of(best_tags(scores))
        for (first, last, kind), raw in zip(spans, role_chances(scores, spans), strict=True):
            role = ROLE_KINDS[kind]
            if role in self.floors:
                score = self._calibration.of(raw, role)
                yield Said(role, starts[first], ends[last - 1], round(score, 4))

    def _inputs(self, batch: Sequence[_Asked]) -> dict[str, Any]:
        import numpy as np

        rows, size = len(batch), max(asked.size for asked in batch)
        width = batch[0].states.shape[1]
        inputs: dict[str, Any] = {
            "states": np.zeros((rows, size, width), dtype=np.float32),
            "distances": np.zeros((rows, size), dtype=np.int64),
            "marks": np.zeros((rows, size), dtype=np.int64),
            "labels": np.asarray([event_mark(asked.label) for asked in batch], dtype=np.int64),
            "styles": np.full(rows, self._style, dtype=np.int64),
            "real": np.zeros((rows, size), dtype=np.bool_),
        }
        for row, asked in enumerate(batch):
            place = asked.place
            inputs["states"][row, : asked.size] = asked.states[place.low : place.high]
            inputs["distances"][row, : asked.size] = distances(place)
            inputs["marks"][row, : asked.size] = asked.marks[place.low : place.high]
            inputs["real"][row, : asked.size] = True
        return inputs


def is_shipped() -> bool:
    """Whether this installation has the model."""
    return (shipped_folder() / "roles.onnx").is_file()


def _asked(
    stretches: Sequence[Stretch], triggers: Sequence[Mark], entities: Sequence[Mark]
) -> Iterator[_Asked]:
    begins = [words.starts[0] for words, _ in stretches]
    near = sorted(entities)
    longest = max((end - start for start, end, _ in near), default=0)
    marks: dict[int, list[int]] = {}
    for number, (start, end, label) in enumerate(triggers):
        index = bisect_right(begins, start) - 1
        if index < 0:
            continue
        words, states = stretches[index]
        place = place_of(words.starts, words.ends, start, end)
        if place is None:
            continue
        if index not in marks:
            low, high = words.starts[0], words.ends[-1]
            first = bisect_left(near, (low - longest, 0, ""))
            inside = [
                each for each in near[first : bisect_left(near, (high, 0, ""))] if each[1] > low
            ]
            marks[index] = entity_marks(words.starts, words.ends, inside)
        yield _Asked(number, words, states, marks[index], place, label)


def _batches(asked: Sequence[_Asked]) -> Iterator[list[_Asked]]:
    batch: list[_Asked] = []
    for each in sorted(asked, key=lambda one: one.size):
        if batch and (len(batch) + 1) * each.size > _BATCH_WORDS:
            yield batch
            batch = []
        batch.append(each)
    if batch:
        yield batch
