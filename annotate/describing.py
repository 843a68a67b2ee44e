"""Steps and differences as sentences, for the history.

Each line says what was done: “added GPE “Kyiv””. What belongs together in a step is one line: a
suggestion that was accepted, with the span that came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from annotate.annotations import Decision
from annotate.articles import ArticleState, Details
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    Edit,
    PrimitiveEdit,
    PutChain,
    PutComplete,
    PutDecision,
    PutDetails,
    PutFrame,
    PutRelation,
    PutSchema,
    PutSpan,
    PutState,
    primitives,
)
from annotate.frames.event_frame import Argument, EventFrame
from annotate.moments import Difference
from annotate.relations.relation import Relation
from annotate.shortening import shortened
from annotate.spans import Span

_LONG = 60
_MANY = 6
"""So many spans of a chain are named."""

T = TypeVar("T")
Translate = Callable[[str], str]

_SAID: Mapping[str, str] = {
    "added": "added {what}",
    "removed": "removed {what}",
    "relabelled": "changed “{words}” from {old} to {new}",
    "changed": "changed {old} to {new}",
    "touched": "changed who or what stands for {what}",
    "accepted": "accepted {what}, suggested by {suggester}",
    "rejected": "rejected {what}, suggested by {suggester}",
    "skipped": "skipped {what}, suggested by {suggester}",
    "corrected": "corrected {what}, suggested by {suggester}",
    "corrected_to": "corrected {what}, suggested by {suggester}, to {new}",
    "removed_suggested": "removed {what}, which {suggester} had suggested",
    "undecided": "took back the decision on {what}, suggested by {suggester}",
    "frame_added": "added the event “{trigger}”",
    "frame_added_with": "added the event “{trigger}” with {parts}",
    "frame_removed": "removed the event “{trigger}”",
    "frame_removed_with": "removed the event “{trigger}” with {parts}",
    "frame_moved": "moved the event “{trigger}” to “{new}”",
    "frame_same": "changed who stands for the event “{trigger}”",
    "role_added": "added {parts} to the event “{trigger}”",
    "role_removed": "took {parts} out of the event “{trigger}”",
    "role_order": "put the roles of the event “{trigger}” in another order",
    "attribute": "set {name} of the event “{trigger}” to “{value}”",
    "no_attribute": "cleared {name} of the event “{trigger}”",
    "chain_added": "linked {spans}",
    "chain_removed": "parted {spans}",
    "chain_joined": "linked {new} with {spans}",
    "chain_left": "parted {gone} from {spans}",
    "chain_same": "changed who stands for the chain of {spans}",
    "relation_added": "added the relation {what}",
    "relation_removed": "removed the relation {what}",
    "relation_changed": "changed the relation {old} to {what}",
    "complete": "marked “{words}” complete for {labels}",
    "not_complete": "took back that “{words}” is complete for {labels}",
    "schema_added": "added {new} to the schema",
    "schema_removed": "took {old} out of the schema",
    "schema_changed": "changed {old} in the schema",
    "schema_replaced": "replaced {old} in the schema by {new}",
    "schema": "changed the schema",
    "state": "marked the article as {state}",
    "title": "called the article “{new}” instead of “{old}”",
    "source": "gave the article the source “{new}” instead of “{old}”",
    "date": "gave the article the date “{new}” instead of “{old}”",
    "language": "gave the article the language “{new}” instead of “{old}”",
    "out": "removed the article",
    "back": "brought the article back as {state}",
}
"""What was done, by a short code."""

_NAMED: Mapping[str, str] = {
    "span": "{label} “{words}”",
    "quoted": "“{words}”",
    "part": "{role} “{words}”",
    "value": "{name} = “{value}”",
    "arc": "“{head}” {label} “{child}”",
    "and": "{first} and {last}",
    "more": "{first} and {count} more",
    "gone": "a span that is gone",
}
"""How things are named within a sentence."""

_STATES: Mapping[str, str] = {
    "new": "new",
    "in_progress": "in progress",
    "done": "done",
    "skipped": "skipped",
    "removed": "removed",
}
"""The words for the states of an article."""

_WHYS: Mapping[str, str] = {
    "hand": "by hand",
    "bulk": "many at once",
    "import": "import",
    "command line": "command line",
    "undo": "undo",
    "redo": "redo",
    "restore": "brought back",
    "repair": "repair",
    "along": "came along",
}
"""The words for why a step was made."""

_REASONS: Mapping[str, str] = {
    "open": "after opening",
    "clock": "while working",
    "bulk": "before many changes",
    "asked": "asked for",
    "restore": "before another was put in place",
    "migration": "before it was brought up to date",
}
"""The words for why a backup was made."""


def describe_edit(
    edit: Edit, text: str, *, spans: Mapping[str, Span] | None = None, tr: Translate = str
) -> list[str]:
    """What a step did, a sentence for each thing; `text` is the article's.

    `spans` are those that events and chains of the step may speak of, by id.
    """
    return _Teller(text, tr, {**(spans or {}), **known_spans([edit])}).step(primitives(edit))


def describe_differences(
    found: Iterable[Difference],
    text: str,
    *,
    spans: Mapping[str, Span] | None = None,
    tr: Translate = str,
) -> list[str]:
    """What became of things between two moments, a sentence for each; as if it was one step."""
    return _Teller(text, tr, spans or {}, is_begin_told=True).step([*map(_edit_of, found)])


def _edit_of(found: Difference) -> PrimitiveEdit:
    match found.before or found.after:
        case Span():
            return PutSpan(*_pair(found, Span))
        case EventFrame():
            return PutFrame(*_pair(found, EventFrame))
        case Chain():
            return PutChain(*_pair(found, Chain))
        case Relation():
            return PutRelation(*_pair(found, Relation))
        case CompleteMark():
            return PutComplete(*_pair(found, CompleteMark))
        case Decision():
            return PutDecision(*_pair(found, Decision))
        case Details() as before:
            after = found.after
            return PutDetails(before, after if isinstance(after, Details) else before)
        case _:
            return PutState(ArticleState(str(found.before)), ArticleState(str(found.after)))


def _pair(found: Difference, kind: type[T]) -> tuple[T | None, T | None]:
    before, after = found.before, found.after
    return (
        before if isinstance(before, kind) else None,
        after if isinstance(after, kind) else None,
    )


def known_spans(edits: Iterable[Edit]) -> dict[str, Span]:
    """The spans that steps speak of, by id, each as the last of them left it."""
    found: dict[str, Span] = {}
    for edit in edits:
        for item in primitives(edit):
            if isinstance(item, PutSpan):
                for span in (item.before, item.after):
                    if span is not None:
                        found[span.id] = span
    return found


def describe_state(state: str, *, tr: Translate = str) -> str:
    """The word for the state of an article."""
    return tr(_STATES[state]) if state in _STATES else state


def describe_why(why: str, *, tr: Translate = str) -> str:
    """Why a step was made, in words."""
    return tr(_WHYS[why]) if why in _WHYS else why


def describe_reason(reason: str, *, tr: Translate = str) -> str:
    """Why a backup was made, in words."""
    return tr(_REASONS[reason]) if reason in _REASONS else reason


@dataclass(slots=True)
class _Teller:
    """Makes sentences about one article."""

    text: str
    tr: Translate
    spans: Mapping[str, Span]
    is_begin_told: bool = False
    """Whether it is said that an article was begun, where other things are said as well."""
    _told: set[int] = field(default_factory=set[int])

    def step(self, items: Sequence[PrimitiveEdit]) -> list[str]:
        """The sentences of a step; what follows from another part of it is not said again."""
        said: list[str] = []
        spans = {_id(item): item for item in items if isinstance(item, PutSpan)}
        for item in sorted((x for x in items if isinstance(x, PutDecision)), key=_place):
            said += self._judged(item, spans)
        for item in items:
            is_begun = isinstance(item, PutState) and item.after is ArticleState.IN_PROGRESS
            if isinstance(item, PutDecision) or id(item) in self._told:
                continue
            if is_begun and len(items) > 1 and not self.is_begin_told:
                continue
            said += self.one(item)
        return said

    def _judged(self, item: PutDecision, spans: Mapping[str, PutSpan]) -> Iterator[str]:
        """A decision with the span that came or went with it."""
        before, after = item.before, item.after
        span_id = next((x.span_id for x in (after, before) if x is not None and x.span_id), "")
        made = spans.get(span_id)
        if made is None:
            yield from self.one(item)
            return
        if made.before is not None and made.after is not None:
            return  # what became of the span says it all
        self._told.add(id(made))
        if made.after is not None and after is not None:
            is_same = (after.label, after.start, after.end) == (
                made.after.label,
                made.after.start,
                made.after.end,
            )
            code = "accepted" if is_same else "corrected_to"
            yield self._say(
                code,
                what=self._stretch(after.label, after.start, after.end),
                suggester=after.suggester,
                new=self._span(made.after),
            )
        elif made.before is not None:
            suggester = next((x.suggester for x in (before, after) if x is not None), "")
            yield self._say("removed_suggested", what=self._span(made.before), suggester=suggester)

    def one(self, item: PrimitiveEdit) -> Iterator[str]:
        """The sentences about one thing by itself."""
        match item:
            case PutSpan(before, after):
                yield self._about_span(before, after)
            case PutFrame(before, after):
                yield from self._about_frame(before, after)
            case PutChain(before, after):
                yield from self._about_chain(before, after)
            case PutRelation(before, after):
                yield self._about_relation(before, after)
            case PutState(before, after):
                kind = "back" if before is ArticleState.REMOVED else "state"
                kind = "out" if after is ArticleState.REMOVED else kind
                yield self._say(kind, state=describe_state(str(after), tr=self.tr))
            case PutDetails(before, after):
                for name in ("title", "source", "date", "language"):
                    old, new = getattr(before, name), getattr(after, name)
                    if old != new:
                        yield self._say(name, old=old, new=new)
            case _:
                yield from self._judgement(item)

    def _judgement(self, item: PrimitiveEdit) -> Iterator[str]:
        match item:
            case PutDecision(_, Decision() as after):
                yield self._about_decision(after, str(after.kind))
            case PutDecision(Decision() as before, None):
                yield self._about_decision(before, "undecided")
            case PutComplete(_, CompleteMark() as after):
                yield self._about_mark(after, "complete")
            case PutComplete(CompleteMark() as before, None):
                yield self._about_mark(before, "not_complete")
            case PutSchema():
                yield self._about_schema(item)
            case _:
                pass

    def _say(self, code: str, **values: object) -> str:
        return self.tr(_SAID[code]).format(**values)

    # -- spans -------------------------------------------------------------------------------------

    def _about_span(self, before: Span | None, after: Span | None) -> str:
        if before is None or after is None:
            span = after or before
            what = self._span(span) if span is not None else ""
            return self._say("added" if before is None else "removed", what=what)
        if before.key == after.key:
            return self._say("touched", what=self._span(after))
        if (before.start, before.end) == (after.start, after.end):
            words = self._words(after.start, after.end)
            return self._say("relabelled", words=words, old=before.label, new=after.label)
        return self._say("changed", old=self._span(before), new=self._span(after))

    def _span(self, span: Span) -> str:
        return self._stretch(span.label, span.start, span.end)

    def _stretch(self, label: str, start: int, end: int) -> str:
        return self.tr(_NAMED["span"]).format(label=label, words=self._words(start, end))

    def _words(self, start: int, end: int) -> str:
        return shortened(" ".join(self.text[start:end].split()), _LONG)

    def _surface(self, span_id: str) -> str:
        span = self.spans.get(span_id)
        return self._words(span.start, span.end) if span is not None else self.tr(_NAMED["gone"])

    def _list(self, names: Sequence[str]) -> str:
        if len(names) > _MANY:
            first = ", ".join(names[:_MANY])
            return self.tr(_NAMED["more"]).format(first=first, count=len(names) - _MANY)
        if len(names) < 2:
            return "".join(names)
        return self.tr(_NAMED["and"]).format(first=", ".join(names[:-1]), last=names[-1])

    # -- decisions and marks -----------------------------------------------------------------------

    def _about_decision(self, decision: Decision, code: str) -> str:
        what = self._stretch(decision.label, decision.start, decision.end)
        return self._say(code, what=what, suggester=decision.suggester)

    def _about_mark(self, mark: CompleteMark, code: str) -> str:
        return self._say(
            code,
            words=self._words(mark.start, mark.end),
            labels=self._list([name for _, name in mark.labels]),
        )

    def _about_schema(self, edit: PutSchema) -> str:
        from annotate.schema.parts import names_in

        old, new = names_in(edit)
        both = [name for name in old if name in new]
        if both and set(old) == set(new):
            return self._say("schema_changed", old=self._list(both))
        gone = [name for name in old if name not in new]
        come = [name for name in new if name not in old]
        code = {(True, True): "schema_replaced", (True, False): "schema_removed"}.get(
            (bool(gone), bool(come)), "schema_added" if come else "schema"
        )
        return self._say(code, old=self._list(gone), new=self._list(come))

    # -- events ------------------------------------------------------------------------------------

    def _about_frame(self, before: EventFrame | None, after: EventFrame | None) -> Iterator[str]:
        if before is None or after is None:
            frame = after or before
            if frame is None:
                return
            parts = [*map(self._part, frame.arguments), *map(self._value, frame.attributes)]
            code = "frame_added" if before is None else "frame_removed"
            yield self._say(
                code + ("_with" if parts else ""),
                trigger=self._surface(frame.trigger_id),
                parts=self._list(parts),
            )
            return
        said = [*self._trigger_and_roles(before, after), *self._attributes(before, after)]
        yield from said or [self._say("frame_same", trigger=self._surface(after.trigger_id))]

    def _trigger_and_roles(self, before: EventFrame, after: EventFrame) -> Iterator[str]:
        trigger = self._surface(after.trigger_id)
        if before.trigger_id != after.trigger_id:
            old = self._surface(before.trigger_id)
            yield self._say("frame_moved", trigger=old, new=trigger)
        gone = [item for item in before.arguments if item not in after.arguments]
        come = [item for item in after.arguments if item not in before.arguments]
        if gone:
            parts = self._list([*map(self._part, gone)])
            yield self._say("role_removed", parts=parts, trigger=trigger)
        if come:
            parts = self._list([*map(self._part, come)])
            yield self._say("role_added", parts=parts, trigger=trigger)
        if not gone and not come and before.arguments != after.arguments:
            yield self._say("role_order", trigger=trigger)

    def _attributes(self, before: EventFrame, after: EventFrame) -> Iterator[str]:
        old, new = dict(before.attributes), dict(after.attributes)
        trigger = self._surface(after.trigger_id)
        for name in dict.fromkeys((*old, *new)):
            if name not in new:
                yield self._say("no_attribute", name=name, trigger=trigger)
            elif old.get(name) != new[name]:
                yield self._say("attribute", name=name, value=new[name], trigger=trigger)

    def _part(self, argument: Argument) -> str:
        words = self._surface(argument.span_id)
        return self.tr(_NAMED["part"]).format(role=argument.role, words=words)

    def _value(self, attribute: tuple[str, str]) -> str:
        return self.tr(_NAMED["value"]).format(name=attribute[0], value=attribute[1])

    # -- chains ------------------------------------------------------------------------------------

    def _about_chain(self, before: Chain | None, after: Chain | None) -> Iterator[str]:
        if before is None or after is None:
            chain = after or before
            if chain is None:
                return
            code = "chain_added" if before is None else "chain_removed"
            yield self._say(code, spans=self._quoted(chain.span_ids))
            return
        gone = [item for item in before.span_ids if item not in after.span_ids]
        come = [item for item in after.span_ids if item not in before.span_ids]
        stayed = self._quoted([item for item in after.span_ids if item in before.span_ids])
        if gone:
            yield self._say("chain_left", gone=self._quoted(gone), spans=stayed)
        if come:
            yield self._say("chain_joined", new=self._quoted(come), spans=stayed)
        if not gone and not come:
            yield self._say("chain_same", spans=stayed)

    def _about_relation(self, before: Relation | None, after: Relation | None) -> str:
        code = "relation_removed" if after is None else "relation_changed"
        old = self._arc(before) if before is not None else ""
        what = self._arc(after) if after is not None else old
        return self._say(code if before is not None else "relation_added", what=what, old=old)

    def _arc(self, relation: Relation) -> str:
        head, child = map(self._surface, relation.span_ids)
        return self.tr(_NAMED["arc"]).format(head=head, label=relation.label, child=child)

    def _quoted(self, span_ids: Iterable[str]) -> str:
        quoted = self.tr(_NAMED["quoted"])
        return self._list([quoted.format(words=self._surface(item)) for item in span_ids])


def _place(item: PutDecision) -> tuple[int, int]:
    decision = item.after or item.before
    return (decision.start, -decision.end) if decision is not None else (0, 0)


def _id(item: PutSpan) -> str:
    span = item.after or item.before
    return span.id if span is not None else ""
