"""Coreference chains: spans of one article that name the same thing, or the same event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from annotate.spans import Layer


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions of one thing: at least two spans, all of the layer `kind`; a span has one chain.

    `span_ids` are in text order when a verb made the chain; the order has no meaning.
    `created_at` is ISO 8601 in UTC.
    """

    id: str
    kind: Layer
    span_ids: tuple[str, ...]
    annotator: str = ""
    created_at: str = ""

    def without(self, span_id: str) -> Self | None:
        """The chain after one span has left it; None when fewer than two are left."""
        kept = tuple(item for item in self.span_ids if item != span_id)
        return replace(self, span_ids=kept) if len(kept) > 1 else None
