"""The schema editor and changes of labels in use, driven by keys and mouse; one undo for each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QTreeWidgetItem

from annotate.edits import EditGroup, PutFrame, PutRelation, PutSpan
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.verbs import set_attribute
from annotate.project import Project, Why
from annotate.relations.relation import Relation, RelationLabel
from annotate.schema.label_schema import Family, dump_schema, parse_schema
from annotate.schema.rewriting import Touch, TouchKind
from annotate.schema.roles import Attribute
from annotate.schema.shipped import find_schema
from annotate.spans import Layer, Span
from gui.dialogs.attribute_change import AttributeChangeDialog
from gui.dialogs.relation_change import RelationChangeDialog
from gui.dialogs.schema_change import ChangeKind, SchemaChangeDialog
from gui.dialogs.schema_editor import SchemaEditor
from gui.dialogs.schema_split import SplitForm
from gui.dialogs.schema_tree import Node
from gui.dialogs.take_roles import TakeRolesDialog
from gui.models.touches import Column, TouchesModel
from tests.gui.conftest import STORY, Desk
from tests.gui.test_dialogs import when_it_opens

EVENT, ENTITY = Layer.EVENT, Layer.ENTITY


def opened(kind: type[QDialog]) -> QDialog:
    """The dialog of this kind that is on the screen."""
    QApplication.sendPostedEvents(None, 0)
    (found,) = [x for x in QApplication.topLevelWidgets() if isinstance(x, kind) and x.isVisible()]
    return found


def no_dialog(kind: type[QDialog]) -> bool:
    return not any(isinstance(x, kind) and x.isVisible() for x in QApplication.topLevelWidgets())


@pytest.fixture
def marked(desk: Desk) -> Desk:
    """Spans in two articles: “met” and “Shelling” in both, with an event in the open one."""
    project = desk.session.project
    assert project is not None
    place = {word: (STORY.index(word), STORY.index(word) + len(word)) for word in
             ("Ana Petrova", "met", "Shelling")}  # fmt: skip
    for article_id in ("one", "two"):
        spans = (
            PutSpan(None, Span(f"{article_id}p", *place["Ana Petrova"], "PERSON", ENTITY)),
            PutSpan(None, Span(f"{article_id}m", *place["met"], "MEET", EVENT)),
            PutSpan(None, Span(f"{article_id}s", *place["Shelling"], "ATTACK", EVENT)),
            PutFrame(
                None,
                EventFrame(
                    f"{article_id}f", f"{article_id}m", (Argument("Agent", f"{article_id}p"),)
                ),
            ),
        )
        article = project.article(article_id)
        project.write_edit(article, EditGroup(spans), why=Why.HAND, title="x").result()
    desk.session.read_again()
    return desk


def labels_of(desk: Desk, article_id: str) -> list[str]:
    assert desk.session.project is not None
    desk.session.settle()
    return [span.label for span in desk.session.project.annotations(article_id).spans]


def to_the_front(desk: Desk) -> None:
    """A dialog that was closed leaves the keyboard to the window a moment later."""
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)


def editor_of(desk: Desk) -> SchemaEditor:
    to_the_front(desk)
    desk.press("Ctrl+Alt+H", into=desk.window)
    editor = opened(SchemaEditor)
    assert isinstance(editor, SchemaEditor)
    desk.qtbot.waitUntil(editor.isActiveWindow)
    return editor


def schema_names(desk: Desk) -> set[str]:
    assert desk.session.project is not None
    return {label.name for label in desk.session.project.schema.labels}


def change_dialog(desk: Desk) -> SchemaChangeDialog:
    dialog = opened(SchemaChangeDialog)
    assert isinstance(dialog, SchemaChangeDialog)
    desk.qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


# -- the editor ------------------------------------------------------------------------------------


def test_a_label_gets_a_title_a_guideline_and_a_key_in_one_step(desk: Desk) -> None:
    editor = editor_of(desk)
    assert not editor.save.isEnabled()
    editor.choose(EVENT, "ATTACK")
    form = editor.label_form
    assert form.name.isReadOnly()
    form.title.selectAll()
    QTest.keyClicks(form.title, "Armed attack")
    form.guideline.setFocus()
    QTest.keyClicks(form.guideline, "Mark the verb.")
    form.key.setKeySequence(QKeySequence("Ctrl+9"))
    assert editor.save.isEnabled()
    desk.click(editor.save)
    assert not editor.save.isEnabled()
    editor.close()
    project = desk.session.project
    assert project is not None
    attack = project.schema.require(EVENT, "ATTACK")
    assert (attack.title, attack.guideline, attack.key) == (
        "Armed attack", "Mark the verb.", "Ctrl+9",
    )  # fmt: skip
    desk.settle()
    assert desk.session.undo_stack.undoText() == "change the schema"
    desk.session.undo()
    desk.settle()
    assert project.schema.require(EVENT, "ATTACK").key == "Ctrl+1"


def test_the_label_in_focus_alone_is_selected_at_first(marked: Desk) -> None:
    marked.session.focus("onem")
    tree = editor_of(marked).tree
    assert tree.current == Node(EVENT, "MEET")
    assert [item.text(0) for item in tree.selectedItems()] == ["MEET"]


def test_labels_roles_and_attributes_are_added_and_used_at_once(desk: Desk) -> None:
    editor = editor_of(desk)
    editor.add_label(EVENT)
    desk.type("RAID")
    assert editor.tree.current == Node(EVENT, "RAID")
    editor.add_role()
    desk.type("Raider")
    form = editor.role_form
    form.cardinality.setCurrentText("+")
    item = form.fillers.item(4)
    assert item.text() == "ORG"
    item.setCheckState(Qt.CheckState.Checked)
    QTest.keyClicks(form.key, "r")
    editor.add_attribute()
    desk.type("mood")
    editor.attribute_form.values.setPlainText("good\nbad")
    editor.attribute_form.default.setCurrentText("bad")
    editor.choose(EVENT, "RAID")
    editor.add_child()
    desk.type("NIGHT_RAID")
    desk.click(editor.save)
    editor.close()
    project = desk.session.project
    assert project is not None
    schema = project.schema
    (role,) = schema.roles_of("NIGHT_RAID")
    assert (role.name, str(role.cardinality), role.fillers, role.key) == (
        "Raider", "+", ("entity:ORG",), "r",
    )  # fmt: skip
    assert schema.require(EVENT, "NIGHT_RAID").parent == "RAID"
    (mood,) = schema.attributes
    assert (mood.name, mood.values, mood.default) == ("mood", ("good", "bad"), "bad")
    desk.qtbot.waitUntil(
        lambda: "RAID" in [x.name for x in desk.window.labels.sections[EVENT].model.labels]
    )


def test_what_is_wrong_is_said_while_one_types_and_cannot_be_saved(desk: Desk) -> None:
    editor = editor_of(desk)
    editor.choose(EVENT, "MEET")
    editor.label_form.key.setKeySequence(QKeySequence("Ctrl+1"))
    said = [editor.faults.item(row).text() for row in range(editor.faults.count())]
    assert "MEET has the key Ctrl+1, which ATTACK has already." in said
    assert not editor.save.isEnabled()
    editor.label_form.key.setKeySequence(QKeySequence("Ctrl+N"))
    said = [editor.faults.item(row).text() for row in range(editor.faults.count())]
    assert any(text.startswith("MEET has the key Ctrl+N, which is that of “New") for text in said)
    assert editor.save.isEnabled(), "the command keeps the key"
    editor.label_form.colour.show_colour("#101010")
    editor.label_form.tell()
    row = next(
        x for x in range(editor.faults.count()) if "black text" in editor.faults.item(x).text()
    )
    editor.choose(ENTITY, "ORG")
    editor.faults.setCurrentRow(row)
    editor.faults.itemActivated.emit(editor.faults.item(row))
    assert editor.tree.current == Node(EVENT, "MEET")

    def discard(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        (button,) = [x for x in box.buttons() if "Discard" in x.text()]
        desk.click(button)

    when_it_opens(QMessageBox, discard)
    editor.close()
    assert desk.session.project is not None
    assert desk.session.project.schema.require(EVENT, "MEET").key == "Ctrl+2"


def answer(desk: Desk, button: str) -> list[str]:
    """Answer the question about the draft by a button, or by Enter with ""; what was offered."""
    offered: list[str] = []

    def click(box: QDialog) -> None:
        assert isinstance(box, QMessageBox)
        offered.extend(each.text() for each in box.buttons() if each.isEnabled())
        if button:
            desk.click(next(each for each in box.buttons() if each.text() == button))
        else:
            QTest.keyClick(box, Qt.Key.Key_Return)

    when_it_opens(QMessageBox, click)
    return offered


def test_closing_a_draft_offers_to_save_it_which_enter_does(desk: Desk) -> None:
    editor = editor_of(desk)
    editor.choose(EVENT, "MEET")
    editor.add_child()
    desk.type("SUMMIT")
    offered = answer(desk, "Cancel")
    editor.close()
    assert sorted(offered) == ["Cancel", "Discard", "Save"]
    assert editor.isVisible()
    assert "SUMMIT" not in schema_names(desk)
    answer(desk, "")
    editor.close()
    assert "SUMMIT" in schema_names(desk)


def test_a_draft_with_faults_cannot_be_saved_on_closing(desk: Desk) -> None:
    editor = editor_of(desk)
    editor.choose(EVENT, "MEET")
    editor.add_child()
    desk.type("NIGHT RAID")
    offered = answer(desk, "")
    editor.close()
    assert sorted(offered) == ["Cancel", "Discard"]
    assert editor.isVisible()
    answer(desk, "Discard")
    editor.close()
    assert "NIGHT RAID" not in schema_names(desk)


def test_a_title_follows_the_name_until_it_is_written_by_hand(desk: Desk) -> None:
    editor = editor_of(desk)
    editor.choose(EVENT, "MEET")
    editor.add_child()
    form = editor.label_form
    desk.type("SUMMIT")
    assert (form.name.text(), form.title.text()) == ("SUMMIT", "SUMMIT")
    form.title.setFocus()
    form.title.selectAll()
    desk.type("Summit of states")
    form.name.setFocus()
    form.name.end(False)
    desk.type("S")
    assert (form.name.text(), form.title.text()) == ("SUMMITS", "Summit of states")
    assert editor.keep()
    assert desk.session.project is not None
    assert desk.session.project.schema.require(EVENT, "SUMMITS").title == "Summit of states"


@pytest.mark.parametrize(
    ("what", "name"), [("label", "NIGHT RAID"), ("role", "Killed by"), ("attribute", "who:when")]
)
def test_a_name_that_cannot_be_is_said_and_not_saved(desk: Desk, what: str, name: str) -> None:
    editor = editor_of(desk)
    editor.choose(EVENT, "MEET")
    {"label": editor.add_child, "role": editor.add_role, "attribute": editor.add_attribute}[what]()
    desk.type(name)
    said = [editor.faults.item(row).text() for row in range(editor.faults.count())]
    assert any(text.startswith(f"“{name}” is no name") for text in said)
    assert not editor.save.isEnabled()
    desk.press("Ctrl+A")
    desk.type("Better")
    desk.click(editor.save)
    editor.close()
    project = desk.session.project
    assert project is not None
    desk.settle()
    desk.session.undo()
    desk.settle()
    assert project.schema.role_of("MEET", "Better") is None
    assert "Better" not in schema_names(desk)


def test_a_label_that_spans_have_is_not_removed(marked: Desk) -> None:
    editor = editor_of(marked)
    editor.choose(EVENT, "ATTACK")
    assert not editor.remove_button.isEnabled()
    editor.choose(ENTITY, "ORG")
    assert editor.remove_button.isEnabled()
    marked.click(editor.remove_button)
    marked.click(editor.save)
    editor.close()
    assert "ORG" not in schema_names(marked)


def test_what_is_overtaken_in_a_draft_is_given_up_in_words(marked: Desk) -> None:
    editor = editor_of(marked)
    editor.choose(EVENT, "MEET")
    QTest.keyClicks(editor.label_form.title, "Talks")
    editor.choose(EVENT, "ATTACK")
    QTest.keyClicks(editor.label_form.title, "!")
    project = marked.session.project
    assert project is not None
    other = tuple(
        replace(label, title="Other") if label.name == "MEET" else label
        for label in project.schema.labels
    )
    marked.window.schemas.set_schema(replace(project.schema, labels=other), "x")
    marked.qtbot.waitUntil(editor.problem.isVisible)
    assert "MEET" in editor.problem.text()
    assert editor.schema.require(EVENT, "MEET").title == "Other"
    assert editor.schema.require(EVENT, "ATTACK").title.endswith("!"), "the rest is there"
    marked.click(editor.save)
    assert project.schema == editor.schema
    editor.close()


def test_labels_are_put_in_another_order(desk: Desk) -> None:
    editor = editor_of(desk)
    editor.choose(ENTITY, "ORG")
    desk.click(editor.up)
    assert [x.name for x in editor.schema.in_layer(ENTITY)] == ["ORG", "PERSON", "GPE"]
    desk.click(editor.up)
    assert [x.name for x in editor.schema.in_layer(ENTITY)] == ["ORG", "PERSON", "GPE"]
    desk.click(editor.save)
    editor.close()


def test_a_schema_goes_to_a_file_and_comes_back(marked: Desk, tmp_path: Path) -> None:
    editor = editor_of(marked)
    mine = tmp_path / "mine.toml"
    editor.write(mine)
    assert parse_schema(mine.read_text(encoding="utf-8"), source="mine") == editor.schema
    brat = tmp_path / "annotation.conf"
    editor.write(brat)
    assert "ATTACK" in brat.read_text(encoding="utf-8")
    plover = tmp_path / "plover.toml"
    plover.write_text(dump_schema(find_schema("plover")), encoding="utf-8")
    editor.read(plover)
    # What spans have stays, though PLOVER has no such labels.
    assert {"ASSAULT", "ATTACK", "MEET"} <= {label.name for label in editor.schema.labels}
    plover.write_text("nonsense", encoding="utf-8")
    editor.read(plover)
    assert editor.problem.isVisible()
    marked.click(editor.save)
    editor.close()
    assert "ASSAULT" in schema_names(marked)


def test_a_family_is_shown_by_its_title_and_a_new_one_is_typed(desk: Desk) -> None:
    editor = editor_of(desk)
    project = desk.session.project
    assert project is not None
    families = (Family("violence", "Violence and war"), Family("talks", "Talks"))
    labels = tuple(
        replace(x, family="violence") if x.name == "ATTACK" else x for x in project.schema.labels
    )
    desk.window.schemas.set_schema(
        replace(project.schema, families=families, labels=labels), "families"
    )
    desk.qtbot.waitUntil(lambda: editor.stored == project.schema)
    editor.choose(EVENT, "ATTACK")
    form = editor.label_form
    assert form.family.currentText() == "Violence and war"
    form.title.setFocus()
    desk.type("x")
    assert editor.schema.require(EVENT, "ATTACK").family == "violence"
    form.family.setEditText("talks")
    assert editor.schema.require(EVENT, "ATTACK").family == "talks"
    form.family.setEditText("Ruses")
    assert editor.schema.require(EVENT, "ATTACK").family == "Ruses"
    marked_families = {family.id for family in editor.schema.families}
    assert "Ruses" in marked_families
    editor.save.click()
    assert project.schema.require(EVENT, "ATTACK").family == "Ruses"
    editor.close()


def test_the_tree_keeps_what_was_open_and_several_can_be_merged(marked: Desk) -> None:
    editor = editor_of(marked)
    editor.choose(EVENT, "ATTACK")
    item = editor.tree.currentItem()
    assert item is not None
    editor.choose(EVENT, "MEET")
    item.setSelected(True)
    assert {node.label for node in editor.tree.selected_labels} == {"ATTACK", "MEET"}
    marked.click(editor.changing[ChangeKind.MERGE])
    dialog = change_dialog(marked)
    dialog.into.setEditText("EVENT")
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    assert "4 spans in 2 articles." in dialog.summary.text()
    marked.click(dialog.button)
    assert labels_of(marked, "two") == ["PERSON", "EVENT", "EVENT"]
    marked.qtbot.waitUntil(lambda: {x.name for x in editor.schema.labels} >= {"EVENT"})
    editor.close()


def test_the_editor_stays_at_a_label_that_is_renamed(marked: Desk) -> None:
    editor = editor_of(marked)
    editor.choose(EVENT, "ATTACK")
    marked.click(editor.changing[ChangeKind.RENAME])
    dialog = change_dialog(marked)
    marked.type("STRIKE")
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    marked.click(dialog.button)
    marked.qtbot.waitUntil(lambda: editor.schema.get(EVENT, "STRIKE") is not None)
    assert editor.tree.current == Node(EVENT, "STRIKE")
    assert editor.label_form.name.text() == "STRIKE"
    editor.close()


# -- changes of what is in use ---------------------------------------------------------------------


def test_a_label_is_renamed_in_all_articles_and_undone_by_one_key(marked: Desk) -> None:
    session, project = marked.session, marked.session.project
    assert project is not None
    session.focus("ones")
    marked.window.actions_["schema.rename"].trigger()
    dialog = change_dialog(marked)
    assert not dialog.button.isEnabled(), "the name is the old one"
    marked.type("STRIKE")
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    assert dialog.summary.text() == "2 spans in 2 articles."
    rows = [
        [dialog.model.index(row, column).data() for column in Column]
        for row in range(dialog.model.rowCount())
    ]
    assert rows == [
        ["Shelling", "ATTACK → STRIKE", "Envoys meet in Lisbon"],
        ["Shelling", "ATTACK → STRIKE", "More of the same"],
    ]
    assert dialog.table.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
    marked.click(dialog.button)
    said = "Rename ATTACK in the whole project: 2 spans in 2 articles."
    assert marked.window.banner.text == said
    assert labels_of(marked, "one") == labels_of(marked, "two") == ["PERSON", "MEET", "STRIKE"]
    assert "STRIKE" in schema_names(marked)
    marked.qtbot.waitUntil(
        lambda: "STRIKE" in [x.name for x in marked.window.labels.sections[EVENT].model.labels]
    )
    # The suggestion for the old name is one for the new one, and its place is taken.
    assert session.desk is not None
    assert {x.label for x in session.desk.all_suggestions if x.start == 34} == {"STRIKE"}
    to_the_front(marked)
    marked.press("Ctrl+Z", into=marked.window)
    marked.settle()
    assert labels_of(marked, "one") == labels_of(marked, "two") == ["PERSON", "MEET", "ATTACK"]
    assert "STRIKE" not in schema_names(marked)
    marked.press("Ctrl+Shift+Z", into=marked.window)
    marked.settle()
    assert labels_of(marked, "two") == ["PERSON", "MEET", "STRIKE"]
    assert project.check() == []


def test_the_undo_outlives_the_window(marked: Desk, project_path: Path) -> None:
    session = marked.session
    session.focus("ones")
    marked.window.actions_["schema.rename"].trigger()
    dialog = change_dialog(marked)
    marked.type("STRIKE")
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    marked.click(dialog.button)
    marked.settle()
    # A later step on one article, and a step of the schema alone.
    editor = editor_of(marked)
    editor.choose(EVENT, "STRIKE")
    QTest.keyClicks(editor.label_form.title, "!")
    marked.click(editor.save)
    editor.close()
    marked.settle()
    session.close_project()
    marked.flows.open_path(str(project_path))
    marked.qtbot.waitUntil(session.undo_stack.canUndo)
    assert schema_names(marked) >= {"STRIKE"}
    session.open_article("three")
    session.undo()
    marked.settle()
    assert session.project is not None
    assert not session.project.schema.require(EVENT, "STRIKE").title.endswith("!")
    session.undo()
    marked.settle()
    assert labels_of(marked, "one") == labels_of(marked, "two") == ["PERSON", "MEET", "ATTACK"]
    assert "STRIKE" not in schema_names(marked)
    assert session.desk is not None
    assert session.desk.article.id == "three", "the reader stays"
    assert session.project.check() == []


def split_form(dialog: SchemaChangeDialog) -> SplitForm:
    assert dialog.split is not None
    return dialog.split


def top_of(form: SplitForm, place: int = 0) -> QTreeWidgetItem:
    item = form.tree.topLevelItem(place)
    assert item is not None
    return item


def test_a_label_is_split_by_its_words(marked: Desk) -> None:
    marked.session.focus("ones")
    marked.window.actions_["schema.split"].trigger()
    dialog = change_dialog(marked)
    form = split_form(dialog)
    assert top_of(form).text(0) == "Shelling  × 2"
    assert not dialog.button.isEnabled()
    form.tree.setFocus()
    form.tree.setCurrentItem(top_of(form))
    form.name.setFocus()
    marked.type("SHELL")
    assert not dialog.button.isEnabled()
    marked.press("Return")
    assert dialog.isVisible(), "Enter in the field gives the label and makes no step"
    assert top_of(form).text(1) == "SHELL"
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    assert dialog.model.rowCount() == 2
    marked.click(dialog.button)
    assert labels_of(marked, "two") == ["PERSON", "MEET", "SHELL"]
    assert {"SHELL", "ATTACK"} <= schema_names(marked)


def test_a_label_is_split_span_by_span_into_several(marked: Desk) -> None:
    """Words go to one label, one of their spans to another, and one stays: all in one step."""
    marked.session.focus("ones")
    marked.window.actions_["schema.split"].trigger()
    dialog = change_dialog(marked)
    form = split_form(dialog)
    top = top_of(form)
    form.name.setEditText("SHELL")
    top.setSelected(True)
    marked.click(form.give)
    top.setExpanded(True)
    first, second = top.child(0), top.child(1)
    assert first is not None
    assert second is not None
    assert "«Shelling»" in first.text(0), "its words are shown among those around"
    top.setSelected(False)
    second.setSelected(True)
    form.name.setEditText("SIEGE")
    marked.click(form.give)
    assert (top.text(1), first.text(1), second.text(1)) == ("SHELL +", "SHELL", "SIEGE")
    words, spans = form.given()
    assert words == {"shelling": "SHELL"}
    assert list(spans.values()) == ["SIEGE"]
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    becomes = {dialog.model.index(row, Column.CHANGE).data() for row in range(2)}
    assert becomes == {"ATTACK → SHELL", "ATTACK → SIEGE"}
    # Once more: the second stays as it is.
    marked.click(form.leave)
    assert form.given() == ({"shelling": "SHELL"}, {"twos": "ATTACK"})
    assert second.text(1) == ""
    marked.qtbot.waitUntil(lambda: dialog.button.isEnabled() and dialog.model.rowCount() == 1)
    marked.click(dialog.button)
    assert labels_of(marked, "one")[-1] == "SHELL"
    assert labels_of(marked, "two")[-1] == "ATTACK"
    marked.session.undo()
    marked.settle()
    assert labels_of(marked, "one")[-1] == "ATTACK"
    assert "SHELL" not in schema_names(marked)


def test_what_is_not_found_is_not_split_off(marked: Desk) -> None:
    marked.session.focus("ones")
    marked.window.actions_["schema.split"].trigger()
    form = split_form(change_dialog(marked))
    top_of(form).setSelected(True)
    form.search.setText("nowhere")
    assert top_of(form).isHidden()
    form.name.setEditText("SHELL")
    marked.click(form.give)
    assert form.given() == ({}, {})
    form.search.setText("shell")
    assert not top_of(form).isHidden()


def test_a_retired_label_is_offered_no_more_and_comes_back(marked: Desk) -> None:
    marked.session.focus("ones")
    marked.window.actions_["schema.retire"].trigger()
    dialog = change_dialog(marked)
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    assert dialog.model.index(0, Column.CHANGE).data() == "ATTACK stays"
    marked.click(dialog.button)
    offered = marked.window.labels.sections[EVENT].model
    marked.qtbot.waitUntil(lambda: [x.name for x in offered.labels] == ["MEET"])
    assert labels_of(marked, "one") == ["PERSON", "MEET", "ATTACK"]
    editor = editor_of(marked)
    editor.choose(EVENT, "ATTACK")
    assert editor.bring_back.isVisible()
    marked.click(editor.bring_back)
    marked.click(editor.save)
    editor.close()
    marked.qtbot.waitUntil(lambda: len(offered.labels) == 2)


def test_a_name_that_is_taken_is_refused_in_words(marked: Desk) -> None:
    marked.session.focus("ones")
    marked.window.actions_["schema.rename"].trigger()
    dialog = change_dialog(marked)
    marked.type("MEET")
    marked.qtbot.waitUntil(dialog.problem.isVisible)
    assert "MEET twice" in dialog.problem.text()
    assert not dialog.button.isEnabled()
    dialog.reject()


def test_a_row_leads_to_its_place_and_a_step_meanwhile_has_the_plan_made_anew(
    marked: Desk,
) -> None:
    session = marked.session
    session.focus("ones")
    marked.window.actions_["schema.rename"].trigger()
    dialog = change_dialog(marked)
    marked.type("STRIKE")
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    place = dialog.table.visualRect(dialog.model.index(1, 0)).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert session.desk is not None
    assert session.desk.article.id == "two"
    assert session.selection == (34, 42)
    session.create_span(34, 38, layer=EVENT, label="ATTACK")
    marked.qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    marked.click(dialog.button)
    assert labels_of(marked, "two") == ["PERSON", "MEET", "STRIKE", "STRIKE"]


def test_what_is_taken_over_is_all_told(marked: Desk, tmp_path: Path) -> None:
    project = marked.session.project
    assert project is not None
    schema = project.schema
    path = tmp_path / "more.toml"
    first = replace(schema.labels[0], guideline="Whoever has a name.")
    more = replace(schema, labels=(first, *schema.labels[1:]), relations=(RelationLabel("near"),))
    path.write_text(dump_schema(more), encoding="utf-8")

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, TakeRolesDialog)
        dialog.read(path)
        assert dialog.summary.text() == "1 relation, 1 guideline"
        marked.click(dialog.button)

    when_it_opens(TakeRolesDialog, take)
    marked.window.actions_["schema.take"].trigger()
    assert marked.window.banner.text == "Taken over: 1 relation, 1 guideline."


def test_a_role_is_renamed_split_and_retired(marked: Desk) -> None:
    session, project = marked.session, marked.session.project
    assert project is not None

    def take(dialog: QDialog) -> None:
        assert isinstance(dialog, TakeRolesDialog)
        assert "MEET: Agent" in [dialog.list.item(x).text() for x in range(dialog.list.count())]
        marked.click(dialog.button)

    when_it_opens(TakeRolesDialog, take)
    marked.window.actions_["schema.take"].trigger()
    marked.settle()
    assert project.schema.attributes
    assert project.schema.role_of("MEET", "Agent") is not None
    editor = editor_of(marked)
    editor.tree.choose(Node(EVENT, "MEET", role="Agent"))
    assert editor.role_form.name.isReadOnly()
    assert not editor.remove_button.isEnabled()
    marked.click(editor.changing[ChangeKind.RENAME])
    dialog = change_dialog(marked)
    marked.type("Who")
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    assert dialog.model.index(0, Column.WORDS).data() == "Ana Petrova (of “met”)"
    marked.click(dialog.button)
    session.settle()
    (frame,) = project.annotations("two").frames.values()
    assert frame.arguments == (Argument("Who", "twop"),)
    marked.qtbot.waitUntil(lambda: editor.schema.role_of("MEET", "Who") is not None)
    editor.tree.choose(Node(EVENT, "MEET", role="Who"))
    marked.click(editor.changing[ChangeKind.SPLIT])
    dialog = change_dialog(marked)
    dialog.into.setEditText("Person")
    dialog.parts.item(0).setCheckState(Qt.CheckState.Checked)
    marked.qtbot.waitUntil(dialog.button.isEnabled)
    marked.click(dialog.button)
    session.settle()
    (frame,) = project.annotations("one").frames.values()
    assert frame.arguments == (Argument("Person", "onep"),)
    editor.close()
    for _ in range(3):
        session.undo()
    marked.settle()
    (frame,) = project.annotations("one").frames.values()
    assert frame.arguments == (Argument("Agent", "onep"),)
    assert not project.schema.has_roles
    assert project.check() == []


def test_an_attribute_and_its_value_are_renamed_and_retired(marked: Desk) -> None:
    session = marked.session
    project = session.project
    assert project is not None
    mood = Attribute("mood", values=("real", "planned"), default="real")
    marked.window.schemas.set_schema(replace(project.schema, attributes=(mood,)), "mood")
    assert session.desk is not None
    (frame,) = session.desk.annotations.frames.values()
    session.push(set_attribute(session.desk, frame, "mood", "planned"), "mood")
    marked.settle()
    editor = editor_of(marked)
    assert editor.tree.choose(Node(attribute="mood"))
    assert not editor.changing[ChangeKind.SPLIT].isEnabled()
    assert not editor.remove_button.isEnabled(), "what is in the project is retired"
    marked.click(editor.changing[ChangeKind.RENAME])
    dialog = change_dialog(marked)
    assert isinstance(dialog, AttributeChangeDialog)
    dialog.part.setCurrentIndex(2)
    assert dialog.name.text() == "planned"
    dialog.name.setText("intended")
    dialog.look()
    assert dialog.model.rowCount() == 1
    assert dialog.model.index(0, Column.CHANGE).data() == "mood=planned → mood=intended"
    marked.click(dialog.button)
    session.settle()
    assert project.schema.attributes[0].values == ("real", "intended")
    (frame,) = session.desk.annotations.frames.values()
    assert frame.attributes == (("mood", "intended"),)
    assert editor.tree.choose(Node(attribute="mood"))
    marked.click(editor.changing[ChangeKind.RETIRE])
    dialog = change_dialog(marked)
    assert dialog.model.index(0, Column.CHANGE).data() == "mood=intended stays"
    marked.click(dialog.button)
    session.settle()
    assert not project.schema.attributes
    editor.close()
    session.undo()
    session.undo()
    marked.settle()
    assert project.schema.attributes == (mood,)
    (frame,) = session.desk.annotations.frames.values()
    assert frame.attributes == (("mood", "planned"),)
    assert project.check() == []


def test_everything_closes_with_the_project(marked: Desk) -> None:
    editor_of(marked)
    marked.session.focus("ones")
    marked.window.actions_["schema.rename"].trigger()
    marked.session.close_project()
    marked.qtbot.waitUntil(lambda: no_dialog(SchemaEditor) and no_dialog(SchemaChangeDialog))


# -- parts -----------------------------------------------------------------------------------------


def test_the_list_of_touches_is_a_sound_model(qtmodeltester: Callable[..., object]) -> None:
    model = TouchesModel()
    touches = [Touch("a", "s", 0, 3, "one\ntwo", kind, "A", "B", "went") for kind in TouchKind]
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_touches(touches, {"a": "Title"})
    assert [model.index(row, Column.CHANGE).data() for row in range(6)] == [
        "A → B",
        "A → B, which stands there already",
        "A → B",
        "A → B",
        "A → B",
        "A stays",
    ]
    assert model.index(0, Column.WORDS).data() == "one two (of “went”)"
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Article"


def test_the_schema_of_a_project_that_is_only_read_can_be_looked_at(
    empty_desk: Desk, project_path: Path
) -> None:
    holder = Project.open(project_path)
    holder.close()
    project = Project.open(project_path, read_only=True)
    empty_desk.session._take_project(project)  # pyright: ignore[reportPrivateUsage]
    editor = editor_of(empty_desk)
    editor.choose(EVENT, "ATTACK")
    QTest.keyClicks(editor.label_form.title, "x")
    assert not editor.save.isEnabled()
    assert not any(button.isEnabled() for button in editor.changing.values())
    editor.schema = editor.stored
    editor.close()


# -- relations -------------------------------------------------------------------------------------


def with_relations(desk: Desk, *names: str) -> Project:
    """Relations in the schema, and in both articles one from “Ana Petrova” to “met” for each."""
    project = desk.session.project
    assert project is not None
    for article_id in ("one", "two"):
        edit = EditGroup(
            tuple(
                PutRelation(
                    None, Relation(f"{article_id}{x}", x, f"{article_id}p", f"{article_id}m")
                )
                for x in names
            )
        )
        project.write_edit(project.article(article_id), edit, why=Why.HAND, title="x").result()
    labels = tuple(RelationLabel(name) for name in names)
    desk.window.schemas.set_schema(replace(project.schema, relations=labels), "relations")
    desk.session.read_again()
    desk.settle()
    return project


def relations_of(desk: Desk, article_id: str) -> list[str]:
    assert desk.session.project is not None
    desk.session.settle()
    found = desk.session.project.annotations(article_id).relations.values()
    return sorted(relation.label for relation in found)


def relation_dialog(desk: Desk) -> RelationChangeDialog:
    dialog = change_dialog(desk)
    assert isinstance(dialog, RelationChangeDialog)
    return dialog


def test_a_relation_is_added_told_of_and_removed(desk: Desk) -> None:
    project = desk.session.project
    assert project is not None
    before = project.schema.relations
    editor = editor_of(desk)
    editor.add_menu.actions()[5].trigger()
    form = editor.relation_form
    QTest.keyClicks(form.name, "owns")
    QTest.keyClicks(form.title, "has")
    shown = [form.heads.item(row).text() for row in range(form.heads.count())]
    assert shown[0] == "any entity", "no relation begins at an event"
    assert "ATTACK" not in shown
    form.heads.item(shown.index("PERSON")).setCheckState(Qt.CheckState.Checked)
    QTest.keyClicks(form.guideline, "Of property.")
    assert editor.tree.current == Node(relation="owns")
    desk.click(editor.up)
    desk.click(editor.save)
    desk.settle()
    made = RelationLabel("owns", "has", ("entity:PERSON",), (), "Of property.")
    assert made in project.schema.relations
    assert form.name.isReadOnly(), "by Rename alone from now on"
    assert editor.remove_button.isEnabled(), "nothing is tied by it"
    desk.click(editor.remove_button)
    desk.click(editor.save)
    desk.settle()
    assert project.schema.relations == before
    editor.add_menu.actions()[5].trigger()
    QTest.keyClicks(form.name, "not one")
    assert not editor.save.isEnabled()
    editor.faults.setCurrentRow(editor.faults.count() - 1)
    editor.faults.itemActivated.emit(editor.faults.currentItem())
    assert editor.tree.current == Node(relation="not one")
    desk.click(editor.remove_button)
    editor.close()


def test_a_relation_is_renamed_merged_and_retired_each_by_one_step(marked: Desk) -> None:
    project = with_relations(marked, "runs", "leads", "knows")
    editor = editor_of(marked)
    assert editor.tree.choose(Node(relation="runs"))
    assert not editor.remove_button.isEnabled(), "spans are tied by it"
    assert not editor.changing[ChangeKind.SPLIT].isEnabled()
    marked.click(editor.changing[ChangeKind.RENAME])
    dialog = relation_dialog(marked)
    assert not dialog.button.isEnabled()
    QTest.keyClicks(dialog.name, "leads")
    dialog.look()
    assert dialog.problem.isVisible(), "there is one of this name"
    dialog.name.setText("directs")
    dialog.look()
    assert dialog.summary.text() == "2 relations in 2 articles."
    assert dialog.model.index(0, Column.WORDS).data() == "Ana Petrova → met"
    assert dialog.model.index(0, Column.CHANGE).data() == "runs → directs"
    marked.click(dialog.button)
    assert relations_of(marked, "two") == ["directs", "knows", "leads"]
    # The tree stays at it.
    marked.qtbot.waitUntil(lambda: editor.tree.current == Node(relation="directs"))
    assert "2 relations in 2 articles" in marked.window.banner.text
    # Two at once.
    item = editor.tree.currentItem()
    assert item is not None
    below = editor.tree.itemBelow(item)
    assert below is not None
    below.setSelected(True)
    assert editor.tree.selected_relations == ("directs", "leads")
    marked.click(editor.changing[ChangeKind.MERGE])
    dialog = relation_dialog(marked)
    dialog.into.setCurrentText("leads")
    dialog.look()
    assert dialog.model.index(0, Column.CHANGE).data() == (
        "directs → leads, which stands there already"
    )
    assert "2 say what is said already." in dialog.summary.text()
    marked.click(dialog.button)
    assert relations_of(marked, "one") == ["knows", "leads"]
    marked.qtbot.waitUntil(lambda: editor.schema == project.schema)
    assert editor.tree.choose(Node(relation="leads"))
    marked.click(editor.changing[ChangeKind.RETIRE])
    dialog = relation_dialog(marked)
    assert dialog.model.index(0, Column.CHANGE).data() == "leads stays"
    marked.click(dialog.button)
    assert relations_of(marked, "one") == ["knows", "leads"]
    assert [x.name for x in project.schema.relations] == ["knows"]
    editor.close()
    for _ in range(3):
        marked.session.undo()
    marked.settle()
    assert relations_of(marked, "one") == relations_of(marked, "two") == ["knows", "leads", "runs"]
    assert [x.name for x in project.schema.relations] == ["runs", "leads", "knows"]
    assert project.check() == []


def test_a_rename_of_a_relation_is_undone_after_an_import_brought_others(marked: Desk) -> None:
    project = with_relations(marked, "runs")
    marked.window.schemas.change_relations(ChangeKind.RENAME, ("runs",))
    dialog = relation_dialog(marked)
    dialog.name.setText("directs")
    dialog.look()
    marked.click(dialog.button)
    project.add_labels((), relations=("owns",))
    marked.session.undo()
    marked.settle()
    assert [x.name for x in project.schema.relations] == ["runs", "owns"]
    assert relations_of(marked, "one") == ["runs"]
    marked.session.redo()
    marked.settle()
    assert [x.name for x in project.schema.relations] == ["directs", "owns"]
    marked.window.schemas.change_relations(ChangeKind.RENAME, ("gone",))
    assert no_dialog(SchemaChangeDialog)
