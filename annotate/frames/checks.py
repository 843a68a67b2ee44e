"""What the schema says against an event frame; faults are marked, never forbidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotate.annotations import AnnotationSet
    from annotate.frames.event_frame import EventFrame
    from annotate.schema.label_schema import LabelSchema


class FrameFaultKind(StrEnum):
    """What is wrong with a frame."""

    MISSING_ROLE = "missing role"
    TOO_MANY = "too many"
    FORBIDDEN_FILLER = "forbidden filler"
    UNKNOWN_ROLE = "unknown role"
    UNKNOWN_ATTRIBUTE = "unknown attribute"
    UNKNOWN_VALUE = "unknown value"


@dataclass(frozen=True, slots=True)
class FrameFault:
    """One fault: `name` is the role or attribute, `span_id` the filler that it is about or "".

    `found` is the filler's label, the value, or how many fillers there are; `expected` what the
    schema has instead: fillers, values or the cardinality.
    """

    kind: FrameFaultKind
    name: str
    span_id: str = ""
    found: str = ""
    expected: tuple[str, ...] = ()


def faults_of(
    schema: LabelSchema, annotations: AnnotationSet, frame: EventFrame
) -> tuple[FrameFault, ...]:
    """Faults of one frame, by role in the schema's order, then what the schema does not know.

    A schema without any roles (or attributes) says nothing of them; nor does a frame without its
    trigger have any.
    """
    trigger = annotations.spans.get(frame.trigger_id)
    if trigger is None:
        return ()
    return (
        *_role_faults(schema, annotations, frame, trigger.label),
        *_attribute_faults(schema, frame, trigger.label),
    )


def _role_faults(
    schema: LabelSchema, annotations: AnnotationSet, frame: EventFrame, label: str
) -> Iterator[FrameFault]:
    if not schema.has_roles:
        return
    counts = Counter(argument.role for argument in frame.arguments)
    roles = {role.name: role for role in schema.roles_of(label)}
    for role in roles.values():
        count, cardinality = counts[role.name], role.cardinality
        if cardinality.allows(count):
            continue
        is_short = count < cardinality.least
        kind = FrameFaultKind.MISSING_ROLE if is_short else FrameFaultKind.TOO_MANY
        yield FrameFault(kind, role.name, found=str(count), expected=(str(cardinality),))
    for argument in frame.arguments:
        role = roles.get(argument.role)
        if role is None:
            kind = FrameFaultKind.UNKNOWN_ROLE
            yield FrameFault(kind, argument.role, argument.span_id, expected=tuple(roles))
            continue
        span = annotations.spans.get(argument.span_id)
        if span is not None and not role.takes_span(span):
            yield FrameFault(
                FrameFaultKind.FORBIDDEN_FILLER,
                role.name,
                span.id,
                found=span.label,
                expected=role.fillers,
            )


def _attribute_faults(schema: LabelSchema, frame: EventFrame, label: str) -> Iterator[FrameFault]:
    if not schema.attributes:
        return
    known = {item.name: item for item in schema.attributes_of(label)}
    for name, value in frame.attributes:
        attribute = known.get(name)
        if attribute is None:
            kind = FrameFaultKind.UNKNOWN_ATTRIBUTE
            yield FrameFault(kind, name, found=value, expected=tuple(known))
        elif attribute.values and not set(attribute.parts(value) or ("",)) <= set(attribute.values):
            yield FrameFault(
                FrameFaultKind.UNKNOWN_VALUE, name, found=value, expected=attribute.values
            )
