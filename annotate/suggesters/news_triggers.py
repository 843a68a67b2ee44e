"""Which suggested triggers are none by where they stand: fixed phrases, and words of a name.

Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotate.spans import Layer
from annotate.suggesters.trigger_phrases import OTHERWISE, PHRASES, Phrase
from annotate.suggestions import Proposal

_AUXILIARIES = frozenset(
    {"will", "would", "shall", "should", "can", "could", "may", "might", "must", "is", "are", "was"}
    | {"were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did"}
)
_AFTER_OFFICE = frozenset({"elect", "designate"})
_PREFIXES = frozenset({"co-", "non-", "ex-", "vice-"})
_ANY: frozenset[str] = frozenset()
_HELP = frozenset({"AID", "SUPPORT"})
_LIGHT = {
    form: labels
    for forms, labels in (
        ("impose imposes imposed imposing", _ANY),
        ("reach reaches reached reaching", _ANY),
        ("hold holds held holding", _ANY),
        ("make makes made making", _ANY),
        ("conduct conducts conducted conducting", _ANY),
        ("stage stages staged staging", _ANY),
        ("issue issues issued issuing", _ANY),
        ("open opens opened opening", _ANY),
        ("declare declares declared declaring", frozenset({"CEASEFIRE", "DEMONSTRATE"})),
        ("offer offers offered offering", _HELP),
        ("provide provides provided providing", _HELP),
        ("send sends sent sending", _HELP),
        ("give gives gave given giving", _HELP),
        ("deliver delivers delivered delivering", _HELP),
    )
    for form in forms.split()
}
"""Verbs that say little beside the noun that names the act ("imposed [sanctions]"), with the labels
that the noun must have; none named, any will do."""
_OBJECT = re.compile(
    r"(?:\s+(?!(?:to|that|in|on|at|by|with|from|after|before|during|and|but|who|which|as|it|he|she"
    r"|they|were|was|is|are|had|has)\b)[^\s.,;:!?\"“”()]+){0,4}?\s+"
)
"""What stands between such a verb and its object."""
_REACH = 60
"""Characters before and after a trigger in which a phrase is looked for."""
_DATES = frozenset({"DATE", "TIME"})
_LEADING = re.compile(r"\s+(?:on|in|at|by|until)\Z")
_NEAR = 8
"""So many names that begin before a trigger are looked at; they may lie in one another."""
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "LAW", "PRODUCT", "WORK_OF_ART"})


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
    return any(_is_in(phrase, text, proposal) for phrase in PHRASES)


def triggers_otherwise(text: str, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The same proposals; where a phrase gives a word another label, with that one.

    "Voters [elect] a mayor", but a parliament that votes is LEGISLATE.
    """

    def labelled(each: Proposal) -> Proposal:
        if each.layer is not Layer.EVENT:
            return each
        labels = (label for phrase, label in OTHERWISE if _is_in(phrase, text, each))
        return replace(each, label=next(labels, each.label))

    return [labelled(each) for each in proposals]


def _is_in(phrase: Phrase, text: str, proposal: Proposal) -> bool:
    start, end = proposal.start, proposal.end
    return bool(
        phrase.label == proposal.label
        and phrase.words.fullmatch(text[start:end])
        and phrase.before.search(text[max(0, start - _REACH) : start])
        and phrase.after.match(text, end, end + _REACH)
    )


def nouns_of_light_verbs(text: str, proposals: Sequence[Proposal], floor: float) -> list[Proposal]:
    """The same proposals without a light verb whose object is a trigger that is shown.

    By our guideline the noun is marked: "declared a [truce]", "offered [help]".
    """
    nouns = sorted(
        {
            (each.start, each.label)
            for each in proposals
            if each.layer is Layer.EVENT and each.score >= floor
        }
    )

    def is_light(each: Proposal) -> bool:
        labels = _LIGHT.get(text[each.start : each.end].lower())
        if labels is None or each.layer is not Layer.EVENT:
            return False
        first = bisect_right(nouns, (each.end, ""))
        return any(
            _OBJECT.fullmatch(text, each.end, start)
            for start, label in nouns[first : first + _NEAR]
            if start - each.end <= _REACH and (not labels or label in labels)
        )

    return [each for each in proposals if not is_light(each)]


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
