"""What a project says about one article, as a record to be written."""

from __future__ import annotations

from collections.abc import Iterable

from annotate.annotations import AnnotationSet, DecisionKind
from annotate.articles import Article
from annotate.exchange.records import (
    Record,
    RecordChain,
    RecordFrame,
    RecordRelation,
    RecordSpan,
)
from annotate.suggestions import Suggestion


def record_of(
    article: Article, annotations: AnnotationSet, suggestions: Iterable[Suggestion] = ()
) -> Record:
    """The article with its gold, what was rejected on it, and these suggestions."""
    return Record(
        text=article.text,
        id=article.id,
        title=article.title,
        source=article.source,
        date=article.date,
        language=article.language,
        meta=article.meta,
        state=annotations.state,
        spans=tuple(
            RecordSpan(span.start, span.end, span.label, span.layer, span.id)
            for span in annotations.spans
        ),
        frames=tuple(
            RecordFrame(
                trigger=frame.trigger_id,
                arguments=tuple((item.role, item.span_id) for item in frame.arguments),
                attributes=frame.attributes,
                id=frame.id,
            )
            for frame in sorted(annotations.frames.values(), key=lambda item: item.id)
        ),
        chains=tuple(
            RecordChain(chain.span_ids, chain.id)
            for chain in sorted(annotations.chains.values(), key=lambda item: item.id)
        ),
        relations=tuple(
            RecordRelation(item.head_id, item.child_id, item.label, item.id)
            for item in sorted(annotations.relations.values(), key=lambda item: item.id)
        ),
        suggestions=tuple(
            RecordSpan(
                start=item.start,
                end=item.end,
                label=item.label,
                layer=item.layer,
                score=item.score,
                suggester=item.suggester,
                explanation=item.explanation,
            )
            for item in suggestions
        ),
        rejected=tuple(
            RecordSpan(
                start=item.start,
                end=item.end,
                label=item.label,
                layer=item.layer,
                score=item.score,
                suggester=item.suggester,
            )
            for item in sorted(
                annotations.decisions.values(), key=lambda item: (item.start, item.end, item.label)
            )
            if item.kind is DecisionKind.REJECTED and item.is_on_span
        ),
        complete=tuple(
            RecordSpan(mark.start, mark.end, name, layer)
            for mark in sorted(annotations.complete.values(), key=lambda m: (m.start, -m.end))
            for layer, name in mark.labels
        ),
    )
