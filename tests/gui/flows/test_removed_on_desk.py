"""A removed article on the desk: what is said of it stays, and nobody is led away from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from annotate.articles import Article
from annotate.errors import StoreFullError
from annotate.project import Project
from annotate.store import bulk as bulk_store
from gui.dialogs.removing import RemovalDialog
from tests.gui.conftest import Desk
from tests.gui.flows.test_removing import (
    IDS,
    banner,
    click_row,
    menu_at,
    opened,
    the_list,
    trigger,
    wait_for_rows,
)
from tests.gui.test_dialogs import when_it_opens

REMOVED = "This article is removed."


@pytest.fixture
def looking(desk: Desk) -> Desk:
    """The article "two" is removed, and looked at in the bin."""
    desk.window.removing.remove(["two"])
    wait_for_rows(desk, ["one", "three", "four"])
    trigger(desk, "article.removed")
    click_row(desk, "two")
    assert (opened(desk), banner(desk)) == ("two", REMOVED)
    return desk


def close_button(desk: Desk) -> QToolButton:
    (found,) = desk.window.banner.findChildren(QToolButton)
    return found


def fading(desk: Desk) -> QTimer:
    """The clock by which news goes."""
    (found,) = desk.window.banner.findChildren(QTimer)
    return found


def let_news_fade(desk: Desk) -> None:
    """News goes by itself; its clock is not waited for."""
    fading(desk).setInterval(0)
    desk.window.banner.say("Something else.")
    desk.qtbot.waitUntil(lambda: banner(desk) != "Something else.")


def test_it_stays_whatever_is_clicked_and_however_long(looking: Desk) -> None:
    viewport = looking.window.pane.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    looking.press("Right", "A", "Del", "Ctrl+F", "Esc")
    assert banner(looking) == REMOVED
    assert close_button(looking).isHidden(), "it is true as long as it stands there"
    assert not fading(looking).isActive()


def test_after_news_it_is_said_again(looking: Desk) -> None:
    let_news_fade(looking)
    assert banner(looking) == REMOVED
    looking.window.banner.say("The disk is slow.", is_problem=True)
    assert not close_button(looking).isHidden()
    looking.click(close_button(looking))
    assert banner(looking) == REMOVED
    assert looking.window.banner.button.text() == "Bring back"


def test_a_problem_is_said_before_it(desk: Desk) -> None:
    desk.window.removing.remove(["two"])
    wait_for_rows(desk, ["one", "three", "four"])
    desk.window.banner.say("The disk is full.", is_problem=True)
    desk.flows.open_article("two")
    assert banner(desk) == "The disk is full."
    desk.click(close_button(desk))
    assert banner(desk) == REMOVED


def test_it_goes_with_the_article(looking: Desk) -> None:
    looking.flows.open_article("three")
    assert banner(looking) == ""
    looking.flows.open_article("two")
    assert banner(looking) == REMOVED
    looking.flows.close_project()
    assert banner(looking) == ""


def test_it_goes_when_the_article_is_back(looking: Desk) -> None:
    looking.click(looking.window.banner.button)
    wait_for_rows(looking, IDS)
    assert banner(looking) == "“More of the same” is back."
    let_news_fade(looking)
    assert banner(looking) == ""


def test_it_comes_after_the_word_where_all_are_removed(desk: Desk) -> None:
    desk.window.removing.remove(IDS)
    wait_for_rows(desk, [])
    assert banner(desk) == "4 articles are removed."
    fading(desk).setInterval(0)
    desk.window.banner.say("Something else.")
    desk.qtbot.waitUntil(lambda: banner(desk) == REMOVED)
    assert opened(desk) == "one"


def test_bringing_back_that_fails_leaves_the_reader_there(
    looking: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFullError(path="x", reason="full")

    monkeypatch.setattr(bulk_store, "write_edits", full)
    looking.click(looking.window.banner.button)
    looking.qtbot.waitUntil(lambda: "full" in banner(looking) or "room" in banner(looking))
    monkeypatch.undo()
    looking.settle()
    QApplication.processEvents()
    assert opened(looking) == "two"
    looking.click(close_button(looking))
    assert banner(looking) == REMOVED


@pytest.fixture
def many(empty_desk: Desk, make_project: Callable[..., Project]) -> Desk:
    """A project of sixty articles, of which the last is removed; the first is open."""
    articles = tuple(Article(f"a{place}", f"The text {place}.", title="T") for place in range(60))
    project = make_project("many", articles=articles)
    project.close()
    empty_desk.flows.open_path(str(project.path))
    empty_desk.window.removing.remove(["a59"])
    wait_for_rows(empty_desk, [f"a{place}" for place in range(59)])
    return empty_desk


@pytest.mark.parametrize("there", ["a59", "a58"])
def test_who_goes_elsewhere_while_many_are_removed_stays_there(many: Desk, there: str) -> None:
    when_it_opens(RemovalDialog, lambda dialog: dialog.accept())
    many.window.removing.remove([f"a{place}" for place in range(25)])
    many.flows.open_article(there)
    wait_for_rows(many, [f"a{place}" for place in range(25, 59)])
    QApplication.processEvents()
    assert opened(many) == there
    assert (banner(many) == REMOVED) is (there == "a59")


def test_who_stays_is_led_on_when_they_are_written(many: Desk) -> None:
    when_it_opens(RemovalDialog, lambda dialog: dialog.accept())
    many.window.removing.remove([f"a{place}" for place in range(25)])
    many.qtbot.waitUntil(lambda: opened(many) == "a25")


def test_the_menu_shows_the_key_and_does_not_take_it(desk: Desk) -> None:
    menu = menu_at(desk, "three")
    (action,) = [each for each in menu.actions() if each.text() == "&Remove"]
    assert action.shortcut() == QKeySequence(Qt.Key.Key_Delete)
    assert action.isShortcutVisibleInContextMenu()
    menu.close()
    desk.press("Del")
    desk.settle()
    assert desk.session.desk is not None
    assert len(desk.session.desk.annotations.decisions) == 1, "in the text it is for spans"
    menu_at(desk, "three").close()
    desk.window.articles.focus_list()
    desk.press("Del", into=the_list(desk))
    wait_for_rows(desk, ["one", "two", "four"])
