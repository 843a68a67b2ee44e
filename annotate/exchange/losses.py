"""What a format, or Spandesk, has no place for: counted by kind, listed with place and remedy.

The sentences stand in `annotate.exchange.loss_sentences`; a loss carries codes and values only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

LISTED = 1000
"""How many losses of one kind are kept to be listed; the count goes on."""


class LossCode(StrEnum):
    """Why something was left behind."""

    # On the way in
    EMPTY_SPAN = "empty_span"  # covers no character
    BAD_SPAN = "bad_span"  # offsets that cannot be; only where such spans are to be skipped
    DISCONTINUOUS = "discontinuous"  # a span in several pieces: the stretch from first to last
    DUPLICATE_SPAN = "duplicate_span"  # the same stretch with the same label twice, or a relation
    DUPLICATE_ID = "duplicate_id"  # an id that another thing of the record has
    DANGLING = "dangling"  # refers to something that is not there
    DOCUMENT_LABEL = "document_label"  # a label of the whole text
    NO_LABEL = "no_label"  # a span without a label
    LEFT_OUT = "left_out"  # a label that was to be left out
    TRIMMED = "trimmed"  # white space at the edges of a span was cut off
    SURFACE = "surface"  # a span whose text is not what the file says it is
    MOVED = "moved"  # a span that was taken where its text stands, as its offsets cannot be
    ELEMENT = "element"  # something that this format has and Spandesk has not
    NOTE = "note"  # a comment or note
    FIELD = "field"  # a field that has no place
    # On the way out: what the other format cannot hold
    OVERLAP = "overlap"
    OFF_TOKENS = "off_tokens"
    TOKENS = "tokens"  # written, but without tokens, as a span does not lie on them
    EVENT = "event"
    FRAME = "frame"
    CHAIN = "chain"  # both ways: also one of which fewer than two spans went in
    ARGUMENT = "argument"
    ATTRIBUTE = "attribute"
    SUGGESTION = "suggestion"
    REJECTED = "rejected"
    COMPLETE = "complete"  # that a region is complete for some labels
    CHARACTER = "character"  # a character that the format cannot hold
    FACT = "fact"  # title, source, date, language or meta
    STATE = "state"  # that an article is done, or skipped
    # Both ways
    RELATION = "relation"
    SELF_RELATION = "self_relation"  # a relation of a span to itself


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing left behind (or `count` of them): what, where, and which.

    `source` is a file or an article id, `line` counts lines or records from 1; `detail` is a short
    value to show, such as a label with its surface.
    """

    code: LossCode
    source: str = ""
    line: int | None = None
    detail: str = ""
    count: int = 1


@dataclass(slots=True)
class Losses:
    """Counts every loss, and keeps the first `LISTED` of each kind."""

    counts: Counter[LossCode] = field(default_factory=Counter[LossCode])
    listed: list[Loss] = field(default_factory=list[Loss])
    _kept: Counter[LossCode] = field(default_factory=Counter[LossCode])

    def add(self, loss: Loss) -> None:
        """Count one loss."""
        self.counts[loss.code] += loss.count
        if self._kept[loss.code] < LISTED:
            self._kept[loss.code] += 1
            self.listed.append(loss)

    def extend(self, losses: Iterable[Loss]) -> None:
        """Count several."""
        for loss in losses:
            self.add(loss)

    def take_up(self, other: Losses) -> None:
        """Count those that were counted elsewhere."""
        self.counts.update(other.counts)
        for loss in other.listed:
            if self._kept[loss.code] < LISTED:
                self._kept[loss.code] += 1
                self.listed.append(loss)

    @property
    def total(self) -> int:
        """How many things were left behind."""
        return sum(self.counts.values())

    def __bool__(self) -> bool:
        """Whether anything was."""
        return bool(self.counts)
