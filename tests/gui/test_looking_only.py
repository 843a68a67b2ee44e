"""A second window only reads: it shows what is stored, asks no suggester for more, and says so."""

from __future__ import annotations

from pathlib import Path

from gui.jobs import Jobs
from gui.panels.spans import SpansPanel
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
