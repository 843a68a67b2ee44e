"""The role network: the news encoder's upper layers, told which word is the trigger."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from torch import Tensor, nn

from annotate.suggesters.role_labels import (
    DISTANCES,
    ENTITY_MARKS,
    EVENT_MARKS,
    ROLE_STYLES,
    ROLE_TAGS,
)
from resources.models.build.compact import unpack
from resources.models.build.network import EPSILON, LAYERS, WIDTH, Dropout, Layer
from resources.models.build.roles_crf import Chain
from resources.models.build.tapping import TAPPED_LAYER

UPPER: Final = tuple(range(TAPPED_LAYER + 1, LAYERS))


class RoleNetwork(nn.Module):
    """States of words and what is known of them in; scores of role tags for one trigger out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.distances = nn.Embedding(DISTANCES, WIDTH)
        self.marks = nn.Embedding(ENTITY_MARKS, WIDTH)
        self.labels = nn.Embedding(EVENT_MARKS, WIDTH)
        self.styles = nn.Embedding(len(ROLE_STYLES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in UPPER)
        self.dense = nn.Linear(2 * WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, ROLE_TAGS)
        self.chain = Chain()
        for part in (self.distances, self.marks, self.labels, self.styles):
            nn.init.normal_(part.weight, std=0.02)

    def forward(
        self,
        states: Tensor,
        distances: Tensor,
        marks: Tensor,
        labels: Tensor,
        styles: Tensor,
        real: Tensor,
    ) -> Tensor:
        """Scores (triggers, words, tags); `real` is false on padding."""
        hidden = states + self.distances(distances) + self.marks(marks)
        hidden = hidden + (self.labels(labels) + self.styles(styles))[:, None, :]
        hidden = self.dropout(self.norm(hidden))
        mask = torch.where(real, 0.0, -10000.0)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            mask = mask.to(torch.bfloat16)
        for layer in self.layers:
            hidden = layer(hidden, mask)
        own = (distances == DISTANCES - 1).to(hidden.dtype)[:, :, None]
        trigger = (hidden * own).sum(1, keepdim=True) / own.sum(1, keepdim=True).clamp(min=1.0)
        both = torch.cat([hidden, trigger.expand_as(hidden)], dim=-1)
        return self.out(self.dropout(F.gelu(self.dense(both))))


def begin_with_news(network: RoleNetwork, start: Path) -> None:
    """Fill the layers with those of the news network that lie above the tapped one."""
    given = unpack(start)
    own = {
        f"layers.{index}.{name.split('.', 2)[2]}": torch.from_numpy(value)
        for index, upper in enumerate(UPPER)
        for name, value in given.items()
        if name.startswith(f"layers.{upper}.")
    }
    _, unexpected = network.load_state_dict(own, strict=False)
    if unexpected or not own:
        message = f"the layers do not fit: {unexpected}"
        raise ValueError(message)
    with torch.no_grad():
        network.norm.weight.fill_(1.0)
