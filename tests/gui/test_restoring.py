"""A backup put in place on a thread of its own: how far it is, stopped, failed, and left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.errors import JobCancelled, JobError, StoreError
from annotate.project import Project
from annotate.safety import restore_backup, rule_of
from annotate.spans import Layer
from annotate.store.backup import Backup, Rule, Snapshot
from gui.dialogs.repair import CheckDialog
from gui.dialogs.restoring import RestoringDialog
from gui.flows.safety import SafetyFlows
from gui.jobs import Jobs
from gui.restoring import WHOLE
from gui.words import moment_words
from tests.gui.conftest import Desk


@pytest.fixture
def backup(desk: Desk) -> Iterator[Backup]:
    """A backup with one span of a project that has two."""
    safety = desk.window.safety
    desk.session.create_span(0, 11, layer=Layer.ENTITY, label="PERSON")
    desk.settle()
    with desk.qtbot.waitSignal(safety.backing_up.made) as caught:
        assert safety.backing_up.make("asked")
    made = caught.args[0]
    desk.session.create_span(26, 32, layer=Layer.ENTITY, label="GPE")
    desk.settle()
    yield made
    safety.restoring.stop()
    safety.backing_up.stop()


def dialog_of(desk: Desk) -> RestoringDialog:
    desk.qtbot.waitUntil(lambda: any(_shown()))
    return next(_shown())


def _shown() -> Iterator[RestoringDialog]:
    return (x for x in QApplication.topLevelWidgets() if isinstance(x, RestoringDialog))


def labels(path: Path) -> list[str]:
    with Project.open(path, read_only=True) as project:
        return [span.label for span in project.annotations("one").spans]


def test_the_window_lives_and_says_how_far_it_is(
    desk: Desk, backup: Backup, project_path: Path
) -> None:
    restoring, said = desk.window.safety.restoring, list[int]()
    restoring.progressed.connect(said.append)
    with desk.qtbot.waitSignal(restoring.ended):
        desk.window.safety.restore(project_path, backup)
        assert restoring.is_running
        dialog = dialog_of(desk)
        assert dialog.isModal()
    assert said == sorted(said)
    assert said[-1] == WHOLE
    desk.qtbot.waitUntil(lambda: "as it was on" in desk.window.banner.text)
    assert moment_words(backup.at) in desk.window.banner.text
    assert backup.path.name not in desk.window.banner.text
    assert desk.labels == ["PERSON"]
    assert not any(_shown())


def test_esc_stops_it_and_the_project_is_as_it_was(
    desk: Desk, backup: Backup, project_path: Path
) -> None:
    restoring = desk.window.safety.restoring
    with desk.qtbot.waitSignal(restoring.ended) as caught:
        # Before the thread has begun to copy, or the answer is on its way.
        desk.window.safety.restore(project_path, backup)
        restoring.cancel()
        QTest.keyClick(dialog_of(desk), Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: desk.session.desk is not None)
    if isinstance(caught.args[0], JobCancelled):
        assert desk.labels == ["PERSON", "GPE"]
    project = desk.session.project
    assert project is not None
    assert project.check() == []


def test_a_damaged_backup_leaves_the_project_and_is_said(
    desk: Desk, backup: Backup, project_path: Path
) -> None:
    backup.path.write_bytes(b"no project")
    with desk.qtbot.waitSignal(desk.window.safety.restoring.ended) as caught:
        desk.window.safety.restore(project_path, backup)
    assert isinstance(caught.args[0], StoreError)
    desk.qtbot.waitUntil(lambda: desk.session.desk is not None)
    assert desk.labels == ["PERSON", "GPE"]
    assert desk.window.banner.text


def test_leaving_in_the_middle_leaves_one_whole_project(
    desk: Desk, backup: Backup, project_path: Path
) -> None:
    desk.window.safety.restore(project_path, backup)
    desk.window.safety.restoring.stop()
    assert not desk.window.safety.restoring.is_running
    assert labels(project_path) in (["PERSON", "GPE"], ["PERSON"])
    with Project.open(project_path) as project:
        assert project.check() == []
    assert [x.name for x in project_path.parent.glob(".desk*")] == []


class _StopsAt:
    """Lets so many reports pass and stops the restoration at the next."""

    def __init__(self, place: int) -> None:
        self._left = place

    def __call__(self, _done: int, _total: int) -> None:
        if not self._left:
            raise JobCancelled
        self._left -= 1


def test_it_can_be_stopped_at_each_place_before_the_end(
    desk: Desk, backup: Backup, project_path: Path
) -> None:
    desk.session.close_project()
    rule = rule_of(desk.settings)
    stopped = 0
    while True:
        try:
            restore_backup(project_path, backup.path, rule=rule, progress=_StopsAt(stopped))
        except JobCancelled:
            stopped += 1
        else:
            break
        assert labels(project_path) == ["PERSON", "GPE"]
        assert [x.name for x in project_path.parent.glob(".desk*")] == []
        with Project.open(project_path) as project:
            assert project.check() == []
    assert stopped >= 2, "it tells of both parts"
    assert labels(project_path) == ["PERSON"]


def test_a_backup_is_given_up_while_it_is_looked_through(
    desk: Desk, backup: Backup, project_path: Path, tmp_path: Path
) -> None:
    """Who closes the window does not wait until a large copy has been verified."""
    assert backup.path.exists()
    copied: list[int] = []
    with pytest.raises(JobCancelled):
        Snapshot(project_path).write(
            tmp_path / "b",
            reason="clock",
            rule=Rule(),
            note=lambda left, _: copied.append(left),
            is_stopped=lambda: copied[-1:] == [0],
        )
    assert copied[-1] == 0, "everything was copied before"
    assert [x.name for x in (tmp_path / "b").iterdir()] == ["project.txt"]


# -- jobs that are stopped -------------------------------------------------------------------------


@pytest.fixture
def safety(desk: Desk) -> Iterator[SafetyFlows]:
    jobs = Jobs()
    desk.window.safety.attach_jobs(jobs)
    jobs.start()
    yield desk.window.safety
    jobs.close()


def test_a_check_that_is_stopped_says_so(
    desk: Desk, safety: SafetyFlows, project_path: Path
) -> None:
    dialog = safety.check_file(project_path)
    assert safety._jobs is not None
    with desk.qtbot.waitSignal(safety._jobs.job_stopped, raising=False, timeout=20_000):
        safety._jobs.cancel(dialog._job)
    desk.qtbot.waitUntil(lambda: not dialog.busy.isVisible())
    assert dialog.heading.text() in ("The check was stopped", "The project is whole")
    dialog.close()


def test_whoever_waits_for_a_job_hears_that_it_was_stopped(
    desk: Desk, safety: SafetyFlows, project_path: Path
) -> None:
    ends: list[object] = []
    job = safety.run("check", ends.append, ends.append, path=str(project_path))
    assert safety._jobs is not None
    safety._jobs.cancel(job)
    desk.qtbot.waitUntil(lambda: len(ends) == 1)
    assert isinstance(ends[0], (JobError, list))


def test_nobody_is_called_for_a_dialog_that_is_gone(
    desk: Desk, safety: SafetyFlows, project_path: Path
) -> None:
    dialog = safety.check_file(project_path)
    assert isinstance(dialog, CheckDialog)
    dialog.close()
    assert safety._running == {}
    ends: list[object] = []
    safety.run("check", ends.append, ends.append, path=str(project_path))
    desk.qtbot.waitUntil(lambda: len(ends) == 1)
    assert ends == [[]]
