"""What is asked of a training beside the data: components, steps, kind of span categorizer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from annotate.errors import TrainingError
from annotate.training.config import TrainingPlan
from annotate.training.docs import Overlap

COMPONENTS: Final = ("ner", "spancat")
"""What can be trained: entities in `doc.ents`, and a span group."""
CATEGORIZERS: Final = ("auto", "single", "overlapping")
"""Which span categorizer: as the data asks, one label for each stretch, or any number."""


@dataclass(frozen=True, slots=True)
class Learning:
    """Which of `COMPONENTS` learn, for at most how many steps (0: as the data asks).

    `spans` is one of `CATEGORIZERS`. `has_curve` also trains on the shares of a learning curve.
    `origin` is what the training begins from: the name of a suggester, or nothing.
    """

    components: tuple[str, ...] = COMPONENTS
    steps: int = 0
    spans: str = "auto"
    has_curve: bool = False
    origin: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be trained; raises `TrainingError`, reason "unknown_component"."""
        for name in self.components:
            if name not in COMPONENTS:
                raise TrainingError(reason="unknown_component", name=name)
        if not self.components:
            raise TrainingError(reason="nothing_chosen")


def narrowed(plan: TrainingPlan, learning: Learning) -> TrainingPlan:
    """The plan with what is asked for, as far as the data has it.

    Raises `TrainingError`, reason "nothing_to_learn", when no chosen component has a span to learn.
    """
    has_entities = plan.has_entities and "ner" in learning.components
    spans_key = plan.spans_key if "spancat" in learning.components else ""
    if not has_entities and not spans_key:
        raise TrainingError(reason="nothing_to_learn", names=" + ".join(learning.components))
    overlap = plan.overlap
    if learning.spans == "overlapping":
        overlap = Overlap.SAME_PLACE
    elif learning.spans == "single":
        overlap = min(overlap, Overlap.PARTIAL)
    return replace(
        plan,
        has_entities=has_entities,
        spans_key=spans_key,
        overlap=overlap,
        max_steps=learning.steps,
    )
