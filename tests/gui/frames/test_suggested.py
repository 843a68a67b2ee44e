"""Suggested frames in the window's session: with the article, after the hand, from the disk."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotate import verbs
from annotate.articles import Article
from annotate.desk import Desk
from annotate.frames.suggested import SuggestedFrame
from annotate.project import Project
from annotate.schema.shipped import find_schema
from annotate.spans import Layer
from annotate.suggesters.role_model import is_shipped
from gui.frames.hands import FrameHands
from gui.jobs import Jobs
from gui.progress import Progress
from gui.session import Session

pytestmark = pytest.mark.skipif(not is_shipped(), reason="this installation has no role model")
WAIT = 30_000
LONG = "\n\n".join(
    f"Rebels attacked the port of Odesa on Monday, and {number} envoys met in Berlin. Nothing more "
    "is known of it so far, and nobody in the town had a word to say about what is to come next."
    for number in range(280)
)
TEXT = "Angela Merkel met Petro Poroshenko in Berlin on Monday. The convoy of Nordbank was stopped."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "frames.spandesk"
    with Project.create(path, find_schema("news"), annotator="tester") as project:
        project.add_articles((Article("one", TEXT, title="One", language="en"),)).result()
    return path


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


# -- a very long article ---------------------------------------------------------------------------


@pytest.fixture
def long_session(jobs: Jobs, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "long.spandesk"
    with Project.create(path, find_schema("news"), annotator="tester") as project:
        project.add_articles((Article("long", LONG, title="Long", language="en"),)).result()
    session = Session()
    session.attach_jobs(jobs)
    session.open_project(path)
    yield session
    session.close_project()


def test_all_events_of_a_very_long_article_are_accepted_when_all_have_been_read(
    long_session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    session = long_session
    hands, progress = FrameHands(session), Progress(session)
    progress.attach(jobs)
    said: list[str] = []
    hands.told.connect(said.append)
    seen: list[tuple[str, float | None]] = []
    progress.changed.connect(lambda: seen.append((progress.text, progress.fraction)))
    jobs.start()
    reading = session.suggested_frames
    assert reading is not None
    qtbot.waitUntil(lambda: reading.is_reading, timeout=WAIT)
    hands.verdicts.accept_all()
    assert "still being read" in said[-1]
    with qtbot.waitSignal(reading.ended, timeout=4 * WAIT):
        pass
    desk = desk_of(session)
    frames = list(desk.annotations.frames.values())
    last = max(desk.spans.get(frame.trigger_id).start for frame in frames)  # type: ignore[union-attr]
    assert last > len(LONG) - 400, "to the very end"
    assert len(frames) >= 2 * 270
    assert any(text.startswith("reading events:") for text, _ in seen)
    shares = [share for text, share in seen if share and text.startswith("reading events:")]
    assert shares == sorted(shares)
    assert not progress.text.startswith("reading")
    session.undo()
    assert not desk.annotations.frames
    assert not list(desk.spans)


def test_cancel_leaves_what_was_to_be_accepted(
    long_session: Session, jobs: Jobs, qtbot: QtBot
) -> None:
    session = long_session
    hands, progress = FrameHands(session), Progress(session)
    progress.attach(jobs)
    said: list[str] = []
    hands.told.connect(said.append)
    jobs.start()
    reading = session.suggested_frames
    assert reading is not None
    qtbot.waitUntil(lambda: reading.is_reading, timeout=WAIT)
    hands.verdicts.accept_all()
    with qtbot.waitSignal(reading.ended, timeout=WAIT):
        progress.cancel()
    assert "none is accepted" in said[-1]
    assert not desk_of(session).annotations.frames


def test_cancel_is_heard_before_the_reading_was_told_of(long_session: Session, jobs: Jobs) -> None:
    hands, progress = FrameHands(long_session), Progress(long_session)
    progress.attach(jobs)
    said: list[str] = []
    hands.told.connect(said.append)
    reading = long_session.suggested_frames
    assert reading is not None
    jobs.start()
    # The worker is up before the signal that says so: no event is handled here.
    while not reading.is_reading:
        time.sleep(0)
    hands.verdicts.accept_all()
    assert "still being read" in said[-1]
    progress.cancel()
    assert "none is accepted" in said[-1]


def test_the_key_again_leaves_it_too(long_session: Session, jobs: Jobs, qtbot: QtBot) -> None:
    hands = FrameHands(long_session)
    said: list[str] = []
    hands.told.connect(said.append)
    jobs.start()
    reading = long_session.suggested_frames
    assert reading is not None
    qtbot.waitUntil(lambda: reading.is_reading, timeout=WAIT)
    hands.verdicts.accept_all()
    hands.verdicts.accept_all()
    assert "not accepted" in said[-1]
    with qtbot.waitSignal(reading.ended, timeout=4 * WAIT):
        pass
    assert not desk_of(long_session).annotations.frames
