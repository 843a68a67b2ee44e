"""Which suggested triggers are none by where they stand: fixed phrases, and words of a name.

Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotate.spans import Layer
from annotate.suggestions import Proposal

_AUXILIARIES = frozenset(
    {"will", "would", "shall", "should", "can", "could", "may", "might", "must", "is", "are", "was"}
    | {"were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did"}
)
_AFTER_OFFICE = frozenset({"elect", "designate"})
_PREFIXES = frozenset({"co-", "non-", "ex-", "vice-"})
_REACH = 60
"""Characters before and after a trigger in which a phrase is looked for."""
_DATES = frozenset({"DATE", "TIME"})
_LEADING = re.compile(r"\s+(?:on|in|at|by|until)\Z")
_NEAR = 8
"""So many names that begin before a trigger are looked at; they may lie in one another."""
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "LAW", "PRODUCT", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase in which `words` are no trigger with `label`; what stands before, and behind."""

    label: str
    words: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


def _phrase(label: str, words: str, *, before: str = "", after: str = "") -> _Phrase:
    return _Phrase(
        label,
        re.compile(words, re.IGNORECASE),
        re.compile(rf"(?:{before})$", re.IGNORECASE | re.DOTALL),
        re.compile(after, re.IGNORECASE | re.DOTALL),
    )


_CRIMES = (
    r"(?:(?:war )?crimes?|offences?|offenses?|abuses|atrocit(?:y|ies)|violations?|murders?"
    r"|massacres?|suicide|fraud|perjury|treason|genocide)"
)
_TAKEOVER = (
    r"\b(?:takeover|buy|acqui|share|stake|[mb]illion|bn|merg|hostile|offer|auction|tender|[$£€])"
)
_PHRASES = (
    # "it came as", "when it comes to", "came in response to": nobody moves
    _phrase(
        "MOVE",
        r"com(?:e|es|ing)|came",
        after=r"\s+[\"“]?(?:as(?! well)|amid|after|before|when|while|despite|under|hours|days|weeks"
        r"|months|less than|just|at a time|in response|into (?:force|effect)|to \w+ing"
        r"|to an? (?:end|halt|head|close|standstill|agreement|conclusion|decision))\b",
    ),
    # "left 19 dead", "left rates unchanged"
    _phrase(
        "MOVE",
        r"le(?:ft|ave|aves|aving)",
        after=r"\s+behind\b|(?:\s+[^\s.;:]+){0,7}?\s+(?:dead|injured|wounded|homeless|unchanged"
        r"|missing|stranded|devastated|hospitali[sz]ed|paraly[sz]ed)\b",
    ),
    _phrase("MOVE", r"carr(?:y|ies|ied|ying) out"),
    _phrase("MOVE", r"carr(?:y|ies|ied|ying)", after=r"\s+out\b"),
    _phrase(
        "MOVE",
        r"moves?",
        before=r"\b(?:(?<!on )the|a|this|that|such|any|his|her|its|their|latest|surprise)\s+"
        r"|[\w]['’]s\s+",
        after=r"(?!\s+(?:of|by|from|into)\b)",
    ),
    # "called the plan “a mistake”", "slammed into a wall", "crimes committed by"
    _phrase("CONTACT", r"call(?:s|ed|ing)?", after=r"\s+(?:[^\s,.;:]+\s+){1,6}[\"“‘']\w"),
    _phrase("ACCUSE", r"slam(?:s|med|ming)?", after=r"\s+(?:into|against|shut|on the brakes)\b"),
    _phrase("AGREE", r"commit(?:s|ted|ting)?", after=rf"\s+(?:[\w-]+\s+){{0,2}}{_CRIMES}\b"),
    _phrase("AGREE", r"committed", before=rf"\b{_CRIMES}\s+(?:\w+\s+){{0,3}}"),
    _phrase("AID", r"treat(?:s|ed|ing)?", after=r"\s+(?:it |them |him |her |\w+ \w+ )?as\b"),
    _phrase(
        "TRANSACTION",
        r"bids?",
        before=rf"^(?!.*{_TAKEOVER}).*",
        after=rf"(?=\s+(?:to|by)\b)(?!.*{_TAKEOVER})",
    ),
    _phrase("REJECT", r"votes? against", before=r"\bthe\s+", after=r"\s+\d"),
    # a byline, "in response to", "a request for comment", "the confirmed toll"
    _phrase(
        "STATEMENT",
        r"reporting|editing|writing",
        before=r"[(;\n]\s*(?:Additional )?",
        after=r"\s+by\s",
    ),
    _phrase("STATEMENT", r"response", before=r"\bin\s+", after=r"\s+to\b"),
    _phrase("DEMAND", r"requests?", after=r"\s+for\s+(?:further\s+)?comments?\b"),
    _phrase("STATEMENT", r"comments?", before=r"\brequests?\s+for\s+(?:further\s+)?"),
    _phrase("STATEMENT", r"confirmed", before=r"(?:\b(?:the|of|all|total|first|new)|['’]s|\d)\s+"),
)


def is_no_trigger(text: str, proposal: Proposal) -> bool:
    """Whether it is an auxiliary verb, a part of a fixed phrase, or the end of "president-elect".

    No trigger of the 30 types is an auxiliary in the training parts of ECB+ and GENEVA.
    """
    if proposal.layer is not Layer.EVENT:
        return False
    start, end = proposal.start, proposal.end
    word = text[start:end].lower()
    if word in _AUXILIARIES:
        return True
    before = text[max(0, start - _REACH) : start]
    if before.endswith("-") and (word in _AFTER_OFFICE or before.lower().split()[-1] in _PREFIXES):
        return True
    return any(
        phrase.label == proposal.label
        and phrase.words.fullmatch(word)
        and phrase.before.search(before)
        and phrase.after.match(text, end, end + _REACH)
        for phrase in _PHRASES
    )


def triggers_outside_names(
    text: str, proposals: Sequence[Proposal], floor: float
) -> list[Proposal]:
    """The same proposals without triggers that are a word of a name which is shown.

    A trigger of several words that begins in a name begins behind it: "[Ada School] shooting".
    """
    names = sorted(
        (each.start, each.end)
        for each in proposals
        if each.layer is Layer.ENTITY and each.label in _NAMES and each.score >= floor
    )
    return [kept for each in proposals for kept in _outside(text, each, names)]


def triggers_before_dates(text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals; a preposition that leads to a date is none of the trigger's.

    "They [agreed on] a plan", but "they [agreed] on Thursday".
    """
    dates = frozenset(each.start for each in proposals if each.label in _DATES)

    def cut(each: Proposal) -> Proposal:
        if each.layer is not Layer.EVENT or each.end + 1 not in dates:
            return each
        last = _LEADING.search(text, each.start, each.end)
        return replace(each, end=last.start()) if last else each

    return [cut(each) for each in proposals]


def _outside(text: str, proposal: Proposal, names: Sequence[tuple[int, int]]) -> Iterator[Proposal]:
    start, end = proposal.start, proposal.end
    if proposal.layer is not Layer.EVENT or not text[start].isupper():
        yield proposal
        return
    around = names[max(0, bisect_right(names, (start, end)) - _NEAR) :]
    for low, high in around:
        if low > start:
            break
        if low <= start and end <= high and end - start < high - low:
            return
        if low < start < high < end:
            rest = text[high:end]
            begin = end - len(rest.lstrip())
            if begin < end and text[high].isspace():
                yield replace(proposal, start=begin)
            return
    yield proposal
