"""The spans of a record as a project has them: placed in the stored text, labelled, with ids."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotate.annotations import Decision, DecisionKind
from annotate.clock import now
from annotate.complete.marks import CompleteMark, LabelName
from annotate.errors import ImportFormatError
from annotate.exchange.drafts import DEFAULTS, ReadOptions, clean_line
from annotate.exchange.label_map import LabelKey, LabelResolver
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record, RecordSpan
from annotate.exchange.text_map import TextMap
from annotate.spans import Layer, Origin, Span
from annotate.suggestions import IMPORTED, Proposal, suggestion_id

_OWN_ID = re.compile(r"[0-9a-f]{16}")
SURFACE = 40
"""How many characters of a span's text a report shows."""


class Taken(StrEnum):
    """As what the spans of a file are taken."""

    AS_GIVEN = "given"  # gold as gold, suggestions as suggestions
    GOLD = "gold"
    SUGGESTIONS = "suggestions"


@dataclass(frozen=True, slots=True)
class SettleOptions:
    """How records become articles.

    `skips_bad_spans` leaves out a span that cannot be, instead of refusing its record.
    `marks_done` makes articles with gold done where their file says nothing about it.
    """

    taken: Taken = Taken.AS_GIVEN
    skips_bad_spans: bool = False
    marks_done: bool = True
    annotator: str = ""
    read: ReadOptions = DEFAULTS


def suggester_name(given: str, origin: str) -> str:
    """The name under which imported suggestions are kept."""
    return IMPORTED + (clean_line(given, limit=100).removeprefix(IMPORTED) or origin)


class SpanSettling:
    """The half of the work on one record that is about spans; `settling` ties them."""

    def __init__(
        self,
        record: Record,
        source: str,
        origin: str,
        labels: LabelResolver,
        options: SettleOptions,
    ) -> None:
        self._record = record
        self._source = source
        self._origin = origin
        self._labels = labels
        self._options = options
        self._map = TextMap.from_given(record.text)
        self._losses = list(record.losses)
        self._at = now()
        self._triggers = _triggers(record)
        # What spans of the file are called here, by their id in the file.
        self._span_ids: dict[str, str] = {}
        self._spans: dict[tuple[str, int, int, str], Span] = {}
        # The label in the file of each.
        self._given: dict[tuple[str, int, int, str], LabelKey] = {}
        self._ids: set[str] = set()
        self._fingerprint = ""

    def _placed(self, span: RecordSpan) -> tuple[int, int] | None:
        """Where the span lies in the stored text; `None` when it was left out."""
        start, end = span.start, span.end
        problem = self._problem(start, end)
        if problem:
            if not self._options.skips_bad_spans:
                raise ImportFormatError(
                    file=self._source,
                    line=self._record.line,
                    reason=problem,
                    found=f"{start}:{end} {clean_line(span.label)}",
                    expected="a stretch of the text",
                    length=len(self._record.text),
                )
            self._lose(LossCode.BAD_SPAN, f"{start}:{end} {clean_line(span.label)}")
            return None
        if not self._map.is_identity and start < end:
            start, end = self._map.stored_start(start), self._map.stored_end(end)
        if start >= end:
            self._lose(LossCode.EMPTY_SPAN, f"{span.start}:{span.end} {clean_line(span.label)}")
            return None
        return start, end

    def _problem(self, start: int, end: int) -> str:
        """Why no span can lie there; empty when one can. `start == end` is for the caller."""
        text = self._record.text
        if start > end:
            return "reversed"
        if start < 0 or end > len(text):
            return "outside"
        if _cuts_pair(text, start) or _cuts_pair(text, end):
            return "cuts_pair"
        if start < end and (_cuts_mark(text, start) or _cuts_mark(text, end)):
            return "cuts_mark"
        return ""

    def _resolved(self, span: RecordSpan, *, is_trigger: bool = False) -> tuple[Layer, str] | None:
        if not span.label.strip():
            self._lose(LossCode.NO_LABEL, self._surface(span))
            return None
        found = self._labels.resolve(span.layer, span.label, is_trigger=is_trigger)
        if found is None:
            self._lose(LossCode.LEFT_OUT, f"{clean_line(span.label)} {self._surface(span)}")
        return found

    def _add_gold(self, span: RecordSpan) -> None:
        place = self._placed(span)
        label = self._resolved(span, is_trigger=span.id in self._triggers) if place else None
        if place is None or label is None:
            return
        layer, name = label
        key = (str(layer), *place, name)
        there = self._spans.get(key)
        if there is not None and self._given[key] != (span.layer, span.label):
            # Two labels of the file that would be one here: nothing goes for that.
            own = self._labels.as_it_is(span.layer, span.label)
            if own is not None:
                layer, name = own
                key = (str(layer), *place, name)
                there = self._spans.get(key)
        if there is None:
            self._given[key] = (span.layer, span.label)
            there = Span(
                id=self._new_id(span.id, key),
                start=place[0],
                end=place[1],
                label=name,
                layer=layer,
                annotator=self._options.annotator,
                origin=Origin.IMPORT,
                created_at=self._at,
            )
            self._spans[key] = there
        else:
            self._lose(LossCode.DUPLICATE_SPAN, f"{name} {self._surface(span)}")
        if span.id:
            self._span_ids[span.id] = there.id

    def _new_id(self, given: str, key: tuple[object, ...]) -> str:
        """An id that is the same at every import, and no other article's; our own ids stay.

        No two things of a record have the same one, whatever the file says.
        """
        made = given if _OWN_ID.fullmatch(given) else ""
        said = "|".join(map(str, (self._fingerprint, *key)))
        while not made or made in self._ids:
            made = hashlib.blake2b(said.encode(), digest_size=8).hexdigest()
            said += "|"
        self._ids.add(made)
        return made

    def _check_ids(self, spans: Iterable[RecordSpan]) -> None:
        """Refuse the record when something refers to an id that two spans have."""
        seen: set[str] = set()
        twice: set[str] = set()
        for span in spans:
            if span.id and span.id in seen:
                twice.add(span.id)
            seen.add(span.id)
        if not twice:
            return
        for bad in sorted(twice & _referred_to(self._record)):
            raise ImportFormatError(
                file=self._source,
                line=self._record.line,
                reason="duplicate_id",
                found=clean_line(bad),
                expected="an id of its own for each span",
            )
        for bad in sorted(twice):
            self._lose(LossCode.DUPLICATE_ID, clean_line(bad))

    def _proposals(self, spans: Iterable[RecordSpan]) -> Iterator[Proposal]:
        seen: dict[tuple[object, ...], LabelKey] = {}
        for span in spans:
            place = self._placed(span)
            label = self._resolved(span, is_trigger=span.id in self._triggers) if place else None
            if place is None or label is None:
                continue
            who, given = suggester_name(span.suggester, self._origin), (span.layer, span.label)
            if seen.get((who, label[0], *place, label[1]), given) != given:
                label = self._labels.as_it_is(*given) or label
            proposal = Proposal(
                start=place[0],
                end=place[1],
                label=label[1],
                layer=label[0],
                score=_score(span.score),
                suggester=who,
                explanation=clean_line(span.explanation),
            )
            key = (who, proposal.layer, *place, proposal.label)
            if key in seen:
                self._lose(LossCode.DUPLICATE_SPAN, f"{proposal.label} {self._surface(span)}")
            else:
                seen[key] = given
                yield proposal

    def _decisions(self, spans: Iterable[RecordSpan]) -> Iterator[Decision]:
        gold = {(span.layer, span.start, span.end, span.label) for span in self._spans.values()}
        seen: set[str] = set()
        for span in spans:
            place = self._placed(span)
            label = self._resolved(span) if place else None
            if place is None or label is None or (label[0], *place, label[1]) in gold:
                continue
            key = suggestion_id(label[0], place[0], place[1], label[1])
            if key in seen:
                continue
            seen.add(key)
            yield Decision(
                suggestion_id=key,
                kind=DecisionKind.REJECTED,
                layer=label[0],
                start=place[0],
                end=place[1],
                label=label[1],
                score=_score(span.score),
                suggester=suggester_name(span.suggester, self._origin),
                annotator=self._options.annotator,
                at=self._at,
            )

    def _complete(self, regions: Sequence[RecordSpan]) -> tuple[CompleteMark, ...]:
        """Regions of gold that are complete; of suggestions none can be."""
        if self._options.taken is Taken.SUGGESTIONS:
            if regions:
                self._lose(LossCode.COMPLETE, count=len({(r.start, r.end) for r in regions}))
            return ()
        labels: defaultdict[tuple[int, int], set[LabelName]] = defaultdict(set)
        for region in regions:
            place = self._placed(region)
            label = self._resolved(region) if place else None
            if place is not None and label is not None:
                labels[place].add(label)
        who = self._options.annotator
        return tuple(
            CompleteMark(*place, tuple(sorted(labels[place])), who, self._at)
            for place in sorted(labels)
        )

    # -- what was left behind

    def _lose(self, code: LossCode, detail: str = "", count: int = 1) -> None:
        self._losses.append(Loss(code, self._source, self._record.line, detail, count))

    def _surface(self, span: RecordSpan) -> str:
        return f"“{clean_line(self._record.text[span.start : span.end], limit=SURFACE)}”"


def _triggers(record: Record) -> frozenset[str]:
    return frozenset(frame.trigger for frame in record.frames)


def _referred_to(record: Record) -> set[str]:
    found = {frame.trigger for frame in record.frames}
    found |= {filler for frame in record.frames for _, filler in frame.arguments}
    found |= {span_id for chain in record.chains for span_id in chain.span_ids}
    found |= {end for item in record.relations for end in (item.head, item.child)}
    return found


def _score(score: float) -> float:
    return min(max(score, 0.0), 1.0) if score == score else 0.0  # noqa: PLR0124 - NaN


def _cuts_pair(text: str, at: int) -> bool:
    """Whether a border lies between two halves of a pair (that a file has as two characters)."""
    if not 0 < at < len(text):
        return False
    return "\ud800" <= text[at - 1] <= "\udbff" and "\udc00" <= text[at] <= "\udfff"


def _cuts_mark(text: str, at: int) -> bool:
    """Whether a border lies between a letter and the mark that is combined with it."""
    if not 0 < at < len(text):
        return False
    mark = text[at]
    if mark < "\u0300":
        return False
    return bool(unicodedata.combining(mark)) and not text[at - 1].isspace()
