"""Rows of WebAnno TSV 3 as annotations: stacked, over several units, with slots and relations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from annotate.errors import AnnotateError, ImportFormatError
from annotate.exchange.uima_layers import (
    DKPRO,
    RELATED,
    TOKEN,
    Annotation,
    Link,
    says_more,
    short_name,
)
from annotate.exchange.webanno_rows import Column, Kind, Row, TsvFile, split, unescape_value

Place = Callable[[Row], tuple[int, int]]
"""Code points of a row; may raise `AnnotateError`."""

_NONE, _NULL = "_", "*"
_NUMBERED = re.compile(r"(.*)\[(\d+)\]", re.DOTALL)
_BETWEEN = re.compile(r"(.*)\[(\d+)_(\d+)\]", re.DOTALL)
_LINK = re.compile(r"(.*)->(\d+)-(\d+)", re.DOTALL)
_ANY = "uima.tcas.Annotation"
_TOKENS = frozenset({TOKEN, f"{DKPRO}lexmorph.type.pos.POS"})


@dataclass(slots=True)
class _Slots:
    """Roles and targets of one link feature of one annotation."""

    roles: list[str] = field(default_factory=list[str])
    targets: list[str] = field(default_factory=list[str])


@dataclass(slots=True)
class _Reference:
    """A relation, while its ends are only named."""

    relation: Annotation
    unit: str
    value: str
    target: str


class AnnotationReader:
    """Collects annotations row by row; `finish` ties them together."""

    def __init__(self, file: TsvFile, place: Place, *, source: str) -> None:
        """Read `file`, whose rows lie where `place` says."""
        self._columns = file.columns
        self._place = place
        self._source = source
        self._units: dict[str, dict[str, list[Annotation]]] = {}
        self._by_number: dict[tuple[str, int], Annotation] = {}
        self._any_number: dict[int, Annotation] = {}
        self._slots: dict[tuple[str, str], _Slots] = {}
        self._references: dict[str, _Reference] = {}
        self._made: list[Annotation] = []
        self.left: Counter[str] = Counter()
        """What has no place, by the name of its layer: relations between tokens."""
        self.chains: dict[tuple[str, str], dict[str, tuple[int, int, str]]] = {}
        """Chains by layer and number: stretch and reference type of each of their links."""
        self.bad: list[AnnotateError] = list(file.bad)
        for sentence in file.sentences:
            for row in sentence.rows:
                self._row(row)

    def _row(self, row: Row) -> None:
        if all(value == _NONE for value in row.values):
            return
        try:
            start, end = self._place(row)
        except AnnotateError as error:
            self.bad.append(error)
            return
        unit = self._units.setdefault(row.id, {})
        for column, value in zip(self._columns, row.values, strict=True):
            if value == _NONE:
                continue
            if column.kind is Kind.CHAIN:
                if column.feature == RELATED:
                    types = self._reference_types(column.type, row)
                    self._chain_link(column.type, value, (start, end), types)
                continue
            for index, part in enumerate(split(value, "|")):
                self._value(column, row, unit, index, part, (start, end))

    def _reference_types(self, layer: str, row: Row) -> list[str]:
        """What the links on a row are said to be, one after the other."""
        for column, value in zip(self._columns, row.values, strict=True):
            if (column.type, column.feature) == (layer, "referenceType") and value != _NONE:
                said = [_number(part)[0] for part in split(value, "|")]
                return ["" if part == _NULL else unescape_value(part) for part in said]
        return []

    def _chain_link(self, layer: str, value: str, place: tuple[int, int], types: list[str]) -> None:
        """A token of a link, such as `coref->1-2`: the second one of the first chain."""
        for index, part in enumerate(split(value, "|")):
            found = _LINK.fullmatch(part)
            if found is None:
                self.left[short_name(layer)] += 1
                continue
            relation, chain, number = found.groups()
            links = self.chains.setdefault((layer, chain), {})
            kind = types[index] if index < len(types) else ""
            if number not in links:
                self.left[RELATED] += says_more(unescape_value(_number(relation)[0]))
            start, end, known = links.get(number, (*place, kind))
            links[number] = (min(start, place[0]), max(end, place[1]), known)

    def _value(
        self,
        column: Column,
        row: Row,
        unit: dict[str, list[Annotation]],
        index: int,
        value: str,
        place: tuple[int, int],
    ) -> None:
        number = 0
        if column.kind not in (Kind.TARGET, Kind.RELATION):
            value, number = _number(value)
        item = self._annotation(column, row, unit, index, number, place)
        if column.kind is Kind.FEATURE and value != _NULL:
            item.features[column.feature] = unescape_value(value)
        elif column.kind is Kind.ROLE:
            item.is_host = True
            roles = [] if value == _NONE else split(value, ";")
            self._slots.setdefault((item.id, column.feature), _Slots()).roles = [
                "" if role == _NULL else unescape_value(role) for role in roles
            ]
        elif column.kind is Kind.TARGET:
            item.is_host = True
            slots = self._slots.setdefault((item.id, column.feature), _Slots())
            slots.targets = [] if value in (_NONE, _NULL) else split(value, ";")
        elif column.kind is Kind.RELATION:
            self._references[item.id] = _Reference(item, row.id, value, column.target)

    def _annotation(
        self,
        column: Column,
        row: Row,
        unit: dict[str, list[Annotation]],
        index: int,
        number: int,
        place: tuple[int, int],
    ) -> Annotation:
        """The annotation at this place of the stack: seen in another column, or row, or new."""
        stack = unit.setdefault(column.type, [])
        # By its number first: some programs leave out what has no value, and the stacks differ.
        item = self._by_number.get((column.type, number)) if number else None
        if item is None and index < len(stack):
            item = stack[index]
        if item is None:
            item = Annotation(f"a{len(self._made) + 1}", column.type, *place, line=row.line)
            self._made.append(item)
        if item not in stack:
            stack.append(item)
        item.end = max(item.end, place[1])
        if number:
            self._by_number.setdefault((column.type, number), item)
            self._any_number.setdefault(number, item)
        return item

    def finish(self) -> list[Annotation]:
        """Every annotation, with links and relations tied; what leads nowhere is in `bad`."""
        by_id = {item.id: item for item in self._made}
        for (host, feature), slots in self._slots.items():
            item = by_id[host]
            roles = slots.roles or [""] * len(slots.targets)
            if len(roles) != len(slots.targets):
                self.bad.append(
                    self._wrong(item, f"{len(roles)} roles, {len(slots.targets)} targets")
                )
            for role, target in zip(roles, slots.targets, strict=False):
                self._link(item, feature, role, target)
        between_tokens: set[str] = set()
        for reference in self._references.values():
            if reference.target in _TOKENS:
                self.left[short_name(reference.relation.type)] += 1
                between_tokens.add(reference.relation.id)
            else:
                self._tie(reference)
        return [item for item in self._made if item.id not in between_tokens]

    def _link(self, item: Annotation, feature: str, role: str, target: str) -> None:
        if target in (_NONE, _NULL):
            return
        unit, number = _number(target)
        wanted = next(
            (
                column.target
                for column in self._columns
                if column.kind is Kind.TARGET
                and (column.type, column.feature) == (item.type, feature)
            ),
            _ANY,
        )
        found = self._resolve(wanted, unit, number)
        if found is None:
            self.bad.append(self._wrong(item, target))
        else:
            item.links.append(Link(feature, role, found.id))

    def _tie(self, reference: _Reference) -> None:
        match = _BETWEEN.fullmatch(reference.value)
        unit, first, last = (
            (match[1], int(match[2]), int(match[3])) if match else (reference.value, 0, 0)
        )
        source = self._resolve(reference.target, unit, first)
        target = self._resolve(reference.target, reference.unit, last)
        relation = reference.relation
        relation.governor = source.id if source else "?"
        relation.dependent = target.id if target else "?"

    def _resolve(self, type_name: str, unit: str, number: int) -> Annotation | None:
        if number:
            return self._by_number.get((type_name, number)) or self._any_number.get(number)
        there = self._units.get(unit, {})
        if type_name in there:
            return there[type_name][0]
        if type_name == _ANY:
            return next((stack[0] for stack in there.values()), None)
        return None

    def _wrong(self, item: Annotation, found: str) -> ImportFormatError:
        return ImportFormatError(
            file=self._source,
            line=item.line,
            found=found,
            expected="a reference to an annotation of the file",
        )


def _number(value: str) -> tuple[str, int]:
    """A value without its disambiguation id, and the id; 0 where there is none."""
    if value.endswith("\\]"):
        return value, 0
    match = _NUMBERED.fullmatch(value)
    return (value, 0) if match is None or match[1].endswith("\\") else (match[1], int(match[2]))
