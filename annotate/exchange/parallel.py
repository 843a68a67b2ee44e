"""Reading on several cores: files, and pieces of large files of lines, in processes of their own.

Each process reads and settles its piece; what comes back is in the order of the files, so that an
import gives the same with any number of processes. A few pieces at a time are in memory.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from annotate.errors import AnnotateError, JobError
from annotate.exchange.drafts import Refusal, source_name
from annotate.exchange.files import FoundFile, refuse_os_error
from annotate.exchange.formats.api import Part
from annotate.exchange.importing import ReadPlan, detected, forced_format, read_file
from annotate.exchange.json_items import is_cuttable
from annotate.exchange.label_map import LabelResolver
from annotate.exchange.losses import Loss
from annotate.exchange.name_proposals import TakenName
from annotate.exchange.reading import Meter
from annotate.exchange.settling import Settled
from annotate.spans import Layer

PIECE = 1_000_000
"""Bytes of a piece of a file of lines."""

_AHEAD = 2  # pieces for each process that may wait to be taken

Outcome = Settled | Refusal | Loss


@dataclass(frozen=True, slots=True)
class _Piece:
    """A file, or a part of one, that one process reads; `size` in bytes."""

    file: FoundFile
    size: int
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class _Done:
    """What a piece gave: outcomes, the format, labels that the schema has not, names taken."""

    outcomes: list[Outcome]
    format: str
    added: list[tuple[Layer, str]]
    taken: list[TakenName]


def read_parallel(
    found: Sequence[FoundFile | Refusal],
    plan: ReadPlan,
    *,
    jobs: int,
    resolver: LabelResolver,
    meter: Meter,
    on_format: Callable[[str], None],
) -> Iterator[Outcome]:
    """What `found` gives, read by `jobs` processes; raises `JobCancelled` and `JobError`.

    Labels that come in are added to `resolver`; `on_format` is told the format of each file.
    """
    schema = tuple(resolver.known)
    waiting: deque[tuple[_Piece, Future[_Done]] | Refusal] = deque()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        try:
            for piece in _pieces(found, plan):
                meter.check()
                if isinstance(piece, Refusal):
                    waiting.append(piece)
                else:
                    waiting.append((piece, pool.submit(_read_piece, piece, plan, schema)))
                while len(waiting) > _AHEAD * jobs:
                    yield from _taken(waiting.popleft(), resolver, meter, on_format)
            while waiting:
                yield from _taken(waiting.popleft(), resolver, meter, on_format)
        except BrokenProcessPool as error:
            raise JobError(job="import", reason="died", detail=str(error)) from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _taken(
    item: tuple[_Piece, Future[_Done]] | Refusal,
    resolver: LabelResolver,
    meter: Meter,
    on_format: Callable[[str], None],
) -> Iterator[Outcome]:
    if isinstance(item, Refusal):
        yield item
        return
    piece, future = item
    done = future.result()
    if piece.part is None or piece.part.start == 0:
        on_format(done.format)
    resolver.added.update(dict.fromkeys(done.added))
    resolver.taken.update(dict.fromkeys(done.taken))
    for outcome in done.outcomes:
        meter.check()
        yield outcome
    meter.add(piece.size)


def _pieces(found: Sequence[FoundFile | Refusal], plan: ReadPlan) -> Iterator[_Piece | Refusal]:
    for item in found:
        if isinstance(item, Refusal):
            yield item
        elif item.size >= 2 * PIECE and _has_parts(item, plan):
            for part in _cut(item.path):
                yield _Piece(item, part.end - part.start, part)
        else:
            yield _Piece(item, item.size)


def _has_parts(item: FoundFile, plan: ReadPlan) -> bool:
    try:
        taken = detected(item, plan, forced_format(plan.format))
        return taken is not None and taken.has_parts and is_cuttable(item.path)
    except OSError:  # whoever reads it will say so
        return False


def _cut(path: Path) -> Iterator[Part]:
    """Parts of a file of lines, cut behind line feeds."""
    with path.open("rb") as stream:
        start, line = 0, 1
        while data := stream.read(PIECE):
            data += stream.readline()
            yield Part(start, start + len(data), line)
            start += len(data)
            line += data.count(b"\n")


def _read_piece(piece: _Piece, plan: ReadPlan, schema: tuple[tuple[Layer, str], ...]) -> _Done:
    """The work of one process on one piece; nothing is raised."""
    resolver = LabelResolver(schema, plan.labels)
    item = piece.file
    outcomes: list[Outcome] = []
    taken = None
    try:
        taken = detected(item, plan, forced_format(plan.format))
        outcomes.extend(read_file(item, taken, plan, resolver, part=piece.part))
    except AnnotateError as error:
        outcomes.append(Refusal(source_name(item.path), None, error))
    except OSError as error:
        outcomes.append(refuse_os_error(item.path, error))
    name = taken.name if taken else "articles"
    return _Done(outcomes, name, list(resolver.added), list(resolver.taken))
