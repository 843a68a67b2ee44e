"""A project of an older Spandesk in the window: it is said, and roles are offered to its labels."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from annotate.store.migrations import made_up_to
from annotate.store.sqlite import connect_new
from gui.dialogs.take_roles import TakeRolesDialog
from tests.gui.conftest import Desk
from tests.gui.test_dialogs import when_it_opens


def older(folder: Path, schema: str) -> Path:
    """A file of the version before roles, with two event labels of a schema of this name."""
    path = folder / "old.spandesk"
    made, file = made_up_to(4), connect_new(path)
    made.backup(file)
    insert = "INSERT INTO label VALUES ('event', ?, ?, 'Title', '', '#aabbcc', '', 'G.', '[]')"
    file.executemany(insert, [("ATTACK", 0), ("MEET", 1)])
    file.execute("INSERT INTO setting VALUES ('schema', json_object('name', ?))", (schema,))
    file.close()
    made.close()
    return path


def opened(desk: Desk, path: Path) -> None:
    """Open the project, and wait for what is said of it."""
    desk.flows.open_path(str(path))
    desk.qtbot.waitUntil(lambda: "older Spandesk" in desk.window.banner.text)


def test_it_is_said_where_the_old_file_lies_and_roles_are_offered(
    empty_desk: Desk, tmp_path: Path
) -> None:
    desk = empty_desk
    opened(desk, older(tmp_path, "news"))
    banner, session = desk.window.banner, desk.session
    assert "old.before-v" in banner.text
    assert "no roles" in banner.text
    assert session.project is not None
    assert not session.project.schema.has_roles
    when_it_opens(TakeRolesDialog, lambda dialog: desk.click(dialog.button))
    desk.click(banner.button)
    desk.settle()
    assert session.project.schema.role_of("MEET", "Agent") is not None
    session.undo()
    desk.settle()
    assert not session.project.schema.has_roles


def test_other_schemas_are_offered_nothing(empty_desk: Desk, tmp_path: Path) -> None:
    opened(empty_desk, older(tmp_path, "our own"))
    assert "no roles" not in empty_desk.window.banner.text
    assert not empty_desk.window.banner.button.isVisible()


def test_it_is_said_once(empty_desk: Desk, tmp_path: Path) -> None:
    path = older(tmp_path, "news")
    opened(empty_desk, path)
    empty_desk.session.close_project()
    empty_desk.window.banner.hide()
    empty_desk.flows.open_path(str(path))
    empty_desk.qtbot.waitUntil(lambda: empty_desk.session.project is not None)
    QApplication.processEvents()
    assert "older Spandesk" not in empty_desk.window.banner.text
