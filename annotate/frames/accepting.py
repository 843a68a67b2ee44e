"""What an annotator does with suggested frames: accept them whole or by part, or reject parts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotate.annotations import DecisionKind
from annotate.desk import Desk
from annotate.edits import Edit, PrimitiveEdit, PutFrame
from annotate.frames import verbs as frame_verbs
from annotate.frames.decisions import decide, is_judged
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.roles import label_for
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.frames.verbs import Filler, NewSpan
from annotate.schema.label_schema import LabelSchema
from annotate.schema.roles import Role
from annotate.spans import Layer, Origin, Span
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
    taking = _Taking(desk, schema, hand)
    taking.take_whole(frame, gold or _first_gold(desk, frame))
    return taking.step(f"accept {frame.label} frame")


def accept_frames(
    desk: Desk, schema: LabelSchema, frames: Iterable[SuggestedFrame], *, hand: Hand
) -> Edit | None:
    """Each of the frames becomes gold as `accept_frame` does it, all as one step."""
    taking = _Taking(desk, schema, hand)
    count = 0
    for frame in frames:
        taking.take_whole(frame, _first_gold(desk, frame))
        count += 1
    return taking.step(f"accept {count} frames")


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
    taking = _Taking(desk, schema, hand)
    taking.take(frame, (part,), {}, gold or _first_gold(desk, frame))
    return taking.step(f"accept {part.role}")


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


class _Taking:
    """Makes suggested frames gold, one after the other, in what is to be one step."""

    def __init__(self, desk: Desk, schema: LabelSchema, hand: Hand) -> None:
        self._desk, self._schema, self._hand = desk, schema, hand
        self._edits: list[PrimitiveEdit] = []
        # One stretch may fill two roles, or be the trigger of another frame: it becomes one span.
        self._made: dict[tuple[Layer, int, int], Span] = {}

    def step(self, title: str) -> Edit | None:
        """What has come together; None when it is nothing."""
        if not self._edits:
            return None
        return frame_verbs.as_step(self._desk, self._edits, title)

    def take_whole(self, frame: SuggestedFrame, gold: EventFrame | None) -> None:
        """Trigger, open arguments and attributes."""
        attributes = {name: value for name, value, _ in frame.attributes}
        self.take(frame, open_parts(self._desk, frame), attributes, gold)

    def take(
        self,
        frame: SuggestedFrame,
        parts: Iterable[SuggestedArgument],
        attributes: dict[str, str],
        gold: EventFrame | None,
    ) -> None:
        """Trigger, these arguments and those attributes that `gold` does not have."""
        desk, hand = self._desk, self._hand
        trigger = self._span(Layer.EVENT, frame.start, frame.end, _trigger(desk, frame))
        after = gold or frame_verbs.fresh_frame(trigger.id, hand)
        for part in parts:
            filler = filler_of(desk, self._schema, frame, part)
            argument = Argument(part.role, self._span(part.layer, part.start, part.end, filler).id)
            if argument not in after.arguments:
                after = replace(after, arguments=(*after.arguments, argument))
            self._edits.append(decide(desk, frame, part, DecisionKind.ACCEPTED, hand))
        values = attributes | dict(after.attributes)
        after = replace(after, attributes=tuple(sorted(values.items())))
        if after != gold:
            self._edits.append(PutFrame(gold, after))

    def _span(self, layer: Layer, start: int, end: int, filler: Filler) -> Span:
        place = (layer, start, end)
        if place not in self._made:
            self._made[place], edits = frame_verbs.settled(self._desk, filler, self._hand)
            self._edits.extend(edits)
        return self._made[place]


def _first_gold(desk: Desk, frame: SuggestedFrame) -> EventFrame | None:
    return next(iter(_gold_frames(desk, frame)), None)


def _gold_frames(desk: Desk, frame: SuggestedFrame) -> list[EventFrame]:
    """The frames that the annotator stands for with this trigger, the oldest first."""
    trigger = _trigger(desk, frame)
    return frame_verbs.frames_of(desk, trigger.id) if isinstance(trigger, Span) else []


def _trigger(desk: Desk, frame: SuggestedFrame) -> Filler:
    item = desk.item(frame.trigger_id)
    return item or NewSpan(frame.start, frame.end, Layer.EVENT, frame.label, Origin.SUGGESTION)
