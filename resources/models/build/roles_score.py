"""Strict scores of arguments: span and role, folded to agent, patient, place and time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from annotate.evaluation.scores import Tally, total
from annotate.frames.suggested import AGENT, PATIENT, PLACE, TIME
from annotate.suggesters.news_decode import best_tags, spans_of
from annotate.suggesters.role_chain import chances_of_tags, role_chances
from annotate.suggesters.role_labels import ROLE_KINDS

if TYPE_CHECKING:
    from resources.models.build.roles_arrays import Example

Scorer = Callable[[dict[str, np.ndarray]], np.ndarray]
"""From the inputs of a padded batch of triggers to log chances (triggers, words, tags)."""

FOLDED: Final = (AGENT, PATIENT, PLACE, TIME)
_HANGING: Final = re.compile(
    r"[,;:()]|\s(?:of|in|on|at|to|from|by|for|with|against|near|into|over|between|who|which|that"
    r"|whose|where)\s",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w[\w'’.\-]*")
Answer = tuple[int, int, str]
"""Start, end (code points) and role."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One argument that the network reads: its raw chance, and whether role and head are right."""

    source: str
    role: str
    raw: float
    is_right: bool


def onnx_role_scorer(file: Path, steps: np.ndarray) -> Scorer:
    """Chances by the shipped network; `steps` are the weights from tag to tag."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])

    def run(inputs: dict[str, np.ndarray]) -> np.ndarray:
        scores = np.asarray(session.run(["roles"], inputs)[0])
        return chances_of_tags(scores, steps, inputs["real"])

    return run


def _rows(
    examples: Sequence[Example], scorer: Scorer
) -> Iterator[tuple[Example, list[tuple[int, int, int]], np.ndarray]]:
    """Of each trigger the spans (words, kind) and the scores of its words."""
    from resources.models.build.roles_train import batch_inputs

    order = sorted(examples, key=lambda example: example.size)
    for low in range(0, len(order), 64):
        batch = order[low : low + 64]
        scores = scorer(batch_inputs(batch))
        for row, example in enumerate(batch):
            own = scores[row, : example.size]
            yield example, spans_of(best_tags(own)), own


def _answer(example: Example, span: tuple[int, int, int]) -> Answer:
    starts = example.sentence.starts[example.place.low :]
    ends = example.sentence.ends[example.place.low :]
    return starts[span[0]], ends[span[1] - 1], ROLE_KINDS[span[2]]


def judged(examples: Sequence[Example], scorer: Scorer) -> list[Judged]:
    """Every argument that the network reads, against the gold: role and head."""
    found: list[Judged] = []
    for example, spans, scores in _rows(examples, scorer):
        text = example.sentence.document.text
        gold = {
            (role, head_of(text, each.start, each.end))
            for each in example.event.arguments
            for role in each.roles
        }
        source = example.sentence.document.source
        for span, raw in zip(spans, role_chances(scores, spans), strict=True):
            start, end, role = _answer(example, span)
            is_right = (role, head_of(text, start, end)) in gold
            found.append(Judged(source, role, raw, is_right))
    return found


def head_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The head of the phrase `start:end`: the last word ahead of what hangs on it."""
    cut = _HANGING.search(text, start + 4, end)
    words = list(_WORD.finditer(text, start, cut.start() if cut else end))
    if not words:
        return start, end
    head = words[-1][0].removesuffix("'s").removesuffix("’s").rstrip(".")
    return words[-1].start(), words[-1].start() + len(head)


def gold_of(example: Example) -> set[Answer]:
    """The gold arguments of the example's trigger that have one of the folded roles."""
    return {
        (argument.start, argument.end, argument.roles[0])
        for argument in example.event.arguments
        if argument.roles[0] in FOLDED
    }


def tallies(examples: Sequence[Example], scorer: Scorer) -> dict[str, dict[str, Tally]]:
    """Counts by set and role."""
    found: dict[str, dict[str, Tally]] = defaultdict(lambda: defaultdict(Tally))
    for example, spans, _ in _rows(examples, scorer):
        said = {_answer(example, span) for span in spans}
        name = example.sentence.document.source
        gold = gold_of(example)
        for answer in said:
            if answer[2] in FOLDED:
                role = answer[2]
                found[name][role] = found[name][role].plus(Tally(right=answer in gold, found=1))
        for answer in gold:
            found[name][answer[2]] = found[name][answer[2]].plus(Tally(gold=1))
    return found


def role_figures(examples: Sequence[Example], scorer: Scorer) -> dict[str, float]:
    """Strict F1 by set, in per cent."""
    return {
        name: round(100 * total(by_role.values()).f1, 2)
        for name, by_role in tallies(examples, scorer).items()
    }
