"""Suggested frames: what a worker proposes for a trigger, and what the annotator is shown of it.

A `FrameProposal` is stored as it came: phrases with the general roles of `PART_ROLES`, whatever the
schema. `SuggestedFrame`s are derived from it for one schema and the spans of the moment, so neither
a new role nor a corrected entity needs another run. Offsets are code points, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from annotate.spans import Layer
from annotate.suggestions import suggestion_id

AGENT: Final = "Agent"
PATIENT: Final = "Patient"
RECIPIENT: Final = "Recipient"
INSTRUMENT: Final = "Instrument"
TOPIC: Final = "Topic"
GOAL: Final = "Goal"
PLACE: Final = "Place"
TIME: Final = "Time"
KILLED: Final = "Killed"
INJURED: Final = "Injured"
AMOUNT: Final = "Amount"
PART_ROLES: Final = (AGENT, PATIENT, RECIPIENT, INSTRUMENT, TOPIC, GOAL, PLACE, TIME)
"""The general roles; a patient is also a theme, a goal is where something moves to.

Beside them stand the numbers `KILLED`, `INJURED` and `AMOUNT`, which rules find in the patient.
"""

LEAST_SCORE: Final = 0.4
"""What is less certain is not suggested."""


@dataclass(frozen=True, slots=True)
class ArgumentProposal:
    """A phrase that takes part in an event, in a general role; the score is a chance, 0 to 1."""

    role: str
    start: int
    end: int
    score: float
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class FrameProposal:
    """What one suggester says of the trigger `text[start:end]`.

    `attributes` are (name, value, score), with general names and values.
    """

    start: int
    end: int
    label: str
    suggester: str
    arguments: tuple[ArgumentProposal, ...] = ()
    attributes: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedArgument:
    """A filler that is suggested for a role of the schema.

    `layer` and `label` are those of the entity or event that it agrees with; a free phrase has an
    empty label. `span_id` is the gold span with these offsets, "" where there is none.
    """

    role: str
    start: int
    end: int
    layer: Layer
    label: str
    score: float
    explanation: str = ""
    span_id: str = ""


@dataclass(frozen=True, slots=True)
class SuggestedFrame:
    """A whole frame as the annotator is shown it: trigger, arguments, attributes.

    `trigger_id` is the id of the gold span, or of the suggestion, that the frame is suggested for.
    """

    trigger_id: str
    start: int
    end: int
    label: str
    arguments: tuple[SuggestedArgument, ...] = ()
    attributes: tuple[tuple[str, str, float], ...] = ()
    suggester: str = ""
    is_gold: bool = False
    # Derived from the trigger alone, so that it is equal after every new run.
    id: str = field(init=False, default="", compare=False)

    def __post_init__(self) -> None:
        """Derive the id once."""
        derived = f"frame|{suggestion_id(Layer.EVENT, self.start, self.end, self.label)}"
        object.__setattr__(self, "id", derived)

    @property
    def score(self) -> float:
        """The weakest argument's score: from here on the whole frame counts as right; 1 if none."""
        return min((argument.score for argument in self.arguments), default=1.0)
