"""The session: every verb through the real store, with undo across articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotate.annotations import DecisionKind
from annotate.articles import Article, ArticleState
from annotate.errors import StoreFullError
from annotate.project import Project, ProposalBatch
from annotate.spans import Layer, Span
from annotate.store.sqlite import connect
from annotate.suggestions import Proposal
from gui.session import SaveState, Session

TEXT = "Ana Petrova met envoys in Lisbon. Shelling went on near Varna. Varna was quiet later."


def proposal(surface: str, label: str, layer: Layer = Layer.ENTITY, score: float = 0.8) -> Proposal:
    start = TEXT.index(surface)
    return Proposal(start, start + len(surface), label, layer, score, "rules", "by rule")


PROPOSALS = (
    proposal("Ana Petrova", "PERSON"),
    proposal("met", "MEET", Layer.EVENT, 0.6),
    proposal("Lisbon", "GPE", score=0.95),
    proposal("Shelling", "ATTACK", Layer.EVENT, 0.9),
    proposal("Varna", "ORG", score=0.4),
)


@pytest.fixture
def path(make_project: Callable[..., Project]) -> Path:
    articles = (
        Article("one", TEXT, title="One"),
        Article("two", f"{TEXT} More of it.", title="Two"),
        Article("three", "Nothing here.", title="Three"),
    )
    project = make_project(articles=articles)
    for article_id in ("one", "two"):
        batch = ProposalBatch("rules", "1", PROPOSALS)
        project.write_suggestions(article_id, [batch]).result()
    project.close()
    return project.path


@pytest.fixture
def session(qtbot: QtBot, path: Path) -> Iterator[Session]:
    session = Session()
    session.open_project(path)
    yield session
    session.close_project()


def saved(qtbot: QtBot, session: Session) -> None:
    qtbot.waitUntil(lambda: session.save_status.state is not SaveState.PENDING)


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = connect(path, read_only=True)
    try:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in ("span", "frame", "argument", "attribute", "decision", "article")
        }
    finally:
        connection.close()


def surfaces(session: Session) -> list[tuple[str, str]]:
    assert session.desk is not None
    return [(session.desk.surface(span), span.label) for span in session.desk.spans]


def test_opens_at_the_first_suggestion(session: Session) -> None:
    assert session.desk is not None
    assert session.desk.article.id == "one"
    assert session.focused is not None
    assert session.desk.surface(session.focused) == "Ana Petrova"


def test_accept_makes_gold_and_goes_on(session: Session, qtbot: QtBot) -> None:
    session.accept()
    assert surfaces(session) == [("Ana Petrova", "PERSON")]
    assert session.desk is not None
    assert session.focused is not None
    assert session.desk.surface(session.focused) == "met"
    assert session.desk.annotations.state is ArticleState.IN_PROGRESS
    saved(qtbot, session)
    assert session.save_status.state is SaveState.SAVED


def test_reject_and_skip_are_kept_as_decisions(session: Session) -> None:
    session.reject()
    session.skip()
    assert session.desk is not None
    kinds = [item.kind for item in session.desk.annotations.decisions.values()]
    assert sorted(kinds) == [DecisionKind.REJECTED, DecisionKind.SKIPPED]
    assert surfaces(session) == []
    # The rejected one is hidden; the skipped one stays in sight but is not asked again.
    shown = [session.desk.surface(item) for item in session.desk.suggestions]
    assert shown == ["met", "Lisbon", "Shelling", "Varna"]
    assert session.desk.open_count == 3


def test_a_label_key_corrects_a_suggestion(session: Session) -> None:
    session.give_label(Layer.ENTITY, "ORG")
    assert surfaces(session) == [("Ana Petrova", "ORG")]
    assert session.desk is not None
    (decision,) = session.desk.annotations.decisions.values()
    assert decision.kind is DecisionKind.CORRECTED
    assert decision.label == "PERSON"


def test_relabelling_back_counts_as_accepted(session: Session) -> None:
    session.give_label(Layer.ENTITY, "ORG")
    assert session.desk is not None
    (span,) = session.desk.spans
    session.focus(span.id)
    session.give_label(Layer.ENTITY, "PERSON")
    (decision,) = session.desk.annotations.decisions.values()
    assert decision.kind is DecisionKind.ACCEPTED
    assert session.focus_id == span.id


def test_deleting_gold_of_a_suggestion_rejects_it(session: Session) -> None:
    session.accept()
    assert session.desk is not None
    (span,) = session.desk.spans
    session.focus(span.id)
    session.delete()
    assert surfaces(session) == []
    (decision,) = session.desk.annotations.decisions.values()
    assert decision.kind is DecisionKind.REJECTED
    assert decision.span_id == ""


def test_boundaries_move_by_token_and_by_character(session: Session) -> None:
    assert session.desk is not None
    session.move_boundary("start", 1)
    assert surfaces(session) == [("Petrova", "PERSON")]
    session.move_boundary("end", 1)
    assert surfaces(session) == [("Petrova met", "PERSON")]
    session.move_boundary("end", -1)
    session.move_boundary("start", 1, "character")
    assert surfaces(session) == [("etrova", "PERSON")]
    session.move_boundary("end", -1)  # the only token would vanish
    assert surfaces(session) == [("etrova", "PERSON")]


def test_a_selection_becomes_a_span_with_the_suggested_label(session: Session) -> None:
    start = TEXT.index("Lisbon")
    session.set_selection((start, start + 6), start + 6)
    session.confirm()
    assert surfaces(session) == [("Lisbon", "GPE")]
    assert session.desk is not None
    (decision,) = session.desk.annotations.decisions.values()
    assert decision.kind is DecisionKind.ACCEPTED


def test_a_selection_without_suggestion_takes_the_last_label(session: Session) -> None:
    start = TEXT.index("envoys")
    session.set_selection((start, start + 6), start + 6)
    session.give_label(Layer.EVENT, "MEET")
    session.set_selection((start + 7, start + 9), start + 9)
    session.confirm()
    assert surfaces(session) == [("envoys", "MEET"), ("in", "MEET")]


def test_the_same_statement_twice_is_refused_in_the_open(session: Session, qtbot: QtBot) -> None:
    session.accept()
    with qtbot.waitSignal(session.failed):
        session.create_span(0, len("Ana Petrova"), layer=Layer.ENTITY, label="PERSON")
    assert surfaces(session) == [("Ana Petrova", "PERSON")]
    assert session.undo_stack.count() == 1


def test_accept_all_above_a_score_is_one_step(session: Session) -> None:
    assert session.accept_all(0.9) == 2
    assert surfaces(session) == [("Lisbon", "GPE"), ("Shelling", "ATTACK")]
    session.undo()
    assert surfaces(session) == []


def test_done_opens_the_next_unfinished(session: Session) -> None:
    session.finish_and_next()
    assert session.desk is not None
    assert session.desk.article.id == "two"
    assert session.project is not None
    assert session.project.counts()[ArticleState.DONE] == 1


def test_undo_goes_back_to_the_article_of_the_step(session: Session) -> None:
    session.accept()
    session.next_article()
    assert session.desk is not None
    assert session.desk.article.id == "two"
    session.undo()
    assert session.desk.article.id == "one"
    assert surfaces(session) == []
    session.redo()
    assert surfaces(session) == [("Ana Petrova", "PERSON")]


def test_undo_to_nothing_and_redo_to_the_end_give_the_same_rows(
    session: Session, path: Path, qtbot: QtBot
) -> None:
    empty = rows(path)
    session.accept()
    session.reject()
    session.give_label(Layer.ENTITY, "PERSON")
    session.skip()
    session.move_boundary("start", -1)
    session.delete()
    session.finish_and_next()
    session.accept_all()
    saved(qtbot, session)
    full = rows(path)
    assert len(full["span"]) > 3
    while session.undo_stack.canUndo():
        session.undo()
    saved(qtbot, session)
    assert rows(path) == empty
    while session.undo_stack.canRedo():
        session.redo()
    saved(qtbot, session)
    assert rows(path) == full


def test_every_step_is_in_the_history_and_undo_names_what_it_takes_back(
    session: Session, qtbot: QtBot
) -> None:
    session.accept()
    session.undo()
    session.redo()
    saved(qtbot, session)
    assert session.project is not None
    first, second, third = session.project.history("one")
    assert (first.why, second.why, third.why) == ("hand", "undo", "redo")
    assert second.undoes == first.seq
    assert first.edit == third.edit
    assert first.annotator == "tester"


def test_what_cannot_be_written_is_taken_back(session: Session, qtbot: QtBot, path: Path) -> None:
    session.accept()
    saved(qtbot, session)
    before = rows(path)
    assert session.project is not None
    # A real full disk: the file may not grow by another page.
    writer = session.project._writer
    assert writer is not None
    writer.submit(_forbid_growth).exception()
    with qtbot.waitSignal(session.failed) as blocker:
        session.accept_all()
        _fill(session)
    assert isinstance(blocker.args[0], StoreFullError)
    assert session.save_status.state is SaveState.FAILED
    assert session.desk is not None
    gold = list(session.desk.spans)
    saved_rows = rows(path)
    assert [span.id for span in gold] == [
        row[0]
        for row in sorted(saved_rows["span"], key=lambda row: (row[2], -row[3]))
        if row[1] == session.desk.article.id
    ]
    assert len(saved_rows["span"]) >= len(before["span"])


def _forbid_growth(connection: object) -> None:
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def _fill(session: Session) -> None:
    """Steps until the file has no free page left."""
    assert session.desk is not None
    for length in (7, 9, 10):
        for start in range(len(TEXT) - length):
            session.create_span(start, start + length, layer=Layer.EVENT, label="ATTACK")
            if session.save_status.state is SaveState.FAILED:
                return


def test_reopens_with_everything_where_it_was(session: Session, path: Path) -> None:
    session.next_article()
    session.accept()
    gold = surfaces(session)
    session.close_project()
    session.open_project(path)
    assert session.desk is not None
    assert session.desk.article.id == "two"
    assert surfaces(session) == gold


def test_a_read_only_project_refuses_edits_with_a_sentence(path: Path, qtbot: QtBot) -> None:
    session = Session()
    session.open_project(path, read_only=True)
    assert session.save_status.state is SaveState.READ_ONLY
    with qtbot.waitSignal(session.failed):
        session.accept()
    assert surfaces(session) == []
    session.close_project()


def test_stacked_spans_are_cycled(session: Session) -> None:
    start = TEXT.index("Lisbon")
    session.create_span(start, start + 6, layer=Layer.ENTITY, label="GPE")
    session.create_span(start, start + 6, layer=Layer.EVENT, label="MEET")
    seen: set[str] = set()
    for _ in range(2):
        session.cycle_stack()
        item = session.focused
        assert isinstance(item, Span)
        seen.add(item.label)
    assert seen == {"GPE", "MEET"}
