"""Writes records in the format of a neighbour: whole or not at all, with a list of what is lost."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from annotate.errors import ExportError
from annotate.exchange.files import EXPORT_MARKER
from annotate.exchange.fitting import fit
from annotate.exchange.formats import Format, find_format, load
from annotate.exchange.formats.api import Probe, WriteLog
from annotate.exchange.records import Record
from annotate.spans import Layer
from annotate.targets import HEAD, require_free, require_own
from annotate.tokenizer.rules import TokenizerRule
from annotate.training.staging import as_export_error

if TYPE_CHECKING:
    from annotate.schema.label_schema import LabelSchema


def export_records(
    records: Iterable[Record],
    name: str,
    target: Path,
    *,
    choices: Mapping[str, str] | None = None,
    jobs: int = 1,
    schema: LabelSchema | None = None,
    rules: tuple[TokenizerRule, ...] = (),
    labels: frozenset[tuple[Layer, str]] = frozenset(),
    on_record: Callable[[], None] = lambda: None,
) -> WriteLog:
    """Write `records` in the format `name` to the file or folder `target`.

    What is there before stays until the new one is whole; a folder is replaced only if an export
    wrote everything in it. `schema` goes into formats that carry one; `rules` for the tokenizer and
    `labels` in use are those of the project. `on_record` is called for each record and may raise to
    stop. Raises `ExportError`.
    """
    item = require_export(name)
    log = WriteLog(
        choices=dict(choices or {}), jobs=jobs, schema=schema, rules=rules, labels=labels
    )

    def counted() -> Iterator[Record]:
        for record in records:
            on_record()
            yield record

    staged = staged_folder if item.is_folder else staged_file
    with staged(target) as draft:
        load(item).write(fit(counted(), item, log), draft, log)
        if not log.articles:
            raise ExportError(path=str(target), reason="nothing_done")
    return log


def require_export(name: str) -> Format:
    """The format of this name; raises `ExportError` when nothing is written in it."""
    item = find_format(name)
    if item is None or not item.can_export:
        raise ExportError(path=name, reason="no_format")
    return item


def require_earlier_export(name: str, target: Path) -> None:
    """Raise `ExportError` when a file is at `target` that is no export in the format `name`.

    Folders look after themselves: they are replaced only if an export wrote all that is in them.
    """
    item = require_export(name)
    if not item.is_folder:
        require_own(target, lambda head: _is_export(item, target, head))


def _is_export(item: Format, target: Path, head: bytes) -> bool:
    if item.suffix in _JSON and len(head) == HEAD and b"\n" not in head[2:]:
        # The first article alone is longer than what is looked at.
        return head[:1] in _JSON[item.suffix]
    # By its content alone: an export may have any name.
    return load(item).detect(Probe(target.with_name(f"export{item.suffix}"), head)) > 0


_JSON = {".jsonl": (b"{",), ".json": (b"{", b"[")}


@contextlib.contextmanager
def staged_file(target: Path) -> Generator[Path]:
    """A name beside `target` for a new file that takes its place, on the disk, if all goes well."""
    target = target.absolute()
    require_free(target)
    if target.is_dir():
        raise ExportError(path=str(target), reason="not_a_file")
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        _sync(draft)
        draft.replace(target)
    except OSError as error:
        raise as_export_error(target, error) from error
    finally:
        # What cannot be written cannot be cleared away either.
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def staged_folder(target: Path) -> Generator[Path]:
    """A new folder beside `target` that takes its place if all goes well."""
    target = target.resolve()
    _require_replaceable(target)
    draft = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.mkdir()
        yield draft
        _mark(draft)
        _require_replaceable(target)
        _swap(draft, target)
    except OSError as error:
        raise as_export_error(target, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _mark(folder: Path) -> None:
    """Note what is in the new folder, and bring all of it to the disk."""
    names = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    for name in names:
        _sync(folder / name)
    (folder / EXPORT_MARKER).write_text(json.dumps({"files": names}), encoding="utf-8")


def _require_replaceable(target: Path) -> None:
    require_free(target)
    if not target.exists():
        return
    if not target.is_dir():
        raise ExportError(path=str(target), reason="not_a_directory")
    there = {path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file()}
    foreign = sorted(there - _written(target) - {EXPORT_MARKER})
    if foreign:
        raise ExportError(path=str(target), reason="foreign_files", files=foreign[:20])


def _written(folder: Path) -> set[str]:
    """The files that an earlier export wrote there."""
    try:
        marker = json.loads((folder / EXPORT_MARKER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if not isinstance(marker, dict):
        return set()
    return set(map(str, cast("dict[str, list[Any]]", marker).get("files", [])))


def _swap(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    old = target.with_name(f".{target.name}.{secrets.token_hex(4)}.old")
    target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
