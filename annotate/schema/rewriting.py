"""What a change of the schema does to an article: the edit, and a list of all that it touches.

Spans that come to say the same as another one go, and what pointed at them (frames, chains,
relations, decisions) points at the one that stays. Nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from annotate.annotations import AnnotationSet, Decision
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    EditGroup,
    PrimitiveEdit,
    PutChain,
    PutComplete,
    PutDecision,
    PutFrame,
    PutRelation,
    PutSpan,
    apply,
)
from annotate.frames.decisions import renamed_part
from annotate.frames.event_frame import Argument, EventFrame
from annotate.relations.changes import (
    ArcTouch,
    MergeRelations,
    RelationChange,
    RenameRelation,
    RetireRelation,
    renamed_relations,
)
from annotate.relations.changes import touched as touched_arcs
from annotate.schema.attribute_changes import AttributeChange, renamed_frames, touched
from annotate.schema.changes import (
    Change,
    MergeLabels,
    RenameLabel,
    RenameRole,
    RetireLabel,
    RetireRole,
    SplitLabel,
    SplitRole,
    folded,
    having,
    lacking,
)
from annotate.schema.label_schema import LabelSchema
from annotate.schema.roles import Role
from annotate.spans import Layer, Span
from annotate.suggestions import suggestion_id


class TouchKind(StrEnum):
    """How a span is touched by a change."""

    LABEL = "label"
    JOINED = "joined"  # another span says the same: this one goes
    ROLE = "role"
    VALUE = "value"  # an attribute of its event, or the value of one
    RELATION = "relation"  # what a relation that begins at it is called
    KEPT = "kept"  # it stays as it is, with a label, role or value that is given no more


@dataclass(frozen=True, slots=True)
class Touch:
    """A span that a change touches: by itself, as the filler of a role, as a trigger, as a head.

    Offsets are code points, half-open; `before` and `after` are labels, roles, relations, or
    attributes as "name=value". For roles `trigger` are the words of the event, for relations
    `child` those of the span that it goes to.
    """

    article_id: str
    span_id: str
    start: int
    end: int
    words: str
    kind: TouchKind
    before: str
    after: str
    trigger: str = ""
    child: str = ""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What a change does to one article."""

    edit: EditGroup | None
    touches: tuple[Touch, ...]


LabelName = tuple[Layer, str]


def rewrite(
    schema: LabelSchema, change: Change, annotations: AnnotationSet, text: str, *, title: str = ""
) -> Rewriting:
    """What the change of `schema` (as it is before) does to an article with this text."""
    match change:
        case RenameRole() | SplitRole():
            edits, touches = _move_roles(schema, change, annotations, text)
        case RetireRole(label, role):
            kept = _fillers(having(schema, label, role), role, annotations)
            edits = []
            touches = [
                _role_touch(annotations, text, frame, span, role, role, TouchKind.KEPT)
                for frame, span in kept
            ]
        case RetireLabel(layer, name):
            edits = []
            touches = [
                _touch(annotations, text, span, TouchKind.KEPT, name)
                for span in annotations.spans
                if (span.layer, span.label) == (layer, name)
            ]
        case RenameLabel() | MergeLabels() | SplitLabel():
            edits, touches = _Relabelling(schema, change, annotations, text).result()
        case RenameRelation() | MergeRelations() | RetireRelation():
            edits, touches = _change_relations(change, annotations, text)
        case _:
            edits, touches = _change_attributes(schema, change, annotations, text)
    return Rewriting(EditGroup(tuple(edits), title) if edits else None, tuple(touches))


def new_label(change: RenameLabel | MergeLabels | SplitLabel, span: Span, text: str) -> str:
    """The label of a span after a change."""
    if span.layer is not change.layer:
        return span.label
    match change:
        case RenameLabel(_, old, new):
            return new if span.label == old else span.label
        case MergeLabels(_, names, into):
            return into if span.label in names else span.label
        case SplitLabel(_, old, by_words, by_span):
            if span.label != old:
                return span.label
            words = folded(text[span.start : span.end])
            return by_span.get(span.id) or by_words.get(words) or old


class _Relabelling:
    """The edits of one article when spans get other labels."""

    def __init__(
        self,
        schema: LabelSchema,
        change: RenameLabel | MergeLabels | SplitLabel,
        annotations: AnnotationSet,
        text: str,
    ) -> None:
        self._schema = schema
        self._change = change
        self._annotations = annotations
        self._text = text
        self._moved: list[tuple[Span, Span]] = []
        self._gone: dict[str, str] = {}
        """Spans that go, and the one that stays in the place of each."""
        self._touches: list[Touch] = []

    def result(self) -> tuple[list[PrimitiveEdit], list[Touch]]:
        self._sort_spans()
        edits: list[PrimitiveEdit] = [*self._frames(), *self._chains(), *self._relations()]
        spans = self._annotations.spans
        for span_id in self._gone:
            gone = spans.get(span_id)
            edits.append(PutSpan(gone, None))
        edits += [PutSpan(old, new) for old, new in self._moved]
        edits += self._new_chains()
        edits += self._decisions()
        edits += self._marks()
        return edits, self._touches

    def _sort_spans(self) -> None:
        """Tell spans that get another label from those whose place is taken."""
        taken = {span.key: span.id for span in self._annotations.spans}
        for span in self._annotations.spans:
            label = new_label(self._change, span, self._text)
            if label == span.label:
                continue
            made = span.relabelled(label)
            stays = taken.setdefault(made.key, span.id)
            kind = TouchKind.LABEL if stays == span.id else TouchKind.JOINED
            self._touches.append(_touch(self._annotations, self._text, span, kind, label))
            if stays == span.id:
                self._moved.append((span, made))
            else:
                self._gone[span.id] = stays

    def _frames(self) -> Iterator[PutFrame]:
        if not self._gone:
            return
        for frame in list(self._annotations.frames.values()):
            if not any(span_id in self._gone for span_id in frame.span_ids):
                continue
            moved = (
                Argument(x.role, self._gone.get(x.span_id, x.span_id)) for x in frame.arguments
            )
            trigger = self._gone.get(frame.trigger_id, frame.trigger_id)
            made = replace(frame, trigger_id=trigger, arguments=tuple(dict.fromkeys(moved)))
            yield PutFrame(frame, made)

    def _chains(self) -> Iterator[PutChain]:
        """Chains with spans that go are taken away first: a span is in one chain at most."""
        for chain in self._touched_chains():
            yield PutChain(chain, None)

    def _relations(self) -> Iterator[PutRelation]:
        """Relations are between the spans that stay; none says what another one says."""
        if not self._gone:
            return
        relations = self._annotations.relations.values()
        said = {x.key for x in relations if not any(item in self._gone for item in x.span_ids)}
        for relation in list(relations):
            moved = relation.between(*(self._gone.get(item, item) for item in relation.span_ids))
            if moved == relation:
                continue
            is_left = moved.key not in said and moved.head_id != moved.child_id
            said.add(moved.key)
            yield PutRelation(relation, moved if is_left else None)

    def _touched_chains(self) -> list[Chain]:
        chains = self._annotations.chains.values()
        return [chain for chain in chains if any(item in self._gone for item in chain.span_ids)]

    def _new_chains(self) -> Iterator[PutChain]:
        touched = self._touched_chains()
        ids = {chain.id for chain in touched}
        used = {
            span_id
            for chain in self._annotations.chains.values()
            if chain.id not in ids
            for span_id in chain.span_ids
        }
        # Those that stay keep the chain that they have.
        staying = [
            (chain, [item for item in chain.span_ids if item not in self._gone])
            for chain in touched
        ]
        used |= {item for _, kept in staying for item in kept}
        for chain, kept in staying:
            heirs = [self._gone[item] for item in chain.span_ids if item in self._gone]
            for item in dict.fromkeys(heirs):
                if item not in used:
                    kept.append(item)
                    used.add(item)
            if len(kept) > 1:
                yield PutChain(None, replace(chain, span_ids=tuple(kept)))

    def _decisions(self) -> Iterator[PutDecision]:
        """Decisions speak of the span that stays, and of suggestions by their new name."""
        ids = set(self._annotations.decisions)
        for decision in list(self._annotations.decisions.values()):
            made = replace(decision, span_id=self._gone.get(decision.span_id, decision.span_id))
            made = self._renamed(made)
            if made == decision:
                continue
            if made.suggestion_id == decision.suggestion_id:
                yield PutDecision(decision, made)
                continue
            yield PutDecision(decision, None)
            if made.suggestion_id not in ids:
                ids.add(made.suggestion_id)
                yield PutDecision(None, made)

    def _renamed(self, decision: Decision) -> Decision:
        """After a rename or a merge, suggestions of the old label come under the new one."""
        names = _names(self._change)
        if not decision.is_on_span:
            is_event = self._change.layer is Layer.EVENT
            return renamed_part(decision, labels=names if is_event else {})
        if decision.layer is not self._change.layer or decision.label not in names:
            return decision
        label = names[decision.label]
        renamed = suggestion_id(decision.layer, decision.start, decision.end, label)
        return replace(decision, label=label, suggestion_id=renamed)

    def _marks(self) -> Iterator[PutComplete]:
        for mark in list(self._annotations.complete.values()):
            labels = _complete_labels(self._schema, self._change, mark)
            if labels == mark.labels:
                continue
            after = replace(mark, labels=labels) if labels else None
            yield PutComplete(mark, after)


def _names(change: RenameLabel | MergeLabels | SplitLabel) -> Mapping[str, str]:
    """New names by old ones; none for a split, where the words decide."""
    match change:
        case RenameLabel(_, old, new):
            return {old: new}
        case MergeLabels(_, names, into):
            return {name: into for name in names if name != into}
        case SplitLabel():
            return {}


def _complete_labels(
    schema: LabelSchema, change: RenameLabel | MergeLabels | SplitLabel, mark: CompleteMark
) -> tuple[tuple[Layer, str], ...]:
    """A region has every span of a merged label if it has those of all the labels in it."""
    labels = set(mark.labels)
    layer = change.layer
    if isinstance(change, SplitLabel):
        if (layer, change.old) in labels:
            labels |= {(layer, name) for name in change.names}
        else:
            # Of a label that was there already, some spans are new.
            labels -= {(layer, name) for name in change.names}
    elif isinstance(change, RenameLabel):
        if (layer, change.old) in labels:
            labels = (labels - {(layer, change.old)}) | {(layer, change.new)}
    else:
        parts = {(layer, name) for name in change.names}
        whole = (layer, change.into)
        has_others = whole in schema.names and whole not in labels
        is_complete = parts <= labels and not has_others
        labels = (labels - parts - {whole}) | ({whole} if is_complete else set())
    return tuple(sorted(labels))


def _touch(annotations: AnnotationSet, text: str, span: Span, kind: TouchKind, after: str) -> Touch:
    return Touch(
        annotations.article_id,
        span.id,
        span.start,
        span.end,
        text[span.start : span.end],
        kind,
        span.label,
        after,
    )


# -- roles -----------------------------------------------------------------------------------------


def _fillers(
    meant: frozenset[str], role: str, annotations: AnnotationSet
) -> Iterator[tuple[EventFrame, Span]]:
    """Frames and spans: what fills a role of events with these labels."""
    for frame in annotations.frames.values():
        trigger = annotations.spans.get(frame.trigger_id)
        if trigger is None or trigger.label not in meant:
            continue
        for argument in frame.arguments:
            span = annotations.spans.get(argument.span_id)
            if argument.role == role and span is not None:
                yield frame, span


def _move_roles(
    schema: LabelSchema, change: RenameRole | SplitRole, annotations: AnnotationSet, text: str
) -> tuple[list[PrimitiveEdit], list[Touch]]:
    taking = Role("", fillers=change.fillers) if isinstance(change, SplitRole) else Role("")
    moved: dict[str, set[str]] = {}
    touches: list[Touch] = []
    is_unknown = isinstance(change, RenameRole) and change.is_unknown
    labels = (lacking if is_unknown else having)(schema, change.label, change.old)
    for frame, span in _fillers(labels, change.old, annotations):
        if taking.takes_span(span):
            moved.setdefault(frame.id, set()).add(span.id)
            touches.append(
                _role_touch(annotations, text, frame, span, change.old, change.new, TouchKind.ROLE)
            )
    edits: list[PrimitiveEdit] = []
    for frame_id, span_ids in moved.items():
        frame = annotations.frames[frame_id]
        arguments = (
            replace(item, role=change.new)
            if item.role == change.old and item.span_id in span_ids
            else item
            for item in frame.arguments
        )
        made = replace(frame, arguments=tuple(dict.fromkeys(arguments)))
        edits.append(PutFrame(frame, made))
    if isinstance(change, RenameRole):
        edits += _renamed_parts(annotations, change, labels)
    return edits, touches


def _renamed_parts(
    annotations: AnnotationSet, change: RenameRole, labels: frozenset[str]
) -> Iterator[PutDecision]:
    """What was judged of suggested arguments holds for the role by its new name."""
    ids = set(annotations.decisions)
    for decision in list(annotations.decisions.values()):
        made = renamed_part(decision, roles={(label, change.old): change.new for label in labels})
        if made == decision:
            continue
        yield PutDecision(decision, None)
        if made.suggestion_id not in ids:
            ids.add(made.suggestion_id)
            yield PutDecision(None, made)


def _change_attributes(
    schema: LabelSchema, change: AttributeChange, annotations: AnnotationSet, text: str
) -> tuple[list[PrimitiveEdit], list[Touch]]:
    edits: list[PrimitiveEdit] = []
    touches: list[Touch] = []
    for found, made in touched(schema, change, annotations):
        if made is not None:
            edits.append(PutFrame(found.frame, made))
        span = annotations.spans.get(found.frame.trigger_id)
        if span is not None:
            kind = TouchKind.KEPT if found.after is None else TouchKind.VALUE
            touch = _touch(annotations, text, span, kind, found.after or found.before)
            touches.append(replace(touch, before=found.before))
    return edits, touches


def _change_relations(
    change: RelationChange, annotations: AnnotationSet, text: str
) -> tuple[list[PrimitiveEdit], list[Touch]]:
    found = touched_arcs(change, annotations)
    touches = [_arc_touch(annotations, text, item) for item in found]
    return list(_renamed_arcs(found)), touches


def _renamed_arcs(found: list[ArcTouch]) -> Iterator[PutRelation]:
    """Those that go, go first: none comes to say what another one says still."""
    for item in found:
        if item.is_gone:
            yield PutRelation(item.relation, None)
    for item in found:
        if not item.is_gone and item.after != item.relation.label:
            yield PutRelation(item.relation, replace(item.relation, label=item.after))


def _arc_touch(annotations: AnnotationSet, text: str, item: ArcTouch) -> Touch:
    before = item.relation.label
    kind = TouchKind.JOINED if item.is_gone else TouchKind.RELATION
    head, child = map(annotations.spans.get, item.relation.span_ids)
    start, end = (head.start, head.end) if head is not None else (0, 0)
    return Touch(
        annotations.article_id,
        item.relation.head_id,
        start,
        end,
        text[start:end],
        TouchKind.KEPT if item.after == before else kind,
        before,
        item.after,
        child=text[child.start : child.end] if child is not None else "",
    )


def _role_touch(
    annotations: AnnotationSet,
    text: str,
    frame: EventFrame,
    span: Span,
    before: str,
    after: str,
    kind: TouchKind,
) -> Touch:
    trigger = annotations.spans.get(frame.trigger_id)
    words = text[trigger.start : trigger.end] if trigger is not None else ""
    surface = text[span.start : span.end]
    return Touch(
        annotations.article_id, span.id, span.start, span.end, surface, kind, before, after, words
    )


def fitted(schema: LabelSchema, annotations: AnnotationSet, text: str) -> frozenset[LabelName]:
    """Bring a set of an earlier time to the names that its labels have now; those left unknown.

    Changes `annotations`, which must be nobody's: spans of a label that was renamed or merged since
    get the label that it became, and so do relations, attributes of events and their values.
    """
    used = {(span.layer, span.label) for span in annotations.spans}
    for (layer, old), new in schema.aliases.items():
        if (layer, old) in used:
            change = MergeLabels(layer, (old,), new)
            edit = rewrite(schema, change, annotations, text).edit
            if edit is not None:
                apply(edit, annotations)
    for frame, made in renamed_frames(schema, annotations):
        apply(PutFrame(frame, made), annotations)
    for edit in _renamed_arcs(renamed_relations(schema, annotations)):
        apply(edit, annotations)
    return frozenset((span.layer, span.label) for span in annotations.spans) - schema.names
