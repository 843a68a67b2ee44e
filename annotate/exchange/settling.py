"""From a record as a file has it to an article with gold and suggestions as a project has them.

The text is normalised and every offset moved with it; offsets that cannot be refuse the record (or,
if asked, are left out and listed); labels and layers are resolved; frames, chains and relations are
tied to the spans. A settled record can be written as it is.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from annotate.annotations import Decision, DecisionKind
from annotate.articles import ArticleState
from annotate.chains import Chain
from annotate.clock import now
from annotate.complete import CompleteMark, LabelName
from annotate.errors import ImportFormatError
from annotate.exchange.chain_groups import Group, joined
from annotate.exchange.drafts import (
    DEFAULTS,
    ArticleDraft,
    Facts,
    ReadOptions,
    clean_line,
    draft_article,
)
from annotate.exchange.label_map import LabelResolver, clean_label
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import (
    Record,
    RecordChain,
    RecordFrame,
    RecordRelation,
    RecordSpan,
)
from annotate.exchange.text_map import TextMap
from annotate.frames import Argument, EventFrame
from annotate.relations import Relation
from annotate.spans import Layer, Origin, Span
from annotate.suggestions import IMPORTED, Proposal, suggestion_id

_OWN_ID = re.compile(r"[0-9a-f]{16}")
_SURFACE = 40
_ROLE = 100
_VALUE = 2000
UNNAMED = "related"
"""What a relation is called that has no label."""


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


class Settled(NamedTuple):  # one for each article: a tuple is made in a third of the time
    """An article with everything that is said about it, ready to be written; picklable."""

    draft: ArticleDraft
    spans: tuple[Span, ...] = ()
    frames: tuple[EventFrame, ...] = ()
    chains: tuple[Chain, ...] = ()
    relations: tuple[Relation, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    complete: tuple[CompleteMark, ...] = ()
    state: ArticleState = ArticleState.NEW
    losses: tuple[Loss, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing but the article."""
        return not (
            self.spans
            or self.proposals
            or self.decisions
            or self.complete
            or self.state is not ArticleState.NEW
        )


def settle(
    record: Record,
    *,
    source: str,
    origin: str,
    labels: LabelResolver,
    options: SettleOptions,
) -> Settled:
    """`record` of the file `source` as it goes into a project.

    `origin` names the format. Raises `ImportFormatError` for offsets, ids or frames that cannot be,
    and what `draft_article` raises about the text.
    """
    return _Settling(record, source, origin, labels, options).settled()


def suggester_name(given: str, origin: str) -> str:
    """The name under which imported suggestions are kept."""
    return IMPORTED + (clean_line(given, limit=100).removeprefix(IMPORTED) or origin)


class _Settling:
    """The work on one record."""

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
        self._ids: set[str] = set()
        self._plain: list[tuple[str, str, RecordRelation]] = []
        """Relations that begin at no event, with the spans at their ends as they are here."""

    def settled(self) -> Settled:
        record, options = self._record, self._options
        draft = draft_article(
            record.text,
            Facts(
                id=record.id,
                title=record.title,
                source=record.source,
                date=record.date,
                language=record.language,
                meta=record.meta,
            ),
            source=self._source,
            line=record.line,
            options=options.read,
        )
        self._fingerprint = draft.fingerprint
        gold, suggested = record.spans, record.suggestions
        if options.taken is Taken.GOLD:
            gold, suggested = (*gold, *suggested), ()
        elif options.taken is Taken.SUGGESTIONS:
            gold, suggested = (), (*gold, *suggested)
        self._check_ids(gold)
        for span in gold:
            self._add_gold(span)
        frames = self._frames() if gold else self._no_frames()
        chains = self._chains() if gold and record.chains else self._no_chains()
        proposals = tuple(self._proposals(suggested))
        decisions = tuple(self._decisions(record.rejected))
        complete = self._complete(record.complete)
        return Settled(
            draft=draft,
            spans=tuple(self._spans.values()),
            frames=frames,
            chains=chains,
            relations=tuple(self._relations()),
            proposals=proposals,
            decisions=decisions,
            complete=complete,
            state=self._state(),
            losses=tuple(self._losses),
        )

    def _state(self) -> ArticleState:
        if self._options.taken is Taken.SUGGESTIONS:
            return ArticleState.NEW
        if self._record.state is not None:
            return self._record.state
        if self._record.complete:
            return ArticleState.IN_PROGRESS
        if not self._spans:
            return ArticleState.NEW
        return ArticleState.DONE if self._options.marks_done else ArticleState.IN_PROGRESS

    # -- spans

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
        if there is None:
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
        seen: set[tuple[object, ...]] = set()
        for span in spans:
            place = self._placed(span)
            label = self._resolved(span, is_trigger=span.id in self._triggers) if place else None
            if place is None or label is None:
                continue
            proposal = Proposal(
                start=place[0],
                end=place[1],
                label=label[1],
                layer=label[0],
                score=_score(span.score),
                suggester=suggester_name(span.suggester, self._origin),
                explanation=clean_line(span.explanation),
            )
            key = (proposal.suggester, proposal.layer, *place, proposal.label)
            if key in seen:
                self._lose(LossCode.DUPLICATE_SPAN, f"{proposal.label} {self._surface(span)}")
            else:
                seen.add(key)
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

    # -- frames

    def _no_frames(self) -> tuple[EventFrame, ...]:
        """Suggestions have no frames: those that the record has are listed."""
        if self._record.frames:
            self._lose(LossCode.FRAME, count=len(self._record.frames))
        if self._record.relations:
            self._lose(LossCode.RELATION, count=len(self._record.relations))
        return ()

    def _frames(self) -> tuple[EventFrame, ...]:
        layers = {span.id: span.layer for span in self._spans.values()}
        drafts: list[_FrameDraft] = []
        first_of: dict[str, _FrameDraft] = {}
        for frame in self._record.frames:
            trigger = self._span_ids.get(frame.trigger)
            if trigger is None or layers[trigger] is not Layer.EVENT:
                self._lose(LossCode.FRAME if trigger else LossCode.DANGLING, _shown(frame))
                continue
            draft = _FrameDraft(frame.id, trigger)
            drafts.append(draft)
            first_of.setdefault(trigger, draft)
            for role, filler in frame.arguments:
                self._add_argument(draft, role, filler)
            for name, value in frame.attributes:
                self._add_attribute(draft, clean_line(name, limit=_ROLE), value)
        self._add_relations(layers, drafts, first_of)
        self._refuse_cycles(drafts)
        return tuple(
            EventFrame(
                id=self._new_id(draft.given_id, ("frame", number, draft.trigger)),
                trigger_id=draft.trigger,
                arguments=tuple(draft.arguments),
                attributes=tuple(sorted(draft.attributes.items())),
                annotator=self._options.annotator,
                created_at=self._at,
            )
            for number, draft in enumerate(drafts)
        )

    def _add_relations(
        self,
        layers: Mapping[str, Layer],
        drafts: list[_FrameDraft],
        first_of: dict[str, _FrameDraft],
    ) -> None:
        """Arcs from an event become arguments of its first frame; the others stay relations."""
        for relation in self._record.relations:
            head, child = self._span_ids.get(relation.head), self._span_ids.get(relation.child)
            if head is None or child is None:
                self._lose(LossCode.DANGLING, clean_line(relation.label))
            elif layers[head] is Layer.EVENT:
                draft = first_of.get(head)
                if draft is None:
                    draft = first_of[head] = _FrameDraft("", head)
                    drafts.append(draft)
                self._add_argument(draft, relation.label.strip() or UNNAMED, relation.child)
            else:
                self._plain.append((head, child, relation))

    def _add_argument(self, draft: _FrameDraft, role: str, filler: str) -> None:
        span_id = self._span_ids.get(filler)
        name = clean_line(role, limit=_ROLE)
        if span_id is None or not name:
            self._lose(LossCode.DANGLING, f"{name} {clean_line(filler)}")
            return
        argument = Argument(name, span_id)
        if argument not in draft.arguments:
            draft.arguments.append(argument)

    def _add_attribute(self, draft: _FrameDraft, name: str, value: str) -> None:
        if name:
            draft.attributes.setdefault(name, clean_line(value, limit=_VALUE))
        else:
            self._lose(LossCode.ATTRIBUTE, clean_line(value, limit=_SURFACE))

    def _refuse_cycles(self, drafts: Iterable[_FrameDraft]) -> None:
        """Raise `ImportFormatError` when an event is, by way of others, its own argument."""
        fillers: dict[str, list[str]] = defaultdict(list)
        for draft in drafts:
            fillers[draft.trigger] += [item.span_id for item in draft.arguments]
        circle = find_cycle(fillers)
        if circle:
            names = {ours: theirs for theirs, ours in self._span_ids.items()}
            raise ImportFormatError(
                file=self._source,
                line=self._record.line,
                reason="cycle",
                found=clean_line(" → ".join(names[item] for item in circle)),
                expected="no event that is its own argument",
            )

    def _relations(self) -> Iterator[Relation]:
        """Each relation once; none of a span to itself."""
        seen: set[tuple[str, str, str]] = set()
        for head, child, given in self._plain:
            label = clean_label(given.label) or UNNAMED
            key = (label, head, child)
            if head == child or key in seen:
                code = LossCode.SELF_RELATION if head == child else LossCode.DUPLICATE_SPAN
                self._lose(code, self._arc(head, label, child))
                continue
            seen.add(key)
            yield Relation(
                id=self._new_id(given.id, ("relation", *key)),
                label=label,
                head_id=head,
                child_id=child,
                annotator=self._options.annotator,
                created_at=self._at,
            )

    # -- chains

    def _no_chains(self) -> tuple[Chain, ...]:
        """Suggestions have no chains either."""
        if self._record.chains:
            self._lose(LossCode.CHAIN, f"{len(self._record.chains)} ×", len(self._record.chains))
        return ()

    def _chains(self) -> tuple[Chain, ...]:
        """Chains of two spans or more of one layer; those that share a span are one."""
        groups: list[Group] = []
        layers = {span.id: span.layer for span in self._spans.values()}
        for chain in self._record.chains:
            there = [self._span_ids[item] for item in chain.span_ids if item in self._span_ids]
            split = [dict.fromkeys(x for x in there if layers[x] is layer) for layer in Layer]
            for found in split:
                groups = joined(groups, (chain.id, found))
            if len(there) < len(chain.span_ids):
                self._lose(LossCode.DANGLING, self._names(chain))
            elif len(there) > 1 and all(len(found) < 2 for found in split):
                self._lose(LossCode.CHAIN, self._names(chain))
        order = {span.id: place for place, span in enumerate(self._in_text_order())}
        made: list[Chain] = []
        for given, found in groups:
            span_ids = tuple(sorted(found, key=order.__getitem__))
            if len(span_ids) > 1:
                made.append(
                    Chain(
                        id=self._new_id(given, ("chain", *span_ids)),
                        kind=layers[span_ids[0]],
                        span_ids=span_ids,
                        annotator=self._options.annotator,
                        created_at=self._at,
                    )
                )
        return tuple(made)

    def _names(self, chain: RecordChain) -> str:
        """A chain as a report names it: its surfaces."""
        spans = {span.id: span for span in self._record.spans}
        there = [self._surface(spans[item]) for item in chain.span_ids if item in spans]
        return " = ".join(there) or clean_line(chain.id)

    def _in_text_order(self) -> list[Span]:
        return sorted(self._spans.values(), key=lambda span: (span.start, -span.end, span.id))

    # -- what was left behind

    def _lose(self, code: LossCode, detail: str = "", count: int = 1) -> None:
        self._losses.append(Loss(code, self._source, self._record.line, detail, count))

    def _surface(self, span: RecordSpan) -> str:
        return f"“{clean_line(self._record.text[span.start : span.end], limit=_SURFACE)}”"

    def _arc(self, head: str, label: str, child: str) -> str:
        text = self._map.stored
        spans = {span.id: span for span in self._spans.values()}
        first, last = (
            clean_line(text[spans[item].start : spans[item].end], limit=_SURFACE)
            for item in (head, child)
        )
        return f"“{first}” {clean_line(label)} “{last}”"


@dataclass(slots=True)
class _FrameDraft:
    """A frame while it is put together; `given_id` is its id in the file."""

    given_id: str
    trigger: str
    arguments: list[Argument] = field(default_factory=list[Argument])
    attributes: dict[str, str] = field(default_factory=dict[str, str])


def find_cycle(arcs: Mapping[str, Sequence[str]]) -> list[str]:
    """One circle in `arcs`, as the items on it with the first again at the end; else empty."""
    done: set[str] = set()
    for first in arcs:
        way: list[str] = []
        waiting: list[tuple[str, bool]] = [(first, False)]
        while waiting:
            item, is_left = waiting.pop()
            if is_left:
                done.add(way.pop())
            elif item in way:
                return [*way[way.index(item) :], item]
            elif item not in done:
                way.append(item)
                waiting.append((item, True))
                waiting += [(other, False) for other in arcs.get(item, ()) if other in arcs]
    return []


def _triggers(record: Record) -> frozenset[str]:
    return frozenset(frame.trigger for frame in record.frames)


def _referred_to(record: Record) -> set[str]:
    found = {frame.trigger for frame in record.frames}
    found |= {filler for frame in record.frames for _, filler in frame.arguments}
    found |= {span_id for chain in record.chains for span_id in chain.span_ids}
    found |= {end for item in record.relations for end in (item.head, item.child)}
    return found


def _shown(frame: RecordFrame) -> str:
    return clean_line(f"{frame.id or frame.trigger} ({len(frame.arguments)})")


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
