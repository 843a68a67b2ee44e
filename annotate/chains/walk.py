"""Linking from the keyboard: what the focus may name the same as, best first; suggestions too."""

from __future__ import annotations

from annotate.chains import verbs as chain_verbs
from annotate.chains.chain import Chain
from annotate.desk import Desk
from annotate.edits import Edit
from annotate.frames.verbs import settled
from annotate.spans import Span
from annotate.suggestions import Suggestion
from annotate.verbs import Hand

_MOST = 200


def link_candidates(desk: Desk, item: Span | Suggestion) -> tuple[str, ...]:
    """Ids of spans and suggestions that `item` may be linked with; those in its chain are none.

    The same words stand first, then those with a word in common, then others with the same label;
    among equals the nearest, and of these the one ahead: a text names first what it comes back to.
    Other words with another label are offered only where there is nothing else.
    """
    words, own = _words(desk, item), desk.annotations.chain_of(item.id)
    there = set(own.span_ids) if own is not None else set[str]()

    def order(other: Span | Suggestion) -> tuple[int, bool, int, bool, str]:
        others = _words(desk, other)
        kinship = 0 if others == words else 1 if set(others) & set(words) else 2
        distance = abs(other.start - item.start)
        return kinship, other.label != item.label, distance, other.start > item.start, other.id

    found: list[Span | Suggestion] = [
        other
        for index in (desk.spans, desk.suggestions)
        for other in index
        if other.layer is item.layer and other.id != item.id and other.id not in there
    ]
    ordered = sorted((order(other), other.id) for other in found)
    likely = [
        item_id for (kinship, is_other, *_), item_id in ordered if kinship < 2 or not is_other
    ]
    return tuple((likely or [item_id for _, item_id in ordered])[:_MOST])


def link_items(
    desk: Desk, item: Span | Suggestion, other: Span | Suggestion, *, hand: Hand
) -> Edit | None:
    """The two name the same; suggestions among them are accepted in the same step.

    None when they are in one chain already. Raises `ChainLayerError` for an entity and an event.
    """
    span, edits = settled(desk, item, hand)
    target, more = settled(desk, other, hand)
    return chain_verbs.link(desk, span, target, hand=hand, made_by=[*edits, *more])


def mention_beside(desk: Desk, chain: Chain, span_id: str, step: int) -> Span | None:
    """The next (1) or previous (-1) mention of the chain in text order, round at the ends."""
    spans = chain_verbs.mentions(desk.annotations, chain)
    ids = [span.id for span in spans]
    return spans[(ids.index(span_id) + step) % len(spans)] if span_id in ids else None


def _words(desk: Desk, item: Span | Suggestion) -> tuple[str, ...]:
    return tuple(desk.surface(item).casefold().split())
