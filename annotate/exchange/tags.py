"""Entities as one tag for each token: IOB1, IOB2, IOBES, BILOU, BMES and brackets.

Decoding needs no choice of scheme: a chunk begins with B, S, U or W, goes on with I, M, E or L of
the same label, and begins anew where one of these has another label or nothing before it, as the
CoNLL evaluation reads it. That is right for each of the schemes and for a mixture of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PREFIXED = re.compile(r"([BIOESLUWM])[-_](.+)", re.DOTALL)
_OUTSIDE = frozenset({"O", "o", "_", "", "*", "-", "-X-", "OTHER"})
_ALONE = "SUW"
_LAST = "EL"
_OPENING = re.compile(r"\(([^()*]+)")
_BRACKETS = re.compile(r"(\([^()*]+)*\*?\)*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tokens `first` to `last` (inclusive) with a label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class _Open:
    first: int
    label: str


def is_tag(value: str) -> bool:
    """Whether `value` can be a tag of an entity column: outside, or a prefix with a label."""
    return value in _OUTSIDE or _PREFIXED.fullmatch(value) is not None


def decode(tags: Sequence[str]) -> list[Chunk]:
    """The chunks that `tags`, one for each token of a sentence, say."""
    if any("(" in tag or tag.endswith(")") for tag in tags) and all(
        _BRACKETS.fullmatch(tag) or tag in _OUTSIDE for tag in tags
    ):
        return _decode_brackets(tags)
    found: list[Chunk] = []
    current: _Open | None = None
    for index, tag in enumerate(tags):
        prefix, label = _split(tag)
        if current is not None and (not label or prefix in "BSUW" or label != current.label):
            found.append(Chunk(current.first, index - 1, current.label))
            current = None
        if not label:
            continue
        if current is None:
            current = _Open(index, label)
        if prefix and prefix in _ALONE + _LAST:
            found.append(Chunk(current.first, index, label))
            current = None
    if current is not None:
        found.append(Chunk(current.first, len(tags) - 1, current.label))
    return found


def _split(tag: str) -> tuple[str, str]:
    """Prefix and label of a tag; no label where it is outside, no prefix in the IO scheme."""
    if tag in _OUTSIDE:
        return "", ""
    match = _PREFIXED.fullmatch(tag)
    if match is None:
        return ("", "") if tag in ("B", "I") else ("I", tag)
    return ("", "") if match[1] == "O" else (match[1], match[2])


def _decode_brackets(tags: Sequence[str]) -> list[Chunk]:
    """Brackets as in CoNLL-2012: `(ORG*`, `*`, `*)`, `(GPE)`; they may nest."""
    found: list[Chunk] = []
    waiting: list[_Open] = []
    for index, tag in enumerate(tags):
        waiting.extend(_Open(index, part) for part in _OPENING.findall(tag))
        for _ in range(tag.count(")")):
            if waiting:
                opened = waiting.pop()
                found.append(Chunk(opened.first, index, opened.label))
    found.sort(key=lambda chunk: (chunk.first, -chunk.last))
    return found


SCHEMES = ("iob2", "iob1", "bilou", "bioes", "io")
"""Schemes that can be written; io joins neighbours of one label."""


def encode(count: int, chunks: Iterable[Chunk], *, scheme: str = "iob2") -> list[str]:
    """Tags of `count` tokens for `chunks`, which must not overlap."""
    tags = ["O"] * count
    before: Chunk | None = None
    for chunk in sorted(chunks, key=lambda item: item.first):
        touches = before is not None and (before.last + 1, before.label) == (
            chunk.first,
            chunk.label,
        )
        for index in range(chunk.first, chunk.last + 1):
            tags[index] = _written(chunk, index, scheme, touches=touches)
        before = chunk
    return tags


def _written(chunk: Chunk, index: int, scheme: str, *, touches: bool) -> str:
    is_first, is_last = index == chunk.first, index == chunk.last
    if scheme == "io":
        return chunk.label
    if scheme == "iob1":
        prefix = "B" if is_first and touches else "I"
    elif scheme in ("bilou", "bioes"):
        alone, last = ("U", "L") if scheme == "bilou" else ("S", "E")
        prefix = "B" if is_first else "I"
        if is_last:
            prefix = alone if is_first else last
    else:
        prefix = "B" if is_first else "I"
    return f"{prefix}-{chunk.label}"
