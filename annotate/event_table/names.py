"""What a mention stands for: the fullest name in its coreference chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_NO_NAMES: Final = frozenset(
    (
        *("he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"),
        *("i", "me", "my", "we", "us", "our", "you", "your", "who", "whom", "whose", "which"),
        *("the", "a", "an", "this", "that", "these", "those", "some", "one", "both", "all"),
        *("another", "other", "others", "each", "many", "several"),
    )
)
"""First words of mentions that name nobody."""


def is_name(surface: str) -> bool:
    """Whether a mention is a name: "Ada Moss", not "she" nor "the general"."""
    first, _, rest = surface.partition(" ")
    if first.casefold() in _NO_NAMES and not (rest[:1].isupper() and first.casefold() == "the"):
        return False
    return first[:1].isupper() or rest[:1].isupper()


def name_of(surface: str, mentions: Iterable[str]) -> str:
    """The longest name among `mentions`, the first of equals; empty when `surface` is as good."""
    best = max(filter(is_name, mentions), key=len, default="")
    if not best or best == surface or (is_name(surface) and len(surface) >= len(best)):
        return ""
    return best
