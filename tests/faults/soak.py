"""Soak: as many corrections as in four hours, through the real window at full speed."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

from annotate.articles import ArticleState
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
    child = shop.spawn("soak", str(path), edits, articles, module="soaking")
    child.wait_for("end", 4 * 3600)
    tenths = [item for item in child.said() if "tenth" in item]
    tally.notes.extend(_told(item) for item in tenths)
    if len(tenths) == 10:
        problems = _growth(tenths[0], tenths[-1])
    else:
        problems = [f"it ended early: {child.log.read_text()[-500:]}"]
    with Project.open(path, read_only=True) as project:
        steps, counts = len(project.past.newest(10_000_000)), project.counts()
    if steps < edits:
        problems.append(f"only {steps} edits")
    tally.notes.append(f"{steps} edits in the history, {counts[ArticleState.DONE]} articles done")
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


def _growth(first: dict[str, Any], last: dict[str, Any]) -> list[str]:
    """What grew too much from the first tenth to the last.

    Latency goes by a bare commit of the same tenth: others on the machine are not the window's.
    """
    problems: list[str] = []
    if last["rss"] > 1.05 * first["rss"]:
        problems.append(f"memory grew from {first['rss']:.1f} to {last['rss']:.1f} MB")
    before, after = (item["latency"] / item["floor"] for item in (first, last))
    if after > 1.2 * before:
        problems.append(f"latency grew from {before:.2f} to {after:.2f} times a bare commit")
    return problems


def _told(item: dict[str, Any]) -> str:
    return (
        f"tenth {item['tenth']}: {item['rss']:.1f} MB, key to disk {item['latency']:.2f} ms median"
        f" ({item['slow']:.2f} ms of 95 in 100), {item['latency'] / item['floor']:.2f} times a bare"
        f" commit, {item['cpu']:.2f} ms CPU a key, file {item['size'] / 1e6:.1f} MB,"
        f" {item['seconds']:.0f} s"
    )
