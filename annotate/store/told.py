"""What stood in an article as the steps of its history tell it, for a repair."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from annotate.annotations import AnnotationSet, Decision
from annotate.chains.chain import Chain
from annotate.complete.marks import CompleteMark
from annotate.edits import (
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
from annotate.frames.event_frame import EventFrame
from annotate.moments import copy_of
from annotate.relations.relation import Relation
from annotate.spans import Span
from annotate.store.history import HistoryEntry

T = TypeVar("T")


def told_by(present: AnnotationSet, steps: Iterable[HistoryEntry]) -> AnnotationSet:
    """The set as the history tells it; what no step speaks of stays."""
    spans: dict[str, Span | None] = {}
    frames: dict[str, EventFrame | None] = {}
    chains: dict[str, Chain | None] = {}
    relations: dict[str, Relation | None] = {}
    decisions: dict[str, Decision | None] = {}
    marks: dict[str, CompleteMark | None] = {}
    about: list[PutState | PutDetails | PutSchema] = []
    for item in (item for entry in steps for item in primitives(entry.edit)):
        match item:
            case PutSpan(before, after):
                _tell(spans, before, after, lambda span: span.id)
            case PutFrame(before, after):
                _tell(frames, before, after, lambda frame: frame.id)
            case PutChain(before, after):
                _tell(chains, before, after, lambda chain: chain.id)
            case PutRelation(before, after):
                _tell(relations, before, after, lambda relation: relation.id)
            case PutDecision(before, after):
                _tell(decisions, before, after, lambda decision: decision.suggestion_id)
            case PutComplete(before, after):
                _tell(marks, before, after, lambda mark: mark.id)
            case PutState() | PutDetails() | PutSchema():
                about.append(item)
    told = copy_of(present)
    _apply_spans(told, spans)
    _apply(told.frames, frames)
    _apply_chains(told, chains)
    _apply(told.relations, relations)
    _apply(told.decisions, decisions)
    _apply(told.complete, marks)
    _tell_about(told, about)
    return told


def _tell_about(told: AnnotationSet, about: Iterable[PutState | PutDetails | PutSchema]) -> None:
    """What was said last of the article as a whole."""
    for item in about:
        match item:
            case PutState(_, after):
                told.state = after
            case PutDetails(_, after):
                told.details = after
            case PutSchema():
                pass  # of the project, not of an article


def _tell(
    told: dict[str, T | None], before: T | None, after: T | None, key: Callable[[T], str]
) -> None:
    for item, value in ((before, None), (after, after)):
        if item is not None:
            told[key(item)] = value


def _apply(there: dict[str, T], told: dict[str, T | None]) -> None:
    for key, item in told.items():
        if item is None:
            there.pop(key, None)
        else:
            there[key] = item


def _apply_spans(there: AnnotationSet, told: dict[str, Span | None]) -> None:
    for span_id, span in told.items():
        if span is None:
            if span_id in there.spans:
                there.spans.remove(span_id)
        elif 0 <= span.start < span.end <= there.length:
            there.spans.put(span)
        # One beyond a text that was cut is looked for by its words later, as a step of its own.


def _apply_chains(there: AnnotationSet, told: dict[str, Chain | None]) -> None:
    for chain_id in told:
        there.remove_chain(chain_id)
    for chain in told.values():
        if chain is not None:
            _put_free(there, chain)


def _put_free(there: AnnotationSet, chain: Chain) -> None:
    """Put the chain with those of its spans that no other chain has, if two are left."""
    free = tuple(
        span_id for span_id in dict.fromkeys(chain.span_ids) if there.chain_of(span_id) is None
    )
    if len(free) > 1:
        there.put_chain(replace(chain, span_ids=free))
