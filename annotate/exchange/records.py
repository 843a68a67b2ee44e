"""The neutral record: one article with all that is said about it, on its way in or out.

Every format reads into records and writes from them. On the way in the text is as the file has it
and offsets are code points of that text, half-open; `annotate.exchange.settling` normalises the
text, moves the offsets with it, checks them, and gives spans their layers. On the way out the text
is the stored one. Gold and suggestions are kept apart throughout.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotate.articles import ArticleState
from annotate.exchange.losses import Loss
from annotate.spans import Layer

Attributes = tuple[tuple[str, str], ...]
"""Sorted (name, value) pairs."""


@dataclass(frozen=True, slots=True)
class RecordSpan:
    """A labelled stretch `text[start:end]`, in code points, half-open.

    `id` is what frames and relations of the same record call it; a span that nothing refers to
    needs none. `layer` is `None` where the format does not tell entities from events: the label
    decides then. `score` (0 to 1), `suggester` and `explanation` are for suggestions.
    """

    start: int
    end: int
    label: str
    layer: Layer | None = None
    id: str = ""
    score: float = 1.0
    suggester: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class RecordFrame:
    """An event: the id of its trigger span, (role, span id) pairs, attributes."""

    trigger: str
    arguments: tuple[tuple[str, str], ...] = ()
    attributes: Attributes = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class RecordChain:
    """Spans of the record, by their ids, that name the same thing or the same event."""

    span_ids: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class RecordRelation:
    """A labelled arc between two spans of the record, by their ids.

    One whose head is an event becomes an argument of it, with the label as role; the others are
    relations of the project.
    """

    head: str
    child: str
    label: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One article: text, facts about it, gold, suggestions, and what was rejected.

    `line` is where it stands in its file, counted from 1. `state` is how far an annotator had come
    with it, where the file says so. `meta` are further (name, value) pairs. `rejected` are spans
    that somebody judged and refused. `losses` is what the reader already had to leave behind of
    this record; they count only if the record goes in. `complete` are regions in which every span
    of a label is there: one for each region and label, layer and all. `is_annotated` says that
    spans were looked for also where there are none.
    """

    text: str
    id: str = ""
    title: str = ""
    called: str = ""
    """The title, where a format cannot carry it: its files may be named by it."""
    source: str = ""
    date: str = ""
    language: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    state: ArticleState | None = None
    spans: tuple[RecordSpan, ...] = ()
    frames: tuple[RecordFrame, ...] = ()
    relations: tuple[RecordRelation, ...] = ()
    chains: tuple[RecordChain, ...] = ()
    suggestions: tuple[RecordSpan, ...] = ()
    rejected: tuple[RecordSpan, ...] = ()
    complete: tuple[RecordSpan, ...] = ()
    is_annotated: bool = False
    line: int | None = None
    losses: tuple[Loss, ...] = ()
