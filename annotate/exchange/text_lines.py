"""Lines of a text file, decoded one by one, so that one bad line spoils no other."""

from __future__ import annotations

from collections.abc import Iterator

from annotate.errors import AnnotateError, ArticleUnreadableError
from annotate.exchange.formats.api import Source


def read_lines(source: Source) -> Iterator[tuple[int, str | AnnotateError]]:
    r"""Lines with their numbers, without `\n` or `\r\n`; what cannot be decoded is an error.

    Strictly UTF-8 unless told otherwise; a byte-order mark is dropped. Raises
    `ArticleUnreadableError` for a line over the limit.
    """
    encoding = source.options.encoding or "utf-8"
    limit = source.options.max_text_bytes
    with source.path.open("rb") as stream:
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
