"""The article on the bus that screen readers listen to: AT-SPI, with a screen of X11."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gui.text import at_spi

_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
_TOOLS = ("dbus-run-session", "xvfb-run", "gdbus")
_IS_THERE = _LAUNCHER.exists() and all(shutil.which(tool) for tool in _TOOLS)


@pytest.mark.skipif(not _IS_THERE, reason="needs AT-SPI, D-Bus and Xvfb")
def test_a_screen_reader_finds_the_text_and_the_caret() -> None:
    within = (
        f"{_LAUNCHER} --launch-immediately & "
        f"exec xvfb-run -a {sys.executable} -m tests.gui.text.at_spi"
    )
    told = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", within],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
        cwd=Path(__file__).parents[3],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        },
    )
    assert told.returncode == 0, told.stderr
    name, text, caret, styles, selected, heard, said = json.loads(told.stdout.splitlines()[-1])
    paragraph = at_spi.TEXT.partition("\n")[0]
    assert (name, text) == ("Talks", paragraph)
    assert caret == len(paragraph[: at_spi.CARET].encode("utf-16-le")) // 2
    assert styles == ["single", "", "single italic"], "gold, no span, suggested"
    start = len(paragraph[: at_spi.CARET].encode("utf-16-le")) // 2
    assert selected == [start, start + 3]
    assert heard == sorted(at_spi.EVENTS)
    assert {at_spi.MESSAGE, at_spi.WHY} <= set(said), "what the window says is spoken, too"
