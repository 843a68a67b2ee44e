"""Digits give labels also where a schema names no keys: by place, with every preset."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.articles import Article
from annotate.project import Project
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from gui.keymap import PRESETS, KeyMap, label_id, load_preset
from gui.label_keys import schema_keys
from tests.gui.conftest import Desk

ENTITIES = tuple(Label(f"THING{n}", Layer.ENTITY) for n in range(25))
EVENTS = tuple(Label(f"DEED{n}", Layer.EVENT) for n in range(12))
KEYLESS = LabelSchema(name="keyless", labels=(*ENTITIES, *EVENTS))
TEXT = "Ana Petrova met envoys in Lisbon."


def test_without_any_key_the_digits_are_given_by_place() -> None:
    keys = schema_keys(KEYLESS.labels)
    assert keys[:11] == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "Shift+1"]
    assert keys[19:21] == ["Shift+0", ""]
    assert keys[25:27] == ["Ctrl+1", "Ctrl+2"]
    assert keys[-3:] == ["Ctrl+0", "", ""]


def test_a_layer_with_a_key_stays_as_its_schema_has_it() -> None:
    labels = (
        Label("A", Layer.ENTITY),
        Label("B", Layer.ENTITY, key="Ctrl+1"),
        Label("C", Layer.EVENT),
        Label("D", Layer.EVENT),
    )
    assert schema_keys(labels) == ["", "Ctrl+1", "Ctrl+2", "Ctrl+3"]


@pytest.mark.parametrize("name", ["news", "ace", "plover"])
def test_a_shipped_schema_has_its_own(name: str) -> None:
    labels = find_schema(name).labels
    assert schema_keys(labels) == [label.key for label in labels]


@given(st.lists(st.tuples(st.sampled_from(Layer), st.sampled_from(["", "", "1", "Ctrl+2"]))))
def test_no_key_is_given_twice_by_place(parts: list[tuple[Layer, str]]) -> None:
    labels = [Label(f"L{place}", layer, key=key) for place, (layer, key) in enumerate(parts)]
    keys = schema_keys(labels)
    assert len(keys) == len(labels)
    given_here = [key for key, label in zip(keys, labels, strict=True) if key != label.key]
    assert len(set(given_here)) == len(given_here)
    assert not set(given_here) & {label.key for label in labels}


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "prodigy"])
def test_a_preset_leaves_them_to_the_labels(name: str) -> None:
    key_map = KeyMap(load_preset(name), schema=KEYLESS)
    assert [key_map.keys(label_id(label)) for label in ENTITIES[:10]] == [
        (key,) for key in "1234567890"
    ]


@pytest.fixture
def keyless(empty_desk: Desk, tmp_path: Path) -> Desk:
    """A window on one article, in a project whose labels have no keys."""
    path = tmp_path / "keyless.spandesk"
    with Project.create(path, KEYLESS, annotator="tester") as project:
        project.add_articles((Article("one", TEXT, title="One"),)).result()
    empty_desk.flows.open_path(str(path))
    view = empty_desk.window.pane.view
    view.setFocus()
    empty_desk.qtbot.waitUntil(view.hasFocus)
    return empty_desk


def test_digits_create_and_relabel_beyond_the_ninth(keyless: Desk) -> None:
    view = keyless.window.pane.view
    view.set_selection(0, 11)
    for key, label in (
        ("1", "THING0"),
        ("9", "THING8"),
        ("0", "THING9"),
        ("Shift+2", "THING11"),
        ("Ctrl+3", "DEED2"),
    ):
        keyless.press(key)
        assert keyless.labels == [label]
    assert keyless.window.actions_.keys_of("label.entity.THING9") == "0"
