"""Without a screen, the program says so and ends in order; the command line works all the same."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.docs.pages import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems have a screen")


def run(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env={**kept, **extra},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_window_says_that_there_is_no_screen() -> None:
    done = run()
    assert done.returncode == 1
    assert done.stderr.startswith("There is no screen")
    assert len(done.stderr.splitlines()) == 1


def test_commands_need_no_screen() -> None:
    assert run("--version").returncode == 0
    assert run("suggesters").returncode == 0
