"""Suggesters that misbehave behind a window where somebody works, and workers that are killed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from dataclasses import replace
from pathlib import Path

from annotate.project import Project, ProposalBatch
from annotate.schema.shipped import find_schema
from annotate.store.sqlite import connect
from tests.faults.plan import (
    Child,
    Tally,
    Workshop,
    fault,
    is_alive,
    lost_of,
    make_articles,
    make_project,
    proposals_for,
    whole,
)
from tests.faults.suggesting_window import worker_of

TOGETHER = ("raises", "bad_spans", "crashes", "floods")
"""In few rounds these run one after the other on one article."""
ALONE = (
    *("raises", "exits_politely", "nothing", "exits", "crashes", "hangs", "spins", "eats"),
    *("endless", "floods", "bad_spans", "regex_bomb", "fails_to_load", "dies_on_load"),
)
ANSWERS = frozenset(("bad_spans", "floods", "endless"))
"""They give something, of which what can be is taken."""


@fault(
    "bad-suggester",
    "a suggester that raises, hangs, eats memory, dies or lies: said, the others go on, work too",
    "F14",
)
def bad_suggester(shop: Workshop) -> Tally:
    """Correct in the window while suggesters misbehave in every way, then let the worker die."""
    tally = Tally()
    longest = 0.0
    for names in [TOGETHER] if shop.is_quick else [TOGETHER, *((name,) for name in ALONE)]:
        path = _project(shop.path("suggested.spandesk"))
        child = shop.spawn("beside_suggesters", str(path), list(names), module="suggesting_window")
        end = child.wait_for("runs", 300)
        child.wait_for("end", 60)
        problems = [f"{name}: {text}" for name, text in _run_problems(names, end["runs"])]
        failing = [name for name in names if name not in ANSWERS]
        if failing and not all(f"suggester {name} " in end["banner"] for name in failing):
            problems.append(f"{names}: the window says {end['banner']!r}")
        if not end["again"]:
            problems.append(f"{names}: nothing is suggested after the worker was killed")
        if not end["steps"]:
            problems.append(f"{names}: no correction was made meanwhile")
        longest = max(longest, end["gap"])
        tally.round(problems + whole(path), lost=lost_of(path, child.said()))
    tally.notes.append(f"longest time without events {longest:.0f} ms")
    return tally


def _project(path: Path) -> Path:
    """A project in whose articles the good suggester finds something."""
    schema = find_schema("news")
    made = [
        replace(article, text=f"In Kyiv they met. {article.text}")
        for article in make_articles(2, sentences=6)
    ]
    known = {label.name for label in schema.labels}
    with Project.create(path, schema, annotator="tester", articles=made) as project:
        for article in made:
            kept = tuple(item for item in proposals_for(article.text) if item.label in known)
            project.write_suggestions(article.id, [ProposalBatch("rules", "1", kept)])
        project.flush()
    return path


def _run_problems(names: tuple[str, ...], runs: dict[str, list[object]]) -> list[tuple[str, str]]:
    """What is wrong with the runs: each has an error and what it gave."""
    problems = [("good", f"{runs['good']}")] if runs["good"] != ["", 1, 0] else []
    for name in names:
        error, given, dropped = runs[name]
        is_answer = bool(not error and given and dropped)
        is_failure = bool(error and not given)
        if not (is_answer if name in ANSWERS else is_failure):
            problems.append((name, f"{error!r}, {given} given, {dropped} dropped"))
    return problems


@fault(
    "kill-worker",
    "kill -9 of the worker in a batch: each article is answered, nothing twice",
    "F15",
)
def kill_worker(shop: Workshop) -> Tally:
    """Run `spandesk suggest` on many articles and shoot at its worker; compare with a calm run."""
    tally = Tally()
    articles, kills = (60, 1) if shop.is_quick else (20_000, 20)
    path = make_project(shop.path("batch.spandesk"), articles=articles, sentences=1)
    with Project.open(path) as project:
        ids = project.article_ids()
    _forget(path)
    calm = shop.path("calm.spandesk")
    shutil.copy(path, calm)
    call = ("--suggester", "rules", "--suggester", "lexicon")
    child = shop.spawn("command", "suggest", str(path), *call)
    quiet = shop.spawn("command", "suggest", str(calm), *call)
    done = _shoot(child, path, kills, random.Random(shop.seed), articles)
    end = child.wait_for("end", 1200)
    problems = [] if end["end"] == 0 else [child.log.read_text()[-300:]]
    if not done:
        problems.append("the worker was never there to be killed")
    quiet.wait_for("end", 1200)
    found, wanted = _suggested(path), _suggested(calm)
    if found != wanted:
        problems.append(f"{len(set(wanted) - set(found))} of {len(wanted)} are not there")
    answered = {row[0] for row in found}
    tally.round(problems + whole(path), lost=0)
    tally.notes.append(
        f"{done} kills; {len(answered)} of {len(ids)} articles have suggestions,"
        f" {len(found)} of {len(wanted)}"
    )
    return tally


def _forget(path: Path) -> None:
    """Take out what `make_project` says of suggesters."""
    connection = connect(path)
    connection.execute("DELETE FROM suggester_run")
    connection.close()


def _shoot(child: Child, path: Path, kills: int, chance: random.Random, total: int) -> int:
    """Kill the worker of a batch, each time after some more articles are done; how often."""
    reader = connect(path, read_only=True)
    killed = 0
    # Between two shots something is done: a worker that never starts is another fault.
    marks = sorted(chance.sample(range(1, max(total * 3 // 4, 2)), kills))
    try:
        while killed < kills and is_alive(child.pid):
            (count,) = reader.execute("SELECT count(*) FROM suggester_run").fetchone()
            pid = worker_of(child.pid)
            if count >= marks[killed] and pid:
                os.kill(pid, signal.SIGKILL)
                killed += 1
            time.sleep(0.002)
    finally:
        reader.close()
    return killed


def _suggested(path: Path) -> list[tuple[object, ...]]:
    """Every run and every suggestion of a project, as stored."""
    connection = connect(path, read_only=True)
    try:
        runs = connection.execute(
            "SELECT article_id, suggester, version FROM suggester_run ORDER BY 1, 2, 3"
        ).fetchall()
        rows = connection.execute(
            'SELECT article_id, suggester, start, "end", label, layer FROM suggestion'
            " ORDER BY 1, 2, 3, 4, 5, 6"
        ).fetchall()
    finally:
        connection.close()
    return [*runs, *rows]
