"""WebAnno TSV 3.3, of WebAnno and INCEpTION: one article a file.

Source: https://inception-project.github.io/releases/36.0/docs/user-guide.html#sect_webannotsv.
Versions 3.0 to 3.3 are read. Offsets count UTF-16 units; a file whose tokens say that its maker
counted code points is read so. Entities are written as DKPro Core's `NamedEntity`, events as
`webanno.custom.Event` with slots; INCEpTION needs that layer in the project before it reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annotate.articles import ArticleState
from annotate.errors import (
    AnnotateError,
    ArticleUnreadableError,
    ImportFormatError,
    OutsideTextError,
)
from annotate.exchange.drafts import Refusal
from annotate.exchange.file_names import FileNames
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record, RecordChain, RecordSpan
from annotate.exchange.text_lines import read_bytes
from annotate.exchange.text_map import Utf16Offsets
from annotate.exchange.uima_layers import Mentions, interpret, short_name
from annotate.exchange.webanno_annotations import AnnotationReader, Place
from annotate.exchange.webanno_rows import Row, TsvFile, build_text, read_rows, utf16_length
from annotate.exchange.webanno_writing import write_document

_MAGIC = "#FORMAT=WebAnno TSV 3"


def detect(probe: Probe) -> float:
    """Whether the first line says so."""
    return 1.0 if probe.head.removeprefix(b"\xef\xbb\xbf").startswith(_MAGIC.encode()) else 0.0


def read(source: Source) -> Iterator[Outcome]:
    """The article of the file; rows that cannot be are refused by line, the others taken."""
    data = read_bytes(source)
    yield from read_document(data, name=source.name, article_id=source.path.stem)


def read_document(data: bytes, *, name: str, article_id: str) -> Iterator[Outcome]:
    """The article in the bytes of a file; raises `AnnotateError` where there is none."""
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ArticleUnreadableError(source=name, reason="encoding", line=line) from error
    file = read_rows((line.removesuffix("\r") for line in content.split("\n")), source=name)
    text, place = _placed(file, name)
    reader = AnnotationReader(file, place, source=name)
    layers = interpret(reader.finish(), source=name)
    for error in reader.bad:
        line = error.fields.get("line")
        yield Refusal(name, line if isinstance(line, int) else None, error)
    chains = _chains(reader, layers.spans)
    layers.losses += [
        Loss(LossCode.ELEMENT, name, None, left, count)
        for left, count in sorted(reader.left.items())
        if count
    ]
    yield Record(
        text=text,
        id=article_id,
        source=f"{article_id}.tsv",
        state=ArticleState.IN_PROGRESS if reader.bad else None,
        spans=tuple(layers.spans),
        frames=tuple(layers.frames),
        relations=tuple(layers.relations),
        chains=chains,
        losses=tuple(layers.losses),
    )


def _chains(reader: AnnotationReader, spans: list[RecordSpan]) -> tuple[RecordChain, ...]:
    """The chains, of the spans that lie where their links do; links without one become spans."""
    there = Mentions(spans)
    made: list[RecordChain] = []
    for (layer, number), links in reader.chains.items():
        name = f"{short_name(layer)} {number}"
        ordered = ((key, links[key]) for key in sorted(links, key=int))
        found = [there.of(*link, f"{name}-{key}") for key, link in ordered]
        if len(found) > 1:
            made.append(RecordChain(tuple(dict.fromkeys(found)), name))
    return tuple(made)


def _placed(file: TsvFile, name: str) -> tuple[str, Place]:
    """The text, and where rows lie in it: by UTF-16 units, or code points if the tokens say so."""
    rows = [row for sentence in file.sentences for row in sentence.rows if not row.is_part]
    text = build_text(file.sentences, utf16_length)
    place = _by_utf16(text, name)
    wrong = _first_wrong(text, rows, place)
    if wrong is None:
        return text, place
    other = build_text(file.sentences, len)
    place = _by_characters(other, name)
    if _first_wrong(other, rows, place) is None:
        return other, place
    raise ImportFormatError(
        file=name,
        line=wrong.line,
        found=f"“{wrong.token[:40]}” at {wrong.start}-{wrong.end}",
        expected="offsets at which the text of the sentence has this token",
    )


def _first_wrong(text: str, rows: Iterable[Row], place: Place) -> Row | None:
    for row in rows:
        try:
            start, end = place(row)
        except AnnotateError:
            return row
        if text[start:end] != row.token:
            return row
    return None


def _by_utf16(text: str, name: str) -> Place:
    offsets = Utf16Offsets(text)
    return _place(offsets.stretch, name)


def _by_characters(text: str, name: str) -> Place:
    def stretch(start: int, end: int) -> tuple[int, int]:
        if end > len(text):
            raise OutsideTextError(start=start, end=end, length=len(text))
        return start, end

    return _place(stretch, name)


def _place(stretch: Callable[[int, int], tuple[int, int]], name: str) -> Place:
    def place(row: Row) -> tuple[int, int]:
        try:
            return stretch(row.start, row.end)
        except OutsideTextError as error:
            raise ImportFormatError(
                file=name,
                line=row.line,
                found=f"{row.start}-{row.end}",
                expected="offsets inside the text that cut no character",
            ) from error

    return place


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Write a folder with one file for each article."""
    target.mkdir(parents=True, exist_ok=True)
    names = FileNames()
    for record in records:
        path = target / f"{names.of(record)}.tsv"
        path.write_bytes(write_document(record, log).encode("utf-8"))
