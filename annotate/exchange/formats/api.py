"""What a format is, and what its module must have; see the package for how they fit together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import translate
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from annotate.exchange.drafts import DEFAULTS, ReadOptions, Refusal, source_name
from annotate.exchange.losses import Loss, LossCode, Losses
from annotate.exchange.records import Record
from annotate.spans import Layer
from annotate.tokenizer.rules import TokenizerRule

if TYPE_CHECKING:
    from annotate.schema.label_schema import LabelSchema

HEAD = 1 << 16
"""Bytes of a file that detection looks at."""


class Carries(StrEnum):
    """What a format can hold beside text and entity spans that do not overlap."""

    EVENTS = "events"  # spans of the event layer
    OVERLAPS = "overlaps"  # spans of one layer that nest or cross
    FRAMES = "frames"  # events with arguments
    ATTRIBUTES = "attributes"  # attributes of events
    CHAINS = "chains"  # coreference
    RELATIONS = "relations"
    SUGGESTIONS = "suggestions"  # spans that nobody stands for, with score and suggester
    REJECTED = "rejected"  # suggestions that were refused
    COMPLETE = "complete"  # regions that are complete for some labels
    FACTS = "facts"  # id, title, source, date, meta
    STATE = "state"  # whether an article is done or skipped


@dataclass(frozen=True, slots=True)
class FormatOption:
    """A choice that a format leaves open, given as `--option NAME=VALUE`.

    One that only reading asks for is not offered where something is written.
    """

    name: str
    title: str
    default: str = ""
    choices: tuple[str, ...] = ()
    is_for_reading: bool = False


@lru_cache(maxsize=64)
def _matches(patterns: tuple[str, ...]) -> Callable[[str], object]:
    """Tells whether a name fits one of `patterns`, for folders of very many files."""
    return re.compile("|".join(map(translate, patterns)) or r"(?!)").match


@dataclass(frozen=True, slots=True)
class Format:
    """One format, known without loading its module.

    `patterns` are file names (lower case); a folder of files fits when `has_folders`. An export is
    a folder when `is_folder`, else one file with `suffix`. `needs_spacy` formats run in a worker;
    the reader of one that `has_parts` heeds `Source.part` where a file is of JSON lines.
    """

    name: str
    title: str
    patterns: tuple[str, ...]
    suffix: str = ""
    carries: frozenset[Carries] = frozenset()
    can_import: bool = True
    can_export: bool = True
    is_folder: bool = False
    has_folders: bool = False
    needs_spacy: bool = False
    has_parts: bool = False
    options: tuple[FormatOption, ...] = ()

    @property
    def module(self) -> str:
        """Dotted name of the module that reads and writes it."""
        return f"annotate.exchange.formats.{self.name.replace('-', '_')}"

    def fits(self, probe: Probe) -> bool:
        """Whether the name of a file can be of this format."""
        if probe.is_folder:
            return self.has_folders
        return _matches(self.patterns)(probe.path.name.lower()) is not None


@dataclass(frozen=True, slots=True)
class Probe:
    """What detection sees of a file: its path, its first bytes, and the names inside it.

    `names` are the entries of a folder or of a zip archive (at most some thousand), else empty.
    """

    path: Path
    head: bytes = b""
    is_folder: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detection:
    """A format and how sure it is, 0 to 1."""

    format: Format
    score: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file of lines: bytes `start` to `end`, beginning with line `line` (from 1)."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader reads: a file or folder, what reports call it, and how to read it.

    `choices` are the format's own options. `on_bytes` is told how many bytes were read, and may
    raise to stop.
    """

    path: Path
    options: ReadOptions = DEFAULTS
    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    on_bytes: Callable[[int], None] = lambda _count: None
    shown_as: str = ""
    part: Part | None = None
    """What of a file of JSON lines is read; `None` for all of it."""

    @property
    def name(self) -> str:
        """What reports call it."""
        return self.shown_as or source_name(self.path)


@dataclass(slots=True)
class WriteLog:
    """What an exporter tells: losses, renames, counts; `choices` are the format's own options.

    `renamed` holds (name in the project, name in the format), each pair once in order.
    """

    choices: Mapping[str, str] = field(default_factory=dict[str, str])
    losses: Losses = field(default_factory=Losses)
    renamed: dict[tuple[str, str], None] = field(default_factory=dict[tuple[str, str], None])
    articles: int = 0
    spans: int = 0
    rules: tuple[TokenizerRule, ...] = ()
    """The project's own for the tokenizer, where a format writes spaCy's tokens."""
    labels: frozenset[tuple[Layer, str]] = frozenset()
    """Labels that the project uses: what a region must be complete for, to be outside of all."""
    jobs: int = 1
    """Processes that may write, where the format can use more than one."""
    schema: LabelSchema | None = None
    """The labels of the project, for formats that carry them."""

    def lose(self, code: LossCode, record: Record, detail: str = "", count: int = 1) -> None:
        """Count something of `record` that was not written."""
        self.losses.add(Loss(code, record.id, None, detail, count))

    def rename(self, old: str, new: str) -> None:
        """Note that what a project calls `old` was written as `new`: a change, but no loss."""
        self.renamed[old, new] = None

    def drop(self, code: LossCode, record: Record, detail: str) -> None:
        """Count a span that was to be written and could not be."""
        self.spans -= 1
        self.lose(code, record, detail)


Outcome = Record | Refusal | Loss
"""What a reader yields."""


class FormatModule(Protocol):
    """The functions of a format's module."""

    def detect(self, probe: Probe) -> float:
        """How surely `probe` is of this format, 0 to 1; never raises."""
        ...

    def read(self, source: Source) -> Iterator[Outcome]:
        """Records in the order of the file, one at a time in memory.

        What is wrong with one record is a `Refusal` with its line, and the next one follows. An
        `AnnotateError` or `OSError` that is raised refuses the rest of the file.
        """
        ...

    def write(self, records: Iterable[Record], target: Path, log: WriteLog) -> None:
        """Write `records` to the new file or folder `target`, which nobody sees until it is whole.

        The driver has taken out, and counted, what the format does not carry, and counts articles
        and spans; what else cannot be written goes to `log.lose`.
        """
        ...


def load(item: Format) -> FormatModule:
    """The module of a format."""
    return cast("FormatModule", import_module(item.module))
