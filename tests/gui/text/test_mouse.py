"""Real mouse events: clicks, stacks, drags of selections and of edges."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from annotate.spans import Layer, Span
from annotate.suggestions import Suggestion
from tests.gui.text.desk import Desk, MakeDesk

TEXT = (
    "President Ada Lorne met Prime Minister Bo Tarr in Velmora on Friday night.\n"
    "قال الرئيس أحمد منصور يوم الجمعة إن وزارة الخارجية سوف تجري محادثات\n"
    "The \U0001f1fa\U0001f1e6 flag \U0001f54a\ufe0f flew over Zoe\u0308's house."
)
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(desk: Desk) -> Desk:
    desk.open(TEXT)
    return desk


def inside(desk: Desk, surface: str) -> QPoint:
    return desk.point_of(TEXT.index(surface) + len(surface) // 2)


def test_a_drag_draws_a_span_of_whole_tokens(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.view.span_drawn) as drawn:
        opened.drag(inside(opened, "Prime"), inside(opened, "Tarr"))
    start, end = drawn.args
    assert TEXT[start:end] == "Prime Minister Bo Tarr"
    assert opened.view.selection == (start, end)


def test_a_drag_in_the_row_of_labels_is_a_drag_on_its_line(opened: Desk, qtbot: QtBot) -> None:
    view = opened.view
    text = view.hit(inside(opened, "Prime").toPointF())
    assert text.is_on_text
    below = QPoint(0, 0)
    while view.hit((inside(opened, "Prime") + below).toPointF()).is_on_text:
        below += QPoint(0, 1)
    below += QPoint(0, 2)
    start, end = inside(opened, "Prime") + below, inside(opened, "Tarr") + below
    hit = view.hit(start.toPointF())
    assert (hit.is_on_text, hit.is_on_line, hit.offset) == (False, True, text.offset)
    with qtbot.waitSignal(view.span_drawn) as drawn:
        opened.drag(start, end)
    assert TEXT[slice(*drawn.args)] == "Prime Minister Bo Tarr"


def test_a_drag_backwards_draws_the_same_span(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.view.span_drawn) as drawn:
        opened.drag(inside(opened, "Tarr"), inside(opened, "Prime"))
    assert TEXT[slice(*drawn.args)] == "Prime Minister Bo Tarr"
    assert opened.view.caret == drawn.args[0]


def test_with_alt_a_drag_draws_characters(opened: Desk, qtbot: QtBot) -> None:
    start = TEXT.index("Velmora")
    with qtbot.waitSignal(opened.view.span_drawn) as drawn:
        opened.drag(opened.point_of(start + 1), opened.point_of(start + 4), ALT)
    assert drawn.args == [start + 1, start + 4]


def test_a_drag_in_a_right_to_left_paragraph(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.view.span_drawn) as drawn:
        opened.drag(inside(opened, "وزارة"), inside(opened, "الخارجية"))
    assert TEXT[slice(*drawn.args)] == "وزارة الخارجية"


def test_a_drag_over_emoji_keeps_offsets(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.view.span_drawn) as drawn:
        opened.drag(inside(opened, "flag"), inside(opened, "flew"))
    assert TEXT[slice(*drawn.args)] == "flag \U0001f54a\ufe0f flew"


def test_a_drag_over_a_line_break(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(opened.view.span_drawn) as drawn:
        opened.drag(inside(opened, "Velmora"), inside(opened, "house"))
    start, end = drawn.args
    assert TEXT[start:end].startswith("Velmora on Friday")
    assert TEXT[start:end].endswith("house")


def test_a_shaky_click_draws_nothing(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opened.view.span_drawn):
        at = inside(opened, "Minister")
        opened.drag(at, at + QPoint(3, 3))
    assert opened.view.selection is None


def test_with_shift_a_drag_selects_and_draws_nothing(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opened.view.span_drawn):
        opened.drag(inside(opened, "Prime"), inside(opened, "Tarr"), SHIFT)
    assert opened.view.selection is not None
    assert TEXT[slice(*opened.view.selection)] == "Prime Minister Bo Tarr"


def test_with_shift_a_drag_extends_what_is_selected(opened: Desk, qtbot: QtBot) -> None:
    start = TEXT.index("Prime")
    opened.view.set_selection(start, start + len("Prime"))
    with qtbot.assertNotEmitted(opened.view.span_drawn):
        opened.drag(inside(opened, "Bo"), inside(opened, "Friday"), SHIFT)
    assert opened.view.selection is not None
    assert opened.view.selection[0] == start
    assert opened.view.selection[1] > TEXT.index("Friday")


def test_a_selection_that_is_cleared_ends_the_drag(opened: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opened.view.span_drawn):
        opened.press(inside(opened, "Prime"))
        opened.move(inside(opened, "Tarr"))
        assert opened.view.is_dragging
        opened.view.clear_selection()
        assert not opened.view.is_dragging
        opened.release(inside(opened, "Tarr"))


def test_a_click_sets_the_caret(opened: Desk, qtbot: QtBot) -> None:
    offset = TEXT.index("Minister") + 3
    with (
        qtbot.waitSignal(opened.view.caret_moved) as moved,
        qtbot.assertNotEmitted(opened.view.item_clicked),
    ):
        opened.click(opened.point_of(offset))
    assert moved.args == [offset]


def test_clicks_go_through_a_stack_from_the_innermost(opened: Desk, qtbot: QtBot) -> None:
    outer = opened.mark("Prime Minister Bo Tarr", "PERSON")
    middle = opened.mark("Bo Tarr", "PERSON")
    inner = opened.mark("Tarr", "PERSON")
    at = inside(opened, "Tarr")
    picked = []
    opened.view.item_clicked.connect(picked.append)
    for _ in range(4):
        opened.click(at)
    assert picked == [inner.id, middle.id, outer.id, inner.id]
    opened.click(inside(opened, "Minister"))
    assert picked[-1] == outer.id


def test_a_click_on_a_label_picks_its_span_only(opened: Desk, qtbot: QtBot) -> None:
    outer = opened.mark("Prime Minister Bo Tarr", "PERSON")
    inner = opened.mark("Prime", "ORG")
    (line,) = [line for line in opened.view.paint_summary().lines if line.pieces]
    view = opened.view
    for span in (outer, inner):
        piece = next(piece for piece in line.pieces if piece.item_id == span.id)
        shown, qline = view._flow.at(line.top + 1)
        metrics = view._metrics
        y = shown.top + qline.lanes_top + piece.lane * metrics.lane + metrics.label_drop + 3
        x = view._left + piece.label_left + piece.label_width / 2
        with qtbot.waitSignal(view.item_clicked) as clicked:
            opened.click(QPoint(round(x), round(y)))
        assert clicked.args == [span.id]


def test_a_double_click_selects_the_token_and_activates(opened: Desk, qtbot: QtBot) -> None:
    event = opened.suggest("met", "CONTACT", layer=Layer.EVENT)
    at = inside(opened, "met")
    with qtbot.waitSignal(opened.view.item_activated) as activated:
        QTest.mouseDClick(
            opened.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
        )
    assert activated.args == [event.id]
    assert TEXT[slice(*opened.view.selection)] == "met"


def test_a_third_click_selects_the_sentence(opened: Desk) -> None:
    at = inside(opened, "Minister")
    viewport = opened.view.viewport()
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    opened.press(at)
    opened.release(at)
    assert TEXT[slice(*opened.view.selection)] == TEXT[: TEXT.index("\n")]


def test_shift_click_extends(opened: Desk) -> None:
    opened.click(opened.point_of(TEXT.index("Ada")))
    end = TEXT.index("met")
    opened.press(opened.point_of(end), SHIFT)
    opened.release(opened.point_of(end), SHIFT)
    assert opened.view.selection == (TEXT.index("Ada"), end)


def edge(desk: Desk, item: Span | Suggestion, *, is_start: bool) -> QPoint:
    rect = desk.view.item_rect(item.id)
    return QPoint(rect.left() if is_start else rect.right(), rect.center().y())


@pytest.mark.parametrize(
    ("is_start", "to", "expected"),
    [
        (False, "Velmora", "Bo Tarr in Velmora"),
        (True, "Prime", "Prime Minister Bo Tarr"),
        (True, "Tarr", "Tarr"),
        (False, "Ada", "Bo"),
    ],
)
def test_an_edge_of_the_focus_is_dragged(
    opened: Desk, qtbot: QtBot, is_start: bool, to: str, expected: str
) -> None:
    span = opened.mark("Bo Tarr", "PERSON")
    opened.view.set_focus(span.id)
    with qtbot.waitSignal(opened.view.boundary_dragged) as dragged:
        opened.drag(edge(opened, span, is_start=is_start), inside(opened, to))
    item_id, start, end = dragged.args
    assert item_id == span.id
    assert TEXT[start:end] == expected
    assert opened.view.paint_summary().preview is None
    assert opened.view.selection is None


def test_an_edge_of_a_suggestion_is_dragged_by_characters_with_alt(
    opened: Desk, qtbot: QtBot
) -> None:
    item = opened.suggest("Velmora", "GPE")
    opened.view.set_focus(item.id)
    with qtbot.waitSignal(opened.view.boundary_dragged) as dragged:
        opened.drag(edge(opened, item, is_start=False), opened.point_of(item.start + 3), ALT)
    assert dragged.args == [item.id, item.start, item.start + 3]


def test_a_dragged_edge_is_shown_while_it_moves(opened: Desk) -> None:
    span = opened.mark("Bo Tarr", "PERSON")
    opened.view.set_focus(span.id)
    at = edge(opened, span, is_start=False)
    opened.press(at)
    opened.move(inside(opened, "Velmora"))
    preview = opened.view.paint_summary().preview
    assert preview is not None
    assert TEXT[slice(*preview)] == "Bo Tarr in Velmora"
    opened.release(inside(opened, "Velmora"))


def test_an_edge_without_focus_draws_a_selection(opened: Desk, qtbot: QtBot) -> None:
    span = opened.mark("Bo Tarr", "PERSON")
    with qtbot.assertNotEmitted(opened.view.boundary_dragged):
        opened.drag(edge(opened, span, is_start=False), inside(opened, "Velmora"))


def test_an_edge_that_comes_back_changes_nothing(opened: Desk, qtbot: QtBot) -> None:
    span = opened.mark("Bo Tarr", "PERSON")
    opened.view.set_focus(span.id)
    at = edge(opened, span, is_start=False)
    with qtbot.assertNotEmitted(opened.view.boundary_dragged):
        opened.press(at)
        opened.move(inside(opened, "Velmora"))
        opened.move(at - QPoint(4, 0))
        opened.release(at - QPoint(4, 0))


def test_the_menu_knows_what_lies_under_it(opened: Desk, qtbot: QtBot) -> None:
    outer = opened.mark("Prime Minister Bo Tarr", "PERSON")
    inner = opened.mark("Tarr", "PERSON")
    viewport = opened.view.viewport()

    def ask(at: QPoint) -> list[object]:
        with qtbot.waitSignal(opened.view.context_menu_requested) as asked:
            event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
            QApplication.sendEvent(viewport, event)
        return asked.args

    assert ask(inside(opened, "Tarr"))[0] == inner.id
    opened.view.set_focus(outer.id)
    assert ask(inside(opened, "Tarr"))[0] == outer.id
    assert ask(inside(opened, "Friday"))[0] == ""


def test_the_pointer_says_what_a_press_would_do(opened: Desk) -> None:
    span = opened.mark("Bo Tarr", "PERSON")
    opened.view.set_focus(span.id)
    viewport = opened.view.viewport()

    def hover(at: QPoint) -> Qt.CursorShape:
        opened.move(at, button=Qt.MouseButton.NoButton)
        return viewport.cursor().shape()

    assert hover(inside(opened, "Friday")) is Qt.CursorShape.IBeamCursor
    assert hover(edge(opened, span, is_start=True)) is Qt.CursorShape.SizeHorCursor


def test_a_drag_below_the_view_scrolls_on(make_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = make_desk(width=600, height=200)
    desk.open("\n".join(f"Line {n} is about Velmora and its river." for n in range(200)))
    before = desk.view.place()
    desk.press(QPoint(300, 60))
    desk.move(QPoint(300, 150))
    desk.view._mouse.drag_to(desk.view.viewport().rect().bottomLeft().toPointF(), is_exact=False)
    desk.view._scroll_by(40)
    assert desk.view.place() != before
    desk.release(QPoint(300, 190))
    assert desk.view.selection is not None


def test_a_resting_pointer_tells_what_lies_under_it(opened: Desk) -> None:
    opened.mark("Velmora", "<b>GPE</b>")
    at = inside(opened, "Velmora")
    viewport = opened.view.viewport()
    for place, expected in ((at, "&lt;b&gt;GPE&lt;/b&gt;, entity: Velmora"), (QPoint(2, 2), None)):
        event = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
        QApplication.sendEvent(viewport, event)
        if expected:
            assert QToolTip.text() == f"<qt>{expected}</qt>"
    QToolTip.hideText()


def test_with_ctrl_a_drag_draws_characters_too(opened: Desk, qtbot: QtBot) -> None:
    start = TEXT.index("Velmora")
    ctrl = Qt.KeyboardModifier.ControlModifier
    with qtbot.waitSignal(opened.view.span_drawn) as drawn:
        opened.drag(opened.point_of(start + 1), opened.point_of(start + 4), ctrl)
    assert drawn.args == [start + 1, start + 4]
