"""Frames whose parts stand far from each other: what the next key is about comes into sight."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer
from annotate.suggestions import Proposal
from tests.gui.conftest import Desk
from tests.gui.frames.test_frames import SCHEMA

PARAGRAPHS = [f"Nothing is said in paragraph {number} of it." for number in range(120)]
TEXT = "\n\n".join(["Envoys met.", *PARAGRAPHS, "It was in Lisbon."])


@pytest.fixture
def schema() -> LabelSchema:
    return SCHEMA


@pytest.fixture
def project_path(make_project: Callable[..., Project]) -> Path:
    """A closed project with one long article: the event at the head, its place at the foot."""
    project = make_project("far", articles=(Article("one", TEXT, title="Far"),))
    proposals = [
        Proposal(TEXT.index(words), TEXT.index(words) + len(words), label, layer, 0.9, "rules")
        for words, label, layer in (
            ("met", "MEET", Layer.EVENT),
            ("Lisbon", "GPE", Layer.ENTITY),
        )
    ]
    project.write_suggestions("one", [ProposalBatch("rules", "1", tuple(proposals))]).result()
    project.close()
    return project.path


def focus_met(desk: Desk) -> None:
    assert desk.session.desk is not None
    (met,) = desk.session.desk.stack_at(TEXT.index("met"))
    desk.session.focus(met.id)


def is_in_sight(desk: Desk, words: str) -> bool:
    """Whether what stands on these words is on the screen."""
    assert desk.session.desk is not None
    (item,) = desk.session.desk.stack_at(TEXT.index(words))
    return desk.window.pane.view.item_rect(item.id) is not None


def test_candidates_and_fillers_come_into_sight_and_then_the_trigger_again(desk: Desk) -> None:
    focus_met(desk)
    desk.press("E")
    assert is_in_sight(desk, "met")
    assert not is_in_sight(desk, "Lisbon")
    desk.press("P")
    assert is_in_sight(desk, "Lisbon")
    desk.press("Return")
    assert is_in_sight(desk, "met")
    desk.press("Tab")
    assert is_in_sight(desk, "Lisbon")
    assert not is_in_sight(desk, "met")
    desk.press("Esc")
    assert is_in_sight(desk, "met")
    desk.press("Esc")
    assert is_in_sight(desk, "met")


def test_a_trigger_that_is_out_of_sight_is_brought_back_by_its_key(desk: Desk) -> None:
    focus_met(desk)
    desk.press("E", "Esc")
    desk.window.pane.view.set_caret(len(TEXT))
    assert not is_in_sight(desk, "met")
    desk.press("E")
    assert is_in_sight(desk, "met")


def test_the_strip_does_not_cover_what_it_is_about(desk: Desk) -> None:
    view = desk.window.pane.view
    focus_met(desk)
    desk.press("E", "P", "Return", "Esc")
    # The place is the last line on the screen now.
    start = TEXT.index("Lisbon")
    view.restore_place(start, view.viewport().height() - 60)
    assert desk.session.desk is not None
    (lisbon,) = desk.session.desk.stack_at(start)
    desk.session.focus(lisbon.id)
    desk.press("E", "Tab")
    rect = view.item_rect(lisbon.id)
    assert rect is not None
    assert rect.bottom() < view.viewport().height()
    assert view.height() <= desk.window.frames.parts.strip.y()


def test_the_strip_keeps_its_height_while_an_event_is_open(desk: Desk) -> None:
    strip = desk.window.frames.parts.strip
    desk.window.resize(700, 600)
    focus_met(desk)
    desk.press("E")
    heights = {strip.sizeHint().height()}
    for key in ("P", "Esc", "1", "Esc", "A", "Esc"):
        desk.press(key)
        heights.add(strip.sizeHint().height())
    assert len(heights) == 1
    desk.press("Esc")
    assert strip.isHidden()
