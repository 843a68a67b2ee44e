"""The fault plan: each fault is a function that harms a real project and counts what is lost.

A fault is registered with its name and its goal in words. It gets a `Workshop` (a folder of its
own, the zygote, how often to try) and returns a `Tally`. `lost` counts corrections that had been
shown as saved and are not there, `survived` the rounds after which the project was whole.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotate.annotations import AnnotationSet
from annotate.articles import Article
from annotate.edits import apply
from annotate.project import Project, ProposalBatch
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.suggestions import Proposal
from tests.faults.scripts import as_plain

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Tally:
    """What a fault did: rounds tried and survived, corrections lost, and notes on what was seen."""

    tried: int = 0
    survived: int = 0
    lost: int = 0
    notes: list[str] = field(default_factory=list)
    skipped: str = ""
    """Why the fault could not be tried on this machine."""

    @property
    def is_met(self) -> bool:
        return not self.skipped and self.survived == self.tried > 0 and not self.lost

    def round(self, problems: list[str], *, lost: int = 0) -> None:
        """Count one round with what went wrong in it."""
        self.tried += 1
        self.lost += lost
        if problems:
            self.notes.extend(problems[:3])
        else:
            self.survived += 1


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of the plan, by name."""

    name: str
    goal: str
    number: str
    do: Callable[[Workshop], Tally]


FAULTS: dict[str, Fault] = {}


def fault(name: str, goal: str, number: str = "") -> Callable[[Callable[[Workshop], Tally]], Any]:
    """Register a fault; `number` is its place in the plan."""

    def register(do: Callable[[Workshop], Tally]) -> Callable[[Workshop], Tally]:
        FAULTS[name] = Fault(name, goal, number, do)
        return do

    return register


@dataclass(slots=True)
class Workshop:
    """A private folder, private preferences, and children that can be killed."""

    folder: Path
    is_quick: bool
    seed: int = 1
    share: float = 1.0
    """Part of the full number of rounds."""
    more: dict[str, str] = field(default_factory=dict[str, str])
    """Variables that its children have besides."""
    _children: list[Child] = field(default_factory=list["Child"])
    _zygote: subprocess.Popen[str] | None = None
    _count: int = 0
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def rounds(self, full: int, quick: int) -> range:
        """How often to try."""
        return range(quick if self.is_quick else max(int(full * self.share), quick))

    @property
    def environment(self) -> dict[str, str]:
        """Variables for a child: its own preferences and data, no screen."""
        return {
            **os.environ,
            "SPANDESK_CONFIG_DIR": str(self.folder / "config"),
            "SPANDESK_DATA_DIR": str(self.folder / "data"),
            "QT_QPA_PLATFORM": "offscreen",
            **self.more,
        }

    @contextmanager
    def under(self, variables: dict[str, str]) -> Generator[Workshop]:
        """A workshop whose children have more variables from their start."""
        folder = self.path("under")
        folder.mkdir()
        made = Workshop(folder, self.is_quick, self.seed, self.share, dict(variables))
        try:
            yield made
        finally:
            made.close()

    def path(self, name: str) -> Path:
        """A fresh path in the folder."""
        self._count += 1
        return self.folder / f"{self._count}-{name}"

    def spawn(self, function: str, *arguments: object, module: str = "scripts") -> Child:
        """Fork a child that runs a function of `tests.faults.scripts` (or another module)."""
        # Commands that write at once come from several threads.
        with self._one_at_a_time:
            return self._spawn(function, arguments, module)

    def _spawn(self, function: str, arguments: tuple[object, ...], module: str) -> Child:
        if self._zygote is None:
            self._zygote = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.zygote"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
                env=self.environment,
            )
        acks, log = self.path("acks"), self.path("log")
        acks.touch()
        assert self._zygote.stdin is not None
        assert self._zygote.stdout is not None
        call = [f"tests.faults.{module}", function, str(acks), str(log), list(arguments)]
        self._zygote.stdin.write(json.dumps(call) + "\n")
        self._zygote.stdin.flush()
        self._children.append(Child(int(self._zygote.stdout.readline()), acks, log))
        return self._children[-1]

    def look(self, path: Path) -> dict[str, Any]:
        """Open a project in the window and leave; what the window said."""
        child = self.spawn("opened_in_window", str(path))
        child.wait_for("end")
        child.wait_for_exit()
        return child.wait_for("banner")

    def run(self, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run the command line in a process of its own and wait for it.

        In few rounds it is a copy of the zygote: a start of Python costs more than most commands.
        """
        if self.is_quick:
            child = self.spawn("command", *arguments)
            status = child.wait_for("end", timeout)["end"]
            said = child.log.read_text()
            return subprocess.CompletedProcess(arguments, status, said, said)
        return subprocess.run(
            [sys.executable, str(ROOT / "main.py"), *arguments],
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=ROOT,
            timeout=timeout,
            check=False,
        )

    def close(self) -> None:
        # One that a fault left alone when it broke would go on for ever.
        for child in self._children:
            if is_alive(child.pid) and child.is_ours:
                child.kill()
        if self._zygote is not None and self._zygote.stdin is not None:
            self._zygote.stdin.close()
            self._zygote.wait(10)
            if self._zygote.stdout is not None:
                self._zygote.stdout.close()


@dataclass(slots=True)
class Child:
    """A forked child with the file that it acknowledges to."""

    pid: int
    acks: Path
    log: Path

    def said(self) -> list[dict[str, Any]]:
        """Every whole acknowledgement so far."""
        lines = self.acks.read_text().splitlines()
        return [json.loads(line) for line in lines if line.endswith("}")]

    def wait_for(self, key: str, seconds: float = 300) -> dict[str, Any]:
        """The first acknowledgement with a key; raises when the child ended before it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            said = self.said()
            for item in said:
                if key in item:
                    if key == "end":
                        self.wait_for_exit()
                    return item
            if any("end" in item for item in said):
                break
            time.sleep(0.003)
        message = f"the child never said {key}: {self.log.read_text()[-2000:]}"
        raise AssertionError(message)

    @property
    def is_ours(self) -> bool:
        """Whether the process is still the child: its number may have been given anew."""
        try:
            return Path(f"/proc/{self.pid}/fd/1").readlink() == self.log
        except OSError:
            return False

    def wait_for_exit(self) -> None:
        """Wait until nothing of it is left."""
        while is_alive(self.pid):
            time.sleep(0.001)

    def kill(self) -> None:
        """End it as a power cut would: nothing of its own runs any more."""
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.wait_for_exit()


def is_alive(pid: int) -> bool:
    """Whether a process is still there; its first thread may be gone while others hold files."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


_PRIVATE = ("SPANDESK_CONFIG_DIR", "SPANDESK_DATA_DIR")


@contextmanager
def workshop(*, is_quick: bool, seed: int = 1, share: float = 1.0) -> Generator[Workshop]:
    """A workshop that is cleared away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="spandesk-faults-"))
    shop = Workshop(folder, is_quick, seed, share)
    # Nobody's own preferences and memory are touched by this process either.
    before = {name: os.environ.get(name) for name in _PRIVATE}
    os.environ.update({name: shop.environment[name] for name in _PRIVATE})
    try:
        yield shop
    finally:
        shop.close()
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        shutil.rmtree(folder, ignore_errors=True)


# -- projects --------------------------------------------------------------------------------------

NAMES = ("Ana Petrova", "Jo Marsh", "Lena Ortiz", "Samir Haddad", "Olga Brandt")
PLACES = ("Lisbon", "Varna", "Norland", "Port Ferro", "Kessel")
VERBS = ("attacked", "met", "shelled", "visited", "protested")


def sentence(chance: random.Random) -> str:
    """A made-up sentence with a person, an event and a place."""
    return (
        f"{chance.choice(NAMES)} {chance.choice(VERBS)} near {chance.choice(PLACES)} "
        f"on day {chance.randrange(1000)}."
    )


def make_articles(count: int, *, sentences: int = 12, seed: int = 1) -> list[Article]:
    """Articles of made-up sentences, each with another text."""
    chance = random.Random(seed)
    return [
        Article(
            f"a{number}",
            f"Report {number}. " + " ".join(sentence(chance) for _ in range(sentences)),
            title=f"Report {number}",
        )
        for number in range(count)
    ]


def proposals_for(text: str) -> tuple[Proposal, ...]:
    """A suggestion for each name, place and verb."""
    found: list[Proposal] = []
    for words, label, layer in (
        (NAMES, "PERSON", Layer.ENTITY),
        (PLACES, "GPE", Layer.ENTITY),
        (VERBS, "ATTACK", Layer.EVENT),
    ):
        for word in words:
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                found.append(Proposal(start, end, label, layer, 0.8, "rules", "made up"))
                start = text.find(word, end)
    return tuple(found)


def make_project(path: Path, *, articles: int = 4, sentences: int = 12, seed: int = 1) -> Path:
    """A closed project with suggestions, as a worker would have left it."""
    made = make_articles(articles, sentences=sentences, seed=seed)
    schema = find_schema("news")
    with Project.create(path, schema, annotator="tester", articles=made) as project:
        known = {label.name for label in schema.labels}
        for article in made:
            kept = [item for item in proposals_for(article.text) if item.label in known]
            project.write_suggestions(article.id, [ProposalBatch("rules", "1", tuple(kept))])
        project.flush()
    return path


def replayed(project: Project, article_id: str, seq: int | None = None) -> AnnotationSet:
    """The article as its history tells it, from nothing up to a step."""
    present = project.annotations(article_id)
    made = AnnotationSet(article_id=article_id, length=present.length)
    for entry in project.history(article_id):
        if seq is None or entry.seq <= seq:
            apply(entry.edit, made)
    return made


def whole(path: Path) -> list[str]:
    """What is wrong with a project after a fault: it must open, and history must lead to it."""
    try:
        with Project.open(path) as project:
            found = [f"{item.kind}: {item.where}: {item.what}" for item in project.check()]
            for article_id in project.article_ids():
                made = as_plain(replayed(project, article_id))
                if made != as_plain(project.annotations(article_id)):
                    found.append(f"torn: {article_id}")
            return found
    except Exception as error:  # noqa: BLE001 - what does not open is the finding
        return [f"does not open: {error!r}"]


def lost_of(path: Path, said: list[dict[str, Any]]) -> int:
    """How many corrections that were shown as saved are not in the file."""
    acked = [item for item in said if "saved" in item]
    if not acked:
        return 0
    last = acked[-1]
    with Project.open(path, read_only=True) as project:
        newest = max((entry.seq for entry in project.history()), default=0)
        lost = max(last["saved"] - newest, 0)
        stood = as_plain(replayed(project, last["article"], last["saved"]))
    return lost or int(stood != last["gold"])


def make_old_project(path: Path, *, articles: int = 6, version: int = 1) -> Path:
    """A project as an old version made it, with articles, spans and history."""
    from annotate.store.migrations import made_up_to
    from annotate.store.repair.salvage import salvage
    from annotate.store.sqlite import connect, connect_new
    from annotate.tasks import accept_article

    new = path.with_name(f"new-{path.name}")
    make_project(new, articles=articles)
    with Project.open(new) as project:
        for article_id in project.article_ids()[: articles // 2]:
            accept_article(project, article_id, is_done=True)
        project.require_durable()
    made, source = made_up_to(version), connect(new, read_only=True)
    made.execute("PRAGMA foreign_keys = OFF")
    salvage(source, made)
    source.close()
    file = connect_new(path)
    made.backup(file)
    file.execute("PRAGMA journal_mode = WAL")
    file.close()
    made.close()
    new.unlink()
    return path


def gold_of(path: Path) -> dict[str, Any]:
    """Every correction of a project, by article."""
    with Project.open(path, read_only=True) as project:
        return {item: as_plain(project.annotations(item)) for item in project.article_ids()}


def last_gold(said: list[dict[str, Any]]) -> dict[str, Any]:
    """The newest acknowledgement of what was saved."""
    return next((item for item in reversed(said) if "saved" in item), {})
