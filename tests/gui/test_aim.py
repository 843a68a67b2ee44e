"""Selection and focus never disagree: keys act on what is selected, and on nothing unseen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.suggestions import Proposal
from tests.gui.conftest import STORY, Desk

ANA = (0, 11)
LINE = "Crews cleared the road to Varna, and nobody said who had closed it.\n"
SAID_UNSEEN = "That was out of sight. Here it is: press the key again."


def find(desk: Desk, words: str) -> None:
    """Find words with the find bar and come back to the text, where they are selected."""
    desk.press("Ctrl+F")
    desk.press("Ctrl+A")
    desk.type(words)
    desk.press("Esc")
    assert desk.window.pane.view.selection is not None


def focus_of(desk: Desk) -> tuple[int, int, str] | None:
    item = desk.session.focused
    return (item.start, item.end, item.label) if item is not None else None


def gold_at(desk: Desk, *stretches: tuple[int, int]) -> None:
    for start, end in stretches:
        desk.session.create_span(start, end, layer=Layer.ENTITY, label="PERSON")


def test_delete_after_a_search_is_for_the_words_that_were_found(desk: Desk) -> None:
    quiet = (STORY.index("quiet"), STORY.index("quiet") + 5)
    gold_at(desk, quiet, ANA)
    find(desk, "quiet")
    desk.press("Del")
    assert desk.session.desk is not None
    assert [(span.start, span.end) for span in desk.session.desk.spans] == [ANA]
    assert desk.window.pane.view.selection is None


def test_delete_says_that_nothing_lies_on_the_found_words(desk: Desk) -> None:
    gold_at(desk, ANA)
    find(desk, "later")
    for _ in range(2):
        desk.press("Del")
        assert desk.labels == ["PERSON"]
        assert desk.window.status.hint.startswith("Nothing lies exactly on the selected words.")
    desk.press("Esc")
    desk.press("Del")
    assert desk.labels == []


@pytest.mark.parametrize("key", ["A", "X", "Space", "Alt+Right"])
def test_other_keys_leave_what_is_not_selected_alone(desk: Desk, key: str) -> None:
    assert desk.session.desk is not None
    before = [item.id for item in desk.session.desk.suggestions if not item.is_skipped]
    find(desk, "later")
    desk.press(key)
    assert [item.id for item in desk.session.desk.suggestions if not item.is_skipped] == before
    assert desk.labels == []
    assert not desk.window.actions_["span.accept"].isEnabled()


def test_a_suggestion_on_exactly_the_found_words_is_accepted(desk: Desk) -> None:
    assert focus_of(desk) == (*ANA, "PERSON")
    find(desk, "Lisbon")
    assert desk.window.status.hint.startswith("A: accept · X: reject · digits: label")
    desk.press("A")
    assert desk.labels == ["GPE"]
    assert desk.session.selection is None
    assert desk.window.pane.view.selection is None


def test_a_focus_chosen_later_lets_go_of_the_selection(desk: Desk) -> None:
    find(desk, "later")
    desk.press("Tab")
    assert desk.session.selection is None
    focused = focus_of(desk)
    assert focused is not None
    desk.press("A")
    assert desk.labels == [focused[2]]


@pytest.fixture
def long_desk(empty_desk: Desk, make_project: Callable[..., Project]) -> Desk:
    """A window on an article of many pages, whose first word is suggested."""
    project = make_project("long", articles=(Article("long", LINE * 200, title="Roads"),))
    first = Proposal(26, 31, "GPE", Layer.ENTITY, 0.8, "rules", "")
    project.write_suggestions("long", [ProposalBatch("rules", "1", (first,))]).result()
    project.close()
    empty_desk.flows.open_path(str(project.path))
    view = empty_desk.window.pane.view
    view.setFocus()
    empty_desk.qtbot.waitUntil(view.hasFocus)
    return empty_desk


def scroll_away(desk: Desk) -> None:
    """Scroll down with the scroll bar, as reading on does: the focus stays behind."""
    view = desk.window.pane.view
    assert focus_of(desk) == (26, 31, "GPE")
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert not view.is_in_sight(26, 31)


@pytest.mark.parametrize("key", ["A", "X", "Del", "2", "Space", "Alt+Left", "Return"])
def test_a_key_shows_what_is_out_of_sight_before_it_acts(long_desk: Desk, key: str) -> None:
    scroll_away(long_desk)
    session = long_desk.session
    long_desk.press(key)
    assert session.desk is not None
    assert long_desk.labels == []
    assert session.desk.open_count == 1
    assert long_desk.window.pane.view.is_in_sight(26, 31)
    assert long_desk.window.status.hint == SAID_UNSEEN
    long_desk.press(key)
    assert session.desk.open_count == 0


def test_a_label_is_not_given_to_a_selection_out_of_sight(long_desk: Desk) -> None:
    view = long_desk.window.pane.view
    view.set_selection(len(LINE), len(LINE) + 5)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    long_desk.press("2")
    assert long_desk.labels == []
    assert long_desk.window.status.hint == SAID_UNSEEN
    long_desk.press("2")
    assert long_desk.labels == ["ORG"]


def test_a_word_at_a_caret_out_of_sight_gets_no_label(long_desk: Desk) -> None:
    long_desk.press("Esc")
    scroll = long_desk.window.pane.view.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    long_desk.press("2")
    assert long_desk.labels == []
    long_desk.press("2")
    assert long_desk.labels == ["ORG"]


def test_a_span_out_of_sight_is_not_moved_to_the_selection(long_desk: Desk) -> None:
    session, view = long_desk.session, long_desk.window.pane.view
    gold_at(long_desk, (26, 31))
    last = len(LINE) * 199
    view.set_selection(last, last + 5)
    scroll = view.verticalScrollBar()
    scroll.setValue(scroll.maximum())
    assert session.desk is not None
    assert session.focused is not None
    assert not view.is_in_sight(26, 31)
    long_desk.press("B")
    assert [(span.start, span.end) for span in session.desk.spans] == [(26, 31)]
    assert view.is_in_sight(26, 31)
    assert long_desk.window.status.hint == SAID_UNSEEN
    long_desk.press("B")
    assert [(span.start, span.end) for span in session.desk.spans] == [(last, last + 5)]
