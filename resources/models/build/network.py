"""The network: the MiniLM encoder with word shapes, and heads for entities, triggers and types."""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - torch's own name for it
from safetensors.torch import load_file
from torch import Tensor, nn

from annotate.suggesters.news_labels import ENTITY_TAGS, EVENT_CLASSES, STYLES, TRIGGER_TAGS
from annotate.suggesters.news_text import SHAPES, SPACINGS

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
EPSILON = 1e-12


class Dropout(nn.Module):
    """Dropout of whole features of a window: far fewer random numbers than one for each piece."""

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.chance = chance

    def forward(self, hidden: Tensor) -> Tensor:
        """The hidden states with some features set to zero, in training only."""
        if not self.training or not self.chance:
            return hidden
        keep = torch.rand(hidden.shape[0], 1, hidden.shape[2]) >= self.chance
        return hidden * (keep.to(hidden.dtype) / (1.0 - self.chance))


class Layer(nn.Module):
    """One encoder layer, as BERT has it: attention, then two dense steps, norms after each."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.mixed_norm = nn.LayerNorm(WIDTH, EPSILON)
        self.wide = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Hidden states (windows, pieces, width) after this layer."""
        rows, size, _ = hidden.shape
        split = [
            part(hidden).view(rows, size, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        ]
        scores = split[0] @ split[1].transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask
        mixed = scores.softmax(-1) @ split[2]
        mixed = mixed.transpose(1, 2).reshape(rows, size, WIDTH)
        hidden = self.mixed_norm(hidden + self.dropout(self.mixed(mixed)))
        narrow = self.narrow(F.gelu(self.wide(hidden)))
        return self.norm(hidden + self.dropout(narrow))


class Head(nn.Module):
    """Scores per piece, given the hidden state and the annotation guideline to follow."""

    def __init__(self, classes: int, dropout: float, *, styled: bool) -> None:
        super().__init__()
        self.dense = nn.Linear(WIDTH, WIDTH)
        self.style = nn.Embedding(len(STYLES), WIDTH) if styled else None
        if self.style is not None:
            nn.init.zeros_(self.style.weight)
        self.dropout = Dropout(dropout)
        self.out = nn.Linear(WIDTH, classes)

    def forward(self, hidden: Tensor, styles: Tensor | None) -> Tensor:
        """Scores (windows, pieces, classes)."""
        inner = self.dense(hidden)
        if self.style is not None and styles is not None:
            inner = inner + self.style(styles)[:, None, :]
        return self.out(self.dropout(F.gelu(inner)))


class NewsNetwork(nn.Module):
    """Word pieces, shapes, spacings in; scores of entity tags, trigger tags and event types out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.spacings = nn.Embedding(SPACINGS, WIDTH)
        self.styles = nn.Embedding(len(STYLES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.entities = Head(ENTITY_TAGS, dropout, styled=True)
        self.triggers = Head(TRIGGER_TAGS, dropout, styled=True)
        self.types = Head(EVENT_CLASSES, dropout, styled=False)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.spacings.weight, std=0.02)
        nn.init.zeros_(self.styles.weight)

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        spacings: Tensor,
        real: Tensor,
        entity_styles: Tensor,
        trigger_styles: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the three heads for a padded batch; `real` is false on padding."""
        return self.read(self.words(pieces), shapes, spacings, real, entity_styles, trigger_styles)

    def read(
        self,
        words: Tensor,
        shapes: Tensor,
        spacings: Tensor,
        real: Tensor,
        entity_styles: Tensor,
        trigger_styles: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """The same, given the pieces' vectors (windows, pieces, width)."""
        states, mask = self.lower(words, shapes, spacings, real, entity_styles, layers=LAYERS)
        return self.upper(states, mask, entity_styles, trigger_styles, after=LAYERS)

    def lower(
        self,
        words: Tensor,
        shapes: Tensor,
        spacings: Tensor,
        real: Tensor,
        entity_styles: Tensor,
        *,
        layers: int,
    ) -> tuple[Tensor, Tensor]:
        """Hidden states after the first `layers` layers, and the mask that goes with them."""
        hidden = words + self.positions.weight[: words.shape[1]]
        hidden = hidden + self.shapes(shapes) + self.spacings(spacings)
        hidden = hidden + self.styles(entity_styles)[:, None, :]
        hidden = self.dropout(self.norm(hidden))
        mask = torch.where(real, 0.0, -10000.0)[:, None, None, :]
        if torch.is_autocast_enabled("cpu"):
            mask = mask.to(torch.bfloat16)
        for layer in self.layers[:layers]:
            hidden = layer(hidden, mask)
        return hidden, mask

    def upper(
        self,
        hidden: Tensor,
        mask: Tensor,
        entity_styles: Tensor,
        trigger_styles: Tensor,
        *,
        after: int,
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of the three heads, given the states after the first `after` layers."""
        for layer in self.layers[after:]:
            hidden = layer(hidden, mask)
        return (
            self.entities(hidden, entity_styles),
            self.triggers(hidden, trigger_styles),
            self.types(hidden, None),
        )


_LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "mixed_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}


def load_encoder(network: NewsNetwork, file: Path) -> None:
    """Fill the encoder's weights from the pretrained model's safetensors file."""
    given = load_file(str(file))
    own = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        # The token types of the original are one constant here, so it joins the positions.
        "positions.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for index in range(LAYERS):
        for mine, theirs in _LAYER_NAMES.items():
            for kind in ("weight", "bias"):
                own[f"layers.{index}.{mine}.{kind}"] = given[
                    f"encoder.layer.{index}.{theirs}.{kind}"
                ]
    missing, unexpected = network.load_state_dict(own, strict=False)
    if unexpected or any(name.startswith(("layers.", "words.")) for name in missing):
        message = f"the encoder does not fit: {missing} {unexpected}"
        raise ValueError(message)
