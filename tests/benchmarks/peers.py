"""What other annotation tools were measured on, with the whole window: corpora S, M and L.

The goals are the best that any of seven tools reached with the same work; by the clock, as theirs
were. The worker processes are not started. A change of a label counts as done when it is painted
and durable, which the quickest of the tools did not wait for.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from tests.benchmarks.article import Window, corrected_in_turn
from tests.benchmarks.desks import make_project
from tests.benchmarks.measuring import BareCommits, Spent, SyncedFile, median
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, against_floor, at_most, reported

_M_ARTICLES, _FEW = 2_000, 60
_OPEN_S, _NEXT, _CHANGE_S = 8, 130, 9
_OPEN_L, _CHANGE_L = 900, 550
_SHARE_OF_SYNC = 1.3


def rows(options: Options) -> Iterator[Row]:
    """Open, next and correct on S among the articles of M, and on L."""
    times = 7 if options.is_quick else 25
    short = islice(options.corpus("M"), _FEW if options.is_quick else _M_ARTICLES)
    chained = (*options.corpus("S"), *short, *options.corpus("L"))
    # S is the first of M.
    records = list({record["text"]: record for record in chained}.values())
    for place, record in enumerate(records):
        record["id"] = f"{place:06}"
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "bench.spandesk"
        make_project(path, records).close()
        window = Window(path)
        floors = SyncedFile(Path(directory)), BareCommits(Path(directory))
        try:
            yield from _opening(window, times)
            yield from _changing(window, floors, times, size="S", article_id=window.ids[0])
            yield from _changing(window, floors, times, size="L", article_id=window.ids[-1])
        finally:
            for floor in floors:
                floor.close()
            window.close()


def _opening(window: Window, times: int) -> Iterator[Row]:
    ids = window.ids
    opened = window.session.open_article

    def rows(
        name: str, most: float, work: Callable[[], object], before: Callable[[], object]
    ) -> Iterator[Row]:
        taken: list[Spent] = []
        for turn in range(times + 1):
            before()
            spent = window.painted(work)
            if turn:
                taken.append(spent)
        yield at_most(f"view: {name}, clock", median(taken).wall, most=most)
        own = statistics.median(spent.own for spent in taken)
        yield at_most(f"view: {name}, less waits for a core", own, most=most)

    yield from rows(
        "S opened and painted (best peer 8 ms)",
        _OPEN_S,
        lambda: opened(ids[0]),
        lambda: opened(ids[1]),
    )
    yield from rows(
        "next article of M painted (best peer 130 ms)",
        _NEXT,
        window.session.next_article,
        lambda: opened(ids[0]),
    )
    # With its overlaps, which the best peer leaves out; with them the best takes 3,200 ms.
    yield from rows(
        "L painted with overlaps (best peer 900 ms without)",
        _OPEN_L,
        lambda: opened(ids[-1]),
        lambda: opened(ids[0]),
    )


def _changing(
    window: Window,
    floors: tuple[SyncedFile, BareCommits],
    times: int,
    *,
    size: str,
    article_id: str,
) -> Iterator[Row]:
    window.session.open_article(article_id)
    desk = window.session.desk
    assert desk is not None
    spans = list(desk.spans)
    span = spans[len(spans) // 2]
    window.session.focus(span.id)
    done: list[float] = []
    shown: list[float] = []
    least: list[float] = []
    bare: list[float] = []
    for turn in range(2 * times + 2):
        (painted, durable, said), synced, committed = corrected_in_turn(window, span, floors, turn)
        if turn >= 2:
            done.append(max(painted.wall, durable.wall))
            shown.append(said.wall)
            least.append(synced.wall)
            bare.append(committed.wall)
    best = _CHANGE_S if size == "S" else _CHANGE_L
    name = f"view: a label changed on {size}"
    yield at_most(
        f"{name}, painted and durable (best peer {best} ms), clock",
        statistics.median(done),
        most=best,
    )
    yield against_floor(
        f"{name}, shown as saved, p95 against an fdatasync, clock",
        statistics.quantiles(shown, n=20)[-1],
        statistics.quantiles(least, n=20)[-1],
        most=_SHARE_OF_SYNC,
    )
    yield against_floor(
        f"{name}, shown as saved, median against an fdatasync, clock",
        statistics.median(shown),
        statistics.median(least),
        most=_SHARE_OF_SYNC,
    )
    yield reported(
        f"{name}, shown as saved, median against a bare commit of one row, clock",
        statistics.median(shown),
        unit="ms",
        floor=statistics.median(bare),
    )
