"""A cell of the event table that was edited, as one edit of the article.

The words of a cell must stand in the article: a cell names spans, it does not paraphrase. Where
they overlap the span that was there, its boundaries move; else the nearest span or suggestion with
these words takes its place, or a new span is made of them. Parts of a cell are separated by
semicolons, and may begin with the name of a role and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from annotate import verbs
from annotate.desk import Desk
from annotate.edits import Edit, PrimitiveEdit, PutFrame, PutSpan, PutState, primitives
from annotate.errors import AttributeTextError, UnknownLabelError, WordsNotThereError
from annotate.event_table.columns import Column, column_of, neutral_role
from annotate.event_table.rows import JOINT, ROLE_SIGN, one_line
from annotate.frames import verbs as frame_verbs
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.roles import label_for
from annotate.frames.verbs import Filler, NewSpan
from annotate.schema.label_schema import LabelSchema
from annotate.schema.roles import Role, filler_label
from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from annotate.verbs import Hand

_SEPARATOR: Final = JOINT.strip()
_GUESSED: Final = {
    Column.WHO: ("PERSON", "ORG"),
    Column.WHOM: ("PERSON", "ORG"),
    Column.WHERE: ("GPE", "LOC"),
    Column.WHEN: ("DATE", "TIME"),
    Column.HOW_MANY: ("CARDINAL", "QUANTITY"),
    Column.OTHER: ("PRODUCT",),
}
"""Labels of a new span where neither the role nor the span before says which."""


def edit_cell(
    desk: Desk, schema: LabelSchema, frame_id: str, column: Column, text: str, *, hand: Hand
) -> Edit | None:
    """The step that makes a cell say `text`; `None` when it says so already.

    Raises `WordsNotThereError`, `AttributeTextError` or `UnknownLabelError`.
    """
    frame = desk.annotations.frames.get(frame_id)
    trigger = desk.spans.get(frame.trigger_id) if frame is not None else None
    if frame is None or trigger is None:
        return None
    if column is Column.LABEL:
        return _relabelled(desk, schema, trigger, text.strip(), hand)
    if column is Column.ATTRIBUTES:
        return _with_attributes(desk, frame, text)
    if column is Column.TRIGGER:
        return _with_trigger(desk, frame, trigger, one_line(text), hand)
    if column is Column.ARTICLE:
        return None
    return _Cell(desk, schema, frame, trigger, column, hand).edit(text)


def _relabelled(
    desk: Desk, schema: LabelSchema, trigger: Span, name: str, hand: Hand
) -> Edit | None:
    if schema.get(Layer.EVENT, name) is None:
        raise UnknownLabelError(label=name, layer=str(Layer.EVENT))
    return verbs.relabel(desk, trigger, label=name, layer=Layer.EVENT, hand=hand)


def _with_attributes(desk: Desk, frame: EventFrame, text: str) -> Edit | None:
    said: dict[str, str] = {}
    for part in filter(None, map(str.strip, text.split(_SEPARATOR))):
        name, sign, value = (item.strip() for item in part.partition("="))
        if not sign or not name or not value:
            raise AttributeTextError(text=part)
        said[name] = value
    after = replace(frame, attributes=tuple(sorted(said.items())))
    if after == frame:
        return None
    return frame_verbs.as_step(desk, [PutFrame(frame, after)], "attributes")


def _with_trigger(
    desk: Desk, frame: EventFrame, trigger: Span, words: str, hand: Hand
) -> Edit | None:
    """Other boundaries for the trigger, or another event span as the trigger."""
    places = _required_places(desk, words)
    near = _overlapping(places, trigger)
    if near is not None:
        other = _standing(desk, near, lambda item: _is_same(item, trigger))
        if other is None:
            return verbs.resize(desk, trigger, *near, hand=hand)
    for place in _nearest(places, trigger.start):
        there = _standing(desk, place, lambda item: item.layer is Layer.EVENT)
        if there is not None:
            return frame_verbs.move_trigger(desk, frame, there, hand=hand)
    place = _nearest(places, trigger.start)[0]
    made, edits = frame_verbs.settled(desk, NewSpan(*place, trigger.layer, trigger.label), hand)
    moved = replace(frame, trigger_id=made.id)
    return frame_verbs.as_step(desk, [*edits, PutFrame(frame, moved)], f"trigger {words}")


def _is_same(item: Span | Suggestion, span: Span) -> bool:
    return item.id != span.id and (item.layer, item.label) == (span.layer, span.label)


@dataclass(frozen=True, slots=True)
class _Part:
    """One filler as the cell says it; without a role the column decides."""

    role: str
    words: str


class _Cell:
    """The work on one cell of arguments."""

    def __init__(
        self,
        desk: Desk,
        schema: LabelSchema,
        frame: EventFrame,
        trigger: Span,
        column: Column,
        hand: Hand,
    ) -> None:
        self._desk = desk
        self._roles = {role.name: role for role in schema.roles_of(trigger.label)}
        self._schema = schema
        self._frame = frame
        self._trigger = trigger
        self._column = column
        self._hand = hand
        self._edits: list[PrimitiveEdit] = []
        self._added: list[Argument] = []
        self._moved: set[str] = set()
        self._made: dict[tuple[str, int, int, str], str] = {}
        self._old = [item for item in frame.arguments if column_of(item.role) is column]

    def edit(self, text: str) -> Edit | None:
        """The step; `None` when nothing would change."""
        parts = self._parts(text)
        kept = self._kept(parts)
        free = [item for item in self._old if item not in kept.values()]
        replaced: dict[Argument, Argument | None] = dict.fromkeys(free)
        for place, part in enumerate(parts):
            if place in kept:
                continue
            before = free.pop(0) if free else None
            argument = self._argument(part, before)
            if before is None:
                self._added.append(argument)
            else:
                replaced[before] = argument
        arguments = [replaced.get(item, item) for item in self._frame.arguments]
        after = tuple(dict.fromkeys([item for item in arguments if item is not None] + self._added))
        if after != self._frame.arguments:
            changed = replace(self._frame, arguments=after)
            self._edits.append(PutFrame(self._frame, changed))
        if not self._edits:
            return None
        return frame_verbs.as_step(
            self._desk, self._edits, f"{self._column}: {one_line(text)[:40]}"
        )

    def _parts(self, text: str) -> list[_Part]:
        """What a cell names: surfaces that hold a semicolon themselves are known as they are."""
        parts: list[_Part] = []
        rest = one_line(text)
        known = [self._words(item) for item in self._old]
        while rest:
            role, rest = self._role_ahead(rest)
            whole = next((words for words in known if _is_ahead(words, rest)), None)
            words = whole if whole is not None else rest.partition(_SEPARATOR)[0]
            rest = rest[len(words) :].lstrip().removeprefix(_SEPARATOR).lstrip()
            if words.strip():
                parts.append(_Part(role, words.strip()))
        return parts

    def _role_ahead(self, text: str) -> tuple[str, str]:
        """The role that a part names, and what follows it."""
        name, sign, rest = text.partition(ROLE_SIGN.strip())
        wanted = name.strip().casefold()
        names = dict.fromkeys([*(item.role for item in self._old), *self._roles])
        if sign and wanted:
            for role in names:
                title = self._roles[role].title if role in self._roles else ""
                if wanted in (role.casefold(), title.casefold()):
                    return role, rest.lstrip()
            if column_of(wanted) is self._column is not Column.OTHER and " " not in wanted:
                return name.strip(), rest.lstrip()
        return "", text

    def _words(self, argument: Argument) -> str:
        span = self._desk.spans.get(argument.span_id)
        return "" if span is None else one_line(self._desk.surface(span))

    def _kept(self, parts: list[_Part]) -> dict[int, Argument]:
        """Arguments that the cell still names, by the place of the part."""
        free = list(self._old)
        kept: dict[int, Argument] = {}
        for place, part in enumerate(parts):
            for item in free:
                if self._words(item) == part.words and part.role in ("", item.role):
                    kept[place] = item
                    free.remove(item)
                    break
        return kept

    def _argument(self, part: _Part, before: Argument | None) -> Argument:
        """The argument that a part stands for, instead of `before`; its span is seen to."""
        role = part.role or (before.role if before is not None else self._free_role())
        span = self._desk.spans.get(before.span_id) if before is not None else None
        if span is not None and self._words_of(span) == part.words:
            return Argument(role, span.id)  # only its role is another
        places = _required_places(self._desk, part.words)
        near = _overlapping(places, span) if span is not None else None
        if span is not None and near is not None and self._may_move(span, near):
            resized = verbs.resize(self._desk, span, *near, hand=self._hand)
            self._edits += _without_state(resized)
            self._moved.add(span.id)
            self._made[span.resized(*near).key] = span.id
            return Argument(role, span.id)
        return Argument(role, self._gold(self._filler(role, places, span, near)))

    def _may_move(self, span: Span, place: tuple[int, int]) -> bool:
        """Whether no other span says the same there, and the span has not moved already."""
        if span.id in self._moved or span.resized(*place).key in self._made:
            return False
        return self._there(place, lambda item: _is_same(item, span)) is None

    def _there(
        self, place: tuple[int, int], is_fit: Callable[[Span | Suggestion], bool]
    ) -> Span | Suggestion | None:
        """What stands exactly there and fits, and has not been moved away in this step."""
        return _standing(
            self._desk, place, lambda item: item.id not in self._moved and is_fit(item)
        )

    def _words_of(self, span: Span) -> str:
        return one_line(self._desk.surface(span))

    def _free_role(self) -> str:
        """The first role of the column that has room, else the first, else the usual one."""
        roles = [role for role in self._roles.values() if column_of(role.name) is self._column]
        for role in roles:
            count = sum(item.role == role.name for item in (*self._frame.arguments, *self._added))
            if role.cardinality.most is None or count < role.cardinality.most:
                return role.name
        if roles:
            return roles[0].name
        return self._old[0].role if self._old else neutral_role(self._column)

    def _filler(
        self,
        role: str,
        places: list[tuple[int, int]],
        before: Span | None,
        near: tuple[int, int] | None,
    ) -> Filler:
        """What stands at the nearest of the places, the role's own fillers first."""
        ordered = _nearest(places, self._trigger.start)
        if near is not None:
            ordered.insert(0, near)
        wanted = self._roles.get(role)
        for place in ordered:
            there = self._there(place, lambda item: _takes(wanted, item))
            if there is not None:
                return there
        there = self._there(ordered[0], lambda item: item.id != self._trigger.id)
        if there is not None and wanted is None:
            return there
        layer, label = self._label(wanted, before)
        same = self._there(ordered[0], lambda item: (item.layer, item.label) == (layer, label))
        return same or NewSpan(*ordered[0], layer, label)

    def _label(self, role: Role | None, before: Span | None) -> tuple[Layer, str]:
        if before is not None and _takes(role, before):
            return before.layer, before.label
        offered = self._schema.offered
        wanted = role or Role("")
        for found in map(filler_label, wanted.fillers):
            if found is not None and found in offered:
                return found
        guessed = (name for name in _GUESSED[self._column] if (Layer.ENTITY, name) in offered)
        given = label_for(self._schema, wanted, preferred=next(guessed, ""))
        return given or (Layer.EVENT, "")

    def _gold(self, filler: Filler) -> str:
        """Id of the gold span that stands for a filler; what makes it gold is noted."""
        if isinstance(filler, Span):
            return filler.id
        if isinstance(filler, Suggestion):
            edit = verbs.accept(self._desk, filler, hand=self._hand)
        else:
            edit = verbs.add_span(
                self._desk,
                filler.start,
                filler.end,
                label=filler.label,
                layer=filler.layer,
                hand=self._hand,
            )
        edits = _without_state(edit)
        made = next(item.after for item in edits if isinstance(item, PutSpan) and item.after)
        if made.key not in self._made:
            self._made[made.key] = made.id
            self._edits += edits
        return self._made[made.key]


def _takes(role: Role | None, item: Span | Suggestion) -> bool:
    return role is not None and role.takes(item.layer, item.label)


# -- where words stand -----------------------------------------------------------------------------


def places_of(text: str, words: str) -> list[tuple[int, int]]:
    """Where `words` stand in `text` as whole words (code points, half-open), in order.

    Any white space counts as one blank. Upper and lower case must agree, unless the words stand
    nowhere as they are written.
    """
    parts = words.split()
    if not parts:
        return []
    body = r"\s+".join(map(re.escape, parts))
    ahead = r"(?<!\w)" if parts[0][0].isalnum() else ""
    behind = r"(?!\w)" if parts[-1][-1].isalnum() else ""
    for flags in (re.NOFLAG, re.IGNORECASE):
        found = [match.span() for match in re.finditer(f"{ahead}{body}{behind}", text, flags)]
        if found:
            return found
    return []


def _required_places(desk: Desk, words: str) -> list[tuple[int, int]]:
    found = places_of(desk.article.text, words)
    if not found:
        raise WordsNotThereError(words=words)
    return found


def _overlapping(places: Iterable[tuple[int, int]], span: Span) -> tuple[int, int] | None:
    return next((each for each in places if each[0] < span.end and span.start < each[1]), None)


def _nearest(places: list[tuple[int, int]], offset: int) -> list[tuple[int, int]]:
    return sorted(places, key=lambda place: (abs(place[0] - offset), place))


def _standing(
    desk: Desk, place: tuple[int, int], is_fit: Callable[[Span | Suggestion], bool]
) -> Span | Suggestion | None:
    """The gold span, else the visible suggestion, that stands exactly there and fits."""
    for item in (*desk.spans.overlapping(*place), *desk.suggestions.overlapping(*place)):
        if (item.start, item.end) == place and is_fit(item):
            return item
    return None


# -- what may be chosen ----------------------------------------------------------------------------


def choices(
    desk: Desk, schema: LabelSchema, frame_id: str, column: Column, *, most: int = 200
) -> list[str]:
    """What a cell may say, to choose from: labels, attributes, or surfaces, the nearest first.

    Surfaces of spans and open suggestions that fit a role of the column come before the others.
    """
    frame = desk.annotations.frames.get(frame_id)
    trigger = desk.spans.get(frame.trigger_id) if frame is not None else None
    if trigger is None:
        return []
    if column is Column.LABEL:
        return [label.name for label in schema.choices(Layer.EVENT)]
    if column is Column.ATTRIBUTES:
        return [
            f"{item.name}={value}"
            for item in schema.attributes_of(trigger.label)
            for value in item.values
        ]
    ordered = sorted(
        _candidates(desk, schema, trigger, column),
        key=lambda pair: (not pair[0], abs(pair[1].start - trigger.start)),
    )
    surfaces = dict.fromkeys(one_line(desk.surface(item)) for _, item in ordered)
    return list(surfaces)[:most]


def _candidates(
    desk: Desk, schema: LabelSchema, trigger: Span, column: Column
) -> Iterator[tuple[bool, Span | Suggestion]]:
    """Spans and suggestions with whether they fit."""
    roles = [role for role in schema.roles_of(trigger.label) if column_of(role.name) is column]
    for item in (*desk.spans, *desk.suggestions):
        if column is Column.TRIGGER:
            if item.layer is Layer.EVENT:
                yield item.label == trigger.label, item
        elif item.id != trigger.id:
            is_usual = item.label in _GUESSED.get(column, ())
            yield any(role.takes(item.layer, item.label) for role in roles) or is_usual, item


def _is_ahead(words: str, text: str) -> bool:
    """Whether `text` begins with these words as one part."""
    if not words or _SEPARATOR not in words or not text.startswith(words):
        return False
    return text[len(words) :].lstrip()[:1] in ("", _SEPARATOR)


# -- within ---------------------------------------------------------------------------------------


def _without_state(edit: Edit | None) -> list[PrimitiveEdit]:
    """The primitive edits of a part of the step: the state of the article is one matter of it."""
    items = primitives(edit) if edit is not None else ()
    return [item for item in items if not isinstance(item, PutState)]
