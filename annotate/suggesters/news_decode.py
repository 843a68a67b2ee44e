"""From the news model's scores per word to spans: constrained decoding, in numpy.

Spans are `(first word, one past the last word, kind)`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = NDArray[np.float32]


@cache
def _forbidden(tags: int) -> NDArray[np.float32]:
    """Penalty of each step from tag (row) to tag (column): inside needs its own kind before."""
    import numpy as np

    steps = np.zeros((tags, tags), dtype=np.float32)
    for inside in range(2, tags, 2):
        steps[:, inside] = -1e4
        steps[inside - 1, inside] = steps[inside, inside] = 0.0
    return steps


def best_tags(scores: Scores) -> list[int]:
    """The best legal BIO sequence for log scores of shape (words, tags)."""
    import numpy as np

    count, tags = scores.shape
    if not count:
        return []
    # Each word's own best tag is the best sequence wherever it is a legal one, as it mostly is.
    own = scores.argmax(axis=1)
    before = np.concatenate((np.zeros(1, dtype=own.dtype), own[:-1]))
    is_inside = (own > 0) & (own % 2 == 0)
    if not (is_inside & (before != own) & (before != own - 1)).any():
        return own.tolist()
    steps = _forbidden(tags)
    total = scores[0].copy()
    total[2::2] -= 1e4
    back = np.zeros((count, tags), dtype=np.int64)
    columns = np.arange(tags)
    for word in range(1, count):
        paths = total[:, None] + steps
        back[word] = paths.argmax(axis=0)
        total = paths[back[word], columns] + scores[word]
    tag = int(total.argmax())
    result = [tag]
    for word in range(count - 1, 0, -1):
        tag = int(back[word, tag])
        result.append(tag)
    return result[::-1]


def spans_of(tags: list[int]) -> list[tuple[int, int, int]]:
    """Spans of a legal tag sequence; kind 0 is the one of tags 1 and 2."""
    spans: list[tuple[int, int, int]] = []
    start, kind = -1, 0
    for word, tag in enumerate([*tags, 0]):
        is_inside = tag and tag % 2 == 0
        if start >= 0 and not is_inside:
            spans.append((start, word, kind))
            start = -1
        if tag % 2 == 1:
            start, kind = word, (tag - 1) // 2
    return spans


def span_scores(scores: Scores, spans: list[tuple[int, int, int]]) -> list[float]:
    """Raw probability of each span: its words' tags, and that it does not go on."""
    import numpy as np

    if not spans:
        return []
    exp = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances = exp / exp.sum(axis=1, keepdims=True)
    result: list[float] = []
    for start, end, kind in spans:
        begin, inside = 1 + 2 * kind, 2 + 2 * kind
        parts = [chances[start, begin], *chances[start + 1 : end, inside]]
        if end < len(chances):
            parts.append(1.0 - chances[end, inside])
        result.append(float(min(parts)))
    return result
