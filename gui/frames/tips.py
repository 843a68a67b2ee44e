"""What the drawing of an event frame says when the pointer rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from annotate.frames.checks import FrameFault, faults_of
from annotate.frames.sheet import words_of
from gui.models.frame_lines import fault_text
from gui.models.labels import plain_tip
from gui.text.frames.hit import FrameHit, FramePart

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.schema.label_schema import LabelSchema
    from gui.text.frames.content import DrawnFrame


def tip_of(hit: FrameHit, frame: DrawnFrame, desk: Desk, schema: LabelSchema) -> str:
    """The whole frame, or one of its roles, and what the schema has against it; a tool tip."""
    gold = desk.annotations.frames.get(frame.id)
    faults = faults_of(schema, desk.annotations, gold) if gold is not None else ()
    if hit.part in {FramePart.FILLER, FramePart.VACANCY}:
        return plain_tip("\n".join(_of_role(hit, frame, desk, schema, faults)))
    return plain_tip("\n".join(_of_frame(frame, desk, faults)))


def _of_frame(frame: DrawnFrame, desk: Desk, faults: tuple[FrameFault, ...]) -> list[str]:
    lines = [f"{frame.label}: {words_of(desk, frame.start, frame.end)}"]
    for station in frame.stations:
        words = words_of(desk, station.start, station.end)
        suggested = f" ({_tr('suggested')})" if station.is_suggested else ""
        lines.append(f"{station.title}: {words}{suggested}")
    if frame.notes:
        lines.append(", ".join(frame.notes))
    return [*lines, *map(_fault_line, faults)]


def _of_role(
    hit: FrameHit,
    frame: DrawnFrame,
    desk: Desk,
    schema: LabelSchema,
    faults: tuple[FrameFault, ...],
) -> list[str]:
    role = schema.role_of(frame.label, hit.role)
    titles = {station.role: station.title for station in frame.stations}
    title = (role.title if role is not None else "") or titles.get(hit.role) or hit.role
    is_filled = hit.part is FramePart.FILLER
    lines = [f"{title}: {words_of(desk, hit.start, hit.end)}" if is_filled else title]
    relation = schema.relation(hit.role) if frame.trigger_id in desk.spans else None
    guideline = role.guideline if role is not None else relation.guideline if relation else ""
    if guideline:
        lines.append(guideline)
    place = (hit.start, hit.end)
    ids = {item.span_id for item in frame.stations if (item.start, item.end) == place}
    mine = (
        fault
        for fault in faults
        if fault.name == hit.role and (not fault.span_id or fault.span_id in ids)
    )
    return [*lines, *map(_fault_line, mine)]


def _fault_line(fault: FrameFault) -> str:
    return f"⚠ {fault_text(fault)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("FrameTips", text)
