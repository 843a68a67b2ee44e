"""The reader is never carried away, and a window that was killed comes back where it was."""

from __future__ import annotations

from gui.main_window import MainWindow
from gui.window_state import WindowState
from tests.gui.conftest import Desk


def focused(desk: Desk) -> tuple[str, str] | None:
    item = desk.session.focused
    assert desk.session.desk is not None
    return None if item is None else (desk.session.desk.surface(item), item.label)


def test_accept_all_keeps_the_focus_at_its_place(desk: Desk) -> None:
    desk.press("Tab", "Tab")
    before = focused(desk)
    desk.press("Ctrl+Shift+A")
    assert before is not None
    assert focused(desk) == before
    assert before[1] in desk.labels


def test_undo_of_accept_all_keeps_the_focus_at_its_place(desk: Desk) -> None:
    desk.press("Tab", "Tab", "Tab")
    before = focused(desk)
    desk.press("Ctrl+Shift+A", "Ctrl+Z")
    assert focused(desk) == before
    desk.press("Ctrl+Shift+Z")
    assert focused(desk) == before


def test_undo_shows_the_first_of_what_it_changed(desk: Desk) -> None:
    desk.press("Ctrl+Shift+A", "Esc", "Esc")
    assert focused(desk) is None
    desk.press("Ctrl+Z")
    assert focused(desk) == ("Ana Petrova", "PERSON")


def test_the_project_is_remembered_as_soon_as_it_is_open(desk: Desk) -> None:
    assert desk.session.project is not None
    assert WindowState().last_project == desk.session.project.path


def test_the_focus_panel_has_room_for_what_it_says(desk: Desk) -> None:
    desk.press("Tab", "Tab")
    panel = desk.window.focus_panel
    layout = panel.layout()
    assert layout is not None
    assert panel.height() >= layout.totalHeightForWidth(panel.width())


def test_the_first_window_leaves_room_for_its_frame(empty_desk: Desk) -> None:
    window = MainWindow(
        empty_desk.session,
        appearance=empty_desk.appearance,
        state=WindowState(empty_desk.state.folder("none") / "none.ini"),
        flows=empty_desk.flows,
    )
    available = window.screen().availableGeometry()
    assert window.height() < available.height()
    window.deleteLater()
