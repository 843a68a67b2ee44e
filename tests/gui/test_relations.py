"""Relations by real keys: made, seen, gone along, renamed, turned and removed; drawn lightly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotate.articles import Article
from annotate.project import Project, ProposalBatch
from annotate.relations.relation import RelationLabel
from annotate.schema.label_schema import LabelSchema
from annotate.spans import Layer, Span
from gui.dialogs.chooser import Chooser
from gui.dialogs.relation_search import RelationSearch
from gui.dialogs.statistics import StatisticsDialog
from gui.frames.focus import Purpose
from gui.frames.tips import tip_of
from gui.panels.focus import LinkLabel
from gui.text.frames.content import FrameContent
from gui.text.frames.hit import FrameHit, FramePart
from tests.gui.conftest import Desk
from tests.gui.frames.test_frames import PROPOSALS, SCHEMA, TEXT, cells, focus, words_of
from tests.gui.test_schema_editor import editor_of

RELATED = replace(
    SCHEMA,
    relations=(
        RelationLabel("near"),
        RelationLabel("born_in", "born in", ("entity:PERSON",), ("entity:GPE",)),
    ),
)


@pytest.fixture
def schema() -> LabelSchema:
    return RELATED


@pytest.fixture
def project_path(make_project: Callable[..., Project]) -> Path:
    """A closed project with one article, whose triggers and entities are suggested."""
    project = make_project("related", articles=(Article("one", TEXT, title="Envoys meet"),))
    project.write_suggestions("one", [ProposalBatch("rules", "1", PROPOSALS)]).result()
    project.close()
    return project.path


def press_and_answer(desk: Desk, key: str, *answers: tuple[str, str]) -> None:
    """Press a key in the text, then type into the choosers that open and end each with a key."""
    waiting = list(answers)

    def look() -> None:
        chooser = next((x for x in desk.window.findChildren(Chooser) if x.isVisible()), None)
        if chooser is None or chooser in met:
            QTimer.singleShot(10, look)
            return
        met.append(chooser)
        text, end = waiting.pop(0)
        if waiting:
            QTimer.singleShot(10, look)
        QTest.keyClicks(chooser.field, text)
        QTest.keySequence(chooser.field, end)

    met: list[Chooser] = []
    QTimer.singleShot(0, look)
    desk.press(key, into=desk.window.pane.view)
    assert not waiting
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    desk.window.pane.view.setFocus()


def arcs(desk: Desk) -> list[tuple[str, str, str]]:
    """Head, label and child of every relation, in words."""
    assert desk.session.desk is not None
    spans = desk.session.desk.spans
    return sorted(
        (words_of(desk, spans.get(r.head_id)), r.label, words_of(desk, spans.get(r.child_id)))
        for r in desk.session.desk.annotations.relations.values()
    )


def related(desk: Desk) -> str:
    """What the focus panel shows."""
    labels = desk.window.focus_panel.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def relate(desk: Desk) -> None:
    """Ana Petrova is born in Lisbon."""
    focus(desk, "Ana Petrova")
    desk.press("T")
    assert desk.session.frame_focus.purpose is Purpose.RELATE
    press_and_answer(desk, "Return", ("", "Return"))


def test_a_key_ties_the_span_in_focus_to_one_that_fits(desk: Desk) -> None:
    focus(desk, "Ana Petrova")
    desk.press("T")
    assert cells(desk)[0] == "1 Lisbon GPE", "the schema says that a person is born in a place"
    press_and_answer(desk, "Return", ("", "Return"))
    assert arcs(desk) == [("Ana Petrova", "born_in", "Lisbon")]
    assert desk.session.undo_stack.count() == 1, "accepting both and tying them is one step"
    assert not desk.session.frame_focus.is_busy
    assert "born in → Lisbon" in related(desk)
    desk.press("Ctrl+Z")
    assert arcs(desk) == []
    desk.settle()


def test_a_name_that_is_typed_is_a_relation_of_the_schema_from_then_on(desk: Desk) -> None:
    focus(desk, "Norland")
    desk.press("T")
    press_and_answer(desk, "Return", ("at war with", "Return"))
    ((_, label, _),) = arcs(desk)
    assert label == "at_war_with"
    assert desk.session.project is not None
    assert desk.session.project.schema.relation("at_war_with") is not None
    desk.settle()


def test_a_draft_of_the_schema_keeps_a_relation_that_was_named_beside_it(desk: Desk) -> None:
    project = desk.session.project
    assert desk.session.desk is not None
    assert project is not None
    person, _, place, *_ = desk.session.desk.suggestions
    editor = editor_of(desk)
    editor.choose(Layer.ENTITY, "PERSON")
    QTest.keyClicks(editor.label_form.title, "Somebody")
    desk.window.relations.join(person.id, place.id, "visits")
    assert project.schema.relation("visits") is not None
    assert editor.keep()
    label = project.schema.get(Layer.ENTITY, "PERSON")
    assert label is not None
    assert label.title.endswith("Somebody")
    assert project.schema.relation("visits") is not None
    editor.close()
    desk.settle()


def test_without_a_name_nothing_is_done(desk: Desk) -> None:
    focus(desk, "Norland")
    desk.press("T")
    press_and_answer(desk, "Return", ("", "Esc"))
    assert (arcs(desk), desk.labels) == ([], [])
    desk.press("T", "Tab", "Esc")
    assert not desk.session.frame_focus.is_busy
    assert desk.session.undo_stack.count() == 0


def test_an_event_has_roles_instead(desk: Desk) -> None:
    focus(desk, "shelled")
    desk.press("T")
    assert "has roles" in desk.window.banner.text
    assert not desk.session.frame_focus.is_busy


def test_the_same_is_not_said_twice(desk: Desk) -> None:
    relate(desk)
    relate(desk)
    assert "related so already" in desk.window.banner.text
    assert len(arcs(desk)) == 1


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("remove", []),
        ("turn", [("Lisbon", "born_in", "Ana Petrova")]),
    ],
)
def test_a_relation_is_removed_or_turned_from_its_list(
    desk: Desk, typed: str, left: list[tuple[str, str, str]]
) -> None:
    relate(desk)
    press_and_answer(desk, "Shift+T", (typed, "Return"))
    assert arcs(desk) == left
    desk.press("Ctrl+Z")
    assert arcs(desk) == [("Ana Petrova", "born_in", "Lisbon")]
    desk.settle()


def test_a_relation_is_called_otherwise(desk: Desk) -> None:
    relate(desk)
    press_and_answer(desk, "Shift+T", ("otherwise", "Return"), ("near", "Return"))
    assert arcs(desk) == [("Ana Petrova", "near", "Lisbon")]


def test_the_relations_in_the_panel_are_clicked_to_be_removed(desk: Desk) -> None:
    relate(desk)
    label = desk.window.focus_panel.findChild(LinkLabel)
    assert label is not None
    assert label.isVisible()

    def remove() -> None:
        chooser = next(x for x in desk.window.findChildren(Chooser) if x.isVisible())
        QTest.keyClicks(chooser.field, "remove")
        QTest.keySequence(chooser.field, "Return")

    QTimer.singleShot(0, remove)
    desk.click(label)
    assert arcs(desk) == []
    assert not label.isVisible()
    desk.settle()


def test_one_goes_along_a_relation_and_sees_it_at_its_other_end(desk: Desk) -> None:
    relate(desk)
    press_and_answer(desk, "Shift+T", ("", "Return"))
    focused = desk.session.focused
    assert isinstance(focused, Span)
    assert words_of(desk, focused) == "Lisbon"
    assert "born in ← Ana Petrova" in related(desk)
    focus(desk, "Varna")
    desk.press("Shift+T")
    assert "no relations" in desk.window.banner.text


def test_relations_are_drawn_like_the_roles_of_an_event(desk: Desk) -> None:
    relate(desk)
    summary = desk.window.pane.view.frame_summary()
    assert summary is not None
    assert summary.stage_id.startswith("relations ")
    assert "born in" in [tab.text for tab in summary.tabs]
    assert [run.roles for run in summary.runs if run.roles] == [("born_in",)]
    desk.press("Del")
    assert arcs(desk) == []
    gone = desk.window.pane.view.frame_summary()
    assert gone is None or not gone.runs
    desk.press("Ctrl+Z")
    back = desk.window.pane.view.frame_summary()
    assert back is not None
    assert back.runs
    desk.settle()


def test_a_line_drawn_between_two_things_asks_for_the_relation(desk: Desk) -> None:
    assert desk.session.desk is not None
    person, _, place, *_ = desk.session.desk.suggestions
    menu = desk.window.frames.parts.menu_for(person.id, place.id)
    assert menu is not None
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Names the same as “Lisbon”", *("", "born in", "near", "Another relation…")]
    menu.actions()[2].trigger()
    assert arcs(desk)[0][1] == "born_in"
    menu.close()


def test_statistics_count_them(desk: Desk) -> None:
    relate(desk)
    desk.settle()
    assert desk.session.project is not None
    dialog = StatisticsDialog(desk.session.project, desk.appearance, desk.window)
    assert "Relations: 1\n" in dialog.as_text()
    assert any(label.text() == "Relations: 1" for label in dialog.findChildren(QLabel))
    dialog.deleteLater()


def test_a_tip_says_what_the_drawing_means(desk: Desk) -> None:
    relate(desk)
    opened, project = desk.session.desk, desk.session.project
    assert opened is not None
    assert project is not None
    schema = replace(
        project.schema, relations=(RelationLabel("born_in", "born in", guideline="Where to."),)
    )
    (frame_id,) = (x for x, _, _ in FrameContent(schema, opened).extents() if "relations" in x)
    frame = FrameContent(schema, opened).get(frame_id)
    assert frame is not None
    (station,) = frame.stations
    hit = FrameHit(FramePart.FILLER, frame_id, station.role, station.start, station.end)
    tip = tip_of(hit, frame, opened, schema)
    assert "born in: Lisbon" in tip
    assert "Where to." in tip


def test_a_schema_without_relations_asks_for_a_name_and_not_for_fewer_letters(desk: Desk) -> None:
    search = RelationSearch((), appearance=desk.window.appearance, parent=desk.window)
    desk.qtbot.addWidget(search)
    search.show()
    shown = [label.text() for label in search.findChildren(QLabel) if label.isVisible()]
    assert shown == ["There is none yet: type a name, then Enter."]
    QTest.keyClicks(search.field, "born in")
    QTest.keySequence(search.field, "Return")
    assert search.chosen == "born_in"
    desk.settle()
