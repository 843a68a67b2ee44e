"""What the entity rules hand to each other: findings, and which of them stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch that a rule takes for an entity: `text[start:end]` in code points.

    Of overlapping findings the one of higher `rank` stands, then the longer, then the surer.
    """

    start: int
    end: int
    label: str
    score: float
    reason: str
    rank: int = 0


def standing(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that do not overlap, in text order."""
    ranked = sorted(findings, key=lambda f: (-f.rank, f.start - f.end, -f.score, f.start, f.label))
    taken: dict[int, list[tuple[int, int]]] = {}
    kept: list[Finding] = []
    for finding in ranked:
        buckets = range(finding.start >> 8, ((finding.end - 1) >> 8) + 1)
        if any(
            finding.start < end and start < finding.end
            for bucket in buckets
            for start, end in taken.get(bucket, ())
        ):
            continue
        for bucket in buckets:
            taken.setdefault(bucket, []).append((finding.start, finding.end))
        kept.append(finding)
    return sorted(kept, key=lambda f: f.start)


@dataclass(frozen=True, slots=True)
class PatternRule:
    """A regular expression over the text, and how often a match is right.

    A text without any of the words in `needs` has no match, which is known sooner so.
    """

    pattern: re.Pattern[str]
    score: float
    needs: tuple[str, ...] = ()


def matches_of(
    rules: Iterable[PatternRule], text: str, *, label: str, reason: str, rank: int
) -> Iterator[Finding]:
    """Findings of pattern rules, without blanks at their ends."""
    for each in rules:
        if each.needs and not any(word in text for word in each.needs):
            continue
        for match in each.pattern.finditer(text):
            found = match.group()
            start = match.start() + len(found) - len(found.lstrip())
            end = match.end() - len(found) + len(found.rstrip())
            yield Finding(start, end, label, each.score, reason, rank)


def rule(score: float, *pieces: str, needs: tuple[str, ...] = ()) -> PatternRule:
    """A rule from the pieces of its expression; each match has one of the words in `needs`."""
    return PatternRule(re.compile("".join(pieces)), score, needs)
