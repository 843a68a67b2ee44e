"""Suggested frames in the window's session: with the article, after the hand, from the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotate import verbs
from annotate.articles import Article
from annotate.desk import Desk
from annotate.project import Project
from annotate.schemas import find_schema
from annotate.spans import Layer
from annotate.suggested_frames import SuggestedFrame
from annotate.suggesters.role_model import is_shipped
from gui.jobs import Jobs
from gui.session import Session

pytestmark = pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
WAIT = 30_000
TEXT = "Angela Merkel met Petro Poroshenko in Berlin on Monday. The convoy of Nordbank was stopped."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "frames.spandesk"
    with Project.create(path, find_schema("news"), annotator="tester") as project:
        project.add_articles((Article("one", TEXT, title="One", language="en"),)).result()
    return path


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


@pytest.fixture
def session(jobs: Jobs, path: Path) -> Iterator[Session]:
    session = Session()
    session.attach_jobs(jobs)
    session.open_project(path)
    yield session
    session.close_project()


def desk_of(session: Session) -> Desk:
    assert session.desk is not None
    return session.desk


def frame_on(session: Session, words: str) -> SuggestedFrame | None:
    start = TEXT.index(words)
    frames = desk_of(session).suggested_frames
    return next((each for each in frames if each.start == start), None)


def fillers(frame: SuggestedFrame | None) -> set[tuple[str, str]]:
    assert frame is not None
    return {(each.role, TEXT[each.start : each.end]) for each in frame.arguments}


def test_frames_come_with_the_article_and_stay_on_the_disk(
    session: Session, jobs: Jobs, path: Path, qtbot: QtBot
) -> None:
    jobs.start()
    qtbot.waitUntil(lambda: frame_on(session, "met") is not None, timeout=WAIT)
    met = fillers(frame_on(session, "met"))
    assert {("Agent", "Angela Merkel"), ("Place", "Berlin"), ("Time", "Monday")} <= met
    session.close_project()
    session.open_project(path)
    qtbot.waitUntil(lambda: frame_on(session, "met") is not None, timeout=WAIT)
    assert fillers(frame_on(session, "met")) == met


def test_a_trigger_made_by_hand_gets_its_frame(session: Session, jobs: Jobs, qtbot: QtBot) -> None:
    jobs.start()
    qtbot.waitUntil(lambda: frame_on(session, "met") is not None, timeout=WAIT)
    start = TEXT.index("stopped")
    desk = desk_of(session)
    hand = verbs.Hand("me")
    session.push(
        verbs.add_span(desk, start, start + 7, label="SEIZE", layer=Layer.EVENT, hand=hand), "draw"
    )

    def is_read() -> bool:
        project = session.project
        assert project is not None
        return any(each.start == start for each in project.frame_proposals("one"))

    qtbot.waitUntil(is_read, timeout=WAIT)
    project = session.project
    assert project is not None
    assert project.tokenizer("one"), "the tokens of the article stay"
    qtbot.waitUntil(lambda: frame_on(session, "stopped") is not None, timeout=WAIT)
    frame = frame_on(session, "stopped")
    assert frame is not None
    assert frame.is_gold
    assert frame.label == "SEIZE"


def test_an_argument_follows_its_span(session: Session, jobs: Jobs, qtbot: QtBot) -> None:
    jobs.start()
    qtbot.waitUntil(lambda: frame_on(session, "met") is not None, timeout=WAIT)
    desk = desk_of(session)
    start = TEXT.index("Berlin")
    berlin = desk.suggestion_on(Layer.ENTITY, start, start + 6)
    assert berlin is not None
    session.push(verbs.accept(desk, berlin, hand=verbs.Hand("me")), "accept")

    def is_gold() -> bool:
        frame = frame_on(session, "met")
        return frame is not None and any(
            desk.spans.get(each.span_id) is not None for each in frame.arguments
        )

    qtbot.waitUntil(is_gold, timeout=WAIT)
