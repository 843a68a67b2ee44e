"""Drawing: a drag makes a span with the active label, undoable; or only selects. How it looks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotate.annotations import DecisionKind
from annotate.articles import Article
from annotate.project import Project
from annotate.settings import Settings
from annotate.spans import Layer, Origin, Span
from annotate.suggestions import Suggestion
from gui.models.labels import LabelRole
from gui.models.spans import SpanRole
from gui.painting import ChipLook
from gui.text.colours import chrome_for, colours_for
from gui.text.looks import Look
from gui.text.summary import PaintedPiece
from gui.text.view import ArticleView
from tests.gui.conftest import STORY, Desk

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, ALT, CTRL = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def point(view: ArticleView, offset: int) -> QPoint:
    """A pixel where a press means `offset`."""
    for line in view.paint_summary().lines:
        if line.start <= offset <= line.end:
            left, right = view.paint_summary().column
            for x in range(int(left), int(right) + 2):
                if view.hit(QPointF(x, line.top + 10)).offset == offset:
                    return QPoint(x, round(line.top + 10))
    message = f"{offset} is nowhere on the screen"
    raise AssertionError(message)


def drag_points(
    view: ArticleView, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Press at `start`, move to `end`, let go."""
    viewport = view.viewport()
    QTest.mousePress(viewport, LEFT, modifiers, start)
    move(view, end, modifiers)
    QTest.mouseRelease(viewport, LEFT, modifiers, end)


def move(view: ArticleView, at: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Move the held mouse."""
    viewport = view.viewport()
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        LEFT,
        modifiers,
    )
    QApplication.sendEvent(viewport, event)


def drag(desk: Desk, surface: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Drag over the words, from inside the first to inside the last letter."""
    view = desk.window.pane.view
    start = STORY.index(surface)
    end = start + len(surface)
    drag_points(view, point(view, start + 1), point(view, end - 1), modifiers)


def gold(desk: Desk) -> list[tuple[str, str]]:
    """Text and label of each gold span."""
    assert desk.session.desk is not None
    return [(desk.session.desk.surface(span), span.label) for span in desk.session.desk.spans]


def test_letting_go_of_a_drag_makes_a_span_with_the_first_label(desk: Desk) -> None:
    drag(desk, "envoys in")
    assert gold(desk) == [("envoys in", "PERSON")]
    span = desk.session.focused
    assert isinstance(span, Span)
    assert span.origin is Origin.MANUAL
    assert desk.session.selection is None
    assert desk.window.pane.view.selection is None


def test_a_drawn_span_is_one_step(desk: Desk) -> None:
    drag(desk, "envoys")
    assert desk.session.undo_stack.count() == 1
    desk.press("Ctrl+Z")
    assert gold(desk) == []
    desk.press("Ctrl+Shift+Z")
    assert gold(desk) == [("envoys", "PERSON")]
    desk.settle()


def test_a_digit_after_a_drag_gives_another_label_and_makes_it_active(desk: Desk) -> None:
    drag(desk, "envoys")
    desk.press("3")
    assert gold(desk) == [("envoys", "GPE")]
    drag(desk, "quiet")
    assert gold(desk) == [("envoys", "GPE"), ("quiet", "GPE")]
    desk.press("Ctrl+1")
    first_event = desk.session.drawing.in_layer(Layer.EVENT)
    assert gold(desk)[-1] == ("quiet", first_event)
    assert desk.session.drawing.active == (Layer.EVENT, first_event)


@pytest.mark.parametrize("modifier", [ALT, CTRL])
def test_with_a_modifier_characters_are_drawn(desk: Desk, modifier: Qt.KeyboardModifier) -> None:
    view = desk.window.pane.view
    start = STORY.index("envoys")
    drag_points(view, point(view, start + 1), point(view, start + 4), modifier)
    assert gold(desk) == [("nvo", "PERSON")]


def test_with_shift_a_drag_only_selects(desk: Desk) -> None:
    drag(desk, "envoys in", SHIFT)
    assert gold(desk) == []
    start = STORY.index("envoys")
    assert desk.session.selection == (start, start + len("envoys in"))
    desk.press("Ctrl+C")
    assert QApplication.clipboard().text() == "envoys in"


def test_with_shift_a_drag_goes_on_with_what_is_selected(desk: Desk) -> None:
    view = desk.window.pane.view
    start = STORY.index("envoys")
    view.set_selection(start, start + len("envoys"))
    after = STORY.index("Lisbon")
    drag_points(view, point(view, after), point(view, after + 3), SHIFT)
    assert gold(desk) == []
    assert view.selection == (start, after + 3)


def test_a_shift_click_still_extends_from_the_caret(desk: Desk) -> None:
    view = desk.window.pane.view
    start = STORY.index("envoys")
    view.set_caret(start)
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, point(view, start + 6))
    assert view.selection == (start, start + 6)
    assert gold(desk) == []


def test_shift_and_arrows_only_select(desk: Desk) -> None:
    desk.window.pane.view.set_caret(STORY.index("envoys"))
    desk.press("Shift+Right")
    assert gold(desk) == []
    desk.press("Return")
    assert gold(desk) == [("envoys", "PERSON")]


def test_with_the_pen_off_a_drag_only_selects_and_a_digit_labels(desk: Desk) -> None:
    assert desk.window.actions_["span.draw"].isChecked()
    assert desk.window.status.pen_label == "PERSON"
    desk.press("D")
    assert not desk.window.actions_["span.draw"].isChecked()
    assert desk.window.status.pen_label == ""
    drag(desk, "envoys in")
    assert gold(desk) == []
    assert desk.session.selection is not None
    desk.press("2")
    assert gold(desk) == [("envoys in", "ORG")]


def test_the_pen_is_kept_for_the_next_start(desk: Desk) -> None:
    desk.window.actions_["span.draw"].trigger()
    assert Settings().get("editing.drag_makes_span") is False
    desk.window.actions_["span.draw"].trigger()
    assert Settings().get("editing.drag_makes_span") is True


def test_a_label_of_the_panel_becomes_active_with_nothing_in_focus(desk: Desk) -> None:
    desk.press("Esc")
    section = desk.window.labels.sections[Layer.ENTITY]
    rect = section.list.visualRect(section.model.index(2))
    QTest.mouseClick(section.list.viewport(), LEFT, pos=rect.center())
    assert gold(desk) == []
    assert [
        row
        for row in range(section.model.rowCount())
        if section.model.index(row).data(LabelRole.IS_ACTIVE)
    ] == [2]
    assert "new spans" in section.model.index(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert desk.window.status.pen_label == "GPE"
    drag(desk, "envoys")
    assert gold(desk) == [("envoys", "GPE")]


def test_ctrl_click_on_a_label_leaves_the_focus_alone(desk: Desk, qapp: QApplication) -> None:
    section = desk.window.labels.sections[Layer.EVENT]
    name = section.model.index(1).data(Qt.ItemDataRole.DisplayRole)
    rect = section.list.visualRect(section.model.index(1))
    QTest.mouseClick(section.list.viewport(), LEFT, CTRL, rect.center())
    assert gold(desk) == []
    assert desk.session.drawing.active == (Layer.EVENT, name)
    entities = desk.window.labels.sections[Layer.ENTITY].model
    assert not any(
        entities.index(row).data(LabelRole.IS_ACTIVE) for row in range(entities.rowCount())
    )


def test_the_menu_of_a_label_gives_it_to_new_spans(desk: Desk) -> None:
    section = desk.window.labels.sections[Layer.ENTITY]
    section.list.menu_asked.emit(section.model.index(1), QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "Give ORG to new spans"
    menu.actions()[0].trigger()
    menu.close()
    assert gold(desk) == []
    assert desk.session.drawing.active == (Layer.ENTITY, "ORG")


def test_accepting_leaves_the_active_label_alone(desk: Desk) -> None:
    desk.press("Ctrl+1")
    active = desk.session.drawing.active
    desk.press("A", "A")
    assert desk.session.drawing.active == active


def test_drawing_over_a_suggestion_decides_on_it(desk: Desk) -> None:
    drag(desk, "Lisbon")
    assert gold(desk) == [("Lisbon", "PERSON")]
    assert desk.session.desk is not None
    (decision,) = desk.session.desk.annotations.decisions.values()
    assert (decision.kind, decision.label) == (DecisionKind.CORRECTED, "GPE")


def test_drawing_the_same_span_again_puts_it_in_focus(desk: Desk) -> None:
    drag(desk, "envoys")
    first = desk.session.focus_id
    desk.session.focus(None)
    drag(desk, "envoys")
    assert gold(desk) == [("envoys", "PERSON")]
    assert desk.session.focus_id == first
    assert desk.window.pane.view.selection is None
    assert desk.session.undo_stack.count() == 1


def test_a_drag_over_the_title_makes_no_span(desk: Desk) -> None:
    view = desk.window.pane.view
    drag_points(view, QPoint(2, 2), QPoint(view.viewport().width() - 3, 3))
    assert gold(desk) == []


def test_escape_lets_go_of_a_drag(desk: Desk) -> None:
    view = desk.window.pane.view
    start = STORY.index("envoys")
    QTest.mousePress(view.viewport(), LEFT, NONE, point(view, start))
    move(view, point(view, start + 8))
    assert view.selection is not None
    desk.press("Esc")
    move(view, point(view, start + 10))
    QTest.mouseRelease(view.viewport(), LEFT, NONE, point(view, start + 10))
    assert view.selection is None
    assert gold(desk) == []


def test_a_drag_where_nothing_can_be_written_only_selects(
    empty_desk: Desk, project_path: Path
) -> None:
    empty_desk.flows.open_path(str(project_path), read_only=True)
    drag(empty_desk, "envoys")
    assert gold(empty_desk) == []
    assert empty_desk.session.selection is not None
    assert empty_desk.window.status.pen_label == ""


def test_a_label_that_the_next_project_lacks_is_not_active_there(
    empty_desk: Desk, make_project: Callable[..., Project], tmp_path: Path
) -> None:
    article = Article("a", STORY)
    first = make_project("first", articles=(article,))
    first.close()
    empty_desk.flows.open_path(str(first.path))
    empty_desk.session.drawing.choose(Layer.ENTITY, "GPE")
    schema = tmp_path / "own.toml"
    schema.write_text(
        'name = "own"\nversion = 1\ntitle = "Own"\ndescription = "Ships."\n'
        '[[label]]\nname = "SHIP"\n'
        'layer = "entity"\ntitle = "Ship"\ncolour = "#a0c0ff"\nkey = "1"\nguideline = "A ship."\n',
        encoding="utf-8",
    )
    empty_desk.session.new_project(tmp_path / "own.spandesk", str(schema))
    assert empty_desk.session.drawing.active == (Layer.ENTITY, "SHIP")
    empty_desk.session.close_project()
    assert empty_desk.session.drawing.active is None


def test_what_was_skipped_looks_neither_open_nor_decided(desk: Desk) -> None:
    def piece(item_id: str) -> PaintedPiece:
        lines = desk.window.pane.view.paint_summary().lines
        return next(x for line in lines for x in line.pieces if x.item_id == item_id)

    item = desk.session.focused
    assert isinstance(item, Suggestion)
    before = piece(item.id)
    spans = desk.window.spans.model
    row = next(
        i for i in range(spans.rowCount()) if spans.index(i).data(SpanRole.ITEM_ID) == item.id
    )
    assert "skipped" not in spans.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    desk.press("Space")
    after = piece(item.id)
    assert (before.is_skipped, after.is_skipped) == (False, True)
    assert after.is_suggestion
    assert after.label_width > before.label_width  # it stands in brackets
    assert "skipped suggestion" in spans.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    desk.session.focus(item.id)
    assert "(" not in ChipLook(item.label, "#a0c0ff", item.layer, is_suggestion=True).text
    desk.press("A")
    gold_id = next(iter(desk.session.desk.spans)).id if desk.session.desk else ""
    assert not piece(gold_id).is_skipped


def test_looks_of_skipped_open_and_gold_differ(qapp: QApplication) -> None:
    chrome = chrome_for(is_dark=False, is_high_contrast=False)
    colours = colours_for("#a0c0ff", chrome)
    looks = [
        Look(colours, 1.0, is_event=False, is_suggestion=is_suggestion, is_skipped=is_skipped)
        for is_suggestion, is_skipped in ((False, False), (True, False), (True, True))
    ]
    gold_look, open_look, skipped = looks
    assert skipped.brush.style() is Qt.BrushStyle.NoBrush
    assert open_look.brush.style() is not Qt.BrushStyle.NoBrush
    assert gold_look.edge == 0
    assert open_look.edge == skipped.edge > 0
    dots, dashes = (look.edge_across.texture().toImage() for look in (skipped, open_look))
    assert ink(dots) < ink(dashes)


def ink(image: QImage) -> float:
    """The share of a pattern that is painted."""
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return sum(image.pixelColor(x, y).alpha() > 0 for x, y in places) / len(places)
