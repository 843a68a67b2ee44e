"""Soak: as many corrections as in four hours, through the real window at full speed."""

from __future__ import annotations

import os
import sqlite3

from annotate.project import Project
from annotate.store.backup import Rule, Snapshot
from tests.faults.plan import Tally, Workshop, fault, make_project, whole

EDITS, ARTICLES = 100_000, 2_000


@fault("soak", "100,000 edits over 2,000 articles: memory, latency and file size stay flat", "")
def soak(shop: Workshop) -> Tally:
    """Label, correct and go on at full speed; a row for each tenth. `SOAK_EDITS` shortens it."""
    tally = Tally()
    edits = int(os.environ.get("SOAK_EDITS", "2000" if shop.is_quick else str(EDITS)))
    articles = max(edits * ARTICLES // EDITS, 10)
    path = make_project(shop.path("soak.spandesk"), articles=articles, sentences=20)
    child = shop.spawn("soak", str(path), edits, articles)
    child.wait_for("end", 4 * 3600)
    tenths = [item for item in child.said() if "tenth" in item]
    for item in tenths:
        tally.notes.append(
            f"tenth {item['tenth']}: {item['rss']:.1f} MB, key to disk {item['latency']:.2f} ms"
            f" median, {item['cpu']:.2f} ms CPU a step, file {item['size'] / 1e6:.1f} MB"
        )
    problems = []
    if len(tenths) != 10:
        problems.append(f"it ended early: {child.log.read_text()[-500:]}")
    else:
        first, last = tenths[0], tenths[-1]
        if last["rss"] > 1.05 * first["rss"]:
            problems.append(f"memory grew from {first['rss']:.1f} to {last['rss']:.1f} MB")
        if last["latency"] > 1.2 * first["latency"]:
            problems.append(f"latency grew from {first['latency']:.2f} to {last['latency']:.2f} ms")
    with Project.open(path, read_only=True) as project:
        tally.notes.append(f"{len(project.past.newest(10_000_000))} steps in the history")
    compact = shop.path("compact.spandesk")
    with sqlite3.connect(path) as connection:
        connection.execute("VACUUM INTO ?", (str(compact),))
    connection.close()
    ratio = path.stat().st_size / compact.stat().st_size
    tally.notes.append(f"the file is {ratio:.2f} times a compact copy")
    if ratio > 2:
        problems.append("the file is more than twice as large as a compact copy")
    made = Snapshot(path).write(shop.path("backups"), reason="clock", rule=Rule())
    if made is None:
        problems.append("no backup of it")
    tally.round(problems + whole(path))
    return tally
