"""The main job through a real X window, driven by xdotool; run by hand, not by pytest.

    python -m tests.e2e.xdotool_session FOLDER

It needs Xvfb, xdotool, openbox and ImageMagick (`apt install xvfb xdotool openbox imagemagick`).
It starts a screen of its own, opens Spandesk on articles that it writes, corrects them by keys and
mouse, and holds the project file against what it did. The screenshots in FOLDER are for people to
look at. The exit status is 0 when every step held.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, TypeVar

from tests.e2e import test_ugly_articles as ugly

ROOT = Path(__file__).parents[2]
TOOLS = ("Xvfb", "xdotool", "openbox", "import")
STORY = (
    "Envoys talk in Geneva\n\n"
    "Foreign Minister Ana Petrova met envoys of Norway in Geneva on 3 May 2021. Rebels attacked "
    "the harbour of Varna on Tuesday, killing 12 people, while 🇺🇦 crews of the Harbour Union "
    "unloaded grain.\n\n"
    "The ceasefire collapsed two days later. Police arrested four men in Lisbon.\n"
)
PATIENCE = 60.0
NO_KEYS = '<openbox_config xmlns="http://openbox.org/3.4/rc"/>'
"""A window manager that leaves every key to the window."""
T = TypeVar("T")
TABLES = ("span", "frame", "argument", "attribute", "decision")


def until(what: str, is_so: Callable[[], T], seconds: float = PATIENCE) -> T:
    """Wait until `is_so` gives something true, and return that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = is_so()
        if found:
            return found
        time.sleep(0.05)
    message = f"not within {seconds:.0f} s: {what}"
    raise TimeoutError(message)


class Screen:
    """An X server with a window manager, and hands on it."""

    def __init__(self, folder: Path, ends: ExitStack) -> None:
        """Start both; `ends` stops them."""
        self.folder = folder
        self.shots = 0
        reading, writing = os.pipe()
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(writing),
                "-screen",
                "0",
                "1920x1080x24",
                "-nolisten",
                "tcp",
            ],
            pass_fds=(writing,),
            stderr=subprocess.DEVNULL,
        )
        ends.callback(_stop, server)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "SPANDESK_CONFIG_DIR": str(folder / "config"),
            "SPANDESK_DATA_DIR": str(folder / "data"),
        }
        config = folder / "openbox.xml"
        config.write_text(NO_KEYS, encoding="utf-8")
        manager = subprocess.Popen(
            ["openbox", "--config-file", str(config)],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ends.callback(_stop, manager)

    def run(self, *command: str) -> str:
        """Run a command on this screen; what it says."""
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=60
        )
        return done.stdout.strip()

    def press(self, *keys: str) -> None:
        """Press keys in X's names, such as "a" or "ctrl+Return"."""
        self.run("xdotool", "key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type text."""
        self.run("xdotool", "type", "--delay", "15", text)

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Drag with the left button, in steps."""
        moves: list[str] = []
        for step in range(1, 9):
            x = start[0] + (end[0] - start[0]) * step // 8
            y = start[1] + (end[1] - start[1]) * step // 8
            moves += ["mousemove", str(x), str(y)]
        first = ["mousemove", str(start[0]), str(start[1]), "mousedown", "1"]
        self.run("xdotool", *first, *moves, "mouseup", "1")

    def window(self, name: str) -> str:
        """The id of the visible window whose title holds `name`."""
        found = until(
            f"a window {name!r}",
            lambda: self.run("xdotool", "search", "--onlyvisible", "--name", name),
        )
        return str(found).splitlines()[-1]

    def active(self, name: str) -> None:
        """Wait until the active window's title holds `name`."""
        until(
            f"{name!r} active",
            lambda: name in self.run("xdotool", "getactivewindow", "getwindowname"),
        )

    def shoot(self, name: str) -> None:
        """Take a picture of the whole screen once it has come to rest."""
        self.shots += 1
        path = self.folder / f"{self.shots:02}-{name}.png"
        seen: list[bytes] = []

        def is_at_rest() -> bool:
            seen.append(self._picture())
            return seen[-3:].count(seen[-1]) == 3

        with suppress(TimeoutError):  # a caret may blink
            until("a picture at rest", is_at_rest, seconds=6)
        path.write_bytes(seen[-1])
        say(f"picture {path}")

    def _picture(self) -> bytes:
        return subprocess.run(
            ["import", "-window", "root", "-define", "png:exclude-chunks=date,time", "png:-"],
            env=self.environment,
            capture_output=True,
            check=True,
        ).stdout


class File:
    """What is on the disk, read past the window."""

    def __init__(self, path: Path) -> None:
        """Nothing is read yet."""
        self.path = path

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows of a query."""
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10) as connection:
            rows = connection.execute(sql, values).fetchall()
        connection.close()
        return rows

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.rows(f"SELECT count(*) FROM {table}")[0][0])

    def state(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that corrections change."""
        state = {name: sorted(self.rows(f"SELECT * FROM {name}"), key=repr) for name in TABLES}
        return state | {"article": self.rows("SELECT id, state FROM article ORDER BY id")}

    def steps(self) -> int:
        """How many edits were written, undos included."""
        return self.count("history")


def say(text: str) -> None:
    """One line for whoever watches."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main(folder: Path) -> int:
    """Do everything; the exit status."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        say(f"missing: {', '.join(missing)}")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        say(f"{folder} holds files already: name a new folder")
        return 2
    articles = folder / "articles"
    articles.mkdir()
    (articles / "a-story.txt").write_text(STORY, encoding="utf-8")
    for name, content in ugly.GOOD.items():
        (articles / name).write_bytes(content)
    with ExitStack() as ends:
        screen = Screen(folder, ends)
        file = File(folder / "session.spandesk")
        for command in (("new", file.path), ("import", file.path, articles)):
            spandesk(screen, *map(str, command))
        process = start(screen, file, ends)
        correct(screen, file)
        look_around(screen)
        finish_and_export(screen, file, folder / "training")
        leave_and_come_back(screen, file, process, ends)
    compare(file, folder / "training")
    say("every step held")
    return 0


def spandesk(screen: Screen, *arguments: str) -> None:
    """Run a command of the command line."""
    subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env=screen.environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def start(screen: Screen, file: File, ends: ExitStack) -> subprocess.Popen[bytes]:
    """Open the project in a window of 1280 × 780 and wait for suggestions."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), str(file.path)], env=screen.environment
    )
    ends.callback(_stop, process)
    window = screen.window("Spandesk")
    screen.run("xdotool", "windowmove", window, "0", "0", "windowsize", window, "1280", "780")
    screen.run("xdotool", "windowactivate", "--sync", window)
    screen.active(f"{file.path.stem} – Spandesk")
    until("suggestions", lambda: file.count("suggestion") > 5)
    return process


def correct(screen: Screen, file: File) -> None:
    """Accept, reject, relabel, draw, move edges, delete, undo to nothing, redo to the end."""
    nothing = file.state()
    steps = 0

    def press(key: str) -> None:
        nonlocal steps
        screen.press(key)
        steps += 1
        until(f"{key} on the disk", lambda: file.steps() >= steps)

    until_focused(screen, file)
    steps = file.steps()
    for key in ("x", "2", "a", "a"):
        press(key)
    kinds = {kind for (kind,) in file.rows("SELECT kind FROM decision")}
    assert kinds == {"accepted", "rejected", "corrected"}, kinds
    drawn = draw(screen, file)
    steps = file.steps()
    for key in ("alt+Down", "alt+Up", "alt+shift+Up", "alt+shift+Down", "4"):
        press(key)
    screen.shoot("corrected")
    press("Delete")
    assert drawn not in {row[0] for row in file.rows("SELECT id FROM span")}
    everything = file.state()
    made = file.rows("SELECT count(*) FROM history WHERE undoes IS NULL")[0][0]
    for key, goal in (("ctrl+z", nothing), ("ctrl+shift+z", everything)):
        before = file.steps()
        screen.press(*[key] * made)
        until(f"{made} times {key}", lambda before=before: file.steps() == before + made)
        assert file.state() == goal, f"after {key} the rows differ"
    say(f"undone and redone: {made} steps, the same rows")


def until_focused(screen: Screen, file: File) -> None:
    """Press A until the first suggestion is accepted: the window has the keyboard now."""

    def is_accepted() -> bool:
        screen.press("a")
        return file.count("decision") > 0

    until("a first decision", is_accepted)


def draw(screen: Screen, file: File) -> str:
    """Draw a span with the mouse on some line of the text: letting go makes it; its id."""
    sql = "SELECT id, surface FROM span WHERE origin = 'manual'"
    for y in range(190, 420, 12):
        screen.press("Escape", "Escape")
        screen.drag((350, y), (520, y))
        with suppress(TimeoutError):
            found = until("a drawn span", lambda: file.rows(sql), seconds=1.5)
            say(f"drawn with the mouse: {found[0][1]!r}")
            return str(found[0][0])
    message = "no line of the text took a drag"
    raise AssertionError(message)


def look_around(screen: Screen) -> None:
    """Pictures of what a person sees: palette, shortcuts, search, dark, wide, text alone."""
    for key, name in (("ctrl+k", "palette"), ("slash", "label-search"), ("ctrl+f", "find")):
        screen.press(key)
        screen.type("st")
        screen.shoot(name)
        screen.press("Escape")
    screen.press("F1")
    screen.active("All keys")
    screen.shoot("shortcuts")
    screen.press("Escape")
    screen.active("Spandesk")
    screen.press("ctrl+shift+l")
    screen.shoot("dark")
    window = screen.window("Spandesk")
    screen.run("xdotool", "windowsize", "--sync", window, "1910", "1040")
    screen.shoot("dark-wide")
    screen.press("F11")
    screen.shoot("text-alone")
    screen.press("F11")


def finish_and_export(screen: Screen, file: File, out: Path) -> None:
    """Accept all and go on until every article is done, then export by the dialog."""
    total = file.count("article")
    sql = "SELECT count(*) FROM article WHERE state = 'done'"
    for number in range(1, total + 1):
        until("suggestions", lambda number=number: file.count("token") >= number)
        screen.press("ctrl+shift+a", "ctrl+Return")
        until(f"{number} articles done", lambda number=number: file.rows(sql)[0][0] >= number)
    screen.press("ctrl+e")
    screen.active("Export")
    screen.press("ctrl+a")
    screen.type(str(out))
    screen.shoot("export")
    screen.press("Return")
    until("the report", (out / "report.json").exists)
    screen.active("Training data written")
    screen.shoot("exported")
    screen.press("Escape")
    screen.active("Spandesk")


def leave_and_come_back(
    screen: Screen, file: File, process: subprocess.Popen[bytes], ends: ExitStack
) -> None:
    """Quit by key, come back, be killed, come back: the same rows each time."""
    state = file.state()
    screen.press("ctrl+q")
    assert process.wait(30) == 0, "Ctrl+Q did not end it well"
    process = start(screen, file, ends)
    screen.shoot("again")
    assert file.state() == state
    process.send_signal(signal.SIGKILL)
    process.wait(30)
    spandesk(screen, "check", str(file.path))
    assert file.state() == state
    start(screen, file, ends)
    screen.shoot("after-kill")


def compare(file: File, out: Path) -> None:
    """Every gold span is in the exported data with its text, or listed as left out."""
    import spacy
    from spacy.tokens import DocBin

    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    left_out = {item["span_id"] for item in report["unaligned"]}
    expected = {
        (span_id, label, surface)
        for span_id, label, surface in file.rows("SELECT id, label, surface FROM span")
        if span_id not in left_out
    }
    found: set[tuple[str, str, str]] = set()
    nlp = spacy.blank("en")
    for side in ("train", "dev", "test"):
        for doc in DocBin().from_disk(out / f"{side}.spacy").get_docs(nlp.vocab):
            groups = (doc.ents, doc.spans["events"], doc.spans.get("entities_overlapping", ()))
            found |= {(span.id_, span.label_, span.text) for spans in groups for span in spans}
    assert found == expected, f"{len(found ^ expected)} spans differ"
    say(f"exported and equal: {len(found)} spans")


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]).absolute()))
