"""The window draws the frames of the article on the desk, and keeps the drawing in step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from annotate import desk as desks
from annotate.chains.verbs import link
from annotate.frames.verbs import fill, new_frame, open_frame
from annotate.schema.label_schema import LabelSchema
from annotate.schema.roles import Role
from annotate.settings import Settings
from annotate.spans import Layer, Span
from gui.frames.focus import Purpose
from gui.frames.showing import SHOWING, showing_of
from gui.text.frames.summary import FrameSummary
from tests.gui.conftest import Desk


def on(desk: Desk) -> desks.Desk:
    """The article on the desk."""
    assert desk.session.desk is not None
    return desk.session.desk


def span(desk: Desk, words: str) -> Span:
    return next(item for item in on(desk).spans if on(desk).surface(item) == words)


def drawn(desk: Desk) -> FrameSummary:
    QApplication.processEvents()
    found = desk.window.pane.view.frame_summary()
    assert found is not None
    return found


def texts(desk: Desk) -> list[str]:
    return sorted(item.text for item in drawn(desk).tabs)


def frame(desk: Desk, trigger: str, **fillers: str) -> str:
    """Open a frame on gold spans; its id."""
    session = desk.session
    edit = open_frame(on(desk), span(desk, trigger), hand=session.hand())
    made = new_frame(edit)
    assert made is not None
    session.push(edit, "open")
    for role, words in fillers.items():
        before = on(desk).annotations.frames[made.id]
        filler = span(desk, words)
        step = fill(on(desk), before, Role(role), filler, hand=session.hand())
        session.push(step, "fill")
    return made.id


AGENT = Role("Agent", title="Attacker", colour="#4a86d8")


@pytest.fixture
def schema(schema: LabelSchema) -> LabelSchema:
    """The small schema of the tests, with a role for attacks."""
    labels = (
        replace(label, roles=(AGENT,)) if label.name == "ATTACK" else label
        for label in schema.labels
    )
    return replace(schema, labels=tuple(labels))


@pytest.fixture
def framed(desk: Desk) -> tuple[Desk, str]:
    """An attack near Varna, and everything else gold without a frame."""
    desk.session.accept_all()
    desk.session.focus(None)
    frame_id = frame(desk, "Shelling", Place="Varna")
    desk.session.focus(None)
    return desk, frame_id


def test_an_article_without_frames_has_no_layer(desk: Desk) -> None:
    assert desk.window.pane.view.frame_summary() is None
    desk.session.accept_all()
    assert desk.window.pane.view.frame_summary() is None


def test_the_first_frame_is_drawn_at_once_and_so_is_its_undo(framed: tuple[Desk, str]) -> None:
    desk, frame_id = framed
    runs = drawn(desk).runs
    assert [(run.frame_id, run.has_trigger, run.roles) for run in runs] == [
        (frame_id, True, ("Place",))
    ]
    desk.session.undo()
    assert [run.roles for run in drawn(desk).runs] == [()]
    desk.session.undo()
    assert drawn(desk).runs == ()


def test_another_article_has_its_own_frames(framed: tuple[Desk, str]) -> None:
    desk, _ = framed
    desk.session.open_article("three")
    assert desk.window.pane.view.frame_summary() is None
    desk.session.open_article("one")
    assert len(drawn(desk).runs) == 1


def test_the_event_in_focus_is_drawn_in_full_and_open_frames_dim_the_rest(
    framed: tuple[Desk, str],
) -> None:
    desk, frame_id = framed
    assert texts(desk) == []
    desk.session.focus(span(desk, "Shelling").id)
    assert texts(desk) == ["1", "Place"]
    desk.session.focus(span(desk, "Lisbon").id)
    assert texts(desk) == []
    desk.session.frame_focus.open(frame_id)
    assert drawn(desk).stage_id == frame_id
    layer = desk.window.pane.view.frames
    assert layer is not None
    assert layer.stage.is_open


def test_hovering_shows_another_frame_for_as_long_as_the_pointer_is_there(
    framed: tuple[Desk, str],
) -> None:
    desk, frame_id = framed
    other = frame(desk, "met", Place="Lisbon")
    desk.session.focus(None)
    desk.session.frame_focus.open(frame_id)
    view = desk.window.pane.view
    box = view.item_rect(span(desk, "met").id)
    assert box is not None
    _move(desk, box.center())
    assert drawn(desk).stage_id == other
    _move(desk, view.viewport().rect().bottomLeft() + QPoint(4, -4))
    assert drawn(desk).stage_id == frame_id


def test_candidates_of_a_role_are_shown_under_its_title(framed: tuple[Desk, str]) -> None:
    desk, frame_id = framed
    focus = desk.session.frame_focus
    focus.open(frame_id)
    ids = [span(desk, "Lisbon").id, span(desk, "Ana Petrova").id]
    focus.fill_role("Agent", ids)
    assert "Attacker?" in texts(desk)
    layer = desk.window.pane.view.frames
    assert layer is not None
    assert [item.id for item in layer.stage.candidates] == ids
    assert layer.stage.shade == AGENT.colour
    focus.step()
    assert layer.stage.candidate == ids[1]


def test_what_is_looked_for_without_a_frame_is_shown_too(desk: Desk) -> None:
    desk.session.accept_all()
    first = span(desk, "Varna")
    desk.session.frame_focus.walk(Purpose.LINK, [first.id])
    assert [item.stretch for item in drawn(desk).tabs] == [(first.start, first.end)]
    desk.session.frame_focus.close()
    assert texts(desk) == []


def test_the_other_mentions_of_the_focus_are_shown(desk: Desk) -> None:
    desk.session.accept_all()
    start = on(desk).article.text.index("Varna was")
    desk.session.create_span(start, start + 5, layer=Layer.ENTITY, label=span(desk, "Varna").label)
    one, two = (item for item in on(desk).spans if on(desk).surface(item) == "Varna")
    desk.session.push(link(on(desk), one, two, hand=desk.session.hand()), "link")
    desk.session.focus(one.id)
    layer = desk.window.pane.view.frames
    assert layer is not None
    assert layer.stage.chain == ((two.start, two.end),)
    desk.session.focus(two.id)
    assert layer.stage.chain == ((one.start, one.end),)


def test_the_keys_and_the_menu_say_which_frames_are_drawn_and_it_is_kept(
    framed: tuple[Desk, str],
) -> None:
    desk, _ = framed
    actions = desk.window.actions_
    assert actions["frames.show_all"].isChecked()
    desk.press("Ctrl+Alt+F")
    assert drawn(desk).runs
    assert actions["frames.show_focused"].isChecked()
    assert not actions["frames.show_all"].isChecked()
    assert Settings().get(SHOWING) == "focused"
    desk.press("Ctrl+Alt+F")
    assert drawn(desk).runs == ()
    actions["frames.show_all"].trigger()
    assert drawn(desk).runs
    assert showing_of(Settings()) == "all"
    desk.settings.set(SHOWING, "sideways")
    assert showing_of(desk.settings) == "all"


def test_a_click_on_a_badge_opens_the_frame_and_one_on_a_tab_selects_its_filler(
    framed: tuple[Desk, str],
) -> None:
    desk, frame_id = framed
    view, focus = desk.window.pane.view, desk.session.frame_focus
    box = view.item_rect(span(desk, "Shelling").id)
    assert box is not None
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.topLeft() + QPoint(4, -6))
    assert focus.frame_id == frame_id
    assert desk.session.focus_id == span(desk, "Shelling").id
    tab = next(item for item in drawn(desk).tabs if item.text == "Place")
    place = QPoint(tab.left + 6, tab.top + 5)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert focus.argument is not None
    assert focus.argument.span_id == span(desk, "Varna").id


def test_a_click_on_a_mark_at_the_edge_brings_the_filler_into_sight(
    framed: tuple[Desk, str],
) -> None:
    desk, frame_id = framed
    view = desk.window.pane.view
    desk.window.resize(900, 420)
    view.set_text_zoom(4.0)
    desk.session.frame_focus.open(frame_id)
    view.restore_place(0, 60.0)
    mark = next(item for item in drawn(desk).marks if not item.is_up)
    place = QPoint(mark.left + 8, view.viewport().height() - 40)
    before = view.place()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.place() != before


def test_the_line_that_is_drawn_from_a_label_is_seen(framed: tuple[Desk, str]) -> None:
    desk, _ = framed
    view = desk.window.pane.view
    layer = view.frames
    assert layer is not None
    view.link_dragged.emit(span(desk, "Shelling").id, span(desk, "Lisbon").id)
    assert len(layer.stage.link) == 2
    view.link_dragged.emit("", "")
    assert layer.stage.link == ()


def tip(desk: Desk, text: str) -> str:
    """What a tab says when the pointer rests on it."""
    tab = next(item for item in drawn(desk).tabs if item.text == text)
    return desk.window.frame_view.tip_at(QPointF(tab.left + 4, tab.top + 5))


def test_a_resting_pointer_hears_of_the_frame_and_of_what_is_amiss(
    framed: tuple[Desk, str],
) -> None:
    desk, frame_id = framed
    desk.session.frame_focus.open(frame_id)
    whole = tip(desk, "1")
    assert "ATTACK: Shelling" in whole
    assert "Place: Varna" in whole
    assert "no role Place" in whole
    assert "no role Place" in tip(desk, "Place")
    view = desk.window.pane.view
    assert desk.window.frame_view.tip_at(QPointF(view.viewport().rect().bottomLeft())) == ""
    tab = next(item for item in drawn(desk).tabs if item.text == "1")
    at = QPoint(tab.left + 4, tab.top + 5)
    rest = QHelpEvent(QEvent.Type.ToolTip, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), rest)
    assert QToolTip.text() == whole
    QToolTip.hideText()


def _move(desk: Desk, at: QPoint) -> None:
    viewport = desk.window.pane.view.viewport()
    event = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, event)
