"""What the news model can say: entity types, event types, and the tags it gives to words."""

from __future__ import annotations

from typing import Final

ENTITY_TYPES: Final = (
    "PERSON",
    "NORP",
    "ORG",
    "GPE",
    "LOC",
    "FAC",
    "EVENT",
    "PRODUCT",
    "WORK_OF_ART",
    "LAW",
    "LANGUAGE",
    "DATE",
    "TIME",
)
"""OntoNotes names that the model learns; counted things (MONEY, CARDINAL, …) are left to rules."""

EVENT_TYPES: Final = (
    "ATTACK",
    "DIE",
    "INJURE",
    "DESTROY",
    "SEIZE",
    "DEPLOY",
    "WITHDRAW",
    "CEASEFIRE",
    "MEET",
    "CONTACT",
    "AGREE",
    "REJECT",
    "DEMAND",
    "THREATEN",
    "ACCUSE",
    "SUPPORT",
    "AID",
    "SANCTION",
    "STATEMENT",
    "ELECT",
    "POSITION",
    "LEGISLATE",
    "DEMONSTRATE",
    "ARREST_JAIL",
    "JUSTICE",
    "INVESTIGATE",
    "CRIME",
    "MOVE",
    "TRANSACTION",
    "DISASTER",
)
OTHER_EVENT: Final = len(EVENT_TYPES)
"""Index of the type head for an event outside the 30 types; it is never suggested."""

OUTSIDE: Final = 0
ENTITY_TAGS: Final = 1 + 2 * len(ENTITY_TYPES)
TRIGGER_TAGS: Final = 3
EVENT_CLASSES: Final = len(EVENT_TYPES) + 1

ALL_TAGS: Final = (1 << ENTITY_TAGS) - 1
"""Every entity tag allowed: the word says nothing about entities."""

STYLES: Final = (
    "neutral",
    "gmb",
    "ewt",
    "gum",
    "re3d",
    "crossner",
    "wikigold",
    "wnut17",
    "ecbplus",
    "geneva",
    "plover",
    "litbank",
)
"""Annotation guidelines the model has seen; the heads take one of them as an input."""


def begin_tag(kind: int) -> int:
    """Tag of the first word of a mention of entity type `kind` (an index)."""
    return 1 + 2 * kind


def inside_tag(kind: int) -> int:
    """Tag of a later word of a mention of entity type `kind` (an index)."""
    return 2 + 2 * kind


def type_bits(kinds: tuple[str, ...] | frozenset[str]) -> int:
    """Bit set of the begin and inside tags of the named entity types."""
    bits = 0
    for name in kinds:
        kind = ENTITY_TYPES.index(name)
        bits |= 1 << begin_tag(kind) | 1 << inside_tag(kind)
    return bits
