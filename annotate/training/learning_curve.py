"""What less data is worth, and what more would be: scores over shares of the training data.

The error falls about as a power of the number of examples, 1 − F1 = a · n^−b (Cortes et al. 1993,
"Learning curves: asymptotic values and rate of convergence"; Hestness et al. 2017, "Deep learning
scaling is predictable, empirically", arXiv:1712.00409).
A line is fitted to the logarithms, and followed to twice the data. How far the lines lie apart that
are fitted with one point left out says how much to believe it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from annotate.training.runs import CurvePoint, Figures, Run

SHARES: Final = (25, 50, 75)
"""Percent of the training articles besides all of them."""
_FEWEST_POINTS: Final = 3
_LEAST_ERROR: Final = 1e-3
_FURTHEST: Final = 20
"""Beyond so many times the data nothing is said."""
_POINT: Final = 0.01


@dataclass(frozen=True, slots=True)
class Outlook:
    """What more annotation would bring, if the curve goes on; scores are F1, 0 to 1.

    `articles` are those trained on now, with the score `now`; `doubled` is the score to expect of
    twice as many, between `low` and `high`. `more` is how many further articles one point of F1
    (0.01) would take, `None` where nobody can say or it is more than twenty times as many.
    """

    articles: int
    now: float
    doubled: float
    low: float
    high: float
    more: int | None

    @property
    def gain(self) -> float:
        """What doubling would bring."""
        return self.doubled - self.now


def curve_of(run: Run, side: str, key: str) -> list[tuple[int, int, float]]:
    """(percent, training articles, F1) of a run on a side, the whole data last.

    `key` is "entity" or "event", or one of these with a label.
    """
    found = [
        (point.share, point.articles, figures.f1)
        for point in run.curve
        if (figures := _figures(point, side, key)) is not None
    ]
    whole = run.figures(side, key)
    if found and whole is not None:
        found.append((100, run.articles.get("train", 0), whole.f1))
    return sorted(found)


def _figures(point: CurvePoint, side: str, key: str) -> Figures | None:
    return point.scores.get(side, {}).get(key)


def outlook(curve: Sequence[tuple[int, int, float]]) -> Outlook | None:
    """What the curve of `curve_of` promises; none of fewer than three numbers of articles."""
    points = [(articles, score) for _, articles, score in curve if articles > 0]
    if len({articles for articles, _ in points}) < _FEWEST_POINTS:
        return None
    articles, now = points[-1]
    whole = _Line.through(points)
    lines = [whole]
    for left_out in range(len(points)):
        rest = [point for index, point in enumerate(points) if index != left_out]
        if len({count for count, _ in rest}) >= _FEWEST_POINTS - 1:
            lines.append(_Line.through(rest))
    ends = [line.ahead(now, articles) for line in lines]
    return Outlook(
        articles=articles,
        now=now,
        doubled=ends[0],
        low=min(ends),
        high=max(ends),
        more=whole.more_for_a_point(now, articles),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """How fast the error falls: `rate` is b of a · n^−b, never less than 0."""

    rate: float

    @classmethod
    def through(cls, points: Sequence[tuple[int, float]]) -> _Line:
        """The line through the logarithms that is nearest; a point weighs by its articles."""
        rows = [
            (math.log(count), math.log(max(1.0 - score, _LEAST_ERROR)), float(count))
            for count, score in points
        ]
        total = sum(weight for *_, weight in rows)
        middle = sum(x * weight for x, _, weight in rows) / total
        height = sum(y * weight for _, y, weight in rows) / total
        spread = sum(weight * (x - middle) ** 2 for x, _, weight in rows)
        if not spread:
            return cls(0.0)
        slope = sum(weight * (x - middle) * (y - height) for x, y, weight in rows) / spread
        return cls(max(-slope, 0.0))

    def ahead(self, now: float, articles: int) -> float:
        """The score of twice the articles, from the score that these have."""
        return now + (1.0 - now) * (1.0 - 2.0**-self.rate) if articles else now

    def more_for_a_point(self, now: float, articles: int) -> int | None:
        """How many articles more one point of F1 takes."""
        error = 1.0 - now
        if self.rate <= 0 or error <= _POINT:
            return None
        exponent = math.log(error / (error - _POINT)) / self.rate
        if exponent > math.log(_FURTHEST + 1):
            return None
        return max(math.ceil(articles * math.expm1(exponent)), 1)


def outlook_words(found: Outlook | None) -> str:
    """An outlook, or that there is none, as a sentence to be filled in with `fields`."""
    if found is None:
        return _NONE
    if found.gain < _POINT / 2:
        return _FLAT
    return _RISING if found.more is not None else _RISING_SLOWLY


def fields(found: Outlook | None) -> Mapping[str, object]:
    """The values of the sentence."""
    if found is None:
        return {}
    return {
        "now": f"{100 * found.now:.1f}",
        "articles": found.articles,
        "double": 2 * found.articles,
        "doubled": f"{100 * found.doubled:.1f}",
        "low": f"{100 * found.low:.1f}",
        "high": f"{100 * found.high:.1f}",
        "more": found.more or 0,
    }


_FLAT: Final = (
    "F1 {now} with {articles} articles. The curve is flat: more articles of the same kind would "
    "bring little ({low} to {high} with {double}). Look at the labels and at what is confused."
)
_RISING: Final = (
    "F1 {now} with {articles} articles. If the curve goes on so, twice as many would bring it to "
    "about {doubled} ({low} to {high}); one point more takes about {more} further articles."
)
_RISING_SLOWLY: Final = (
    "F1 {now} with {articles} articles. If the curve goes on so, twice as many would bring it to "
    "about {doubled} ({low} to {high})."
)
_NONE: Final = "Too few articles for an estimate: three shares of different size are needed."
