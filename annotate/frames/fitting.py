"""From what was read of a trigger to a suggested frame of one schema, over the spans of the moment.

A phrase becomes the entity or event that is its head, or those that are joined there; a role that
takes any span gets the phrase itself. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from annotate.frames.role_names import general_role
from annotate.frames.suggested import (
    AGENT,
    GOAL,
    INSTRUMENT,
    LEAST_SCORE,
    PATIENT,
    PLACE,
    RECIPIENT,
    TIME,
    TOPIC,
    ArgumentProposal,
    FrameProposal,
    SuggestedArgument,
    SuggestedFrame,
)
from annotate.schema.attribute_changes import our_attribute, our_value
from annotate.schema.roles import ANY_SPAN, Role
from annotate.shortening import shortened
from annotate.spans import Layer, Span

if TYPE_CHECKING:
    from annotate.desk import Desk
    from annotate.schema.label_schema import LabelSchema
    from annotate.suggestions import Suggestion

_INSTEAD: Final[Mapping[str, tuple[str, ...]]] = {
    PATIENT: (PATIENT, RECIPIENT, TOPIC),
    RECIPIENT: (RECIPIENT, PATIENT),
    GOAL: (GOAL, PLACE, RECIPIENT),
    PLACE: (PLACE, GOAL),
}
"""Roles that a general role becomes, the best first; any other becomes itself or nothing."""

_BY_LABEL: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "STATEMENT": {PATIENT: (TOPIC,)},
    "MEET": {PATIENT: (RECIPIENT, AGENT, TOPIC), RECIPIENT: (RECIPIENT, AGENT)},
    "CONTACT": {PATIENT: (RECIPIENT, TOPIC)},
    "AGREE": {PATIENT: (TOPIC, RECIPIENT)},
    "DEMAND": {PATIENT: (TOPIC, RECIPIENT)},
    "REJECT": {PATIENT: (TOPIC, RECIPIENT)},
    "THREATEN": {PATIENT: (RECIPIENT, TOPIC)},
    "WITHDRAW": {PATIENT: (PATIENT, AGENT)},
}
"""What the patient of an event is where the shipped schema calls it something else."""

_EXACT, _HEAD, _JOINED, _INNER, _PHRASE = 1.0, 0.97, 0.93, 0.8, 0.9

_LEADING = re.compile(
    r"(?:(?:in|on|at|to|from|by|of|for|with|against|near|into|over|between|among|amid|after|before"
    r"|during|since|until|around|about|inside|outside|across|the|a|an|its|his|her|their|our|some"
    r"|that|whether)\s+)*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[,;:()\[\]–—]|\s(?:of|in|on|at|to|from|by|for|with|against|near|into|over|between|among|amid"
    r"|after|before|during|since|until|around|about|inside|outside|across|who|whom|whose|which"
    r"|that|where|when|while|as|but|including)\s",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:that|to|whether|if|how|why|what|[“\"])(?=\b|\s|\w)", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|&|/|–|-)\s*(?:the\s+)?", re.IGNORECASE)
_ROW_GOES_ON = re.compile(r"\s*(?:$|[,.;:)]|and\b|or\b|[“”\"])|\s+(?!['’]s)", re.IGNORECASE)
"""Behind a name in a row; in “Kuleba, Ukraine’s minister” the second is none."""
_BACKED = re.compile(
    r"[-‐‑–](?:backed|sponsored|supported|funded|financed|armed|trained|allied|aligned|held|occupied"
    r"|controlled|born|made|built)\b",
    re.IGNORECASE,
)
"""Behind a name that is no part of the event: “Russian-backed militants” are not the Russians."""
_OF = re.compile(r"\s+(?:of|from|in|at|near)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Filler:
    """An entity or event that may fill a role, and how well it agrees with the phrase."""

    start: int
    end: int
    layer: Layer
    label: str
    span_id: str
    factor: float
    is_gold: bool


def suggested_frame(
    desk: Desk, schema: LabelSchema, proposal: FrameProposal, trigger: Span | Suggestion
) -> SuggestedFrame:
    """The frame that is suggested for a trigger, gold or suggested, as the schema has its roles."""
    best: dict[tuple[int, int, Layer], SuggestedArgument] = {}
    for argument in proposal.arguments:
        for found in _fitted(desk, schema, trigger, argument, proposal.label):
            place = (found.start, found.end, found.layer)
            if place not in best or best[place].score < found.score:
                best[place] = found
    arguments = _as_many_as_allowed(schema, trigger.label, best.values())
    return SuggestedFrame(
        trigger_id=trigger.id,
        start=trigger.start,
        end=trigger.end,
        label=trigger.label,
        arguments=tuple(sorted(arguments, key=lambda each: (each.start, each.end, each.role))),
        attributes=tuple(_attributes(schema, trigger.label, proposal)),
        suggester=proposal.suggester,
        is_gold=isinstance(trigger, Span),
    )


def _fitted(
    desk: Desk,
    schema: LabelSchema,
    trigger: Span | Suggestion,
    argument: ArgumentProposal,
    said_of: str,
) -> Iterator[SuggestedArgument]:
    if argument.score < LEAST_SCORE:
        return
    for role in _roles(schema, trigger.label, said_of, argument.role):
        fillers = list(_fillers(desk, role, trigger, argument))
        for filler in fillers:
            yield SuggestedArgument(
                role=role.name,
                start=filler.start,
                end=filler.end,
                layer=filler.layer,
                label=filler.label,
                score=round(argument.score * filler.factor, 4),
                explanation=_explanation(desk, argument, filler),
                span_id=filler.span_id,
            )
        if fillers:
            return


def _explanation(desk: Desk, argument: ArgumentProposal, filler: _Filler) -> str:
    said = f"{argument.explanation} {argument.score:.2f}".strip()
    if (filler.start, filler.end) == (argument.start, argument.end):
        return said
    words = " ".join(desk.article.text[argument.start : argument.end].split())
    return f"{said}, {argument.role}: “{shortened(words, 60)}”"


def _roles(schema: LabelSchema, label: str, said_of: str, general: str) -> list[Role]:
    """The roles of the label that the general role may be, the best first.

    `said_of` is what the suggester calls the label, which the schema may call otherwise.
    """
    known = schema.roles_of(label)
    if not known:
        return [] if schema.has_roles else [Role(general)]
    chain = _BY_LABEL.get(said_of, {}).get(general) or _INSTEAD.get(general, (general,))
    found: list[Role] = []
    for wanted in chain:
        own = [role for role in known if role.name.casefold() == wanted.casefold()]
        found += own or [role for role in known if general_role(role.name) == wanted]
    return found


def _fillers(
    desk: Desk, role: Role, trigger: Span | Suggestion, argument: ArgumentProposal
) -> Iterator[_Filler]:
    text = desk.article.text
    items = [
        item
        for item in _inside(desk, argument.start, argument.end)
        if role.takes(item.layer, item.label)
        and (item.end <= trigger.start or item.start >= trigger.end)
        and not _BACKED.match(text, item.end)
    ]
    is_free = not role.fillers or ANY_SPAN in role.fillers
    head = _heads(text, argument, items)
    if head:
        yield from head
    elif is_free:
        yield _Filler(argument.start, argument.end, Layer.ENTITY, "", "", _PHRASE, is_gold=False)


def _inside(desk: Desk, start: int, end: int) -> list[_Filler]:
    """Gold and visible suggestions within the stretch, in text order; gold first where both are."""
    found: dict[tuple[int, int, Layer], _Filler] = {}
    for item in (*desk.suggestions.overlapping(start, end), *desk.spans.overlapping(start, end)):
        if start <= item.start and item.end <= end:
            is_gold = isinstance(item, Span)
            found[item.start, item.end, item.layer] = _Filler(
                item.start,
                item.end,
                item.layer,
                item.label,
                item.id if is_gold else "",
                1.0,
                is_gold=is_gold,
            )
    return sorted(found.values(), key=lambda item: (item.start, -item.end))


def _heads(text: str, argument: ArgumentProposal, items: Sequence[_Filler]) -> list[_Filler]:
    """The items that the phrase is about: its head, what is joined to it, or what it is of."""
    if not items:
        return []
    low, high = _core(text, argument.start, argument.end, items)
    for item in items:
        if (item.start, item.end) in {(low, argument.end), (argument.start, argument.end)}:
            return [replace(item, factor=_EXACT)]
    if _CLAUSE.match(text, argument.start, argument.end) and argument.role in {PATIENT, TOPIC}:
        events = [item for item in items if item.layer is Layer.EVENT]
        return [replace(events[0], factor=_INNER)] if events else []
    zone = [item for item in items if low <= item.start and item.end <= high]
    if zone:
        # A title or a nationality stands ahead of the name that is the head.
        head = max(zone, key=lambda item: (item.end, item.start - item.end))
        factor = _EXACT if head.end == high else _HEAD
        return [replace(head, factor=factor), *_joined(text, items, head)]
    behind = next((item for item in items if item.start >= high), None)
    is_of = behind is not None and _OF.fullmatch(text, high, behind.start)
    if behind is not None and (is_of or argument.role in {PLACE, TIME, GOAL, INSTRUMENT}):
        return [replace(behind, factor=_INNER), *_joined(text, items, behind)]
    return []


def _core(text: str, start: int, end: int, items: Sequence[_Filler]) -> tuple[int, int]:
    """The noun phrase without what leads to it and what hangs on it; items are not cut."""
    match = _LEADING.match(text, start, end)
    low = match.end() if match is not None else start
    for item in items:
        if item.start < low < item.end:
            low = item.start
    for cut in _CUT.finditer(text, low, end):
        if not any(item.start <= cut.start() < item.end for item in items):
            return low, cut.start()
    return low, end


def _joined(text: str, items: Sequence[_Filler], head: _Filler) -> list[_Filler]:
    """Items of the head's layer that stand in a row with it."""
    found: list[_Filler] = []
    low = head.start
    for item in reversed(items):
        if item.end <= low and item.layer is head.layer and _JOIN.fullmatch(text, item.end, low):
            found.append(replace(item, factor=_JOINED))
            low = item.start
    high = head.end
    for item in items:
        if item.start >= high and item.layer is head.layer:
            is_joined = _JOIN.fullmatch(text, high, item.start)
            if not is_joined or not _ROW_GOES_ON.match(text, item.end):
                break
            found.append(replace(item, factor=_JOINED))
            high = item.end
    return found


def _as_many_as_allowed(
    schema: LabelSchema, label: str, arguments: Iterable[SuggestedArgument]
) -> Iterator[SuggestedArgument]:
    """The best ones of each role, no more than its cardinality allows."""
    by_role: dict[str, list[SuggestedArgument]] = {}
    for argument in arguments:
        by_role.setdefault(argument.role, []).append(argument)
    for name, found in by_role.items():
        role = schema.role_of(label, name)
        most = role.cardinality.most if role is not None else 1 if name == TIME else None
        yield from sorted(found, key=lambda each: -each.score)[:most]


_ATTRIBUTE_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "polarity": frozenset({"polarity", "negation", "negated", "negative"}),
    "realis": frozenset({"realis", "modality", "factuality", "certainty"}),
    "tense": frozenset({"tense"}),
}
_VALUE_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "negative": frozenset({"negative", "negated", "neg", "true", "yes", "-"}),
    "planned": frozenset({"planned", "plan", "future", "intended", "other", "non-actual"}),
    "demanded": frozenset({"demanded", "ordered", "requested", "other", "non-actual"}),
    "hypothetical": frozenset({"hypothetical", "possible", "conditional", "other", "non-actual"}),
    "attempted": frozenset({"attempted", "tried", "failed", "other", "non-actual"}),
    "reported": frozenset({"reported", "alleged", "said"}),
    "past": frozenset({"past"}),
    "present": frozenset({"present"}),
    "future": frozenset({"future"}),
}


def _attributes(
    schema: LabelSchema, label: str, proposal: FrameProposal
) -> Iterator[tuple[str, str, float]]:
    """What is said of the event, by the names of the schema; what it does not have is left out."""
    if not schema.attributes:
        return
    for name, value, score in proposal.attributes:
        names = _ATTRIBUTE_NAMES.get(name, frozenset({name}))
        names |= {our_attribute(schema, each).casefold() for each in names}
        wanted = _VALUE_NAMES.get(value, frozenset({value}))
        for attribute in schema.attributes_of(label):
            if attribute.name.casefold() not in names or score < LEAST_SCORE:
                continue
            ours = our_value(schema, attribute.name, value)
            renamed = {our_value(schema, attribute.name, each).casefold() for each in wanted}
            given = (
                value
                if attribute.is_free
                else _first(attribute.values, ours.casefold(), wanted | renamed)
            )
            if given:
                yield attribute.name, given, score
                break


def _first(values: Iterable[str], value: str, names: frozenset[str]) -> str:
    plain = {each.casefold(): each for each in values}
    return plain.get(value) or next((plain[each] for each in plain if each in names), "")
