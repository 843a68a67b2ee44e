"""Tokens for formats that are made of tokens: words with white space, cut where spans begin or end.

The words are rough ones (letters and digits together, signs alone, clitics such as `'s` apart,
abbreviations such as `U.S.` whole), for a format of tokens trains and shows its own. A word is cut
where a span begins or ends inside it, so that no span is lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotate.exchange.records import RecordSpan
from annotate.exchange.tags import Chunk

# Letters with the marks that combine with them; signs, which may have marks too.
_MARK = "[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
_LETTERS = rf"[^\W_](?:[^\W_]|{_MARK})*"
_CLITIC = r"[’'](?:s|S|re|ve|ll|d|m|t)(?![^\W_])"
_WORD = re.compile(
    rf"\d+(?:[.,:]\d+)*|(?:[A-Z]\.){{2,}}|{_CLITIC}|{_LETTERS}(?:(?!{_CLITIC})[’']{_LETTERS})*"
    rf"|(?:[^\w\s]|_){_MARK}*"
)
_SENTENCE_END = frozenset("!?…。.!?")
_CLOSING = frozenset("”’\"')]»")


@dataclass(frozen=True, slots=True)
class Word:
    """One token: `text[start:end]`, and `next_start`, where the token after it begins."""

    start: int
    end: int
    next_start: int


def cut(text: str, spans: Iterable[RecordSpan]) -> list[Word]:
    """Tokens of `text`, cut at the borders of `spans`; no token holds white space.

    The first `next_start` that is not its own `end` tells of white space; what stands before the
    first token is told by its `start`.
    """
    borders = sorted({offset for span in spans for offset in (span.start, span.end)})
    pairs: list[tuple[int, int]] = []
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(borders) and borders[at] <= start:
            at += 1
        while at < len(borders) and borders[at] < end:
            pairs.append((start, borders[at]))
            start = borders[at]
            at += 1
        pairs.append((start, end))
    if not pairs:
        return []
    starts = [start for start, _ in pairs[1:]] + [len(text)]
    return [Word(start, end, after) for (start, end), after in zip(pairs, starts, strict=True)]


def sentences(text: str, words: Sequence[Word], made: Iterable[Chunk] = ()) -> list[range]:
    """Indices of the tokens of each sentence: at line ends, and behind closing punctuation.

    A full stop ends one only if white space and no small letter follow it. None ends inside `made`.
    """
    inside = {index for chunk in made for index in range(chunk.first, chunk.last)}
    found: list[range] = []
    first = 0
    for index, word in enumerate(words):
        gap = text[word.end : word.next_start]
        is_last = index == len(words) - 1
        is_end = "\n" in gap or (gap and not is_last and _ends(text, words, index))
        if is_last or (is_end and index not in inside):
            found.append(range(first, index + 1))
            first = index + 1
    return found


def _ends(text: str, words: Sequence[Word], index: int) -> bool:
    at = index
    while (
        at > 0 and text[words[at].start] in _CLOSING and words[at - 1].next_start == words[at].start
    ):
        at -= 1
    sign = text[words[at].start]
    if sign not in _SENTENCE_END:
        return False
    following = text[words[index].next_start]
    is_initial = sign == "." and at > 0 and words[at - 1].end - words[at - 1].start == 1
    return not following.islower() and not is_initial


def covered(starts: Sequence[int], span: RecordSpan) -> Chunk | None:
    """The tokens that begin in `span`; `None` where none does. `starts` are those of all tokens."""
    first = bisect_left(starts, span.start)
    last = bisect_left(starts, span.end) - 1
    return None if first > last else Chunk(first, last, span.label)
