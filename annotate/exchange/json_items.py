"""JSON files of the neighbours as values: lines, a list, or one object; plain or gzip.

One value is in memory at a time. What is wrong with one is a refusal with its line, and the next
one follows. Checked values come as `msgspec` structures, whose errors name the place.
"""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

import msgspec

from annotate.errors import AnnotateError, ArticleUnreadableError, ImportFormatError
from annotate.exchange.drafts import Refusal, clean_line
from annotate.exchange.encoding import MARKS_16_32
from annotate.exchange.files import SUFFIXES, FileKind
from annotate.exchange.formats.api import HEAD, Part, Probe, Source
from annotate.exchange.json_records import parse_json
from annotate.exchange.json_stream import RawRecord, as_utf8, read_lines, read_values
from annotate.exchange.reading import is_json_lines

T = TypeVar("T")

Item = tuple[int, object]
"""A value with the line on which it begins, from 1."""

_ENCODER = msgspec.json.Encoder()


def read_items(source: Source) -> Iterator[Item | Refusal]:
    """The values of the file, in order; raises `OSError` and `ArticleUnreadableError` for it all.

    A value may be as large as two texts, and a file that is one object as large as a file may be.
    """
    limit = 2 * source.options.max_text_bytes
    with open_bytes(source.path) as stream:
        head = as_utf8(stream).read(HEAD)
        stream.seek(0)
        is_lines = is_json_lines(head, _kind(source.path))
        if not is_lines and not head.lstrip().startswith(b"["):
            limit = source.options.max_file_bytes
        read = read_lines if is_lines else read_values
        count = source.on_bytes if source.path.suffix != ".gz" else _uncounted
        part = source.part
        before = 0 if part is None else part.line - 1
        data = as_utf8(stream) if part is None else _PartOf(stream, part)
        with _damage(source):
            for raw in read(data, limit=limit, on_bytes=count):
                line = before + raw.line
                try:
                    yield line, _value(raw, source, limit, line)
                except AnnotateError as error:
                    yield Refusal(source.name, line, error)


def is_cuttable(path: Path) -> bool:
    """Whether a file is one of JSON lines in UTF-8 that can be read in parts."""
    if SUFFIXES.get(path.suffix.lower()) not in {FileKind.JSON, FileKind.JSON_LINES}:
        return False
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if head.startswith(MARKS_16_32) or b"\n" not in head:
        return False
    return is_json_lines(head.removeprefix(codecs.BOM_UTF8), _kind(path))


class _PartOf:
    """A part of a file as a source of lines."""

    def __init__(self, stream: BinaryIO, part: Part) -> None:
        stream.seek(part.start)
        self._stream = stream
        self._left = part.end - part.start
        if not part.start and stream.read(3) != codecs.BOM_UTF8:
            stream.seek(0)

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data

    def readline(self, size: int, /) -> bytes:
        """One line, or the first `size` bytes of it."""
        if self._left <= 0:
            return b""
        data = self._stream.readline(min(size, self._left))
        self._left -= len(data)
        return data


def first_value(probe: Probe) -> object:
    """The first value of a JSON file that the head of it holds whole; `None` when there is none.

    Of a list it is the first element. Of one large object whose end is not in the head it is `{}`.
    """
    import io

    body = probe.head.lstrip()
    if probe.head.startswith(b"\x1f\x8b"):
        body = _unzipped(probe.head).lstrip()
    if not body.startswith((b"{", b"[")):
        return None
    is_lines = is_json_lines(body, _kind(probe.path))
    read = read_lines if is_lines else read_values
    for raw in read(io.BytesIO(body), limit=HEAD * 20):
        if raw.data is not None:
            try:
                return parse_json(raw.data)
            except ValueError:
                continue
    return None


def begins_with(probe: Probe, sign: bytes) -> bool:
    """Whether the JSON of `probe` begins with `sign`."""
    return probe.head.lstrip().startswith(sign)


def as_struct(value: object, kind: type[T], *, source: Source, line: int, expected: str) -> T:
    """`value` as the structure `kind`; raises `ImportFormatError` that names the place in it."""
    try:
        return msgspec.convert(value, kind)
    except (msgspec.ValidationError, UnicodeEncodeError, RecursionError) as error:
        # The second: half a pair in a name.
        raise ImportFormatError(
            file=source.name, line=line, found=clean_line(str(error)), expected=expected
        ) from error


def encode_line(value: object) -> bytes:
    """`value` as one line of JSON in UTF-8, with its line feed."""
    return _ENCODER.encode(value) + b"\n"


@contextmanager
def open_bytes(path: Path) -> Generator[BinaryIO]:
    """The bytes of a file, unpacked if its name ends in `.gz`."""
    if path.suffix == ".gz":
        with gzip.open(path) as stream:
            yield cast("BinaryIO", stream)
    else:
        with path.open("rb") as plain:
            yield plain


@contextmanager
def _damage(source: Source) -> Generator[None]:
    """A damaged or cut gzip file, as an error about the file."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArticleUnreadableError(
            source=source.name, reason="cannot_read", detail="gzip"
        ) from error


def _uncounted(_count: int) -> None:
    """Bytes out of a packed file are not bytes of the file."""


def _kind(path: Path) -> FileKind:
    name = path.with_suffix("") if path.suffix == ".gz" else path
    return SUFFIXES.get(name.suffix.lower(), FileKind.JSON)


def _value(raw: RawRecord, source: Source, limit: int, line: int) -> object:
    if raw.data is None:
        raise ArticleUnreadableError(
            source=source.name, reason="too_large", line=line, size=raw.size, limit=limit
        )
    try:
        return parse_json(raw.data)
    except UnicodeDecodeError as error:
        raise ArticleUnreadableError(source=source.name, reason="encoding", line=line) from error
    except ValueError as error:
        raise ArticleUnreadableError(source=source.name, reason="not_json", line=line) from error


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD)
    except zlib.error:
        return b""
