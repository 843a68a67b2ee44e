"""Tokenizer rules in the window with the real worker: preview, add, new tokens, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from annotate.articles import Article
from annotate.project import Project
from annotate.spans import Layer, Span
from annotate.tokenizer.rules import SETTING, RuleKind, TokenizerRule, rules_from
from gui.dialogs.tokenizer_rules import TokenizerRulesDialog
from gui.jobs import Jobs
from tests.gui.conftest import Desk
from tests.gui.test_dialogs import when_it_opens

WAIT = 30_000
TEXT = "Covid-19 closed the port. The unit left for Vesna-4 as Covid-19 spread."
WORD = TokenizerRule(RuleKind.WORD, ("Covid", "-19"))


@pytest.fixture
def room(empty_desk: Desk, make_project: Callable[..., Project]) -> Iterator[Desk]:
    """A window with workers; “Covid” of “Covid-19” is gold and in focus, with real tokens."""
    made = make_project(
        "rules", articles=(Article("a", TEXT, title="One"), Article("b", TEXT + " Later."))
    )
    made.close()
    jobs = Jobs()
    try:
        empty_desk.session.attach_jobs(jobs)
        empty_desk.flows.attach_jobs(jobs)
        empty_desk.flows.open_path(str(made.path))
        jobs.start()
        desk = empty_desk.session.desk
        assert desk is not None
        empty_desk.qtbot.waitUntil(lambda: desk.tokens.tokenizer != "rough", timeout=WAIT)
        empty_desk.session.create_span(0, 5, layer=Layer.ENTITY, label="ORG")
        assert len(empty_desk.window.pane.misaligned) == 1
        yield empty_desk
    finally:
        empty_desk.session.close_project()
        jobs.close()
        QApplication.processEvents()


def stored(desk: Desk) -> tuple[TokenizerRule, ...]:
    assert desk.session.project is not None
    return rules_from(desk.session.project.setting(SETTING))


def link(desk: Desk, words: str) -> QPushButton:
    links = desk.window.focus_panel.findChildren(QPushButton, "link")
    (found,) = [each for each in links if each.isVisible() and each.text().startswith(words)]
    return found


def test_a_rule_is_seen_added_and_removed(room: Desk) -> None:
    def add(dialog: TokenizerRulesDialog) -> None:
        assert not dialog.add_rule.isEnabled(), "not before it is known what else it changes"
        room.qtbot.waitUntil(lambda: not dialog.is_looking, timeout=WAIT)
        assert "Places that change: 4, in 2 articles." in dialog.preview.text()
        assert "begin to fit the tokens: 1, that cease to: 0." in dialog.preview.text()
        assert dialog.examples.item(0).text() == "Covid-19  →  Covid | -19   × 4"
        room.click(dialog.add_rule)

    when_it_opens(TokenizerRulesDialog, add)
    room.click(link(room, "or a rule"))
    assert stored(room) == (WORD,)
    room.qtbot.waitUntil(lambda: not room.window.pane.misaligned, timeout=WAIT)
    desk, project = room.session.desk, room.session.project
    assert desk is not None
    assert project is not None
    assert desk.tokens.is_aligned(0, 5)
    room.qtbot.waitUntil(lambda: project.tokenizer("a") == desk.tokens.tokenizer, timeout=WAIT)

    def remove(dialog: TokenizerRulesDialog) -> None:
        assert dialog.offers == []
        assert dialog.rules.item(0).text() == "Cut “Covid-19” into Covid | -19"
        dialog.rules.setCurrentRow(0)
        room.click(dialog.remove)

    room.window.activateWindow()
    room.qtbot.waitUntil(room.window.isActiveWindow)
    room.window.pane.view.setFocus()
    when_it_opens(TokenizerRulesDialog, remove)
    room.press("Ctrl+Alt+X")
    assert stored(room) == ()
    room.qtbot.waitUntil(lambda: len(room.window.pane.misaligned) == 1, timeout=WAIT)


def test_a_rule_for_a_sign_says_what_else_it_cuts(room: Desk) -> None:
    def look(dialog: TokenizerRulesDialog) -> None:
        assert [each.text() for each in dialog.offers] == [
            "Cut “Covid-19” into Covid | -19", "Cut every word at “-”",
        ]  # fmt: skip
        dialog.offers[1].click()
        room.qtbot.waitUntil(lambda: not dialog.is_looking, timeout=WAIT)
        rows = [dialog.examples.item(row).text() for row in range(dialog.examples.count())]
        assert rows == ["Covid-19  →  Covid | - | 19   × 4", "Vesna-4  →  Vesna | - | 4   × 2"]
        dialog.reject()

    when_it_opens(TokenizerRulesDialog, look)
    room.window.pane.view.setFocus()
    room.press("Ctrl+Alt+X")
    assert stored(room) == ()
    assert isinstance(room.session.focused, Span)
