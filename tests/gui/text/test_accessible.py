"""What assistive technology can read of the view."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from annotate.spans import Layer
from gui.text.view import ArticleView
from tests.gui.text.desk import Desk

TEXT = "President Ada Lorne met Bo Tarr in Velmora."


def spoken(view: ArticleView, kind: QAccessible.Text) -> str:
    return QAccessible.queryAccessibleInterface(view).text(kind)


def test_the_view_is_named_after_the_article(desk: Desk) -> None:
    assert spoken(desk.view, QAccessible.Text.Name) == "Article"
    desk.open(TEXT)
    desk.view.set_title_block("Talks in Velmora", "2 April")
    assert spoken(desk.view, QAccessible.Text.Name) == "Talks in Velmora"
    assert spoken(desk.view.verticalScrollBar(), QAccessible.Text.Name)


def test_the_focus_is_described_with_label_layer_and_state(desk: Desk) -> None:
    desk.open(TEXT)
    gold = desk.mark("Velmora", "GPE")
    event = desk.suggest("met", "CONTACT", layer=Layer.EVENT)
    desk.view.set_focus(gold.id)
    assert spoken(desk.view, QAccessible.Text.Description) == "GPE, entity: Velmora"
    desk.view.set_focus(event.id)
    assert spoken(desk.view, QAccessible.Text.Description) == "CONTACT, event, suggestion 0.70: met"
    desk.view.set_misaligned(frozenset([gold.id]))
    desk.view.set_focus(gold.id)
    assert "does not fit tokens" in spoken(desk.view, QAccessible.Text.Description)
    desk.put(gold.relabelled("ORG"))
    assert spoken(desk.view, QAccessible.Text.Description).startswith("ORG, entity")
    desk.view.set_focus(None)
    assert spoken(desk.view, QAccessible.Text.Description) == ""


@pytest.fixture
def active() -> Iterator[None]:
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was)


def test_movement_is_announced_without_harm(desk: Desk, active: None) -> None:
    desk.open(TEXT + "\nNext line.")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_PageDown):
        for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            desk.key(key, modifier)
    desk.key(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    desk.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert desk.view.text == TEXT + "\nNext line."
