"""Two findings that make one range: "between $5m and $7m", "10 to 15 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from annotate.suggesters.finding import Finding

_BETWEEN = re.compile(r"\b[Bb]etween\s$")
_TWO_SUMS = re.compile(r"\b(?:from|From|by|voted|won|lost)\s$")
_COUNTED = frozenset({"MONEY", "PERCENT", "QUANTITY", "CARDINAL"})
_RANGED = _COUNTED | {"DATE", "TIME"}


def ranges(findings: Sequence[Finding], text: str) -> Iterator[Finding]:
    """The ranges among findings that are in text order and do not overlap.

    A bare number takes the label of its partner: "between 10 and 15 percent" is PERCENT.
    """
    for one, two in pairwise(findings):
        if two.label not in _RANGED or one.label not in {two.label, "CARDINAL"}:
            continue
        link = text[one.end : two.start]
        before = text[max(0, one.start - 9) : one.start]
        between = _BETWEEN.search(before)
        if link == " and " and between:
            start = one.start - len(between.group())
        elif link == " to " and two.label in _COUNTED and not _TWO_SUMS.search(before):
            start = one.start
        else:
            continue
        yield replace(
            two, start=start, score=min(one.score, two.score), rank=max(one.rank, two.rank) + 1
        )
