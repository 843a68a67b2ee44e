"""The window by keys and mouse: corrections, articles, panels, modes, and the rules of typing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from annotate.articles import ArticleState
from annotate.errors import StoreBusyError, StoreFullError
from annotate.project import Project
from annotate.spans import Layer
from annotate.suggestions import HideRules, Suggestion
from gui.models.articles import ArticleRole
from gui.models.labels import LabelRole
from gui.models.spans import SpanRole
from tests.dragging import drag_over, drop_on
from tests.gui.conftest import STORY, Desk


def focused_surface(desk: Desk) -> str:
    item = desk.session.focused
    assert item is not None
    assert desk.session.desk is not None
    return desk.session.desk.surface(item)


# -- corrections by key ----------------------------------------------------------------------------


def test_accept_reject_and_relabel_with_one_key_each(desk: Desk) -> None:
    assert focused_surface(desk) == "Ana Petrova"
    desk.press("A")
    assert focused_surface(desk) == "met"
    desk.press("X")
    assert focused_surface(desk) == "Lisbon"
    desk.press("2")
    assert focused_surface(desk) == "Shelling"
    desk.press("Ctrl+2")
    assert desk.labels == ["PERSON", "ORG", "MEET"]


def test_space_leaves_open_and_goes_on(desk: Desk) -> None:
    desk.press("Space")
    assert focused_surface(desk) == "met"
    assert desk.labels == []
    assert "1 skipped" in desk.window.status.left_text


def test_tab_goes_round_and_back(desk: Desk) -> None:
    surfaces = []
    for _ in range(5):
        desk.press("Tab")
        surfaces.append(focused_surface(desk))
    assert surfaces == ["met", "Lisbon", "Shelling", "Varna", "Ana Petrova"]
    desk.press("Shift+Tab")
    assert focused_surface(desk) == "Varna"


def test_enter_accepts_what_is_in_focus(desk: Desk) -> None:
    desk.press("Return")
    assert desk.labels == ["PERSON"]


def test_digit_makes_a_span_of_the_selection(desk: Desk) -> None:
    start = STORY.index("envoys")
    desk.window.pane.view.set_selection(start, start + len("envoys"))
    assert "digits: label" in desk.window.status.hint
    desk.press("1")
    assert desk.labels == ["PERSON"]
    assert desk.window.pane.view.selection is None
    assert focused_surface(desk) == "envoys"


def test_enter_makes_a_span_with_the_active_label(desk: Desk) -> None:
    desk.press("A")
    start = STORY.index("envoys")
    desk.window.pane.view.set_selection(start, start + len("envoys"))
    desk.press("Return")
    assert desk.labels == ["PERSON", "PERSON"]


def test_delete_undo_redo(desk: Desk) -> None:
    desk.press("A")
    assert desk.session.desk is not None
    gold = next(iter(desk.session.desk.spans))
    desk.session.focus(gold.id)
    desk.press("Delete")
    assert desk.labels == []
    desk.press("Ctrl+Z")
    assert desk.labels == ["PERSON"]
    desk.press("Ctrl+Z")
    assert desk.labels == []
    desk.press("Ctrl+Shift+Z", "Ctrl+Y")
    assert desk.labels == []
    desk.press("Ctrl+Z")
    assert desk.labels == ["PERSON"]


@pytest.mark.parametrize(
    ("keys", "surface"),
    [
        (["Alt+Right"], "Petrova"),
        (["Alt+Right", "Alt+Left"], "Ana Petrova"),
        (["Alt+Down"], "Ana Petrova met"),
        (["Alt+Up"], "Ana"),
        (["Alt+Shift+Right"], "na Petrova"),
        (["Alt+Shift+Up"], "Ana Petrov"),
        (["Alt+Shift+Down", "Alt+Shift+Down"], "Ana Petrova m"),
        (["Alt+Shift+Right", "Alt+Shift+Left"], "Ana Petrova"),
    ],
)
def test_boundaries_move_by_key(desk: Desk, keys: list[str], surface: str) -> None:
    desk.press("A")
    assert desk.session.desk is not None
    desk.session.focus(next(iter(desk.session.desk.spans)).id)
    desk.press(*keys)
    span = next(iter(desk.session.desk.spans))
    assert STORY[span.start : span.end] == surface


def test_arrow_keys_without_focus_move_the_caret(desk: Desk) -> None:
    desk.session.focus(None)
    desk.press("Alt+Down")
    assert desk.window.pane.view.caret > 0
    assert desk.labels == []


def test_escape_clears_selection_then_focus(desk: Desk) -> None:
    desk.window.pane.view.set_selection(0, 3)
    desk.press("Esc")
    assert desk.session.selection is None
    assert desk.session.focused is not None
    desk.press("Esc")
    assert desk.session.focused is None


def test_every_correction_is_on_the_disk(desk: Desk, project_path: Path) -> None:
    desk.press("A", "X", "2")
    desk.settle()
    with Project.open(project_path, read_only=True) as project:
        assert [span.label for span in project.annotations("one").spans] == ["PERSON", "ORG"]
    assert desk.window.status.saved_text.startswith("saved ")


# -- articles --------------------------------------------------------------------------------------


def test_done_and_next(desk: Desk) -> None:
    desk.press("A", "Ctrl+Return")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "two"
    row = desk.window.articles.model.row_of("one")
    assert row is not None
    assert (row.state, row.spans) == (ArticleState.DONE, 1)


def test_pages_turn_articles(desk: Desk) -> None:
    desk.press("Shift+PgDown", "Shift+PgDown", "Shift+PgUp")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "two"


def test_click_in_the_list_opens_and_leaves_the_keyboard_in_the_text(desk: Desk) -> None:
    articles = desk.window.articles.list
    rect = articles.visualRect(desk.window.articles.model.index(2))
    QTest.mouseClick(articles.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "three"
    assert desk.window.pane.view.hasFocus()


def test_filter_by_typing_then_enter(desk: Desk) -> None:
    desk.window.articles.focus_filter()
    desk.type("quiet another")
    assert desk.window.articles.model.rowCount() == 1
    desk.press("Return")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "four"


def test_filter_without_result_says_so(desk: Desk) -> None:
    desk.window.articles.focus_filter()
    desk.type("zebra")
    texts = [label.text() for label in desk.window.articles.findChildren(QLabel)]
    assert "No article passes the filter." in texts
    assert not desk.window.articles.list.isVisible()
    desk.press("Esc")
    assert desk.window.articles.list.isVisible()


def test_list_opens_by_keyboard(desk: Desk) -> None:
    desk.window.articles.focus_list()
    desk.press("Down", "Down", "Return")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "three"


def test_state_buttons_filter(desk: Desk) -> None:
    desk.press("Ctrl+Return")
    buttons = desk.window.articles._states
    desk.click(buttons.button(3))
    assert desk.window.articles.model.rowCount() == 1
    assert desk.window.articles.model.index(0).data(ArticleRole.ARTICLE_ID) == "one"


def test_place_is_kept_per_article(desk: Desk, qtbot: QtBot) -> None:
    desk.window.pane.view.set_caret(5)
    desk.press("Shift+PgDown")
    assert desk.state.place(desk.session.project.path, "one") is not None  # type: ignore[union-attr]
    assert desk.state.place(desk.session.project.path, "two") is None  # type: ignore[union-attr]
    desk.flows.open_article("three")
    assert desk.state.place(desk.session.project.path, "two") is not None  # type: ignore[union-attr]


# -- typing ----------------------------------------------------------------------------------------


def test_letters_and_digits_are_text_while_typing(desk: Desk) -> None:
    desk.window.articles.focus_filter()
    desk.type("ax1h/ 2")
    field = QApplication.focusWidget()
    assert field is not None
    assert field.property("text") == "ax1h/ 2"
    assert desk.labels == []
    assert focused_surface(desk) == "Ana Petrova"


def test_delete_and_space_stay_in_the_field(desk: Desk) -> None:
    desk.press("A")
    assert desk.session.desk is not None
    desk.session.focus(next(iter(desk.session.desk.spans)).id)
    desk.window.articles.focus_filter()
    desk.type("ab")
    desk.press("Home", "Delete", "Space")
    field = QApplication.focusWidget()
    assert field is not None
    assert field.property("text") == " b"
    assert desk.labels == ["PERSON"]


def test_tab_leaves_a_field_instead_of_moving_the_focus(desk: Desk) -> None:
    desk.window.articles.focus_filter()
    field = QApplication.focusWidget()
    desk.press("Tab")
    assert QApplication.focusWidget() is not field
    assert focused_surface(desk) == "Ana Petrova"


def test_letters_work_while_a_panel_has_the_keyboard(desk: Desk) -> None:
    desk.window.spans.focus_list()
    desk.press("A")
    assert desk.labels == ["PERSON"]


def test_f6_goes_round_the_panes(desk: Desk) -> None:
    seen = []
    for _ in range(4):
        desk.press("F6")
        seen.append(QApplication.focusWidget())
    assert len(set(seen)) == 4
    assert seen[-1] is desk.window.pane.view
    desk.press("F6", "Esc")
    assert QApplication.focusWidget() is desk.window.pane.view


# -- panels ----------------------------------------------------------------------------------------


def test_span_list_focuses_in_the_article(desk: Desk) -> None:
    spans = desk.window.spans
    rect = spans.list.visualRect(spans.model.index(3))
    QTest.mouseClick(spans.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert focused_surface(desk) == "Shelling"
    assert desk.window.pane.view.focus_id == desk.session.focus_id
    assert spans.list.currentIndex().data(SpanRole.ITEM_ID) == desk.session.focus_id


def test_click_on_a_label_gives_it(desk: Desk) -> None:
    section = desk.window.labels.sections[Layer.ENTITY]
    rect = section.list.visualRect(section.model.index(2))
    QTest.mouseClick(section.list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.labels == ["GPE"]
    assert section.model.index(2).data(LabelRole.COUNT) == 1


def test_label_panel_shows_keys_and_counts(desk: Desk) -> None:
    section = desk.window.labels.sections[Layer.EVENT]
    assert section.model.index(0).data(LabelRole.KEYS) == "Ctrl+1"
    desk.session.accept_all()
    assert section.model.index(0).data(LabelRole.COUNT) == 1


def test_section_of_labels_folds(desk: Desk) -> None:
    section = desk.window.labels.sections[Layer.ENTITY]
    assert section.list.isVisible()
    desk.click(section._heading)
    assert not section.list.isVisible()


def test_focus_panel_says_where_it_comes_from(desk: Desk) -> None:
    desk.press("Tab", "Tab")
    texts = [
        label.text() for label in desk.window.focus_panel.findChildren(QLabel) if label.isVisible()
    ]
    assert "«Lisbon»" in texts
    assert "suggested" in texts
    assert "rules 0.95: by rule GPE" in texts


def test_focus_panel_offers_alternatives(desk: Desk) -> None:
    desk.press("Tab", "Tab")
    buttons = [
        button
        for button in desk.window.focus_panel.findChildren(QPushButton)
        if button.isVisible() and button.text().startswith("ORG")
    ]
    assert [button.text() for button in buttons] == ["ORG 0.30 [2]"]
    desk.click(buttons[0])
    assert desk.labels == ["ORG"]


def test_focus_panel_buttons_do_what_the_keys_do(desk: Desk) -> None:
    accept = desk.window.focus_panel.buttons.buttons["span.accept"]
    desk.click(accept)
    assert desk.labels == ["PERSON"]
    assert desk.session.desk is not None
    desk.session.focus(next(iter(desk.session.desk.spans)).id)
    assert not accept.isEnabled()


def test_focus_panel_shows_the_same_words_elsewhere(desk: Desk) -> None:
    assert desk.session.desk is not None
    second = STORY.rindex("Varna")
    desk.session.create_span(second, second + 5, layer=Layer.ENTITY, label="GPE")
    varna = [item for item in desk.session.desk.suggestions if item.label == "ORG"]
    desk.session.focus(varna[-1].id)
    texts = [label.text() for label in desk.window.focus_panel.findChildren(QLabel)]
    assert "elsewhere here: GPE 1" in texts


def test_a_hint_without_room_shows_its_beginning_and_tells_all_of_it(desk: Desk) -> None:
    hint = desk.window.status._hint
    desk.window.resize(1900, 800)
    desk.window.status.set_hint("A: accept · X: reject · Space: skip · Tab: next")
    assert hint.text() == desk.window.status.hint
    assert hint.toolTip() == ""
    hint.resize(120, hint.height())
    assert hint.text().startswith("A: acc")
    assert hint.text().endswith("…")
    assert "Tab: next" in hint.toolTip()
    assert "Tab: next" in desk.window.status.hint


def test_hint_follows_what_is_in_focus(desk: Desk) -> None:
    status = desk.window.status
    assert "A: accept" in status.hint
    desk.press("A")
    assert desk.session.desk is not None
    desk.session.focus(next(iter(desk.session.desk.spans)).id)
    assert "Del: delete" in status.hint
    desk.session.accept_all()
    desk.session.focus(None)
    assert status.hint == "Ctrl+Enter: done, next article"


def test_what_is_left_is_counted(desk: Desk) -> None:
    assert desk.window.status.left_text == "5 suggestions left"
    desk.session.accept_all()
    assert desk.window.status.left_text == "no suggestions left"


# -- find ------------------------------------------------------------------------------------------


def test_find_marks_and_goes_round(desk: Desk) -> None:
    desk.press("Ctrl+F")
    desk.type("varna")
    bar, view = desk.window.pane.find_bar, desk.window.pane.view
    assert bar.count_text == "1 of 2"
    assert view.paint_summary().hits == tuple(bar.hits)
    assert view.selection == bar.hits[0]
    desk.press("Return")
    assert view.selection == bar.hits[1]
    desk.press("Ctrl+G")
    assert view.selection == bar.hits[0]
    desk.press("Esc")
    assert not bar.isVisible()
    assert view.paint_summary().hits == ()
    assert view.hasFocus()


def test_find_takes_the_selection_as_words(desk: Desk) -> None:
    desk.window.pane.view.set_selection(0, 11)
    desk.press("Ctrl+F")
    assert desk.window.pane.find_bar.field.text() == "Ana Petrova"
    assert desk.window.pane.find_bar.count_text == "1 place"


def test_find_nothing_says_so(desk: Desk) -> None:
    desk.press("Ctrl+F")
    desk.type("zebra")
    assert desk.window.pane.find_bar.count_text == "not found"
    assert not desk.window.actions_["edit.find_next"].isEnabled()


# -- modes -----------------------------------------------------------------------------------------


def test_f11_leaves_only_the_text_and_keys_still_work(desk: Desk) -> None:
    window = desk.window
    desk.press("F11")
    assert not window.menuBar().isVisible()
    assert not window.tool_bar.isVisible()
    assert not window.articles.isVisible()
    desk.press("A")
    assert desk.labels == ["PERSON"]
    desk.press("F11")
    assert window.menuBar().isVisible()
    assert window.articles.isVisible()


def test_text_only_brings_back_only_what_was_there(desk: Desk) -> None:
    desk.press("F7")
    assert not desk.window.articles.isVisible()
    desk.press("F11", "F11")
    assert not desk.window.articles.isVisible()
    assert desk.window.spans.isVisible()
    assert not desk.window.actions_["view.articles"].isChecked()


def test_zoom_by_keys_is_kept(desk: Desk) -> None:
    desk.press("Ctrl+=", "Ctrl+=", "Ctrl+-")
    view = desk.window.pane.view
    assert view.text_zoom == pytest.approx(1.1)
    assert desk.settings.get("appearance.text_zoom") == pytest.approx(1.1)
    desk.press("Ctrl+Alt+0")
    assert view.text_zoom == 1.0


def test_theme_changes_everything(desk: Desk) -> None:
    desk.press("Ctrl+Shift+L")
    assert desk.appearance.theme.name == "dark"
    assert desk.settings.get("appearance.theme") == "dark"
    assert desk.appearance.theme.colour("window").name() in desk.window.styleSheet()


def test_window_remembers_docks(desk: Desk) -> None:
    desk.press("F12")
    desk.window.close()
    assert not desk.state.layout.isEmpty()
    assert not desk.state.geometry.isEmpty()


# -- welcome, empty and error states ---------------------------------------------------------------


def test_first_start_offers_the_sample(empty_desk: Desk, qtbot: QtBot) -> None:
    window = empty_desk.window
    assert window.welcome.isVisible()
    assert not window.articles.isVisible()
    assert not window.tool_bar.isVisible()
    empty_desk.click(window.welcome.cards[0])
    assert empty_desk.session.project is not None
    assert window.pane.isVisible()
    assert window.articles.isVisible()
    assert window.articles.model.total >= 8


def test_cards_answer_to_the_keyboard(empty_desk: Desk, qtbot: QtBot) -> None:
    card = empty_desk.window.welcome.cards[0]
    card.setFocus()
    with qtbot.waitSignal(empty_desk.window.welcome.sample_requested):
        QTest.keyClick(card, Qt.Key.Key_Return)


def test_recent_projects_are_offered(desk: Desk) -> None:
    desk.press("Ctrl+W")
    window = desk.window
    assert window.welcome.isVisible()
    assert not window.spans.isVisible()
    names = [button.text() for button in window.welcome.findChildren(QPushButton)]
    assert "desk" in names
    button = next(
        button for button in window.welcome.findChildren(QPushButton) if button.text() == "desk"
    )
    desk.click(button)
    assert desk.session.project is not None
    assert window.spans.isVisible()


def test_recent_menu_lists_projects(desk: Desk) -> None:
    menu = desk.window._menus.recent
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["desk"]


def test_project_without_articles_has_its_page(empty_desk: Desk, tmp_path: Path) -> None:
    empty_desk.session.new_project(tmp_path / "bare.spandesk", "news")
    notice = empty_desk.window.notice.notice
    assert empty_desk.window.notice.isVisible()
    assert notice is not None
    assert notice.title == "Bring articles in"
    assert notice.action == "project.import_files"


def test_missing_project_is_said_in_the_banner(empty_desk: Desk, tmp_path: Path) -> None:
    empty_desk.flows.open_path(str(tmp_path / "gone.spandesk"))
    assert "There is no project at" in empty_desk.window.banner.text
    assert empty_desk.window.welcome.isVisible()


def test_busy_project_offers_to_look_only(empty_desk: Desk, project_path: Path) -> None:
    with Project.open(project_path):
        error = StoreBusyError(path=str(project_path), holder="somebody")
        empty_desk.flows.report(error)
        assert "open elsewhere" in empty_desk.window.banner.text
        empty_desk.click(empty_desk.window.banner.button)
        assert empty_desk.session.project is not None
        assert empty_desk.session.project.is_read_only
        assert empty_desk.window.status.saved_text == "read-only"
        assert not empty_desk.window.actions_["span.accept"].isEnabled()
        empty_desk.session.close_project()


def test_full_disk_is_said_and_taken_back(desk: Desk) -> None:
    desk.session.failed.emit(StoreFullError(path="x.spandesk"))
    assert "no room left" in desk.window.banner.text


def test_file_that_is_no_project_is_refused(empty_desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "notes.spandesk"
    path.write_text("these are notes", encoding="utf-8")
    empty_desk.flows.open_path(str(path))
    assert empty_desk.window.banner.text
    assert path.read_text(encoding="utf-8") == "these are notes"


# -- mouse -----------------------------------------------------------------------------------------


def test_context_menu_holds_what_can_be_done(desk: Desk, qtbot: QtBot) -> None:
    assert desk.session.focus_id is not None
    desk.window.pane.view.context_menu_requested.emit(desk.session.focus_id, QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    assert names[:3] == ["span.accept", "span.reject", "span.skip"]
    menu.close()


def names_in_menu(desk: Desk, item_id: str) -> list[str]:
    """Ids of what the context menu of an item offers."""
    desk.window.pane.view.context_menu_requested.emit(item_id, QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = [action.objectName() for action in menu.actions() if action.objectName()]
    menu.close()
    return names


def test_only_an_event_is_offered_to_be_opened_in_the_menu(desk: Desk) -> None:
    assert desk.session.desk is not None
    items = {item.label: item.id for item in desk.session.desk.suggestions}
    assert "event.open" not in names_in_menu(desk, items["PERSON"])
    assert "event.open" in names_in_menu(desk, items["ATTACK"])


def test_click_on_a_span_focuses_it(desk: Desk) -> None:
    view = desk.window.pane.view
    assert desk.session.desk is not None
    lisbon = next(item for item in desk.session.desk.suggestions if item.label == "GPE")
    rect = view.item_rect(lisbon.id)
    assert rect is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert desk.session.focus_id == lisbon.id


def test_drag_makes_a_span_of_tokens_and_a_digit_relabels_it(desk: Desk) -> None:
    view = desk.window.pane.view
    assert desk.session.desk is not None
    first = next(item for item in desk.session.desk.suggestions if item.label == "GPE")
    rect = view.item_rect(first.id)
    assert rect is not None
    start, end = rect.center(), rect.center() + QPoint(90, 0)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert focused_surface(desk).startswith("Lisbon")
    assert desk.labels == ["PERSON"]
    desk.press("3")
    assert desk.labels == ["GPE"]


def test_double_click_asks_for_another_label(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    desk.window.pane.relabel_requested.disconnect()
    desk.window.pane.relabel_requested.connect(asked.append)
    view = desk.window.pane.view
    assert desk.session.focus_id is not None
    rect = view.item_rect(desk.session.focus_id)
    assert rect is not None
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert asked == [desk.session.focus_id]
    assert desk.session.selection is None


def test_dropped_project_is_opened(empty_desk: Desk, project_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(project_path))])
    assert drag_over(empty_desk.window, mime, QPoint(100, 100))
    assert empty_desk.window._drop_note.isVisible()
    drop_on(empty_desk.window, mime, QPoint(100, 100))
    assert not empty_desk.window._drop_note.isVisible()
    assert empty_desk.session.project is not None


# -- what holds for every widget -------------------------------------------------------------------


def every_widget(desk: Desk) -> list[QWidget]:
    return desk.window.findChildren(QWidget)


def test_no_label_takes_markup(desk: Desk) -> None:
    for label in desk.window.findChildren(QLabel):
        if label.text():
            assert label.textFormat() is Qt.TextFormat.PlainText, label.text()


def test_markup_in_an_article_stays_text(empty_desk: Desk, make_project: object) -> None:
    from annotate.articles import Article

    title = "<b>Bold</b> & <img src=x>"
    project = make_project("markup", articles=(Article("m", "A <i>word</i> here.", title=title),))  # type: ignore[operator]
    project.close()
    empty_desk.flows.open_path(str(project.path))
    empty_desk.session.create_span(2, 13, layer=Layer.ENTITY, label="ORG")
    texts = [label.text() for label in empty_desk.window.focus_panel.findChildren(QLabel)]
    assert "«<i>word</i>»" in texts
    assert title in empty_desk.window.windowTitle()


def test_tool_tips_of_labels_are_escaped(desk: Desk) -> None:
    for section in desk.window.labels.sections.values():
        for place in range(section.model.rowCount()):
            tip = section.model.index(place).data(Qt.ItemDataRole.ToolTipRole)
            assert tip.startswith("<p style=")
            assert tip.count("<") == 2


def test_controls_have_accessible_names(desk: Desk) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit

    for widget in every_widget(desk):
        if not widget.isVisible():
            continue
        if isinstance(widget, QAbstractButton) and widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, (QAbstractItemView, QLineEdit)):
            assert widget.accessibleName(), widget
        if isinstance(widget, QAbstractButton) and type(widget).__module__ != "PySide6.QtCore":
            named = widget.accessibleName() or widget.text() or widget.toolTip()
            assert named or widget.parent().__class__.__name__ == "_Filter", widget


def test_focus_stays_a_suggestion_until_judged(desk: Desk) -> None:
    assert isinstance(desk.session.focused, Suggestion)
    desk.press("Ctrl+C")
    assert isinstance(desk.session.focused, Suggestion)


# -- hidden suggestions ----------------------------------------------------------------------------


def test_suggestions_of_a_label_are_hidden_and_come_back(desk: Desk, project_path: Path) -> None:
    section = desk.window.labels.sections[Layer.ENTITY]
    desk.window.labels.hiding_asked.emit(Layer.ENTITY, "PERSON", True)
    assert section.model.index(0).data(LabelRole.IS_HIDDEN)
    assert "hidden" in section.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert desk.window.status.left_text == "4 suggestions left"
    assert desk.session.desk is not None
    assert "PERSON" not in {item.label for item in desk.session.desk.suggestions}
    desk.press("Shift+PgDown")
    assert desk.window.status.left_text == "4 suggestions left"
    desk.session.close_project()
    desk.flows.open_path(str(project_path))
    assert section.model.index(0).data(LabelRole.IS_HIDDEN)
    desk.window.labels.hiding_asked.emit(Layer.ENTITY, "PERSON", False)
    assert not section.model.index(0).data(LabelRole.IS_HIDDEN)
    assert desk.window.status.left_text == "5 suggestions left"


def test_label_has_a_menu_that_hides(desk: Desk) -> None:
    section = desk.window.labels.sections[Layer.ENTITY]
    section.list.menu_asked.emit(section.model.index(1), QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Give ORG to new spans",
        "Hide suggestions of ORG",
    ]
    menu.actions()[1].trigger()
    menu.close()
    assert section.model.index(1).data(LabelRole.IS_HIDDEN)


def test_gold_of_a_hidden_label_stays(desk: Desk) -> None:
    desk.press("A")
    desk.window.labels.hiding_asked.emit(Layer.ENTITY, "PERSON", True)
    assert desk.labels == ["PERSON"]
    assert desk.window.spans.model.rowCount() == 5


def test_weak_suggestions_are_hidden(desk: Desk) -> None:
    desk.session.hide_by(HideRules(min_score=0.7))
    assert desk.window.status.left_text == "3 suggestions left"
    assert desk.session.project is not None
    assert desk.session.project.hide_rules().min_score == 0.7
    desk.session.hide_by(HideRules())
    assert desk.window.status.left_text == "5 suggestions left"


# -- words in time ---------------------------------------------------------------------------------


def test_last_article_done_offers_the_export(desk: Desk) -> None:
    for _ in range(3):
        desk.press("Ctrl+Return")
        assert desk.window.banner.text == ""
    desk.press("Ctrl+Return")
    assert desk.window.banner.text.startswith("All articles are done. Next: export")
    assert desk.window.banner.button.text() == "Export training data…"
    desk.window.banner.hide()
    desk.press("Ctrl+Return")  # nothing is left to do, and that is said again
    assert desk.window.banner.isVisible()
    assert "train a pipeline (Ctrl+Shift+T)" in desk.window.banner.text


def test_first_sample_says_the_keys_once(empty_desk: Desk) -> None:
    empty_desk.flows.open_sample()
    assert "A accepts it" in empty_desk.window.banner.text
    empty_desk.session.close_project()
    empty_desk.window.banner.hide()
    empty_desk.flows.open_sample()
    assert empty_desk.window.banner.text == ""


def test_banner_moves_nothing(desk: Desk) -> None:
    view = desk.window.pane.view
    before = view.geometry()
    desk.flows.report(StoreFullError(path="x"))
    assert desk.window.banner.isVisible()
    assert view.geometry() == before
    banner = desk.window.banner.geometry()
    assert desk.window.centre.rect().contains(banner)
    desk.window.resize(900, 620)
    assert desk.window.centre.rect().contains(desk.window.banner.geometry())


def test_filter_has_a_key_that_brings_the_list_back(desk: Desk) -> None:
    desk.press("F7")
    assert not desk.window.articles.isVisible()
    desk.press("Ctrl+Shift+F")
    assert desk.window.articles.isVisible()
    desk.type("quiet")
    assert desk.window.articles.model.rowCount() == 2
    desk.press("Esc", "Esc")
    assert desk.window.pane.view.hasFocus()
