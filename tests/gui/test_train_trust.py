"""A pipeline of a run that was not trained here runs only when the user has allowed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotate.settings import Settings
from annotate.training.runs import Run, RunState, best_pipeline, keep_run, runs
from annotate.trust import is_trusted
from gui.dialogs.training import TrainingDialog
from gui.flows.train import TrainFlows
from gui.jobs import Jobs
from gui.window_state import WindowState
from tests.gui.conftest import Desk
from tests.gui.test_suggesting import answer_trust


def _elsewhere(folder: Path) -> Run:
    """A finished run that a project lists, with its pipeline in a folder of somebody's."""
    best = folder / "from-elsewhere" / "model" / "model-best"
    best.mkdir(parents=True)
    (best / "meta.json").write_text("{}")
    return Run("r1", 1, "2026-01-01", str(best.parent.parent), RunState.FINISHED)


def test_a_run_that_a_project_brings_is_asked_about_before_it_is_trained_on(
    desk: Desk, tmp_path: Path
) -> None:
    jobs = Jobs()
    desk.session.attach_jobs(jobs)
    project = desk.session.project
    assert project is not None
    run = _elsewhere(tmp_path)
    keep_run(project, run).result()
    flows = TrainFlows(desk.window, Settings(), WindowState())
    flows.train()
    dialog = desk.window.findChild(TrainingDialog)
    assert dialog is not None
    dialog.reload(run.id)
    assert dialog.run == run
    asked: list[str] = []
    answer_trust("Cancel", asked)
    dialog.train_on()
    assert len(asked) == 1
    assert len(runs(project)) == 1, "nothing was begun"
    dialog.close()
    jobs.close()


@pytest.mark.parametrize(("answer", "is_allowed"), [("Cancel", False), ("Let it run", True)])
def test_a_run_that_a_project_brings_is_asked_about(
    desk: Desk, tmp_path: Path, answer: str, *, is_allowed: bool
) -> None:
    run = _elsewhere(tmp_path)
    best = best_pipeline(Path(run.folder))
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
