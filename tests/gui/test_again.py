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
