"""Articles in: against the bare rows in the same tables, and the corpora of the other tools.

An import brings texts in, with title, source, date and meta. Spans of another tool become gold
through edits, as every correction does, with a row of history for each article: that is a row of
its own.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from annotate.articles import Article
from annotate.project import Project, Why
from annotate.store.sqlite import connect, transaction
from annotate.transfers import import_paths
from tests.benchmarks.corpora import Record, write_jsonl
from tests.benchmarks.desks import article_of, edit_of, schema
from tests.benchmarks.measuring import Spent, in_turn, timed
from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, against_floor, at_most, reported

ARTICLES = 20_000
WORDS = 200
MOST = 3.0
ROOT = Path(__file__).parents[2]
_SENTENCE = (
    "the council of Velmora said on Friday that boats from the north had crossed to Port Sella "
    "with grain and timber while aides of the governor met envoys about tolls and repairs"
)

# Runs a command and prints its seconds, its processor seconds and its highest memory (MiB). It is a
# small process of its own, because a child begins with the highest memory of what has started it.
_MEASURED = """
import os, sys, time
began = time.perf_counter()
child = os.fork()
if child == 0:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1), os.dup2(null, 2)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
"""

# The best of the tools that were measured on the same work: seconds and MiB.
_BEST = {"M": (1.75, 56), "XL": (79, 1260)}


def rows(options: Options) -> Iterator[Row]:
    """The rate against its floor, then M and XL."""
    yield from against_bare_rows(2_000 if options.is_quick else ARTICLES, times=3)
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        yield from _texts("M", options.corpus("M"), folder)
        yield from _with_spans("M", list(islice(options.corpus("M"), 2_000)), folder)
        if not options.is_quick:
            yield from _texts("XL", options.corpus("XL"), folder)


def against_bare_rows(count: int, *, times: int) -> Iterator[Row]:
    """JSONL through the importer, and the same rows by `executemany` alone."""
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        path = folder / "articles.jsonl"
        write_jsonl(_short_articles(count), path)
        bare = _rows_of(folder, path)
        numbers = iter(range(10**6))

        def imported() -> Spent:
            with _new_project(folder, next(numbers)) as project, timed() as spent:
                report = import_paths(project, [path])
            if report.added != count:
                raise RuntimeError(f"{report.added} of {count} articles went in")
            return spent

        def inserted() -> Spent:
            with _new_project(folder, next(numbers)) as project:
                target = project.path
            connection = connect(target)
            with timed() as spent:
                bare.insert_into(connection)
            connection.close()
            return spent

        value, floor = in_turn(imported, inserted, times=times, warm_up=0)
    name = f"import: {count:,} JSONL articles of {WORDS} words against bare rows"
    yield against_floor(f"{name}, CPU", value.cpu, floor.cpu, most=MOST)
    yield against_floor(f"{name}, clock", value.wall, floor.wall, most=MOST)


@dataclass(frozen=True, slots=True)
class _BareRows:
    """Everything that an import writes, as rows."""

    articles: Sequence[tuple[object, ...]]
    texts: Sequence[tuple[object, ...]]

    def insert_into(self, connection: object) -> None:
        """One transaction, nothing else."""
        with transaction(connection) as open_connection:  # type: ignore[arg-type]
            open_connection.executemany(
                f"INSERT INTO article VALUES ({', '.join('?' * len(self.articles[0]))})",
                self.articles,
            )
            open_connection.executemany("INSERT INTO article_text VALUES (?, ?)", self.texts)


def _rows_of(folder: Path, path: Path) -> _BareRows:
    """The rows that an import of `path` really writes."""
    with _new_project(folder, -1) as project:
        import_paths(project, [path])
        connection = project.reader()
        rows = _BareRows(
            connection.execute("SELECT * FROM article ORDER BY number").fetchall(),
            connection.execute(
                "SELECT article_id, text FROM article_text JOIN article ON id = article_id"
                " ORDER BY number"
            ).fetchall(),
        )
        connection.close()
    return rows


def _new_project(folder: Path, number: int) -> Project:
    return Project.create(folder / f"{number}.spandesk", schema(), annotator="bench")


def _short_articles(count: int) -> Iterator[Record]:
    rng = random.Random(1)
    for number in range(count):
        words = rng.choices(_SENTENCE.split(), k=WORDS)
        yield {
            "id": f"n{number}",
            "title": f"Article {number}",
            "date": "2026-03-02",
            "text": " ".join((*words, str(number))),
            "meta": {"section": "politics"},
        }


def _texts(size: str, records: Iterable[Record], folder: Path) -> Iterator[Row]:
    """The command as a user gives it: start of the process included, memory at its highest."""
    source = folder / f"{size}.jsonl"
    count = write_jsonl(iter(records), source)
    project = folder / f"{size}.spandesk"
    Project.create(project, schema(), annotator="bench").close()
    command = [sys.executable, str(ROOT / "main.py"), "import", str(project), str(source)]
    done = subprocess.run(
        [sys.executable, "-S", "-c", _MEASURED, *command],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    seconds, cpu, highest = map(float, done.stdout.split())
    with Project.open(project, read_only=True) as opened:
        if len(opened.article_ids()) != count:
            raise RuntimeError("articles are missing")
    best, memory = _BEST[size]
    name = f"import: {size}, {count:,} texts by the command"
    yield at_most(f"{name}, clock", seconds, most=best, unit="s")
    yield reported(f"{name}, CPU", cpu, unit="s")
    yield at_most(f"{name}, highest memory", highest, most=memory, unit="MiB")


def _with_spans(size: str, records: Sequence[Record], folder: Path) -> Iterator[Row]:
    """Texts by the importer, then the spans of each article as one edit with its history."""
    source = folder / f"{size}-spans.jsonl"
    with source.open("w", encoding="utf-8") as stream:
        for record in records:
            stream.write(json.dumps({"id": record["id"], "text": record["text"]}) + "\n")
    spans = sum(len(record["spans"]) for record in records)
    with _new_project(folder, -2) as project:
        with timed() as spent:
            import_paths(project, [source])
            for record in records:
                article: Article = article_of(record)
                project.write_edit(article, edit_of(record), why=Why.IMPORT, title="import")
            project.flush()
        found = sum(project.label_counts().values())
    if found != spans:
        raise RuntimeError(f"{found} of {spans} spans went in")
    name = f"import: {size}, texts and {spans:,} spans as edits, one for each article"
    yield at_most(f"{name}, clock", spent.wall / 1000, most=_BEST[size][0], unit="s")
    yield reported(f"{name}, CPU", spent.cpu / 1000, unit="s")
