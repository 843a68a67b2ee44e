"""Spans off the tokens in the window: marked, explained in the focus panel, snapped by key."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from annotate.pipeline import tokens_of
from annotate.spans import Layer
from tests.gui.conftest import STORY, Desk


@pytest.fixture
def cut(desk: Desk) -> Desk:
    """The window with real tokens, and “Petr” of “Petrova met” in focus as a person."""
    assert desk.session.desk is not None
    desk.session.apply_changes(desk.session.desk.set_tokens(tokens_of(STORY)))
    start = STORY.index("Petrova")
    desk.session.create_span(start, start + 4, layer=Layer.ENTITY, label="PERSON")
    desk.settle()
    return desk


def surfaces(desk: Desk) -> list[str]:
    assert desk.session.desk is not None
    return [desk.session.desk.surface(span) for span in desk.session.desk.spans]


def snap_buttons(desk: Desk) -> list[QPushButton]:
    links = desk.window.focus_panel.findChildren(QPushButton, "link")
    return [button for button in links if button.isVisible() and "“" in button.text()]


def test_it_is_marked_and_the_panel_says_what_to_take(cut: Desk) -> None:
    assert len(cut.window.pane.misaligned) == 1
    (button,) = snap_buttons(cut)
    assert button.text() == "take “Petrova”"
    cut.click(button)
    assert surfaces(cut) == ["Petrova"]
    assert not cut.window.pane.misaligned
    assert snap_buttons(cut) == []
    cut.press("Ctrl+Z")
    assert surfaces(cut) == ["Petr"]
    assert len(cut.window.pane.misaligned) == 1


def test_keys_expand_and_contract(cut: Desk) -> None:
    cut.window.pane.view.setFocus()
    cut.press("W")
    assert surfaces(cut) == ["Petrova"]
    cut.press("W")
    assert "already" in cut.window.banner.text
    start = STORY.index("trova met en")
    cut.session.create_span(start, start + 12, layer=Layer.ENTITY, label="ORG")
    assert [button.text() for button in snap_buttons(cut)] == [
        "take “Petrova met envoys”", "or “met”",
    ]  # fmt: skip
    cut.press("Shift+W")
    assert surfaces(cut) == ["Petrova", "met"]
    cut.press("Ctrl+Z", "Ctrl+Z", "Ctrl+Z")
    assert surfaces(cut) == ["Petr"]
    cut.press("Shift+W")
    assert "no whole token" in cut.window.banner.text


def test_all_of_the_article_in_one_step(cut: Desk) -> None:
    start = STORY.index("isbon")
    cut.session.create_span(start, start + 3, layer=Layer.ENTITY, label="GPE")
    cut.window.pane.view.setFocus()
    cut.press("Ctrl+Alt+W")
    assert surfaces(cut) == ["Petrova", "Lisbon"]
    assert "2 spans" in cut.window.banner.text
    cut.press("Ctrl+Alt+W")
    assert "Every span" in cut.window.banner.text
    cut.press("Ctrl+Z")
    assert surfaces(cut) == ["Petr", "isb"]
    cut.settle()
    assert cut.session.project is not None
    assert len(cut.session.project.annotations("one").spans) == 2


def test_nobody_judges_by_stand_in_tokens(desk: Desk) -> None:
    start = STORY.index("Petrova")
    desk.session.create_span(start, start + 4, layer=Layer.ENTITY, label="PERSON")
    assert not desk.window.pane.misaligned
    assert snap_buttons(desk) == []
