"""Which names the mentions of GUM hold: its `name` is a hint, not always the name of the mention.

GUM marks every mention, named or not, and the corpora give the first run of proper nouns in it as
`name`. That run is cut short where the tagger saw another word class ("World War" II, "FIRST"
Global Challenge), and it may name something else than the mention ("the John Murray archive" is no
person, "shopping in Portland" no place). Here the run is made whole, and is kept only where the
mention is called by it. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from typing import Final

_ARTICLE = re.compile(
    r"(?:the|an?|this|that|these|those|our|my|your|his|her|their|its|all)\s+", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=[sS])['’])$")
_WORD = re.compile(r"[^\W_]+(?:[.&/'’-][^\W_]+)*\.?|&")
_JOINING: Final = frozenset({"of", "and", "for", "the", "de", "la", "&", "on", "to"})
_REST_OF_WORD = re.compile(r"[-/]\S*?(?=[\s,;:.)\]\"”]|$)")
_PLAIN_KINDS: Final = frozenset({"ORG", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
"""Kinds whose names hold joining words; "A and B" are two persons or places."""
_JOINT = re.compile(r"\s+(?:(?:of|and|for|&)\s+|of\s+the\s+)?")
_JOINTS: Final = {
    "PERSON": re.compile(r"\s+(?:the\s+)?"),
    "NORP": re.compile(r"\s+"),
    "GPE": re.compile(r"\s+(?:of\s+)?"),
    "LOC": re.compile(r"\s+(?:of\s+)?"),
}
"""What may stand between two capitalised words of one name."""
_BEFORE_OTHERS: Final = frozenset(
    {"of", "in", "at", "on", "to", "from", "by", "for", "with", "as", "than", "be", "into",
     "between", "near"}
)  # fmt: skip
_AFTER_NAME: Final = frozenset(
    {"in", "at", "on", "from", "by", "with", "who", "whom", "which", "that", "where", "when", "as",
     "and", "or", "itself", "himself", "herself", "themselves", "proper", "before", "after", "born",
     "near", "is", "was", "between", "to", "for"}
)  # fmt: skip
_ROLES: Final = frozenset(
    {"president", "secretary", "speaker", "senator", "minister", "director", "chairman", "chief",
     "justice", "professor", "lord", "lords", "king", "queen", "earl", "prince", "duke", "fellow",
     "protector", "command", "commander", "manager", "chair", "madam", "mr", "mrs", "ms", "sir",
     "dr", "judge", "governor", "mayor", "members", "member", "founders", "emperor", "pope",
     "captain", "general", "doctor", "house", "state", "states", "union", "god", "editor",
     "ambassador", "dean", "count", "baron", "bishop", "court", "government", "republic"}
)  # fmt: skip
"""A mention that begins with one and goes on in small words, or ends there, is called by a role."""


def named_part(
    text: str, start: int, end: int, hint: tuple[int, int], kind: str
) -> tuple[int, int] | None:
    """The name by which the mention `text[start:end]` is called, or None if it has none."""
    low, high = _bare(text, start, end)
    if _is_whole_name(text, low, high, kind):
        return None if _is_role(text, low, high, kind) else (low, high)
    first, last = _whole_words(text, hint, low, high)
    if kind == "PERSON":
        last = _before_place(text, first, last)
    last = _extended(text, last, high, _JOINTS.get(kind, _JOINT))
    if _names_another(text, low, first) or not _may_follow(text, last, high, kind):
        return None
    return None if _is_role(text, first, last, kind) else (first, last)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The mention without its article and without a possessive ending."""
    article = _ARTICLE.match(text, start, end)
    low = article.end() if article else start
    possessive = _POSSESSIVE.search(text[low:end])
    return low, low + possessive.start() if possessive else end


def _is_whole_name(text: str, low: int, high: int, kind: str) -> bool:
    """Whether capitals and joining words are all there is."""
    inner = text[low:high]
    words = _WORD.findall(inner)
    if not words or not _is_capital(words[0]) or not _is_capital(words[-1]):
        return False
    if re.search(r"[,;:()\[\]\"“”]|['’]s\s", inner):
        return False
    small = [word for word in words if not _is_capital(word)]
    return not small or (kind in _PLAIN_KINDS and all(word in _JOINING for word in small))


def _whole_words(text: str, hint: tuple[int, int], low: int, high: int) -> tuple[int, int]:
    first, last = max(hint[0], low), min(hint[1], high)
    while first > low and not text[first - 1].isspace() and text[first - 1] not in "\"'“‘([":
        first -= 1
    return first, last


def _before_place(text: str, first: int, last: int) -> int:
    """End of a person's name that has run on into a place ("Ann Poe in Paris")."""
    found = re.search(r"\s+(?:in|at|from)\s", text[first:last])
    return first + found.start() if found else last


def _extended(text: str, last: int, high: int, joint: re.Pattern[str]) -> int:
    """End of the run of capitals and numerals, with the joints that are allowed, from there on."""
    if last < high and text[last] in "-/":
        word = _REST_OF_WORD.match(text, last, high)
        last = word.end() if word else last
    while True:
        between = joint.match(text, last, high)
        word = _WORD.match(text, between.end(), high) if between else None
        if word is None or not _is_capital(word.group()):
            return last
        last = word.end()


def _names_another(text: str, low: int, first: int) -> bool:
    """Whether the name hangs on another word: "workers of India", "today's Moriori" not."""
    before = [word.lower() for word in _WORD.findall(text[low:first])]
    return any(word in _BEFORE_OTHERS for word in before)


def _may_follow(text: str, last: int, high: int, kind: str) -> bool:
    """Whether what follows the name in its mention only adds to it."""
    rest = text[last:high].lstrip()
    if re.match(r"['’]s?\s", rest):
        return False
    word = _WORD.match(rest)
    if word is None:
        return True
    said = word.group().lower()
    if kind == "PERSON" and said == "of":
        return True
    return said in _AFTER_NAME or (said.endswith("ing") and rest[: word.end()].islower())


def _is_role(text: str, first: int, last: int, kind: str) -> bool:
    """Whether the words are a role ("President", "Chief Justice", "Earl of Clare"), no name."""
    words = [word.rstrip(".").lower() for word in _WORD.findall(text[first:last])]
    if not words or words[0] not in _ROLES:
        return False
    is_all = all(word in _ROLES for word in words)
    return is_all if kind != "PERSON" else is_all or words[1] == "of"


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()
