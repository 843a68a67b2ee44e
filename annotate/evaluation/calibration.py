"""Whether scores mean what they say: of suggestions with score 0.8, eight of ten should be right.

Bins of equal width and the expected calibration error as in Naeini, Cooper and Hauskrecht (2015):
the mean distance of score and share of right ones, weighed by the number in each bin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10

Judged = tuple[float, bool]
"""A score, 0 to 1, and whether the suggestion is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Suggestions whose scores lie from `low` up to `high`; the last bin includes 1."""

    low: float
    high: float
    count: int = 0
    right: int = 0
    mean_score: float = 0.0

    @property
    def share_right(self) -> float:
        """Part of the bin that is right; 0 when it is empty."""
        return self.right / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """The bins and the expected calibration error, 0 to 1."""

    bins: tuple[Bin, ...]
    error: float

    @property
    def count(self) -> int:
        """How many suggestions were looked at."""
        return sum(each.count for each in self.bins)


def calibrate(judged: Iterable[Judged], *, bins: int = BINS) -> Calibration:
    """Sort judged suggestions into `bins` of equal width."""
    counts, rights, sums = [0] * bins, [0] * bins, [0.0] * bins
    for score, is_right in judged:
        place = min(int(score * bins), bins - 1)
        counts[place] += 1
        rights[place] += is_right
        sums[place] += score
    made = tuple(
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            count=counts[place],
            right=rights[place],
            mean_score=sums[place] / counts[place] if counts[place] else 0.0,
        )
        for place in range(bins)
    )
    everything = sum(counts)
    error = sum(each.count * abs(each.mean_score - each.share_right) for each in made)
    return Calibration(made, error / everything if everything else 0.0)


@dataclass(frozen=True, slots=True)
class Operating:
    """What is left of suggestions from a score on: precision and recall, 0 to 1."""

    score: float
    precision: float
    recall: float
    count: int


def operating_points(
    judged: Iterable[Judged], *, gold: int, scores: Sequence[float]
) -> list[Operating]:
    """Precision and recall when only suggestions from each of the scores on are shown."""
    ranked = sorted(judged, reverse=True)
    points: list[Operating] = []
    right = place = 0
    for least in sorted(scores, reverse=True):
        while place < len(ranked) and ranked[place][0] >= least:
            right += ranked[place][1]
            place += 1
        precision = right / place if place else 0.0
        points.append(Operating(least, precision, right / gold if gold else 0.0, place))
    return points[::-1]
