"""ACE Program Format (APF) of ACE 2005: `NAME.sgm` with `NAME.apf.xml`; written only.

Source: https://www.ldc.upenn.edu/collaborations/past-projects/ace and the DTD `apf.v5.1.1`.
Offsets count the characters of the `.sgm` without its tags, a line end as one and an escaped sign
(`&amp;`) as what stands there; `END` is the last character. Each entity span is an entity of its
own, because coreference is not annotated here. Labels of our schemes get the types of ACE; others
keep their name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from annotate.exchange.file_names import FileNames
from annotate.exchange.formats.api import Probe, WriteLog
from annotate.exchange.losses import LossCode
from annotate.exchange.records import Record, RecordFrame, RecordSpan
from annotate.exchange.xml_documents import storable
from annotate.spans import Layer

_ESCAPED = re.compile("[&<>]")
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
        name = names.name(record.id)
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
    # In the order of the DTD: entities, then values, then times, then events.
    for span in sorted(
        fillers, key=lambda item: ("EVT".index(_kind(item.label)), item.start, -item.end)
    ):
        kind = _kind(span.label)
        counts[kind] += 1
        own = f"{name}-{kind}{counts[kind]}"
        mentions[span.id] = (own, f"{own}-1")
        yield from _filler(span, own, kind, document, log)
    frames: dict[str, list[RecordFrame]] = {}
    for frame in record.frames:
        frames.setdefault(frame.trigger, []).append(frame)
    events = [span for span in record.spans if span.layer is Layer.EVENT]
    number = 0
    for span in sorted(events, key=lambda item: (item.start, -item.end)):
        for frame in frames.get(span.id) or [None]:
            number += 1
            event = _Event(span, frame, f"{name}-EV{number}", record, document, log)
            yield from event.written(mentions)
    yield "</document>"
    yield "</source_file>"


def _kind(label: str) -> str:
    """E for an entity, V for a value, T for a time."""
    if label in TIMES:
        return "T"
    return "V" if label in VALUE_TYPES else "E"


def _filler(
    span: RecordSpan,
    own: str,
    kind: str,
    document: _Document,
    log: WriteLog,
) -> Iterator[str]:
    """An entity, a value or a time with its one mention."""
    extent = f"<extent>{document.charseq(span.start, span.end)}</extent>"
    if kind == "T":
        yield f"<timex2 ID={quoteattr(own)}>"
        yield f"  <timex2_mention ID={quoteattr(own + '-1')}>{extent}</timex2_mention>"
        yield "</timex2>"
        return
    if kind == "V":
        names = VALUE_TYPES[span.label]
        yield f"<value ID={quoteattr(own)} {_types(names)}>"
        yield f"  <value_mention ID={quoteattr(own + '-1')}>{extent}</value_mention>"
        yield "</value>"
        return
    names = _named(span.label, ENTITY_TYPES.get(span.label, ""))
    _tell(span.label, names, log)
    head = f"<head>{document.charseq(span.start, span.end)}</head>"
    yield f'<entity ID={quoteattr(own)} {_types(names)} CLASS="SPC">'
    yield f'  <entity_mention ID={quoteattr(own + "-1")} TYPE="NAM" LDCTYPE="NAM">'
    yield f"    {extent}"
    yield f"    {head}"
    yield "  </entity_mention>"
    yield "</entity>"


@dataclass(frozen=True, slots=True)
class _Event:
    """One event with its one mention."""

    trigger: RecordSpan
    frame: RecordFrame | None
    id: str
    record: Record
    document: _Document
    log: WriteLog

    def written(self, mentions: dict[str, tuple[str, str]]) -> Iterator[str]:
        """The element; arguments that are events themselves are counted, ACE has none."""
        label = self.trigger.label
        names = EVENT_TYPES.get(label) or _named(label, "")
        _tell(label, names, self.log)
        spans = {span.id: span for span in self.record.spans}
        pairs = [(role, spans[name]) for role, name in (self.frame.arguments if self.frame else ())]
        fillers = [(role, span) for role, span in pairs if span.id in mentions]
        for role, span in pairs:
            if span.id not in mentions:
                self.log.lose(LossCode.ARGUMENT, self.record, f"{role} {span.label}")
        yield f"<event ID={quoteattr(self.id)} {_types(names)} {self._qualities()}>"
        for role, span in fillers:
            refers = quoteattr(mentions[span.id][0])
            yield f"  <event_argument REFID={refers} ROLE={quoteattr(role)}/>"
        start = min([self.trigger.start, *(span.start for _, span in fillers)])
        end = max([self.trigger.end, *(span.end for _, span in fillers)])
        yield f"  <event_mention ID={quoteattr(self.id + '-1')}>"
        yield f"    <extent>{self.document.charseq(start, end)}</extent>"
        anchor = self.document.charseq(self.trigger.start, self.trigger.end)
        yield f"    <anchor>{anchor}</anchor>"
        for role, span in fillers:
            refers = quoteattr(mentions[span.id][1])
            yield f"    <event_mention_argument REFID={refers} ROLE={quoteattr(role)}>"
            yield f"      <extent>{self.document.charseq(span.start, span.end)}</extent>"
            yield "    </event_mention_argument>"
        yield "  </event_mention>"
        yield "</event>"

    def _qualities(self) -> str:
        """Modality, polarity, genericity and tense: as the attributes say, else the usual ones."""
        found = {name: values[0] for name, values in _QUALITIES.items()}
        found["TENSE"] = "Unspecified"
        for name, value in self.frame.attributes if self.frame else ():
            allowed = {item.lower(): item for item in _QUALITIES.get(name.upper(), ())}
            if value.lower() in allowed:
                found[name.upper()] = allowed[value.lower()]
            else:
                self.log.lose(LossCode.ATTRIBUTE, self.record, f"{name}={value}")
        return " ".join(f'{name}="{value}"' for name, value in found.items())


def _named(label: str, known: str) -> tuple[str, str]:
    """Type and subtype: the known one, or those that a label such as `Life.Die` has itself."""
    if known:
        return known, ""
    kind, *rest = _SUBTYPED.split(label, maxsplit=1)
    return (kind, rest[0]) if rest and kind and rest[0] else (label, "")


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
