"""UIMA CAS JSON, of INCEpTION and dkpro-cassis: one article a file, with its types inside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotate.exchange.file_names import FileNames
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.formats.uima_xmi import as_outcomes
from annotate.exchange.records import Record
from annotate.exchange.text_lines import read_bytes
from annotate.exchange.uima_json import MARKS, read_json
from annotate.exchange.uima_writing import attribute_names, make_cas, type_system


def detect(probe: Probe) -> float:
    """Whether the names that only a CAS has stand near the beginning."""
    head = probe.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return 0.98 if head.startswith(b"{") and any(mark in head for mark in MARKS) else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The article of the file; annotations that cannot be are refused, the others taken."""
    data = read_bytes(source)
    cas = read_json(data, source=source.name)
    yield from as_outcomes(cas, name=source.name, article_id=source.path.stem)


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write a folder with one file for each article."""
    target.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    for record in records:
        types = type_system(sorted(attribute_names(record)))
        path = target / f"{names.of(record)}.json"
        make_cas(record, types, log).to_json(path, pretty_print=False)
