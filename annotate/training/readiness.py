"""Is the project ready to train? What an export would hold, and every span worth a look before it.

Nothing is written. Spans are put on tokens, sides and groups by the very code of the export, so
what is said here is what would be in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from annotate.spans import Layer
from annotate.training.readiness_words import describe, detail_words
from annotate.training.splits import Side

if TYPE_CHECKING:
    from annotate.articles import Article
    from annotate.suggestions import Suggestion

MOST_PLACES: Final = 500
"""So many places of one finding are kept; `count` says how many there are."""
DEFAULT_SIZE: Final = 3
"""spaCy's own span suggester proposes one to three tokens."""
ENOUGH_REACH: Final = 0.99
"""The smallest size that reaches so many of the spans is named."""
RECOMMENDED_EXAMPLES: Final = 2000
"""`spacy debug data` recommends so many training examples."""


class Weight(StrEnum):
    """How much a finding matters."""

    STOPS = "stops"  # an export would be refused
    WARNING = "warning"  # training suffers
    NOTE = "note"  # worth knowing
    GOOD = "good"  # looked at, and nothing found


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch that a finding speaks of (code points, half-open); the article alone: -1, -1.

    `why` is a code with plain `values`, for `detail_words`.
    """

    article_id: str
    article_title: str
    start: int = -1
    end: int = -1
    layer: Layer | None = None
    label: str = ""
    text: str = ""
    why: str = ""
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def detail(self) -> str:
        """What there is to say of it, in English."""
        return detail_words(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: a code with plain fields, how many it is about, and the first places of them."""

    code: str
    weight: Weight
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])
    places: tuple[Place, ...] = ()
    count: int = 0

    @property
    def words(self) -> str:
        """The finding as a sentence."""
        return describe(self.code, {"count": self.count, **self.fields})


@dataclass(slots=True)
class Undecided:
    """Suggestions in done articles that nobody has accepted, rejected or skipped."""

    count: int = 0
    articles: int = 0
    places: list[Place] = field(default_factory=list[Place])

    def add(self, article: Article, suggestions: Sequence[Suggestion]) -> None:
        """Take in those of a done article, the surest first."""
        self.count += len(suggestions)
        self.articles += bool(suggestions)
        room = max(MOST_PLACES - len(self.places), 0)
        for item in sorted(suggestions, key=lambda x: (-x.score, x.start, x.end, x.label))[:room]:
            words = article.text[item.start : item.end]
            where = (article.id, article.title, item.start, item.end, item.layer, item.label, words)
            self.places.append(Place(*where, "score", {"score": f"{item.score:.2f}"}))


@dataclass(frozen=True, slots=True)
class LabelRow:
    """How often a label is in the export, by side; `is_rare` by spaCy's own threshold."""

    layer: Layer
    label: str
    counts: Mapping[Side, int]
    is_rare: bool
    places: tuple[Place, ...] = ()

    @property
    def total(self) -> int:
        """Spans of all sides."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Readiness:
    """What an export would hold; `states` counts all articles, `sides` those that would go in.

    `reach` is the share of spans that a suggester of sizes from 1 to so many tokens can find.
    """

    states: Mapping[str, int]
    sides: Mapping[Side, int]
    labels: tuple[LabelRow, ...]
    reach: Mapping[int, float]
    examples: int
    unit: str
    spans: int
    findings: tuple[Finding, ...]
    tokenizer: str = ""
    seconds: float = 0.0

    @property
    def is_ready(self) -> bool:
        """Whether an export would not be refused."""
        return all(item.weight is not Weight.STOPS for item in self.findings)

    @property
    def weights(self) -> Counter[Weight]:
        """How many findings there are of each weight."""
        return Counter(item.weight for item in self.findings)


def readiness_as_data(readiness: Readiness) -> dict[str, Any]:
    """The report as JSON data, with its findings in words and their places."""
    return {
        "is_ready": readiness.is_ready,
        "articles": {
            "by_state": dict(readiness.states),
            "by_side": {str(side): count for side, count in readiness.sides.items()},
        },
        "examples": {"count": readiness.examples, "unit": readiness.unit},
        "spans": readiness.spans,
        "tokenizer": readiness.tokenizer,
        "labels": [
            {
                "layer": str(row.layer),
                "label": row.label,
                "by_side": {str(side): count for side, count in row.counts.items()},
                "is_rare": row.is_rare,
            }
            for row in readiness.labels
        ],
        "suggester_reach": {str(size): share for size, share in readiness.reach.items()},
        "findings": [
            {
                "code": item.code,
                "weight": str(item.weight),
                "text": item.words,
                "count": item.count,
                **item.fields,
                "places": [_place(place) for place in item.places],
            }
            for item in readiness.findings
        ],
        "seconds": round(readiness.seconds, 3),
    }


def _place(place: Place) -> dict[str, Any]:
    data: dict[str, Any] = {"article_id": place.article_id, "title": place.article_title}
    if place.start >= 0:
        data |= {
            "start": place.start,
            "end": place.end,
            "layer": str(place.layer or ""),
            "label": place.label,
            "text": place.text,
        }
    return data | ({"detail": place.detail} if place.detail else {})
