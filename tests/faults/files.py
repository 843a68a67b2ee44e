"""Files that are damaged, cut, replaced, foreign, hostile or from another time."""

from __future__ import annotations

import random
import shutil
import sqlite3
from pathlib import Path

from annotate.errors import AnnotateError
from annotate.messages import sentence
from annotate.project import Project
from annotate.safety import repair
from annotate.store.backup import Rule, Snapshot
from annotate.store.sqlite import APPLICATION_ID, log_of
from tests.faults.plan import (
    Child,
    Tally,
    Workshop,
    fault,
    gold_of,
    last_gold,
    make_project,
    whole,
)


def _worked_on(shop: Workshop, name: str, *, steps: int = 40) -> tuple[Path, Child]:
    """A project that was killed under keys, with its newest steps in the log."""
    path = make_project(shop.path(name), articles=4, sentences=20)
    child = shop.spawn("window", str(path), shop.seed, steps)
    child.wait_for("gap")
    child.kill()
    return path, child


def _closed(shop: Workshop, name: str) -> Path:
    """A project with corrections, closed."""
    path, _ = _worked_on(shop, name)
    Project.open(path).close()
    return path


@fault(
    "damaged-file",
    "a flipped bit, zeroed or foreign page, cut file: noticed, or nothing of the work is altered",
    "F9",
)
def damaged_file(shop: Workshop) -> Tally:
    """Damage a closed project in five ways; what changes the work must be seen by the check."""
    tally = Tally()
    chance = random.Random(shop.seed)
    original = _closed(shop, "whole.spandesk")
    data = original.read_bytes()
    gold = _everything(original)
    noticed = harmless = 0
    path = shop.path("damaged.spandesk")
    for number in shop.rounds(400, 25):
        path.write_bytes(_damage(data, chance, number % 5))
        for suffix in ("-wal", "-shm", "-lock"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        if number % 50 == 4:
            # Now and then one that is cut is looked at in the window first.
            tally.round(_seen_in_window(shop, path))
        try:
            with Project.open(path, read_only=True) as project:
                problems = project.check()
            is_same = _everything(path) == gold
        except AnnotateError as error:
            noticed += 1
            tally.round([] if sentence(error).endswith(".") else [repr(error)])
            continue
        except Exception as error:  # noqa: BLE001 - the finding
            tally.round([f"round {number}: {error!r}"])
            continue
        noticed += bool(problems)
        harmless += not problems and is_same
        tally.round([] if problems or is_same else [f"round {number}: altered in silence"])
    tally.notes.append(f"{noticed} noticed, {harmless} without effect on any text or correction")
    return tally


def _seen_in_window(shop: Workshop, path: Path) -> list[str]:
    """A copy of a damaged file in the window: it opens, or the window says why and what to do."""
    copy = shop.path("seen.spandesk")
    shutil.copy(path, copy)
    shown = shop.look(copy)
    is_said = shown["open"] or (shown["banner"].endswith(".") and shown["button"])
    return [] if is_said else [f"the window says {shown['banner']!r}, offers {shown['button']!r}"]


def _damage(data: bytes, chance: random.Random, kind: int) -> bytes:
    page = chance.randrange(1, len(data) // 4096) * 4096
    if kind == 0:
        place = chance.randrange(100, len(data))
        return data[:place] + bytes([data[place] ^ (1 << chance.randrange(8))]) + data[place + 1 :]
    if kind == 1:
        return data[:page] + bytes(4096) + data[page + 4096 :]
    if kind == 2:
        sector = page + 512 * chance.randrange(8)
        return data[:sector] + bytes(512) + data[sector + 512 :]
    if kind == 3:
        return data[:page] + chance.randbytes(4096) + data[page + 4096 :]
    return data[: chance.randrange(1, len(data))]


def _everything(path: Path) -> object:
    """Every text and every correction."""
    with Project.open(path, read_only=True) as project:
        texts = {item: project.article(item).text for item in project.article_ids()}
    return texts, gold_of(path)


@fault(
    "repair", "damage with a backup beside it: every text and correction is back in the copy", "F9"
)
def repaired(shop: Workshop) -> Tally:
    """Damage a project, repair it into a copy from history and backup, compare."""
    tally = Tally()
    chance = random.Random(shop.seed + 7)
    original = _closed(shop, "whole.spandesk")
    data, gold = original.read_bytes(), _everything(original)
    folder = shop.path("backups")
    lost = partly = 0
    path = shop.path("hurt.spandesk")
    for number in shop.rounds(60, 4):
        target = shop.path("mended.spandesk")
        shutil.copy(original, path)
        rule = Rule(str(folder))
        from annotate.safety import folder_of

        with Project.open(path, read_only=True) as project:
            place = folder_of(project, rule)
        if not place.exists():
            Snapshot(path).write(place, reason="clock", rule=rule)
        damaged = _damage(data, chance, number % 4)
        path.write_bytes(damaged)
        before = path.read_bytes()
        try:
            done = repair(path, target, rule=rule)
        except AnnotateError as error:
            # Nothing that could be read: the backup itself is what is offered.
            partly += 1
            tally.round([] if sentence(error).endswith(".") else [repr(error)])
            continue
        problems = [f"still wrong: {item}" for item in done.left]
        if path.read_bytes() != before:
            problems.append("the original was touched")
        if _everything(target) != gold:
            lost += 1
            problems.append(f"round {number}: not what it was: {done.deeds[:3]}")
        tally.round(problems)
    tally.notes.append(f"{partly} could not be read at all; {lost} came back with differences")
    return tally


@fault(
    "damaged-log", "a log that is cut, flipped or gone: a prefix of history, and it is said", "F10"
)
def damaged_log(shop: Workshop) -> Tally:
    """Kill a window, then damage the log that it left."""
    tally = Tally()
    chance = random.Random(shop.seed)
    original, child = _worked_on(shop, "log.spandesk", steps=60)
    last = last_gold(child.said())
    log, data = log_of(original), log_of(original).read_bytes()
    lock = original.with_name(original.name + "-lock")
    for number in shop.rounds(60, 6):
        path = shop.path("log.spandesk")
        shutil.copy(original, path)
        shutil.copy(lock, path.with_name(path.name + "-lock"))
        kind = number % 3
        if kind == 0:
            log_of(path).write_bytes(data[: chance.randrange(len(data))])
        elif kind == 1:
            place = chance.randrange(32, len(data))
            flipped = bytes([data[place] ^ (1 << chance.randrange(8))])
            log_of(path).write_bytes(data[:place] + flipped + data[place + 1 :])
        with Project.open(path) as project:
            newest = max((entry.seq for entry in project.history()), default=0)
            codes = {notice.code for notice in project.notices}
        problems = whole(path)
        if newest < last["saved"] and "steps_missing" not in codes:
            problems.append(f"{last['saved'] - newest} steps are gone and nothing says so: {codes}")
        tally.round(problems)
    assert log.exists()
    return tally


@fault(
    "stale-log", "another file put in place beside an old log: never mixed, said, log kept", "F10"
)
def stale_log(shop: Workshop) -> Tally:
    """Replace the project of a killed window by an earlier copy, a backup, or another project."""
    tally = Tally()
    steps = 10 if shop.is_quick else 30
    for number in shop.rounds(12, 3):
        path, _ = _worked_on(shop, "stale.spandesk", steps=steps + number)
        Project.open(path).close()
        earlier = shop.path("earlier.spandesk")
        shutil.copy(path, earlier)
        made = Snapshot(path).write(shop.path("backups"), reason="clock", rule=Rule())
        assert made is not None
        child = shop.spawn("window", str(path), number, steps + 10)
        child.wait_for("gap")
        child.kill()
        if number % 3 == 0:
            # Some more work was merged since the copy was taken: its log belongs to a later file.
            _merge_and_kill(shop, path, number)
        other = (earlier, made.path, make_project(shop.path("other.spandesk"), seed=3))[number % 3]
        wanted = _everything(other)
        path.write_bytes(other.read_bytes())
        shown = shop.look(path)
        problems = []
        if "replaced by another" not in shown["banner"]:
            problems.append(f"kind {number % 3}: the window says {shown['banner']!r}")
        if _everything(path) != wanted:
            problems.append(f"kind {number % 3}: two files were mixed")
        if not list(path.parent.glob(f"{path.name}-wal-of-another-file-*")):
            problems.append("the log was not kept")
        tally.round(problems + whole(path))
    return tally


def _merge_and_kill(shop: Workshop, path: Path, number: int) -> None:
    Project.open(path).close()
    child = shop.spawn("window", str(path), number + 50, 40)
    child.wait_for("gap")
    child.kill()


@fault(
    "older-file",
    "the file replaced by an older copy of itself: said, with the way to backups",
    "F10",
)
def older_file(shop: Workshop) -> Tally:
    """Work, close, put an older copy in place, open."""
    tally = Tally()
    for _ in shop.rounds(5, 1):
        path = make_project(shop.path("older.spandesk"))
        older = path.read_bytes()
        shop.spawn("window", str(path), 1, 40, True).wait_for("end")
        path.write_bytes(older)
        shown = shop.look(path)
        is_said = "older than the one" in shown["banner"] and shown["button"] == "Backups…"
        tally.round([] if is_said else [f"the window says {shown['banner']!r}"])
    return tally


@fault(
    "deleted-file",
    "the file of an open project deleted: said, nothing called saved, all of it written anew",
    "F10",
)
def deleted_file(shop: Workshop) -> Tally:
    """Delete the open file with all beside it, at its place or elsewhere write it anew, kill."""
    tally = Tally()
    for number in shop.rounds(10, 2):
        path = make_project(shop.path("deleted.spandesk"))
        target = path if number % 2 else shop.path("kept.spandesk")
        child = shop.spawn("bereft_window", str(path), str(target), 5)
        noticed, kept = child.wait_for("banner"), child.wait_for("gold")
        child.kill()
        problems = [] if noticed["state"] == "lost" else [f"it says {noticed['state']}"]
        if "was deleted, moved or replaced" not in noticed["banner"]:
            problems.append(f"the window says {noticed['banner']!r}")
        if not kept["written"] or kept["state"] != "saved":
            problems.append(f"not written: {kept['state']}")
        problems += whole(target)
        lost = int(not problems and gold_of(target)[kept["article"]] != kept["gold"])
        tally.round(problems, lost=lost)
    return tally


@fault(
    "changed-text", "a text changed from outside: found by its fingerprint, spans found again", "F9"
)
def changed_text(shop: Workshop) -> Tally:
    """Change a text behind the back of Spandesk, open it in the window, repair into a copy."""
    tally = Tally()
    path = _closed(shop, "text.spandesk")
    with Project.open(path, read_only=True) as project:
        article = project.article("a0")
        spans = list(project.annotations("a0").spans)
    with sqlite3.connect(path) as connection:
        changed = "Put before it. " + article.text
        connection.execute("UPDATE article_text SET text = ? WHERE article_id = 'a0'", (changed,))
        connection.execute("UPDATE setting SET value = 'a0' WHERE name = 'window.article'")
    connection.close()
    shown = shop.look(path)
    is_said = "was changed from outside" in shown["banner"] and shown["button"].startswith("Align")
    tally.round([] if is_said else [f"the window says {shown['banner']!r}"])
    target = shop.path("aligned.spandesk")
    done = repair(path, target, rule=Rule(str(shop.folder / "nowhere")))
    with Project.open(target, read_only=True) as project:
        moved = {x.id: x.start for x in project.annotations("a0").spans}
    problems = [f"still wrong: {item}" for item in done.left]
    problems += [f"{x.id} is lost" for x in spans if moved.get(x.id) != x.start + 15]
    tally.round(problems)
    return tally


HOSTILE = {
    "view": "CREATE VIEW v AS SELECT 1",
    "endless view": (
        "CREATE VIEW v AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
        " SELECT x FROM n"
    ),
    "trigger": "CREATE TRIGGER t AFTER INSERT ON span BEGIN DELETE FROM span; END",
    "virtual table": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "index with an expression": "CREATE INDEX i ON span (upper(label))",
    "column that computes": "ALTER TABLE setting ADD COLUMN x TEXT AS (upper(value))",
    "another table": "CREATE TABLE more (x)",
    "table instead of ours": "DROP TABLE argument; CREATE TABLE argument (x)",
}


@fault(
    "hostile-file",
    "views, triggers and strange tables: refused unread, known rows copied out",
    "F21",
)
def hostile_file(shop: Workshop) -> Tally:
    """Open projects with parts that we never make, in window and command line; repair them."""
    tally = Tally()
    # Each refusal compares with what the migrations make, which takes a second.
    chosen = ("endless view", "trigger") if shop.is_quick else tuple(HOSTILE)
    for name in chosen:
        sql = HOSTILE[name]
        path = _closed(shop, "hostile.spandesk")
        with sqlite3.connect(path) as connection:
            connection.executescript(sql)
        connection.close()
        before = path.read_bytes()
        shown = shop.look(path)
        problems = []
        if shown["open"] or "never makes" not in shown["banner"]:
            problems.append(f"{name}: the window says {shown['banner']!r}")
        done = shop.run("stats", str(path)) if not shop.is_quick else None
        if done is not None and (done.returncode != 1 or "Traceback" in done.stderr):
            problems.append(f"{name}: {done.stderr[-300:]}")
        if path.read_bytes() != before:
            problems.append(f"{name}: the file was changed")
        target = shop.path("copy.spandesk")
        repair(path, target, rule=Rule(str(shop.folder / "nowhere")))
        tally.round(problems + whole(target))
    return tally


def _newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()


def _claims_to_be_ours(path: Path) -> None:
    _foreign(path)
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    connection.close()


NOT_OURS = {
    "newer": (_newer, "newer Spandesk"),
    "foreign": (_foreign, "another program"),
    "pretender": (_claims_to_be_ours, "never makes"),
    "empty": (lambda path: path.write_bytes(b""), "is empty"),
    "text": (lambda path: path.write_text("No database. " * 500), "no Spandesk project"),
    "header only": (lambda path: path.write_bytes(b"SQLite format 3\0" + b"\0" * 5000), "damaged"),
}


@fault(
    "not-ours", "newer, foreign, empty or no database: refused in words, not a byte changed", "F17"
)
def not_ours(shop: Workshop) -> Tally:
    """Open what is no project of this version."""
    tally = Tally()
    for name, (spoil, words) in NOT_OURS.items():
        path = make_project(shop.path("other.spandesk"), articles=1)
        spoil(path)
        before, time = path.read_bytes(), path.stat().st_mtime_ns
        shown = shop.look(path)
        problems = []
        if shown["open"] or words not in shown["banner"]:
            problems.append(f"{name}: the window says {shown['banner']!r}")
        if (path.read_bytes(), path.stat().st_mtime_ns) != (before, time):
            problems.append(f"{name}: the file was changed")
        tally.round(problems)
    return tally
