"""Disks that fill up, that cannot be written, and exports and backups upon them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotate.project import Project
from tests.faults.plan import (
    Tally,
    Workshop,
    fault,
    gold_of,
    last_gold,
    lost_of,
    make_articles,
    make_old_project,
    make_project,
    whole,
)

SKIPPED = "needs the right to mount a small disk (root), which is not here"


@contextmanager
def small_disk(shop: Workshop, megabytes: int) -> Iterator[Path | None]:
    """A disk of its own of so many megabytes; None where it cannot be mounted."""
    place = shop.path("disk")
    place.mkdir()
    call = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "spandesk-faults", str(place)]
    made = shutil.which("mount") and subprocess.run(call, capture_output=True, check=False)
    if not made or made.returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def fill(disk: Path, *, leave: int) -> Path:
    """Fill the disk but for so many bytes; the file that does it."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
        file.write(b"\0" * max(free - leave, 0))
    return filler


KEYS = ("A", "X", "Tab", "N", "Del", "1", "2", "Alt+Right", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Return")
SURE_KEYS = ("Esc", "Tab", "A")
"""Keys of which some make a step, whatever is selected, done or out of sight."""


@fault(
    "disk-full",
    "the disk fills at any write: said, taken back in the open, nothing torn; goes on with room",
    "F3",
)
def disk_full(shop: Workshop) -> Tally:
    """Work in the window on a disk with little room, die or leave, make room, go on."""
    tally = Tally()
    with small_disk(shop, 3) as disk:
        if disk is None:
            return Tally(skipped=SKIPPED)
        original = make_project(shop.path("full.spandesk"), articles=3, sentences=10)
        told = 0
        for number in shop.rounds(60, 4):
            path = disk / "full.spandesk"
            for item in disk.iterdir():
                item.unlink()
            shutil.copy(original, path)
            leaves, go = number % 2 == 0, shop.path("go")
            child = shop.spawn("window", str(path), number, 60, leaves, KEYS, False, str(go))
            child.wait_for("ready")
            # Under the open window: to open a project takes more room than the first steps.
            filler = fill(disk, leave=4096 * number)
            go.touch()
            said_end = child.wait_for("end" if leaves else "gap")
            child.kill()
            said = child.said()
            filler.unlink()
            told += sum(item.get("failed") == "StoreFullError" for item in said)
            problems = _said_problems(said, leaves and said_end)
            problems += whole(path)
            lost = lost_of(path, said)
            again = shop.spawn("window", str(path), number, 40, True, SURE_KEYS)
            if again.wait_for("end")["end"] or not last_gold(again.said()):
                problems.append("nothing is saved after room was made")
            tally.round(problems + whole(path), lost=lost)
        tally.round([] if told else ["the disk was never full: the fault was not tried"])
        tally.notes.append(f"left free: 0 to {4096 * number} bytes; said {told} times")
    return tally


def _said_problems(said: list[dict[str, object]], end: object) -> list[str]:
    """Every refusal has a sentence with a remedy, and the window ends as it should."""
    problems = [
        f"said {item['failed']}: {item['banner']!r}"
        for item in said
        # Keys at random also ask for a label that is there already.
        if item.get("failed") not in (None, "StoreFullError", "OverlapForbiddenError")
    ]
    problems += [
        f"a full disk is called {item['banner']!r}"
        for item in said
        if item.get("failed") == "StoreFullError" and "no room left" not in str(item["banner"])
    ]
    if isinstance(end, dict) and end.get("end"):
        problems.append("the window broke")
    return problems


@fault("disk-full-export", "an export on a full disk leaves the one before byte for byte", "F4")
def disk_full_export(shop: Workshop) -> Tally:
    """Export to a disk that has room for part of it."""
    tally = Tally()
    with small_disk(shop, 2) as disk:
        if disk is None:
            return Tally(skipped=SKIPPED)
        path = make_project(shop.path("export.spandesk"), articles=40, sentences=20)
        out = disk / "data"
        shop.spawn("command", "accept", str(path), "--done").wait_for("end")
        first = shop.run("export", str(path), str(out))
        tally.round([] if first.returncode == 0 else [first.stderr[-300:]])
        before = _contents(out)
        for number in shop.rounds(12, 1):
            filler = fill(disk, leave=4096 * number * 3)
            done = shop.run("export", str(path), str(out))
            filler.unlink()
            problems = [] if done.returncode == 1 else [f"status {done.returncode}"]
            if "no room" not in done.stderr:
                problems.append(f"it said {done.stderr[-200:]!r}")
            if _contents(out) != before:
                problems.append("the export before is not what it was")
            tally.round(problems)
    return tally


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(item.relative_to(folder)): item.read_bytes()
        for item in sorted(folder.rglob("*"))
        if item.is_file()
    }


@fault(
    "disk-full-backup", "no room for a backup: said, the backups before stay, work goes on", "F19"
)
def disk_full_backup(shop: Workshop) -> Tally:
    """Make backups where there is no room for them."""
    tally = Tally()
    with small_disk(shop, 2) as disk:
        if disk is None:
            return Tally(skipped=SKIPPED)
        path = make_project(shop.path("kept.spandesk"), articles=4)
        config = shop.folder / "config"
        config.mkdir(exist_ok=True)
        settings = config / "settings.toml"
        settings.write_text(f'[backups]\nfolder = "{disk}"\n')
        for command in (("backups", str(path), "--make"), ("accept", str(path))):
            done = shop.run(*command)
            problems = []
            if "no room left" not in done.stderr:
                problems.append(f"{command[0]} said {done.stderr[-200:]!r}")
            if command[0] == "accept" and done.returncode:
                problems.append("the work did not go on")
            if any(disk.rglob("*.spandesk")) or any(disk.rglob("*.new")):
                problems.append("half a backup was left")
            tally.round(problems + whole(path))
        settings.unlink()
    return tally


@fault(
    "disk-full-commands",
    "no room in the middle of an import, bulk edit, migration or restoration: said, nothing torn",
    "F3 F18",
)
def disk_full_commands(shop: Workshop) -> Tally:
    """Run each command that writes on a disk with little room, then once more with room."""
    tally = Tally()
    with small_disk(shop, 16) as disk:
        if disk is None:
            return Tally(skipped=SKIPPED)
        originals, commands = _commands(shop, disk / "full.spandesk")
        path = disk / "full.spandesk"
        told = 0
        for number in shop.rounds(20, 1):
            for name in ("migration", "restore") if shop.is_quick else commands:
                command = commands[name]
                for item in disk.iterdir():
                    item.unlink()
                original = originals.get(name, originals[""])
                shutil.copy(original, path)
                filler = fill(disk, leave=4096 + number * original.stat().st_size // 6)
                done = shop.run(*command)
                filler.unlink()
                told += done.returncode == 1
                problems = _refusal_problems(done, is_sure=not number)
                problems += whole(path)
                if name == "migration" and _texts(path) != _texts(original):
                    problems.append("the texts are others")
                again = shop.run(*command) if done.returncode else done
                # What an import of the first time brought is refused as known.
                if again.returncode and name != "import":
                    problems.append(f"with room: {again.stderr[-200:]}")
                tally.round([f"{name}, {number}: {text}" for text in problems + whole(path)])
        tally.notes.append(f"{told} of {tally.tried} were refused for want of room")
        tally.round(_looked_at_without_room(shop, path))
    return tally


def _looked_at_without_room(shop: Workshop, path: Path) -> list[str]:
    """The window on a disk without any room: it says so, and reads."""
    filler = fill(path.parent, leave=0)
    shown = shop.look(path)
    filler.unlink()
    if "no room left" not in shown["banner"] or shown["button"] != "Open read-only":
        return [f"the window says {shown['banner']!r}, offers {shown['button']!r}"]
    return whole(path)


def _commands(shop: Workshop, path: Path) -> tuple[dict[str, Path], dict[str, tuple[str, ...]]]:
    """Projects to begin with (by the name of the command, "" for the others), and commands."""
    usual = make_project(shop.path("usual.spandesk"), articles=40, sentences=20)
    old = make_old_project(shop.path("old.spandesk"), articles=30)
    worked = shop.path("worked.spandesk")
    shutil.copy(usual, worked)
    shop.run("accept", str(worked))
    source = shop.path("more.jsonl")
    more = make_articles(200, sentences=10, seed=7)
    source.write_text("".join(json.dumps({"id": f"m{x.id}", "text": x.text}) + "\n" for x in more))
    made = {"": usual, "migration": old, "schema": worked, "restore": worked}
    return made, {
        "import": ("import", str(path), str(source)),
        "accept": ("accept", str(path), "--done"),
        "migration": ("accept", str(path)),
        "schema": ("schema", "rename", str(path), "PERSON", "HUMAN"),
        "restore": ("restore", str(path), "--to", str(usual)),
    }


def _refusal_problems(done: subprocess.CompletedProcess[str], *, is_sure: bool) -> list[str]:
    """What is wrong with what a command said; with hardly any room it is sure to be refused."""
    if done.returncode == 0:
        return ["it was not refused"] if is_sure else []
    said = done.stderr.strip().splitlines()[-1:]
    is_said = done.returncode == 1 and "Traceback" not in done.stderr and "room" in done.stderr
    return [] if is_said and said[0].endswith(".") else [f"{done.returncode}: {said}"]


def _texts(path: Path) -> dict[str, str]:
    with Project.open(path, read_only=True) as project:
        return {item: project.article(item).text for item in project.article_ids()}


@fault("read-only", "a disk or file that cannot be written: opens for reading, says so", "F5")
def read_only(shop: Workshop) -> Tally:
    """Open a project on a disk that was mounted read-only, also with steps in its log."""
    tally = Tally()
    with small_disk(shop, 4) as disk:
        if disk is None:
            return Tally(skipped=SKIPPED)
        path = make_project(disk / "sealed.spandesk", articles=3)
        child = shop.spawn("window", str(path), 3, 30)
        child.wait_for("gap")
        child.kill()
        seal = ["mount", "-o", "remount,ro", str(disk)]
        subprocess.run(seal, capture_output=True, check=True)
        try:
            last = last_gold(child.said())
            problems = []
            if not last or gold_of(path)[last["article"]] != last["gold"]:
                problems.append("the steps in the log are not seen")
            tally.round(problems)
            shown = shop.look(path)
            problems = [] if "cannot be written" in shown["banner"] else [shown["banner"]]
            if shown["button"] != "Open read-only":
                problems.append("reading is not offered")
            tally.round(problems)
            done = shop.run("stats", str(path))
            tally.round([] if done.returncode == 0 else [done.stderr[-300:]])
            done = shop.run("accept", str(path))
            is_said = done.returncode == 1 and "cannot be written" in done.stderr
            tally.round([] if is_said else [done.stderr[-300:]])
        finally:
            subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=False)
    return tally


@fault(
    "read-only-file",
    "a file or folder without the right to write: opens for reading, with the newest steps",
    "F5",
)
def read_only_file(shop: Workshop) -> Tally:
    """Open a project whose file, or whose folder as well, may not be written."""
    tally = Tally()
    for number in shop.rounds(4, 2):
        folder = shop.path("sealed")
        folder.mkdir()
        path = make_project(folder / "sealed.spandesk", articles=3)
        child = shop.spawn("window", str(path), number, 30, number % 2 == 1)
        child.wait_for("end" if number % 2 else "gap")
        child.kill()
        gold = gold_of(path)
        before = _contents(folder)
        for item in folder.iterdir():
            item.chmod(0o444)
        if number % 2 == 0:
            folder.chmod(0o555)
        try:
            problems = _sealed(shop, path, last_gold(child.said()))
        finally:
            folder.chmod(0o755)
        left = {name: data for name, data in _contents(folder).items() if name in before}
        if left != before:
            problems.append("something was written")
        for item in folder.iterdir():
            item.chmod(0o644)
        if gold_of(path) != gold:
            problems.append("the corrections are others")
        tally.round([f"{number}: {text}" for text in problems] + whole(path))
    return tally


def _sealed(shop: Workshop, path: Path, last: dict[str, Any]) -> list[str]:
    """What window and commands make of a project that they must not write."""
    child = shop.spawn("without_right", "opened_in_window", str(path))
    shown = child.wait_for("banner")
    if not child.wait_for("sealed")["sealed"]:
        return ["it could be written: the fault was not tried"]
    child.wait_for("end")
    problems = []
    if "cannot be written" not in shown["banner"] or shown["button"] != "Open read-only":
        problems.append(f"the window says {shown['banner']!r}, offers {shown['button']!r}")
    child = shop.spawn("without_right", "run_command", str(path), "history")
    status = child.wait_for("end")["end"]
    numbers = [line.split()[0] for line in child.log.read_text().splitlines() if line.strip()]
    if status or str(last["saved"]) not in numbers:
        problems.append(f"step {last['saved']} is not read: {child.log.read_text()[-200:]!r}")
    child = shop.spawn("without_right", "run_command", str(path), "accept")
    is_refused = child.wait_for("end")["end"] == 1
    if not is_refused or "cannot be written" not in child.log.read_text():
        problems.append(f"a command that writes says {child.log.read_text()[-200:]!r}")
    return problems
