"""From the start of the process to the paint, against an empty window of the same toolkit.

The window is the real one, started as `spandesk` is, with the project and the article of last
time; the processes are started in turn. Byte code is compiled beforehand, as it is for everybody
after the first start.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from tests.benchmarks.corpora import Record
from tests.benchmarks.desks import make_project
from tests.benchmarks.options import Options
from tests.benchmarks.painted import STARTED
from tests.benchmarks.rows import Row, against_floor, reported

ROOT = Path(__file__).parents[2]
HEAVY = ("spacy", "numpy", "sqlite_utils")
MOST = 1.5
KINDS = ("empty", "welcome", "notice", "article", "whole")
MEASURED = ("empty", "welcome", "article", "whole")
ARTICLES = 20


def rows(options: Options) -> Iterator[Row]:
    """Start to the welcome page, and to the last article with its spans."""
    times = 3 if options.is_quick else 9
    taken: dict[str, list[dict[str, Any]]] = {kind: [] for kind in MEASURED}
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        folders = prepare(folder, options.corpus("M"), variables(folder, KINDS))
        for turn in range(times + 1):
            for kind in MEASURED:
                seen = run_child(kind, folders)
                if turn:  # the first round compiles
                    taken[kind].append(seen)
    shown = taken["article"][0]["article"]
    if not shown["spans"]:
        raise RuntimeError(f"the article was not painted: {shown}")
    for kind, name in (
        ("welcome", "start: process to first painted window (welcome page)"),
        ("article", "start: process to last article painted with its spans"),
        ("whole", "start: process to whole window painted around the article"),
    ):
        for measure, how in (("cpu", "CPU"), ("wall", "clock")):
            value, floor = (_median(taken[which], measure) for which in (kind, "empty"))
            yield against_floor(f"{name}, {how}", value, floor, most=MOST)
    modules = set(taken["article"][0]["modules"])
    yield reported("start: modules loaded at that moment", len(modules), unit="modules")
    heavy = sorted(modules & set(HEAVY))
    name = "start: spaCy, numpy, sqlite_utils loaded at that moment"
    yield Row(name, len(heavy), "modules", None, "0 modules", not heavy)


def variables(folder: Path, kinds: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """Environment of each kind of start: configuration, data and byte code of its own."""
    common = {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        "SPANDESK_DATA_DIR": str(folder / "data"),
    }
    return {kind: {**common, "SPANDESK_CONFIG_DIR": str(folder / kind)} for kind in kinds}


def prepare(
    folder: Path,
    records: Iterable[Record],
    environments: Mapping[str, dict[str, str]],
    *,
    suggesters: str = "",
) -> Mapping[str, dict[str, str]]:
    """Make a project in `folder`; starts with an article take it for that of last time."""
    path = folder / "bench.spandesk"
    with make_project(path, islice(records, ARTICLES)) as project:
        project.set_setting("window.article", project.article_ids()[0]).result()
        project.set_setting("suggesters", suggesters).result()
    for kind in ("article", "whole"):
        if kind in environments:
            remember(path, environments[kind])
            # As after a day's work: the window has been closed, and knows its size and place.
            run_child("closed", {"closed": environments[kind]})
    return environments


def remember(project: Path, environment: Mapping[str, str]) -> None:
    """Make `project` the one of last time where these variables lead to."""
    from gui.window_state import WindowState

    state = WindowState(Path(environment["SPANDESK_CONFIG_DIR"]) / "window.ini")
    state.keep_last_project(project)
    state.flush()


def run_child(
    kind: str, folders: Mapping[str, dict[str, str]], *, idle: float = 0.0
) -> dict[str, Any]:
    """What a process of this kind says when it has painted."""
    command = [sys.executable, str(Path(__file__).with_name("child.py")), kind]
    if idle:
        command += ["--idle", str(idle)]
    environment = {**os.environ, **folders[kind], "QT_LOGGING_RULES": "*=false"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment[STARTED] = repr(time.monotonic())
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def _median(taken: list[dict[str, Any]], measure: str) -> float:
    return statistics.median(item[measure] for item in taken) * 1000
