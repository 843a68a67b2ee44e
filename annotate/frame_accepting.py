"""What an annotator does with suggested frames: accept them whole or by part, or reject parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotate import frame_verbs
from annotate.annotations import DecisionKind
from annotate.desk import Desk
from annotate.edits import Edit, PutFrame
from annotate.frame_decisions import decide, is_judged
from annotate.frame_roles import label_for
from annotate.frame_verbs import Filler, NewSpan
from annotate.frames import Argument, EventFrame
from annotate.roles import Role
from annotate.schema import LabelSchema
from annotate.spans import Layer, Origin, Span
from annotate.suggested_frames import SuggestedArgument, SuggestedFrame
from annotate.verbs import Hand


def open_parts(desk: Desk, frame: SuggestedFrame) -> tuple[SuggestedArgument, ...]:
    """The suggested arguments that wait: not in a gold frame of the trigger, not decided on."""
    there = {
        (argument.role, span.start, span.end)
        for gold in _gold_frames(desk, frame)
        for argument in gold.arguments
        if (span := desk.spans.get(argument.span_id)) is not None
    }
    waiting = {
        (part.role, part.start, part.end): part
        for part in frame.arguments
        if not is_judged(desk, frame, part)
    }
    return tuple(part for place, part in waiting.items() if place not in there)


def accept_frame(
    desk: Desk,
    schema: LabelSchema,
    frame: SuggestedFrame,
    *,
    hand: Hand,
    gold: EventFrame | None = None,
) -> Edit | None:
    """Trigger, open arguments and attributes become gold, as one step; None without a change.

    They go into `gold`, else the first frame of the trigger, else a new one. Attributes that the
    annotator has set stay.
    """
    parts = open_parts(desk, frame)
    gold = gold or next(iter(_gold_frames(desk, frame)), None)
    attributes = {name: value for name, value, _ in frame.attributes}
    return _take(desk, schema, frame, parts, attributes, hand, gold, f"accept {frame.label} frame")


def accept_part(
    desk: Desk,
    schema: LabelSchema,
    frame: SuggestedFrame,
    part: SuggestedArgument,
    *,
    hand: Hand,
    gold: EventFrame | None = None,
) -> Edit | None:
    """One suggested argument becomes gold, with its trigger and frame if they are not yet."""
    gold = gold or next(iter(_gold_frames(desk, frame)), None)
    return _take(desk, schema, frame, (part,), {}, hand, gold, f"accept {part.role}")


def reject_parts(
    desk: Desk, frame: SuggestedFrame, parts: Iterable[SuggestedArgument], *, hand: Hand
) -> Edit | None:
    """These arguments are wrong: they stay away, and are kept as negative evidence."""
    edits = [decide(desk, frame, part, DecisionKind.REJECTED, hand) for part in parts]
    roles = " ".join(edit.after.label for edit in edits if edit.after is not None)
    return frame_verbs.as_step(desk, edits, f"reject {roles}") if edits else None


def filler_of(
    desk: Desk, schema: LabelSchema, frame: SuggestedFrame, part: SuggestedArgument
) -> Filler:
    """What stands for a suggested argument: a gold span, a suggestion, or a span to be made."""
    span = desk.spans.get(part.span_id) if part.span_id else None
    if span is not None:
        return span
    suggestion = desk.suggestion_on(part.layer, part.start, part.end)
    if suggestion is not None and suggestion.hidden is None:
        return suggestion
    layer, label = part.layer, part.label
    if not label:
        role = schema.role_of(frame.label, part.role) or Role(part.role)
        layer, label = label_for(schema, role) or (part.layer, part.role)
    return NewSpan(part.start, part.end, layer, label, Origin.SUGGESTION)


def _take(
    desk: Desk,
    schema: LabelSchema,
    frame: SuggestedFrame,
    parts: Iterable[SuggestedArgument],
    attributes: dict[str, str],
    hand: Hand,
    gold: EventFrame | None,
    title: str,
) -> Edit | None:
    trigger, edits = frame_verbs.settled(desk, _trigger(desk, frame), hand)
    after = gold or frame_verbs.fresh_frame(trigger.id, hand)
    # One stretch may fill two roles: it becomes one span.
    made = {(trigger.layer, trigger.start, trigger.end): trigger}
    for part in parts:
        place = (part.layer, part.start, part.end)
        if place not in made:
            made[place], new = frame_verbs.settled(desk, filler_of(desk, schema, frame, part), hand)
            edits.extend(new)
        argument = Argument(part.role, made[place].id)
        if argument not in after.arguments:
            after = replace(after, arguments=(*after.arguments, argument))
        edits.append(decide(desk, frame, part, DecisionKind.ACCEPTED, hand))
    attributes |= dict(after.attributes)
    after = replace(after, attributes=tuple(sorted(attributes.items())))
    if after != gold:
        edits.append(PutFrame(gold, after))
    return frame_verbs.as_step(desk, edits, title) if edits else None


def _gold_frames(desk: Desk, frame: SuggestedFrame) -> list[EventFrame]:
    """The frames that the annotator stands for with this trigger, the oldest first."""
    trigger = _trigger(desk, frame)
    return frame_verbs.frames_of(desk, trigger.id) if isinstance(trigger, Span) else []


def _trigger(desk: Desk, frame: SuggestedFrame) -> Filler:
    item = desk.item(frame.trigger_id)
    return item or NewSpan(frame.start, frame.end, Layer.EVENT, frame.label, Origin.SUGGESTION)
