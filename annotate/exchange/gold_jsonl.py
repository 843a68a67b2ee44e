"""Gold records: one JSON line a text with its spans and events, as evaluation and training read it.

`{"id","text","spans":[{"start","end","label"}],"events":[{"trigger":{…},"args":[{"start","end",
"role"}]}],"meta":{…}}`; offsets are code points of `text` as given, half-open. A label of `null`
in `common` says that the shared scheme has no word for it.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any, BinaryIO, cast

import msgspec

from annotate.errors import (
    AnnotateError,
    ArticleUnreadableError,
    ImportFormatError,
    OutsideTextError,
)
from annotate.exchange.drafts import DEFAULTS, ReadOptions, Refusal, source_name
from annotate.exchange.files import refuse_os_error
from annotate.exchange.json_stream import RawRecord, as_utf8, read_lines
from annotate.spans import Layer, require_inside

_Name = Annotated[str, msgspec.Meta(pattern=r"\S")]
"""A label; one of blanks alone would be counted as no label at all."""


class GoldSpan(msgspec.Struct, frozen=True, omit_defaults=True):
    """A labelled stretch; `common` is the label of the shared scheme where the set has its own.

    `layer` is written by `spandesk suggest --out`, which has the triggers among the spans.
    """

    start: int
    end: int
    label: _Name
    common: _Name | msgspec.UnsetType | None = msgspec.UNSET
    layer: Layer = Layer.ENTITY

    @property
    def scheme_label(self) -> str | None:
        """Label of the shared scheme; `None` where it has none."""
        return self.label if self.common is msgspec.UNSET else self.common


class GoldArgument(msgspec.Struct, frozen=True):
    """A stretch that plays `role` in an event."""

    start: int
    end: int
    role: str


class GoldEvent(msgspec.Struct, frozen=True):
    """A trigger with its arguments."""

    trigger: GoldSpan
    args: tuple[GoldArgument, ...] = ()


class GoldRecord(msgspec.Struct, frozen=True):
    """One text with all that is gold about it; `id` is a number where `suggest` gave one."""

    id: str | int
    text: str
    spans: tuple[GoldSpan, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    meta: dict[str, Any] = {}


_DECODER = msgspec.json.Decoder(GoldRecord)
_ENCODER = msgspec.json.Encoder()


def read_gold(path: Path, *, options: ReadOptions = DEFAULTS) -> Iterator[GoldRecord | Refusal]:
    """The records of `path` (JSONL, gzip by the extension `.gz`), checked; bad lines refused."""
    source = source_name(path)
    try:
        with _open(path) as stream:
            for record in read_lines(as_utf8(stream), limit=2 * options.max_text_bytes):
                try:
                    yield _checked(record, source)
                except AnnotateError as error:
                    yield Refusal(source, record.line, error)
    except OSError as error:
        yield refuse_os_error(path, error)
    except (EOFError, zlib.error):  # a damaged or cut gzip file
        yield Refusal(
            source, None, ArticleUnreadableError(source=source, reason="cannot_read", detail="gzip")
        )


def write_gold(records: Iterable[GoldRecord], path: Path) -> None:
    """Write `records` to `path`, one line each, gzip by the extension `.gz`."""
    with _open(path, "wb") as stream:
        for record in records:
            stream.write(_ENCODER.encode(record) + b"\n")


def _open(path: Path, mode: str = "rb") -> BinaryIO:
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, mode))
    return cast("BinaryIO", path.open(mode))


def _checked(raw: RawRecord, source: str) -> GoldRecord:
    if raw.data is None:
        raise ImportFormatError(
            file=source, line=raw.line, found=raw.size, expected="a shorter line"
        )
    try:
        record = _DECODER.decode(raw.data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ImportFormatError(
            file=source, line=raw.line, found=str(error), expected="a gold record"
        ) from error
    length = len(record.text)
    try:
        for start, end in _stretches(record):
            require_inside(start, end, length)
    except OutsideTextError as error:
        raise ImportFormatError(
            file=source, line=raw.line, expected="an offset inside the text", **_found(error)
        ) from error
    return record


def _found(error: OutsideTextError) -> dict[str, object]:
    fields = error.fields
    return {"found": f"{fields['start']}:{fields['end']}", "length": fields["length"]}


def _stretches(record: GoldRecord) -> Iterator[tuple[int, int]]:
    for span in record.spans:
        yield span.start, span.end
    for event in record.events:
        yield event.trigger.start, event.trigger.end
        for argument in event.args:
            yield argument.start, argument.end
