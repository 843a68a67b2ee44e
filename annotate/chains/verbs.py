"""What an annotator does with coreference chains, as functions from the desk to an edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotate.annotations import AnnotationSet
from annotate.articles import ArticleState
from annotate.chains.chain import Chain
from annotate.clock import now
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, PrimitiveEdit, PutChain, PutState
from annotate.errors import ChainLayerError
from annotate.spans import Span, new_id
from annotate.verbs import Hand, leaving


def link(
    desk: Desk, span: Span, other: Span, *, hand: Hand, made_by: Iterable[PrimitiveEdit] = ()
) -> Edit | None:
    """The two gold spans name the same: a new chain, one that grows, or two that become one.

    The chain of `other`, which the annotator goes back to, keeps its id. `made_by` makes them gold
    ahead in the same step. None when they are in one chain already. Raises `ChainLayerError` for an
    entity and an event.
    """
    if span.layer is not other.layer:
        raise ChainLayerError(start=span.start, end=span.end, layer=str(other.layer))
    annotations = desk.annotations
    mine, theirs = annotations.chain_of(span.id), annotations.chain_of(other.id)
    if span.id == other.id or (mine is not None and mine == theirs):
        return None
    kept = theirs or mine
    span_ids = {span.id, other.id}
    for chain in (mine, theirs):
        span_ids.update(chain.span_ids if chain is not None else ())
    edits = list(made_by)
    if mine is not None and mine != kept:
        edits.append(PutChain(mine, None))
    ordered = _in_text_order(annotations, span_ids, new=(span, other))
    if kept is None:
        made = Chain(new_id(), span.layer, ordered, annotator=hand.annotator, created_at=now())
        edits.append(PutChain(None, made))
    else:
        edits.append(PutChain(kept, replace(kept, span_ids=ordered)))
    return _step(desk, edits, "link")


def unlink(desk: Desk, span: Span) -> Edit | None:
    """The gold span leaves its chain, and a chain of one goes; None when it is in none."""
    edits = leaving(desk.annotations, span.id)
    return _step(desk, edits, "unlink") if edits else None


def merge(desk: Desk, chains: Iterable[Chain]) -> Edit | None:
    """The chains become one, which keeps the id of the first; None for fewer than two.

    Raises `ChainLayerError` when entities and events are among them.
    """
    first, *others = dict.fromkeys(chains) or (None,)
    if first is None or not others:
        return None
    edits: list[PrimitiveEdit] = []
    span_ids = set(first.span_ids)
    for chain in others:
        if chain.kind is not first.kind:
            raise ChainLayerError(start=0, end=0, layer=str(first.kind))
        span_ids.update(chain.span_ids)
        edits.append(PutChain(chain, None))
    ordered = _in_text_order(desk.annotations, span_ids)
    edits.append(PutChain(first, replace(first, span_ids=ordered)))
    return _step(desk, edits, "merge chains")


def dissolve(desk: Desk, chain: Chain) -> Edit:
    """The chain goes; its spans stay."""
    return _step(desk, [PutChain(chain, None)], "dissolve chain")


def mentions(annotations: AnnotationSet, chain: Chain) -> list[Span]:
    """The spans of a chain in text order."""
    found = (annotations.spans.get(span_id) for span_id in chain.span_ids)
    there = [span for span in found if span is not None]
    return sorted(there, key=lambda span: (span.start, -span.end, span.id))


def _in_text_order(
    annotations: AnnotationSet, span_ids: Iterable[str], *, new: Iterable[Span] = ()
) -> tuple[str, ...]:
    made = {span.id: span for span in new}
    found = (made.get(span_id) or annotations.spans.get(span_id) for span_id in span_ids)
    there = [(span.start, -span.end, span.id) for span in found if span is not None]
    return tuple(span_id for _, _, span_id in sorted(there))


def _step(desk: Desk, edits: list[PrimitiveEdit], title: str) -> Edit:
    """One step for the annotator; the first on an article also marks it as begun."""
    if desk.annotations.state is ArticleState.NEW:
        edits.append(PutState(ArticleState.NEW, ArticleState.IN_PROGRESS))
    return EditGroup(tuple(edits), title)
