"""Formats of other tools: a DocBin against a bare loop, and a large file of lines in little memory.

The loop tokenises, sets and serialises the same spans and does nothing else. Reading is measured in
a process of its own, for two sizes: what the larger adds to the memory is what each article costs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from annotate.annotations import AnnotationSet
from annotate.exchange.exporting import export_records
from annotate.exchange.project_records import record_of
from annotate.exchange.records import Record
from annotate.training.dataset import AnnotatedArticle
from tests.benchmarks.export import (
    ARTICLES,
    CHARACTERS,
    LEAST_SHARE,
    SPANS,
    TEXT,
    bare_loop,
    make_article,
)
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, at_most, reported

ROOT = Path(__file__).parents[2]
MOST_GROWTH = 30
"""MiB that an import may hold beyond what the program takes, for 50 MB of lines."""

_IMPORT = """
import sys, time
from pathlib import Path
from annotate.exchange.importing import ReadPlan
from annotate.project import Project
from annotate.schema.shipped import find_schema
from annotate.transfers import import_paths
def peak():
    # Of this program alone: what `getrusage` says begins with the memory of whoever started it.
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
source, target, jobs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
with Project.create(target, find_schema()) as project:
    before = peak()
    began = time.perf_counter()
    report = import_paths(project, [source], plan=ReadPlan(jobs=jobs))
    seconds = time.perf_counter() - began
after = peak()
assert report.added and not report.refused, report.refused[:3]
print(seconds, time.process_time(), (after - before) / 1024, report.added)
"""


def rows(options: Options) -> Iterator[Row]:
    """The rate of the DocBin, then time and memory of an import."""
    yield from docbin(300 if options.is_quick else ARTICLES)
    yield from lines(5 if options.is_quick else 50)


def docbin(count: int) -> Iterator[Row]:
    """The export of records to one DocBin against the bare loop, and with two processes."""
    articles = [make_article(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory)
        bare_loop(articles[:20], out / "warm.spacy")
        floor = count / _cpu(lambda: bare_loop(articles, out / "bare.spacy"))
        rate = count / _cpu(
            lambda: export_records(map(_record, articles), "docbin", out / "one.spacy")
        )
        began = time.perf_counter()
        export_records(map(_record, articles), "docbin", out / "two.spacy", jobs=2)
        seconds = time.perf_counter() - began
    name = f"DocBin: {count:,} articles of {CHARACTERS:,} characters with {SPANS} spans"
    goal = f">= {LEAST_SHARE:g} x floor"
    yield Row(name, rate, "articles/s", floor, goal, rate >= LEAST_SHARE * floor)
    yield reported(f"{name}, two processes, clock", seconds, unit="s")


def lines(megabytes: int) -> Iterator[Row]:
    """Time and memory of an import of lines with spans."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        path = folder / "lines.jsonl"
        _write_lines(path, megabytes * 1_000_000)
        for jobs in (1, 2):
            answer = subprocess.run(
                [sys.executable, "-c", _IMPORT, path, folder / f"{jobs}.spandesk", str(jobs)],
                check=True,
                capture_output=True,
                text=True,
                cwd=ROOT,
            )
            seconds, busy, growth, count = map(float, answer.stdout.split())
            name = f"import: {megabytes} MB of lines, {int(count):,} articles, {_processes(jobs)}"
            yield reported(f"{name}, clock", seconds, unit="s")
            yield reported(f"{name}, CPU of the first", busy, unit="s")
            if jobs == 1:
                yield at_most(f"{name}, memory", growth, most=MOST_GROWTH, unit="MiB")
            else:
                yield reported(f"{name}, memory of the first", growth, unit="MiB")


def _processes(count: int) -> str:
    return "1 process" if count == 1 else f"{count} processes"


def _record(given: AnnotatedArticle) -> Record:
    article = given.article
    annotations = AnnotationSet(
        article_id=article.id,
        length=len(article.text),
        spans=given.spans,
        frames=given.frames,
        state=article.state,
    )
    return record_of(article, annotations)


def _write_lines(path: Path, size: int) -> None:
    spans = [{"start": 20 * n, "end": 20 * n + 6, "label": "ORG"} for n in range(15)]
    with path.open("w", encoding="utf-8") as stream:
        number = 0
        while stream.tell() < size:
            task = {"text": f"{number} {TEXT * 3}", "spans": spans, "answer": "accept"}
            stream.write(json.dumps({**task, "_input_hash": number}) + "\n")
            number += 1


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
