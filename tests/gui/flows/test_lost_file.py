"""The project file goes while it is open: the window says so, asks, and writes all of it anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from annotate.project import Project
from annotate.spans import Layer
from gui.dialogs.lost_file import LostFileDialog
from gui.saving import SaveState
from tests.gui.conftest import Desk


def path_of(desk: Desk) -> Path:
    assert desk.session.project is not None
    return desk.session.project.path


def label(desk: Desk, start: int, end: int) -> None:
    desk.session.create_span(start, end, layer=Layer.ENTITY, label="PERSON")
    desk.settle()


def when_asked(desk: Desk, act: Callable[[LostFileDialog], None]) -> list[LostFileDialog]:
    """Do `act` as soon as the dialog is on the screen."""
    met: list[LostFileDialog] = []

    def look() -> None:
        dialog = desk.window.findChild(LostFileDialog)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(10, look)
            return
        met.append(dialog)
        act(dialog)

    QTimer.singleShot(0, look)
    return met


def state(desk: Desk) -> SaveState:
    return desk.session.save_status.state


def is_told(desk: Desk) -> bool:
    return "was deleted, moved or replaced" in desk.window.banner.text


def test_the_next_step_notices_and_the_way_out_keeps_everything(desk: Desk, qtbot: QtBot) -> None:
    path = path_of(desk)
    label(desk, 0, 3)
    before = len(desk.labels)
    path.unlink()
    label(desk, 4, 7)
    assert state(desk) is SaveState.LOST
    assert desk.window.status.saved_text == "not saved: the file is gone"
    assert is_told(desk)
    asked = when_asked(
        desk, lambda dialog: qtbot.mouseClick(dialog.old_place, Qt.MouseButton.LeftButton)
    )
    qtbot.mouseClick(desk.window.banner.button, Qt.MouseButton.LeftButton)
    assert asked
    assert state(desk) is SaveState.SAVED
    assert path_of(desk) == path
    assert len(desk.labels) == before + 1
    assert "Everything is in" in desk.window.banner.text
    # Undo goes on, and what is done now is in the new file.
    desk.session.undo()
    desk.settle()
    assert len(desk.labels) == before
    label(desk, 8, 11)
    assert state(desk) is SaveState.SAVED
    article_id = desk.session.desk.article.id  # type: ignore[union-attr]
    desk.session.close_project()
    with Project.open(path, read_only=True) as opened:
        assert len(opened.annotations(article_id).spans) == before + 1
        assert opened.check() == []


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_it_is_noticed_without_a_step_and_said_once(desk: Desk, qtbot: QtBot, how: str) -> None:
    path = path_of(desk)
    if how == "deleted":
        path.unlink()
    elif how == "moved":
        path.rename(path.with_name("moved.spandesk"))
    else:
        shutil.copyfile(path, path.with_name("copy"))
        path.with_name("copy").replace(path)
    qtbot.waitUntil(lambda: state(desk) is SaveState.LOST, timeout=60_000)
    assert is_told(desk)
    desk.window.banner.hide()
    label(desk, 0, 3)
    assert not is_told(desk)
    desk.press("Ctrl+S", into=desk.window.pane.view)
    assert is_told(desk)
    assert "Everything is saved" not in desk.window.banner.text


def back_up(desk: Desk, reason: str) -> None:
    """A backup, to its end: it is written, there is nothing new, or it cannot be made."""
    backing_up = desk.window.safety.backing_up
    backing_up.make(reason)
    desk.qtbot.waitUntil(lambda: not backing_up.is_running)


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_backup_that_fails_meanwhile_is_announced(
    desk: Desk, tmp_path: Path, make_project: Callable[..., Project], how: str
) -> None:
    """One on the schedule, long after the first word of it was closed: once, with the way out."""
    path, folder = path_of(desk), tmp_path / "kept"
    desk.settings.set("backups.folder", str(folder))
    label(desk, 0, 3)
    back_up(desk, "clock")
    kept = sorted(folder.rglob("*.spandesk"))
    assert len(kept) == 1
    away = path.with_name("away.spandesk")
    path.unlink() if how == "deleted" else path.rename(away)
    if how == "replaced":
        other = make_project("another")
        other.close()
        other.path.replace(path)
    label(desk, 4, 7)
    assert is_told(desk)
    desk.window.banner.hide()
    back_up(desk, "clock")
    assert is_told(desk)
    assert "no backup of it can be made" in desk.window.banner.text
    assert desk.window.banner.button.text() == "Save in a new file…"
    # Nothing of what lies there now is taken for the project.
    assert sorted(folder.rglob("*.spandesk")) == kept
    desk.window.banner.hide()
    back_up(desk, "clock")
    assert not is_told(desk), "said once"
    back_up(desk, "asked")
    assert is_told(desk), "who asks is answered"


def test_another_reason_why_backups_fail_is_said_too(desk: Desk, tmp_path: Path) -> None:
    path = path_of(desk)
    away = path.with_name("away.spandesk")
    (tmp_path / "file").touch()
    desk.settings.set("backups.folder", str(tmp_path / "file"))
    path.rename(away)
    back_up(desk, "clock")
    assert is_told(desk)
    away.rename(path)
    label(desk, 0, 3)
    assert state(desk) is SaveState.SAVED
    back_up(desk, "clock")
    assert "No backup could be made" in desk.window.banner.text
    desk.window.banner.hide()
    back_up(desk, "clock")
    assert not desk.window.banner.text
    (tmp_path / "file").unlink()
    back_up(desk, "clock")
    assert len(list((tmp_path / "file").rglob("*.spandesk"))) == 1


def test_a_file_that_is_put_back_is_saved_again(desk: Desk) -> None:
    path = path_of(desk)
    away = path.with_name("away.spandesk")
    path.rename(away)
    desk.press("Ctrl+S", into=desk.window.pane.view)
    assert state(desk) is SaveState.LOST
    away.rename(path)
    desk.press("Ctrl+S", into=desk.window.pane.view)
    assert state(desk) is SaveState.SAVED
    assert "Everything is saved" in desk.window.banner.text


def test_closing_asks_and_stays(desk: Desk, qtbot: QtBot) -> None:
    path_of(desk).unlink()
    asked = when_asked(
        desk, lambda dialog: qtbot.mouseClick(dialog.stay, Qt.MouseButton.LeftButton)
    )
    assert not desk.window.close()
    assert asked
    assert desk.window.isVisible()
    assert desk.session.project is not None


def test_closing_can_save_elsewhere_or_give_up(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    label(desk, 0, 3)
    article_id = desk.session.desk.article.id  # type: ignore[union-attr]
    spans = len(desk.labels)
    path = path_of(desk)
    path.unlink()
    asked = when_asked(desk, lambda dialog: dialog.choose(tmp_path / "kept"))
    assert desk.flows.may_close()
    assert asked
    assert path_of(desk) == tmp_path / "kept.spandesk"
    assert not path.exists()
    with Project.open(tmp_path / "kept.spandesk", read_only=True) as opened:
        assert len(opened.annotations(article_id).spans) == spans
    path_of(desk).unlink()
    asked = when_asked(
        desk, lambda dialog: qtbot.mouseClick(dialog.give_up, Qt.MouseButton.LeftButton)
    )
    assert desk.flows.may_close()
    assert asked


def test_another_project_or_none_is_asked_about_too(desk: Desk, tmp_path: Path) -> None:
    path = path_of(desk)
    other = tmp_path / "other.spandesk"
    shutil.copyfile(path, other)
    path.unlink()
    for leave in (
        lambda: desk.flows.open_path(str(other)),
        desk.flows.open_sample,
        desk.window.actions_["project.close"].trigger,
    ):
        asked = when_asked(desk, LostFileDialog.reject)
        leave()
        assert asked
        assert path_of(desk) == path


def test_nothing_is_written_over_another_file(desk: Desk, tmp_path: Path) -> None:
    path = path_of(desk)
    shutil.copyfile(path, tmp_path / "copy")
    (tmp_path / "copy").replace(path)
    before = path.read_bytes()

    def try_it(dialog: LostFileDialog) -> None:
        assert dialog.old_place.isHidden()
        dialog.choose(path)
        assert dialog.problem.text()
        (tmp_path / "taken.spandesk").touch()
        dialog.choose(tmp_path / "taken.spandesk")
        assert "is there already" in dialog.problem.text()
        assert dialog.target is None
        dialog.reject()

    asked = when_asked(desk, try_it)
    assert not desk.window.safety.lost_file.ask()
    assert asked
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_keeps_the_project_open(desk: Desk, tmp_path: Path) -> None:
    path_of(desk).unlink()
    (tmp_path / "file").touch()
    asked = when_asked(desk, lambda dialog: dialog.choose(tmp_path / "file" / "new.spandesk"))
    assert not desk.flows.may_close()
    assert asked
    assert desk.session.project is not None
    assert "could not be used" in desk.window.banner.text
