"""Key maps: presets as other tools have them, one's own on top, never one key for two things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

import resources
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from gui.action_table import ACTIONS
from gui.keymap import (
    PRESETS,
    KeyMap,
    Kind,
    Preset,
    canonical,
    dump_own,
    kind_of,
    label_id,
    load_own,
    load_preset,
    motion_text,
    text_of,
)
from gui.text.keys import default_motions

NEWS = find_schema("news")
IDS = [spec.id for spec in ACTIONS] + [motion.id for motion in default_motions()]
KEYS = ["A", "X", "Ctrl+K", "F5", "Left", "Shift+Right", "1", "Ctrl+1", "Q", "Alt+Up", "Return"]


BOUNDARIES = {spec.id for spec in ACTIONS if spec.slot == "session.move_boundary"}


def twice(key_map: KeyMap) -> set[str]:
    """Keys that two ids have, but for a boundary and the caret: the focus says which it is."""
    ids = [*IDS, *(label_id(label) for label in NEWS.labels)]
    owners: dict[str, list[str]] = {}
    for item_id in ids:
        for key in set(key_map.keys(item_id)):
            owners.setdefault(key, []).append(item_id)

    def may_share(found: list[str]) -> bool:
        return (
            len(found) == 2
            and len(BOUNDARIES & set(found)) == 1
            and any(kind_of(item_id) is Kind.MOTION for item_id in found)
        )

    return {key for key, found in owners.items() if len(found) > 1 and not may_share(found)}


# -- presets, key by key as these tools have them -------------------------------------------------

OTHERS: dict[str, dict[str, tuple[str, ...]]] = {
    "prodigy": {
        "span.accept": ("A",),
        "span.reject": ("X",),
        "span.skip": ("Space",),
        "edit.undo": ("Backspace", "Del"),
        "edit.saved": ("Ctrl+S",),
        "help.guidelines": ("H",),
    },
    "doccano": {
        "article.previous": ("Left",),
        "article.next": ("Right",),
        "article.first": ("Shift+Left",),
        "article.last": ("Shift+Right",),
        "article.done": ("Return",),
        "span.clear": ("Esc",),
    },
    "label-studio": {
        "article.finish": ("Ctrl+Return",),
        "article.done": ("Alt+Return",),
        "article.skip": ("Ctrl+Space",),
        "edit.undo": ("Ctrl+Z",),
        "edit.redo": ("Ctrl+Shift+Z",),
        "span.delete": ("Backspace",),
        "span.delete_all": ("Ctrl+Backspace",),
        "span.first": ("Return",),
        "span.next_any": ("Alt+.",),
        "span.clear": ("U", "Esc"),
    },
    "inception": {
        "caret.move_page_on": ("PgDown",),
        "caret.move_page_back": ("PgUp",),
        "caret.move_article_back": ("Home",),
        "caret.move_article_on": ("End",),
        "article.next": ("Shift+PgDown",),
        "article.previous": ("Shift+PgUp",),
        "span.next_any": ("Shift+Right",),
        "span.previous_any": ("Shift+Left",),
        "span.delete": ("Shift+Del", "Backspace"),
        "span.clear": ("Shift+Esc", "Esc"),
        "edit.undo": ("Ctrl+Z",),
        "edit.redo": ("Ctrl+Shift+Z",),
        "article.finish": ("Ctrl+End",),
        "span.create": ("Return",),
        "span.cycle": ("Space",),
    },
    "brat": {
        "span.label": ("Return",),
        "span.delete": ("Del",),
        "span.take_selection": ("Ins",),
        "edit.find": ("Ctrl+F",),
        "edit.find_next": ("Ctrl+G",),
        "span.clear": ("Ctrl+K", "Esc"),
        "span.repeat": ("Ctrl+H",),
        "article.goto": ("Tab",),
        "article.previous": ("Left",),
        "article.next": ("Right",),
        "caret.move_page_back": ("Shift+Up",),
        "caret.move_page_on": ("Shift+Down",),
    },
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_preset_has_the_keys_of_the_tool(name: str) -> None:
    key_map = KeyMap(load_preset(name), schema=NEWS)
    for item_id, keys in OTHERS[name].items():
        assert set(keys) <= set(key_map.keys(item_id)), item_id


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_names_what_is_there_and_gives_no_key_twice(name: str) -> None:
    preset = load_preset(name)
    assert preset.title == PRESETS[name]
    assert set(preset.keys) <= set(IDS)
    assert "" not in {key for keys in preset.keys.values() for key in keys}
    assert not twice(KeyMap(preset, schema=NEWS))


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize(
    "item_id",
    ["span.accept", "span.reject", "span.skip", "span.next", "span.create", "span.label",
     "span.delete", "article.finish", "edit.undo", "help.shortcuts", "view.palette"],
)  # fmt: skip
def test_no_preset_takes_the_keys_of_the_main_work_away(name: str, item_id: str) -> None:
    assert KeyMap(load_preset(name), schema=NEWS).keys(item_id)


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_missing_changes_nothing_when_its_key_is_pressed(name: str) -> None:
    """A hand that knows the tool presses the key; it must not do another thing to the article."""
    preset = load_preset(name)
    key_map = KeyMap(preset, schema=NEWS)
    keys = {canonical(key) for keys, _ in preset.missing for key in keys.split(", ")}
    # Labels have the keys of the schema, as its note says, also those with Shift and a digit.
    found = {spec.id for spec in ACTIONS if keys & set(key_map.keys(spec.id))}
    # What duplicates a region there asks here to which word an event is copied.
    assert found <= {"event.copy"}


def test_each_file_of_a_preset_can_be_chosen() -> None:
    files = {path.stem for path in resources.path("keys").glob("*.toml")}
    assert files == set(PRESETS) - {"spandesk"}
    assert load_preset("no such tool") == Preset()


def test_prodigy_gives_thirty_labels_keys_by_their_place() -> None:
    key_map = KeyMap(load_preset("prodigy"), schema=NEWS)
    keys = [key_map.keys(label_id(label)) for label in NEWS.labels]
    assert keys[0] == ("1",)
    assert keys[9] == ("0",)
    assert keys[10] == ("Shift+1",)
    assert keys[29] == (canonical("Shift+Alt+0"),)


def test_the_usual_keys_are_those_of_the_table_and_the_schema() -> None:
    key_map = KeyMap(schema=NEWS)
    for spec in ACTIONS:
        assert key_map.keys(spec.id) == tuple(map(canonical, spec.keys))
    for label in NEWS.labels:
        assert key_map.keys(label_id(label)) == ((canonical(label.key),) if label.key else ())
    assert key_map.keys("nothing.of.the.kind") == ()


# -- one's own keys --------------------------------------------------------------------------------


def test_a_key_of_ones_own_is_taken_from_whoever_has_it() -> None:
    key_map = KeyMap(schema=NEWS).with_keys("span.accept", ["Ctrl+K"])
    assert key_map.keys("span.accept") == ("Ctrl+K",)
    assert key_map.keys("view.palette") == ("Ctrl+Shift+P",)
    assert set(key_map.own) == {"span.accept"}
    back = key_map.without("span.accept")
    assert back == KeyMap(schema=NEWS)
    assert back.keys("view.palette") == ("Ctrl+K", "Ctrl+Shift+P")


def test_a_key_may_come_from_the_caret_and_from_a_label() -> None:
    key_map = KeyMap(schema=NEWS).with_keys("article.next", ["Right"]).with_keys("span.skip", ["1"])
    assert key_map.keys("caret.move_character_on") == ()
    assert key_map.keys(label_id(NEWS.labels[0])) == ()
    right, plain = int(Qt.Key.Key_Right), Qt.KeyboardModifier.NoModifier
    assert key_map.motion_keys.motion_for(right, plain) is None


def test_a_label_may_have_a_key_of_ones_own_in_every_project_that_has_it() -> None:
    person = label_id(NEWS.labels[0])
    key_map = KeyMap(schema=NEWS).with_keys(person, ["Q"])
    assert key_map.keys(person) == ("Q",)
    other = LabelSchema("other", (Label("THING", Layer.ENTITY, key="1"),))
    assert key_map.with_schema(other).keys(label_id(other.labels[0])) == ("1",)
    assert key_map.with_schema(other).with_schema(NEWS).keys(person) == ("Q",)


def test_the_same_keys_as_usual_are_nobodys_own() -> None:
    key_map = KeyMap(schema=NEWS).with_keys("span.accept", ["Y"]).with_keys("span.accept", ["A"])
    assert not key_map.own


def test_no_key_at_all_is_kept_too() -> None:
    key_map = KeyMap().with_keys("span.accept", [])
    assert key_map.keys("span.accept") == ()
    assert load_own(dump_own(key_map.own)) == {"span.accept": ()}


def test_another_preset_begins_afresh() -> None:
    key_map = KeyMap().with_keys("span.accept", ["Y"]).with_preset(load_preset("brat"))
    assert key_map.keys("span.accept") == ("A",)


@given(st.lists(st.tuples(st.sampled_from(IDS), st.lists(st.sampled_from(KEYS), max_size=3))))
def test_whatever_is_given_no_key_has_two_owners(given_keys: list[tuple[str, list[str]]]) -> None:
    key_map = KeyMap(load_preset("inception"), schema=NEWS)
    for item_id, keys in given_keys:
        key_map = key_map.with_keys(item_id, keys)
        assert key_map.keys(item_id) == tuple(dict.fromkeys(keys))
        assert not twice(key_map)
    again = KeyMap(key_map.preset, load_own(dump_own(key_map.own)), NEWS)
    assert all(again.keys(item_id) == key_map.keys(item_id) for item_id in IDS)
    for item_id, _ in given_keys:
        key_map = key_map.without(item_id)
        assert key_map.keys(item_id) == key_map.usual_keys(item_id)
    assert not key_map.own


@pytest.mark.parametrize("lines", [None, "span.accept A", 3, [], ["", "  "], [7]])
def test_a_hand_in_the_file_breaks_nothing(lines: object) -> None:
    assert not twice(KeyMap(own=load_own(lines)))


def test_what_is_no_key_is_no_key() -> None:
    assert load_own(["span.accept Nonsense+Q+", "span.reject ctrl+r"])["span.reject"] == ("Ctrl+R",)


# -- clashes ---------------------------------------------------------------------------------------


def clash(key: str, item_id: str) -> list[tuple[Kind, str]]:
    found = KeyMap(schema=NEWS).clashes(key, item_id)
    return [(item.kind, item.text) for item in found]


def test_a_clash_says_with_what() -> None:
    assert clash("F5", "span.accept") == [(Kind.ACTION, "Suggest for this article")]
    assert clash("Ctrl+Left", "span.accept") == [(Kind.MOTION, "Go a token to the left")]
    assert clash("2", "span.accept") == [(Kind.LABEL, "ORG")]
    assert clash("Ctrl+1", "span.accept") == [(Kind.LABEL, "ATTACK")]
    assert clash("A", "span.accept") == []
    assert clash("Q", "span.accept") == []


def test_shift_with_a_digit_is_known_by_its_sign_too() -> None:
    assert clash("!", "span.accept") == [(Kind.LABEL, NEWS.labels[10].name)]
    key_map = KeyMap(schema=NEWS).with_keys("span.accept", ["!"])
    assert key_map.keys(label_id(NEWS.labels[10])) == ()


def test_a_digit_that_no_label_has_may_be_wanted_elsewhere() -> None:
    found = KeyMap().clashes("7", "span.accept")
    assert [item.kind for item in found] == [Kind.DIGIT]
    assert not KeyMap().clashes("7", "label.entity.GPE")


def test_what_moves_a_boundary_shares_its_key_with_the_caret() -> None:
    assert clash("Alt+Up", "span.end_left") == []
    assert clash("Left", "span.end_left") == []
    assert clash("Left", "article.next") == [(Kind.MOTION, "Go a character to the left")]


def test_every_id_has_a_name() -> None:
    for item_id in IDS:
        assert text_of(item_id) != item_id
    assert kind_of("label.entity.A.B") is Kind.LABEL
    assert text_of("label.entity.A.B") == "A.B"
    texts = [motion_text(motion) for motion in default_motions()]
    assert len(set(texts)) == len(texts)
    assert "Select to the end of the article" in texts
