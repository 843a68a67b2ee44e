"""The banner offers to undo what it tells of, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotate.articles import ArticleState
from annotate.errors import AnnotateError, OutsideTextError, RelationHeadError
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
