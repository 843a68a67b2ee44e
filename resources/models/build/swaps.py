"""Other names in the place of names: a window with a mention swapped for one of the same kind.

Sentences are few and names are many; with other names in them the sentences teach how names are
spoken of, and the names are seen in other places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from annotate.suggesters.news_labels import ENTITY_TYPES, OUTSIDE, begin_tag, inside_tag
from resources.models.build.prepare import Part

COLUMNS: Final = ("pieces", "shapes", "spacings", "first", "allowed", "triggers", "classes")
_KINDS: Final = {
    1 << begin_tag(index): 1 << inside_tag(index)
    for index, name in enumerate(ENTITY_TYPES)
    if name in {"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT"}
}
"""The bit of a first word, and that of the words that go on."""
_ALIKE: Final = frozenset({"ewt", "gum", "wikigold", "crossner"})
"""Guidelines that draw names alike: without titles and articles."""
_CHANCE: Final = 0.5

Columns = dict[str, np.ndarray]


class Swaps:
    """The mentions of all parts, to be put into the places of each other."""

    def __init__(self, parts: Sequence[Part], random: np.random.Generator) -> None:
        """Collect the mentions; `random` decides what is swapped."""
        self._random = random
        self._mentions = [_mentions(part) for part in parts]
        pools: dict[tuple[str, int], list[Columns]] = {}
        for part, mentions in zip(parts, self._mentions, strict=True):
            for low, high, bit in mentions:
                pool = pools.setdefault((_family(part), bit), [])
                pool.append({name: getattr(part, name)[low:high] for name in COLUMNS})
        self._pools = pools

    def swapped(self, index: int, part: Part, low: int, high: int) -> Columns:
        """The pieces `low:high` of the part with that index, some of its names swapped."""
        pieces: list[Columns] = []
        chosen: dict[bytes, Columns | None] = {}
        place = low
        mentions = self._mentions[index]
        first = int(np.searchsorted(mentions[:, 0], low))
        for start, end, bit in mentions[first:].tolist():
            if end > high:
                break
            other = self._other(chosen, part, start, end, bit)
            if other is not None:
                pieces += [_columns(part, place, start), other]
                place = end
        pieces.append(_columns(part, place, high))
        return {name: np.concatenate([each[name] for each in pieces]) for name in COLUMNS}

    def _other(
        self, chosen: dict[bytes, Columns | None], part: Part, start: int, end: int, bit: int
    ) -> Columns | None:
        """What stands for the mention, the same thing for the same name, or None."""
        key = part.pieces[start:end].tobytes()
        if key not in chosen:
            pool = self._pools[_family(part), bit]
            take = self._random.random() < _CHANCE
            chosen[key] = pool[int(self._random.integers(len(pool)))] if take else None
        other = chosen[key]
        return None if other is None else _fitted(other, part, start)


def _family(part: Part) -> str:
    style = part.source.style
    return "alike" if style in _ALIKE else style


def _columns(part: Part, low: int, high: int) -> Columns:
    return {name: getattr(part, name)[low:high] for name in COLUMNS}


def _fitted(other: Mapping[str, np.ndarray], part: Part, start: int) -> Columns:
    """The mention as it stands in its new place: spaced and, for events, taught as the old one."""
    columns = {name: values.copy() for name, values in other.items()}
    columns["spacings"][0] = part.spacings[start]
    is_outside = int(part.triggers[start]) == OUTSIDE
    columns["triggers"][:] = np.where(columns["first"] & is_outside, OUTSIDE, -1)
    columns["classes"][:] = -1
    return columns


def _mentions(part: Part) -> np.ndarray:
    """First piece, one past the last piece, and kind bit of each mention, in order."""
    words = np.flatnonzero(part.first)
    allowed = part.allowed[words].tolist()
    ends = [*words[1:].tolist(), len(part.first)]
    # The next word's first piece may lie in the next sentence, which begins where this one ends.
    found: list[tuple[int, int, int]] = []
    for index, bits in enumerate(allowed):
        if bits not in _KINDS:
            continue
        last = index
        while last + 1 < len(allowed) and allowed[last + 1] == _KINDS[bits]:
            last += 1
        found.append((int(words[index]), ends[last], bits))
    return np.asarray(found, dtype=np.int64).reshape(-1, 3)
