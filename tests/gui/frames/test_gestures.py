"""Event frames by the mouse: lines from a trigger, the panel, the strip. How the parts look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu

from gui.dialogs.shortcuts import ShortcutsDialog
from gui.models.frame_lines import FrameLineModel
from gui.panels.frame_panel import FramePanel
from gui.panels.frame_strip import FrameStrip
from tests.gui.conftest import Desk
from tests.gui.frames import test_frames
from tests.gui.frames.test_frames import RIGHT, cells, focus, lines, place, shown, suggest

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
schema, project_path, at_met = test_frames.schema, test_frames.project_path, test_frames.at_met


def pill(desk: Desk, surface: str, nth: int = 0) -> QPoint:
    """A pixel of the label under these words, where it is on no text."""
    view = desk.window.pane.view
    start, end = place(surface, nth)
    assert desk.session.desk is not None
    item = next(x for x in desk.session.desk.stack_at(start) if (x.start, x.end) == (start, end))
    rect = view.item_rect(item.id)
    assert rect is not None
    for y in range(rect.bottom(), rect.bottom() + 40):
        spot = QPoint(rect.left() + 6, y)
        hit = view.hit(QPointF(spot))
        if hit.items[:1] == [item.id] and not hit.is_on_text:
            return spot
    message = f"no label under {surface}"
    raise AssertionError(message)


def draw(desk: Desk, start: QPoint, end: QPoint) -> None:
    """Press at `start`, move to `end`, let go."""
    viewport = desk.window.pane.view.viewport()
    QTest.mousePress(viewport, LEFT, NONE, start)
    move(desk, (start + end) / 2)
    move(desk, end)
    QTest.mouseRelease(viewport, LEFT, NONE, end)


def move(desk: Desk, at: QPoint) -> None:
    viewport = desk.window.pane.view.viewport()
    QApplication.sendEvent(
        viewport,
        QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(viewport.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            LEFT,
            NONE,
        ),
    )


def menu() -> QMenu:
    """The menu that a line has brought up."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def entries(of: QMenu) -> list[str]:
    return ["-" if action.isSeparator() else action.text() for action in of.actions()]


def choose(text: str) -> None:
    """Take an entry of the menu as a click does."""
    shown_menu = menu()
    action = next(item for item in shown_menu.actions() if item.text().startswith(text))
    QTest.mouseClick(shown_menu, LEFT, NONE, shown_menu.actionGeometry(action).center())


# -- lines ----------------------------------------------------------------------------------------


def test_a_line_from_a_trigger_to_a_span_asks_for_the_role(desk: Desk) -> None:
    draw(desk, pill(desk, "met"), pill(desk, "Lisbon"))
    # What the schema allows stands first.
    assert entries(menu()) == ["Place\tP", "Topic\tO", "-", "Agent\tA", "Time\tT"]
    choose("Place")
    assert shown(desk) == ["met: Place Lisbon"]
    assert desk.labels == ["MEET", "GPE"]
    assert desk.session.undo_stack.count() == 1
    assert lines(desk)[1] == "P Place Lisbon"
    draw(desk, pill(desk, "met"), pill(desk, "Monday"))
    choose("Time")
    assert shown(desk) == ["met: Place Lisbon, Time Monday"]
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert (shown(desk), desk.labels) == ([], [])


def test_a_line_that_ends_nowhere_does_nothing(desk: Desk) -> None:
    view = desk.window.pane.view
    draw(desk, pill(desk, "met"), view.viewport().rect().bottomLeft() - QPoint(-4, 4))
    assert QApplication.activePopupWidget() is None
    assert view.selection is None
    assert shown(desk) == []
    assert desk.session.undo_stack.count() == 0


def test_a_line_tells_where_it_would_end(desk: Desk) -> None:
    view, desk_ = desk.window.pane.view, desk.session.desk
    assert desk_ is not None
    heard: list[tuple[str, str]] = []
    view.link_dragged.connect(lambda source, target: heard.append((source, target)))
    start, end = pill(desk, "met"), pill(desk, "Lisbon")
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    move(desk, end)
    assert view.viewport().cursor().shape() is Qt.CursorShape.DragLinkCursor
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    menu().close()
    words = [
        tuple(desk_.surface(item) if (item := desk_.item(item_id)) else "" for item_id in pair)
        for pair in heard
    ]
    assert words == [("met", "Lisbon"), ("", "")]


def test_a_line_between_things_says_that_they_are_the_same(desk: Desk) -> None:
    draw(desk, pill(desk, "Ana Petrova"), pill(desk, "Ana Petrova", 1))
    said = ["Names the same as “Ana Petrova”", "-", "Another relation…"]
    assert entries(menu()) == said
    choose("Names the same")
    assert desk.session.desk is not None
    (chain,) = desk.session.desk.annotations.chains.values()
    assert len(chain.span_ids) == 2


def test_a_line_from_a_thing_to_an_event_means_nothing(desk: Desk) -> None:
    draw(desk, pill(desk, "Lisbon"), pill(desk, "met"))
    assert QApplication.activePopupWidget() is None


def test_a_line_between_events_may_be_either(desk: Desk) -> None:
    draw(desk, pill(desk, "met"), pill(desk, "shelled"))
    assert entries(menu())[-1] == "Names the same as “shelled”"
    choose("Topic")
    assert shown(desk) == ["met: Topic shelled"]


# -- the panel ------------------------------------------------------------------------------------


def panel(desk: Desk) -> FramePanel:
    return desk.window.frames.parts.panel


def click_line(desk: Desk, row: int, *, sign: str = "") -> None:
    """Click a line of the panel, or one of the signs at its end."""
    frame_panel = panel(desk)
    index = frame_panel.model.index(row)
    frame_panel.list.scrollTo(index)
    rect = frame_panel.list.visualRect(index)
    spot = rect.center()
    if sign:
        spot = next(
            QPoint(x, rect.center().y())
            for x in range(rect.right(), rect.left(), -1)
            if frame_panel.sign_at(index, QPoint(x, rect.center().y())) == sign
        )
    QTest.mouseClick(frame_panel.list.viewport(), LEFT, NONE, spot)


def test_a_click_on_a_role_begins_to_fill_it(at_met: Desk) -> None:
    at_met.press("E")
    click_line(at_met, 1)
    assert at_met.session.frame_focus.role == "Place"
    assert at_met.window.pane.view.hasFocus()
    at_met.press("Return")
    assert shown(at_met) == ["met: Place Lisbon"]


def test_a_click_on_a_filler_selects_it_and_a_sign_takes_it_out(at_met: Desk) -> None:
    at_met.press("E", "A", "Return", "P", "Return")
    click_line(at_met, 0)
    assert at_met.session.frame_focus.argument is not None
    click_line(at_met, 1, sign="close")
    assert shown(at_met) == ["met: Agent Ana Petrova"]


def test_a_click_on_an_attribute_offers_its_values(at_met: Desk) -> None:
    at_met.press("E")
    click_line(at_met, 4)
    assert cells(at_met) == ["1 positive", "2 negative"]
    at_met.press("2")
    click_line(at_met, 4, sign="close")
    assert shown(at_met) == ["met: "]


def test_signs_accept_and_reject_what_is_suggested(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", *RIGHT)
    at_met.press("E")
    click_line(at_met, 1, sign="accept")
    assert shown(at_met) == ["met: Place Lisbon"]
    click_line(at_met, 0, sign="reject")
    assert lines(at_met)[0] == "A Agent required"


def test_the_panel_is_gone_through_by_keys(at_met: Desk) -> None:
    at_met.press("E", "F6")
    found = panel(at_met).list
    assert found.hasFocus()
    at_met.press("Down", "Return")
    assert at_met.session.frame_focus.role == "Place"
    assert at_met.window.pane.view.hasFocus()
    at_met.press("Return", "F6", "Esc")
    assert at_met.window.pane.view.hasFocus()
    assert shown(at_met) == ["met: Place Lisbon"]
    assert at_met.session.frame_focus.is_busy


def test_letters_and_digits_mean_the_same_in_the_panel(at_met: Desk) -> None:
    at_met.press("E", "F6", "1", "2")
    assert shown(at_met) == ["met: polarity=negative"]
    at_met.press("F6", "A", "Return", "F6", "Backspace", "F6", "X")
    assert shown(at_met) == ["met: polarity=negative"]
    assert at_met.labels == ["PERSON", "MEET"]


def test_the_panel_closes_the_frame(at_met: Desk) -> None:
    at_met.press("E")
    panel(at_met).closed.emit()
    assert not at_met.session.frame_focus.is_busy
    assert panel(at_met).isHidden()


def test_the_lines_are_told_to_a_screen_reader(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", RIGHT[1])
    at_met.press("E", "A", "2")
    spoken = [line.spoken for line in panel(at_met).model.lines]
    assert spoken[:3] == [
        "Agent, Ana Petrova PERSON",
        "Place, Lisbon GPE, suggested",
        "Time, empty",
    ]


def test_the_model_is_a_sound_one(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", *RIGHT)
    at_met.press("E")
    model = panel(at_met).model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    at_met.press("Tab", "Return", "A", "Return", "Backspace", "1", "2", "Ctrl+Z")
    assert model.rowCount() == len(model.lines)
    assert model.data(QModelIndex()) is None


def test_an_empty_model_has_no_lines(qtbot: object) -> None:
    assert FrameLineModel().rowCount() == 0


# -- the strip ------------------------------------------------------------------------------------


def strip(desk: Desk) -> FrameStrip:
    return desk.window.frames.parts.strip


def click_cell(desk: Desk, key: str) -> None:
    """Click the cell with this key."""
    found = strip(desk)
    place_of = {cell.key: box for cell, box in found.boxes}
    QTest.mouseClick(found, LEFT, NONE, place_of[key].center().toPoint())


def test_cells_can_be_clicked(at_met: Desk) -> None:
    suggest(at_met, "met", "MEET", RIGHT[0])
    at_met.press("E")
    assert cells(at_met)[:3] == ["F accept all", "A Agent: Ana Petrova", "P Place"]
    click_cell(at_met, "F")
    focus(at_met, "met")
    at_met.press("E")
    click_cell(at_met, "P")
    click_cell(at_met, "2")
    click_cell(at_met, "1")
    click_cell(at_met, "1")
    assert shown(at_met) == ["met: Agent Ana Petrova, Place Norland, polarity=positive"]


def test_the_strip_says_everything_to_a_screen_reader(at_met: Desk) -> None:
    at_met.press("E", "P")
    assert strip(at_met).accessibleName().startswith("Place: 1 Lisbon GPE")


def test_the_strip_goes_with_the_frame(at_met: Desk) -> None:
    at_met.press("E")
    assert strip(at_met).isVisible()
    at_met.press("Esc")
    assert strip(at_met).isHidden()
    assert at_met.window.pane.view.hasFocus()


@pytest.mark.parametrize(
    "direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft]
)
def test_cells_stay_inside_the_strip(at_met: Desk, direction: Qt.LayoutDirection) -> None:
    at_met.press("E")
    found = strip(at_met)
    found.setLayoutDirection(direction)
    for width in (900, 500, 240):
        found.resize(width, found.sizeHint().height())
        found.show_cells("ATTACK", found.cells)
        assert found.boxes
        assert len({box.top() for _, box in found.boxes}) <= 3
        for _, box in found.boxes[1:]:
            assert box.right() <= width
        assert not found.grab().isNull()


def test_hints_follow_what_the_keys_are_about(at_met: Desk) -> None:
    hint = at_met.window.status
    at_met.press("E")
    assert hint.hint.startswith("letters: role")
    at_met.press("A")
    assert hint.hint.startswith("Tab: next candidate")
    at_met.press("Return", "Tab")
    assert hint.hint.startswith("Backspace: empty")
    at_met.press("Esc", "Esc")
    assert "Esc: leave" not in hint.hint


def test_a_word_in_time_does_not_lie_over_the_strip(at_met: Desk) -> None:
    banner = at_met.window.banner
    at_met.press("E", "Backspace")
    assert "nothing to take out" in banner.text
    foot = strip(at_met).mapTo(at_met.window, QPoint(0, 0)).y()
    assert banner.mapTo(at_met.window, banner.rect().bottomLeft()).y() < foot
    at_met.press("Esc")
    assert banner.mapTo(at_met.window, banner.rect().bottomLeft()).y() > foot


def test_the_sheet_of_keys_knows_those_of_an_open_event(at_met: Desk) -> None:
    sheet = ShortcutsDialog(at_met.window.actions_, at_met.appearance, at_met.window)
    assert {"Event", "While an event is open"} <= set(sheet.sections)
    sheet.field.setText("next empty role")
    shown_sections = [title for title, part in sheet.sections.items() if not part.isHidden()]
    assert shown_sections == ["While an event is open"]
    sheet.deleteLater()
