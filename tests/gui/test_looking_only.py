"""A second window only reads: it shows what is stored, asks no suggester for more, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.articles import ArticleState
from gui.jobs import Jobs
from gui.panels.spans import SpansPanel
from tests.e2e.hands import rows_of
from tests.gui.conftest import Desk


def look(desk: Desk, path: Path) -> None:
    """Open a project to read, in a window whose workers would answer."""
    desk.flows.open_path(str(path), read_only=True)
    assert desk.session.project is not None
    assert desk.session.project.is_read_only


def words_of(panel: SpansPanel) -> str:
    return panel._empty.text() if panel._empty.isVisible() else ""


def test_stored_suggestions_are_shown_and_no_suggester_is_asked(
    empty_desk: Desk, jobs: Jobs, project_path: Path
) -> None:
    desk = empty_desk
    desk.session.attach_jobs(jobs)
    desk.flows.attach_jobs(jobs)
    look(desk, project_path)
    suggesting, on_desk = desk.session.suggesting, desk.session.desk
    assert suggesting is not None
    assert on_desk is not None
    # An asked suggester would say nothing new, which used to wipe what was stored.
    assert not suggesting.state.is_waiting
    assert not desk.session.suggested_frames or not desk.session.suggested_frames.is_reading
    assert on_desk.open_count == 5
    assert desk.window.status.left_text == "5 suggestions left"
    assert desk.window.status.hint == "read-only: look, search and export"
    assert desk.window.spans.model.rowCount() == 5
    desk.session.suggest_current()
    desk.session.suggest_all()
    assert not suggesting.state.is_waiting


def test_the_panels_say_that_the_window_only_reads(empty_desk: Desk, project_path: Path) -> None:
    desk = empty_desk
    look(desk, project_path)
    desk.session.focus(None)
    said = desk.window.focus_panel._empty.text()
    assert said == "This window only reads. Click a span or a suggestion to look at it."
    desk.session.open_article("three")
    assert desk.window.focus_panel._empty.text().endswith("no stored suggestions.")
    assert desk.window.status.left_text == "no stored suggestions"
    assert words_of(desk.window.spans) == "No spans here. This window only reads."


def test_a_window_that_writes_invites_again(empty_desk: Desk, project_path: Path) -> None:
    desk = empty_desk
    look(desk, project_path)
    desk.session.close_project()
    desk.flows.open_path(str(project_path))
    desk.session.open_article("three")
    assert words_of(desk.window.spans) == "No spans yet. Select text and give it a label."
    assert desk.window.status.left_text == "no suggestions left"


KEYS = (
    *("A", "X", "Space", "Return", "Del", "1", "Ctrl+1", "R", "P", "B", "W", "Shift+W", "U", "J"),
    *("Alt+Left", "Alt+Down", "Alt+Shift+Up", "Ctrl+Return", "Ctrl+Shift+Return", "Ctrl+Shift+A"),
    *("C", "Shift+C", "F", "Shift+F", "E", "Y", "T", "Ctrl+Z", "/", "L", "Ctrl+Alt+A", "F5"),
)
"""Every key that changes something where the window writes."""


def nothing_is_open() -> bool:
    return QApplication.activePopupWidget() is None and QApplication.activeModalWidget() is None


@pytest.mark.parametrize("is_selected", [False, True])
def test_no_key_changes_or_opens_anything(
    empty_desk: Desk, project_path: Path, is_selected: bool
) -> None:
    desk = empty_desk
    look(desk, project_path)
    before = rows_of(project_path)
    view = desk.window.pane.view
    view.setFocus()
    desk.qtbot.waitUntil(view.hasFocus)
    for key in KEYS:
        assert desk.session.desk is not None
        item = next(iter(desk.session.desk.suggestions))
        desk.session.focus(item.id)
        if is_selected:
            view.set_selection(0, 11)
        desk.press(key, into=view)
        assert nothing_is_open(), key
        assert desk.session.undo_stack.count() == 0, key
    assert rows_of(project_path) == before


def double_click(desk: Desk) -> None:
    """On the item in focus."""
    view = desk.window.pane.view
    rect = view.item_rect(str(desk.session.focus_id))
    assert rect is not None
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


def test_a_double_click_asks_for_no_label_that_could_not_be_given(
    empty_desk: Desk, project_path: Path
) -> None:
    desk = empty_desk
    look(desk, project_path)
    double_click(desk)
    assert nothing_is_open()
    desk.session.close_project()
    desk.flows.open_path(str(project_path))
    desk.session.set_article_state(ArticleState.REMOVED)
    double_click(desk)
    assert nothing_is_open()
    assert desk.labels == []
