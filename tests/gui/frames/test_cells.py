"""What the strip and the status bar say in each state of an open event; colours and room."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from gui.frames.cells import cells_of, heading_of, hint_of
from gui.panels.frame_strip import Cell, CellState, FrameStrip
from gui.theme import Appearance, ThemeChoice
from tests.gui.conftest import Desk
from tests.gui.frames import test_frames
from tests.gui.frames.test_frames import RIGHT, place, suggest

schema, project_path, at_met = test_frames.schema, test_frames.project_path, test_frames.at_met


def no_keys(_name: str) -> str:
    """No command has a key."""
    return ""


def states(desk: Desk) -> dict[str, CellState]:
    """The state of each cell by its key."""
    return {cell.key: cell.state for cell in desk.window.frames.parts.strip.cells}


def say(desk: Desk) -> tuple[str, str]:
    """Heading and hint of the moment."""
    hands = desk.window.frames.parts.hands
    return heading_of(hands), hint_of(hands, desk.window.actions_.key_of)


# -- cells ----------------------------------------------------------------------------------------


def test_roles_say_whether_they_are_filled_suggested_or_amiss(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", RIGHT[2])
    at_met.press("E")
    assert states(at_met) == {
        "F": CellState.SUGGESTED,
        "A": CellState.AMISS,  # required
        "P": CellState.EMPTY,
        "T": CellState.SUGGESTED,
        "O": CellState.EMPTY,
        "1": CellState.SUGGESTED,
        "2": CellState.EMPTY,
    }
    at_met.press("A", "Return", "1", "1")
    found = states(at_met)
    assert (found["A"], found["1"]) == (CellState.USUAL, CellState.USUAL)


def test_candidates_that_the_role_does_not_name_are_told_apart(at_met: Desk) -> None:
    at_met.press("E", "T")
    found = states(at_met)
    assert (found["1"], found["2"], found["3"]) == (
        CellState.CHOSEN,
        CellState.USUAL,
        CellState.OTHER,
    )
    at_met.press("Tab")
    assert states(at_met)["2"] is CellState.CHOSEN


def test_the_value_that_holds_is_marked(at_met: Desk) -> None:
    at_met.press("E", "1", "2", "1")
    assert states(at_met) == {"1": CellState.USUAL, "2": CellState.CHOSEN}


def test_only_nine_candidates_have_a_digit_and_the_chosen_one_is_always_shown(at_met: Desk) -> None:
    at_met.press("E", "O")
    focus = at_met.session.frame_focus
    strip = at_met.window.frames.parts.strip
    assert [cell.key for cell in strip.cells][:10] == [*"123456789", ""]
    ids = tuple(f"none{number}" for number in range(30))
    desk = at_met.session.desk
    assert desk is not None
    there = focus.candidates
    focus.fill_role("Topic", (*ids, *there))
    for _ in range(len(ids) + len(there)):
        focus.step()
        cells = cells_of(at_met.window.frames.parts.hands, no_keys)
        if focus.candidate in there:
            chosen = [cell for cell in cells if cell.state is CellState.CHOSEN]
            assert [cell.id for cell in chosen] == [f"candidate {focus.candidate}"]
            assert chosen[0].key == ""


def test_where_nothing_can_fill_a_role_the_strip_says_what_to_do(at_met: Desk) -> None:
    at_met.press("E", "A")
    at_met.session.frame_focus.fill_role("Agent", ())
    (cell,) = cells_of(at_met.window.frames.parts.hands, no_keys)
    assert (cell.text, cell.state) == ("nothing near: select the words", CellState.EMPTY)
    at_met.press("Return")
    assert "Select the words" in at_met.window.banner.text


def test_without_a_key_for_it_accepting_has_the_one_of_the_frame(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", RIGHT[0])
    at_met.press("E")
    cells = cells_of(at_met.window.frames.parts.hands, no_keys)
    assert (cells[0].id, cells[0].key) == ("accept", "Shift+Enter")


def test_nothing_is_offered_without_a_frame(at_met: Desk) -> None:
    hands = at_met.window.frames.parts.hands
    assert cells_of(hands, no_keys) == []
    assert heading_of(hands) == ""


# -- headings and hints ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "heading", "hint"),
    [
        (("E",), "MEET", "letters: role"),
        (("E", "P"), "Place:", "Tab: next candidate"),
        (("E", "1"), "polarity:", "keys: value"),
        (("E", "A", "Return", "Tab"), "MEET", "Backspace: empty"),
        (("E", "Ctrl+D"), "copy to:", "Tab: next candidate"),
        (("E", "Ctrl+Alt+T"), "trigger:", "Tab: next candidate"),
        (("E", "Shift+E", "Ctrl+Alt+M"), "merge with:", "Tab: next candidate"),
        (("Y",), "same as:", "Tab: next candidate"),
    ],
)
def test_each_state_has_its_heading_and_its_hint(
    at_met: Desk, keys: tuple[str, ...], heading: str, hint: str
) -> None:
    at_met.press(*keys)
    said = say(at_met)
    assert said[0] == heading
    assert said[1].startswith(hint)
    assert said[1].endswith("Esc: leave")
    assert at_met.window.status.hint == said[1]


def test_only_a_role_takes_several_and_words(at_met: Desk) -> None:
    at_met.press("E", "P")
    assert "Shift+Enter: and another" in say(at_met)[1]
    at_met.press("Esc", "Ctrl+D")
    assert "Shift+Enter" not in say(at_met)[1]


def test_a_suggested_part_has_a_hint_of_its_own(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", RIGHT[0])
    at_met.press("E", "Tab")
    assert say(at_met)[1].startswith("Enter: accept · Backspace: reject")


# -- paint ----------------------------------------------------------------------------------------

CELLS = tuple(
    Cell(f"cell {state}", str(place + 1), f"words {state}", state, "#cc4444")
    for place, state in enumerate(CellState)
)


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.CONTRAST])
def test_cells_are_painted_in_every_theme(appearance: Appearance, theme: ThemeChoice) -> None:
    appearance.set_choice(theme)
    strip = FrameStrip(appearance)
    strip.resize(1400, 40)
    strip.show_cells("heading", CELLS)
    assert len(strip.boxes) == len(CELLS)
    picture = strip.grab().toImage()
    paper = appearance.colour("card")
    for _, box in strip.boxes:
        inside = {
            QColor(picture.pixel(x, y)).name()
            for x in range(int(box.left()) + 2, int(box.right()) - 2)
            for y in range(int(box.top()) + 2, int(box.bottom()) - 2, 2)
        }
        assert len(inside - {paper.name()}) > 3
    strip.deleteLater()


def test_a_long_text_is_cut_and_a_narrow_strip_leaves_the_rest_out(appearance: Appearance) -> None:
    strip = FrameStrip(appearance)
    strip.resize(300, 40)
    strip.show_cells("h", [Cell("one", "1", "word " * 80), *CELLS])
    widest = max(box.width() for _, box in strip.boxes)
    assert widest < 300
    assert 1 <= len(strip.boxes) < len(CELLS) + 1
    strip.deleteLater()


def test_words_of_an_article_are_no_markup_in_the_strip(at_met: Desk) -> None:
    at_met.press("E")
    at_met.window.pane.view.set_selection(*place("envoys"))
    at_met.press("A")
    cell = next(cell for cell in at_met.window.frames.parts.strip.cells if cell.key == "A")
    assert cell.text == "Agent: envoys"
