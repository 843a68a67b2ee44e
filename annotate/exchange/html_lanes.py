"""Annotated text as HTML: pieces between borders, each with a stripe for every span on it.

A span keeps its lane from end to end, so that overlapping ones run side by side below the line.
Everything that comes from a text or a label is escaped.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from annotate.exchange.records import RecordSpan
from annotate.spans import Layer

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Laid:
    """A span with its lane, counted from 0 at the text."""

    span: RecordSpan
    lane: int


def lay(spans: Sequence[RecordSpan]) -> list[Laid]:
    """Every span in the first lane that is free from its start on; the longer ones first."""
    free: list[int] = []
    laid: list[Laid] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end, item.label)):
        lane = next((lane for lane, end in enumerate(free) if end <= span.start), len(free))
        if lane == len(free):
            free.append(span.end)
        else:
            free[lane] = span.end
        laid.append(Laid(span, lane))
    return laid


def hue(label: str) -> int:
    """A hue for a label, the same everywhere (degrees)."""
    return int.from_bytes(hashlib.blake2b(label.encode(), digest_size=4).digest()) % 360


def paragraphs(text: str, spans: Sequence[RecordSpan]) -> Iterator[str]:
    """The paragraphs of a text as `<p>` elements with marks."""
    places = [match.span() for match in _PARAGRAPH.finditer(text)]
    inside: list[list[Laid]] = [[] for _ in places]
    starts = [start for start, _ in places]
    for item in lay(spans):
        index = max(bisect_right(starts, item.span.start) - 1, 0)
        while index < len(places) and starts[index] < item.span.end:
            if places[index][1] > item.span.start:
                inside[index].append(item)
            index += 1
    for (start, end), over in zip(places, inside, strict=True):
        lanes = max((item.lane for item in over), default=-1) + 1
        pieces = "".join(_pieces(text, start, end, over))
        yield f'<p class="t" style="--lanes:{lanes}" dir="auto">{pieces}</p>'


def _pieces(text: str, start: int, end: int, inside: Sequence[Laid]) -> Iterator[str]:
    """The text cut at every border of a span; `inside` is in text order."""
    borders = {start, end}
    for item in inside:
        borders |= {max(item.span.start, start), min(item.span.end, end)}
    active: list[Laid] = []
    waiting = 0
    for first, last in itertools.pairwise(sorted(borders)):
        active = [item for item in active if item.span.end > first]
        while waiting < len(inside) and inside[waiting].span.start <= first:
            active.append(inside[waiting])
            waiting += 1
        if not active:
            yield escape(text[first:last])
            continue
        active.sort(key=lambda item: item.lane)
        pills = "".join(_pill(item.span) for item in active if item.span.start == first)
        title = ", ".join(item.span.label for item in active)
        striped = _striped(escape(text[first:last]), active)
        yield f'{pills}<mark title="{escape(title)}">{striped}</mark>'


def _pill(span: RecordSpan) -> str:
    return f'<b class="l {_kind(span)}" style="--h:{hue(span.label)}">{escape(span.label)}</b>'


def _striped(inside: str, over: Sequence[Laid]) -> str:
    """`inside` with a line for each span, one within the other, each in its lane."""
    for item in reversed(over):
        style = f"--h:{hue(item.span.label)};--k:{item.lane}"
        inside = f'<u class="{_kind(item.span)}" style="{style}">{inside}</u>'
    return inside


def _kind(span: RecordSpan) -> str:
    return "ev" if span.layer is Layer.EVENT else "en"
