"""WebAnno TSV 3.3 out.

The white space behind a sentence is written as part of it, because the format has no other place
for it; so a text comes back as it was. What stands before the first token comes back as spaces. A
span that cuts a token gets a sub-token.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from annotate.exchange.fitting import arc_of, mentions_of, shown
from annotate.exchange.formats.api import WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordRelation, RecordSpan
from annotate.exchange.text_map import Utf16Offsets
from annotate.exchange.tokens_out import cut, sentences
from annotate.exchange.uima_layers import (
    COREFERENCE,
    EVENT,
    EVENT_ARGUMENTS,
    EVENT_LABEL,
    EVENT_LINK,
    NAMED_ENTITY,
    RELATION,
    RELATION_LABEL,
)
from annotate.exchange.webanno_rows import escape_text, escape_value
from annotate.spans import Layer

_Value = Callable[["_Item"], str]
_FEATURE = re.compile(r"[A-Za-z]\w*")


@dataclass(slots=True)
class _Item:
    """An annotation to write; `number` is its disambiguation id, `units` the rows it is in."""

    span: RecordSpan
    frame: RecordFrame | None
    number: int
    units: list[str] = field(default_factory=list[str])


@dataclass(frozen=True, slots=True)
class _Link:
    """A mention of a chain: the numbers of both, from 1; its label where the words leave doubt."""

    chain: int
    number: int
    label: str


@dataclass(slots=True)
class _Unit:
    """A row: token or part of one, in code points."""

    id: str
    start: int
    end: int
    entities: list[_Item] = field(default_factory=list[_Item])
    events: list[_Item] = field(default_factory=list[_Item])
    links: list[_Link] = field(default_factory=list["_Link"])


def write_document(record: Record, log: WriteLog) -> str:
    """The file of one article."""
    return _Writer(record, log).written()


class _Writer:
    def __init__(self, record: Record, log: WriteLog) -> None:
        self._record = record
        self._log = log
        self._text = record.text
        entities = {span.id for span in record.spans if span.layer is not Layer.EVENT}
        # A layer of relations ties annotations of one layer.
        tied = (x for x in record.relations if {x.head, x.child} <= entities)
        self._relations = frozenset(tied)
        self._has_events = any(span.layer is Layer.EVENT for span in record.spans)
        self._utf16 = Utf16Offsets(record.text)
        self._words = cut(record.text, ())
        self._starts = [word.start for word in self._words]
        self._ends = [word.end for word in self._words]
        self._sentences = sentences(record.text, self._words)
        self._units = self._tokens()
        self._parts: dict[int, dict[tuple[int, int], _Unit]] = {}
        self._attributes = sorted(
            {name for frame in record.frames for name, _ in frame.attributes if _is_feature(name)}
        )

    def _tokens(self) -> list[_Unit]:
        units: list[_Unit] = []
        for number, sentence in enumerate(self._sentences, 1):
            for position, index in enumerate(sentence, 1):
                word = self._words[index]
                units.append(_Unit(f"{number}-{position}", word.start, word.end))
        return units

    def written(self) -> str:
        items = self._items()
        for item in items:
            self._lay(item)
        self._name_parts()
        first = {item.span.id: item for item in reversed(items) if item.units}
        has_chains = self._lay_chains(first)
        ending = self._relations_by_row(first)
        lines = [*self._header(has_chains=has_chains)]
        for sentence in self._sentences:
            lines += ["", *self._texts(sentence)]
            for index in sentence:
                parts = self._parts.get(index, {})
                for unit in (self._units[index], *(parts[key] for key in sorted(parts))):
                    relations = ending.get(unit.id, ())
                    lines.append(self._row(unit, first, relations, has_chains=has_chains))
        self._tell_edges()
        return "\n".join(lines) + "\n"

    def _lay_chains(self, first: dict[str, _Item]) -> bool:
        """Put the links of chains on the rows of their spans; whether there are any."""
        units = {unit.id: unit for unit in self._units}
        units |= {unit.id: unit for parts in self._parts.values() for unit in parts.values()}
        places = Counter((item.span.start, item.span.end) for item in first.values())
        number = 0
        for chain in self._record.chains:
            mentions = [first[span_id] for span_id in chain.span_ids if span_id in first]
            if len(mentions) < len(chain.span_ids):
                self._log.lose(LossCode.CHAIN, self._record, mentions_of(self._record, chain))
            if len(mentions) < 2:
                continue
            number += 1
            for position, item in enumerate(mentions, 1):
                is_alone = places[item.span.start, item.span.end] == 1
                link = _Link(number, position, "" if is_alone else item.span.label)
                for unit_id in dict.fromkeys(item.units):
                    units[unit_id].links.append(link)
        return number > 0

    def _relations_by_row(self, first: dict[str, _Item]) -> dict[str, list[RecordRelation]]:
        """The relations by the first row of their child; those that have no row are counted."""
        found: dict[str, list[RecordRelation]] = {}
        for relation in self._record.relations:
            if relation in self._relations and {relation.head, relation.child} <= first.keys():
                found.setdefault(first[relation.child].units[0], []).append(relation)
            else:
                self._log.lose(LossCode.RELATION, self._record, arc_of(self._record, relation))
        return found

    def _items(self) -> list[_Item]:
        ordered = sorted(self._record.spans, key=lambda span: (span.start, -span.end, span.label))
        frames: dict[str, list[RecordFrame]] = {}
        for frame in self._record.frames:
            frames.setdefault(frame.trigger, []).append(frame)
            for name, value in frame.attributes:
                if not _is_feature(name):
                    self._log.lose(LossCode.ATTRIBUTE, self._record, f"{name}={value}")
        items: list[_Item] = []
        for span in ordered:
            own: list[RecordFrame | None] = [*(frames.get(span.id) or [None])]
            items += [_Item(span, frame, len(items) + 1 + at) for at, frame in enumerate(own)]
        return items

    def _lay(self, item: _Item) -> None:
        """Put an annotation on the rows that it covers, making parts of tokens where it must."""
        span = item.span
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        if first > last:
            self._log.lose(LossCode.OFF_TOKENS, self._record, shown(self._record, span))
            self._log.spans -= 1  # the driver has counted it
            return
        if span.start < self._starts[first] or span.end > self._ends[last]:
            self._log.lose(LossCode.TRIMMED, self._record, shown(self._record, span))
        for index in range(first, last + 1):
            token = self._units[index]
            start, end = max(span.start, token.start), min(span.end, token.end)
            unit = token
            if (start, end) != (token.start, token.end):
                parts = self._parts.setdefault(index, {})
                unit = parts.setdefault((start, end), _Unit("", start, end))
            (unit.events if span.layer is Layer.EVENT else unit.entities).append(item)

    def _name_parts(self) -> None:
        for index, parts in self._parts.items():
            for number, key in enumerate(sorted(parts), 1):
                parts[key].id = f"{self._units[index].id}.{number}"
        for index, token in enumerate(self._units):
            for unit in (token, *(self._parts.get(index, {}).values())):
                for item in (*unit.entities, *unit.events):
                    item.units.append(unit.id)

    def _header(self, *, has_chains: bool) -> Iterator[str]:
        yield "#FORMAT=WebAnno TSV 3.3"
        yield f"#T_SP={NAMED_ENTITY}|value"
        if self._has_events:
            features = "|".join([EVENT_LABEL, *self._attributes])
            slot = f"ROLE_{EVENT}:{EVENT_ARGUMENTS}_{EVENT_LINK}|uima.tcas.Annotation"
            yield f"#T_SP={EVENT}|{features}|{slot}"
        if self._relations:
            yield f"#T_RL={RELATION}|{RELATION_LABEL}|BT_{NAMED_ENTITY}"
        if has_chains:
            yield f"#T_CH={COREFERENCE}|referenceType|referenceRelation"
        yield ""

    def _texts(self, sentence: Sequence[int]) -> Iterator[str]:
        """Lines of text of a sentence with the white space behind it."""
        last = self._words[sentence[-1]]
        text = self._text[self._words[sentence[0]].start : last.next_start]
        for line in text.split("\n"):
            yield f"#Text={escape_text(line)}"

    def _row(
        self,
        unit: _Unit,
        first: dict[str, _Item],
        relations: Sequence[RecordRelation],
        *,
        has_chains: bool,
    ) -> str:
        start, end = self._utf16.utf16(unit.start), self._utf16.utf16(unit.end)
        cells = [unit.id, f"{start}-{end}", self._text[unit.start : unit.end]]
        cells.append(_stack(unit.entities, lambda item: escape_value(item.span.label)))
        if self._has_events:
            cells.append(_stack(unit.events, lambda item: escape_value(item.span.label)))
            cells += [
                _stack(unit.events, lambda item, name=name: _attribute(item, name))
                for name in self._attributes
            ]
            cells.append(_stack(unit.events, lambda item: _roles(item, first)))
            cells.append("|".join(_targets(item, first) for item in unit.events) or "_")
        if self._relations:
            cells.append("|".join(escape_value(item.label) for item in relations) or "_")
            cells.append("|".join(_between(item, first) for item in relations) or "_")
        if has_chains:
            cells.append("|".join(map(_reference, unit.links)) or "_")
            cells.append("|".join(f"*->{x.chain}-{x.number}" for x in unit.links) or "_")
        return "\t".join([*cells, ""])

    def _tell_edges(self) -> None:
        """Tell what the format changes in the text: white space in front becomes spaces."""
        front = self._text[: self._starts[0]] if self._starts else self._text
        if front.strip(" "):
            self._log.lose(LossCode.CHARACTER, self._record, f"white space in front: {front!r}")


def _is_feature(name: str) -> bool:
    return bool(_FEATURE.fullmatch(name)) and name not in (EVENT_LABEL, EVENT_ARGUMENTS)


def _stack(items: Sequence[_Item], value: _Value) -> str:
    return "|".join(f"{value(item)}[{item.number}]" for item in items) or "_"


def _attribute(item: _Item, name: str) -> str:
    value = dict(item.frame.attributes).get(name) if item.frame else None
    return "*" if value is None else escape_value(value)


def _arguments(item: _Item, first: dict[str, _Item]) -> list[tuple[str, str]]:
    """Roles and ids of fillers that were written."""
    pairs = item.frame.arguments if item.frame else ()
    return [(role, span_id) for role, span_id in pairs if span_id in first]


def _roles(item: _Item, first: dict[str, _Item]) -> str:
    return ";".join(escape_value(role) or "*" for role, _ in _arguments(item, first)) or "_"


def _reference(link: _Link) -> str:
    return f"{escape_value(link.label) or '*'}[{link.chain}]"


def _between(relation: RecordRelation, first: dict[str, _Item]) -> str:
    """The row at which a relation begins, and the numbers of its ends."""
    head, child = first[relation.head], first[relation.child]
    return f"{head.units[0]}[{head.number}_{child.number}]"


def _targets(item: _Item, first: dict[str, _Item]) -> str:
    fillers = [first[span_id] for _, span_id in _arguments(item, first)]
    return ";".join(f"{filler.units[0]}[{filler.number}]" for filler in fillers) or "*"
