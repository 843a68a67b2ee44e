"""brat standoff out: one `.txt` and `.ann` for each article, and an `annotation.conf` for all.

A span over a line end is written in pieces, because brat cannot draw it otherwise; it comes back
whole. An event without arguments is an E line with its trigger alone. Repeated roles are numbered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from annotate.exchange.brat_schema_writing import (
    EQUIVALENT,
    brat_name,
    in_names,
    with_what_is_used,
    write_configuration,
)
from annotate.exchange.file_names import FileNames
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer

_LINE = re.compile(r"[^\n]+")
_BREAKS = re.compile(r"[\t\n\r]+")
_BINARY = "true"


class BratWriter:
    """Writes articles one after another; `finish` writes the configuration."""

    def __init__(self, target: Path, log: WriteLog) -> None:
        """Write into the folder `target`, which is there."""
        self._target = target
        self._log = log
        self._files = FileNames()
        self._names: dict[str, str] = {}
        self._entities: dict[str, None] = {}
        self._roles: dict[str, dict[str, None]] = {}
        schema = log.schema or LabelSchema("brat", ())
        self._role_names = {role.name for label in schema.labels for role in label.roles}
        self._attributes: dict[str, dict[str, None]] = {}
        self._relations: dict[str, None] = {}
        self._has_chains = False

    def add(self, record: Record) -> None:
        """Write one article."""
        name = self._files.of(record)
        (self._target / f"{name}.txt").write_bytes(record.text.encode("utf-8"))
        lines = "".join(f"{line}\n" for line in self._lines(record))
        (self._target / f"{name}.ann").write_bytes(lines.encode("utf-8"))

    def _lines(self, record: Record) -> Iterator[str]:
        ordered = sorted(record.spans, key=lambda span: (span.start, -span.end, span.label))
        ids: dict[str, str] = {}
        written: list[tuple[str, RecordSpan]] = []
        for span in ordered:
            name = f"T{len(written) + 1}"
            yield self._stretch(record, span, name)
            written.append((name, span))
            ids[span.id or name] = name
        events, own = _events(record, ids, written)
        for name, trigger, label, frame in events:
            plain = self._name(label)
            yield self._event(name, trigger, plain, frame, {**ids, **own})
        number = 0
        for name, _trigger, _label, frame in events:
            for attribute, value in frame.attributes if frame else ():
                for part in self._parts(attribute, value):
                    number += 1
                    yield self._attribute(f"A{number}", attribute, part, name, record)
        for position, relation in enumerate(record.relations, 1):
            label = self._name(relation.label)
            self._relations[label] = None
            head, child = ids[relation.head], ids[relation.child]
            yield f"R{position}\t{label} Arg1:{head} Arg2:{child}"
        for chain in record.chains:
            self._has_chains = True
            names = " ".join(own.get(item, ids[item]) for item in chain.span_ids)
            yield f"*\t{EQUIVALENT} {names}"

    def _stretch(self, record: Record, span: RecordSpan, name: str) -> str:
        pieces = [match.span() for match in _LINE.finditer(record.text, span.start, span.end)] or [
            (span.start, span.end)
        ]
        if (pieces[0][0], pieces[-1][1]) != (span.start, span.end):
            surface = record.text[span.start : span.end]
            self._log.lose(LossCode.TRIMMED, record, f"{span.label} “{surface[:80]}”")
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
        surface = " ".join(record.text[start:end] for start, end in pieces)
        label = self._name(span.label)
        if span.layer is not Layer.EVENT:
            self._entities[label] = None
        return f"{name}\t{label} {offsets}\t{_BREAKS.sub(' ', surface)}"

    def _event(
        self,
        name: str,
        trigger: str,
        label: str,
        frame: RecordFrame | None,
        ids: dict[str, str],
    ) -> str:
        roles = self._roles.setdefault(label, {})
        used: Counter[str] = Counter()
        parts = [f"{label}:{trigger}"]
        for role, span_id in frame.arguments if frame else ():
            plain = self._name(role)
            roles[plain] = None
            parts.append(f"{self._numbered(plain, used)}:{ids[span_id]}")
        return f"{name}\t{' '.join(parts)}"

    def _numbered(self, role: str, used: Counter[str]) -> str:
        """The role with the number that brat gives to repeated ones; none that is a role itself."""
        self._role_names.add(role)
        while True:
            used[role] += 1
            name = role if used[role] == 1 else f"{role}{used[role]}"
            if name == role or name not in self._role_names:
                return name

    def _parts(self, attribute: str, value: str) -> tuple[str, ...]:
        """A line for each value of an attribute that takes several."""
        known = self._log.schema.attribute(attribute) if self._log.schema is not None else None
        return (value,) if known is None else known.parts(value) or (value,)

    def _attribute(self, name: str, label: str, value: str, about: str, record: Record) -> str:
        plain = self._name(label)
        if value == _BINARY:
            self._attributes.setdefault(plain, {})
            return f"{name}\t{plain} {about}"
        line = _BREAKS.sub(" ", value).strip()
        if line != value:
            self._log.lose(LossCode.CHARACTER, record, f"{label}: {value[:80]}")
        self._attributes.setdefault(plain, {})[line] = None
        return f"{name}\t{plain} {about} {line}"

    def _name(self, label: str, *, is_told: bool = True) -> str:
        """`label` as brat can hold it; another one that would be the same gets a number."""
        known = self._names.get(label)
        if known is not None:
            return known
        stem = brat_name(label)
        name, number = stem, 1
        while name in self._names.values():
            number += 1
            name = f"{stem}_{number}"
        if name != label and is_told:
            self._log.rename(label, name)
        self._names[label] = name
        return name

    def finish(self) -> None:
        """Write `annotation.conf`: the project's schema, with what is used and not in it."""
        schema = self._log.schema or LabelSchema("brat", ())
        full = with_what_is_used(
            in_names(schema, lambda name: self._name(name, is_told=False)),
            entities=tuple(self._entities),
            roles={name: tuple(roles) for name, roles in self._roles.items()},
            attributes={name: tuple(values) for name, values in self._attributes.items()},
            relations=tuple(self._relations),
        )
        text = write_configuration(full, has_chains=self._has_chains)
        (self._target / "annotation.conf").write_bytes(text.encode("utf-8"))


_Written = tuple[str, str, str, RecordFrame | None]
"""Id of the event, id of its trigger, label, frame."""


def _events(
    record: Record, ids: dict[str, str], written: list[tuple[str, RecordSpan]]
) -> tuple[list[_Written], dict[str, str]]:
    """The events to write, and by which id an argument names a trigger: that of its first event."""
    by_name = dict(written)
    events: list[_Written] = []
    own: dict[str, str] = {}
    for frame in record.frames:
        trigger = ids[frame.trigger]
        name = f"E{len(events) + 1}"
        events.append((name, trigger, by_name[trigger].label, frame))
        own.setdefault(frame.trigger, name)
    for trigger, span in written:
        span_id = span.id or trigger
        if span.layer is Layer.EVENT and span_id not in own:
            name = f"E{len(events) + 1}"
            events.append((name, trigger, span.label, None))
            own[span_id] = name
    return events, own
