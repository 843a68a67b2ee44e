"""Delete after a click in the list of articles takes nothing before it has said what it takes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotate.spans import Layer
from gui.keymap import KeyMap
from tests.gui.conftest import Desk
from tests.gui.flows.test_removing import (
    IDS,
    banner,
    click_row,
    focused,
    opened,
    rows_of,
    the_list,
    trigger,
    wait_for_rows,
)

ONCE_MORE = "Here Delete is for the text: once more rejects “Ana Petrova”."


def decided(desk: Desk) -> list[str]:
    """What was decided in the open article."""
    assert desk.session.desk is not None
    return sorted(desk.session.desk.annotations.decisions)


def test_delete_after_a_click_takes_nothing_and_says_so(desk: Desk) -> None:
    click_row(desk, "two")
    assert focused() is desk.window.pane.view, "the keyboard is with the text"
    desk.press("Del")
    assert (decided(desk), rows_of(desk), opened(desk)) == ([], IDS, "two")
    assert banner(desk) == ONCE_MORE
    assert desk.window.banner.button.text() == "Remove the article"


def test_once_more_rejects_and_the_word_goes(desk: Desk) -> None:
    click_row(desk, "two")
    desk.press("Del", "Del")
    desk.settle()
    assert decided(desk) == ["entity|0|11|PERSON"]
    assert banner(desk) == ""
    desk.press("Del")
    assert len(decided(desk)) == 2, "from then on it is for spans"


def test_the_button_removes_the_article(desk: Desk) -> None:
    click_row(desk, "two")
    desk.press("Del")
    desk.click(desk.window.banner.button)
    wait_for_rows(desk, ["one", "three", "four"])
    trigger(desk, "edit.undo")
    wait_for_rows(desk, IDS)
    assert decided(desk) == []


def test_the_row_of_the_open_article_is_as_any_other(desk: Desk) -> None:
    click_row(desk, "one")
    desk.press("Del")
    assert (decided(desk), banner(desk)) == ([], ONCE_MORE)


def test_also_where_the_row_was_opened_by_a_key(desk: Desk) -> None:
    desk.window.articles.focus_list()
    desk.press("Down", "Return", into=the_list(desk))
    assert opened(desk) == "two"
    assert focused() is desk.window.pane.view
    desk.press("Del")
    assert (decided(desk), banner(desk)) == ([], ONCE_MORE)


@pytest.mark.parametrize("keys", [["Tab", "Shift+Tab"], ["X", "Ctrl+Z"], ["Right"]])
def test_who_has_worked_in_the_text_means_the_text(desk: Desk, keys: list[str]) -> None:
    click_row(desk, "two")
    desk.press(*keys)
    desk.settle()
    assert decided(desk) == []
    desk.session.focus("entity|0|11|PERSON")
    desk.press("Del")
    assert decided(desk) == ["entity|0|11|PERSON"]
    assert banner(desk) == ""


def click_in_text(desk: Desk) -> None:
    viewport = desk.window.pane.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())


def choose_in_spans(desk: Desk) -> None:
    desk.window.spans.item_chosen.emit("entity|0|11|PERSON")


def go_to_the_spans_and_back(desk: Desk) -> None:
    desk.window.spans.focus_list()
    desk.window.pane.view.setFocus()


@pytest.mark.parametrize(
    "deed",
    [
        click_in_text,
        choose_in_spans,
        go_to_the_spans_and_back,
        lambda desk: trigger(desk, "article.next"),
        lambda desk: trigger(desk, "article.done"),
    ],
    ids=["click", "spans", "focus", "another article", "step"],
)
def test_so_does_who_has_done_anything_else(desk: Desk, deed: Callable[[Desk], None]) -> None:
    desk.flows.open_article("three")
    click_row(desk, "one")
    deed(desk)
    item = "entity|0|11|PERSON"
    assert desk.session.desk is not None
    if desk.session.desk.item(item) is None:
        assert opened(desk) == "two"
    desk.session.focus(item)
    desk.press("Del")
    assert decided(desk) == [item]


def test_an_article_opened_elsewhere_is_not_watched(desk: Desk) -> None:
    desk.flows.open_article("two")
    desk.press("Del")
    assert decided(desk) == ["entity|0|11|PERSON"]
    click_row(desk, "one")
    trigger(desk, "article.next")
    desk.press("Del")
    assert len(decided(desk)) == 2


def test_a_key_that_is_held_down_is_one(desk: Desk) -> None:
    click_row(desk, "two")
    desk.press("Del")
    view, plain = desk.window.pane.view, Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
        event = QKeyEvent(kind, Qt.Key.Key_Delete, plain, "", True)
        QApplication.sendEvent(view, event)
        assert event.isAccepted()
    assert decided(desk) == []
    assert banner(desk) == ONCE_MORE


def test_a_modifier_alone_is_no_other_key(desk: Desk) -> None:
    click_row(desk, "two")
    QTest.keyClick(desk.window.pane.view, Qt.Key.Key_Shift)
    desk.press("Del")
    assert (decided(desk), banner(desk)) == ([], ONCE_MORE)


def test_a_gold_span_in_focus_is_named(desk: Desk) -> None:
    desk.press("A")
    desk.session.focus(next(iter(desk.session.desk.spans)).id if desk.session.desk else None)
    click_row(desk, "one")
    desk.press("Del")
    assert banner(desk) == "Here Delete is for the text: once more deletes “Ana Petrova”."
    assert desk.labels == ["PERSON"]
    desk.press("Del")
    assert desk.labels == []


def test_where_nothing_is_in_focus_it_is_said(desk: Desk) -> None:
    click_row(desk, "three")
    desk.press("Del")
    assert banner(desk) == "Here Delete is for spans of the text, and none is in focus."
    assert desk.window.banner.button.text() == "Remove the article"


def test_where_delete_is_another_key_it_says_no_more_than_it_knows(desk: Desk) -> None:
    keys = KeyMap().with_keys("span.delete", ["Shift+Del"]).with_keys("edit.undo", ["Del"])
    desk.window.keys.set_key_map(keys)
    desk.session.create_span(0, 3, layer=Layer.ENTITY, label="PERSON")
    click_row(desk, "one")
    desk.press("Del")
    assert banner(desk) == "Here Delete is for the text. Press it once more if you mean that."
    assert desk.labels == ["PERSON"]
    desk.press("Del")
    assert desk.labels == [], "it was undone"
