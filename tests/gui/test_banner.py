"""The banner offers to undo what it tells of, and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from annotate.articles import ArticleState
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
