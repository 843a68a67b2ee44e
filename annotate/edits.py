"""Edits: values that change an `AnnotationSet`, each with its exact inverse.

Every primitive edit says what was there before and what is there after (`None` is nothing), so an
edit is checked against the set it meets and its inverse is a swap. `annotate.verbs` builds them.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotate.annotations import AnnotationSet, Decision
from annotate.articles import ArticleState, Details
from annotate.chains.chain import Chain
from annotate.changes import Changes
from annotate.complete.marks import CompleteMark
from annotate.errors import EditConflictError, OverlapForbiddenError
from annotate.frames.event_frame import EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Span, require_inside


@dataclass(frozen=True, slots=True)
class PutSpan:
    """Add (`before` is None), remove (`after` is None) or replace a span; ids must agree."""

    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class PutFrame:
    """Add, remove or replace an event frame."""

    before: EventFrame | None
    after: EventFrame | None


@dataclass(frozen=True, slots=True)
class PutChain:
    """Add, remove or replace a coreference chain; no span may be in two."""

    before: Chain | None
    after: Chain | None


@dataclass(frozen=True, slots=True)
class PutRelation:
    """Add, remove or replace a relation; no two say the same of the same spans."""

    before: Relation | None
    after: Relation | None


@dataclass(frozen=True, slots=True)
class PutDecision:
    """Make, retract or replace the decision on a suggestion."""

    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True)
class PutComplete:
    """Make, retract or replace what a region is complete for; regions must agree."""

    before: CompleteMark | None
    after: CompleteMark | None


@dataclass(frozen=True, slots=True)
class PutSchema:
    """Change parts of the project's schema: (key, JSON) pairs of `annotate.schema.parts`, sorted.

    It belongs to the project, not to an article, and stands under `OF_PROJECT` in a step on many.
    """

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PutState:
    """Move the article from one state to another."""

    before: ArticleState
    after: ArticleState


@dataclass(frozen=True, slots=True)
class PutDetails:
    """Put right what is known about the article: title, source, date, language."""

    before: Details
    after: Details


@dataclass(frozen=True, slots=True)
class EditGroup:
    """Edits that are one step for the annotator: all or none; `title` names the step."""

    edits: tuple[PrimitiveEdit, ...]
    title: str = ""


PrimitiveEdit = (
    PutSpan
    | PutFrame
    | PutChain
    | PutRelation
    | PutDecision
    | PutComplete
    | PutSchema
    | PutState
    | PutDetails
)
Edit = PrimitiveEdit | EditGroup

OF_PROJECT = ""
"""Where edits go by article: the id under which the project itself stands."""


def primitives(edit: Edit) -> tuple[PrimitiveEdit, ...]:
    """The primitive edits of `edit`, in order."""
    return edit.edits if isinstance(edit, EditGroup) else (edit,)


def inverse(edit: Edit) -> Edit:
    """The edit that takes `edit` back exactly."""
    if isinstance(edit, EditGroup):
        return EditGroup(tuple(_swap(item) for item in reversed(edit.edits)), edit.title)
    return _swap(edit)


def apply(edit: Edit, annotations: AnnotationSet, *, is_checked: bool = True) -> Changes:
    """Change `annotations` by `edit`, whole or not at all, and say what moved.

    Raises `EditConflictError` when the set is not what the edit was made for, `OutsideTextError`
    and `OverlapForbiddenError` when a span cannot be. The set is then as it was. Unless
    `is_checked`, a span may lie beyond the text: as one may that has been taken out of a past.
    """
    done: list[PrimitiveEdit] = []
    try:
        for item in primitives(edit):
            _apply_one(item, annotations, is_checked=is_checked)
            done.append(item)
    except Exception:
        for item in reversed(done):
            _apply_one(_swap(item), annotations, is_checked=False)
        raise
    return changes_of(edit, annotations.article_id)


def changes_of(edit: Edit, article_id: str) -> Changes:
    """What `edit` moves: ids, and the stretch of text that needs a new paint."""
    kinds: tuple[type, ...] = (PutSpan, PutFrame, PutChain, PutRelation)
    moved: dict[type, set[str]] = {kind: set() for kind in kinds}
    suggestions: set[str] = set()
    touched: list[tuple[int, int]] = []
    regions: set[tuple[int, int]] = set()
    for item in primitives(edit):
        match item:
            case PutDecision():
                for decision in (item.before, item.after):
                    if decision is not None:
                        suggestions.add(decision.suggestion_id)
                        touched.append((decision.start, decision.end))
            case PutComplete():
                regions.update((m.start, m.end) for m in (item.before, item.after) if m)
            case PutState() | PutSchema() | PutDetails():
                pass
            case _:
                for thing in (item.before, item.after):
                    if thing is not None:
                        moved[type(item)].add(thing.id)
                    if isinstance(thing, Span):
                        touched.append((thing.start, thing.end))
    return Changes(
        article_id=article_id,
        span_ids=frozenset(moved[PutSpan]),
        frame_ids=frozenset(moved[PutFrame]),
        chain_ids=frozenset(moved[PutChain]),
        relation_ids=frozenset(moved[PutRelation]),
        suggestion_ids=frozenset(suggestions),
        stretches=tuple(sorted(set(touched))),
        complete_regions=tuple(sorted(regions)),
        is_details_changed=any(isinstance(item, PutDetails) for item in primitives(edit)),
        is_state_changed=any(isinstance(item, PutState) for item in primitives(edit)),
        is_schema_changed=any(isinstance(item, PutSchema) for item in primitives(edit)),
    )


def _swap(item: PrimitiveEdit) -> PrimitiveEdit:
    match item:
        case PutSpan(before, after):
            return PutSpan(after, before)
        case PutFrame(before, after):
            return PutFrame(after, before)
        case PutChain(before, after):
            return PutChain(after, before)
        case PutRelation(before, after):
            return PutRelation(after, before)
        case PutDecision(before, after):
            return PutDecision(after, before)
        case PutComplete(before, after):
            return PutComplete(after, before)
        case PutSchema() | PutState() | PutDetails():
            return _swap_about(item)


def _swap_about(item: PutSchema | PutState | PutDetails) -> PrimitiveEdit:
    match item:
        case PutSchema(before, after):
            return PutSchema(after, before)
        case PutState(before, after):
            return PutState(after, before)
        case PutDetails(before, after):
            return PutDetails(after, before)


def _apply_one(item: PrimitiveEdit, annotations: AnnotationSet, *, is_checked: bool = True) -> None:
    match item:
        case PutSpan(before, after):
            _put_span(before, after, annotations, is_checked=is_checked)
        case PutFrame(before, after):
            _put(annotations.frames, before, after, (before or after), "frame")
        case PutChain(before, after):
            _put_chain(before, after, annotations, is_checked=is_checked)
        case PutRelation(before, after):
            _put_relation(before, after, annotations, is_checked=is_checked)
        case PutDecision(before, after):
            key = _decision_key(before, after)
            _require(annotations.decisions.get(key), before, "decision", key)
            if after is None:
                del annotations.decisions[key]
            else:
                annotations.decisions[key] = after
        case PutComplete(before, after):
            _put_complete(before, after, annotations, is_checked=is_checked)
        case PutState() | PutDetails() | PutSchema():
            _put_about(item, annotations)


def _put_about(item: PutState | PutDetails | PutSchema, annotations: AnnotationSet) -> None:
    """What is said of the article as a whole; the set of an article has no schema."""
    match item:
        case PutState(before, after):
            _require(annotations.state, before, "state", annotations.article_id)
            annotations.state = after
        case PutDetails(before, after):
            _require(annotations.details, before, "details", annotations.article_id)
            annotations.details = after
        case PutSchema():
            pass


def _put_span(
    before: Span | None, after: Span | None, annotations: AnnotationSet, *, is_checked: bool
) -> None:
    span_id = _span_id(before, after)
    _require(annotations.spans.get(span_id), before, "span", span_id)
    if after is None:
        annotations.spans.remove(span_id)
        return
    if is_checked:
        require_inside(after.start, after.end, annotations.length)
        if annotations.same_span(after) is not None:
            raise OverlapForbiddenError(start=after.start, end=after.end, label=after.label)
    annotations.spans.put(after)


def _put(
    frames: dict[str, EventFrame],
    before: EventFrame | None,
    after: EventFrame | None,
    either: EventFrame | None,
    kind: str,
) -> None:
    if either is None or (before and after and before.id != after.id):
        raise EditConflictError(kind=kind, item_id="")
    _require(frames.get(either.id), before, kind, either.id)
    if after is None:
        del frames[either.id]
    else:
        frames[either.id] = after


def _span_id(before: Span | None, after: Span | None) -> str:
    either = before or after
    if either is None or (before and after and before.id != after.id):
        raise EditConflictError(kind="span", item_id="")
    return either.id


def _put_chain(
    before: Chain | None, after: Chain | None, annotations: AnnotationSet, *, is_checked: bool
) -> None:
    either = before or after
    if either is None or (before and after and before.id != after.id):
        raise EditConflictError(kind="chain", item_id="")
    _require(annotations.chains.get(either.id), before, "chain", either.id)
    if after is None:
        annotations.remove_chain(either.id)
        return
    if is_checked:
        _require_free(after, annotations)
    annotations.put_chain(after)


def _require_free(chain: Chain, annotations: AnnotationSet) -> None:
    """Raise `EditConflictError` unless the chain has two spans or more that no other chain has."""
    is_once = len(set(chain.span_ids)) == len(chain.span_ids) > 1
    others = (annotations.chain_of(span_id) for span_id in chain.span_ids)
    if not is_once or any(other is not None and other.id != chain.id for other in others):
        raise EditConflictError(kind="chain", item_id=chain.id)


def _put_relation(
    before: Relation | None,
    after: Relation | None,
    annotations: AnnotationSet,
    *,
    is_checked: bool,
) -> None:
    either = before or after
    if either is None or (before and after and before.id != after.id):
        raise EditConflictError(kind="relation", item_id="")
    _require(annotations.relations.get(either.id), before, "relation", either.id)
    if after is None:
        del annotations.relations[either.id]
        return
    if is_checked:
        others = annotations.relations_with(after.head_id)
        is_said = any(other.key == after.key for other in others if other.id != after.id)
        if is_said or after.head_id == after.child_id or not after.label:
            raise EditConflictError(kind="relation", item_id=after.id)
    annotations.relations[after.id] = after


def _put_complete(
    before: CompleteMark | None,
    after: CompleteMark | None,
    annotations: AnnotationSet,
    *,
    is_checked: bool,
) -> None:
    either = before or after
    if either is None or (before and after and before.id != after.id):
        raise EditConflictError(kind="complete mark", item_id="")
    _require(annotations.complete.get(either.id), before, "complete mark", either.id)
    if after is None:
        del annotations.complete[either.id]
        return
    if is_checked:
        require_inside(after.start, after.end, annotations.length)
        if not after.labels:
            raise EditConflictError(kind="complete mark", item_id=after.id)
    annotations.complete[after.id] = after


def _decision_key(before: Decision | None, after: Decision | None) -> str:
    either = before or after
    if either is None or (before and after and before.suggestion_id != after.suggestion_id):
        raise EditConflictError(kind="decision", item_id="")
    return either.suggestion_id


def _require(found: object, expected: object, kind: str, item_id: str) -> None:
    if found != expected:
        raise EditConflictError(kind=kind, item_id=item_id)
