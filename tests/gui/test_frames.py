"""Event frames by real keys: open, fill, empty, attributes, accept; through window and store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.roles import Attribute, Cardinality, Role
from annotate.schema import Label, LabelSchema
from annotate.spans import Layer, Span
from annotate.suggested_frames import SuggestedArgument, SuggestedFrame
from annotate.suggestions import Proposal
from gui.frame_focus import Purpose
from tests.gui.conftest import Desk

TEXT = (
    "Ana Petrova met envoys in Lisbon on Monday.\n\n"
    "Norland shelled Varna and Dorin on Tuesday. Ana Petrova was not there, Norland said."
)
ONE, ANY, MANY = Cardinality(0, 1), Cardinality(), Cardinality(1)
SCHEMA = LabelSchema(
    name="frames",
    labels=(
        Label("PERSON", Layer.ENTITY, key="1", colour="#aaddff"),
        Label("GPE", Layer.ENTITY, key="2", colour="#ffddaa"),
        Label("DATE", Layer.ENTITY, key="3", colour="#cccccc"),
        Label(
            "MEET",
            Layer.EVENT,
            key="Ctrl+1",
            colour="#ddbbff",
            roles=(
                Role("Agent", cardinality=MANY, fillers=("entity:PERSON",), colour="#cc4444"),
                Role("Place", cardinality=ONE, fillers=("entity:GPE",), colour="#44aa44"),
                Role("Time", cardinality=ONE, fillers=("entity:DATE",), colour="#4444cc"),
                Role("Topic", cardinality=ANY, fillers=("event", "span"), key="O"),
            ),
        ),
        Label(
            "ATTACK",
            Layer.EVENT,
            key="Ctrl+2",
            colour="#ffaaaa",
            roles=(
                Role("Agent", cardinality=ONE, fillers=("entity:GPE", "entity:PERSON")),
                Role("Target", cardinality=ANY, fillers=("entity:GPE",)),
                Role("Time", cardinality=ONE, fillers=("entity:DATE",), key="W"),
            ),
        ),
    ),
    attributes=(
        Attribute("polarity", values=("positive", "negative"), default="positive"),
        Attribute("reason"),
    ),
)


def place(surface: str, nth: int = 0) -> tuple[int, int]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    return start, start + len(surface)


PROPOSALS = (
    Proposal(*place("Ana Petrova"), "PERSON", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("met"), "MEET", Layer.EVENT, 0.8, "rules"),
    Proposal(*place("Lisbon"), "GPE", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("Monday"), "DATE", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("Norland"), "GPE", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("shelled"), "ATTACK", Layer.EVENT, 0.8, "rules"),
    Proposal(*place("Varna"), "GPE", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("Dorin"), "GPE", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("Tuesday"), "DATE", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("Ana Petrova", 1), "PERSON", Layer.ENTITY, 0.9, "rules"),
    Proposal(*place("Norland", 1), "GPE", Layer.ENTITY, 0.9, "rules"),
)


@pytest.fixture
def schema() -> LabelSchema:
    return SCHEMA


@pytest.fixture
def project_path(make_project: Callable[..., Project]) -> Path:
    """A closed project with one article, whose triggers and entities are suggested."""
    project = make_project("frames", articles=(Article("one", TEXT, title="Envoys meet"),))
    batch = ProposalBatch("rules", "1", PROPOSALS)
    project.write_suggestions("one", [batch]).result()
    project.close()
    return project.path


@pytest.fixture
def at_met(desk: Desk) -> Desk:
    """The suggested trigger "met" is in focus."""
    focus(desk, "met")
    return desk


def focus(desk: Desk, surface: str, nth: int = 0) -> None:
    """Put what stands on these words in focus."""
    assert desk.session.desk is not None
    start, end = place(surface, nth)
    item = next(x for x in desk.session.desk.stack_at(start) if (x.start, x.end) == (start, end))
    desk.session.focus(item.id)


def shown(desk: Desk) -> list[str]:
    """Each frame as "trigger: Role words, …", in the order of the text."""
    assert desk.session.desk is not None
    spans, found = desk.session.desk.spans, list[tuple[int, str]]()
    for frame in desk.session.desk.annotations.frames.values():
        trigger = spans.get(frame.trigger_id)
        assert trigger is not None
        fillers = [(item.role, spans.get(item.span_id)) for item in frame.arguments]
        words = [f"{role} {words_of(desk, span)}" for role, span in fillers]
        words += [f"{name}={value}" for name, value in frame.attributes]
        found.append((trigger.start, f"{words_of(desk, trigger)}: {', '.join(words)}"))
    return [text for _, text in sorted(found)]


def words_of(desk: Desk, span: Span | None) -> str:
    assert desk.session.desk is not None
    assert span is not None
    return desk.session.desk.surface(span)


def suggest(desk: Desk, surface: str, label: str, *parts: tuple[str, str, str]) -> None:
    """Let a frame be suggested for a trigger, with (role, words, label) as arguments."""
    assert desk.session.desk is not None
    arguments = tuple(
        SuggestedArgument(role, *place(words), Layer.ENTITY, name, 0.8)
        for role, words, name in parts
    )
    start, end = place(surface)
    frame = SuggestedFrame(
        f"event|{start}|{end}|{label}",
        start,
        end,
        label,
        arguments,
        (("polarity", "negative", 0.7),),
        "roles",
    )
    desk.session.apply_changes(desk.session.desk.set_suggested_frames((frame,)))


def cells(desk: Desk) -> list[str]:
    """What the strip says: key and text of each cell."""
    strip = desk.window.frames.parts.strip
    assert strip.isVisible()
    return [f"{cell.key} {cell.text}".strip() for cell in strip.cells]


def lines(desk: Desk) -> list[str]:
    """The lines of the panel: key, name, words and what is amiss."""
    panel = desk.window.frames.parts.panel
    assert panel.isVisible()
    return [
        " ".join(part for part in (line.key, line.title, line.words, line.note) if part)
        for line in panel.model.lines
    ]


def test_one_key_opens_the_frame_of_a_suggested_trigger(at_met: Desk) -> None:
    at_met.press("E")
    assert shown(at_met) == ["met: "]
    assert at_met.session.frame_focus.frame_id
    assert at_met.session.undo_stack.count() == 1
    assert lines(at_met) == [
        "A Agent required",
        "P Place",
        "T Time",
        "O Topic",
        "1 polarity positive",
        "2 reason",
    ]
    at_met.press("Ctrl+Z")
    assert shown(at_met) == []
    assert at_met.labels == []
    assert not at_met.session.frame_focus.is_busy
    at_met.settle()


def test_letter_tab_enter_fill_a_role(at_met: Desk) -> None:
    at_met.press("E", "A")
    focus_ = at_met.session.frame_focus
    assert (focus_.role, focus_.purpose) == ("Agent", Purpose.ROLE)
    assert cells(at_met)[:2] == ["1 Ana Petrova PERSON", "2 Ana Petrova PERSON"]
    at_met.press("Tab", "Shift+Tab", "Return")
    assert shown(at_met) == ["met: Agent Ana Petrova"]
    assert focus_.role == ""
    at_met.press("P", "Return", "T", "Return")
    assert shown(at_met) == ["met: Agent Ana Petrova, Place Lisbon, Time Monday"]
    # The spans became gold with it.
    assert at_met.labels == ["PERSON", "MEET", "GPE", "DATE"]
    at_met.settle()
