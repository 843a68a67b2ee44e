"""What was taken for what: gold and suggested spans paired by where they stand, whatever the label.

A pair has equal boundaries, else the most characters in common; the rest is missed or spurious.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from annotate.evaluation.marks import Mark, text_order
from annotate.spans import Layer

Cell = tuple[Layer, str, str]
"""Layer, gold label, suggested label; an empty one: missed or spurious."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold span and the suggestion that stands for it; one of the two may be missing."""

    gold: Mark | None
    found: Mark | None

    @property
    def cell(self) -> Cell:
        """Where the pair is counted."""
        known = self.gold or self.found
        if known is None:
            message = "a pair of nothing"
            raise ValueError(message)
        return (
            known.layer,
            self.gold.label if self.gold else "",
            self.found.label if self.found else "",
        )

    @property
    def is_right(self) -> bool:
        """Whether both say the same."""
        return self.gold == self.found

    @property
    def is_boundary(self) -> bool:
        """Whether only the boundaries differ."""
        return (
            self.gold is not None
            and self.found is not None
            and not self.is_right
            and self.gold.label == self.found.label
        )


def pair_up(gold: Iterable[Mark], found: Iterable[Mark]) -> list[Pair]:
    """Every mark once, in text order: paired with its best counterpart, or alone."""
    right, guessed = set(gold), set(found)
    pairs = [Pair(mark, mark) for mark in right & guessed]
    left = sorted(right - guessed, key=text_order)
    others = sorted(guessed - right, key=text_order)
    candidates = sorted(
        (
            (-_likeness(mark, other), text_order(mark), text_order(other), mark, other)
            for mark, other in _overlaps(left, others)
        ),
        key=lambda item: item[:3],
    )
    taken: set[tuple[bool, Mark]] = set()
    for *_, mark, other in candidates:
        if (True, mark) in taken or (False, other) in taken:
            continue
        taken.update(((True, mark), (False, other)))
        pairs.append(Pair(mark, other))
    pairs += [Pair(mark, None) for mark in left if (True, mark) not in taken]
    pairs += [Pair(None, other) for other in others if (False, other) not in taken]
    return sorted(pairs, key=_pair_order)


def count_cells(pairs: Iterable[Pair]) -> Counter[Cell]:
    """How many pairs fall in each cell."""
    return Counter(pair.cell for pair in pairs)


def _likeness(mark: Mark, other: Mark) -> float:
    """Shared part of the stretch that both cover together, 0 to 1."""
    shared = min(mark.end, other.end) - max(mark.start, other.start)
    return shared / (max(mark.end, other.end) - min(mark.start, other.start))


def _overlaps(gold: list[Mark], found: list[Mark]) -> Iterable[tuple[Mark, Mark]]:
    longest = max((mark.end - mark.start for mark in found), default=0)
    place = 0
    for mark in gold:
        while place < len(found) and found[place].start <= mark.start - longest:
            place += 1
        for other in found[place:]:
            if other.start >= mark.end:
                break
            if mark.overlaps(other):
                yield mark, other


def _pair_order(pair: Pair) -> tuple[tuple[int, int, str, str], bool]:
    known = pair.gold or pair.found
    return (text_order(known) if known else (0, 0, "", ""), pair.gold is None)
