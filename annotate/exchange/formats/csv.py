"""Tables for spreadsheets: `articles.csv`, `spans.csv` and `events.csv` in a folder.

UTF-8 with a byte-order mark, which Excel asks for; cells that could be run as formulas begin with
an apostrophe (`annotate.exchange.cells`). Read are such folders, any single table whose rows have a
text and the offsets of one span (code points, half-open), where neighbouring rows of one text are
one article, those with a list of spans in a cell, as Label Studio writes them
(`annotate.exchange.listed_spans`), and tables of one word a row (`annotate.exchange.word_tables`).
"""

from __future__ import annotations

import codecs
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import Any, TextIO, cast

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ArticleUnreadableError, ImportFormatError
from annotate.exchange.cells import bared, guarded
from annotate.exchange.drafts import Refusal, clean_line, source_name
from annotate.exchange.encoding import decode
from annotate.exchange.fact_names import fact_of
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.listed_spans import ENDS, STARTS, listed_spans
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.records import Record, RecordChain, RecordFrame, RecordRelation, RecordSpan
from annotate.exchange.word_tables import WordColumns, read_words
from annotate.spans import Layer

ARTICLES = "articles.csv"
SPANS = "spans.csv"
EVENTS = "events.csv"

_ARTICLE = ("article", "title", "source", "date", "language", "state", "meta", "text")
_SPAN = (
    *("article", "kind", "span", "layer", "label", "start", "end"),
    *("surface", "score", "suggester", "explanation", "chain"),
)
_EVENT = (
    *("article", "event", "trigger", "trigger_label", "trigger_surface", "role", "span"),
    *("span_label", "span_surface", "attributes"),
)
_NO_SPANS = "[]"
_GOLD, _SUGGESTION, _REJECTED, _COMPLETE = "gold", "suggestion", "rejected", "complete"
_TEXTS = ("text", "content", "sentence", "document")
_LABELS = ("label", "entity", "type", "tag", "category")

_PIECE = 1 << 20

Row = Mapping[str, str]


def detect(probe: Probe) -> float:
    """A folder with our tables, one of these, or a table with text, start, end and label."""
    if probe.is_folder:
        return 0.95 if {ARTICLES, SPANS} <= set(probe.names) else 0.0
    if probe.path.name == ARTICLES and (probe.path.parent / SPANS).exists():
        return 0.95
    names = _head_names(probe.head.split(b"\n", 1)[0])
    has_place = any(n in names for n in STARTS) and any(n in names for n in ENDS)
    if has_place and any(n in names for n in _TEXTS):
        return 0.8
    return 0.95 if WordColumns.of(names) else 0.0


def _head_names(line: bytes) -> set[str]:
    text = line.decode("utf-8", "replace").lstrip("\ufeff")
    for sign in "\t;":
        text = text.replace(sign, ",")
    return {name.strip().strip('"').lower() for name in text.split(",")}


def read(source: Source) -> Iterator[Outcome]:
    """The articles of a folder of tables, or of one table."""
    path = source.path
    if path.is_dir():
        yield from _read_folder(source, path)
    elif path.name == ARTICLES and (path.parent / SPANS).exists():
        yield from _read_folder(source, path.parent)
    else:
        yield from _read_table(source)


# -- one folder of ours


@dataclass(slots=True)
class _About:
    """What spans.csv and events.csv say about one article."""

    spans: list[RecordSpan] = field(default_factory=list[RecordSpan])
    suggestions: list[RecordSpan] = field(default_factory=list[RecordSpan])
    rejected: list[RecordSpan] = field(default_factory=list[RecordSpan])
    complete: list[RecordSpan] = field(default_factory=list[RecordSpan])
    relations: list[RecordRelation] = field(default_factory=list[RecordRelation])
    chains: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    frames: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    errors: list[Refusal] = field(default_factory=list[Refusal])


def _read_folder(source: Source, folder: Path) -> Iterator[Outcome]:
    """The rows of the smaller tables are held while that of the texts is read row by row."""
    about: defaultdict[str, _About] = defaultdict(_About)
    yield from _gather_spans(source, folder / SPANS, about)
    if (folder / EVENTS).exists():
        yield from _gather_events(source, folder / EVENTS, about)
    for line, row in _rows(source, folder / ARTICLES):
        if isinstance(row, Refusal):
            yield row
            continue
        found = about.pop(row.get("article", ""), _About())
        if found.errors:
            # An article without all its spans would say what nobody said.
            yield from found.errors
        else:
            yield _folder_record(row, found, line)
    for article in about:
        yield Loss(LossCode.DANGLING, source_name(folder / SPANS), None, clean_line(article))


def _gather_spans(source: Source, path: Path, about: defaultdict[str, _About]) -> Iterator[Refusal]:
    name = source_name(path)
    for line, row in _rows(source, path):
        if isinstance(row, Refusal):
            yield row
            continue
        there = about[row.get("article", "")]
        try:
            span = _span(row, name, line)
        except AnnotateError as error:
            there.errors.append(Refusal(name, line, error))
            continue
        named = {
            _SUGGESTION: there.suggestions,
            _REJECTED: there.rejected,
            _COMPLETE: there.complete,
        }
        named.get(row.get("kind", _GOLD), there.spans).append(span)
        if row.get("chain"):
            there.chains.setdefault(row["chain"], []).append(span.id)


def _gather_events(
    source: Source, path: Path, about: defaultdict[str, _About]
) -> Iterator[Refusal]:
    for _, row in _rows(source, path):
        if isinstance(row, Refusal):
            yield row
        elif row.get("event"):
            frames = about[row.get("article", "")].frames
            frames.setdefault(row["event"], []).append(row)
        else:
            arc = (row.get("trigger", ""), row.get("span", ""), row.get("role", ""))
            about[row.get("article", "")].relations.append(RecordRelation(*arc))


def _folder_record(row: Row, found: _About, line: int) -> Record:
    state = row.get("state", "")
    return Record(
        text=row.get("text", ""),
        id=row.get("article", ""),
        title=row.get("title", ""),
        source=row.get("source", ""),
        date=row.get("date", ""),
        language=row.get("language", ""),
        meta=tuple(_object(row.get("meta", "")).items()),
        state=ArticleState(state) if state in set(ArticleState) else None,
        spans=tuple(found.spans),
        frames=tuple(_frame(name, rows) for name, rows in found.frames.items()),
        relations=tuple(found.relations),
        chains=tuple(RecordChain(tuple(ids), name) for name, ids in found.chains.items()),
        suggestions=tuple(found.suggestions),
        rejected=tuple(found.rejected),
        complete=tuple(found.complete),
        line=line,
    )


def _frame(name: str, rows: list[Row]) -> RecordFrame:
    return RecordFrame(
        trigger=rows[0].get("trigger", ""),
        arguments=tuple((row["role"], row.get("span", "")) for row in rows if row.get("role")),
        attributes=tuple(sorted(_object(rows[0].get("attributes", "")).items())),
        id=name,
    )


def _object(cell: str) -> dict[str, str]:
    try:
        value: Any = json.loads(cell) if cell else {}
    except ValueError:
        return {}
    if not isinstance(value, dict):
        return {}
    return {str(k): str(v) for k, v in cast("dict[Any, Any]", value).items()}


# -- any table


def _read_table(source: Source) -> Iterator[Outcome]:
    rows = _rows(source, source.path)
    first = next(rows, None)
    names = first[1].keys() if first is not None and not isinstance(first[1], Refusal) else ()
    columns = WordColumns.of(set(names))
    rows = chain([] if first is None else [first], rows)
    if columns is None or set(STARTS) & set(names):
        yield from _read_spans(source, rows)
    else:
        yield from read_words(rows, columns, source=source.name)


_OF_SPANS = frozenset(
    (
        *(*STARTS, *ENDS, "layer", "span", "kind", "surface", "score", "suggester"),
        *("explanation", "chain"),
    )
)
_FACTS = ("title", "source", "date", "language")
_OF_ARTICLES = frozenset({*_TEXTS, *_FACTS, "article", "id"})


def _read_spans(source: Source, rows: Iterable[tuple[int, Row | Refusal]]) -> Iterator[Outcome]:
    def same_text(pair: tuple[int, Row | Refusal]) -> object:
        row = pair[1]
        if isinstance(row, Refusal):
            return pair
        return _first(row, _TEXTS), row.get("id", row.get("article", ""))

    for _, group in groupby(rows, key=same_text):
        spans: list[RecordSpan] = []
        errors: list[Refusal] = []
        good: list[tuple[int, Row]] = []
        for line, row in group:
            if isinstance(row, Refusal):
                errors.append(row)
                continue
            good.append((line, row))
            try:
                if _first(row, STARTS) or _first(row, ENDS):
                    spans.append(_span(row, source.name, line))
                else:
                    spans += [span for name in row for span in listed_spans(row, name)]
            except AnnotateError as error:
                errors.append(Refusal(source.name, line, error))
        yield from errors
        if good and not errors:
            yield _table_record(source, good, spans)


def _table_record(source: Source, rows: list[tuple[int, Row]], spans: list[RecordSpan]) -> Record:
    """The article of neighbouring rows; further columns that they share are its meta."""
    line, row = rows[0]
    has_offsets = any(name in row for name in (*STARTS, *ENDS))
    own = _OF_SPANS | _OF_ARTICLES | (set(_LABELS) if has_offsets else set[str]())
    listed = {name for name in row if row[name] == _NO_SPANS or listed_spans(row, name)}
    others = [name for name in row if name not in own | listed]
    shared = {name for name in others if all(other[name] == row[name] for _, other in rows)}
    facts = {name: row[name] for name in _FACTS if row.get(name)}
    meta: list[tuple[str, str]] = []
    for name in others:
        if name not in shared or not row[name]:
            continue
        if fact := fact_of(name, row[name], facts):
            facts[fact] = row[name]
        else:
            meta.append((name, row[name]))
    return Record(
        text=_first(row, _TEXTS),
        id=row.get("article", row.get("id", "")),
        title=facts.get("title", ""),
        source=facts.get("source", ""),
        date=facts.get("date", ""),
        language=facts.get("language", ""),
        meta=tuple(meta),
        spans=tuple(spans),
        line=line,
        losses=tuple(
            Loss(LossCode.FIELD, source.name, line, clean_line(name))
            for name in others
            if name not in shared
        ),
    )


def _first(row: Row, names: Iterable[str]) -> str:
    return next((row[name] for name in names if row.get(name)), "")


def _span(row: Row, source: str, line: int) -> RecordSpan:
    start, end = _number(row, STARTS, source, line), _number(row, ENDS, source, line)
    layer = row.get("layer", "")
    try:
        score = float(row.get("score") or 1.0)
    except ValueError:
        score = 1.0
    return RecordSpan(
        start=start,
        end=end,
        label=_first(row, _LABELS),
        layer=Layer(layer) if layer in set(Layer) else None,
        id=row.get("span", ""),
        score=score,
        suggester=row.get("suggester", ""),
        explanation=row.get("explanation", ""),
    )


def _number(row: Row, names: Iterable[str], source: str, line: int) -> int:
    given = _first(row, names)
    try:
        return int(given)
    except ValueError as error:
        raise ImportFormatError(
            file=source, line=line, found=clean_line(given), expected="a whole number as offset"
        ) from error


def _rows(source: Source, path: Path) -> Iterator[tuple[int, Row | Refusal]]:
    """Rows by column name (lower case), each with the line on which it ends, from 1.

    Raises `ArticleUnreadableError` when the encoding is none, `OSError` when there is no file.
    """
    csv.field_size_limit(min(source.options.max_text_bytes, 2**31 - 1))
    name = source_name(path)
    with path.open(encoding=_encoding_of(source, path), newline="") as stream:
        reader = csv.reader(_without_nul(stream), dialect=_dialect(stream))
        names: list[str] = []
        while True:
            try:
                cells = next(reader, None)
            except UnicodeDecodeError as error:
                raise ArticleUnreadableError(source=name, reason="encoding") from error
            except csv.Error as error:
                line = reader.line_num
                yield line, _refused(name, line, str(error), "a row of a table")
                continue
            if cells is None:
                return
            if not names:
                names = [cell.strip().lower() for cell in cells]
            elif len(cells) != len(names) and cells:
                found = f"{len(cells)} cells"
                yield (
                    reader.line_num,
                    _refused(name, reader.line_num, found, f"{len(names)} cells"),
                )
            elif cells:
                yield reader.line_num, dict(zip(names, map(bared, cells), strict=True))


def _encoding_of(source: Source, path: Path) -> str:
    """What was asked for, else UTF-8, else a good guess; UTF-8 where there is none."""
    if source.options.encoding:
        return source.options.encoding
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                break
        else:
            return "utf-8-sig"
        stream.seek(0)
        head = stream.read(_PIECE)
    try:
        found = decode(head[: head.rfind(b"\n") + 1] or head, source=source.name)
    except AnnotateError:
        return "utf-8-sig"
    return "cp1252" if found.encoding == "utf-8" else found.encoding


def _refused(source: str, line: int, found: str, expected: str) -> Refusal:
    return Refusal(
        source, line, ImportFormatError(file=source, line=line, found=found, expected=expected)
    )


def _without_nul(lines: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "\ufffd") for line in lines)


class _Commas(csv.excel):
    strict = True


class _Tabs(csv.excel_tab):
    strict = True


class _Semicolons(csv.excel):
    delimiter = ";"
    strict = True


def _dialect(stream: TextIO) -> type[csv.Dialect]:
    """Commas, tabs or semicolons: whichever the first line has most of."""
    try:
        line = stream.readline()
    except UnicodeDecodeError:
        line = ""
    stream.seek(0)
    counts = {_Commas: line.count(","), _Tabs: line.count("\t"), _Semicolons: line.count(";")}
    return max(counts, key=lambda kind: counts[kind])


# -- out -------------------------------------------------------------------------------------------


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """The three tables. With the choice `text=no`, texts are left out, for a lighter workbook."""
    with_text = log.choices.get("text", "yes") != "no"
    with (
        (target / ARTICLES).open("w", encoding="utf-8-sig", newline="") as articles,
        (target / SPANS).open("w", encoding="utf-8-sig", newline="") as spans,
        (target / EVENTS).open("w", encoding="utf-8-sig", newline="") as events,
    ):
        tables = _Table(articles, _ARTICLE), _Table(spans, _SPAN), _Table(events, _EVENT)
        for record in records:
            tables[0].add(_article_row(record, with_text=with_text))
            for row in _span_rows(record):
                tables[1].add(row)
            for row in _event_rows(record):
                tables[2].add(row)


class _Table:
    """A table that is written row by row, each cell guarded."""

    def __init__(self, stream: TextIO, names: tuple[str, ...]) -> None:
        self._names = names
        self._writer = csv.writer(stream)
        self._writer.writerow(names)

    def add(self, row: Mapping[str, str]) -> None:
        self._writer.writerow([guarded(row.get(name, "")) for name in self._names])


def _article_row(record: Record, *, with_text: bool) -> dict[str, str]:
    meta = dict(record.meta)
    return {
        "article": record.id,
        "title": record.title,
        "source": record.source,
        "date": record.date,
        "language": record.language,
        "state": str(record.state or ""),
        "meta": json.dumps(meta, ensure_ascii=False) if meta else "",
        "text": record.text if with_text else "",
    }


def _span_rows(record: Record) -> Iterator[dict[str, str]]:
    chains = {item: chain.id for chain in record.chains for item in chain.span_ids}
    kinds = (
        (_GOLD, record.spans),
        (_SUGGESTION, record.suggestions),
        (_REJECTED, record.rejected),
        (_COMPLETE, record.complete),
    )
    for kind, spans in kinds:
        for span in spans:
            is_gold = kind in (_GOLD, _COMPLETE)
            yield {
                "article": record.id,
                "kind": kind,
                "span": span.id,
                "layer": str(span.layer or ""),
                "label": span.label,
                "start": str(span.start),
                "end": str(span.end),
                "surface": "" if kind == _COMPLETE else record.text[span.start : span.end],
                "score": "" if is_gold else f"{span.score:g}",
                "suggester": "" if is_gold else span.suggester,
                "explanation": "" if is_gold else span.explanation,
                "chain": chains.get(span.id, "") if is_gold else "",
            }


def _event_rows(record: Record) -> Iterator[dict[str, str]]:
    """A row for each argument, or one for an event without any; relations have no event."""
    spans = {span.id: span for span in record.spans}

    def shown(prefix: str, number: str) -> dict[str, str]:
        span = spans[number]
        return {
            prefix: number,
            f"{prefix}_label": span.label,
            f"{prefix}_surface": record.text[span.start : span.end],
        }

    for frame in record.frames:
        attributes = dict(frame.attributes)
        about = {
            "article": record.id,
            "event": frame.id,
            "attributes": json.dumps(attributes, ensure_ascii=False) if attributes else "",
            **shown("trigger", frame.trigger),
        }
        for role, filler in frame.arguments:
            yield {**about, "role": role, **shown("span", filler)}
        if not frame.arguments:
            yield about
    for item in record.relations:
        yield {
            "article": record.id,
            "role": item.label,
            **shown("trigger", item.head),
            **shown("span", item.child),
        }
