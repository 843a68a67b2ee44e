"""Much of everything: a million spans, a thousand undos; and no network at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from annotate.project import Project
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.store.sqlite import connect
from tests.faults.plan import (
    ROOT,
    Tally,
    Workshop,
    fault,
    gold_of,
    make_articles,
    make_project,
    whole,
)


@fault("million-spans", "10^6 spans in 20 articles: opens, is edited, backed up and closed", "F13")
def million_spans(shop: Workshop) -> Tally:
    """A project of a million spans (quick: 40,000) under keys, with a backup meanwhile."""
    tally = Tally()
    count = 2_000 if shop.is_quick else 50_000
    path = shop.path("large.spandesk")
    articles = make_articles(20, sentences=count // 8)
    schema = find_schema("news")
    label = schema.in_layer(Layer.ENTITY)[0].name
    Project.create(path, schema, articles=articles).close()
    connection = connect(path)
    connection.execute("BEGIN")
    for article in articles:
        step = len(article.text) // count
        connection.executemany(
            'INSERT INTO span (id, article_id, start, "end", label, layer, surface, annotator,'
            " origin, created_at) VALUES (?, ?, ?, ?, ?, 'entity', ?, '', 'import', '')",
            [
                (f"{article.id}-{n}", article.id, n * step, n * step + step, label,
                 article.text[n * step : n * step + step])
                for n in range(count)
            ],
        )  # fmt: skip
    connection.execute("COMMIT")
    connection.close()
    began = time.monotonic()
    with Project.open(path, read_only=True) as project:
        project.article_rows()
    tally.notes.append(f"{20 * count} spans: listed in {time.monotonic() - began:.2f} s")
    child = shop.spawn("long_window", str(path), 30)
    end = child.wait_for("opened", 120)
    child.wait_for("end", 120)
    tally.notes.append(
        f"article of {count} spans opened in {end['opened']:.2f} s, slowest step"
        f" {end['slowest']:.0f} ms, slowest while a backup is written {end['beside']:.0f} ms"
    )
    problems = [] if end["saved"] and end["backed_up"] else [str(end)]
    if not end["beside"] and not shop.is_quick:
        problems.append("no key was pressed while the backup was written")
    with Project.open(path, read_only=True) as project:
        total = sum(project.label_counts().values())
    if total != 20 * count + 30:
        problems.append(f"{total} spans are there")
    tally.round(problems)
    return tally


@fault("undo-redo", "1,000 undos and redos over articles and restarts end where they began", "F20")
def undo_redo(shop: Workshop) -> Tally:
    """Make steps in several windows one after the other, take all back, make all again."""
    tally = Tally()
    steps = 40 if shop.is_quick else 2_000
    path = make_project(shop.path("undo.spandesk"), articles=6, sentences=60)
    empty = gold_of(path)
    one_by_one = ["A", "A", "X", "Tab", "1", "Alt+Right", "Shift+PgDown", "Shift+PgUp"]
    # What accepts a whole article leaves nothing to do one by one.
    keys = [*one_by_one * 30, "Ctrl+Shift+A"]
    for part in range(3):
        child = shop.spawn("window", str(path), part, steps // 2, part < 2, keys)
        child.wait_for("end" if part < 2 else "gap")
        child.kill()
    full = gold_of(path)
    with Project.open(path, read_only=True) as project:
        made = len(project.history())
    for key, wanted in (("Ctrl+Z", empty), ("Ctrl+Shift+Z", full), ("Ctrl+Z", empty)):
        parts = 1 if shop.is_quick else 3
        for number in range(parts):
            times = made // parts + 1
            child = shop.spawn("press", str(path), [key] * times)
            child.wait_for("pressed", 120)
            # Killed, closed, killed: the stack is what the history says.
            child.kill() if number % 2 else child.wait_for("end")
            child.kill()
        problems = [] if gold_of(path) == wanted else [f"after {made} {key}: not what it was"]
        tally.round(problems + whole(path))
    if not shop.is_quick and 3 * made < 1_000:
        tally.round([f"only {3 * made} undos and redos"])
    tally.notes.append(f"{made} steps, {3 * made} undos and redos")
    return tally


@fault("no-network", "window and commands open no socket to anywhere", "F23")
def no_network(shop: Workshop) -> Tally:
    """Run commands and a window while every look-up and connection of Python is a failure."""
    tally = Tally()
    path = make_project(shop.path("net.spandesk"))
    page = shop.path("page.html")
    page.write_text(
        "<html><head><link rel=stylesheet href='http://example.org/x.css'></head><body><article>"
        "<h1>Envoys</h1><p>Ana Petrova met envoys in Lisbon.</p><img src='http://example.org/a.png'>"
        + "<p>More of it was said later in the day, by several officials of the union.</p>" * 12
        + "</article></body></html>"
    )
    commands = [
        ["import", str(path), str(page)],
        ["accept", str(path), "--done"],
        ["check", str(path)],
        ["stats", str(path)],
        ["history", str(path)],
    ]
    if not shop.is_quick:
        commands.append(["export", str(path), str(shop.path("out"))])
    for command in commands:
        child = shop.spawn("without_network", command)
        end = child.wait_for("calls", 120)
        child.wait_for("end")
        problems = [f"{command[0]}: {call}" for call in end["calls"]]
        if end["status"]:
            problems.append(f"{command[0]}: {child.log.read_text()[-300:]}")
        tally.round(problems)
    child = shop.spawn("window_without_network", str(path))
    end = child.wait_for("calls", 60)
    child.wait_for("end")
    tally.round([f"window: {call}" for call in end["calls"]])
    if not shop.is_quick and _may_watch():
        _under_strace(shop, path, tally)
    else:
        tally.notes.append("calls of Python were watched, not those of the system")
    return tally


def _may_watch() -> bool:
    """Whether the calls of a process may be watched here."""
    call = ["strace", "-o", os.devnull, sys.executable, "-c", ""]
    return bool(shutil.which("strace")) and not subprocess.run(call, check=False).returncode


_BESIDE = (
    "import sys; from pathlib import Path; from tests.faults import suggesting_window as window;"
    " sys.exit(window.beside_suggesters(Path(sys.argv[1]), sys.argv[2], ['bad_spans']))"
)


def _under_strace(shop: Workshop, path: Path, tally: Tally) -> None:
    """The same by the calls of the system, with the workers: sockets of this machine only."""
    own = ["-m", "main"]
    runs = {
        "suggest": [*own, "suggest", str(path), "--suggester", "news"],
        "export": [*own, "export", str(path), str(shop.path("traced")), "--force"],
        "window": ["-c", _BESIDE, str(shop.path("acks")), str(path)],
    }
    for name, call in runs.items():
        log = shop.path("strace")
        watch = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(log)]
        done = subprocess.run(
            [*watch, sys.executable, *call],
            capture_output=True,
            text=True,
            env=shop.environment,
            cwd=ROOT,
            timeout=300,
            check=False,
        )
        lines = log.read_text(errors="replace").splitlines() if log.exists() else []
        problems = [f"{name}: {line}" for line in lines if "AF_INET" in line]
        if done.returncode:
            problems.append(f"{name}: {done.stderr[-300:]}")
        tally.round(problems)
        tally.notes.append(f"{name}: {len(lines)} calls about sockets, none to anywhere else")
