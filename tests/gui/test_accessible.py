"""What a screen reader meets: names and roles through Qt's own accessibility interfaces."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from annotate.spans import Layer
from tests.gui.conftest import Desk


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def test_lists_are_named_and_their_rows_speak(desk: Desk) -> None:
    window = desk.window
    assert name_of(window.articles.list) == "Articles"
    assert "Spans and suggestions" in name_of(window.spans.list)
    assert name_of(window.labels.sections[Layer.EVENT].list) == "Events"
    from PySide6.QtCore import Qt

    spoken = window.spans.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Ana Petrova, PERSON, entity, suggestion 80%"


@pytest.mark.parametrize("action_id", ["project.open", "edit.undo", "article.next", "edit.find"])
def test_buttons_of_the_tool_bar_are_named(desk: Desk, action_id: str) -> None:
    button = desk.window.tool_bar.widgetForAction(desk.window.actions_[action_id])
    assert name_of(button)


def test_score_and_label_in_focus_are_spoken(desk: Desk) -> None:
    panel = desk.window.focus_panel
    assert name_of(panel._chip) == "PERSON"
    assert name_of(panel._score) == "80%"


def test_cards_of_the_welcome_page_say_what_they_do(empty_desk: Desk) -> None:
    card = empty_desk.window.welcome.cards[0]
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.role() == QAccessible.Role.PushButton
    assert interface.text(QAccessible.Text.Name) == "Try the sample project"
    assert "ready to correct" in interface.text(QAccessible.Text.Description)


def test_every_pane_is_reached_without_a_mouse(desk: Desk) -> None:
    from PySide6.QtWidgets import QApplication

    reached: set[str] = set()
    for _ in range(4):
        desk.press("F6")
        focused = QApplication.focusWidget()
        for name in ("articles", "labels", "spans", "pane"):
            panel: QWidget = getattr(desk.window, name)
            if focused is panel or panel.isAncestorOf(focused):
                reached.add(name)
    assert reached == {"articles", "labels", "spans", "pane"}


def test_tab_in_a_panel_goes_through_its_controls(desk: Desk) -> None:
    from PySide6.QtWidgets import QApplication

    desk.window.articles.focus_filter()
    seen: list[QWidget] = []
    for _ in range(7):
        desk.press("Tab")
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.append(focused)
    assert desk.window.articles.list in seen
    assert desk.labels == []
