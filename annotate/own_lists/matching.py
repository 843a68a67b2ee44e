"""Finding the entries of own lists in a text, by its tokens; quick for 100,000 entries.

Apostrophes and hyphens of all kinds are taken for the plain ones, and a line break for a blank. A
match begins and ends with tokens. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from annotate.articles import Tokens
from annotate.own_lists.token_patterns import TokenPattern, parse_pattern
from annotate.own_lists.values import Form, ListEntry
from annotate.spans import Layer
from annotate.suggesters.inflection import noun_forms, verb_forms

_PLAIN: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-"}
    | dict.fromkeys("\n\t\u00a0\u2009\u202f", " ")
)
_PIECE: Final = re.compile(r"\w+|\S")


@dataclass(frozen=True, slots=True)
class ListHit:
    """An entry found at `start:end` of the text; `title` is that of its list."""

    start: int
    end: int
    entry: ListEntry
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    entry: ListEntry
    title: str


class ListMatcher:
    """Entries of one or more lists, indexed by their words."""

    def __init__(self, lists: Iterable[tuple[str, Iterable[ListEntry]]]) -> None:
        """Index the enabled entries of (title, entries) pairs; token patterns must be good ones."""
        self._exact: dict[str, list[_Known]] = {}
        self._folded: dict[str, list[_Known]] = {}
        self._lengths: dict[str, set[int]] = {}
        self._patterns: list[tuple[TokenPattern, _Known]] = []
        self._patterns_by_word: dict[str, list[tuple[TokenPattern, _Known]]] = {}
        self.count = 0
        for title, entries in lists:
            for entry in entries:
                if entry.is_enabled:
                    self._add(_Known(entry, title))
        # Longest first, and as sequences: they are walked for every token.
        self._ordered = {
            piece: sorted(lengths, reverse=True) for piece, lengths in self._lengths.items()
        }
        self._lengths.clear()

    def find(self, text: str, tokens: Tokens) -> list[ListHit]:
        """Hits in text order; of overlapping ones in a layer the first, then the longest."""
        if not self.count:
            return []
        hits = [*self._phrase_hits(text, tokens), *self._pattern_hits(text, tokens)]
        hits.sort(key=lambda hit: (hit.start, -hit.end, hit.entry.layer, -hit.entry.score))
        kept: list[ListHit] = []
        last: dict[Layer, tuple[int, int]] = {}
        said: set[tuple[Layer, int, int, str]] = set()
        for hit in hits:
            layer, stretch = hit.entry.layer, (hit.start, hit.end)
            before = last.get(layer)
            if before is not None and hit.start < before[1] and stretch != before:
                continue
            if (layer, *stretch, hit.entry.label) in said:
                continue
            said.add((layer, *stretch, hit.entry.label))
            last[layer] = stretch
            kept.append(hit)
        return kept

    def _add(self, known: _Known) -> None:
        self.count += 1
        entry = known.entry
        if entry.form is Form.TOKENS:
            pattern = parse_pattern(entry.text)
            if pattern.first_words is None:
                self._patterns.append((pattern, known))
            for word in pattern.first_words or ():
                self._patterns_by_word.setdefault(word, []).append((pattern, known))
            return
        table = self._exact if entry.is_exact else self._folded
        for surface in surfaces(entry):
            key = surface.translate(_PLAIN)
            if not entry.is_exact:
                key = _folded(key)
            table.setdefault(key, []).append(known)
            piece = _PIECE.match(key)
            if piece is not None:
                self._lengths.setdefault(_folded(piece[0]), set()).add(len(key))

    def _phrase_hits(self, text: str, tokens: Tokens) -> Iterator[ListHit]:
        plain = text.translate(_PLAIN)
        low = _folded(plain)
        ends = set(tokens.ends)
        for start in tokens.starts:
            piece = _PIECE.match(low, start)
            lengths = self._ordered.get(piece[0]) if piece is not None else None
            for length in lengths or ():
                end = start + length
                if end not in ends:
                    continue
                for known in self._exact.get(plain[start:end], ()):
                    yield ListHit(start, end, known.entry, known.title)
                for known in self._folded.get(low[start:end], ()):
                    yield ListHit(start, end, known.entry, known.title)

    def _pattern_hits(self, text: str, tokens: Tokens) -> Iterator[ListHit]:
        if not self._patterns and not self._patterns_by_word:
            return
        words = [text[start:end] for start, end in tokens]
        limits = _line_ends(text, tokens)
        for index, word in enumerate(words):
            at_word = self._patterns_by_word.get(word.lower(), ())
            for pattern, known in (*at_word, *self._patterns):
                last = pattern.longest_end(words, index, limits[index])
                if last is not None:
                    yield ListHit(
                        tokens.starts[index], tokens.ends[last - 1], known.entry, known.title
                    )


def surfaces(entry: ListEntry) -> list[str]:
    """How an entry of words is written in a text: itself, or all its forms."""
    words = entry.text.split(" ")
    if entry.form is Form.VERB:
        forms = verb_forms(words[0], _irregular("verb"))
        return [" ".join((form, *words[1:])) for form in sorted(forms)]
    if entry.form is Form.NOUN:
        forms = noun_forms(words[-1], _irregular("noun"))
        return [" ".join((*words[:-1], form)) for form in sorted(forms)]
    return [entry.text]


def _folded(text: str) -> str:
    """In lower case at the same length: a few capitals have small forms of two characters."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def _line_ends(text: str, tokens: Tokens) -> Sequence[int]:
    """For each token, the index of the first token of the next line: no pattern looks across."""
    limits = [len(tokens)] * len(tokens)
    for index in range(len(tokens) - 2, -1, -1):
        gap = text[tokens.ends[index] : tokens.starts[index + 1]]
        limits[index] = index + 1 if "\n" in gap else limits[index + 1]
    return limits


@lru_cache(maxsize=2)
def _irregular(kind: str) -> dict[str, list[str]]:
    """Irregular forms that the shipped trigger lexicon knows."""
    import tomllib

    from annotate.suggesters.gazetteer import read_pattern_file

    table = tomllib.loads(read_pattern_file("triggers.toml"))
    return dict(table.get("irregular", {}).get(kind, {}))
