"""Event frames by real keys: open, fill, empty, attributes, accept; through window and store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from annotate.articles import Article
from annotate.frames.suggested import SuggestedArgument, SuggestedFrame
from annotate.project import Project, ProposalBatch
from annotate.schema.label_schema import Label, LabelSchema
from annotate.schema.roles import Attribute, Cardinality, Role
from annotate.spans import Layer, Span
from annotate.suggestions import Proposal
from gui.frames.focus import Purpose
from gui.panels.frame_strip import CellState
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


# -- opening and leaving --------------------------------------------------------------------------


def test_events_and_links_are_there_after_reopening(at_met: Desk, project_path: Path) -> None:
    at_met.press("E", "A", "Return", "1", "2", "Esc")
    focus(at_met, "Ana Petrova")
    at_met.press("Y", "Return")
    before = shown(at_met)
    at_met.session.close_project()
    at_met.flows.open_path(str(project_path))
    assert shown(at_met) == before == ["met: Agent Ana Petrova, polarity=negative"]
    assert chain(at_met) == ["Ana Petrova", "Ana Petrova"]
    for _ in range(3):
        at_met.session.undo()
    assert shown(at_met) == ["met: "]


def test_opening_again_opens_what_is_there(at_met: Desk) -> None:
    at_met.press("E", "Esc")
    assert not at_met.session.frame_focus.is_busy
    at_met.press("E")
    assert at_met.session.frame_focus.frame_id
    assert len(shown(at_met)) == 1
    assert at_met.session.undo_stack.count() == 1


def test_words_that_are_selected_become_a_trigger_with_its_frame(desk: Desk) -> None:
    desk.session.drawing.choose(Layer.EVENT, "ATTACK")
    desk.window.pane.view.set_selection(*place("was not there"))
    desk.press("E")
    assert shown(desk) == ["was not there: "]
    assert desk.labels == ["ATTACK"]
    assert desk.session.undo_stack.count() == 1
    assert desk.session.selection is None


def test_a_filler_opens_the_event_that_it_is_in(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "Esc")
    focus(at_met, "Ana Petrova")
    at_met.press("E")
    assert lines(at_met)[0] == "A Agent Ana Petrova"


def test_what_is_in_no_event_says_so(desk: Desk) -> None:
    focus(desk, "Lisbon")
    desk.press("E")
    assert "Lisbon" in desk.window.banner.text
    assert desk.labels == []
    desk.session.focus(None)
    desk.press("E")
    assert "Focus an event" in desk.window.banner.text


def test_escape_leaves_the_role_then_the_frame(at_met: Desk) -> None:
    at_met.press("E", "A", "Esc")
    assert (at_met.session.frame_focus.role, at_met.session.frame_focus.is_busy) == ("", True)
    at_met.press("Esc")
    assert not at_met.session.frame_focus.is_busy
    assert at_met.session.focused is not None
    at_met.press("Esc")
    assert at_met.session.focused is None


def test_enter_leaves_the_frame_for_the_next_suggestion(at_met: Desk) -> None:
    at_met.press("E", "Return")
    assert not at_met.session.frame_focus.is_busy
    item, desk = at_met.session.focused, at_met.session.desk
    assert item is not None
    assert desk is not None
    assert desk.surface(item) == "Lisbon"


def test_a_letter_without_a_role_labels_and_judges_nothing(at_met: Desk) -> None:
    at_met.press("E")
    at_met.press("X", "R", "D", "9", "L", "0")
    assert shown(at_met) == ["met: "]
    assert at_met.session.undo_stack.count() == 1
    assert at_met.session.drawing.is_on


def test_commands_with_modifiers_still_work(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "Ctrl+Z")
    assert shown(at_met) == ["met: "]
    at_met.press("Ctrl+Shift+Z")
    assert shown(at_met) == ["met: Agent Ana Petrova"]
    # Another label for the trigger: the roles are others now, and the frame stays.
    at_met.press("Ctrl+2")
    assert at_met.labels == ["PERSON", "ATTACK"]
    assert [line.split()[0] for line in lines(at_met)][:3] == ["A", "T", "W"]


def test_the_keys_of_a_frame_go_to_the_text_wherever_it_was_opened(at_met: Desk) -> None:
    at_met.window.spans.focus_list()
    at_met.press("E")
    assert at_met.window.pane.view.hasFocus()
    at_met.press("A", "Return")
    assert shown(at_met) == ["met: Agent Ana Petrova"]
    at_met.press("Esc")
    at_met.window.spans.focus_list()
    at_met.press("Y", "Esc", "X")
    assert at_met.window.pane.view.hasFocus()


def test_several_events_on_one_word(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "Shift+E")
    assert shown(at_met) == ["met: ", "met: Agent Ana Petrova"]
    parts = at_met.window.frames.parts
    assert "2 of 2" in parts.panel.heading
    at_met.press("E")
    assert "1 of 2" in parts.panel.heading
    assert lines(at_met)[0] == "A Agent Ana Petrova"
    at_met.settle()


# -- filling --------------------------------------------------------------------------------------


def test_a_frame_that_another_part_opened_hears_the_keys(at_met: Desk) -> None:
    at_met.press("E", "Shift+E", "Esc")
    desk = at_met.session.desk
    assert desk is not None
    at_met.session.frame_focus.open(next(iter(desk.annotations.frames)))
    at_met.press("P", "Return")
    assert "met: Place Lisbon" in shown(at_met)
    at_met.press("E", "P", "Return")
    assert shown(at_met) == ["met: Place Lisbon"] * 2


def test_what_is_chosen_elsewhere_closes_the_frame(at_met: Desk) -> None:
    at_met.press("E", "A", "Return")
    QApplication.processEvents()
    focus(at_met, "Varna")
    assert not at_met.session.frame_focus.is_busy
    assert at_met.session.focused is not None
    assert at_met.session.focused.start == place("Varna")[0]


def test_a_digit_takes_a_candidate_at_once(at_met: Desk) -> None:
    focus(at_met, "shelled")
    at_met.press("E", "T")
    assert cells(at_met)[:3] == ["1 Norland GPE", "2 Varna GPE", "3 Dorin GPE"]
    at_met.press("3")
    assert shown(at_met) == ["shelled: Target Dorin"]


def test_shift_enter_goes_on_with_the_same_role(at_met: Desk) -> None:
    focus(at_met, "shelled")
    at_met.press("E", "T", "Shift+Return")
    assert at_met.session.frame_focus.role == "Target"
    at_met.press("2", "Esc")
    assert shown(at_met) == ["shelled: Target Norland, Target Dorin"]


def test_a_role_that_takes_one_is_filled_anew(at_met: Desk) -> None:
    at_met.press("E", "P", "Return", "P", "1")
    assert shown(at_met) == ["met: Place Norland"]
    at_met.press("P", "Shift+Return")
    assert shown(at_met)[0].count("Place") == 2
    assert lines(at_met)[1] == "P Place Norland too many"


def test_space_goes_to_the_next_empty_role(at_met: Desk) -> None:
    at_met.press("E", "Space")
    assert at_met.session.frame_focus.role == "Agent"
    at_met.press("Return", "Space", "Space")
    assert at_met.session.frame_focus.role == "Time"
    at_met.press("Return")
    assert shown(at_met) == ["met: Agent Ana Petrova, Time Monday"]


def test_selected_words_fill_a_role_as_a_new_span_in_one_step(at_met: Desk) -> None:
    at_met.press("E")
    at_met.window.pane.view.set_selection(*place("envoys"))
    at_met.press("A")
    assert shown(at_met) == ["met: Agent envoys"]
    assert at_met.labels == ["MEET", "PERSON"]
    assert at_met.session.undo_stack.count() == 2
    assert at_met.session.selection is None
    at_met.press("Ctrl+Z")
    assert (shown(at_met), at_met.labels) == (["met: "], ["MEET"])


def test_words_may_be_selected_by_keys_after_the_letter(at_met: Desk) -> None:
    at_met.press("E", "O")
    at_met.window.pane.view.set_caret(place("envoys")[0])
    at_met.press("Shift+Right", "Shift+Right", "Return")
    assert shown(at_met) == ["met: Topic envoys in"]


@pytest.mark.parametrize("active", ["1", "2", "3"])
def test_a_new_filler_is_not_called_what_was_given_last_to_other_words(
    at_met: Desk, active: str
) -> None:
    view = at_met.window.pane.view
    view.set_selection(*place("Norland", 1))
    at_met.press(active)
    focus(at_met, "shelled")
    at_met.press("E")
    # The role takes GPE first, then PERSON; nothing is said of these words anywhere.
    view.set_selection(*place("there"))
    at_met.press("A")
    assert at_met.session.desk is not None
    (made,) = [span for span in at_met.session.desk.spans if span.start == place("there")[0]]
    assert made.label == "GPE"


def test_a_new_filler_is_called_what_the_same_words_are_elsewhere(at_met: Desk) -> None:
    view = at_met.window.pane.view
    focus(at_met, "Ana Petrova")
    at_met.press("X")
    focus(at_met, "shelled")
    at_met.press("E")
    # The suggestion at the first place is gone; the second one says what these words are.
    view.set_selection(*place("Ana Petrova"))
    at_met.press("A")
    assert at_met.session.desk is not None
    (made,) = [span for span in at_met.session.desk.spans if span.start == 0]
    assert made.label == "PERSON"


def test_selected_words_that_are_a_span_make_no_second(at_met: Desk) -> None:
    at_met.press("E")
    at_met.window.pane.view.set_selection(*place("Lisbon"))
    at_met.press("P")
    assert shown(at_met) == ["met: Place Lisbon"]
    assert at_met.labels == ["MEET", "GPE"]


def test_a_filler_that_the_schema_forbids_is_marked_and_stays(at_met: Desk) -> None:
    at_met.press("E")
    at_met.window.pane.view.set_selection(*place("Monday"))
    at_met.press("P")
    assert lines(at_met)[1] == "P Place Monday not DATE"
    strip = at_met.window.frames.parts.strip
    assert next(cell for cell in strip.cells if cell.key == "P").state.value == "amiss"


def test_arguments_may_stand_in_another_paragraph_and_in_two_frames(at_met: Desk) -> None:
    at_met.press("E", "P", "2", "Esc")
    focus(at_met, "shelled")
    at_met.press("E", "A", "Return", "Esc")
    assert shown(at_met) == ["met: Place Norland", "shelled: Agent Norland"]
    focus(at_met, "Norland")
    at_met.press("E", "E")
    assert lines(at_met)[0].startswith("A Agent Norland")


def test_an_event_may_fill_a_role(at_met: Desk) -> None:
    at_met.press("E", "O")
    at_met.window.pane.view.set_selection(*place("shelled"))
    at_met.press("Return")
    assert shown(at_met) == ["met: Topic shelled"]
    assert at_met.labels == ["MEET", "ATTACK"]


def test_what_is_clicked_fills_the_role_in_hand(at_met: Desk) -> None:
    at_met.press("E", "P")
    view = at_met.window.pane.view
    desk = at_met.session.desk
    assert desk is not None
    (varna,) = desk.stack_at(place("Varna")[0])
    rect = view.item_rect(varna.id)
    assert rect is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert shown(at_met) == ["met: Place Varna"]
    focused = at_met.session.focused
    assert focused is not None
    assert desk.surface(focused) == "met"


def test_a_click_elsewhere_closes_the_frame(at_met: Desk) -> None:
    at_met.press("E")
    view, desk = at_met.window.pane.view, at_met.session.desk
    assert desk is not None
    (varna,) = desk.stack_at(place("Varna")[0])
    rect = view.item_rect(varna.id)
    assert rect is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert not at_met.session.frame_focus.is_busy


# -- taking out -----------------------------------------------------------------------------------


def test_backspace_takes_out_the_last_or_the_selected_filler(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "P", "Return", "T", "Return")
    at_met.press("Backspace")
    assert shown(at_met) == ["met: Agent Ana Petrova, Place Lisbon"]
    at_met.press("Tab")
    assert at_met.session.frame_focus.argument is not None
    at_met.press("Backspace")
    assert shown(at_met) == ["met: Place Lisbon"]
    at_met.press("P", "Backspace", "Esc", "Backspace")
    assert shown(at_met) == ["met: "]
    assert "nothing to take out" in at_met.window.banner.text


def test_a_selected_filler_gets_another_role_by_its_letter(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "P", "Return", "Shift+Tab", "T")
    assert shown(at_met) == ["met: Agent Ana Petrova, Time Lisbon"]


def test_delete_removes_the_frame_and_leaves_the_spans(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "Del")
    assert shown(at_met) == []
    assert at_met.labels == ["PERSON", "MEET"]
    assert not at_met.session.frame_focus.is_busy
    at_met.press("Ctrl+Z")
    assert shown(at_met) == ["met: Agent Ana Petrova"]


# -- attributes -----------------------------------------------------------------------------------


def test_a_digit_and_a_digit_give_an_attribute_its_value(at_met: Desk) -> None:
    at_met.press("E", "1")
    assert cells(at_met) == ["1 positive", "2 negative"]
    at_met.press("2")
    assert shown(at_met) == ["met: polarity=negative"]
    assert lines(at_met)[4] == "1 polarity negative"
    at_met.press("1", "Backspace")
    assert shown(at_met) == ["met: "]


SEVERAL = Attribute(
    "mode", values=tuple(f"way {number}" for number in range(1, 13)), key="3", takes_several=True
)


def with_modes(desk: Desk) -> None:
    schema = replace(SCHEMA, attributes=(*SCHEMA.attributes, SEVERAL))
    desk.window.schemas.set_schema(schema, "modes")


def test_an_attribute_may_have_several_values_and_each_has_a_key(at_met: Desk) -> None:
    with_modes(at_met)
    focus(at_met, "met")
    at_met.press("E", "3")
    assert cells(at_met)[8:] == ["9 way 9", "A way 10", "B way 11", "C way 12"]
    at_met.press("2", "C", "1")
    assert shown(at_met) == ["met: mode=way 1, way 2, way 12"]
    strip = at_met.window.frames.parts.strip
    chosen = [cell.text for cell in strip.cells if cell.state is CellState.CHOSEN]
    assert chosen == ["way 1", "way 2", "way 12"]
    at_met.press("2")
    assert shown(at_met) == ["met: mode=way 1, way 12"]
    at_met.press("Return", "P", "Return")
    assert shown(at_met) == ["met: Place Lisbon, mode=way 1, way 12"]
    at_met.press("Ctrl+Z", "Ctrl+Z")
    assert shown(at_met) == ["met: mode=way 1, way 2, way 12"]
    at_met.press("3", "Backspace")
    assert shown(at_met) == ["met: "]


def test_a_free_value_is_typed(at_met: Desk) -> None:
    at_met.press("E", "2")
    strip = at_met.window.frames.parts.strip
    assert strip.field.hasFocus()
    at_met.type("first talks")
    at_met.press("Return")
    assert shown(at_met) == ["met: reason=first talks"]
    assert at_met.window.pane.view.hasFocus()
    assert strip.field.isHidden()
    at_met.press("2")
    assert strip.field.text() == "first talks"
    at_met.press("Esc")
    assert shown(at_met) == ["met: reason=first talks"]
    assert at_met.window.pane.view.hasFocus()
    at_met.press("A", "Return")
    assert shown(at_met) == ["met: Agent Ana Petrova, reason=first talks"]


# -- what is suggested ----------------------------------------------------------------------------

RIGHT = (("Agent", "Ana Petrova", "PERSON"), ("Place", "Lisbon", "GPE"), ("Time", "Monday", "DATE"))
WRONG = (("Agent", "Norland", "GPE"), ("Place", "Varna", "GPE"), ("Time", "Tuesday", "DATE"))
WHOLE = "met: Agent Ana Petrova, Place Lisbon, Time Monday"


def test_a_right_suggestion_takes_one_key(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", *RIGHT)
    assert at_met.window.status.hint.startswith("F: accept the whole event")
    at_met.press("F")
    assert shown(at_met) == [f"{WHOLE}, polarity=negative"]
    assert at_met.labels == ["PERSON", "MEET", "GPE", "DATE"]
    assert at_met.session.undo_stack.count() == 1
    item, desk = at_met.session.focused, at_met.session.desk
    assert item is not None
    assert desk is not None
    assert desk.surface(item) == "Norland"  # on with the work
    at_met.settle()
    at_met.press("Ctrl+Z")
    assert (shown(at_met), at_met.labels) == ([], [])
    at_met.settle()


def test_a_wrong_suggestion_takes_no_more_than_ten_keys(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", *WRONG)
    keys = ["E", "A", "2", "P", "2", "T", "2"]
    before = at_met.session.undo_stack.count()
    at_met.press(*keys)
    assert len(keys) <= 10
    assert shown(at_met) == [WHOLE]
    assert at_met.session.undo_stack.count() == before + 4


def test_a_wrong_suggestion_without_digits_takes_ten_keys_too(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", *WRONG)
    keys = ["E", "A", "Tab", "Return", "P", "Tab", "Return", "T", "Tab", "Return"]
    assert len(keys) == 10
    at_met.press(*keys)
    assert shown(at_met) == [WHOLE]


def test_all_that_is_suggested_is_accepted_in_the_open_frame(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", *RIGHT)
    at_met.press("E", "T", "2")
    assert cells(at_met)[0] == "F accept all"
    at_met.press("F")
    assert shown(at_met) == [
        "met: Time Tuesday, Agent Ana Petrova, Place Lisbon, polarity=negative"
    ]


def test_a_role_may_have_the_letter_that_accepts(at_met: Desk) -> None:
    suggest(at_met, "shelled", "ATTACK", ("From", "Norland", "GPE"))
    focus(at_met, "shelled")
    at_met.press("E")
    assert cells(at_met)[0] == "Shift+Enter accept all"
    at_met.press("F")
    assert at_met.session.frame_focus.role == "From"
    at_met.press("Esc", "Shift+Return")
    assert shown(at_met) == ["shelled: From Norland, polarity=negative"]


def test_parts_are_accepted_and_rejected_one_by_one(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", RIGHT[0], WRONG[1], RIGHT[2])
    at_met.press("E", "Tab")
    assert [line.split(maxsplit=1)[0] for line in lines(at_met)][:3] == ["A", "P", "T"]
    assert at_met.session.frame_focus.part is not None
    at_met.press("Return", "Backspace", "Return")
    assert shown(at_met) == ["met: Agent Ana Petrova, Time Monday"]
    assert lines(at_met)[1] == "P Place"
    assert at_met.session.frame_focus.part is None
    assert at_met.session.undo_stack.count() == 4
    at_met.press("F")
    # What was rejected is not taken in with the rest.
    assert shown(at_met) == ["met: Agent Ana Petrova, Time Monday, polarity=negative"]


def test_a_suggested_filler_may_be_right_in_another_role(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", ("Topic", "Lisbon", "GPE"))
    at_met.press("E", "Tab", "P")
    assert shown(at_met) == ["met: Place Lisbon"]


def test_what_is_suggested_is_the_first_candidate(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", ("Place", "Varna", "GPE"))
    at_met.press("E", "P", "Return")
    assert shown(at_met) == ["met: Place Varna"]


def test_what_is_suggested_for_another_role_is_no_first_candidate(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", ("Topic", "Lisbon", "GPE"))
    at_met.press("E", "P")
    assert cells(at_met)[:3] == ["1 Norland GPE", "2 Varna GPE", "3 Dorin GPE"]
    assert "Lisbon GPE" in " ".join(cells(at_met))


def test_every_argument_is_rejected_with_one_key(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", *WRONG)
    at_met.press("Shift+F")
    assert shown(at_met) == []
    assert at_met.session.undo_stack.count() == 1
    at_met.press("F")
    # The trigger and its attributes are still suggested.
    assert shown(at_met) == ["met: polarity=negative"]


def test_all_events_of_the_article_are_accepted_in_one_step(at_met: Desk) -> None:
    at_met.press("Ctrl+Alt+Y")
    assert "No frame is suggested in this article" in at_met.window.banner.text
    suggest(at_met, "met", "MEET", *RIGHT)
    at_met.press("Ctrl+Alt+Y")
    assert shown(at_met) == [f"{WHOLE}, polarity=negative"]
    assert at_met.session.undo_stack.count() == 1
    assert at_met.window.banner.text.startswith("1 event accepted")
    at_met.press("Ctrl+Alt+Y")
    assert at_met.session.undo_stack.count() == 1
    at_met.press("Ctrl+Z")
    assert (shown(at_met), at_met.labels) == ([], [])


def test_without_a_suggestion_it_says_so(at_met: Desk) -> None:
    at_met.press("F")
    assert "No frame is suggested" in at_met.window.banner.text
    assert at_met.labels == []


# -- whole frames ---------------------------------------------------------------------------------


def test_a_copy_goes_to_the_same_word_or_to_another(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "Ctrl+D", "Return")
    assert shown(at_met) == ["met: Agent Ana Petrova"] * 2
    at_met.press("Ctrl+D", "Tab", "Return")
    assert shown(at_met)[2] == "shelled: Agent Ana Petrova"
    focused, desk = at_met.session.focused, at_met.session.desk
    assert focused is not None
    assert desk is not None
    assert desk.surface(focused) == "shelled"


def test_a_split_gives_each_filler_an_event(at_met: Desk) -> None:
    focus(at_met, "shelled")
    at_met.press("E", "A", "Return", "T", "Shift+Return", "Shift+Return", "Esc")
    at_met.press("Ctrl+Alt+S")
    assert shown(at_met) == [
        "shelled: Agent Norland, Target Dorin",
        "shelled: Agent Norland, Target Varna",
    ]
    at_met.press("Ctrl+Alt+S")
    assert "nothing to split" in at_met.window.banner.text


def test_two_events_become_one(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "Esc")
    at_met.press("Ctrl+Alt+M")
    assert not at_met.session.frame_focus.is_busy
    focus(at_met, "shelled")
    at_met.press("E", "T", "Return", "Ctrl+Alt+M", "Return")
    assert shown(at_met) == ["shelled: Target Norland, Agent Ana Petrova"]
    at_met.press("Ctrl+Alt+M")
    assert "no other frame" in at_met.window.banner.text


def test_a_frame_is_hung_on_another_word(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "Ctrl+Alt+T", "Return")
    assert shown(at_met) == ["shelled: Agent Ana Petrova"]
    at_met.press("Ctrl+Alt+T")
    at_met.session.frame_focus.choose("nothing")
    at_met.press("Return", "Esc")
    assert shown(at_met) == ["shelled: Agent Ana Petrova"]


# -- chains ---------------------------------------------------------------------------------------


def chain(desk: Desk) -> list[str]:
    """The words of the one chain."""
    assert desk.session.desk is not None
    (found,) = desk.session.desk.annotations.chains.values()
    return [words_of(desk, desk.session.desk.spans.get(item)) for item in found.span_ids]


def test_two_keys_link_the_same_words(desk: Desk) -> None:
    focus(desk, "Ana Petrova")
    desk.press("Y")
    assert desk.session.frame_focus.purpose is Purpose.LINK
    assert cells(desk)[0] == "1 Ana Petrova PERSON"
    desk.press("Return")
    assert chain(desk) == ["Ana Petrova", "Ana Petrova"]
    assert desk.labels == ["PERSON", "PERSON"]
    assert desk.session.undo_stack.count() == 1
    assert not desk.session.frame_focus.is_busy
    assert desk.window.status.hint.startswith("V: next mention of the same")
    desk.press("V")
    assert desk.session.focused is not None
    assert desk.session.focused.start == place("Ana Petrova", 1)[0]
    desk.press("Shift+V", "Shift+Y")
    assert desk.session.desk is not None
    assert not desk.session.desk.annotations.chains
    desk.press("Shift+Y")
    assert "linked with nothing" in desk.window.banner.text
    desk.settle()


def test_events_are_linked_too(desk: Desk) -> None:
    focus(desk, "shelled")
    desk.press("Y", "Return")
    assert chain(desk) == ["met", "shelled"]


def test_linking_is_left_without_a_trace(desk: Desk) -> None:
    focus(desk, "Norland")
    desk.press("Y", "Tab", "Esc")
    assert not desk.session.frame_focus.is_busy
    assert desk.session.undo_stack.count() == 0
    focus(desk, "Norland")
    desk.press("A")
    assert desk.labels == ["GPE"]


# -- spans that are in frames ---------------------------------------------------------------------


def test_deleting_a_filler_or_a_trigger_says_what_went_with_it(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "P", "Return", "Esc")
    focus(at_met, "Lisbon")
    at_met.press("Del")
    assert "It left the event it was in." in at_met.window.banner.text
    assert shown(at_met) == ["met: Agent Ana Petrova"]
    focus(at_met, "met")
    at_met.press("Del")
    assert "Its event went with it." in at_met.window.banner.text
    assert shown(at_met) == []
    at_met.press("Ctrl+Z", "Ctrl+Z")
    assert shown(at_met) == ["met: Agent Ana Petrova, Place Lisbon"]


def test_another_label_says_what_does_not_go_with_it(at_met: Desk) -> None:
    at_met.press("E", "P", "Return", "Esc")
    focus(at_met, "Lisbon")
    at_met.press("1")
    assert "does not go with that label" in at_met.window.banner.text
    assert shown(at_met) == ["met: Place Lisbon"]


def test_a_trigger_that_becomes_a_thing_has_no_frame(at_met: Desk) -> None:
    at_met.press("E", "P", "Return", "Esc")
    focus(at_met, "met")
    at_met.press("1")
    assert shown(at_met) == []
    assert at_met.labels == ["PERSON", "GPE"]
    at_met.press("Ctrl+Z")
    assert shown(at_met) == ["met: Place Lisbon"]


def test_the_focus_panel_says_what_a_span_takes_part_in(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", RIGHT[0])
    texts = [label.text() for label in at_met.window.focus_panel.findChildren(QLabel)]
    assert "event suggested: Agent Ana Petrova" in texts
    at_met.press("F")
    focus(at_met, "Ana Petrova")
    texts = [label.text() for label in at_met.window.focus_panel.findChildren(QLabel)]
    assert "Agent of “met”" in texts
    at_met.press("Y", "Return")
    texts = [label.text() for label in at_met.window.focus_panel.findChildren(QLabel)]
    assert "the same as: Ana Petrova" in texts


# -- opened under the pointer ------------------------------------------------------------------


def test_a_suggested_event_opened_under_the_pointer_is_drawn_at_once(desk: Desk) -> None:
    suggest(desk, "met", "MEET", ("Agent", "Ana Petrova", "PERSON"))
    view = desk.window.pane.view
    start, _ = place("met")
    assert desk.session.desk is not None
    met = next(item for item in desk.session.desk.stack_at(start))
    box = view.item_rect(met.id)
    assert box is not None
    QApplication.processEvents()
    QTest.mouseMove(view.viewport(), box.center())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    desk.qtbot.waitUntil(lambda: bool(desk.session.frame_focus.hovered_id))
    desk.press("E")
    QApplication.processEvents()
    summary = view.frame_summary()
    assert summary is not None
    assert summary.stage_id == desk.session.frame_focus.frame_id != ""
    assert any("Agent" in tab.text for tab in summary.tabs)


def test_what_is_opened_wins_over_another_event_under_the_pointer(desk: Desk) -> None:
    focus(desk, "met")
    desk.press("E", "Esc")
    focus(desk, "shelled")
    desk.press("E", "Esc")
    met, shelled = desk.session.desk.annotations.frames if desk.session.desk else ()
    desk.session.frame_focus.hover(met)
    focus(desk, "shelled")
    desk.press("E")
    assert desk.session.frame_focus.frame_id == shelled
    layer = desk.window.pane.view.frames
    assert layer is not None
    assert layer.stage.frame_id == shelled
    desk.session.frame_focus.hover("none any more")
    assert layer.stage.frame_id == shelled
    desk.session.frame_focus.hover(met)
    assert layer.stage.frame_id == met
