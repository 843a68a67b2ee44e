"""kill -9 at random moments: under the annotator's hands, in commands, in the middle of leaving."""

from __future__ import annotations

import json
import random
import shutil
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from annotate.errors import StoreError
from annotate.project import Project
from annotate.store.backup import Backup, listing, verify
from annotate.store.sqlite import SCHEMA_VERSION
from tests.faults.plan import (
    Child,
    Tally,
    Workshop,
    fault,
    gold_of,
    lost_of,
    make_articles,
    make_old_project,
    make_project,
    whole,
)


def _wait(chance: random.Random, low: float, high: float) -> None:
    """Let the child work for a random time: the moment of the kill is the experiment."""
    time.sleep(chance.uniform(low, high))


@fault(
    "kill-window",
    "kill -9 of the window under keys: nothing shown as saved is lost, history is whole",
    "F1 F2",
)
def kill_window(shop: Workshop) -> Tally:
    """Kill the window at random moments of a scripted session; go on in the same project."""
    path = make_project(shop.path("desk.spandesk"), articles=6)

    def begin(seed: int) -> Child:
        return shop.spawn("window", str(path), seed, 100_000)

    return _under_keys(shop, path, begin, rounds=shop.rounds(500, 8), sign="ready", least=0.02)


@fault(
    "kill-frames",
    "kill -9 while events, roles and chains are edited: nothing shown as saved is lost",
    "F1 F2",
)
def kill_frames(shop: Workshop) -> Tally:
    """Kill the window at random moments while frames and chains are made, filled and undone."""
    path = make_project(shop.path("frames.spandesk"), articles=4)

    def begin(seed: int) -> Child:
        return shop.spawn("window", str(path), seed, module="framing")

    return _under_keys(shop, path, begin, rounds=shop.rounds(150, 4), sign="linked", least=0.0)


def _under_keys(
    shop: Workshop,
    path: Path,
    begin: Callable[[int], Child],
    *,
    rounds: Iterable[int],
    sign: str,
    least: float,
) -> Tally:
    """Kill a scripted window again and again, `least` to 0.4 s after its `sign`; what it lost."""
    tally = Tally()
    chance = random.Random(shop.seed)
    steps = 0
    for number in rounds:
        child = begin(shop.seed * 1000 + number)
        child.wait_for(sign)
        _wait(chance, least, 0.4)
        child.kill()
        said = child.said()
        steps += sum("saved" in item for item in said)
        tally.round(whole(path), lost=lost_of(path, said))
    tally.notes.append(f"{steps} times shown as saved before a kill")
    return tally


@fault("kill-import", "kill -9 of an import: whole batches or nothing, opens again", "F1")
def kill_import(shop: Workshop) -> Tally:
    """Kill `spandesk import` at random moments."""
    tally = Tally()
    chance = random.Random(shop.seed)
    source = shop.path("articles.jsonl")
    made = make_articles(600 if shop.is_quick else 3_000, sentences=4, seed=5)
    source.write_text(
        "".join(json.dumps({"id": x.id, "text": x.text, "title": x.title}) + "\n" for x in made)
    )
    path = make_project(shop.path("import.spandesk"), articles=1, seed=9)
    original = path.read_bytes()
    for _ in shop.rounds(60, 4):
        path.write_bytes(original)
        child = shop.spawn("command", "import", str(path), str(source))
        child.wait_for("ready")
        _wait(chance, 0.0, 0.6)
        child.kill()
        tally.round(whole(path))
    return tally


@fault("kill-bulk", "kill -9 of a bulk edit: each article accepted whole or not at all", "F1")
def kill_bulk(shop: Workshop) -> Tally:
    """Kill `spandesk accept` at random moments."""
    tally = Tally()
    chance = random.Random(shop.seed)
    original = make_project(shop.path("bulk.spandesk"), articles=60, sentences=20)
    for _ in shop.rounds(60, 4):
        path = shop.path("bulk.spandesk")
        shutil.copy(original, path)
        child = shop.spawn("command", "accept", str(path), "--done")
        child.wait_for("ready")
        _wait(chance, 0.0, 0.5)
        child.kill()
        problems = whole(path)
        with Project.open(path, read_only=True) as project:
            for entry in project.history():
                if entry.why != "command line":
                    problems.append(f"a step by {entry.why}")
        tally.round(problems)
    return tally


@fault("leave-anywhere", "closing the window in the middle of anything: what was done is there", "")
def leave_anywhere(shop: Workshop) -> Tally:
    """Close the window after a random number of keys, without any pause before."""
    tally = Tally()
    path = make_project(shop.path("leave.spandesk"), articles=4)
    chance = random.Random(shop.seed)
    for number in shop.rounds(60, 3):
        child = shop.spawn("window", str(path), number, chance.randrange(1, 60), True)
        end = child.wait_for("end")
        problems = [] if end["end"] == 0 else [child.log.read_text()[-500:]]
        if _leftovers(path):
            problems.append(f"left behind: {_leftovers(path)}")
        tally.round(problems + whole(path), lost=lost_of(path, child.said()))
    return tally


@fault("kill-migration", "kill -9 while an old project is brought up to date: old or new", "F18")
def kill_migration(shop: Workshop) -> Tally:
    """Kill the opening of a project of the first version at random moments."""
    tally = Tally()
    chance = random.Random(shop.seed)
    originals: dict[int, Path] = {}
    golds: dict[int, object] = {}
    for number in shop.rounds(50, 2):
        # The oldest and the newest of the old ones first, then all between.
        version = (1, SCHEMA_VERSION - 1, *range(2, SCHEMA_VERSION - 1))[number % _OLD]
        if version not in originals:
            originals[version] = make_old_project(shop.path("old.spandesk"), version=version)
            golds[version] = gold_of(_migrated(originals[version], shop))
        path = shop.path("old.spandesk")
        shutil.copy(originals[version], path)
        child = shop.spawn("migrate", str(path))
        child.wait_for("ready")
        # Importing sqlite-utils takes most of the time: the last rounds let it come to an end.
        _wait(chance, 0.0, 1.5 if number % 4 else 0.2)
        child.kill()
        problems = whole(path)
        if gold_of(path) != golds[version]:
            problems.append(f"version {version}: the corrections are others")
        if [item.name for item in path.parent.glob(f".{path.name}.*")]:
            problems.append("a draft was left behind")
        tally.round(problems)
    tally.notes.append(f"from versions {sorted(originals)}")
    return tally


_OLD = SCHEMA_VERSION - 1
"""How many versions there are before today's."""


def _migrated(original: Path, shop: Workshop) -> Path:
    path = shop.path("reference.spandesk")
    shutil.copy(original, path)
    Project.open(path).close()
    return path


@fault("kill-backup", "kill -9 while a backup is written: every backup opens, none is half", "F19")
def kill_backup(shop: Workshop) -> Tally:
    """Kill a process that writes backups while the project changes."""
    tally = Tally()
    chance = random.Random(shop.seed)
    path = make_project(shop.path("kept.spandesk"), articles=20, sentences=40)
    folder = shop.path("backups")
    for _ in shop.rounds(60, 4):
        child = shop.spawn("back_up", str(path), str(folder))
        child.wait_for("ready")
        _wait(chance, 0.02, 0.3)
        child.kill()
        acked = [item["backup"] for item in child.said() if "backup" in item][-10:]
        there = {item.path.name for item in listing(folder)}
        problems = whole(path)
        problems += [f"{name} is gone" for name in acked if name not in there]
        for item in listing(folder)[:4]:
            problems += _backup_problems(shop, item)
        tally.round(problems)
    return tally


def _backup_problems(shop: Workshop, item: Backup) -> list[str]:
    """What is wrong with a backup: it must be sound, and one moment of the history."""
    try:
        verify(item.path)
    except StoreError as error:
        return [f"{item.path.name}: {error}"]
    copy = shop.path("backup.spandesk")
    shutil.copy(item.path, copy)
    problems = whole(copy)
    with Project.open(copy, read_only=True) as project:
        newest = max((entry.seq for entry in project.history()), default=0)
    if newest != item.step:
        problems.append(f"{item.path.name} ends with step {newest}")
    return problems


@fault("kill-schema", "kill -9 while a label is renamed everywhere: nowhere or everywhere", "F1")
def kill_schema(shop: Workshop) -> Tally:
    """Kill `spandesk schema rename` at random moments."""
    tally = Tally()
    chance = random.Random(shop.seed)
    path = make_project(shop.path("schema.spandesk"), articles=40, sentences=20)
    shop.run("accept", str(path))
    worked = path.read_bytes()
    became: set[str] = set()
    for _ in shop.rounds(40, 3):
        path.write_bytes(worked)
        child = shop.spawn("command", "schema", "rename", str(path), "PERSON", "HUMAN")
        child.wait_for("ready")
        _wait(chance, 0.0, 0.9)
        child.kill()
        problems = whole(path)
        with Project.open(path, read_only=True) as project:
            used = {name for _, name in project.label_counts()}
            declared = {name for _, name in project.schema.names}
        state = [name for name in ("PERSON", "HUMAN") if name in used]
        became.update(state)
        if len(state) != 1 or not set(state) <= declared:
            problems.append(f"labels in use: {state}")
        tally.round(problems)
    tally.notes.append(f"it was {' and '.join(sorted(became))} afterwards")
    return tally


@fault(
    "kill-restore", "kill -9 while a backup is put in place: the old project or the new one", "F19"
)
def kill_restore(shop: Workshop) -> Tally:
    """Kill `spandesk restore` at random moments."""
    tally = Tally()
    chance = random.Random(shop.seed)
    path = make_project(shop.path("back.spandesk"), articles=30, sentences=40)
    shop.run("backups", str(path), "--make")
    # Other faults of the same run have backups there too.
    folder = shop.folder / "data" / "backups"
    (backup,) = folder.glob(f"{path.stem}-*/*.asked.*.spandesk")
    before = gold_of(path)
    shop.run("accept", str(path), "--article", "a0")
    after, worked = gold_of(path), path.read_bytes()
    became: set[str] = set()
    for _ in shop.rounds(60, 4):
        path.write_bytes(worked)
        child = shop.spawn("command", "restore", str(path), "--to", str(backup))
        child.wait_for("ready")
        _wait(chance, 0.0, 0.4)
        child.kill()
        problems = whole(path)
        gold = gold_of(path)
        became.add("old" if gold == after else "new" if gold == before else "other")
        problems += ["neither the old nor the new"] if gold not in (before, after) else []
        problems += [str(item) for item in path.parent.glob(f".{path.name}.*")]
        tally.round(problems)
    tally.notes.append(f"it was {' and '.join(sorted(became))} afterwards")
    return tally


_LINE = 90
READING = ("PgDown", "PgUp", "Tab", "N", "Down", "Shift+PgDown", "Ctrl+=", "Right")


@fault(
    "place-after-kill", "after kill -9: same article, place, caret, focus and zoom; one line", "F2"
)
def place_after_kill(shop: Workshop) -> Tally:
    """Kill a window in which somebody reads, and open it again."""
    tally = Tally()
    path = make_project(shop.path("read.spandesk"), articles=5, sentences=120)
    slowest = 0.0
    for number in shop.rounds(40, 2):
        child = shop.spawn("read_in_window", str(path), READING, shop.seed * 100 + number)
        stood = child.wait_for("ready")
        child.kill()
        began = time.monotonic()
        again = shop.spawn("reopened", str(path))
        found = again.wait_for("article")
        slowest = max(slowest, time.monotonic() - began)
        again.wait_for("end")
        problems = [
            f"{name}: {stood[name]} became {found[name]}"
            for name in ("article", "zoom")
            if stood[name] != found[name]
        ]
        # At the top of an article without a focus, the first suggestion gets it.
        is_at_top = stood["focus"] < 0 and stood["top"] == 0
        if stood["focus"] != found["focus"] and not is_at_top:
            problems.append(f"focus: {stood['focus']} became {found['focus']}")
        # Within a line: the first one in sight may be cut off at another pixel.
        if abs(stood["top"] - found["top"]) > _LINE:
            problems.append(f"top: {stood['top']} became {found['top']}")
        if stood["focus"] < 0 and stood["caret"] != found["caret"]:
            problems.append(f"caret: {stood['caret']} became {found['caret']}")
        if "was not closed" not in found["banner"]:
            problems.append(f"the banner says {found['banner']!r}")
        tally.round(problems)
    tally.notes.append(f"back within {slowest:.2f} s, without the start of Python")
    return tally


def _leftovers(path: Path) -> list[str]:
    names = [item.name for item in path.parent.glob(f"{path.name}-*")]
    return [name for name in names if name.endswith(("-wal", "-shm", "-lock"))]
