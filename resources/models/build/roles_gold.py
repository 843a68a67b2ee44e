"""Gold arguments of the corpora, folded to the general roles.

The folding was written down before anything was measured, and follows what PropBank numbers mean:
who acts or causes is the agent, whoever or whatever undergoes, is made, known or said the patient.
Offsets are code points of a record's text, half-open.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from annotate.frames.role_names import FRAMENET_NAMES
from annotate.frames.suggested import (
    AGENT,
    GOAL,
    INSTRUMENT,
    PATIENT,
    PLACE,
    RECIPIENT,
    TIME,
    TOPIC,
)
from annotate.suggesters.news_text import sentences
from annotate.suggesters.role_labels import OTHER_ROLE
from resources.models.build.corpora import SOURCES, Source, read_records

ANY: Final = "any"
"""Said of words about which the gold says nothing."""

_BEYOND: Final = (RECIPIENT, INSTRUMENT, TOPIC, GOAL, OTHER_ROLE)
_PROPBANK: Final[dict[str, tuple[str, ...]]] = {
    "ARG0": (AGENT,),
    "ARGA": (AGENT,),
    "ARG1": (PATIENT,),
    "ARG2": _BEYOND,
    "ARG3": _BEYOND,
    "ARG4": (GOAL,),
    "ARG5": _BEYOND,
    "ARGM-LOC": (PLACE,),
    "ARGM-TMP": (TIME,),
    "ARGM-GOL": (GOAL,),
    "ARGM-MNR": (INSTRUMENT, OTHER_ROLE),
    "ARGM-COM": (RECIPIENT, OTHER_ROLE),
    "ARGM-DIR": (GOAL, OTHER_ROLE),
}
_FRAMENET: Final = {name: role for role, names in FRAMENET_NAMES.items() for name in names.split()}
_FRAMENET_BY_FRAME: Final = {("Using", "Instrument"): PATIENT}
_PLOVER: Final[dict[str, tuple[str, ...]]] = {
    "SRC": (AGENT,),
    "TAR": (PATIENT,),
    "SRC/TAR": (AGENT, PATIENT),
    "LOC": (PLACE,),
    "SRC/LOC": (AGENT,),
    "TAR/LOC": (PATIENT,),
}

ROLE_SETS: Final = {"ewt": "propbank", "geneva": "framenet", "plover_gsr": "plover"}
"""The sets with arguments, and the guideline of each."""


@dataclass(frozen=True, slots=True)
class GoldArgument:
    """A gold argument; `roles` are those that it may have: several where the gold says no more."""

    start: int
    end: int
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A gold trigger with its arguments; `label` is one of ours, "OTHER", or "" if unknown."""

    start: int
    end: int
    label: str
    arguments: tuple[GoldArgument, ...]


@dataclass(frozen=True, slots=True)
class RoleDocument:
    """One record: its text, its sentences, its events."""

    id: str
    source: str
    file: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    events: tuple[GoldEvent, ...]

    @property
    def style(self) -> str:
        """The guideline of its set."""
        return ROLE_SETS[self.source]


def role_documents(data: Path, part: str) -> Iterator[RoleDocument]:
    """The documents of one part ("train", "dev" or "test") of every set with arguments.

    The political records have no parts of their own: half are kept for the test and an eighth for
    choices, by a digest of the text, so that the same text never lies on both sides.
    """
    for source in SOURCES:
        if source.name not in ROLE_SETS:
            continue
        asked = part if source.name != "plover_gsr" else "train"
        for file in source.parts[asked]:
            for record in read_records(data, source, file):
                if source.name == "plover_gsr" and part_of_text(record["text"]) != part:
                    continue
                yield _document(source, file, record)


def part_of_text(text: str) -> str:
    """The part that a text without one belongs to."""
    number = hashlib.sha256(text.encode()).digest()[0] % 8
    return "test" if number < 4 else "dev" if number == 4 else "train"


def _document(source: Source, file: str, record: dict[str, Any]) -> RoleDocument:
    text: str = record["text"]
    cuts = [(low, high) for low, high in record["meta"].get("sents") or []]
    return RoleDocument(
        id=record["id"],
        source=source.name,
        file=file,
        text=text,
        sentences=tuple(cuts or sentences(text)),
        events=tuple(_event(source.name, event) for event in record["events"]),
    )


def _event(source: str, event: dict[str, Any]) -> GoldEvent:
    trigger = event["trigger"]
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for argument in event["args"]:
        roles = _roles(source, trigger["label"], argument["role"])
        if roles:
            found.setdefault((argument["start"], argument["end"]), roles)
    return GoldEvent(
        start=trigger["start"],
        end=trigger["end"],
        label=trigger.get("common") or "",
        arguments=tuple(GoldArgument(a, b, roles) for (a, b), roles in sorted(found.items())),
    )


def _roles(source: str, frame: str, role: str) -> tuple[str, ...]:
    if source == "ewt":
        if role.startswith("C-") or role.endswith("-DSP"):
            return (ANY,)
        return _PROPBANK.get(role, ())
    if source == "geneva":
        special = _FRAMENET_BY_FRAME.get((frame, role))
        return (special or _FRAMENET.get(role, OTHER_ROLE),)
    return _PLOVER.get(role, ())
