"""Backups, history, check, repair and notices, as a person reaches them in the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from annotate.project import Project
from annotate.safety import backups_of, rule_of
from annotate.spans import Layer
from annotate.store.sqlite import connect, log_of
from gui.dialogs.backups import BackupsDialog
from gui.dialogs.history import HistoryDialog
from gui.dialogs.repair import CheckDialog
from gui.flows.safety import SafetyFlows
from gui.jobs import Jobs
from gui.window_state import WindowState
from tests.gui.conftest import Desk


@pytest.fixture
def safety(desk: Desk, qtbot: QtBot) -> Iterator[SafetyFlows]:
    """A window with an article open, and the worker for long jobs."""
    jobs = Jobs()
    desk.window.safety.attach_jobs(jobs)
    jobs.start()
    yield desk.window.safety
    desk.window.safety.backing_up.stop()
    jobs.close()


def label(desk: Desk, start: int, end: int, name: str = "PERSON") -> None:
    desk.session.create_span(start, end, layer=Layer.ENTITY, label=name)
    desk.settle()


def shown(kind: type[QDialog]) -> QDialog | None:
    return next(
        (x for x in QApplication.topLevelWidgets() if isinstance(x, kind) and x.isVisible()), None
    )


def answer(kind: type[QDialog], do: Callable[[QDialog], None]) -> None:
    """Do something with a modal dialog as soon as it is there."""

    def look() -> None:
        dialog = shown(kind)
        if dialog is None:
            QTimer.singleShot(10, look)
        else:
            do(dialog)

    QTimer.singleShot(0, look)


# -- history ---------------------------------------------------------------------------------------


def test_the_history_lists_steps_and_brings_the_article_back(desk: Desk) -> None:
    label(desk, 0, 11)
    label(desk, 26, 32, "GPE")
    desk.press("Ctrl+Z")
    desk.settle()
    desk.press("Ctrl+H")
    dialog = shown(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    steps = dialog.panel.steps
    rows = [
        [steps.topLevelItem(row).text(column) for column in (0, 3, 4)]
        for row in range(steps.topLevelItemCount())
    ]
    assert [row[:2] for row in rows] == [["3", "undo"], ["2", "by hand"], ["1", "by hand"]]
    assert rows[0][2].startswith("took back step 2: removed GPE “Lisbon”")
    assert rows[2][2].startswith("accepted PERSON “Ana Petrova”, suggested by")
    assert not dialog.back.isEnabled()
    desk.qtbot.waitUntil(steps.hasFocus)
    steps.setCurrentItem(steps.topLevelItem(1))
    assert "1 difference" in dialog.panel.hint.text()
    assert dialog.panel.changes.toPlainText().startswith("removed GPE “Lisbon”")
    dialog.back.click()
    desk.settle()
    assert desk.labels == ["PERSON", "GPE"]
    assert steps.topLevelItem(0).text(3) == "brought back"
    dialog.close()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.pane.view.setFocus()
    desk.press("Ctrl+Z", into=desk.window.pane.view)
    assert desk.labels == ["PERSON"]


def test_two_moments_are_compared_and_one_span_has_its_own_steps(desk: Desk) -> None:
    label(desk, 0, 11)
    label(desk, 26, 32, "GPE")
    desk.session.give_label(Layer.ENTITY, "ORG")
    desk.settle()
    desk.window.safety.show_history()
    dialog = shown(HistoryDialog)
    assert isinstance(dialog, HistoryDialog)
    steps = dialog.panel.steps
    for row in (0, 2):
        steps.topLevelItem(row).setSelected(True)
    assert dialog.panel.chosen == [1, 3]
    assert "From right after step 1 to step 3" in dialog.panel.hint.text()
    assert "to ORG “Lisbon”" in dialog.panel.changes.toPlainText()
    assert not dialog.back.isEnabled()
    dialog.panel.scope.setCurrentIndex(1)
    assert steps.topLevelItemCount() == 2
    desk.press("Ctrl+W")
    assert shown(HistoryDialog) is None


# -- backups ---------------------------------------------------------------------------------------


def make(desk: Desk, safety: SafetyFlows, reason: str = "asked") -> None:
    with desk.qtbot.waitSignal(safety.backing_up.made):
        assert safety.backing_up.make(reason)


def test_a_backup_is_made_in_the_background_and_said(desk: Desk, safety: SafetyFlows) -> None:
    label(desk, 0, 11)
    with desk.qtbot.waitSignal(safety.backing_up.made):
        desk.window.actions_["project.backup"].trigger()
        assert safety.backing_up.is_running
        label(desk, 26, 32, "GPE")
    assert "was backed up to" in desk.window.banner.text
    project = desk.session.project
    assert project is not None
    (made,) = backups_of(project.path, rule_of(desk.settings))
    assert made.step == 1, "the moment when it was asked for"
    with Project.open(made.path, read_only=True) as copy:
        assert [span.label for span in copy.annotations("one").spans] == ["PERSON"]


def test_one_is_made_after_opening_and_by_the_clock_where_there_is_something_new(
    desk: Desk, safety: SafetyFlows
) -> None:
    """The timers are real; only the time that they wait is short here."""
    backing_up, project = safety.backing_up, desk.session.project
    assert project is not None
    assert backing_up._opening.isActive(), "it waits for the first paint"
    assert not backing_up._clock.isActive()

    def reasons() -> list[str]:
        return [item.reason for item in backups_of(project.path, rule_of(desk.settings))]

    with desk.qtbot.waitSignal(backing_up.made):
        backing_up._opening.start(0)
    assert reasons() == ["open"]
    assert (backing_up._clock.isActive(), backing_up._clock.interval()) == (True, 20 * 60_000)
    with desk.qtbot.waitSignal(backing_up.made) as nothing_new:
        backing_up._clock.start(1)
    assert nothing_new.args == [None]
    backing_up._clock.stop()
    label(desk, 0, 11)
    with desk.qtbot.waitSignal(backing_up.made, check_params_cb=lambda made: made is not None):
        backing_up._clock.start(1)
    backing_up._clock.stop()
    assert reasons() == ["clock", "open"]


def test_closing_stops_a_backup_and_leaves_one_file(
    desk: Desk, safety: SafetyFlows, project_path: Path
) -> None:
    label(desk, 0, 11)
    assert safety.backing_up.make("asked")
    desk.session.close_project()
    assert not safety.backing_up.is_running
    assert [x.name for x in project_path.parent.glob("desk.spandesk*")] == ["desk.spandesk"]


def test_a_moment_that_is_fixed_while_another_is_written_is_kept_too(
    desk: Desk, safety: SafetyFlows
) -> None:
    made: list[object] = []
    safety.backing_up.made.connect(made.append)
    label(desk, 0, 11)
    assert safety.backing_up.make("asked")
    safety.backing_up.before_bulk(is_many=True)
    label(desk, 26, 32, "GPE")
    safety.backing_up.before_bulk(is_many=True)
    assert safety.backing_up.is_running
    desk.qtbot.waitUntil(lambda: len(made) == 3)
    assert not safety.backing_up.is_running
    project = desk.session.project
    assert project is not None
    found = backups_of(project.path, rule_of(desk.settings))
    assert sorted((one.step, one.reason) for one in found) == [(1, "asked"), (2, "bulk")]


def test_an_import_has_a_backup_even_right_after_one_for_a_bulk_edit(
    desk: Desk, safety: SafetyFlows
) -> None:
    with desk.qtbot.waitSignal(safety.backing_up.made):
        safety.backing_up.before_bulk(is_many=False)
    label(desk, 0, 11)
    safety.backing_up.before_bulk(is_many=False)
    assert not safety.backing_up.is_running, "one stands for all of a while"
    with desk.qtbot.waitSignal(safety.backing_up.made):
        safety.backing_up.before_bulk(is_many=True)


def test_a_bulk_edit_has_a_backup_of_what_was_before(desk: Desk, safety: SafetyFlows) -> None:
    with desk.qtbot.waitSignal(safety.backing_up.made):
        desk.press("Ctrl+Shift+A")
    project = desk.session.project
    assert project is not None
    (made,) = backups_of(project.path, rule_of(desk.settings))
    assert (made.reason, made.step) == ("bulk", 0)
    assert desk.labels


def test_a_backup_is_chosen_by_what_differs_and_put_in_place(
    desk: Desk, safety: SafetyFlows
) -> None:
    label(desk, 0, 11)
    make(desk, safety)
    label(desk, 26, 32, "GPE")
    previews: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, BackupsDialog)

        def look() -> None:
            text = dialog.preview.toPlainText()
            if "differ" not in text:
                QTimer.singleShot(20, look)
                return
            previews.append(text)
            dialog.restore_button.click()

        look()

    answer(BackupsDialog, choose)
    desk.window.actions_["project.backups"].trigger()
    assert "Envoys meet in Lisbon: then 1 span (in progress), now 2 spans" in previews[0]
    desk.qtbot.waitUntil(lambda: "as it was on" in desk.window.banner.text)
    assert desk.labels == ["PERSON"]
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "one"
    project = desk.session.project
    assert project is not None
    assert [x.reason for x in backups_of(project.path, rule_of(desk.settings))] == [
        "restore",
        "asked",
    ]


def test_a_backup_that_cannot_be_made_is_said_once(
    desk: Desk, safety: SafetyFlows, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    desk.settings.set("backups.folder", str(tmp_path / "file"))
    label(desk, 0, 11)
    with desk.qtbot.waitSignal(safety.backing_up.failed):
        safety.backing_up.make("clock")
    assert "No backup could be made" in desk.window.banner.text
    desk.window.banner.hide()
    safety.backing_up.make("clock")
    desk.qtbot.waitUntil(lambda: not safety.backing_up.is_running)
    assert desk.window.banner.text == ""


# -- check and repair ------------------------------------------------------------------------------


def hurt(path: Path) -> None:
    connection = connect(path)
    connection.execute("UPDATE span SET label = 'ORG'")
    connection.close()


def test_a_whole_project_is_called_whole(desk: Desk, safety: SafetyFlows) -> None:
    label(desk, 0, 11)
    desk.window.actions_["project.check"].trigger()
    dialog = shown(CheckDialog)
    assert isinstance(dialog, CheckDialog)
    desk.qtbot.waitUntil(lambda: "is whole" in dialog.heading.text(), timeout=40_000)
    assert not dialog.repair_button.isEnabled()
    dialog.close()


def test_what_is_wrong_is_listed_and_a_repaired_copy_opened(
    desk: Desk, safety: SafetyFlows, project_path: Path
) -> None:
    label(desk, 0, 11)
    desk.session.close_project()
    hurt(project_path)
    desk.flows.open_path(str(project_path))
    assert desk.labels == ["ORG"]
    safety.check()
    dialog = shown(CheckDialog)
    assert isinstance(dialog, CheckDialog)
    desk.qtbot.waitUntil(dialog.repair_button.isEnabled, timeout=40_000)
    assert "article one: its steps do not lead to" in dialog.findings.toPlainText()
    before = project_path.read_bytes()
    dialog.repair_button.click()
    desk.qtbot.waitUntil(dialog.open_button.isVisible, timeout=40_000)
    assert "The copy is whole" in dialog.heading.text()
    assert project_path.read_bytes() == before
    dialog.open_button.click()
    assert desk.session.project is not None
    assert desk.session.project.path.name == "desk.repaired.spandesk"
    assert desk.labels == ["PERSON"]


def test_what_was_changed_elsewhere_is_checked_unasked(
    desk: Desk, safety: SafetyFlows, project_path: Path
) -> None:
    label(desk, 0, 11)
    desk.session.close_project()
    hurt(project_path)
    desk.flows.open_path(str(project_path))
    banner = desk.window.banner
    desk.qtbot.waitUntil(lambda: "changed elsewhere" in banner.text)
    desk.qtbot.waitUntil(lambda: "as the check found: 1." in banner.text, timeout=40_000)
    assert banner.button.text() == "Check…"


def test_a_project_that_does_not_open_is_offered_repair(
    desk: Desk, safety: SafetyFlows, project_path: Path
) -> None:
    label(desk, 0, 11)
    make(desk, safety)
    desk.session.close_project()
    project_path.write_bytes(project_path.read_bytes()[:9_000])
    desk.flows.open_path(str(project_path))
    assert desk.session.project is None
    banner = desk.window.banner
    assert banner.button.text() == "Check and repair…"
    banner.button.click()
    dialog = shown(CheckDialog)
    assert isinstance(dialog, CheckDialog)
    desk.qtbot.waitUntil(dialog.repair_button.isEnabled, timeout=40_000)
    assert "cannot be read" in dialog.heading.text()
    dialog.repair_button.click()
    desk.qtbot.waitUntil(dialog.open_button.isVisible, timeout=40_000)
    dialog.open_button.click()
    assert desk.labels == ["PERSON"]


# -- after a crash ---------------------------------------------------------------------------------


def killed(desk: Desk, folder: Path) -> Path:
    """The open project as a kill would leave it."""
    project = desk.session.project
    assert project is not None
    # A step is told to be durable before its number is noted: this waits for both.
    project.flush()
    folder.mkdir()
    for item in project.path.parent.glob(f"{project.path.name}*"):
        shutil.copy(item, folder / item.name)
    return folder / project.path.name


def test_after_a_crash_one_line_says_so(desk: Desk, tmp_path: Path) -> None:
    label(desk, 0, 11)
    path = killed(desk, tmp_path / "killed")
    desk.flows.open_path(str(path))
    desk.qtbot.waitUntil(lambda: "was not closed the last time" in desk.window.banner.text)
    assert desk.labels == ["PERSON"]
    assert not desk.window.banner.button.isVisible()


def test_lost_steps_are_counted_and_backups_offered(
    desk: Desk, project_path: Path, tmp_path: Path
) -> None:
    # What comes after the moment that somebody reads stays in the log, however long this takes.
    reader = connect(project_path, read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM span").fetchone()
    label(desk, 0, 11)
    path = killed(desk, tmp_path / "killed")
    reader.close()
    log_of(path).unlink()
    desk.flows.open_path(str(path))
    desk.qtbot.waitUntil(lambda: "missing: the last 1." in desk.window.banner.text)
    assert desk.window.banner.button.text() == "Backups…"


def test_the_place_is_kept_while_one_reads(desk: Desk, project_path: Path) -> None:
    """Not only when an article is left: the process may be killed."""
    desk.press("Tab", "Tab")
    focused = desk.session.focused
    assert focused is not None

    def kept() -> bool:
        place = WindowState().place(project_path, "one")
        return place is not None and place[2] == focused.start

    desk.qtbot.waitUntil(kept)
    desk.press("Esc")
    desk.session.set_selection(None, 40)
    desk.qtbot.waitUntil(lambda: (WindowState().place(project_path, "one") or (0,))[2:] == (-1, 40))
