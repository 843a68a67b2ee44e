"""A pipeline of a run that was not trained here runs only when the user has allowed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.settings import Settings
from annotate.training.runs import Run, RunState
from annotate.trust import is_trusted
from gui.jobs import Jobs
from gui.train_flows import TrainFlows
from gui.window_state import WindowState
from tests.gui.conftest import Desk
from tests.gui.test_suggesting import answer_trust


@pytest.mark.parametrize(("answer", "is_allowed"), [("Cancel", False), ("Let it run", True)])
def test_a_run_that_a_project_brings_is_asked_about(
    desk: Desk, tmp_path: Path, answer: str, *, is_allowed: bool
) -> None:
    best = tmp_path / "from-elsewhere" / "model" / "model-best"
    best.mkdir(parents=True)
    (best / "meta.json").write_text("{}")
    run = Run("r1", 1, "2026-01-01", str(best.parent.parent), RunState.FINISHED)
    jobs = Jobs()
    desk.session.attach_jobs(jobs)
    settings = Settings()
    flows = TrainFlows(desk.window, settings, WindowState())
    asked: list[str] = []
    answer_trust(answer, asked)
    flows.let_suggest(run)
    assert len(asked) == 1
    name = f"spacy:{best}"
    assert is_trusted(name, settings) is is_allowed
    project = desk.session.project
    assert project is not None
    assert (name in project.chosen_suggesters()) is is_allowed
    jobs.close()
