"""The window writes over no project, and asks before it replaces a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from annotate.errors import ExportError
from annotate.exchange.report import ImportReport
from gui.dialogs.export import ExportDialog
from gui.dialogs.export_format import ExportFormatDialog
from gui.dialogs.import_report import ImportReportDialog
from gui.dialogs.own_lists import OwnListsDialog
from gui.dialogs.replacing import ReplaceDialog
from gui.dialogs.schema_editor import SchemaEditor
from gui.jobs import Jobs
from tests.gui.conftest import Desk
from tests.gui.test_exchange import when_shown

LONG = 120_000
NOTES = "What I wrote down myself.\n"


@pytest.fixture
def working(desk: Desk) -> Iterator[Desk]:
    """A window with a project and a real worker behind it."""
    jobs = Jobs()
    desk.session.attach_jobs(jobs)
    desk.flows.attach_jobs(jobs)
    jobs.start()
    yield desk
    desk.session.close_project()
    jobs.close()


def project_path(desk: Desk) -> Path:
    assert desk.session.project is not None
    return desk.session.project.path


def button(dialog: QDialog, text: str) -> QPushButton:
    return next(item for item in dialog.findChildren(QPushButton) if item.text() == text)


def test_the_path_of_a_project_is_no_place_for_an_export(desk: Desk, qtbot: QtBot) -> None:
    path = project_path(desk)
    desk.session.settle()
    before = path.read_bytes()

    def type_it(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportFormatDialog)
        dialog.choose("prodigy")
        dialog.unfinished.setChecked(True)
        assert button(dialog, "Export").isEnabled()
        for name in (str(path), f"{path}-wal", str(path.parent / "." / path.name)):
            dialog.target.clear()
            qtbot.keyClicks(dialog.target, name)
            assert not button(dialog, "Export").isEnabled()
            assert "Choose another name" in dialog.problem
        dialog.target.setText(str(path))
        assert "is a Spandesk project" in dialog.problem
        qtbot.keyClick(dialog.target, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.reject()

    met = when_shown(desk, ExportFormatDialog, type_it)
    dialog = ExportFormatDialog(desk.session.project, path.parent, desk.window)  # type: ignore[arg-type]
    dialog.exec()
    assert met
    assert path.read_bytes() == before


def test_nor_for_training_data(desk: Desk, qtbot: QtBot) -> None:
    path = project_path(desk)
    dialog = ExportDialog(desk.session.project, path.parent, desk.window)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.unfinished.setChecked(True)
    dialog.target.setText(str(path))
    assert dialog.problem
    assert not button(dialog, "Export").isEnabled()


@pytest.mark.parametrize("answer", ["Keep it", "Replace"])
def test_a_file_that_is_there_is_replaced_when_it_is_so_decided(
    working: Desk, tmp_path: Path, qtbot: QtBot, answer: str
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text(NOTES, encoding="utf-8")
    transfer = working.session.transfer
    assert transfer is not None

    def give_answer(dialog: QDialog) -> None:
        assert isinstance(dialog, ReplaceDialog)
        assert dialog.heading.text() == "out.jsonl is there already"
        assert str(tmp_path) in dialog.findChildren(type(dialog.heading))[1].text()
        qtbot.mouseClick(button(dialog, answer), Qt.MouseButton.LeftButton)

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportFormatDialog)
        dialog.choose("doccano")
        dialog.unfinished.setChecked(True)
        dialog.target.setText(str(target))
        asked = when_shown(working, ReplaceDialog, give_answer)
        qtbot.mouseClick(button(dialog, "Export"), Qt.MouseButton.LeftButton)
        assert asked
        if answer == "Keep it":
            assert dialog.isVisible()
            dialog.reject()

    when_shown(working, ExportFormatDialog, fill)
    if answer == "Keep it":
        working.window.exchange.export_format()
        assert target.read_text(encoding="utf-8") == NOTES
        return
    with qtbot.waitSignal(transfer.format_exported, timeout=LONG):
        working.window.exchange.export_format()
    lines = target.read_text(encoding="utf-8").splitlines()
    assert all("text" in json.loads(line) for line in lines)


def test_other_dialogs_write_over_no_project(desk: Desk, qtbot: QtBot) -> None:
    path = project_path(desk)
    desk.session.settle()
    before = path.read_bytes()
    report = ImportReportDialog(ImportReport(), desk.state, desk.window)
    qtbot.addWidget(report)
    with pytest.raises(ExportError):
        report.save(path)
    editor = SchemaEditor(
        desk.session, desk.appearance, desk.state, taken_keys={}, parent=desk.window
    )
    qtbot.addWidget(editor)
    editor.write(path)
    assert "is a Spandesk project" in editor.problem.text()
    assert path.read_bytes() == before


def test_a_list_does_neither_nor_a_file_under_a_name_that_was_not_asked_about(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = project_path(desk)
    dialog = OwnListsDialog(desk.session, desk.window.appearance, desk.window)
    qtbot.addWidget(dialog)
    dialog.make("Mine")
    link = tmp_path / "link.csv"
    link.symlink_to(path)
    dialog.export_to(link)
    assert "is a Spandesk project" in dialog.words.text()
    (tmp_path / "words.csv").write_text(NOTES, encoding="utf-8")
    asked = when_shown(desk, ReplaceDialog, QDialog.reject)
    dialog.export_to(tmp_path / "words")
    assert asked
    assert (tmp_path / "words.csv").read_text(encoding="utf-8") == NOTES
