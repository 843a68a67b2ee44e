"""What goes into an export: an article with its gold and with what was rejected on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotate.annotations import Decision, DecisionKind
from annotate.articles import Article, ArticleState
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.frames.event_frame import EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Layer, Span


@dataclass(frozen=True, slots=True)
class RejectedSpan:
    """A stretch that a person said is not `label`; offsets are code points, half-open."""

    start: int
    end: int
    label: str
    layer: Layer


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article with everything that an export says about it; plain values, picklable."""

    article: Article
    spans: tuple[Span, ...] = ()
    frames: tuple[EventFrame, ...] = ()
    rejected: tuple[RejectedSpan, ...] = ()
    chains: tuple[Chain, ...] = ()
    complete: tuple[CompleteMark, ...] = ()
    relations: tuple[Relation, ...] = ()

    @property
    def is_finished(self) -> bool:
        """Whether what is not marked is known to be outside of every label."""
        return self.article.state is ArticleState.DONE

    def in_layer(self, layer: Layer) -> tuple[Span, ...]:
        """Spans of one layer, in the order given."""
        return tuple(span for span in self.spans if span.layer is layer)


def rejected_spans(decisions: Iterable[Decision]) -> tuple[RejectedSpan, ...]:
    """What the annotator rejected: each stretch and label once, in text order."""
    found = {
        RejectedSpan(item.start, item.end, item.label, item.layer)
        for item in decisions
        if item.kind is DecisionKind.REJECTED and item.is_on_span
    }
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.layer, item.label)))
