"""Resident memory of the window's process, idle, with a small and with a very long article open."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, reported
from tests.benchmarks.start import KINDS, prepare, run_child, variables

IDLE = 2.0
"""Seconds after the worker is ready."""


def rows(options: Options) -> Iterator[Row]:
    """The window process with S and with L open; its floor is an empty window."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        empty: float | None = None
        for size, corpus in (("S", "M"), ("L", "L")):
            (folder / size).mkdir()
            folders = prepare(
                folder / size,
                options.corpus(corpus),
                variables(folder, KINDS),
                # A model takes minutes for L, and the worker is no part of the window's process.
                suggesters="rules" if size == "L" else "",
            )
            if empty is None:
                empty = run_child("empty", folders, idle=IDLE)["memory"]
            seen = run_child("whole", folders, idle=IDLE)
            if not seen["article"]["spans"]:
                raise RuntimeError(f"the article was not painted: {seen['article']}")
            name = f"memory: window process, idle, {size} open"
            yield reported(name, seen["memory"], unit="MiB", floor=empty)
            if size == "S":
                yield reported("memory: worker that suggests, idle", seen["worker"], unit="MiB")
