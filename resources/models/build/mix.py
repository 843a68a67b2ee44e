"""The training mix: windows of running sentences drawn from all sets, in batches of like length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from annotate.suggesters.news_text import NEW_LINE
from resources.models.build.prepare import Part
from resources.models.build.swaps import COLUMNS, Columns, Swaps

CLS: Final = 101
SEP: Final = 102
MAX_PIECES: Final = 224
"""Longest window in pieces, without the two special ones."""

_MASK: Final = 103
_STYLED: Final = 0.65
"""How often the heads are told which guideline a window follows."""

_SWAPPED: Final = 0.3
"""How often a window has some of its names swapped for others."""

_LOWER, _TITLE, _UPPER, _INITIAL, _MIXED = 1, 2, 3, 4, 5
_CASED: Final = (_LOWER, _TITLE, _UPPER, _INITIAL, _MIXED)


@dataclass(slots=True)
class Batch:
    """Padded arrays of shape (windows, pieces); see `Part` for the fields."""

    pieces: np.ndarray
    shapes: np.ndarray
    spacings: np.ndarray
    real: np.ndarray
    allowed: np.ndarray
    triggers: np.ndarray
    classes: np.ndarray
    entity_styles: np.ndarray
    trigger_styles: np.ndarray
    entity_weights: np.ndarray
    trigger_weights: np.ndarray
    other_weights: np.ndarray


@dataclass(frozen=True, slots=True)
class _Window:
    part: Part
    columns: Columns


class Mix:
    """Draws batches for ever; the same seed, parts and shares give the same batches.

    `shares` go before those of the sets that they name.
    """

    def __init__(
        self,
        parts: list[Part],
        *,
        seed: int,
        batch_pieces: int = 2048,
        shares: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self._parts = parts
        self._random = np.random.default_rng(seed)
        self._budget = batch_pieces
        drawn = [shares.get(part.source.name, part.source.share) for part in parts]
        self._chances = np.asarray(drawn) / sum(drawn)
        self._swaps = Swaps(parts, self._random)
        self._useful = [_useful_sentences(part) for part in parts]
        self._doc_of = [
            np.searchsorted(part.docs, np.arange(len(part.bounds) - 1), side="right") - 1
            for part in parts
        ]

    def batches(self, *, pool: int = 256) -> Iterator[Batch]:
        """Batches of about the same number of pieces, windows of like length together."""
        while True:
            drawn = sorted((self._draw() for _ in range(pool)), key=_size)
            groups: list[list[_Window]] = [[]]
            for window in drawn:
                if groups[-1] and (_size(window) + 2) * (len(groups[-1]) + 1) > self._budget:
                    groups.append([])
                groups[-1].append(window)
            for index in self._random.permutation(len(groups)):
                yield self._pad(groups[index])

    def _draw(self) -> _Window:
        index = int(self._random.choice(len(self._parts), p=self._chances))
        part, useful = self._parts[index], self._useful[index]
        sentence = int(useful[self._random.integers(len(useful))])
        last = int(part.docs[self._doc_of[index][sentence] + 1])
        limit = int(self._random.integers(24, MAX_PIECES)) if self._random.random() > 0.2 else 0
        low, high = int(part.bounds[sentence]), int(part.bounds[sentence + 1])
        following = sentence + 1
        while following < last and int(part.bounds[following + 1]) - low <= limit:
            following += 1
            high = int(part.bounds[following])
        high = min(high, low + MAX_PIECES)
        if self._random.random() < _SWAPPED:
            columns = self._swaps.swapped(index, part, low, high)
            return _Window(part, {name: each[:MAX_PIECES] for name, each in columns.items()})
        return _Window(part, {name: getattr(part, name)[low:high] for name in COLUMNS})

    def _pad(self, windows: list[_Window]) -> Batch:
        width = max(_size(window) for window in windows) + 2
        shape = (len(windows), width)
        batch = Batch(
            pieces=np.zeros(shape, dtype=np.int64),
            shapes=np.zeros(shape, dtype=np.int64),
            spacings=np.zeros(shape, dtype=np.int64),
            real=np.zeros(shape, dtype=bool),
            allowed=np.zeros(shape, dtype=np.int64),
            triggers=np.full(shape, -1, dtype=np.int64),
            classes=np.full(shape, -1, dtype=np.int64),
            entity_styles=np.zeros(len(windows), dtype=np.int64),
            trigger_styles=np.zeros(len(windows), dtype=np.int64),
            entity_weights=np.ones(len(windows), dtype=np.float32),
            trigger_weights=np.ones(len(windows), dtype=np.float32),
            other_weights=np.ones(len(windows), dtype=np.float32),
        )
        for row, window in enumerate(windows):
            self._fill(batch, row, window)
        return batch

    def _fill(self, batch: Batch, row: int, window: _Window) -> None:
        part, columns = window.part, window.columns
        size = _size(window)
        first = columns["first"]
        inner = slice(1, size + 1)
        batch.pieces[row, 0], batch.pieces[row, size + 1] = CLS, SEP
        batch.pieces[row, inner] = self._masked(columns["pieces"], first)
        batch.shapes[row, inner] = self._recase(columns["shapes"], first)
        batch.spacings[row, inner] = columns["spacings"]
        batch.spacings[row, 1] = NEW_LINE
        batch.real[row, : size + 2] = True
        batch.allowed[row, inner] = columns["allowed"]
        batch.triggers[row, inner] = columns["triggers"]
        batch.classes[row, inner] = columns["classes"]
        source = part.source
        batch.entity_styles[row] = part.style if self._random.random() < _STYLED else 0
        batch.trigger_styles[row] = part.style if self._random.random() < _STYLED else 0
        batch.entity_weights[row] = source.silver
        batch.trigger_weights[row] = source.trigger_weight
        batch.other_weights[row] = source.other_weight

    def _masked(self, pieces: np.ndarray, first: np.ndarray) -> np.ndarray:
        """In some windows a few words are hidden, so that their neighbours have to tell."""
        if self._random.random() > 0.4:
            return pieces
        words = np.cumsum(first) - 1
        hidden = self._random.random(int(words[-1]) + 1) < 0.12
        return np.where(hidden[words], _MASK, pieces)

    def _recase(self, shapes: np.ndarray, first: np.ndarray) -> np.ndarray:
        """Now and then the case of a headline, of capitals, or of a careless writer."""
        dice = self._random.random()
        if dice > 0.09:
            return shapes
        shapes = shapes.copy()
        if dice < 0.025:
            shapes[np.isin(shapes, _CASED)] = _LOWER
        elif dice < 0.05:
            shapes[np.isin(shapes, _CASED)] = _UPPER
        else:
            # Title case leaves short joining words alone, as headline writers do.
            long_word = np.add.reduceat(np.ones_like(first), np.flatnonzero(first))
            words = np.cumsum(first) - 1
            chosen = self._random.random(len(long_word)) < 0.8
            shapes[(shapes == _LOWER) & chosen[words]] = _TITLE
        return shapes


def _size(window: _Window) -> int:
    return len(window.columns["pieces"])


def _useful_sentences(part: Part) -> np.ndarray:
    teaches = (part.allowed != 0) | (part.triggers >= 0)
    counts = np.add.reduceat(teaches.astype(np.int64), part.bounds[:-1])
    return np.flatnonzero(counts)
