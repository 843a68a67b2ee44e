"""Precision, recall and F1, strict and relaxed.

Strict: layer, offsets and label are equal; sets are compared, as spaCy's `Scorer.score_spans` does.
Relaxed: label equal and at least one code point shared, each span used at most once, in the pairing
that pairs the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annotate.evaluation.marks import Mark, text_order


class Tally(NamedTuple):
    """Counts of right, suggested and gold spans; `+` is for tallies of different texts."""

    right: int = 0
    found: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        """Part of the suggested spans that is right; 0 without any."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Part of the gold spans that is found; 0 without any."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both, 0 to 1."""
        both = self.found + self.gold
        return 2 * self.right / both if both else 0.0

    @property
    def missed(self) -> int:
        """Gold spans that were not found."""
        return self.gold - self.right

    @property
    def spurious(self) -> int:
        """Suggested spans that are not right."""
        return self.found - self.right

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.found + other.found, self.gold + other.gold)


NOTHING = Tally()


def total(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    right = found = gold = 0
    for tally in tallies:
        right, found, gold = right + tally.right, found + tally.found, gold + tally.gold
    return Tally(right, found, gold)


@dataclass(frozen=True, slots=True)
class Scores:
    """Strict and relaxed tallies of one label or of many."""

    strict: Tally = NOTHING
    relaxed: Tally = NOTHING

    def plus(self, other: Scores) -> Scores:
        """Both together."""
        return Scores(self.strict.plus(other.strict), self.relaxed.plus(other.relaxed))


def strict(gold: Iterable[Mark], found: Iterable[Mark]) -> Tally:
    """Tally of equal marks."""
    right, wrong = set(gold), set(found)
    return Tally(len(right & wrong), len(wrong), len(right))


def relaxed(gold: Iterable[Mark], found: Iterable[Mark]) -> Tally:
    """Tally of marks with equal labels that overlap, as many pairs as can be made."""
    right = sorted(set(gold), key=text_order)
    guessed = sorted(set(found), key=text_order)
    return Tally(_most_pairs(right, guessed), len(guessed), len(right))


def _most_pairs(gold: Sequence[Mark], found: Sequence[Mark]) -> int:
    """Size of the largest pairing of overlapping marks with equal labels (Kuhn's algorithm)."""
    partners = _partners(gold, found)
    owner: dict[int, int] = {}
    for first in range(len(gold)):
        _assign(first, partners, owner)
    return len(owner)


def _partners(gold: Sequence[Mark], found: Sequence[Mark]) -> list[list[int]]:
    """For each gold mark the suggested ones that it may be paired with, equal ones first."""
    place = 0
    partners: list[list[int]] = []
    longest = max((mark.end - mark.start for mark in found), default=0)
    for mark in gold:
        while place < len(found) and found[place].start <= mark.start - longest:
            place += 1
        index, around = place, list[int]()
        while index < len(found) and found[index].start < mark.end:
            if mark.label == found[index].label and mark.overlaps(found[index]):
                around.append(index)
            index += 1
        around.sort(key=lambda at: found[at] != mark)
        partners.append(around)
    return partners


def _assign(first: int, partners: Sequence[Sequence[int]], owner: dict[int, int]) -> bool:
    """Give gold mark `first` a partner, moving others along an augmenting path; without recursion.

    A chain of overlaps can be as long as the article.
    """
    seen: set[int] = set()
    path: list[tuple[int, int]] = []  # (gold mark, place among its partners)
    current, at = first, 0
    while True:
        options = partners[current]
        while at < len(options) and options[at] in seen:
            at += 1
        if at == len(options):
            if not path:
                return False
            current, at = path.pop()
            at += 1
            continue
        partner = options[at]
        seen.add(partner)
        path.append((current, at))
        if partner not in owner:
            for gold, place in path:
                owner[partners[gold][place]] = gold
            return True
        current, at = owner[partner], 0
