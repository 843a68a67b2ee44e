"""Texts that are nearly the same: Jaccard similarity of their word shingles.

A shingle is a run of `SHINGLE` words without signs and case (Broder 1997). Pairs are found by the
smallest hashes of each text, a bottom-k sketch, and then measured exactly on all their shingles:
what is reported is exact, and the chance that a pair above the threshold is missed is below one in
a thousand million, for of such a pair about half of the smallest hashes are shared.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from zlib import crc32

SHINGLE: Final = 5
"""Words in one shingle; a shorter text is one shingle."""
THRESHOLD: Final = 0.5
"""Texts that share so much of their shingles are nearly the same."""
_SKETCH: Final = 64
_MOST_COMPARED: Final = 64
_MOST_KEPT: Final = 1000
"""So many texts are kept as shingles at a time: they take ten times the room of the text."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class SimilarPair:
    """Two texts by their keys, in the order in which they came, and what they share, 0 to 1."""

    first: str
    second: str
    similarity: float


def similarity(one: str, other: str) -> float:
    """The share of shingles that two texts have in common; 1 for texts of the same words."""
    return _jaccard(_shingles(one), _shingles(other))


class NearDuplicates:
    """Takes texts one by one; `pairs` are those that are nearly the same."""

    def __init__(self) -> None:
        """Know no text."""
        self._sketches: dict[str, list[int]] = {}

    def add(self, key: str, text: str) -> None:
        """Remember a text under its key."""
        hashes = {crc32(shingle.encode()) for shingle in _shingles(text)}
        self._sketches[key] = heapq.nsmallest(_SKETCH, hashes)

    def pairs(
        self,
        texts: Mapping[str, str],
        *,
        threshold: float = THRESHOLD,
        matters: Callable[[str, str], bool] = lambda _one, _other: True,
    ) -> Iterator[SimilarPair]:
        """Pairs of which `matters` is true and that share at least `threshold`, in order.

        `texts` has what was added under each key. Of very many texts with the same words each is
        compared with the nearest before it only.
        """
        holders: defaultdict[int, list[str]] = defaultdict(list)
        known: dict[str, frozenset[str]] = {}
        for key, sketch in self._sketches.items():
            shared: Counter[str] = Counter()
            for value in sketch:
                shared.update(holders[value][-_MOST_COMPARED:])
                holders[value].append(key)
            # Of the smallest values of both texts about half are expected to be shared.
            needed = max(1, int(len(sketch) * threshold / 4))
            for other, count in shared.most_common():
                if count < min(needed, len(self._sketches[other])):
                    break
                if not matters(other, key):
                    continue
                if len(known) > _MOST_KEPT:
                    known.clear()
                for each in (other, key):
                    if each not in known:
                        known[each] = frozenset(_shingles(texts[each]))
                found = _jaccard(known[other], known[key])
                if found >= threshold:
                    yield SimilarPair(other, key, found)


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    if len(words) <= SHINGLE:
        return {" ".join(words)} if words else set()
    return {" ".join(words[index : index + SHINGLE]) for index in range(len(words) - SHINGLE + 1)}


def _jaccard(one: set[str] | frozenset[str], other: set[str] | frozenset[str]) -> float:
    shared = len(one & other)
    total = len(one) + len(other) - shared
    return shared / total if total else 0.0
