"""From the role model's scores to the chance of each tag of each word, over all legal sequences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Flags = NDArray[np.bool_]


def role_chances(chances: Floats, spans: Sequence[tuple[int, int, int]]) -> list[float]:
    """How likely the surest word of each span (first, last, kind) has its kind.

    That is the chance of the role, wherever the phrase begins and ends; `chances` are log chances
    of tags (words, tags).
    """
    import numpy as np

    found: list[float] = []
    for first, last, kind in spans:
        tags = chances[first:last, [1 + 2 * kind, 2 + 2 * kind]]
        found.append(float(np.exp(tags).sum(axis=1).max()))
    return found


def chances_of_tags(scores: Floats, weights: Floats, real: Flags) -> Floats:
    """Log chances (triggers, words, tags): forward and backward over a chain.

    `scores` has that shape, `weights` (tags and the beginning, tags) are those of the steps, and
    `real` (triggers, words) is false on padding, which stands behind the words.
    """
    import numpy as np

    count, words, tags = scores.shape
    steps = np.exp(weights[:-1].astype(np.float64))
    # Chances in place of their logarithms, scaled at each word: sums are then products of matrices.
    own = np.exp((scores - scores.max(axis=-1, keepdims=True)).astype(np.float64))
    ahead = np.empty((count, words, tags))
    ahead[:, 0] = own[:, 0] * np.exp(weights[-1].astype(np.float64))
    ahead[:, 0] /= ahead[:, 0].sum(axis=-1, keepdims=True)
    for word in range(1, words):
        after = (ahead[:, word - 1] @ steps) * own[:, word]
        after /= np.maximum(after.sum(axis=-1, keepdims=True), 1e-300)
        ahead[:, word] = np.where(real[:, word, None], after, ahead[:, word - 1])
    behind = np.ones((count, tags))
    chances = np.empty((count, words, tags))
    for word in range(words - 1, -1, -1):
        chances[:, word] = ahead[:, word] * behind
        if word:
            before = (own[:, word] * behind) @ steps.T
            before /= np.maximum(before.sum(axis=-1, keepdims=True), 1e-300)
            behind = np.where(real[:, word, None], before, behind)
    chances /= np.maximum(chances.sum(axis=-1, keepdims=True), 1e-300)
    return np.log(np.maximum(chances, 1e-12)).astype(np.float32)
