"""The same rows once more on a screen of X11, which Xvfb holds in memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from tests.benchmarks.options import Options
from tests.benchmarks.rows import Row, reported

_SCREEN = "-screen 0 1920x1200x24"
_ROOT = Path(__file__).parents[2]


def rows(group: str, options: Options) -> Iterator[Row]:
    """The rows of `group` under Xvfb; one that says so where it is missing, none where we are."""
    if QGuiApplication.platformName() != "offscreen":
        return
    starter = shutil.which("xvfb-run")
    if starter is None:
        yield reported(f"{group}, X11: not measured, xvfb-run is missing", 0, unit="rows")
        return
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rows.json"
        command = [starter, "-a", "-s", _SCREEN, sys.executable, "-m", "tests.benchmarks", group]
        command += ["--json", str(out)]
        if options.is_quick:
            command.append("--quick")
        if options.corpora is not None:
            command += ["--corpora", str(options.corpora.resolve())]
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb"}
        done = subprocess.run(
            command, env=environment, cwd=_ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError((done.stderr or done.stdout)[-2000:])
        for row in json.loads(out.read_text(encoding="utf-8"))["rows"]:
            yield Row(
                row["name"].replace(f"{group}:", f"{group}, X11:", 1),
                row["value"],
                row["unit"],
                row["floor"],
                row["goal"],
                row["met"],
            )
