"""Lines of brat standoff as spans, frames and relations, and `annotation.conf` as labels.

Source: https://brat.nlplab.org/standoff.html. A line that cannot be is refused by its number; the
others are taken. A span in several pieces becomes the stretch from first to last, and is listed
unless only white space parts them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange.brat_offsets import Counting, Quoted, find_counting, says
from annotate.exchange.brat_schema_writing import EQUIVALENT
from annotate.exchange.drafts import Refusal
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import RecordChain, RecordFrame, RecordRelation, RecordSpan
from annotate.exchange.settling import find_cycle
from annotate.schema.roles import JOINT
from annotate.spans import Layer

Line = tuple[str, int, str]
"""File, line number, and the line itself."""

_Take = Callable[[str, int, str, list[str]], None]

_STRETCH = re.compile(r"(\S+) (-?\d{1,9} -?\d{1,9}(?:;-?\d{1,9} -?\d{1,9})*)\s*")
_NUMBERED = re.compile(r"(.*\D)[1-9]\d*")
_BINARY = "true"
_PART = re.compile(r"\S+")
_ROLE = re.compile(r"([^\s,:{}?*+]+)(?:[?*+]|\{[^}]*\})?:")


@dataclass(frozen=True, slots=True)
class BratLabels:
    """What `annotation.conf` declares; `roles` are those of all events."""

    entities: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    attributes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()

    def joined(self, other: BratLabels) -> BratLabels:
        """What either declares."""
        return BratLabels(
            self.entities | other.entities,
            self.events | other.events,
            self.relations | other.relations,
            self.attributes | other.attributes,
            self.roles | other.roles,
        )


def read_labels(configuration: str) -> BratLabels:
    """The labels of an `annotation.conf`; https://brat.nlplab.org/configuration.html."""
    found: dict[str, set[str]] = {}
    roles: set[str] = set()
    section = ""
    for line in configuration.splitlines():
        content = line.partition("#")[0].strip()
        if content.startswith("[") and content.endswith("]"):
            section = content[1:-1].strip().lower()
        elif content and not content.startswith(("<", "-")):
            name = content.split(None, 1)[0].lstrip("!").partition("|")[0]
            found.setdefault(section, set()).add(name)
            if section == "events":
                roles.update(role for role in _ROLE.findall(content) if not role.startswith("<"))
    return BratLabels(
        frozenset(found.get("entities", set()) | found.get("spans", set())),
        frozenset(found.get("events", ())),
        frozenset(found.get("relations", ())),
        frozenset(found.get("attributes", ())),
        frozenset(roles),
    )


@dataclass(frozen=True, slots=True)
class _Stretch:
    id: str
    label: str
    quoted: Quoted
    file: str
    line: int


@dataclass(slots=True)
class _Event:
    id: str
    trigger: str
    parts: list[tuple[str, str]]
    file: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Found:
    """What the lines say, and what was wrong with them."""

    spans: list[RecordSpan] = field(default_factory=list[RecordSpan])
    frames: list[RecordFrame] = field(default_factory=list[RecordFrame])
    relations: list[RecordRelation] = field(default_factory=list[RecordRelation])
    chains: list[RecordChain] = field(default_factory=list[RecordChain])
    refusals: list[Refusal] = field(default_factory=list[Refusal])
    losses: list[Loss] = field(default_factory=list[Loss])


def read_annotations(text: str, lines: Iterable[Line], labels: BratLabels) -> Found:
    """Spans, frames, relations and chains of one document; offsets are code points of `text`."""
    return _Reader(text, labels).read(list(lines))


class _Reader:
    def __init__(self, text: str, labels: BratLabels) -> None:
        self._text = text
        self._labels = labels
        self._found = Found()
        self._stretches: dict[str, _Stretch] = {}
        self._events: dict[str, _Event] = {}
        self._relations: set[str] = set()
        self._tied: list[tuple[str, int, RecordRelation]] = []
        self._spans: dict[str, RecordSpan] = {}

    def read(self, lines: list[Line]) -> Found:
        # In the order of their kinds: an event may stand before its trigger.
        waiting: dict[str, list[tuple[str, int, str, list[str]]]] = {}
        for file, number, line in lines:
            name, *rest = line.split("\t")
            kind = name[:1] if name[:1] in "TERAMN*#" and rest else "?"
            waiting.setdefault(kind, []).append((file, number, name, rest))
        for kind, take in (
            ("T", self._stretch),
            ("E", self._event),
            ("?", self._unknown),
            ("A", self._attribute),
            ("M", self._attribute),
            ("N", self._reference),
            ("#", self._note),
        ):
            for item in waiting.get(kind, ()):
                self._attempt(take, *item)
        self._settle_spans()
        for item in waiting.get("R", ()):
            self._attempt(self._relation, *item)
        for item in waiting.get("*", ()):
            self._attempt(self._equivalence, *item)
        self._settle_frames()
        self._settle_relations()
        self._found.spans = list(self._spans.values())
        return self._found

    def _attempt(self, take: _Take, file: str, number: int, name: str, rest: list[str]) -> None:
        try:
            take(file, number, name, rest)
        except AnnotateError as error:
            self._found.refusals.append(Refusal(file, number, error))

    def _lose(self, code: LossCode, file: str, line: int, detail: str) -> None:
        self._found.losses.append(Loss(code, file, line, detail))

    def _stretch(self, file: str, number: int, name: str, rest: list[str]) -> None:
        match = _STRETCH.fullmatch(rest[0])
        if match is None:
            raise _wrong(file, number, rest[0], "a type and offsets, as in “PERSON 0 5”")
        pieces = [piece.split(" ") for piece in match[2].split(";")]
        fragments = tuple((int(start), int(end)) for start, end in pieces)
        surface = "\t".join(rest[1:]) if len(rest) > 1 else None
        if name in self._stretches:
            self._lose(LossCode.DUPLICATE_ID, file, number, name)
            return
        quoted = Quoted(fragments, surface or None)
        self._stretches[name] = _Stretch(name, match[1], quoted, file, number)

    def _event(self, file: str, number: int, name: str, rest: list[str]) -> None:
        parts = [part.rpartition(":") for part in _PART.findall(rest[0])]
        if not parts or not all(head and value for head, _, value in parts):
            expected = "a trigger and arguments, as in “ATTACK:T1 Agent:T2”"
            raise _wrong(file, number, rest[0], expected)
        if name in self._events:
            self._lose(LossCode.DUPLICATE_ID, file, number, name)
            return
        (_label, _, trigger), *others = parts
        if trigger not in self._stretches:
            self._lose(LossCode.DANGLING, file, number, f"{name}: {trigger}")
            return
        arguments = [(role, value) for role, _, value in others]
        self._events[name] = _Event(name, trigger, arguments, file, number)

    def _unknown(self, file: str, number: int, name: str, rest: list[str]) -> None:
        line = "\t".join([name, *rest])
        raise _wrong(file, number, line[:80], "a line that begins with T, E, R, A, M, N, * or #")

    def _attribute(self, file: str, number: int, name: str, rest: list[str]) -> None:
        parts = rest[0].split(None, 2)
        if len(parts) < 2:
            raise _wrong(file, number, rest[0], "an attribute and what it is about")
        label, about, *values = parts
        value = values[0].strip() if values else _BINARY
        events = [self._events[about]] if about in self._events else []
        if not events:
            events = [event for event in self._events.values() if event.trigger == about]
        if len(events) == 1:
            # Several values of one attribute are lines of their own.
            said = events[0].attributes.get(label)
            values = [value] if said is None else [*said.split(JOINT), value]
            events[0].attributes[label] = JOINT.join(dict.fromkeys(values))
        elif events or about in self._stretches or about[:1] == "R":
            self._lose(LossCode.ATTRIBUTE, file, number, f"{label} {about} {value}")
        else:
            self._lose(LossCode.DANGLING, file, number, f"{name}: {about}")

    def _equivalence(self, file: str, number: int, _name: str, rest: list[str]) -> None:
        label, *names = rest[0].split() or [""]
        found = [self._resolved(name) for name in names]
        there = tuple(dict.fromkeys(span for span in found if span is not None))
        if None in found:
            self._lose(LossCode.DANGLING, file, number, rest[0])
        if label != EQUIVALENT:
            # Another relation that goes both ways and on: its name is worth more than its form.
            self._tied += [
                (file, number, RecordRelation(head, child, label))
                for head, child in itertools.pairwise(there)
            ]
        elif len(there) > 1:
            self._found.chains.append(RecordChain(there, f"*{number}"))

    def _reference(self, file: str, number: int, _name: str, rest: list[str]) -> None:
        self._lose(LossCode.ELEMENT, file, number, " ".join(rest))

    def _note(self, file: str, number: int, _name: str, rest: list[str]) -> None:
        self._lose(LossCode.NOTE, file, number, " ".join(rest))

    def _settle_spans(self) -> None:
        """Turn stretches into spans, each in its layer."""
        stretches = list(self._stretches.values())
        counting = find_counting(self._text, [item.quoted for item in stretches])
        triggers = {event.trigger for event in self._events.values()}
        for item in stretches:
            try:
                self._spans[item.id] = self._span(item, counting, triggers)
            except AnnotateError as error:
                self._found.refusals.append(Refusal(item.file, item.line, error))

    def _span(self, item: _Stretch, counting: Counting, triggers: set[str]) -> RecordSpan:
        fragments = counting.fragments(item.quoted)
        if fragments is None:
            found = ";".join(f"{start} {end}" for start, end in item.quoted.fragments)
            expected = f"offsets inside the text of {len(self._text)} characters"
            raise _wrong(item.file, item.line, found, expected)
        fragments = tuple(sorted(fragments))
        start, end = fragments[0][0], max(last for _, last in fragments)
        surface = item.quoted.surface
        if surface is not None and not says(self._text, fragments, surface):
            found = f"“{self._text[start:end][:80]}”"
            raise _wrong(item.file, item.line, found, f"the text “{surface[:80]}” there")
        if any(self._text[a:b].strip() for a, b in _gaps(fragments)):
            detail = f"{item.label} “{(surface or self._text[start:end])[:80]}”"
            self._lose(LossCode.DISCONTINUOUS, item.file, item.line, detail)
        return RecordSpan(start, end, item.label, self._layer(item, triggers), item.id)

    def _layer(self, item: _Stretch, triggers: set[str]) -> Layer | None:
        labels = self._labels
        if item.id in triggers:
            return Layer.EVENT
        if item.label in labels.entities or (triggers and item.label not in labels.events):
            return Layer.ENTITY
        return Layer.EVENT if item.label in labels.events else None

    def _relation(self, file: str, number: int, name: str, rest: list[str]) -> None:
        label, *parts = rest[0].split() or [""]
        ends = [part.rpartition(":")[2] for part in parts if ":" in part]
        if not label or len(ends) < 2:
            raise _wrong(file, number, rest[0], "a relation, as in “Located Arg1:T1 Arg2:T2”")
        if name in self._relations:
            self._lose(LossCode.DUPLICATE_ID, file, number, name)
            return
        self._relations.add(name)
        head, child = (self._resolved(end) for end in ends[:2])
        if head is None or child is None:
            self._lose(LossCode.DANGLING, file, number, f"{label} {ends[0]} {ends[1]}")
            return
        self._tied.append((file, number, RecordRelation(head, child, label)))

    def _resolved(self, name: str) -> str | None:
        """Id of the span that a T or E id speaks of; an event is spoken of by its trigger."""
        event = self._events.get(name)
        span = event.trigger if event else name
        return span if span in self._spans else None

    def _refuse_circles(self) -> None:
        """Take events that are, by way of others, their own arguments out of their circles."""
        while True:
            arcs = {
                name: [value for _, value in event.parts] for name, event in self._events.items()
            }
            circle = find_cycle(arcs)
            if not circle:
                return
            last = max((self._events[name] for name in circle), key=lambda event: event.line)
            error = _wrong(
                last.file, last.line, " → ".join(circle), "no event that is its own argument"
            )
            self._found.refusals.append(Refusal(last.file, last.line, error))
            last.parts = [part for part in last.parts if part[1] not in circle]

    def _settle_frames(self) -> None:
        self._refuse_circles()
        for event in self._events.values():
            if event.trigger not in self._spans:
                self._lose(LossCode.DANGLING, event.file, event.line, event.id)
                continue
            arguments: list[tuple[str, str]] = []
            names = {role for role, _ in event.parts}
            for role, value in event.parts:
                span = self._resolved(value)
                if span is None:
                    detail = f"{event.id} {role}:{value}"
                    self._lose(LossCode.DANGLING, event.file, event.line, detail)
                else:
                    arguments.append((self._role(role, names), span))
            if arguments or event.attributes:
                attributes = tuple(sorted(event.attributes.items()))
                self._found.frames.append(
                    RecordFrame(event.trigger, tuple(arguments), attributes, event.id)
                )

    def _settle_relations(self) -> None:
        """Take the relations, but for one of each circle of events by way of their triggers.

        Two events may share a trigger, and a relation of an event becomes an argument of it.
        """
        while True:
            arcs: dict[str, list[str]] = {}
            for frame in self._found.frames:
                arcs.setdefault(frame.trigger, []).extend(item for _, item in frame.arguments)
            for _, _, relation in self._tied:
                if self._spans[relation.head].layer is Layer.EVENT:
                    arcs.setdefault(relation.head, []).append(relation.child)
            circle = find_cycle(arcs)
            closing = [x for x in self._tied if (x[2].head, x[2].child) in _steps(circle)]
            if not closing:
                break
            file, line, _ = last = max(closing, key=lambda item: item[1])
            error = _wrong(file, line, " → ".join(circle), "no event that is its own argument")
            self._found.refusals.append(Refusal(file, line, error))
            self._tied.remove(last)
        self._found.relations = [relation for _, _, relation in self._tied]

    def _role(self, role: str, others: set[str]) -> str:
        """The role without the number that brat gives to repeated ones (`Theme`, `Theme2`).

        The shared tasks also number the first one (`Theme1`), and by it what belongs together
        (`Theme2` and its `Site2`): there the configuration says which roles there are.
        """
        match = _NUMBERED.fullmatch(role)
        if match is None or role in self._labels.roles:
            return role
        is_repeated = match[1] in others and role != f"{match[1]}1"
        return match[1] if is_repeated or match[1] in self._labels.roles else role


def _steps(circle: Sequence[str]) -> set[tuple[str, str]]:
    return set(itertools.pairwise(circle))


def _gaps(fragments: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(before[1], after[0]) for before, after in itertools.pairwise(fragments)]


def _wrong(file: str, line: int, found: str, expected: str) -> ImportFormatError:
    return ImportFormatError(file=file, line=line, found=found, expected=expected)
