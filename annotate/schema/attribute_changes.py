"""What may be done to the attributes of a schema that is in use, and what becomes of events.

Rename and retire are values, as those of `annotate.schema.changes`, which calls this. Offsets do
not come into it: an attribute is said of an event as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from annotate.annotations import AnnotationSet
from annotate.errors import SchemaChangeError
from annotate.frames.event_frame import EventFrame
from annotate.schema.label_schema import ALIASES, LabelSchema
from annotate.schema.roles import JOINT, Attribute
from annotate.schema.toml_fields import ROLE_NAME


@dataclass(frozen=True, slots=True)
class RenameAttribute:
    """Call an attribute otherwise; `new` must not be there yet."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RetireAttribute:
    """Take an attribute out of the schema; events keep its values, marked as unknown."""

    name: str


@dataclass(frozen=True, slots=True)
class RenameValue:
    """Call a value of an attribute otherwise; where it has the new one already, they become one."""

    attribute: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RetireValue:
    """Take a value out of an attribute; events that have it keep it, marked as unknown."""

    attribute: str
    value: str


AttributeChange = RenameAttribute | RetireAttribute | RenameValue | RetireValue


@dataclass(frozen=True, slots=True)
class ValueTouch:
    """A frame that a change touches: "name=value" before and after; `after` None where it stays."""

    frame: EventFrame
    before: str
    after: str | None


def attribute_of(change: AttributeChange) -> str:
    """The name of the attribute, as it is before the change."""
    match change:
        case RenameAttribute(old):
            return old
        case RetireAttribute(name):
            return name
        case RenameValue(attribute) | RetireValue(attribute):
            return attribute


def title_of(change: AttributeChange) -> str:
    """What the step is called in the history, in English."""
    match change:
        case RenameAttribute(old, new):
            return f"rename attribute {old} to {new}"
        case RetireAttribute(name):
            return f"retire attribute {name}"
        case RenameValue(attribute, old, new):
            return f"rename value {old} of {attribute} to {new}"
        case RetireValue(attribute, value):
            return f"retire value {value} of {attribute}"


# -- the schema ------------------------------------------------------------------------------------


def after(schema: LabelSchema, change: AttributeChange) -> LabelSchema:
    """The schema after a change; raises `SchemaChangeError`."""
    attribute = schema.attribute(attribute_of(change))
    if attribute is None:
        raise _error(schema, "no such attribute", attribute_of(change))
    match change:
        case RenameAttribute(old, new):
            return _renamed(schema, old, new)
        case RetireAttribute(name):
            return _without(schema, name)
        case RenameValue(_, old, new):
            _require_value(schema, attribute, old)
            _require_text(schema, attribute, old, new)
            made = _with_values(attribute, lambda value: (new if value == old else value,))
            return aliased(_put(schema, made), f"value:{attribute.name}", old, new)
        case RetireValue(_, value):
            _require_value(schema, attribute, value)
            made = _with_values(attribute, lambda one: () if one == value else (one,))
            if not made.values or any(not values for _, values in made.values_by_label):
                # Without any value an attribute takes any text.
                raise _error(schema, "the last value", f"{attribute.name} {value}")
            return _put(schema, made)


def _renamed(schema: LabelSchema, old: str, new: str) -> LabelSchema:
    if schema.attribute(new) is not None:
        raise _error(schema, f"{new} twice", "attribute")
    if not re.fullmatch(ROLE_NAME, new):
        raise _error(schema, "name", new)

    def named(item: Attribute) -> Attribute:
        # A title that only repeats the name goes with it.
        return replace(item, name=new, title=new if item.title == old else item.title)

    made = replace(
        schema,
        attributes=tuple(named(x) if x.name == old else x for x in schema.attributes),
        labels=tuple(
            replace(x, attributes=tuple(new if name == old else name for name in x.attributes))
            if old in x.attributes
            else x
            for x in schema.labels
        ),
    )
    return aliased(made, "attribute", old, new)


def _without(schema: LabelSchema, name: str) -> LabelSchema:
    return replace(
        schema,
        attributes=tuple(item for item in schema.attributes if item.name != name),
        labels=tuple(
            replace(x, attributes=tuple(item for item in x.attributes if item != name))
            if name in x.attributes
            else x
            for x in schema.labels
        ),
    )


def _with_values(attribute: Attribute, made: Callable[[str], tuple[str, ...]]) -> Attribute:
    def each(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new for value in values for new in made(value)))

    own = tuple((label, each(values)) for label, values in attribute.values_by_label)
    default = next(iter(made(attribute.default)), "") if attribute.default else ""
    return replace(attribute, values=each(attribute.values), values_by_label=own, default=default)


def _put(schema: LabelSchema, attribute: Attribute) -> LabelSchema:
    return replace(
        schema,
        attributes=tuple(attribute if x.name == attribute.name else x for x in schema.attributes),
    )


def aliased(schema: LabelSchema, kind: str, old: str, name: str) -> LabelSchema:
    """Suggestions by the old name go to the new one, which other aliases name from now on.

    `kind` is "attribute", "value:" with the attribute, whose name has no colon, or "relation".
    """
    extra = dict(schema.extra)
    given = extra.get(ALIASES)
    pairs = given.items() if isinstance(given, Mapping) else ()
    aliases = {str(other): str(told) for other, told in pairs}
    for other, told in list(aliases.items()):
        if other.startswith(f"{kind}:") and told == old:
            aliases[other] = name
    if kind == "attribute":
        for other, told in list(aliases.items()):
            prefix = f"value:{old}:"
            if other.startswith(prefix):
                aliases[f"value:{name}:{other.removeprefix(prefix)}"] = told
                del aliases[other]
    extra[ALIASES] = dict(sorted((aliases | {f"{kind}:{old}": name}).items()))
    return replace(schema, extra=extra)


def our_attribute(schema: LabelSchema, name: str) -> str:
    """What the schema calls an attribute that was renamed."""
    return _alias(schema, f"attribute:{name}") or name


def our_value(schema: LabelSchema, attribute: str, value: str) -> str:
    """What the schema calls a value that was renamed, of an attribute by its name of today."""
    return _alias(schema, f"value:{attribute}:{value}") or value


def aliases_of(schema: LabelSchema, kind: str) -> dict[str, str]:
    """Names of today by earlier ones, of things of a `kind` as in `aliased`."""
    given = schema.extra.get(ALIASES)
    pairs = given.items() if isinstance(given, Mapping) else ()
    head = f"{kind}:"
    return {str(k).removeprefix(head): str(v) for k, v in pairs if str(k).startswith(head)}


def _alias(schema: LabelSchema, key: str) -> str:
    given = schema.extra.get(ALIASES)
    for old, new in given.items() if isinstance(given, Mapping) else ():
        if str(old).casefold() == key.casefold():
            return str(new)
    return ""


def _require_value(schema: LabelSchema, attribute: Attribute, value: str) -> None:
    own = (item for _, values in attribute.values_by_label for item in values)
    if value not in {*attribute.values, *own}:
        raise _error(schema, "no such value", f"{attribute.name} {value}")


def _require_text(schema: LabelSchema, attribute: Attribute, old: str, new: str) -> None:
    if not new.strip() or new != new.strip() or not new.isprintable() or new == old:
        raise _error(schema, "name", f"{attribute.name} {new}")
    if attribute.takes_several and JOINT.strip() in new:
        raise _error(schema, "several values, and one has a comma", f"{attribute.name} {new}")


def _error(schema: LabelSchema, reason: str, key: str) -> SchemaChangeError:
    return SchemaChangeError(source=schema.name, reason=reason, key=key)


# -- the articles ----------------------------------------------------------------------------------


def touched(
    schema: LabelSchema, change: AttributeChange, annotations: AnnotationSet
) -> Iterator[tuple[ValueTouch, EventFrame | None]]:
    """The frames of an article that a change is about, and what each becomes, if anything."""
    name = attribute_of(change)
    attribute = schema.attribute(name) or Attribute(name)
    for frame in annotations.frames.values():
        said = dict(frame.attributes)
        if name not in said:
            continue
        before = said[name]
        match change:
            case RenameAttribute(_, new):
                # What stands under the new name already is nobody's to overwrite.
                yield _moved(frame, name, before, new, before, is_free=new not in said)
            case RenameValue(_, old, new):
                made = _with_parts(attribute, before, {old: new})
                if made != before:
                    yield _moved(frame, name, before, name, made, is_free=True)
            case RetireAttribute():
                yield ValueTouch(frame, f"{name}={before}", None), None
            case RetireValue(_, value):
                if value in attribute.parts(before):
                    yield ValueTouch(frame, f"{name}={before}", None), None


def _with_parts(attribute: Attribute, value: str, names: Mapping[str, str]) -> str:
    """The text of a frame with its values by other names: each once, and in its place."""
    parts = attribute.parts(value)
    now = tuple(names.get(part, part) for part in parts)
    return value if now == parts else JOINT.join(dict.fromkeys(now))


def _moved(
    frame: EventFrame, name: str, before: str, new_name: str, value: str, *, is_free: bool
) -> tuple[ValueTouch, EventFrame | None]:
    if not is_free:
        return ValueTouch(frame, f"{name}={before}", None), None
    left = [(other, said) for other, said in frame.attributes if other != name]
    made = replace(frame, attributes=tuple(sorted([*left, (new_name, value)])))
    return ValueTouch(frame, f"{name}={before}", f"{new_name}={value}"), made


def renamed_frames(
    schema: LabelSchema, annotations: AnnotationSet
) -> list[tuple[EventFrame, EventFrame]]:
    """Frames with attributes or values by names of an earlier time, and each by those of today."""
    found: list[tuple[EventFrame, EventFrame]] = []
    for frame in annotations.frames.values():
        said = {name: _of_today(schema, name, value) for name, value in frame.attributes}
        made = dict(said.values())
        if len(made) == len(said) and made != dict(frame.attributes):
            found.append((frame, replace(frame, attributes=tuple(sorted(made.items())))))
    return found


def _of_today(schema: LabelSchema, name: str, value: str) -> tuple[str, str]:
    attribute = schema.attribute(name) or schema.attribute(our_attribute(schema, name))
    if attribute is None:
        return name, value
    own = (item for _, values in attribute.values_by_label for item in values)
    known = {*attribute.values, *own}
    old = set(attribute.parts(value)) - known
    names = {part: our_value(schema, attribute.name, part) for part in old}
    return attribute.name, _with_parts(attribute, value, names)
