"""Training data out: the corpus M from a project, and the rate against a bare loop."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from annotate.pipeline import blank
from annotate.tasks import export_project
from annotate.training.export import ExportOptions
from tests.benchmarks import export
from tests.benchmarks.desks import make_project
from tests.benchmarks.measuring import timed
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, at_most, reported

ROOT = Path(__file__).parents[2]
_BEST = 1.3
"""Seconds that the best of the other tools needs for M; it writes no `.spacy` file."""


def rows(options: Options) -> Iterator[Row]:
    """M in a process that has spaCy already, M by the command, and the rate."""
    count = 200 if options.is_quick else 2_000
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        path = folder / "bench.spandesk"
        records = islice(options.corpus("M"), count)
        with make_project(path, records, is_done=True) as project:
            blank("en")("Ready.")
            with timed() as spent:
                report = export_project(project, folder / "warm", options=ExportOptions())
        name = f"export: M, {count:,} articles to spaCy files"
        yield at_most(f"{name}, clock", spent.wall / 1000, most=_BEST, unit="s")
        yield reported(f"{name}, CPU", spent.cpu / 1000, unit="s")
        del report
        command = [sys.executable, str(ROOT / "main.py"), "export", str(path), str(folder / "out")]
        began = time.perf_counter()
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ)
        seconds = time.perf_counter() - began
        yield reported(f"{name} by the command, clock", seconds, unit="s")
    yield from export.rows(500 if options.is_quick else export.ARTICLES)
