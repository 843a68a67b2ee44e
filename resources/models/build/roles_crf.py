"""The chain over role tags: what follows what, learned, with forbidden steps kept out."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from annotate.suggesters.role_labels import ROLE_TAGS

_NEVER = -1e4


def forbidden_steps() -> Tensor:
    """Penalty of each step from tag (row) to tag (column); the last row is the beginning."""
    steps = torch.zeros(ROLE_TAGS + 1, ROLE_TAGS)
    for inside in range(2, ROLE_TAGS, 2):
        steps[:, inside] = _NEVER
        steps[inside - 1, inside] = steps[inside, inside] = 0.0
    return steps


class Chain(nn.Module):
    """Learned weights of the steps from tag to tag."""

    forbidden: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(ROLE_TAGS + 1, ROLE_TAGS))
        self.register_buffer("forbidden", forbidden_steps(), persistent=False)

    @property
    def weights(self) -> Tensor:
        """Weights (tags and the beginning, tags)."""
        return self.steps + self.forbidden

    def loss(self, scores: Tensor, legal: Tensor, real: Tensor) -> Tensor:
        """What the legal sequences miss of the chance, a trigger; `legal` (triggers, words, tags).

        Padding (`real` false) takes no part.
        """
        given = scores.masked_fill(~legal, _NEVER)
        both = torch.cat([scores, given])
        sums = self._sum(both, torch.cat([real, real]))
        count = len(scores)
        return sums[:count] - sums[count:]

    def _sum(self, scores: Tensor, real: Tensor) -> Tensor:
        weights = self.weights
        total = scores[:, 0] + weights[-1]
        for word in range(1, scores.shape[1]):
            after = torch.logsumexp(total[:, :, None] + weights[None, :-1], dim=1) + scores[:, word]
            total = torch.where(real[:, word, None], after, total)
        return torch.logsumexp(total, dim=-1)
