"""Moments of an article: what stood at each step of its history, what differs, the way back.

Every step has an exact inverse, so any earlier moment is the present with the later steps taken
back, the last first. Nothing here changes a project; `edit_between` makes the edit that would.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotate.annotations import AnnotationSet, Decision
from annotate.articles import Details
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
    Edit,
    EditGroup,
    PrimitiveEdit,
    PutChain,
    PutComplete,
    PutDecision,
    PutDetails,
    PutFrame,
    PutRelation,
    PutSpan,
    PutState,
    apply,
    inverse,
    primitives,
)
from annotate.frames.event_frame import EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Span

T = TypeVar("T", Span, EventFrame, Chain, Relation, Decision, CompleteMark)
Thing = Span | EventFrame | Chain | Relation | Decision | CompleteMark | Details | str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What one thing was at one moment and is at another; None where it is not there.

    `kind` is "span", "frame", "chain", "relation", "decision", "complete", "details" or "state"; a
    state is a word.
    """

    kind: str
    before: Thing
    after: Thing


def copy_of(annotations: AnnotationSet) -> AnnotationSet:
    """A set of its own with the same contents."""
    return AnnotationSet(
        article_id=annotations.article_id,
        length=annotations.length,
        spans=tuple(annotations.spans),
        frames=tuple(annotations.frames.values()),
        chains=tuple(annotations.chains.values()),
        relations=tuple(annotations.relations.values()),
        decisions=tuple(annotations.decisions.values()),
        complete=tuple(annotations.complete.values()),
        state=annotations.state,
        details=annotations.details,
    )


def rewound(annotations: AnnotationSet, later: Sequence[Edit]) -> AnnotationSet:
    """The set before the edits `later`, which are in the order in which they were made.

    Raises `EditConflictError` when they did not lead to the set.
    """
    past = copy_of(annotations)
    for edit in reversed(later):
        # What was may have been of a longer text.
        apply(inverse(edit), past, is_checked=False)
    return past


def differences(before: AnnotationSet, after: AnnotationSet) -> list[Difference]:
    """What differs between two moments of one article, spans in text order first."""
    found: list[Difference] = []
    spans = _changed({item.id: item for item in before.spans}, {x.id: x for x in after.spans})
    spans.sort(key=_place)
    found.extend(Difference("span", old, new) for old, new in spans)
    found.extend(Difference("frame", *pair) for pair in _changed(before.frames, after.frames))
    found.extend(Difference("chain", *pair) for pair in _changed(before.chains, after.chains))
    relations = _changed(before.relations, after.relations)
    found.extend(Difference("relation", *pair) for pair in relations)
    found.extend(
        Difference("decision", *pair) for pair in _changed(before.decisions, after.decisions)
    )
    found.extend(
        Difference("complete", *pair) for pair in _changed(before.complete, after.complete)
    )
    if before.state is not after.state:
        found.append(Difference("state", str(before.state), str(after.state)))
    if before.details != after.details:
        found.append(Difference("details", before.details, after.details))
    return found


def edit_between(present: AnnotationSet, wanted: AnnotationSet, title: str) -> EditGroup | None:
    """The edit that turns `present` into `wanted`, as one step; None when they are the same."""
    frames = _changed(present.frames, wanted.frames)
    chains = _changed(present.chains, wanted.chains)
    relations = _changed(present.relations, wanted.relations)
    decisions = _changed(present.decisions, wanted.decisions)
    spans = _changed({item.id: item for item in present.spans}, {x.id: x for x in wanted.spans})
    # What goes goes first: no two spans say the same, and none is in two chains, at any moment.
    edits: list[PrimitiveEdit] = [PutFrame(old, None) for old, _ in frames if old is not None]
    edits += [PutChain(old, None) for old, _ in chains if old is not None]
    edits += [PutRelation(old, None) for old, _ in relations if old is not None]
    edits += [PutSpan(old, None) for old, _ in spans if old is not None]
    edits += [PutSpan(None, new) for _, new in spans if new is not None]
    edits += [PutFrame(None, new) for _, new in frames if new is not None]
    edits += [PutChain(None, new) for _, new in chains if new is not None]
    edits += [PutRelation(None, new) for _, new in relations if new is not None]
    edits += [PutDecision(old, new) for old, new in decisions]
    edits += [PutComplete(*pair) for pair in _changed(present.complete, wanted.complete)]
    if present.state is not wanted.state:
        edits.append(PutState(present.state, wanted.state))
    if present.details != wanted.details:
        edits.append(PutDetails(present.details, wanted.details))
    return EditGroup(tuple(edits), title) if edits else None


def touches(edit: Edit, span_id: str) -> bool:
    """Whether a step is about this span: itself, what ties it to others, or a decision on it."""
    for item in primitives(edit):
        match item:
            case PutSpan(before, after) if span_id in _ids(before, after):
                return True
            case PutDecision(before, after):
                if any(span_id == decision.span_id for decision in (before, after) if decision):
                    return True
            case PutFrame(before, after) | PutChain(before, after) | PutRelation(before, after):
                if any(span_id in tie.span_ids for tie in (before, after) if tie):
                    return True
            case _:
                pass
    return False


def _ids(*spans: Span | None) -> Iterable[str]:
    return [span.id for span in spans if span is not None]


def _changed(before: dict[str, T], after: dict[str, T]) -> list[tuple[T | None, T | None]]:
    keys = dict.fromkeys((*before, *after))
    return [(before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]


def _place(pair: tuple[Span | None, Span | None]) -> tuple[int, int, str]:
    span = pair[1] or pair[0]
    return (span.start, -span.end, span.id) if span is not None else (0, 0, "")
