"""Articles in: files and folders of plain text, Markdown, HTML pages and JSON, one after another.

Nothing stops the rest: what cannot be read comes out as a refusal that names file, line and reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from annotate.errors import (
    AnnotateError,
    ArticleEmptyError,
    ArticleUnreadableError,
    JobCancelled,
)
from annotate.exchange.drafts import DEFAULTS, ArticleDraft, ReadOptions, Refusal, source_name
from annotate.exchange.files import FileKind, FoundFile, find_files, refuse_os_error, require_room
from annotate.exchange.json_records import draft_record, parse_json
from annotate.exchange.json_stream import RawRecord, as_utf8, read_lines, read_values
from annotate.exchange.whole_files import read_whole

Progress = Callable[[int, int, str], None]
"""Called with bytes read, bytes in all, and the name of the file."""

_REPORT_EVERY = 1 << 18
_SNIFFED = 1 << 16


def read_paths(
    paths: Sequence[Path],
    *,
    options: ReadOptions = DEFAULTS,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Iterator[ArticleDraft | Refusal]:
    """Articles and refusals under `paths`, in a stable order; raise `JobCancelled` when asked.

    One file, or one record of a JSON file, is in memory at a time.
    """
    meter = Meter(progress, is_cancelled)
    found = list(find_files(paths, on_found=meter.check))
    meter.total = sum(item.size for item in found if isinstance(item, FoundFile))
    for item in found:
        meter.check()
        if isinstance(item, Refusal):
            yield item
            continue
        meter.start(item)
        try:
            for outcome in read_found(item, options, meter):
                meter.check()
                yield outcome
        except AnnotateError as error:
            yield Refusal(source_name(item.path), None, error)
        except OSError as error:
            yield refuse_os_error(item.path, error)
        meter.end(item)


class Meter:
    """Reports how many bytes of how many (`total`) are read, and stops a cancelled job."""

    def __init__(self, progress: Progress | None, is_cancelled: Callable[[], bool] | None) -> None:
        """Begin at nothing."""
        self.total = 0
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._done = 0
        self._before = 0
        self._reported = 0
        self._name = ""

    def check(self) -> None:
        """Raise `JobCancelled` when nobody wants the rest."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise JobCancelled

    def start(self, item: FoundFile) -> None:
        """A file begins."""
        self._before = self._done
        self._name = source_name(item.path)
        self._report()

    def add(self, count: int) -> None:
        """So many more bytes of it are read."""
        self._done += count
        if self._done - self._reported >= _REPORT_EVERY:
            self.check()
            self._report()

    def end(self, item: FoundFile) -> None:
        """A file ends, whatever of it was read."""
        self._done = self._before + item.size
        self._report()

    def _report(self) -> None:
        self._reported = self._done
        if self._progress is not None:
            self._progress(min(self._done, self.total), self.total, self._name)


def read_found(
    item: FoundFile, options: ReadOptions, meter: Meter
) -> Iterator[ArticleDraft | Refusal]:
    """The articles of one file; raises an `AnnotateError` or `OSError` that refuses the file."""
    if item.kind in (FileKind.TEXT, FileKind.MARKDOWN, FileKind.HTML):
        yield read_whole(item, item.kind, options)
        return
    with item.path.open("rb") as stream:
        head = as_utf8(stream).read(_SNIFFED)
    kind = _sniff(head) if item.kind is FileKind.UNNAMED else item.kind
    if kind in (FileKind.JSON, FileKind.JSON_LINES):
        yield from _read_json(item, options, meter, is_lines=is_json_lines(head, kind))
    else:
        yield read_whole(item, kind, options)


def _sniff(head: bytes) -> FileKind:
    start = head.lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return FileKind.HTML
    first_line = head.lstrip().split(b"\n", 1)[0]
    if start.startswith(b"{") and _is_json(first_line):
        return FileKind.JSON_LINES
    return FileKind.JSON if start.startswith((b'[{"', b"[\n{")) else FileKind.TEXT


def is_json_lines(head: bytes, kind: FileKind) -> bool:
    """Whether each line is a record, whatever the extension says; `head` is the file's beginning.

    A file by the name of JSON may hold lines, and one by the name of JSONL a list.
    """
    body = head.lstrip()
    first_line, _, rest = body.partition(b"\n")
    if kind is FileKind.JSON_LINES:
        if first_line.strip() == b"{":  # objects over several lines
            return False
        return not (body.startswith(b"[") and rest.strip() and not _is_json(first_line))
    return body.startswith(b"{") and (_is_json(first_line) or len(first_line) == len(head))


def _is_json(data: bytes) -> bool:
    try:
        parse_json(data)
    except ValueError:
        return False
    return True


def _read_json(
    item: FoundFile, options: ReadOptions, meter: Meter, *, is_lines: bool
) -> Iterator[ArticleDraft | Refusal]:
    source = source_name(item.path)
    if not is_lines:
        require_room(item, options.max_file_bytes)
    limit = 2 * options.max_text_bytes  # escapes make a text longer
    read = read_lines if is_lines else read_values
    found_any = False
    with item.path.open("rb") as stream:
        for record in read(as_utf8(stream), limit=limit, on_bytes=meter.add):
            found_any = True
            try:
                yield _draft_raw(record, item.path, options, limit)
            except AnnotateError as error:
                yield Refusal(source, record.line, error)
    if not found_any:
        raise ArticleEmptyError(source=source)


def _draft_raw(record: RawRecord, path: Path, options: ReadOptions, limit: int) -> ArticleDraft:
    if record.data is None:
        raise ArticleUnreadableError(
            source=source_name(path),
            reason="too_large",
            line=record.line,
            size=record.size,
            limit=limit,
        )
    return draft_record(record.data, path=path, line=record.line, options=options)
