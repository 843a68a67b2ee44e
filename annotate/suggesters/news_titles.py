"""Names without titles: some of the sets that the model learned from count "President" to a name.

The guidelines that Spandesk follows do not, so a person's name begins after it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from annotate.spans import Layer
from annotate.suggesters.name_parts import NameParts
from annotate.suggesters.news_model import Seen

_WORD = re.compile(r"[^\s]+")
_LONGEST_TITLE = 5
PRONOUNS = frozenset(
    {"i", "we", "you", "he", "she", "they", "me", "him", "her", "them", "my", "our", "your", "his"}
    | {"its", "their", "this", "that", "these", "those", "who"}
)
"""One set counts them as mentions. Not "us" and "it": in capitals, a country and a trade."""


def untitled(text: str, start: int, end: int, parts: NameParts) -> int:
    """Where the name `text[start:end]` begins without its titles; `start` if nothing is left."""
    while True:
        after = _after_title(text, start, end, parts)
        if after is None:
            return start
        start = after


def _after_title(text: str, start: int, end: int, parts: NameParts) -> int | None:
    words = list(_WORD.finditer(text, start, end))[: _LONGEST_TITLE + 1]
    for count in range(len(words) - 1, 0, -1):
        title = " ".join(word.group() for word in words[:count])
        following = words[count]
        if title in parts.titles and following.group()[0].isupper():
            return following.start()
    return None


def without_titles(text: str, seen: list[Seen], parts: NameParts) -> list[Seen]:
    """The same spans, names of persons beginning after their titles, and without pronouns."""
    return [
        replace(span, start=untitled(text, span.start, span.end, parts))
        if span.label == "PERSON" and span.layer is Layer.ENTITY
        else span
        for span in seen
        if span.layer is not Layer.ENTITY or text[span.start : span.end].lower() not in PRONOUNS
    ]
