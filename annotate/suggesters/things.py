"""What the rules for named things share: the article, the listed names, and what they find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotate.suggesters.capitals import Capitals
from annotate.suggesters.gazetteer import Hit
from annotate.suggesters.name_parts import NameParts
from annotate.suggesters.words import Words


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing: tokens `first` to `end`, half-open."""

    first: int
    end: int
    label: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """The article, what is listed of it by token, and the words of the lists."""

    words: Words
    capitals: Capitals
    parts: NameParts
    hits: Mapping[int, Hit]


def is_capital(words: Words, index: int) -> bool:
    """Whether the token is a word of a name by its shape: capital, ending like a word."""
    surface = words.surfaces[index]
    return surface[0].isupper() and (surface[-1].isalnum() or surface[-1] == ".")


def is_place(scan: Scan, index: int) -> bool:
    """Whether a listed country, town or region begins at the token."""
    hit = scan.hits.get(index)
    return hit is not None and hit.first == index and hit.name.label in {"GPE", "LOC"}


def same(words: Words, one: int, two: int) -> bool:
    """Whether two tokens, the second one perhaps outside the text, are in one sentence."""
    return two < len(words) and words.sentence[one] == words.sentence[two]
