"""Which frame is open and what fills a role: through a real session and store."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from annotate.articles import Article
from annotate.edits import EditGroup, PutFrame, PutSpan
from annotate.frames.event_frame import Argument, EventFrame
from annotate.frames.suggested import SuggestedArgument
from annotate.project import Project
from annotate.spans import Layer, Span
from gui.frames.focus import Purpose
from gui.session import Session

TEXT = "Ana Petrova met envoys in Lisbon. Varna was quiet."


def span(surface: str, label: str, layer: Layer = Layer.ENTITY) -> Span:
    start = TEXT.index(surface)
    return Span(surface.split(maxsplit=1)[0].lower(), start, start + len(surface), label, layer)


WHO, MET, WHERE = (
    span("Ana Petrova", "PERSON"),
    span("met", "MEET", Layer.EVENT),
    span("Lisbon", "GPE"),
)
FRAME = EventFrame("f1", "met", (Argument("Agent", "ana"),))


@pytest.fixture
def session(qtbot: QtBot, make_project: Callable[..., Project]) -> Iterator[Session]:
    project = make_project(
        articles=(Article("one", TEXT, title="One"), Article("two", f"{TEXT} More.", title="Two"))
    )
    project.close()
    session = Session()
    session.open_project(project.path)
    edits = (*(PutSpan(None, item) for item in (WHO, MET, WHERE)), PutFrame(None, FRAME))
    session.push(EditGroup(edits), "spans")
    yield session
    session.close_project()


@pytest.fixture
def heard(session: Session) -> list[str]:
    """One entry for each time that `changed` was said: the open frame and the candidate."""
    found: list[str] = []
    focus = session.frame_focus
    focus.changed.connect(lambda: found.append(f"{focus.frame_id} {focus.candidate}".strip()))
    return found


def test_nothing_is_open_at_first(session: Session) -> None:
    focus = session.frame_focus
    assert (focus.frame_id, focus.hovered_id, focus.role, focus.attribute) == ("", "", "", "")
    assert (focus.argument, focus.candidates, focus.candidate) == (None, (), "")


def test_candidates_go_round_both_ways(session: Session, heard: list[str]) -> None:
    focus = session.frame_focus
    focus.open("f1")
    focus.fill_role("Place", ("lisbon", "ana"))
    assert (focus.role, focus.candidate) == ("Place", "lisbon")
    seen: list[str] = []
    for step in (1, 1, -1, -1):
        focus.step(step)
        seen.append(focus.candidate)
    assert seen == ["ana", "lisbon", "ana", "lisbon"]
    assert heard[:2] == ["f1", "f1 lisbon"]


def test_a_candidate_from_outside_is_taken_in(session: Session) -> None:
    focus = session.frame_focus
    focus.open("f1")
    focus.fill_role("Place", ("ana",), "ana")
    focus.choose("lisbon")
    assert (focus.candidates, focus.candidate) == (("lisbon", "ana"), "lisbon")


def test_nothing_is_chosen_without_a_role(session: Session, heard: list[str]) -> None:
    focus = session.frame_focus
    focus.open("f1")
    focus.choose("lisbon")
    focus.step()
    assert focus.candidate == ""
    assert heard == ["f1"]


def test_leaving_goes_out_step_by_step(session: Session) -> None:
    focus = session.frame_focus
    focus.open("f1")
    focus.fill_role("Place", ("lisbon",))
    focus.leave_role()
    assert (focus.frame_id, focus.role, focus.candidates) == ("f1", "", ())
    focus.give_attribute("polarity")
    assert focus.attribute == "polarity"
    focus.select_argument(FRAME.arguments[0])
    assert (focus.attribute, focus.argument) == ("", FRAME.arguments[0])
    focus.close()
    assert (focus.frame_id, focus.argument) == ("", None)


def test_what_does_not_change_is_not_said(session: Session, heard: list[str]) -> None:
    focus = session.frame_focus
    focus.open("f1")
    focus.open("f1")
    focus.hover("f1")
    focus.hover("f1")
    focus.leave_role()
    assert heard == ["f1", "f1"]


def test_hovering_survives_the_roles(session: Session) -> None:
    focus = session.frame_focus
    focus.hover("f1")
    focus.open("f1")
    focus.fill_role("Place", ())
    assert focus.hovered_id == "f1"


def test_a_frame_that_goes_is_let_go_of(session: Session) -> None:
    focus = session.frame_focus
    focus.open("f1")
    session.push(PutFrame(FRAME, None), "remove")
    assert focus.frame_id == ""
    session.undo()
    assert focus.frame_id == ""  # not opened behind the annotator's back


def test_a_filler_that_goes_is_no_longer_selected(session: Session) -> None:
    focus = session.frame_focus
    focus.open("f1")
    focus.select_argument(FRAME.arguments[0])
    session.push(PutFrame(FRAME, EventFrame("f1", "met")), "empty")
    assert (focus.frame_id, focus.argument) == ("f1", None)


@pytest.mark.parametrize(("chosen", "left"), [("ana", "lisbon"), ("lisbon", "lisbon")])
def test_a_candidate_that_goes_gives_way_to_the_next(
    session: Session, chosen: str, left: str
) -> None:
    focus = session.frame_focus
    session.push(PutFrame(FRAME, EventFrame("f1", "met")), "empty")
    focus.open("f1")
    focus.fill_role("Place", ("ana", "lisbon"), chosen)
    session.push(PutSpan(WHO, None), "delete")
    assert (focus.candidates, focus.candidate) == (("lisbon",), left)


def test_another_article_closes_it(session: Session) -> None:
    session.frame_focus.open("f1")
    session.open_article("two")
    assert session.frame_focus.frame_id == ""


def test_closing_the_project_closes_it(session: Session) -> None:
    session.frame_focus.open("f1")
    session.frame_focus.hover("f1")
    session.close_project()
    assert (session.frame_focus.frame_id, session.frame_focus.hovered_id) == ("", "")


def test_candidates_may_be_wanted_without_a_frame(session: Session) -> None:
    focus = session.frame_focus
    assert not focus.is_busy
    focus.walk(Purpose.LINK, ("ana", "lisbon"), "lisbon")
    assert (focus.purpose, focus.candidate, focus.is_busy) == (Purpose.LINK, "lisbon", True)
    session.push(PutSpan(WHERE, None), "delete")
    assert focus.candidate == "ana"
    focus.leave_role()
    assert not focus.is_busy


def test_a_suggested_part_is_selected_instead_of_a_filler(session: Session) -> None:
    focus = session.frame_focus
    focus.open("f1")
    focus.select_argument(FRAME.arguments[0])
    part = SuggestedArgument("Place", WHERE.start, WHERE.end, Layer.ENTITY, "GPE", 0.5)
    focus.select_part(part)
    assert (focus.argument, focus.part) == (None, part)
