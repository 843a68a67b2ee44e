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
_TITLE_WORDS = frozenset(
    {"prime", "vice", "deputy", "minister", "president", "mr", "mrs", "ms", "madam", "secretary"}
    | {"senator", "premier", "chancellor", "general", "colonel", "governor", "ambassador", "of"}
    | {"congressman", "congresswoman", "speaker", "foreign", "defense", "defence"}
)
"""Words that make up titles and are rarely a name; not "King", which is one."""


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
    """The same spans, names of persons beginning after their titles; no titles, no pronouns."""
    return [
        replace(span, start=untitled(text, span.start, span.end, parts))
        if span.label == "PERSON" and span.layer is Layer.ENTITY
        else span
        for span in seen
        if span.layer is not Layer.ENTITY
        or not _is_no_name(text[span.start : span.end], span.label)
    ]


def _is_no_name(mention: str, label: str) -> bool:
    """Whether it is a pronoun, or for a person a title alone ("Prime" of "Prime Minister")."""
    # "WHO" is an organisation; a shouted headline has few pronouns and many names.
    if mention.lower() in PRONOUNS and not (mention.isupper() and len(mention) > 1):
        return True
    return label == "PERSON" and all(
        word.rstrip(".").lower() in _TITLE_WORDS for word in mention.split()
    )
