"""The table of actions: unique, without clashes, reachable from menu, palette and sheet."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.shipped import find_schema, shipped
from annotate.spans import Layer
from gui.action_table import ACTIONS, MENUS, Need
from gui.actions import label_action_id, menu_title, plain_text
from gui.dialogs.chooser import rank
from gui.dialogs.palette import action_choices
from gui.search_words import SEARCH_WORDS
from gui.text.keys import motion_for
from tests.gui.conftest import Desk

# With nothing in focus these keys move the caret by a sentence; with a focus they move its end.
SHARED_WITH_CARET = {"Alt+Up", "Alt+Down", "Alt+Shift+Up", "Alt+Shift+Down"}


def canonical(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def test_ids_are_unique() -> None:
    assert not [name for name, count in Counter(spec.id for spec in ACTIONS).items() if count > 1]


def test_keys_do_not_clash() -> None:
    keys = Counter(canonical(key) for spec in ACTIONS for key in spec.keys)
    assert not [key for key, count in keys.items() if count > 1]
    assert "" not in keys


@pytest.mark.parametrize("name", shipped())
def test_keys_of_labels_clash_with_nothing(name: str) -> None:
    taken = {canonical(key) for spec in ACTIONS for key in spec.keys}
    keys = [canonical(label.key) for label in find_schema(name).labels if label.key]
    assert len(keys) == len(set(keys))
    assert not taken & set(keys)


def test_keys_leave_the_caret_alone() -> None:
    """The view moves its caret itself; only keys that say so are shared with it."""
    for spec in ACTIONS:
        for key in spec.keys:
            combination = QKeySequence(key)[0]
            motion = motion_for(int(combination.key()), combination.keyboardModifiers())
            if motion is not None and spec.menu != MENUS[2]:
                assert key in SHARED_WITH_CARET, key


@pytest.mark.parametrize(
    ("action_id", "key"),
    [
        ("span.accept", "A"),
        ("span.reject", "X"),
        ("span.skip", "Space"),
        ("span.create", "Return"),
        ("article.finish", "Ctrl+Return"),
        ("span.next", "Tab"),
        ("span.previous", "Shift+Tab"),
        ("span.delete", "Del"),
        ("edit.undo", "Ctrl+Z"),
        ("edit.redo", "Ctrl+Shift+Z"),
        ("edit.redo", "Ctrl+Y"),
        ("article.next", "Shift+PgDown"),
        ("article.previous", "Shift+PgUp"),
        ("help.shortcuts", "F1"),
        ("view.text_only", "F11"),
        ("span.label", "/"),
        ("edit.find", "Ctrl+F"),
        ("edit.find_next", "Ctrl+G"),
        ("view.palette", "Ctrl+K"),
        ("view.palette", "Ctrl+Shift+P"),
        ("span.start_left", "Alt+Left"),
        ("help.guidelines", "H"),
    ],
)
def test_default_map(action_id: str, key: str) -> None:
    spec = next(spec for spec in ACTIONS if spec.id == action_id)
    assert canonical(key) in map(canonical, spec.keys)


def test_texts_and_tips_are_there() -> None:
    for spec in ACTIONS:
        assert spec.text
        assert spec.tip, spec.id
        assert not spec.tip.endswith("."), spec.id
        assert spec.menu in MENUS


def test_mnemonics_do_not_clash_in_a_menu() -> None:
    for menu in MENUS:
        marks = Counter(
            spec.text[spec.text.index("&") + 1].casefold()
            for spec in ACTIONS
            if spec.menu == menu and "&" in spec.text
        )
        assert not [mark for mark, count in marks.items() if count > 1], menu


def test_titles_of_menus_have_different_mnemonics() -> None:
    marks = Counter(title[title.index("&") + 1].casefold() for title in MENUS)
    assert max(marks.values()) == 1


def test_every_slot_is_there(desk: Desk) -> None:
    targets = desk.window.actions_.targets
    for spec in ACTIONS:
        target, _, method = spec.slot.partition(".")
        assert callable(getattr(targets[target], method)), spec.slot


def test_every_action_is_in_its_menu(desk: Desk) -> None:
    bar = desk.window.menuBar()
    menus = {action.text(): action.menu() for action in bar.actions()}
    for spec in ACTIONS:
        menu = menus[menu_title(spec.menu)]
        assert isinstance(menu, QMenu)
        assert desk.window.actions_[spec.id] in menu.actions(), spec.id


def test_every_action_is_in_the_palette(desk: Desk) -> None:
    shown = {choice.value for choice in action_choices(desk.window.actions_)}
    missing = [spec.id for spec in ACTIONS if desk.window.actions_[spec.id] not in shown]
    assert missing == ["view.palette"]  # it does not offer itself


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("restore", "project.backups"),
        ("delete article", "article.remove"),
        ("remove article", "article.remove"),
        ("undo", "edit.undo"),
        ("merge", "event.merge"),
        ("agreement", "suggest.evaluate"),
        ("settings", "app.preferences"),
        ("export spacy", "project.export"),
        ("shortcut", "app.keys"),
        ("coreference", "chain.link"),
        ("threshold", "suggest.hide_weak"),
    ],
)
def test_the_palette_knows_other_words_for_an_action(desk: Desk, typed: str, meant: str) -> None:
    found = rank(action_choices(desk.window.actions_), typed)
    ids = [getattr(choice.value, "objectName", str)() for choice in found[:3]]
    assert meant in ids


def test_search_words_are_of_actions_that_are_there() -> None:
    assert SEARCH_WORDS.keys() <= {spec.id for spec in ACTIONS}


def test_labels_are_actions_with_their_keys(desk: Desk, schema: LabelSchema) -> None:
    for label in schema.labels:
        action = desk.window.actions_[label_action_id(label.layer, label.name)]
        assert action.shortcut() == QKeySequence(label.key)
        assert action in desk.window.actions()


def test_a_label_does_not_take_the_key_of_an_action(desk: Desk) -> None:
    greedy = LabelSchema(
        name="greedy",
        labels=(
            Label("ACCEPT_THIEF", Layer.ENTITY, key="A"),
            Label("FIRST", Layer.ENTITY, key="1"),
        ),
    )
    actions = desk.window.actions_
    actions.set_schema(greedy)
    assert actions[label_action_id(Layer.ENTITY, "ACCEPT_THIEF")].shortcut().isEmpty()
    assert actions[label_action_id(Layer.ENTITY, "FIRST")].shortcut() == QKeySequence("1")


def test_only_what_can_be_done_is_enabled(desk: Desk) -> None:
    actions = desk.window.actions_
    for spec in ACTIONS:
        assert actions[spec.id].isEnabled() == (spec.needs <= actions.state), spec.id
    actions.set_state(frozenset())
    assert actions["project.open"].isEnabled()
    assert not actions["span.accept"].isEnabled()
    actions.set_state(frozenset(Need))
    assert all(actions[spec.id].isEnabled() for spec in ACTIONS)


def test_plain_text_drops_signs() -> None:
    assert plain_text("&Import files…") == "Import files"
    assert plain_text("R&&D") == "R&D"


def test_entries_have_sections_and_keys(desk: Desk) -> None:
    entries = {entry.id: entry for entry in desk.window.actions_.entries()}
    assert entries["span.create"].keys == "Enter"
    assert entries["edit.redo"].keys == "Ctrl+Shift+Z, Ctrl+Y"
    assert entries["label.entity.PERSON"].section == "Labels"


def test_a_label_with_a_tag_in_its_name_is_no_markup_in_a_tool_tip(desk: Desk) -> None:
    name = "<img/src='x'>"
    actions = desk.window.actions_
    actions.set_schema(LabelSchema(name="odd", labels=(Label(name, Layer.EVENT),)))
    action = actions[label_action_id(Layer.EVENT, name)]
    assert action.text() == name
    assert action.toolTip() == "<qt>&lt;img/src=&#x27;x&#x27;&gt;</qt>"
