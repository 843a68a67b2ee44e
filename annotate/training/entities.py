"""Which entities go to `doc.ents`, which holds no two spans on one token.

The rule: the longer span wins (in code points), then the one that begins earlier, then the label
that stands first in the schema, then the smaller id. This is spaCy's own `filter_spans` with ties
settled. The rest is kept in the span group `OVERLAPPING` and listed in the report.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from annotate.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Span as TokenSpan

Pair: TypeAlias = "tuple[Span, TokenSpan]"
"""A span and what it is on tokens."""


def choose_entities(
    pairs: Sequence[Pair], label_order: Mapping[str, int]
) -> tuple[list[Pair], list[tuple[Pair, Span]]]:
    """Split `pairs` into those for `doc.ents` and the rest, each with the span that displaced it.

    The chosen come in text order. Unknown labels stand behind those of `label_order`, by name.
    """
    ordered = sorted(pairs, key=lambda pair: pair[0].start)
    if _is_flat(ordered):
        return ordered, []
    last = len(label_order)
    by_rule = sorted(
        ordered,
        key=lambda pair: (
            pair[0].start - pair[0].end,
            pair[0].start,
            label_order.get(pair[0].label, last),
            pair[0].label,
            pair[0].id,
        ),
    )
    owner: dict[int, Span] = {}
    chosen: list[Pair] = []
    rest: list[tuple[Pair, Span]] = []
    for pair in by_rule:
        span = pair[0]
        # Every chosen span is at least as long, so an overlap covers one of the two ends.
        winner = owner.get(span.start) or owner.get(span.end - 1)
        if winner is not None:
            rest.append((pair, winner))
            continue
        chosen.append(pair)
        owner.update(dict.fromkeys(range(span.start, span.end), span))
    chosen.sort(key=lambda pair: pair[0].start)
    rest.sort(key=lambda item: (item[0][0].start, item[0][0].end, item[0][0].id))
    return chosen, rest


def _is_flat(ordered: Sequence[Pair]) -> bool:
    return all(before[0].end <= after[0].start for before, after in itertools.pairwise(ordered))
