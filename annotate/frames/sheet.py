"""The open frame as a person reads it: roles, fillers, suggestions and what is amiss. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.frames.accepting import open_parts
from annotate.frames.checks import FrameFault, FrameFaultKind, faults_of
from annotate.frames.event_frame import Argument
from annotate.frames.roles import AttributeSlot, RoleSlot, attribute_slots, role_slots
from annotate.frames.verbs import frames_of

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.frames.event_frame import EventFrame
    from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
    from annotate.schema.label_schema import LabelSchema
    from annotate.spans import Layer, Span


@dataclass(frozen=True, slots=True)
class SheetFiller:
    """A filler of a role, gold or suggested: `start` is a code point, `words` on one line."""

    words: str
    layer: Layer
    label: str
    start: int
    argument: Argument | None = None
    part: SuggestedArgument | None = None
    fault: FrameFault | None = None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role with what fills it; `fault` is what the schema says of how many there are."""

    slot: RoleSlot
    fillers: tuple[SheetFiller, ...]
    fault: FrameFault | None = None


@dataclass(frozen=True, slots=True)
class AttributeRow:
    """An attribute with its value, "" for none, and what is suggested for it."""

    slot: AttributeSlot
    value: str
    suggested: str = ""
    fault: FrameFault | None = None


@dataclass(frozen=True, slots=True)
class FrameSheet:
    """A frame of the desk; `place` of `count` counts the frames of its trigger from 1."""

    frame: EventFrame
    trigger: Span
    words: str
    roles: tuple[RoleRow, ...]
    attributes: tuple[AttributeRow, ...]
    place: int = 1
    count: int = 1

    @property
    def fillers(self) -> tuple[SheetFiller, ...]:
        """Every filler, suggested ones too, in the order in which they are shown."""
        return tuple(filler for row in self.roles for filler in row.fillers)

    @property
    def faults(self) -> int:
        """How many things the schema has against the frame."""
        rows = sum(row.fault is not None for row in (*self.roles, *self.attributes))
        return rows + sum(filler.fault is not None for filler in self.fillers)

    def row(self, role: str) -> RoleRow | None:
        """The row of a role."""
        return next((row for row in self.roles if row.slot.role.name == role), None)


def sheet_of(
    desk: Desk, schema: LabelSchema, frame: EventFrame, suggested: SuggestedFrame | None = None
) -> FrameSheet | None:
    """The sheet of a gold frame, with what is suggested for its trigger; None without a trigger."""
    trigger = desk.spans.get(frame.trigger_id)
    if trigger is None:
        return None
    faults = faults_of(schema, desk.annotations, frame)
    parts = open_parts(desk, suggested) if suggested is not None else ()
    ids = [item.id for item in frames_of(desk, trigger.id)]
    return FrameSheet(
        frame,
        trigger,
        words_of(desk, trigger.start, trigger.end),
        tuple(
            _role_row(desk, slot, frame, parts, faults)
            for slot in role_slots(schema, trigger.label, frame, also=[part.role for part in parts])
        ),
        _attribute_rows(schema, trigger.label, frame, suggested, faults),
        place=ids.index(frame.id) + 1 if frame.id in ids else 1,
        count=len(ids),
    )


def words_of(desk: Desk, start: int, end: int) -> str:
    """The text `start:end` (code points) on one line."""
    return " ".join(desk.article.text[start:end].split())


def _role_row(
    desk: Desk,
    slot: RoleSlot,
    frame: EventFrame,
    parts: Iterable[SuggestedArgument],
    faults: Iterable[FrameFault],
) -> RoleRow:
    name = slot.role.name
    mine = [fault for fault in faults if fault.name == name and _is_of_role(fault)]
    fillers = [
        SheetFiller(
            words_of(desk, span.start, span.end),
            span.layer,
            span.label,
            span.start,
            argument=argument,
            fault=next((item for item in mine if item.span_id == span.id), None),
        )
        for argument in frame.arguments
        if argument.role == name and (span := desk.spans.get(argument.span_id)) is not None
    ]
    fillers.extend(
        SheetFiller(
            words_of(desk, part.start, part.end), part.layer, part.label, part.start, part=part
        )
        for part in parts
        if part.role == name
    )
    count = next((fault for fault in mine if not fault.span_id), None)
    return RoleRow(slot, tuple(fillers), count)


def _attribute_rows(
    schema: LabelSchema,
    label: str,
    frame: EventFrame,
    suggested: SuggestedFrame | None,
    faults: Iterable[FrameFault],
) -> tuple[AttributeRow, ...]:
    values = dict(frame.attributes)
    said = {name: value for name, value, _ in suggested.attributes} if suggested else {}
    amiss = {fault.name: fault for fault in faults if not _is_of_role(fault)}
    return tuple(
        AttributeRow(
            slot,
            values.get(slot.attribute.name, ""),
            "" if slot.attribute.name in values else said.get(slot.attribute.name, ""),
            amiss.get(slot.attribute.name),
        )
        for slot in attribute_slots(schema, label, frame)
    )


def _is_of_role(fault: FrameFault) -> bool:
    return fault.kind not in (FrameFaultKind.UNKNOWN_ATTRIBUTE, FrameFaultKind.UNKNOWN_VALUE)
