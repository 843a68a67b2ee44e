"""The same again: one label for all the same words, and the last deed repeated, by real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer
from annotate.suggestions import Proposal
from gui.session import Session
from tests.gui.conftest import Desk

TEXT = "Varna slept. Varna woke. Old Varna sang, and Varna <b>danced</b>. Varna!"
PLACES = [start for start in range(len(TEXT)) if TEXT.startswith("Varna", start)]


@pytest.fixture
def session(qtbot: QtBot, make_project: Callable[..., Project]) -> Iterator[Session]:
    project = make_project(articles=(Article("one", TEXT, title="Varna"),))
    found = tuple(
        Proposal(start, start + 5, "ORG", Layer.ENTITY, 0.5, "rules", "") for start in PLACES[:4]
    )
    project.write_suggestions("one", [ProposalBatch("rules", "1", found)]).result()
    project.close()
    session = Session()
    session.open_project(project.path)
    yield session
    session.close_project()


def labels(session: Session) -> list[tuple[int, str]]:
    assert session.desk is not None
    return [(span.start, span.label) for span in session.desk.spans]


def test_one_label_for_all_is_one_step(session: Session) -> None:
    session.give_label(Layer.ENTITY, "GPE")
    assert session.desk is not None
    (gold,) = session.desk.spans
    session.focus(gold.id)
    places = session.again.same_words()
    assert [place.start for place in places] == PLACES[1:]
    assert session.again.propagate(places) == 4
    assert labels(session) == [(start, "GPE") for start in PLACES]
    session.undo()
    assert labels(session) == [(PLACES[0], "GPE")]


def test_a_suggestion_in_focus_is_taken_with_the_others(session: Session) -> None:
    assert session.again.propagate(session.again.same_words()) == 5
    assert labels(session) == [(start, "ORG") for start in PLACES]


def test_the_last_label_goes_to_the_next_same_words(session: Session) -> None:
    session.give_label(Layer.ENTITY, "GPE")
    session.repeat()
    session.repeat()
    assert labels(session) == [(start, "GPE") for start in PLACES[:3]]
    for _ in range(5):
        session.repeat()
    assert labels(session) == [(start, "GPE") for start in PLACES]


def test_a_rejection_is_repeated_where_something_is_suggested(session: Session) -> None:
    session.reject()
    for _ in range(6):
        session.repeat()
    assert session.desk is not None
    assert [item.kind for item in session.desk.annotations.decisions.values()] == ["rejected"] * 4
    assert labels(session) == []


def test_what_is_labelled_already_is_passed_over(session: Session) -> None:
    session.create_span(PLACES[1], PLACES[1] + 5, layer=Layer.ENTITY, label="GPE")
    session.create_span(PLACES[0], PLACES[0] + 5, layer=Layer.ENTITY, label="GPE")
    session.repeat()
    assert labels(session) == [(start, "GPE") for start in PLACES[:3]]


SECOND = "Old Varna, new Varna; VARNA, Varnas and Varna."


@pytest.fixture
def two(empty_desk: Desk, make_project: Callable[..., Project]) -> Desk:
    """A window on two articles with the same words and without suggestions."""
    articles = (Article("one", TEXT, title="Varna"), Article("two", SECOND, title="More"))
    project = make_project(articles=articles)
    project.close()
    empty_desk.flows.open_path(str(project.path))
    view = empty_desk.window.pane.view
    view.setFocus()
    empty_desk.qtbot.waitUntil(view.hasFocus)
    return empty_desk


def said(desk: Desk) -> list[str]:
    """What the session says from now on."""
    heard: list[str] = []
    desk.session.told.connect(heard.append)
    return heard


def starts(desk: Desk) -> list[int]:
    return [start for start, _ in labels(desk.session)]


def test_in_the_next_article_the_first_of_the_words_comes_first(two: Desk) -> None:
    two.window.pane.view.set_selection(PLACES[-1], PLACES[-1] + 5)
    two.press("3")
    two.press("Shift+PgDown")
    places = [SECOND.index("Varna"), SECOND.index("Varna;"), SECOND.rindex("Varna")]
    for count in range(1, 4):
        two.press("R")
        assert starts(two) == places[:count]
    heard = said(two)
    two.press("R")
    assert starts(two) == places, "neither capitals nor a longer word is the same"
    assert heard == ["There is no further place with “Varna” for that here."]
    two.press("Shift+PgUp", "R")
    assert starts(two) == [PLACES[0], PLACES[-1]]


def test_without_a_deed_r_says_so(two: Desk) -> None:
    heard = said(two)
    two.press("R")
    assert heard == ["There is nothing yet to repeat."]
    assert not two.session.undo_stack.count()


def test_the_last_deed_may_be_to_delete(two: Desk) -> None:
    two.window.pane.view.set_selection(PLACES[0], PLACES[0] + 5)
    two.press("3", "R", "R", "R", "R")
    assert starts(two) == PLACES
    assert two.session.desk is not None
    two.session.focus(next(iter(two.session.desk.spans)).id)
    two.press("Del")
    assert starts(two) == PLACES[1:]
    two.press("R", "R")
    assert starts(two) == PLACES[3:]
    two.press("Ctrl+Z")
    assert starts(two) == PLACES[2:]


def test_what_was_undone_is_passed_over_by_the_next(two: Desk) -> None:
    two.window.pane.view.set_selection(PLACES[0], PLACES[0] + 5)
    two.press("3", "R", "Ctrl+Z", "R")
    assert starts(two) == [PLACES[0], PLACES[2]]


def test_what_was_out_of_sight_is_shown_and_not_passed_over(
    empty_desk: Desk, make_project: Callable[..., Project]
) -> None:
    text = "\n".join(f"Line {n}: Varna slept." for n in range(120))
    project = make_project(articles=(Article("one", text, title="Varna"),))
    project.close()
    desk = empty_desk
    desk.flows.open_path(str(project.path))
    view = desk.window.pane.view
    view.setFocus()
    desk.qtbot.waitUntil(view.hasFocus)
    view.set_selection(text.index("Varna"), text.index("Varna") + 5)
    desk.press("3", "R", "R", "R")
    assert desk.session.desk is not None
    desk.session.focus(next(iter(desk.session.desk.spans)).id)
    desk.press("Del")
    places = starts(desk)
    assert len(places) == 3
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    desk.press("R")
    assert starts(desk) == places
    desk.press("R")
    assert starts(desk) == places[1:]
    desk.press("R", "R")
    assert starts(desk) == []
