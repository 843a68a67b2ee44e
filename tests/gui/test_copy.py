"""What Ctrl+C puts on the clipboard: the stored text, code point by code point."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication

from annotate.articles import Article, Tokens
from annotate.project import Project
from annotate.text import normalise_text
from gui.text.view import ArticleView
from tests.gui.conftest import Desk

RAW = (
    "Tab\tstop\r\n\r\nNo\u00a0break, thin\u2009blank, zero\u200bwidth, joiner\u200d,"
    " soft\u00adhyphen.\nZoe\u0308 🇺🇦🇩🇪 👩‍👩‍👧 \U0001d400 قال \u202eover\u202c אב"
    " \ufeff<b>&amp;</b>\u2028line\u2029end  two  blanks \x0b\x0c"
)
SIGNS = st.sampled_from("ab \t\n\u00a0\u200b\u200d\u202e\u0308\u00ad🇺🇦👩קا\ufeff\x0b\x7f\u3000")


def copied() -> str:
    return QGuiApplication.clipboard().text()


@pytest.fixture
def ugly(empty_desk: Desk, make_project: Callable[..., Project]) -> Desk:
    """A window on an article with everything that a toolkit likes to change."""
    text = normalise_text(RAW).text
    project = make_project("ugly", articles=(Article("one", text, title="Ugly"),))
    project.close()
    empty_desk.flows.open_path(str(project.path))
    view = empty_desk.window.pane.view
    view.setFocus()
    empty_desk.qtbot.waitUntil(view.hasFocus)
    QGuiApplication.clipboard().setText("what was there before")
    return empty_desk


def test_the_whole_text_is_copied_as_it_is_stored(ugly: Desk) -> None:
    assert ugly.session.desk is not None
    ugly.press("Ctrl+Home", "Ctrl+Shift+End", "Ctrl+C")
    assert copied() == ugly.session.desk.article.text
    assert "\r" not in copied()
    assert "\u00a0" in copied()
    assert "\t" in copied()


def test_words_over_a_line_break_are_copied_with_it(ugly: Desk) -> None:
    ugly.press("Ctrl+Home", "Ctrl+Right", "Shift+Right", "Shift+Right", "Ctrl+C")
    assert copied() == "stop\n\nNo"


def test_without_a_selection_the_words_in_focus_are_copied(ugly: Desk) -> None:
    view = ugly.window.pane.view
    start = view.text.index("Zoe\u0308")
    view.set_selection(start, start + 4)
    ugly.press("1")
    assert view.selection is None
    ugly.press("Ctrl+C")
    assert copied() == "Zoe\u0308"
    view.set_selection(0, 3)
    ugly.press("Ctrl+C")
    assert copied() == "Tab", "what is selected comes first"


def test_with_nothing_chosen_the_clipboard_stays(ugly: Desk) -> None:
    ugly.press("Esc", "Esc", "Ctrl+C")
    assert copied() == "what was there before"


def test_copying_changes_nothing(ugly: Desk) -> None:
    assert ugly.session.desk is not None
    before = ugly.session.desk.article.text, ugly.session.undo_stack.count()
    ugly.press("Ctrl+Home", "Ctrl+Shift+End", "Ctrl+C", "Ctrl+X", "Backspace")
    assert (ugly.session.desk.article.text, ugly.session.undo_stack.count()) == before


@given(st.text(SIGNS, min_size=1, max_size=40), st.data())
def test_any_stretch_is_copied_as_it_is(qapp: object, text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    view = ArticleView()
    view.set_article(Article("1", text), tokens=Tokens.rough(text))
    view.set_selection(start, end)
    view.copy()
    # A byte order mark in front is dropped by PySide on its way to Qt and back.
    assert copied() == text[start:end].removeprefix("\ufeff")
    view.deleteLater()
