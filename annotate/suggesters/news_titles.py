"""Names as our guideline draws them, where some of the sets that the model learned from do not.

A person's name begins after the title, a province ends with the word for it. Offsets are code
points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotate.spans import Layer
from annotate.suggesters.name_parts import NameParts
from annotate.suggesters.news_model import Seen

_WORD = re.compile(r"[^\s]+")
_LONGEST_TITLE = 5
_LONGEST_TITLE_LETTERS = 40
_SHOUTED_LETTERS = 4
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


_KIND_OF_PLACE = re.compile(
    r"(?:[ \u00a0](?:province|region|oblast|governorate|prefecture|voivodeship|raion|county)"
    r"|(?<!school)[ \u00a0]district(?![ \u00a0](?:attorney|judge|court|council|police)))"
    r"(?![\w-])"
)
"""A small word for a kind of place that is a part of its name: "[Kharkiv region]"."""
_FORM_OF_FIRM = re.compile(
    r"(?: & (?:Co|Sons|Company|Partners)|,? (?:Inc|Ltd|Corp|LLC|PLC|plc|AG|SE|NV|GmbH|SpA|Bhd))"
    r"(?:\.(?=,|['’]s| [a-z(&]))?(?![\w&-])"
)
_PARTICLE_END = re.compile(r"[-’']")
_PLURAL = re.compile(r"[A-Z]{2,}s")


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
        if _is_title(title, parts) and _is_name(words[count:], parts):
            return words[count].start()
    return None


def _is_title(words: str, parts: NameParts) -> bool:
    """Whether it is a title, in a headline in capitals as well: "PRESIDENT [RAISI]"."""
    if words in parts.titles:
        return True
    is_shouted = words.isupper() and sum(char.isalpha() for char in words) >= _SHOUTED_LETTERS
    return is_shouted and words.title() in parts.titles


def _is_name(words: Sequence[re.Match[str]], parts: NameParts) -> bool:
    """Whether a name stands there, perhaps behind a particle: "Mr. [de Villepin]"."""
    first = words[0].group()
    if first[0].isupper():
        return True
    is_particle = _PARTICLE_END.split(first)[0] in parts.particles
    return is_particle and any(not word.group().islower() for word in words[:3])


def redrawn(text: str, seen: Iterable[Seen], parts: NameParts) -> list[Seen]:
    """The same spans as our guideline draws them; no titles, no pronouns, no plural acronyms."""
    return [
        _redrawn(text, span, parts) if span.layer is Layer.ENTITY else span
        for span in seen
        if span.layer is not Layer.ENTITY or not _is_no_name(text, span, parts)
    ]


def _redrawn(text: str, span: Seen, parts: NameParts) -> Seen:
    if span.label == "PERSON":
        return replace(span, start=untitled(text, span.start, span.end, parts))
    if span.label == "GPE" and (kind := _KIND_OF_PLACE.match(text, span.end)):
        return replace(span, end=kind.end())
    if span.label == "ORG":
        return replace(span, end=end_of_firm(text, span.end))
    return span


def end_of_firm(text: str, end: int) -> int:
    """Where the name of an organisation that reaches to `end` ends with its form: "Osk, Inc."."""
    form = _FORM_OF_FIRM.match(text, end)
    return form.end() if form else end


def _is_no_name(text: str, span: Seen, parts: NameParts) -> bool:
    """Whether it is a pronoun, a title or a part of one ("Prime" of "Prime Minister"), or "MPs"."""
    mention = text[span.start : span.end]
    # "WHO" is an organisation; a shouted headline has few pronouns and many names.
    if mention.lower() in PRONOUNS and not (mention.isupper() and len(mention) > 1):
        return True
    if span.label == "ORG":
        is_plural = mention in parts.acronym_stop and _PLURAL.fullmatch(mention)
        return bool(is_plural) or _begins_title(text, span, parts)
    return span.label == "PERSON" and all(
        word.rstrip(".").lower() in _TITLE_WORDS for word in mention.split()
    )


def _begins_title(text: str, span: Seen, parts: NameParts) -> bool:
    """Whether a longer title begins with it: "U.S. District" of "U.S. District Judge"."""
    if " " not in text[span.start : span.end]:
        return False  # "U.S. Secretary of State": a name of its own
    words = list(_WORD.finditer(text, span.start, span.end + _LONGEST_TITLE_LETTERS))
    return any(
        " ".join(word.group() for word in words[:count]) in parts.titles
        for count in range(2, min(len(words), _LONGEST_TITLE) + 1)
        if words[count - 1].end() > span.end
    )
