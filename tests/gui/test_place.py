"""A window that was killed comes back where it was: place, focus and caret, in any width."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.settings import Settings
from annotate.spans import Layer
from annotate.suggestions import Proposal
from gui.flows.main import Flows
from gui.main_window import MainWindow
from gui.reading import Reading
from gui.session import Session
from gui.text.view import ArticleView
from gui.theme import Appearance
from gui.window_state import WindowState
from tests.gui.conftest import Desk

LONG = " ".join(f"Ana Petrova met envoy number {number} near the harbour." for number in range(400))


@pytest.fixture
def long_path(make_project: Callable[..., Project]) -> Path:
    """An article of one paragraph with a suggestion in each sentence."""
    articles = Article("long", LONG, title="Envoys"), Article("next", "Short.", title="Short")
    project = make_project("long", articles=articles)
    starts = [place for place in range(len(LONG)) if LONG.startswith("Ana Petrova", place)]
    proposals = tuple(
        Proposal(start, start + 11, "PERSON", Layer.ENTITY, 0.9, "rules", "by rule")
        for start in starts
    )
    project.write_suggestions("long", [ProposalBatch("rules", "1", proposals)]).result()
    project.close()
    return project.path


@contextmanager
def reopened(
    qtbot: QtBot, appearance: Appearance, path: Path, size: tuple[int, int]
) -> Generator[Desk]:
    """The project in a new window, opened before the window has its size, as at the start."""
    session = Session()
    settings, state = Settings(), WindowState()
    flows = Flows(session, settings=settings, state=state, appearance=appearance)
    window = MainWindow(state)
    window.furnish(session, appearance=appearance, flows=flows)
    window.pane.set_reading(Reading.of(settings))
    flows.open_path(str(path))
    window.resize(*size)
    window.show()
    window.activateWindow()
    view = window.pane.view
    try:
        qtbot.waitUntil(lambda: window.isActiveWindow() and not view.is_waiting_for_paint)
        QApplication.processEvents()
        yield Desk(qtbot, window, session, flows, appearance, state, settings)
    finally:
        session.close_project()
        window.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()


Stands = tuple[int, int, QRect | None, float]
"""Where focus and caret stand, where the focus is on the screen, and the zoom."""


def stands(desk: Desk) -> Stands:
    """Where the reader stands."""
    view, item = desk.window.pane.view, desk.session.focused
    rect = view.item_rect(item.id) if item is not None else None
    return item.start if item is not None else -1, view.caret, rect, round(view.text_zoom, 3)


def killed(desk: Desk) -> Stands:
    """The place is written as by the timer, and the window goes; where the reader stood."""
    desk.window.safety.places.write()
    stood = stands(desk)
    # Nothing that is done on leaving can help.
    desk.session.article_left.disconnect(desk.flows.keep_place)
    desk.session.close_project()
    return stood


def is_in_sight(view: ArticleView) -> bool:
    """Whether all of what has the ring can be read."""
    rect = view.item_rect(view.focus_id) if view.focus_id is not None else None
    return rect is not None and view.viewport().rect().contains(rect)


def reading(desk: Desk, path: Path) -> ArticleView:
    """The view with the keyboard, the project at `path` open in it as its user reads."""
    desk.window.pane.set_reading(Reading.of(desk.settings))
    desk.flows.open_path(str(path))
    view = desk.window.pane.view
    view.setFocus()
    return view


@pytest.mark.parametrize("zoom", [0, 4, 9])
@pytest.mark.parametrize("edge", ["top", "foot"])
def test_the_focus_at_an_edge_comes_back_with_the_place(
    empty_desk: Desk, appearance: Appearance, long_path: Path, zoom: int, edge: str
) -> None:
    desk = empty_desk
    view = reading(desk, long_path)
    desk.press(*["Ctrl+="] * zoom, "Esc", "PgDown", "PgDown", "Tab", "Tab")
    focused = desk.session.focused
    assert focused is not None
    # Beyond the edge, and back as far as to be in sight at all.
    view.restore_place(focused.start, -60.0 if edge == "top" else view.viewport().height() + 10.0)
    assert not is_in_sight(view)
    view.bring_focus_back()
    assert is_in_sight(view)
    stood = killed(desk)
    size = desk.window.size()
    with reopened(desk.qtbot, appearance, long_path, (size.width(), size.height())) as again:
        assert again.window.pane.view.viewport().size() == view.viewport().size()
        assert stands(again) == stood
        assert is_in_sight(again.window.pane.view)


@pytest.mark.parametrize("size", [(700, 420), (900, 500), (1700, 1000)])
def test_in_a_window_of_another_size_the_focus_is_in_sight(
    empty_desk: Desk, appearance: Appearance, long_path: Path, size: tuple[int, int]
) -> None:
    desk = empty_desk
    view = reading(desk, long_path)
    desk.press("Esc", "PgDown", "PgDown", "Tab", "Tab")
    focused = desk.session.focused
    assert focused is not None
    view.restore_place(focused.start, view.viewport().height() - 80)
    assert is_in_sight(view)
    stood = killed(desk)
    with reopened(desk.qtbot, appearance, long_path, size) as again:
        shown = again.window.pane.view
        assert stands(again)[:2] == stood[:2]
        desk.qtbot.waitUntil(lambda: is_in_sight(shown))


def test_the_caret_goes_on_where_it_was(
    empty_desk: Desk, appearance: Appearance, long_path: Path
) -> None:
    desk = empty_desk
    view = reading(desk, long_path)
    desk.press("Esc", "PgDown", "PgDown", "Down", "Right")
    assert desk.session.focused is None
    place, stood = view.place(), killed(desk)
    assert stood[1] > 500
    size = desk.window.size()
    with reopened(desk.qtbot, appearance, long_path, (size.width(), size.height())) as again:
        shown = again.window.pane.view
        assert (shown.place(), stands(again)) == (place, stood)
        again.press("Right", into=shown)
        assert shown.place() == place
        assert shown.caret > stood[1]


def test_a_focus_out_of_sight_is_let_go(
    empty_desk: Desk, appearance: Appearance, long_path: Path
) -> None:
    desk = empty_desk
    desk.window.pane.set_reading(Reading.of(desk.settings))
    desk.flows.open_path(str(long_path))
    view = desk.window.pane.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert desk.session.focused is not None
    place, stood = view.place(), killed(desk)
    assert stood[2] is None
    size = desk.window.size()
    with reopened(desk.qtbot, appearance, long_path, (size.width(), size.height())) as again:
        shown = again.window.pane.view
        assert (shown.place(), stands(again)[0]) == (place, -1)
        again.press("Tab", into=shown)
        item = again.session.focused
        assert item is not None
        assert item.start >= place[0]


def test_an_article_that_comes_back_is_not_moved_by_its_focus(
    empty_desk: Desk, long_path: Path
) -> None:
    desk = empty_desk
    desk.flows.open_path(str(long_path))
    view = desk.window.pane.view
    view.setFocus()
    desk.press("Esc", "PgDown", "PgDown", "Tab", "Tab")
    focused = desk.session.focused
    assert focused is not None
    view.restore_place(focused.start, 0.0)
    place, stood = view.place(), stands(desk)
    assert stood[2] is not None
    desk.press("Shift+PgDown")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "next"
    desk.press("Shift+PgUp")
    assert (view.place(), stands(desk)) == (place, stood)
