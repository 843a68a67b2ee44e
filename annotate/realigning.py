"""Spans of a text that was changed from outside, found again in the text as it is now."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from annotate.spans import Span

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 20_000
"""Tokens of the part that differs, above which words are looked for instead of compared."""


@dataclass(frozen=True, slots=True)
class Realigned:
    """A span with its new place (code points, half-open); `start` is -1 where it was not found."""

    span: Span
    start: int
    end: int

    @property
    def is_lost(self) -> bool:
        """Whether the words of the span are not in the text any more."""
        return self.start < 0

    @property
    def is_moved(self) -> bool:
        """Whether the span lies elsewhere now."""
        return (self.start, self.end) != (self.span.start, self.span.end)


def realign(
    spans: Iterable[Span], surfaces: Sequence[str], text: str, *, old: str | None = None
) -> list[Realigned]:
    """Where each span lies in `text`; `surfaces` are the words that each covered, in order.

    With the `old` text the two are compared token by token, as a person would; a span whose words
    are not where that says, and every span without it, goes to the nearest place of its words. One
    that is not known to have covered any is lost.
    """
    blocks = _blocks(old, text) if old is not None else []
    found: list[Realigned] = []
    shift = 0
    for span, surface in zip(spans, surfaces, strict=True):
        start = _mapped(span.start, span.end, blocks) if blocks else span.start
        if start is None or text[start : start + len(surface)] != surface:
            start = _nearest(text, surface, span.start + shift)
        if start < 0 or not surface:
            found.append(Realigned(span, -1, -1))
            continue
        shift = start - span.start
        found.append(Realigned(span, start, start + len(surface)))
    return found


_Block = tuple[int, int, int]
"""A stretch that both texts share: offset in the old one, in the new one, length."""


def _blocks(old: str, new: str) -> list[_Block]:
    limit = min(len(old), len(new))
    ahead = next((place for place in range(limit) if old[place] != new[place]), limit)
    behind = 0
    while behind < limit - ahead and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    middle_old, middle_new = old[ahead : len(old) - behind], new[ahead : len(new) - behind]
    before, after = _TOKENS.findall(middle_old), _TOKENS.findall(middle_new)
    blocks: list[_Block] = [(0, 0, ahead)] if ahead else []
    if len(before) + len(after) <= _MOST_TOKENS:
        starts_old, starts_new = _starts(before, ahead), _starts(after, ahead)
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for match in matcher.get_matching_blocks():
            if match.size:
                length = starts_old[match.a + match.size] - starts_old[match.a]
                blocks.append((starts_old[match.a], starts_new[match.b], length))
    if behind:
        blocks.append((len(old) - behind, len(new) - behind, behind))
    return blocks


def _starts(tokens: Sequence[str], start: int) -> list[int]:
    starts = [start]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _mapped(start: int, end: int, blocks: Sequence[_Block]) -> int | None:
    """Where a stretch of the old text begins in the new one, if both its ends are shared."""
    place = bisect_right(blocks, (start, 1 << 60, 0)) - 1
    if place < 0:
        return None
    old, new, length = blocks[place]
    return new + start - old if start < old + length and end >= start else None


def _nearest(text: str, words: str, place: int) -> int:
    """The place of `words` that is nearest to `place`; -1 when they are not in the text."""
    place = min(max(place, 0), len(text))
    after = text.find(words, place)
    before = text.rfind(words, 0, place + len(words))
    if after < 0 or (before >= 0 and place - before < after - place):
        return before
    return after
