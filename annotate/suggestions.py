"""Suggestions: spans that a suggester proposes and nobody stands for yet; merging and hiding.

Each suggester's own proposals are stored as `Proposal`. What the annotator sees are `Suggestion`s:
proposals about the same stretch and layer merged into one, with a score, an explanation and the
other labels that were proposed. They are derived, never stored: a better merge needs no migration.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.annotations import Decision
    from annotate.articles import Article
    from annotate.schema.label_schema import LabelSchema


IMPORTED = "import "
"""How the suggester of an imported proposal begins; what follows says where it came from."""

FRAMES = "frames"
"""Name of the suggester that reads whole frames for triggers; it proposes no spans."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One suggester's proposal: `text[start:end]` (code points, half-open) with a score in 0..1."""

    start: int
    end: int
    label: str
    layer: Layer
    score: float
    suggester: str
    explanation: str = ""


class Suggester(Protocol):
    """What proposes spans for an article; runs in the worker process only.

    `suggest` may raise anything: the supervisor turns it into `PipelineFailedError` for this
    suggester and this article, and the others go on.
    """

    @property
    def name(self) -> str:
        """Stable name, shown to the annotator and stored with each proposal."""
        ...

    @property
    def version(self) -> str:
        """Changes when the same article may give other proposals."""
        ...

    @property
    def layers(self) -> frozenset[Layer]:
        """The layers it proposes for."""
        ...

    def suggest(self, article: Article) -> list[Proposal]:
        """Proposals for `article`, in any order; offsets are code points of `article.text`."""
        ...


class Hidden(StrEnum):
    """Why a suggestion is not shown."""

    GOLD = "gold"  # a gold span says the same
    OVERLAP = "overlap"  # it overlaps a gold span of its layer
    WEAKER = "weaker"  # it overlaps a better suggestion of its layer
    DECIDED = "decided"  # the annotator has already accepted, corrected or rejected it
    BELOW = "below"  # its score is under the threshold
    LABEL = "label"  # the schema has no such label


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the annotator judges: merged proposals about one stretch of one layer.

    `sources` are the proposals that stand behind it, best first; `alternatives` the other labels
    that were proposed for the very same stretch, with their scores, best first.
    """

    start: int
    end: int
    label: str
    layer: Layer
    score: float
    sources: tuple[Proposal, ...] = ()
    alternatives: tuple[tuple[str, float], ...] = ()
    hidden: Hidden | None = None
    is_skipped: bool = False
    # Derived from layer, offsets and label, so that it is equal after every new run.
    id: str = field(init=False, default="", compare=False)

    def __post_init__(self) -> None:
        """Derive the id once: views ask for it at every paint."""
        derived = suggestion_id(self.layer, self.start, self.end, self.label)
        object.__setattr__(self, "id", derived)

    @property
    def suggester(self) -> str:
        """Names of the suggesters behind it, joined by " + "."""
        return " + ".join(dict.fromkeys(source.suggester for source in self.sources))

    @property
    def explanation(self) -> str:
        """Why it was suggested, one clause a source."""
        return "; ".join(
            dict.fromkeys(source.explanation for source in self.sources if source.explanation)
        )


def suggestion_id(layer: Layer, start: int, end: int, label: str) -> str:
    """Id of the suggestion of `label` for the stretch `start:end` (code points) of `layer`."""
    return f"{layer}|{start}|{end}|{label}"


def combined_score(scores: Iterable[float]) -> float:
    """Noisy-or of independent scores: agreement raises the score, capped under certainty."""
    miss = 1.0
    for score in scores:
        miss *= 1.0 - min(max(score, 0.0), 1.0)
    return round(min(1.0 - miss, 0.999), 4)


def merge_proposals(
    proposals: Iterable[Proposal], aliases: Mapping[tuple[Layer, str], str] | None = None
) -> list[Suggestion]:
    """Merge proposals about the same stretch and layer; one suggestion each, in text order.

    Within one suggester the best score for a label counts; across suggesters the noisy-or.
    `aliases` are labels that the schema calls otherwise, with its own names.
    """
    if aliases:
        proposals = (
            replace(item, label=aliases.get((item.layer, item.label), item.label))
            for item in proposals
        )
    stretches: dict[tuple[Layer, int, int], dict[str, dict[str, Proposal]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for proposal in proposals:
        by_suggester = stretches[proposal.layer, proposal.start, proposal.end][proposal.label]
        best = by_suggester.get(proposal.suggester)
        if best is None or proposal.score > best.score:
            by_suggester[proposal.suggester] = proposal
    merged = [
        _merge_stretch(layer, start, end, labels)
        for (layer, start, end), labels in stretches.items()
    ]
    return sorted(merged, key=_text_order)


def _merge_stretch(
    layer: Layer, start: int, end: int, labels: Mapping[str, Mapping[str, Proposal]]
) -> Suggestion:
    ranked = sorted(
        (
            (combined_score(source.score for source in sources.values()), label)
            for label, sources in labels.items()
        ),
        key=lambda pair: (-pair[0], pair[1]),
    )
    score, label = ranked[0]
    sources = sorted(labels[label].values(), key=lambda source: (-source.score, source.suggester))
    return Suggestion(
        start=start,
        end=end,
        label=label,
        layer=layer,
        score=score,
        sources=tuple(sources),
        alternatives=tuple((other, value) for value, other in ranked[1:]),
    )


def _text_order(suggestion: Suggestion) -> tuple[int, int, str, str]:
    return (suggestion.start, -suggestion.end, suggestion.layer, suggestion.label)


@dataclass(frozen=True, slots=True)
class HideRules:
    """What is hidden: scores under the threshold, labels outside the schema.

    `label_scores` are thresholds of single labels, which hold instead of `min_score`. `aliases` are
    names of labels that the schema calls otherwise.
    """

    min_score: float = 0.0
    labels: frozenset[tuple[Layer, str]] | None = None
    label_scores: Mapping[tuple[Layer, str], float] = field(
        default_factory=dict[tuple[Layer, str], float]
    )
    aliases: Mapping[tuple[Layer, str], str] = field(default_factory=dict[tuple[Layer, str], str])

    @classmethod
    def of(cls, schema: LabelSchema) -> HideRules:
        """Every suggestion with a label of the schema is shown."""
        return cls(labels=schema.names, aliases=schema.aliases)

    def least(self, layer: Layer, label: str) -> float:
        """The least score with which suggestions of a label are shown."""
        return self.label_scores.get((layer, label), self.min_score)


def hide_suggestions(
    suggestions: Sequence[Suggestion],
    *,
    gold: Iterable[Span],
    decisions: Mapping[str, Decision],
    rules: HideRules | None = None,
) -> list[Suggestion]:
    """The same suggestions in text order, with `hidden` and `is_skipped` set.

    A better suggestion hides a weaker one that overlaps it in the same layer: by score, then
    by length, then by position. Decisions are looked up by suggestion id.
    """
    if not suggestions:
        return []
    rules = rules or HideRules()
    taken: dict[Layer, _Stretches] = {layer: _Stretches() for layer in Layer}
    exact: set[tuple[Layer, int, int]] = set()
    for span in gold:
        taken[span.layer].add(span.start, span.end)
        exact.add((span.layer, span.start, span.end))
    shown: dict[Layer, _Stretches] = {layer: _Stretches() for layer in Layer}
    result: list[Suggestion] = []
    by_merit = sorted(
        suggestions, key=lambda item: (-item.score, item.start - item.end, item.start, item.label)
    )
    for item in by_merit:
        decision = decisions.get(item.id)
        reason = _reason_to_hide(item, decision, rules, taken, exact)
        if reason is None and shown[item.layer].touches(item.start, item.end):
            reason = Hidden.WEAKER
        if reason is None:
            shown[item.layer].add(item.start, item.end)
        result.append(_flagged(item, reason, is_skipped=bool(decision and decision.is_skip)))
    return sorted(result, key=_text_order)


def _reason_to_hide(
    item: Suggestion,
    decision: Decision | None,
    rules: HideRules,
    taken: Mapping[Layer, _Stretches],
    exact: set[tuple[Layer, int, int]],
) -> Hidden | None:
    if rules.labels is not None and (item.layer, item.label) not in rules.labels:
        return Hidden.LABEL
    if decision is not None and not decision.is_skip:
        return Hidden.DECIDED
    if (item.layer, item.start, item.end) in exact:
        return Hidden.GOLD
    if taken[item.layer].touches(item.start, item.end):
        return Hidden.OVERLAP
    return Hidden.BELOW if item.score < rules.least(item.layer, item.label) else None


def _flagged(item: Suggestion, reason: Hidden | None, *, is_skipped: bool) -> Suggestion:
    if item.hidden is reason and item.is_skipped == is_skipped:
        return item
    return replace(item, hidden=reason, is_skipped=is_skipped)


class _Stretches:
    """Stretches of text, kept in buckets, to ask quickly whether another one touches any."""

    __slots__ = ("_buckets",)

    _WIDTH = 256

    def __init__(self) -> None:
        self._buckets: dict[int, list[tuple[int, int]]] = defaultdict(list)

    def add(self, start: int, end: int) -> None:
        for bucket in range(start // self._WIDTH, (end - 1) // self._WIDTH + 1):
            self._buckets[bucket].append((start, end))

    def touches(self, start: int, end: int) -> bool:
        for bucket in range(start // self._WIDTH, (end - 1) // self._WIDTH + 1):
            if bucket in self._buckets:
                for other_start, other_end in self._buckets[bucket]:
                    if start < other_end and other_start < end:
                        return True
        return False
