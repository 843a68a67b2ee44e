"""Suggesters of other packages come in by an entry point, and by nothing that a file names."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.errors import PipelineFailedError, PipelineLoadError, PipelineMissingError
from annotate.workers.channel import Channel
from annotate.workers.jobs import (
    FUNCTIONS,
    FailureReason,
    SuggestRequest,
    WorkerConfig,
    WorkerReady,
    WorkerState,
)
from annotate.workers.process import WORKER_FLAG, worker_command
from tests.faults.listening import Desk
from tests.faults.workers import CONFIG

ROOT = Path(__file__).parents[2]
MODULE = """
import os
from pathlib import Path
from annotate.spans import Layer
from annotate.suggestions import Proposal


class Weather:
    name = "weather"
    version = "2"
    layers = frozenset({Layer.EVENT})

    def suggest(self, article):
        start = article.text.index("storm")
        return [Proposal(start, start + 5, "DISASTER", Layer.EVENT, 0.8, "weather")]


class Crash(Weather):
    def suggest(self, article):
        os.abort()


def broken():
    raise TypeError("no weather today")


Path(__file__).with_name("imported").touch()
"""
ENTRY_POINTS = """
[spandesk.suggesters]
weather = weather_suggester:Weather
weather-crash = weather_suggester:Crash
weather-broken = weather_suggester:broken
weather-missing = weather_suggester:Nothing
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that is installed beside ours, with suggesters of its own."""
    home = tmp_path / "site"
    info = home / "weather_suggester-2.0.dist-info"
    info.mkdir(parents=True)
    (home / "weather_suggester.py").write_text(MODULE)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: weather-suggester\nVersion: 2.0\n")
    (info / "entry_points.txt").write_text(ENTRY_POINTS)
    monkeypatch.syspath_prepend(home)
    return home


STORM = Article(id="s", text="A storm broke roofs in the north.")


def test_entry_point_is_found_and_asked(package: Path, make_desk: Callable[..., Desk]) -> None:
    desk = make_desk(config=WorkerConfig())
    found = desk.listener.wait_for_state(WorkerState.READY).suggesters
    assert {"weather", "weather-crash", "rules"} <= {info.name for info in found}
    assert not (package / "imported").exists()  # listing imports nothing
    run = desk.runs("weather", article=STORM)["weather"]
    assert [(p.start, p.end, p.suggester) for p in run.proposals] == [(2, 7, "weather")]
    assert run.version == "2"
    assert "weather_suggester" not in sys.modules  # never in our own process


def test_its_crash_is_contained(package: Path, make_desk: Callable[..., Desk]) -> None:
    assert package
    desk = make_desk()
    names = ("weather-crash", "weather-broken", "weather-missing", "weather", "good")
    runs = desk.runs(*names, article=STORM)
    crash = runs["weather-crash"].error
    assert isinstance(crash, PipelineFailedError)
    assert crash.fields["reason"] == FailureReason.DIED
    assert isinstance(runs["weather-broken"].error, PipelineLoadError)
    assert isinstance(runs["weather-missing"].error, PipelineLoadError)
    assert len(runs["weather"].proposals) == 1
    assert runs["good"].error is None


@pytest.mark.parametrize(
    "name", ["weather_suggester:Weather", "weather_suggester", "os:getcwd", "", "../x", "\x00"]
)
def test_a_name_from_a_file_imports_nothing(
    package: Path, make_desk: Callable[..., Desk], name: str
) -> None:
    desk = make_desk(config=replace(CONFIG, extra_suggesters=()))
    run = desk.runs(name, article=STORM)[name]
    assert isinstance(run.error, PipelineMissingError | PipelineLoadError)
    assert not (package / "imported").exists()


def test_every_allowed_function_is_there() -> None:
    from annotate.workers.suggesting import load_dotted

    assert FUNCTIONS
    assert all(name.startswith("annotate.") for name in FUNCTIONS.values())
    assert all(callable(load_dotted(name)) for name in FUNCTIONS.values())


def test_frozen_application_serves_by_its_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an installer's build does: the application itself is the interpreter."""
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, WORKER_FLAG]
    command = [sys.executable, str(ROOT / "main.py"), WORKER_FLAG]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        channel = Channel(process.stdout, process.stdin)  # type: ignore[arg-type]
        channel.send(WorkerConfig(is_suggesting=False))
        assert isinstance(channel.receive(), WorkerReady)
        channel.send(SuggestRequest("j", STORM, 0, wants_tokens=False))
        assert channel.receive() is not None
        process.stdin.close()
        process.wait(30)
