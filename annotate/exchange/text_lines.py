"""Files as bytes within a limit, or as lines decoded one by one, so that one spoils no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotate.errors import AnnotateError, ArticleUnreadableError
from annotate.exchange.drafts import source_name
from annotate.exchange.formats.api import Source
from annotate.exchange.json_stream import as_utf8


def read_lines(source: Source) -> Iterator[tuple[int, str | AnnotateError]]:
    r"""Lines with their numbers, without `\n` or `\r\n`; what cannot be decoded is an error.

    Strictly UTF-8 (or what a byte-order mark says) unless told otherwise; the mark is dropped.
    Raises `ArticleUnreadableError` for a line over the limit.
    """
    encoding = source.options.encoding or "utf-8"
    limit = source.options.max_text_bytes
    with source.path.open("rb") as raw:
        stream = raw if source.options.encoding else as_utf8(raw)
        number = 0
        while data := stream.readline(limit + 1):
            number += 1
            source.on_bytes(len(data))
            if len(data) > limit:
                raise ArticleUnreadableError(
                    source=source.name, reason="too_large", line=number, limit=limit
                )
            try:
                line = data.decode(encoding)
            except UnicodeDecodeError:
                error = ArticleUnreadableError(source=source.name, reason="encoding", line=number)
                yield number, error
                continue
            yield number, (line.removeprefix("\ufeff") if number == 1 else line).rstrip("\r\n")


MARKUP_FACTOR = 4
"""How many times the size of its text a file of one article may have."""


def read_bytes(source: Source, path: Path | None = None, *, limit: int | None = None) -> bytes:
    """The bytes of the file, or of `path`; raises `ArticleUnreadableError` over `limit`.

    Without a limit, a file of one article is meant: its text with the markup around it.
    """
    path = path or source.path
    limit = MARKUP_FACTOR * source.options.max_text_bytes if limit is None else limit
    size = path.stat().st_size
    if size > limit:
        raise ArticleUnreadableError(
            source=source_name(path), reason="too_large", size=size, limit=limit
        )
    data = path.read_bytes()
    source.on_bytes(len(data))
    return data
