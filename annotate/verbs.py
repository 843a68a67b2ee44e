"""What an annotator does, as functions from the desk to an edit; nothing changes here.

Each keeps the learning record true: a gold span that came of a suggestion is an accepted one, a
corrected one once its label or boundaries differ, and a rejected one when it is removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from annotate.annotations import AnnotationSet, Decision, DecisionKind
from annotate.articles import ArticleState
from annotate.clock import now
from annotate.desk import Desk
from annotate.edits import (
    Edit,
    EditGroup,
    PrimitiveEdit,
    PutChain,
    PutDecision,
    PutFrame,
    PutRelation,
    PutSpan,
    PutState,
)
from annotate.frames.event_frame import EventFrame
from annotate.spans import Layer, Origin, Span, new_id
from annotate.suggestions import Suggestion


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand it is, and how long it took from focus to decision, in seconds."""

    annotator: str = ""
    seconds: float = 0.0


def add_span(
    desk: Desk,
    start: int,
    end: int,
    *,
    label: str,
    layer: Layer,
    hand: Hand,
    origin: Origin = Origin.MANUAL,
) -> Edit:
    """A new gold span; where a suggestion has the same stretch, it is accepted or corrected."""
    return _step(desk, _adding(desk, start, end, label, layer, hand, origin), f"add {label}")


def propagate(
    desk: Desk,
    places: Iterable[tuple[int, int]],
    *,
    label: str,
    layer: Layer,
    hand: Hand,
    begins: bool = True,
) -> Edit | None:
    """A gold span at each of the places (code points, half-open), as one step.

    Without `begins` a new article stays new: nobody has read it.
    """
    edits: list[PrimitiveEdit] = []
    count = 0
    for start, end in places:
        edits.extend(_adding(desk, start, end, label, layer, hand, Origin.PROPAGATION))
        count += 1
    if not edits:
        return None
    title = f"add {label} to {count} more"
    return _step(desk, edits, title) if begins else EditGroup(tuple(edits), title)


def accept(desk: Desk, suggestion: Suggestion, *, hand: Hand) -> Edit:
    """The suggestion becomes gold as it is."""
    return _take(
        desk,
        suggestion,
        suggestion.start,
        suggestion.end,
        suggestion.label,
        suggestion.layer,
        hand,
    )


def accept_all(
    desk: Desk, *, hand: Hand, min_score: float = 0.0, layer: Layer | None = None
) -> Edit | None:
    """Every visible suggestion with at least this score becomes gold, as one step."""
    edits: list[PrimitiveEdit] = []
    for item in desk.suggestions:
        if item.score >= min_score and (layer is None or item.layer is layer):
            edits.extend(_taking(desk, item, item.start, item.end, item.label, item.layer, hand))
    return _step(desk, edits, f"accept {len(edits) // 2}") if edits else None


def reject(desk: Desk, suggestion: Suggestion, *, hand: Hand) -> Edit:
    """The suggestion is wrong; it stays away, and is kept as negative evidence."""
    return _decide(desk, suggestion, DecisionKind.REJECTED, hand)


def skip(desk: Desk, suggestion: Suggestion, *, hand: Hand) -> Edit:
    """The suggestion is passed over and stays open."""
    return _decide(desk, suggestion, DecisionKind.SKIPPED, hand)


def relabel(
    desk: Desk, item: Span | Suggestion, *, label: str, layer: Layer, hand: Hand
) -> Edit | None:
    """Another label: a gold span changes, a suggestion becomes gold with it."""
    if isinstance(item, Suggestion):
        return _take(desk, item, item.start, item.end, label, layer, hand)
    if (item.label, item.layer) == (label, layer):
        return None
    return _replace(desk, item, replace(item, label=label, layer=layer), hand, f"{label}")


def resize(desk: Desk, item: Span | Suggestion, start: int, end: int, *, hand: Hand) -> Edit | None:
    """Other boundaries (code points, half-open): a suggestion becomes gold with them."""
    if isinstance(item, Suggestion):
        return _take(desk, item, start, end, item.label, item.layer, hand)
    if (item.start, item.end) == (start, end):
        return None
    return _replace(desk, item, item.resized(start, end), hand, "resize")


def remove(desk: Desk, span: Span, *, hand: Hand) -> Edit:
    """The gold span goes, and with it what ties it; a suggestion behind it is rejected."""
    from annotate.frames.decisions import turned_by_removal  # builds on this module

    turned = turned_by_removal(desk, span.id, hand=hand)
    edits = [*turned, *letting_go(desk.annotations, span.id), PutSpan(span, None)]
    decision = desk.annotations.decision_for_span(span.id)
    if decision is not None:
        edits.append(_rejecting(decision, hand))
    return _step(desk, edits, f"delete {span.label}")


def letting_go(annotations: AnnotationSet, span_id: str) -> list[PrimitiveEdit]:
    """What takes a span out of its frames and its chain; its relations go, as do its own frames."""
    edits: list[PrimitiveEdit] = [
        PutFrame(frame, _without(frame, span_id)) for frame in annotations.frames_with(span_id)
    ]
    edits += [PutRelation(item, None) for item in annotations.relations_with(span_id)]
    return edits + leaving(annotations, span_id)


def _triggering_nothing(desk: Desk, span_id: str, hand: Hand) -> Iterator[PrimitiveEdit]:
    from annotate.frames.decisions import turned  # builds on this module

    for frame in desk.annotations.frames_with(span_id):
        if frame.trigger_id == span_id:
            yield from turned(desk, frame, frame.arguments, hand=hand)
            yield PutFrame(frame, None)


def leaving(annotations: AnnotationSet, span_id: str) -> list[PrimitiveEdit]:
    """What takes a span out of its chain; a chain of one goes."""
    chain = annotations.chain_of(span_id)
    return [] if chain is None else [PutChain(chain, chain.without(span_id))]


def remove_all(desk: Desk, *, hand: Hand) -> Edit | None:
    """Every span goes, and what ties them, as one step; suggestions behind them are rejected."""
    annotations = desk.annotations
    if not len(desk.spans):
        return None
    edits: list[PrimitiveEdit] = [PutFrame(frame, None) for frame in annotations.frames.values()]
    edits.extend(PutChain(chain, None) for chain in annotations.chains.values())
    edits.extend(PutRelation(item, None) for item in annotations.relations.values())
    edits.extend(PutSpan(span, None) for span in desk.spans)
    edits.extend(
        _rejecting(decision, hand)
        for decision in annotations.decisions.values()
        if decision.span_id or (decision.kind is DecisionKind.ACCEPTED and not decision.is_on_span)
    )
    return _step(desk, edits, f"delete {len(desk.spans)} spans")


def _rejecting(decision: Decision, hand: Hand) -> PutDecision:
    """The suggestion that a span came of counts as rejected once the span goes."""
    rejected = replace(
        decision,
        kind=DecisionKind.REJECTED,
        annotator=hand.annotator,
        at=now(),
        seconds=hand.seconds,
        span_id="",
    )
    return PutDecision(decision, rejected)


def set_state(desk: Desk, state: ArticleState) -> Edit | None:
    """The article moves to another state."""
    before = desk.annotations.state
    return PutState(before, state) if before is not state else None


def _take(
    desk: Desk,
    suggestion: Suggestion,
    start: int,
    end: int,
    label: str,
    layer: Layer,
    hand: Hand,
) -> Edit:
    edits = _taking(desk, suggestion, start, end, label, layer, hand)
    is_as_suggested = (start, end, label, layer) == (
        suggestion.start,
        suggestion.end,
        suggestion.label,
        suggestion.layer,
    )
    return _step(desk, edits, f"{'accept' if is_as_suggested else 'correct to'} {label}")


def _taking(
    desk: Desk,
    suggestion: Suggestion,
    start: int,
    end: int,
    label: str,
    layer: Layer,
    hand: Hand,
) -> tuple[PrimitiveEdit, PrimitiveEdit]:
    span = _new_span(start, end, label, layer, hand, Origin.SUGGESTION)
    is_as_suggested = (start, end, label, layer) == (
        suggestion.start,
        suggestion.end,
        suggestion.label,
        suggestion.layer,
    )
    kind = DecisionKind.ACCEPTED if is_as_suggested else DecisionKind.CORRECTED
    before = desk.annotations.decisions.get(suggestion.id)
    decision = _decision(suggestion, kind, hand, span_id=span.id)
    return PutSpan(None, span), PutDecision(before, decision)


def _adding(
    desk: Desk, start: int, end: int, label: str, layer: Layer, hand: Hand, origin: Origin
) -> tuple[PrimitiveEdit, ...]:
    suggestion = desk.suggestion_on(layer, start, end)
    if suggestion is not None and suggestion.hidden is None:
        return _taking(desk, suggestion, start, end, label, layer, hand)
    return (PutSpan(None, _new_span(start, end, label, layer, hand, origin)),)


def _decide(desk: Desk, suggestion: Suggestion, kind: DecisionKind, hand: Hand) -> Edit:
    before = desk.annotations.decisions.get(suggestion.id)
    decision = _decision(suggestion, kind, hand)
    verb = "reject" if kind is DecisionKind.REJECTED else "skip"
    return _step(desk, (PutDecision(before, decision),), f"{verb} {suggestion.label}")


def _replace(desk: Desk, before: Span, after: Span, hand: Hand, title: str) -> Edit:
    edits: list[PrimitiveEdit] = []
    if after.layer is not before.layer:
        # Things and events are in different chains, and a thing triggers no event.
        edits.extend(_triggering_nothing(desk, before.id, hand))
        edits.extend(leaving(desk.annotations, before.id))
        if after.layer is Layer.EVENT:  # an event has a frame with roles instead
            relations = desk.annotations.relations_with(before.id)
            edits.extend(PutRelation(x, None) for x in relations if x.head_id == before.id)
    edits.append(PutSpan(before, after))
    decision = desk.annotations.decision_for_span(before.id)
    if decision is not None:
        is_as_suggested = after.key == (
            decision.layer,
            decision.start,
            decision.end,
            decision.label,
        )
        kind = DecisionKind.ACCEPTED if is_as_suggested else DecisionKind.CORRECTED
        if kind is not decision.kind:
            changed = replace(decision, kind=kind, annotator=hand.annotator, at=now())
            edits.append(PutDecision(decision, changed))
    return _step(desk, edits, title)


def _new_span(start: int, end: int, label: str, layer: Layer, hand: Hand, origin: Origin) -> Span:
    return Span(
        id=new_id(),
        start=start,
        end=end,
        label=label,
        layer=layer,
        annotator=hand.annotator,
        origin=origin,
        created_at=now(),
    )


def _decision(
    suggestion: Suggestion, kind: DecisionKind, hand: Hand, *, span_id: str = ""
) -> Decision:
    return Decision(
        suggestion_id=suggestion.id,
        kind=kind,
        layer=suggestion.layer,
        start=suggestion.start,
        end=suggestion.end,
        label=suggestion.label,
        score=suggestion.score,
        suggester=suggestion.suggester,
        annotator=hand.annotator,
        at=now(),
        seconds=round(hand.seconds, 3),
        span_id=span_id,
    )


def _without(frame: EventFrame, span_id: str) -> EventFrame | None:
    if frame.trigger_id == span_id:
        return None
    arguments = tuple(item for item in frame.arguments if item.span_id != span_id)
    return replace(frame, arguments=arguments)


def _step(desk: Desk, edits: Iterable[PrimitiveEdit], title: str) -> Edit:
    """One step for the annotator; the first on an article also marks it as begun."""
    items = list(edits)
    if desk.annotations.state is ArticleState.NEW:
        items.append(PutState(ArticleState.NEW, ArticleState.IN_PROGRESS))
    return EditGroup(tuple(items), title)
