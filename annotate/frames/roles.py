"""What a frame offers for filling: its roles and attributes with their keys, and candidates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from annotate.frames.suggested import PART_ROLES
from annotate.label_kinds import is_plausible
from annotate.schema.roles import ANY_SPAN, Attribute, Role, takes
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.frames.event_frame import EventFrame
    from annotate.schema.label_schema import LabelSchema
    from annotate.suggestions import Suggestion

_DIGITS = "123456789"
_NEAR = 4_000
_ENOUGH = 60
"""Candidates are looked for this far (code points) around the trigger, and farther until enough."""


@dataclass(frozen=True, slots=True)
class RoleSlot:
    """A role that a frame may fill, with the letter that begins to fill it."""

    role: Role
    key: str
    is_known: bool = True
    """Whether the schema has the role for the trigger's label."""


@dataclass(frozen=True, slots=True)
class AttributeSlot:
    """An attribute that a frame may have, with the key that begins to set it."""

    attribute: Attribute
    key: str
    is_known: bool = True


def role_slots(
    schema: LabelSchema, label: str, frame: EventFrame | None = None, *, also: Iterable[str] = ()
) -> tuple[RoleSlot, ...]:
    """The roles for an event label in the schema's order, then those of the frame, then `also`.

    A label without roles is offered those of the other labels, or the general ones in a schema
    without any. Each has a letter of its own: the schema's, else the first free one of its name.
    """
    known = schema.roles_of(label)
    names = {role.name for role in known}
    offered = known or _roles_of_others(schema)
    arguments = frame.arguments if frame is not None else ()
    used = dict.fromkeys((*(item.role for item in arguments), *also))
    there = {role.name for role in offered}
    roles = (*offered, *(Role(name) for name in used if name not in there))
    keys = _letters(roles)
    is_judged = schema.has_roles
    return tuple(
        RoleSlot(role, keys.get(role.name, ""), role.name in names or not is_judged)
        for role in roles
    )


def attribute_slots(
    schema: LabelSchema, label: str, frame: EventFrame | None = None
) -> tuple[AttributeSlot, ...]:
    """The attributes for an event label, then those that only the frame has.

    The key is the schema's when no role and no other attribute has it, else a free digit.
    """
    known = schema.attributes_of(label)
    names = {item.name for item in known}
    used = [name for name, _ in frame.attributes] if frame is not None else []
    attributes = (*known, *(Attribute(name) for name in used if name not in names))
    taken = {slot.key for slot in role_slots(schema, label, frame)}
    keys: dict[str, str] = {}
    for item in attributes:
        key = item.key.upper()
        if len(key) == 1 and key.isalnum() and key not in taken:
            keys[item.name] = key
            taken.add(key)
    digits = (digit for digit in _DIGITS if digit not in taken)
    return tuple(
        AttributeSlot(
            item,
            keys[item.name] if item.name in keys else next(digits, ""),
            item.name in names or not schema.attributes,
        )
        for item in attributes
    )


def candidates(
    desk: Desk, frame: EventFrame, role: Role, *, elsewhere: Collection[str] = ()
) -> tuple[str, ...]:
    """Ids of gold spans and visible suggestions that may fill a role, best first.

    What the role allows stands first, of that what it names, or is likely where it takes anything;
    things ahead of events unless the role names events, what already takes part in the frame, or
    belongs `elsewhere`, last; then the nearest to the trigger.
    """
    trigger = desk.item(frame.trigger_id)
    if trigger is None:
        return ()
    taken = {item.span_id for item in frame.arguments if item.role == role.name}
    busy = {*frame.span_ids, *elsewhere}
    names_events = any(filler.startswith("event") for filler in role.fillers)

    named = tuple(filler for filler in role.fillers if filler != ANY_SPAN)

    def is_unlikely(item: Span | Suggestion) -> bool:
        if named:
            return not takes(named, item.layer, item.label)
        return item.layer is Layer.ENTITY and not is_plausible(role.name, item.label)

    def order(item: Span | Suggestion) -> tuple[bool, bool, bool, bool, int, int, str]:
        is_event = item.layer is Layer.EVENT and not names_events
        distance = max(item.start - trigger.end, trigger.start - item.end, 0)
        is_other = not role.takes(item.layer, item.label)
        likely = (item.id in busy, is_event, is_unlikely(item))
        return (is_other, *likely, distance, item.start, item.id)

    found = [
        item for item in _around(desk, trigger) if item.id != trigger.id and item.id not in taken
    ]
    return tuple(item.id for item in sorted(found, key=order))


def label_for(schema: LabelSchema, role: Role, *, preferred: str = "") -> tuple[Layer, str] | None:
    """The label of a new span that is to fill a role: `preferred` if allowed, else the first.

    Of a role that names none it is the first that is likely. A role that takes events alone gets
    an event label; None in a schema without labels.
    """
    entities = schema.choices(Layer.ENTITY)
    names = [label.name for label in entities if role.takes(Layer.ENTITY, label.name)]
    if preferred in names:
        return Layer.ENTITY, preferred
    if names:
        named = [filler.partition(":")[2] for filler in role.fillers if filler.startswith("entity")]
        likely = (name for name in names if is_plausible(role.name, name))
        first = next((name for name in named if name in names), "") or next(likely, names[0])
        return Layer.ENTITY, first
    for label in schema.choices(Layer.EVENT):
        if role.takes(Layer.EVENT, label.name):
            return Layer.EVENT, label.name
    return (Layer.ENTITY, entities[0].name) if entities else None


def _around(desk: Desk, trigger: Span | Suggestion) -> list[Span | Suggestion]:
    """Gold and suggestions about the trigger: enough of them, or all that the article has."""
    length, reach = len(desk.article.text), _NEAR
    while True:
        low, high = max(trigger.start - reach, 0), trigger.end + reach
        found: list[Span | Suggestion] = [
            *desk.spans.overlapping(low, high),
            *desk.suggestions.overlapping(low, high),
        ]
        if len(found) > _ENOUGH or (low == 0 and high >= length):
            return found
        reach *= 4


def _roles_of_others(schema: LabelSchema) -> tuple[Role, ...]:
    """Every role of the schema once; the general ones where it has none."""
    found: dict[str, Role] = {}
    for label in schema.in_layer(Layer.EVENT):
        for role in label.roles:
            found.setdefault(role.name, Role(role.name, role.title, colour=role.colour))
    return tuple(found.values()) or tuple(Role(name) for name in PART_ROLES)


def _letters(roles: Iterable[Role]) -> dict[str, str]:
    """A letter (upper case) for each role, no two alike; none when the alphabet is used up."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    waiting: list[Role] = []
    for role in roles:
        key = role.key.upper()
        if len(key) == 1 and key.isalpha() and key not in taken:
            keys[role.name] = key
            taken.add(key)
        else:
            waiting.append(role)
    for role in waiting:
        key = next((letter for letter in _wished(role) if letter not in taken), "")
        keys[role.name] = key
        taken.add(key)
    return keys


def _wished(role: Role) -> Iterator[str]:
    """Letters for a role, the most telling first: heads of words, then any of its name."""
    name = role.name
    yield from (
        letter.upper()
        for place, letter in enumerate(name)
        if letter in ascii_uppercase or (letter.isascii() and letter.isalpha() and not place)
    )
    yield from (letter.upper() for letter in name if letter.isascii() and letter.isalpha())
    yield from ascii_uppercase
