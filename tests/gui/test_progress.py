"""The one line about work in the background, for every state of the worker and the transfer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotate.workers.jobs import WorkerState, WorkerStatus
from gui.jobs import Jobs
from gui.suggesting import SuggestingState
from tests.gui.conftest import Desk


@pytest.fixture
def line(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A window with jobs attached that are never started."""
    jobs = Jobs(desk.window)
    desk.session.attach_jobs(jobs)
    desk.flows.attach_jobs(jobs)
    return desk


def worker(desk: Desk, state: WorkerState) -> None:
    desk.flows.progress._on_worker_state(WorkerStatus(state))


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (WorkerState.STOPPED, ""),
        (WorkerState.STARTING, "suggester is starting…"),
        (WorkerState.READY, "suggester ready"),
        (WorkerState.DOWN, "suggester is down"),
    ],
)
def test_worker_is_named(line: Desk, state: WorkerState, text: str) -> None:
    worker(line, state)
    assert line.flows.progress.text == text
    assert line.window.status.suggester_text == text
    assert line.flows.progress.fraction is None


def test_run_over_all_articles_has_progress_and_cancel(line: Desk) -> None:
    worker(line, WorkerState.BUSY)
    suggesting = line.session.suggesting
    assert suggesting is not None
    suggesting.state = replace(SuggestingState(), done=3, total=12)
    suggesting.changed.emit()
    assert line.window.status.suggester_text == "suggesting: 3 of 12 articles"
    assert line.flows.progress.fraction == 0.25
    assert line.window.status._cancel.isVisible()
    line.click(line.window.status._cancel)
    assert line.flows.progress.fraction is None
    assert not line.window.status._cancel.isVisible()


def test_import_stands_before_everything_else(line: Desk) -> None:
    worker(line, WorkerState.READY)
    transfer = line.session.transfer
    assert transfer is not None
    transfer.started.emit("import")
    assert line.window.status.suggester_text == "importing…"
    assert line.flows.progress.fraction == -1.0
    transfer.progress.emit(30, 120, "a.txt")
    assert line.flows.progress.fraction == 0.25
    transfer.cancelled.emit("import")
    assert line.window.status.suggester_text == "suggester ready"
    assert "stopped when its project was closed" in line.window.banner.text


def test_waiting_for_suggestions_is_said(line: Desk) -> None:
    line.session.open_article("three")
    suggesting = line.session.suggesting
    assert suggesting is not None
    suggesting.state = replace(SuggestingState(), is_waiting=True)
    suggesting.changed.emit()
    assert line.window.status.left_text == ""
    assert "on their way" in line.window.status.hint
    suggesting.state = SuggestingState()
    suggesting.changed.emit()
    assert line.window.status.left_text == "no suggestions left"
