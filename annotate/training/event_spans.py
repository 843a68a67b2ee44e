"""Events on a `Doc` for those who train on them: arguments as spans, and the form of `doc._.rel`.

`doc.spans["event_args"]` has a span for each argument: its label is the role, its id the span's,
its knowledge-base id the frame's. `doc._.rel` is what spaCy's relation tutorial learns from
(https://github.com/explosion/projects/tree/v3/tutorials/rel_component): entities and triggers
stand in `doc.ents`, and for each pair of first tokens (trigger, filler) there are the roles with
1.0 where the span has it and 0.0 where it has not; so for the relations between other spans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from annotate.frames.event_frame import Argument, EventFrame
from annotate.relations.relation import Relation
from annotate.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as TokenSpan

    from annotate.training.entities import Pair

EVENT_ARGS: Final = "event_args"
"""Span group of every argument, labelled with its role."""
REL_KEY: Final = ("._.", "rel", None, None)
"""Where spaCy keeps `doc._.rel` in `doc.user_data`."""
REACH: Final = 100
"""Tokens between a trigger and what may fill its roles: `max_length` of the tutorial."""


def set_arguments(
    doc: Doc, frames: Iterable[EventFrame], aligned: Iterable[Pair]
) -> list[tuple[str, Span]]:
    """Set the group of arguments; what stands in it, as spans whose labels are roles.

    Only arguments whose span and whose trigger are on tokens have a place.
    """
    from spacy.tokens import Span as TokenSpan

    pairs = {span.id: (span, found) for span, found in aligned}
    group: list[TokenSpan] = []
    placed: list[tuple[str, Span]] = []
    for frame in frames:
        if frame.trigger_id not in pairs:
            continue
        for item in frame.arguments:
            if item.span_id not in pairs:
                continue
            span, found = pairs[item.span_id]
            group.append(
                TokenSpan(
                    doc,
                    found.start,
                    found.end,
                    label=item.role,
                    kb_id=frame.id,
                    span_id=span.id,
                )
            )
            placed.append((EVENT_ARGS, span.relabelled(item.role)))
    if group:
        doc.spans[EVENT_ARGS] = group
    return placed


def set_relations(
    doc: Doc,
    frames: Sequence[EventFrame],
    aligned: Sequence[Pair],
    roles: Sequence[str] = (),
    *,
    relations: Sequence[Relation] = (),
) -> list[tuple[EventFrame, Argument]]:
    """Set `doc._.rel`, and `doc.ents` to entities with triggers among them.

    Triggers go before the entities that lie on them, longer ones before shorter ones. `roles` are
    further ones that the data knows of. Returns the arguments that have no place, with their
    frames: `doc.ents` cannot hold their spans.
    """
    triggers = {frame.trigger_id for frame in frames}
    chosen = _chosen(aligned, triggers)
    starts = {span.id: found.start for span, found in chosen}
    named = {*roles, *(item.role for frame in frames for item in frame.arguments)}
    names = sorted(named | {relation.label for relation in relations})
    heads = triggers | {relation.head_id for relation in relations}
    pairs: dict[tuple[int, int], dict[str, float]] = {}
    for head in sorted({starts[span_id] for span_id in heads if span_id in starts}):
        for child in sorted(starts.values()):
            if child != head and abs(child - head) <= REACH:
                pairs[head, child] = dict.fromkeys(names, 0.0)
    lost: list[tuple[EventFrame, Argument]] = []
    for frame in frames:
        for item in frame.arguments:
            head, child = starts.get(frame.trigger_id), starts.get(item.span_id)
            if head is None or child is None or head == child:
                lost.append((frame, item))
            else:
                labels = pairs.setdefault((head, child), dict.fromkeys(names, 0.0))
                labels[item.role] = 1.0
    for relation in relations:
        head, child = starts.get(relation.head_id), starts.get(relation.child_id)
        if head is not None and child is not None and head != child:
            pairs.setdefault((head, child), dict.fromkeys(names, 0.0))[relation.label] = 1.0
    missing = [token for token in doc if token.ent_iob == 0]
    covered = {i for _, found in chosen for i in range(found.start, found.end)}
    blank = [doc[token.i : token.i + 1] for token in missing if token.i not in covered]
    doc.set_ents([found for _, found in chosen], missing=blank, default="outside")
    data: dict[Any, Any] = doc.user_data
    data[REL_KEY] = pairs
    return lost


def _chosen(aligned: Sequence[Pair], triggers: set[str]) -> list[Pair]:
    """Spans no two of which share a token: triggers first, then entities, the longer first."""
    taken: set[int] = set()
    chosen: list[Pair] = []
    for span, found in sorted(aligned, key=lambda pair: _merit(*pair, triggers)):
        if span.layer == "event" and span.id not in triggers:
            continue
        tokens = range(found.start, found.end)
        if taken.isdisjoint(tokens):
            taken.update(tokens)
            chosen.append((span, found))
    return sorted(chosen, key=lambda pair: pair[1].start)


def _merit(span: Span, found: TokenSpan, triggers: set[str]) -> tuple[bool, int, int]:
    return (span.id not in triggers, found.start - found.end, found.start)
