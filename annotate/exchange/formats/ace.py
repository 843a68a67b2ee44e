"""ACE Program Format (APF) of ACE 2005: `NAME.sgm` with `NAME.apf.xml`; written only.

Source: https://www.ldc.upenn.edu/collaborations/past-projects/ace and the DTD `apf.v5.1.1`.
Offsets count the characters of the `.sgm` without its tags, a line end as one and an escaped sign
(`&amp;`) as what stands there; `END` is the last character. Spans of one coreference chain are
mentions of one entity or event. Labels of our schemes get the types of ACE; others keep their name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from annotate.exchange.file_names import FileNames
from annotate.exchange.fitting import mentions_of
from annotate.exchange.formats.api import Probe, WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.xml_documents import storable
from annotate.spans import Layer

_ESCAPED = re.compile("[&<>]")
_NO_IDENTIFIER = re.compile(r"[^A-Za-z0-9_.-]")
_SUBTYPED = re.compile(r"[.:/]")

ENTITY_TYPES = {
    "PERSON": "PER",
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "VEHICLE": "VEH",
    "WEAPON": "WEA",
}
NO_SUBTYPE = {"PER": "Indeterminate", "VEH": "Underspecified", "WEA": "Underspecified"}
"""What ACE itself says where nobody knows; its other types have nothing of the kind."""

VALUE_TYPES = {
    "MONEY": ("Numeric", "Money"),
    "PERCENT": ("Numeric", "Percent"),
    "CRIME": ("Crime", ""),
    "SENTENCE": ("Sentence", ""),
    "JOB": ("Job-Title", ""),
}
TIMES = frozenset({"DATE", "TIME", "TIMEX", "TIMEX2"})
EVENT_TYPES = {
    "ATTACK": ("Conflict", "Attack"),
    "DEMONSTRATE": ("Conflict", "Demonstrate"),
    "DIE": ("Life", "Die"),
    "INJURE": ("Life", "Injure"),
    "MEET": ("Contact", "Meet"),
    "CONTACT": ("Contact", "Phone-Write"),
    "ARREST_JAIL": ("Justice", "Arrest-Jail"),
    "ELECT": ("Personnel", "Elect"),
    "POSITION": ("Personnel", "Start-Position"),
    "MOVE": ("Movement", "Transport"),
    "TRANSACTION": ("Transaction", "Transfer-Money"),
}
_QUALITIES = {
    "MODALITY": ("Asserted", "Other"),
    "POLARITY": ("Positive", "Negative"),
    "GENERICITY": ("Specific", "Generic"),
    "TENSE": ("Past", "Present", "Future", "Unspecified"),
}


def detect(_probe: Probe) -> float:
    """Nothing is read in this format."""
    return 0.0


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write a folder with two files for each article."""
    target.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    for record in records:
        name = names.of(record)
        document = _Document.of(record, name, log)
        (target / f"{name}.sgm").write_bytes(document.sgm.encode("utf-8"))
        apf = "\n".join(_apf(record, name, document, log)) + "\n"
        (target / f"{name}.apf.xml").write_bytes(apf.encode("utf-8"))


@dataclass(frozen=True, slots=True)
class _Document:
    """The source file, and how offsets of the text become those that ACE counts."""

    sgm: str
    text: str
    shift: int
    escapes: tuple[int, ...] = ()
    growth: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, record: Record, name: str, log: WriteLog) -> _Document:
        """The source file of `record`; what it cannot hold is replaced and counted."""
        text, replaced = storable(record.text)
        if replaced:
            log.lose(LossCode.CHARACTER, record, f"{replaced} characters", replaced)
        before = [f"<DOC>\n<DOCID> {name} </DOCID>\n"]
        before.append('<DOCTYPE SOURCE="newswire"> NEWS STORY </DOCTYPE>\n')
        before.append(f"<DATETIME> {escape(_line(record.date))} </DATETIME>\n<BODY>\n")
        if record.title:
            before.append(f"<HEADLINE>\n{escape(_line(record.title))}\n</HEADLINE>\n")
        before.append("<TEXT>\n")
        head = "".join(before)
        places = [match.start() for match in _ESCAPED.finditer(text)]
        total, growth = 0, [0]
        for place in places:
            total += len(escape(text[place])) - 1
            growth.append(total)
        sgm = f"{head}{escape(text)}\n</TEXT>\n</BODY>\n</DOC>\n"
        shift = len(re.sub("<[^>]*>", "", head))
        return cls(sgm, text, shift, tuple(places), tuple(growth))

    def place(self, offset: int) -> int:
        """What ACE counts before the character at `offset`."""
        return self.shift + offset + self.growth[bisect_right(self.escapes, offset - 1)]

    def charseq(self, start: int, end: int) -> str:
        """The element for `text[start:end]`."""
        first, last = self.place(start), self.place(end) - 1
        return f'<charseq START="{first}" END="{last}">{escape(self.text[start:end])}</charseq>'


def _apf(record: Record, name: str, document: _Document, log: WriteLog) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<!DOCTYPE source_file SYSTEM "apf.v5.1.1.dtd">'
    head = f"URI={quoteattr(name + '.sgm')}"
    yield f'<source_file {head} SOURCE="newswire" TYPE="text" AUTHOR="Spandesk" ENCODING="UTF-8">'
    yield f"<document DOCID={quoteattr(name)}>"
    mentions: dict[str, tuple[str, str]] = {}
    counts = dict.fromkeys("EVT", 0)
    fillers = [span for span in record.spans if span.layer is not Layer.EVENT]
    groups = _mention_groups(record, [(span, _names(span.label)) for span in fillers], log)
    # In the order of the DTD: entities, then values, then times, then events.
    for spans in sorted(groups, key=lambda group: "EVT".index(_kind(group[0].label))):
        kind = _kind(spans[0].label)
        counts[kind] += 1
        own = f"{_identifier(name)}-{kind}{counts[kind]}"
        mentions.update((span.id, (own, f"{own}-{at}")) for at, span in enumerate(spans, 1))
        yield from _filler(spans, own, kind, document, log)
    events = [span for span in record.spans if span.layer is Layer.EVENT]
    frames: dict[str, list[RecordFrame]] = {}
    for frame in record.frames:
        frames.setdefault(frame.trigger, []).append(frame)
    writer = _Events(record, frames, mentions, document, log)
    for number, said in enumerate(writer.groups(events), 1):
        yield from writer.written(said, f"{_identifier(name)}-EV{number}")
    yield "</document>"
    yield "</source_file>"


def _identifier(name: str) -> str:
    """The name as the beginning of an XML identifier, which no digit can be."""
    plain = _NO_IDENTIFIER.sub("_", name)
    return plain if plain[:1].isalpha() or plain.startswith("_") else f"D{plain}"


def _kind(label: str) -> str:
    """E for an entity, V for a value, T for a time."""
    if label in TIMES:
        return "T"
    return "V" if label in VALUE_TYPES else "E"


_Said = tuple[RecordSpan, RecordFrame | None]
"""A mention of an event: its trigger, and the frame about it."""


def _mention_groups(
    record: Record, spans: Iterable[tuple[RecordSpan, object]], log: WriteLog
) -> list[list[RecordSpan]]:
    """Spans that are mentions of one thing, in text order; `spans` come with what ACE calls them.

    What ACE calls by different names cannot be one thing there: such a chain falls in parts.
    """
    chains = {item: number for number, c in enumerate(record.chains) for item in c.span_ids}
    groups: dict[tuple[object, object], list[RecordSpan]] = {}
    for span, called in sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end)):
        alone = ("", span.id or id(span))
        key = (chains[span.id], called) if span.id in chains else alone
        groups.setdefault(key, []).append(span)
    parts: dict[object, int] = {}
    for chain, _ in groups:
        parts[chain] = parts.get(chain, 0) + 1
    for number, chain in enumerate(record.chains):
        if parts.get(number, 0) > 1:
            log.lose(LossCode.CHAIN, record, mentions_of(record, chain))
    return list(groups.values())


def _names(label: str) -> tuple[str, object]:
    """What ACE calls a filler with this label: its kind, and type and subtype."""
    kind = _kind(label)
    if kind == "E":
        return kind, _named(label, ENTITY_TYPES.get(label, ""))
    return kind, VALUE_TYPES.get(label, "")


def _filler(
    spans: list[RecordSpan], own: str, kind: str, document: _Document, log: WriteLog
) -> Iterator[str]:
    """An entity, a value or a time with its mentions."""
    first = spans[0]
    ids = [quoteattr(f"{own}-{number}") for number in range(1, len(spans) + 1)]
    extents = [f"<extent>{document.charseq(span.start, span.end)}</extent>" for span in spans]
    if kind == "T":
        yield f"<timex2 ID={quoteattr(own)}>"
        for number, extent in zip(ids, extents, strict=True):
            yield f"  <timex2_mention ID={number}>{extent}</timex2_mention>"
        yield "</timex2>"
        return
    if kind == "V":
        yield f"<value ID={quoteattr(own)} {_types(VALUE_TYPES[first.label])}>"
        for number, extent in zip(ids, extents, strict=True):
            yield f"  <value_mention ID={number}>{extent}</value_mention>"
        yield "</value>"
        return
    names = _named(first.label, ENTITY_TYPES.get(first.label, ""))
    for span in spans:
        _tell(span.label, names, log)
    yield f'<entity ID={quoteattr(own)} {_types(_with_subtype(names))} CLASS="SPC">'
    for span, number, extent in zip(spans, ids, extents, strict=True):
        yield f'  <entity_mention ID={number} TYPE="NAM" LDCTYPE="NAM">'
        yield f"    {extent}"
        yield f"    <head>{document.charseq(span.start, span.end)}</head>"
        yield "  </entity_mention>"
    yield "</entity>"


@dataclass(frozen=True, slots=True)
class _Events:
    """The events of a record, each with its mentions."""

    record: Record
    frames: dict[str, list[RecordFrame]]
    mentions: dict[str, tuple[str, str]]
    document: _Document
    log: WriteLog

    def groups(self, triggers: list[RecordSpan]) -> list[list[_Said]]:
        """Mentions that are one event; further frames on a trigger are events of their own."""
        first = {span.id: next(iter(self.frames.get(span.id, ())), None) for span in triggers}
        called = [
            (
                span,
                (_event_names(span.label), tuple(self._qualities(first[span.id], is_told=False))),
            )
            for span in triggers
        ]
        found: list[list[_Said]] = [
            [(span, first[span.id]) for span in spans]
            for spans in _mention_groups(self.record, called, self.log)
        ]
        for span in triggers:
            found.extend([(span, frame)] for frame in self.frames.get(span.id, [])[1:])
        return sorted(found, key=lambda said: (said[0][0].start, -said[0][0].end))

    def written(self, said: list[_Said], own: str) -> Iterator[str]:
        """The element; arguments that are events themselves are counted, ACE has none."""
        names = _event_names(said[0][0].label)
        qualities: dict[str, str] = {}
        for trigger, frame in said:
            _tell(trigger.label, names, self.log)
            qualities = dict(self._qualities(frame)) or qualities
        shown = " ".join(f'{name}="{value}"' for name, value in qualities.items())
        yield f"<event ID={quoteattr(own)} {_types(_with_subtype(names))} {shown}>"
        fillers = [self._fillers(frame) for _, frame in said]
        whole = dict.fromkeys(
            (self.mentions[s.id][0], role) for some in fillers for role, s in some
        )
        for refers, role in whole:
            yield f"  <event_argument REFID={quoteattr(refers)} ROLE={quoteattr(role)}/>"
        for number, ((trigger, _), found) in enumerate(zip(said, fillers, strict=True), 1):
            yield from self._mention(f"{own}-{number}", trigger, found)
        yield "</event>"

    def _fillers(self, frame: RecordFrame | None) -> list[tuple[str, RecordSpan]]:
        spans = {span.id: span for span in self.record.spans}
        pairs = [(role, spans[name]) for role, name in (frame.arguments if frame else ())]
        for role, span in pairs:
            if span.id not in self.mentions:
                self.log.lose(LossCode.ARGUMENT, self.record, f"{role} {span.label}")
        return [(role, span) for role, span in pairs if span.id in self.mentions]

    def _mention(
        self, own: str, trigger: RecordSpan, fillers: list[tuple[str, RecordSpan]]
    ) -> Iterator[str]:
        start = min([trigger.start, *(span.start for _, span in fillers)])
        end = max([trigger.end, *(span.end for _, span in fillers)])
        yield f"  <event_mention ID={quoteattr(own)}>"
        extent = self.document.charseq(start, end)
        yield f"    <extent>{extent}</extent>"
        yield f"    <ldc_scope>{extent}</ldc_scope>"
        yield f"    <anchor>{self.document.charseq(trigger.start, trigger.end)}</anchor>"
        for role, span in fillers:
            refers = quoteattr(self.mentions[span.id][1])
            yield f"    <event_mention_argument REFID={refers} ROLE={quoteattr(role)}>"
            yield f"      <extent>{self.document.charseq(span.start, span.end)}</extent>"
            yield "    </event_mention_argument>"
        yield "  </event_mention>"

    def _qualities(
        self, frame: RecordFrame | None, *, is_told: bool = True
    ) -> Iterator[tuple[str, str]]:
        """Modality, polarity, genericity and tense: as the attributes say, else the usual ones."""
        found = {name: values[0] for name, values in _QUALITIES.items()}
        found["TENSE"] = "Unspecified"
        for name, value in frame.attributes if frame else ():
            allowed = {item.lower(): item for item in _QUALITIES.get(name.upper(), ())}
            if value.lower() in allowed:
                found[name.upper()] = allowed[value.lower()]
            elif is_told:
                self.log.lose(LossCode.ATTRIBUTE, self.record, f"{name}={value}")
        yield from found.items()


def _event_names(label: str) -> tuple[str, str]:
    return EVENT_TYPES.get(label) or _named(label, "")


def _named(label: str, known: str) -> tuple[str, str]:
    """Type and subtype: the known one, or those that a label such as `Life.Die` has itself."""
    if known:
        return known, ""
    kind, *rest = _SUBTYPED.split(label, maxsplit=1)
    return (kind, rest[0]) if rest and kind and rest[0] else (label, "")


def _with_subtype(names: tuple[str, str]) -> tuple[str, str]:
    """The names with a subtype, which readers ask of every entity and event: one that says none."""
    kind, subtype = names
    return kind, subtype or NO_SUBTYPE.get(kind, "Unspecified")


def _types(names: tuple[str, str]) -> str:
    kind, subtype = names
    return f"TYPE={quoteattr(kind)}" + (f" SUBTYPE={quoteattr(subtype)}" if subtype else "")


def _tell(label: str, names: tuple[str, str], log: WriteLog) -> None:
    """Note a label that goes by another name."""
    name = ".".join(part for part in names if part)
    if name != _SUBTYPED.sub(".", label, count=1):
        log.rename(label, name)


def _line(value: str) -> str:
    return " ".join(storable(value)[0].split())
