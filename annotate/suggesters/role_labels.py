"""What the role model can say, and what it is told of each word.

The tags are BIO over `ROLE_KINDS`; the last kind stands for arguments that have no general role.
"""

from __future__ import annotations

from typing import Final

from annotate.frames.suggested import PART_ROLES
from annotate.suggesters.news_labels import ENTITY_TYPES, EVENT_TYPES

OTHER_ROLE: Final = "other"
ROLE_KINDS: Final = (*PART_ROLES, OTHER_ROLE)
ROLE_TAGS: Final = 1 + 2 * len(ROLE_KINDS)

ROLE_STYLES: Final = ("neutral", "propbank", "framenet", "plover")
"""Annotation guidelines the model has seen; one of them is an input."""

ENTITY_KINDS: Final = (*ENTITY_TYPES, "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
"""OntoNotes names; the model is told which words are a part of what is suggested as one."""

ENTITY_MARKS: Final = 1 + 2 * len(ENTITY_KINDS)

EVENT_MARKS: Final = len(EVENT_TYPES) + 2
"""The event types, another event, an event of which nothing is known."""
OTHER_MARK: Final = len(EVENT_TYPES)
UNKNOWN_MARK: Final = len(EVENT_TYPES) + 1

FARTHEST: Final = 24
DISTANCES: Final = 2 * FARTHEST + 2
"""Distances in words, cut at `FARTHEST`; the last number is the trigger itself."""

MOST_WORDS: Final = 80
"""Words of a sentence that are read for one trigger, those around it."""
