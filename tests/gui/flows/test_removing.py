"""Articles removed and brought back by key, mouse, menu and palette; undo after a restart too."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from annotate.articles import Article, ArticleState
from annotate.errors import ArticleDuplicateError, StoreFullError
from annotate.exchange.drafts import Refusal
from annotate.exchange.report import ImportReport
from annotate.project import Project
from annotate.removing import bringing_back, removal
from annotate.spans import Layer
from annotate.store import bulk as bulk_store
from gui.bulk import Bulk
from gui.dialogs.chooser import Chooser
from gui.dialogs.import_report import ImportReportDialog
from gui.dialogs.removing import RemovalDialog
from gui.jobs import Jobs
from gui.models.articles import ArticleRole
from gui.panels.article_list import ArticleList
from gui.session import Session
from tests.gui.conftest import Desk
from tests.gui.test_dialogs import when_it_opens

IDS = ["one", "two", "three", "four"]


def rows_of(desk: Desk) -> list[str]:
    """Ids of the articles that the list shows."""
    model = desk.window.articles.model
    return [model.index(row).data(ArticleRole.ARTICLE_ID) for row in range(model.rowCount())]


def opened(desk: Desk) -> str:
    assert desk.session.desk is not None
    return desk.session.desk.article.id


def banner(desk: Desk) -> str:
    return desk.window.banner.text


def the_list(desk: Desk) -> ArticleList:
    return desk.window.articles.list


def click_row(
    desk: Desk, article_id: str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    rows = the_list(desk)
    place = rows.visualRect(desk.window.articles.model.index_of(article_id)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def focused() -> QWidget:
    """Where keys of a person go."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def bars(desk: Desk) -> list[str]:
    """Ids of the rows with a bar of the accent at their start."""
    rows, model = the_list(desk), desk.window.articles.model
    picture = rows.viewport().grab().toImage()
    accent = desk.window.appearance.colour("accent").rgb()
    found: list[str] = []
    for article_id in IDS:
        place = rows.visualRect(model.index_of(article_id))
        line = range(place.left(), place.left() + 9)
        if any(picture.pixel(x, place.center().y()) == accent for x in line):
            found.append(article_id)
    return found


def wait_for_rows(desk: Desk, ids: list[str]) -> None:
    desk.qtbot.waitUntil(lambda: rows_of(desk) == ids)


def menu_at(desk: Desk, article_id: str) -> QMenu:
    """The context menu over a row, as the right button opens it."""
    rows = the_list(desk)
    place = rows.visualRect(desk.window.articles.model.index_of(article_id)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.RightButton, pos=place)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, place, rows.viewport().mapToGlobal(place)
    )
    QApplication.sendEvent(rows.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(desk: Desk, menu: QMenu, text: str) -> None:
    """Choose an entry of a menu with the mouse."""
    (action,) = [each for each in menu.actions() if each.text().replace("&", "") == text]
    assert action.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    desk.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def trigger(desk: Desk, name: str) -> None:
    action = desk.window.actions_[name]
    # The steps of an earlier session are recalled in a pause.
    desk.qtbot.waitUntil(action.isEnabled)
    action.trigger()


def undo_in_banner(desk: Desk) -> None:
    assert desk.window.banner.button.text() == "Undo"
    desk.click(desk.window.banner.button)


# -- one article -----------------------------------------------------------------------------------


def test_the_open_article_is_removed_and_the_next_one_opened(desk: Desk) -> None:
    trigger(desk, "article.remove")
    desk.qtbot.waitUntil(lambda: opened(desk) == "two")
    wait_for_rows(desk, IDS[1:])
    assert banner(desk) == "“Envoys meet in Lisbon” is removed."
    undo_in_banner(desk)
    wait_for_rows(desk, IDS)
    assert opened(desk) == "one"
    assert desk.session.desk is not None
    assert desk.session.desk.annotations.state is ArticleState.NEW
    assert banner(desk) == "", "nothing says any more that it is removed"


def test_redo_removes_again_and_goes_on(desk: Desk) -> None:
    trigger(desk, "article.remove")
    desk.qtbot.waitUntil(lambda: opened(desk) == "two")
    desk.press("Ctrl+Z")
    desk.qtbot.waitUntil(lambda: opened(desk) == "one")
    desk.press("Ctrl+Shift+Z")
    desk.qtbot.waitUntil(lambda: opened(desk) == "two")
    wait_for_rows(desk, IDS[1:])


def test_from_the_last_article_the_one_before_is_opened(desk: Desk) -> None:
    desk.flows.open_article("four")
    trigger(desk, "article.remove")
    desk.qtbot.waitUntil(lambda: opened(desk) == "three")


def test_next_and_previous_pass_removed_articles_over(desk: Desk) -> None:
    menu = menu_at(desk, "two")
    choose(desk, menu, "Remove")
    wait_for_rows(desk, ["one", "three", "four"])
    assert opened(desk) == "one", "another article was removed"
    trigger(desk, "article.next")
    assert opened(desk) == "three"
    trigger(desk, "article.previous")
    assert opened(desk) == "one"


def test_the_palette_finds_it_under_delete(desk: Desk) -> None:
    def use(palette: Chooser) -> None:
        QTest.keyClicks(palette.field, "remove this article")
        QTest.keyClick(palette.field, Qt.Key.Key_Return)

    when_it_opens(Chooser, use)
    desk.press("Ctrl+K")
    wait_for_rows(desk, IDS[1:])


def test_when_all_are_removed_the_last_one_stays_to_be_brought_back(desk: Desk) -> None:
    desk.window.removing.remove(IDS)
    wait_for_rows(desk, [])
    assert opened(desk) == "one"
    assert not desk.window.actions_["article.remove"].isEnabled()
    assert banner(desk) == "4 articles are removed."
    trigger(desk, "article.bring_back")
    wait_for_rows(desk, ["one"])
    desk.session.close_project()


# -- several articles ------------------------------------------------------------------------------


def test_several_are_selected_and_removed_as_one_step(desk: Desk) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    click_row(desk, "two", control)
    click_row(desk, "four", control)
    assert opened(desk) == "one", "with Ctrl nothing is opened"
    assert list(the_list(desk).selected_ids) == ["one", "two", "four"]
    click_row(desk, "one", control)
    steps = desk.session.undo_stack.count()
    choose(desk, menu_at(desk, "four"), "Remove 2 articles")
    wait_for_rows(desk, ["one", "three"])
    assert desk.session.undo_stack.count() == steps + 1
    assert banner(desk) == "2 articles are removed."
    trigger(desk, "edit.undo")
    wait_for_rows(desk, IDS)


def test_shift_selects_a_range_and_delete_removes_it(desk: Desk) -> None:
    click_row(desk, "two")
    assert opened(desk) == "two"
    assert not the_list(desk).hasFocus(), "a click opens, and the keyboard is for the text"
    click_row(desk, "three", Qt.KeyboardModifier.ShiftModifier)
    assert opened(desk) == "two"
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    wait_for_rows(desk, ["one", "four"])
    desk.qtbot.waitUntil(lambda: opened(desk) == "four")


def test_delete_after_a_selection_with_the_mouse_is_for_articles(desk: Desk) -> None:
    desk.press("A")  # a gold span that a stray Delete would take
    desk.settle()
    control = Qt.KeyboardModifier.ControlModifier
    click_row(desk, "one", control)
    click_row(desk, "three", control)
    QTest.keyClick(focused(), Qt.Key.Key_Delete)
    wait_for_rows(desk, ["one", "two", "four"])
    assert desk.labels == ["PERSON"]


def test_what_is_done_by_a_key_with_ctrl_does_not_stay_selected(desk: Desk) -> None:
    for following in ("two", "three"):
        desk.press("Ctrl+Return")
        desk.qtbot.waitUntil(lambda following=following: opened(desk) == following)
        assert list(the_list(desk).selected_ids) == [following]


def test_while_the_list_has_the_keyboard_a_bar_shows_what_is_selected(desk: Desk) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    assert bars(desk) == []
    click_row(desk, "three", control)
    assert bars(desk) == ["one", "three"]
    click_row(desk, "one", control)
    assert bars(desk) == ["three"], "the open article is seen not to be one of them"
    desk.window.pane.view.setFocus()
    assert bars(desk) == []


def test_delete_after_delete_goes_down_the_list_and_touches_no_span(desk: Desk) -> None:
    desk.press("A")  # a gold span that a stray Delete would take
    desk.settle()
    rows = the_list(desk)
    desk.window.articles.focus_list()
    desk.press("Down", into=rows)
    for left in (["one", "three", "four"], ["one", "four"], ["one"]):
        assert rows.hasFocus()
        desk.press("Del", into=rows)
        wait_for_rows(desk, left)
    assert opened(desk) == "one"
    assert desk.labels == ["PERSON"]
    desk.press("Del", into=rows)
    wait_for_rows(desk, [])
    assert desk.labels == ["PERSON"]


def test_the_list_keeps_the_keyboard_when_the_open_article_goes(desk: Desk) -> None:
    rows = the_list(desk)
    desk.window.articles.focus_list()
    desk.press("Del", into=rows)
    desk.qtbot.waitUntil(lambda: opened(desk) == "two")
    assert rows.hasFocus()
    assert rows.currentIndex().data(ArticleRole.ARTICLE_ID) == "two"


@pytest.mark.parametrize(("key", "labels"), [("A", ["PERSON"]), ("X", [])])
def test_who_corrects_a_span_has_the_keyboard_in_the_text_again(
    desk: Desk, key: str, labels: list[str]
) -> None:
    click_row(desk, "three", Qt.KeyboardModifier.ControlModifier)
    assert focused() is the_list(desk)
    desk.press(key)
    desk.settle()
    assert desk.labels == labels
    assert focused() is desk.window.pane.view
    desk.press("Shift+Tab", "Del")
    desk.settle()
    assert rows_of(desk) == IDS, "Delete was for the span"


def test_a_click_beside_the_rows_has_no_menu(desk: Desk) -> None:
    rows = the_list(desk)
    place = rows.viewport().rect().bottomLeft() - QPoint(-3, 3)
    assert not rows.indexAt(place).isValid()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, rows.mapToGlobal(place))
    QApplication.sendEvent(rows.viewport(), event)
    assert QApplication.activePopupWidget() is None


def test_the_menu_key_opens_the_menu_at_the_row(desk: Desk) -> None:
    rows = the_list(desk)
    desk.window.articles.focus_list()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(rows.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    place = rows.viewport().mapFromGlobal(menu.pos())
    assert QPointF(place).toPoint() == rows.visualRect(rows.currentIndex()).center()
    assert [action.text() for action in menu.actions() if action.text()] == [
        "&Open",
        "&Details…",
        "&Remove",
    ]
    menu.close()


# -- the bin ---------------------------------------------------------------------------------------


def bin_button(desk: Desk) -> QToolButton:
    (found,) = [
        button
        for button in desk.window.articles.findChildren(QToolButton)
        if button.toolTip() == "Removed"
    ]
    return found


def test_the_bin_is_shown_when_something_is_in_it(desk: Desk) -> None:
    assert bin_button(desk).isHidden()
    trigger(desk, "article.removed")
    assert banner(desk) == "No article is removed."
    desk.window.removing.remove(["two", "three"])
    wait_for_rows(desk, ["one", "four"])
    assert not bin_button(desk).isHidden()
    assert bin_button(desk).text() == "2"
    desk.click(bin_button(desk))
    assert rows_of(desk) == ["two", "three"]
    choose(desk, menu_at(desk, "three"), "Bring back")
    wait_for_rows(desk, ["two"])
    assert banner(desk) == "“A quiet day” is back."
    choose(desk, menu_at(desk, "two"), "Bring back")
    # Nothing is left in it, so all articles are shown again.
    wait_for_rows(desk, IDS)
    assert bin_button(desk).isHidden()


def test_the_panel_needs_no_more_room_for_the_bin(desk: Desk) -> None:
    panel = desk.window.articles
    before = panel.minimumSizeHint().width()
    desk.window.removing.remove(["two"])
    desk.qtbot.waitUntil(bin_button(desk).isVisible)
    assert panel.minimumSizeHint().width() == before, "the text does not move aside"


def test_a_removed_article_is_looked_at_and_not_changed(desk: Desk) -> None:
    desk.window.removing.remove(["two"])
    wait_for_rows(desk, ["one", "three", "four"])
    trigger(desk, "article.removed")
    assert rows_of(desk) == ["two"]
    click_row(desk, "two")
    assert opened(desk) == "two"
    assert banner(desk) == "This article is removed."
    for name in ("span.accept", "article.finish", "article.done", "suggest.accept_all"):
        assert not desk.window.actions_[name].isEnabled(), name
    told: list[str] = []
    desk.session.told.connect(told.append)
    desk.session.create_span(0, 3, layer=Layer.ENTITY, label="PERSON")
    desk.session.set_article_state(ArticleState.DONE)
    desk.session.finish_and_next()
    assert told == ["This article is removed. Bring it back to work on it."]
    assert (desk.labels, opened(desk)) == ([], "two")
    desk.click(desk.window.banner.button)
    desk.settle()
    assert desk.session.project is not None
    assert desk.session.project.state("two") is ArticleState.NEW
    assert opened(desk) == "two", "it stays where it is read"
    desk.session.create_span(0, 3, layer=Layer.ENTITY, label="PERSON")
    assert desk.labels == ["PERSON"]


def test_going_to_an_article_offers_no_removed_one(desk: Desk) -> None:
    desk.window.removing.remove(["two"])
    wait_for_rows(desk, ["one", "three", "four"])
    model = desk.window.articles.model
    assert [row.id for row in model.rows()] == ["one", "three", "four"]
    assert model.total == 3


# -- asking ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("button", "left"), [("Cancel", IDS), ("Remove 2", ["three", "four"])])
def test_it_is_asked_where_done_gold_goes_along(desk: Desk, button: str, left: list[str]) -> None:
    desk.press("A", "Ctrl+Shift+Return")
    desk.settle()
    said: list[str] = []

    def answer(dialog: RemovalDialog) -> None:
        said.append(dialog.heading.text())
        (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == button]
        desk.click(found)

    when_it_opens(RemovalDialog, answer)
    desk.window.removing.remove(["one", "two"])
    assert said == ["Remove 2 articles?"]
    wait_for_rows(desk, left)


def test_the_list_has_the_keyboard_after_the_question(desk: Desk) -> None:
    desk.press("Ctrl+Return")
    desk.qtbot.waitUntil(lambda: opened(desk) == "two")
    control = Qt.KeyboardModifier.ControlModifier
    click_row(desk, "one", control)
    when_it_opens(RemovalDialog, lambda dialog: dialog.accept())
    desk.press("Del", into=focused())
    wait_for_rows(desk, IDS[2:])
    desk.qtbot.waitUntil(lambda: opened(desk) == "three")
    # Offscreen the window is not made the active one again.
    assert desk.window.focusWidget() is the_list(desk)


def test_many_are_asked_about_and_the_window_leaves_when_they_are_written(
    empty_desk: Desk, make_project: Callable[..., Project]
) -> None:
    many = tuple(Article(f"a{place}", f"The text {place}.", title="T") for place in range(60))
    project = make_project("many", articles=many)
    project.close()
    desk = empty_desk
    desk.flows.open_path(str(project.path))
    when_it_opens(RemovalDialog, lambda dialog: dialog.accept())
    desk.window.removing.remove([article.id for article in many[:55]])
    wait_for_rows(desk, [article.id for article in many[55:]])
    desk.qtbot.waitUntil(lambda: opened(desk) == "a55")
    trigger(desk, "edit.undo")
    wait_for_rows(desk, [article.id for article in many])
    assert opened(desk) == "a0"


def test_nothing_is_asked_of_unfinished_ones(desk: Desk) -> None:
    desk.press("A")
    desk.settle()
    desk.window.removing.remove(["one", "two"])
    wait_for_rows(desk, ["three", "four"])
    assert desk.window.findChild(RemovalDialog) is None


# -- imports ---------------------------------------------------------------------------------------


def test_the_import_report_brings_back(desk: Desk, jobs: Jobs) -> None:
    desk.session.attach_jobs(jobs)
    desk.flows.attach_jobs(jobs)
    desk.window.removing.remove(["two", "four"])
    wait_for_rows(desk, ["one", "three"])
    report = ImportReport()
    for article_id in ("two", "four"):
        error = ArticleDuplicateError(
            source="x.txt", line=None, existing=article_id, article_id=article_id, reason="removed"
        )
        report.refuse(Refusal("x.txt", None, error))
    assert desk.session.transfer is not None
    desk.session.transfer.import_finished.emit(report)
    dialog = desk.window.findChild(ImportReportDialog)
    assert dialog is not None
    assert "was removed from this project" in dialog.as_text()
    (button,) = [
        each
        for each in dialog.findChildren(QPushButton)
        if each.text() == "Bring 2 removed articles back"
    ]
    desk.click(button)
    wait_for_rows(desk, IDS)


# -- failing, and after a restart ------------------------------------------------------------------


def test_a_removal_that_does_not_get_to_the_disk_is_taken_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreFullError(path="x", reason="full")

    monkeypatch.setattr(bulk_store, "write_edits", full)
    desk.window.removing.remove(["one", "two"])
    desk.qtbot.waitUntil(lambda: "full" in banner(desk) or "room" in banner(desk))
    monkeypatch.undo()
    wait_for_rows(desk, IDS)
    assert opened(desk) == "one"
    assert desk.session.desk is not None
    assert desk.session.desk.annotations.state is ArticleState.NEW


def test_undo_goes_on_after_a_restart(desk: Desk, project_path: Path) -> None:
    trigger(desk, "article.remove")
    wait_for_rows(desk, IDS[1:])
    desk.window.removing.remove(["three", "four"])
    wait_for_rows(desk, ["two"])
    desk.flows.close_project()
    desk.flows.open_path(str(project_path))
    assert rows_of(desk) == ["two"]
    assert opened(desk) == "two"
    trigger(desk, "edit.undo")
    wait_for_rows(desk, IDS[1:])
    trigger(desk, "edit.undo")
    wait_for_rows(desk, IDS)
    assert opened(desk) == "one"
    trigger(desk, "edit.redo")
    desk.qtbot.waitUntil(lambda: opened(desk) == "two")
    wait_for_rows(desk, IDS[1:])


@pytest.mark.parametrize("seed", range(6))
def test_in_any_order_with_restarts_it_ends_where_it_began(
    seed: int, qtbot: QtBot, project_path: Path
) -> None:
    """Remove, bring back, label, undo, redo and restart as it comes; then undo all."""
    chance, session = random.Random(seed), Session()
    session.open_project(project_path)

    def project() -> Project:
        assert session.project is not None
        session.settle()
        session.project.flush()
        return session.project

    def standing() -> list[tuple[str, ArticleState, int]]:
        return [
            (each, project().state(each), len(project().annotations(each).spans)) for each in IDS
        ]

    begun = standing()
    made: list[list[tuple[str, ArticleState, int]]] = [begun]
    for _ in range(25):
        deed = chance.choice(["remove", "remove", "bring back", "label", "undo", "redo", "restart"])
        if deed == "remove":
            Bulk(session).push(removal(project(), chance.sample(IDS, 2)), "remove")
        elif deed == "bring back":
            Bulk(session).push(bringing_back(project(), IDS), "back")
        elif deed == "label":
            start = chance.randrange(8)
            session.create_span(start, start + 3, layer=Layer.ENTITY, label="PERSON")
        elif deed == "restart":
            session.close_project()
            session = Session()
            session.open_project(project_path)
        else:
            (session.undo if deed == "undo" else session.redo)()
        made.append(standing())
    assert len({tuple(each) for each in made}) > 3, "something was done"
    session.undo_stack.recall()
    while session.undo_stack.canUndo():
        session.undo()
    assert standing() == begun
    while session.undo_stack.canRedo():
        session.redo()
    session.close_project()
    with Project.open(project_path) as opened_again:
        assert opened_again.check() == []
