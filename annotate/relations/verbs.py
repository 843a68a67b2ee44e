"""What an annotator does with relations between spans, as functions from the desk to an edit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotate.clock import now
from annotate.complete.marks import paragraph_at
from annotate.desk import Desk
from annotate.edits import Edit, PrimitiveEdit, PutRelation
from annotate.errors import RelationHeadError
from annotate.frames.verbs import as_step, settled
from annotate.relations.relation import Relation, RelationLabel
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer, Span, new_id
from annotate.suggestions import Suggestion
from annotate.verbs import Hand

_MOST = 200


def relate(
    desk: Desk,
    head: Span,
    child: Span,
    label: str,
    *,
    hand: Hand,
    made_by: Iterable[PrimitiveEdit] = (),
) -> Edit | None:
    """A relation from one gold span to another; `made_by` makes them gold ahead in the same step.

    None when it is there already, or is one of a span to itself. Raises `RelationHeadError` where
    the head is an event, whose frame has roles for that.
    """
    if head.layer is Layer.EVENT:
        raise RelationHeadError(start=head.start, end=head.end, label=head.label)
    made = Relation(new_id(), label, head.id, child.id, annotator=hand.annotator, created_at=now())
    if head.id == child.id or _is_said(desk, made):
        return None
    return as_step(desk, [*made_by, PutRelation(None, made)], f"relate {label}")


def relate_items(
    desk: Desk, item: Span | Suggestion, other: Span | Suggestion, label: str, *, hand: Hand
) -> Edit | None:
    """`relate`, where suggestions among the two are accepted in the same step."""
    head, edits = settled(desk, item, hand)
    child, more = settled(desk, other, hand)
    return relate(desk, head, child, label, hand=hand, made_by=[*edits, *more])


def candidates(desk: Desk, schema: LabelSchema, item: Span | Suggestion) -> tuple[str, ...]:
    """Ids of spans and suggestions to which `item` may be related, the likeliest first.

    Those that a relation of the schema may tie to it stand first; among equals those of the same
    paragraph, the nearest first.
    """
    first, last = paragraph_at(desk.article.text, item.start) or (item.start, item.end)
    found: list[Span | Suggestion] = [
        other for index in (desk.spans, desk.suggestions) for other in index if other.id != item.id
    ]

    def order(other: Span | Suggestion) -> tuple[bool, bool, bool, int, int, str]:
        fits = any(label.ties(item, other) for label in schema.relations)
        is_event = other.layer is Layer.EVENT
        is_elsewhere = not first <= other.start < last
        distance = abs(other.start - item.start)
        return (not fits, is_event, is_elsewhere, distance, other.start, other.id)

    return tuple(other.id for other in sorted(found, key=order)[:_MOST])


def rename(desk: Desk, relation: Relation, label: str) -> Edit | None:
    """The relation gets another label; None where that is there already."""
    made = replace(relation, label=label)
    return (
        None if _is_said(desk, made) else as_step(desk, [PutRelation(relation, made)], "relation")
    )


def reverse(desk: Desk, relation: Relation) -> Edit | None:
    """The relation goes the other way; None where that is there already.

    Raises `RelationHeadError` where it would begin at an event.
    """
    head = desk.spans.get(relation.child_id)
    if head is not None and head.layer is Layer.EVENT:
        raise RelationHeadError(start=head.start, end=head.end, label=head.label)
    made = relation.between(relation.child_id, relation.head_id)
    return None if _is_said(desk, made) else as_step(desk, [PutRelation(relation, made)], "reverse")


def unrelate(desk: Desk, relations: Iterable[Relation]) -> Edit | None:
    """The relations go as one step, and their spans stay; None without any."""
    edits: list[PrimitiveEdit] = [PutRelation(item, None) for item in relations]
    return as_step(desk, edits, "remove relation") if edits else None


def relations_of(desk: Desk, span_id: str) -> list[Relation]:
    """The relations of a span in the order of the text, those that begin at it first."""

    def place(relation: Relation) -> tuple[object, ...]:
        is_head = relation.head_id == span_id
        other = desk.spans.get(relation.child_id if is_head else relation.head_id)
        return (not is_head, other.start if other else 0, relation.label, relation.id)

    return sorted(desk.annotations.relations_with(span_id), key=place)


def fitting(
    schema: LabelSchema, head: Span | Suggestion, child: Span | Suggestion
) -> list[RelationLabel]:
    """The relations of the schema: those made for these two, those for any, then the others."""

    def order(label: RelationLabel) -> tuple[bool, bool]:
        return not label.ties(head, child), not (label.heads or label.children)

    return sorted(schema.relations, key=order)


def _is_said(desk: Desk, relation: Relation) -> bool:
    """Whether a relation of the same label goes from this head to this child already."""
    there = desk.annotations.relations_with(relation.head_id)
    return any(item.key == relation.key for item in there)
