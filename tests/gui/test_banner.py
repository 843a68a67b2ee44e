"""The banner offers to undo what it tells of, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QToolButton

from annotate.articles import Article, ArticleState
from annotate.errors import AnnotateError, OutsideTextError, RelationHeadError
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.suggestions import Proposal
from gui.text.view import ArticleView
from tests.gui.conftest import Desk


@pytest.mark.parametrize(
    ("verb", "key"), [("span.accept_all", "Ctrl+Shift+A"), ("span.delete_all", "")]
)
def test_an_offer_to_undo_goes_with_the_next_step(desk: Desk, verb: str, key: str) -> None:
    if key:
        desk.press(key)
    else:
        desk.press("A")
        desk.window.actions_[verb].trigger()
    banner = desk.window.banner
    assert banner.text
    assert banner.button.text() == "Undo"
    desk.press("Ctrl+Shift+Return")
    assert desk.session.desk is not None
    assert desk.session.desk.annotations.state is ArticleState.DONE
    assert banner.text == ""


def test_other_news_outlasts_steps(desk: Desk) -> None:
    desk.press("Ctrl+Shift+A")
    desk.window.banner.say("The reason is in the log.", is_problem=True)
    desk.press("Ctrl+Shift+Return")
    assert desk.window.banner.text == "The reason is in the log."


def test_the_offer_undoes_what_it_tells_of(desk: Desk) -> None:
    desk.press("Ctrl+Shift+A")
    assert desk.labels
    desk.qtbot.mouseClick(desk.window.banner.button, Qt.MouseButton.LeftButton)
    assert not desk.labels


@pytest.mark.parametrize(
    "key",
    ["Ctrl+Shift+A", "E"],
    ids=["an offer to undo", "a word of the frames"],
)
def test_what_is_said_of_an_article_goes_with_it(desk: Desk, key: str) -> None:
    desk.session.focus(None)
    desk.press(key)
    assert desk.window.banner.text
    desk.press("Shift+PgDown")
    assert desk.session.desk is not None
    assert desk.session.desk.article.id == "two"
    assert desk.window.banner.text == ""


@pytest.mark.parametrize(
    "error",
    [
        OutsideTextError(start=0, end=900, length=80),
        RelationHeadError(start=4, end=7, label="MEET"),
    ],
)
def test_a_refusal_of_an_article_goes_with_it(desk: Desk, error: AnnotateError) -> None:
    desk.session.failed.emit(error)
    assert desk.window.banner.text
    desk.press("Shift+PgDown")
    assert desk.window.banner.text == ""


def test_news_of_the_project_stays_with_the_next_article(desk: Desk) -> None:
    desk.window.banner.say("Twelve articles added.")
    desk.press("Shift+PgDown")
    assert desk.window.banner.text == "Twelve articles added."


def test_the_same_article_read_again_keeps_what_is_said_of_it(desk: Desk) -> None:
    desk.press("Ctrl+Shift+A")
    desk.session.read_again()
    assert desk.window.banner.text


def test_one_span_is_not_spans(desk: Desk) -> None:
    desk.press("A")
    desk.window.actions_["span.delete_all"].trigger()
    assert desk.window.banner.text == "1 span deleted."


_SENTENCE = "Something is the matter with the disk, and this sentence says what to do about it. "


def _line_tops(view: ArticleView) -> dict[int, float]:
    return {line.start: line.top for line in view.paint_summary().lines}


@pytest.fixture
def at_foot(empty_desk: Desk, make_project: Callable[..., Project]) -> Desk:
    """A long article, with the focus on the last line of the page that can be read whole."""
    text = " ".join(f"Ana Petrova met envoy number {n} near the harbour." for n in range(300))
    starts = [place for place in range(len(text)) if text.startswith("Ana Petrova", place)]
    project = make_project("long", articles=(Article("long", text, title="Envoys"),))
    proposals = tuple(
        Proposal(start, start + 11, "PERSON", Layer.ENTITY, 0.9, "rules", "by rule")
        for start in starts
    )
    project.write_suggestions("long", [ProposalBatch("rules", "1", proposals)]).result()
    project.close()
    empty_desk.flows.open_path(str(project.path))
    view = empty_desk.window.pane.view
    view.setFocus()
    empty_desk.press("Esc", "PgDown", "PgDown", "Tab", "Tab")
    focused = empty_desk.session.focused
    assert focused is not None
    view.restore_place(focused.start, view.viewport().height() + 10.0)
    view.bring_focus_back()
    return empty_desk


def _focus_rect(desk: Desk) -> QRect:
    view = desk.window.pane.view
    assert view.focus_id is not None
    rect = view.item_rect(view.focus_id)
    assert rect is not None
    return QRect(view.viewport().mapTo(desk.window, rect.topLeft()), rect.size())


def _banner_rect(desk: Desk) -> QRect:
    banner = desk.window.banner
    return QRect(banner.mapTo(desk.window, QPoint(0, 0)), banner.size())


def test_the_banner_never_hides_the_focus(at_foot: Desk) -> None:
    before = _focus_rect(at_foot)
    at_foot.window.banner.say(_SENTENCE, is_problem=True)
    assert _banner_rect(at_foot).top() < before.bottom()
    assert _focus_rect(at_foot).bottom() < _banner_rect(at_foot).top()
    at_foot.window.banner.say(_SENTENCE * 3, is_problem=True)
    assert _focus_rect(at_foot).bottom() < _banner_rect(at_foot).top()
    for key in ("Tab", "Tab", "Tab", "A", "A"):
        at_foot.press(key)
        assert _focus_rect(at_foot).bottom() < _banner_rect(at_foot).top()


def test_the_banner_leaves_the_page_where_it_is_when_the_focus_is_clear(at_foot: Desk) -> None:
    view, focused = at_foot.window.pane.view, at_foot.session.focused
    assert focused is not None
    view.restore_place(focused.start, 40.0)
    before = view.place(), _line_tops(view)
    at_foot.window.banner.say(_SENTENCE, is_problem=True)
    assert view.place() == before[0]
    assert _line_tops(view).items() <= before[1].items()
    at_foot.window.banner.hide()
    assert (view.place(), _line_tops(view)) == before


def test_the_last_line_can_be_read_above_the_banner(at_foot: Desk) -> None:
    at_foot.window.banner.say(_SENTENCE, is_problem=True)
    view = at_foot.window.pane.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    last = view.paint_summary().lines[-1]
    assert last.end == len(view.text)
    bottom = view.viewport().mapTo(at_foot.window, view.viewport().rect().bottomLeft()).y()
    assert bottom < _banner_rect(at_foot).top()


def test_the_text_gets_its_room_back(at_foot: Desk) -> None:
    view = at_foot.window.pane.view
    height = view.viewport().height()
    at_foot.window.banner.say(_SENTENCE)
    assert view.viewport().height() < height
    at_foot.press("Ctrl+F")
    at_foot.press("Esc")
    close = at_foot.window.banner.findChild(QToolButton)
    assert close is not None
    at_foot.click(close)
    at_foot.qtbot.waitUntil(lambda: view.viewport().height() == height)
