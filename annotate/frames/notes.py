"""What a step on spans did to event frames, to be told: frames that went, fillers that left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotate.annotations import AnnotationSet
from annotate.edits import Edit, PutFrame, PutSpan, primitives
from annotate.frames.checks import FrameFaultKind, faults_of
from annotate.frames.sheet import words_of

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.frames.event_frame import EventFrame
    from annotate.schema.label_schema import LabelSchema
    from annotate.spans import Span


@dataclass(frozen=True, slots=True)
class FrameNote:
    """`gone` frames had the span as trigger, in `left` it filled a role; a new label made `faults`.

    `words` are those of the span.
    """

    words: str
    gone: int = 0
    left: int = 0
    faults: int = 0


def note_of(edit: Edit, desk: Desk, schema: LabelSchema) -> FrameNote | None:
    """What to tell of a step that was just made on the desk; None when frames kept as they were."""
    changed = [item for item in primitives(edit) if isinstance(item, PutSpan) and item.before]
    if len(changed) != 1 or changed[0].before is None:
        # Steps on frames, and on many spans at once, say themselves what they do.
        return None
    before, after = changed[0].before, changed[0].after
    frames = [item for item in primitives(edit) if isinstance(item, PutFrame)]
    gone = sum(item.after is None for item in frames)
    left = sum(
        item.after is not None
        and item.before is not None
        and len(item.after.arguments) < len(item.before.arguments)
        for item in frames
    )
    faults = 0
    if after is not None and (after.label, after.layer) != (before.label, before.layer):
        for frame in desk.annotations.frames_with(after.id):
            faults += len(
                _faults(schema, desk, frame, after) - _faults(schema, desk, frame, before)
            )
    if not (gone or left or faults):
        return None
    return FrameNote(words_of(desk, before.start, before.end), gone, left, faults)


def _faults(
    schema: LabelSchema, desk: Desk, frame: EventFrame, span: Span
) -> set[tuple[FrameFaultKind, str, str, str]]:
    """What the schema has against `span` in the frame, as it is here: before or after the step."""
    there = (desk.spans.get(span_id) for span_id in set(frame.span_ids) - {span.id})
    annotations = AnnotationSet(
        article_id=desk.article.id,
        length=desk.annotations.length,
        spans=(span, *(item for item in there if item is not None)),
    )
    return {
        (fault.kind, fault.name, fault.span_id, fault.found)
        for fault in faults_of(schema, annotations, frame)
        if span.id in (frame.trigger_id, fault.span_id)
    }
