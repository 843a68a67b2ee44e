"""Files and folders of any kind, one after another, as articles with what is said about them.

What a format recognises is read by it; everything else goes the way of plain articles
(`annotate.exchange.reading`). Nothing stops the rest: what cannot be read, and what has no place,
comes out by file, line and reason.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from annotate.errors import AnnotateError, ArticleEmptyError, SettingsError
from annotate.exchange.drafts import ArticleDraft, Refusal, source_name
from annotate.exchange.encoding import MARKS_16_32
from annotate.exchange.files import (
    SUFFIXES,
    FileKind,
    FoundFile,
    find_files,
    refuse_os_error,
)
from annotate.exchange.formats import (
    FORMATS,
    Detection,
    Format,
    Probe,
    detect,
    find_format,
    load,
)
from annotate.exchange.formats.api import HEAD, Part, Source
from annotate.exchange.json_stream import as_utf8
from annotate.exchange.label_map import LabelMap, LabelResolver
from annotate.exchange.losses import Loss
from annotate.exchange.reading import Meter, Progress, read_found
from annotate.exchange.records import Record
from annotate.exchange.settling import Settled, SettleOptions, settle
from annotate.spans import Layer

ARTICLES = "articles"
"""Stands for plain articles where formats are named."""

SURE = 0.3
"""A format that is less sure than this is not taken."""

_MOST_NAMES = 5000
_PLAIN = frozenset({FileKind.TEXT, FileKind.MARKDOWN, FileKind.HTML})


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """How to read: the format (empty: find out), its own choices, labels, and how to settle."""

    format: str = ""
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    labels: LabelMap = field(default_factory=LabelMap)
    settle: SettleOptions = field(default_factory=SettleOptions)
    jobs: int = 1
    """Processes that read; with one, reading is done by whoever asks."""


@dataclass(slots=True)
class Reading:
    """One import while it is read: iterate it; `formats` counts files by the format taken."""

    paths: Sequence[Path]
    plan: ReadPlan
    resolver: LabelResolver
    progress: Progress | None = None
    is_cancelled: Callable[[], bool] | None = None
    formats: Counter[str] = field(default_factory=Counter[str])

    def __iter__(self) -> Iterator[Settled | Refusal | Loss]:
        """Settled articles, refusals and losses in a stable order; raises `JobCancelled`."""
        forced = forced_format(self.plan.format)
        meter = Meter(self.progress, self.is_cancelled)
        found = list(
            find_files(
                self.paths,
                on_found=meter.check,
                is_foreign=lambda path, is_folder: _is_foreign(path, forced, is_folder=is_folder),
            )
        )
        meter.total = sum(item.size for item in found if isinstance(item, FoundFile))
        if self.plan.jobs > 1:
            from annotate.exchange.parallel import read_parallel

            yield from read_parallel(
                found,
                self.plan,
                jobs=self.plan.jobs,
                resolver=self.resolver,
                meter=meter,
                on_format=self._count,
            )
            return
        for item in found:
            meter.check()
            if isinstance(item, Refusal):
                yield item
                continue
            meter.start(item)
            try:
                taken = detected(item, self.plan, forced)
                self._count(taken.name if taken else ARTICLES)
                for outcome in read_file(item, taken, self.plan, self.resolver, meter=meter):
                    meter.check()
                    yield outcome
            except AnnotateError as error:
                yield Refusal(source_name(item.path), None, error)
            except OSError as error:
                yield refuse_os_error(item.path, error)
            meter.end(item)

    def _count(self, name: str) -> None:
        self.formats[name] += 1


def read_file(
    item: FoundFile,
    taken: Format | None,
    plan: ReadPlan,
    resolver: LabelResolver,
    *,
    meter: Meter | None = None,
    part: Part | None = None,
) -> Iterator[Settled | Refusal | Loss]:
    """What one file, or a part of one, gives in the format `taken`; `None` is plain articles.

    Raises an `AnnotateError` or `OSError` that refuses the rest of the file.
    """
    meter = meter or Meter(None, None)
    if taken is None:
        for outcome in read_found(item, plan.settle.read, meter):
            yield outcome if isinstance(outcome, Refusal) else bare(outcome)
        return
    source = Source(
        item.path,
        options=plan.settle.read,
        choices=plan.choices,
        on_bytes=meter.add,
        part=part,
    )
    is_empty = part is None
    for outcome in load(taken).read(source):
        is_empty = False
        if not isinstance(outcome, Record):
            yield outcome
            continue
        mark = resolver.mark()
        try:
            settled = settle(
                outcome,
                source=source.name,
                origin=taken.name,
                labels=resolver,
                options=plan.settle,
            )
        except AnnotateError as error:
            resolver.forget(mark)
            yield Refusal(source.name, outcome.line, error)
        else:
            yield settled
    if is_empty:
        raise ArticleEmptyError(source=source.name, reason="no_articles")


def bare(draft: ArticleDraft) -> Settled:
    """An article about which nothing is said."""
    return Settled(draft)


def read_annotated(
    paths: Sequence[Path],
    plan: ReadPlan,
    *,
    labels: Iterable[tuple[Layer, str]] = (),
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Reading:
    """The import of `paths` into a project that has `labels`; raises `SettingsError` for the plan.

    One record is in memory at a time.
    """
    forced_format(plan.format)
    return Reading(paths, plan, LabelResolver(labels, plan.labels), progress, is_cancelled)


def probe_of(path: Path) -> Probe:
    """What detection may know of `path`: names inside a folder or archive, else the first bytes.

    JSON and text in UTF-16 or UTF-32 are shown as UTF-8. Raises `OSError`.
    """
    if path.is_dir():
        inside = sorted(entry.name for entry in islice(path.iterdir(), _MOST_NAMES))
        return Probe(path, is_folder=True, names=tuple(inside))
    with path.open("rb") as stream:
        head = stream.read(HEAD)
        if head.startswith(MARKS_16_32):
            stream.seek(0)
            head = as_utf8(stream).read(HEAD)
    names: tuple[str, ...] = ()
    if head.startswith(b"PK\x03\x04"):
        try:
            with zipfile.ZipFile(path) as archive:
                names = tuple(islice(archive.namelist(), _MOST_NAMES))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError):
            names = ()
    return Probe(path, head.removeprefix(b"\xef\xbb\xbf"), names=names)


def forced_format(name: str) -> Format | None:
    """The format that was asked for by name; raises `SettingsError` for one that is not read."""
    if name in {"", ARTICLES}:
        return None
    found = find_format(name)
    if found is None or not found.can_import:
        raise SettingsError(path="", key=name, reason="no_format")
    return found


def _is_foreign(path: Path, forced: Format | None, *, is_folder: bool) -> bool:
    if forced is not None:
        return forced.has_folders if is_folder else True
    name = Probe(path, is_folder=is_folder)
    if not any(item.can_import and item.fits(name) for item in FORMATS):
        return False
    if not is_folder:
        return True
    try:
        found = detect(probe_of(path))
    except OSError:
        return False
    return found is not None and found.score >= SURE


def detected(item: FoundFile, plan: ReadPlan, forced: Format | None) -> Format | None:
    """The format of a file: the one asked for, else found out; `None` for plain articles."""
    if plan.format == ARTICLES:
        return None
    if forced is not None:
        return forced
    if item.kind in _PLAIN and not any(
        other.can_import and other.fits(Probe(item.path)) for other in FORMATS
    ):
        return None
    found = (
        _detect_unnamed(item.path) if item.kind is FileKind.UNNAMED else detect(probe_of(item.path))
    )
    if found is not None and found.score >= SURE:
        return found.format
    if item.kind is FileKind.FOREIGN and item.path.suffix.lower() not in SUFFIXES:
        # Nobody else reads it: the format that its name speaks of says what is wrong with it.
        by_name = [other for other in FORMATS if other.can_import and other.fits(Probe(item.path))]
        return by_name[0] if by_name else None
    return None


def _detect_unnamed(path: Path) -> Detection | None:
    """What a file without an extension holds: of a name such as `train`, or JSON of any kind."""
    probe = probe_of(path)
    if (by_name := detect(probe)) is not None:
        return by_name
    if not probe.head.lstrip().startswith((b"{", b"[")):
        return None
    named = (replace(probe, path=Path(f"{path}{suffix}")) for suffix in (".jsonl", ".json"))
    found = [one for one in map(detect, named) if one is not None]
    return max(found, key=lambda one: one.score, default=None)
