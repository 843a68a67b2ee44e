"""One project and several doors: second windows, commands, other programs, clocks that jump."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

from annotate.project import Project
from annotate.safety import find_moment, restore_moment
from annotate.store.backup import NEWEST_KEPT, listing
from annotate.store.surroundings import conflict_copies, network_kind, synchronised_by
from tests.faults.plan import (
    Tally,
    Workshop,
    fault,
    lost_of,
    make_project,
    replayed,
    whole,
)
from tests.faults.scripts import as_plain


@fault("two-doors", "a second window or command: told who holds it, may read, nothing lost", "F6")
def two_doors(shop: Workshop) -> Tally:
    """While a window works: a second window, commands that read, commands that write."""
    tally = Tally()
    path = make_project(shop.path("shared.spandesk"), articles=6)
    first = shop.spawn("window", str(path), 1, 100_000)
    first.wait_for("ready")
    for _ in shop.rounds(10, 1):
        began = time.monotonic()
        shown = shop.look(path)
        problems = []
        if "is open elsewhere" not in shown["banner"] or "process" not in shown["banner"]:
            problems.append(f"the second window says {shown['banner']!r}")
        if shown["button"] != "Open read-only" or shown["open"]:
            problems.append("reading is not offered")
        tally.round(problems)
        done = shop.run("stats", str(path))
        tally.round([] if done.returncode == 0 else [done.stderr[-200:]])
        done = shop.run("backups", str(path), "--make")
        tally.round([] if done.returncode == 0 else [done.stderr[-200:]])
        for command in (("accept", str(path)), ("restore", str(path), "--to", "b1")):
            done = shop.run(*command)
            is_told = done.returncode == 1 and "is open elsewhere" in done.stderr
            tally.round([] if is_told else [f"{command[0]}: {done.stderr[-200:]}"])
        tally.notes.append(f"{time.monotonic() - began:.1f} s for five doors")
    first.kill()
    lost = lost_of(path, first.said())
    tally.round(whole(path), lost=lost)
    return tally


@fault(
    "held-elsewhere", "the file held by another program: the window lives, the step is kept", "F7"
)
def held_elsewhere(shop: Workshop) -> Tally:
    """Another process holds the file for 30 s (quick: 1.5 s) when a correction is made."""
    tally = Tally()
    seconds = 1.5 if shop.is_quick else 30
    for _ in shop.rounds(2, 1):
        path, held = make_project(shop.path("held.spandesk")), shop.path("held")
        window = shop.spawn("slow_window", str(path), str(held))
        window.wait_for("ready")
        holder = shop.spawn("hold", str(path), str(held), seconds)
        holder.wait_for("end", seconds + 60)
        end = window.wait_for("state", 120)
        window.wait_for("end")
        problems = []
        if end["state"] != "saved" or end["failures"] or end["spans"] != 1:
            problems.append(f"{end['state']}, {end['failures']}, {end['spans']} spans made")
        if end["was_held"] or not end["turns"]:
            problems.append("it was saved while the file was held: the fault was not tried")
        with Project.open(path, read_only=True) as project:
            kept = sum(len(project.annotations(item).spans) for item in project.article_ids())
        tally.notes.append(
            f"{end['turns']} turns of the window meanwhile, the longest {end['gap']:.0f} ms"
        )
        tally.round(problems + whole(path), lost=end["spans"] - kept)
    return tally


@fault("two-writers", "commands that write at once: each waits or is told, nothing is lost", "F6")
def two_writers(shop: Workshop) -> Tally:
    """Several `spandesk accept` on one project at the same time."""
    tally = Tally()
    for _ in shop.rounds(5, 1):
        path = make_project(shop.path("many.spandesk"), articles=12)
        answers: list[tuple[int, str]] = []

        def accept(
            article: str, path: Path = path, answers: list[tuple[int, str]] = answers
        ) -> None:
            done = shop.run("accept", str(path), "--article", article)
            answers.append((done.returncode, done.stderr))

        threads = [threading.Thread(target=accept, args=(f"a{n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        problems = [
            said[-200:]
            for status, said in answers
            if not (status == 0 or (status == 1 and "is open elsewhere" in said))
        ]
        with Project.open(path, read_only=True) as project:
            done = sum(bool(len(project.annotations(f"a{n}").spans)) for n in range(4))
        if done != sum(status == 0 for status, _ in answers):
            problems.append(f"{done} are there of {answers}")
        tally.round(problems + whole(path))
    return tally


@fault(
    "clock", "a clock that jumps by days and years: history in order, nothing thinned wrongly", "F8"
)
def clock(shop: Workshop) -> Tally:
    """Work while the clock of the process jumps; kill; go back to a moment; thin backups."""
    tally = Tally()
    for number in shop.rounds(20, 2):
        path = make_project(shop.path("clock.spandesk"))
        child = shop.spawn("window", str(path), number, 60, False, ["A", "X", "Tab", "N"], True)
        child.wait_for("gap")
        child.kill()
        lost = lost_of(path, child.said())
        numbers, times = _steps(path)
        problems = [] if numbers == sorted(numbers) else ["the history is out of order"]
        if times == sorted(times):
            problems.append("the clock did not jump: the fault was not tried")
        problems += _back_to(path, numbers[len(numbers) // 2])
        tally.round(problems + whole(path), lost=lost)
    for number in shop.rounds(3, 1):
        tally.round(_thinned_wrongly(shop, 16 + number))
    library = _faketime()
    if library and not shop.is_quick:
        _under_faketime(shop, library, tally)
    else:
        tally.notes.append("the clock of the program was turned, not the system's")
    return tally


def _steps(path: Path) -> tuple[list[int], list[str]]:
    """Numbers and times of the steps, in the order of the history."""
    with Project.open(path, read_only=True) as project:
        history = project.history()
    return [entry.seq for entry in history], [entry.at for entry in history]


def _back_to(path: Path, seq: int) -> list[str]:
    """Bring every article back to a step in the middle; what is wrong with it then."""
    with Project.open(path) as project:
        ids = project.article_ids()
        wanted = {item: as_plain(replayed(project, item, seq)) for item in ids}
        restore_moment(project, find_moment(project, str(seq)))
        project.require_durable()
        found = {item: as_plain(project.annotations(item)) for item in ids}
    return [] if found == wanted else [f"not as it was after step {seq}"]


def _thinned_wrongly(shop: Workshop, count: int) -> list[str]:
    """Make many backups under a clock that jumps; those of the newest twelve that are gone."""
    path, folder = make_project(shop.path("thin.spandesk"), articles=2), shop.path("backups")
    child = shop.spawn("back_up", str(path), str(folder), count, True)
    child.wait_for("end")
    made = [item["backup"] for item in child.said() if "backup" in item]
    there = [item.path.name for item in listing(folder)]
    problems = [] if len(made) == count else [child.log.read_text()[-300:]]
    problems += [f"{name} is gone" for name in made[-NEWEST_KEPT:] if name not in there]
    days = [name.split(".")[1] for name in made]
    if days == sorted(days):
        problems.append("the clock did not jump: nothing was tried")
    if there[:1] != made[-1:]:
        problems.append("the newest is not the last that was made")
    return problems + whole(path)


def _faketime() -> str:
    """Where libfaketime is, if it is installed or `FAKETIME_LIBRARY` says so."""
    program = shutil.which("faketime")
    found = Path(program).parents[1].glob("lib/**/libfaketime.so.1") if program else ()
    return os.environ.get("FAKETIME_LIBRARY", "") or str(next(iter(found), ""))


FALSE_CLOCKS = {"two days back": "-2d", "30 years on": "+30y", "frozen": "2021-03-04 05:06:07"}


def _under_faketime(shop: Workshop, library: str, tally: Tally) -> None:
    """The same with the clock of the system, by libfaketime, also one that stands still."""
    path = make_project(shop.path("faketime.spandesk"))
    seen: list[str] = []
    for number, (name, moment) in enumerate(FALSE_CLOCKS.items()):
        with shop.under({"LD_PRELOAD": library, "FAKETIME": moment}) as under:
            child = under.spawn("window", str(path), number, 60)
            child.wait_for("gap")
            child.kill()
            lost = lost_of(path, child.said())
        numbers, times = _steps(path)
        seen.append(times[-1])
        problems = [] if numbers == sorted(numbers) else [f"{name}: the history is out of order"]
        tally.round(problems + whole(path), lost=lost)
    years = [int(item[:4]) for item in seen]
    is_tried = years[1] >= years[0] + 29 and years[2] == 2021
    tally.round([] if is_tried else [f"the clock was not turned: {seen}"])
    tally.notes.append(f"last steps at {', '.join(seen)}")


@fault("surroundings", "network drives, synchronised folders, conflict copies: seen and said", "")
def surroundings(shop: Workshop) -> Tally:
    """Projects in folders as synchronising tools and network mounts leave them."""
    tally = Tally()
    mounts = shop.path("mounts")
    mounts.write_text(
        "/dev/vda / ext4 rw 0 0\n"
        f"server:/x {shop.folder}/nfs nfs4 rw 0 0\n"
        f"//server/x {shop.folder}/my\\040share cifs rw 0 0\n"
        f"me@host: {shop.folder}/ssh fuse.sshfs rw 0 0\n"
        f"tmpfs {shop.folder}/ram tmpfs rw 0 0\n"
    )
    expected = {"nfs": "nfs4", "my share": "cifs", "ssh": "fuse.sshfs", "ram": "", "disk": ""}
    for name, kind in expected.items():
        found = network_kind(shop.folder / name / "p.spandesk", mounts)
        tally.round([] if found == kind else [f"{name}: {found!r}"])
    for marker, tool in ((".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")):
        folder = shop.path("sync")
        (folder / marker).mkdir(parents=True)
        path = make_project(folder / "p.spandesk", articles=1)
        found = synchronised_by(path)
        tally.round([] if found == tool else [f"{marker}: {found!r}"])
    folder = shop.path("Dropbox") / "Dropbox"
    folder.mkdir(parents=True)
    path = make_project(folder / "p.spandesk", articles=1)
    names = [
        "p (Ada's conflicted copy 2026-03-02).spandesk",
        "p.sync-conflict-20260302-101010-ABCDEFG.spandesk",
    ]
    for name in names:
        (folder / name).touch()
    (folder / "p-two.spandesk").touch()
    tally.round([] if conflict_copies(path) == sorted(names) else [str(conflict_copies(path))])
    child = shop.spawn("around", str(path))
    said = child.wait_for("banner")["banner"]
    child.wait_for("end")
    is_said = "Dropbox synchronises" in said and "conflicted copy" in said
    tally.round([] if is_said else [f"the window says {said!r}"])
    return tally
