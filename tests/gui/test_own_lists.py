"""My lists, driven by keys and mouse: typing with preview, changing, files, lexicons, worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.own_lists.keeping import make_list, put_entries
from annotate.own_lists.values import LISTS, Form, ListEntry
from annotate.project import Project
from annotate.spans import Layer
from gui.dialogs.own_list_import import ImportListDialog, RefusedDialog
from gui.dialogs.own_lists import OwnListsDialog
from gui.jobs import Jobs
from gui.models.own_lists import Column, EntriesModel
from gui.session import Session
from tests.gui.conftest import STORY, Desk
from tests.gui.test_dialogs import when_it_opens

WAIT = 120_000
VARNA = ListEntry("Varna", "GPE", Layer.ENTITY)
LISBON = ListEntry("Lisbon", "GPE", Layer.ENTITY, score=0.5)
LEXICON = 'format = 1\nname = "m"\n[triggers]\nATTACK = [{ noun = "shelling", score = 0.9 }]\n'


@pytest.fixture
def lists(desk: Desk) -> Iterator[OwnListsDialog]:
    """The dialog, opened by its key."""
    desk.press("Ctrl+Alt+L")
    dialog = desk.window.findChild(OwnListsDialog)
    assert dialog is not None
    desk.qtbot.waitExposed(dialog)
    dialog.activateWindow()
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    if desk.window.findChild(OwnListsDialog) is not None:
        dialog.close()
    QApplication.processEvents()


def choose_label(dialog: OwnListsDialog, name: str) -> None:
    dialog.entry.label.setCurrentIndex(dialog.entry.label.findText(name))


def rows(dialog: OwnListsDialog) -> list[str]:
    model = dialog.model
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(len(Column)))
        for row in range(model.rowCount())
    ]


def preview(dialog: OwnListsDialog) -> list[str]:
    found = dialog.preview.rows
    return [found.item(row).text() for row in range(found.count())]


# -- entries ---------------------------------------------------------------------------------------


def test_what_is_typed_is_previewed_and_enter_keeps_it(desk: Desk, lists: OwnListsDialog) -> None:
    project = desk.session.project
    assert project is not None
    lists.entry.text.setFocus()
    choose_label(lists, "GPE")
    desk.type("Varn")
    assert preview(lists) == []
    assert "finds nothing" in lists.preview.words.text()
    desk.type("a")
    assert len(preview(lists)) == 2
    assert "would suggest 2 spans" in lists.preview.words.text()
    assert preview(lists)[0].startswith("GPE   … Shelling went on near [Varna]. Varna")
    desk.press("Return")
    assert rows(lists) == ["Varna | GPE | as written | exact | 0.95"]
    assert [each.title for each in project.lists.all()] == ["My list"]
    assert lists.entry.text.text() == ""
    assert lists.entry.text.hasFocus(), "the next one can be typed at once"


def test_words_of_the_article_go_to_a_list_by_one_key(desk: Desk) -> None:
    project = desk.session.project
    assert project is not None
    make_list(project, "Triggers", lexicon=LEXICON)
    item = next(each for each in desk.session.desk.suggestions if each.label == "ATTACK")  # type: ignore[union-attr]
    desk.session.focus(item.id)
    desk.press("Ctrl+Alt+D")
    dialog = desk.window.findChild(OwnListsDialog)
    assert dialog is not None
    desk.qtbot.waitExposed(dialog)
    dialog.activateWindow()
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.entry.text.text() == "Shelling"
    assert dialog.entry.label.currentText() == "ATTACK"
    assert dialog.chosen is not None
    assert dialog.chosen.title == "My list", "a lexicon takes no entries"
    desk.press("Return", into=dialog.entry.text)
    assert rows(dialog) == ["Shelling | ATTACK | as written | any | 0.95"]
    start = STORY.index("envoys")
    desk.window.pane.view.set_selection(start, start + 6)
    desk.window.actions_["suggest.remember"].trigger()
    assert dialog.entry.text.text() == "envoys"
    dialog.close()


def test_a_trigger_is_looked_for_in_any_case(desk: Desk, lists: OwnListsDialog) -> None:
    lists.entry.text.setFocus()
    choose_label(lists, "ATTACK")
    assert not lists.entry.exact.isChecked()
    desk.type("shelling")
    assert len(preview(lists)) == 1
    desk.click(lists.entry.exact)
    assert preview(lists) == [], "in the article it has a capital"
    desk.press("Return", into=lists.entry.text)
    assert rows(lists) == ["shelling | ATTACK | as written | exact | 0.95"]


def test_verbs_have_forms(desk: Desk, lists: OwnListsDialog) -> None:
    lists.entry.text.setFocus()
    choose_label(lists, "MEET")
    lists.entry.form.setCurrentIndex(lists.entry.form.findData(Form.VERB))
    desk.type("meet")
    assert preview(lists) == ["MEET   Ana Petrova [met] envoys in Lisbon. Shelling …"]


def test_what_is_wrong_is_said_with_the_remedy(desk: Desk, lists: OwnListsDialog) -> None:
    lists.entry.form.setCurrentIndex(lists.entry.form.findData(Form.TOKENS))
    lists.entry.text.setText('[{"TEXT": {"REGEX": "(a+)+$"}}]')
    desk.press("Return", into=lists.entry.text)
    assert "takes no such" in lists.entry.words.text() or "take no such" in lists.entry.words.text()
    assert lists.entry.words.isVisible()
    lists.entry.text.setText('[{"LOWER": "ana"}, {"IS_TITLE": true}]')
    assert not lists.entry.words.isVisible()
    assert len(preview(lists)) == 1
    desk.click(lists.entry.keep_button)
    assert len(rows(lists)) == 1


def test_an_entry_is_changed_switched_and_removed(desk: Desk, lists: OwnListsDialog) -> None:
    project = desk.session.project
    assert project is not None
    put_entries(project, "Ports", [VARNA, LISBON])
    lists.reload("Ports")
    assert len(preview(lists)) == 3
    table = lists.table
    first = table.visualRect(lists.model.index(0, Column.LABEL)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=first)
    assert lists.entry.text.text() == "Varna"
    lists.entry.score.setValue(0.4)
    desk.press("Return", into=lists.entry.text)
    assert rows(lists)[0].endswith("0.40")
    # The check box of the first column switches without removing.
    box = table.visualRect(lists.model.index(0, Column.TEXT))
    QTest.mouseClick(
        table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.left() + 12, box.center().y())
    )
    ports = project.lists.find("Ports")
    assert [entry.is_enabled for entry in project.lists.entries(ports.id)] == [False, True]
    assert len(preview(lists)) == 1
    table.selectRow(1)
    table.setFocus()
    desk.press("Del")
    assert [entry.text for entry in project.lists.entries(ports.id)] == ["Varna"]
    desk.click(lists.put_back_button)
    assert [entry.text for entry in project.lists.entries(ports.id)] == ["Varna", "Lisbon"]
    assert project.lists.entries(ports.id)[1].score == 0.5
    assert not lists.put_back_button.isVisible()


def test_the_same_entry_twice_is_refused(desk: Desk, lists: OwnListsDialog) -> None:
    project = desk.session.project
    assert project is not None
    put_entries(project, "Ports", [VARNA])
    lists.reload("Ports")
    choose_label(lists, "GPE")
    lists.entry.text.setText("Varna")
    desk.press("Return", into=lists.entry.text)
    assert "in this list already" in lists.entry.words.text()
    assert len(rows(lists)) == 1


def test_the_filter_leaves_out(lists: OwnListsDialog, desk: Desk) -> None:
    project = desk.session.project
    assert project is not None
    put_entries(project, "Ports", [VARNA, LISBON])
    lists.reload("Ports")
    lists.filter.setFocus()
    desk.type("lis")
    assert rows(lists) == ["Lisbon | GPE | as written | exact | 0.50"]
    desk.type("x")
    assert rows(lists) == []


def test_a_click_in_the_preview_shows_the_place(desk: Desk, lists: OwnListsDialog) -> None:
    project = desk.session.project
    assert project is not None
    put_entries(project, "Ports", [VARNA])
    lists.reload("Ports")
    found = lists.preview.rows
    place = found.visualItemRect(found.item(1)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    start = STORY.rindex("Varna")
    assert desk.session.selection == (start, start + 5)


def test_another_article_is_previewed_when_it_opens(desk: Desk, lists: OwnListsDialog) -> None:
    project = desk.session.project
    assert project is not None
    put_entries(project, "Ports", [VARNA])
    lists.reload("Ports")
    desk.session.open_article("three")
    assert preview(lists) == []


# -- lists -----------------------------------------------------------------------------------------


def test_lists_are_made_renamed_switched_and_removed(desk: Desk, lists: OwnListsDialog) -> None:
    project = desk.session.project
    assert project is not None

    def name(title: str) -> Callable[[QInputDialog], None]:
        def answer(dialog: QInputDialog) -> None:
            field = dialog.findChild(QLineEdit)
            assert field is not None
            field.setText(title)
            dialog.accept()

        return answer

    when_it_opens(QInputDialog, name("Ports"))
    lists.new_list()
    when_it_opens(QInputDialog, name("Ports"))
    lists.new_list()
    assert "There is a list “Ports” already" in lists.words.text()
    when_it_opens(QInputDialog, name("Harbours"))
    assert all(button.isEnabled() for button in lists.of_list)
    lists.rename()
    assert [each.title for each in project.lists.all()] == ["Harbours"]
    lists.lists.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not project.lists.find("Harbours").is_enabled

    def remove(box: QMessageBox) -> None:
        next(each for each in box.buttons() if each.text() == "Remove").click()

    when_it_opens(QMessageBox, lambda box: box.reject())
    lists.remove_list()
    assert project.lists.all()
    when_it_opens(QMessageBox, remove)
    lists.remove_list()
    assert project.lists.all() == []
    assert lists.chosen is None
    assert not any(button.isEnabled() for button in lists.of_list)
    assert "no list yet" in lists.preview.words.text()


def test_a_lexicon_is_edited_with_preview(desk: Desk, lists: OwnListsDialog) -> None:
    project = desk.session.project
    assert project is not None
    make_list(project, "Triggers", lexicon=LEXICON)
    lists.reload("Triggers")
    assert lists.lexicon.isVisible()
    assert len(preview(lists)) == 1
    lists.lexicon.setPlainText(LEXICON.replace("noun", "nounn"))
    assert "nounn" in lists.preview.words.text()
    lists.keep_lexicon()
    assert project.lists.find("Triggers").lexicon == LEXICON, "a wrong one is not kept"
    changed = LEXICON.replace('noun = "shelling"', 'word = "went"')
    lists.lexicon.setPlainText(changed)
    assert "[went]" in preview(lists)[0]
    lists.keep_lexicon()
    assert project.lists.find("Triggers").lexicon == changed


def test_a_lexicon_is_not_lost_when_one_looks_elsewhere_or_closes(
    desk: Desk, lists: OwnListsDialog
) -> None:
    project = desk.session.project
    assert project is not None
    make_list(project, "Triggers", lexicon=LEXICON)
    put_entries(project, "Ports", [VARNA])
    lists.reload("Triggers")
    changed = LEXICON.replace("0.9", "0.8")
    lists.lexicon.setPlainText(changed)
    lists.reload("Ports")
    assert project.lists.find("Triggers").lexicon == changed, "a good one is kept"
    lists.reload("Triggers")
    broken = LEXICON.replace("noun", "nounn")
    lists.lexicon.setPlainText(broken)
    lists.reload("Ports")
    lists.reload("Triggers")
    assert lists.lexicon.toPlainText() == broken, "one in the making is still there"
    assert project.lists.find("Triggers").lexicon == changed
    when_it_opens(QMessageBox, lambda box: box.reject())
    lists.close()
    assert lists.isVisible()

    def discard(box: QMessageBox) -> None:
        next(each for each in box.buttons() if each.text() == "Discard changes").click()

    when_it_opens(QMessageBox, discard)
    lists.close()
    assert not lists.isVisible()
    assert project.lists.find("Triggers").lexicon == changed


# -- files -----------------------------------------------------------------------------------------


def test_a_file_goes_in_and_refused_lines_are_named(
    desk: Desk, lists: OwnListsDialog, tmp_path: Path
) -> None:
    project = desk.session.project
    assert project is not None
    path = tmp_path / "towns.csv"
    path.write_text("text,label\nVarna,GPE\nx,NOPE\n", encoding="utf-8")
    seen: list[str] = []

    def look(dialog: RefusedDialog) -> None:
        seen.extend(dialog._lines)
        dialog.copy()
        dialog.accept()

    def answer(dialog: ImportListDialog) -> None:
        assert dialog.chosen_title == "towns"
        when_it_opens(RefusedDialog, look)
        dialog.accept()

    when_it_opens(ImportListDialog, answer)
    lists.import_file(path)
    assert rows(lists) == ["Varna | GPE | as written | exact | 0.95"]
    assert len(seen) == 1
    assert "towns.csv, line 3" in seen[0]
    assert QApplication.clipboard().text().startswith("towns.csv, line 3")


def test_names_without_labels_take_the_chosen_one(
    desk: Desk, lists: OwnListsDialog, tmp_path: Path
) -> None:
    path = tmp_path / "people.txt"
    path.write_text("ana petrova\n", encoding="utf-8")

    def answer(dialog: ImportListDialog) -> None:
        dialog.label.setCurrentIndex(dialog.label.findText("PERSON"))
        dialog.any_case.click()
        dialog.accept()

    when_it_opens(ImportListDialog, answer)
    lists.import_file(path)
    assert rows(lists) == ["ana petrova | PERSON | as written | any | 0.95"]
    assert len(preview(lists)) == 1


def test_a_file_that_cannot_be_read_is_told(
    desk: Desk, lists: OwnListsDialog, tmp_path: Path
) -> None:
    path = tmp_path / "l.csv"
    path.write_bytes(b"\xff\xfe")
    when_it_opens(ImportListDialog, lambda dialog: dialog.accept())
    lists.import_file(path)
    assert "not UTF-8" in lists.words.text()
    assert lists.words.isVisible()


def test_a_list_is_written_and_comes_back(
    desk: Desk, lists: OwnListsDialog, tmp_path: Path
) -> None:
    project = desk.session.project
    assert project is not None
    put_entries(project, "Ports", [VARNA, LISBON])
    lists.reload("Ports")
    lists.export_to(tmp_path / "ports")
    assert (tmp_path / "ports.csv").read_text().startswith("text,label,layer")
    lists.export_to(tmp_path / "ports.patterns.jsonl")
    assert '"pattern": "Varna"' in (tmp_path / "ports.patterns.jsonl").read_text()
    lists.export_to(tmp_path / "ports.xlsx")
    assert "of a kind" in lists.words.text()


# -- the model -------------------------------------------------------------------------------------


def test_the_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = EntriesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries([VARNA, LISBON])
    model.set_filter("lis")
    assert model.rowCount() == 1
    assert model.entry(0) == LISBON
    model.add([VARNA])
    assert model.rowCount() == 1, "the filter holds for new ones"
    model.set_filter("")
    assert model.rowCount() == 3
    model.set_entries([replace(VARNA, id=1), replace(LISBON, id=2)])
    model.set_filter("varna")
    model.replace(replace(LISBON, id=2, score=0.7))
    model.replace(replace(VARNA, id=1, score=0.6))
    assert [entry.score for entry in model.entries] == [0.6, 0.7]
    assert model.index(0, Column.SCORE).data() == "0.60"
    model.add([replace(VARNA, id=3, label="ORG")])
    assert model.rowCount() == 2
    model.remove([1])
    assert [entry.id for entry in model.entries] == [2, 3]
    model.set_filter("")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "words"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert not model.setData(model.index(0, 0), "x")
    tester.deleteLater()


# -- with the worker -------------------------------------------------------------------------------


def test_a_new_entry_suggests_in_the_open_article(
    qtbot: QtBot, make_project: Callable[..., Project]
) -> None:
    project = make_project(articles=(Article("one", "The Zzyzx Guild struck.", title="One"),))
    project.close()
    jobs, session = Jobs(), Session()
    try:
        session.attach_jobs(jobs)
        session.open_project(project.path)
        jobs.start()
        assert session.suggesting is not None
        assert session.project is not None
        qtbot.waitUntil(lambda: "news" in session.project.suggester_runs("one"), timeout=WAIT)  # type: ignore[union-attr]
        put_entries(session.project, "Unions", [ListEntry("Zzyzx Guild", "ORG", Layer.ENTITY)])
        session.suggesting.look_again()

        def is_there() -> bool:
            desk = session.desk
            return desk is not None and any(
                LISTS in item.suggester and "my list “Unions”" in item.explanation
                for item in desk.suggestions
            )

        qtbot.waitUntil(is_there, timeout=WAIT)
    finally:
        session.close_project()
        jobs.close()
