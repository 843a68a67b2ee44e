"""What an annotator does with event frames, as functions from the desk to one edit.

Nothing changes here; each edit is one step. A filler may be a gold span, a suggestion, which is
accepted with it, or a free stretch of text, of which a span is made. What the schema says against a
filler is marked by `annotate.frames.checks` and never forbidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from annotate import verbs
from annotate.annotations import DecisionKind
from annotate.articles import ArticleState
from annotate.clock import now
from annotate.desk import Desk
from annotate.edits import Edit, EditGroup, PrimitiveEdit, PutFrame, PutSpan, PutState, primitives
from annotate.frames.decisions import following, turned
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.suggested import SuggestedFrame
from annotate.schema.roles import Role
from annotate.shortening import shortened
from annotate.spans import Layer, Origin, Span, new_id
from annotate.suggestions import Suggestion
from annotate.verbs import Hand

_CORRECTED = DecisionKind.CORRECTED


@dataclass(frozen=True, slots=True)
class NewSpan:
    """A stretch of text (code points, half-open) that becomes a span with this label."""

    start: int
    end: int
    layer: Layer
    label: str
    origin: Origin = Origin.MANUAL


Filler = Span | Suggestion | NewSpan


def open_frame(desk: Desk, trigger: Span | Suggestion, *, hand: Hand) -> Edit | None:
    """A first frame for a trigger; None when a gold trigger has one already."""
    if isinstance(trigger, Span) and frames_of(desk, trigger.id):
        return None
    return add_frame(desk, trigger, hand=hand)


def add_frame(desk: Desk, trigger: Filler, *, hand: Hand) -> Edit:
    """A frame for a trigger, or another one: a word may report several events."""
    span, edits = settled(desk, trigger, hand)
    return as_step(
        desk, [*edits, PutFrame(None, fresh_frame(span.id, hand))], f"frame {trigger.label}"
    )


def fill(
    desk: Desk,
    frame: EventFrame,
    role: Role,
    filler: Filler,
    *,
    hand: Hand,
    adds: bool = False,
    suggested: SuggestedFrame | None = None,
) -> Edit | None:
    """The filler takes part in the event; None when it does so already in this role.

    In a role that takes one it stands in for the present one, unless `adds`. What was `suggested`
    for the trigger is judged by it.
    """
    span, edits = settled(desk, filler, hand)
    argument = Argument(role.name, span.id)
    if argument in frame.arguments:
        return None
    arguments = list(frame.arguments)
    present = [place for place, item in enumerate(arguments) if item.role == role.name]
    if present and role.cardinality.most == 1 and not adds:
        place = present[-1]
        edits.extend(turned(desk, frame, [arguments[place]], hand=hand, kind=_CORRECTED))
        arguments[place] = argument
    else:
        arguments.append(argument)
    if suggested is not None:
        edits.extend(following(desk, suggested, role, (span.start, span.end), hand=hand))
    edits.append(PutFrame(frame, replace(frame, arguments=tuple(arguments))))
    return as_step(desk, edits, f"{role.name}: {_short(desk, span)}")


def fill_new(
    desk: Desk, trigger: Span | Suggestion, role: Role, filler: Filler, *, hand: Hand
) -> Edit:
    """A new frame for a trigger, with a filler in one step."""
    span, edits = settled(desk, trigger, hand)
    other, more = settled(desk, filler, hand)
    frame = replace(fresh_frame(span.id, hand), arguments=(Argument(role.name, other.id),))
    title = f"{role.name}: {_short(desk, other)}"
    return as_step(desk, [*edits, *more, PutFrame(None, frame)], title)


def empty(desk: Desk, frame: EventFrame, argument: Argument, *, hand: Hand) -> Edit | None:
    """The filler leaves the frame; its span stays. None when it is not in it."""
    if argument not in frame.arguments:
        return None
    arguments = tuple(item for item in frame.arguments if item != argument)
    edits = [
        *turned(desk, frame, [argument], hand=hand),
        PutFrame(frame, replace(frame, arguments=arguments)),
    ]
    return as_step(desk, edits, f"empty {argument.role}")


def change_role(
    desk: Desk, frame: EventFrame, argument: Argument, role: str, *, hand: Hand
) -> Edit | None:
    """The filler takes part as something else, in its place; None when nothing would change."""
    after = Argument(role, argument.span_id)
    if argument not in frame.arguments or after == argument:
        return None
    # A span may have had both roles: it keeps the new one once.
    arguments = dict.fromkeys(after if item == argument else item for item in frame.arguments)
    changed = replace(frame, arguments=tuple(arguments))
    edits = [
        *turned(desk, frame, [argument], hand=hand, kind=_CORRECTED),
        PutFrame(frame, changed),
    ]
    return as_step(desk, edits, f"role {role}")


def set_attribute(desk: Desk, frame: EventFrame, name: str, value: str) -> Edit | None:
    """An attribute gets a value, or with an empty one goes; None when nothing would change."""
    attributes = dict(frame.attributes)
    if value:
        attributes[name] = value
    else:
        attributes.pop(name, None)
    after = replace(frame, attributes=tuple(sorted(attributes.items())))
    if after == frame:
        return None
    title = f"{name}: {value}" if value else f"no {name}"
    return as_step(desk, [PutFrame(frame, after)], title)


def move_trigger(
    desk: Desk, frame: EventFrame, trigger: Span | Suggestion, *, hand: Hand
) -> Edit | None:
    """Another trigger for the frame; the old span stays. None when it is the trigger already.

    A filler that becomes the trigger is none any more.
    """
    if trigger.id == frame.trigger_id:
        return None
    span, edits = settled(desk, trigger, hand)
    arguments = _without_own(frame.arguments, span.id)
    gone = [item for item in frame.arguments if item not in arguments]
    edits.extend(turned(desk, frame, gone, hand=hand))
    after = replace(frame, trigger_id=span.id, arguments=arguments)
    return as_step(desk, [*edits, PutFrame(frame, after)], f"trigger {_short(desk, span)}")


def copy_frame(
    desk: Desk, frame: EventFrame, *, hand: Hand, trigger: Span | Suggestion | None = None
) -> Edit:
    """A second frame with the same arguments and attributes, on the same or another trigger."""
    edits: list[PrimitiveEdit] = []
    trigger_id = frame.trigger_id
    if trigger is not None:
        span, edits = settled(desk, trigger, hand)
        trigger_id = span.id
    copied = replace(
        frame,
        id=new_id(),
        trigger_id=trigger_id,
        arguments=_without_own(frame.arguments, trigger_id),
        annotator=hand.annotator,
        created_at=now(),
    )
    return as_step(desk, [*edits, PutFrame(None, copied)], "copy the frame")


def split_frame(desk: Desk, frame: EventFrame, role: str, *, hand: Hand) -> Edit | None:
    """One frame for each filler of a role; what else there is, they share. None for fewer than two.

    The frame itself keeps the first.
    """
    fillers = [item for item in frame.arguments if item.role == role]
    if len(fillers) < 2:
        return None
    edits = [PutFrame(frame, _with_only(frame, fillers[0]))]
    for filler in fillers[1:]:
        part = replace(
            _with_only(frame, filler), id=new_id(), annotator=hand.annotator, created_at=now()
        )
        edits.append(PutFrame(None, part))
    return as_step(desk, edits, f"split into {len(fillers)} frames")


def merge_frames(desk: Desk, frames: Sequence[EventFrame]) -> Edit | None:
    """The frames become the first of them, with the arguments and attributes of all.

    Where attributes differ, the earlier frame's hold. None for fewer than two.
    """
    each = list(dict.fromkeys(frames))
    if len(each) < 2:
        return None
    first, others = each[0], each[1:]
    arguments = dict.fromkeys(item for frame in each for item in frame.arguments)
    attributes: dict[str, str] = {}
    for frame in each:
        for name, value in frame.attributes:
            attributes.setdefault(name, value)
    merged = replace(
        first,
        arguments=_without_own(arguments, first.trigger_id),
        attributes=tuple(sorted(attributes.items())),
    )
    edits = [PutFrame(first, merged), *(PutFrame(frame, None) for frame in others)]
    return as_step(desk, edits, f"merge {len(each)} frames")


def remove_frame(desk: Desk, frame: EventFrame, *, hand: Hand) -> Edit:
    """The frame goes; its spans, the trigger among them, stay."""
    edits = [*turned(desk, frame, frame.arguments, hand=hand), PutFrame(frame, None)]
    return as_step(desk, edits, "delete the frame")


def frames_of(desk: Desk, trigger_id: str) -> list[EventFrame]:
    """The frames of a trigger, the oldest first."""
    found = [x for x in desk.annotations.frames_with(trigger_id) if x.trigger_id == trigger_id]
    return sorted(found, key=lambda frame: (frame.created_at, frame.id))


def new_frame(edit: Edit | None) -> EventFrame | None:
    """The first frame that an edit makes, if it makes one."""
    for item in primitives(edit) if edit is not None else ():
        if isinstance(item, PutFrame) and item.before is None:
            return item.after
    return None


def fresh_frame(trigger_id: str, hand: Hand) -> EventFrame:
    """A frame with nothing but its trigger."""
    return EventFrame(new_id(), trigger_id, annotator=hand.annotator, created_at=now())


def _with_only(frame: EventFrame, kept: Argument) -> EventFrame:
    """The frame without the other fillers of the role of `kept`."""
    arguments = [item for item in frame.arguments if item.role != kept.role or item == kept]
    return replace(frame, arguments=tuple(arguments))


def _without_own(arguments: Iterable[Argument], trigger_id: str) -> tuple[Argument, ...]:
    """The arguments but for the trigger: it is no filler of its own event."""
    return tuple(item for item in arguments if item.span_id != trigger_id)


def settled(desk: Desk, item: Filler, hand: Hand) -> tuple[Span, list[PrimitiveEdit]]:
    """The gold span that stands for `item`, and what makes it gold."""
    if isinstance(item, Span):
        return item, []
    if isinstance(item, NewSpan):
        key = (item.layer, item.start, item.end, item.label)
        for span in desk.spans.overlapping(item.start, item.end):
            if span.key == key:
                return span, []
        edit = verbs.add_span(
            desk,
            item.start,
            item.end,
            label=item.label,
            layer=item.layer,
            hand=hand,
            origin=item.origin,
        )
    else:
        edit = verbs.accept(desk, item, hand=hand)
    # The state of the article is one matter of the whole step.
    edits: list[PrimitiveEdit] = [
        each for each in primitives(edit) if not isinstance(each, PutState)
    ]
    made = next(each.after for each in edits if isinstance(each, PutSpan) and each.after)
    return made, edits


def _short(desk: Desk, span: Span) -> str:
    return shortened(" ".join(desk.article.text[span.start : span.end].split()), 40)


def as_step(desk: Desk, edits: Iterable[PrimitiveEdit], title: str) -> Edit:
    """One step for the annotator; the first on an article also marks it as begun."""
    items = list(edits)
    if desk.annotations.state is ArticleState.NEW:
        items.append(PutState(ArticleState.NEW, ArticleState.IN_PROGRESS))
    return EditGroup(tuple(items), title)
