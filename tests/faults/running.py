"""Faults one after the other, or several at a time, and the row that is reported of each."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.util import Finalize

from tests.faults import collection
from tests.faults.plan import FAULTS, Fault, Tally, Workshop, workshop

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often each fault is tried: in few rounds, or a share of the full number."""

    is_quick: bool
    seed: int
    share: float


def in_one(names: Sequence[str], rounds: Rounds) -> Iterator[Row]:
    """One fault after the other, in one workshop: its zygote starts once."""
    with workshop(is_quick=rounds.is_quick, seed=rounds.seed, share=rounds.share) as shop:
        for name in names:
            yield _done(FAULTS[name], shop)


def in_many(names: Sequence[str], rounds: Rounds, jobs: int) -> Iterator[Row]:
    """Several at a time, each process with a workshop of its own; the rows in their order."""
    with ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(rounds,),
    ) as pool:
        yield from pool.map(_do, names)


_shops: list[Workshop] = []


def _begin(rounds: Rounds) -> None:
    """In a process of the pool: a workshop until it ends."""
    collection.load()
    opened = workshop(is_quick=rounds.is_quick, seed=rounds.seed, share=rounds.share)
    _shops.append(opened.__enter__())
    Finalize(None, opened.__exit__, (None, None, None), exitpriority=10)


def _do(name: str) -> Row:
    return _done(FAULTS[name], _shops[0])


def _done(item: Fault, shop: Workshop) -> Row:
    began = time.monotonic()
    tally = item.do(shop)
    return row(item, tally, time.monotonic() - began)


def row(item: Fault, tally: Tally, seconds: float) -> Row:
    """What is reported of a fault."""
    return {
        "name": item.name,
        "plan": item.number,
        "tried": tally.tried,
        "survived": tally.survived,
        "lost": tally.lost,
        "goal": item.goal,
        "met": tally.is_met,
        "skipped": tally.skipped,
        "seconds": round(seconds, 1),
        "notes": tally.notes,
    }


def line(found: Row) -> str:
    """A row as it is printed, with its notes below."""
    met = "skip" if found["skipped"] else "yes" if found["met"] else "NO"
    said = (
        f"{found['name']:<22} {found['tried']:>6} {found['survived']:>6} {found['lost']:>5}"
        f" {found['seconds']:>6}  {met:<4} {found['goal']}"
    )
    skipped, notes = found["skipped"], found["notes"]
    assert isinstance(notes, list)
    told = [*([skipped] if skipped else []), *notes[:16]]
    return "\n".join([said, *(f"    {text}" for text in dict.fromkeys(told))])
