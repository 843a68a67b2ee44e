"""The command that makes the README's picture makes one, of the real window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.docs.pages import ROOT


@pytest.mark.slow
def test_the_command_takes_the_picture(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.screenshots",
            "--out",
            str(tmp_path),
            "--only",
            "article-light-1280",
        ],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == ["article-light-1280x800.png"]
    picture = QImage(str(tmp_path / "article-light-1280x800.png"))
    assert (picture.width(), picture.height()) == (1280, 800)
    shades = {picture.pixel(x, y) for x in range(0, 1280, 5) for y in range(0, 800, 5)}
    assert len(shades) > 50  # an empty window has a handful


def test_the_readme_shows_the_picture_that_the_command_makes() -> None:
    picture = QImage(str(ROOT / "docs" / "screenshot.png"))
    assert (picture.width(), picture.height()) == (1280, 800)
