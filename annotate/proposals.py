"""What a suggester returned, checked: bad proposals are counted and dropped, never raised."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable
from itertools import islice

from annotate.spans import Layer
from annotate.suggestions import Proposal

MAX_LABEL = 200
MAX_EXPLANATION = 500


def most_proposals(characters: int) -> int:
    """How many proposals of one suggester are taken for a text of so many characters."""
    return 1_000 + characters // 10


def checked_proposals(
    raw: Iterable[object], *, characters: int, suggester: str
) -> tuple[tuple[Proposal, ...], int]:
    """The good proposals in `raw`, under the name `suggester`, and the number of bad ones.

    Good: whole numbers `0 <= start < end <= characters`, a label, a layer, a score that is a
    number (cut to 0..1). What comes after the most that a text can hold is dropped unseen.
    """
    most = most_proposals(characters)
    items = raw if isinstance(raw, list) else list(islice(raw, 2 * most + 1))
    good: list[Proposal] = []
    for item in islice(items, 2 * most):
        if len(good) == most:
            break
        proposal = _checked(item, characters, suggester)
        if proposal is not None:
            good.append(proposal)
    return tuple(good), len(items) - len(good)


def _offset(value: object) -> int:
    if isinstance(value, bool):
        raise TypeError
    return operator.index(value)  # type: ignore[arg-type] - raises for what is no whole number


def _text(value: object, longest: int, *, is_cut: bool = False) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode()  # a lone surrogate could not be stored
    if len(value) > longest and not is_cut:
        raise ValueError
    return str(value[:longest])


def _checked(item: object, characters: int, suggester: str) -> Proposal | None:
    try:
        start = _offset(getattr(item, "start", None))
        end = _offset(getattr(item, "end", None))
        score = float(getattr(item, "score", None))  # type: ignore[arg-type] - so does this
        layer = Layer(getattr(item, "layer", None))
        label = _text(getattr(item, "label", None), MAX_LABEL)
        explanation = _text(getattr(item, "explanation", ""), MAX_EXPLANATION, is_cut=True)
    except (TypeError, ValueError, OverflowError):
        return None
    if not (0 <= start < end <= characters and label.strip() and math.isfinite(score)):
        return None
    return Proposal(start, end, label, layer, min(max(score, 0.0), 1.0), suggester, explanation)
