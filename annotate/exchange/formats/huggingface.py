"""A folder that Hugging Face's `datasets.load_dataset` reads: rows of JSON or Parquet, and a card.

Each row has `text`, `entities` and `triggers` (`id`, `start`, `end`, `label`; code points,
half-open), `events` that name a trigger and arguments by id, `chains` of spans by id, regions that
are `complete` for a label, and what is known of the article.
Read are such rows, and rows of `tokens` with `ner_tags`, whose numbers the card or the Parquet file
explains (`annotate.exchange.token_rows`). Parquet needs pyarrow, which is an extra.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, ArticleUnreadableError, ExportError, ImportFormatError
from annotate.exchange.dataset_card import card, feature_names, names_beside
from annotate.exchange.drafts import Refusal, clean_line, source_name
from annotate.exchange.formats.api import Outcome, Probe, Source, WriteLog
from annotate.exchange.json_items import as_struct, encode_line, first_value, read_items
from annotate.exchange.losses import Loss, LossCode
from annotate.exchange.meta_fields import plain_meta
from annotate.exchange.records import Record, RecordChain, RecordFrame, RecordRelation, RecordSpan
from annotate.exchange.token_rows import has_tokens, read_tokens
from annotate.spans import Layer
from annotate.training.splits import Side, SplitRule

if TYPE_CHECKING:
    from types import ModuleType

_FILES = {Side.TRAIN: "train", Side.DEV: "validation", Side.TEST: "test"}
_ROWS = 200
"""Rows of a Parquet file that are in memory at a time."""
_DATA = re.compile(r".*\.(?:jsonl|parquet)$")


class _Span(msgspec.Struct, frozen=True):
    start: int
    end: int
    label: str
    id: str = ""


class _Argument(msgspec.Struct, frozen=True):
    role: str
    span: str


class _Pair(msgspec.Struct, frozen=True):
    name: str
    value: str


class _Event(msgspec.Struct, frozen=True):
    trigger: str
    id: str = ""
    arguments: list[_Argument] = []
    attributes: list[_Pair] = []


class _Relation(msgspec.Struct, frozen=True):
    head: str
    child: str
    label: str


class _Chain(msgspec.Struct, frozen=True):
    spans: list[str]
    id: str = ""


class _Region(msgspec.Struct, frozen=True):
    start: int
    end: int
    label: str
    layer: Layer | None = None


class _Row(msgspec.Struct, frozen=True):
    text: str
    entities: list[_Span] = []
    triggers: list[_Span] = []
    events: list[_Event] = []
    relations: list[_Relation] = []
    chains: list[_Chain] = []
    complete: list[_Region] = []
    id: str | int | None = None
    title: str | None = None
    source: str | None = None
    date: str | None = None
    language: str | None = None
    state: str | None = None


_KNOWN = frozenset(_Row.__struct_fields__)


def detect(probe: Probe) -> float:
    """A folder with a card and data, a Parquet file, or lines as in such a folder."""
    if probe.is_folder:
        return 0.9 if _is_data_set(probe) else 0.0
    if probe.path.suffix.lower() == ".parquet":
        return 1.0 if probe.head.startswith(b"PAR1") else 0.0
    value = first_value(probe)
    if not isinstance(value, dict):
        return 0.0
    row = cast("dict[str, Any]", value)
    if has_tokens(row):
        return 0.9
    return 0.96 if isinstance(row.get("triggers"), list) and "text" in row else 0.0


def _is_data_set(probe: Probe) -> bool:
    if {"dataset_info.json", "dataset_infos.json"} & set(probe.names):
        return bool(_data_files(probe.path))
    if "README.md" not in probe.names:
        return False
    try:
        head = (probe.path / "README.md").read_text(encoding="utf-8", errors="replace")[:20_000]
    except OSError:
        return False
    is_card = head.startswith("---") and ("configs:" in head or "dataset_info:" in head)
    return is_card and bool(_data_files(probe.path))


def _data_files(folder: Path) -> list[Path]:
    found = [path for path in folder.rglob("*") if path.is_file() and _DATA.match(path.name)]
    return sorted(found, key=lambda path: (list(_FILES.values()).index(_split(path)), path))


def _split(path: Path) -> str:
    name = path.stem.lower()
    if name.startswith(("val", "dev")):
        return "validation"
    return "test" if name.startswith("test") else "train"


def read(source: Source) -> Iterator[Outcome]:
    """The rows of a file or of all files of a folder; what is no row is refused by its line."""
    paths = _data_files(source.path) if source.path.is_dir() else [source.path]
    names = names_beside(source.path)
    for path in paths:
        own = Source(path, source.options, source.choices, source.on_bytes, source_name(path))
        rows = _parquet_rows(own, names) if path.suffix == ".parquet" else read_items(own)
        for item in rows:
            if isinstance(item, Refusal):
                yield item
                continue
            line, value = item
            try:
                yield _record(value, names, own, line)
            except AnnotateError as error:
                yield Refusal(own.name, line, error)


def _parquet() -> ModuleType:
    """Pyarrow's Parquet; raises `ImportError` where the extra is not installed."""
    from pyarrow import parquet  # pyright: ignore[reportMissingImports]

    return cast("ModuleType", parquet)


def _parquet_rows(
    source: Source, names: dict[str, list[str]]
) -> Iterator[tuple[int, object] | Refusal]:
    try:
        parquet: Any = _parquet()
    except ImportError as error:
        raise ArticleUnreadableError(source=source.name, reason="needs_pyarrow") from error
    try:
        with parquet.ParquetFile(source.path) as file:
            about = (file.schema_arrow.metadata or {}).get(b"huggingface")
            if about:
                names |= _features_of(about)
            line = 0
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    line += 1
                    yield line, row
    except (ValueError, OSError) as error:  # what pyarrow raises for damage derives from these
        raise ImportFormatError(
            file=source.name, found=clean_line(str(error)), expected="a Parquet file"
        ) from error


def _features_of(about: bytes) -> dict[str, list[str]]:
    """Names of tags from the description that `datasets` writes into a Parquet file."""
    try:
        features = json.loads(about)["info"]["features"]
    except (ValueError, KeyError, TypeError):
        return {}
    return feature_names(cast("dict[str, Any]", features)) if isinstance(features, dict) else {}


def _record(value: object, names: Mapping[str, Sequence[str]], source: Source, line: int) -> Record:
    plain = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    if not {"entities", "triggers"} & set(plain) and has_tokens(plain, source.choices):
        return read_tokens(plain, names, source, line)
    row = as_struct(value, _Row, source=source, line=line, expected="a row with a text")
    meta, left = plain_meta(_without_meta_list(cast("dict[str, Any]", value)), known=_KNOWN)
    state = row.state if row.state in set(ArticleState) else None
    return Record(
        text=row.text,
        id="" if row.id is None else str(row.id),
        title=row.title or "",
        source=row.source or "",
        date=row.date or "",
        language=row.language or "",
        meta=meta,
        state=ArticleState(state) if state else None,
        spans=(
            *(RecordSpan(s.start, s.end, s.label, Layer.ENTITY, s.id) for s in row.entities),
            *(RecordSpan(s.start, s.end, s.label, Layer.EVENT, s.id) for s in row.triggers),
        ),
        frames=tuple(
            RecordFrame(
                trigger=event.trigger,
                arguments=tuple((item.role, item.span) for item in event.arguments),
                attributes=tuple(sorted((item.name, item.value) for item in event.attributes)),
                id=event.id,
            )
            for event in row.events
        ),
        relations=tuple(RecordRelation(r.head, r.child, r.label) for r in row.relations),
        chains=tuple(RecordChain(tuple(chain.spans), chain.id) for chain in row.chains),
        complete=tuple(RecordSpan(r.start, r.end, r.label, r.layer) for r in row.complete),
        line=line,
        losses=tuple(Loss(LossCode.FIELD, source.name, line, name) for name in left),
    )


def _without_meta_list(value: dict[str, Any]) -> dict[str, Any]:
    """The row with its meta as an object: in columns it is a list of pairs."""
    meta = value.get("meta")
    if not isinstance(meta, list):
        return value
    pairs = [item for item in cast("list[Any]", meta) if isinstance(item, dict)]
    return {**value, "meta": {str(item.get("name")): item.get("value") for item in pairs}}


# -- out -------------------------------------------------------------------------------------------


def write(records: Iterable[Record], target: Path, log: WriteLog) -> None:
    """Rows in `data/`, one file for each side of the split, and `README.md` about them."""
    rule = _rule(log.choices.get("split", "80,10,10"))
    is_parquet = log.choices.get("file", "jsonl") == "parquet"
    (target / "data").mkdir()
    rows = Counter[str]()
    labels: Counter[tuple[str, str]] = Counter()
    languages: Counter[str] = Counter()
    with ExitStack() as stack:
        streams = {
            name: stack.enter_context((target / "data" / f"{name}.jsonl").open("wb"))
            for name in _FILES.values()
        }
        for record in records:
            name = _FILES[rule.side(record.id)]
            streams[name].write(encode_line(_row(record)))
            rows[name] += 1
            languages[record.language or "en"] += 1
            labels.update((str(span.layer or Layer.ENTITY), span.label) for span in record.spans)
    for name in _FILES.values():
        path = target / "data" / f"{name}.jsonl"
        if not rows[name]:
            path.unlink()
        elif is_parquet:
            _as_parquet(path)
    suffix = "parquet" if is_parquet else "jsonl"
    files = {name: f"data/{name}.{suffix}" for name in _FILES.values() if rows[name]}
    text = card(files, rows=rows, labels=labels, languages=languages)
    (target / "README.md").write_text(text, encoding="utf-8")


def _rule(text: str) -> SplitRule:
    try:
        train, dev, test = (int(part) for part in text.split(","))
    except ValueError as error:
        raise ExportError(path="", reason="bad_split") from error
    return SplitRule(train=train, dev=dev, test=test)


def _as_parquet(path: Path) -> None:
    """Put the rows of a file of lines into a Parquet file in its place, some at a time."""
    try:
        parquet: Any = _parquet()
        import pyarrow as pa  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise ExportError(path=str(path), reason="needs_pyarrow") from error
    arrow: Any = pa
    schema = _schema(arrow)
    with (
        path.open("rb") as lines,
        parquet.ParquetWriter(path.with_suffix(".parquet"), schema) as writer,
    ):
        waiting: list[Any] = []
        for line in lines:
            waiting.append(msgspec.json.decode(line))
            if len(waiting) == _ROWS:
                writer.write_table(arrow.Table.from_pylist(waiting, schema=schema))
                waiting = []
        if waiting:
            writer.write_table(arrow.Table.from_pylist(waiting, schema=schema))
    path.unlink()


def _schema(arrow: Any) -> Any:  # noqa: ANN401 - pyarrow is an extra and has no types here
    text, number = arrow.string(), arrow.int64()
    span = arrow.struct([("id", text), ("start", number), ("end", number), ("label", text)])
    pair = arrow.struct([("name", text), ("value", text)])
    argument = arrow.struct([("role", text), ("span", text)])
    event = arrow.struct(
        [
            ("id", text),
            ("trigger", text),
            ("arguments", arrow.list_(argument)),
            ("attributes", arrow.list_(pair)),
        ]
    )
    chain = arrow.struct([("id", text), ("spans", arrow.list_(text))])
    relation = arrow.struct([("head", text), ("child", text), ("label", text)])
    region = arrow.struct([("start", number), ("end", number), ("label", text), ("layer", text)])
    names = ("id", "text", "title", "source", "date", "language", "state")
    return arrow.schema(
        [
            *((name, text) for name in names),
            ("meta", arrow.list_(pair)),
            ("entities", arrow.list_(span)),
            ("triggers", arrow.list_(span)),
            ("events", arrow.list_(event)),
            ("relations", arrow.list_(relation)),
            ("chains", arrow.list_(chain)),
            ("complete", arrow.list_(region)),
        ]
    )


def _row(record: Record) -> dict[str, Any]:
    """Every row has every column, so that no reader has to guess a type."""
    return {
        "id": record.id,
        "text": record.text,
        "title": record.title,
        "source": record.source,
        "date": record.date,
        "language": record.language,
        "state": str(record.state or ""),
        "meta": [{"name": name, "value": value} for name, value in record.meta],
        "entities": [_plain(span) for span in record.spans if span.layer is not Layer.EVENT],
        "triggers": [_plain(span) for span in record.spans if span.layer is Layer.EVENT],
        "events": [
            {
                "id": frame.id,
                "trigger": frame.trigger,
                "arguments": [{"role": role, "span": span} for role, span in frame.arguments],
                "attributes": [{"name": name, "value": value} for name, value in frame.attributes],
            }
            for frame in record.frames
        ],
        "relations": [
            {"head": item.head, "child": item.child, "label": item.label}
            for item in record.relations
        ],
        "chains": [{"id": item.id, "spans": list(item.span_ids)} for item in record.chains],
        "complete": [
            {"start": r.start, "end": r.end, "label": r.label, "layer": str(r.layer or "")}
            for r in record.complete
        ],
    }


def _plain(span: RecordSpan) -> dict[str, Any]:
    return {"id": span.id, "start": span.start, "end": span.end, "label": span.label}
