"""Spans that do not begin and end with tokens, and the nearest stretches that do.

No tokenizer that trains can hold such a span, so an export leaves it out. Offsets are code points,
half-open.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from annotate.articles import Tokens
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, PrimitiveEdit, primitives
from annotate.spans import Span
from annotate.verbs import Hand, resize

ROUGH = "rough"
"""The tokenizer of stand-ins, by which nothing is judged."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a span off the tokens would fit: the whole tokens inside it, and those it touches."""

    contract: tuple[int, int] | None
    expand: tuple[int, int] | None


def fit_of(tokens: Tokens, span: Span) -> Fit | None:
    """Where `span` would fit; `None` when it does already, or nobody can tell yet."""
    start, end = span.start, span.end
    if tokens.tokenizer == ROUGH or tokens.is_aligned(start, end):
        return None
    first = bisect_left(tokens.starts, start)
    last = bisect_right(tokens.ends, end) - 1
    inside = (tokens.starts[first], tokens.ends[last]) if first <= last else None
    return Fit(inside, tokens.snap(start, end))


def off_tokens(desk: Desk) -> list[tuple[Span, Fit]]:
    """The gold spans of an article that do not begin and end with tokens, in text order."""
    found = ((span, fit_of(desk.tokens, span)) for span in desk.spans)
    return [(span, fit) for span, fit in found if fit is not None]


def snap(desk: Desk, span: Span, *, expands: bool, hand: Hand) -> Edit | None:
    """The span on the tokens that it touches, or on those wholly inside it.

    `None` when it fits already or there are none, or when the same label stands there already.
    """
    fit = fit_of(desk.tokens, span)
    place = (fit.expand if expands else fit.contract) if fit is not None else None
    if place is None or _is_taken(desk, span, place):
        return None
    return resize(desk, span, *place, hand=hand)


def snap_all(desk: Desk, *, hand: Hand) -> Edit | None:
    """Every span off the tokens on the tokens that it touches, as one step."""
    edits: list[PrimitiveEdit] = []
    taken: set[tuple[str, int, int, str]] = set()
    count = 0
    for span, fit in off_tokens(desk):
        if fit.expand is None or _is_taken(desk, span, fit.expand):
            continue
        key = span.resized(*fit.expand).key
        edit = None if key in taken else resize(desk, span, *fit.expand, hand=hand)
        if edit is not None:
            taken.add(key)
            count += 1
            edits.extend(item for item in primitives(edit) if item not in edits)
    return EditGroup(tuple(edits), f"snap {count}") if edits else None


def _is_taken(desk: Desk, span: Span, place: tuple[int, int]) -> bool:
    """Whether another span says the same of that stretch already."""
    key = span.resized(*place).key
    others: Iterable[Span] = desk.spans.overlapping(*place)
    return any(other.key == key and other.id != span.id for other in others)
