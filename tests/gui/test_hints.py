"""What the window says about keys: always those that hold, and nothing of those that are gone."""

from __future__ import annotations

import pytest

from annotate.spans import Layer
from gui import hints
from gui.keymap import KeyMap, load_preset
from tests.gui.conftest import Desk


def use(desk: Desk, key_map: KeyMap) -> None:
    desk.window.keys.set_key_map(key_map)


def focus_gold(desk: Desk) -> None:
    desk.session.create_span(0, 11, layer=Layer.ENTITY, label="PERSON")


def test_a_suggestion_in_focus(desk: Desk) -> None:
    assert (
        desk.window.status.hint == "A: accept · X: reject · Space: skip · digits: other label · "
        "Tab: next"
    )
    use(desk, KeyMap().with_keys("span.reject", []).with_keys("span.skip", ["Z"]))
    assert desk.window.status.hint == ("A: accept · Z: skip · digits: other label · Tab: next")


def test_a_span_in_focus_has_boundaries(desk: Desk) -> None:
    focus_gold(desk)
    assert "Alt+←→: start · Alt+↑↓: end · Del: delete" in desk.window.status.hint
    key_map = KeyMap().with_keys("span.start_left", ["U"]).with_keys("span.start_right", ["I"])
    use(desk, key_map.with_keys("span.end_left", []).with_keys("span.end_right", []))
    assert "U I: start · Del: delete" in desk.window.status.hint


def test_a_selection(desk: Desk) -> None:
    desk.window.pane.view.set_selection(0, 3)
    assert desk.window.status.hint == "digits: label · Enter: PERSON · /: search label"
    use(desk, KeyMap(load_preset("brat")))
    assert desk.window.status.hint == "digits: label · C: PERSON · Enter: search label"


def test_labels_without_digits(desk: Desk) -> None:
    own = {f"label.entity.{name}": () for name in ("PERSON", "ORG", "GPE")}
    own |= {f"label.event.{name}": () for name in ("ATTACK", "MEET")}
    use(desk, KeyMap(own={**own, "label.entity.ORG": ("Q",)}))
    assert "label keys: other label" in desk.window.status.hint
    use(desk, KeyMap(own=own))
    assert "label" not in desk.window.status.hint


def test_nothing_in_focus(desk: Desk) -> None:
    desk.press("Esc")
    key_of = desk.window.actions_.key_of
    assert "Press Tab for" in hints.nothing_in_focus(desk.session, key_of, left=2)
    use(desk, KeyMap().with_keys("span.next", []))
    assert "Click a span" in hints.nothing_in_focus(desk.session, key_of, left=2)
    assert desk.window.status.hint == ""


@pytest.mark.parametrize(
    ("one", "other", "pair"),
    [
        ("Alt+Left", "Alt+Right", "Alt+←→"),
        ("Left", "Right", "←→"),
        ("Alt+Left", "Ctrl+Right", "Alt+Left Ctrl+Right"),
        ("U", "I", "U I"),
        ("", "I", "I"),
        ("", "", ""),
    ],
)
def test_two_keys_in_one(one: str, other: str, pair: str) -> None:
    assert hints._pair(one, other) == pair
