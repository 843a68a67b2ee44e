"""Rules for ages that are given as a bare number: "aged 91", "Olha Bondar, 61,", "in her 30s".

Ages are DATE, as in OntoNotes. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotate.suggesters.dates import RANGE, RANK
from annotate.suggesters.finding import Finding, rule
from annotate.suggesters.numbers import BLANK, WORD

_AGE = rf"(?:1[01]\d|\d\d?|{WORD})"
_BOUND = rf"(?:(?:under|over|below|above|at{BLANK}least|just|only|about|around){BLANK})?"
_BEHIND_NAME = re.compile(rf"(?<=[^\W\d_], )\d\d?(?=,{BLANK}|[.;)](?!\d))")
_GOES_ON = re.compile(
    r", (?:an?|the|who|whose|has|had|was|is|said|says|from|told|will|and|faces|died|of|in|also"
    r"|[a-z]+ed)\b"
)
_PEOPLE = "those|people|children|anyone|men|women|adults|voters|workers|boys|girls|everyone|persons"
_PATTERNS = (
    rule(0.9, rf"\b[Aa]ged{BLANK}(?P<age>{_BOUND}(?:between{BLANK})?{_AGE}(?:{RANGE}{_AGE})?)\b"),
    rule(0.85, rf"\b[Aa]t{BLANK}(?:the{BLANK})?age(?:{BLANK}of)?{BLANK}(?P<age>{_AGE})\b"),
    rule(0.8, rf"\bage{BLANK}of{BLANK}(?P<age>{_AGE})\b"),
    rule(
        0.85,
        rf"\b(?:{_PEOPLE}|(?:of|among){BLANK}them){BLANK}(?P<age>(?:under|over|below|above)",
        rf"{BLANK}{_AGE})\b(?!{BLANK}(?:percent|per|feet|kilos|pounds|metres|meters))",
    ),
    rule(
        0.85,
        rf"\b(?:turned|turns|turning){BLANK}(?P<age>\d\d)\b",
        rf"(?![%,.]\d|{BLANK}(?:percent|people))",
    ),
    rule(
        0.9,
        rf"\b(?:his|her|their|my|our){BLANK}(?P<age>(?:(?:early|mid|late)[ -])?(?:[2-9]0s",
        r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ties|teens))\b",
    ),
    rule(
        0.8,
        rf"\b(?:youngest|oldest|eldest)(?:{BLANK}(?:of{BLANK}them{BLANK})?",
        rf"(?:was|is|being|just|only))*{BLANK}(?P<age>{_AGE})(?=[.,;:)]|$|{BLANK}(?:and|years))",
    ),
    rule(
        0.8,
        rf"\b(?:pension|retirement|voting|minimum|drinking|school|legal){BLANK}age\b",
        rf"[^.;\n]{{0,40}}?\b(?:to|from|at|is|was|of){BLANK}(?P<age>\d\d)\b(?![%,.]\d)",
    ),
)


def find_ages(text: str) -> Iterator[Finding]:
    """Findings of every age rule; they may overlap."""
    for each in _PATTERNS:
        for match in each.pattern.finditer(text):
            yield Finding(*match.span("age"), "DATE", each.score, "date rule: age", RANK)
    for match in _BEHIND_NAME.finditer(text):
        if _is_behind_name(match, text) or _GOES_ON.match(text, match.end()):
            yield Finding(*match.span(), "DATE", 0.75, "date rule: age", RANK)


def _is_behind_name(match: re.Match[str], text: str) -> bool:
    """Whether the word before the comma is capital: "Olha Bondar, 61,"."""
    word = text[max(0, match.start() - 40) : match.start() - 2].split()
    return len(match.group()) == 2 and bool(word) and word[-1][0].isupper()
