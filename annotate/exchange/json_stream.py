"""JSON files cut into their records without holding more than one of them.

Lines for JSONL; for a list, or objects over several lines, the cut follows brackets and strings,
so that a broken record is refused alone and the next one is read.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from annotate.compat import override

_CHUNK = 1 << 18
_OUTSIDE = re.compile(rb'["\[\]{},]')
_INSIDE = re.compile(rb'["\\]')
_BLANK = b" \t\r\n"


class ByteSource(Protocol):
    """What records are read from."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; empty at the end."""
        ...

    def readline(self, size: int, /) -> bytes:
        """One line, or the first `size` of it."""
        ...


class RawRecord(NamedTuple):  # one for each record: a tuple is made in half the time
    """The bytes of one record, without blanks around; `line` counts from 1.

    `data` is `None` when the record is longer than the limit: then `size` says how long.
    """

    line: int
    data: bytes | None
    size: int


class _Transcoded(io.RawIOBase):
    """A UTF-16 or UTF-32 file read as UTF-8; it leaves the closing to whoever opened the file."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._rest = b""

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(  # pyright: ignore[reportIncompatibleMethodOverride] - the buffer is ours
        self, view: memoryview, /
    ) -> int:
        while not self._rest and (data := self._stream.read(_CHUNK)):
            self._rest = self._decoder.decode(data).encode()
        count = min(len(view), len(self._rest))
        view[:count], self._rest = self._rest[:count], self._rest[count:]
        return count


def as_utf8(stream: BinaryIO) -> ByteSource:
    """`stream` from its start without its byte-order mark, as UTF-8 if it was UTF-16 or UTF-32."""
    head = stream.read(4)
    stream.seek(0)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return io.BufferedReader(_Transcoded(stream, "utf-32"), _CHUNK)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return io.BufferedReader(_Transcoded(stream, "utf-16"), _CHUNK)
    if head.startswith(codecs.BOM_UTF8):
        stream.seek(len(codecs.BOM_UTF8))
    return stream


def read_lines(
    stream: ByteSource, *, limit: int, on_bytes: Callable[[int], None] = lambda _count: None
) -> Iterator[RawRecord]:
    """Every line that is not blank; lines over `limit` bytes are skipped and said to be so."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        size = len(line)
        if size > limit:
            while line and not line.endswith(b"\n"):
                on_bytes(len(line))
                line = stream.readline(_CHUNK)
                size += len(line)
            on_bytes(len(line))
            yield RawRecord(number, None, size)
            continue
        on_bytes(size)
        data = line.strip(_BLANK)
        if data:
            yield RawRecord(number, data, size)


def read_values(
    stream: ByteSource, *, limit: int, on_bytes: Callable[[int], None] = lambda _count: None
) -> Iterator[RawRecord]:
    """Every element of a JSON list, or every object of a file that is no list."""
    cutter = _Cutter(limit)
    while chunk := stream.read(_CHUNK):
        on_bytes(len(chunk))
        yield from cutter.feed(chunk)
    yield from cutter.finish()


class _Cutter:
    """Cuts a stream of chunks at the borders of its outermost values."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._depth = 0
        self._base = -1  # depth at which the records lie: 1 in a list, else 0; -1 = not known yet
        self._is_in_string = False
        self._skip = 0  # bytes of the next chunk that a backslash has taken
        self._line = 1
        self._parts: list[bytes] = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[RawRecord]:
        """Records that end in `chunk`."""
        start, at, self._skip = 0, self._skip, 0
        if self._base < 0 and (body := chunk.lstrip(_BLANK)):
            self._base = 1 if body.startswith(b"[") else 0
        while True:
            match = (_INSIDE if self._is_in_string else _OUTSIDE).search(chunk, at)
            if match is None:
                break
            sign, at = match[0], match.end()
            if sign == b"\\":
                self._skip = max(0, at + 1 - len(chunk))
                at += 1
            elif sign == b'"':
                self._is_in_string = not self._is_in_string
            elif (end := self._border(sign, at)) is not None:
                self._keep(chunk[start:end])
                start = at
                yield from self._emit()
        self._keep(chunk[start:])

    def finish(self) -> Iterator[RawRecord]:
        """What is left over: an unfinished record, or bytes after the end of the list."""
        yield from self._emit()

    def _border(self, sign: bytes, at: int) -> int | None:
        """Where the record ends if `sign`, which ends at `at`, ends one."""
        if sign in b"[{":
            self._depth += 1
            is_list_start = self._base == 1 and self._depth == 1
            return at - 1 if is_list_start else None
        if sign == b",":
            return at - 1 if self._depth == self._base else None
        self._depth = max(self._depth - 1, 0)
        if self._depth < self._base:
            return at - 1
        return at if self._base == 0 and self._depth == 0 else None

    def _keep(self, piece: bytes) -> None:
        if not piece:
            return
        if not self._parts and not self._size:
            body = piece.lstrip(_BLANK)
            self._line += piece.count(b"\n", 0, len(piece) - len(body))
            piece = body
        self._size += len(piece)
        self._parts.append(piece)
        if self._size > self._limit:  # only its line ends are of use now
            self._parts = [b"\n" * sum(part.count(b"\n") for part in self._parts)]

    def _emit(self) -> Iterator[RawRecord]:
        data, size, line = b"".join(self._parts), self._size, self._line
        self._line += data.count(b"\n")
        self._parts, self._size = [], 0
        if size > self._limit:
            yield RawRecord(line, None, size)
        elif data := data.strip(_BLANK):
            yield RawRecord(line, data, size)
