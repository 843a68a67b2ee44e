"""Keys of one's own, by real keys: recorded, taken over, kept, shown wherever keys are shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from annotate.settings import Settings
from annotate.spans import Layer
from gui.dialogs.chooser import Choice, Chooser
from gui.dialogs.key_editor import KeyEditor, KeyRows, key_of_event
from gui.dialogs.preferences import PreferencesDialog
from gui.dialogs.shortcuts import ShortcutsDialog
from gui.flows.main import Flows
from gui.keymap import KeyMap, load_preset
from tests.gui.conftest import Desk

SHIFT, CTRL, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def editor(desk: Desk) -> KeyEditor:
    """The editor as the flow opens it, without its event loop of its own."""
    editor = KeyEditor(desk.window.keys.key_map, desk.appearance, desk.window)
    editor.changed.connect(desk.window.keys.set_key_map)
    desk.qtbot.addWidget(editor)
    editor.show()
    editor.activateWindow()
    desk.qtbot.waitUntil(editor.isActiveWindow)
    return editor


def back(desk: Desk, editor: KeyEditor) -> None:
    """Close the editor; the keyboard is in the text again."""
    editor.accept()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.pane.view.setFocus()


def record(desk: Desk, editor: KeyEditor, item_id: str, *keys: str) -> None:
    """Choose a line, press Enter, then the keys."""
    editor.select(item_id)
    editor.list.setFocus()
    desk.press("Return", *keys)


def test_a_key_is_recorded_and_holds_at_once(desk: Desk, editor: KeyEditor) -> None:
    record(desk, editor, "span.accept", "Ctrl+J")
    assert editor.key_map.keys("span.accept") == ("Ctrl+J",)
    back(desk, editor)
    desk.press("A")
    assert desk.labels == []
    desk.press("Ctrl+J")
    assert desk.labels == ["PERSON"]


def test_tab_and_enter_can_be_recorded_and_esc_leaves(desk: Desk, editor: KeyEditor) -> None:
    record(desk, editor, "span.reject", "Esc")
    assert not editor.recorder.isVisible()
    assert editor.key_map.keys("span.reject") == ("X",)
    record(desk, editor, "span.reject", "Shift+Tab")
    assert "Previous suggestion" in editor.problem
    desk.click(editor.leave)
    assert editor.key_map.keys("span.reject") == ("X",)
    assert editor.isVisible()


def test_a_clash_is_said_and_taken_over(desk: Desk, editor: KeyEditor) -> None:
    record(desk, editor, "span.accept", "2")
    assert editor.problem == "2 gives the label ORG."
    desk.press("Return")  # the button has the keyboard
    assert editor.key_map.keys("span.accept") == ("2",)
    assert editor.key_map.keys("label.entity.ORG") == ()
    record(desk, editor, "span.accept", "Ctrl+Right")
    assert editor.problem == "Ctrl+Right moves the caret: “Go a token to the right”."
    desk.click(editor.take_over)
    back(desk, editor)
    assert desk.session.focused is not None
    desk.press("Ctrl+Right")
    assert desk.labels == ["PERSON"]
    desk.press("2")  # given back to the label when the command took another key
    assert desk.labels == ["PERSON", "ORG"]


def test_another_key_is_added_and_keys_are_taken_away(desk: Desk, editor: KeyEditor) -> None:
    editor.select("span.skip")
    editor.list.setFocus()
    desk.press("Ins", "Ctrl+J")
    assert editor.key_map.keys("span.skip") == ("Space", "Ctrl+J")
    desk.press("Del")
    assert editor.key_map.keys("span.skip") == ()
    assert not editor.no_key.isEnabled()
    desk.press("Backspace")
    assert editor.key_map.keys("span.skip") == ("Space",)
    assert not editor.reset.isEnabled()


def test_everything_is_reset_at_once(desk: Desk, editor: KeyEditor) -> None:
    record(desk, editor, "span.accept", "Ctrl+J")
    record(desk, editor, "caret.move_line_on", "Ctrl+M")
    desk.click(editor.reset_all)
    assert editor.key_map == KeyMap(schema=editor.key_map.schema)
    assert desk.settings.get("keys.own") is None


def test_lines_are_found_by_command_label_and_key(desk: Desk, editor: KeyEditor) -> None:
    def found(text: str) -> list[str]:
        editor.field.setText(text)
        return [editor.rows.index(row).data() for row in range(editor.rows.rowCount())]

    assert "Accept suggestion" in found("accept sugg")
    assert "Find next" in found("f3")
    assert "ORG" in found("labels org")
    assert "Go a sentence down" in found("caret sentence")
    assert found("no such thing") == []
    assert not editor.change.isEnabled()


def test_a_label_gets_a_key(desk: Desk, editor: KeyEditor) -> None:
    record(desk, editor, "label.event.MEET", "Q")
    back(desk, editor)
    desk.window.pane.view.set_selection(0, 3)
    desk.press("Q")
    assert desk.labels == ["MEET"]
    assert desk.window.label_keys(Layer.EVENT, "MEET") == "Q"


def test_a_preset_is_chosen_in_the_box(desk: Desk, editor: KeyEditor) -> None:
    editor.presets.setFocus()
    desk.press("Down", into=editor.presets)
    assert editor.key_map.preset.title == "Prodigy"
    assert desk.settings.get("keys.preset") == "prodigy"
    back(desk, editor)
    desk.press("A")
    assert desk.labels == ["PERSON"]
    desk.press("Backspace")
    assert desk.labels == []


# -- whatever shows keys follows -------------------------------------------------------------------


def use(desk: Desk, key_map: KeyMap) -> None:
    desk.window.keys.set_key_map(key_map.with_schema(desk.window.keys.key_map.schema))


def test_what_shows_keys_follows(desk: Desk) -> None:
    window = desk.window
    assert "A: accept" in window.status.hint
    key_map = window.keys.key_map.with_keys("span.accept", ["Y"])
    key_map = key_map.with_keys("view.palette", ["Ctrl+J"]).with_keys("label.entity.ORG", ["Q"])
    use(desk, key_map.with_keys("article.finish", ["Ctrl+D"]))
    assert "Y: accept" in window.status.hint
    assert window.actions_["span.accept"].toolTip() == "Accept suggestion  (Y)"
    boxes = [box.text() for box in window.tool_bar.findChildren(type(window.tool_bar._search_box))]
    assert any("Ctrl+J" in text for text in boxes)
    assert window.tool_bar._finish_button.toolTip().endswith("(Ctrl+D)")
    sheet = ShortcutsDialog(window.actions_, desk.appearance, window)
    desk.qtbot.addWidget(sheet)
    section = sheet.sections["Span"]
    assert any("accept suggestion y" in words for words, _ in section._rows)
    section = window.labels.sections[Layer.ENTITY]
    org = [label.name for label in section.model.labels].index("ORG")
    assert "[Q]" in section.model.index(org).data(Qt.ItemDataRole.ToolTipRole)
    caps = window.focus_panel.buttons.caps["span.accept"]
    assert caps._keys == "Y"


def test_keys_are_kept_for_the_next_window(desk: Desk) -> None:
    use(desk, KeyMap(load_preset("doccano")).with_keys("span.accept", ["Ctrl+J"]))
    again = Settings()
    assert again.get("keys.preset") == "doccano"
    assert again.get("keys.own") == ["span.accept Ctrl+J"]
    desk.window.actions_.set_keys(None)
    desk.window.keys._key_map = None
    assert desk.window.actions_.key_of("article.next") == "Shift+PgDown"
    desk.window.keys.restore()
    assert desk.window.actions_.key_of("article.next") == "Right"
    assert desk.window.actions_.key_of("span.accept") == "Ctrl+J"


def test_a_preset_is_chosen_among_the_preferences(desk: Desk) -> None:
    dialog = PreferencesDialog(desk.settings, desk.appearance, desk.window)
    dialog.changed.connect(desk.flows.preferences_changed)
    desk.qtbot.addWidget(dialog)
    dialog.keys.setCurrentIndex(dialog.keys.findText("doccano"))
    assert desk.window.actions_.key_of("article.next") == "Right"
    dialog.keys.setCurrentIndex(dialog.keys.findText("Spandesk"))
    assert desk.window.actions_.key_of("article.next") == "Shift+PgDown"
    assert desk.settings.get("keys.preset") is None


def test_an_open_sheet_follows_and_leads_to_the_editor(desk: Desk) -> None:
    sheet = ShortcutsDialog(desk.window.actions_, desk.appearance, desk.window)
    desk.qtbot.addWidget(sheet)
    assert any(
        "go a token to the left ctrl+left" in words for words, _ in sheet.sections["Caret"]._rows
    )
    use(desk, KeyMap().with_keys("span.accept", ["Y"]).with_keys("caret.move_token_back", ["Q"]))
    assert any("accept suggestion y" in words for words, _ in sheet.sections["Span"]._rows)
    assert any("go a token to the left q" in words for words, _ in sheet.sections["Caret"]._rows)


def test_another_project_has_its_labels_with_ones_own_keys(desk: Desk) -> None:
    use(desk, KeyMap().with_keys("label.entity.ORG", ["Q"]))
    path = desk.session.project.path if desk.session.project else None
    desk.session.close_project()
    desk.flows.open_path(str(path))
    assert desk.window.label_keys(Layer.ENTITY, "ORG") == "Q"
    assert desk.window.label_keys(Layer.ENTITY, "PERSON") == "1"


def test_the_editor_opens_by_its_key(desk: Desk) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, KeyEditor):
            seen.append(dialog.windowTitle())
            dialog.reject()
        else:
            QTimer.singleShot(10, look)

    QTimer.singleShot(0, look)
    desk.press("Ctrl+Alt+K")
    assert seen == ["Keyboard shortcuts"]


# -- the work with the keys of other tools ---------------------------------------------------------


def brat(desk: Desk) -> None:
    desk.press("Right")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "two"
    desk.press("Left")
    assert desk.session.desk.article.id == "one"


def prodigy(desk: Desk) -> None:
    desk.press("A", "F")  # MEET is in focus, which F would accept as a whole event elsewhere
    assert desk.labels == ["PERSON"]
    desk.press("Backspace")
    assert desk.labels == []
    desk.press("X", "Space", "3", "Ctrl+S")
    assert desk.labels == ["GPE"]
    desk.press("Del", "Del")
    assert desk.labels == []
    assert desk.session.focused is not None


def label_studio(desk: Desk) -> None:
    desk.press("U")
    assert desk.session.focused is None
    desk.press("Return")
    assert desk.session.focused is not None
    desk.press("1", "Return", "Backspace")
    assert desk.labels == []
    desk.press("Ctrl+Return")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "two"


def inception(desk: Desk) -> None:
    first = desk.session.focus_id
    desk.press("Shift+Right")
    assert desk.session.focus_id != first
    desk.press("Shift+Left")
    assert desk.session.focus_id == first
    desk.press("End")
    assert desk.window.pane.view.caret == len(desk.window.pane.view.text)
    desk.press("Ctrl+Home", "Ctrl+Shift+Right", "Return")
    assert desk.labels == ["PERSON"]


def doccano(desk: Desk) -> None:
    assert desk.session.desk is not None
    desk.press("Shift+Right")
    assert desk.session.desk.article.id == "four"
    desk.press("Shift+Left", "Return")
    assert desk.session.desk.article.id == "one"
    assert desk.session.desk.annotations.state == "done"


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("prodigy", prodigy),
        ("brat", brat),
        ("label-studio", label_studio),
        ("inception", inception),
        ("doccano", doccano),
    ],
)
def test_the_keys_of_other_tools_do_here_what_they_do_there(
    desk: Desk, name: str, work: Callable[[Desk], None]
) -> None:
    use(desk, KeyMap(load_preset(name)))
    work(desk)


def test_keys_of_other_tools_do_no_harm_in_a_field(desk: Desk) -> None:
    use(desk, KeyMap(load_preset("label-studio")))
    desk.press("1", "1")
    assert len(desk.labels) == 2
    desk.press("Ctrl+F")
    desk.type("met Li")
    desk.press("Left", "Backspace", "Ctrl+Backspace", "Ctrl+End")
    assert len(desk.labels) == 2
    use(desk, KeyMap(load_preset("doccano")))
    desk.press("Left", "Shift+Right", "Right")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "one"


# -- what hands do besides -------------------------------------------------------------------------


def test_tab_stops_at_every_span_by_a_switch(desk: Desk) -> None:
    desk.press("A", "A")  # PERSON and MEET are gold now
    desk.press("Ctrl+Home", "Esc", "Esc")
    desk.press("Tab")
    assert desk.session.focused is not None
    assert desk.session.focused.label == "GPE"
    desk.press("Ctrl+T", "Esc", "Ctrl+Home", "Tab")
    assert desk.session.focused.label == "PERSON"
    assert desk.window.actions_["span.stops"].isChecked()
    desk.press("Shift+Tab")  # round at the beginning
    assert desk.session.focused.label == "ORG"
    desk.press("Tab")
    assert desk.session.focused.label == "PERSON"
    assert Settings().get("keys.stops_at_every_span") is True
    desk.press("Ctrl+T")
    assert Settings().get("keys.stops_at_every_span") is None


def test_ctrl_s_says_that_all_is_saved(desk: Desk) -> None:
    desk.press("A", "Ctrl+S")
    assert "Everything is saved" in desk.window.banner.text


def test_the_focus_takes_the_boundaries_of_the_selection(desk: Desk) -> None:
    desk.press("A")
    assert desk.session.desk is not None
    (person,) = desk.session.desk.spans
    desk.session.focus(person.id)
    desk.window.pane.view.set_selection(4, 11)
    desk.press("B")
    (person,) = desk.session.desk.spans
    assert (person.start, person.end) == (4, 11)
    assert desk.window.pane.view.selection is None


def test_o_goes_through_the_spans_under_the_caret(desk: Desk) -> None:
    for start, end, label in ((0, 11, "ORG"), (4, 11, "PERSON"), (4, 15, "GPE")):
        desk.session.create_span(start, end, layer=Layer.ENTITY, label=label)
    desk.press("Ctrl+End", "Tab")  # the focus is far from the caret now
    desk.press("Ctrl+Home", "Ctrl+Right", "Right")
    seen: list[str] = []
    for _ in range(4):
        desk.press("O")
        assert desk.session.focused is not None
        seen.append(desk.session.focused.label)
    assert seen == ["ORG", "GPE", "PERSON", "ORG"]
    desk.press("Tab")
    assert desk.session.focused.label == "MEET"
    desk.press("O")  # the focus has moved last: its own stack counts
    assert desk.session.focused.label == "GPE"


def test_boundaries_move_by_letters_too(desk: Desk) -> None:
    desk.press("A")
    assert desk.session.desk is not None
    (person,) = desk.session.desk.spans
    desk.session.focus(person.id)

    def bounds() -> tuple[int, int]:
        assert desk.session.desk is not None
        (span,) = desk.session.desk.spans
        return span.start, span.end

    desk.press("I")
    assert bounds() == (4, 11)
    desk.press("K")
    assert bounds() == (4, 15)
    desk.press("U", "J")
    assert bounds() == (0, 11)
    desk.press("Shift+I", "Shift+J")
    assert bounds() == (1, 10)
    desk.press("Shift+U", "Shift+K")
    assert bounds() == (0, 11)


def test_all_spans_go_by_one_step(desk: Desk) -> None:
    desk.press("A", "A", "A")
    assert len(desk.labels) == 3
    desk.window.actions_["span.delete_all"].trigger()
    assert desk.labels == []
    assert desk.session.desk is not None
    kinds = {item.kind for item in desk.session.desk.annotations.decisions.values()}
    assert kinds == {"rejected"}
    desk.press("Ctrl+Z")
    assert len(desk.labels) == 3
    desk.settle()
    assert desk.session.project is not None
    assert desk.session.project.check() == []


def test_the_label_picker_shows_the_most_used_first_and_the_keys_that_hold(desk: Desk) -> None:
    use(desk, KeyMap().with_keys("label.entity.GPE", ["Q"]))
    for start in (4, 12, 17):
        desk.session.create_span(start, start + 3, layer=Layer.ENTITY, label="GPE")
    desk.session.create_span(23, 25, layer=Layer.ENTITY, label="ORG")
    desk.settle()
    desk.window.pane.view.set_selection(26, 32)
    desk.session.focus(None)
    seen: list[list[str]] = []

    def look() -> None:
        found = [x for x in QApplication.topLevelWidgets() if isinstance(x, Chooser)]
        popup = next((x for x in found if x.isVisible()), None)
        if popup is None:
            QTimer.singleShot(10, look)
            return
        model = popup.list.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        seen.append([str(row.data()) for row in rows[:2]])
        choice = rows[0].data(Qt.ItemDataRole.UserRole)
        seen.append([choice.keys if isinstance(choice, Choice) else ""])
        QTest.keyClicks(popup.field, "att")
        QTest.keyClick(popup.field, Qt.Key.Key_Return)

    QTimer.singleShot(0, look)
    desk.press("L")
    assert seen == [["GPE", "ORG"], ["Q"]]
    assert "ATTACK" in desk.labels


# -- small parts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "modifiers", "text", "shown"),
    [
        (Qt.Key.Key_A, NONE, "a", "A"),
        (Qt.Key.Key_A, SHIFT, "A", "Shift+A"),
        (Qt.Key.Key_Question, SHIFT, "?", "?"),
        (Qt.Key.Key_Backtab, SHIFT, "\t", "Shift+Tab"),
        (Qt.Key.Key_Space, SHIFT, " ", "Shift+Space"),
        (Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5", "5"),
        (Qt.Key.Key_Control, CTRL, "", ""),
        (Qt.Key.Key_unknown, NONE, "", ""),
    ],
)
def test_what_a_key_event_is(
    key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, shown: str
) -> None:
    assert key_of_event(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)) == shown


def test_the_rows_are_a_sound_model(desk: Desk) -> None:
    rows = KeyRows(desk.window.keys.key_map)
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal, rows)
    rows.filter("accept")
    rows.set_key_map(rows.key_map.with_keys("span.accept", ["Y"]))
    spoken = rows.place_of("span.accept").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Accept suggestion, Span: Y"
    assert not rows.place_of("article.next").isValid()


def test_settings_that_cannot_be_written_say_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotate.errors import SettingsError

    def refuse(*_: object) -> None:
        raise SettingsError(path="x", key="", reason="read-only")

    monkeypatch.setattr(desk.settings, "set", refuse)
    use(desk, KeyMap().with_keys("span.accept", ["Y"]))
    assert desk.window.banner.isVisible()
    QTest.keySequence(desk.window.pane.view, "Y")
    assert desk.labels == ["PERSON"]


def test_flows_know_the_settings(desk: Desk) -> None:
    assert isinstance(desk.flows, Flows)
    assert desk.flows.settings is desk.settings
