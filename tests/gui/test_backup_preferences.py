"""Backups in the preferences: what is chosen holds for the next backup, and for the clock."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from annotate.safety import backups_of, rule_of
from gui.dialogs.preferences import PreferencesDialog
from gui.flows.safety import SafetyFlows
from tests.gui.conftest import Desk


@pytest.fixture
def safety(desk: Desk) -> Iterator[SafetyFlows]:
    yield desk.window.safety
    desk.window.safety.backing_up.stop()


@pytest.fixture
def dialog(desk: Desk, safety: SafetyFlows) -> PreferencesDialog:
    made = PreferencesDialog(desk.settings, desk.appearance, desk.window)
    assert safety is desk.window.safety
    made.changed.connect(desk.window.flows.preferences_changed)
    desk.qtbot.addWidget(made)
    with desk.qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_what_is_so_far_is_shown(desk: Desk, dialog: PreferencesDialog) -> None:
    rows = dialog.backups
    assert (rows.every.value(), rows.room.value(), rows.folder.text()) == (20, 2000, "")
    assert rows.folder.placeholderText().endswith("backups")


def test_room_and_clock_are_kept_as_soon_as_they_change(
    desk: Desk, dialog: PreferencesDialog
) -> None:
    rows = dialog.backups
    QTest.keyClick(rows.every, Qt.Key.Key_Up)
    QTest.keyClick(rows.room, Qt.Key.Key_Up)
    assert desk.settings.get("backups.every_minutes") == 21
    assert rule_of(desk.settings).max_bytes == 2_500_000_000
    rows.every.setValue(0)
    assert rows.every.text() == "never by the clock"
    assert desk.settings.get("backups.every_minutes") == 0


def test_the_clock_goes_by_what_was_chosen_at_once(
    desk: Desk, dialog: PreferencesDialog, safety: SafetyFlows
) -> None:
    making = safety.backing_up
    making._opening.stop()  # as after the first seconds
    dialog.backups.every.setValue(7)
    assert (making._clock.isActive(), making._clock.interval()) == (True, 7 * 60_000)
    dialog.backups.every.setValue(0)
    assert not making._clock.isActive()


def test_another_folder_takes_the_next_backup(
    desk: Desk,
    dialog: PreferencesDialog,
    safety: SafetyFlows,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = tmp_path / "other disk"
    chosen.mkdir()

    def choose(*_: object) -> str:
        return str(chosen)

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    QTest.mouseClick(dialog.backups.choose, Qt.MouseButton.LeftButton)
    assert Path(dialog.backups.folder.text()) == chosen
    with desk.qtbot.waitSignal(safety.backing_up.made):
        safety.back_up_now()
    project = desk.session.project
    assert project is not None
    (made,) = backups_of(project.path, rule_of(desk.settings))
    assert made.path.is_relative_to(chosen)
    dialog.backups.folder.clear()
    QTest.keyClick(dialog.backups.folder, Qt.Key.Key_Return)
    assert desk.settings.get("backups.folder") is None


@pytest.mark.parametrize("given", ["backups", "../elsewhere"])
def test_a_folder_without_a_place_is_refused_in_words(
    desk: Desk, dialog: PreferencesDialog, given: str
) -> None:
    dialog.backups.folder.setText(given)
    QTest.keyClick(dialog.backups.folder, Qt.Key.Key_Return)
    assert any(given in label.text() for label in dialog.findChildren(QLabel))
    assert desk.settings.get("backups.folder") is None
