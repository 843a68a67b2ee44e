"""The sample project, all of it done: its export is data in which spaCy finds no error."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from annotate.project import Project
from annotate.sample import make_sample
from annotate.tasks import accept_article, export_project, suggest_project
from annotate.training.export import ExportOptions

ERROR, GOOD = "✘", "✔"


@pytest.mark.slow
def test_debug_data_finds_no_error_in_the_sample(tmp_path: Path) -> None:
    make_sample(tmp_path / "sample.spandesk")
    with Project.open(tmp_path / "sample.spandesk") as project:
        _, errors = suggest_project(project, suggesters=("news",))
        assert not errors
        for article_id in project.article_ids():
            assert accept_article(project, article_id, is_done=True)
        project.require_durable()
        report = export_project(project, tmp_path / "out", options=ExportOptions())
    command = shlex.split(report.check_command)
    assert command[0] == "python"
    done = subprocess.run(
        [sys.executable, *command[1:]],
        cwd=tmp_path / "out",
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=170,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert ERROR not in said
    assert GOOD in said
