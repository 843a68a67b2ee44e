"""From a record as a file has it to an article with gold and suggestions as a project has them.

The text is normalised and every offset moved with it; offsets that cannot be refuse the record (or,
if asked, are left out and listed); labels and layers are resolved; frames, chains and relations are
tied to the spans. A settled record can be written as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from annotate.annotations import Decision
from annotate.articles import IN_USE, ArticleState
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.errors import ImportFormatError
from annotate.exchange.chain_groups import Group, joined
from annotate.exchange.drafts import (
    ArticleDraft,
    Facts,
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
)
from annotate.exchange.settling_spans import SURFACE, SettleOptions, SpanSettling, Taken
from annotate.frames.event_frame import Argument, EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal

_ROLE = 100
_VALUE = 2000
UNNAMED = "related"
"""What a relation is called that has no label."""


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


class _Settling(SpanSettling):
    """The work on one record."""

    def __init__(
        self,
        record: Record,
        source: str,
        origin: str,
        labels: LabelResolver,
        options: SettleOptions,
    ) -> None:
        super().__init__(record, source, origin, labels, options)
        self._plain: list[tuple[str, str, RecordRelation]] = []
        """Relations that begin at no event, with the spans at their ends as they are here."""
        self._label_by_id: dict[str, str] = {}

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
        if self._record.state is not None and self._record.state in IN_USE:
            return self._record.state
        if self._record.complete:
            return ArticleState.IN_PROGRESS
        if not self._spans and not self._record.is_annotated:
            return ArticleState.NEW
        return ArticleState.DONE if self._options.marks_done else ArticleState.IN_PROGRESS

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
                continue
            is_role = layers[head] is Layer.EVENT
            name = self._labels.relation(relation.label.strip(), is_role=is_role)
            if name is None:
                self._lose(LossCode.LEFT_OUT, self._arc(head, relation.label or UNNAMED, child))
            elif is_role:
                draft = first_of.get(head)
                if draft is None:
                    draft = first_of[head] = _FrameDraft("", head)
                    drafts.append(draft)
                is_asked = self._labels.is_asked(relation.label.strip())
                self._add_argument(draft, name or UNNAMED, relation.child, is_asked=is_asked)
            else:
                self._plain.append((head, child, replace(relation, label=name)))

    def _add_argument(
        self, draft: _FrameDraft, role: str, filler: str, *, is_asked: bool = False
    ) -> None:
        span_id = self._span_ids.get(filler)
        name = clean_line(role, limit=_ROLE)
        if span_id is None or not name:
            self._lose(LossCode.DANGLING, f"{name} {clean_line(filler)}")
            return
        given = Argument(name, span_id)
        if given in draft.given:
            return
        draft.given.add(given)
        if not is_asked:
            name = self._labels.role(self._label_of(draft.trigger), name)
        argument = Argument(name, span_id)
        # Two roles of the file that would be one here both stay.
        argument = given if argument in draft.arguments else argument
        if argument not in draft.arguments:
            draft.arguments.append(argument)

    def _label_of(self, span_id: str) -> str:
        if len(self._label_by_id) < len(self._spans):
            self._label_by_id = {span.id: span.label for span in self._spans.values()}
        return self._label_by_id[span_id]

    def _add_attribute(self, draft: _FrameDraft, name: str, value: str) -> None:
        if name:
            draft.attributes.setdefault(name, clean_line(value, limit=_VALUE))
        else:
            self._lose(LossCode.ATTRIBUTE, clean_line(value, limit=SURFACE))

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

    def _arc(self, head: str, label: str, child: str) -> str:
        text = self._map.stored
        spans = {span.id: span for span in self._spans.values()}
        first, last = (
            clean_line(text[spans[item].start : spans[item].end], limit=SURFACE)
            for item in (head, child)
        )
        return f"“{first}” {clean_line(label)} “{last}”"


@dataclass(slots=True)
class _FrameDraft:
    """A frame while it is put together; `given_id` is its id in the file."""

    given_id: str
    trigger: str
    given: set[Argument] = field(default_factory=set[Argument])
    """The arguments with the roles of the file."""
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


def _shown(frame: RecordFrame) -> str:
    return clean_line(f"{frame.id or frame.trigger} ({len(frame.arguments)})")
