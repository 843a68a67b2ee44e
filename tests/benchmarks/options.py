"""What a run of the benchmarks was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.corpora import Record
from tests.benchmarks.corpora import corpus as own_corpus


@dataclass(frozen=True, slots=True)
class Options:
    """`is_quick` takes fewer rounds and smaller corpora: to see that all runs, not to compare.

    `corpora` is the module that `corpus` comes from; `None` for our own.
    """

    is_quick: bool = False
    corpus: Callable[[str], Iterator[Record]] = own_corpus
    corpora: Path | None = None
